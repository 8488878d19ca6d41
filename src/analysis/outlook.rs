//! The landing over time: how the curve goes on from what is consumed to date.

use super::money::{MonthSums, month_key, month_of_key, spread};
use crate::model::{Date, SmallMap};

/// Returns the cumulated landing, oldest first: from today's consumption, with what is left spread over
/// the days that remain. It ends at the landing of the months.
///
/// What periods behind `today` were to cost and nobody recorded is still to come: it is spread evenly
/// from tomorrow to the end of the last month with money. Where nothing was ever recorded as consumed,
/// or no day remains, the landing stands on its own, from the start of the first month.
#[must_use]
pub fn outlook(months: &SmallMap<i32, MonthSums>, today: Date) -> Vec<(Date, i64)> {
    let now = month_key(today);
    let recorded = months.values().any(|month| month.consumed != 0);
    let last_with_money = months.iter().rev().find(|(_, month)| month.landing != 0);
    let end = last_with_money
        .and_then(|(key, _)| month_of_key(key + 1))
        .and_then(|next| next.plus_days(-1));
    let ahead = today.plus_days(1);
    let (Some(ahead), Some(end), true) = (ahead, end.filter(|end| *end > today), recorded) else {
        return cumulated(months, |month| month.landing);
    };
    let left = |month: &MonthSums| month.landing.saturating_sub(month.consumed);
    let sum = |pick: fn(&MonthSums) -> i64| {
        let all = months.values().map(pick);
        all.fold(0_i64, i64::saturating_add)
    };
    let mut total = sum(|month| month.consumed);
    let behind = months.iter().filter(|(key, _)| **key < now);
    let owed = behind.fold(0_i64, |owed, (_, month)| owed.saturating_add(left(month)));
    let shares: SmallMap<i32, i64> = spread(owed, ahead, end).into_iter().collect();
    let mut points = vec![(today, total)];
    for key in now..=months.last().map_or(now, |last| last.0) {
        let share = shares.get(&key).copied().unwrap_or(0);
        let own = months.get(&key).map_or(0, left);
        total = total.saturating_add(own).saturating_add(share);
        points.extend(month_of_key(key + 1).map(|next| (next, total)));
    }
    points
}

/// Returns an amount cumulated at month ends (the first day of the next month), from zero at the start
/// of the first month.
#[must_use]
pub fn cumulated(
    months: &SmallMap<i32, MonthSums>,
    pick: fn(&MonthSums) -> i64,
) -> Vec<(Date, i64)> {
    let (Some(first), Some((last, _))) = (months.keys().next(), months.last()) else {
        return Vec::new();
    };
    let mut total = 0_i64;
    let start = month_of_key(*first).map(|day| (day, 0));
    let ends = (*first..=*last).filter_map(|key| {
        total = total.saturating_add(months.get(&key).map_or(0, pick));
        Some((month_of_key(key + 1)?, total))
    });
    start.into_iter().chain(ends).collect()
}

/// Returns the first month at whose end the outlook passes the approved budget so far, where it stays
/// above to the end.
#[must_use]
pub fn first_month_over(months: &SmallMap<i32, MonthSums>, today: Date) -> Option<Date> {
    let approved = cumulated(months, |month| month.approved);
    let path = outlook(months, today);
    let over = |(day, amount): &&(Date, i64)| {
        let allowed = approved.iter().find(|(end, _)| end == day);
        // Between month ends, at the status date, nothing is compared.
        allowed.is_some_and(|(_, allowed)| amount > allowed)
    };
    // Only a crossing that lasts is worth a sentence.
    let first = path.iter().rev().take_while(over).last()?;
    first.0.plus_days(-1).map(Date::month_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    /// Months from January 2026: landing and consumed.
    fn months(all: &[(i64, i64)]) -> SmallMap<i32, MonthSums> {
        let first = month_key(day("2026-01-01"));
        let month = |(landing, consumed): &(i64, i64)| MonthSums {
            landing: *landing,
            consumed: *consumed,
            ..MonthSums::default()
        };
        (first..).zip(all.iter().map(month)).collect()
    }

    fn said(points: &[(Date, i64)]) -> Vec<(String, i64)> {
        points.iter().map(|(d, v)| (d.to_string(), *v)).collect()
    }

    #[test]
    fn the_forecast_goes_on_from_the_consumed_and_spreads_what_nobody_recorded() {
        // January is recorded, February was to cost 59 and nobody recorded it; on 31 March 61 days
        // remain: April (30) and May (31). By hand: 59 × 30 / 61 = 29 in April, 30 in May.
        let all = months(&[(100, 100), (59, 0), (0, 0), (40, 0), (20, 0)]);
        let expected = [
            ("2026-03-31", 100),
            ("2026-04-01", 100),
            ("2026-05-01", 100 + 40 + 29),
            ("2026-06-01", 219),
        ];
        let expected: Vec<_> = expected.map(|(d, v)| (d.to_owned(), v)).into();
        assert_eq!(said(&outlook(&all, day("2026-03-31"))), expected);
    }

    #[test]
    fn where_nothing_was_recorded_the_landing_stands_on_its_own() {
        let all = months(&[(10, 0), (20, 0)]);
        let expected = [("2026-01-01", 0), ("2026-02-01", 10), ("2026-03-01", 30)];
        let expected: Vec<_> = expected.map(|(d, v)| (d.to_owned(), v)).into();
        assert_eq!(said(&outlook(&all, day("2026-02-27"))), expected);
        // No day remains: there is nothing to spread what is left over.
        let over = months(&[(10, 5), (20, 0)]);
        assert_eq!(said(&outlook(&over, day("2026-02-28"))), expected);
        assert!(outlook(&SmallMap::new(), day("2026-02-28")).is_empty());
    }

    #[test]
    fn it_is_named_when_the_outlook_passes_the_approved_for_good() {
        let mut all = months(&[(10, 10), (30, 30), (20, 0), (50, 0), (10, 0)]);
        for (key, approved) in [(0, 20), (1, 15), (2, 25), (3, 40), (4, 5)] {
            all.change(month_key(day("2026-01-01")) + key, |m| {
                m.approved = approved
            });
        }
        // Approved 20 35 60 100 105; outlook from 28 February: 40, then 60 110 120.
        let passes = first_month_over(&all, day("2026-02-28"));
        assert_eq!(passes, Some(day("2026-04-01")));
        all.change(month_key(day("2026-05-01")), |m| m.approved = 50);
        assert_eq!(first_month_over(&all, day("2026-02-28")), None);
    }

    #[test]
    fn no_curve_of_the_sample_jumps_on_any_day_and_each_ends_at_its_landing() {
        use crate::analysis::refresh;
        let workspace = crate::sample::arvenne();
        // Long after the last figures too: most periods are then behind, without an amount.
        for today in ["2026-03-31", "2026-05-18", "2026-09-15", "2026-11-22"].map(day) {
            let all = refresh(None, &workspace, today).portfolio;
            let sums = all.sums.unwrap();
            let curve = outlook(&all.months, today);
            assert_eq!(curve.first().unwrap(), &(today, sums.consumed));
            assert_eq!(curve.last().unwrap().1, sums.landing);
            let left = sums.landing - sums.consumed;
            // No part of a month takes more than three times its share of what is left.
            let days = curve.last().unwrap().0.days_since(today);
            for pair in curve.windows(2) {
                let (share, span) = (pair[1].1 - pair[0].1, pair[1].0.days_since(pair[0].0));
                assert!(
                    share >= 0 && share <= 4 * left * span.max(15) / days,
                    "{today}: {pair:?}"
                );
            }
        }
    }
}
