//! Civil days as plain numbers: day 0 is 1 January 1970, each next day one more.
//!
//! The renderer places days on a line, so a number serves it better than a date type. No clock and
//! no time zone takes part. The calendar is the proleptic Gregorian one.

/// A day number: whole days since 1 January 1970, negative before.
pub type Day = i32;

/// Year, month (1 to 12) and day of the month (1 to 31).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// Calendar year.
    pub year: i32,
    /// Month, 1 to 12.
    pub month: u32,
    /// Day of the month, 1 to 31.
    pub day: u32,
}

/// Days of a four-hundred-year cycle, after which the calendar repeats.
const CYCLE: i32 = 146_097;
/// Days from 1 March of year 0 to 1 January 1970.
const EPOCH: i32 = 719_468;

/// Returns the calendar date of a day number.
pub fn civil(day: Day) -> Civil {
    // Years are counted from March, so that the leap day is the last of its year.
    let shifted = day.saturating_add(EPOCH);
    let cycle = shifted.div_euclid(CYCLE);
    let in_cycle = shifted.rem_euclid(CYCLE);
    let year_in_cycle = (in_cycle - in_cycle / 1460 + in_cycle / 36_524 - in_cycle / 146_096) / 365;
    let in_year = in_cycle - (365 * year_in_cycle + year_in_cycle / 4 - year_in_cycle / 100);
    let march_month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 {
        march_month + 3
    } else {
        march_month - 9
    };
    let year = year_in_cycle + cycle * 400 + i32::from(month <= 2);
    Civil {
        year,
        month: month.unsigned_abs(),
        day: day.unsigned_abs(),
    }
}

/// Returns the day number of a calendar date; months outside 1 to 12 run over into other years.
pub fn day_of(year: i32, month: i32, day: i32) -> Day {
    let months = year.saturating_mul(12).saturating_add(month - 1);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    let march_year = if month <= 2 { year - 1 } else { year };
    let cycle = march_year.div_euclid(400);
    let year_in_cycle = march_year.rem_euclid(400);
    let march_month = if month > 2 { month - 3 } else { month + 9 };
    let in_year = (153 * march_month + 2) / 5 + day - 1;
    let in_cycle = year_in_cycle * 365 + year_in_cycle / 4 - year_in_cycle / 100 + in_year;
    cycle
        .saturating_mul(CYCLE)
        .saturating_add(in_cycle)
        .saturating_sub(EPOCH)
}

/// Returns the first day of the month that holds `day`.
pub fn month_start(day: Day) -> Day {
    let date = civil(day);
    day - (date.day.cast_signed() - 1)
}

/// Returns the first day of the quarter that holds `day`.
pub fn quarter_start(day: Day) -> Day {
    let date = civil(day);
    day_of(date.year, (date.month.cast_signed() - 1) / 3 * 3 + 1, 1)
}

/// Returns 1 January of the year that holds `day`.
pub fn year_start(day: Day) -> Day {
    day_of(civil(day).year, 1, 1)
}

/// Returns the Monday on or before `day`.
pub fn week_start(day: Day) -> Day {
    // Day 0 was a Thursday.
    day - (day + 3).rem_euclid(7)
}

/// Returns the week number of ISO 8601: the first week of a year holds its first Thursday.
pub fn iso_week(day: Day) -> u32 {
    let thursday = week_start(day) + 3;
    ((thursday - year_start(thursday)) / 7 + 1).unsigned_abs()
}

/// Returns the same day of the month `months` later, or the last day of that month where it is shorter.
pub fn add_months(day: Day, months: i32) -> Day {
    let date = civil(day);
    let month = date.month.cast_signed() + months;
    let first = day_of(date.year, month, 1);
    let length = day_of(date.year, month + 1, 1) - first;
    first + date.day.cast_signed().min(length) - 1
}

/// Reads `YYYY-MM-DD`; anything else, or a day that no calendar has, is `None`.
pub fn parse_iso(text: &str) -> Option<Day> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else {
        return None;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pair = |tens: u8, ones: u8| i32::from(tens - b'0') * 10 + i32::from(ones - b'0');
    let (year, month, day) = (
        pair(y1, y2) * 100 + pair(y3, y4),
        pair(m1, m2),
        pair(d1, d2),
    );
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        2 => 28 + i32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&day) {
        return None;
    }
    Some(day_of(year, month, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_and_the_leap_days_fall_where_the_calendar_says() {
        assert_eq!(day_of(1970, 1, 1), 0);
        assert_eq!(day_of(2000, 2, 29) + 1, day_of(2000, 3, 1));
        assert_eq!(day_of(1900, 2, 28) + 1, day_of(1900, 3, 1));
        assert_eq!(day_of(2026, 5, 18), 20_591);
    }

    #[test]
    fn every_day_of_four_centuries_goes_there_and_back() {
        let mut last = civil(day_of(1850, 1, 1) - 1);
        for day in day_of(1850, 1, 1)..day_of(2250, 1, 1) {
            let date = civil(day);
            assert_eq!(
                day_of(date.year, date.month.cast_signed(), date.day.cast_signed()),
                day
            );
            assert!((date.year, date.month, date.day) > (last.year, last.month, last.day));
            last = date;
        }
    }

    #[test]
    fn weeks_begin_on_monday_and_are_numbered_by_their_thursday() {
        assert_eq!(week_start(day_of(2026, 5, 18)), day_of(2026, 5, 18));
        assert_eq!(week_start(day_of(2026, 5, 24)), day_of(2026, 5, 18));
        assert_eq!(iso_week(day_of(2026, 1, 1)), 1);
        assert_eq!(iso_week(day_of(2027, 1, 1)), 53);
        assert_eq!(iso_week(day_of(2026, 6, 8)), 24);
    }

    #[test]
    fn adding_a_month_to_a_long_month_stops_at_the_end_of_the_short_one() {
        assert_eq!(add_months(day_of(2026, 1, 31), 1), day_of(2026, 2, 28));
        assert_eq!(add_months(day_of(2026, 1, 15), -1), day_of(2025, 12, 15));
        assert_eq!(add_months(day_of(2026, 11, 30), 15), day_of(2028, 2, 29));
    }

    #[test]
    fn only_a_real_day_in_full_form_is_read() {
        for day in day_of(1599, 12, 31)..day_of(2101, 1, 1) {
            let date = civil(day);
            let text = format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
            assert_eq!(parse_iso(&text), Some(day), "{text}");
        }
        assert_eq!(parse_iso("0000-01-01"), Some(day_of(0, 1, 1)));
        for wrong in [
            "1900-02-29",
            "2026-04-31",
            "2026-12-00",
            "2026-0é-1",
            "2026-02-30",
            "2026-5-18",
            "2026/05/18",
            "",
            "2026-13-01",
            "2026-00-10",
            "20260518xx",
        ] {
            assert_eq!(parse_iso(wrong), None, "{wrong}");
        }
    }
}
