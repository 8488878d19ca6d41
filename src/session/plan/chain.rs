//! The chain that sets the end of a portfolio or a project, what each unit puts into it, and the cheapest
//! days to win.

use super::edit::{lasting, set};
use crate::analysis::schedule::{
    Chain, CrashStep, DAY, Ends, NoMore, Options, Overlap, PlanNetwork, chain_to, cheapest_days,
    compute, no_more, overlaps,
};
use crate::analysis::{Scope, wbs};
use crate::edit::Command;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many tasks that are nearly on the chain are told.
const NEAR: usize = 30;

/// A task that a few days of delay would put on the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The task.
    pub task: Id<Task>,
    /// The unit of its project.
    pub unit: Option<Id<Unit>>,
    /// Working days that it may be late without moving the end.
    pub float: i64,
    /// Its last day as calculated.
    pub finish: Date,
}

/// The chain to the end of what is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToEnd {
    /// The chain, in the order of time.
    pub chain: Chain,
    /// Tasks that are nearly on it, the smallest float first.
    pub near: Vec<Near>,
    /// How many there are of those in all.
    pub near_all: usize,
    /// The project that ends last: where days are to be won.
    pub project: Option<Id<Project>>,
}

impl ToEnd {
    /// The first and the last day of what is not finished on the chain.
    #[must_use]
    pub fn days(&self) -> Option<wbs::Days> {
        let steps = &self.chain.steps;
        Some((steps.first()?.days.0, steps.iter().map(|s| s.days.1).max()?))
    }

    /// The step that a day of help is of use to now: the first that is not over.
    #[must_use]
    pub fn now(&self, today: Date) -> Option<usize> {
        let ahead = |step: &crate::analysis::schedule::ChainStep| step.days.1 >= today;
        self.chain.steps.iter().position(ahead)
    }

    /// The units by what they have on the chain, the most working days first.
    #[must_use]
    pub fn units(&self) -> Vec<(Option<Id<Unit>>, crate::analysis::schedule::ChainShare)> {
        let mut all: Vec<_> = self.chain.units.iter().map(|(id, s)| (*id, *s)).collect();
        all.sort_by_key(|(id, share)| (std::cmp::Reverse(share.working_days), *id));
        all
    }
}

/// Returns the chain to the end of a project, of the projects of a scope, or of the portfolio.
#[must_use]
pub fn to_end(
    workspace: &Workspace,
    project: Option<Id<Project>>,
    scope: Scope,
    today: Date,
) -> ToEnd {
    let plan = PlanNetwork::of(workspace, today);
    let is_goal = |task: &Task| match (project, scope) {
        (Some(project), _) => task.project == Some(project),
        (None, Scope::All) => true,
        (None, _) => {
            let of = task.project.and_then(|id| workspace.projects.get(&id));
            of.is_some_and(|project| scope.holds(project))
        }
    };
    let chain = chain_to(workspace, &plan, today, &is_goal);
    let goal = chain.steps.last().and_then(|step| step.project);
    let (network, options) = plan.network();
    // A whole portfolio has one end, a project its own.
    let ends = match (project, scope) {
        (None, Scope::All) => Ends::Network,
        _ => Ends::Group,
    };
    let schedule = compute(network, &Options { ends, ..*options });
    let on_chain: BTreeSet<Id<Task>> = chain.steps.iter().map(|step| step.task).collect();
    let mut near: Vec<Near> = plan
        .outcomes(&schedule)
        .filter(|(task, outcome)| {
            (outcome.is_near_critical || outcome.is_critical) && !on_chain.contains(task)
        })
        .filter_map(|(task, outcome)| {
            let record = workspace.tasks.get(&task)?;
            let is_work = record.task_kind.as_ref().and_then(Choice::known)
                != Some(TaskKind::Summary)
                && plan
                    .activity_of(task)
                    .is_some_and(|a| !network.is_summary(a));
            let of_goal = ends == Ends::Network || record.project == goal;
            let of = record.project.and_then(|id| workspace.projects.get(&id));
            (is_work && of_goal && record.actual_finish.is_none()).then_some(Near {
                task,
                unit: of.and_then(|project| project.unit),
                float: outcome.total_float,
                finish: outcome.days.1,
            })
        })
        .collect();
    near.sort_by_key(|one| (one.float, one.finish, one.task));
    let near_all = near.len();
    near.truncate(NEAR);
    ToEnd {
        chain,
        near,
        near_all,
        project: goal,
    }
}

/// One line of the cheapest way: the same tasks, day after day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WinLine {
    /// The tasks that become shorter together.
    pub tasks: Vec<Id<Task>>,
    /// By so many working days each.
    pub days: i64,
    /// What a day costs.
    pub cost_a_day: Money,
    /// What the line costs.
    pub cost: Money,
    /// The last day of the project behind it.
    pub end: Date,
}

/// How days can be won for a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winning {
    /// The last day as calculated now.
    pub end: Option<Date>,
    /// The cheapest way, in the order of what to do first.
    pub lines: Vec<WinLine>,
    /// Working days that it wins.
    pub won: i64,
    /// What it costs in all.
    pub cost: Option<Money>,
    /// Why it wins less than was asked for.
    pub short: Option<NoMore>,
    /// Work that could overlap, each by itself, the most days first.
    pub overlaps: Vec<Overlap>,
}

/// The last day before a moment.
fn last_day(moment: i32) -> Option<Date> {
    Date::from_number(moment.saturating_sub(1).div_euclid(DAY))
}

/// Returns the cheapest way to win so many working days for a project.
#[must_use]
pub fn winning(workspace: &Workspace, project: Id<Project>, days: usize, today: Date) -> Winning {
    let plan = PlanNetwork::of(workspace, today);
    let schedule = plan.schedule();
    let steps: Vec<CrashStep> = cheapest_days(workspace, &plan, project, days);
    let mut lines: Vec<WinLine> = Vec::new();
    for step in &steps {
        let Some(end) = last_day(step.finish) else {
            continue;
        };
        match lines.last_mut() {
            Some(line) if line.tasks == step.tasks => {
                line.days += 1;
                line.cost = line.cost.plus(step.cost).unwrap_or(line.cost);
                line.end = end;
            }
            _ => lines.push(WinLine {
                tasks: step.tasks.clone(),
                days: 1,
                cost_a_day: step.cost,
                cost: step.cost,
                end,
            }),
        }
    }
    let cost = lines
        .iter()
        .map(|line| line.cost)
        .reduce(|a, b| a.plus(b).unwrap_or(a));
    let short = (steps.len() < days).then(|| no_more(workspace, &plan, project, &steps));
    let plain = |overlap: &Overlap| {
        let lag = workspace.links.get(&overlap.link).and_then(|link| link.lag);
        lag.is_none_or(|lag| lag.measure == Measure::Working)
    };
    let overlaps = overlaps(workspace, &plan, &schedule, project);
    Winning {
        end: plan
            .project_finish(&schedule, Some(project))
            .and_then(last_day),
        won: i64::try_from(steps.len()).unwrap_or(0),
        lines,
        cost,
        short,
        overlaps: overlaps.into_iter().filter(plain).collect(),
    }
}

/// Returns how much shorter each task becomes: from so many working days to so many.
#[must_use]
pub fn shortened(workspace: &Workspace, lines: &[WinLine]) -> Vec<(Id<Task>, i64, i64)> {
    let mut by_task: BTreeMap<Id<Task>, i64> = BTreeMap::new();
    for line in lines {
        for task in &line.tasks {
            *by_task.entry(*task).or_default() += line.days;
        }
    }
    let length = |task: Id<Task>| {
        let task = workspace.tasks.get(&task)?;
        let span = task
            .duration
            .filter(|span| span.measure == Measure::Working);
        let recorded = || {
            let (first, last) = wbs::recorded(task)?;
            Some(workspace.calendar().working_days(first, last.plus_days(1)?))
        };
        span.map(|span| span.amount / Span::DAY).or_else(recorded)
    };
    by_task
        .into_iter()
        .filter_map(|(task, less)| Some((task, length(task)?, length(task)? - less)))
        .collect()
}

/// Returns the commands that make the tasks of a way shorter.
#[must_use]
pub fn shorten(workspace: &Workspace, lines: &[WinLine]) -> Vec<Command> {
    let one = |(task, _, days): (Id<Task>, i64, i64)| {
        let record = workspace.tasks.get(&task)?;
        // What has no length of its own gets one.
        Some(match Span::days(days) {
            Some(span) => lasting(workspace, record, span),
            None => vec![set(task, "duration", None)],
        })
    };
    shortened(workspace, lines)
        .into_iter()
        .filter_map(one)
        .flatten()
        .collect()
}

/// Returns the command that lets two tasks overlap.
#[must_use]
pub fn overlap(workspace: &Workspace, overlap: &Overlap) -> Option<Command> {
    let link = workspace.links.get(&overlap.link)?;
    let lag = link.lag.map_or(0, |lag| lag.amount);
    let lag = Span::minutes(lag - overlap.lead.checked_mul(Span::DAY)?);
    Some(Command::Set {
        kind: Kind::Link,
        id: overlap.link.raw(),
        key: "lag".into(),
        value: Some(Value::Span(lag)),
    })
}

#[cfg(test)]
#[path = "chain_tests.rs"]
mod tests;
