//! The field inside a cell, and where leaving it leads.

use super::row::RowContext;
use crate::model::RawId;
use crate::ui::widgets::{CellEditor, Left};
use leptos::prelude::*;

/// The field of a cell.
#[component]
pub(super) fn Editor(
    id: RawId,
    key: String,
    context: RowContext,
    at: (usize, usize),
) -> impl IntoView {
    let RowContext {
        calls,
        control,
        columns,
        lines,
        frame,
        ..
    } = context;
    let start = control
        .editing
        .with_untracked(|now| now.as_ref().map(|(_, _, text)| text.clone()))
        .unwrap_or_default();
    let label =
        columns.with_untracked(|all| all.get(at.1).map(|c| c.label.clone()).unwrap_or_default());
    let options = calls.options.run(key.clone());
    let commit = move |text: String| calls.commit.run((id, key.clone(), text));
    let leave = move |how: Left| {
        control.editing.set(None);
        let (line, place) = at;
        let to = match how {
            Left::Away => return,
            Left::Here => None,
            Left::Down => Some((line + 1, place)),
            Left::Next => Some((line, place + 1)),
            Left::Before => Some((line, place.saturating_sub(1))),
        };
        if let Some((line, place)) = to {
            let last = lines.with_untracked(|l| l.len()).saturating_sub(1);
            let right = columns.with_untracked(Vec::len).saturating_sub(1);
            control.active.set(Some((line.min(last), place.min(right))));
        }
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.focus();
        }
    };
    let list = format!("options-{}-{}", at.0, at.1);
    view! {
        <CellEditor label start options list commit=Callback::new(commit) on_leave=Callback::new(leave) />
    }
}
