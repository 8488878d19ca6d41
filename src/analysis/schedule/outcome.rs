//! The answer: dates and floats of every activity.

use super::arranged::{FINISHED, NO_TIE, Network, STARTED, SUMMARY};
use super::findings::Finding;
use super::network::{ActivityIx, Rule, TieIx};
use super::options::Options;
use super::worktime::{Minute, Offset, WorkTime};
use super::{alap, backward, forward, rollup, told};

/// Start and finish of a node in offsets of its calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub start: Offset,
    pub finish: Offset,
}

/// What the backward pass knows of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Late {
    pub finish: Offset,
    /// The early finish, beside what is measured against it.
    pub early: Offset,
    /// Its free float.
    pub free: i32,
    /// It is on the longest path.
    pub longest: bool,
}

/// Early and late dates of a summary in offsets of its calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rolled {
    pub early: Mark,
    pub late: Mark,
    pub placed: Mark,
    pub free: i32,
    pub longest: bool,
    pub finished: bool,
}

/// Early and late dates, floats and what drives what. Questions name activities by their index and take
/// the network that was computed; an activity that is not in it is answered like one at the base.
///
/// Finishes are exclusive. A moment between two spans of work is given as the end of the work before it
/// for a finish and as the begin of the work after it for a start; a milestone stands at the end of the
/// work before it when a finish drives it.
#[derive(Clone, Debug, Default)]
pub struct Schedule {
    // By node.
    pub(super) early: Vec<Mark>,
    pub(super) late: Vec<Late>,
    /// The link that drives the start, as the number of the link in the network plus one; 0 for none.
    pub(super) driver: Vec<u32>,
    /// Starts that were moved as late as possible; empty when nothing asks for it.
    pub(super) placed: Vec<Offset>,
    pub(super) room: Vec<i32>,
    /// The latest finish of each group.
    pub(super) group_end: Vec<Minute>,
    pub(super) base: Vec<Offset>,
    // By summary.
    pub(super) rolled: Vec<Rolled>,
    pub(super) findings: Vec<Finding>,
    pub(super) options: Options,
}

/// Where an activity is kept.
enum Place<'a> {
    Node(usize, &'a WorkTime),
    Summary(Rolled, &'a WorkTime),
}

impl Schedule {
    /// Computes again. The buffers are kept: for a network of the same size nothing is allocated.
    pub fn recompute(&mut self, network: &Network, options: &Options) {
        self.options = *options;
        self.findings.clear();
        forward::pass(self, network);
        backward::pass(self, network);
        alap::place(self, network);
        rollup::summaries(self, network);
        told::tell(self, network);
    }

    fn place<'a>(&self, network: &'a Network, activity: ActivityIx) -> Option<Place<'a>> {
        let place = *network.place.get(activity as usize)?;
        if place & SUMMARY != 0 {
            let number = (place & !SUMMARY) as usize;
            let rolled = *self.rolled.get(number)?;
            let calendar = network.summaries.get(number)?.calendar;
            return Some(Place::Summary(rolled, network.work_time(calendar)));
        }
        let calendar = *network.calendar.get(place as usize)?;
        Some(Place::Node(place as usize, network.work_time(calendar)))
    }

    /// Early start and finish.
    #[must_use]
    pub fn early(&self, network: &Network, activity: ActivityIx) -> (Minute, Minute) {
        match self.place(network, activity) {
            Some(Place::Node(node, time)) => {
                let mark = self.early.get(node).copied().unwrap_or_default();
                moments(time, mark, || self.after_finish(network, node))
            }
            Some(Place::Summary(rolled, time)) => moments(time, rolled.early, || true),
            None => (0, 0),
        }
    }

    /// Late start and finish. Of started work the late start is its actual start.
    #[must_use]
    pub fn late(&self, network: &Network, activity: ActivityIx) -> (Minute, Minute) {
        match self.place(network, activity) {
            Some(Place::Node(node, time)) => {
                let mark = self.late_mark(network, node);
                let early = self.early.get(node).copied().unwrap_or_default();
                let tight = mark == early;
                moments(time, mark, || tight && self.after_finish(network, node))
            }
            Some(Place::Summary(rolled, time)) => moments(time, rolled.late, || true),
            None => (0, 0),
        }
    }

    /// Where it is placed: the early dates, but for what is to start as late as possible.
    #[must_use]
    pub fn placed(&self, network: &Network, activity: ActivityIx) -> (Minute, Minute) {
        match self.place(network, activity) {
            Some(Place::Node(node, time)) => {
                let mark = self.placed_mark(network, node);
                moments(time, mark, || self.after_finish(network, node))
            }
            Some(Place::Summary(rolled, time)) => moments(time, rolled.placed, || true),
            None => (0, 0),
        }
    }

    pub(super) fn placed_mark(&self, network: &Network, node: usize) -> Mark {
        let early = self.early.get(node).copied().unwrap_or_default();
        match self.placed.get(node) {
            Some(start) if *start != early.start => {
                let work = network.work.get(node).copied().unwrap_or(0);
                Mark {
                    start: *start,
                    finish: start.saturating_add(work),
                }
            }
            _ => early,
        }
    }

    pub(super) fn late_mark(&self, network: &Network, node: usize) -> Mark {
        let early = self.early.get(node).copied().unwrap_or_default();
        let finish = self.late.get(node).map_or(early.finish, |late| late.finish);
        let flags = network.flags.get(node).copied().unwrap_or(0);
        let start = if flags & (STARTED | FINISHED) == 0 {
            finish.saturating_sub(network.work.get(node).copied().unwrap_or(0))
        } else {
            early.start
        };
        Mark { start, finish }
    }

    /// Returns the activities that may stand elsewhere than in an earlier schedule of a network with the same
    /// activities and ties: of milestones also those that something else drives now.
    pub(super) fn moved<'a>(
        &'a self,
        before: &'a Self,
        network: &'a Network,
    ) -> impl Iterator<Item = ActivityIx> + 'a {
        let node_moved = move |node: usize| {
            let (now, then) = (self.early.get(node), before.early.get(node));
            now != then
                || self.placed.get(node) != before.placed.get(node)
                || now.is_some_and(|mark| mark.start == mark.finish)
        };
        let places = network.place.iter().zip(0..);
        let moved = places.filter(move |(place, _)| match **place & SUMMARY {
            0 => node_moved(**place as usize),
            _ => {
                let number = (**place & !SUMMARY) as usize;
                self.rolled.get(number) != before.rolled.get(number)
            }
        });
        moved.map(|(_, activity)| activity)
    }

    /// Returns the activities of which it may say something else than an earlier schedule of the same network.
    /// Those that were changed in the network meanwhile may be missing.
    pub(super) fn differing<'a>(
        &'a self,
        before: &'a Self,
        network: &'a Network,
    ) -> impl Iterator<Item = ActivityIx> + 'a {
        let through_summary = move |node: usize| {
            let link = self.driver.get(node).and_then(|link| link.checked_sub(1));
            let tie = link.and_then(|link| network.link_tie.get(link as usize));
            tie == Some(&NO_TIE)
        };
        let differs = move |node: usize| {
            let mark = self.early.get(node);
            mark != before.early.get(node)
                || self.late.get(node) != before.late.get(node)
                || self.placed.get(node) != before.placed.get(node)
                || self.driver.get(node) != before.driver.get(node)
                // What these are told by lies at other nodes.
                || mark.is_none_or(|mark| mark.start == mark.finish)
                || through_summary(node)
        };
        let places = network.place.iter().zip(0..);
        let found = places.filter(move |(place, _)| match **place & SUMMARY {
            0 => differs(**place as usize),
            _ => {
                let number = (**place & !SUMMARY) as usize;
                self.rolled.get(number) != before.rolled.get(number)
            }
        });
        found.map(|(_, activity)| activity)
    }

    /// Early start.
    #[must_use]
    pub fn early_start(&self, network: &Network, activity: ActivityIx) -> Minute {
        self.early(network, activity).0
    }

    /// Early finish, exclusive.
    #[must_use]
    pub fn early_finish(&self, network: &Network, activity: ActivityIx) -> Minute {
        self.early(network, activity).1
    }

    /// Late start.
    #[must_use]
    pub fn late_start(&self, network: &Network, activity: ActivityIx) -> Minute {
        self.late(network, activity).0
    }

    /// Late finish, exclusive.
    #[must_use]
    pub fn late_finish(&self, network: &Network, activity: ActivityIx) -> Minute {
        self.late(network, activity).1
    }

    /// Total float in working minutes of the activity's calendar: how much later it may finish. Negative
    /// when a date cannot be met; 0 for what is finished; of a summary the smaller of its ends.
    #[must_use]
    pub fn total_float(&self, network: &Network, activity: ActivityIx) -> i32 {
        match self.place(network, activity) {
            Some(Place::Node(node, _)) => self.node_float(node),
            Some(Place::Summary(rolled, _)) => {
                let Rolled { early, late, .. } = rolled;
                let finish = late.finish.saturating_sub(early.finish);
                finish.min(late.start.saturating_sub(early.start))
            }
            None => 0,
        }
    }

    pub(super) fn node_float(&self, node: usize) -> i32 {
        let finish = self.early.get(node).map_or(0, |mark| mark.finish);
        self.late
            .get(node)
            .map_or(0, |late| late.finish.saturating_sub(finish))
    }

    /// Free float in working minutes: how much later it may finish without moving what follows. Never
    /// more than the total float, never negative.
    #[must_use]
    pub fn free_float(&self, network: &Network, activity: ActivityIx) -> i32 {
        match self.place(network, activity) {
            Some(Place::Node(node, _)) => self.late.get(node).map_or(0, |late| late.free),
            Some(Place::Summary(rolled, _)) => rolled.free,
            None => 0,
        }
    }

    /// Interfering float in working minutes: what is taken from those who follow; total minus free.
    #[must_use]
    pub fn interfering_float(&self, network: &Network, activity: ActivityIx) -> i32 {
        self.total_float(network, activity)
            .saturating_sub(self.free_float(network, activity))
    }

    /// Is its total float within the limit of what is critical? What is finished never is.
    #[must_use]
    pub fn is_critical(&self, network: &Network, activity: ActivityIx) -> bool {
        !self.is_finished(network, activity)
            && self.total_float(network, activity) <= self.options.critical_float
    }

    /// Is its total float small, though not critical?
    #[must_use]
    pub fn is_near_critical(&self, network: &Network, activity: ActivityIx) -> bool {
        let float = self.total_float(network, activity);
        !self.is_finished(network, activity)
            && float > self.options.critical_float
            && float <= self.options.near_critical_float
    }

    fn is_finished(&self, network: &Network, activity: ActivityIx) -> bool {
        match self.place(network, activity) {
            Some(Place::Node(node, _)) => {
                network.flags.get(node).is_some_and(|f| f & FINISHED != 0)
            }
            Some(Place::Summary(rolled, _)) => rolled.finished,
            None => true,
        }
    }

    /// Is it on a chain of driving ties that ends at the latest finish, whatever its float?
    #[must_use]
    pub fn on_longest_path(&self, network: &Network, activity: ActivityIx) -> bool {
        match self.place(network, activity) {
            Some(Place::Node(node, _)) => self.late.get(node).is_some_and(|late| late.longest),
            Some(Place::Summary(rolled, _)) => rolled.longest,
            None => false,
        }
    }

    /// Returns the tie that determines the start, if one does: of several the first. A tie of a summary
    /// above is the answer where that one decides.
    #[must_use]
    pub fn driving_tie(&self, network: &Network, activity: ActivityIx) -> Option<TieIx> {
        let mut node = network.node(activity)?;
        loop {
            let link = self.driver.get(node)?.checked_sub(1)? as usize;
            let tie = *network.link_tie.get(link)?;
            if tie != NO_TIE {
                return Some(tie);
            }
            node = network.links.get(link)?.from();
        }
    }

    /// Does a finish decide where it stands? A milestone then belongs to the end of the work before it,
    /// not to the begin of what comes next.
    #[must_use]
    pub fn is_after_finish(&self, network: &Network, activity: ActivityIx) -> bool {
        let node = network.node(activity);
        node.is_some_and(|node| self.after_finish(network, node))
    }

    fn after_finish(&self, network: &Network, node: usize) -> bool {
        let start = self.early.get(node).map_or(0, |mark| mark.start);
        let work = network.work.get(node).copied().unwrap_or(0);
        if self.driver.get(node).is_some_and(|driver| *driver != 0) {
            // Of several that decide alike any will do, so that their order does not matter.
            let first = network.first_link.get(node).copied().unwrap_or(0);
            let mut links = network.links_to(node).iter().zip(first + 1..);
            return links.any(|(link, number)| {
                link.from_finish()
                    && forward::bound(&self.early, network, node, number, *link, work) == start
            });
        }
        let owner = network
            .owner
            .get(node)
            .and_then(|owner| network.activity(*owner));
        owner.is_some_and(|activity| {
            matches!(activity.rule, Rule::FinishNoEarlier(_) | Rule::FinishOn(_))
        })
    }

    /// Returns the latest early finish of all, exclusive.
    #[must_use]
    pub fn finish(&self) -> Minute {
        self.group_end.iter().copied().max().unwrap_or(0)
    }

    /// Returns the latest early finish of a group, exclusive, for groups that are numbered from 0 without a
    /// gap, as those of a portfolio are.
    #[must_use]
    pub fn group_finish(&self, group: u32) -> Option<Minute> {
        self.group_end.get(group as usize).copied()
    }

    /// Returns what the dates do not keep; see also [`Network::findings`].
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// The moments of a mark; without duration both are one moment.
fn moments(time: &WorkTime, mark: Mark, after_finish: impl FnOnce() -> bool) -> (Minute, Minute) {
    if mark.start == mark.finish {
        let at = if after_finish() {
            time.finish_at(mark.start)
        } else {
            time.start_at(mark.start)
        };
        return (at, at);
    }
    (time.start_at(mark.start), time.finish_at(mark.finish))
}
