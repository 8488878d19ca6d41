//! The table beside the bars: its frame, its head, and what the pointer does on its rows.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::pointer;
use super::state::{State, tell};
use crate::timeline::{Key, Row};

#[component]
pub(super) fn Pane(state: State) -> impl IntoView {
    let click = move |event: MouseEvent| {
        let Some((_, key)) = row_at(state, &event) else {
            return;
        };
        if within(&event, ".tl-chevron").is_some() {
            tell(state.calls.on_toggle_lane, key);
        } else {
            state.activate(Some(key));
        }
    };
    let open = move |event: MouseEvent| {
        if let Some((_, key)) = row_at(state, &event) {
            pointer::open(state, key);
        }
    };
    let hover = move |place: Option<usize>| {
        if state.now().hovered != place {
            state.change(|moment| moment.hovered = place);
        }
    };
    view! {
        <div class="tl-pane" role="treegrid" tabindex="0">
            <div class="tl-head" role="rowgroup"></div>
            <div
                class="tl-rows"
                role="rowgroup"
                on:click=click
                on:dblclick=open
                on:pointerover=move |event| hover(row_at(state, &event).map(|(place, _)| place))
                on:pointerleave=move |_| hover(None)
            >
                // Head and rows are written by `lines`, many times a second while a person scrolls.
                <div class="tl-rows-in" role="presentation"></div>
            </div>
        </div>
    }
    .into_any()
}

/// What the event happened in, if that lies in an element which a selector finds.
fn within(event: &Event, selector: &str) -> Option<Element> {
    let at: Element = event.target()?.dyn_into().ok()?;
    at.closest(selector).ok().flatten()
}

/// The row that an event happened in.
fn row_at(state: State, event: &Event) -> Option<(usize, Key)> {
    let number = within(event, "[role=row]")?.get_attribute("aria-rowindex")?;
    let place = number.parse::<usize>().ok()?.checked_sub(2)?;
    let key = state
        .inputs
        .data
        .with_untracked(|data| data.row(place).map(Row::key))?;
    Some((place, key))
}
