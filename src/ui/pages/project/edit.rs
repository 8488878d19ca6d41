//! Editing in place: one field of one record, read and written as people type it.

use crate::edit::Command;
use crate::model::{FieldType, Kind, RawId, Value, ValueError};
use crate::session::use_session;
use crate::ui::widgets::{Icon, IconName};
use crate::words::{Lang, ProjectText, choice_label, field_label, format, parse, unfit};
use leptos::{ev, html, prelude::*};

/// Returns a value as a field shows it.
#[must_use]
pub fn shown(kind: Kind, key: &str, value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) => text.to_string(),
        Value::Tags(tags) => tags
            .iter()
            .map(|t| t.to_string())
            .collect::<Vec<_>>()
            .join(", "),
        Value::Date(day) => format::date(lang, *day),
        Value::Money(money) => format::money_full(lang, *money),
        Value::Percent(share) => format::percent(lang, *share),
        Value::Number(number) => format::decimal(lang, *number),
        Value::Whole(number) => format::whole(lang, *number),
        Value::Choice(choice) => choice_label(kind, key, choice, lang).to_owned(),
        _ => String::new(),
    }
}

/// Reads what was typed into a field of this type.
fn read(ty: FieldType, text: &str, before: Option<&Value>) -> Result<Option<Value>, ValueError> {
    let session = use_session();
    let lang = session.lang().get_untracked();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let from = match before {
        Some(Value::Date(day)) => Some(*day),
        _ => None,
    };
    let found = match ty {
        FieldType::Text | FieldType::Markdown => Some(Value::Text(text.into())),
        FieldType::Date => {
            parse::date(text, session.today().get_untracked(), from).map(Value::Date)
        }
        FieldType::Money => {
            let currency = session
                .workspace()
                .with_untracked(crate::model::Workspace::currency);
            parse::money(lang, text, currency).map(Value::Money)
        }
        FieldType::Percent => parse::percent(lang, text).map(Value::Percent),
        FieldType::Number => parse::decimal(lang, text).map(Value::Number),
        _ => None,
    };
    found.map(Some).ok_or(ValueError::WrongType(ty))
}

/// Changes one field, and says so.
pub fn put(kind: Kind, id: RawId, key: &str, value: Option<Value>) -> bool {
    use_session().act(&Command::Set {
        kind,
        id,
        key: key.into(),
        value,
    })
}

fn value_of(kind: Kind, id: RawId, key: &'static str) -> Memo<Option<Value>> {
    let session = use_session();
    Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.record(kind, id).and_then(|record| record.get(key)))
    })
}

/// A field in a cell: looks like text until it is pointed at or focused.
#[component]
pub fn EditCell(
    kind: Kind,
    id: RawId,
    key: &'static str,
    /// A number: stands at the right.
    #[prop(optional)]
    num: bool,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let value = value_of(kind, id, key);
    let text = Memo::new(move |_| {
        value.with(|v| {
            v.as_ref()
                .map(|v| shown(kind, key, v, lang.get()))
                .unwrap_or_default()
        })
    });
    let wrong: RwSignal<Option<String>> = RwSignal::new(None);
    let input = NodeRef::<html::Input>::new();
    let commit = move |typed: String| {
        if typed == text.get_untracked() {
            wrong.set(None);
            return;
        }
        let Some(spec) = kind.field(key) else { return };
        match value.with_untracked(|before| read(spec.ty, &typed, before.as_ref())) {
            Ok(next) => {
                wrong.set(None);
                // A refused or rewritten value is shown as it is kept.
                put(kind, id, key, next);
                if let Some(input) = input.get_untracked() {
                    input.set_value(&text.get_untracked());
                }
            }
            Err(error) => wrong.set(Some(unfit(&error, lang.get_untracked()))),
        }
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Enter" => commit(event_target_value(&event)),
        "Escape" => {
            wrong.set(None);
            if let Some(input) = input.get_untracked() {
                input.set_value(&text.get_untracked());
            }
        }
        _ => {}
    };
    view! {
        <input
            class=if num { "cell-input num" } else { "cell-input" }
            autocomplete="off"
            node_ref=input
            aria-label=move || field_label(kind, key, lang.get()).to_owned()
            aria-invalid=move || wrong.with(Option::is_some).to_string()
            title=move || wrong.get()
            readonly=move || session.read_only().get()
            prop:value=move || text.get()
            on:blur=move |event| commit(event_target_value(&event))
            on:keydown=on_key
        />
        {move || wrong.get().map(|why| view! { <span class="field-error" role="alert">{why}</span> })}
    }
    .into_any()
}

/// A choice in a cell.
#[component]
pub fn ChoiceCell(kind: Kind, id: RawId, key: &'static str) -> impl IntoView {
    let lang = use_session().lang();
    let value = value_of(kind, id, key);
    let now = Memo::new(move |_| match value.get() {
        Some(Value::Choice(key)) => key.to_string(),
        _ => String::new(),
    });
    let keys: &'static [&'static str] = match kind.field(key).map(|spec| spec.ty) {
        Some(FieldType::Choice(keys)) => keys,
        _ => &[],
    };
    view! {
        <select
            class="cell-input"
            aria-label=move || field_label(kind, key, lang.get()).to_owned()
            on:change=move |event| {
                let picked = event_target_value(&event);
                put(kind, id, key, (!picked.is_empty()).then(|| Value::Choice(picked.into())));
            }
        >
            <option value="" selected=move || now.with(String::is_empty)></option>
            {keys.iter().map(|one| view! {
                <option value=*one selected=move || now.with(|now| now == one)>
                    {move || choice_label(kind, key, one, lang.get())}
                </option>
            }).collect_view()}
        </select>
    }
    .into_any()
}

/// Running text under its name, edited in place.
#[component]
pub fn Prose(kind: Kind, id: RawId, key: &'static str) -> impl IntoView {
    let lang = use_session().lang();
    let value = value_of(kind, id, key);
    let text = Memo::new(move |_| match value.get() {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    });
    let editing = RwSignal::new(false);
    let area = NodeRef::<html::Textarea>::new();
    let finish = move |typed: Option<String>| {
        if !editing.get_untracked() {
            return;
        }
        editing.set(false);
        if let Some(typed) = typed.filter(|typed| text.with_untracked(|t| t != typed)) {
            let typed = typed.trim();
            put(
                kind,
                id,
                key,
                (!typed.is_empty()).then(|| Value::Text(typed.into())),
            );
        }
    };
    let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "Escape" => finish(None),
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
                <button type="button" class="prose-edit" on:click=begin
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
