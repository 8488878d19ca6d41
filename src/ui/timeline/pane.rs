//! The table beside the bars: only rows in view are elements.
//!
//! A fixed set of row elements is used again and again while scrolling: element *s* shows the row
//! in view whose place leaves *s* when divided by their number, so one step of scrolling changes
//! one element and leaves the others alone.

use leptos::html;
use leptos::prelude::*;

use super::cells;
use super::px;
use super::state::State;
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::{Align, Row};

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
            Row::Lane(lane) => cells::lane(state, &lane),
            Row::Item(item) => cells::item(state, &item),
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
