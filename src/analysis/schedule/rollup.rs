//! Summaries take their dates from what is below them.

use super::arranged::{FINISHED, Network, SUMMARY};
use super::outcome::{Mark, Rolled, Schedule};
use super::worktime::WorkTime;

/// Rolls every summary up, children before parents.
pub(super) fn summaries(schedule: &mut Schedule, network: &Network) {
    schedule.rolled.clear();
    for summary in &network.summaries {
        let time = network.work_time(summary.calendar);
        let mut sum: Option<Rolled> = None;
        let below = summary.children.iter().filter_map(|child| {
            let place = *network.place.get(*child as usize)?;
            part(schedule, network, place, summary.calendar, time)
        });
        for part in below {
            sum = Some(sum.map_or(part, |sum| join(sum, part)));
        }
        let mut sum = sum.unwrap_or_default();
        // A tie to the finish of the summary may keep it open longer than what is below.
        if let Some(roof) = summary.roof {
            let node = roof as usize;
            let mark = schedule.early.get(node).copied().unwrap_or_default();
            let same = network.calendar.get(node) == Some(&summary.calendar);
            let finish = if same {
                mark.finish
            } else {
                let calendar = network.calendar.get(node).copied().unwrap_or(0);
                time.offset(network.work_time(calendar).finish_at(mark.finish))
            };
            sum.early.finish = sum.early.finish.max(finish);
            sum.placed.finish = sum.placed.finish.max(finish);
            sum.late.finish = sum.late.finish.max(finish);
        }
        schedule.rolled.push(sum);
    }
}

/// The dates of a child in the calendar of its parent.
fn part(
    schedule: &Schedule,
    network: &Network,
    place: u32,
    calendar: u32,
    time: &WorkTime,
) -> Option<Rolled> {
    let (own, from) = if place & SUMMARY != 0 {
        let number = (place & !SUMMARY) as usize;
        (
            *schedule.rolled.get(number)?,
            network.summaries.get(number)?.calendar,
        )
    } else {
        let node = place as usize;
        let rolled = Rolled {
            early: *schedule.early.get(node)?,
            late: schedule.late_mark(network, node),
            placed: schedule.placed_mark(network, node),
            free: schedule.late.get(node)?.free,
            longest: schedule.late.get(node)?.longest,
            finished: network.flags.get(node)? & FINISHED != 0,
        };
        (rolled, *network.calendar.get(node)?)
    };
    if from == calendar {
        return Some(own);
    }
    let giver = network.work_time(from);
    let over = |mark: Mark| {
        let finish = time.offset(giver.finish_at(mark.finish));
        // A milestone at the end of the work before stays one moment.
        let start = time.offset(giver.start_at(mark.start)).min(finish);
        Mark { start, finish }
    };
    Some(Rolled {
        early: over(own.early),
        late: over(own.late),
        placed: over(own.placed),
        ..own
    })
}

fn join(one: Rolled, other: Rolled) -> Rolled {
    let span = |a: Mark, b: Mark| Mark {
        start: a.start.min(b.start),
        finish: a.finish.max(b.finish),
    };
    Rolled {
        early: span(one.early, other.early),
        late: span(one.late, other.late),
        placed: span(one.placed, other.placed),
        // What ends last decides what follows the summary.
        free: match one.early.finish.cmp(&other.early.finish) {
            std::cmp::Ordering::Less => other.free,
            std::cmp::Ordering::Greater => one.free,
            std::cmp::Ordering::Equal => one.free.min(other.free),
        },
        longest: one.longest || other.longest,
        finished: one.finished && other.finished,
    }
}
