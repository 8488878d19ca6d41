//! The links between the tasks of a plan, as they are drawn.

use super::block::fact_of;
use super::edit::Facts;
use super::needs::kind_of;
use crate::analysis::wbs;
use crate::model::*;
use crate::timeline as tl;

/// A task with its project.
pub(super) type End = (Id<Task>, Option<Id<Project>>);

/// A link between two tasks; which rows it is drawn at depends on what is in sight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tie {
    pub giver: End,
    pub taker: End,
    /// As it is drawn where both are in sight.
    pub link: tl::Link,
}

/// Reads a link; `None` where it is not between two tasks.
pub(super) fn tie(workspace: &Workspace, link: &Link, facts: &Facts) -> Option<Tie> {
    let giver = workspace.tasks.get(&link.giver_task?)?;
    let taker = workspace.tasks.get(&link.taker_task?)?;
    let how = kind_of(link);
    let is_lead = link.lag.is_some_and(|lag| lag.amount < 0);
    let overlaps = || Some(gives_on(giver)? > takes_from(taker)?);
    let is_broken = how == LinkType::FinishStart
        && !is_lead
        && taker.actual_finish.is_none()
        && overlaps() == Some(true);
    let both_critical =
        fact_of(facts, giver.id).is_critical && fact_of(facts, taker.id).is_critical;
    let from_day = || wbs::recorded(giver).map(|days| days.0.number());
    let to_day = || wbs::recorded(taker).map(|days| days.1.number() + 1);
    let from_start = matches!(how, LinkType::StartStart | LinkType::StartFinish);
    let to_finish = matches!(how, LinkType::FinishFinish | LinkType::StartFinish);
    Some(Tie {
        giver: (giver.id, giver.project),
        taker: (taker.id, taker.project),
        link: tl::Link {
            from_day: from_start.then(from_day).flatten(),
            to_day: to_finish.then(to_day).flatten(),
            is_broken,
            is_critical: both_critical && giver.actual_finish.is_none(),
            is_foreign: giver.project != taker.project,
            ..tl::Link::new(giver.id.raw().0, taker.id.raw().0)
        },
    })
}

/// The first day on which a taker may work: the day itself after an event, the next after work.
fn gives_on(giver: &Task) -> Option<tl::Day> {
    let days = wbs::recorded(giver)?;
    Some(days.1.number() + i32::from(!wbs::is_event(giver)))
}

/// The day on which a taker begins; an event may lie on the last day of what it waits for.
fn takes_from(taker: &Task) -> Option<tl::Day> {
    let days = wbs::recorded(taker)?;
    Some(days.0.number() + i32::from(wbs::is_event(taker)))
}
