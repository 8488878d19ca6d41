//! Durations and lags as people type them.

use super::decimal;
use crate::model::{Measure, Span};
use crate::words::Lang;

/// Units by their words in both languages, in working minutes and, by the clock, in minutes.
/// A month of work has 20 days, as in other planning programs.
const UNITS: [(&[&str], i64, i64); 5] = [
    (&["min", "mins", "m", "minute", "minutes"], 1, 1),
    (
        &["h", "hr", "hrs", "hour", "hours", "heure", "heures"],
        60,
        60,
    ),
    (
        &["d", "day", "days", "j", "jr", "jrs", "jour", "jours"],
        Span::DAY,
        Span::ELAPSED_DAY,
    ),
    (
        &[
            "w", "wk", "wks", "week", "weeks", "sem", "semaine", "semaines",
        ],
        5 * Span::DAY,
        7 * Span::ELAPSED_DAY,
    ),
    (
        &["mo", "mon", "mons", "month", "months", "mois"],
        20 * Span::DAY,
        30 * Span::ELAPSED_DAY,
    ),
];

/// Reads a typed duration or lag: `5`, `5d`, `2,5 j`, `3 weeks`, `−1d`, `4h`; by the clock with an `e`
/// before or behind the unit, `3ed`, `3 je`; a share of the giver's duration, `25%`. A number alone is days.
#[must_use]
pub fn span(lang: Lang, text: &str) -> Option<Span> {
    let text = text.trim();
    if let Some(share) = text.strip_suffix('%') {
        let share = decimal(lang, share.trim_end())?.0;
        return (share % 100 == 0).then_some(Span::share(share / 100));
    }
    let place = text
        .char_indices()
        .find(|(_, c)| c.is_alphabetic())
        .map_or(text.len(), |(place, _)| place);
    let (number, unit) = text.split_at_checked(place)?;
    let unit = unit.trim_end_matches('.').to_lowercase();
    let ten_thousandths = decimal(lang, number.trim())?.0;
    let known = |word: &str| UNITS.iter().find(|unit| unit.0.contains(&word));
    let (size, measure) = if unit.is_empty() {
        (Span::DAY, Measure::Working)
    } else if let Some(found) = known(&unit) {
        (found.1, Measure::Working)
    } else {
        let bare = unit.strip_prefix('e').filter(|bare| known(bare).is_some());
        let bare = bare.or_else(|| unit.strip_suffix('e'))?;
        (known(bare.trim_end())?.2, Measure::Elapsed)
    };
    let amount = ten_thousandths.checked_mul(size)?;
    let amount = (amount % 10_000 == 0).then_some(amount / 10_000)?;
    Some(Span { amount, measure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::format;

    #[test]
    fn durations_are_read_as_people_write_them_in_both_languages() {
        use Lang::{En, Fr};
        for (lang, text, stored) in [
            (En, "5", "5d"),
            (En, "5d", "5d"),
            (En, "5 days", "5d"),
            (En, "2.5d", "1200min"),
            (Fr, "2,5 j", "1200min"),
            (En, "1w", "5d"),
            (Fr, "2 sem.", "10d"),
            (Fr, "1 mois", "20d"),
            (En, "4h", "240min"),
            (En, "90min", "90min"),
            (En, "-2d", "-2d"),
            (En, "−2 d", "-2d"),
            (En, "+1w", "5d"),
            (En, "3ed", "3ed"),
            (En, "2 ew", "14ed"),
            (Fr, "3 je", "3ed"),
            (Fr, "3ej", "3ed"),
            (Fr, "2 he", "120emin"),
            (En, "25%", "25%"),
            (Fr, "-12,5 %", "-12.5%"),
            (En, "0", "0d"),
        ] {
            let found = span(lang, text).map(|span| span.to_string());
            assert_eq!(found.as_deref(), Some(stored), "{text}");
        }
        for wrong in [
            "",
            "d",
            "soon",
            "5x",
            "5 ede",
            "0.0001d",
            "99999999999999d",
            "e5d",
            "é",
        ] {
            assert_eq!(span(En, wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_is_shown_is_read_back() {
        for stored in [
            "0d", "5d", "-2d", "1200min", "240min", "90min", "500min", "7d", "3ed", "120emin",
            "45emin", "25%", "-12.5%", "1200d",
        ] {
            let one = Span::parse(stored).unwrap();
            for lang in [Lang::En, Lang::Fr] {
                let shown = format::span(lang, one);
                assert_eq!(span(lang, &shown), Some(one), "{shown}");
            }
        }
    }
}
