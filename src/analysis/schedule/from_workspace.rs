//! The network of the whole portfolio, and what its schedule says in civil days.
//!
//! One network for all projects: a link between tasks of two projects is an ordinary tie. A link between
//! whole projects is a promise that is watched, not a tie: it is too coarse to move a task by.
//!
//! Days and minutes meet here and in `of_task`, and nowhere else. A start is shown as the day that it lies
//! in; a finish, exclusive, as the day that holds its last minute.

use super::of_task::{Reading, moment};
use super::{
    Activity, ActivityIx, CONTINUOUS, DAY, Finding, Lag, Network, NetworkBuilder, Options,
    Schedule, Tie, TieIx, TieKind, compute,
};
use crate::analysis::wbs;
use crate::model::numbers::Numbers;
use crate::model::*;
use std::collections::BTreeMap;

/// A float of up to so many working days is nearly critical.
const NEAR: i32 = 5;

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
    /// Little may be late here: up to five working days.
    pub is_near_critical: bool,
    /// On the longest path to the end.
    pub on_longest_path: bool,
    /// The link that decides its start.
    pub driver: Option<Id<Link>>,
}

/// The network of a portfolio and which record is what in it.
#[derive(Clone, Debug)]
pub struct PlanNetwork {
    /// What it was read from.
    pub(super) basis: Workspace,
    network: Network,
    options: Options,
    reading: Reading,
    /// By number of activity, in the order of their identities.
    tasks: Vec<Id<Task>>,
    /// By number of tie.
    links: Vec<Id<Link>>,
    /// By number of activity: do links lead to it, do any touch it?
    tied: Vec<(bool, bool)>,
    /// The groups of the network: the projects.
    projects: BTreeMap<Option<Id<Project>>, u32>,
}

/// The number of the project of each task, and the numbers by project.
fn groups(workspace: &Workspace) -> (Vec<u32>, BTreeMap<Option<Id<Project>>, u32>) {
    let mut groups = BTreeMap::new();
    // Tasks of one project often stand together.
    let mut last = None;
    let of_task = workspace.tasks.values().map(|task| match last {
        Some((project, group)) if project == task.project => group,
        _ => {
            let next = u32::try_from(groups.len()).unwrap_or(u32::MAX);
            let group = *groups.entry(task.project).or_insert(next);
            last = Some((task.project, group));
            group
        }
    });
    (of_task.collect(), groups)
}

/// Whole working days in working minutes, towards less.
pub(super) fn whole_days(minutes: i32) -> i64 {
    i64::from(minutes).div_euclid(Span::DAY)
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

/// How a link binds.
pub(super) fn bond(link: &Link) -> (TieKind, Lag) {
    (tie_kind(link), lag(link))
}

impl PlanNetwork {
    /// Builds the network of all tasks and of the links between them, as of a day: what has not begun
    /// starts no earlier.
    #[must_use]
    pub fn of(workspace: &Workspace, today: Date) -> Self {
        let tasks: Vec<Id<Task>> = workspace.tasks.keys().copied().collect();
        let numbers = Numbers::of(tasks.iter().map(|id| id.raw()));
        let number = |task: Id<Task>| {
            let among = numbers.among(task.raw());
            let place = tasks.get(among.clone())?.binary_search(&task).ok()?;
            u32::try_from(among.start + place).ok()
        };
        let ends = |link: &Link| Some((number(link.giver_task?)?, number(link.taker_task?)?));
        // With room for all at once: a list that grows leaves holes behind.
        let mut ties: Vec<(&Link, u32, u32)> = Vec::with_capacity(workspace.links.len());
        let links = workspace.links.values();
        ties.extend(links.filter_map(|link| ends(link).map(|(from, to)| (&**link, from, to))));
        let mut tied = vec![(false, false); tasks.len()];
        for (_, from, to) in &ties {
            if let Some(giver) = tied.get_mut(*from as usize) {
                giver.1 = true;
            }
            if let Some(taker) = tied.get_mut(*to as usize) {
                *taker = (true, true);
            }
        }
        // Facts and dates by hand bound nothing: what has none of them starts today at the earliest.
        let mut builder = NetworkBuilder::new(moment(today));
        builder.reserve(tasks.len(), ties.len());
        let reading = Reading::of(workspace, &mut builder, today);
        let (of_task, groups) = groups(workspace);
        for ((task, tied), group) in workspace.tasks.values().zip(&tied).zip(&of_task) {
            let same_project = |parent: &u32| of_task.get(*parent as usize) == Some(group);
            builder.activity(Activity {
                parent: task.parent.and_then(number).filter(same_project),
                group: *group,
                ..reading.activity(task, *tied)
            });
        }
        let mut links = Vec::with_capacity(ties.len());
        for (link, from, to) in ties {
            let (kind, lag) = bond(link);
            builder.tie(Tie {
                from,
                to,
                kind,
                lag,
            });
            links.push(link.id);
        }
        let options = Options {
            status: Some(moment(today)),
            near_critical_float: NEAR.saturating_mul(i32::try_from(Span::DAY).unwrap_or(480)),
            ..Options::default()
        };
        Self {
            basis: workspace.clone(),
            network: builder.build(),
            options,
            reading,
            tasks,
            links,
            tied,
            projects: groups,
        }
    }

    /// Reads one task again after an edit of its dates, duration, constraint or progress, without building
    /// anew: what a drag does at every step. False where the edit reaches further (its calendar or kind,
    /// its place in the tree, another project): the network is to be built anew then.
    pub fn read_again(&mut self, workspace: &Workspace, task: Id<Task>) -> bool {
        let place = self.tasks.binary_search(&task).ok();
        let found = place.and_then(|place| {
            let number = u32::try_from(place).ok()?;
            let record = workspace.tasks.get(&task)?;
            let new = self.reading.activity(record, *self.tied.get(place)?);
            let old = self.network.activity(number)?;
            // What a summary asks of all that is below it has nodes of its own.
            let asks = self.network.is_summary(number)
                && (old.rule, old.deadline) != (new.rule, new.deadline);
            (old.calendar == new.calendar && !asks).then_some((number, new))
        });
        let Some((number, new)) = found else {
            return false;
        };
        self.network.set_duration(number, new.duration);
        self.network.change(number, |activity| *activity = new);
        true
    }

    /// The day it was read on.
    pub(super) fn today(&self) -> Date {
        self.reading.today()
    }

    /// Schedules it.
    #[must_use]
    pub fn schedule(&self) -> Schedule {
        compute(&self.network, &self.options)
    }

    /// Schedules it again in the buffers of an earlier schedule.
    pub fn schedule_into(&self, schedule: &mut Schedule) {
        schedule.recompute(&self.network, &self.options);
    }

    /// The network by numbers, and the options it is computed with.
    #[must_use]
    pub fn network(&self) -> (&Network, &Options) {
        (&self.network, &self.options)
    }

    /// How many tasks it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// It has no task.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
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

    /// What a schedule of it says of the tasks of which it may say something else than an earlier schedule, and
    /// of those that were read again meanwhile.
    pub fn outcomes_since<'a>(
        &'a self,
        schedule: &'a Schedule,
        before: &'a Schedule,
        read: &'a [Id<Task>],
    ) -> impl Iterator<Item = (Id<Task>, Option<Outcome>)> + 'a {
        let read = read.iter().filter_map(|task| self.activity_of(*task));
        let differing = schedule.differing(before, &self.network);
        differing.chain(read).filter_map(|number| {
            let task = self.task(number)?;
            Some((task, self.outcome(schedule, number)))
        })
    }

    /// What a schedule of it says of one task.
    #[must_use]
    pub fn outcome_of(&self, schedule: &Schedule, task: Id<Task>) -> Option<Outcome> {
        self.outcome(schedule, self.activity_of(task)?)
    }

    fn outcome(&self, schedule: &Schedule, number: ActivityIx) -> Option<Outcome> {
        let network = &self.network;
        let driver = schedule.driving_tie(network, number);
        let late = schedule.late(network, number);
        Some(Outcome {
            days: self.days(schedule, number)?,
            late: self.civil(schedule, number, late)?,
            total_float: whole_days(self.working(
                number,
                schedule.total_float(network, number),
                late.1,
            )),
            free_float: whole_days(self.working(
                number,
                schedule.free_float(network, number),
                late.1,
            )),
            is_critical: schedule.is_critical(network, number),
            is_near_critical: schedule.is_near_critical(network, number),
            on_longest_path: schedule.on_longest_path(network, number),
            driver: driver.and_then(|tie| self.links.get(tie as usize)).copied(),
        })
    }

    /// First and last day as calculated.
    #[must_use]
    pub fn days(&self, schedule: &Schedule, number: ActivityIx) -> Option<wbs::Days> {
        self.civil(schedule, number, schedule.placed(&self.network, number))
    }

    /// The days of a begin and an exclusive end.
    fn civil(
        &self,
        schedule: &Schedule,
        number: ActivityIx,
        (start, finish): (i32, i32),
    ) -> Option<wbs::Days> {
        if start == finish {
            // A moment at midnight is the end of the day before when a finish put it there.
            let ends = schedule.is_after_finish(&self.network, number);
            let at = if ends { start.saturating_sub(1) } else { start };
            let day = Date::from_number(at.div_euclid(DAY))?;
            return Some((day, day));
        }
        let first = Date::from_number(start.div_euclid(DAY))?;
        let last = Date::from_number(finish.saturating_sub(1).div_euclid(DAY))?;
        Some((first, last.max(first)))
    }

    /// A float in working minutes: that of an activity in elapsed time is counted in the company's calendar,
    /// back from its late finish.
    fn working(&self, number: ActivityIx, float: i32, late: i32) -> i32 {
        let elapsed = self
            .network
            .activity(number)
            .is_some_and(|a| a.calendar == CONTINUOUS);
        if !elapsed {
            return float;
        }
        let time = self.network.work_time(self.reading.company());
        time.between(late.saturating_sub(float), late)
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
    pub fn task(&self, activity: ActivityIx) -> Option<Id<Task>> {
        self.tasks.get(activity as usize).copied()
    }

    /// The calculated finish of a project, exclusive; absent where it has no tasks.
    #[must_use]
    pub fn project_finish(
        &self,
        schedule: &Schedule,
        project: Option<Id<Project>>,
    ) -> Option<super::Minute> {
        schedule.group_finish(*self.projects.get(&project)?)
    }

    /// The activity of a task.
    #[must_use]
    pub fn activity_of(&self, task: Id<Task>) -> Option<ActivityIx> {
        u32::try_from(self.tasks.binary_search(&task).ok()?).ok()
    }

    /// The link of a tie.
    #[must_use]
    pub fn link(&self, tie: TieIx) -> Option<Id<Link>> {
        self.links.get(tie as usize).copied()
    }
}

/// The tasks whose recorded days differ from the calculated ones and that follow the schedule, with the
/// calculated first and last day: not what is placed by hand, finished, or a summary.
#[must_use]
pub fn consequences(workspace: &Workspace, today: Date) -> Vec<(Id<Task>, Date, Date)> {
    let plan = PlanNetwork::of(workspace, today);
    let schedule = plan.schedule();
    let differs = |(number, task): (u32, &Id<Task>)| {
        let record = workspace.tasks.get(task)?;
        let follows =
            !record.manual && record.actual_finish.is_none() && !plan.network.is_summary(number);
        let days = plan.days(&schedule, number)?;
        let differs = follows && wbs::recorded(record) != Some(days);
        differs.then_some((*task, days.0, days.1))
    };
    (0_u32..).zip(&plan.tasks).filter_map(differs).collect()
}
