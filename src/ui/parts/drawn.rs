//! A chart of `charts` as a figure: drawn, said in one sentence, and shown as a table on demand.

use crate::charts::{Chart, Size};
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{ChartFigure, TableData};
use crate::words::{Common, Lang};
use leptos::prelude::*;

/// Left and right of a chart on a phone, in pixels.
const ROOM: u32 = 28;

/// The size that a chart has on this screen: texts of a wide drawing would be too small on a phone.
fn fitted((width, height): (u32, u32)) -> (u32, u32) {
    // Followed: a phone that is turned, or a window that is made narrower, draws again.
    let room = dom::room().saturating_sub(ROOM).max(240);
    if width > room {
        (room, height.max(200))
    } else {
        (width, height)
    }
}

/// Draws a chart, and gives its numbers; a chart without data gives an empty drawing.
#[must_use]
pub fn drawn(chart: &dyn Chart, size: (u32, u32)) -> (String, TableData) {
    let (width, height) = fitted(size);
    let svg = chart.draw(Size { width, height });
    let table = chart.table();
    (
        svg.map(|svg| svg.text).unwrap_or_default(),
        TableData {
            head: table.head,
            rows: table.rows,
        },
    )
}

/// The figure of a drawing; the summary is its sentence.
pub fn figure(
    drawn: Memo<(String, TableData)>,
    summary: impl Fn() -> String + Send + Sync + 'static,
    lang: Memo<Lang>,
) -> AnyView {
    view! {
        <ChartFigure
            svg=Signal::derive(move || drawn.with(|d| d.0.clone()))
            table=Signal::derive(move || drawn.with(|d| d.1.clone()))
            summary=Signal::derive(summary)
            table_label=said(lang, Common::ShowAsTable)
        />
    }
    .into_any()
}
