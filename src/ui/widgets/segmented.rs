//! Choosing one of a few: a segmented control and tabs.

use crate::ui::dom;
use leptos::{ev, html, prelude::*};

/// Moves the focus along a row of items by the arrows, Home and End; says whether it did. In a row
/// that is also a column for the hand, up and down move too.
fn walk(event: &ev::KeyboardEvent, row: NodeRef<html::Div>, items: &str, upright: bool) -> bool {
    let Some(scope) = row.get_untracked() else {
        return false;
    };
    match event.key().as_str() {
        "ArrowRight" => dom::focus_step(&scope, items, 1),
        "ArrowLeft" => dom::focus_step(&scope, items, -1),
        "ArrowDown" if upright => dom::focus_step(&scope, items, 1),
        "ArrowUp" if upright => dom::focus_step(&scope, items, -1),
        "Home" => dom::focus_first(Some(&scope), items),
        "End" => dom::focus_first(Some(&scope), &format!("{items}:last-of-type")),
        _ => return false,
    }
    event.prevent_default();
    event.stop_propagation();
    true
}

/// Keeps the chosen item in sight where the row is wider than what it stands in, as on a phone.
fn keep_in_sight(row: NodeRef<html::Div>, value: Signal<String>, item: fn(&str) -> String) {
    Effect::new(move |_| {
        let chosen = item(&value.get());
        // A row that was just made has its width with the next frame.
        request_animation_frame(move || {
            let row = row.try_get_untracked().flatten();
            let found = row.and_then(|row| row.query_selector(&chosen).ok().flatten());
            if let Some(found) = found {
                dom::bring_in_sight(&found);
            }
        });
    });
}

/// A radio group drawn as one bar; arrows move and choose.
#[component]
pub fn Segmented(
    /// The name of the group.
    #[prop(into)]
    label: Signal<String>,
    /// Key and text of each choice.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The key of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with a key.
    #[prop(into)]
    on_pick: Callback<String>,
    /// The row may be wider than what it stands in: the chosen one is scrolled into sight.
    #[prop(optional)]
    in_sight: bool,
) -> impl IntoView {
    let group = NodeRef::<html::Div>::new();
    if in_sight {
        keep_in_sight(group, value, |key| format!("[data-key=\"{key}\"]"));
    }
    let on_key = move |event: ev::KeyboardEvent| {
        if walk(&event, group, "[role=radio]", true)
            && let Some(now) = dom::focused().and_then(|e| e.get_attribute("data-key"))
        {
            on_pick.run(now);
        }
    };
    let item = move |(key, text): (String, String)| {
        let mine = key.clone();
        let chosen = Memo::new(move |_| value.with(|v| *v == mine));
        let pick = key.clone();
        view! {
            <button
                type="button"
                class="seg-item"
                role="radio"
                data-key=key
                aria-checked=move || chosen.get().to_string()
                tabindex=move || if chosen.get() { "0" } else { "-1" }
                on:click=move |_| on_pick.run(pick.clone())
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="seg" role="radiogroup" aria-label=move || label.get() node_ref=group on:keydown=on_key>
            {move || options.get().into_iter().map(item).collect_view()}
        </div>
    }
    .into_any()
}

/// Tabs with manual activation: arrows move, Enter or Space opens. The panel needs the id `panel-<key>`.
#[component]
pub fn Tabs(
    /// The name of the list.
    #[prop(into)]
    label: Signal<String>,
    /// Key and text of each tab.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// The key of the open one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with a key.
    #[prop(into)]
    on_pick: Callback<String>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    keep_in_sight(list, value, |key| format!("#tab-{key}"));
    let on_key = move |event: ev::KeyboardEvent| {
        walk(&event, list, "[role=tab]", false);
    };
    let tab = move |(key, text): (String, String)| {
        let mine = key.clone();
        let chosen = Memo::new(move |_| value.with(|v| *v == mine));
        let id = format!("tab-{key}");
        let panel = format!("panel-{key}");
        view! {
            <button
                type="button"
                class="tab"
                role="tab"
                id=id
                aria-controls=move || chosen.get().then(|| panel.clone())
                aria-selected=move || chosen.get().to_string()
                tabindex=move || if chosen.get() { "0" } else { "-1" }
                on:click=move |_| on_pick.run(key.clone())
            >
                {text}
            </button>
        }
    };
    view! {
        <div class="tabs" role="tablist" aria-label=move || label.get() node_ref=list on:keydown=on_key>
            {move || options.get().into_iter().map(tab).collect_view()}
        </div>
    }
    .into_any()
}
