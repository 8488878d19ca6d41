//! A network in the order of its calculation.
//!
//! Inside, activities are *nodes* in topological order, so that the passes walk through memory from one
//! end to the other. A summary has no node of its own; where a tie, a constraint or a deadline of it must
//! reach what is below, it gets up to three nodes without duration: a *floor* before everything below, a
//! *roof* after it, and a *first*, the earliest start below.

use super::findings::Finding;
use super::network::{
    Activity, ActivityIx, CalendarIx, Done, Kinship, LONGEST, Lag, NetworkBuilder, Rule, Tie,
    TieIx, TieKind,
};
use super::worktime::{Minute, Offset, WorkTime};
use std::sync::OnceLock;

/// A tie of its own leads to it.
pub(super) const FOLLOWS: u8 = 1;
/// It stands where facts or a person put it.
pub(super) const PINNED: u8 = 2;
/// It has begun.
pub(super) const STARTED: u8 = 4;
/// It is finished.
pub(super) const FINISHED: u8 = 8;
/// As late as possible.
pub(super) const ALAP: u8 = 16;
/// The earliest start below a summary.
pub(super) const FIRST: u8 = 32;
/// Stands for a summary.
pub(super) const VIRTUAL: u8 = 64;
/// A tie leaves it.
pub(super) const LEADS: u8 = 128;

/// No tie.
pub(super) const NO_TIE: TieIx = TieIx::MAX;
/// No node.
pub(super) const NO_NODE: u32 = u32::MAX;
/// Marks a place as that of a summary.
pub(super) const SUMMARY: u32 = 1 << 31;
/// No bound above.
pub(super) const OPEN: Offset = Offset::MAX;

/// A tie as the passes see it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// The node of the giver, and three bits: plain, from its finish, to the finish of the taker.
    packed: u32,
    /// Minutes of the lag; of the taker's calendar if plain.
    pub lag: i32,
}

impl Link {
    #[inline(always)]
    pub(super) fn new(from: u32, kind: TieKind, plain: bool, lag: i32) -> Self {
        let bits = u32::from(plain) << 2
            | u32::from(kind.from_finish()) << 1
            | u32::from(kind.to_finish());
        Self {
            packed: from << 3 | bits,
            lag,
        }
    }

    /// The same link from a node with another number.
    pub(super) fn with_from(self, from: u32) -> Self {
        Self {
            packed: from << 3 | self.packed & 7,
            lag: self.lag,
        }
    }

    /// Returns the node of the giver; it lies before that of the taker.
    #[inline(always)]
    #[must_use]
    pub const fn from(self) -> usize {
        (self.packed >> 3) as usize
    }

    /// Are both ends and the lag counted in one calendar, so that adding offsets is all there is to it?
    #[inline(always)]
    #[must_use]
    pub const fn plain(self) -> bool {
        self.packed & 4 != 0
    }

    /// Does it bind a start to a finish, both of them and the lag counted in one calendar?
    #[inline(always)]
    pub(super) const fn is_simple(self) -> bool {
        self.packed & 7 == 6
    }

    /// Does it leave from the finish of the giver?
    #[inline(always)]
    #[must_use]
    pub const fn from_finish(self) -> bool {
        self.packed & 2 != 0
    }

    /// Does it bind the finish of the taker?
    #[inline(always)]
    #[must_use]
    pub const fn to_finish(self) -> bool {
        self.packed & 1 != 0
    }
}

/// A summary and what is directly below it.
#[derive(Clone, Debug, Default)]
pub(super) struct Summary {
    pub activity: ActivityIx,
    pub calendar: CalendarIx,
    pub children: Vec<ActivityIx>,
    pub roof: Option<u32>,
}

/// Activities, ties and calendars, ready to be computed as often as wanted.
#[derive(Clone, Debug)]
pub struct Network {
    pub(super) start: Minute,
    /// The start in each calendar.
    pub(super) starts: Vec<Offset>,
    pub(super) lag_calendar: super::LagCalendar,
    pub(super) calendars: Vec<WorkTime>,
    pub(super) activities: Vec<Activity>,
    pub(super) ties: Vec<Tie>,
    pub(super) kinship: Kinship,
    /// By activity: its node, or the number of its summary with [`SUMMARY`].
    pub(super) place: Vec<u32>,
    /// Children before their parents.
    pub(super) summaries: Vec<Summary>,
    // By node.
    pub(super) owner: Vec<ActivityIx>,
    pub(super) calendar: Vec<CalendarIx>,
    pub(super) group: Vec<u32>,
    pub(super) flags: Vec<u8>,
    /// What the pass adds to a start: the duration, or what is left of it.
    pub(super) work: Vec<i32>,
    /// No earlier start; the start itself if pinned.
    pub(super) floor: Vec<Offset>,
    /// No later finish, by constraint.
    pub(super) ceiling: Vec<Offset>,
    /// No later finish, by deadline.
    pub(super) deadline: Vec<Offset>,
    /// Where it began, if it did.
    pub(super) began: Vec<Offset>,
    /// The links that lead to a node: from its number here to the next.
    pub(super) first_link: Vec<u32>,
    pub(super) links: Vec<Link>,
    pub(super) link_tie: Vec<TieIx>,
    /// Links whose lag follows a duration: the link and its tie.
    pub(super) shares: Vec<(u32, TieIx)>,
    pub(super) groups: usize,
    /// All nodes count in this calendar.
    pub(super) uniform: Option<CalendarIx>,
    pub(super) any_alap: bool,
    /// What had to be left out when it was built.
    pub(super) cut: Vec<Finding>,
    /// That and the loose ends, once somebody asked.
    pub(super) findings: OnceLock<Vec<Finding>>,
}

impl Network {
    /// Returns the number of activities.
    #[must_use]
    pub fn len(&self) -> usize {
        self.activities.len()
    }

    /// Is there nothing to schedule?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.activities.is_empty()
    }

    /// Takes what was put in out again, to be changed and built anew.
    #[must_use]
    pub fn into_builder(self) -> NetworkBuilder {
        NetworkBuilder {
            start: self.start,
            lag_calendar: self.lag_calendar,
            calendars: self.calendars,
            activities: self.activities,
            ties: self.ties,
            kinship: Some(self.kinship),
        }
    }

    /// Returns an activity as it was put in.
    #[must_use]
    pub fn activity(&self, activity: ActivityIx) -> Option<&Activity> {
        self.activities.get(activity as usize)
    }

    /// Returns all activities in the order of insertion.
    #[must_use]
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// Returns all ties in the order of insertion, kept or not.
    #[must_use]
    pub fn ties(&self) -> &[Tie] {
        &self.ties
    }

    /// Returns the moment before which nothing without a fact starts.
    #[must_use]
    pub fn start(&self) -> Minute {
        self.start
    }

    /// Returns a calendar; the continuous one for a number that is not there.
    #[must_use]
    pub fn work_time(&self, calendar: CalendarIx) -> &WorkTime {
        // The builder puts the continuous calendar first.
        static NONE: std::sync::LazyLock<WorkTime> = std::sync::LazyLock::new(WorkTime::continuous);
        self.calendars
            .get(calendar as usize)
            .or(self.calendars.first())
            .unwrap_or(&NONE)
    }

    /// Is the activity the parent of another?
    #[must_use]
    pub fn is_summary(&self, activity: ActivityIx) -> bool {
        self.place
            .get(activity as usize)
            .is_some_and(|p| p & SUMMARY != 0)
    }

    /// Returns what is wrong with the network itself, whatever the dates.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let mut findings = self.cut.clone();
            super::loose_ends::tell(self, &mut findings);
            findings.sort_unstable();
            findings
        })
    }

    /// Returns the number of nodes: see [`Self::links_to`].
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.owner.len()
    }

    /// Returns the node of an activity that is no summary.
    #[must_use]
    pub fn node(&self, activity: ActivityIx) -> Option<usize> {
        let place = *self.place.get(activity as usize)?;
        (place & SUMMARY == 0).then_some(place as usize)
    }

    /// Returns the activity of a node; the summary that it stands for if it is not an activity's own.
    #[must_use]
    pub fn activity_of(&self, node: usize) -> Option<ActivityIx> {
        self.owner.get(node).copied()
    }

    /// Returns the links that lead to a node; those who compute with the nodes themselves (odds) walk
    /// them from the first node to the last.
    #[must_use]
    pub fn links_to(&self, node: usize) -> &[Link] {
        let ends = self.first_link.get(node).zip(self.first_link.get(node + 1));
        ends.and_then(|(from, to)| self.links.get(*from as usize..*to as usize))
            .unwrap_or(&[])
    }

    /// Returns the calendar that all nodes count in, if it is one.
    #[must_use]
    pub fn uniform_calendar(&self) -> Option<CalendarIx> {
        self.uniform
    }

    /// Changes the duration of an activity, in minutes of its calendar.
    pub fn set_duration(&mut self, activity: ActivityIx, minutes: i32) {
        self.change(activity, |a| a.duration = minutes);
        for (link, tie) in &self.shares {
            let tie = self
                .ties
                .get(*tie as usize)
                .filter(|tie| tie.from == activity);
            let lag = tie.map(|tie| lag_minutes(tie.lag, minutes));
            if let Some((lag, link)) = lag.zip(self.links.get_mut(*link as usize)) {
                link.lag = lag;
            }
        }
    }

    /// Adds minutes to the lag of a tie, until its giver's duration changes where the lag is a share of it.
    pub fn change_lag(&mut self, tie: TieIx, by: i32) {
        for (link, own) in self.links.iter_mut().zip(&self.link_tie) {
            if *own == tie {
                link.lag = link.lag.saturating_add(by).clamp(-LONGEST, LONGEST);
            }
        }
    }

    /// Changes what is known of an activity except its calendar, parent, group and ties.
    pub fn change(&mut self, activity: ActivityIx, change: impl FnOnce(&mut Activity)) {
        let Some(known) = self.activities.get_mut(activity as usize) else {
            return;
        };
        let (calendar, parent, group) = (known.calendar, known.parent, known.group);
        change(known);
        (known.calendar, known.parent, known.group) = (calendar, parent, group);
        // Whether the two ends of an activity are one follows from its duration.
        self.findings = OnceLock::new();
        if let Some(node) = self.node(activity) {
            self.derive(node);
            self.any_alap = self.any_alap || self.flags.get(node).is_some_and(|f| f & ALAP != 0);
        }
    }

    /// Puts what is known of an activity into its node.
    fn derive(&mut self, node: usize) {
        let own = self.owner.get(node).zip(self.flags.get(node));
        let Some((owner, flags)) = own.map(|(owner, flags)| (*owner, *flags)) else {
            return;
        };
        if let (Some(activity), 0) = (self.activities.get(owner as usize), flags & VIRTUAL) {
            let calendar = activity.calendar;
            let start = self.start_in(calendar);
            let facts = Facts::of(activity, flags, self.work_time(calendar), start);
            self.put(node, facts);
        }
    }

    pub(super) fn put(&mut self, node: usize, facts: Facts) {
        let Facts {
            flags,
            work,
            floor,
            ceiling,
            deadline,
            began,
        } = facts;
        let set = |list: &mut Vec<i32>, value| {
            if let Some(place) = list.get_mut(node) {
                *place = value;
            }
        };
        set(&mut self.work, work);
        set(&mut self.floor, floor);
        set(&mut self.ceiling, ceiling);
        set(&mut self.deadline, deadline);
        set(&mut self.began, began);
        if let Some(place) = self.flags.get_mut(node) {
            *place = flags;
        }
    }

    /// The start in a calendar.
    pub(super) fn start_in(&self, calendar: CalendarIx) -> Offset {
        let known = self.starts.get(calendar as usize).or(self.starts.first());
        known.copied().unwrap_or(0)
    }
}

/// What a node knows of itself.
pub(super) struct Facts {
    pub flags: u8,
    pub work: i32,
    pub floor: Offset,
    pub ceiling: Offset,
    pub deadline: Offset,
    pub began: Offset,
}

impl Facts {
    /// What an activity is to its node, by the calendar that it counts in and the start of the network there.
    #[inline(always)]
    pub(super) fn of(activity: &Activity, old: u8, time: &WorkTime, start: Offset) -> Self {
        let duration = activity.duration.clamp(0, LONGEST);
        let duration = (duration + activity.rests.clamp(0, LONGEST)).min(LONGEST);
        let mut facts = Self {
            flags: old & (FOLLOWS | LEADS | VIRTUAL | FIRST),
            work: duration,
            floor: start,
            ceiling: OPEN,
            deadline: activity.deadline.map_or(OPEN, |day| time.offset(day)),
            began: 0,
        };
        match activity.done {
            Done::Finished { start, finish } => {
                facts.flags |= FINISHED | PINNED;
                facts.floor = time.offset(start);
                facts.work = time.between(start, finish).max(0);
                facts.began = facts.floor;
                return facts;
            }
            Done::Started {
                start,
                left,
                resume,
            } => {
                facts.flags |= STARTED;
                facts.work = left.clamp(0, LONGEST);
                facts.began = time.offset(start);
                facts.floor = resume.map_or(facts.began, |at| time.offset(at));
            }
            Done::Nothing => {
                if let Some(at) = activity.manual {
                    facts.flags |= PINNED;
                    facts.floor = time.offset(at);
                } else if let Some(at) = activity.planned.filter(|_| old & FOLLOWS == 0) {
                    facts.floor = facts.floor.max(time.offset(at));
                }
            }
        }
        let begins = facts.flags & (STARTED | PINNED) == 0;
        let mut not_before = |offset: Offset| {
            if begins {
                facts.floor = facts.floor.max(offset);
            }
        };
        match activity.rule {
            Rule::Asap => {}
            Rule::Alap => facts.flags |= if begins { ALAP } else { 0 },
            Rule::StartNoEarlier(at) => not_before(time.offset(at)),
            Rule::StartNoLater(at) => facts.ceiling = time.offset(at).saturating_add(duration),
            Rule::FinishNoEarlier(at) => not_before(time.offset(at).saturating_sub(duration)),
            Rule::FinishNoLater(at) => facts.ceiling = time.offset(at),
            Rule::StartOn(at) => {
                not_before(time.offset(at));
                facts.ceiling = time.offset(at).saturating_add(duration);
            }
            Rule::FinishOn(at) => {
                not_before(time.offset(at).saturating_sub(duration));
                facts.ceiling = time.offset(at);
            }
        }
        // A start that has happened cannot be early or late any more.
        if facts.flags & STARTED != 0
            && matches!(activity.rule, Rule::StartNoLater(_) | Rule::StartOn(_))
        {
            facts.ceiling = OPEN;
        }
        facts
    }
}

/// The minutes of a lag after a giver with this duration.
pub(super) fn lag_minutes(lag: Lag, duration: i32) -> i32 {
    let minutes = match lag {
        Lag::Working(minutes) | Lag::Elapsed(minutes) => i64::from(minutes),
        Lag::Share(share) | Lag::ElapsedShare(share) => {
            i64::from(share) * i64::from(duration.clamp(0, LONGEST)) / 10_000
        }
    };
    let longest = i64::from(LONGEST);
    i32::try_from(minutes.clamp(-longest, longest)).unwrap_or(0)
}
