//! The odds of the records: what is drawn for a project or for the whole portfolio, and what came out, in
//! civil days.

use super::draw::{key_of_id, key_of_name};
use super::from_network::{Drawable, Estimate};
use super::input::{OddsError, OddsInput, OddsRisk};
use super::outcome::{Cause, Chance, Effect, Odds, Quantile, TaskOdds};
use super::run::{Depth, Run};
use super::spread::Shape;
use crate::analysis::schedule::{Network, PlanNetwork, Schedule};
use crate::analysis::wbs;
use crate::model::*;
use std::collections::BTreeMap;

/// Minutes of a civil day.
const DAY: i32 = 1_440;

/// Whose finish is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum OddsOf {
    /// The project as a whole: the latest finish of its tasks.
    Project(Id<Project>),
    /// A milestone or gate.
    Milestone(Id<Task>),
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
    /// Milestones, gates and projects.
    pub dates: BTreeMap<OddsOf, DayOdds>,
    /// Every task that is drawn.
    pub tasks: BTreeMap<Id<Task>, TaskOdds>,
    /// What moves the end most, in minutes of working time, first first.
    pub tornado: Vec<(Mover, Effect)>,
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

impl OddsPlan {
    /// Makes the plan of a workspace ready, as of a day: of one project with all that its dates wait for, in
    /// whatever project that is, or of the whole portfolio.
    #[must_use]
    pub fn of(workspace: &Workspace, today: Date, project: Option<Id<Project>>) -> Self {
        let plan = PlanNetwork::of(workspace, today);
        let schedule = plan.schedule();
        Self::of_schedule(workspace, &plan, &schedule, project)
    }

    /// The same with a schedule that is known already.
    #[must_use]
    pub fn of_schedule(
        workspace: &Workspace,
        plan: &PlanNetwork,
        schedule: &Schedule,
        project: Option<Id<Project>>,
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
        ready.watch(workspace, plan, project);
        let kept = ready.drawable.narrow();
        let ids = kept.iter().map(|node| {
            let activity = network.activity_of(*node)?;
            (network.node(activity) == Some(*node)).then(|| plan.task(activity))?
        });
        ready.tasks = ids.collect();
        ready
    }

    /// Watches the milestones and the end of each project that is asked for.
    fn watch(&mut self, workspace: &Workspace, plan: &PlanNetwork, only: Option<Id<Project>>) {
        let is_asked = |project: Option<Id<Project>>| only.is_none() || project == only;
        let mut ends: BTreeMap<Id<Project>, Vec<u32>> = BTreeMap::new();
        let network = self.network.clone();
        for (task, activity) in workspace.tasks.values().zip(0_u32..) {
            if !is_asked(task.project) || plan.task(activity) != Some(task.id) {
                continue;
            }
            if let Some(project) = task.project {
                ends.entry(project).or_default().push(activity);
            }
            if let (true, Some(place)) = (wbs::is_event(task), self.drawable.task_of(activity)) {
                let promise = promise_of_task(task);
                self.drawable.watch(&network, place, promise.map(end_of));
                self.watched.push((OddsOf::Milestone(task.id), promise));
            }
        }
        let mut last = None;
        for (project, activities) in ends {
            let place = self.drawable.latest_of(activities);
            let promise = workspace
                .projects
                .get(&project)
                .and_then(|p| promise_of_project(p));
            self.drawable.watch(&network, place, promise.map(end_of));
            self.watched.push((OddsOf::Project(project), promise));
            last = Some(place);
        }
        self.drawable.input.target = last.filter(|_| only.is_some());
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
