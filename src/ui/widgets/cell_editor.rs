//! The field that stands in a cell while it is edited.

use leptos::{ev, html, prelude::*};

/// How a cell was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// With Escape, or taken and staying where it is.
    Here,
    /// With Enter: to the cell below.
    Down,
    /// With Tab: to the next cell.
    Next,
    /// With Shift and Tab: to the one before.
    Before,
    /// The focus went elsewhere.
    Away,
}

/// The field: Enter takes the text and goes down, Tab takes it and goes right, Escape restores.
#[component]
pub fn CellEditor(
    /// Its name.
    label: String,
    /// The text it begins with.
    start: String,
    /// What may be typed, where it is a list.
    options: Vec<String>,
    /// Names its list on the page.
    list: String,
    /// Takes a text; the sentence says why not.
    commit: Callback<String, Result<(), String>>,
    /// The cell was left.
    on_leave: Callback<Left>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let done = StoredValue::new(false);
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
            let _ = input.set_selection_range(end, end);
        }
    });
    let leave = move |how: Left| {
        done.set_value(true);
        on_leave.run(how);
    };
    let take = move || {
        let text = input.get_untracked().map(|i| i.value()).unwrap_or_default();
        match commit.run(text) {
            Ok(()) => true,
            Err(reason) => {
                let _ = error.try_set(Some(reason));
                false
            }
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        let how = match (event.key().as_str(), event.shift_key()) {
            ("Enter", _) => Left::Down,
            ("Tab", true) => Left::Before,
            ("Tab", false) => Left::Next,
            ("Escape", _) => Left::Here,
            _ => return,
        };
        event.prevent_default();
        if how == Left::Here || take() {
            leave(how);
        }
    };
    let on_blur = move |_| {
        if done.try_get_value() == Some(false) && take() {
            leave(Left::Away);
        }
    };
    let has_options = !options.is_empty();
    let list_id = list.clone();
    view! {
        <span class="grid-edit">
            <input
                class="grid-input"
                type="text"
                autocomplete="off"
                aria-label=label
                aria-invalid=move || error.with(Option::is_some).to_string()
                list=has_options.then_some(list_id)
                node_ref=input
                prop:value=start
                on:keydown=on_key
                on:blur=on_blur
                on:input=move |_| error.set(None)
            />
            {has_options.then(|| view! {
                <datalist id=list>{options.into_iter().map(|text| view! { <option value=text></option> }).collect_view()}</datalist>
            })}
            {move || error.get().map(|reason| view! { <span class="grid-error" role="alert">{reason}</span> })}
        </span>
    }
    .into_any()
}
