//! The backward pass: how late everything may be, the floats, and the longest path.

use super::arranged::{FINISHED, FIRST, LEADS, Network, OPEN, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::options::{Ends, Progress};
use super::outcome::{Late, Mark, Schedule};
use super::worktime::{Minute, Offset};

/// Offsets are kept within this, so that taking a duration and a lag away cannot overflow.
const FAR: Offset = 1 << 30;

/// Measures every node against the end of its group.
pub(super) fn pass(schedule: &mut Schedule, network: &Network) {
    ends(schedule, network);
    let binding = schedule.options.deadlines_bind;
    let overridden = schedule.options.progress == Progress::Override;
    let mut late = std::mem::take(&mut schedule.late);
    let nodes = (network.flags.iter().zip(&network.work))
        .zip(network.ceiling.iter().zip(&schedule.early))
        .zip(network.first_link.windows(2));
    for (node, (((flags, work), (ceiling, mark)), links)) in nodes.enumerate().rev() {
        let Some(own) = late.get_mut(node) else {
            continue;
        };
        let mut finish = own.finish.min(*ceiling);
        if binding {
            finish = finish.min(network.deadline.get(node).copied().unwrap_or(OPEN));
        }
        if flags & FINISHED != 0 {
            finish = mark.finish;
        }
        own.finish = finish.max(-FAR);
        if flags & VIRTUAL == 0 {
            let float = finish.saturating_sub(mark.finish);
            own.free = own.free.min(float).max(0);
        }
        // What is done asks nothing of its givers any more.
        if flags & FINISHED != 0 || (overridden && flags & STARTED != 0) {
            continue;
        }
        let at = Node {
            node,
            flags: *flags,
            late: Mark {
                start: own.finish.wrapping_sub(*work),
                finish: own.finish,
            },
            early: Mark {
                start: mark.finish.wrapping_sub(*work),
                finish: mark.finish,
            },
            // What a summary's own node leaves to its givers is what those behind it leave to it.
            beyond: if flags & VIRTUAL == 0 { 0 } else { own.free },
            longest: own.longest && flags & PINNED == 0,
            driver: schedule.driver.get(node).copied().unwrap_or(0) as usize,
        };
        let (Some(first), Some(end)) = (links.first(), links.last()) else {
            continue;
        };
        givers(
            &mut late,
            &schedule.early,
            network,
            &at,
            *first as usize,
            *end as usize,
        );
    }
    schedule.late = late;
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
    /// The number of the link that drives it plus one.
    driver: usize,
}

/// Hands the late dates of a node on to its givers.
#[inline]
fn givers(
    late: &mut [Late],
    early: &[Mark],
    network: &Network,
    at: &Node,
    first: usize,
    end: usize,
) {
    let links = network.links.get(first..end).unwrap_or(&[]);
    let begins = (at.late.start, at.early.start);
    for (link, number) in links.iter().zip(first..) {
        // Nearly all: from a finish to a start, in one calendar.
        if link.is_simple() && at.flags & FIRST == 0 {
            if let Some(place) = late.get_mut(link.from()) {
                let slack = begins.1.wrapping_sub(link.lag).saturating_sub(place.early);
                place.longest |= at.longest & (slack <= 0);
                place.finish = place.finish.min(begins.0.wrapping_sub(link.lag));
                place.free = place.free.min(slack.saturating_add(at.beyond));
            }
            continue;
        }
        // Of all that is below a summary only the first start has to keep the summary's.
        if at.flags & FIRST != 0 && number + 1 != at.driver {
            continue;
        }
        let giver = link.from();
        let (Some(mark), Some(place)) = (early.get(giver), late.get_mut(giver)) else {
            continue;
        };
        let (until, now) = if link.to_finish() {
            (at.late.finish, at.early.finish)
        } else {
            (at.late.start, at.early.start)
        };
        let (mut limit, room) = if link.plain() {
            (until.wrapping_sub(link.lag), now.wrapping_sub(link.lag))
        } else {
            let crossing = Crossing::new(network, number, *link, at.node);
            (crossing.reach(until), crossing.reach(now))
        };
        let from = if link.from_finish() {
            mark.finish
        } else {
            mark.start
        };
        let slack = room.saturating_sub(from);
        place.longest |= at.longest && slack <= 0;
        if !link.from_finish() {
            // A start that has happened is not bound any more.
            let flags = network.flags.get(giver).copied().unwrap_or(0);
            if flags & (STARTED | FINISHED) != 0 {
                continue;
            }
            limit = limit.saturating_add(network.work.get(giver).copied().unwrap_or(0));
        }
        place.finish = place.finish.min(limit);
        place.free = place.free.min(slack.saturating_add(at.beyond));
    }
}

/// Begins the late dates at the ends: of the group, of all, or of each chain.
fn ends(schedule: &mut Schedule, network: &Network) {
    let time = network.uniform.map(|calendar| network.work_time(calendar));
    let options = schedule.options;
    schedule.group_end.clear();
    schedule
        .group_end
        .resize(network.groups.max(1), Minute::MIN);
    schedule.late.clear();
    // With one calendar the ends are compared as offsets, else as moments.
    let by = options
        .finish_by
        .map(|at| time.map_or(at, |time| time.offset(at)));
    if let ([own], Some(time), true) = (
        schedule.group_end.as_mut_slice(),
        time,
        options.ends != Ends::Each,
    ) {
        let last = schedule
            .early
            .iter()
            .map(|mark| mark.finish)
            .max()
            .unwrap_or(0);
        let limit = by.map_or(last, |by| last.min(by));
        schedule.late.extend(
            schedule
                .early
                .iter()
                .zip(&network.flags)
                .map(|(mark, flags)| Late {
                    finish: limit,
                    early: mark.finish,
                    free: last - mark.finish,
                    longest: mark.finish == last && flags & VIRTUAL == 0,
                }),
        );
        *own = time.finish_at(last);
        return;
    }
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
    schedule.late.reserve(network.nodes());
    let nodes = (schedule.early.iter().zip(&network.calendar))
        .zip(network.group.iter().zip(&network.flags));
    let mut known = (u32::MAX, Minute::MIN, 0);
    for ((mark, calendar), (group, flags)) in nodes {
        let own = schedule
            .group_end
            .get(*group as usize)
            .copied()
            .unwrap_or(last);
        let end = if options.ends == Ends::Network {
            last
        } else {
            own
        };
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
        let end = offset(end);
        let leads = flags & LEADS != 0;
        let each = options.ends == Ends::Each;
        let mut limit = match (each, leads) {
            (true, true) => OPEN,
            (true, false) => mark.finish,
            (false, _) => end,
        };
        if let Some(by) = by {
            limit = limit.min(offset(by));
        }
        let is_last = if each { !leads } else { mark.finish >= end };
        schedule.late.push(Late {
            finish: limit,
            early: mark.finish,
            free: if each { limit } else { end }
                .saturating_sub(mark.finish)
                .max(0),
            longest: is_last && flags & VIRTUAL == 0,
        });
    }
    // As moments for those who ask.
    if let Some(time) = time {
        for end in &mut schedule.group_end {
            *end = time.finish_at(*end);
        }
    }
}
