//! One field of one record as a form field, from its declaration in the registry.

use crate::edit::Command;
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::widgets::{SelectField, SwitchField, TextField};
use crate::words::{
    Lang, Settings as Words, choice_label, field_help, field_label, parse, refusal,
};
use leptos::prelude::*;

/// Returns a value as one would type it.
fn typed(value: &Value, lang: Lang) -> String {
    let comma = |text: String| {
        if lang == Lang::Fr {
            text.replace('.', ",")
        } else {
            text
        }
    };
    match value {
        Value::Text(text) | Value::Choice(text) => text.to_string(),
        Value::Tags(tags) => tags.iter().map(|t| &**t).collect::<Vec<_>>().join(", "),
        Value::Date(date) => date.to_string(),
        Value::Money(money) => comma(
            money
                .to_string()
                .split(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
        ),
        Value::Percent(share) => comma(share.to_string().replace('%', "")),
        Value::Number(number) => comma(number.to_string()),
        Value::Whole(number) => number.to_string(),
        Value::Ref(id) => id.to_string(),
        Value::Refs(_) | Value::Raw(_) | Value::Flag => String::new(),
    }
}

/// Reads what was typed; the error says what to enter.
fn read(ty: FieldType, text: &str, session: Session) -> Result<Option<Value>, String> {
    let lang = session.lang().get_untracked();
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let not = |word: Words| Words::NotThis.fill(lang, &[text, word.text(lang)]);
    let today = session.today().get_untracked();
    let currency = session.workspace().with_untracked(Workspace::currency);
    let value = match ty {
        FieldType::Text | FieldType::Markdown => Value::Text(text.into()),
        FieldType::Tags => Value::Tags(Tags::new(text.split(',').map(Text::from))),
        FieldType::Date => {
            Value::Date(parse::date(text, today, None).ok_or_else(|| not(Words::ADate))?)
        }
        FieldType::Money => {
            Value::Money(parse::money(lang, text, currency).ok_or_else(|| not(Words::AnAmount))?)
        }
        FieldType::Percent => {
            Value::Percent(parse::percent(lang, text).ok_or_else(|| not(Words::AShare))?)
        }
        FieldType::Number => {
            Value::Number(parse::decimal(lang, text).ok_or_else(|| not(Words::AShare))?)
        }
        FieldType::Whole => Value::Whole(text.parse().map_err(|_| not(Words::AWholeNumber))?),
        FieldType::Choice(_) => Value::Choice(text.into()),
        FieldType::Ref(_) => Value::Ref(RawId::parse(text).ok_or_else(String::new)?),
        FieldType::Refs(_) | FieldType::Flag | FieldType::Raw => return Err(String::new()),
    };
    Ok(Some(value))
}

/// The records of a kind by name, for a choice.
fn records(session: Session, kind: Kind) -> Vec<(String, String)> {
    session.workspace().with(|w| {
        let name = |r: &dyn Record| match r.get("name") {
            Some(Value::Text(text)) => text.to_string(),
            _ => r.raw_id().to_string(),
        };
        let mut all: Vec<_> = w
            .records(kind)
            .map(|r| (r.raw_id().to_string(), name(r)))
            .collect();
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all
    })
}

/// A form field for a declared field of a record. It commits through the session and shows why a value was refused.
#[component]
pub fn RecordField(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The key of the field.
    key: &'static str,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let why_not: RwSignal<Option<String>> = RwSignal::new(None);
    let label = Signal::derive(move || field_label(kind, key, lang.get()).to_owned());
    let help = Signal::derive(move || {
        field_help(kind, key, lang.get())
            .unwrap_or_default()
            .to_owned()
    });
    let ty = kind.field(key).map_or(FieldType::Text, |spec| spec.ty);
    let now = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.record(kind, id).and_then(|r| r.get(key)))
    });
    let text = Signal::derive(move || {
        now.with(|v| v.as_ref().map(|v| typed(v, lang.get())).unwrap_or_default())
    });
    let set = move |value: Option<Value>| match session.dispatch(&Command::Set {
        kind,
        id,
        key: key.into(),
        value,
    }) {
        Ok(()) | Err(crate::edit::Refusal::Nothing) => why_not.set(None),
        Err(error) => why_not.set(Some(
            session
                .workspace()
                .with_untracked(|w| refusal(&error, w, lang.get_untracked())),
        )),
    };
    let commit = move |text: String| match read(ty, &text, session) {
        Ok(value) => set(value),
        Err(reason) => why_not.set(Some(reason)),
    };
    let none = move || (String::new(), Words::NoValue.text(lang.get()).to_owned());
    match ty {
        FieldType::Flag => view! {
            <SwitchField label value=Signal::derive(move || now.with(Option::is_some)) on_commit=move |on: bool| set(on.then_some(Value::Flag)) />
        }
        .into_any(),
        FieldType::Choice(keys) => {
            let options = Signal::derive(move || {
                std::iter::once(none()).chain(keys.iter().map(|k| ((*k).to_owned(), choice_label(kind, key, k, lang.get()).to_owned()))).collect::<Vec<_>>()
            });
            view! { <SelectField label options value=text on_commit=commit why_not /> }.into_any()
        }
        FieldType::Ref(to) => {
            let options = Signal::derive(move || std::iter::once(none()).chain(records(session, to)).collect::<Vec<_>>());
            view! { <SelectField label options value=text on_commit=commit why_not /> }.into_any()
        }
        FieldType::Markdown => view! { <TextField label value=text on_commit=commit why_not help lines=true /> }.into_any(),
        _ => view! { <TextField label value=text on_commit=commit why_not help /> }.into_any(),
    }
}
