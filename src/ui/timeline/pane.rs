//! The table beside the bars: only rows in view are elements.
//!
//! A fixed set of row elements is used again and again while scrolling: element *s* shows the row
//! in view whose place leaves *s* when divided by their number, so one step of scrolling changes
//! one element and leaves the others alone.

use leptos::html;
use leptos::prelude::*;

use super::px;
use super::state::{State, tell};
use crate::timeline::mark::{self, Outline};
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::{Align, Cell, Colour, Item, Lane, Row, Status, Tone};

/// Rows kept ready above and below the view.
const SPARE: usize = 2;

#[component]
pub(super) fn Pane(state: State, grid: NodeRef<html::Div>) -> impl IntoView {
    let slots = Memo::new(move |_| {
        let room =
            (state.chart_size.get().1 - HEAD_HEIGHT) / state.inputs.row_height.get().max(1.0);
        usize::try_from(crate::timeline::scale::floor_day(room)).unwrap_or(0) + 2 + SPARE * 2
    });
    let first = Memo::new(move |_| {
        let place = state.scroll.get().1 / state.inputs.row_height.get().max(1.0);
        usize::try_from(crate::timeline::scale::floor_day(place))
            .unwrap_or(0)
            .saturating_sub(SPARE)
    });
    let count = Memo::new(move |_| state.inputs.data.with(|data| data.len()));
    let active = move || {
        let key = state.active.get()?;
        let place = state.inputs.data.with(|data| data.position(key))?;
        Some(row_id(state.number, place))
    };
    let columns = move || {
        state.inputs.data.with(|data| {
            data.columns()
                .iter()
                .fold("minmax(0,1fr)".to_owned(), |sum, column| {
                    format!("{sum} {}px", column.width)
                })
        })
    };
    view! {
        <div
            class="tl-pane"
            role="treegrid"
            tabindex="0"
            node_ref=grid
            aria-label=move || state.inputs.words.with(|words| words.table.clone())
            aria-rowcount=move || count.get() + 1
            aria-activedescendant=active
            style:width=move || px(state.pane_width.get())
            style=("--tl-columns", columns)
            style=("--tl-row", move || px(state.inputs.row_height.get()))
        >
            <Head state/>
            <div class="tl-rows" role="rowgroup">
                <div
                    class="tl-rows-in"
                    role="presentation"
                    style:transform=move || format!("translateY({}px)", -state.scroll.get().1)
                >
                    <For each=move || 0..slots.get() key=|number| *number let:number>
                        <PaneRow state number slots first/>
                    </For>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn row_id(number: usize, place: usize) -> String {
    format!("timeline-{number}-row-{place}")
}

#[component]
fn Head(state: State) -> impl IntoView {
    let titles = move || {
        let data = state.inputs.data.get();
        data.columns()
            .iter()
            .map(|column| {
                view! { <span role="columnheader" class="tl-cell" class:tl-end=column.align == Align::End>{column.title.clone()}</span> }
            })
            .collect_view()
    };
    view! {
        <div class="tl-head" role="rowgroup">
            <div class="tl-row tl-row-head" role="row" aria-rowindex="1">
                <span role="columnheader" class="tl-cell tl-title">{move || state.inputs.data.with(|data| data.title_head().to_owned())}</span>
                {titles}
                <span role="columnheader" class="tl-spoken">{move || state.inputs.words.with(|words| words.bar_column.clone())}</span>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PaneRow(state: State, number: usize, slots: Memo<usize>, first: Memo<usize>) -> impl IntoView {
    let place = Memo::new(move |_| {
        let (first, slots) = (first.get(), slots.get().max(1));
        first + (number + slots - first % slots) % slots
    });
    // Rows are compared by allocation: an edit redraws the one row that it made anew.
    let row = Memo::new_with_compare(
        move |_| {
            state
                .inputs
                .data
                .with(|data| data.row(place.get()).cloned())
        },
        |before, after| match (
            before.and_then(Option::as_ref),
            after.and_then(Option::as_ref),
        ) {
            (Some(before), Some(after)) => !before.is_same(after),
            (before, after) => before.is_some() != after.is_some(),
        },
    );
    let key = Memo::new(move |_| row.with(|row| row.as_ref().map(Row::key)));
    let is_lane = move || row.with(|row| matches!(row, Some(Row::Lane(_))));
    let is_active = move || key.get().is_some() && state.active.get() == key.get();
    let expanded = move || {
        row.with(|row| match row {
            Some(Row::Lane(lane)) => Some(if lane.is_collapsed { "false" } else { "true" }),
            _ => None,
        })
    };
    let level = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| row.item().map_or(1, |item| usize::from(item.depth) + 2))
        })
    };
    let content = move || {
        row.get().map(|row| match row {
            Row::Lane(lane) => lane_cells(state, &lane),
            Row::Item(item) => item_cells(state, &item),
        })
    };
    view! {
        <div
            class="tl-row"
            role="row"
            class:tl-lane=is_lane
            class:tl-active=is_active
            class:tl-hovered=move || state.hovered.get() == Some(place.get())
            class:tl-absent=move || key.get().is_none()
            id=move || row_id(state.number, place.get())
            aria-rowindex=move || place.get() + 2
            attr:aria-level=level
            aria-expanded=expanded
            aria-selected=move || if is_active() { "true" } else { "false" }
            style:top=move || format!("calc({} * var(--tl-row))", place.get())
            on:click=move |_| state.activate(key.get_untracked())
            on:dblclick=move |_| {
                if let Some(key) = key.get_untracked() {
                    super::pointer::open(state, key);
                }
            }
            on:pointerenter=move |_| state.hovered.set(Some(place.get_untracked()))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            {content}
        </div>
    }
    .into_any()
}

fn lane_cells(state: State, lane: &Lane) -> AnyView {
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

fn item_cells(state: State, item: &Item) -> AnyView {
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
    let indent = 18 + u32::from(item.depth) * 14;
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
