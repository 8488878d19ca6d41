//! The field over the cell that is edited.

use super::{View, doing, likely};
use crate::edit::Deed;
use crate::model::{Id, Kind, RawId};
use crate::session::plan::Field;
use crate::ui::timeline::CellAt;
use crate::ui::widgets::{CellEditor, Left};
use crate::words::{Plan as Words, field_label};
use leptos::prelude::*;

fn field_of(view: View, at: &CellAt) -> Option<Field> {
    let column = at.column?;
    view.wish
        .with_untracked(|wish| wish.look.columns.get(column).copied())
}

/// Begins an edit where something can be typed; says why where nothing can.
pub(super) fn begin(view: View, at: CellAt) {
    let task = Id::new(RawId(at.key));
    let field = field_of(view, &at);
    if let Some(field) = field.filter(|field| field.is_odds()) {
        let lines = likely::why(view, &at, field);
        if !lines.is_empty() {
            let lang = view.session.lang().get_untracked();
            let title = field.label(lang).to_owned();
            view.explained.set(Some((at.at, title, lines)));
            return;
        }
    }
    let text = view.rows.with_untracked(|rows| {
        rows.line(task)
            .cloned()
            .and_then(|line| view.typing(|typing| typing.text(&line, field)))
    });
    match text {
        Some(_) => view.editing.set(Some(at)),
        None => {
            let lang = view.session.lang().get_untracked();
            let is_summary = view
                .rows
                .with_untracked(|rows| rows.line(task).is_none_or(|line| line.is_summary));
            let word = if is_summary {
                Words::SummarySums
            } else {
                Words::Calculated
            };
            view.session
                .notify(crate::session::NoticeKind::Info, word.text(lang).to_owned());
        }
    }
}

/// The field, where a cell is edited.
#[component]
pub(super) fn Editor(view: View) -> impl IntoView {
    let session = view.session;
    move || {
        let at = view.editing.get()?;
        let task = Id::new(RawId(at.key));
        let field = field_of(view, &at);
        let lang = session.lang().get_untracked();
        let line = view.rows.with_untracked(|rows| rows.line(task).cloned())?;
        let start = match &at.typed {
            Some(typed) => typed.clone(),
            None => view.typing(|typing| typing.text(&line, field))?,
        };
        let label = field.map_or(field_label(Kind::Task, "name", lang), |field| {
            field.label(lang)
        });
        let options = match field {
            Some(Field::Owner) => session.workspace().with_untracked(|w| {
                w.people
                    .values()
                    .map(|person| person.name.to_string())
                    .collect()
            }),
            _ => Vec::new(),
        };
        let commit = move |text: String| {
            let line = view
                .rows
                .try_with_untracked(|rows| rows.line(task).cloned())
                .flatten();
            let Some(line) = line else { return Ok(()) };
            let commands =
                view.typing(|typing| typing.read(&line, field, &text, &mut || session.fresh_id()))?;
            if commands.is_empty() {
                return Ok(());
            }
            doing::submit(view, Deed::Set, commands)
        };
        let leave = move |how: Left| {
            view.editing.set(None);
            match how {
                Left::Away => {}
                Left::Here => view.control.focus(None),
                Left::Down => view.control.step(1, 0),
                Left::Next => view.control.step(0, 1),
                Left::Before => view.control.step(0, -1),
            }
        };
        let (x, y, w, h) = at.at;
        Some(view! {
            <div
                class="plan-edit"
                style:left=format!("{x}px")
                style:top=format!("{y}px")
                style:width=format!("{}px", w.max(96.0))
                style:height=format!("{h}px")
            >
                <CellEditor
                    label=label.to_owned()
                    start
                    options
                    list="plan-options".to_owned()
                    commit=Callback::new(commit)
                    on_leave=Callback::new(leave)
                />
            </div>
        })
    }
}
