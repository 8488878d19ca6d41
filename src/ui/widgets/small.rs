//! Small pieces.

use leptos::prelude::*;

/// How serious a banner is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// To know.
    #[default]
    Info,
    /// To look at.
    Amber,
    /// To act on.
    Red,
}

/// A line across the sheet: reason and action.
#[component]
pub fn Banner(
    /// How serious.
    #[prop(optional)]
    tone: Tone,
    /// The content.
    children: Children,
) -> impl IntoView {
    let (key, role) = match tone {
        Tone::Info => ("info", "status"),
        Tone::Amber => ("amber", "status"),
        Tone::Red => ("red", "alert"),
    };
    view! { <div class="banner" data-tone=key role=role>{children()}</div> }
}

/// What to see where there is nothing yet: what belongs here and how to begin.
#[component]
pub fn Empty(
    /// What belongs here.
    #[prop(into)]
    title: Signal<String>,
    /// How to begin.
    #[prop(into)]
    hint: Signal<String>,
    /// The ways to begin.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <h2>{move || title.get()}</h2>
            <p>{move || hint.get()}</p>
            <div class="row wrap">{children.map(|c| c())}</div>
        </div>
    }
    .into_any()
}

/// A share as a bar; the number stands beside it in text.
#[component]
pub fn Progress(
    /// 0 to 100.
    #[prop(into)]
    percent: Signal<f64>,
) -> impl IntoView {
    view! {
        <span class="progress" aria-hidden="true">
            <span class="progress-fill" style:width=move || format!("{:.1}%", percent.get().clamp(0.0, 100.0))></span>
        </span>
    }
}

/// A value against where the plan should be now.
#[component]
pub fn Bullet(
    /// 0 to 100: the value.
    #[prop(into)]
    value: Signal<f64>,
    /// 0 to 100: the plan, if there is one.
    #[prop(into)]
    mark: Signal<Option<f64>>,
    /// Both numbers, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="bullet" role="img" aria-label=move || label.get()>
            <span class="bullet-fill" style:width=move || format!("{:.1}%", value.get().clamp(0.0, 100.0))></span>
            {move || mark.get().map(|at| view! {
                <span class="bullet-mark" style:left=format!("{:.1}%", at.clamp(0.0, 100.0))></span>
            })}
        </span>
    }
}

/// The initials of a person.
#[component]
pub fn Avatar(
    /// The name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let initials = move || {
        let name = name.get();
        let mut words = name.split_whitespace().filter_map(|w| w.chars().next());
        let first = words.next();
        first
            .into_iter()
            .chain(words.next_back())
            .flat_map(char::to_uppercase)
            .collect::<String>()
    };
    view! { <span class="avatar" title=move || name.get() aria-hidden="true">{initials}</span> }
}

/// The colour of a programme, always beside its code or name.
#[component]
pub fn Swatch(
    /// 1 to 8.
    #[prop(into)]
    colour: Signal<u8>,
) -> impl IntoView {
    view! { <span class=move || format!("swatch cat-{}", colour.get()) aria-hidden="true"></span> }
}

/// A key of the keyboard.
#[component]
pub fn Kbd(
    /// Its sign.
    #[prop(into)]
    keys: String,
) -> impl IntoView {
    view! { <kbd>{keys}</kbd> }
}

/// Grey rows of the real height, shown once something has taken longer than 200 ms.
#[component]
pub fn Skeleton(
    /// How many rows.
    #[prop(default = 4)]
    rows: u8,
    /// What is loading, in words.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let bars = (0..rows)
        .map(|_| view! { <span class="skeleton" aria-hidden="true"></span> })
        .collect_view();
    view! {
        <div class="skeletons" role="status">
            <span class="sr">{move || label.get()}</span>
            {bars}
        </div>
    }
}
