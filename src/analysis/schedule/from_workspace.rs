//! The network of the whole portfolio, and what its schedule says in civil days.
//!
//! One network for all projects: a link between tasks of two projects is an ordinary tie. A link between
//! whole projects is a promise that is watched, not a tie: it is too coarse to move a task by.
//!
//! Days and minutes meet here and nowhere else. A day of work is its working hours; a start is the first
//! minute of its day; a finish, exclusive, is shown as the day that holds its last minute.

use super::{
    Activity, CalendarIx, Done, Finding, Lag, NetworkBuilder, Options, Rule, Schedule, Spans, Tie,
    TieKind, WorkTime, compute,
};
use crate::analysis::wbs;
use crate::model::*;
use std::collections::BTreeMap;

const DAY: i32 = super::DAY;

/// What the schedule says of a task, in civil days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// First and last day.
    pub days: wbs::Days,
    /// First and last day if everything before is as late as it may be.
    pub late: wbs::Days,
    /// Working days it may be late without moving the end of its project; negative where a date cannot be met.
    pub total_float: i64,
    /// Working days it may be late without moving what follows.
    pub free_float: i64,
    /// Nothing may be late here.
    pub is_critical: bool,
    /// On the longest path to the end.
    pub on_longest_path: bool,
    /// The link that decides its start.
    pub driver: Option<Id<Link>>,
}

/// The network of a portfolio and which record is what in it.
#[derive(Clone, Debug)]
pub struct PlanNetwork {
    network: super::Network,
    options: Options,
    /// By number of activity, in the order of their identities.
    tasks: Vec<Id<Task>>,
    /// By number of tie.
    links: Vec<Id<Link>>,
}

fn moment(day: Date) -> i32 {
    day.number().saturating_mul(DAY)
}

/// The day that a start lies in.
fn day_of_start(minute: i32) -> Option<Date> {
    Date::from_number(minute.div_euclid(DAY))
}

/// The day that holds the last minute before an end.
fn day_of_finish(minute: i32) -> Option<Date> {
    Date::from_number(minute.saturating_sub(1).div_euclid(DAY))
}

/// Whole working days in working minutes, towards less.
fn whole_days(minutes: i32) -> i64 {
    i64::from(minutes).div_euclid(Span::DAY)
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

/// A calendar of days with its hours: nine to five where nothing is said.
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

/// The calendars of the portfolio as the network numbers them.
struct Calendars {
    company: CalendarIx,
    own: BTreeMap<Id<WorkCalendar>, CalendarIx>,
    days: BTreeMap<CalendarIx, Calendar>,
}

impl Calendars {
    fn of(workspace: &Workspace, builder: &mut NetworkBuilder) -> Self {
        let calendar = workspace.calendar();
        let company = builder.calendar(work_time(&calendar, ""));
        let mut days = BTreeMap::from([(company, calendar)]);
        let mut own = BTreeMap::new();
        for record in workspace.calendars.values() {
            if let Some(calendar) = workspace.own_calendar(record.id) {
                let number = builder.calendar(work_time(&calendar, &record.hours));
                days.insert(number, calendar);
                own.insert(record.id, number);
            }
        }
        Self { company, own, days }
    }

    fn of_task(&self, workspace: &Workspace, task: &Task) -> CalendarIx {
        let own = workspace.calendar_of(task);
        own.and_then(|id| self.own.get(&id))
            .copied()
            .unwrap_or(self.company)
    }

    /// Working days between two days, both included.
    fn working_days(&self, calendar: CalendarIx, (first, last): wbs::Days) -> i64 {
        let calendar = self.days.get(&calendar).or(self.days.get(&self.company));
        calendar
            .zip(last.plus_days(1))
            .map_or(0, |(calendar, end)| calendar.working_days(first, end))
    }
}

/// The calendar and the minutes of a task: as it says, else as long as its recorded days.
fn length(workspace: &Workspace, calendars: &Calendars, task: &Task) -> (CalendarIx, i32) {
    let calendar = calendars.of_task(workspace, task);
    let minutes = |amount: i64| i32::try_from(amount.max(0)).unwrap_or(super::network::LONGEST);
    if wbs::is_event(task) {
        return (calendar, 0);
    }
    match task.duration {
        Some(Span {
            amount,
            measure: Measure::Elapsed,
        }) => (super::CONTINUOUS, minutes(amount)),
        Some(span) => (calendar, minutes(span.amount)),
        None => {
            let days = wbs::recorded(task).map_or(1, |days| calendars.working_days(calendar, days));
            (calendar, minutes(days.max(1).saturating_mul(Span::DAY)))
        }
    }
}

fn rule(task: &Task) -> Rule {
    let Some(kind) = task.constraint.as_ref().and_then(Choice::known) else {
        return Rule::Asap;
    };
    let start = task.constraint_date.map(moment);
    // A finish is kept when the day itself is still worked.
    let finish = task
        .constraint_date
        .map(|day| moment(day).saturating_add(DAY));
    let found = match kind {
        ConstraintKind::AsSoon => Some(Rule::Asap),
        ConstraintKind::AsLate => Some(Rule::Alap),
        ConstraintKind::StartFrom => start.map(Rule::StartNoEarlier),
        ConstraintKind::StartBy => start.map(Rule::StartNoLater),
        ConstraintKind::FinishFrom => finish.map(Rule::FinishNoEarlier),
        ConstraintKind::FinishBy => finish.map(Rule::FinishNoLater),
        ConstraintKind::StartOn => start.map(Rule::StartOn),
        ConstraintKind::FinishOn => finish.map(Rule::FinishOn),
    };
    found.unwrap_or(Rule::Asap)
}

fn done(task: &Task, duration: i32) -> Done {
    let begun = task.actual_start.map(moment);
    if let Some(finish) = task.actual_finish {
        let start = begun.or_else(|| wbs::recorded(task).map(|days| moment(days.0)));
        let finish = moment(finish).saturating_add(if wbs::is_event(task) { 0 } else { DAY });
        return Done::Finished {
            start: start.unwrap_or(finish).min(finish),
            finish,
        };
    }
    let Some(start) = begun else {
        return Done::Nothing;
    };
    let share = i64::from(
        Percent::WHOLE.0
            - task
                .progress
                .unwrap_or_default()
                .0
                .clamp(0, Percent::WHOLE.0),
    );
    let left = i64::from(duration) * share / i64::from(Percent::WHOLE.0);
    Done::Started {
        start,
        left: i32::try_from(left).unwrap_or(duration),
        resume: None,
    }
}

fn lag(link: &Link) -> Lag {
    let Some(span) = link.lag else {
        return Lag::NONE;
    };
    let amount = i32::try_from(span.amount).unwrap_or(0);
    match span.measure {
        Measure::Working => Lag::Working(amount),
        Measure::Elapsed => Lag::Elapsed(amount),
        Measure::Share => Lag::Share(amount),
    }
}

fn tie_kind(link: &Link) -> TieKind {
    match link.link_type.as_ref().and_then(Choice::known) {
        Some(LinkType::StartStart) => TieKind::StartStart,
        Some(LinkType::FinishFinish) => TieKind::FinishFinish,
        Some(LinkType::StartFinish) => TieKind::StartFinish,
        Some(LinkType::FinishStart) | None => TieKind::FinishStart,
    }
}

impl PlanNetwork {
    /// Builds the network of all tasks and of the links between them, as of a day: what has not begun
    /// starts no earlier.
    #[must_use]
    pub fn of(workspace: &Workspace, today: Date) -> Self {
        let tasks: Vec<Id<Task>> = workspace.tasks.keys().copied().collect();
        let number = |task: Id<Task>| {
            let place = tasks.binary_search(&task).ok()?;
            u32::try_from(place).ok()
        };
        let ends = |link: &Link| Some((number(link.giver_task?)?, number(link.taker_task?)?));
        let ties: Vec<(&Link, u32, u32)> = workspace
            .links
            .values()
            .filter_map(|link| ends(link).map(|(from, to)| (&**link, from, to)))
            .collect();
        let mut waits = vec![false; tasks.len()];
        for (_, _, to) in &ties {
            if let Some(waits) = waits.get_mut(*to as usize) {
                *waits = true;
            }
        }
        let begin = workspace
            .tasks
            .values()
            .filter_map(|task| wbs::recorded(task).map(|days| days.0))
            .min()
            .map_or(today, |first| first.min(today));
        let mut builder = NetworkBuilder::new(moment(begin));
        builder.reserve(tasks.len(), ties.len());
        let calendars = Calendars::of(workspace, &mut builder);
        let mut groups: BTreeMap<Option<Id<Project>>, u32> = BTreeMap::new();
        for (task, waits) in workspace.tasks.values().zip(waits) {
            let (calendar, duration) = length(workspace, &calendars, task);
            let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let same_project = |parent: &Id<Task>| {
                let parent = workspace.tasks.get(parent);
                parent.is_some_and(|parent| parent.project == task.project)
            };
            let recorded = wbs::recorded(task).map(|days| moment(days.0));
            builder.activity(Activity {
                parent: task.parent.filter(same_project).and_then(number),
                group: *groups.entry(task.project).or_insert(next),
                rule: rule(task),
                deadline: task.deadline.map(|day| moment(day).saturating_add(DAY)),
                planned: recorded.filter(|_| !waits),
                manual: recorded.filter(|_| task.manual),
                done: done(task, duration),
                ..Activity::new(calendar, duration)
            });
        }
        let mut links = Vec::with_capacity(ties.len());
        for (link, from, to) in ties {
            builder.tie(Tie {
                from,
                to,
                kind: tie_kind(link),
                lag: lag(link),
            });
            links.push(link.id);
        }
        let options = Options {
            status: Some(moment(today)),
            ..Options::default()
        };
        Self {
            network: builder.build(),
            options,
            tasks,
            links,
        }
    }

    /// Schedules it.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        compute(&self.network, &self.options)
    }

    /// What a schedule of it says of every task.
    pub fn outcomes<'a>(
        &'a self,
        schedule: &'a Schedule,
    ) -> impl Iterator<Item = (Id<Task>, Outcome)> + 'a {
        (0_u32..)
            .zip(&self.tasks)
            .filter_map(|(number, task)| Some((*task, self.outcome(schedule, number)?)))
    }

    fn outcome(&self, schedule: &Schedule, number: u32) -> Option<Outcome> {
        let network = &self.network;
        let days = |(start, finish): (i32, i32)| {
            let first = day_of_start(start)?;
            Some((first, day_of_finish(finish)?.max(first)))
        };
        let driver = schedule.driving_tie(network, number);
        Some(Outcome {
            days: days(schedule.placed(network, number))?,
            late: days(schedule.late(network, number))?,
            total_float: whole_days(schedule.total_float(network, number)),
            free_float: whole_days(schedule.free_float(network, number)),
            is_critical: schedule.is_critical(network, number),
            on_longest_path: schedule.on_longest_path(network, number),
            driver: driver.and_then(|tie| self.links.get(tie as usize)).copied(),
        })
    }

    /// What the network and its schedule cannot keep, in numbers of activities and ties.
    pub fn findings<'a>(
        &'a self,
        schedule: &'a Schedule,
    ) -> impl Iterator<Item = &'a Finding> + 'a {
        self.network.findings().iter().chain(schedule.findings())
    }

    /// The task of an activity.
    #[must_use]
    pub fn task(&self, activity: super::ActivityIx) -> Option<Id<Task>> {
        self.tasks.get(activity as usize).copied()
    }

    /// The link of a tie.
    #[must_use]
    pub fn link(&self, tie: super::TieIx) -> Option<Id<Link>> {
        self.links.get(tie as usize).copied()
    }
}
