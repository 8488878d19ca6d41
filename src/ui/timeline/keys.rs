//! Every drag has a key.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::cursor as cells;
use super::pointer;
use super::state::{KeyAt, State, tell};
use crate::timeline::drag::{self, Step};
use crate::timeline::hit::Part;
use crate::timeline::scene::{HEAD_HEIGHT, Moving};
use crate::timeline::{Key, Row};

const ZOOM_STEP: f64 = 1.3;
const SCROLL_STEP: f64 = 80.0;

/// Handles a key, and keeps the browser from handling it again if it did something here.
pub(super) fn down(state: State, event: &KeyboardEvent) {
    if event.is_composing() {
        return;
    }
    let is_command = event.ctrl_key() || event.meta_key();
    let in_cells = state.calls.on_cell.is_some() && !is_command && !event.alt_key();
    if in_cells && cells::down(state, event) || asks_page(state, event, is_command) {
        event.prevent_default();
        event.stop_propagation();
        return;
    }
    if is_command {
        return;
    }
    let steps = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => 0,
    };
    let is_done = match (steps, event.shift_key(), event.alt_key()) {
        (0, ..) => plain(state, event),
        (steps, true, false) => move_bar(state, Part::Body, steps),
        (steps, false, true) => move_bar(state, Part::Finish, steps),
        (steps, true, true) => move_bar(state, Part::Start, steps),
        (steps, false, false) => sideways(state, steps),
    };
    if is_done {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Lets the page do what it means by a key; says whether it did something.
fn asks_page(state: State, event: &KeyboardEvent, command: bool) -> bool {
    let now = state.now();
    let Some(ask) = state.calls.on_key else {
        return false;
    };
    ask.run(KeyAt {
        row: now.active,
        cell: now.cell,
        key: event.key(),
        command,
        shift: event.shift_key(),
    })
}

fn plain(state: State, event: &KeyboardEvent) -> bool {
    if event.alt_key() {
        return false;
    }
    let page = (state.layout().chart().1 - HEAD_HEIGHT) / state.inputs.row_height.get_untracked();
    let page = crate::timeline::scale::floor_day(page).max(1);
    match event.key().as_str() {
        "ArrowDown" => step(state, 1),
        "ArrowUp" => step(state, -1),
        "PageDown" => step(state, page),
        "PageUp" => step(state, -page),
        "Home" => step(state, i32::MIN),
        "End" => step(state, i32::MAX),
        "Enter" => with_active(state, |key, _| pointer::open(state, key)),
        " " => with_active(state, |key, row| {
            if row.is_open().is_some() {
                tell(state.calls.on_toggle_lane, key);
            }
        }),
        "Escape" => {
            let is_dragging = state.now().drag.is_some();
            pointer::cancel(state);
            is_dragging
        }
        "+" | "=" => done(|| state.zoom_to(state.px_per_day() * ZOOM_STEP, None)),
        "-" | "\u{2212}" => done(|| state.zoom_to(state.px_per_day() / ZOOM_STEP, None)),
        "0" => done(|| state.fit()),
        "t" | "T" => done(|| state.go_to_today()),
        _ => false,
    }
}

fn done(act: impl FnOnce()) -> bool {
    act();
    true
}

fn with_active(state: State, act: impl FnOnce(Key, &Row)) -> bool {
    let found = state
        .now()
        .active
        .and_then(|key| Some((key, state.inputs.data.get_untracked().find(key)?.clone())));
    found.inspect(|(key, row)| act(*key, row)).is_some()
}

pub(super) fn step(state: State, rows: i32) -> bool {
    let key = state.inputs.data.with_untracked(|data| {
        let last = data.len().checked_sub(1)?;
        let now = state.now().active.and_then(|key| data.position(key));
        let distance = usize::try_from(rows.unsigned_abs()).unwrap_or(usize::MAX);
        let next = match now {
            None if rows == i32::MAX => last,
            None => 0,
            Some(now) if rows < 0 => now.saturating_sub(distance),
            Some(now) => now.saturating_add(distance).min(last),
        };
        data.row(next).map(Row::key)
    });
    state.activate(key);
    key.is_some()
}

/// On a group head the arrows open and close it, as in any tree; elsewhere they scroll in time.
fn sideways(state: State, steps: i32) -> bool {
    let fold = state.now().active.and_then(|key| {
        state
            .inputs
            .data
            .with_untracked(|data| Some((key, !data.find(key)?.is_open()?)))
    });
    match fold {
        Some((key, is_collapsed)) if is_collapsed == (steps > 0) => {
            tell(state.calls.on_toggle_lane, key);
        }
        _ => state.scroll_to(
            Some(state.now().scroll.0 + f64::from(steps) * SCROLL_STEP),
            None,
        ),
    }
    true
}

fn move_bar(state: State, part: Part, steps: i32) -> bool {
    with_active(state, |key, row| {
        let Some(item) = row.item().filter(|item| drag::is_allowed(item)) else {
            return;
        };
        let step = Step::at(state.px_per_day());
        let after = drag::dragged_item(item, part, step, steps);
        if let Some((start, finish)) = after.filter(|_| after != item.span) {
            let is_whole = drag::is_whole(part);
            tell(
                state.calls.on_move,
                Moving {
                    key,
                    start,
                    finish,
                    is_whole,
                },
            );
        }
    })
}
