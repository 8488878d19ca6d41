//! What the dates do not keep.

use super::arranged::{FINISHED, NO_TIE, Network, OPEN, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::findings::Finding;
use super::forward::latest_bound;
use super::network::{Done, TieIx};
use super::outcome::Schedule;

/// Gathers the findings of a calculation, by activity.
pub(super) fn tell(schedule: &mut Schedule, network: &Network) {
    let mut found = std::mem::take(&mut schedule.findings);
    let hold = schedule.options.hold_constraints;
    let nodes = network
        .flags
        .iter()
        .zip(network.ceiling.iter().zip(&network.deadline));
    for (node, (flags, (ceiling, deadline))) in nodes.enumerate() {
        // Most nodes promise nothing and have no facts.
        let told = flags & (STARTED | FINISHED | PINNED) != 0;
        if !told && *ceiling == OPEN && *deadline == OPEN {
            continue;
        }
        let Some(activity) = network.owner.get(node).copied() else {
            continue;
        };
        let finish = schedule.early.get(node).map_or(0, |mark| mark.finish);
        let over =
            |limit: i32| Some(finish.saturating_sub(limit)).filter(|by| *by > 0 && limit != OPEN);
        if let Some(by) = over(*ceiling) {
            found.push(Finding::ConstraintMissed { activity, by });
        }
        if let Some(by) = over(*deadline) {
            found.push(Finding::DeadlineMissed { activity, by });
        }
        if flags & VIRTUAL != 0 {
            continue;
        }
        let held = hold && *ceiling != OPEN;
        if flags & (STARTED | FINISHED) != 0 {
            facts(schedule, network, node, &mut found);
        } else if flags & PINNED != 0 || held {
            before_links(schedule, network, node, &mut found);
        }
    }
    schedule.findings = found;
}

/// Placed before what the links allow.
fn before_links(schedule: &Schedule, network: &Network, node: usize, found: &mut Vec<Finding>) {
    let Some(activity) = network.owner.get(node).copied() else {
        return;
    };
    let links = network.links_to(node);
    let first = network.first_link.get(node).copied().unwrap_or(0) as usize;
    let (bound, link) = latest_bound(&schedule.early, network, node, links, first);
    let start = schedule.early.get(node).map_or(0, |mark| mark.start);
    if link != 0 && bound > start {
        let tie = tie_of(network, link as usize - 1);
        let by = bound.saturating_sub(start);
        found.push(Finding::BeforeLinks { activity, tie, by });
    }
}

/// Actual dates after the status date or before what the links allow.
fn facts(schedule: &Schedule, network: &Network, node: usize, found: &mut Vec<Finding>) {
    let Some(activity) = network.owner.get(node).copied() else {
        return;
    };
    let done = network.activity(activity).map_or(Done::Nothing, |a| a.done);
    if let Some(status) = schedule.options.status {
        let late = match done {
            Done::Nothing => None,
            Done::Started { start, .. } => Some(start),
            Done::Finished { start, finish } => Some(start.max(finish)),
        };
        // Finishes are exclusive: one at the end of the status day is not after it.
        if let Some(at) = late.filter(|at| *at > status) {
            found.push(Finding::ActualAfterStatus { activity, at });
        }
    }
    let is_finished = matches!(done, Done::Finished { .. });
    let own = schedule.early.get(node).copied().unwrap_or_default();
    let first = network.first_link.get(node).copied().unwrap_or(0) as usize;
    for (place, link) in network.links_to(node).iter().enumerate() {
        if link.to_finish() && !is_finished {
            continue;
        }
        let giver = schedule.early.get(link.from()).copied().unwrap_or_default();
        let bound = if link.plain() {
            let from = if link.from_finish() {
                giver.finish
            } else {
                giver.start
            };
            from.saturating_add(link.lag)
        } else {
            Crossing::new(network, first + place, *link, node).bound(giver)
        };
        let at = if link.to_finish() {
            own.finish
        } else {
            own.start
        };
        if let (true, Some(tie)) = (bound > at, tie_of(network, first + place)) {
            let by = bound.saturating_sub(at);
            found.push(Finding::OutOfSequence { activity, tie, by });
        }
    }
}

fn tie_of(network: &Network, link: usize) -> Option<TieIx> {
    network
        .link_tie
        .get(link)
        .copied()
        .filter(|tie| *tie != NO_TIE)
}
