//! What a heading means, in English or French.

use super::cells::plain;
use super::heading_rules::RULES;
use super::target::Amount;
use crate::model::Axis;

/// What a heading by itself suggests; the cells below it have the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// Nothing known.
    Unknown,
    /// Known, and of no use in a portfolio (derived figures, dates of the record itself).
    Ignore,
    /// Known, and worth keeping as a field of its own.
    Keep,
    /// A declared field of the project.
    Field(&'static str),
    /// A colour: of a reviewer or of the manager, as the cells and words tell.
    Colour,
    /// A reviewer's rating.
    Rating,
    /// The comment of a rating.
    RatingComment,
    /// A declared status of one axis.
    Status(Axis),
    /// Phase or colour, as the cells tell.
    State,
    /// The summary of a report.
    StatusComment,
    /// An amount of a period.
    Amount(Amount),
    /// Why amounts differ.
    AmountNote,
    /// The fiscal year.
    FiscalYear,
}

/// Says what a heading means.
pub(super) fn guess(heading: &str) -> Guess {
    let heading = heading.replace('%', " % ");
    // What stands in brackets explains; the meaning stands before it.
    let main = heading.split(['(', '[']).next().unwrap_or("");
    let text = words(if plain(main).is_empty() {
        &heading
    } else {
        main
    });
    if text.is_empty() {
        return Guess::Unknown;
    }
    let has = |list: &str| {
        list.split('|')
            .any(|phrase| match phrase.trim().strip_prefix('=') {
                Some(whole) => text == whole,
                None => contains(&text, phrase.trim()),
            })
    };
    RULES
        .iter()
        .find(|(groups, not, _)| {
            groups.iter().all(|group| has(group)) && (not.is_empty() || !has(not))
        })
        .map_or(Guess::Unknown, |(_, _, guess)| *guess)
}

/// Like [`plain`], but keeps the percent sign and parts words written in camel case.
fn words(text: &str) -> String {
    let mut parted = String::new();
    let mut before = ' ';
    for letter in text.chars() {
        if letter.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(if letter == '%' { '\u{1}' } else { letter });
        before = letter;
    }
    let parts = parted.split('\u{1}').map(plain);
    parts.collect::<Vec<_>>().join(" % ").trim().to_owned()
}

/// Whether whole words of a text are this phrase.
fn contains(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(place, _)| {
        let before = text.get(..place).unwrap_or("");
        let after = text.get(place + phrase.len()..).unwrap_or("");
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    })
}

/// Returns the fiscal year that a heading names, by the year it ends in, and whether it spans two years.
pub(super) fn fiscal_year(heading: &str) -> Option<(i32, bool)> {
    let text = plain(heading);
    let parts: Vec<&str> = text.split(' ').collect();
    let number = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit())
            .then(|| text.parse().ok())?
    };
    for (place, part) in parts.iter().enumerate() {
        let part = part.strip_prefix("fy").unwrap_or(part);
        let year: Option<i32> = number(part).filter(|_| part.len() == 4);
        let Some(year) = year.filter(|year| (1990..=2100).contains(year)) else {
            continue;
        };
        let next = parts.get(place + 1).copied().unwrap_or("");
        let second: Option<i32> = match next.len() {
            2 => number(next).map(|n: i32| year - year.rem_euclid(100) + n),
            4 => number(next),
            _ => None,
        };
        return match second {
            Some(second) if second == year + 1 => Some((second, true)),
            _ => Some((year, false)),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_understood_in_english_and_french() {
        for (heading, expected) in [
            ("Nom du projet", Guess::Field("name")),
            ("Chef de projet", Guess::Field("manager")),
            ("Date de début", Guess::Field("forecast_start")),
            ("Date de fin de référence", Guess::Field("baseline_finish")),
            ("Budget voté (k€)", Guess::Amount(Amount::Approved)),
            ("Engagé", Guess::Amount(Amount::Committed)),
            ("Réalisé 2026", Guess::Amount(Amount::Consumed)),
            ("Atterrissage", Guess::Amount(Amount::Forecast)),
            ("Priorité", Guess::Field("priority")),
            ("Avancement (%)", Guess::Field("progress")),
            ("projectName", Guess::Field("name")),
            (
                "IPA RAG rating\n(A Delivery Confidence Assessment)",
                Guess::Rating,
            ),
            ("Lorem ipsum", Guess::Unknown),
        ] {
            assert_eq!(guess(heading), expected, "{heading}");
        }
    }

    #[test]
    fn a_fiscal_year_is_known_by_the_year_it_ends_in() {
        assert_eq!(
            fiscal_year("2014/2015 Budget (£million)"),
            Some((2015, true))
        );
        assert_eq!(fiscal_year("2015/16 Forecast"), Some((2016, true)));
        assert_eq!(fiscal_year("Budget 2026"), Some((2026, false)));
        assert_eq!(fiscal_year("FY2027 capex"), Some((2027, false)));
        assert_eq!(fiscal_year("Budget"), None);
    }
}
