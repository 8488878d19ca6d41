//! What the cells of the table take and give: typed texts, pasted sheets, copies, values to filter by.

use super::{KIND, View, sheet};
use crate::edit::Command;
use crate::model::RawId;
use crate::session::NoticeKind;
use crate::table::{Column, Line, as_tsv, cell, parse, paste, typed_text, values_of};
use crate::words::{Table as Words, unfit};
use leptos::prelude::*;

/// Texts that can be typed into a column that is a list.
pub(super) fn suggestions(view: View, key: &str) -> Vec<String> {
    let column = view
        .all
        .with_untracked(|all| all.iter().find(|c| c.key == key).cloned());
    let Some(column) = column.filter(|c| c.is_list() && c.is_editable()) else {
        return Vec::new();
    };
    sheet::list_of(view, &column)
}

/// Takes what was typed into a cell.
pub(super) fn commit(view: View, id: RawId, key: &str, text: &str) -> Result<(), String> {
    let session = view.session;
    let lang = view.lang.get_untracked();
    let Some(column) = view
        .all
        .with_untracked(|all| all.iter().find(|c| c.key == key).cloned())
    else {
        return Ok(());
    };
    let read = session.workspace().with_untracked(|w| {
        let before = w.record(KIND, id).and_then(|r| r.get(key));
        let unchanged = w
            .record(KIND, id)
            .is_some_and(|r| typed_text(w, r, &column, lang) == text.trim());
        if unchanged {
            Ok(before)
        } else {
            parse(
                w,
                KIND,
                &column,
                before.as_ref(),
                text,
                session.today().get_untracked(),
                lang,
            )
        }
    });
    let value = read.map_err(|error| unfit(&error, lang))?;
    session.submit(&Command::Set {
        kind: KIND,
        id,
        key: key.into(),
        value,
    })
}

/// The records in sight, from above to below.
pub(super) fn in_order(view: View) -> Vec<RawId> {
    view.lines
        .with_untracked(|all| all.iter().filter_map(Line::record).collect())
}

/// Shows a pasted text in the table; nothing is written before *Apply*.
pub(super) fn take_sheet(view: View, text: &str) {
    let session = view.session;
    let (line, place) = view.control.active.get_untracked().unwrap_or((0, 0));
    let rows: Vec<RawId> = view
        .lines
        .with_untracked(|all| all.iter().skip(line).filter_map(Line::record).collect());
    let from = view
        .shown
        .with_untracked(|s| s.get(place..).unwrap_or_default().to_vec());
    let found = session.workspace().with_untracked(|w| {
        view.all.with_untracked(|all| {
            paste(
                w,
                KIND,
                all,
                &from,
                &rows,
                text,
                session.today().get_untracked(),
                view.lang.get_untracked(),
                || session.fresh_id(),
            )
        })
    });
    if found.command.is_none() && found.cells.iter().all(|c| c.error.is_none()) {
        session.notify(
            NoticeKind::Info,
            Words::PasteNothing
                .text(view.lang.get_untracked())
                .to_owned(),
        );
        return;
    }
    view.pasted.set(Some(found));
}

/// Returns the selected rows, or the active cell, as text for a spreadsheet.
pub(super) fn copied(view: View) -> String {
    let lang = view.lang.get_untracked();
    let chosen = view.control.selected.get_untracked();
    let mut ids = in_order(view);
    ids.retain(|id| chosen.contains(id));
    let (columns, rows) = if ids.is_empty() {
        let (line, place) = view.control.active.get_untracked().unwrap_or((0, 0));
        let id = view
            .lines
            .with_untracked(|all| all.get(line).and_then(Line::record));
        let column = view.shown.with_untracked(|s| s.get(place).cloned());
        (
            column.into_iter().collect::<Vec<_>>(),
            id.into_iter().collect(),
        )
    } else {
        (view.shown.get_untracked(), ids)
    };
    view.session.workspace().with_untracked(|w| {
        view.session.answers().with_untracked(|a| {
            let text = |id, column: &Column| {
                w.record(KIND, id)
                    .map(|r| cell(w, a, r, column, lang).text)
                    .unwrap_or_default()
            };
            as_tsv(w, KIND, &columns, text, &rows, !chosen.is_empty(), lang)
        })
    })
}

/// Returns the values of a column, for filters.
pub(super) fn filter_values(view: View, column: &Column) -> Vec<String> {
    let session = view.session;
    session.workspace().with(|w| {
        session
            .answers()
            .with(|a| values_of(w, a, KIND, column, view.lang.get()))
    })
}
