//! Buttons.

use super::{Icon, IconName};
use leptos::prelude::*;

/// How a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Variant {
    /// An ordinary action.
    #[default]
    Plain,
    /// The one main action of a view.
    Primary,
    /// An action that should not draw the eye.
    Ghost,
    /// An action that removes.
    Danger,
}

impl Variant {
    const fn key(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Primary => "primary",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// A button with a text, and an icon before it if given.
#[component]
pub fn Button(
    /// The text.
    #[prop(into)]
    label: Signal<String>,
    /// Called on press.
    #[prop(into)]
    on_press: Callback<()>,
    /// The icon before the text.
    #[prop(optional)]
    icon: Option<IconName>,
    /// How it stands out.
    #[prop(optional)]
    variant: Variant,
    /// Cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Is a toggle: pressed or not.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn"
            data-variant=variant.key()
            disabled=move || disabled.get()
            aria-pressed=pressed.map(|p| move || if p.get() { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            {icon.map(|name| view! { <Icon name size=14 /> })}
            {move || label.get()}
        </button>
    }
}

/// A button with an icon alone; its name is spoken and shown on hover.
#[component]
pub fn IconButton(
    /// The icon.
    icon: IconName,
    /// The name.
    #[prop(into)]
    label: Signal<String>,
    /// Called on press.
    #[prop(into)]
    on_press: Callback<()>,
    /// Cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// Is a toggle: pressed or not.
    #[prop(into, optional)]
    pressed: Option<Signal<bool>>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="btn only-icon"
            data-variant="ghost"
            title=move || label.get()
            aria-label=move || label.get()
            disabled=move || disabled.get()
            aria-pressed=pressed.map(|p| move || if p.get() { "true" } else { "false" })
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon />
        </button>
    }
}
