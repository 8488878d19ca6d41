//! Dates, money and numbers as people read them.

use super::Lang;
use crate::model::{Date, Decimal, Measure, Money, Percent, Span};

/// The narrow no-break space of French numbers.
const NARROW: char = '\u{202f}';
/// A real minus sign.
const MINUS: char = '−';

const MONTHS_EN: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const MONTHS_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];
const LONG_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const LONG_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn nth(list: [&'static str; 12], month: u32) -> &'static str {
    let place = usize::try_from(month).unwrap_or(1).saturating_sub(1);
    list.get(place).copied().unwrap_or("")
}

/// Returns the short name of a month, 1 to 12.
#[must_use]
pub fn month(lang: Lang, month: u32) -> &'static str {
    match lang {
        Lang::En => nth(MONTHS_EN, month),
        Lang::Fr => nth(MONTHS_FR, month),
    }
}

/// Returns the full name of a month, 1 to 12.
#[must_use]
pub fn month_long(lang: Lang, month: u32) -> &'static str {
    match lang {
        Lang::En => nth(LONG_EN, month),
        Lang::Fr => nth(LONG_FR, month),
    }
}

/// Returns `18 May 2026`.
#[must_use]
pub fn date(lang: Lang, date: Date) -> String {
    format!(
        "{} {} {}",
        date.day(),
        month(lang, date.month()),
        date.year()
    )
}

/// Returns `18 May`.
#[must_use]
pub fn day_month(lang: Lang, date: Date) -> String {
    format!("{} {}", date.day(), month(lang, date.month()))
}

/// Returns `May 2026`.
#[must_use]
pub fn month_year(lang: Lang, date: Date) -> String {
    format!("{} {}", month(lang, date.month()), date.year())
}

/// Returns the ISO 8601 week: `W24`, in French `S24`.
#[must_use]
pub fn week(lang: Lang, date: Date) -> String {
    let number = chrono::Datelike::iso_week(&date.naive()).week();
    match lang {
        Lang::En => format!("W{number}"),
        Lang::Fr => format!("S{number}"),
    }
}

/// Returns `5 to 18 May 2026`, naming month and year once where both ends share them.
#[must_use]
pub fn date_range(lang: Lang, first: Date, last: Date) -> String {
    let start = if first.year() != last.year() {
        date(lang, first)
    } else if first.month() != last.month() {
        day_month(lang, first)
    } else {
        first.day().to_string()
    };
    let end = date(lang, last);
    match lang {
        Lang::En => format!("{start} to {end}"),
        Lang::Fr => format!("{start} au {end}"),
    }
}

/// Returns `49 days`, with the plural of the language.
#[must_use]
pub fn days(lang: Lang, days: i64) -> String {
    let unit = match lang {
        Lang::En => super::plural(lang, days, "day", "days"),
        Lang::Fr => super::plural(lang, days, "jour", "jours"),
    };
    format!("{} {unit}", whole(lang, days))
}

/// Returns how far a day is from `today`: `today`, `yesterday`, `3 days ago`, `in 2 days`.
#[must_use]
pub fn relative(lang: Lang, day: Date, today: Date) -> String {
    let ahead = day.days_since(today);
    let span = days(lang, ahead.abs());
    match (lang, ahead) {
        (Lang::En, 0) => "today".to_owned(),
        (Lang::En, -1) => "yesterday".to_owned(),
        (Lang::En, 1) => "tomorrow".to_owned(),
        (Lang::En, 2..) => format!("in {span}"),
        (Lang::En, _) => format!("{span} ago"),
        (Lang::Fr, 0) => "aujourd’hui".to_owned(),
        (Lang::Fr, -1) => "hier".to_owned(),
        (Lang::Fr, 1) => "demain".to_owned(),
        (Lang::Fr, 2..) => format!("dans {span}"),
        (Lang::Fr, _) => format!("il y a {span}"),
    }
}

/// Returns a whole number with separated thousands and a real minus.
#[must_use]
pub fn whole(lang: Lang, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    if number < 0 {
        out.push(MINUS);
    }
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(match lang {
                Lang::En => ',',
                Lang::Fr => NARROW,
            });
        }
        out.push(digit);
    }
    out
}

/// Returns how many there are, with separated thousands.
#[must_use]
pub fn count(lang: Lang, count: usize) -> String {
    whole(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// Returns a number given in units of `10^-places`, rounded half away from zero to `shown` digits,
/// without trailing zeros when `trim`.
#[must_use]
pub fn scaled(lang: Lang, number: i64, places: u32, shown: u32, trim: bool) -> String {
    let down = 10_i128.pow(places.saturating_sub(shown));
    let size = (i128::from(number).abs() + down / 2) / down;
    let scale = 10_i128.pow(shown.min(places));
    let head = i64::try_from(size / scale).unwrap_or(i64::MAX);
    let width = usize::try_from(shown.min(places)).unwrap_or(0);
    let mut tail = if width == 0 {
        String::new()
    } else {
        format!("{:0width$}", size % scale)
    };
    if trim {
        tail.truncate(tail.trim_end_matches('0').len());
    }
    let sign = if number < 0 && size > 0 { "−" } else { "" };
    let point = match lang {
        Lang::En => '.',
        Lang::Fr => ',',
    };
    let head = whole(lang, head);
    if tail.is_empty() {
        format!("{sign}{head}")
    } else {
        format!("{sign}{head}{point}{tail}")
    }
}

/// Returns a decimal with the digits it has.
#[must_use]
pub fn decimal(lang: Lang, number: Decimal) -> String {
    scaled(lang, number.0, 4, 4, true)
}

/// Returns `11.7%`, in French with a narrow space before the sign.
#[must_use]
pub fn percent(lang: Lang, percent: Percent) -> String {
    let number = scaled(lang, i64::from(percent.0), 2, 1, true);
    match lang {
        Lang::En => format!("{number}%"),
        Lang::Fr => format!("{number}{NARROW}%"),
    }
}

/// Puts a plus before what is above zero.
#[must_use]
pub fn signed(positive: bool, text: String) -> String {
    if positive { format!("+{text}") } else { text }
}

/// Returns `+11.7%`.
#[must_use]
pub fn percent_signed(lang: Lang, share: Percent) -> String {
    signed(share.0 > 0, percent(lang, share))
}

/// Returns `+49 d` (French `+49 j`).
#[must_use]
pub fn days_signed(lang: Lang, days: i64) -> String {
    let unit = match lang {
        Lang::En => "d",
        Lang::Fr => "j",
    };
    signed(days > 0, format!("{} {unit}", whole(lang, days)))
}

/// Returns `5 d`, `2.5 d`, `4 h`, by the clock `3 ed` (French `3 je`), or the share of the giver's duration.
#[must_use]
pub fn span(lang: Lang, span: Span) -> String {
    let amount = span.amount;
    let (day, e) = match span.measure {
        Measure::Share => {
            let number = scaled(lang, amount, 2, 2, true);
            return match lang {
                Lang::En => format!("{number}%"),
                Lang::Fr => format!("{number}{NARROW}%"),
            };
        }
        Measure::Working => (Span::DAY, ""),
        Measure::Elapsed => (Span::ELAPSED_DAY, "e"),
    };
    // Tenths of a day are days; what is less even is hours or minutes.
    let (number, unit) = if amount % day == 0 || (amount % (day / 10) == 0 && amount.abs() > day) {
        let unit = match lang {
            Lang::En => "d",
            Lang::Fr => "j",
        };
        (scaled(lang, amount / (day / 10), 1, 1, true), unit)
    } else if amount % 60 == 0 {
        (whole(lang, amount / 60), "h")
    } else {
        (whole(lang, amount), "min")
    };
    match lang {
        Lang::En => format!("{number} {e}{unit}"),
        Lang::Fr => format!("{number} {unit}{e}"),
    }
}

fn symbol(money: Money) -> String {
    match money.currency.code() {
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "USD" => "$".to_owned(),
        code => code.to_owned(),
    }
}

fn with_symbol(lang: Lang, money: Money, number: &str, unit: &str) -> String {
    let symbol = symbol(money);
    match (lang, number.strip_prefix('−')) {
        (Lang::En, Some(size)) => format!("−{symbol}{size}{unit}"),
        (Lang::En, None) => format!("{symbol}{number}{unit}"),
        (Lang::Fr, _) => format!("{number}{NARROW}{}{symbol}", unit.trim_start()),
    }
}

/// Returns an amount for a dense screen: `€72.9 M`, `€750 k`, `€312`.
#[must_use]
pub fn money(lang: Lang, money: Money) -> String {
    let digits = money.currency.digits();
    let unit = 10_i64.pow(digits);
    // A value that would round up to the next unit takes it: 999,950 is 1 M, not 1,000 k.
    let size = money.minor.unsigned_abs() / unit.unsigned_abs();
    if size >= 999_500_000 {
        with_symbol(
            lang,
            money,
            &scaled(lang, money.minor, digits + 9, 2, true),
            " bn",
        )
        .replace("bn€", "Md€")
    } else if size >= 999_500 {
        let shown = if size >= 9_995_000 { 1 } else { 2 };
        with_symbol(
            lang,
            money,
            &scaled(lang, money.minor, digits + 6, shown, false),
            " M",
        )
    } else if size >= 1_000 {
        with_symbol(
            lang,
            money,
            &scaled(lang, money.minor, digits + 3, 0, false),
            " k",
        )
    } else {
        with_symbol(
            lang,
            money,
            &scaled(lang, money.minor, digits, 0, false),
            "",
        )
    }
}

/// Returns an amount with its sign: `+€750 k`.
#[must_use]
pub fn money_signed(lang: Lang, amount: Money) -> String {
    signed(amount.minor > 0, money(lang, amount))
}

/// Returns an amount to the cent: `€1,234.50`.
#[must_use]
pub fn money_full(lang: Lang, money: Money) -> String {
    let digits = money.currency.digits();
    with_symbol(
        lang,
        money,
        &scaled(lang, money.minor, digits, digits, false),
        "",
    )
}

/// Returns a size in bytes: `312 kB`.
#[must_use]
pub fn bytes(lang: Lang, bytes: u64) -> String {
    let bytes = i64::try_from(bytes).unwrap_or(i64::MAX);
    let (number, unit) = match bytes {
        0..1_000 => (whole(lang, bytes), "B"),
        1_000..1_000_000 => (scaled(lang, bytes, 3, 0, false), "kB"),
        1_000_000..1_000_000_000 => (scaled(lang, bytes, 6, 1, false), "MB"),
        _ => (scaled(lang, bytes, 9, 1, false), "GB"),
    };
    let unit = match lang {
        Lang::En => unit.to_owned(),
        Lang::Fr => unit.replace('B', "o"),
    };
    format!("{number} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;

    fn eur(units: i64) -> Money {
        Money::new(units * 100, Currency::EUR)
    }

    #[test]
    fn money_is_short_and_rounds_half_away_from_zero() {
        assert_eq!(money(Lang::En, eur(72_900_000)), "€72.9 M");
        assert_eq!(money(Lang::En, eur(7_150_000)), "€7.15 M");
        assert_eq!(money(Lang::En, eur(750_000)), "€750 k");
        assert_eq!(money(Lang::En, eur(-750_400)), "−€750 k");
        assert_eq!(money(Lang::En, eur(312)), "€312");
        assert_eq!(money(Lang::En, eur(999_600)), "€1.00 M");
        assert_eq!(money(Lang::Fr, eur(72_900_000)), "72,9\u{202f}M€");
        assert_eq!(
            money_full(Lang::En, Money::new(-123_450, Currency::GBP)),
            "−£1,234.50"
        );
        assert_eq!(
            money(Lang::En, Money::new(i64::MIN, Currency::EUR)),
            "−€92,233,720.37 bn"
        );
    }

    #[test]
    fn counts_from_a_thousand_are_grouped() {
        assert_eq!(count(Lang::En, 999), "999");
        assert_eq!(count(Lang::En, 20_000), "20,000");
        assert_eq!(count(Lang::Fr, 1_234_567), "1\u{202f}234\u{202f}567");
    }

    #[test]
    fn shares_and_days_carry_their_signs() {
        assert_eq!(percent_signed(Lang::En, Percent(1172)), "+11.7%");
        assert_eq!(percent(Lang::Fr, Percent(-50)), "−0,5\u{202f}%");
        assert_eq!(days_signed(Lang::Fr, 49), "+49 j");
        assert_eq!(days_signed(Lang::En, -7), "−7 d");
        assert_eq!(days_signed(Lang::En, 0), "0 d");
    }

    #[test]
    fn dates_are_written_out() {
        let day = Date::new(2026, 5, 18).unwrap();
        assert_eq!(date(Lang::En, day), "18 May 2026");
        assert_eq!(date(Lang::Fr, day), "18 mai 2026");
        assert_eq!(whole(Lang::Fr, -1_234_567), "−1\u{202f}234\u{202f}567");
        assert_eq!(bytes(Lang::Fr, 1_250_000), "1,3 Mo");
    }

    #[test]
    fn distances_and_ranges_read_as_sentences_do() {
        let today = Date::new(2026, 5, 18).unwrap();
        let at = |days| today.plus_days(days).unwrap();
        assert_eq!(relative(Lang::En, at(-3), today), "3 days ago");
        assert_eq!(relative(Lang::Fr, at(-3), today), "il y a 3 jours");
        assert_eq!(relative(Lang::Fr, at(1), today), "demain");
        assert_eq!(relative(Lang::En, at(12), today), "in 12 days");
        assert_eq!(days(Lang::Fr, 0), "0 jour");
        assert_eq!(week(Lang::Fr, at(23)), "S24");
        assert_eq!(week(Lang::En, Date::new(2027, 1, 1).unwrap()), "W53");
        assert_eq!(date_range(Lang::En, at(-13), today), "5 to 18 May 2026");
        assert_eq!(
            date_range(Lang::Fr, at(-30), today),
            "18 avr. au 18 mai 2026"
        );
    }
}
