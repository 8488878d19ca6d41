//! Baselines: the dates of a plan, frozen under a name, and the one that it is measured against.

use super::{Command, Deed};
use crate::model::tree::{Days, Parts, baseline, is_event, parts, recorded};
use crate::model::*;

/// Returns the command that freezes the dates of the tasks of some projects under a name and measures their
/// plans against them from now on; the baseline is that of the project where there is just one. Summaries take the days of their parts; what has no date is left out.
pub fn set_baseline(
    workspace: &Workspace,
    projects: &[Id<Project>],
    name: &str,
    taken: Date,
    fresh: &mut dyn FnMut() -> RawId,
) -> Command {
    let own = fresh();
    let mut values: Vec<(Text, Value)> = vec![
        ("name".into(), Value::Text(name.into())),
        ("taken".into(), Value::Date(taken)),
    ];
    if let [project] = projects {
        values.push(("project".into(), Value::Ref(project.raw())));
    }
    let mut commands = vec![Command::Create {
        kind: Kind::Baseline,
        id: own,
        values,
    }];
    let trees: Vec<Parts<'_>> = projects.iter().map(|id| parts(workspace, *id)).collect();
    let mut days = Vec::new();
    for tree in &trees {
        gather(tree, None, 0, &mut days);
    }
    for (task, (first, last)) in days {
        let mut values = vec![
            ("baseline".into(), Value::Ref(own)),
            ("task".into(), Value::Ref(task.id.raw())),
            ("start".into(), Value::Date(first)),
            ("finish".into(), Value::Date(last)),
        ];
        values.extend(
            task.duration
                .map(|span| ("duration".into(), Value::Span(span))),
        );
        commands.push(Command::Create {
            kind: Kind::BaselineDate,
            id: fresh(),
            values,
        });
        commands.extend(measured(task, Some((first, last))));
    }
    Command::Group {
        deed: Deed::Create,
        commands,
    }
}

/// Returns the command that measures the plan of a project against one of its baselines. Tasks that are not in
/// it have no baseline then.
#[must_use]
pub fn use_baseline(workspace: &Workspace, project: Id<Project>, from: Id<Baseline>) -> Command {
    let parts = parts(workspace, project);
    let tasks = parts.values().flatten();
    Command::Group {
        deed: Deed::Set,
        commands: tasks
            .flat_map(|task| measured(task, frozen(workspace, task.id, from)))
            .collect(),
    }
}

/// Returns the baselines that a project has, those of several projects among them, the latest first; for no
/// project those of several alone.
#[must_use]
pub fn baselines(workspace: &Workspace, project: Option<Id<Project>>) -> Vec<Id<Baseline>> {
    let all = workspace.baselines.values();
    let all = all.filter(|one| one.project.is_none() || one.project == project);
    let mut all: Vec<_> = all.map(|one| (one.taken, one.id)).collect();
    all.sort_unstable();
    all.into_iter().rev().map(|one| one.1).collect()
}

/// Returns the baseline that the plan of a project is measured against: the latest whose dates its tasks have.
/// `None` where the tasks have other dates, as entered by hand or imported without a name.
#[must_use]
pub fn current_baseline(workspace: &Workspace, project: Id<Project>) -> Option<Id<Baseline>> {
    let parts = parts(workspace, project);
    let tasks: Vec<&Shared<Task>> = parts.values().flatten().copied().collect();
    let mut all = baselines(workspace, Some(project)).into_iter();
    all.find(|one| {
        let mut frozen = tasks
            .iter()
            .filter_map(|task| Some((*task, frozen(workspace, task.id, *one)?)))
            .peekable();
        frozen.peek().is_some() && frozen.all(|(task, days)| baseline(task) == Some(days))
    })
}

/// Returns the days of a task in a baseline.
#[must_use]
pub fn frozen(workspace: &Workspace, task: Id<Task>, of: Id<Baseline>) -> Option<Days> {
    let mut dates = workspace
        .referring(task.raw(), Kind::BaselineDate)
        .filter_map(|date| workspace.baseline_dates.get(&Id::new(date)));
    let date = dates.find(|date| date.baseline == Some(of))?;
    let (first, last) = (date.start.or(date.finish)?, date.finish.or(date.start)?);
    Some((first, last))
}

/// Sets the baseline days of a task.
fn measured(task: &Task, days: Option<Days>) -> [Command; 2] {
    let set = |key: &str, day: Option<Date>| Command::Set {
        kind: Kind::Task,
        id: task.id.raw(),
        key: key.into(),
        value: day.map(Value::Date),
    };
    let (first, last) = (days.map(|days| days.0), days.map(|days| days.1));
    let (start, finish) = (set("baseline_start", first), set("baseline_finish", last));
    // A start behind the old finish would be refused on the way.
    if first > task.baseline_finish && task.baseline_finish.is_some() {
        [finish, start]
    } else {
        [start, finish]
    }
}

/// Collects the tasks below another with their days; returns those of all of them together.
fn gather<'w>(
    parts: &Parts<'w>,
    parent: Option<Id<Task>>,
    depth: usize,
    found: &mut Vec<(&'w Task, Days)>,
) -> Option<Days> {
    let mut whole: Option<Days> = None;
    for task in parts.get(&parent).into_iter().flatten() {
        let place = found.len();
        let below = if depth < 1000 {
            gather(parts, Some(task.id), depth + 1, found)
        } else {
            None
        };
        let days = below.filter(|_| !is_event(task)).or_else(|| recorded(task));
        if let Some(days) = days {
            found.insert(place, (task, days));
            let wider = |whole: Days| (whole.0.min(days.0), whole.1.max(days.1));
            whole = Some(whole.map_or(days, wider));
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, plan};

    #[test]
    fn a_baseline_freezes_the_plan_and_another_one_can_be_taken_in_its_place() {
        let before = crate::sample::arvenne();
        let project = before.project_by_code("SOV-1").unwrap().id;
        let first = current_baseline(&before, project).unwrap();
        assert_eq!(&*before.baselines.get(&first).unwrap().name, "April 2026");
        let mut next = 7_000;
        let mut fresh = || {
            next += 1;
            RawId(next)
        };
        let today = Date::parse("2026-05-18").unwrap();
        let command = set_baseline(&before, &[project], "May 2026", today, &mut fresh);
        let patch = plan(&before, &command).unwrap();
        let mut after = before.clone();
        apply(&mut after, &patch);
        let second = current_baseline(&after, project).unwrap();
        assert_eq!(&*after.baselines.get(&second).unwrap().name, "May 2026");
        assert_eq!(baselines(&after, Some(project)), [second, first]);
        let tasks = |w: &Workspace| {
            let tasks = parts(w, project);
            let tasks: Vec<Task> = tasks
                .values()
                .flatten()
                .map(|task| Task::clone(task))
                .collect();
            tasks
        };
        for task in tasks(&after) {
            let as_now = task.task_kind.as_ref().and_then(Choice::known) == Some(TaskKind::Summary)
                || baseline(&task) == recorded(&task);
            assert!(as_now, "{task:?}");
            assert_eq!(frozen(&after, task.id, second), baseline(&task));
        }
        // Back to the first: every task has what it had.
        let back = plan(&after, &use_baseline(&after, project, first)).unwrap();
        apply(&mut after, &back);
        assert_eq!(tasks(&after), tasks(&before));
        assert_eq!(current_baseline(&after, project), Some(first));
        apply(&mut after, &back.inverse());
        apply(&mut after, &patch.inverse());
        assert!(crate::edit::diff(&before, &after).rows.is_empty());
    }
}
