//! Dates as people type them.

use crate::model::Date;
use crate::words::{Lang, format};

/// Reads a typed date: `2026-10-16`, `16/10/2026`, `16 oct`, `oct 16 2026`, `fri`, `today`, `+2w`, `-3d`, `w24`.
///
/// Day comes before month. Without a year it is that of `today`. A day of the week is the next one
/// after `today`. A step counts from `from`, the date already in the field, or else from `today`.
/// `w24` is the Monday of that ISO 8601 week. Words and letters of both languages are read.
#[must_use]
pub fn date(text: &str, today: Date, from: Option<Date>) -> Option<Date> {
    let text = fold(text.trim());
    if let Some(day) = Date::parse(&text) {
        return Some(day);
    }
    if let Some(days) = near(&text) {
        return today.plus_days(days);
    }
    if text.starts_with(['+', '-']) {
        return step(&text, from.unwrap_or(today));
    }
    weekday(&text, today)
        .or_else(|| week(&text, today))
        .or_else(|| numbers(&text, today))
        .or_else(|| named(&text, today))
}

/// Lower case, without the accents and signs that people leave out.
fn fold(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .map(|letter| match letter {
            'é' | 'è' | 'ê' => 'e',
            'û' | 'ù' => 'u',
            'à' => 'a',
            '’' => '\'',
            '−' | '–' => '-',
            '\u{a0}' | '\u{202f}' => ' ',
            other => other,
        })
        .collect()
}

fn near(text: &str) -> Option<i64> {
    match text {
        "today" | "now" | "aujourd'hui" | "auj" | "auj." => Some(0),
        "tomorrow" | "demain" => Some(1),
        "yesterday" | "hier" => Some(-1),
        _ => None,
    }
}

fn step(text: &str, from: Date) -> Option<Date> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let rest = text.get(1..)?.trim_start();
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let count: i32 = rest.get(..digits)?.parse().ok()?;
    let count = count.checked_mul(sign)?;
    match rest.get(digits..)?.trim() {
        "d" | "day" | "days" | "j" | "jour" | "jours" => from.plus_days(i64::from(count)),
        "w" | "week" | "weeks" | "s" | "sem" | "semaine" | "semaines" => {
            from.plus_days(i64::from(count) * 7)
        }
        "m" | "month" | "months" | "mois" => from.plus_months(count),
        "y" | "year" | "years" | "a" | "an" | "ans" => from.plus_months(count.checked_mul(12)?),
        _ => None,
    }
}

const WEEKDAYS: [[&str; 2]; 7] = [
    ["monday", "lundi"],
    ["tuesday", "mardi"],
    ["wednesday", "mercredi"],
    ["thursday", "jeudi"],
    ["friday", "vendredi"],
    ["saturday", "samedi"],
    ["sunday", "dimanche"],
];

fn weekday(text: &str, today: Date) -> Option<Date> {
    let text = text.trim_end_matches('.');
    if text.len() < 3 {
        return None;
    }
    let names = |pair: &[&str; 2]| pair.iter().any(|name| name.starts_with(text));
    let wanted = i64::try_from(WEEKDAYS.iter().position(names)?).ok()?;
    let ahead = (wanted - i64::from(today.weekday())).rem_euclid(7);
    today.plus_days(if ahead == 0 { 7 } else { ahead })
}

fn week(text: &str, today: Date) -> Option<Date> {
    let rest = text.strip_prefix(['w', 's'])?;
    let (number, year) = match rest.trim().split_once(' ') {
        Some((number, year)) => (number, year.trim().parse().ok()?),
        // At the turn of the year the year of the week is not the calendar year.
        None => (
            rest.trim(),
            chrono::Datelike::iso_week(&today.naive()).year(),
        ),
    };
    let monday =
        chrono::NaiveDate::from_isoywd_opt(year, number.parse().ok()?, chrono::Weekday::Mon)?;
    Date::from_naive(monday)
}

fn full_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok()?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// `16/10`, `16.10.26`, `16-10-2026`: one separator all through.
fn numbers(text: &str, today: Date) -> Option<Date> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if !matches!(separator, '/' | '.' | '-') {
        return None;
    }
    let mut parts = text.split(separator);
    let (day, month) = (parts.next()?, parts.next()?);
    let year = match parts.next().filter(|year| !year.is_empty()) {
        Some(year) => full_year(year)?,
        None => today.year(),
    };
    if parts.next().is_some() || day.len() > 2 || month.len() > 2 {
        return None;
    }
    Date::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// `16 oct`, `16 octobre 2026`, `oct 16`, `October 16, 2026`, `1er mai`.
fn named(text: &str, today: Date) -> Option<Date> {
    let mut month = None;
    let mut day = None;
    let mut year = None;
    let words = text
        .split([' ', ',', '/', '-'])
        .filter(|word| !word.is_empty());
    for word in words {
        let bare = ["er", "st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| word.strip_suffix(end))
            .filter(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
            .unwrap_or(word);
        if bare.bytes().all(|b| b.is_ascii_digit()) {
            if day.is_none() && bare.len() <= 2 {
                day = Some(bare.parse().ok()?);
            } else if year.is_none() {
                year = Some(full_year(bare)?);
            } else {
                return None;
            }
        } else if month.is_none() {
            month = Some(month_named(word.trim_end_matches('.'))?);
        } else {
            return None;
        }
    }
    Date::new(year.unwrap_or(today.year()), month?, day?)
}

/// The month that begins so in either language, if there is only one: `jui` may be two.
fn month_named(start: &str) -> Option<u32> {
    if start.chars().count() < 3 {
        return None;
    }
    let begins = |month: &u32| {
        [Lang::En, Lang::Fr].iter().any(|lang| {
            let long = fold(format::month_long(*lang, *month));
            let short = fold(format::month(*lang, *month));
            long.starts_with(start) || short.trim_end_matches('.') == start
        })
    };
    let mut found = (1..=12).filter(begins);
    let month = found.next()?;
    found.next().is_none().then_some(month)
}

#[cfg(test)]
mod tests {
    use super::date;
    use crate::model::Date;

    /// A Monday.
    fn today() -> Date {
        Date::new(2026, 5, 18).unwrap()
    }

    fn read(text: &str) -> Option<String> {
        date(text, today(), None).map(|day| day.to_string())
    }

    #[test]
    fn dates_are_read_in_every_form_that_people_type() {
        for (text, day) in [
            ("2026-10-16", "2026-10-16"),
            ("16/10/2026", "2026-10-16"),
            ("16.10.26", "2026-10-16"),
            ("16/10", "2026-10-16"),
            ("16 oct", "2026-10-16"),
            (" 16 Oct 2027 ", "2027-10-16"),
            ("oct 16", "2026-10-16"),
            ("October 16th, 2027", "2027-10-16"),
            ("1er août", "2026-08-01"),
            ("3 févr. 2026", "2026-02-03"),
            ("3 fev", "2026-02-03"),
            ("5 juil", "2026-07-05"),
            ("5 juin", "2026-06-05"),
            ("5 mar", "2026-03-05"),
            ("fri", "2026-05-22"),
            ("vendredi", "2026-05-22"),
            ("mon", "2026-05-25"),
            ("today", "2026-05-18"),
            ("demain", "2026-05-19"),
            ("+2w", "2026-06-01"),
            ("+2s", "2026-06-01"),
            ("−3 d", "2026-05-15"),
            ("+1m", "2026-06-18"),
            ("+1 an", "2027-05-18"),
            ("w24", "2026-06-08"),
            ("S1 2027", "2027-01-04"),
        ] {
            assert_eq!(read(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn what_could_mean_two_things_or_nothing_is_refused() {
        for text in [
            "",
            "16",
            "oct",
            "oct 2026",
            "5 jui",
            "31/02/2026",
            "13 13",
            "w54",
            "+2",
            "+2x",
            "+w",
            "16 oct oct",
            "1/2/3/4",
            "16/10/202",
            "soon",
            "+99999999999d",
            "+2000000000y",
            "s",
            "é",
            "+é",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_step_counts_from_the_date_in_the_field() {
        let there = Date::new(2026, 1, 31);
        assert_eq!(date("+1m", today(), there), Date::new(2026, 2, 28));
        assert_eq!(date("-2w", today(), there), Date::new(2026, 1, 17));
    }
}
