//! The field inside a cell.

use super::row::RowContext;
use crate::model::RawId;
use leptos::{ev, html, prelude::*};

/// The field: Enter takes the text and goes down, Tab takes it and goes right, Escape restores.
#[component]
pub(super) fn Editor(
    id: RawId,
    key: String,
    context: RowContext,
    at: (usize, usize),
) -> impl IntoView {
    let RowContext {
        calls,
        control,
        columns,
        lines,
        frame,
        ..
    } = context;
    let start = control
        .editing
        .with_untracked(|now| now.as_ref().map(|(_, _, text)| text.clone()))
        .unwrap_or_default();
    let label =
        columns.with_untracked(|all| all.get(at.1).map(|c| c.label.clone()).unwrap_or_default());
    let input = NodeRef::<html::Input>::new();
    let error = RwSignal::new(None::<String>);
    let options = calls.options.run(key.clone());
    let key = StoredValue::new(key);
    let done = StoredValue::new(false);
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
            let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(0);
            let _ = input.set_selection_range(end, end);
        }
    });
    let leave = move |to: Option<(usize, usize)>| {
        done.set_value(true);
        control.editing.set(None);
        if let Some((line, place)) = to {
            let last = lines.with_untracked(|l| l.len()).saturating_sub(1);
            let right = columns.with_untracked(Vec::len).saturating_sub(1);
            control.active.set(Some((line.min(last), place.min(right))));
        }
        if let Some(frame) = frame.get_untracked() {
            let _ = frame.focus();
        }
    };
    let take = move || {
        let text = input.get_untracked().map(|i| i.value()).unwrap_or_default();
        match calls.commit.run((id, key.get_value(), text)) {
            Ok(()) => true,
            Err(reason) => {
                error.set(Some(reason));
                false
            }
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => {
                event.prevent_default();
                if take() {
                    leave(Some((at.0 + 1, at.1)));
                }
            }
            "Tab" => {
                event.prevent_default();
                if take() {
                    let place = if event.shift_key() {
                        at.1.saturating_sub(1)
                    } else {
                        at.1 + 1
                    };
                    leave(Some((at.0, place)));
                }
            }
            "Escape" => {
                event.prevent_default();
                leave(None);
            }
            _ => {}
        }
    };
    let on_blur = move |_| {
        if done.try_get_value() == Some(false) && take() {
            done.set_value(true);
            control.editing.set(None);
        }
    };
    let list = format!("options-{}-{}", at.0, at.1);
    let has_options = !options.is_empty();
    view! {
        <span class="grid-edit">
            <input
                class="grid-input"
                type="text"
                autocomplete="off"
                aria-label=label
                aria-invalid=move || error.with(Option::is_some).to_string()
                list=has_options.then(|| list.clone())
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
