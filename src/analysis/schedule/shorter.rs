//! The cheapest days to win: crash (more money, shorter work) and fast-track (work side by side).

use super::{ActivityIx, Done, Minute, Network, Options, PlanNetwork, Schedule, TieKind};
use crate::model::*;

/// One step of crashing: it follows those before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrashStep {
    /// The tasks that become a working day shorter together: several where critical paths run side by
    /// side.
    pub tasks: Vec<Id<Task>>,
    /// What that costs.
    pub cost: Money,
    /// The working day is won; the finish that the project then has, exclusive.
    pub finish: Minute,
}

/// Work that could overlap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// The link from finish to start that would get a lead.
    pub link: Id<Link>,
    /// Half of the shorter task of the two, in working days.
    pub lead: i64,
    /// Working days that the project finishes earlier.
    pub won: i64,
}

/// More candidates than this are not combined.
const MOST_PAIRED: usize = 40;

/// A task that can be made shorter for money.
#[derive(Clone, Copy)]
struct Candidate {
    activity: ActivityIx,
    shortest: i32,
    cost: Money,
}

/// Pairs of a larger network are not tried: each takes a calculation of all of it.
const LARGEST_PAIRED: usize = 4_000;

const DAY: i32 = 480;

/// Why no more days can be won.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoMore {
    /// No task that has not begun has both a shortest duration and the cost of a day won.
    NothingPriced,
    /// All that could become shorter is as short as it can be.
    AllShortest,
    /// What could still become shorter does not move the finish: other work or a date that is kept does.
    OthersDecide,
}

/// Returns why nothing is won behind these steps.
#[must_use]
pub fn no_more(
    workspace: &Workspace,
    plan: &PlanNetwork,
    project: Id<Project>,
    steps: &[CrashStep],
) -> NoMore {
    let (network, _) = plan.network();
    let all = candidates(workspace, plan, project);
    if all.is_empty() {
        return NoMore::NothingPriced;
    }
    let has_room = |candidate: &Candidate| {
        let task = plan.task(candidate.activity);
        let taken = steps.iter().flat_map(|step| &step.tasks);
        let taken = taken.filter(|own| Some(**own) == task).count();
        let taken = i32::try_from(taken).unwrap_or(i32::MAX).saturating_mul(DAY);
        let long = network
            .activity(candidate.activity)
            .map_or(0, |a| a.duration);
        long.saturating_sub(taken).saturating_sub(DAY) >= candidate.shortest
    };
    match all.iter().any(has_room) {
        true => NoMore::OthersDecide,
        false => NoMore::AllShortest,
    }
}

/// Returns the cheapest way to win working days for a project, day by day, up to `most`: each step takes
/// the cheapest task, or where no single one helps the cheapest two, whose next day moves the finish.
///
/// Only tasks that have not begun, with a shortest duration and a cost of each day won in the currency of
/// the portfolio, can become shorter. Steps end where no one or two of them win anything.
#[must_use]
pub fn cheapest_days(
    workspace: &Workspace,
    plan: &PlanNetwork,
    project: Id<Project>,
    most: usize,
) -> Vec<CrashStep> {
    let (network, options) = plan.network();
    let mut network = network.clone();
    let mut schedule = super::compute(&network, options);
    let mut trial = schedule.clone();
    let candidates: Vec<Candidate> = candidates(workspace, plan, project);
    let mut steps = Vec::new();
    while steps.len() < most {
        let Some(now) = plan.project_finish(&schedule, Some(project)) else {
            break;
        };
        // What is not critical wins nothing, alone or beside another.
        let longest = |c: &&Candidate| {
            let long = network
                .activity(c.activity)
                .is_some_and(|a| a.duration - DAY >= c.shortest);
            long && schedule.total_float(&network, c.activity) < DAY
        };
        let open: Vec<Candidate> = candidates.iter().filter(longest).copied().collect();
        let mut tries: Vec<(Money, Vec<ActivityIx>)> =
            open.iter().map(|c| (c.cost, vec![c.activity])).collect();
        let paired = if network.len() > LARGEST_PAIRED {
            0
        } else {
            MOST_PAIRED
        };
        for (place, one) in open.iter().enumerate().take(paired) {
            for other in open.iter().take(MOST_PAIRED).skip(place + 1) {
                if let Some(cost) = one.cost.plus(other.cost) {
                    tries.push((cost, vec![one.activity, other.activity]));
                }
            }
        }
        tries.sort_by_key(|(cost, tasks)| (cost.minor, tasks.len(), tasks.clone()));
        let won = tries.into_iter().find_map(|(cost, tasks)| {
            shorten(&mut network, &tasks, -DAY);
            trial.recompute(&network, options);
            let then = plan.project_finish(&trial, Some(project));
            let time = network.work_time(network.activity(*tasks.first()?)?.calendar);
            match then.filter(|then| time.between(*then, now) >= DAY) {
                Some(finish) => Some((cost, tasks, finish)),
                None => {
                    shorten(&mut network, &tasks, DAY);
                    None
                }
            }
        });
        let Some((cost, tasks, finish)) = won else {
            break;
        };
        schedule.recompute(&network, options);
        let tasks = tasks
            .into_iter()
            .filter_map(|activity| plan.task(activity))
            .collect();
        steps.push(CrashStep {
            tasks,
            cost,
            finish,
        });
    }
    steps
}

fn shorten(network: &mut Network, tasks: &[ActivityIx], by: i32) {
    for activity in tasks {
        let duration = network.activity(*activity).map_or(0, |a| a.duration);
        network.set_duration(*activity, duration.saturating_add(by));
    }
}

fn candidates(workspace: &Workspace, plan: &PlanNetwork, project: Id<Project>) -> Vec<Candidate> {
    let (network, _) = plan.network();
    let currency = workspace.currency();
    let candidate = |task: &Shared<Task>| {
        let activity = plan
            .activity_of(task.id)
            .filter(|own| !network.is_summary(*own))?;
        let own = network.activity(activity)?;
        let free =
            own.done == Done::Nothing && own.manual.is_none() && task.project == Some(project);
        let shortest = task.crash_to.filter(|span| span.is_duration() && free)?;
        let cost = task.crash_cost.filter(|cost| cost.currency == currency)?;
        let shortest = i32::try_from(shortest.amount).ok()?;
        Some(Candidate {
            activity,
            shortest,
            cost,
        })
    };
    workspace.tasks.values().filter_map(candidate).collect()
}

/// Returns what overlapping would win: of every link from finish to start on the longest path of a
/// project the days won if the taker began when half of the shorter of the two is left of the giver, the
/// most first.
#[must_use]
pub fn overlaps(
    workspace: &Workspace,
    plan: &PlanNetwork,
    schedule: &Schedule,
    project: Id<Project>,
) -> Vec<Overlap> {
    let (network, options) = plan.network();
    let Some(now) = plan.project_finish(schedule, Some(project)) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (tie, number) in network.ties().iter().zip(0..) {
        let drives = tie.kind == TieKind::FinishStart
            && schedule.driving_tie(network, tie.to) == Some(number)
            && schedule.on_longest_path(network, tie.to);
        let ends = network.activity(tie.from).zip(network.activity(tie.to));
        let Some(((giver, taker), link)) = ends.filter(|_| drives).zip(plan.link(number)) else {
            continue;
        };
        let of_project = plan
            .task(tie.to)
            .and_then(|id| workspace.tasks.get(&id)?.project);
        let lead = giver.duration.min(taker.duration) / 2 / DAY * DAY;
        if of_project != Some(project) || lead <= 0 || giver.calendar != taker.calendar {
            continue;
        }
        let finish = with_lead(network, options, plan, number, lead, project);
        let time = network.work_time(taker.calendar);
        let won = finish.map_or(0, |finish| time.between(finish, now)) / DAY;
        if won > 0 {
            found.push(Overlap {
                link,
                lead: i64::from(lead / DAY),
                won: i64::from(won),
            });
        }
    }
    found.sort_by_key(|overlap| (std::cmp::Reverse(overlap.won), overlap.link));
    found
}

/// The finish of a project if a tie had this much more lead.
fn with_lead(
    network: &Network,
    options: &Options,
    plan: &PlanNetwork,
    tie: u32,
    lead: i32,
    project: Id<Project>,
) -> Option<Minute> {
    let mut earlier = network.clone();
    earlier.change_lag(tie, -lead);
    plan.project_finish(&super::compute(&earlier, options), Some(project))
}
