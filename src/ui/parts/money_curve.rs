//! The cumulative curve of money, for a portfolio, a group or a project.

use super::{drawn, figure};
use crate::analysis::money::{MonthSums, Sums, month_key, month_of_key};
use crate::charts::{BudgetCurve, DateStyle, MoneyFormats, MoneyLine};
use crate::model::SmallMap;
use crate::model::{Currency, Date, Money};
use crate::words::{Cockpit, Common, Lang, format};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// Returns the first month at whose end the landing so far passes the approved budget so far.
#[must_use]
pub fn first_month_over(months: &SmallMap<i32, MonthSums>) -> Option<Date> {
    let (mut approved, mut landing) = (0_i64, 0_i64);
    let mut last_inside = None;
    for (key, month) in months {
        approved = approved.saturating_add(month.approved);
        landing = landing.saturating_add(month.landing);
        if landing <= approved {
            last_inside = Some(*key);
        }
    }
    // Only a crossing that lasts is worth a sentence.
    (landing > approved).then_some(())?;
    let first = months
        .keys()
        .find(|key| last_inside.is_none_or(|last| **key > last))?;
    month_of_key(*first)
}

/// Cumulated amounts at month ends, from the start of the first month.
fn line(
    months: &SmallMap<i32, MonthSums>,
    from: i32,
    to: i32,
    pick: fn(&MonthSums) -> i64,
) -> Vec<(NaiveDate, i64)> {
    let mut sum = 0_i64;
    let mut points = Vec::new();
    if let Some(first) = months
        .keys()
        .next()
        .and_then(|k| month_of_key(*k))
        .filter(|_| from == i32::MIN)
    {
        points.push((first.naive(), 0));
    }
    let start = months.keys().next().copied().unwrap_or(0).max(from);
    for (_, month) in months.iter().take_while(|(key, _)| **key < start) {
        sum = sum.saturating_add(pick(month));
    }
    for key in start..=to {
        sum = sum.saturating_add(months.get(&key).map_or(0, pick));
        if let Some(end) = month_of_key(key + 1) {
            points.push((end.naive(), sum));
        }
    }
    points
}

pub(super) fn chart_date(lang: Lang, date: NaiveDate, style: DateStyle) -> String {
    let short = format::month(lang, date.month());
    match style {
        DateStyle::Day => format!("{} {short}", date.day()),
        DateStyle::Month => short.to_owned(),
        DateStyle::Year => date.year().to_string(),
        DateStyle::Full => format!("{} {short} {}", date.day(), date.year()),
        DateStyle::MonthYear => format!("{short} {:02}", date.year() % 100),
    }
}

/// The curve with its caption and table.
#[component]
pub fn MoneyCurve(
    /// Amounts by month.
    #[prop(into)]
    months: Signal<SmallMap<i32, MonthSums>>,
    /// The sums, for the caption.
    #[prop(into)]
    sums: Signal<Sums>,
    /// The currency.
    #[prop(into)]
    currency: Signal<Currency>,
    /// The status date.
    today: Memo<Date>,
    /// The language.
    lang: Memo<Lang>,
    /// Width and height in pixels.
    size: (u32, u32),
) -> impl IntoView {
    let picture = Memo::new(move |_| {
        let (lang, currency, today) = (lang.get(), currency.get(), today.get());
        months.with(|months| {
            let last = months.keys().next_back().copied().unwrap_or(0);
            // What happened ends today: the current month is drawn up to the status date.
            let now = month_key(today).min(last);
            let past = |pick: fn(&MonthSums) -> i64| {
                let mut points = line(months, i32::MIN, now, pick);
                if let Some(point) = points.last_mut().filter(|p| p.0 > today.naive()) {
                    point.0 = today.naive();
                }
                points
            };
            let value = |minor| format::money(lang, Money::new(minor, currency));
            let date = |date, style| chart_date(lang, date, style);
            let of = |name: &str, points| MoneyLine {
                name: name.to_owned(),
                points,
            };
            // An amount that nobody records has no curve; the forecast then stands on its own.
            let known = |pick: fn(&MonthSums) -> i64| {
                let recorded = months.iter().any(|(_, month)| pick(month) != 0);
                if recorded { past(pick) } else { Vec::new() }
            };
            let consumed = known(|m| m.consumed);
            let committed = known(|m| m.committed);
            let from = if consumed.is_empty() {
                i32::MIN
            } else {
                now + 1
            };
            let mut forecast = line(months, from, last, |m| m.landing);
            if let Some(anchor) = consumed.last() {
                forecast.insert(0, *anchor);
            }
            let chart = BudgetCurve {
                approved: of(
                    Common::Approved.text(lang),
                    line(months, i32::MIN, last, |m| m.approved),
                ),
                forecast: of(Common::Forecast.text(lang), forecast),
                committed: of(Common::Committed.text(lang), committed),
                consumed: of(Common::Consumed.text(lang), consumed),
                today: Some(today.naive()),
                date_head: Common::Month.text(lang).to_owned(),
                formats: MoneyFormats {
                    value: &value,
                    tick: &value,
                    date: &date,
                },
            };
            drawn(&chart, size)
        })
    });
    let summary = move || {
        let (lang, currency) = (lang.get(), currency.get());
        let money = |minor| format::money(lang, Money::new(minor, currency));
        sums.with(|s| {
            Cockpit::BudgetSummary.fill(
                lang,
                &[
                    &money(s.landing),
                    &money(s.approved),
                    &money(s.consumed),
                    &money(s.committed),
                ],
            )
        })
    };
    figure(picture, summary, lang)
}
