//! The critical chain of the whole portfolio: one longest path across projects, and what each unit puts
//! into it.

use super::{ActivityIx, Ends, Options, PlanNetwork, Schedule, compute};
use crate::analysis::wbs;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// One task of the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainStep {
    /// The task.
    pub task: Id<Task>,
    /// Its project.
    pub project: Option<Id<Project>>,
    /// The unit of its project.
    pub unit: Option<Id<Unit>>,
    /// First and last day as calculated.
    pub days: wbs::Days,
    /// Working days in it that are still ahead.
    pub working_days: i64,
    /// Working days that it is later than in its baseline, beyond what the step before it was: the float
    /// that it consumes. Negative where it catches up; absent without a baseline.
    pub consumed: Option<i64>,
    /// The link over which the chain comes to it.
    pub link: Option<Id<Link>>,
}

/// What a unit puts into the chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChainShare {
    /// Tasks on the chain.
    pub tasks: i64,
    /// Working days on the chain.
    pub working_days: i64,
    /// Working days of float that it consumes.
    pub consumed: i64,
}

/// The critical chain of the portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// In the order of time.
    pub steps: Vec<ChainStep>,
    /// By unit; what has no unit is under `None`.
    pub units: BTreeMap<Option<Id<Unit>>, ChainShare>,
}

/// Returns the chain of driving links that ends with the latest finish of the portfolio. It begins where
/// nothing but the day drives, or with what is finished.
#[must_use]
pub fn portfolio_chain(workspace: &Workspace, plan: &PlanNetwork, today: Date) -> Chain {
    chain_to(workspace, plan, today, &|_| true)
}

/// Returns the chain of driving links that ends with the latest finish of the tasks that are the goal, such
/// as those of a project. It may lead through others.
#[must_use]
pub fn chain_to(
    workspace: &Workspace,
    plan: &PlanNetwork,
    today: Date,
    is_goal: &dyn Fn(&Task) -> bool,
) -> Chain {
    let (network, options) = plan.network();
    let schedule = compute(
        network,
        &Options {
            ends: Ends::Network,
            ..*options
        },
    );
    let calendar = workspace.calendar();
    let mut chain = Chain::default();
    let mut way = Vec::new();
    let mut seen = BTreeSet::new();
    let goal = |number| {
        let task = plan.task(number).and_then(|id| workspace.tasks.get(&id));
        task.is_some_and(|task| is_goal(task))
    };
    let mut at = last(plan, &schedule, &goal);
    while let Some(activity) = at.filter(|activity| seen.insert(*activity)) {
        let tie = schedule.driving_tie(network, activity);
        way.push((activity, tie));
        let giver = tie.and_then(|tie| network.ties().get(tie as usize));
        at = giver.and_then(|tie| {
            let finish = tie.kind.from_finish();
            below(plan, &schedule, tie.from, finish)
        });
        let done = at.and_then(|at| workspace.tasks.get(&plan.task(at)?));
        if done.is_some_and(|task| task.actual_finish.is_some()) {
            break;
        }
    }
    let mut slip_before = 0;
    for (activity, tie) in way.into_iter().rev() {
        let record = plan.task(activity).and_then(|id| workspace.tasks.get(&id));
        let Some((task, days)) = record.zip(plan.days(&schedule, activity)) else {
            continue;
        };
        let span = |first: Date, last: Date| {
            last.plus_days(1)
                .map_or(0, |end| calendar.working_days(first, end))
        };
        let slip = wbs::baseline(task).map(|(_, planned)| calendar.working_days(planned, days.1));
        let consumed = slip.map(|slip| slip - slip_before);
        slip_before = slip.unwrap_or(slip_before);
        let project = task.project.and_then(|id| workspace.projects.get(&id));
        let ahead = if wbs::is_event(task) {
            0
        } else {
            span(days.0.max(today), days.1).max(0)
        };
        let step = ChainStep {
            task: task.id,
            project: task.project,
            unit: project.and_then(|project| project.unit),
            days,
            working_days: ahead,
            consumed,
            link: tie.and_then(|tie| plan.link(tie)),
        };
        let share = chain.units.entry(step.unit).or_default();
        share.tasks += 1;
        share.working_days += step.working_days;
        share.consumed += step.consumed.unwrap_or(0);
        chain.steps.push(step);
    }
    chain
}

/// What finishes last of what is not finished and is the goal.
fn last(
    plan: &PlanNetwork,
    schedule: &Schedule,
    is_goal: &dyn Fn(ActivityIx) -> bool,
) -> Option<ActivityIx> {
    let (network, _) = plan.network();
    let open = (0..)
        .zip(network.activities())
        .filter(|(number, activity)| {
            !network.is_summary(*number) && !matches!(activity.done, super::Done::Finished { .. })
        });
    let finish = |number| schedule.early_finish(network, number);
    open.map(|(number, _)| number)
        .filter(|number| is_goal(*number))
        .max_by_key(|number| (finish(*number), std::cmp::Reverse(*number)))
}

/// The activity below a summary that decides its finish, or its start; an activity itself.
fn below(
    plan: &PlanNetwork,
    schedule: &Schedule,
    giver: ActivityIx,
    finish: bool,
) -> Option<ActivityIx> {
    let (network, _) = plan.network();
    let is_below = |number: ActivityIx| {
        let up = |at: &ActivityIx| network.activity(*at)?.parent;
        let mut above = std::iter::successors(Some(number), up).take(64);
        above.any(|at| at == giver)
    };
    if !network.is_summary(giver) {
        return Some(giver);
    }
    let count = u32::try_from(network.len()).unwrap_or(u32::MAX);
    let leaves = (0..count).filter(|number| !network.is_summary(*number) && is_below(*number));
    if finish {
        leaves.max_by_key(|number| schedule.early_finish(network, *number))
    } else {
        leaves.min_by_key(|number| schedule.early_start(network, *number))
    }
}
