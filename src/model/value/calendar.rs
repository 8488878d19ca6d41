//! Working days.

use super::Date;
use crate::model::SmallSet;

/// A working week and the days on which nobody works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Monday first: does one work on that day of the week?
    week: [bool; 7],
    holidays: SmallSet<Date>,
    /// Days on which one works although the week or a holiday says otherwise.
    extra: SmallSet<Date>,
}

impl Default for Calendar {
    fn default() -> Self {
        Self::new([true, true, true, true, true, false, false], [])
    }
}

impl Calendar {
    /// Builds a calendar; a week without any working day counts as Monday to Friday.
    pub fn new(week: [bool; 7], holidays: impl IntoIterator<Item = Date>) -> Self {
        let week = if week.contains(&true) {
            week
        } else {
            [true, true, true, true, true, false, false]
        };
        Self {
            week,
            holidays: holidays.into_iter().collect(),
            extra: SmallSet::new(),
        }
    }

    /// Returns the calendar with these days as working days, whatever the week and the holidays say.
    #[must_use]
    pub fn with_extra(mut self, days: impl IntoIterator<Item = Date>) -> Self {
        let extra: SmallSet<Date> = days.into_iter().filter(|day| !self.works(*day)).collect();
        self.extra = extra;
        self
    }

    /// Returns the days of the week on which one works, Monday first.
    #[must_use]
    pub const fn week(&self) -> [bool; 7] {
        self.week
    }

    /// Returns the days that differ from the week: false for a holiday, true for an extra working day.
    pub fn differing(&self) -> impl Iterator<Item = (Date, bool)> + '_ {
        let free = self.holidays.iter().map(|day| (*day, false));
        free.chain(self.extra.iter().map(|day| (*day, true)))
    }

    /// Does one work on this day?
    #[must_use]
    pub fn works(&self, day: Date) -> bool {
        let weekday = usize::try_from(day.weekday()).unwrap_or(0);
        self.week.get(weekday).copied().unwrap_or(true) && !self.holidays.contains(&day)
            || self.extra.contains(&day)
    }

    /// Returns the working days in the half-open span from `start` to `end`; negative when `end` is earlier.
    #[must_use]
    pub fn working_days(&self, start: Date, end: Date) -> i64 {
        if end < start {
            return -self.working_days(end, start);
        }
        let days = end.days_since(start);
        let per_week = i64::try_from(self.week.iter().filter(|works| **works).count()).unwrap_or(5);
        let mut count = days / 7 * per_week;
        let first = usize::try_from(start.weekday()).unwrap_or(0);
        let rest = usize::try_from(days % 7).unwrap_or(0);
        for step in 0..rest {
            if self.week.get((first + step) % 7).copied().unwrap_or(true) {
                count += 1;
            }
        }
        let lost = self
            .holidays
            .from(&start)
            .take_while(|day| **day < end)
            .filter(|day| {
                let weekday = usize::try_from(day.weekday()).unwrap_or(0);
                self.week.get(weekday).copied().unwrap_or(true)
            })
            .count();
        let won = self
            .extra
            .from(&start)
            .take_while(|day| **day < end)
            .count();
        count + i64::try_from(won).unwrap_or(0) - i64::try_from(lost).unwrap_or(0)
    }

    /// Moves a day by working days: forward to the `days`-th working day after it, or back.
    #[must_use]
    pub fn plus_working_days(&self, start: Date, days: i64) -> Option<Date> {
        let step = if days < 0 { -1 } else { 1 };
        let mut day = start;
        let mut left = days.unsigned_abs();
        while left > 0 {
            day = day.plus_days(step)?;
            if self.works(day) {
                left -= 1;
            }
        }
        Some(day)
    }
}

/// Returns Easter Sunday of a year in the Gregorian calendar (anonymous Gregorian computus, Meeus 1991).
#[must_use]
pub fn easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::{Calendar, easter};
    use crate::model::Date;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_span_counts_its_working_days_without_its_end() {
        let calendar = Calendar::new(
            [true, true, true, true, true, false, false],
            [day("2026-05-25")],
        );
        assert_eq!(
            calendar.working_days(day("2026-05-18"), day("2026-05-25")),
            5
        );
        assert_eq!(
            calendar.working_days(day("2026-05-18"), day("2026-06-01")),
            9
        );
        assert_eq!(
            calendar.working_days(day("2026-06-01"), day("2026-05-18")),
            -9
        );
        assert_eq!(
            calendar.plus_working_days(day("2026-05-22"), 1),
            Some(day("2026-05-26"))
        );
        assert_eq!(
            calendar.plus_working_days(day("2026-05-26"), -1),
            Some(day("2026-05-22"))
        );
    }

    #[test]
    fn counting_by_weeks_equals_counting_by_days() {
        let calendar = Calendar::new(
            [true, false, true, true, true, true, false],
            [day("2026-01-01"), day("2026-01-04")],
        )
        // A day of rest in the week, a holiday, and a day on which one works anyway.
        .with_extra([day("2025-12-30"), day("2026-01-01"), day("2026-01-05")]);
        let start = day("2025-12-20");
        for length in 0..60 {
            let end = start.plus_days(length).unwrap();
            let slow = (0..length)
                .filter(|n| calendar.works(start.plus_days(*n).unwrap()))
                .count();
            assert_eq!(calendar.working_days(start, end), slow as i64);
        }
    }

    #[test]
    fn easter_falls_on_its_published_days() {
        // United States Census Bureau, dates of Easter Sunday.
        for (year, date) in [
            (1900, "1900-04-15"),
            (2000, "2000-04-23"),
            (2024, "2024-03-31"),
            (2025, "2025-04-20"),
            (2026, "2026-04-05"),
            (2038, "2038-04-25"),
        ] {
            assert_eq!(easter(year), Some(day(date)));
        }
    }
}
