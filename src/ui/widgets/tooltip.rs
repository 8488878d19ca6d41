//! A name or hint that appears on hover and focus.

use leptos::{ev, prelude::*};

/// Shows a short text beside what it wraps, with its keys if given; Escape hides it (WCAG 1.4.13).
///
/// The text adds to the name of what is inside; it never replaces it.
#[component]
pub fn Tooltip(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// Keys that do the same; empty for none.
    #[prop(into, optional)]
    keys: Signal<String>,
    /// What it belongs to.
    children: Children,
) -> impl IntoView {
    let hushed = RwSignal::new(false);
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            hushed.set(true);
        }
    };
    view! {
        <span
            class="tip-wrap"
            on:keydown=on_key
            on:pointerenter=move |_| hushed.set(false)
            on:focusin=move |_| hushed.set(false)
        >
            {children()}
            <span class="tip" role="tooltip" data-hushed=move || hushed.get().to_string()>
                {move || text.get()}
                {move || Some(keys.get()).filter(|k| !k.is_empty()).map(|k| view! { <kbd>{k}</kbd> })}
            </span>
        </span>
    }
}
