//! The readings of a key figure against its target and limits.

use super::money_curve::chart_date;
use super::{drawn, figure};
use crate::analysis::KpiAnswer;
use crate::charts::{Band, Formats, KpiLine, Reading, Role};
use crate::model::{Choice, Date, Decimal, Direction, Frequency, Kpi};
use crate::words::{Groups as Words, Lang, format};
use leptos::prelude::*;

/// Returns a value with its unit.
#[must_use]
pub fn with_unit(lang: Lang, value: Decimal, unit: &str) -> String {
    let number = format::decimal(lang, value);
    match unit {
        "" => number,
        "%" if lang == Lang::En => format!("{number}%"),
        unit => format!("{number} {unit}"),
    }
}

/// The readings with a gap for every period in which none was taken.
fn with_gaps(kpi: &Kpi, answer: &KpiAnswer) -> Vec<Reading> {
    let months = match kpi.frequency.as_ref().and_then(Choice::known) {
        Some(Frequency::Quarterly) => 3,
        Some(Frequency::Yearly) => 12,
        _ => 1,
    };
    let mut readings = Vec::new();
    let mut last: Option<Date> = None;
    for (date, value) in &answer.readings {
        let missed = last
            .and_then(|l| l.month_start().plus_months(months))
            .filter(|due| due.month_start() < date.month_start());
        if let Some(missed) = missed {
            readings.push(Reading {
                date: missed.naive(),
                value: None,
            });
        }
        readings.push(Reading {
            date: date.naive(),
            value: Some(value.to_f64()),
        });
        last = Some(*date);
    }
    readings
}

/// The limits as bands with their names.
fn bands(kpi: &Kpi, lang: Lang) -> Vec<Band> {
    let direction = kpi
        .direction
        .as_ref()
        .and_then(Choice::known)
        .unwrap_or(Direction::Up);
    // A band ends where the next begins: laid over each other their names would be, too.
    let band = |word: Words, role, limit: Option<Decimal>, next: Option<Decimal>| {
        let (at, next) = (limit?.to_f64(), next.map(Decimal::to_f64));
        let (from, to) = if direction == Direction::Down {
            (Some(at), next)
        } else {
            (next, Some(at))
        };
        Some(Band {
            name: word.text(lang).to_owned(),
            role,
            from,
            to,
        })
    };
    if direction == Direction::Band {
        return Vec::new();
    }
    [
        band(Words::AmberLimit, Role::Amber, kpi.amber, kpi.red),
        band(Words::RedLimit, Role::Red, kpi.red, None),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The chart with caption and table.
#[component]
pub fn KpiChart(
    /// The definition.
    kpi: Kpi,
    /// Its readings.
    answer: KpiAnswer,
    /// The language.
    lang: Memo<Lang>,
    /// Width and height in pixels.
    size: (u32, u32),
) -> impl IntoView {
    let kpi = StoredValue::new(kpi);
    let answer = StoredValue::new(answer);
    let picture = Memo::new(move |_| {
        let lang = lang.get();
        kpi.with_value(|kpi| {
            answer.with_value(|answer| {
                let unit = kpi.unit.to_string();
                #[allow(clippy::cast_possible_truncation)]
                let exact = |value: f64| Decimal((value * 10_000.0).round() as i64);
                let value = |v: f64| with_unit(lang, exact(v), &unit);
                let tick = |v: f64| format::decimal(lang, exact(v));
                let date = |date, style| chart_date(lang, date, style);
                let target = kpi.target.map(|target| {
                    let end = kpi
                        .target_date
                        .or(answer.last.map(|l| l.0))
                        .unwrap_or(Date::EPOCH);
                    (
                        Words::Target.text(lang).to_owned(),
                        vec![(end.naive(), target.to_f64())],
                    )
                });
                let chart = KpiLine {
                    name: String::new(),
                    readings: with_gaps(kpi, answer),
                    target,
                    baseline: kpi
                        .baseline
                        .map(|b| (Words::Baseline.text(lang).to_owned(), b.to_f64())),
                    bands: bands(kpi, lang),
                    date_head: Words::Date.text(lang).to_owned(),
                    formats: Formats {
                        value: &value,
                        tick: &tick,
                        date: &date,
                    },
                };
                drawn(&chart, size)
            })
        })
    });
    let summary = move || {
        let lang = lang.get();
        kpi.with_value(|kpi| {
            let text = |value: Option<Decimal>| {
                value.map_or_else(|| "–".to_owned(), |v| with_unit(lang, v, &kpi.unit))
            };
            let last = answer.with_value(|a| a.last.map(|l| l.1));
            Words::KpiSummary.fill(lang, &[&kpi.name, &text(last), &text(kpi.target)])
        })
    };
    figure(picture, summary, lang)
}
