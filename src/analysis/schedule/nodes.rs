//! A computed network for those who compute with it in their own way (odds): every node in the offsets of
//! one calendar, each after those that its links lead from.
//!
//! With one calendar for all this is what the passes see. With several, durations and lags are as long in
//! that calendar as they stand in the schedule now; moved far, they would meet other weekends and
//! holidays.

use super::arranged::{FIRST, Link, Network, PINNED, STARTED, VIRTUAL};
use super::cross::Crossing;
use super::network::{ActivityIx, CalendarIx, TieKind};
use super::options::Progress;
use super::outcome::Schedule;
use super::worktime::Offset;

/// When a node may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begins {
    /// After its links, and not before this offset.
    NotBefore(Offset),
    /// It has begun at the first offset; what is left goes on after its links and not before the second.
    Began(Offset, Offset),
    /// Here, whatever its links say: finished, placed by hand, or the earliest start below a summary.
    At(Offset),
}

/// A node in the offsets of one calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its activity, or the summary that it stands for.
    pub activity: ActivityIx,
    /// It stands for a summary and has no work of its own.
    pub stands_for: bool,
    /// When it may begin.
    pub begins: Begins,
    /// Working minutes from there in its own calendar: the duration, or what is left of it.
    pub work: i32,
    /// The same in the one calendar.
    pub lasts: i32,
}

/// A link between nodes in the offsets of one calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeLink {
    /// The node of the giver.
    pub from: usize,
    /// How the taker waits.
    pub kind: TieKind,
    /// Minutes between the two ends.
    pub lag: i32,
}

impl Network {
    /// Returns the calendar that most nodes count in.
    #[must_use]
    pub fn main_calendar(&self) -> CalendarIx {
        let mut counts = vec![0_usize; self.calendars.len()];
        for calendar in &self.calendar {
            if let Some(count) = counts.get_mut(*calendar as usize) {
                *count += 1;
            }
        }
        // Of equally frequent ones the first.
        let most = counts.iter().copied().max().unwrap_or(0);
        let place = counts.iter().position(|count| *count == most);
        place
            .and_then(|place| CalendarIx::try_from(place).ok())
            .unwrap_or(0)
    }
}

impl Schedule {
    /// Returns a node of the network that was computed, in the offsets of a calendar.
    #[must_use]
    pub fn node_in(&self, network: &Network, node: usize, calendar: CalendarIx) -> Option<Node> {
        let activity = network.activity_of(node)?;
        let flags = *network.flags.get(node)?;
        let mark = *self.early.get(node)?;
        let work = *network.work.get(node)?;
        let own = *network.calendar.get(node)?;
        let floor = *network.floor.get(node)?;
        let base = self.base_of(network, node);
        let start = |offset: Offset| convert(network, own, calendar, offset, false);
        let begins = if flags & FIRST != 0 {
            Begins::At(start(mark.start))
        } else if flags & PINNED != 0 {
            Begins::At(start(floor))
        } else if flags & STARTED != 0 {
            let began = *network.began.get(node)?;
            let whole = network.activity(activity).map_or(work, |a| a.duration);
            let goes_on = match self.options.status {
                Some(_) => floor.max(base),
                None => floor.max(began.saturating_add(whole.saturating_sub(work))),
            };
            Begins::Began(start(began), start(goes_on))
        } else if flags & VIRTUAL != 0 {
            Begins::NotBefore(start(floor))
        } else {
            Begins::NotBefore(start(floor.max(base)))
        };
        Some(Node {
            activity,
            stands_for: flags & VIRTUAL != 0,
            begins,
            work,
            lasts: self.stretch_in(network, node, calendar).1,
        })
    }

    /// When the work of a node begins in another calendar, and how long it lasts there.
    fn stretch_in(&self, network: &Network, node: usize, calendar: CalendarIx) -> (Offset, i32) {
        let own = network.calendar.get(node).copied().unwrap_or(calendar);
        let work = network.work.get(node).copied().unwrap_or(0);
        let finish = self.early.get(node).map_or(0, |mark| mark.finish);
        let from = finish.saturating_sub(work);
        if own == calendar || work == 0 {
            return (convert(network, own, calendar, from, false), work);
        }
        let begin = convert(network, own, calendar, from, false);
        let found = convert(network, own, calendar, finish, true).saturating_sub(begin);
        if found > 0 {
            return (begin, found);
        }
        // Wholly in a break of that calendar: as much as a mean week has.
        let weeks = |calendar| i64::from(network.work_time(calendar).per_week());
        let mean = i64::from(work) * weeks(calendar) / weeks(own).max(1);
        (begin, i32::try_from(mean).unwrap_or(work).max(1))
    }

    /// Returns the links that a node waits for, in the offsets of a calendar.
    pub fn links_in(
        &self,
        network: &Network,
        node: usize,
        calendar: CalendarIx,
    ) -> impl Iterator<Item = NodeLink> {
        let first = network.first_link.get(node).copied().unwrap_or(0) as usize;
        let flags = network.flags.get(node).copied().unwrap_or(0);
        let is_over = self.options.progress == Progress::Override && flags & STARTED != 0;
        let links = match flags & (PINNED | FIRST) != 0 || is_over {
            true => &[],
            false => network.links_to(node),
        };
        links.iter().enumerate().map(move |(place, link)| NodeLink {
            from: link.from(),
            kind: kind(*link),
            lag: self.lag_in(network, node, first + place, *link, calendar),
        })
    }

    fn lag_in(
        &self,
        network: &Network,
        node: usize,
        number: usize,
        link: Link,
        calendar: CalendarIx,
    ) -> i32 {
        let own = network.calendar.get(node).copied().unwrap_or(calendar);
        if link.plain() && own == calendar {
            return link.lag;
        }
        let giver = self.early.get(link.from()).copied().unwrap_or_default();
        let bound = match (link.plain(), link.from_finish()) {
            (true, true) => giver.finish.saturating_add(link.lag),
            (true, false) => giver.start.saturating_add(link.lag),
            (false, _) => Crossing::new(network, number, link, node).bound(giver),
        };
        let (begin, lasts) = self.stretch_in(network, link.from(), calendar);
        let from = if link.from_finish() {
            begin.saturating_add(lasts)
        } else {
            let own = network.calendar.get(link.from()).copied();
            convert(
                network,
                own.unwrap_or(calendar),
                calendar,
                giver.start,
                false,
            )
        };
        convert(network, own, calendar, bound, link.to_finish()).saturating_sub(from)
    }
}

fn kind(link: Link) -> TieKind {
    match (link.from_finish(), link.to_finish()) {
        (true, false) => TieKind::FinishStart,
        (false, false) => TieKind::StartStart,
        (true, true) => TieKind::FinishFinish,
        (false, true) => TieKind::StartFinish,
    }
}

/// An offset of one calendar in those of another, as the finish of work or as its start.
fn convert(
    network: &Network,
    own: CalendarIx,
    other: CalendarIx,
    offset: Offset,
    is_finish: bool,
) -> Offset {
    if own == other {
        return offset;
    }
    let time = network.work_time(own);
    let moment = match is_finish {
        true => time.finish_at(offset),
        false => time.start_at(offset),
    };
    network.work_time(other).offset(moment)
}
