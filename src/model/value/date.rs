//! Civil days.

use chrono::{Datelike, Days, NaiveDate};
use std::fmt;

/// A civil day between 1900 and 2200; no time, no zone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// 1 January 1970.
    pub const EPOCH: Self = Self(match NaiveDate::from_epoch_days(0) {
        Some(day) => day,
        None => NaiveDate::MIN,
    });

    /// Returns the day if it exists in the calendar and lies in 1900 to 2200.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        Self::from_naive(NaiveDate::from_ymd_opt(year, month, day)?)
    }

    /// Wraps a chrono day if it lies in 1900 to 2200.
    #[must_use]
    pub fn from_naive(day: NaiveDate) -> Option<Self> {
        (1900..=2200).contains(&day.year()).then_some(Self(day))
    }

    /// Reads `YYYY-MM-DD`, exactly: `2024-2-3` is refused.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 10
            && bytes.iter().enumerate().all(|(place, byte)| match place {
                4 | 7 => *byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        if !shaped {
            return None;
        }
        Self::new(
            text.get(0..4)?.parse().ok()?,
            text.get(5..7)?.parse().ok()?,
            text.get(8..10)?.parse().ok()?,
        )
    }

    /// Returns the chrono day.
    #[must_use]
    pub const fn naive(self) -> NaiveDate {
        self.0
    }

    /// Returns the calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u32 {
        self.0.day()
    }

    /// Returns the day of the week, 0 for Monday to 6 for Sunday.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// Returns the number of days since 1 January 1970; negative before.
    #[must_use]
    pub fn number(self) -> i32 {
        self.0.num_days_from_ce() - 719_163
    }

    /// Returns the day with this number (see [`Self::number`]) if it lies in range.
    #[must_use]
    pub fn from_number(number: i32) -> Option<Self> {
        Self::from_naive(NaiveDate::from_num_days_from_ce_opt(
            number.checked_add(719_163)?,
        )?)
    }

    /// Moves by calendar days; `None` when that leaves the range.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let steps = Days::new(days.unsigned_abs());
        let day = if days < 0 {
            self.0.checked_sub_days(steps)
        } else {
            self.0.checked_add_days(steps)
        };
        Self::from_naive(day?)
    }

    /// Returns the calendar days from `earlier` to this day; negative when this day is the earlier.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// Returns the first day of the month.
    #[must_use]
    pub fn month_start(self) -> Self {
        Self(self.0.with_day(1).unwrap_or(self.0))
    }

    /// Moves by whole months, to the last day of the month where the day is missing.
    #[must_use]
    pub fn plus_months(self, months: i32) -> Option<Self> {
        let steps = chrono::Months::new(months.unsigned_abs());
        let day = if months < 0 {
            self.0.checked_sub_months(steps)
        } else {
            self.0.checked_add_months(steps)
        };
        Self::from_naive(day?)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn only_the_exact_form_of_an_existing_day_is_read() {
        assert_eq!(Date::parse("2024-02-29"), Date::new(2024, 2, 29));
        for wrong in [
            "2024-02-30",
            "2024-2-3",
            "0000-01-01",
            "1899-12-31",
            "2201-01-01",
            "2024-02-03T00",
            "+024-02-03",
            "",
        ] {
            assert_eq!(Date::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn day_numbers_count_from_1970() {
        let day = Date::new(1970, 1, 1).unwrap();
        assert_eq!(day.number(), 0);
        assert_eq!(Date::new(2026, 5, 18).unwrap().number(), 20_591);
        assert_eq!(Date::from_number(20_591), Date::new(2026, 5, 18));
        assert_eq!(Date::from_number(i32::MAX), None);
        assert_eq!(day.plus_days(i64::MIN), None);
    }

    #[test]
    fn a_month_later_stays_inside_the_month() {
        assert_eq!(
            Date::new(2026, 1, 31).unwrap().plus_months(1),
            Date::new(2026, 2, 28)
        );
    }
}
