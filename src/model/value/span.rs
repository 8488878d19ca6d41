//! Durations and lags.

use std::fmt;

/// How a [`Span`] is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// Minutes of working time.
    Working,
    /// Minutes by the clock, nights and weekends included.
    Elapsed,
    /// Hundredths of a percent of another duration; for lags only, of the duration of the giver.
    Share,
}

/// A length of time: working time, elapsed time, or a share of another duration. May be negative (a lead).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// In the unit of the measure.
    pub amount: i64,
    /// How it is counted.
    pub measure: Measure,
}

/// The units of the stored form. The first that divides an amount is written.
const UNITS: [(&str, Measure, i64); 5] = [
    ("ed", Measure::Elapsed, Span::ELAPSED_DAY),
    ("emin", Measure::Elapsed, 1),
    ("d", Measure::Working, Span::DAY),
    ("min", Measure::Working, 1),
    ("%", Measure::Share, 1),
];

impl Span {
    /// Working minutes of a day.
    pub const DAY: i64 = 480;
    /// Minutes of a day by the clock.
    pub const ELAPSED_DAY: i64 = 1440;

    /// Working days; `None` beyond what can be counted in minutes.
    #[must_use]
    pub fn days(days: i64) -> Option<Self> {
        Some(Self::minutes(days.checked_mul(Self::DAY)?))
    }

    /// Working minutes.
    #[must_use]
    pub const fn minutes(amount: i64) -> Self {
        Self {
            amount,
            measure: Measure::Working,
        }
    }

    /// Minutes by the clock.
    #[must_use]
    pub const fn elapsed(amount: i64) -> Self {
        Self {
            amount,
            measure: Measure::Elapsed,
        }
    }

    /// Hundredths of a percent of the giver's duration.
    #[must_use]
    pub const fn share(amount: i64) -> Self {
        Self {
            amount,
            measure: Measure::Share,
        }
    }

    /// Can a task last so long? No share, not below zero.
    #[must_use]
    pub const fn is_duration(self) -> bool {
        self.amount >= 0 && !matches!(self.measure, Measure::Share)
    }

    /// Returns what spans of different measures sort by: minutes, a day by the clock counted as a working day.
    #[must_use]
    pub const fn size(self) -> i64 {
        match self.measure {
            Measure::Working => self.amount,
            Measure::Elapsed => self.amount / (Self::ELAPSED_DAY / Self::DAY),
            Measure::Share => self.amount / 100,
        }
    }

    /// Reads the stored form: `5d`, `90min`, `3ed`, `30emin`, `12.5%`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.ends_with('%') {
            return super::number::parse_scaled(text.strip_suffix('%')?, 2).map(Self::share);
        }
        let place = text.find(|c: char| c.is_ascii_alphabetic())?;
        let (number, unit) = text.split_at_checked(place)?;
        let (_, measure, size) = UNITS.iter().find(|known| known.0 == unit)?;
        let amount = super::number::parse_scaled(number, 0)?.checked_mul(*size)?;
        let measure = *measure;
        Some(Self { amount, measure })
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.measure == Measure::Share {
            super::number::write_scaled(f, self.amount, 2)?;
            return f.write_str("%");
        }
        let fits =
            |unit: &&(&str, Measure, i64)| unit.1 == self.measure && self.amount % unit.2 == 0;
        match UNITS.iter().find(fits) {
            Some((unit, _, size)) => write!(f, "{}{unit}", self.amount / size),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Measure, Span};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_stored_form_reads_back(amount in any::<i64>(), days in -9_999_i64..9_999) {
            for measure in [Measure::Working, Measure::Elapsed, Measure::Share] {
                for amount in [amount, days * Span::DAY, days * Span::ELAPSED_DAY] {
                    let span = Span { amount, measure };
                    prop_assert_eq!(Span::parse(&span.to_string()), Some(span));
                }
            }
        }
    }

    #[test]
    fn the_largest_unit_that_fits_is_written() {
        for (span, text) in [
            (Span::minutes(2400), "5d"),
            (Span::minutes(0), "0d"),
            (Span::minutes(-90), "-90min"),
            (Span::elapsed(4320), "3ed"),
            (Span::elapsed(60), "60emin"),
            (Span::share(1250), "12.5%"),
        ] {
            assert_eq!(span.to_string(), text);
        }
        for wrong in [
            "",
            "d",
            "5",
            "5 d",
            "5h",
            "1.5d",
            "+5d",
            "5dd",
            "5D",
            "1e3d",
            "9223372036854775807d",
        ] {
            assert_eq!(Span::parse(wrong), None, "{wrong}");
        }
    }
}
