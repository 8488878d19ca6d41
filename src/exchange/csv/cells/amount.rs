//! Amounts, numbers and shares in cells.

use super::{Said, silent};
use crate::exchange::csv::target::Scale;
use crate::model::{Currency, Money, Percent};

/// What stands before the decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `1,234.50`
    Point,
    /// `1 234,50`
    Comma,
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
pub(in crate::exchange::csv) fn currency(text: &str) -> Option<Currency> {
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
pub(in crate::exchange::csv) fn money(
    cell: &str,
    scale: Scale,
    mark: Mark,
    column: Currency,
) -> Said<Money> {
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
pub(in crate::exchange::csv) fn percent(cell: &str, mark: Mark, fraction: bool) -> Said<Percent> {
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
