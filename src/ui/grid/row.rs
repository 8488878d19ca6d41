//! One line of the grid.

use super::{GridCalls, GridControl, editor::Editor};
use crate::model::RawId;
use crate::table::{Cell, Column, Group, Line, Tone};
use crate::ui::parts::RagMark;
use crate::ui::widgets::{Icon, IconName};
use crate::words::{Lang, Table as Words, fill, format};
use leptos::{ev, html, prelude::*};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What every row reads.
#[derive(Clone, Copy)]
pub(super) struct RowContext {
    pub columns: Signal<Vec<Column>>,
    pub lines: Signal<Arc<Vec<Line>>>,
    pub pending: Signal<BTreeMap<(RawId, String), (String, bool)>>,
    pub lang: Memo<Lang>,
    pub calls: GridCalls,
    pub control: GridControl,
    pub template: Memo<String>,
    pub frame: NodeRef<html::Div>,
    pub row_height: Signal<f64>,
}

/// The row at a place; what stands there may change.
#[component]
pub(super) fn Row(place: usize, context: RowContext) -> impl IntoView {
    let line = Memo::new(move |_| context.lines.with(|all| all.get(place).cloned()));
    let top = move || format!("{}px", place as f64 * context.row_height.get());
    move || match line.get() {
        Some(Line::Record(id)) => record(place, id, context, top).into_any(),
        Some(Line::Group(group)) => group_row(place, group, context, top).into_any(),
        None => ().into_any(),
    }
}

fn group_row(
    place: usize,
    group: Group,
    context: RowContext,
    top: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let RowContext {
        columns,
        lang,
        calls,
        control,
        template,
        ..
    } = context;
    let name = if group.name.is_empty() {
        Words::WithoutValue.text(lang.get_untracked()).to_owned()
    } else {
        group.name.clone()
    };
    let toggle = group.key.clone();
    let label = if group.open {
        Words::Collapse
    } else {
        Words::Expand
    };
    let label = label.fill(lang.get_untracked(), &[&name]);
    let sums = group.sums;
    view! {
        <div
            role="row"
            class="grid-row group"
            class:inner=group.level == 1
            attr:aria-level=(group.level + 1).to_string()
            aria-expanded=group.open.to_string()
            aria-rowindex=(place + 2).to_string()
            data-active=move || control.active.get().is_some_and(|a| a.0 == place).to_string()
            style:top=top
            style:grid-template-columns=move || template.get()
        >
            <div role="gridcell" class="grid-cell tick" aria-colindex="1">
                <button type="button" class="grid-fold" tabindex="-1" aria-expanded=group.open.to_string() aria-label=label on:click=move |_| calls.toggle.run(toggle.clone())>
                    <Icon name=if group.open { IconName::ChevronDown } else { IconName::ChevronRight } size=12 />
                </button>
            </div>
            {move || columns.get().into_iter().enumerate().map(|(column, spec)| {
                let text = if column == 0 {
                    name.clone()
                } else {
                    sums.get(&spec.key).map(|sum| format::money(lang.get(), *sum)).unwrap_or_default()
                };
                view! {
                    <div
                        role="gridcell"
                        class="grid-cell"
                        class:num=spec.is_number
                        class:first=column == 0
                        class:pinned=spec.left.is_some()
                        style:left=spec.left.map(|left| format!("{left}px"))
                        id=format!("cell-{place}-{column}")
                        aria-colindex=(column + 2).to_string()
                    >
                        <span class="trunc">{text}</span>
                        {(column == 0).then(|| view! { <span class="mut">{group.count}</span> })}
                    </div>
                }
            }).collect_view()}
        </div>
    }
}

fn record(
    place: usize,
    id: RawId,
    context: RowContext,
    top: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let RowContext {
        columns,
        lang,
        calls,
        control,
        template,
        lines,
        ..
    } = context;
    let chosen = Memo::new(move |_| control.selected.with(|all| all.contains(&id)));
    let tick = move |event: ev::MouseEvent| {
        if event.shift_key()
            && let Some(from) = control.anchor.get_untracked()
        {
            control.select_range(lines, from, place);
        } else {
            control.toggle(id);
        }
        control.anchor.set(Some(place));
    };
    let name = Memo::new(move |_| calls.name.run(id));
    view! {
        <div
            role="row"
            class="grid-row"
            aria-rowindex=(place + 2).to_string()
            aria-selected=move || chosen.get().to_string()
            style:top=top
            style:grid-template-columns=move || template.get()
        >
            <div role="gridcell" class="grid-cell tick" aria-colindex="1">
                <input
                    type="checkbox"
                    class="check-box"
                    tabindex="-1"
                    aria-label=move || fill(Words::SelectRow.text(lang.get()), &[&name.get()])
                    prop:checked=move || chosen.get()
                    on:click=tick
                />
            </div>
            {move || columns.get().into_iter().enumerate().map(|(column, spec)| {
                record_cell((place, column), id, spec, context)
            }).collect_view()}
        </div>
    }
}

fn record_cell(
    (line, place): (usize, usize),
    id: RawId,
    column: Column,
    context: RowContext,
) -> impl IntoView {
    let RowContext {
        lang,
        calls,
        control,
        pending,
        ..
    } = context;
    let key = StoredValue::new(column.key.clone());
    let cell = Memo::new(move |_| calls.cell.run((id, key.get_value())));
    let active = Memo::new(move |_| control.active.get() == Some((line, place)));
    let editing = Memo::new(move |_| {
        control.editing.with(|now| {
            now.as_ref()
                .is_some_and(|(own, edited, _)| *own == id && key.with_value(|k| k == edited))
        })
    });
    let pasted = Memo::new(move |_| pending.with(|all| all.get(&(id, key.get_value())).cloned()));
    let fixed = !column.is_editable();
    let is_first = place == 0;
    let activate = move |_| {
        control.active.set(Some((line, place)));
        if editing.get_untracked() {
            return;
        }
        if let Some(frame) = context.frame.get_untracked() {
            let _ = frame.focus();
        }
    };
    let begin = move |_| {
        if let Some(text) = calls.text.run((id, key.get_value())) {
            control.editing.set(Some((id, key.get_value(), text)));
        } else {
            calls.open.run(id);
        }
    };
    view! {
        <div
            role="gridcell"
            class="grid-cell"
            class:num=column.is_number
            class:first=is_first
            class:pinned=column.left.is_some()
            style:left=column.left.map(|left| format!("{left}px"))
            class:fixed=fixed
            id=format!("cell-{line}-{place}")
            aria-colindex=(place + 2).to_string()
            aria-readonly=fixed.then_some("true")
            data-active=move || active.get().to_string()
            data-pasted=move || pasted.get().map(|(_, wrong)| if wrong { "wrong" } else { "new" })
            on:click=activate
            on:dblclick=begin
        >
            {move || if editing.get() {
                view! { <Editor id key=key.get_value() context at=(line, place) /> }.into_any()
            } else if let Some((text, _)) = pasted.get() {
                view! { <span class="trunc">{text}</span> }.into_any()
            } else {
                shown(cell.get(), lang).into_any()
            }}
            {is_first.then(|| view! {
                <button
                    type="button"
                    class="grid-open"
                    tabindex="-1"
                    title=move || Words::EditRecord.text(lang.get())
                    aria-label=move || format!("{}: {}", Words::EditRecord.text(lang.get()), calls.name.run(id))
                    on:click=move |event| {
                        // The cell would take the focus back from the form.
                        event.stop_propagation();
                        calls.open.run(id);
                    }
                >
                    <Icon name=IconName::ArrowRight size=12 />
                </button>
            })}
        </div>
    }
}

fn shown(cell: Cell, lang: Memo<Lang>) -> impl IntoView {
    match cell.tone {
        Tone::Status(rag) => view! {
            <span class="row tight"><RagMark rag=rag lang size=14 /><span class="trunc">{cell.text}</span></span>
        }
        .into_any(),
        Tone::Bad => view! { <span class="trunc worse">{cell.text}</span> }.into_any(),
        Tone::Good => view! { <span class="trunc better">{cell.text}</span> }.into_any(),
        Tone::Plain => view! { <span class="trunc">{cell.text}</span> }.into_any(),
    }
}
