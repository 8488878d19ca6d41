//! Running text of a record, edited in place.

use crate::edit::Command;
use crate::model::{Kind, RawId, Value};
use crate::session::use_session;
use crate::ui::widgets::{Icon, IconName};
use crate::words::{ProjectText, field_label};
use leptos::{ev, html, prelude::*};

/// Running text under its name, edited in place.
#[component]
pub fn Prose(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The key of the field.
    key: &'static str,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let text = Memo::new(move |_| {
        let value = session
            .workspace()
            .with(|w| w.record(kind, id).and_then(|record| record.get(key)));
        match value {
            Some(Value::Text(text)) => text.to_string(),
            _ => String::new(),
        }
    });
    let editing = RwSignal::new(false);
    let area = NodeRef::<html::Textarea>::new();
    let finish = move |typed: Option<String>| {
        if editing.try_get_untracked() != Some(true) {
            return;
        }
        editing.set(false);
        if let Some(typed) = typed.filter(|typed| text.with_untracked(|t| t != typed)) {
            let typed = typed.trim();
            session.act(&Command::Set {
                kind,
                id,
                key: key.into(),
                value: (!typed.is_empty()).then(|| Value::Text(typed.into())),
            });
        }
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.stop_propagation();
            finish(None);
        }
        "Enter" if event.ctrl_key() || event.meta_key() => finish(Some(event_target_value(&event))),
        _ => {}
    };
    let begin = move |_| {
        editing.set(true);
        request_animation_frame(move || {
            if let Some(area) = area.get_untracked() {
                let _ = area.focus();
            }
        });
    };
    let label = move || field_label(kind, key, lang.get()).to_owned();
    view! {
        <div class="prose-block">
            <h3 class="row tight">
                {label}
                <button type="button" class="prose-edit" on:click=begin disabled=move || session.read_only().get()
                    aria-label=move || ProjectText::EditText.fill(lang.get(), &[&label()])>
                    <Icon name=IconName::Pencil size=12 />
                </button>
            </h3>
            {move || if editing.get() {
                view! {
                    <textarea class="prose-input" node_ref=area aria-label=label prop:value=text.get_untracked()
                        on:keydown=on_key on:blur=move |event| finish(Some(event_target_value(&event)))></textarea>
                }.into_any()
            } else if text.with(String::is_empty) {
                view! { <p class="mut">{ProjectText::NotWritten.text(lang.get())}</p> }.into_any()
            } else {
                view! { <p class="prose sec">{text.get()}</p> }.into_any()
            }}
        </div>
    }
    .into_any()
}
