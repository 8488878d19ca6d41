//! The backward pass: how late everything may be, the floats, and the longest path.

use super::arranged::{FINISHED, FIRST, LEADS, Network, OPEN, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::options::{Ends, Progress};
use super::outcome::{Mark, Schedule};
use super::worktime::{Minute, Offset};

/// Measures every node against the end of its group.
pub(super) fn pass(schedule: &mut Schedule, network: &Network) {
    ends(schedule, network);
    let count = network.nodes();
    let binding = schedule.options.deadlines_bind;
    let overridden = schedule.options.progress == Progress::Override;
    for node in (0..count).rev() {
        let flags = network.flags.get(node).copied().unwrap_or(0);
        let work = network.work.get(node).copied().unwrap_or(0);
        let mark = schedule.early.get(node).copied().unwrap_or_default();
        let mut finish = schedule
            .late_finish
            .get(node)
            .copied()
            .unwrap_or(mark.finish);
        finish = finish.min(network.ceiling.get(node).copied().unwrap_or(OPEN));
        if binding {
            finish = finish.min(network.deadline.get(node).copied().unwrap_or(OPEN));
        }
        if flags & FINISHED != 0 {
            finish = mark.finish;
        }
        let float = finish.saturating_sub(mark.finish);
        if let Some(place) = schedule.late_finish.get_mut(node) {
            *place = finish;
        }
        let mut free = schedule.free.get(node).copied().unwrap_or(0);
        if flags & VIRTUAL == 0 {
            free = free.clamp(0, float.max(0));
        }
        if let Some(place) = schedule.free.get_mut(node) {
            *place = free;
        }
        // What is done asks nothing of its givers any more.
        if flags & FINISHED != 0 || (overridden && flags & STARTED != 0) {
            continue;
        }
        let at = Node {
            node,
            flags,
            late: Mark {
                start: finish.saturating_sub(work),
                finish,
            },
            early: Mark {
                start: mark.finish.saturating_sub(work),
                finish: mark.finish,
            },
            // What a summary's own node leaves to its givers is what those behind it leave to it.
            beyond: if flags & VIRTUAL == 0 { 0 } else { free },
            longest: schedule.longest.get(node).copied().unwrap_or(false),
        };
        givers(schedule, network, &at);
    }
}

/// A node whose late dates are known.
struct Node {
    node: usize,
    flags: u8,
    late: Mark,
    /// Of what is left to do.
    early: Mark,
    beyond: i32,
    longest: bool,
}

/// Hands the late dates of a node on to its givers.
fn givers(schedule: &mut Schedule, network: &Network, at: &Node) {
    let ends = network
        .first_link
        .get(at.node)
        .zip(network.first_link.get(at.node + 1));
    let Some((first, end)) = ends.map(|(first, end)| (*first as usize, *end as usize)) else {
        return;
    };
    let links = network.links.get(first..end).unwrap_or(&[]);
    let driver = schedule.driver.get(at.node).copied().unwrap_or(0) as usize;
    for (place, link) in links.iter().enumerate() {
        // Of all that is below a summary only the first start has to keep the summary's.
        if at.flags & FIRST != 0 && first + place + 1 != driver {
            continue;
        }
        let giver = link.from();
        let (late, early) = if link.to_finish() {
            (at.late.finish, at.early.finish)
        } else {
            (at.late.start, at.early.start)
        };
        let (limit, room) = if link.plain() {
            (
                late.saturating_sub(link.lag),
                early.saturating_sub(link.lag),
            )
        } else {
            let crossing = Crossing::new(network, first + place, *link, at.node);
            (crossing.reach(late), crossing.reach(early))
        };
        let mark = schedule.early.get(giver).copied().unwrap_or_default();
        let from = if link.from_finish() {
            mark.finish
        } else {
            mark.start
        };
        let slack = room.saturating_sub(from);
        let drives = slack <= 0 && at.flags & PINNED == 0;
        if let Some(place) = schedule.longest.get_mut(giver) {
            *place |= at.longest && drives;
        }
        let begun = network
            .flags
            .get(giver)
            .is_some_and(|f| f & (STARTED | FINISHED) != 0);
        if !link.from_finish() && begun {
            continue;
        }
        let limit = if link.from_finish() {
            limit
        } else {
            limit.saturating_add(network.work.get(giver).copied().unwrap_or(0))
        };
        if let Some(place) = schedule.late_finish.get_mut(giver) {
            *place = (*place).min(limit);
        }
        if let Some(place) = schedule.free.get_mut(giver) {
            *place = (*place).min(slack.saturating_add(at.beyond));
        }
    }
}

/// Begins the late dates at the ends: of the group, of all, or of each chain.
fn ends(schedule: &mut Schedule, network: &Network) {
    let count = network.nodes();
    let time = network.uniform.map(|calendar| network.work_time(calendar));
    let each = schedule.options.ends == Ends::Each;
    schedule.group_end.clear();
    schedule
        .group_end
        .resize(network.groups.max(1), Minute::MIN);
    // With one calendar the ends are compared as offsets, else as moments.
    let nodes = schedule
        .early
        .iter()
        .zip(&network.calendar)
        .zip(&network.group);
    for ((mark, calendar), group) in nodes {
        let finish = match time {
            Some(_) => mark.finish,
            None => network.work_time(*calendar).finish_at(mark.finish),
        };
        if let Some(end) = schedule.group_end.get_mut(*group as usize) {
            *end = (*end).max(finish);
        }
    }
    let last = schedule.group_end.iter().copied().max().unwrap_or(0);
    let by = schedule.options.finish_by;
    let by = by.map(|at| time.map_or(at, |time| time.offset(at)));
    schedule.late_finish.clear();
    schedule.late_finish.reserve(count);
    schedule.free.clear();
    schedule.free.reserve(count);
    schedule.longest.clear();
    schedule.longest.reserve(count);
    let nodes = (schedule.early.iter().zip(&network.calendar))
        .zip(network.group.iter().zip(&network.flags));
    let mut known = (u32::MAX, Minute::MIN, 0);
    for ((mark, calendar), (group, flags)) in nodes {
        let own = schedule
            .group_end
            .get(*group as usize)
            .copied()
            .unwrap_or(last);
        let end = if schedule.options.ends == Ends::Network {
            last
        } else {
            own
        };
        let limit = by.map_or(end, |by| end.min(by));
        let mut offset = |moment: Minute| -> Offset {
            if time.is_some() {
                return moment;
            }
            if (known.0, known.1) != (*calendar, moment) {
                known = (
                    *calendar,
                    moment,
                    network.work_time(*calendar).offset(moment),
                );
            }
            known.2
        };
        let (end, mut limit) = (offset(end), offset(limit));
        if each {
            limit = if flags & LEADS == 0 {
                mark.finish
            } else {
                OPEN
            };
            if let Some(by) = by {
                limit = limit.min(offset(by));
            }
        }
        schedule.late_finish.push(limit);
        schedule
            .free
            .push(end.max(limit).saturating_sub(mark.finish).max(0));
        let last_of_all = if each {
            flags & LEADS == 0
        } else {
            mark.finish >= end
        };
        schedule.longest.push(last_of_all && flags & VIRTUAL == 0);
    }
    // As moments for those who ask.
    if let Some(time) = time {
        for end in &mut schedule.group_end {
            *end = time.finish_at(*end);
        }
    }
}
