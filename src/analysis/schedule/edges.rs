//! From ties to links between nodes: which of them are kept, and all that leads to each node.

use super::LagCalendar;
use super::arranged::{Link, NO_TIE, lag_minutes};
use super::family::Family;
use super::findings::Finding;
use super::network::{Activity, ActivityIx, CONTINUOUS, CalendarIx, Lag, Tie, TieIx, TieKind};
use super::order::Order;
use super::stands::{Nodes, Stand};

/// The tie of a link that closes a circle and is left out.
pub(super) const CUT: TieIx = NO_TIE - 1;

/// All links by the node that they lead to, and otherwise in the order of the ties.
pub(super) struct Incoming {
    /// Where those of a node begin; one more than there are nodes.
    pub first: Vec<u32>,
    pub links: Vec<Link>,
    /// The tie of each link, or [`NO_TIE`], or [`CUT`].
    pub ties: Vec<TieIx>,
    /// Every giver has a lower number than its taker.
    pub ascends: bool,
    /// Some lag is a share of a duration.
    pub any_share: bool,
}

impl Incoming {
    /// The numbers of the links that lead to a node.
    pub(super) fn range(&self, node: u32) -> std::ops::Range<usize> {
        let node = node as usize;
        let ends = self.first.get(node).zip(self.first.get(node + 1));
        ends.map_or(0..0, |(from, to)| *from as usize..*to as usize)
    }

    /// The giver of a link and its tie.
    pub(super) fn get(&self, number: u32) -> Option<(u32, TieIx)> {
        let number = number as usize;
        Some((
            self.links.get(number)?.from() as u32,
            *self.ties.get(number)?,
        ))
    }

    /// Puts a link before those of its taker that are there.
    #[inline(always)]
    fn put(&mut self, to: u32, link: Link, tie: TieIx) {
        let Some(slot) = self.first.get_mut(to as usize) else {
            return;
        };
        *slot = slot.wrapping_sub(1);
        let place = *slot as usize;
        if let (Some(own), Some(number)) = (self.links.get_mut(place), self.ties.get_mut(place)) {
            (*own, *number) = (link, tie);
        }
    }

    /// Leaves a link out.
    pub(super) fn cut(&mut self, number: u32) {
        if let Some(tie) = self.ties.get_mut(number as usize) {
            *tie = CUT;
        }
    }

    /// The same for nodes that have got their places.
    pub(super) fn in_order(self, order: &Order) -> Self {
        let mut moved = Self {
            first: Vec::with_capacity(self.first.len()),
            links: Vec::with_capacity(self.links.len()),
            ties: Vec::with_capacity(self.ties.len()),
            ..self
        };
        moved.first.push(0);
        for node in &order.nodes {
            let range = self.range(*node);
            let links = self.links.get(range.clone()).unwrap_or(&[]);
            let ties = self.ties.get(range).unwrap_or(&[]);
            for (link, tie) in links.iter().zip(ties).filter(|(_, tie)| **tie != CUT) {
                let from = order.position.get(link.from()).copied().unwrap_or(0);
                moved.links.push(link.with_from(from));
                moved.ties.push(*tie);
            }
            moved.first.push(moved.links.len() as u32);
        }
        moved
    }
}

/// How many links lead to each node.
struct Count {
    first: Vec<u32>,
    ascends: bool,
    total: usize,
}

impl Count {
    #[inline(always)]
    fn see(&mut self, from: u32, to: u32) {
        self.ascends &= from < to;
        self.total += 1;
        if let Some(next) = self.first.get_mut(to as usize) {
            *next += 1;
        }
    }
}

/// What becomes of ties.
pub(super) struct Ends<'a> {
    pub family: &'a Family,
    pub nodes: &'a Nodes,
    pub activities: &'a [Activity],
    pub lag_calendar: LagCalendar,
}

impl Ends<'_> {
    #[inline(always)]
    fn own(&self, activity: ActivityIx) -> Option<u32> {
        self.nodes.of(activity)
    }

    fn stand(&self, summary: ActivityIx) -> Stand {
        self.nodes.stand(summary)
    }

    /// Giver and taker; absent for a tie that cannot be kept.
    #[inline(always)]
    fn ends(&self, tie: &Tie) -> Option<(u32, u32)> {
        // Most ties lead from one node to another.
        if let (Some(from), Some(to)) = (self.own(tie.from), self.own(tie.to)) {
            return (from != to).then_some((from, to));
        }
        self.ends_above(tie)
    }

    /// The same where one of them may be a summary.
    #[inline(never)]
    fn ends_above(&self, tie: &Tie) -> Option<(u32, u32)> {
        if !self.family.allows(tie) {
            return None;
        }
        let from = self.own(tie.from).or_else(|| {
            let stand = self.stand(tie.from);
            if tie.kind.from_finish() {
                stand.roof
            } else {
                stand.first
            }
        });
        let to = self.own(tie.to).or_else(|| {
            let stand = self.stand(tie.to);
            if tie.kind.to_finish() {
                stand.roof
            } else {
                stand.floor
            }
        });
        from.zip(to)
    }

    /// The links between a summary's nodes and those below it.
    fn below(&self, mut each: impl FnMut(u32, u32, TieKind)) {
        for summary in self.family.top_down() {
            let stand = self.stand(*summary);
            for child in self.family.children(*summary) {
                let own = self.own(*child);
                let below = self.stand(*child);
                let mut edge = |from: Option<u32>, to: Option<u32>, kind| {
                    if let Some((from, to)) = from.zip(to) {
                        each(from, to, kind);
                    }
                };
                edge(stand.floor, own.or(below.floor), TieKind::StartStart);
                edge(own.or(below.roof), stand.roof, TieKind::FinishFinish);
                edge(own.or(below.first), stand.first, TieKind::StartStart);
            }
        }
    }

    /// Gathers the edges by their takers: counted first, then put where they belong.
    pub(super) fn incoming(
        &self,
        count: usize,
        ties: &[Tie],
        findings: &mut Vec<Finding>,
    ) -> Incoming {
        let mut count = Count {
            first: vec![0; count + 1],
            ascends: true,
            total: 0,
        };
        for (tie, number) in ties.iter().zip(0..) {
            match self.ends(tie) {
                Some((from, to)) => count.see(from, to),
                None => findings.extend(self.family.refuses(tie, number)),
            }
        }
        self.below(|from, to, _| count.see(from, to));
        // Each count becomes the end of its node, and by filling from behind the begin.
        let mut sum = 0;
        for place in &mut count.first {
            sum += *place;
            *place = sum;
        }
        let mut edges = Incoming {
            first: count.first,
            links: vec![Link::default(); count.total],
            ties: vec![NO_TIE; count.total],
            ascends: count.ascends,
            any_share: false,
        };
        let mut below = Vec::new();
        self.below(|from, to, kind| below.push((from, to, kind)));
        for (from, to, kind) in below.into_iter().rev() {
            let plain = self.common(from, to).is_some();
            edges.put(to, Link::new(from, kind, plain, 0), NO_TIE);
        }
        for (number, tie) in ties.iter().enumerate().rev() {
            if let Some((from, to)) = self.ends(tie) {
                let calendar = self.common(from, to);
                let (plain, minutes) = match tie.lag {
                    Lag::NONE => (calendar.is_some(), 0),
                    lag => self.lag(lag, tie.from, calendar),
                };
                edges.any_share |= matches!(tie.lag, Lag::Share(_) | Lag::ElapsedShare(_));
                let link = Link::new(from, tie.kind, plain, minutes);
                edges.put(to, link, number as TieIx);
            }
        }
        edges
    }

    /// The calendar of two nodes, if it is one.
    #[inline(always)]
    fn common(&self, from: u32, to: u32) -> Option<CalendarIx> {
        if let Some(all) = self.nodes.uniform {
            return Some(all);
        }
        let to = self.nodes.raw(to, self.activities).calendar;
        (self.nodes.raw(from, self.activities).calendar == to).then_some(to)
    }

    /// Is a lag counted in the calendar of both ends, and how many minutes has it?
    #[inline(never)]
    fn lag(&self, lag: Lag, giver: ActivityIx, common: Option<CalendarIx>) -> (bool, i32) {
        let giver = self.activities.get(giver as usize);
        let minutes = lag_minutes(lag, giver.map_or(0, |giver| giver.duration));
        let is_share = matches!(lag, Lag::Share(_) | Lag::ElapsedShare(_));
        let plain = |calendar: CalendarIx| {
            minutes == 0 && !is_share
                || match (lag, self.lag_calendar) {
                    (Lag::Elapsed(_) | Lag::ElapsedShare(_), _) => calendar == CONTINUOUS,
                    (_, LagCalendar::Fixed(fixed)) => calendar == fixed,
                    _ => true,
                }
        };
        (common.is_some_and(plain), minutes)
    }
}
