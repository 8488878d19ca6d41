//! The forward pass: how early everything can be.

use super::arranged::{FINISHED, FIRST, Link, Network, OPEN, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::options::Progress;
use super::outcome::{Mark, Schedule};
use super::worktime::{Minute, Offset};

/// The bits that make a node more than "after its ties".
const SPECIAL: u8 = PINNED | STARTED | FINISHED | FIRST;

/// Places every node as early as it can be and notes what drives it.
pub(super) fn pass(schedule: &mut Schedule, network: &Network) {
    let count = network.nodes();
    schedule.early.clear();
    schedule.early.reserve(count);
    schedule.driver.clear();
    schedule.driver.reserve(count);
    let status = schedule.options.status;
    base(&mut schedule.base, network, status);
    let hold = schedule.options.hold_constraints;

    let nodes = (network.work.iter())
        .zip(&network.floor)
        .zip(&network.flags)
        .zip(network.first_link.windows(2));
    let mut first = 0;
    for (node, (((work, floor), flags), ends)) in nodes.enumerate() {
        let end = ends.last().copied().unwrap_or(0) as usize;
        let links = network.links.get(first..end).unwrap_or(&[]);
        let mut start = *floor;
        let mut driver = 0;
        if flags & SPECIAL != 0 {
            let (mark, by) = special(schedule, network, node, links, first);
            schedule.early.push(mark);
            schedule.driver.push(by);
            first = end;
            continue;
        }
        if status.is_some() && flags & VIRTUAL == 0 {
            start = start.max(schedule.base_of(network, node));
        }
        for (place, link) in links.iter().enumerate() {
            let giver = schedule.early.get(link.from()).copied().unwrap_or_default();
            let bound = if link.plain() {
                let from = if link.from_finish() {
                    giver.finish
                } else {
                    giver.start
                };
                let at = from.saturating_add(link.lag);
                if link.to_finish() {
                    at.saturating_sub(*work)
                } else {
                    at
                }
            } else {
                crossed(network, node, first + place, *link, giver, *work)
            };
            if bound > start || (bound == start && driver == 0) {
                start = bound;
                driver = (first + place + 1) as u32;
            }
        }
        if hold {
            start = held(network, node, start, *work);
        }
        let finish = start.saturating_add(*work);
        schedule.early.push(Mark { start, finish });
        schedule.driver.push(driver);
        first = end;
    }
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

fn crossed(
    network: &Network,
    node: usize,
    number: usize,
    link: Link,
    giver: Mark,
    work: i32,
) -> Offset {
    let at = Crossing::new(network, number, link, node).bound(giver);
    if link.to_finish() {
        at.saturating_sub(work)
    } else {
        at
    }
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
    schedule: &Schedule,
    network: &Network,
    node: usize,
    links: &[Link],
    first: usize,
) -> (Offset, u32) {
    let work = network.work.get(node).copied().unwrap_or(0);
    let mut latest = (Offset::MIN, 0);
    for (place, link) in links.iter().enumerate() {
        let giver = schedule.early.get(link.from()).copied().unwrap_or_default();
        let bound = if link.plain() {
            let from = if link.from_finish() {
                giver.finish
            } else {
                giver.start
            };
            let at = from.saturating_add(link.lag);
            if link.to_finish() {
                at.saturating_sub(work)
            } else {
                at
            }
        } else {
            crossed(network, node, first + place, *link, giver, work)
        };
        if latest.1 == 0 || bound > latest.0 {
            latest = (bound, (first + place + 1) as u32);
        }
    }
    latest
}

/// Nodes with facts, nodes placed by hand, and first starts below a summary.
fn special(
    schedule: &Schedule,
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
        let bound = |(place, link): (usize, &Link)| {
            let giver = schedule.early.get(link.from()).copied().unwrap_or_default();
            let at = if link.plain() {
                giver.start
            } else {
                crossed(network, node, first + place, *link, giver, 0)
            };
            (at, (first + place + 1) as u32)
        };
        let (start, driver) = links
            .iter()
            .enumerate()
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
        let (bound, by) = latest_bound(schedule, network, node, links, first);
        if by != 0 && bound >= start {
            (start, driver) = (bound, by);
        }
    }
    (
        Mark {
            start: began,
            finish: start.saturating_add(work),
        },
        driver,
    )
}
