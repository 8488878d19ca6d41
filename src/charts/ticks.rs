//! Round ticks: 1, 2 and 5 times powers of ten for numbers; days, months and years for time.

use chrono::{Datelike, NaiveDate};

use super::DateStyle;
use super::range::Span;

/// Ticks of a number axis and the interval that begins and ends on one.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    pub span: Span,
    pub ticks: Vec<f64>,
}

/// Places at most `count + 2` round ticks and widens the interval to the outermost ones.
pub(super) fn numbers(span: Span, count: u32) -> Scale {
    let raw = span.width() / f64::from(count.max(1));
    let exponent = raw.log10().floor().clamp(-18.0, 18.0) as i32;
    let part = raw / 10f64.powi(exponent);
    let (mantissa, exponent) = match part {
        p if p <= 1.000_001 => (1.0, exponent),
        p if p <= 2.000_001 => (2.0, exponent),
        p if p <= 5.000_001 => (5.0, exponent),
        _ => (1.0, exponent + 1),
    };
    let nth = |n: i64| at(n, mantissa, exponent);
    let step = nth(1);
    // A hair of tolerance, so that a value on a tick does not ask for one more.
    let first = (span.lo() / step + 1e-6).floor() as i64;
    let last = ((span.hi() / step - 1e-6).ceil() as i64).max(first.saturating_add(1));
    let last = last.min(first.saturating_add(i64::from(count) + 3));
    let ticks: Vec<f64> = (first..=last).map(nth).collect();
    let ends = Span::covering([nth(first), nth(last)], super::range::LEAST);
    Scale {
        span: ends.map_or(span, |ends| ends.with(span)),
        ticks,
    }
}

/// `n` steps; divides by powers of ten below one, so that 3 steps of 0.1 print as 0.3.
fn at(n: i64, mantissa: f64, exponent: i32) -> f64 {
    let steps = n as f64 * mantissa;
    if exponent < 0 {
        steps / 10f64.powi(-exponent)
    } else {
        steps * 10f64.powi(exponent)
    }
}

/// A tick on a time axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateTick {
    pub date: NaiveDate,
    pub style: DateStyle,
}

/// The place of a date on a time axis, in days.
pub(super) fn day(date: NaiveDate) -> f64 {
    f64::from(date.num_days_from_ce())
}

const STEPS_IN_MONTHS: [i32; 13] = [
    1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1_200, 12_000, 120_000,
];

/// Places at most `count` ticks at days, months or years, whichever is the finest that fits.
pub(super) fn dates(span: Span, count: u32) -> Vec<DateTick> {
    let count = count.max(1);
    let days = span.width();
    if days / f64::from(count) <= 14.0 {
        return days_apart(span, count);
    }
    let months = days / 30.436_875;
    let step = STEPS_IN_MONTHS
        .into_iter()
        .find(|step| months / f64::from(*step) <= f64::from(count))
        .unwrap_or(1_200_000);
    months_apart(span, step, count)
}

fn days_apart(span: Span, count: u32) -> Vec<DateTick> {
    let step = [1.0, 2.0, 7.0, 14.0]
        .into_iter()
        .find(|step| span.width() / step <= f64::from(count))
        .unwrap_or(14.0);
    let first = span.lo().ceil();
    (0..=count)
        .map(|n| first + f64::from(n) * step)
        .take_while(|day| *day <= span.hi())
        .filter_map(|day| NaiveDate::from_num_days_from_ce_opt(day as i32))
        .map(|date| DateTick {
            date,
            style: DateStyle::Day,
        })
        .collect()
}

fn months_apart(span: Span, step: i32, count: u32) -> Vec<DateTick> {
    let Some(start) = NaiveDate::from_num_days_from_ce_opt(span.lo().ceil() as i32) else {
        return Vec::new();
    };
    let month_of = |date: NaiveDate| date.year() * 12 + date.month0() as i32;
    let begins = if start.day() == 1 {
        month_of(start)
    } else {
        month_of(start) + 1
    };
    let first = begins.div_euclid(step) * step
        + if begins.rem_euclid(step) == 0 {
            0
        } else {
            step
        };
    let mut ticks: Vec<DateTick> = Vec::new();
    for n in 0..=count as i32 {
        let month = first + n * step;
        let date =
            NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
        let Some(date) = date.filter(|date| day(*date) <= span.hi()) else {
            break;
        };
        let same_year = ticks
            .last()
            .is_some_and(|before| before.date.year() == date.year());
        let style = match (step >= 12, same_year) {
            (true, _) => DateStyle::Year,
            (false, true) => DateStyle::Month,
            (false, false) => DateStyle::MonthYear,
        };
        ticks.push(DateTick { date, style });
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::super::range::{LEAST, ONE_DAY};
    use super::*;
    use proptest::prelude::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn from_to(from: &str, to: &str) -> Span {
        Span::covering([day(date(from)), day(date(to))], ONE_DAY).unwrap()
    }

    #[test]
    fn a_budget_of_72_9_is_read_on_five_round_ticks_from_zero() {
        let scale = numbers(Span::covering([0.0, 72.9], LEAST).unwrap(), 5);
        assert_eq!(scale.ticks, [0.0, 20.0, 40.0, 60.0, 80.0]);
        assert_eq!((scale.span.lo(), scale.span.hi()), (0.0, 80.0));
    }

    #[test]
    fn small_steps_carry_no_binary_dust() {
        let scale = numbers(Span::covering([0.0, 0.5], LEAST).unwrap(), 5);
        assert_eq!(scale.ticks, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    }

    #[test]
    fn two_years_are_marked_every_half_year_and_the_year_is_said_once() {
        let ticks = dates(from_to("2025-07-01", "2027-07-01"), 5);
        let seen: Vec<_> = ticks
            .iter()
            .map(|t| (t.date.to_string(), t.style))
            .collect();
        assert_eq!(
            seen,
            [
                ("2025-07-01".to_owned(), DateStyle::MonthYear),
                ("2026-01-01".to_owned(), DateStyle::MonthYear),
                ("2026-07-01".to_owned(), DateStyle::Month),
                ("2027-01-01".to_owned(), DateStyle::MonthYear),
                ("2027-07-01".to_owned(), DateStyle::Month),
            ]
        );
    }

    #[test]
    fn a_fortnight_is_marked_by_days_and_thirty_years_by_years() {
        assert!(
            dates(from_to("2026-05-04", "2026-05-18"), 5)
                .iter()
                .all(|t| t.style == DateStyle::Day)
        );
        let years = dates(from_to("2000-03-01", "2030-03-01"), 6);
        assert!(years.len() >= 3 && years.iter().all(|t| t.style == DateStyle::Year));
    }

    proptest! {
        #[test]
        fn ticks_are_few_ordered_and_hold_the_values(a in -1e15..1e15f64, b in -1e15..1e15f64, count in 0u32..12) {
            let span = Span::covering([a, b], LEAST).unwrap();
            let scale = numbers(span, count);
            prop_assert!(scale.ticks.len() <= count as usize + 5);
            prop_assert!(scale.ticks.windows(2).all(|w| w[0] < w[1]));
            prop_assert!(scale.span.holds(a) && scale.span.holds(b));
        }

        #[test]
        fn date_ticks_stay_inside_and_few(a in -90_000_000i32..90_000_000, b in -90_000_000i32..90_000_000, count in 0u32..12) {
            let span = Span::covering([f64::from(a), f64::from(b)], ONE_DAY).unwrap();
            let ticks = dates(span, count);
            prop_assert!(ticks.len() <= count as usize + 2);
            prop_assert!(ticks.iter().all(|t| span.holds(day(t.date))));
        }
    }
}
