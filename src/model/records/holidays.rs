//! Public holidays by rule.
//!
//! Sources: Code du travail L3133-1 (France); federal and state law as common to all states (Germany);
//! Bank Holidays (England and Wales) as listed on gov.uk; 5 U.S.C. 6103 (United States, federal).

use super::HolidaySet;
use crate::model::Date;
use crate::model::value::easter;

/// Returns the public holidays of a year; one-off holidays by decree are not among them.
pub(crate) fn of_year(set: HolidaySet, year: i32) -> Vec<Date> {
    let on = |month, day| Date::new(year, month, day);
    let after_easter = |days| easter(year).and_then(|e| e.plus_days(days));
    let days: Vec<Option<Date>> = match set {
        HolidaySet::None => Vec::new(),
        HolidaySet::France => vec![
            on(1, 1),
            after_easter(1),
            on(5, 1),
            on(5, 8),
            after_easter(39),
            after_easter(50),
            on(7, 14),
            on(8, 15),
            on(11, 1),
            on(11, 11),
            on(12, 25),
        ],
        HolidaySet::Germany => vec![
            on(1, 1),
            after_easter(-2),
            after_easter(1),
            on(5, 1),
            after_easter(39),
            after_easter(50),
            on(10, 3),
            on(12, 25),
            on(12, 26),
        ],
        HolidaySet::England => {
            let christmas = match on(12, 25).map(Date::weekday) {
                // The substitute days of Christmas and Boxing Day at a weekend.
                Some(4) => [on(12, 25), on(12, 28)],
                Some(5) => [on(12, 27), on(12, 28)],
                Some(6) => [on(12, 26), on(12, 27)],
                _ => [on(12, 25), on(12, 26)],
            };
            let new_year = on(1, 1).and_then(|day| match day.weekday() {
                5 => day.plus_days(2),
                6 => day.plus_days(1),
                _ => Some(day),
            });
            vec![
                new_year,
                after_easter(-2),
                after_easter(1),
                nth_weekday(year, 5, 0, 1),
                last_weekday(year, 5, 0),
                last_weekday(year, 8, 0),
                christmas[0],
                christmas[1],
            ]
        }
        HolidaySet::UnitedStates => vec![
            observed(on(1, 1)),
            nth_weekday(year, 1, 0, 3),
            nth_weekday(year, 2, 0, 3),
            last_weekday(year, 5, 0),
            observed(on(6, 19)),
            observed(on(7, 4)),
            nth_weekday(year, 9, 0, 1),
            nth_weekday(year, 10, 0, 2),
            observed(on(11, 11)),
            nth_weekday(year, 11, 3, 4),
            observed(on(12, 25)),
        ],
    };
    days.into_iter().flatten().collect()
}

/// A federal holiday on Saturday is observed on Friday, one on Sunday on Monday.
fn observed(day: Option<Date>) -> Option<Date> {
    let day = day?;
    match day.weekday() {
        5 => day.plus_days(-1),
        6 => day.plus_days(1),
        _ => Some(day),
    }
}

fn nth_weekday(year: i32, month: u32, weekday: u32, nth: i64) -> Option<Date> {
    let first = Date::new(year, month, 1)?;
    let ahead = i64::from((weekday + 7 - first.weekday()) % 7);
    first.plus_days(ahead + 7 * (nth - 1))
}

fn last_weekday(year: i32, month: u32, weekday: u32) -> Option<Date> {
    let last = Date::new(year, month, 1)?.plus_months(1)?.plus_days(-1)?;
    last.plus_days(-i64::from((last.weekday() + 7 - weekday) % 7))
}

#[cfg(test)]
mod tests {
    use super::of_year;
    use crate::model::HolidaySet;

    fn list(set: HolidaySet, year: i32) -> Vec<String> {
        of_year(set, year)
            .iter()
            .map(|day| day.to_string()[5..].to_owned())
            .collect()
    }

    #[test]
    fn holidays_fall_on_their_published_days() {
        // service-public.fr, gov.uk and opm.gov lists.
        assert_eq!(
            list(HolidaySet::France, 2026),
            [
                "01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01",
                "11-11", "12-25"
            ]
        );
        assert_eq!(
            list(HolidaySet::England, 2026),
            [
                "01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"
            ]
        );
        assert_eq!(list(HolidaySet::England, 2022)[6..], ["12-26", "12-27"]);
        assert_eq!(
            list(HolidaySet::UnitedStates, 2026),
            [
                "01-01", "01-19", "02-16", "05-25", "06-19", "07-03", "09-07", "10-12", "11-11",
                "11-26", "12-25"
            ]
        );
    }
}
