//! What a cell says: days, money, shares, colours and choices, as people write them.

use super::target::Scale;
use crate::model::{
    ChoiceSet, Confidence, Currency, Date, Money, Percent, Phase, Priority, Rag, UnitKind,
};

/// The order of the numbers of a day such as `03/04/2025`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
}

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `1,234.50`
    Point,
    /// `1 234,50`
    Comma,
}

/// What a cell was found to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// This.
    Value(T),
    /// This, after rounding or with a guess.
    About(T),
    /// Nothing: empty.
    Empty,
    /// That there is nothing, in words: `TBD`, `No end date`.
    Nothing,
    /// That the publisher withholds it.
    Withheld,
    /// Something else.
    Unclear,
    /// A number beyond what can be kept.
    TooLarge,
}

/// Lower case, without accents, everything but letters and digits as one space.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        let folded = match letter {
            'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => "a",
            'ç' => "c",
            'è' | 'é' | 'ê' | 'ë' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ñ' => "n",
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => "o",
            'ù' | 'ú' | 'û' | 'ü' => "u",
            'ý' | 'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            'ß' => "ss",
            _ if letter.is_alphanumeric() => {
                out.push(letter);
                continue;
            }
            _ => " ",
        };
        if folded != " " || !out.ends_with(' ') {
            out.push_str(folded);
        }
    }
    out.trim().to_owned()
}

/// Says whether a cell states that there is no value.
fn silent<T>(cell: &str) -> Option<Said<T>> {
    const NOTHING: [&str; 34] = [
        "n a",
        "na",
        "tbd",
        "tbc",
        "tba",
        "none",
        "null",
        "nil",
        "nan",
        "no end date",
        "no start date",
        "no date",
        "not applicable",
        "not provided",
        "not available",
        "not known",
        "not set",
        "unknown",
        "data not provided",
        "data not provided by department",
        "ongoing",
        "on going",
        "open ended",
        "a definir",
        "a preciser",
        "a confirmer",
        "non defini",
        "non definie",
        "sans objet",
        "non applicable",
        "neant",
        "inconnu",
        "inconnue",
        "nc",
    ];
    if cell.trim().is_empty() {
        return Some(Said::Empty);
    }
    let words = plain(cell);
    if words.is_empty() || NOTHING.contains(&words.as_str()) {
        return Some(Said::Nothing);
    }
    withheld(&words).then_some(Said::Withheld)
}

fn withheld(words: &str) -> bool {
    words.split(' ').any(|word| word.starts_with("exempt")) || words.starts_with("redacted")
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
pub(super) fn date(cell: &str, order: DateOrder, finish: bool) -> Said<Date> {
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

/// A decimal number: digits without mark, how many of them are decimals, and what stood behind.
struct Figure<'c> {
    negative: bool,
    digits: String,
    decimals: u32,
    rest: &'c str,
}

fn figure(cell: &str, mark: Mark) -> Option<Figure<'_>> {
    let cell = cell.trim();
    let bracketed = cell.starts_with('(') && cell.ends_with(')');
    let inner = if bracketed {
        cell.get(1..cell.len() - 1)?
    } else {
        cell
    };
    let start = inner.find(|c: char| c.is_ascii_digit())?;
    let start = match inner.get(..start)?.strip_suffix(['.', ',']) {
        Some(before) => before.len(),
        None => start,
    };
    let (before, number) = inner.split_at(start);
    let part = |c: char| {
        c.is_ascii_digit() || matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')
    };
    let end = number.find(|c: char| !part(c)).unwrap_or(number.len());
    let (number, rest) = number.split_at(end);
    let number = number.trim();
    let before: String = before.chars().filter(|c| !c.is_whitespace()).collect();
    let negative = bracketed || before.contains(['-', '−', '–']);
    // What may stand before a number: a sign and the name of a currency.
    let named = before.trim_matches(['-', '−', '–', '+']);
    if !(named.is_empty() || currency(named).is_some()) {
        return None;
    }
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let decimal = match (points, commas) {
        (0, 0) => None,
        // Both: the last one is the mark.
        (1.., 1..) => number.rfind(['.', ',']),
        (1, 0) if mark == Mark::Point => number.find('.'),
        (0, 1) if mark == Mark::Comma => number.find(','),
        // The other mark: decimals unless it groups thousands.
        (1, 0) | (0, 1) => number
            .find(['.', ','])
            .filter(|place| number.len() - place != 4),
        _ => None,
    };
    let (whole, behind) = match decimal {
        Some(place) => (number.get(..place)?, number.get(place + 1..)?),
        None => (number, ""),
    };
    let only = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let (whole, behind) = (only(whole), only(behind));
    Some(Figure {
        negative,
        decimals: u32::try_from(behind.len()).ok()?,
        digits: whole + &behind,
        rest: rest.trim(),
    })
}

/// Returns the currency that a text names, by sign or code.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let code = match text.trim() {
        "£" => "GBP",
        "€" => "EUR",
        "$" | "US$" => "USD",
        "¥" => "JPY",
        "CHF" | "Fr." => "CHF",
        "A$" => "AUD",
        "C$" => "CAD",
        other => other,
    };
    const KNOWN: [&str; 14] = [
        "EUR", "GBP", "USD", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF",
        "NZD",
    ];
    let code = code.to_uppercase();
    Currency::parse(&code).filter(|_| KNOWN.contains(&code.as_str()))
}

/// Reads money exactly; a cell's own unit (`£12.3m`) goes before that of the column.
pub(super) fn money(cell: &str, scale: Scale, mark: Mark, column: Currency) -> Said<Money> {
    if let Some(said) = silent(cell) {
        return said;
    }
    let Some(figure) = figure(cell, mark) else {
        return Said::Unclear;
    };
    let mut scale = scale;
    let mut rest = figure.rest.trim_end_matches(')').trim().to_lowercase();
    for sign in ["£", "€", "$", "eur", "gbp", "usd", "chf"] {
        rest = rest.replace(sign, "").trim().to_owned();
    }
    match rest.as_str() {
        "" => {}
        "k" | "thousand" | "milliers" => scale = Scale::Thousand,
        "m" | "mn" | "mio" | "million" | "millions" => scale = Scale::Million,
        "b" | "bn" | "md" | "mds" | "billion" | "milliard" | "milliards" => scale = Scale::Billion,
        _ => return Said::Unclear,
    }
    scaled(&figure, scale.power() + column.digits()).map_or(Said::TooLarge, |(minor, exact)| {
        let money = Money::new(minor, column);
        if exact {
            Said::Value(money)
        } else {
            Said::About(money)
        }
    })
}

/// Returns the number times a power of ten, rounded half away from zero, and whether it is exact.
fn scaled(figure: &Figure<'_>, power: u32) -> Option<(i64, bool)> {
    let digits: i128 = match figure.digits.trim_start_matches('0') {
        "" => 0,
        digits => digits.parse().ok()?,
    };
    let (size, exact) = if figure.decimals <= power {
        (
            digits.checked_mul(10_i128.checked_pow(power - figure.decimals)?)?,
            true,
        )
    } else {
        let divisor = 10_i128.checked_pow(figure.decimals - power)?;
        ((digits + divisor / 2) / divisor, digits % divisor == 0)
    };
    let size = i64::try_from(if figure.negative { -size } else { size }).ok()?;
    Some((size, exact))
}

/// Reads a share; `fraction` says that 1 stands for the whole.
pub(super) fn percent(cell: &str, mark: Mark, fraction: bool) -> Said<Percent> {
    if let Some(said) = silent(cell) {
        return said;
    }
    let Some(figure) = figure(cell, mark) else {
        return Said::Unclear;
    };
    let power = match (figure.rest, fraction) {
        ("%", _) | ("", false) => 2,
        ("", true) => 4,
        _ => return Said::Unclear,
    };
    match scaled(&figure, power).map(|(n, exact)| (i32::try_from(n), exact)) {
        Some((Ok(n), true)) => Said::Value(Percent(n)),
        Some((Ok(n), false)) => Said::About(Percent(n)),
        _ => Said::TooLarge,
    }
}

/// Reads a point of the delivery confidence scale; [`Said::Unclear`] for other words, which are kept as stated.
pub(super) fn confidence(cell: &str) -> Said<Confidence> {
    let words = plain(cell);
    let point = match words.as_str() {
        "" => return Said::Empty,
        "green" | "g" | "vert" | "verte" => Confidence::Green,
        "amber green" | "green amber" | "a g" | "ag" | "ambergreen" => Confidence::AmberGreen,
        "amber" | "a" | "orange" | "ambre" | "yellow" | "jaune" => Confidence::Amber,
        "amber red" | "red amber" | "a r" | "ar" | "amberred" => Confidence::AmberRed,
        "red" | "r" | "rouge" => Confidence::Red,
        "reset" => Confidence::Reset,
        words if withheld(words) => Confidence::Exempt,
        _ => return Said::Unclear,
    };
    Said::Value(point)
}

/// Reads a declared status.
pub(super) fn status(cell: &str) -> Said<Rag> {
    let words = plain(cell);
    Said::Value(match words.as_str() {
        "" => return Said::Empty,
        "green" | "g" | "vert" | "verte" | "on track" | "soleil" | "sun" | "ok" => Rag::Green,
        "amber" | "a" | "orange" | "ambre" | "yellow" | "y" | "jaune" | "at risk" | "nuage"
        | "cloud" | "amber green" | "amber red" => Rag::Amber,
        "red" | "r" | "rouge" | "off track" | "orage" | "storm" | "late" | "en retard" => Rag::Red,
        "not assessed" | "grey" | "gray" | "gris" | "unknown" | "n a" | "non evalue" => {
            Rag::NotAssessed
        }
        "blue" | "bleu" | "complete" | "completed" | "closed" | "not started" | "non demarre" => {
            Rag::Closed
        }
        _ => return Said::Unclear,
    })
}

/// Reads a choice of a project by its key or by the words people use, in English or French.
pub(super) fn choice(field: &str, cell: &str) -> Said<&'static str> {
    const PHASES: [(Phase, &str); 7] = [
        (
            Phase::Paused,
            "on hold|hold|paused|suspended|suspendu|en pause|gele|en attente",
        ),
        (
            Phase::Stopped,
            "stopped|cancelled|canceled|terminated|abandoned|arrete|annule|abandonne|withdrawn",
        ),
        (
            Phase::Closed,
            "closed|complete|completed|done|finished|termine|clos|cloture|acheve|livre|resolved",
        ),
        (
            Phase::Closing,
            "closing|close out|closeout|handover|transition|close|recette|commissioning|in closing",
        ),
        (
            Phase::Delivery,
            "delivery|in progress|in delivery|active|execution|construction|build|implementation|\
             development|started|ongoing|open|procurement|realisation|en cours|deploiement|\
             developpement|construction procurement|execute|executing|deliver",
        ),
        (
            Phase::Definition,
            "definition|design|planning|planned|study|feasibility|initiation|pre design|scoping|\
             etude|cadrage|conception|avant projet|define|initiate|plan",
        ),
        (
            Phase::Proposal,
            "proposal|proposed|idea|demand|request|candidate|proposition|demande|idee|pipeline|\
             backlog|to do|new|not started|a lancer",
        ),
    ];
    const PRIORITIES: [(Priority, &str); 4] = [
        (
            Priority::Mandatory,
            "mandatory|regulatory|must|obligatoire|reglementaire|critical|critique",
        ),
        (
            Priority::High,
            "high|highest|urgent|1|p1|haute|haut|elevee|eleve|forte|major|majeure",
        ),
        (
            Priority::Medium,
            "medium|normal|moderate|2|p2|moyenne|moyen|normale|modere",
        ),
        (
            Priority::Low,
            "low|lowest|minor|3|p3|basse|bas|faible|mineure",
        ),
    ];
    let words = plain(cell);
    if let Some(said) = silent::<&'static str>(cell)
        && words != "on going"
        && words != "ongoing"
    {
        return said;
    }
    let listed = |list: &str| list.split('|').any(|word| word.trim() == words);
    let begins = |list: &str| {
        list.split('|').any(|word| {
            words
                .strip_prefix(word.trim())
                .is_some_and(|r| r.starts_with(' '))
        })
    };
    let found = match field {
        "phase" => PHASES
            .iter()
            .find(|(phase, list)| phase.key() == words || listed(list))
            .or_else(|| PHASES.iter().find(|(_, list)| begins(list)))
            .map(|(phase, _)| phase.key()),
        "priority" => PRIORITIES
            .iter()
            .find(|(priority, list)| priority.key() == words || listed(list))
            .or_else(|| PRIORITIES.iter().find(|(_, list)| begins(list)))
            .map(|(priority, _)| priority.key()),
        _ => UnitKind::from_key(&words).map(ChoiceSet::key),
    };
    found.map_or(Said::Unclear, Said::Value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Said<Date> {
        date(text, DateOrder::DayFirst, false)
    }
    fn on(y: i32, m: u32, d: u32) -> Said<Date> {
        Said::Value(Date::new(y, m, d).unwrap())
    }

    #[test]
    fn days_are_read_in_the_forms_people_write() {
        for text in [
            "16/10/2026",
            "16.10.26",
            "16-10-2026",
            "2026-10-16",
            "2026-10-16 17:00:00",
            "16 oct 2026",
            "16 octobre 2026",
            "Oct 16, 2026",
            "16-Oct-26",
            "2026-10-16T00:00:00Z",
            "16/10/2026 5:00:00 PM",
            "16th October 2026",
            "46311",
        ] {
            assert_eq!(day(text), on(2026, 10, 16), "{text}");
        }
        assert_eq!(
            date("10/16/2026", DateOrder::MonthFirst, false),
            on(2026, 10, 16)
        );
        assert_eq!(day("1er août 2026"), on(2026, 8, 1));
        assert_eq!(day("01.04.85"), on(1985, 4, 1));
        assert_eq!(
            date("31.12.85", DateOrder::DayFirst, true),
            on(2085, 12, 31)
        );
        assert_eq!(
            date("Sep-18", DateOrder::DayFirst, true),
            Said::About(Date::new(2018, 9, 30).unwrap())
        );
        for text in ["No end date", "TBD", "#N/A", "-", "n/a", "à définir"] {
            assert_eq!(day(text), Said::Nothing, "{text}");
        }
        for text in ["31/02/2026", "soon", "16/10", "16/10/206", "1/2/3/4"] {
            assert_eq!(day(text), Said::Unclear, "{text}");
        }
        assert_eq!(day(" "), Said::Empty);
        assert_eq!(day("Exempt under section 26"), Said::Withheld);
    }

    #[test]
    fn money_is_read_to_the_penny() {
        let pounds = |text| money(text, Scale::Million, Mark::Point, Currency::GBP);
        let is = |minor| Said::Value(Money::new(minor, Currency::GBP));
        assert_eq!(pounds("£12.3m"), is(1_230_000_000));
        assert_eq!(pounds("12.3"), is(1_230_000_000));
        assert_eq!(pounds("£12,343.96"), is(1_234_396_000_000));
        assert_eq!(pounds("-£120.11m"), is(-12_011_000_000));
        assert_eq!(pounds("(£0.5bn)"), is(-50_000_000_000));
        assert_eq!(pounds("£250k"), is(25_000_000));
        assert_eq!(
            pounds("£0.123456789"),
            Said::About(Money::new(12_345_679, Currency::GBP))
        );
        assert_eq!(pounds("99999999999999999"), Said::TooLarge);
        let euros = |text| money(text, Scale::One, Mark::Comma, Currency::EUR);
        let is = |minor| Said::Value(Money::new(minor, Currency::EUR));
        assert_eq!(euros("1 234,5 €"), is(123_450));
        assert_eq!(euros("1\u{202f}234,50"), is(123_450));
        assert_eq!(euros("12,5 M€"), is(1_250_000_000));
        assert_eq!(euros("80 k€"), is(8_000_000));
        assert_eq!(euros("1.234.567,89"), is(123_456_789));
        assert_eq!(euros("1.234"), is(123_400));
        assert_eq!(euros("0.25"), is(25));
        for text in ["12 apples", "about 12", "twelve", "12.3.4m€x"] {
            assert_eq!(euros(text), Said::Unclear, "{text}");
        }
    }

    #[test]
    fn shares_colours_and_choices_are_read() {
        assert_eq!(
            percent("45 %", Mark::Point, false),
            Said::Value(Percent(4500))
        );
        assert_eq!(
            percent("45,5%", Mark::Comma, true),
            Said::Value(Percent(4550))
        );
        assert_eq!(
            percent("0.45", Mark::Point, true),
            Said::Value(Percent(4500))
        );
        assert_eq!(
            confidence("Amber/Green"),
            Said::Value(Confidence::AmberGreen)
        );
        assert_eq!(
            confidence("Data exempt under Section 43(2)"),
            Said::Value(Confidence::Exempt)
        );
        assert_eq!(confidence("Early planning"), Said::Unclear);
        assert_eq!(status("Orange"), Said::Value(Rag::Amber));
        assert_eq!(choice("phase", "En cours"), Said::Value("delivery"));
        assert_eq!(choice("phase", "Completed - Closed"), Said::Value("closed"));
        assert_eq!(choice("priority", "Élevée"), Said::Value("high"));
    }
}
