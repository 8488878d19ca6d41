//! A file as a network, calculated anew, and where its recorded dates differ.

use super::file::{Constraint, Lag, LinkKind, Plan, ResourceKind, Task};
use super::value::Moment;
use crate::analysis::schedule::{
    self, Activity, ActivityIx, Done, Ends, Lag as TieLag, Minute, Network, NetworkBuilder,
    Options, Rule, Schedule, Tie, TieKind, WorkTime,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A plan calculated anew.
#[derive(Clone, Debug)]
pub struct Recalculated {
    /// The activities, ties and calendars.
    pub network: Network,
    /// Their dates.
    pub schedule: Schedule,
    /// The activity of each task of the plan, in its order; none for empty rows.
    pub activities: Vec<Option<ActivityIx>>,
    /// The calendar of the project.
    pub time: WorkTime,
}

/// Why a recorded date is another one than links, calendars and durations give.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The task was moved by levelling of resources.
    Levelling,
    /// The dates are typed by hand.
    Manual,
    /// What has happened: actual dates and progress.
    Actual,
    /// The work is interrupted.
    Interrupted,
    /// A restriction on its dates.
    Constraint,
    /// Its own calendar, or that of its people.
    Calendar,
    /// A task before it, or one within it, has another date.
    Before,
    /// None of these.
    Unknown,
}

/// A task whose recorded dates are not the calculated ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Place of the task in the plan.
    pub task: usize,
    /// Start and finish as the file has them.
    pub recorded: (Option<Moment>, Option<Moment>),
    /// Start and finish as calculated.
    pub calculated: (Moment, Moment),
    /// Why.
    pub cause: Cause,
}

/// Calculates a plan anew, as MS Project does.
#[must_use]
pub fn recalculate(plan: &Plan) -> Recalculated {
    let start = plan
        .start
        .or_else(|| plan.tasks.iter().filter_map(|t| t.start).min());
    let mut builder = NetworkBuilder::new(minute(start.unwrap_or(Moment(0))));
    let mut times: BTreeMap<i64, WorkTime> = BTreeMap::new();
    let mut time_of = |uid: Option<i64>| {
        let key = uid.unwrap_or(-1);
        times
            .entry(key)
            .or_insert_with(|| work_time(plan, uid))
            .clone()
    };
    let of_project = time_of(plan.calendar);
    let own: HashMap<i64, i64> = plan
        .resources
        .iter()
        .filter(|r| r.kind == ResourceKind::Work)
        .filter_map(|r| Some((r.uid, r.calendar?)))
        .collect();
    let mut staff: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut rests: HashMap<i64, &[(Moment, Moment)]> = HashMap::new();
    for one in &plan.assignments {
        if !one.rests.is_empty() {
            rests.insert(one.task, &one.rests);
        }
        if let Some(calendar) = one.resource.and_then(|uid| own.get(&uid)) {
            staff.entry(one.task).or_default().push(*calendar);
        }
    }
    let mut activities = Vec::with_capacity(plan.tasks.len());
    let mut numbers = HashMap::new();
    let mut open: Vec<(i64, ActivityIx)> = Vec::new();
    for task in &plan.tasks {
        if task.is_null || !task.active {
            activities.push(None);
            continue;
        }
        let time = match (task.calendar, staff.get(&task.uid)) {
            (Some(own), _) => time_of(Some(own)),
            (None, Some(staff)) if !task.ignores_resource_calendars => {
                let mut calendars = staff.clone();
                calendars.sort_unstable();
                calendars.dedup();
                let all: Vec<WorkTime> = calendars.iter().map(|uid| time_of(Some(*uid))).collect();
                // A task that several share goes on whenever one of them works.
                WorkTime::union(&all.iter().collect::<Vec<_>>())
            }
            _ => of_project.clone(),
        };
        while open.last().is_some_and(|(level, _)| *level >= task.level) {
            open.pop();
        }
        let elapsed = super::take::is_elapsed(task.duration_format);
        let pauses = rests.get(&task.uid).copied().unwrap_or(&[]);
        let pauses = pauses
            .iter()
            .map(|(from, to)| time.between(minute(*from), minute(*to)));
        let rests = pauses.fold(0, i32::saturating_add);
        let calendar = match elapsed {
            true => schedule::CONTINUOUS,
            false => builder.calendar(time),
        };
        let mut activity = Activity {
            rests,
            ..Activity::new(calendar, small(task.duration.unwrap_or_default().minutes()))
        };
        activity.parent = open.last().map(|(_, ix)| *ix);
        activity.rule = rule(task);
        activity.deadline = task.deadline.map(minute);
        activity.manual = task.start.filter(|_| task.manual).map(minute);
        activity.done = match (task.actual_start, task.actual_finish) {
            (Some(start), Some(finish)) => Done::Finished {
                start: minute(start),
                finish: minute(finish),
            },
            (Some(start), None) => Done::Started {
                start: minute(start),
                left: small(task.remaining_duration.unwrap_or_default().minutes()),
                resume: task.resume.map(minute),
            },
            _ => Done::Nothing,
        };
        let ix = builder.activity(activity);
        open.push((task.level, ix));
        numbers.insert(task.uid, ix);
        activities.push(Some(ix));
    }
    for task in &plan.tasks {
        let Some(to) = numbers.get(&task.uid) else {
            continue;
        };
        for link in task.links.iter().filter(|link| !link.cross_project) {
            if let Some(from) = numbers.get(&link.before) {
                builder.tie(tie(*from, *to, link.kind, link.lag));
            }
        }
    }
    let network = builder.build();
    let options = Options {
        ends: if plan.many_critical_paths {
            Ends::Each
        } else {
            Ends::Network
        },
        deadlines_bind: true,
        hold_constraints: plan.honour_constraints,
        ..Options::default()
    };
    let schedule = schedule::compute(&network, &options);
    Recalculated {
        network,
        schedule,
        activities,
        time: of_project,
    }
}

fn tie(from: ActivityIx, to: ActivityIx, kind: LinkKind, lag: Lag) -> Tie {
    Tie {
        from,
        to,
        kind: match kind {
            LinkKind::FinishFinish => TieKind::FinishFinish,
            LinkKind::FinishStart => TieKind::FinishStart,
            LinkKind::StartFinish => TieKind::StartFinish,
            LinkKind::StartStart => TieKind::StartStart,
        },
        lag: match lag {
            Lag::Working(time) => TieLag::Working(small(time.minutes())),
            Lag::Elapsed(time) => TieLag::Elapsed(small(time.minutes())),
            Lag::Share(share) => TieLag::Share(small(share)),
        },
    }
}

fn rule(task: &Task) -> Rule {
    let at = task.constraint_date.map(minute);
    match (task.constraint, at) {
        (Constraint::Alap, _) => Rule::Alap,
        (Constraint::MustStart, Some(at)) => Rule::StartOn(at),
        (Constraint::MustFinish, Some(at)) => Rule::FinishOn(at),
        (Constraint::StartNoEarlier, Some(at)) => Rule::StartNoEarlier(at),
        (Constraint::StartNoLater, Some(at)) => Rule::StartNoLater(at),
        (Constraint::FinishNoEarlier, Some(at)) => Rule::FinishNoEarlier(at),
        (Constraint::FinishNoLater, Some(at)) => Rule::FinishNoLater(at),
        _ => Rule::Asap,
    }
}

/// The working time of a calendar of the file.
pub(super) fn work_time(plan: &Plan, uid: Option<i64>) -> WorkTime {
    let worked = plan.worked(uid);
    let spans = |times: &super::file::Times| {
        let minute = |seconds: u32| u16::try_from(seconds / 60).unwrap_or(1_440);
        times
            .iter()
            .map(|(from, to)| (minute(*from), minute(*to)))
            .collect::<Vec<_>>()
    };
    let week = std::array::from_fn(|day| worked.week.get(day).map(spans).unwrap_or_default());
    let special = worked
        .special
        .iter()
        .map(|(day, times)| (day.number(), spans(times)));
    WorkTime::new(&week, special)
}

pub(super) fn minute(moment: Moment) -> Minute {
    Minute::try_from(moment.minutes()).unwrap_or(Minute::MAX)
}

fn small(number: i64) -> i32 {
    let most = i64::from(schedule::network::LONGEST);
    i32::try_from(number.clamp(-most, most)).unwrap_or(0)
}

/// Lists the tasks whose recorded dates are not the calculated ones, in the order of the file.
#[must_use]
pub fn differences(plan: &Plan, new: &Recalculated) -> Vec<Difference> {
    let staffed: HashSet<i64> = plan
        .assignments
        .iter()
        .filter(|a| a.resource.is_some())
        .map(|a| a.task)
        .collect();
    let mut all = Vec::new();
    let mut moved = HashSet::new();
    for (at, task) in plan.tasks.iter().enumerate() {
        let Some(ix) = new.activities.get(at).copied().flatten() else {
            continue;
        };
        let (start, finish) = new.schedule.placed(&new.network, ix);
        let own = new
            .network
            .activity(ix)
            .map(|a| new.network.work_time(a.calendar));
        let same = |recorded: Option<Moment>, calculated: Minute| {
            let Some(recorded) = recorded.map(minute) else {
                return true;
            };
            // Both sides of a break are one moment of work, in its calendar or in that of the project.
            let near = |time: &WorkTime| time.between(calculated, recorded).abs() <= 1;
            (recorded - calculated).abs() <= 1 || near(&new.time) || own.is_some_and(near)
        };
        if same(task.start, start) && same(task.finish, finish) {
            continue;
        }
        moved.insert(task.uid);
        // More working time from start to finish than the task lasts: it rests in between.
        let between = |time: &WorkTime| {
            let (start, finish) = (task.start.map(minute)?, task.finish.map(minute)?);
            Some(i64::from(time.between(start, finish)) > task.duration?.minutes() + 1)
        };
        let rests = !task.summary && own.and_then(between).unwrap_or(false);
        all.push(Difference {
            task: at,
            recorded: (task.start, task.finish),
            calculated: (
                Moment::from_minutes(start.into()),
                Moment::from_minutes(finish.into()),
            ),
            cause: if rests {
                Cause::Interrupted
            } else {
                Cause::Unknown
            },
        });
    }
    let levels: Vec<i64> = plan.tasks.iter().map(|t| t.level).collect();
    for one in &mut all {
        let Some(task) = plan.tasks.get(one.task) else {
            continue;
        };
        let below = plan.tasks.iter().zip(&levels).skip(one.task + 1);
        let mut below = below
            .take_while(|(_, level)| **level > task.level)
            .map(|(t, _)| t);
        one.cause = if below.any(|t| moved.contains(&t.uid)) {
            Cause::Before
        } else {
            cause(task, one.cause, &moved, staffed.contains(&task.uid))
        };
    }
    all
}

fn cause(task: &Task, seen: Cause, moved: &HashSet<i64>, staffed: bool) -> Cause {
    let levelled =
        task.levelling_delay.is_some_and(|d| d.0 != 0) || task.prelevelled_start.is_some();
    if levelled {
        Cause::Levelling
    } else if task.manual {
        Cause::Manual
    } else if task.actual_start.is_some() {
        Cause::Actual
    } else if task.links.iter().any(|link| moved.contains(&link.before)) {
        Cause::Before
    } else if seen == Cause::Interrupted {
        Cause::Interrupted
    } else if task.constraint != Constraint::Asap {
        Cause::Constraint
    } else if task.calendar.is_some() || staffed {
        Cause::Calendar
    } else {
        Cause::Unknown
    }
}
