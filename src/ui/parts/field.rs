//! One field of one record as a form field, from its declaration in the registry.

use crate::edit::Command;
use crate::model::InOrder;
use crate::model::{CustomType, FieldType, Kind, RawId, Record, Value, Workspace};
use crate::session::use_session;
use crate::table::{Column, Source, column, parse, typed_text};
use crate::ui::widgets::{Option_, SelectField, SwitchField, TextField};
use crate::words::{
    Common, Lang, Settings, choice_label, field_help, field_label, format, record_name, unfit,
};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A form field for one field of a record, declared or custom. It keeps what is entered at once; what is
/// refused stays as typed, with the reason beside it.
#[component]
pub fn RecordField(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The key of the field.
    #[prop(into)]
    key: String,
    /// Keys of the fields of the form whose text was refused.
    #[prop(optional)]
    to_fix: Option<RwSignal<BTreeSet<String>>>,
) -> impl IntoView {
    let session = use_session();
    let (workspace, lang) = (session.workspace(), session.lang());
    let why_not = RwSignal::new(None::<String>);
    let required = kind.field(&key).is_some_and(|spec| spec.required);
    let key = StoredValue::new(key);
    let own = Memo::new(move |_| {
        workspace.with(|w| key.with_value(|key| column(w, kind, key, lang.get())))
    });
    let label = Signal::derive(move || {
        let text = own.with(|c| c.as_ref().map(|c| c.label.clone()).unwrap_or_default());
        if required { format!("{text} *") } else { text }
    });
    let help = Signal::derive(move || {
        let text = key.with_value(|key| field_help(kind, key, lang.get()));
        text.unwrap_or_default().to_owned()
    });
    let now = Memo::new(move |_| {
        workspace.with(|w| key.with_value(|key| w.record(kind, id).and_then(|r| r.get(key))))
    });
    let fail = move |reason: Option<String>| {
        if let Some(to_fix) = to_fix {
            to_fix.update(|all| {
                if reason.is_some() {
                    all.insert(key.get_value());
                } else {
                    key.with_value(|key| all.remove(key));
                }
            });
        }
        why_not.set(reason);
    };
    let take = Callback::new(move |text: String| {
        let (today, lang) = (session.today().get_untracked(), lang.get_untracked());
        let read = workspace.with_untracked(|w| {
            own.with_untracked(|own| {
                let own = own.as_ref()?;
                let before = now.get_untracked();
                Some(parse(w, kind, own, before.as_ref(), &text, today, lang))
            })
        });
        match read {
            Some(Ok(value)) => {
                let key = key.with_value(|key| key.as_str().into());
                let command = Command::Set {
                    kind,
                    id,
                    key,
                    value,
                };
                fail(session.submit(&command).err());
            }
            Some(Err(error)) => fail(Some(sentence(&unfit(&error, lang)))),
            None => {}
        }
    });
    let source = own.with_untracked(|own| own.as_ref().map(|own| own.source.clone()));
    match source {
        Some(Source::Declared(_, FieldType::Flag) | Source::Custom(CustomType::Flag, _)) => {
            let value = Signal::derive(move || {
                now.with(|value| match value {
                    Some(Value::Raw(json)) => json.as_bool() == Some(true),
                    other => other.is_some(),
                })
            });
            let pick = move |on: bool| take.run(if on { "yes" } else { "no" }.to_owned());
            view! { <SwitchField label value on_commit=pick /> }.into_any()
        }
        Some(
            Source::Declared(_, FieldType::Choice(_) | FieldType::Ref(_))
            | Source::Custom(CustomType::Choice, _),
        ) => {
            let options = Signal::derive(move || {
                let lang = lang.get();
                let some = workspace.with(|w| {
                    own.with(|own| own.as_ref().map(|own| choices(w, kind, id, own, lang)))
                });
                let none = (String::new(), nothing(kind, lang).to_owned());
                let must = required && now.with(Option::is_some);
                let none = (!must).then_some(none);
                none.into_iter()
                    .chain(some.unwrap_or_default())
                    .collect::<Vec<_>>()
            });
            let value = Signal::derive(move || {
                now.with(|value| match value {
                    Some(Value::Choice(choice)) => choice.to_string(),
                    Some(Value::Ref(id)) => id.to_string(),
                    Some(Value::Raw(json)) => json.as_str().unwrap_or_default().to_owned(),
                    _ => String::new(),
                })
            });
            view! { <SelectField label options value on_commit=take why_not /> }.into_any()
        }
        _ => {
            let lines = matches!(source, Some(Source::Declared(_, FieldType::Markdown)));
            let value = Signal::derive(move || {
                now.track();
                workspace.with_untracked(|w| {
                    let record = w.record(kind, id);
                    own.with(|own| match (record, own) {
                        // An amount is read by people first; its sign stands in it.
                        _ if let Some(Value::Money(money)) = now.get_untracked() => {
                            format::money_full(lang.get(), money)
                        }
                        (Some(record), Some(own)) => typed_text(w, record, own, lang.get()),
                        _ => String::new(),
                    })
                })
            });
            let unit = Signal::derive(move || match now.get() {
                Some(Value::Percent(_)) => "%".to_owned(),
                _ => String::new(),
            });
            view! { <TextField label value on_commit=take why_not help unit lines /> }.into_any()
        }
    }
}

/// The empty choice: settings fall back to a default, other fields to nothing.
const fn nothing(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Portfolio | Kind::Rule | Kind::Holiday | Kind::WorkCalendar => {
            Settings::NoValue.text(lang)
        }
        _ => Common::None.text(lang),
    }
}

/// Key and text of what can be chosen.
pub(super) fn choices(
    w: &Workspace,
    kind: Kind,
    id: RawId,
    own: &Column,
    lang: Lang,
) -> Vec<Option_> {
    match &own.source {
        Source::Declared(key, FieldType::Choice(keys)) => {
            let label = |k: &&str| ((*k).to_owned(), choice_label(kind, key, k, lang).to_owned());
            keys.iter().map(label).collect()
        }
        Source::Declared(key, FieldType::Ref(to)) => {
            // Tasks are offered from the project that the record is about: the others are never meant.
            let place = key.strip_suffix("_task").unwrap_or("project");
            let about = (*to == Kind::Task)
                .then(|| w.record(kind, id).and_then(|r| r.get(place)))
                .flatten();
            // Of a template only the items of the same type.
            let of_type = (kind == Kind::TemplateItem)
                .then(|| w.record(kind, id).and_then(|r| r.get("project_type")))
                .flatten();
            let fits = |record: &dyn Record| {
                let itself = *to == kind && record.raw_id() == id;
                !itself
                    && of_type
                        .as_ref()
                        .is_none_or(|t| record.get("project_type").as_ref() == Some(t))
                    && about
                        .as_ref()
                        .is_none_or(|p| record.get("project").as_ref() == Some(p))
            };
            let mut all: Vec<Option_> = w
                .records(*to)
                .filter(|record| fits(*record))
                .map(|record| {
                    let id = record.raw_id();
                    (id.to_string(), record_name(w, *to, id, lang).to_string())
                })
                .collect();
            all.order_by_key(|(_, name)| name.to_lowercase());
            all
        }
        Source::Custom(_, options) => options
            .iter()
            .map(|option| (option.to_string(), option.to_string()))
            .collect(),
        _ => Vec::new(),
    }
}

/// With a capital letter: these reasons also stand behind the name of a field.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Does a field take the whole width of a form?
pub(super) fn is_wide(own: &Column) -> bool {
    own.key == "name"
        || matches!(
            own.source,
            Source::Declared(_, FieldType::Markdown | FieldType::Tags)
        )
}

/// Returns a name for a record that has none of its own, such as a reading or a budget line: what is in its
/// first fields, but for `except`, the record that it belongs to.
pub(super) fn in_short(w: &Workspace, record: &dyn Record, except: &str, lang: Lang) -> String {
    let kind = record.kind();
    if let Some(Value::Text(name)) = record.get("name") {
        return name.to_string();
    }
    let texts = kind
        .fields()
        .iter()
        .filter(|spec| spec.key != except && !spec.hidden);
    let texts = texts.filter_map(|spec| {
        let own = column(w, kind, spec.key, lang)?;
        let text = match record.get(spec.key)? {
            Value::Flag => field_label(kind, spec.key, lang).to_owned(),
            _ => typed_text(w, record, &own, lang),
        };
        (!text.is_empty()).then_some(text)
    });
    let short: Vec<String> = texts.take(3).collect();
    short.join(" · ")
}
