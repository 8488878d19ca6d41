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
    /// Its line, where it is one of the project that the link is read for.
    place: Option<u32>,
}

impl<'a> End<'a> {
    /// A task of the project that is read.
    pub fn own(task: &'a Task, fact: Fact, place: u32) -> Self {
        let place = Some(place);
        Self { task, fact, place }
    }

    /// A task of another one.
    pub fn other(task: &'a Task, fact: Fact) -> Self {
        let place = None;
        Self { task, fact, place }
    }

    pub fn is_own(&self) -> bool {
        self.place.is_some()
    }

    fn spot(&self) -> Spot {
        match self.place {
            Some(place) => Spot::Here(place),
            None => Spot::Elsewhere(Box::new(Elsewhere {
                task: self.task.id,
                project: self.task.project,
            })),
        }
    }
}

/// Where an end of a link lies. There are as many as tasks, and nearly all lie in the project itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Spot {
    /// At this line of the project that the link was read for.
    Here(u32),
    /// At a task of another project.
    Elsewhere(Box<Elsewhere>),
}

/// A task of another project.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Elsewhere {
    pub task: Id<Task>,
    pub project: Option<Id<Project>>,
}

/// A link between two tasks; which rows it is drawn at depends on what is in sight.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tie {
    pub id: Id<Link>,
    pub giver: Spot,
    pub taker: Spot,
    from_day: Option<tl::Day>,
    to_day: Option<tl::Day>,
    is_broken: bool,
    is_critical: bool,
}

impl Tie {
    /// As it is drawn between two rows.
    pub fn drawn(&self, from: tl::Key, to: tl::Key) -> tl::Link {
        let is_far = |spot: &Spot| matches!(spot, Spot::Elsewhere(_));
        tl::Link {
            from_day: self.from_day,
            to_day: self.to_day,
            is_broken: self.is_broken,
            is_critical: self.is_critical,
            is_foreign: is_far(&self.giver) || is_far(&self.taker),
            ..tl::Link::new(from, to)
        }
    }
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
        from_day: from_start.then(from_day).flatten(),
        to_day: to_finish.then(to_day).flatten(),
        is_broken,
        is_critical: both_critical && from.actual_finish.is_none(),
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
