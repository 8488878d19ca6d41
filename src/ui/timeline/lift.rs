//! Dragging a row of the table to another place.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::pane::row_at;
use super::px;
use super::state::{Dropped, State, tell};
use crate::timeline::{Key, Row};

/// A press that moves less than this is a click.
const SLACK: f64 = 5.0;

/// A row that was grabbed.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Lifted {
    key: Key,
    from: f64,
    /// Where it would be dropped, and the top edge of the mark for that.
    over: Option<(Dropped, f64)>,
}

type Slot = RwSignal<Option<Lifted>>;

pub(super) fn down(state: State, lifted: Slot, event: &PointerEvent) {
    if state.calls.on_drop.is_none() || event.button() != 0 || event.pointer_type() == "touch" {
        return;
    }
    let row = row_at(state, event);
    lifted.set(row.map(|(_, key)| Lifted {
        key,
        from: f64::from(event.client_y()),
        over: None,
    }));
}

pub(super) fn moved(state: State, lifted: Slot, event: &PointerEvent) {
    let Some(mut now) = lifted.get_untracked() else {
        return;
    };
    let y = f64::from(event.client_y());
    if now.over.is_none() && (y - now.from).abs() < SLACK {
        return;
    }
    if let Some(rows) = event
        .current_target()
        .and_then(|t| t.dyn_into::<Element>().ok())
    {
        let _ = rows.set_pointer_capture(event.pointer_id());
        let top = rows.get_bounding_client_rect().top();
        let row_height = state.inputs.row_height.get_untracked().max(1.0);
        let scrolled = y - top + state.now().scroll.1;
        let place = (scrolled / row_height).floor();
        let within = scrolled / row_height - place;
        let at = state.inputs.data.with_untracked(|data| {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to zero and far below 2^52"
            )]
            let place = place.max(0.0) as usize;
            data.row(place.min(data.len().checked_sub(1)?))
                .map(Row::key)
        });
        now.over = at.filter(|at| *at != now.key).map(|at| {
            let is_inside = (0.3..0.7).contains(&within);
            let is_below = within >= 0.5;
            let edge = if is_below && !is_inside { 1.0 } else { 0.0 };
            let mark = (place + edge) * row_height - state.now().scroll.1;
            let dropped = Dropped {
                key: now.key,
                at,
                is_below,
                is_inside,
            };
            (dropped, mark)
        });
        lifted.set(Some(now));
    }
}

pub(super) fn up(state: State, lifted: Slot, _event: &PointerEvent) {
    if let Some((dropped, _)) = lifted.get_untracked().and_then(|now| now.over) {
        tell(state.calls.on_drop, dropped);
    }
    lifted.set(None);
}

pub(super) fn cancel(lifted: Slot) {
    lifted.set(None);
}

/// The line between two rows, or the frame around one, where the row would go.
#[component]
pub(super) fn Mark(lifted: Slot) -> impl IntoView {
    let over = Memo::new(move |_| lifted.get().and_then(|now| now.over));
    move || {
        over.get().map(|(dropped, top)| {
            let class = if dropped.is_inside {
                "tl-drop tl-drop-in"
            } else {
                "tl-drop"
            };
            view! { <div class=class style:top=px(top)></div> }
        })
    }
}
