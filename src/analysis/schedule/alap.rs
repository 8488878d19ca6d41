//! What is to start as late as possible: without delaying what follows, as its free float allows.

use super::arranged::{ALAP, FINISHED, Network, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::outcome::{Mark, Schedule};

/// Moves those that ask for it, the last first, so that a chain of them moves as one.
pub(super) fn place(schedule: &mut Schedule, network: &Network) {
    schedule.placed.clear();
    if !network.any_alap {
        return;
    }
    let count = network.nodes();
    schedule
        .placed
        .extend(schedule.early.iter().map(|mark| mark.start));
    // The latest finish that moves nothing behind.
    let mut room = std::mem::take(&mut schedule.room);
    room.clear();
    room.extend(schedule.late.iter().map(|late| late.finish));
    for node in (0..count).rev() {
        let flags = network.flags.get(node).copied().unwrap_or(0);
        let work = network.work.get(node).copied().unwrap_or(0);
        let early = schedule.early.get(node).copied().unwrap_or_default();
        let mut finish = early.finish;
        let limit = room.get(node).copied().unwrap_or(finish);
        if flags & (ALAP | VIRTUAL) != 0 && limit > finish {
            finish = limit.min(schedule.late.get(node).map_or(limit, |late| late.finish));
            finish = finish.max(early.finish);
            if let Some(place) = schedule.placed.get_mut(node).filter(|_| flags & ALAP != 0) {
                *place = finish.saturating_sub(work);
            }
        }
        if flags & FINISHED != 0 {
            continue;
        }
        let own = Mark {
            start: finish.saturating_sub(work),
            finish,
        };
        let ends = network
            .first_link
            .get(node)
            .zip(network.first_link.get(node + 1));
        let Some((first, end)) = ends.map(|(a, b)| (*a as usize, *b as usize)) else {
            continue;
        };
        for (place, link) in network
            .links
            .get(first..end)
            .unwrap_or(&[])
            .iter()
            .enumerate()
        {
            let giver = link.from();
            let at = if link.to_finish() {
                own.finish
            } else {
                own.start
            };
            let limit = if link.plain() {
                at.saturating_sub(link.lag)
            } else {
                Crossing::new(network, first + place, *link, node).reach(at)
            };
            let begun = network.flags.get(giver).is_some_and(|f| f & STARTED != 0);
            if !link.from_finish() && begun {
                continue;
            }
            let limit = if link.from_finish() {
                limit
            } else {
                limit.saturating_add(network.work.get(giver).copied().unwrap_or(0))
            };
            if let Some(place) = room.get_mut(giver) {
                *place = (*place).min(limit);
            }
        }
    }
    schedule.room = room;
}
