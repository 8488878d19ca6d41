//! How good a schedule is: the fourteen checks of the DCMA assessment under the ten practices of the GAO
//! Schedule Assessment Guide (GAO-16-89G), each with the tasks that offend and, where there is one, a
//! repair.
//!
//! The thresholds were made for large defence schedules: show counts and the list, not only the verdict.

mod checks;
mod dates;
mod floats;
mod logic;
mod repair;

pub use checks::{Check, Limit, Practice};
use repair::Ends;
pub use repair::{Change, Repair, Tie};

use crate::analysis::schedule::{ActivityIx, PlanNetwork, Schedule};
use crate::analysis::{PlanPart, wbs};
use crate::model::*;

/// Fewer tasks than this say nothing about a plan.
const SIGNIFICANT: usize = 20;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Within the limit.
    Pass,
    /// Outside the limit.
    Fail,
    /// There is nothing to measure.
    Nothing,
}

/// A task or link that offends against a check.
#[derive(Clone, Debug, PartialEq)]
pub struct Offence {
    /// The task; the taker of the link.
    pub task: Id<Task>,
    /// The link, where it is about one.
    pub link: Option<Id<Link>>,
    /// The working days in question: the lag, the float, the duration, the delay.
    pub days: Option<i64>,
    /// What would put it right.
    pub repair: Option<Repair>,
}

/// The result of one check.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// Which.
    pub check: Check,
    /// What was counted: offences, or for an index the upper number.
    pub count: i64,
    /// Out of how many, or for an index the lower number.
    pub of: i64,
    /// Count over population, or the index.
    pub share: Option<Percent>,
    /// How it came out.
    pub verdict: Verdict,
    /// Who offends, in the order of the tasks.
    pub offences: Vec<Offence>,
}

/// The assessment of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quality {
    /// All fourteen checks in their order.
    pub outcomes: Vec<Outcome>,
    /// Tasks that are not finished and count: with a duration, no summaries, no level of effort.
    pub tasks: usize,
    /// Fewer tasks than can be judged.
    pub is_small: bool,
    /// Nothing has a baseline, so that all tasks count, with or without.
    pub has_no_baseline: bool,
}

/// A task that counts.
struct Counted<'a> {
    task: &'a Task,
    activity: ActivityIx,
    duration: i64,
}

/// What the checks look at.
struct Scope<'a> {
    workspace: &'a Workspace,
    plan: &'a PlanNetwork,
    schedule: &'a Schedule,
    part: PlanPart,
    today: Date,
    calendar: Calendar,
    /// Not finished, with a duration, no summary, no level of effort; baselined where anything is.
    open: Vec<Counted<'a>>,
    /// The same, finished or not.
    all: Vec<Counted<'a>>,
    /// Who could be tied to whom.
    ends: Ends,
}

impl Scope<'_> {
    fn outcome(&self, check: Check, of: usize, offences: Vec<Offence>) -> Outcome {
        let (count, of) = (length(offences.len()), length(of));
        let share = Percent::ratio(count, of);
        let verdict = match share {
            None => Verdict::Nothing,
            Some(share) if check.limit().holds(share) => Verdict::Pass,
            Some(_) => Verdict::Fail,
        };
        Outcome {
            check,
            count,
            of,
            share,
            verdict,
            offences,
        }
    }

    fn offence(&self, counted: &Counted<'_>, days: Option<i64>) -> Offence {
        Offence {
            task: counted.task.id,
            link: None,
            days,
            repair: None,
        }
    }

    /// Working days of a task's float.
    fn float(&self, counted: &Counted<'_>) -> i64 {
        let outcome = self.plan.outcome_of(self.schedule, counted.task.id);
        outcome.map_or(0, |outcome| outcome.total_float)
    }
}

fn length(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Assesses the plan of a project, or of all projects of a scope.
#[must_use]
pub fn assess(
    workspace: &Workspace,
    plan: &PlanNetwork,
    schedule: &Schedule,
    part: impl Into<PlanPart>,
    today: Date,
) -> Quality {
    let part = part.into();
    let (network, _) = plan.network();
    let counts = |task: &&Task| {
        let of_scope = part.holds(workspace, task.project);
        let effort = task.earning.as_ref().and_then(Choice::known) == Some(EarningMethod::Effort);
        of_scope && !effort && !wbs::is_event(task)
    };
    let counted = |task| {
        let task: &Task = task;
        let activity = plan
            .activity_of(task.id)
            .filter(|own| !network.is_summary(*own))?;
        let duration = i64::from(network.activity(activity)?.duration);
        (duration > 0).then_some(Counted {
            task,
            activity,
            duration,
        })
    };
    let tasks = workspace.tasks.values().map(|task| &**task).filter(counts);
    let mut all: Vec<Counted<'_>> = tasks.filter_map(counted).collect();
    let has_no_baseline = all
        .iter()
        .all(|counted| wbs::baseline(counted.task).is_none());
    if !has_no_baseline {
        all.retain(|counted| wbs::baseline(counted.task).is_some());
    }
    let open = all
        .iter()
        .filter(|counted| counted.task.actual_finish.is_none());
    let open = open.map(|c| Counted { ..*c }).collect();
    let scope = Scope {
        workspace,
        plan,
        schedule,
        part,
        today,
        calendar: workspace.calendar(),
        open,
        all,
        ends: Ends::of(workspace, plan, schedule, part),
    };
    let outcomes = Check::ALL.iter().map(|check| match check {
        Check::Logic => logic::logic(&scope),
        Check::Leads | Check::Lags | Check::LinkTypes => logic::links(&scope, *check),
        Check::HardConstraints => logic::hard_constraints(&scope),
        Check::HighFloat | Check::NegativeFloat => floats::floats(&scope, *check),
        Check::HighDuration => floats::durations(&scope),
        Check::InvalidDates => dates::invalid(&scope),
        Check::Resources => dates::resources(&scope),
        Check::MissedTasks => dates::missed(&scope),
        Check::CriticalPath => floats::critical_path(&scope),
        Check::CriticalPathLength => floats::path_length(&scope),
        Check::BaselineExecution => dates::execution(&scope),
    });
    Quality {
        outcomes: outcomes.collect(),
        tasks: scope.open.len(),
        is_small: scope.open.len() < SIGNIFICANT,
        has_no_baseline,
    }
}

/// Returns the critical path length index: (days left + float) ÷ days left. With 120 working days left
/// and a float of −10 it is 0.9167. `None` without days left.
#[must_use]
pub fn path_length_index(days_left: i64, float: i64) -> Option<Percent> {
    Percent::ratio(days_left.checked_add(float)?, days_left.max(0))
}
