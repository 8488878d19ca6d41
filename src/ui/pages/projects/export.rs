//! The table as a file for spreadsheets: the columns in sight, the rows that the filters leave, in their order.

use super::{KIND, View};
use crate::exchange::csv::{Cell, write};
use crate::table::{cell, lines, plain};
use crate::ui::dom;
use leptos::prelude::*;

/// Hands the table over as CSV. Rows of closed groups are in it; the formula guard of the format holds.
pub(super) fn save(view: View) {
    let lang = view.lang.get_untracked();
    let columns = view.shown.get_untracked();
    let mut wish = view.wish.get_untracked();
    wish.closed.clear();
    let text = view.session.workspace().with_untracked(|w| {
        view.session.answers().with_untracked(|a| {
            let all = view.all.get_untracked();
            let rows = lines(w, a, KIND, &all, &wish, lang)
                .into_iter()
                .filter_map(|line| w.record(KIND, line.record()?));
            let row = |record| {
                let one = |column| match plain(a, record, column) {
                    Some(text) => Cell::Plain(text),
                    None => match cell(w, a, record, column, lang).text {
                        text if text.is_empty() => Cell::Empty,
                        text => Cell::Text(text),
                    },
                };
                columns.iter().map(one).collect::<Vec<_>>()
            };
            let headings: Vec<String> = columns.iter().map(|c| c.label.clone()).collect();
            write(&headings, &rows.map(row).collect::<Vec<_>>())
        })
    });
    let name = view
        .session
        .portfolio()
        .with_untracked(|p| p.as_ref().map(|p| p.name.to_string()));
    let name = name.unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    dom::download(&format!("{name}-projects.csv"), "text/csv", &text);
}
