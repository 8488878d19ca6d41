//! The work breakdown structure: the tasks of a project as a tree with codes, and what its summaries sum up.

use crate::model::tree::{Parts, arranged, tasks_of};
use crate::model::*;
use std::sync::Arc;

pub use crate::model::tree::{Days, baseline, is_event, recorded};

/// One line of the tree, in the order shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The task.
    pub task: Id<Task>,
    /// Its place in the tree: `2.1` is the first part of the second.
    pub code: Arc<str>,
    /// Steps below the project.
    pub depth: u8,
    /// The task it is part of, if that is in the same project.
    pub parent: Option<Id<Task>>,
    /// It has parts.
    pub is_summary: bool,
    /// Days as they stand; those of its parts together for a summary.
    pub days: Option<Days>,
    /// Days as in the baseline; those of its parts together for a summary without its own.
    pub baseline: Option<Days>,
    /// Share done; of its parts by their length for a summary.
    pub progress: Percent,
}

/// Returns the tasks of a project as a tree, depth first.
///
/// Siblings stand by their order key, then by day and name. A task whose parent is missing, lies in
/// another project or below itself stands at the top.
#[must_use]
pub fn of_project(workspace: &Workspace, project: Id<Project>) -> Vec<Line> {
    tree(&tasks_of(workspace, project)).0
}

/// Returns the same of the tasks of one project, given in the order of their identities, with the record of
/// each line.
#[must_use]
pub fn tree<'w>(tasks: &[&'w Shared<Task>]) -> (Vec<Line>, Vec<&'w Shared<Task>>) {
    let (count, parts) = (tasks.len(), arranged(tasks));
    let mut tree = (Vec::with_capacity(count), Vec::with_capacity(count));
    below(&parts, None, &mut String::new(), 0, &mut tree);
    sum_up(&mut tree.0);
    tree
}

/// Brings the lines of a tree up to date after edits of the tasks at some places, where the tree itself is as
/// it was. `record` is the task at a place.
pub fn renew<'a>(lines: &mut [Line], edited: &[usize], record: impl Fn(usize) -> Option<&'a Task>) {
    let summaries: Vec<usize> = (0..)
        .zip(&*lines)
        .filter_map(|(place, line)| line.is_summary.then_some(place))
        .collect();
    // What summaries sum up is not what they say themselves.
    for place in summaries.iter().chain(edited) {
        if let (Some(known), Some(task)) = (lines.get_mut(*place), record(*place)) {
            let own = line(task, known.is_summary);
            (known.days, known.baseline, known.progress) = (own.days, own.baseline, own.progress);
        }
    }
    sum_up(lines);
}

/// Returns the line of a task without its place in the tree; a summary has the days on its own record.
#[must_use]
pub fn alone(workspace: &Workspace, task: Id<Task>) -> Option<Line> {
    let record = workspace.tasks.get(&task)?;
    let mut parts = workspace.referring(task.raw(), Kind::Task).map(Id::new);
    let is_part = |id: Id<Task>| {
        let part = workspace.tasks.get(&id);
        part.is_some_and(|part| part.parent == Some(task) && part.project == record.project)
    };
    Some(line(record, parts.any(is_part)))
}

/// Returns the line of a task that has no parts, without its place in the tree.
#[must_use]
pub fn leaf(task: &Task) -> Line {
    line(task, false)
}

fn line(task: &Task, is_summary: bool) -> Line {
    Line {
        task: task.id,
        code: Arc::default(),
        depth: 0,
        parent: task.parent,
        is_summary,
        days: recorded(task),
        baseline: baseline(task),
        progress: match task.actual_finish {
            Some(_) => Percent::WHOLE,
            None => task.progress.unwrap_or(Percent(0)),
        },
    }
}

fn below<'w>(
    parts: &Parts<'w>,
    parent: Option<Id<Task>>,
    code: &mut String,
    depth: u8,
    tree: &mut (Vec<Line>, Vec<&'w Shared<Task>>),
) {
    let length = code.len();
    for (place, task) in parts.get(&parent).into_iter().flatten().enumerate() {
        if length > 0 {
            code.push('.');
        }
        code.push_str(&(place + 1).to_string());
        let is_summary = parts.contains_key(&Some(task.id));
        tree.0.push(Line {
            code: code.as_str().into(),
            depth,
            parent,
            ..line(task, is_summary)
        });
        tree.1.push(task);
        // As deep as anybody plans; a file that goes on is shown flat from there.
        if is_summary && depth < 59 {
            below(parts, Some(task.id), code, depth + 1, tree);
        }
        code.truncate(length);
    }
}

/// Gives summaries the days and the progress of their parts, from the deepest up.
fn sum_up(lines: &mut [Line]) {
    #[derive(Default)]
    struct Sum {
        days: Option<Days>,
        baseline: Option<Days>,
        /// Days of all parts, and those done, in hundredths of a percent.
        length: i64,
        done: i64,
    }
    let widen = |sum: Option<Days>, days: Option<Days>| match (sum, days) {
        (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
        (a, b) => a.or(b),
    };
    // From the end: the parts of a line, one step deeper, have just been seen.
    let mut sums: Vec<Sum> = Vec::new();
    for line in lines.iter_mut().rev() {
        let depth = usize::from(line.depth);
        if sums.len() < depth + 2 {
            sums.resize_with(depth + 2, Sum::default);
        }
        let mut length = line.days.map_or(0, |days| days.1.days_since(days.0) + 1);
        let mut done = length * i64::from(line.progress.0);
        let below = sums.get_mut(depth + 1).map(std::mem::take);
        if let Some(sum) = below.filter(|_| line.is_summary) {
            line.days = sum.days.or(line.days);
            line.baseline = sum.baseline.or(line.baseline);
            if sum.length > 0 {
                line.progress = Percent(i32::try_from(sum.done / sum.length).unwrap_or(0));
            }
            (length, done) = (sum.length, sum.done);
        }
        if let Some(sum) = sums.get_mut(depth) {
            sum.days = widen(sum.days, line.days);
            sum.baseline = widen(sum.baseline, line.baseline);
            sum.length += length;
            sum.done += done;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Tasks of one project: number, parent, order, first and last day, percent done.
    fn plan(tasks: &[(u128, u128, &str, &str, &str, i32)]) -> Workspace {
        let mut workspace = Workspace::default();
        let project: Id<Project> = Id::new(RawId(1000));
        workspace.insert(Kind::Project, project.raw());
        for (id, parent, order, start, finish, progress) in tasks {
            let mut values = vec![
                ("project", Value::Ref(project.raw())),
                ("name", Value::Text(format!("Task {id}").as_str().into())),
                ("order", Value::Text((*order).into())),
                ("forecast_start", Value::Date(day(start))),
                ("forecast_finish", Value::Date(day(finish))),
                ("progress", Value::Percent(Percent(*progress))),
            ];
            if *parent > 0 {
                values.push(("parent", Value::Ref(RawId(*parent))));
            }
            let values = values.into_iter().map(|(key, value)| (key.into(), value));
            workspace
                .insert_with(Kind::Task, RawId(*id), values)
                .unwrap();
        }
        workspace
    }

    fn codes(workspace: &Workspace) -> Vec<(String, u128)> {
        of_project(workspace, Id::new(RawId(1000)))
            .into_iter()
            .map(|line| (line.code.to_string(), line.task.raw().0))
            .collect()
    }

    #[test]
    fn tasks_stand_in_their_order_with_codes_by_their_place() {
        let workspace = plan(&[
            (1, 0, "b", "2026-01-05", "2026-01-09", 0),
            (2, 0, "a", "2026-01-05", "2026-01-09", 0),
            (3, 1, "m", "2026-01-05", "2026-01-09", 0),
            (4, 1, "c", "2026-01-05", "2026-01-09", 0),
        ]);
        let codes = codes(&workspace);
        let shown: Vec<_> = codes
            .iter()
            .map(|(code, id)| (code.as_str(), *id))
            .collect();
        assert_eq!(shown, [("1", 2), ("2", 1), ("2.1", 4), ("2.2", 3)]);
    }

    #[test]
    fn a_summary_sums_up_its_parts_by_their_length() {
        let workspace = plan(&[
            (1, 0, "a", "2020-01-01", "2020-01-02", 0),
            (2, 1, "a", "2026-01-01", "2026-01-10", 10_000),
            (3, 1, "b", "2026-01-11", "2026-02-09", 0),
        ]);
        let lines = of_project(&workspace, Id::new(RawId(1000)));
        let top = lines.first().unwrap();
        assert!(top.is_summary);
        assert_eq!(top.days, Some((day("2026-01-01"), day("2026-02-09"))));
        // 10 days done of 40.
        assert_eq!(top.progress, Percent(2500));
    }

    #[test]
    fn parents_in_a_circle_or_missing_leave_their_tasks_at_the_top() {
        let workspace = plan(&[
            (1, 2, "a", "2026-01-05", "2026-01-09", 0),
            (2, 1, "b", "2026-01-05", "2026-01-09", 0),
            (3, 3, "c", "2026-01-05", "2026-01-09", 0),
            (4, 77, "d", "2026-01-05", "2026-01-09", 0),
        ]);
        let found = codes(&workspace);
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found.iter().all(|(code, _)| !code.contains('.')));
    }
}
