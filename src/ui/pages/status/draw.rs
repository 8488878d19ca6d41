//! Small pictures of a status: its trend, its share among many, its place between limits.

use crate::analysis::Distribution;
use crate::charts::{Chart, Level, LimitScale, Size, StatusShare, StatusTrend};
use crate::model::Rag;
use crate::ui::parts::{level_of, rag_letter, rag_of};
use crate::words::explain::Scale;
use crate::words::{Lang, StatusText, rag_label};

/// Draws the statuses of the last rounds; empty when there are none.
#[must_use]
pub fn trend(points: &[(String, Rag)], weather: bool, lang: Lang) -> String {
    strip(points, 96, weather, lang)
}

/// Draws the statuses of every report that is left, as wide as they need.
#[must_use]
pub fn trend_wide(points: &[(String, Rag)], weather: bool, lang: Lang) -> String {
    let count = u32::try_from(points.len().clamp(6, 60)).unwrap_or(60);
    strip(points, count * 18, weather, lang)
}

fn strip(points: &[(String, Rag)], width: u32, weather: bool, lang: Lang) -> String {
    let name = |level| rag_label(rag_of(level), lang).to_owned();
    let chart = StatusTrend {
        reports: points
            .iter()
            .map(|(round, rag)| (round.clone(), level_of(*rag)))
            .collect(),
        name: &name,
        weather,
        heads: [String::new(), String::new()],
    };
    chart
        .draw(Size { width, height: 18 })
        .map(|svg| svg.text)
        .unwrap_or_default()
}

/// Draws how many projects are in each state.
#[must_use]
pub fn share(counts: &Distribution, width: u32, lang: Lang) -> String {
    let name = |level| rag_label(rag_of(level), lang).to_owned();
    let chart = StatusShare {
        counts: Distribution::ORDER
            .into_iter()
            .map(|rag| {
                (
                    level_of(rag),
                    u32::try_from(counts.count(rag)).unwrap_or(u32::MAX),
                )
            })
            .collect(),
        name: &name,
        heads: [String::new(), String::new()],
    };
    chart
        .draw(Size { width, height: 5 })
        .map(|svg| svg.text)
        .unwrap_or_default()
}

/// Draws a value between its limits, and says it in a sentence.
#[must_use]
pub fn limits(scale: &Scale, title: &str, lang: Lang) -> (String, String) {
    let letter = |level| rag_letter(rag_of(level), lang).to_owned();
    let name = |level| rag_label(rag_of(level), lang).to_owned();
    let chart = LimitScale {
        first: Level::Green,
        limits: scale
            .limits
            .iter()
            .map(|(at, text, rag)| (*at, text.clone(), level_of(*rag)))
            .collect(),
        value: scale.value.clone(),
        letter: &letter,
        name: &name,
        heads: [String::new(), String::new()],
    };
    let svg = chart
        .draw(Size {
            width: 368,
            height: 34,
        })
        .map(|svg| svg.text)
        .unwrap_or_default();
    let green = scale.limits.first().map_or("", |limit| limit.1.as_str());
    let says = StatusText::LimitsSay.fill(lang, &[title, green, &scale.value.1]);
    (svg, says)
}
