//! How long a task may take: three points and the shape between them.

use super::lanes::Lanes;
use super::pert::{Pert, Tables};

/// The shape between the shortest and the longest duration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Straight lines up to the most likely duration and down again.
    #[default]
    Triangular,
    /// The beta distribution of PERT: α = 1 + 4 (m−a)/(b−a), β = 1 + 4 (b−m)/(b−a).
    Pert,
}

/// Shortest, most likely and longest duration, in minutes of working time, and the shape between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// Shortest.
    pub low: f64,
    /// Most likely.
    pub likely: f64,
    /// Longest.
    pub high: f64,
    /// Shape.
    pub shape: Shape,
}

impl Spread {
    /// A duration that is known.
    #[must_use]
    pub const fn fixed(minutes: f64) -> Self {
        Self {
            low: minutes,
            likely: minutes,
            high: minutes,
            shape: Shape::Triangular,
        }
    }

    /// Three points; put in order where they are not, so that a wrong estimate widens nothing: the
    /// most likely duration moves the ends that lie on its wrong side.
    #[must_use]
    pub fn new(low: f64, likely: f64, high: f64, shape: Shape) -> Self {
        let likely = if likely.is_finite() {
            likely.max(0.0)
        } else {
            0.0
        };
        let low = if low.is_finite() {
            low.clamp(0.0, likely)
        } else {
            likely
        };
        let high = if high.is_finite() {
            high.max(likely)
        } else {
            likely
        };
        Self {
            low,
            likely,
            high,
            shape,
        }
    }

    /// What is left of it once `done` minutes are worked: every point less by as much, none below zero.
    #[must_use]
    pub fn remaining(self, done: f64) -> Self {
        let left = |minutes: f64| (minutes - done).max(0.0);
        Self::new(
            left(self.low),
            left(self.likely),
            left(self.high),
            self.shape,
        )
    }

    /// From shortest to longest.
    #[must_use]
    pub fn range(&self) -> f64 {
        self.high - self.low
    }

    /// Mean: (a + m + b) / 3, or (a + 4m + b) / 6 for PERT.
    #[must_use]
    pub fn mean(&self) -> f64 {
        match self.shape {
            Shape::Triangular => (self.low + self.likely + self.high) / 3.0,
            Shape::Pert => (self.low + 4.0 * self.likely + self.high) / 6.0,
        }
    }

    /// Standard deviation of the distribution that is drawn from. For PERT this is that of the beta
    /// distribution, √((μ−a)(b−μ)/7): the (b−a)/6 of the textbooks is an approximation of it, see
    /// [`Spread::sixth`].
    #[must_use]
    pub fn sigma(&self) -> f64 {
        match self.shape {
            Shape::Triangular => {
                let (a, m, b) = (self.low, self.likely, self.high);
                let sum = (b - a) * (b - a) + (m - a) * (m - b);
                (sum / 18.0).max(0.0).sqrt()
            }
            Shape::Pert => {
                let mean = self.mean();
                ((mean - self.low) * (self.high - mean) / 7.0)
                    .max(0.0)
                    .sqrt()
            }
        }
    }

    /// The standard deviation as the PERT method has it: a sixth of the range.
    #[must_use]
    pub fn sixth(&self) -> f64 {
        self.range() / 6.0
    }
}

/// A spread made ready for drawing.
#[derive(Clone, Copy, Debug)]
pub(super) enum Drawn {
    Fixed(f32),
    Triangular(Triangular),
    Pert(Pert),
}

/// The inverse of the triangular distribution needs one square root, whichever side a number falls on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Triangular {
    low: f32,
    high: f32,
    /// Share of draws below the most likely duration.
    split: f32,
    /// √((b−a)(m−a)).
    up: f32,
    /// −√((b−a)(b−m)).
    down: f32,
}

impl Triangular {
    #[expect(clippy::cast_possible_truncation, reason = "single precision is meant")]
    fn new(spread: &Spread) -> Self {
        let (range, first) = (spread.range(), spread.likely - spread.low);
        Self {
            low: spread.low as f32,
            high: spread.high as f32,
            split: (first / range) as f32,
            up: (range * first).sqrt() as f32,
            down: -(range * (range - first)).sqrt() as f32,
        }
    }

    /// Turns numbers between zero and one into durations.
    #[inline]
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    pub(super) fn apply(self, column: &mut [Lanes]) {
        let (low, high, split) = (
            Lanes::splat(self.low),
            Lanes::splat(self.high),
            Lanes::splat(self.split),
        );
        let (up, down, one) = (
            Lanes::splat(self.up),
            Lanes::splat(self.down),
            Lanes::splat(1.0),
        );
        for place in column {
            let number = *place;
            let is_below = number.below(split);
            let root = is_below.choose(number, one.minus(number)).root();
            *place = is_below
                .choose(low, high)
                .plus(is_below.choose(up, down).times(root));
        }
    }
}

impl Drawn {
    #[expect(clippy::cast_possible_truncation, reason = "single precision is meant")]
    pub(super) fn new(spread: &Spread) -> Self {
        if spread.range() <= 0.0 {
            return Self::Fixed(spread.likely as f32);
        }
        match spread.shape {
            Shape::Triangular => Self::Triangular(Triangular::new(spread)),
            Shape::Pert => Self::Pert(Pert::new(spread)),
        }
    }

    /// The duration that so large a share of draws does not exceed.
    #[expect(clippy::cast_possible_truncation, reason = "single precision is meant")]
    pub(super) fn quantile(&self, tables: &Tables, number: f64) -> f32 {
        match self {
            Self::Fixed(minutes) => *minutes,
            Self::Triangular(t) => {
                let split = f64::from(t.split);
                match number < split {
                    true => t.low + t.up * number.sqrt() as f32,
                    false => t.high + t.down * (1.0 - number).sqrt() as f32,
                }
            }
            Self::Pert(pert) => pert.quantile(tables, number as f32),
        }
    }
}
