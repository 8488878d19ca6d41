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
    /// Keys that do the same, shown at the right; empty for none.
    pub keys: String,
    /// Removes something.
    pub danger: bool,
    /// Begins a new group: a line is drawn above.
    pub apart: bool,
}

impl MenuItem {
    /// A line without a tick.
    #[must_use]
    pub fn new(key: &str, label: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            ..Self::default()
        }
    }

    /// A line with a tick or its empty place.
    #[must_use]
    pub fn ticked(key: &str, label: impl Into<String>, checked: bool) -> Self {
        Self {
            key: key.to_owned(),
            label: label.into(),
            checked: Some(checked),
            ..Self::default()
        }
    }

    /// The same line, in red and below a line of its own: it removes something.
    #[must_use]
    pub fn removing(self) -> Self {
        Self {
            danger: true,
            apart: true,
            ..self
        }
    }

    /// The same line with the keys that do the same.
    #[must_use]
    pub fn with_keys(self, keys: impl Into<String>) -> Self {
        Self {
            keys: keys.into(),
            ..self
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
    let list = NodeRef::<html::Div>::new();
    let place = RwSignal::new((0.0, 0.0));
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
    let edge = move |which: &str| {
        if let Some(scope) = list.get_untracked() {
            dom::focus_first(Some(&scope), &format!(".menu-item{which}"));
        }
    };
    let reveal = move |by: i32| {
        open.set(true);
        // The list has a size only once it stands; it is placed in the window, so that no scroll box cuts it.
        request_animation_frame(move || {
            let (list, button) = (list.try_get_untracked(), trigger.try_get_untracked());
            if let (Some(Some(list)), Some(Some(button))) = (list, button) {
                place.set(dom::beside(&list, &button, at_end));
                step(by);
            }
        });
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
            ("Home", true) => {
                edge("");
                true
            }
            ("End", true) => {
                edge(":last-of-type");
                true
            }
            ("Tab", true) => {
                close(true);
                false
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
        // The browser also tells of the focus that leaves a menu which goes away.
        let Some(wrap) = wrap.try_get_untracked() else {
            return;
        };
        let inside = wrap.is_some_and(|w| {
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
        let (key, keys) = (item.key.clone(), item.keys.clone());
        let pick = move |_| {
            // Closed first: the choice may take the menu itself away.
            if !keep_open {
                close(true);
            }
            on_pick.run(key.clone());
        };
        let (role, ticked) = match item.checked {
            None => ("menuitem", None),
            Some(ticked) => (
                "menuitemcheckbox",
                Some(if ticked { "true" } else { "false" }),
            ),
        };
        view! {
            {item.apart.then(|| view! { <div class="menu-sep" role="separator"></div> })}
            <button
                type="button"
                class="menu-item"
                role=role
                aria-checked=ticked
                aria-keyshortcuts=(!item.keys.is_empty()).then(|| item.keys.clone())
                data-danger=item.danger.to_string()
                tabindex="-1"
                on:click=pick
            >
                {item.checked.map(|ticked| view! {
                    <span class="menu-check">{ticked.then(|| view! { <Icon name=IconName::Check size=14 /> })}</span>
                })}
                {item.label}
                {(!keys.is_empty()).then(|| view! { <kbd aria-hidden="true">{keys}</kbd> })}
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
                <div
                    class="menu"
                    role="menu"
                    aria-label=move || label.get()
                    node_ref=list
                    style:left=move || format!("{}px", place.get().0)
                    style:top=move || format!("{}px", place.get().1)
                >
                    {move || items.get().into_iter().map(line).collect_view()}
                </div>
            </Show>
        </div>
    }
    .into_any()
}
