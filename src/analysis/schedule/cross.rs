//! Links between calendars, and lags that another calendar counts.

use super::LagCalendar;
use super::arranged::{Link, NO_TIE, Network};
use super::network::{CONTINUOUS, Lag};
use super::outcome::Mark;
use super::worktime::{Minute, Offset, WorkTime};

/// How a link crosses from one calendar to another.
pub(super) struct Crossing<'a> {
    link: Link,
    giver: &'a WorkTime,
    taker: &'a WorkTime,
    /// Counts the lag.
    lag: &'a WorkTime,
}

impl<'a> Crossing<'a> {
    pub(super) fn new(network: &'a Network, number: usize, link: Link, taker: usize) -> Self {
        let calendar = |node: usize| network.calendar.get(node).copied().unwrap_or(CONTINUOUS);
        let (giver, taker) = (calendar(link.from()), calendar(taker));
        let tie = network.link_tie.get(number).filter(|tie| **tie != NO_TIE);
        let lag = tie.and_then(|tie| network.ties.get(*tie as usize));
        let lag = match (lag.map(|tie| tie.lag), network.lag_calendar) {
            (Some(Lag::Elapsed(_) | Lag::ElapsedShare(_)), _) => CONTINUOUS,
            (_, LagCalendar::Giver) => giver,
            (_, LagCalendar::Taker) => taker,
            (_, LagCalendar::Fixed(fixed)) => fixed,
        };
        Self {
            link,
            giver: network.work_time(giver),
            taker: network.work_time(taker),
            lag: network.work_time(lag),
        }
    }

    /// The earliest offset of the taker's bound end, for dates of the giver.
    pub(super) fn bound(&self, giver: Mark) -> Offset {
        let from = if self.link.from_finish() {
            self.giver.finish_at(giver.finish)
        } else {
            self.giver.start_at(giver.start)
        };
        let moved = match self.link.lag {
            0 => from,
            lag => self.lag.add(from, lag),
        };
        self.taker.offset(moved)
    }

    /// The latest offset of the giver's binding end that lets the taker keep an offset of its own: the
    /// greatest for which [`Self::bound`] is not above it.
    pub(super) fn reach(&self, taker: Offset) -> Offset {
        let latest: Minute = self.taker.start_at(taker);
        let moved = match self.link.lag {
            0 => latest,
            lag => {
                let offset = self.lag.offset(latest).saturating_sub(lag);
                self.lag.start_at(offset)
            }
        };
        let offset = self.giver.offset(moved);
        // A start in a break would only be at its end, which is too late.
        if !self.link.from_finish() && self.giver.start_at(offset) > moved {
            return offset.saturating_sub(1);
        }
        offset
    }
}
