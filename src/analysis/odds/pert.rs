//! The beta distribution of PERT, drawn by its inverse.
//!
//! Its two parameters always sum to six, so one figure says the whole shape: where the most likely
//! duration lies between the ends. Inverses are tabled for 65 such places and mixed between the two
//! nearest; the mean stays exact by that and the deviation is off by less than a thousandth (tested).
//! Knots lie at 16 probabilities for each halving towards either end, where the inverse is steep.
//!
//! With places in steps of 1/64 the exponents of the density are sixteenths: square roots and products give it,
//! so the tables are the same to the last bit on every machine.

use super::lanes::Lanes;
use super::spread::Spread;

/// Places of the most likely duration that have a table, less one.
const PLACES: usize = 64;
/// Knots for each halving of the probability.
const FINE: u32 = 16;
/// Halvings: numbers that are drawn are not below 2⁻²⁴.
const HALVINGS: u32 = 24;
/// Bits of a number that tell where it lies between two knots.
const BETWEEN: u32 = 23 - FINE.trailing_zeros();
/// The knot of 2⁻²⁴, as its leading bits count.
const FIRST_KNOT: u32 = (127 - HALVINGS) << FINE.trailing_zeros();
/// Knots from 2⁻²⁴ to ½, both included, and one more.
const KNOTS: usize = ((HALVINGS - 1) * FINE + 2) as usize;

/// A task that is drawn from it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pert {
    low: f32,
    range: f32,
    /// The table below.
    place: usize,
    /// Weight of the table above.
    share: f32,
}

impl Pert {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place is between 0 and 64"
    )]
    pub(super) fn new(spread: &Spread) -> Self {
        let at = (spread.likely - spread.low) / spread.range() * PLACES as f64;
        let place = (at.max(0.0) as usize).min(PLACES - 1);
        Self {
            low: spread.low as f32,
            range: spread.range() as f32,
            place,
            share: (at - place as f64) as f32,
        }
    }

    /// The duration that so large a share of draws does not exceed.
    pub(super) fn quantile(&self, tables: &Tables, number: f32) -> f32 {
        let low = read(tables.at(self.place), number);
        let high = read(tables.at(self.place + 1), number);
        self.low + self.range * (low + (high - low) * self.share)
    }

    /// Turns numbers between zero and one into durations.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(super) fn apply(&self, tables: &Tables, column: &mut [Lanes]) {
        let (below, above) = (tables.at(self.place), tables.at(self.place + 1));
        for place in column {
            let mut parts = place.parts();
            for part in &mut parts {
                let (low, high) = (read(below, *part), read(above, *part));
                *part = self.low + self.range * (low + (high - low) * self.share);
            }
            *place = Lanes::of(parts);
        }
    }
}

/// A value between zero and one for a number between zero and one.
#[inline]
fn read(table: &Table, number: f32) -> f32 {
    let is_upper = number > 0.5;
    let near = if is_upper { 1.0 - number } else { number };
    let bits = near.to_bits();
    let knot = (bits >> BETWEEN).saturating_sub(FIRST_KNOT) as usize;
    let share = f32::from_bits(((bits << (23 - BETWEEN)) & 0x007F_FFFF) | 0x3F80_0000) - 1.0;
    let knots = if is_upper { &table.upper } else { &table.lower };
    let (from, to) = (knots.get(knot), knots.get(knot + 1));
    let (from, to) = (from.copied().unwrap_or(0.5), to.copied().unwrap_or(0.5));
    from + (to - from) * share
}

/// The inverse for one place: from the lower end, and from the upper one.
#[derive(Clone, Debug)]
struct Table {
    lower: Vec<f32>,
    upper: Vec<f32>,
}

/// The tables that the tasks of one run need.
#[derive(Clone, Debug)]
pub(super) struct Tables {
    all: Vec<Option<Table>>,
    empty: Table,
}

impl Tables {
    pub(super) fn for_each<'p>(tasks: impl IntoIterator<Item = &'p Pert>) -> Self {
        let mut all: Vec<Option<Table>> = vec![None; PLACES + 1];
        for task in tasks {
            for place in [task.place, task.place + 1] {
                if let Some(table @ None) = all.get_mut(place) {
                    *table = Some(Table::new(place));
                }
            }
        }
        let empty = Table {
            lower: Vec::new(),
            upper: Vec::new(),
        };
        Self { all, empty }
    }

    fn at(&self, place: usize) -> &Table {
        let table = self.all.get(place).and_then(Option::as_ref);
        table.unwrap_or(&self.empty)
    }
}

impl Table {
    fn new(place: usize) -> Self {
        let (lower, upper) = (Half::new(place), Half::new(PLACES - place));
        let whole = lower.total() + upper.total();
        Self {
            lower: lower.inverse(&upper, whole),
            upper: upper
                .inverse(&lower, whole)
                .iter()
                .map(|x| 1.0 - x)
                .collect(),
        }
    }
}

/// The mass of the density between one end and the middle, summed from the end.
struct Half {
    /// Exponents of the distance to this end and to the other, in sixteenths.
    powers: (usize, usize),
    /// Distance to the end, and the mass up to there.
    steps: Vec<(f64, f64)>,
}

/// Steps for each halving of the distance, and halvings.
const STEPS: u32 = 8;
const DEPTH: i32 = 30;

impl Half {
    fn new(place: usize) -> Self {
        let powers = (place, PLACES - place);
        let mut steps = vec![(0.0, 0.0)];
        let (mut from, mut mass) = (0.0, 0.0);
        let mut begin = 0.5_f64.powi(DEPTH);
        while begin < 0.5 {
            for step in 0..STEPS {
                let to = begin * (1.0 + f64::from(step) / f64::from(STEPS));
                mass += within(powers, from, to);
                steps.push((to, mass));
                from = to;
            }
            begin *= 2.0;
        }
        mass += within(powers, from, 0.5);
        steps.push((0.5, mass));
        Self { powers, steps }
    }

    fn total(&self) -> f64 {
        self.steps.last().map_or(0.0, |step| step.1)
    }

    /// The distance from the end within which lies this mass, at most that of the half.
    fn distance(&self, mass: f64) -> f64 {
        let after = self.steps.partition_point(|step| step.1 < mass).max(1);
        let pair = (self.steps.get(after - 1), self.steps.get(after));
        let (Some((from, before)), Some((to, beyond))) = pair else {
            return 0.5;
        };
        let mut at =
            from + (to - from) * (mass - before) / (beyond - before).max(f64::MIN_POSITIVE);
        // Two steps of Newton's method make it exact in double precision.
        for _ in 0..2 {
            let off = before + within(self.powers, *from, at) - mass;
            at = (at - off / density(self.powers, at).max(f64::MIN_POSITIVE)).clamp(*from, *to);
        }
        at
    }

    /// Distances from this end at the knots of probability.
    #[expect(clippy::cast_possible_truncation, reason = "single precision is meant")]
    fn inverse(&self, other: &Self, whole: f64) -> Vec<f32> {
        let mut knots = Vec::with_capacity(KNOTS);
        let mut begin = 0.5_f64.powi(HALVINGS.cast_signed());
        while knots.len() < KNOTS {
            for step in 0..FINE {
                let mass = whole * begin * (1.0 + f64::from(step) / f64::from(FINE));
                let rest = whole - mass;
                let is_near = mass <= self.total();
                let distance = if is_near {
                    self.distance(mass)
                } else {
                    1.0 - other.distance(rest)
                };
                knots.push(distance as f32);
            }
            begin *= 2.0;
        }
        knots.truncate(KNOTS);
        knots
    }
}

/// The density, not normalised, at a distance from the end.
fn density((own, other): (usize, usize), distance: f64) -> f64 {
    power(distance, own) * power(1.0 - distance, other)
}

/// A power in sixteenths.
fn power(base: f64, mut sixteenths: usize) -> f64 {
    let mut factor = base.sqrt().sqrt().sqrt().sqrt();
    let mut product = 1.0;
    while sixteenths > 0 {
        if sixteenths % 2 == 1 {
            product *= factor;
        }
        factor *= factor;
        sixteenths /= 2;
    }
    product
}

/// The integral over a short piece, by the three points of Gauss.
fn within(powers: (usize, usize), from: f64, to: f64) -> f64 {
    let (middle, half) = ((from + to) / 2.0, (to - from) / 2.0);
    let off = half * 0.774_596_669_241_483_4;
    let ends = density(powers, middle - off) + density(powers, middle + off);
    half * (5.0 * ends + 8.0 * density(powers, middle)) / 9.0
}
