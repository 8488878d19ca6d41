//! Fields of forms. A refused text stays as typed with the reason beside it; Escape restores.

use super::{Icon, IconName};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Key and text of one option of a select.
pub type Option_ = (String, String);

pub(super) fn field_id(label: &str) -> String {
    use std::sync::atomic::{AtomicU32, Ordering};
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let plain: String = label.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("f{}-{plain}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A text field that commits when left or on Enter.
#[component]
pub fn TextField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// The committed text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the new text, when it differs.
    #[prop(into)]
    on_commit: Callback<String>,
    /// Why the last text was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
    /// A line of help below.
    #[prop(into, optional)]
    help: Signal<String>,
    /// The unit inside, at the right.
    #[prop(into, optional)]
    unit: Signal<String>,
    /// Takes several lines.
    #[prop(optional)]
    lines: bool,
    /// Can be read only.
    #[prop(into, optional)]
    locked: Signal<bool>,
    /// Type of the input, such as `search`.
    #[prop(default = "text")]
    kind: &'static str,
) -> impl IntoView {
    let id = field_id(&label.get_untracked());
    let note = format!("{id}-note");
    let input = NodeRef::<html::Input>::new();
    let area = NodeRef::<html::Textarea>::new();
    let rewrite = move || {
        let text = value.get_untracked();
        if let Some(input) = input.get_untracked() {
            input.set_value(&text);
        }
        if let Some(area) = area.get_untracked() {
            area.set_value(&text);
        }
    };
    // After Escape the old text is back, and the reason against the other one is history.
    let restored = RwSignal::new(false);
    let commit = move |text: String| {
        // The browser also tells of the blur of a field that goes away with its form.
        let Some(changed) = value.try_with_untracked(|v| *v != text) else {
            return;
        };
        restored.set(false);
        if changed {
            on_commit.run(text);
            // What was taken shows as it is kept: trimmed, or `16 oct` as the whole date.
            if why_not.with_untracked(Option::is_none) {
                rewrite();
            }
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let key = event.key();
        if key == "Escape" {
            // An unchanged field leaves the key to the drawer or dialog around it.
            if value.with_untracked(|v| *v == event_target_value(&event)) {
                return;
            }
            event.prevent_default();
            event.stop_propagation();
            restored.set(true);
            rewrite();
        } else if key == "Enter" && (!lines || event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            commit(event_target_value(&event));
        }
    };
    let reason = move || why_not.get().filter(|_| !restored.get());
    let invalid = move || reason().is_some();
    let described = note.clone();
    let described_by =
        move || (invalid() || !help.with(String::is_empty)).then(|| described.clone());
    let box_ = if lines {
        view! {
            <textarea
                class="field-input"
                id=id.clone()
                node_ref=area
                prop:value=move || value.get()
                readonly=move || locked.get()
                aria-invalid=move || invalid().to_string()
                aria-describedby=described_by
                on:blur=move |event| commit(event_target_value(&event))
                on:keydown=on_key
            ></textarea>
        }
        .into_any()
    } else {
        view! {
            <input
                class="field-input"
                type=kind
                autocomplete="off"
                id=id.clone()
                node_ref=input
                prop:value=move || value.get()
                readonly=move || locked.get()
                aria-invalid=move || invalid().to_string()
                aria-describedby=described_by
                on:blur=move |event| commit(event_target_value(&event))
                on:keydown=on_key
            />
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label class="field-label" for=id>{move || label.get()}</label>
            <div class="field-box" data-invalid=move || invalid().to_string() data-locked=move || locked.get().to_string()>
                {move || locked.get().then(|| view! { <Icon name=IconName::Lock size=12 /> })}
                {box_}
                <span class="field-unit">{move || unit.get()}</span>
            </div>
            <span id=note>
                {move || match reason() {
                    Some(reason) => view! { <span class="field-error" role="alert"><Icon name=IconName::Warning size=12 />{reason}</span> }.into_any(),
                    None => view! { <span class="field-help">{help.get()}</span> }.into_any(),
                }}
            </span>
        </div>
    }
    .into_any()
}

/// A choice from a list.
#[component]
pub fn SelectField(
    /// The label above.
    #[prop(into)]
    label: Signal<String>,
    /// Key and text of each option.
    #[prop(into)]
    options: Signal<Vec<Option_>>,
    /// The key of the chosen one.
    #[prop(into)]
    value: Signal<String>,
    /// Called with a key.
    #[prop(into)]
    on_commit: Callback<String>,
    /// Why the last choice was not taken, in words.
    #[prop(into, optional)]
    why_not: Signal<Option<String>>,
    /// Keeps the label for assistive technology only.
    #[prop(optional)]
    label_hidden: bool,
) -> impl IntoView {
    let id = field_id(&label.get_untracked());
    let select = NodeRef::<html::Select>::new();
    // The value can be set only once its option is there.
    Effect::new(move || {
        options.track();
        let key = value.get();
        if let Some(select) = select.get() {
            select.set_value(&key);
        }
    });
    let option = move |(key, text): Option_| {
        let mine = key.clone();
        view! { <option value=key selected=move || value.with(|v| *v == mine)>{text}</option> }
    };
    view! {
        <div class="field">
            <label class=if label_hidden { "sr" } else { "field-label" } for=id.clone()>{move || label.get()}</label>
            <div class="field-box" data-invalid=move || why_not.with(Option::is_some).to_string()>
                <select
                    class="field-input"
                    id=id
                    node_ref=select
                    on:change=move |event| on_commit.run(event_target_value(&event))
                >
                    {move || options.get().into_iter().map(option).collect_view()}
                </select>
            </div>
            {move || why_not.get().map(|reason| view! { <span class="field-error" role="alert"><Icon name=IconName::Warning size=12 />{reason}</span> })}
        </div>
    }
    .into_any()
}

fn checked(event: &ev::Event) -> bool {
    event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok())
        .is_some_and(|input| input.checked())
}

/// A box to tick.
#[component]
pub fn CheckField(
    /// The text beside it.
    #[prop(into)]
    label: Signal<String>,
    /// Ticked?
    #[prop(into)]
    value: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_commit: Callback<bool>,
    /// Keeps the text for assistive technology only.
    #[prop(optional)]
    label_hidden: bool,
    /// Neither ticked nor empty.
    #[prop(into, optional)]
    mixed: Signal<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="check-box"
                type="checkbox"
                prop:checked=move || value.get()
                prop:indeterminate=move || mixed.get()
                on:change=move |event| on_commit.run(checked(&event))
            />
            <span class=if label_hidden { "sr" } else { "" }>{move || label.get()}</span>
        </label>
    }
}

/// A switch that acts at once.
#[component]
pub fn SwitchField(
    /// The text beside it.
    #[prop(into)]
    label: Signal<String>,
    /// On?
    #[prop(into)]
    value: Signal<bool>,
    /// Called with the new state.
    #[prop(into)]
    on_commit: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                class="switch"
                type="checkbox"
                role="switch"
                prop:checked=move || value.get()
                on:change=move |event| on_commit.run(checked(&event))
            />
            <span>{move || label.get()}</span>
        </label>
    }
}
