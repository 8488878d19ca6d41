//! The cumulative curve of money, for a portfolio, a group or a project.

use super::{drawn, figure};
use crate::analysis::money::{MonthSums, Sums};
use crate::analysis::outlook::{cumulated, outlook};
use crate::charts::{BudgetCurve, DateStyle, MoneyFormats, MoneyLine};
use crate::model::SmallMap;
use crate::model::{Currency, Date, Money};
use crate::words::{Cockpit, Common, Lang, format};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// A date at a tick or in a table of a chart.
#[must_use]
pub fn chart_date(lang: Lang, date: NaiveDate, style: DateStyle) -> String {
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
            let naive = |points: Vec<(Date, i64)>| {
                let all = points
                    .into_iter()
                    .map(|(day, amount)| (day.naive(), amount));
                all.collect::<Vec<_>>()
            };
            // What happened ends today; an amount that nobody records has no curve.
            let past = |pick: fn(&MonthSums) -> i64| {
                let recorded = months.values().any(|month| pick(month) != 0);
                let mut points = if recorded {
                    cumulated(months, pick)
                } else {
                    Vec::new()
                };
                let behind = points.iter().filter(|point| point.0 <= today).count();
                points.truncate(behind + 1);
                if let Some(point) = points.last_mut().filter(|point| point.0 > today) {
                    point.0 = today;
                }
                naive(points)
            };
            let value = |minor| format::money(lang, Money::new(minor, currency));
            let date = |date, style| chart_date(lang, date, style);
            let of = |name: &str, points| MoneyLine {
                name: name.to_owned(),
                points,
            };
            let chart = BudgetCurve {
                approved: of(
                    Common::Approved.text(lang),
                    naive(cumulated(months, |m| m.approved)),
                ),
                forecast: of(Common::Forecast.text(lang), naive(outlook(months, today))),
                committed: of(Common::Committed.text(lang), past(|m| m.committed)),
                consumed: of(Common::Consumed.text(lang), past(|m| m.consumed)),
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
