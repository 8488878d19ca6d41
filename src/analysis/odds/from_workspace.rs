//! The odds of the records: what is drawn for a project or for the whole portfolio, and what came out, in
//! civil days.

use super::draw::{key_of_id, key_of_name};
use super::from_network::{Drawable, Estimate};
use super::input::{OddsError, OddsInput, OddsRisk};
use super::outcome::{Cause, Chance, Effect, Odds, Quantile, TaskOdds};
use super::run::{Depth, Run};
use super::spread::Shape;
use crate::analysis::schedule::{Network, PlanNetwork, Schedule};
use crate::analysis::{PlanPart, Scope, wbs};
use crate::model::*;
use std::collections::BTreeMap;

/// Minutes of a civil day.
const DAY: i32 = 1_440;

/// Whose finish is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddsOf {
    /// The project as a whole: the latest finish of its tasks.
    Project(Id<Project>),
    /// A task: a milestone, a gate, work, or a summary with all that is below it.
    Task(Id<Task>),
}

/// A date in civil days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OddsDay {
    /// The day.
    pub day: Date,
    /// Its standard error, in working days.
    pub error: f64,
}

/// The odds of a milestone or of a project.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayOdds {
    /// Kept by one draw in ten.
    pub p10: OddsDay,
    /// By one in two.
    pub p50: OddsDay,
    /// By four in five.
    pub p80: OddsDay,
    /// By nine in ten.
    pub p90: OddsDay,
    /// The draws that say so.
    pub draws: u32,
    /// The day it was promised for, and the chance of that.
    pub promise: Option<(Date, Chance)>,
}

/// What moves the end.
#[derive(Clone, Debug, PartialEq)]
pub enum Mover {
    /// A task.
    Task(Id<Task>),
    /// A common factor, by its name.
    Factor(Text),
    /// A risk.
    Risk(Id<Risk>),
}

/// The odds of a plan in the terms of its records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PlanOdds {
    /// Draws taken.
    pub draws: u32,
    /// What they began from: the same seed gives the same figures.
    pub seed: u64,
    /// Milestones, gates and projects; every other task where it was asked for.
    pub dates: BTreeMap<OddsOf, DayOdds>,
    /// Every task that is drawn.
    pub tasks: BTreeMap<Id<Task>, TaskOdds>,
    /// What moves the end most, in minutes of working time, first first.
    pub tornado: Vec<(Mover, Effect)>,
}

/// Which dates of a plan are watched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// Those of milestones, gates and projects.
    #[default]
    Events,
    /// Also those of work that is not finished, and of the summaries above it.
    Tasks,
}

/// A plan that is ready to be drawn.
#[derive(Clone, Debug)]
pub struct OddsPlan {
    network: Network,
    drawable: Drawable,
    /// The watched dates in order, each with its promise.
    watched: Vec<(OddsOf, Option<Date>)>,
    /// By place in the network that is drawn.
    tasks: Vec<Option<Id<Task>>>,
    factors: Vec<Text>,
    risks: Vec<Id<Risk>>,
}

/// Numbers that are kept for the dates of work and summaries, 40 MB: with five thousand of them all 2,000 draws
/// of each, with twenty thousand the first 500.
const TASK_NUMBERS: usize = 10_000_000;

/// Fewer draws than this say too little.
const LEAST_DRAWS: u32 = 100;

/// Longest tornado.
const MOVERS: usize = 12;

/// The probability of a step: 10, 30, 50, 70 and 90 % (PMBOK's example scale).
fn probability(step: Step) -> f64 {
    match step {
        Step::VeryLow => 0.1,
        Step::Low => 0.3,
        Step::Medium => 0.5,
        Step::High => 0.7,
        Step::VeryHigh => 0.9,
    }
}

/// The day that a milestone was promised for: its deadline, else its baseline.
fn promise_of_task(task: &Task) -> Option<Date> {
    task.deadline.or(task.baseline_finish)
}

fn promise_of_project(project: &Project) -> Option<Date> {
    project.baseline_finish.or(project.planned_finish)
}

fn minutes(span: Option<Span>) -> Option<i32> {
    i32::try_from(span?.amount).ok()
}

/// An estimate counts as the duration does: working time for working time, days by the clock for those.
fn estimate(task: &Task, span: Option<Span>) -> Option<i32> {
    let measure = task.duration.map_or(Measure::Working, |span| span.measure);
    minutes(span.filter(|span| span.measure == measure))
}

/// The estimates of all tasks in the order of their identities, which is that of the network; and the names
/// of their common factors.
fn estimates(workspace: &Workspace) -> (Vec<Estimate>, Vec<Text>) {
    let mut factors: BTreeMap<Text, usize> = BTreeMap::new();
    let all = workspace.tasks.values().map(|task| {
        let is_known = task.actual_finish.is_some();
        let next = factors.len();
        let factor = match task.factor.is_empty() || is_known {
            true => None,
            false => Some(*factors.entry(task.factor.clone()).or_insert(next)),
        };
        Estimate {
            key: key_of_id(task.id.raw().0),
            shortest: estimate(task, task.shortest),
            longest: estimate(task, task.longest),
            shape: match task.spread.as_ref().and_then(Choice::known) {
                Some(Spread::Pert) => Shape::Pert,
                Some(Spread::Triangular) | None => Shape::Triangular,
            },
            factor,
        }
    });
    let all = all.collect();
    let mut names: Vec<(Text, usize)> = factors.into_iter().collect();
    names.sort_by_key(|(_, place)| *place);
    (all, names.into_iter().map(|(name, _)| name).collect())
}

impl PlanOdds {
    /// The dates of a task.
    #[must_use]
    pub fn of_task(&self, task: Id<Task>) -> Option<&DayOdds> {
        self.dates.get(&OddsOf::Task(task))
    }

    /// The dates of a project as a whole.
    #[must_use]
    pub fn of_project(&self, project: Id<Project>) -> Option<&DayOdds> {
        self.dates.get(&OddsOf::Project(project))
    }
}

impl OddsPlan {
    /// Makes the milestones and ends of a part of the plan ready, as of a day, with all that they wait for, in
    /// whatever project that is.
    #[must_use]
    pub fn of(workspace: &Workspace, today: Date, part: impl Into<PlanPart>) -> Self {
        let plan = PlanNetwork::of(workspace, today);
        let schedule = plan.schedule();
        Self::of_schedule(workspace, &plan, &schedule, part.into(), Dates::Events)
    }

    /// The same with a schedule that is known already, and the dates that are wanted.
    #[must_use]
    pub fn of_schedule(
        workspace: &Workspace,
        plan: &PlanNetwork,
        schedule: &Schedule,
        part: PlanPart,
        dates: Dates,
    ) -> Self {
        let (network, _) = plan.network();
        let (estimates, factors) = estimates(workspace);
        let mut drawable = Drawable::new(network, schedule, &estimates);
        drawable.input.factors = factors.iter().map(|name| key_of_name(name)).collect();
        let mut ready = Self {
            network: network.clone(),
            watched: Vec::new(),
            tasks: Vec::new(),
            factors,
            risks: ready_risks(workspace, plan, &mut drawable),
            drawable,
        };
        ready.watch(workspace, plan, part, dates);
        let kept = ready.drawable.narrow();
        let ids = kept.iter().map(|node| {
            let activity = network.activity_of(*node)?;
            (network.node(activity) == Some(*node)).then(|| plan.task(activity))?
        });
        ready.tasks = ids.collect();
        ready
    }

    /// Watches what is asked for: milestones, the end of each project, and the tasks where those are wanted.
    fn watch(&mut self, workspace: &Workspace, plan: &PlanNetwork, part: PlanPart, dates: Dates) {
        let mut ends: BTreeMap<Id<Project>, Vec<u32>> = BTreeMap::new();
        let mut all = Vec::new();
        // Work that is not finished, and for each summary what is below it.
        let mut work = Vec::new();
        let mut below: BTreeMap<Id<Task>, Vec<u32>> = BTreeMap::new();
        let mut known: Option<(Option<Id<Project>>, bool)> = None;
        for (task, activity) in workspace.tasks.values().zip(0_u32..) {
            let is_asked = match known {
                Some((project, is_asked)) if project == task.project => is_asked,
                _ => part.holds(workspace, task.project),
            };
            known = Some((task.project, is_asked));
            if !is_asked || plan.task(activity) != Some(task.id) {
                continue;
            }
            if let Some(project) = task.project {
                ends.entry(project).or_default().push(activity);
            }
            all.push(activity);
            let Some(place) = self.drawable.task_of(activity) else {
                continue;
            };
            if wbs::is_event(task) {
                self.add(OddsOf::Task(task.id), place, promise_of_task(task), None);
            } else if dates == Dates::Tasks && task.actual_finish.is_none() {
                work.push((task, place));
            }
            if dates == Dates::Tasks {
                for above in tree::above(workspace, task.id) {
                    below.entry(above).or_default().push(activity);
                }
            }
        }
        let most = TASK_NUMBERS / (work.len() + below.len()).max(1);
        let most = Some(u32::try_from(most).unwrap_or(u32::MAX).max(LEAST_DRAWS));
        for (task, place) in work {
            self.add(OddsOf::Task(task.id), place, promise_of_task(task), most);
        }
        for (id, activities) in below {
            let task = workspace.tasks.get(&id);
            if let Some(task) = task.filter(|task| task.actual_finish.is_none()) {
                let place = self.drawable.latest_of(activities);
                self.add(OddsOf::Task(id), place, promise_of_task(task), most);
            }
        }
        for (project, activities) in ends {
            let place = self.drawable.latest_of(activities);
            let record = workspace.projects.get(&project);
            let promise = record.and_then(|project| promise_of_project(project));
            self.add(OddsOf::Project(project), place, promise, None);
            self.drawable.input.ends.push(place);
        }
        self.drawable.input.target = match (part, self.drawable.input.ends.as_slice()) {
            // Whatever ends last, tasks of no project included.
            (PlanPart::Projects(Scope::All), _) => None,
            (_, []) => None,
            (_, [end]) => Some(*end),
            _ => Some(self.drawable.latest_of(all)),
        };
    }

    fn add(&mut self, of: OddsOf, place: usize, promise: Option<Date>, most: Option<u32>) {
        let committed = promise.map(end_of);
        self.drawable.watch(&self.network, place, committed, most);
        self.watched.push((of, promise));
    }

    /// What is drawn.
    #[must_use]
    pub fn input(&self) -> &OddsInput {
        &self.drawable.input
    }

    /// Draws a few hundred at once, on the spot: quick odds while a bar is dragged, without causes.
    ///
    /// # Errors
    ///
    /// Where the plan cannot be drawn.
    pub fn draw_now(&self, draws: u32) -> Result<PlanOdds, OddsError> {
        let mut run = Run::new(self.input(), draws, Depth::Dates)?;
        run.step(draws);
        Ok(self.read(&run.odds()))
    }

    /// Reads what was drawn of it.
    #[must_use]
    pub fn read(&self, odds: &Odds) -> PlanOdds {
        let watched = self.watched.iter().zip(&odds.dates);
        let dates = watched.filter_map(|((of, promise), date)| {
            let day = |quantile: Quantile| {
                let moment = self
                    .drawable
                    .finish_of(&self.network, date.task, quantile.minute);
                Some(OddsDay {
                    day: Date::from_number(moment.saturating_sub(1).div_euclid(DAY))?,
                    error: quantile.error / 480.0,
                })
            };
            let days = DayOdds {
                p10: day(date.p10)?,
                p50: day(date.p50)?,
                p80: day(date.p80)?,
                p90: day(date.p90)?,
                draws: date.draws,
                promise: promise.zip(date.chance),
            };
            Some((*of, days))
        });
        let tasks = self.tasks.iter().zip(&odds.tasks);
        let mover = |cause: Cause| match cause {
            Cause::Task(place) => self.tasks.get(place).copied().flatten().map(Mover::Task),
            Cause::Factor(place) => self.factors.get(place).cloned().map(Mover::Factor),
            Cause::Risk(place) => self.risks.get(place).copied().map(Mover::Risk),
        };
        let tornado = odds.tornado(MOVERS).into_iter();
        PlanOdds {
            draws: odds.draws,
            seed: self.input().seed,
            dates: dates.collect(),
            tasks: tasks
                .filter_map(|(task, odds)| Some(((*task)?, *odds)))
                .collect(),
            tornado: tornado
                .filter_map(|(cause, effect)| Some((mover(cause)?, effect)))
                .collect(),
        }
    }
}

/// The moment up to which a day is kept.
fn end_of(day: Date) -> i32 {
    day.number().saturating_add(1).saturating_mul(DAY)
}

/// The open risks that would hold up a task.
fn ready_risks(
    workspace: &Workspace,
    plan: &PlanNetwork,
    drawable: &mut Drawable,
) -> Vec<Id<Risk>> {
    let known: BTreeMap<Id<Task>, u32> = (0_u32..)
        .map_while(|activity| Some((plan.task(activity)?, activity)))
        .collect();
    let mut found = Vec::new();
    for risk in workspace.risks.values() {
        let is_open = matches!(
            risk.state.as_ref().and_then(Choice::known),
            Some(RiskState::Open) | None
        );
        let task = risk.task.filter(|task| {
            let finished = workspace
                .tasks
                .get(task)
                .is_none_or(|task| task.actual_finish.is_some());
            is_open && !finished
        });
        let place = task.and_then(|task| drawable.task_of(*known.get(&task)?));
        let step = risk.probability.as_ref().and_then(Choice::known);
        if let (Some(task), Some(step), Some(delay)) = (place, step, minutes(risk.delay)) {
            drawable.input.risks.push(OddsRisk {
                key: key_of_id(risk.id.raw().0),
                task,
                probability: probability(step),
                delay: f64::from(delay.max(0)),
            });
            found.push(risk.id);
        }
    }
    found
}
