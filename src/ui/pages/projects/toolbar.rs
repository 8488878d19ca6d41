//! Bar and toolbar of the table: group, filters, find, columns, views, add.

use super::cells::filter_values;
use super::{View, add, add_of_type};
use crate::edit::template_types;
use crate::model::Text;
use crate::session::{Density, Page, Session};
use crate::table::{Column, Line};
use crate::ui::parts::SavedViews;
use crate::ui::said;
use crate::ui::widgets::{Button, Icon, IconName, Menu, MenuItem, Segmented, Variant};
use crate::words::{Common, Shell, Table as Words};
use leptos::{ev, prelude::*};

/// Height of a row by density, in pixels.
pub(super) fn row_height(session: Session) -> f64 {
    match session.prefs().with(|p| p.density) {
        Density::Compact => 26.0,
        Density::Default => 32.0,
        Density::Comfortable => 40.0,
    }
}

/// Buttons of the bar.
pub(super) fn actions(view: View) -> AnyView {
    let lang = view.lang;
    let word = move |word: Words| said(lang, word);
    let common = move |word: Common| said(lang, word);
    let types = Signal::derive(move || {
        let types = view.session.workspace().with(template_types);
        let item = |name: &Text| MenuItem::new(name, name.to_string());
        types.iter().map(item).collect::<Vec<_>>()
    });
    let of_type = move || {
        types.with(|types| !types.is_empty()).then(|| view! {
            <Menu label=word(Words::AddOfType) icon=IconName::ChevronDown icon_only=true class="btn" at_end=true items=types on_pick=move |name: String| add_of_type(view, &name) />
        })
    };
    view! {
        <SavedViews page=Page::Projects />
        <span class="wide-only"><Button label=common(Common::Export) icon=IconName::Export on_press=move |()| super::export::save(view) /></span>
        <span class="wide-only"><Button label=word(Words::PasteSheet) icon=IconName::Table on_press=Callback::new(move |()| view.sheet.set(true)) /></span>
        <Button label=said(lang, Shell::AddProject) icon=IconName::Plus variant=Variant::Primary on_press=Callback::new(move |()| add(view)) />
        {of_type}
    }
    .into_any()
}

/// The toolbar.
pub(super) fn tools(view: View) -> AnyView {
    let View {
        session,
        lang,
        wish,
        all,
        shown,
        lines,
        ..
    } = view;
    let common = move |word: Common| said(lang, word);
    let lists = Memo::new(move |_| {
        all.with(|all| {
            all.iter()
                .filter(|c| c.is_list())
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let group_items = Signal::derive(move || {
        let none = MenuItem::new("", Words::NoGroup.text(lang.get()));
        std::iter::once(none)
            .chain(
                lists
                    .get()
                    .iter()
                    .map(|c| MenuItem::new(&c.key, c.label.clone())),
            )
            .collect::<Vec<_>>()
    });
    let label_of = move |key: &str| {
        all.with(|all| {
            all.iter()
                .find(|c| c.key == key)
                .map(|c| c.label.clone())
                .unwrap_or_default()
        })
    };
    let group = move |level: usize| {
        Signal::derive(move || {
            wish.with(|w| w.group.get(level).map(|key| label_of(key)))
                .unwrap_or_default()
        })
    };
    let pick_group = move |level: usize, key: String| {
        let mut keys = wish.with_untracked(|w| w.group.clone());
        keys.truncate(level);
        keys.extend((!key.is_empty()).then_some(key));
        session.set_view("group", &keys.join(","));
    };
    let inner_items = Signal::derive(move || {
        let outer = wish.with(|w| w.group.first().cloned());
        let mut items = group_items.get();
        items.retain(|item| Some(&item.key) != outer.as_ref());
        items
    });
    let inner = move || {
        wish.with(|w| !w.group.is_empty()).then(|| view! {
            <Menu label=said(lang, Words::ThenBy) value=group(1) items=inner_items on_pick=move |key| pick_group(1, key) on=Signal::derive(move || wish.with(|w| w.group.len() > 1)) />
        })
    };
    // A filter that was begun and has no value yet.
    let begun = RwSignal::new(None::<String>);
    let filters = Memo::new(move |_| {
        let mut keys: Vec<String> =
            wish.with(|w| w.filters.iter().map(|(key, _)| key.clone()).collect());
        if let Some(key) = begun.get().filter(|key| !keys.contains(key)) {
            keys.push(key);
        }
        keys
    });
    let add_items = Signal::derive(move || {
        let used = filters.get();
        lists
            .get()
            .iter()
            .filter(|c| !used.contains(&c.key))
            .map(|c| MenuItem::new(&c.key, c.label.clone()))
            .collect::<Vec<_>>()
    });
    let count = move || {
        let rows = lines.with(|l| {
            l.iter()
                .map(|line| match line {
                    Line::Group(group) if !group.open => group.count,
                    Line::Group(_) => 0,
                    Line::Record(_) => 1,
                })
                .sum::<usize>()
        });
        let total = session.workspace().with(|w| w.projects.len());
        let projects = if rows == total {
            Words::CountProjects.fill(lang.get(), &[&total.to_string()])
        } else {
            Words::RowsOf.fill(lang.get(), &[&rows.to_string(), &total.to_string()])
        };
        let columns = Words::ColumnsOf.fill(
            lang.get(),
            &[
                &shown.with(Vec::len).to_string(),
                &all.with(Vec::len).to_string(),
            ],
        );
        format!("{projects}, {columns}")
    };
    let density = Signal::derive(move || {
        if session.prefs().with(|p| p.density) == Density::Compact {
            "compact"
        } else {
            "default"
        }
        .to_owned()
    });
    let densities = Signal::derive(move || {
        vec![
            (
                "compact".to_owned(),
                Words::Compact.text(lang.get()).to_owned(),
            ),
            (
                "default".to_owned(),
                Words::DefaultRows.text(lang.get()).to_owned(),
            ),
        ]
    });
    view! {
        <Menu label=common(Common::Group) value=group(0) icon=IconName::Programme items=group_items on_pick=move |key| pick_group(0, key) on=Signal::derive(move || wish.with(|w| !w.group.is_empty())) />
        {inner}
        <For each=move || filters.get() key=Clone::clone let:key>
            {filter_chip(view, key, begun)}
        </For>
        <Menu label=said(lang, Words::AddFilter) icon=IconName::Filter items=add_items on_pick=Callback::new(move |key| begun.set(Some(key))) class="chip add" />
        <label class="find">
            <Icon name=IconName::Search size=14 />
            <span class="sr">{move || Words::Find.text(lang.get())}</span>
            <input
                class="field-input"
                type="search"
                autocomplete="off"
                placeholder=move || Common::Search.text(lang.get())
                prop:value=move || session.route().with(|r| r.get("q").to_owned())
                on:input=move |event: ev::Event| session.set_view("q", &event_target_value(&event))
            />
        </label>
        <span class="end row tight">
            <span class="mut fs12 wide-only">{count}</span>
            {super::columns::chooser(view)}
            <span class="wide-only">
                <Segmented label=said(lang, Words::Density) options=densities value=density on_pick=Callback::new(move |key: String| {
                    session.prefs().update(|p| p.density = if key == "compact" { Density::Compact } else { Density::Default });
                }) />
            </span>
        </span>
    }
    .into_any()
}

fn filter_chip(view: View, key: String, begun: RwSignal<Option<String>>) -> impl IntoView {
    let View {
        session,
        lang,
        wish,
        all,
        ..
    } = view;
    let key = StoredValue::new(key);
    let column =
        move || all.with(|all| key.with_value(|k| all.iter().find(|c| c.key == *k).cloned()));
    let values = move || {
        wish.with(|w| {
            key.with_value(|k| {
                w.filters
                    .iter()
                    .find(|(own, _)| own == k)
                    .map(|(_, v)| v.clone())
                    .unwrap_or_default()
            })
        })
    };
    let shown = move |value: &str| {
        if value.is_empty() || value == "-" {
            Words::WithoutValue.text(lang.get()).to_owned()
        } else {
            value.to_owned()
        }
    };
    let items = Signal::derive(move || {
        let chosen = values();
        let all = column()
            .map(|c: Column| filter_values(view, &c))
            .unwrap_or_default();
        all.into_iter()
            .map(|value| {
                let stored = if value.is_empty() {
                    "-".to_owned()
                } else {
                    value.clone()
                };
                MenuItem::ticked(&stored, shown(&value), chosen.contains(&stored))
            })
            .collect::<Vec<_>>()
    });
    let text = Signal::derive(move || {
        values()
            .iter()
            .map(|v| shown(v))
            .collect::<Vec<_>>()
            .join(", ")
    });
    let label = Signal::derive(move || column().map(|c| c.label).unwrap_or_default());
    let name = move || format!("f.{}", key.get_value());
    let clear = move |_| {
        begun.set(None);
        session.set_view(&name(), "");
    };
    view! {
        <span class="chip-group">
            <Menu label value=text items on_pick=Callback::new(move |value: String| {
                let next = wish.with_untracked(|w| key.with_value(|k| w.toggled(k, &value)));
                session.set_view(&name(), &next);
            }) keep_open=true on=Signal::derive(move || !values().is_empty()) />
            <button type="button" class="chip-clear" aria-label=move || Words::ClearFilter.fill(lang.get(), &[&label.get()]) on:click=clear>
                <Icon name=IconName::Close size=12 />
            </button>
        </span>
    }
    .into_any()
}
