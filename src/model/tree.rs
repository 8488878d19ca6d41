//! The tasks of a project as a tree, and the days that they have on record.

use super::*;
use std::collections::BTreeMap;

/// First and last day, both included.
pub type Days = (Date, Date);

/// The parts of each task, under `None` what is part of no other; siblings in their order.
pub type Parts<'w> = BTreeMap<Option<Id<Task>>, Vec<&'w Shared<Task>>>;

/// Returns the days of a task as recorded: what happened, else the forecast, else the baseline.
///
/// A milestone or gate has one day. Where one end alone is known it stands for both.
#[must_use]
pub fn recorded(task: &Task) -> Option<Days> {
    let finish = task
        .actual_finish
        .or(task.forecast_finish)
        .or(task.baseline_finish);
    if is_event(task) {
        let day = finish.or(task.forecast_start).or(task.baseline_start)?;
        return Some((day, day));
    }
    let start = task
        .actual_start
        .or(task.forecast_start)
        .or(task.baseline_start);
    both(start, finish)
}

/// Returns the days of a task in its baseline.
#[must_use]
pub fn baseline(task: &Task) -> Option<Days> {
    if is_event(task) {
        let day = task.baseline_finish.or(task.baseline_start)?;
        return Some((day, day));
    }
    both(task.baseline_start, task.baseline_finish)
}

/// Is it a milestone or a gate?
#[must_use]
pub fn is_event(task: &Task) -> bool {
    matches!(
        task.task_kind.as_ref().and_then(Choice::known),
        Some(TaskKind::Milestone | TaskKind::Gate)
    )
}

fn both(start: Option<Date>, finish: Option<Date>) -> Option<Days> {
    let (start, finish) = (start.or(finish)?, finish.or(start)?);
    Some((start.min(finish), start.max(finish)))
}

/// Returns the tasks of a project in the order of their identities.
#[must_use]
pub fn tasks_of(workspace: &Workspace, project: Id<Project>) -> Vec<&Shared<Task>> {
    workspace
        .referring(project.raw(), Kind::Task)
        .filter_map(|id| workspace.tasks.get(&Id::new(id)))
        .filter(|task| task.project == Some(project))
        .collect()
}

/// Returns the tasks of a project by the task that they are part of, as [`arranged`] has them.
#[must_use]
pub fn parts(workspace: &Workspace, project: Id<Project>) -> Parts<'_> {
    arranged(&tasks_of(workspace, project))
}

/// Returns the tasks of one project, given in the order of their identities, by the task that they are part of.
///
/// Siblings stand by their order key, then by day and name. A task whose parent is missing, lies in
/// another project or below itself stands at the top.
#[must_use]
pub fn arranged<'w>(tasks: &[&'w Shared<Task>]) -> Parts<'w> {
    let mut found = Parts::new();
    for (task, parent) in tasks.iter().zip(parents(tasks)) {
        found.entry(parent).or_default().push(task);
    }
    for siblings in found.values_mut() {
        siblings.sort_by(|a, b| {
            let day = |task: &Task| recorded(task).map(|days| days.0);
            let days = |a: &Task, b: &Task| {
                let (a, b) = (day(a), day(b));
                (a.is_none(), a).cmp(&(b.is_none(), b))
            };
            (a.order.cmp(&b.order))
                .then_with(|| days(a, b))
                .then_with(|| (&a.name, a.id).cmp(&(&b.name, b.id)))
        });
    }
    found
}

/// Returns what a task is part of, from the nearest to the top; a circle of parents is gone through once.
#[must_use]
pub fn above(workspace: &Workspace, id: Id<Task>) -> Vec<Id<Task>> {
    let mut all = Vec::new();
    let mut at = id;
    while let Some(parent) = workspace.tasks.get(&at).and_then(|task| task.parent) {
        if all.contains(&parent) || parent == id {
            break;
        }
        all.push(parent);
        at = parent;
    }
    all
}

/// Returns the task that each of some tasks of one project, given in the order of their identities, is part of,
/// unless that leads round in a circle.
#[must_use]
pub fn parents(tasks: &[&Shared<Task>]) -> Vec<Option<Id<Task>>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Way {
        Unknown,
        Under,
        Up,
        Round,
    }
    let place = |id: Id<Task>| tasks.binary_search_by_key(&id, |task| task.id).ok();
    let above: Vec<Option<usize>> = tasks
        .iter()
        .map(|task| task.parent.and_then(place))
        .collect();
    let mut ways = vec![Way::Unknown; tasks.len()];
    let mut walked = Vec::new();
    for start in 0..tasks.len() {
        let mut at = Some(start);
        let mut end = Way::Up;
        while let Some((here, way)) = at.and_then(|at| Some((at, *ways.get(at)?))) {
            if way != Way::Unknown {
                end = if way == Way::Under { Way::Round } else { way };
                break;
            }
            if let Some(way) = ways.get_mut(here) {
                *way = Way::Under;
            }
            walked.push(here);
            at = above.get(here).copied().flatten();
        }
        for here in walked.drain(..) {
            if let Some(way) = ways.get_mut(here) {
                *way = end;
            }
        }
    }
    let parent = |((task, above), way): ((&&Shared<Task>, Option<usize>), Way)| {
        task.parent.filter(|_| above.is_some() && way == Way::Up)
    };
    tasks.iter().zip(above).zip(ways).map(parent).collect()
}
