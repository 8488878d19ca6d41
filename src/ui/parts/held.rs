//! What a field holds, declared or custom: its type, how a value is shown, how a typed text is read.

use crate::model::{CustomType, FieldType, Kind, Told, Value, ValueError, Workspace};
use crate::session::Session;
use crate::table::{Source, column, parse};
use crate::words::{Lang, format};
use leptos::prelude::*;

/// Returns a value as a field of this type shows it.
pub(super) fn shown(ty: FieldType, value: &Value, lang: Lang) -> String {
    match value {
        // What a custom field holds is kept as text, and shown as its type is.
        Value::Raw(json) => match Value::from_told(ty, &Told::Text(text_of(json).into())) {
            Ok(Some(known @ (Value::Date(_) | Value::Number(_)))) => shown(ty, &known, lang),
            _ => text_of(json).to_owned(),
        },
        Value::Text(text) | Value::Choice(text) => text.to_string(),
        Value::Tags(tags) => tags.join(", "),
        Value::Date(day) => format::date(lang, *day),
        Value::Money(money) => format::money_full(lang, *money),
        Value::Percent(share) => format::percent(lang, *share),
        Value::Number(number) => format::decimal(lang, *number),
        Value::Whole(number) => format::whole(lang, *number),
        Value::Span(span) => format::span(lang, *span),
        Value::Ref(id) => id.to_string(),
        Value::Refs(_) | Value::Flag => String::new(),
    }
}

fn text_of(json: &serde_json::Value) -> &str {
    json.as_str().unwrap_or_default()
}

/// Returns the type of a field, declared or custom, and whether it must have a value.
pub(super) fn type_of(w: &Workspace, kind: Kind, key: &str, lang: Lang) -> (FieldType, bool) {
    if let Some(spec) = kind.field(key) {
        return (spec.ty, spec.required);
    }
    let ty = match column(w, kind, key, lang).map(|own| own.source) {
        Some(Source::Custom(CustomType::Number, _)) => FieldType::Number,
        Some(Source::Custom(CustomType::Date, _)) => FieldType::Date,
        Some(Source::Custom(CustomType::Choice, _)) => FieldType::Choice(&[]),
        Some(Source::Custom(CustomType::Flag, _)) => FieldType::Flag,
        _ => FieldType::Text,
    };
    (ty, false)
}

/// Reads what was typed into a field; an empty text is no value.
pub(super) fn read(
    session: Session,
    kind: Kind,
    key: &str,
    text: &str,
    before: Option<&Value>,
) -> Result<Option<Value>, ValueError> {
    let (lang, today) = (
        session.lang().get_untracked(),
        session.today().get_untracked(),
    );
    session.workspace().with_untracked(|w| {
        column(w, kind, key, lang).map_or(Ok(None), |own| {
            parse(w, kind, &own, before, text, today, lang)
        })
    })
}
