//! What a task record is to the network: its calendar, length, rule and facts.

use super::{
    Activity, CONTINUOUS, CalendarIx, DAY, Done, Minute, NetworkBuilder, Rule, Spans, WorkTime,
};
use crate::analysis::wbs;
use crate::model::*;
use std::collections::BTreeMap;

/// The first minute of a day.
pub(super) fn moment(day: Date) -> Minute {
    day.number().saturating_mul(DAY)
}

/// The end of a day, exclusive.
fn end_of(day: Date) -> Minute {
    moment(day).saturating_add(DAY)
}

/// Reads working hours such as `09:00-13:00 15:00-19:00`; what cannot be read is left out.
fn hours(text: &str) -> Spans {
    let clock = |text: &str| {
        let (hour, minute) = text.split_once(':')?;
        let at = hour.parse::<u16>().ok()?.checked_mul(60)? + minute.parse::<u16>().ok()?.min(59);
        (at <= 1_440).then_some(at)
    };
    let span = |text: &str| {
        let (from, to) = text.split_once('-')?;
        Some((clock(from)?, clock(to)?)).filter(|(from, to)| from < to)
    };
    text.split_whitespace().filter_map(span).collect()
}

/// A calendar of days with its hours: 9 to 13 and 14 to 18 where nothing is said.
fn work_time(calendar: &Calendar, said: &str) -> WorkTime {
    let mut spans = hours(said);
    if spans.is_empty() {
        spans = vec![(540, 780), (840, 1_080)];
    }
    let on = |works: bool| if works { spans.clone() } else { Spans::new() };
    WorkTime::new(
        &calendar.week().map(on),
        calendar
            .differing()
            .map(|(day, works)| (day.number(), on(works))),
    )
}

/// The calendars of the portfolio as the network numbers them, and the day they are read on.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    today: Date,
    company: CalendarIx,
    of_tasks: TaskCalendars,
    own: BTreeMap<Id<WorkCalendar>, CalendarIx>,
    times: Vec<WorkTime>,
}

impl Reading {
    pub(super) fn of(workspace: &Workspace, builder: &mut NetworkBuilder, today: Date) -> Self {
        let company = builder.calendar(work_time(&workspace.calendar(), ""));
        let own = workspace.calendars.values().filter_map(|record| {
            let calendar = workspace.own_calendar(record.id)?;
            Some((
                record.id,
                builder.calendar(work_time(&calendar, &record.hours)),
            ))
        });
        let own = own.collect();
        let times = builder.calendars.clone();
        Self {
            today,
            company,
            of_tasks: TaskCalendars::of(workspace),
            own,
            times,
        }
    }

    /// The calendar in which days are counted where a task has none: the company's.
    pub(super) fn company(&self) -> CalendarIx {
        self.company
    }

    /// The day they are read on.
    pub(super) fn today(&self) -> Date {
        self.today
    }

    fn time(&self, calendar: CalendarIx) -> Option<&WorkTime> {
        self.times.get(calendar as usize)
    }

    /// Working minutes of some days in a calendar.
    fn minutes(&self, calendar: CalendarIx, (first, last): wbs::Days) -> i32 {
        self.time(calendar)
            .map_or(0, |time| time.between(moment(first), end_of(last)))
    }

    /// The activity of a task; `tied` says whether links lead to it and whether any touch it.
    pub(super) fn activity(&self, task: &Task, tied: (bool, bool)) -> Activity {
        let own = self.of_tasks.get(task);
        let own = own.and_then(|id| self.own.get(&id)).copied();
        let calendar = own.unwrap_or(self.company);
        let recorded = wbs::recorded(task);
        if wbs::is_event(task) {
            return self.event(task, calendar, recorded, tied);
        }
        let (calendar, duration) = self.length(task, calendar, recorded);
        let rule = rule(task, false);
        // As planned, unless a constraint or a link says when it starts.
        let says_start = matches!(rule, Rule::StartNoEarlier(_) | Rule::StartOn(_));
        let start = recorded.map(|days| moment(days.0));
        let done = self.done(task, calendar, duration, recorded);
        Activity {
            rule,
            deadline: task.deadline.map(end_of),
            planned: start.filter(|_| !tied.0 && !says_start),
            manual: start.filter(|_| task.manual),
            done,
            ..Activity::new(calendar, duration)
        }
    }

    /// A milestone or gate. Without links it stays where it is said, be that a Sunday.
    fn event(
        &self,
        task: &Task,
        calendar: CalendarIx,
        recorded: Option<wbs::Days>,
        (follows, touched): (bool, bool),
    ) -> Activity {
        let calendar = if touched { calendar } else { CONTINUOUS };
        // Noon belongs to its day whether it is read as a begin or as an end.
        let at =
            recorded.map(|days| moment(days.0).saturating_add(if touched { 0 } else { DAY / 2 }));
        let passed = task
            .actual_finish
            .or_else(|| is_done(task).then_some(self.today));
        Activity {
            rule: rule(task, true),
            deadline: task.deadline.map(end_of),
            planned: at.filter(|_| !follows),
            manual: at.filter(|_| task.manual),
            done: passed.map_or(Done::Nothing, |day| Done::Finished {
                start: moment(day),
                finish: moment(day),
            }),
            ..Activity::new(calendar, 0)
        }
    }

    /// The calendar and the minutes: as the task says, else the working time of its recorded days, else
    /// one day.
    fn length(
        &self,
        task: &Task,
        calendar: CalendarIx,
        recorded: Option<wbs::Days>,
    ) -> (CalendarIx, i32) {
        let minutes = |amount: i64| i32::try_from(amount.max(0)).unwrap_or(super::network::LONGEST);
        match task.duration {
            Some(Span {
                amount,
                measure: Measure::Elapsed,
            }) => (CONTINUOUS, minutes(amount)),
            Some(span) => (calendar, minutes(span.amount)),
            None => {
                let worked = recorded.map_or(0, |days| self.minutes(calendar, days));
                let day = i32::try_from(Span::DAY).unwrap_or(480);
                (calendar, if worked > 0 { worked } else { day })
            }
        }
    }

    /// What has happened of it by today.
    fn done(
        &self,
        task: &Task,
        calendar: CalendarIx,
        duration: i32,
        recorded: Option<wbs::Days>,
    ) -> Done {
        let begun = self.begun(task, recorded);
        let ended = task.actual_finish.or_else(|| {
            let said = recorded.map_or(self.today, |days| days.1);
            is_done(task).then_some(said.min(self.today))
        });
        if let Some(day) = ended {
            let start = begun.or(recorded.map(|days| days.0)).unwrap_or(day);
            return Done::Finished {
                start: moment(start.min(day)),
                finish: end_of(day),
            };
        }
        let Some(begun) = begun else {
            return Done::Nothing;
        };
        let share = task
            .progress
            .map(|share| share.0.clamp(0, Percent::WHOLE.0));
        let last = recorded
            .map(|days| days.1)
            .filter(|last| *last >= self.today);
        let left = match (task.duration, last, share) {
            // How long it takes is only known by its last day: that says what is left.
            (None, Some(last), _) => self.minutes(calendar, (self.today.max(begun), last)),
            (_, _, Some(share)) => {
                let left = i64::from(Percent::WHOLE.0 - share) * i64::from(duration);
                i32::try_from(left / i64::from(Percent::WHOLE.0)).unwrap_or(duration)
            }
            // Without a word on progress it is as far as the time that has passed.
            (_, _, None) => {
                let time = self.time(calendar);
                let passed = time.map_or(0, |t| t.between(moment(begun), moment(self.today)));
                duration.saturating_sub(passed.max(0)).max(0)
            }
        };
        Done::Started {
            start: moment(begun),
            left,
            resume: task.resume.map(moment),
        }
    }

    /// The day it began: as said, or as planned where it is said to be under way.
    fn begun(&self, task: &Task, recorded: Option<wbs::Days>) -> Option<Date> {
        let state = task.state.as_ref().and_then(Choice::known);
        let under_way = task.progress.is_some_and(|share| share.0 > 0)
            || matches!(state, Some(TaskState::Doing | TaskState::Blocked));
        let planned = recorded.map(|days| days.0).filter(|day| *day <= self.today);
        task.actual_start.or(planned.filter(|_| under_way))
    }
}

/// Is it said to be done, though without a day?
fn is_done(task: &Task) -> bool {
    task.state.as_ref().and_then(Choice::known) == Some(TaskState::Done)
        || task.progress.is_some_and(|share| share >= Percent::WHOLE)
}

/// The constraint; a day is kept from its begin to its end.
fn rule(task: &Task, is_event: bool) -> Rule {
    let Some(kind) = task.constraint.as_ref().and_then(Choice::known) else {
        return Rule::Asap;
    };
    let start = task.constraint_date.map(moment);
    let finish = task.constraint_date.map(end_of);
    let found = match kind {
        ConstraintKind::AsSoon => Some(Rule::Asap),
        ConstraintKind::AsLate => Some(Rule::Alap),
        ConstraintKind::StartFrom => start.map(Rule::StartNoEarlier),
        // An event may still be passed at the end of its day.
        ConstraintKind::StartBy if is_event => finish.map(Rule::FinishNoLater),
        ConstraintKind::StartOn if is_event => finish.map(Rule::FinishOn),
        ConstraintKind::StartBy => start.map(Rule::StartNoLater),
        ConstraintKind::FinishFrom => finish.map(Rule::FinishNoEarlier),
        ConstraintKind::FinishBy => finish.map(Rule::FinishNoLater),
        ConstraintKind::StartOn => start.map(Rule::StartOn),
        ConstraintKind::FinishOn => finish.map(Rule::FinishOn),
    };
    found.unwrap_or(Rule::Asap)
}
