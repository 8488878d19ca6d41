//! The keyboard of the grid.

use super::row::RowContext;
use super::state::Sight;
use crate::model::RawId;
use crate::table::Line;
use leptos::{ev, prelude::*};

/// Handles a key on the grid itself; keys inside an editor do not come here.
pub(super) fn on_key(event: &ev::KeyboardEvent, context: RowContext, sight: Sight) {
    let RowContext {
        columns,
        lines,
        control,
        calls,
        ..
    } = context;
    if control.editing.with_untracked(Option::is_some) || inside_a_field(event) {
        return;
    }
    let Some((line, place)) = control.active.get_untracked() else {
        control.begin(lines, columns);
        return;
    };
    let last = lines.with_untracked(|l| l.len()).saturating_sub(1);
    let right = columns.with_untracked(Vec::len).saturating_sub(1);
    let command = event.ctrl_key() || event.meta_key();
    let current = lines.with_untracked(|all| all.get(line).cloned());
    let record = match &current {
        Some(Line::Record(id)) => Some(*id),
        _ => None,
    };
    let group = match current {
        Some(Line::Group(group)) => Some(group),
        _ => None,
    };
    let go = |line: usize, place: usize| {
        control.active.set(Some((line, place)));
        sight.reveal(line);
    };
    let extend = |to: usize| {
        if event.shift_key() {
            let from = control.anchor.get_untracked().unwrap_or(line);
            control.anchor.set(Some(from));
            control.select_range(lines, from, to);
        } else {
            control.anchor.set(None);
        }
        go(to, place);
    };
    let edit = |id: RawId, fresh: Option<String>| {
        let key = columns.with_untracked(|all| all.get(place).map(|c| c.key.clone()));
        let text = key.clone().and_then(|key| calls.text.run((id, key)));
        match (key, text) {
            (Some(key), Some(text)) => control.editing.set(Some((id, key, fresh.unwrap_or(text)))),
            _ if fresh.is_none() => calls.open.run(id),
            _ => {}
        }
    };
    let key = event.key();
    match key.as_str() {
        "ArrowDown" => extend((line + 1).min(last)),
        "ArrowUp" => extend(line.saturating_sub(1)),
        "PageDown" => extend((line + sight.page().max(1)).min(last)),
        "PageUp" => extend(line.saturating_sub(sight.page().max(1))),
        "ArrowRight" => match &group {
            Some(group) if !group.open => calls.toggle.run(group.key.clone()),
            _ => go(line, (place + 1).min(right)),
        },
        "ArrowLeft" => match &group {
            Some(group) if group.open => calls.toggle.run(group.key.clone()),
            _ => go(line, place.saturating_sub(1)),
        },
        "Home" if command => go(0, 0),
        "End" if command => go(last, right),
        "Home" => go(line, 0),
        "End" => go(line, right),
        "Enter" => match (&group, record) {
            (Some(group), _) => calls.toggle.run(group.key.clone()),
            (None, Some(id)) if command => calls.open.run(id),
            (None, Some(id)) => edit(id, None),
            (None, None) => {}
        },
        "F2" => {
            if let Some(id) = record {
                edit(id, None);
            }
        }
        " " => {
            if let Some(id) = record {
                control.toggle(id);
                control.anchor.set(Some(line));
            }
        }
        "Delete" | "Backspace" => {
            if let Some(id) = record {
                edit(id, Some(String::new()));
            }
        }
        "a" | "A" if command => control.toggle_all(lines),
        "Escape" => {
            if control.selected.with_untracked(|all| all.is_empty()) {
                return;
            }
            control.selected.update(std::collections::BTreeSet::clear);
        }
        typed if typed.chars().count() == 1 && !command && !event.alt_key() && record.is_some() => {
            if let Some(id) = record {
                edit(id, Some(key.clone()));
            }
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// Ticks and buttons inside the grid keep their own keys.
fn inside_a_field(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "BUTTON"))
}
