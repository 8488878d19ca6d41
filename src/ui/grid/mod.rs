//! The virtual table: an ARIA grid of which only the rows in sight are built.

mod editor;
mod head;
mod keys;
mod row;
mod state;

pub use head::Arranged;
pub use state::GridControl;

use crate::model::{Money, RawId, SmallMap};
use crate::table::{Cell, Column, Line};
use crate::words::{Lang, ProjectText, Table as Words, format};
use leptos::{ev, html, prelude::*};
use state::Sight;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the grid asks of its page.
#[derive(Clone, Copy)]
pub struct GridCalls {
    /// The cell of a record in a column.
    pub cell: Callback<(RawId, String), Cell>,
    /// The name of a record.
    pub name: Callback<RawId, String>,
    /// The text to edit; `None` where nothing can be typed.
    pub text: Callback<(RawId, String), Option<String>>,
    /// What may be typed into a column, where it is a list.
    pub options: Callback<String, Vec<String>>,
    /// Takes a typed text; the sentence says why not.
    pub commit: Callback<(RawId, String, String), Result<(), String>>,
    /// Opens a record beside the table.
    pub open: Callback<RawId>,
    /// Sorts by a column; true keeps the other keys.
    pub sort: Callback<(String, bool)>,
    /// Opens or closes a group.
    pub toggle: Callback<String>,
    /// A column was moved or widened.
    pub arrange: Callback<Arranged>,
    /// Takes pasted text.
    pub paste: Callback<String>,
    /// Returns what is copied.
    pub copy: Callback<(), String>,
}

/// The table.
#[component]
pub fn Grid(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The columns in sight; the first stays at the left.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The lines.
    #[prop(into)]
    lines: Signal<Arc<Vec<Line>>>,
    /// The sort keys.
    #[prop(into)]
    sort: Signal<Vec<(String, bool)>>,
    /// Cells that wait for a paste to be applied; true where they cannot be read.
    #[prop(into)]
    pending: Signal<BTreeMap<(RawId, String), (String, bool)>>,
    /// The sums of all lines by column; no foot without.
    #[prop(into)]
    sums: Signal<SmallMap<String, Money>>,
    /// Height of a row in pixels.
    #[prop(into)]
    row_height: Signal<f64>,
    /// The language.
    lang: Memo<Lang>,
    /// What the grid asks of its page.
    calls: GridCalls,
    /// Active cell and selection.
    control: GridControl,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let sight = Sight::new(frame, lines, row_height);
    let template = Memo::new(move |_| {
        let sizing = control.sizing.get();
        let width = |c: &Column| match &sizing {
            Some((key, width)) if *key == c.key => *width,
            _ => c.width,
        };
        let widths = columns.with(|all| {
            all.iter()
                .map(|c| format!("{}px", width(c)))
                .collect::<Vec<_>>()
        });
        format!("36px {} minmax(0, 1fr)", widths.join(" "))
    });
    let count = Memo::new(move |_| lines.with(|all| all.len()));
    let grouped = Memo::new(move |_| lines.with(|all| matches!(all.first(), Some(Line::Group(_)))));
    let active_id = move || {
        control
            .active
            .get()
            .map(|(line, place)| format!("cell-{line}-{place}"))
    };
    let resize = window_event_listener(ev::resize, move |_| sight.measure());
    on_cleanup(move || resize.remove());
    let on_copy = move |event: ev::ClipboardEvent| {
        if control.editing.with_untracked(Option::is_none)
            && let Some(data) = event.clipboard_data()
        {
            let _ = data.set_data("text/plain", &calls.copy.run(()));
            event.prevent_default();
        }
    };
    let on_paste = move |event: ev::ClipboardEvent| {
        if control.editing.with_untracked(Option::is_none)
            && let Some(text) = event
                .clipboard_data()
                .and_then(|data| data.get_data("text/plain").ok())
        {
            event.prevent_default();
            calls.paste.run(text);
        }
    };
    let context = row::RowContext {
        columns,
        lines,
        pending,
        lang,
        calls,
        control,
        template,
        frame,
        row_height,
    };
    view! {
        <div
            class="grid"
            role=move || if grouped.get() { "treegrid" } else { "grid" }
            tabindex="0"
            aria-label=move || label.get()
            aria-rowcount=move || (count.get() + 1 + usize::from(!sums.with(SmallMap::is_empty))).to_string()
            aria-colcount=move || columns.with(|all| all.len() + 1).to_string()
            aria-multiselectable="true"
            aria-activedescendant=active_id
            aria-describedby="grid-keys"
            node_ref=frame
            on:scroll=move |_| sight.measure()
            on:focus=move |_| { sight.measure(); control.begin(lines, columns); }
            on:keydown=move |event| keys::on_key(&event, context, sight)
            on:copy=on_copy
            on:paste=on_paste
        >
            <div role="rowgroup" class="grid-head">
                <div role="row" aria-rowindex="1" class="grid-row head" style:grid-template-columns=move || template.get()>
                    <div role="columnheader" class="grid-cell tick" aria-colindex="1">
                        <input
                            type="checkbox"
                            class="check-box"
                            tabindex="-1"
                            aria-label=move || Words::SelectAll.text(lang.get())
                            prop:checked=move || control.all_selected(lines)
                            prop:indeterminate=move || control.some_selected(lines)
                            on:change=move |_| control.toggle_all(lines)
                        />
                    </div>
                    {move || columns.get().into_iter().enumerate().map(|(place, column)| {
                        head::head_cell(place, column, sort, calls, control)
                    }).collect_view()}
                </div>
            </div>
            <div role="rowgroup" class="grid-body" style:height=move || format!("{}px", sight.height())>
                <For each=move || sight.range() key=|place| *place let:place>
                    <row::Row place context />
                </For>
            </div>
            <Show when=move || !sums.with(SmallMap::is_empty)>
                <div role="rowgroup" class="grid-foot">
                    <div role="row" class="grid-row" aria-rowindex=move || (count.get() + 2).to_string() style:grid-template-columns=move || template.get()>
                        <div role="gridcell" class="grid-cell tick" aria-colindex="1"></div>
                        {move || columns.get().into_iter().enumerate().map(|(place, column)| {
                            let sum = sums.with(|all| all.get(&column.key).map(|sum| format::money(lang.get(), *sum)));
                            let text = if place == 0 { Some(ProjectText::Total.text(lang.get()).to_owned()) } else { sum };
                            view! {
                                <div
                                    role="gridcell"
                                    class="grid-cell"
                                    class:num=column.is_number
                                    class:pinned=column.left.is_some()
                                    style:left=column.left.map(|left| format!("{left}px"))
                                    aria-colindex=(place + 2).to_string()
                                >
                                    {text}
                                </div>
                            }
                        }).collect_view()}
                    </div>
                </div>
            </Show>
            <p id="grid-keys" class="sr">{move || Words::GridKeys.text(lang.get())}</p>
        </div>
    }
    .into_any()
}
