//! The bar over a selection: one edit for many, one step for undo.

use super::cells::{copied, suggestions};
use super::{KIND, View};
use crate::edit::{Command, Deed, shift_project};
use crate::model::{Id, RawId};
use crate::session::NoticeKind;
use crate::table::{Column, Source, parse};
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, IconButton, IconName, Menu, MenuItem, Variant};
use crate::words::{Common, Table as Words, unfit};
use leptos::{ev, html, prelude::*};

/// What the bar asks for before it applies.
#[derive(Clone, PartialEq)]
enum Asked {
    /// Days to shift by.
    Shift,
    /// The value of a column.
    Set(Column),
}

/// The fields that are most often set for many projects at once; custom fields follow.
const FIELDS: [&str; 9] = [
    "manager",
    "unit",
    "programme",
    "sponsor",
    "phase",
    "priority",
    "project_type",
    "customer",
    "tags",
];

/// The bar; there only while something is selected.
#[component]
pub(super) fn BulkBar(view: View) -> impl IntoView {
    let View { lang, control, .. } = view;
    let count = Memo::new(move |_| control.selected.with(|all| all.len()));
    let asked = RwSignal::new(None::<Asked>);
    let word = move |word: Words| said(lang, word);
    let common = move |word: Common| said(lang, word);
    let fields = Signal::derive(move || {
        view.all.with(|all| {
            let find = |key: &str| all.iter().find(|c| c.key == key);
            let own = all
                .iter()
                .filter(|c| matches!(c.source, Source::Custom(..)));
            FIELDS
                .into_iter()
                .filter_map(find)
                .chain(own)
                .map(|c| MenuItem::new(&c.key, c.label.clone()))
                .collect::<Vec<_>>()
        })
    });
    let pick = move |key: String| {
        let column = view
            .all
            .with_untracked(|all| all.iter().find(|c| c.key == key).cloned());
        asked.set(column.map(Asked::Set));
    };
    let copy = move || {
        dom::copy_text(&copied(view));
        let text = Words::Copied.fill(lang.get_untracked(), &[&count.get_untracked().to_string()]);
        view.session.notify(NoticeKind::Info, text);
    };
    let remove = move || {
        let ids: Vec<RawId> = control.selected.get_untracked().into_iter().collect();
        if view.session.act(&Command::Delete { kind: KIND, ids }) {
            control.selected.update(std::collections::BTreeSet::clear);
        }
    };
    let clear = move || {
        asked.set(None);
        control.selected.update(std::collections::BTreeSet::clear);
        dom::focus_first(None, ".grid");
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            clear();
        }
    };
    view! {
        <Show when=move || count.get() != 0>
            <div class="bulk" role="toolbar" aria-label=move || Words::BulkActions.text(lang.get()) on:keydown=on_key>
                <b role="status">{move || Words::Selected.fill(lang.get(), &[&count.get().to_string()])}</b>
                {move || match asked.get() {
                    Some(what) => view! { <Ask view what asked /> }.into_any(),
                    None => view! {
                        <Button label=word(Words::ShiftDates) on_press=Callback::new(move |()| asked.set(Some(Asked::Shift))) variant=Variant::Ghost />
                        <Menu label=common(Common::Edit) items=fields on_pick=Callback::new(pick) class="btn up" />
                        <Button label=word(Words::CopyRows) on_press=Callback::new(move |()| copy()) variant=Variant::Ghost />
                        <Button label=common(Common::Delete) on_press=Callback::new(move |()| remove()) variant=Variant::Ghost />
                    }.into_any(),
                }}
                <IconButton icon=IconName::Close label=word(Words::ClearSelection) on_press=Callback::new(move |()| clear()) />
            </div>
        </Show>
    }
    .into_any()
}

/// One value for all; says how many will change before it applies.
#[component]
fn Ask(view: View, what: Asked, asked: RwSignal<Option<Asked>>) -> impl IntoView {
    let View {
        session,
        lang,
        control,
        ..
    } = view;
    let input = NodeRef::<html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let options = match &what {
        Asked::Shift => Vec::new(),
        Asked::Set(column) => suggestions(view, &column.key),
    };
    let what = StoredValue::new(what);
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let label = move || {
        what.with_value(|what| match what {
            Asked::Shift => Words::ShiftBy.text(lang.get()).to_owned(),
            Asked::Set(column) => Words::SetField.fill(lang.get(), &[&column.label]),
        })
    };
    let will = move || {
        let count = control.selected.with(|all| all.len()).to_string();
        let word = what.with_value(|w| {
            if *w == Asked::Shift {
                Words::ShiftWill
            } else {
                Words::SetWill
            }
        });
        word.fill(lang.get(), &[&count])
    };
    let command = move |text: &str| -> Result<Command, String> {
        let ids: Vec<RawId> = control.selected.get_untracked().into_iter().collect();
        session.workspace().with_untracked(|w| {
            what.with_value(|what| match what {
                Asked::Shift => {
                    let days: i64 = text.trim().replace('−', "-").parse().map_err(|_| {
                        unfit(
                            &crate::model::ValueError::WrongType(crate::model::FieldType::Whole),
                            lang.get_untracked(),
                        )
                    })?;
                    let projects = ids.iter().filter_map(|id| w.projects.get(&Id::new(*id)));
                    let commands = projects.flat_map(|p| {
                        let mut steps = shift_project(p, days);
                        // The later date first, so that no step in between ends before it begins.
                        if days > 0 {
                            steps.reverse();
                        }
                        steps
                    });
                    Ok(Command::Group {
                        deed: Deed::Move,
                        commands: commands.collect(),
                    })
                }
                Asked::Set(column) => {
                    let value = parse(
                        w,
                        KIND,
                        column,
                        None,
                        text,
                        session.today().get_untracked(),
                        lang.get_untracked(),
                    );
                    let value = value.map_err(|e| unfit(&e, lang.get_untracked()))?;
                    Ok(Command::SetAll {
                        kind: KIND,
                        ids,
                        key: column.key.as_str().into(),
                        value,
                    })
                }
            })
        })
    };
    let apply = move || {
        let text = input.get_untracked().map(|i| i.value()).unwrap_or_default();
        match command(&text) {
            Ok(command) => {
                if session.act(&command) {
                    asked.set(None);
                    dom::focus_first(None, ".grid");
                }
            }
            Err(reason) => error.set(Some(reason)),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => {
            event.prevent_default();
            apply();
        }
        "Escape" => {
            event.prevent_default();
            asked.set(None);
        }
        _ => {}
    };
    view! {
        <label class="bulk-ask">
            <span>{label}</span>
            <input class="bulk-input" type="text" autocomplete="off" list="bulk-options" node_ref=input on:keydown=on_key aria-invalid=move || error.with(Option::is_some).to_string() />
            <datalist id="bulk-options">{options.into_iter().map(|text| view! { <option value=text></option> }).collect_view()}</datalist>
        </label>
        <span class="bulk-will">{move || error.get().unwrap_or_else(will)}</span>
        <Button label=said(lang, Common::Apply) variant=Variant::Primary on_press=Callback::new(move |()| apply()) />
    }
    .into_any()
}
