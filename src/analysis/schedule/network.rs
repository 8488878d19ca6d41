//! What is to be scheduled: activities, the ties between them and their calendars, by dense index.
//!
//! ```text
//! let mut builder = NetworkBuilder::new(start);            // nothing starts before this moment
//! let office = builder.calendar(WorkTime::new(&week, exceptions));
//! let dig = builder.activity(Activity::new(office, 5 * 480));
//! let pour = builder.activity(Activity::new(office, 2 * 480));
//! builder.tie(Tie { from: dig, to: pour, kind: TieKind::FinishStart, lag: Lag::Working(480) });
//! let network = builder.build();                           // order, cycles, summaries
//! let mut schedule = compute(&network, &Options::default());
//! schedule.early_start(&network, pour);                    // minutes since 1970
//! schedule.recompute(&network, &Options::default());       // again, without allocating
//! ```
//!
//! Indices are those of insertion: the first activity is 0, the first tie is 0, whatever the engine does
//! inside. Calendar [`CONTINUOUS`] (every minute of every day) is always there: an activity with an
//! *elapsed* duration has it, with the duration in elapsed minutes. Work that several people share counts
//! in [`WorkTime::union`] of their calendars, as in MS Project. Durations count in the activity's own
//! calendar. An activity that is the `parent` of another is a summary: its duration, progress and manual
//! dates are not read, its dates are rolled up; ties, constraint and deadline of a summary hold for all
//! that is below it. Moments are minutes since 1 January 1970 without a zone, finishes exclusive.

use super::worktime::{Minute, WorkTime};

/// An activity by the order of insertion.
pub type ActivityIx = u32;
/// A tie by the order of insertion.
pub type TieIx = u32;
/// A calendar by the order of insertion; 0 is [`CONTINUOUS`].
pub type CalendarIx = u32;

/// The calendar that works at every minute.
pub const CONTINUOUS: CalendarIx = 0;

/// No duration or lag is longer than this: half a thousand years.
pub const LONGEST: i32 = 1 << 28;

/// A date restriction on an activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// As soon as possible.
    #[default]
    Asap,
    /// As late as possible without delaying what follows.
    Alap,
    /// Start no earlier than.
    StartNoEarlier(Minute),
    /// Start no later than.
    StartNoLater(Minute),
    /// Finish no earlier than.
    FinishNoEarlier(Minute),
    /// Finish no later than.
    FinishNoLater(Minute),
    /// Must start on.
    StartOn(Minute),
    /// Must finish on.
    FinishOn(Minute),
}

/// What has happened of an activity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Done {
    /// It has not begun.
    #[default]
    Nothing,
    /// It has begun and is not finished.
    Started {
        /// When it began.
        start: Minute,
        /// Working minutes left.
        left: i32,
        /// What is left does not go on before this moment.
        resume: Option<Minute>,
    },
    /// It is finished.
    Finished {
        /// When it began.
        start: Minute,
        /// When it ended, exclusive.
        finish: Minute,
    },
}

/// One piece of work, a milestone (no duration) or a summary (has children).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Activity {
    /// In which its duration and floats are counted.
    pub calendar: CalendarIx,
    /// Minutes of its calendar.
    pub duration: i32,
    /// Minutes of its calendar for which it rests before it is finished, as planned: a split task of
    /// MS Project. They keep its finish off like work, but are none.
    pub rests: i32,
    /// The summary it is part of.
    pub parent: Option<ActivityIx>,
    /// What ends together: floats are measured against the latest finish of the group (a project), see
    /// [`super::Ends`].
    pub group: u32,
    /// Its constraint.
    pub rule: Rule,
    /// The day it should be done by; tells, does not push.
    pub deadline: Option<Minute>,
    /// Where it starts if nothing else says so: not earlier than this while no tie leads to it. A tie to
    /// a summary above it pushes it further, but never before this.
    pub planned: Option<Minute>,
    /// Placed by hand: it starts here and lasts its duration, whatever its ties say.
    pub manual: Option<Minute>,
    /// What has happened.
    pub done: Done,
}

impl Activity {
    /// Returns an activity with this duration that follows its ties.
    #[must_use]
    pub const fn new(calendar: CalendarIx, duration: i32) -> Self {
        Self {
            calendar,
            duration,
            rests: 0,
            parent: None,
            group: 0,
            rule: Rule::Asap,
            deadline: None,
            planned: None,
            manual: None,
            done: Done::Nothing,
        }
    }
}

/// How the follower waits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TieKind {
    /// It starts after the giver has finished.
    #[default]
    FinishStart,
    /// It starts after the giver has started.
    StartStart,
    /// It finishes after the giver has finished.
    FinishFinish,
    /// It finishes after the giver has started.
    StartFinish,
}

impl TieKind {
    /// Does it leave from the finish of the giver?
    #[must_use]
    pub const fn from_finish(self) -> bool {
        matches!(self, Self::FinishStart | Self::FinishFinish)
    }

    /// Does it bind the finish of the taker?
    #[must_use]
    pub const fn to_finish(self) -> bool {
        matches!(self, Self::FinishFinish | Self::StartFinish)
    }
}

/// Time between the ends of a tie; negative for a lead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lag {
    /// Working minutes of the calendar that [`super::LagCalendar`] says.
    Working(i32),
    /// Minutes by the clock.
    Elapsed(i32),
    /// Hundredths of a percent of the giver's duration, in working time.
    Share(i32),
    /// Hundredths of a percent of the giver's duration, by the clock.
    ElapsedShare(i32),
}

impl Lag {
    /// No lag.
    pub const NONE: Self = Self::Working(0);
}

/// A dependency between two activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The giver.
    pub from: ActivityIx,
    /// The taker.
    pub to: ActivityIx,
    /// How the taker waits.
    pub kind: TieKind,
    /// The time between.
    pub lag: Lag,
}

/// Gathers activities, ties and calendars.
#[derive(Clone, Debug)]
pub struct NetworkBuilder {
    pub(super) start: Minute,
    pub(super) lag_calendar: LagCalendar,
    pub(super) calendars: Vec<WorkTime>,
    pub(super) activities: Vec<Activity>,
    pub(super) ties: Vec<Tie>,
    /// Known as long as nothing was changed from outside.
    pub(super) kinship: Option<Kinship>,
}

/// What all activities have in common.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kinship {
    /// None of them has a parent.
    pub is_flat: bool,
    /// All of them have one group.
    pub one_group: bool,
    /// Their calendar, if it is one.
    pub calendar: Option<CalendarIx>,
}

impl Kinship {
    fn of(first: &Activity) -> Self {
        Self {
            is_flat: true,
            one_group: true,
            calendar: Some(first.calendar),
        }
    }

    fn and(&mut self, first: &Activity, next: &Activity) {
        self.is_flat &= next.parent.is_none();
        self.one_group &= next.group == first.group;
        self.calendar = self.calendar.filter(|calendar| *calendar == next.calendar);
    }
}

/// In which calendar working lags are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LagCalendar {
    /// The giver's.
    Giver,
    /// The taker's: as in MS Project.
    #[default]
    Taker,
    /// One for all.
    Fixed(CalendarIx),
}

impl NetworkBuilder {
    /// Begins a network in which nothing without a fact starts before `start`.
    #[must_use]
    pub fn new(start: Minute) -> Self {
        Self {
            start,
            lag_calendar: LagCalendar::default(),
            calendars: vec![WorkTime::continuous()],
            activities: Vec::new(),
            ties: Vec::new(),
            kinship: None,
        }
    }

    /// Says in which calendar working lags are counted.
    pub fn lag_calendar(&mut self, calendar: LagCalendar) {
        self.lag_calendar = calendar;
    }

    /// Makes room at once.
    pub fn reserve(&mut self, activities: usize, ties: usize) {
        self.activities.reserve(activities);
        self.ties.reserve(ties);
    }

    /// Adds a calendar; equal ones are one, so that ties between them cost nothing.
    pub fn calendar(&mut self, time: WorkTime) -> CalendarIx {
        let known = self.calendars.iter().position(|seen| *seen == time);
        let place = known.unwrap_or_else(|| {
            self.calendars.push(time);
            self.calendars.len() - 1
        });
        CalendarIx::try_from(place).unwrap_or(CONTINUOUS)
    }

    /// Adds an activity. Parents may be added later than their children.
    pub fn activity(&mut self, activity: Activity) -> ActivityIx {
        let first = self.activities.first().unwrap_or(&activity);
        if self.activities.is_empty() {
            self.kinship = Some(Kinship::of(first));
        }
        if let Some(kinship) = &mut self.kinship {
            kinship.and(first, &activity);
        }
        self.activities.push(activity);
        u32::try_from(self.activities.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a tie; both ends may be added later.
    pub fn tie(&mut self, tie: Tie) -> TieIx {
        self.ties.push(tie);
        u32::try_from(self.ties.len() - 1).unwrap_or(u32::MAX)
    }

    /// Returns an activity to be changed before the network is built.
    pub fn activity_mut(&mut self, activity: ActivityIx) -> Option<&mut Activity> {
        self.kinship = None;
        self.activities.get_mut(activity as usize)
    }

    pub(super) fn kinship(&self) -> Kinship {
        if let Some(known) = self.kinship {
            return known;
        }
        let none = Activity::new(CONTINUOUS, 0);
        let first = self.activities.first().unwrap_or(&none);
        let mut kinship = Kinship::of(first);
        for activity in &self.activities {
            kinship.and(first, activity);
        }
        kinship
    }

    /// Orders the network. Ties that cannot be kept (a cycle, a link to one's own ancestor, an end that
    /// is not there) are left out and told in [`super::Network::findings`].
    #[must_use]
    pub fn build(self) -> super::Network {
        super::arrange::arrange(self)
    }
}
