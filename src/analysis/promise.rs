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

/// The promises of a portfolio, in the order of their links.
#[derive(Clone, Debug)]
pub struct Promises(Shared<Vec<Promise>>);

impl PartialEq for Promises {
    fn eq(&self, other: &Self) -> bool {
        *self.0 == *other.0
    }
}

impl Promises {
    /// Reads every dependency between different projects.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        let mut all: Vec<Promise> = workspace
            .links
            .values()
            .filter_map(|link| of_link(workspace, link))
            .collect();
        all.order_by_key(|promise| promise.link);
        Self(Shared::new(all))
    }

    /// Reads again the links that were touched, and those of touched projects and tasks; the others stand.
    #[must_use]
    pub(super) fn after(&self, touched: &SmallSet<RawId>, workspace: &Workspace) -> Self {
        let place = |id: Id<Link>| self.0.binary_search_by_key(&id, |promise| promise.link);
        let is_link =
            |id: &RawId| workspace.links.contains_key(&Id::new(*id)) || place(Id::new(*id)).is_ok();
        let links: SmallSet<Id<Link>> = touched
            .iter()
            .copied()
            .filter(is_link)
            .chain(
                touched
                    .iter()
                    .flat_map(|id| workspace.referring(*id, Kind::Link)),
            )
            .map(Id::new)
            .collect();
        let again: Vec<(Id<Link>, Option<Promise>)> = links
            .into_iter()
            .map(|id| {
                let link = workspace.links.get(&id);
                (id, link.and_then(|link| of_link(workspace, link)))
            })
            .filter(|(id, promise)| {
                let known = place(*id).ok().and_then(|n| self.0.get(n));
                known != promise.as_ref()
            })
            .collect();
        if again.is_empty() {
            return self.clone();
        }
        let mut all: Vec<Promise> = self.0.to_vec();
        for (id, promise) in again {
            match (
                all.binary_search_by_key(&id, |promise| promise.link),
                promise,
            ) {
                (Ok(place), None) => {
                    all.remove(place);
                }
                (Err(place), Some(promise)) => all.insert(place, promise),
                (Ok(place), Some(promise)) => {
                    if let Some(slot) = all.get_mut(place) {
                        *slot = promise;
                    }
                }
                (Err(_), None) => {}
            }
        }
        Self(Shared::new(all))
    }

    /// Returns those that one of the projects gives or takes.
    #[must_use]
    pub(super) fn among(&self, projects: &SmallSet<Id<Project>>) -> Self {
        let mine = |p: &&Promise| projects.contains(&p.giver) || projects.contains(&p.taker);
        Self(Shared::new(self.0.iter().filter(mine).cloned().collect()))
    }

    /// Are these the very same, not read again?
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Returns them one after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Promise> {
        self.0.iter()
    }
}

/// Reads what a link promises; `None` inside one project.
fn of_link(workspace: &Workspace, link: &Link) -> Option<Promise> {
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
}
