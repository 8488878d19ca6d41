//! The one guard every axis goes through. plotters loops for ever on an infinite range and
//! overflows on points far outside of one, so nothing reaches it that has not been here.

/// Beyond this a number is taken for a mistake and left out, like one that is not finite.
const LARGEST: f64 = 1e15;
/// The least width of an axis of numbers.
pub(super) const LEAST: f64 = 1e-9;
/// The least width of an axis of days.
pub(super) const ONE_DAY: f64 = 1.0;

/// The number, if it can be drawn.
pub(super) fn sane(value: f64) -> Option<f64> {
    (value.is_finite() && value.abs() <= LARGEST).then_some(value)
}

/// An interval with finite, ordered ends that are really apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Span {
    lo: f64,
    hi: f64,
}

impl Span {
    /// The interval that holds every drawable value, at least `least` wide; none without values.
    pub fn covering(values: impl IntoIterator<Item = f64>, least: f64) -> Option<Self> {
        let (lo, hi) = values
            .into_iter()
            .filter_map(sane)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(lo, hi), v| {
                (lo.min(v), hi.max(v))
            });
        (lo <= hi).then(|| Self { lo, hi }.at_least(least))
    }

    /// Widens both ways around the middle where the ends are too close to tell apart.
    fn at_least(self, least: f64) -> Self {
        let needed = least.max(self.lo.abs().max(self.hi.abs()) * 1e-9);
        if self.hi - self.lo >= needed {
            return self;
        }
        let middle = self.lo + (self.hi - self.lo) / 2.0;
        Self {
            lo: middle - needed / 2.0,
            hi: middle + needed / 2.0,
        }
    }

    /// The same interval, stretched to hold a value that can be drawn.
    pub fn holding(self, value: f64) -> Self {
        match sane(value) {
            Some(value) => Self {
                lo: self.lo.min(value),
                hi: self.hi.max(value),
            },
            None => self,
        }
    }

    /// The same interval, stretched to hold zero.
    pub fn with_zero(self) -> Self {
        self.holding(0.0)
    }

    /// Stretched to hold zero if zero is near compared with the width.
    pub fn with_near_zero(self) -> Self {
        let width = self.width();
        if self.lo > 0.0 && self.lo <= width || self.hi < 0.0 && -self.hi <= width {
            self.with_zero()
        } else {
            self
        }
    }

    /// The same interval, stretched to hold `other`.
    pub fn with(self, other: Self) -> Self {
        Self {
            lo: self.lo.min(other.lo),
            hi: self.hi.max(other.hi),
        }
    }

    /// Lower end.
    pub fn lo(self) -> f64 {
        self.lo
    }

    /// Upper end.
    pub fn hi(self) -> f64 {
        self.hi
    }

    /// Distance of the ends, always above zero.
    pub fn width(self) -> f64 {
        self.hi - self.lo
    }

    /// The nearest value inside.
    pub fn clamp(self, value: f64) -> f64 {
        value.max(self.lo).min(self.hi)
    }

    /// True for values inside, ends included.
    pub fn holds(self, value: f64) -> bool {
        self.lo <= value && value <= self.hi
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_span_is_finite_ordered_and_wide_enough(values in prop::collection::vec(any::<f64>(), 0..8)) {
            match Span::covering(values.iter().copied(), LEAST) {
                Some(span) => {
                    let span = span.with_near_zero();
                    prop_assert!(span.lo().is_finite() && span.hi().is_finite());
                    prop_assert!(span.width() >= LEAST * 0.99);
                    prop_assert!(values.iter().filter_map(|v| sane(*v)).all(|v| span.holds(v)));
                }
                None => prop_assert!(values.iter().all(|v| sane(*v).is_none())),
            }
        }
    }

    #[test]
    fn a_single_day_becomes_an_axis_of_one_day() {
        let span = Span::covering([42.0], ONE_DAY).unwrap();
        assert_eq!((span.lo(), span.hi()), (41.5, 42.5));
    }
}
