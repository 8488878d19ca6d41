//! How a column writes numbers, amounts and days, found from its heading and its cells.

use super::cells::{self, DateOrder, Mark, Said, plain};
use super::inspect::Inspection;
use super::mapping::LOOKED_AT;
use super::target::Scale;
use crate::model::{Currency, Money};

pub(super) fn mark_of(inspection: &Inspection, place: usize) -> Mark {
    let (mut point, mut comma) = (0, 0);
    for cell in inspection.column(place).take(LOOKED_AT) {
        let digits = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
        let behind = |mark| digits.rfind(mark).map(|place| digits.len() - place - 1);
        match (behind('.'), behind(',')) {
            (Some(p), Some(c)) if p < c => point += 2,
            (Some(_), Some(_)) => comma += 2,
            (Some(p), None) if p != 3 => point += 1,
            (None, Some(c)) if c != 3 => comma += 1,
            _ => {}
        }
    }
    if comma > point {
        Mark::Comma
    } else {
        Mark::Point
    }
}

pub(super) fn order_of(inspection: &Inspection, place: usize) -> DateOrder {
    let (mut day, mut month) = (0, 0);
    for cell in inspection.column(place).take(LOOKED_AT) {
        let words = plain(cell);
        let mut parts = words.split(' ').map(|p| p.parse::<u32>().unwrap_or(0));
        match (parts.next(), parts.next()) {
            (Some(13..=31), Some(1..=12)) => day += 1,
            (Some(1..=12), Some(13..=31)) => month += 1,
            _ => {}
        }
    }
    if month > day {
        DateOrder::MonthFirst
    } else {
        DateOrder::DayFirst
    }
}

/// What the amounts of a column count: as the heading says, else by their size.
pub(super) fn scale_of(
    inspection: &Inspection,
    place: usize,
    heading: &str,
    mark: Mark,
    currency: Currency,
) -> Scale {
    let words = plain(heading);
    let says = |list: &[&str]| words.split(' ').any(|word| list.contains(&word));
    if says(&["million", "millions", "m", "mn", "meur", "mgbp", "musd"])
        || heading.contains("M€")
        || heading.contains("£m")
    {
        return Scale::Million;
    }
    if says(&[
        "thousand",
        "thousands",
        "k",
        "keur",
        "kgbp",
        "kusd",
        "milliers",
    ]) || heading.contains("k€")
    {
        return Scale::Thousand;
    }
    if says(&["billion", "billions", "bn", "milliards"]) {
        return Scale::Billion;
    }
    let mut sizes: Vec<u64> = inspection
        .column(place)
        .take(LOOKED_AT)
        .filter_map(
            |cell| match cells::money(cell, Scale::One, mark, currency) {
                Said::Value(Money { minor, .. }) | Said::About(Money { minor, .. }) => {
                    Some(minor.unsigned_abs())
                }
                _ => None,
            },
        )
        .filter(|minor| *minor > 0)
        .collect();
    sizes.sort_unstable();
    match sizes.get(sizes.len() / 2) {
        // Projects that cost less than 20,000 of a currency do not stand in a portfolio: the figures are millions.
        Some(middle) if *middle < 2_000_000 => Scale::Million,
        _ => Scale::One,
    }
}

pub(super) fn currency_of(text: &str) -> Option<Currency> {
    let count = |sign: char| text.matches(sign).count();
    [('£', "GBP"), ('€', "EUR"), ('$', "USD")]
        .into_iter()
        .map(|(sign, code)| (count(sign), code))
        .filter(|(count, _)| *count > 0)
        .max_by_key(|(count, _)| *count)
        .and_then(|(_, code)| Currency::parse(code))
        .or_else(|| {
            let words = plain(text);
            ["EUR", "GBP", "USD", "CHF"]
                .into_iter()
                .find(|code| words.split(' ').any(|word| word == code.to_lowercase()))
                .and_then(Currency::parse)
        })
}
