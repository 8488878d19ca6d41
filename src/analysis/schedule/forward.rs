//! The forward pass: how early everything can be.

use super::arranged::{FINISHED, FIRST, Link, Network, OPEN, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::options::Progress;
use super::outcome::{Mark, Schedule};
use super::worktime::{Minute, Offset};

/// The bits that make a node more than "after its ties".
const SPECIAL: u8 = PINNED | STARTED | FINISHED | FIRST;

/// Offsets are kept within this, so that adding a duration and a lag cannot overflow.
const FAR: Offset = 1 << 30;

/// Places every node as early as it can be and notes what drives it.
pub(super) fn pass(schedule: &mut Schedule, network: &Network) {
    let status = schedule.options.status;
    base(&mut schedule.base, network, status);
    let hold = schedule.options.hold_constraints;
    let mut early = std::mem::take(&mut schedule.early);
    let mut driver = std::mem::take(&mut schedule.driver);
    // What was there is overwritten, each before it is read.
    early.resize(network.nodes(), Mark::default());
    driver.resize(network.nodes(), 0);

    let nodes = (network.work.iter())
        .zip(&network.floor)
        .zip(&network.flags)
        .zip(network.first_link.iter().skip(1));
    let mut first = 0;
    for (node, (((work, floor), flags), end)) in nodes.enumerate() {
        let end = *end as usize;
        let links = network.links.get(first..end).unwrap_or(&[]);
        let mut start = *floor;
        let mut by = 0;
        if flags & SPECIAL != 0 {
            let placed = special(schedule, &early, network, node, links, first);
            put(&mut early, &mut driver, node, placed);
            first = end;
            continue;
        }
        if status.is_some() && flags & VIRTUAL == 0 {
            start = start.max(schedule.base_of(network, node));
        }
        let mut number = first as u32;
        for link in links {
            number += 1;
            let bound = match early.get(link.from()) {
                // Nearly all: from a finish to a start, in one calendar.
                Some(giver) if link.is_simple() => giver.finish.wrapping_add(link.lag).min(FAR),
                _ => bound(&early, network, node, number, *link, *work),
            };
            if bound > start || (bound == start && by == 0) {
                start = bound;
                by = number;
            }
        }
        if hold {
            start = held(network, node, start, *work);
        }
        let finish = start.wrapping_add(*work).clamp(-FAR, FAR);
        put(&mut early, &mut driver, node, (Mark { start, finish }, by));
        first = end;
    }
    schedule.early = early;
    schedule.driver = driver;
}

#[inline(always)]
fn put(early: &mut [Mark], driver: &mut [u32], node: usize, (mark, by): (Mark, u32)) {
    if let (Some(place), Some(link)) = (early.get_mut(node), driver.get_mut(node)) {
        (*place, *link) = (mark, by);
    }
}

/// The bound of a link on the start of its taker; links are numbered from one.
pub(super) fn bound(
    early: &[Mark],
    network: &Network,
    node: usize,
    number: u32,
    link: Link,
    work: i32,
) -> Offset {
    let Some(giver) = early.get(link.from()) else {
        return Offset::MIN;
    };
    let at = if link.plain() {
        let from = if link.from_finish() {
            giver.finish
        } else {
            giver.start
        };
        from.wrapping_add(link.lag)
    } else {
        let number = number as usize - 1;
        Crossing::new(network, number, link, node)
            .bound(*giver)
            .clamp(-FAR, FAR)
    };
    let at = if link.to_finish() {
        at.wrapping_sub(work)
    } else {
        at
    };
    at.min(FAR)
}

impl Schedule {
    /// The status date in the calendar of a node.
    pub(super) fn base_of(&self, network: &Network, node: usize) -> Offset {
        let calendar = network.calendar.get(node).copied().unwrap_or(0);
        self.base
            .get(calendar as usize)
            .copied()
            .unwrap_or(Offset::MIN)
    }
}

/// The status date in each calendar.
fn base(base: &mut Vec<Offset>, network: &Network, status: Option<Minute>) {
    base.clear();
    let offset = |time: &super::WorkTime| status.map_or(Offset::MIN, |at| time.offset(at));
    base.extend(network.calendars.iter().map(offset));
}

/// A constraint that is held against the ties.
fn held(network: &Network, node: usize, start: Offset, work: i32) -> Offset {
    match network.ceiling.get(node).copied() {
        Some(ceiling) if ceiling != OPEN => start.min(ceiling.saturating_sub(work)),
        _ => start,
    }
}

/// The latest bound on the start of a node by its links, and the number of that link plus one.
pub(super) fn latest_bound(
    early: &[Mark],
    network: &Network,
    node: usize,
    links: &[Link],
    first: usize,
) -> (Offset, u32) {
    let work = network.work.get(node).copied().unwrap_or(0);
    let mut latest = (Offset::MIN, 0);
    for (link, number) in links.iter().zip(first as u32 + 1..) {
        let bound = bound(early, network, node, number, *link, work);
        if latest.1 == 0 || bound > latest.0 {
            latest = (bound, number);
        }
    }
    latest
}

/// Nodes with facts, nodes placed by hand, and first starts below a summary.
fn special(
    schedule: &Schedule,
    early: &[Mark],
    network: &Network,
    node: usize,
    links: &[Link],
    first: usize,
) -> (Mark, u32) {
    let flags = network.flags.get(node).copied().unwrap_or(0);
    let work = network.work.get(node).copied().unwrap_or(0);
    let floor = network.floor.get(node).copied().unwrap_or(0);
    if flags & PINNED != 0 {
        return (
            Mark {
                start: floor,
                finish: floor.saturating_add(work),
            },
            0,
        );
    }
    if flags & FIRST != 0 {
        // The earliest, not the latest: the tie that leaves it waits for whichever starts first.
        let bound =
            |(link, number): (&Link, u32)| (bound(early, network, node, number, *link, 0), number);
        let (start, driver) = links
            .iter()
            .zip(first as u32 + 1..)
            .map(bound)
            .min()
            .unwrap_or((floor, 0));
        return (
            Mark {
                start,
                finish: start,
            },
            driver,
        );
    }
    // Started: what is left goes on after the status date, else where it would be without a pause.
    let began = network.began.get(node).copied().unwrap_or(0);
    let mut start = floor;
    let mut driver = 0;
    if schedule.options.status.is_some() {
        start = start.max(schedule.base_of(network, node));
    } else {
        let owner = network
            .owner
            .get(node)
            .and_then(|owner| network.activity(*owner));
        let whole = owner.map_or(work, |activity| activity.duration);
        start = start.max(began.saturating_add(whole.saturating_sub(work)));
    }
    if schedule.options.progress == Progress::RetainedLogic {
        let (bound, by) = latest_bound(early, network, node, links, first);
        if by != 0 && bound >= start {
            (start, driver) = (bound, by);
        }
    }
    (
        Mark {
            start: began,
            finish: start.saturating_add(work).clamp(-FAR, FAR),
        },
        driver,
    )
}
