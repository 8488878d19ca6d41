//! The active cell, for timelines whose cells can be edited (WAI-ARIA treegrid: rows first, cells inside).

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use super::state::{CellAt, State, tell};
use crate::timeline::{Key, Row};

/// Handles a key that moves between cells or begins an edit; says whether it did.
pub(super) fn down(state: State, event: &KeyboardEvent) -> bool {
    let now = state.now();
    let Some(key) = now.active else { return false };
    let name = event.key();
    let last = state
        .inputs
        .data
        .with_untracked(|data| data.columns().len());
    let to = |cell: Option<usize>| {
        state.change(|moment| moment.cell = cell);
        true
    };
    let typed = name.chars().count() == 1 && name != " ";
    match (now.cell, name.as_str()) {
        (_, "ArrowLeft" | "ArrowRight") if event.shift_key() => false,
        (None, "F2") => edit(state, key, 0, None),
        (Some(cell), "F2" | "Enter") => edit(state, key, cell, None),
        (Some(cell), "Delete" | "Backspace") => edit(state, key, cell, Some(String::new())),
        (Some(_), "Escape") => to(None),
        (Some(_), "Home") => to(Some(0)),
        (Some(_), "End") => to(Some(last)),
        (Some(cell), "ArrowRight") => to(Some((cell + 1).min(last))),
        (Some(0), "ArrowLeft") => to(None),
        (Some(cell), "ArrowLeft") => to(Some(cell - 1)),
        (None, "ArrowRight") => {
            let is_closed = row(state, key).and_then(|row| row.is_open()) == Some(false);
            !is_closed && to(Some(0))
        }
        (None, "ArrowLeft") => {
            let is_open = row(state, key).and_then(|row| row.is_open()) == Some(true);
            !is_open && to_parent(state, key)
        }
        (Some(cell), _) if typed => edit(state, key, cell, Some(name)),
        _ => false,
    }
}

/// Begins to edit what was clicked twice; says whether a cell was hit.
pub(super) fn double(state: State, key: Key, event: &MouseEvent) -> bool {
    state.calls.on_cell.is_some()
        && place_of(event).is_some_and(|cell| edit(state, key, cell, None))
}

/// The place of the cell that an event happened in, the name first.
pub(super) fn place_of(event: &MouseEvent) -> Option<usize> {
    let at: Element = event.target()?.dyn_into().ok()?;
    let cell = at.closest(".tl-row > [role]").ok()??;
    let mut place = 0;
    let mut before = cell.previous_element_sibling();
    while let Some(sibling) = before {
        place += 1;
        before = sibling.previous_element_sibling();
    }
    Some(place)
}

fn row(state: State, key: Key) -> Option<Row> {
    state
        .inputs
        .data
        .with_untracked(|data| data.find(key).cloned())
}

/// From a row to the one it is part of.
fn to_parent(state: State, key: Key) -> bool {
    let parent = state.inputs.data.with_untracked(|data| {
        let place = data.position(key)?;
        let depth = data.row(place)?.depth();
        let above = (0..place).rev().filter_map(|place| data.row(place));
        let mut wider = above.filter(|row| row.depth() < depth);
        wider.next().map(Row::key)
    });
    if parent.is_some() {
        state.activate(parent);
    }
    parent.is_some()
}

/// Tells the page to edit a cell of a row that is in view.
pub(super) fn edit(state: State, key: Key, place: usize, typed: Option<String>) -> bool {
    state.activate(Some(key));
    state.change(|moment| moment.cell = Some(place));
    let Some(element) = state
        .with_parts(|parts| parts.lines.active_cell())
        .flatten()
    else {
        return false;
    };
    // As high as its row: the cell itself is as high as its text.
    let cell = element.get_bounding_client_rect();
    let row = element
        .parent_element()
        .map_or_else(|| cell.clone(), |row| row.get_bounding_client_rect());
    tell(
        state.calls.on_cell,
        CellAt {
            key,
            column: place.checked_sub(1),
            typed,
            at: (cell.left(), row.top(), cell.width(), row.height()),
        },
    );
    true
}
