//! Promises: what one project hands to another, when it is promised and when it is needed.

use crate::model::*;

/// A dependency between two projects or their tasks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The link.
    pub link: Id<Link>,
    /// Who gives.
    pub giver: Id<Project>,
    /// Who takes.
    pub taker: Id<Project>,
    /// When the giver is to have it, as forecast now.
    pub expected: Option<Date>,
    /// When the taker needs it: as stated, else when the follower begins.
    pub needed: Option<Date>,
    /// Calendar days that it comes too late; negative is room left.
    pub late_days: Option<i64>,
}

impl Promise {
    /// It comes too late.
    #[must_use]
    pub fn broken(&self) -> bool {
        self.late_days.is_some_and(|days| days > 0)
    }
}

fn task_span(task: &Task) -> (Option<Date>, Option<Date>) {
    let start = task
        .actual_start
        .or(task.forecast_start)
        .or(task.baseline_start);
    let finish = task
        .actual_finish
        .or(task.forecast_finish)
        .or(task.baseline_finish);
    (start.or(finish), finish.or(start))
}

fn span(
    workspace: &Workspace,
    project: Id<Project>,
    task: Option<Id<Task>>,
) -> (Option<Date>, Option<Date>) {
    if let Some(task) = task.and_then(|id| workspace.tasks.get(&id)) {
        return task_span(task);
    }
    workspace.projects.get(&project).map_or((None, None), |p| {
        (
            p.actual_start
                .or(p.forecast_start)
                .or(p.planned_start)
                .or(p.baseline_start),
            p.actual_finish
                .or(p.forecast_finish)
                .or(p.planned_finish)
                .or(p.baseline_finish),
        )
    })
}

/// Lists the dependencies between different projects.
#[must_use]
pub fn all(workspace: &Workspace) -> Vec<Promise> {
    workspace
        .links
        .values()
        .filter_map(|link| {
            let (giver, taker) = (link.giver?, link.taker?);
            if giver == taker {
                return None;
            }
            let (gives_first, gives_last) = span(workspace, giver, link.giver_task);
            let (takes_first, takes_last) = span(workspace, taker, link.taker_task);
            let kind = link
                .link_type
                .as_ref()
                .and_then(Choice::known)
                .unwrap_or(LinkType::FinishStart);
            let (expected, follower) = match kind {
                LinkType::FinishStart => (gives_last, takes_first),
                LinkType::StartStart => (gives_first, takes_first),
                LinkType::FinishFinish => (gives_last, takes_last),
                LinkType::StartFinish => (gives_first, takes_last),
            };
            let needed = link.needed.or(follower);
            let late_days = expected
                .zip(needed)
                .map(|(gives, needs)| gives.days_since(needs));
            Some(Promise {
                link: link.id,
                giver,
                taker,
                expected,
                needed,
                late_days,
            })
        })
        .collect()
}
