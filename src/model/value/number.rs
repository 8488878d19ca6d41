//! Shares and plain decimals, exact.

use std::fmt;

/// Reads `-12.5` as an integer scaled by `10^places`; refuses more digits than `places`.
pub(super) fn parse_scaled(text: &str, places: usize) -> Option<i64> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let plain = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || part.len() > places || !plain(whole) || !plain(part) {
        return None;
    }
    format!("{sign}{whole}{part:0<places$}").parse().ok()
}

pub(super) fn write_scaled(f: &mut fmt::Formatter<'_>, number: i64, places: u32) -> fmt::Result {
    let scale = 10_u64.pow(places);
    let size = number.unsigned_abs();
    let width = usize::try_from(places).unwrap_or(0);
    let part = format!("{:0width$}", size % scale);
    let part = part.trim_end_matches('0');
    let sign = if number < 0 { "-" } else { "" };
    write!(f, "{sign}{}", size / scale)?;
    if part.is_empty() {
        Ok(())
    } else {
        write!(f, ".{part}")
    }
}

/// A share in hundredths of a percent; may pass the whole or be negative (a variance).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub i32);

impl Percent {
    /// All of it.
    pub const WHOLE: Self = Self(10_000);

    /// Wraps whole percents; `None` beyond ±20 million percent.
    #[must_use]
    pub fn whole(percent: i32) -> Option<Self> {
        percent.checked_mul(100).map(Self)
    }

    /// Returns `part / whole`, rounded half away from zero; `None` when there is no whole.
    #[must_use]
    pub fn ratio(part: i64, whole: i64) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let (part, whole) = (i128::from(part) * 10_000, i128::from(whole));
        let half = whole.abs() / 2;
        let rounded = if (part < 0) == (whole < 0) {
            (part.abs() + half) / whole.abs()
        } else {
            -((part.abs() + half) / whole.abs())
        };
        i32::try_from(rounded).ok().map(Self)
    }

    /// Reads the stored form, `12.5%`, with at most two digits behind the point.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        i32::try_from(parse_scaled(text.strip_suffix('%')?, 2)?)
            .ok()
            .map(Self)
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, i64::from(self.0), 2)?;
        f.write_str("%")
    }
}

/// An exact decimal with at most four digits behind the point, in ten-thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Wraps a whole number; `None` beyond ±922 million million.
    #[must_use]
    pub fn whole(number: i64) -> Option<Self> {
        number.checked_mul(10_000).map(Self)
    }

    /// Reads the stored form, `-12.5`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        parse_scaled(text, 4).map(Self)
    }

    /// Returns the nearest float, for drawing only.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 10_000.0
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_scaled(f, self.0, 4)
    }
}

#[cfg(test)]
mod tests {
    use super::{Decimal, Percent};

    #[test]
    fn stored_forms_read_back() {
        for percent in [0, 1, -1, 1250, 10_000, i32::MAX, i32::MIN] {
            assert_eq!(
                Percent::parse(&Percent(percent).to_string()),
                Some(Percent(percent))
            );
        }
        assert_eq!(Percent(1250).to_string(), "12.5%");
        assert_eq!(Percent::parse("12.345%"), None);
        for number in [0, 5, -5, 745_000, i64::MAX, i64::MIN] {
            assert_eq!(
                Decimal::parse(&Decimal(number).to_string()),
                Some(Decimal(number))
            );
        }
    }

    #[test]
    fn a_ratio_rounds_half_away_from_zero() {
        assert_eq!(Percent::ratio(715 - 640, 640), Some(Percent(1172)));
        assert_eq!(Percent::ratio(-1, 3), Some(Percent(-3333)));
        assert_eq!(Percent::ratio(1, 0), None);
        assert_eq!(Percent::ratio(2, 3), Some(Percent(6667)));
    }
}
