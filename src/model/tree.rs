//! The tasks of a project as a tree, and the days that they have on record.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// First and last day, both included.
pub type Days = (Date, Date);

/// The parts of each task, under `None` what is part of no other; siblings in their order.
pub type Parts<'w> = BTreeMap<Option<Id<Task>>, Vec<&'w Task>>;

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

/// Returns the tasks of a project by the task that they are part of.
///
/// Siblings stand by their order key, then by day and name. A task whose parent is missing, lies in
/// another project or below itself stands at the top.
#[must_use]
pub fn parts(workspace: &Workspace, project: Id<Project>) -> Parts<'_> {
    let tasks: BTreeMap<Id<Task>, &Task> = workspace
        .referring(project.raw(), Kind::Task)
        .filter_map(|id| workspace.tasks.get(&Id::new(id)))
        .filter(|task| task.project == Some(project))
        .map(|task| (task.id, &**task))
        .collect();
    let mut parts = Parts::new();
    for task in tasks.values() {
        parts.entry(parent_in(&tasks, task)).or_default().push(task);
    }
    for siblings in parts.values_mut() {
        siblings.sort_by(|a, b| {
            let key = |task: &Task| {
                let day = recorded(task).map(|days| days.0);
                (
                    task.order.clone(),
                    day.is_none(),
                    day,
                    task.name.clone(),
                    task.id,
                )
            };
            key(a).cmp(&key(b))
        });
    }
    parts
}

/// The task that another is part of, unless that leads round in a circle.
fn parent_in(tasks: &BTreeMap<Id<Task>, &Task>, task: &Task) -> Option<Id<Task>> {
    let parent = task.parent.filter(|parent| tasks.contains_key(parent))?;
    let mut seen = BTreeSet::from([task.id]);
    let mut at = Some(parent);
    while let Some(id) = at {
        if !seen.insert(id) {
            return None;
        }
        at = tasks.get(&id).and_then(|task| task.parent);
    }
    Some(parent)
}
