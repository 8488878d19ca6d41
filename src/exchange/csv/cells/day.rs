//! Days in cells.

use super::{Said, plain, silent};
use crate::model::Date;

/// The order of the numbers of a day such as `03/04/2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// Months by their first letters, English and French.
const MONTHS: [(&str, u32); 26] = [
    ("january", 1),
    ("janvier", 1),
    ("february", 2),
    ("fevrier", 2),
    ("fev", 2),
    ("march", 3),
    ("mars", 3),
    ("april", 4),
    ("avril", 4),
    ("avr", 4),
    ("may", 5),
    ("mai", 5),
    ("june", 6),
    ("juin", 6),
    ("july", 7),
    ("juillet", 7),
    ("juil", 7),
    ("august", 8),
    ("aout", 8),
    ("september", 9),
    ("septembre", 9),
    ("october", 10),
    ("octobre", 10),
    ("november", 11),
    ("december", 12),
    ("decembre", 12),
];

fn month(word: &str) -> Option<u32> {
    let fits =
        |(name, _): &&(&str, u32)| word.len() >= 3 && name.starts_with(word) || *name == word;
    MONTHS.iter().find(fits).map(|(_, number)| *number)
}

/// Reads a day. `finish` says that the day ends something: a month then means its last day, and a year of two
/// digits is never in the past century.
pub(in crate::exchange::csv) fn date(cell: &str, order: DateOrder, finish: bool) -> Said<Date> {
    if let Some(said) = silent(cell) {
        return said;
    }
    let words = plain(cell);
    let parts: Vec<&str> = words.split(' ').collect();
    let century = |year: i32, digits: usize| match (digits, finish) {
        (1 | 2, true) => year + 2000,
        (1 | 2, false) if year >= 70 => year + 1900,
        (1 | 2, false) => year + 2000,
        _ => year,
    };
    let number = |text: &str| text.parse::<u32>().ok();
    let year = |text: &str| {
        let digits = matches!(text.len(), 2 | 4);
        let value: i32 = text.parse().ok().filter(|_| digits)?;
        Some(century(value, text.len()))
    };
    // Everything behind the day is a time of day, which a plan does not need.
    let found = match parts.as_slice() {
        [y, m, d, ..] if y.len() == 4 && number(y).is_some() => (|| {
            let m = month(m).or_else(|| number(m))?;
            let d = d.get(..d.find(|c: char| !c.is_ascii_digit()).unwrap_or(d.len()))?;
            Date::new(year(y)?, m, number(d)?)
        })(),
        [a, b, y, ..] => (|| {
            let y = year(y)?;
            let day = |text: &str| {
                let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                number(digits)
            };
            if let Some(m) = month(b) {
                return Date::new(y, m, day(a)?);
            }
            if let Some(m) = month(a) {
                return Date::new(y, m, day(b)?);
            }
            let (d, m) = match order {
                DateOrder::DayFirst => (number(a)?, number(b)?),
                DateOrder::MonthFirst => (number(b)?, number(a)?),
            };
            Date::new(y, m, d)
        })(),
        [m, y] => {
            let first = month(m).and_then(|m| Date::new(year(y)?, m, 1));
            let day = if finish {
                first.and_then(|day| day.plus_months(1)?.plus_days(-1))
            } else {
                first
            };
            return day.map_or(Said::Unclear, Said::About);
        }
        // The day number of spreadsheets: 1 is 1 January 1900, with a leap day that never was.
        [serial] if serial.len() == 5 => {
            number(serial).and_then(|days| Date::new(1900, 1, 1)?.plus_days(i64::from(days) - 2))
        }
        _ => None,
    };
    found.map_or(Said::Unclear, Said::Value)
}
