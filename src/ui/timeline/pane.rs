//! The table beside the bars: only rows in view are elements.
//!
//! A fixed set of row elements is used again and again while scrolling: element *s* shows the row
//! in view whose place leaves *s* when divided by their number, so one step of scrolling changes
//! one element and leaves the others alone.

use leptos::html;
use leptos::prelude::*;

use super::cells;
use super::px;
use super::state::{SPARE, State};
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::{Align, Column, Row, slots};

#[component]
pub(super) fn Pane(state: State, grid: NodeRef<html::Div>) -> impl IntoView {
    let slots = Memo::new(move |_| {
        let room =
            (state.chart_size.get().1 - HEAD_HEIGHT) / state.inputs.row_height.get().max(1.0);
        match usize::try_from(crate::timeline::scale::floor_day(room)) {
            Ok(room) => room + 2 + SPARE * 2,
            Err(_) => 0,
        }
    });
    let numbers = move || {
        let of = slots.get();
        (0..of).map(move |number| (number, of))
    };
    let count = Memo::new(move |_| state.inputs.data.with(|data| data.len()));
    let active = move || {
        let key = state.active.get()?;
        let place = state.inputs.data.with(|data| data.position(key))?;
        let first = state.first_place(state.scroll.get().1);
        let slot = slots::slot_of_place(place, slots.get(), first)?;
        Some(row_id(state.number, slot))
    };
    let columns = Memo::new(move |_| {
        state.inputs.data.with(|data| {
            data.columns()
                .iter()
                .fold("minmax(0,1fr)".to_owned(), |sum, column| {
                    format!("{sum} {}px", column.width)
                })
        })
    });
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
            style=("--tl-columns", move || columns.get())
            style=("--tl-row", move || px(state.inputs.row_height.get()))
        >
            <Head state/>
            <div class="tl-rows" role="rowgroup">
                <div
                    class="tl-rows-in"
                    role="presentation"
                    style:transform=move || format!("translateY({}px)", -state.scroll.get().1)
                >
                    <For each=numbers key=|slot| *slot let:slot>
                        <PaneRow state number=slot.0 of=slot.1/>
                    </For>
                </div>
            </div>
        </div>
    }
    .into_any()
}

fn row_id(number: usize, slot: usize) -> String {
    format!("timeline-{number}-row-{slot}")
}

#[component]
fn Head(state: State) -> impl IntoView {
    // Compared by content: an edit of a row leaves the head alone.
    let columns = Memo::new(move |_| state.inputs.data.with(|data| data.columns().to_vec()));
    let title = Memo::new(move |_| state.inputs.data.with(|data| data.title_head().to_owned()));
    let titles = move || {
        let head = |column: Column| {
            let is_end = column.align == Align::End;
            view! { <span role="columnheader" class="tl-cell" class:tl-end=is_end>{column.title}</span> }
        };
        columns.get().into_iter().map(head).collect_view()
    };
    view! {
        <div class="tl-head" role="rowgroup">
            <div class="tl-row tl-row-head" role="row" aria-rowindex="1">
                <span role="columnheader" class="tl-cell tl-title">{move || title.get()}</span>
                {titles}
                <span role="columnheader" class="tl-spoken">{move || state.inputs.words.with(|words| words.bar_column.clone())}</span>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn PaneRow(state: State, number: usize, of: usize) -> impl IntoView {
    let face = state.join(number, of);
    let key = move || face.with(|face| face.row.as_ref().map(Row::key));
    let is_active = move || key().is_some_and(|key| state.active.get() == Some(key));
    let class = move || {
        let (place, is_lane, is_absent) = face.with(|face| {
            (
                face.place,
                matches!(face.row, Some(Row::Lane(_))),
                face.row.is_none(),
            )
        });
        let mut class = String::from("tl-row");
        for (holds, name) in [
            (is_lane, " tl-lane"),
            (state.hovered.get() == Some(place), " tl-hovered"),
            (is_active(), " tl-active"),
            (is_absent, " tl-absent"),
        ] {
            class.push_str(if holds { name } else { "" });
        }
        class
    };
    let expanded = move || {
        face.with(|face| match &face.row {
            Some(Row::Lane(lane)) => Some(if lane.is_collapsed { "false" } else { "true" }),
            _ => None,
        })
    };
    let level = move || {
        face.with(|face| {
            let row = face.row.as_ref()?;
            Some(row.item().map_or(1, |item| usize::from(item.depth) + 2))
        })
    };
    let content = move || {
        face.with(|face| match face.row.as_ref()? {
            Row::Lane(lane) => Some(cells::lane(state, lane)),
            Row::Item(item) => Some(cells::item(state, item)),
        })
    };
    let open = move || {
        if let Some(key) = face.with_untracked(|face| face.row.as_ref().map(Row::key)) {
            super::pointer::open(state, key);
        }
    };
    let activate =
        move || state.activate(face.with_untracked(|face| face.row.as_ref().map(Row::key)));
    view! {
        <div
            class=class
            role="row"
            id=row_id(state.number, number)
            aria-rowindex=move || face.with(|face| face.place) + 2
            attr:aria-level=level
            aria-expanded=expanded
            aria-selected=move || if is_active() { "true" } else { "false" }
            style:top=move || format!("calc({} * var(--tl-row))", face.with(|face| face.place))
            on:click=move |_| activate()
            on:dblclick=move |_| open()
            on:pointerenter=move |_| state.hovered.set(Some(face.with_untracked(|face| face.place)))
            on:pointerleave=move |_| state.hovered.set(None)
        >
            {content}
        </div>
    }
    .into_any()
}
