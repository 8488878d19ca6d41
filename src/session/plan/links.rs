//! The links between the tasks of a plan, as they are drawn.

use super::needs::kind_of;
use super::wish::Fact;
use crate::analysis::wbs;
use crate::model::*;
use crate::timeline as tl;

/// A task at an end of a link.
pub(super) struct End<'a> {
    task: &'a Task,
    fact: Fact,
    pub project: Option<Id<Project>>,
    /// Its line, where that is known.
    place: Option<u32>,
}

impl<'a> End<'a> {
    /// A task of the project that is read.
    pub fn own(task: &'a Task, fact: Fact, place: u32) -> Self {
        Self {
            place: Some(place),
            ..Self::other(task, fact)
        }
    }

    /// A task of another one.
    pub fn other(task: &'a Task, fact: Fact) -> Self {
        Self {
            task,
            fact,
            project: task.project,
            place: None,
        }
    }

    fn spot(&self) -> Spot {
        Spot {
            task: self.task.id,
            project: self.project,
            place: self.place,
        }
    }
}

/// Where an end of a link lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Spot {
    pub task: Id<Task>,
    pub project: Option<Id<Project>>,
    /// Its line, where that is one of the project that the link was read for.
    pub place: Option<u32>,
}

/// A link between two tasks; which rows it is drawn at depends on what is in sight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tie {
    pub id: Id<Link>,
    pub giver: Spot,
    pub taker: Spot,
    /// As it is drawn where both are in sight.
    pub link: tl::Link,
}

/// Reads a link between two tasks.
pub(super) fn tie(link: &Link, giver: &End, taker: &End) -> Tie {
    let (from, to) = (giver.task, taker.task);
    let how = kind_of(link);
    let is_lead = link.lag.is_some_and(|lag| lag.amount < 0);
    let overlaps = || Some(gives_on(from)? > takes_from(to)?);
    let is_broken = how == LinkType::FinishStart
        && !is_lead
        && to.actual_finish.is_none()
        && overlaps() == Some(true);
    let both_critical = giver.fact.is_critical && taker.fact.is_critical;
    let from_day = || wbs::recorded(from).map(|days| days.0.number());
    let to_day = || wbs::recorded(to).map(|days| days.1.number() + 1);
    let from_start = matches!(how, LinkType::StartStart | LinkType::StartFinish);
    let to_finish = matches!(how, LinkType::FinishFinish | LinkType::StartFinish);
    Tie {
        id: link.id,
        giver: giver.spot(),
        taker: taker.spot(),
        link: tl::Link {
            from_day: from_start.then(from_day).flatten(),
            to_day: to_finish.then(to_day).flatten(),
            is_broken,
            is_critical: both_critical && from.actual_finish.is_none(),
            is_foreign: giver.project != taker.project,
            ..tl::Link::new(from.id.raw().0, to.id.raw().0)
        },
    }
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
