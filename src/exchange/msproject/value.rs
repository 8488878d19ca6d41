//! Values as the format writes them.

use crate::model::Date;

/// A civil moment: seconds since 1 January 1970, 0 o'clock, without a zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

/// A length of time in seconds; working or elapsed as the field says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seconds(pub i64);

const DAY: i64 = 86_400;

/// The longest duration that is taken: 300 years, in seconds.
const LONGEST: i64 = 300 * 366 * DAY;

impl Moment {
    /// Builds the moment of a day and a number of seconds after midnight.
    #[must_use]
    pub fn new(day: Date, seconds: i64) -> Self {
        Self(i64::from(day.number()) * DAY + seconds)
    }

    /// Reads `YYYY-MM-DDTHH:MM:SS` or a day alone; fractions and a zone at the end are passed over,
    /// as a plan speaks of the clock on the wall.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = Date::parse(text.get(..10)?)?;
        let rest = text.get(10..)?;
        if rest.is_empty() {
            return Some(Self::new(day, 0));
        }
        Some(Self::new(day, clock(rest.strip_prefix(['T', ' '])?)?))
    }

    /// Returns the civil day.
    #[must_use]
    pub fn day(self) -> Option<Date> {
        Date::from_number(i32::try_from(self.0.div_euclid(DAY)).ok()?)
    }

    /// Returns the seconds since midnight.
    #[must_use]
    pub const fn second_of_day(self) -> i64 {
        self.0.rem_euclid(DAY)
    }

    /// Returns whole minutes since 1970, rounded to the nearest.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        (self.0 + 30).div_euclid(60)
    }

    /// Builds the moment of a number of minutes since 1970.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self(minutes * 60)
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (day, second) = (self.day().unwrap_or(Date::EPOCH), self.second_of_day());
        let (hour, minute) = (second / 3600, second / 60 % 60);
        write!(f, "{day}T{hour:02}:{minute:02}:{:02}", second % 60)
    }
}

impl std::fmt::Debug for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

impl Seconds {
    /// Reads an ISO 8601 duration: `PT40H0M0S`, `P1DT2H`, `-PT8H0M0S`. Days are of 24 hours; years and
    /// months have no length of their own and are refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, text) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text),
        };
        let mut rest = text.strip_prefix('P')?;
        let (mut total, mut after_t, mut parts) = (0_i64, false, 0);
        while !rest.is_empty() {
            if let Some(time) = rest.strip_prefix('T') {
                if after_t {
                    return None;
                }
                (after_t, rest) = (true, time);
                continue;
            }
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, tail) = (rest.get(..end)?, rest.get(end..)?);
            let (unit, tail) = (tail.chars().next()?, tail.get(1..)?);
            let size = match (after_t, unit) {
                (false, 'W') => 7 * DAY,
                (false, 'D') => DAY,
                (true, 'H') => 3600,
                (true, 'M') => 60,
                (true, 'S') => 1,
                // Some programs write years and months that are nothing.
                (false, 'Y' | 'M') if number.bytes().all(|b| b == b'0') => 0,
                _ => return None,
            };
            total = total.checked_add(scaled(number, size)?)?;
            (rest, parts) = (tail, parts + 1);
        }
        (parts > 0 && total <= LONGEST).then_some(Self(sign * total))
    }

    /// Reads a number of tenths of a minute, as slacks and lags are written.
    #[must_use]
    pub fn from_tenths(text: &str) -> Option<Self> {
        let seconds = scaled_signed(text, 6)?;
        (seconds.abs() <= LONGEST).then_some(Self(seconds))
    }

    /// Returns whole minutes, rounded to the nearest.
    #[must_use]
    pub const fn minutes(self) -> i64 {
        (self.0 + 30).div_euclid(60)
    }

    /// Builds a length of so many minutes.
    #[must_use]
    pub const fn from_minutes(minutes: i64) -> Self {
        Self(minutes * 60)
    }

    /// Writes an ISO 8601 duration as MS Project does: hours, minutes, seconds.
    #[must_use]
    pub fn iso(self) -> String {
        let (sign, all) = (if self.0 < 0 { "-" } else { "" }, self.0.abs());
        format!("{sign}PT{}H{}M{}S", all / 3600, all / 60 % 60, all % 60)
    }
}

/// Reads `HH:MM:SS` or `HH:MM` as seconds after midnight; `24:00:00` is the end of the day.
pub(in crate::exchange) fn clock(text: &str) -> Option<i64> {
    let pair = |at: usize| -> Option<i64> {
        let digits = text.get(at..at + 2)?;
        digits
            .bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| digits.parse().ok())?
    };
    let colon = |at: usize| text.as_bytes().get(at) == Some(&b':');
    if !colon(2) {
        return None;
    }
    let seconds = if text.len() > 5 {
        if !colon(5) {
            return None;
        }
        pair(6)?
    } else {
        0
    };
    let (hours, minutes) = (pair(0)?, pair(3)?);
    let rest = text.get(8..).unwrap_or_default();
    let passed_over = rest.is_empty() || rest.starts_with(['.', 'Z', '+', '-']);
    let all = hours * 3600 + minutes * 60 + seconds;
    (minutes < 60 && seconds < 60 && all <= DAY && passed_over).then_some(all)
}

/// Reads a decimal number times `scale`, rounded to the nearest whole.
pub(in crate::exchange) fn scaled_signed(text: &str, scale: i64) -> Option<i64> {
    match text.strip_prefix('-') {
        Some(rest) => scaled(rest, scale).map(|value| -value),
        None => scaled(text.strip_prefix('+').unwrap_or(text), scale),
    }
}

fn scaled(text: &str, scale: i64) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !digits(whole) || !digits(fraction) {
        return None;
    }
    let whole: i64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    // Nine places are finer than anything here.
    let fraction = fraction.get(..9).unwrap_or(fraction);
    let parts: i64 = if fraction.is_empty() {
        0
    } else {
        fraction.parse().ok()?
    };
    let unit = 10_i64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let below = parts.checked_mul(scale)?.checked_add(unit / 2)? / unit;
    whole.checked_mul(scale)?.checked_add(below)
}

#[cfg(test)]
mod tests {
    use super::{Moment, Seconds};

    #[test]
    fn a_moment_is_read_and_written_to_the_second() {
        for text in [
            "2006-09-08T09:08:24",
            "1970-01-01T00:00:00",
            "1969-12-31T23:59:59",
        ] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            Moment::parse("2024-01-01T24:00:00"),
            Moment::parse("2024-01-02T00:00:00")
        );
        assert_eq!(
            Moment::parse("2024-01-01T08:00:00.000+02:00"),
            Moment::parse("2024-01-01T08:00")
        );
        for wrong in [
            "",
            "NA",
            "2024-13-01T00:00:00",
            "2024-01-01T25:00:00",
            "2024-01-01X",
            "99999-01-01T00:00:00",
            "2024-01-01T08:00:00é",
        ] {
            assert_eq!(Moment::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn durations_have_hours_minutes_and_seconds_and_no_months() {
        for (text, seconds) in [
            ("PT40H0M0S", 144_000),
            ("PT0H0M30S", 30),
            ("-PT8H0M0S", -28_800),
            ("P1DT2H", 93_600),
            ("P0Y0M0DT8H0M0S", 28_800),
            ("PT1.5H", 5_400),
        ] {
            assert_eq!(Seconds::parse(text), Some(Seconds(seconds)), "{text}");
        }
        assert_eq!(Seconds(144_030).iso(), "PT40H0M30S");
        for wrong in [
            "",
            "P",
            "PT",
            "PT8",
            "P1M",
            "8H",
            "PT8H8",
            "PT99999999999999999999H",
            "PTH",
            "P1H",
            "PTT1H",
        ] {
            assert_eq!(Seconds::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn slacks_are_tenths_of_a_minute() {
        assert_eq!(Seconds::from_tenths("4800"), Some(Seconds(28_800)));
        assert_eq!(Seconds::from_tenths("-4"), Some(Seconds(-24)));
        assert_eq!(Seconds::from_tenths("1e9"), None);
        assert_eq!(Seconds::from_tenths("99999999999999999999"), None);
    }
}
