//! A button that opens a list of choices (WAI-ARIA menu button pattern).

use super::{Icon, IconName};
use crate::ui::dom;
use leptos::{ev, html, prelude::*};

/// One line of a menu.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuItem {
    /// Handed to the callback.
    pub key: String,
    /// The text.
    pub label: String,
    /// Shown with a tick; `None` where nothing can be ticked.
    pub checked: Option<bool>,
}

impl MenuItem {
    /// A line without a tick.
    #[must_use]
    pub fn new(key: &str, label: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            checked: None,
        }
    }

    /// A line with a tick or its empty place.
    #[must_use]
    pub fn ticked(key: &str, label: impl Into<String>, checked: bool) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            checked: Some(checked),
        }
    }
}

/// A menu button: field name, value in bold, and the list behind it.
#[component]
pub fn Menu(
    /// The text of the button.
    #[prop(into)]
    label: Signal<String>,
    /// The value behind the text, bold; empty for none.
    #[prop(into, optional)]
    value: Signal<String>,
    /// The icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// The lines.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// Called with the key of the chosen line.
    #[prop(into)]
    on_pick: Callback<String>,
    /// Stays open after a choice: for lists of ticks.
    #[prop(optional)]
    keep_open: bool,
    /// Class of the button: `chip` or `btn`.
    #[prop(default = "chip")]
    class: &'static str,
    /// Shows the icon alone; the text becomes the name.
    #[prop(optional)]
    icon_only: bool,
    /// Opens towards the start: for buttons at the right edge.
    #[prop(optional)]
    at_end: bool,
    /// Marked as in force, as a filter that filters.
    #[prop(into, optional)]
    on: Signal<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let wrap = NodeRef::<html::Div>::new();
    let trigger = NodeRef::<html::Button>::new();
    let close = move |back: bool| {
        open.set(false);
        if back && let Some(button) = trigger.get_untracked() {
            let _ = button.focus();
        }
    };
    let step = move |by: i32| {
        if let Some(scope) = wrap.get_untracked() {
            dom::focus_step(&scope, ".menu-item", by);
        }
    };
    let reveal = move |by: i32| {
        open.set(true);
        request_animation_frame(move || step(by));
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let handled = match (event.key().as_str(), open.get_untracked()) {
            ("Escape", true) => {
                close(true);
                true
            }
            ("ArrowDown", true) => {
                step(1);
                true
            }
            ("ArrowUp", true) => {
                step(-1);
                true
            }
            ("ArrowDown" | "ArrowUp", false) => {
                reveal(if event.key() == "ArrowUp" { -1 } else { 1 });
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    let on_leave = move |event: ev::FocusEvent| {
        let inside = wrap.get_untracked().is_some_and(|w| {
            use wasm_bindgen::JsCast;
            event
                .related_target()
                .and_then(|t| t.dyn_into::<web_sys::Node>().ok())
                .is_some_and(|n| w.contains(Some(&n)))
        });
        if !inside {
            open.set(false);
        }
    };
    let name = move || icon_only.then(|| label.get());
    let line = move |item: MenuItem| {
        let key = item.key.clone();
        let pick = move |_| {
            on_pick.run(key.clone());
            if !keep_open {
                close(true);
            }
        };
        let (role, ticked) = match item.checked {
            None => ("menuitem", None),
            Some(ticked) => (
                "menuitemcheckbox",
                Some(if ticked { "true" } else { "false" }),
            ),
        };
        view! {
            <button type="button" class="menu-item" role=role aria-checked=ticked tabindex="-1" on:click=pick>
                {item.checked.map(|ticked| view! {
                    <span class="menu-check">{ticked.then(|| view! { <Icon name=IconName::Check size=14 /> })}</span>
                })}
                {item.label}
            </button>
        }
    };
    view! {
        <div class="menu-wrap" node_ref=wrap on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class=format!("{class}{}", if icon_only { " only-icon" } else { "" })
                data-variant=icon_only.then_some("ghost")
                data-on=move || on.get().to_string()
                node_ref=trigger
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                aria-label=name
                title=name
                on:click=move |_| if open.get_untracked() { close(false) } else { reveal(1) }
            >
                {icon.map(|name| view! { <Icon name size=14 /> })}
                {(!icon_only).then(|| view! {
                    <span>{move || label.get()}</span>
                    <b>{move || value.get()}</b>
                    <Icon name=IconName::ChevronDown size=12 />
                })}
            </button>
            <Show when=move || open.get()>
                <div class="menu" role="menu" aria-label=move || label.get() data-side=if at_end { "end" } else { "start" }>
                    {move || items.get().into_iter().map(line).collect_view()}
                </div>
            </Show>
        </div>
    }
    .into_any()
}
