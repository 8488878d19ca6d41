//! The inner loops: a few dozen draws at a time pass through the whole network, task by task.
//!
//! Each task has a column of draws: what is read for a task is read once for all of them, and the loops
//! over a column have neither a branch nor a check.

use super::input::Bond;
use super::lanes::{Bits, LANES, Lanes};
use super::net::{Net, Node, Tie};
use super::spread::Drawn;

/// Registers of a column.
pub(super) const WIDTH: usize = 8;
/// Draws of a column.
#[expect(clippy::cast_possible_truncation, reason = "a few dozen")]
pub(super) const BATCH: u32 = (WIDTH * LANES) as u32;

/// The numbers of one task in a batch of draws.
pub(super) type Column = [Lanes; WIDTH];

/// What a batch of draws gave, for each task.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    /// When it finishes.
    pub(super) finish: Vec<Column>,
    /// From when it lasts; one column only if nobody reads it.
    base: Vec<Column>,
    /// How long it lasts; one column only if nobody reads it.
    pub(super) spent: Vec<Column>,
    /// Flags: it decides when the end is.
    pub(super) critical: Vec<[Bits; WIDTH]>,
    /// Numbers of the common factors.
    pub(super) factors: Vec<Column>,
    /// The latest finish, or that of the target.
    pub(super) end: Column,
    /// All columns are kept.
    is_kept: bool,
}

impl Columns {
    /// Columns for a network; `keeps` where causes are asked for.
    pub(super) fn new(net: &Net, keeps: bool) -> Self {
        let zero = [Lanes::splat(0.0); WIDTH];
        let tasks = net.nodes.len();
        let is_kept = keeps || net.reads_starts;
        let kept = if is_kept { tasks } else { 1 };
        Self {
            finish: vec![zero; tasks],
            base: vec![zero; kept],
            spent: vec![zero; kept],
            critical: vec![[Bits::splat(0); WIDTH]; if keeps { tasks } else { 0 }],
            factors: vec![zero; net.factors.len()],
            end: zero,
            is_kept,
        }
    }

    /// Lets the draws from `first` on pass through the network.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(super) fn pass(&mut self, net: &Net, first: u32, target: Option<usize>) {
        for (stream, column) in net.factors.iter().zip(&mut self.factors) {
            stream.fill(first, column);
        }
        let zero = Lanes::splat(0.0);
        let mut end = [Lanes::splat(f32::MIN); WIDTH];
        for (place, node) in net.nodes.iter().enumerate() {
            let kept = if self.is_kept { place } else { 0 };
            let (before, rest) = self.base.split_at_mut(kept);
            let (earlier, later) = self.finish.split_at_mut(place);
            let (Some(base), Some(finish), Some(spent)) = (
                rest.first_mut(),
                later.first_mut(),
                self.spent.get_mut(kept),
            ) else {
                continue;
            };
            durations(net, node, first, &self.factors, spent);
            *base = [Lanes::splat(node.floor); WIDTH];
            for tie in net.ties.get(node.ties.clone()).unwrap_or_default() {
                let lag = Lanes::splat(tie.lag);
                let from = source(net, tie, earlier, before);
                if matches!(tie.bond, Bond::FinishStart | Bond::StartStart) {
                    for (base, from) in base.iter_mut().zip(&from.column(zero)) {
                        *base = base.or_later(from.plus(lag));
                    }
                } else {
                    for ((base, from), spent) in
                        base.iter_mut().zip(&from.column(zero)).zip(&*spent)
                    {
                        *base = base.or_later(from.plus(lag).minus(*spent));
                    }
                }
            }
            for (((finish, base), spent), end) in
                finish.iter_mut().zip(&*base).zip(&*spent).zip(&mut end)
            {
                *finish = base.plus(*spent);
                *end = end.or_later(*finish);
            }
        }
        self.end = target
            .and_then(|place| self.finish.get(place))
            .copied()
            .unwrap_or(end);
    }

    /// Goes back from the ends over the ties that decide when each task can be done; from whatever finishes
    /// last where none is named.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(super) fn trace(&mut self, net: &Net, ends: &[usize]) {
        let zero = Lanes::splat(0.0);
        let none = [Bits::splat(0); WIDTH];
        for (critical, finish) in self.critical.iter_mut().zip(&self.finish) {
            *critical = none;
            if ends.is_empty() {
                for ((critical, finish), end) in critical.iter_mut().zip(finish).zip(&self.end) {
                    *critical = finish.equals(*end);
                }
            }
        }
        for place in ends {
            let own = self.critical.get_mut(*place).zip(self.finish.get(*place));
            for (critical, finish) in own.into_iter().flat_map(|(own, of)| own.iter_mut().zip(of)) {
                *critical = finish.equals(*finish);
            }
        }
        for (place, node) in net.nodes.iter().enumerate().rev() {
            let (before, at) = self.critical.split_at_mut(place);
            let (Some(critical), Some(base), Some(spent)) =
                (at.first(), self.base.get(place), self.spent.get(place))
            else {
                continue;
            };
            for tie in net.ties.get(node.ties.clone()).unwrap_or_default() {
                let Some(goal) = before.get_mut(tie.from) else {
                    continue;
                };
                let lag = Lanes::splat(tie.lag);
                let from = source(net, tie, &self.finish, &self.base);
                let is_end = matches!(tie.bond, Bond::FinishFinish | Bond::StartFinish);
                let column = from.column(zero);
                for ((((goal, critical), base), from), spent) in goal
                    .iter_mut()
                    .zip(critical)
                    .zip(base)
                    .zip(&column)
                    .zip(spent)
                {
                    let mut bound = from.plus(lag);
                    if is_end {
                        bound = bound.minus(*spent);
                    }
                    *goal = goal.or(critical.and(bound.equals(*base)));
                }
            }
        }
    }
}

/// What a tie reads of the earlier task.
enum Source<'c> {
    Column(&'c Column),
    /// It started in the past.
    Known(f32),
    Nothing,
}

impl Source<'_> {
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn column(&self, zero: Lanes) -> Column {
        match self {
            Self::Column(column) => **column,
            Self::Known(minute) => [Lanes::splat(*minute); WIDTH],
            Self::Nothing => [zero; WIDTH],
        }
    }
}

#[inline]
fn source<'c>(net: &Net, tie: &Tie, finish: &'c [Column], base: &'c [Column]) -> Source<'c> {
    let found = match tie.bond {
        Bond::FinishStart | Bond::FinishFinish => finish.get(tie.from),
        Bond::StartStart | Bond::StartFinish => {
            let started = net.nodes.get(tie.from).and_then(|node| node.started);
            if let Some(minute) = started {
                return Source::Known(minute);
            }
            base.get(tie.from)
        }
    };
    found.map_or(Source::Nothing, Source::Column)
}

/// Draws the durations of a task.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn durations(net: &Net, node: &Node, first: u32, factors: &[Column], spent: &mut Column) {
    if let Drawn::Fixed(minutes) = node.drawn {
        *spent = [Lanes::splat(minutes); WIDTH];
    } else {
        node.stream.fill(first, spent);
        if let Some(factor) = node.factor.and_then(|place| factors.get(place)) {
            share(factor, spent);
        }
    }
    match &node.drawn {
        Drawn::Fixed(_) => {}
        Drawn::Triangular(triangular) => triangular.apply(spent),
        Drawn::Pert(pert) => pert.apply(&net.tables, spent),
    }
    for event in net.events.get(node.risks.clone()).unwrap_or_default() {
        let mut column = [Lanes::splat(0.0); WIDTH];
        event.stream.fill(first, &mut column);
        let (probability, delay) = (Lanes::splat(event.probability), Lanes::splat(event.delay));
        for (spent, number) in spent.iter_mut().zip(&column) {
            *spent = spent.plus(delay.kept(number.below(probability)));
        }
    }
}

/// Mixes the number of the common factor into those of a task, half and half. The sum of the two is spread
/// like a triangle; its distribution makes a number between zero and one of it again, as evenly
/// spread as before: each task keeps its own odds, and two tasks of one factor have a correlation of
/// ranks of 0.49.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn share(factor: &Column, own: &mut Column) {
    let (one, two, half) = (Lanes::splat(1.0), Lanes::splat(2.0), Lanes::splat(0.5));
    for (number, factor) in own.iter_mut().zip(factor) {
        let sum = number.plus(*factor);
        let is_low = sum.below(one);
        let side = is_low.choose(sum, two.minus(sum));
        let area = side.times(side).times(half);
        *number = is_low.choose(area, one.minus(area));
    }
}
