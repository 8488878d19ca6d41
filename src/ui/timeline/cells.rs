//! The cells of a row: name, counts, columns, and the sentence that says the bar.

use leptos::prelude::*;

use super::state::{State, tell};
use crate::timeline::mark::{self, Outline};
use crate::timeline::{Align, Cell, Colour, Item, Lane, Status, Tone};

pub(super) fn lane(state: State, lane: &Lane) -> AnyView {
    let key = lane.key;
    let words = state.inputs.words.get();
    // The counts take the place of the leading cells that the group leaves empty.
    let lead = lane
        .cells
        .iter()
        .take_while(|cell| cell.text.is_empty())
        .count();
    let counts: Vec<_> = lane
        .statuses
        .iter()
        .map(|(status, count)| view! { <span class="tl-count">{mark_view(*status, words.status(*status), words.letter(*status))}{count.to_string()}</span> })
        .collect();
    let counts = (lead > 0).then(|| {
        view! { <span role="gridcell" class="tl-cell tl-counts" style=("grid-column", format!("span {lead}")) aria-colspan=lead>{counts}</span> }
    });
    let cells = lane
        .cells
        .iter()
        .zip(state.inputs.data.get_untracked().columns())
        .skip(lead)
        .map(|(cell, column)| cell_view(cell, column.align))
        .collect_view();
    let toggle = move |event: web_sys::MouseEvent| {
        event.stop_propagation();
        tell(state.calls.on_toggle_lane, key);
    };
    view! {
        <span role="rowheader" class="tl-cell tl-title">
            <span class="tl-chevron" class:tl-closed=lane.is_collapsed aria-hidden="true" on:click=toggle></span>
            <span class=swatch(lane.colour) aria-hidden="true"></span>
            <span class="tl-name">{lane.title.clone()}</span>
            <span class="tl-quiet">{lane.count.to_string()}</span>
        </span>
        {counts}
        {cells}
        <span role="gridcell" class="tl-spoken">{words.describe_lane(lane)}</span>
    }
    .into_any()
}

pub(super) fn item(state: State, item: &Item) -> AnyView {
    let words = state.inputs.words.get();
    let mark = item
        .status
        .map(|status| mark_view(status, words.status(status), words.letter(status)));
    let cells = item
        .cells
        .iter()
        .zip(state.inputs.data.get_untracked().columns())
        .map(|(cell, column)| cell_view(cell, column.align))
        .collect_view();
    // The mark of a first step stands under the swatch of its group.
    let indent = u32::from(item.depth) * 14 + u32::from(item.depth > 0) * 4;
    view! {
        <span role="rowheader" class="tl-cell tl-title" style=("padding-inline-start", format!("{indent}px"))>
            {mark}
            <span class="tl-name">{item.title.clone()}</span>
        </span>
        {cells}
        <span role="gridcell" class="tl-spoken">{words.describe(item)}</span>
    }
    .into_any()
}

fn cell_view(cell: &Cell, align: Align) -> AnyView {
    let tone = match cell.tone {
        Tone::Plain => "tl-cell",
        Tone::Quiet => "tl-cell tl-quiet",
        Tone::Late => "tl-cell tl-late",
        Tone::Early => "tl-cell tl-early",
        Tone::Badge(_) => "tl-cell tl-badged",
    };
    let text = match cell.tone {
        Tone::Badge(tint) if !cell.text.is_empty() => {
            let class = match tint % 4 {
                0 => "tl-badge tl-badge-1",
                1 => "tl-badge tl-badge-2",
                2 => "tl-badge tl-badge-3",
                _ => "tl-badge tl-badge-4",
            };
            view! { <span class=class>{cell.text.clone()}</span> }.into_any()
        }
        _ => cell.text.clone().into_any(),
    };
    view! { <span role="gridcell" class=tone class:tl-end=align == Align::End>{text}</span> }
        .into_any()
}

fn swatch(colour: Colour) -> String {
    match colour {
        Colour::Category(number) => format!("tl-swatch tl-cat-{}", number.wrapping_sub(1) % 8 + 1),
        Colour::Status(status) => format!("tl-swatch tl-status-{}", status_class(status)),
        Colour::Neutral => "tl-swatch".to_owned(),
    }
}

fn status_class(status: Status) -> &'static str {
    match status {
        Status::Green => "g",
        Status::Amber => "a",
        Status::Red => "r",
        Status::NotReported => "n",
        Status::Complete => "c",
    }
}

/// A status mark as an element: shape, letter and colour, with its name for assistive technology.
pub(super) fn mark_view(status: Status, name: &str, letter: &str) -> AnyView {
    let shape = match mark::outline(status) {
        Outline::Disc { radius } | Outline::Ring { radius } => {
            view! { <circle cx="8" cy="8" r=radius.to_string()></circle> }.into_any()
        }
        Outline::Polygon { corners, .. } => {
            view! { <polygon points=mark::points(corners)></polygon> }.into_any()
        }
        Outline::Square { inset, radius } => {
            let side = mark::SIDE - inset * 2.0;
            view! { <rect x=inset.to_string() y=inset.to_string() width=side.to_string() height=side.to_string() rx=radius.to_string()></rect> }
                .into_any()
        }
    };
    let baseline = mark::letter(status).baseline;
    view! {
        <svg class=format!("tl-mark tl-mark-{}", status_class(status)) viewBox="0 0 16 16" role="img" aria-label=name.to_owned()>
            {shape}
            <text x="8" y=baseline.to_string() text-anchor="middle" aria-hidden="true">{letter.to_owned()}</text>
        </svg>
    }
    .into_any()
}
