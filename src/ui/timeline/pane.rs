//! The table beside the bars: its frame, its head, and what the pointer does on its rows.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

use super::state::{State, tell};
use super::{cursor, lift, pointer};
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
            if state.calls.on_cell.is_some() {
                state.change(|moment| moment.cell = cursor::place_of(&event));
            }
        }
    };
    let open = move |event: MouseEvent| {
        if let Some((_, key)) = row_at(state, &event)
            && !cursor::double(state, key, &event)
        {
            pointer::open(state, key);
        }
    };
    let lifted = RwSignal::new(None);
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
                on:pointerdown=move |event| lift::down(state, lifted, &event)
                on:pointermove=move |event| lift::moved(state, lifted, &event)
                on:pointerup=move |event| lift::up(state, lifted, &event)
                on:pointercancel=move |_| lift::cancel(lifted)
            >
                // Head and rows are written by `lines`, many times a second while a person scrolls.
                <div class="tl-rows-in" role="presentation"></div>
                <lift::Mark lifted />
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
pub(super) fn row_at(state: State, event: &Event) -> Option<(usize, Key)> {
    let number = within(event, "[role=row]")?.get_attribute("aria-rowindex")?;
    let place = number.parse::<usize>().ok()?.checked_sub(2)?;
    let key = state
        .inputs
        .data
        .with_untracked(|data| data.row(place).map(Row::key))?;
    Some((place, key))
}
