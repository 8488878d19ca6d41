//! One field of one record, edited where it stands: it looks like text until pointed at or focused.

use super::Prose;
use super::field::choices;
use super::held::{read, shown, type_of};
use crate::edit::Command;
use crate::model::{FieldType, Kind, RawId, Text, Value};
use crate::session::use_session;
use crate::table::column;
use crate::words::{choice_label, field_label, record_name, unfit};
use leptos::{ev, html, prelude::*};

/// A field in its place: a box to type into, a list, a box to tick or running text, by its type.
#[component]
pub fn InPlace(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The key of the field, declared or custom.
    #[prop(into)]
    key: Text,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let (ty, required) = session
        .workspace()
        .with_untracked(|w| type_of(w, kind, &key, lang.get_untracked()));
    let declared = kind.field(&key);
    let data_key = key.to_string();
    let key = StoredValue::new(key);
    let value = Memo::new(move |_| {
        session.workspace().with(|w| {
            let record = w.record(kind, id)?;
            key.with_value(|key| record.get(key))
        })
    });
    let put = move |value: Option<Value>| {
        session.act(&Command::Set {
            kind,
            id,
            key: key.get_value(),
            value,
        });
    };
    // In a table many fields have one label: the record makes the name whole.
    let label = move || {
        let now = lang.get();
        session.workspace().with(|w| {
            let field = key.with_value(|key| match declared {
                Some(_) => field_label(kind, key, now).to_owned(),
                None => column(w, kind, key, now).map_or_else(String::new, |own| own.label),
            });
            format!("{field}, {}", record_name(w, kind, id, now))
        })
    };
    match ty {
        FieldType::Flag => view! {
            <input
                type="checkbox"
                class="check-box"
                aria-label=label
                disabled=move || session.read_only().get()
                prop:checked=move || value.with(|v| !matches!(v, None | Some(Value::Raw(serde_json::Value::Bool(false)))))
                on:change=move |event| {
                    let yes = match declared {
                        Some(_) => Value::Flag,
                        None => Value::Raw(true.into()),
                    };
                    put(event_target_checked(&event).then_some(yes));
                }
            />
        }
        .into_any(),
        FieldType::Choice(_) | FieldType::Ref(_) => {
            let now = Memo::new(move |_| {
                value.with(|v| {
                    v.as_ref()
                        .map(|v| shown(ty, v, lang.get()))
                        .unwrap_or_default()
                })
            });
            let name = move |now: &str| match ty {
                FieldType::Ref(to) => RawId::parse(now).map_or_else(String::new, |id| {
                    session
                        .workspace()
                        .with(|w| record_name(w, to, id, lang.get()).to_string())
                }),
                _ => key.with_value(|key| choice_label(kind, key, now, lang.get()).to_owned()),
            };
            // The list may be long and there may be many: it is filled when a person comes near.
            let near = RwSignal::new(false);
            let options = move || {
                let now = now.get();
                let mut all = if near.get() {
                    session.workspace().with(|w| {
                        let lang = lang.get();
                        key.with_value(|key| column(w, kind, key, lang))
                            .map(|own| choices(w, kind, id, &own, lang))
                            .unwrap_or_default()
                    })
                } else {
                    Vec::new()
                };
                if !now.is_empty() && !all.iter().any(|one| one.0 == now) {
                    all.insert(0, (now.clone(), name(&now)));
                }
                if !required || now.is_empty() {
                    all.insert(0, (String::new(), String::new()));
                }
                all.into_iter()
                    .map(|(key, text)| {
                        let chosen = key == now;
                        // The property: once a person chose, Firefox heeds the attribute no more.
                        view! { <option value=key prop:selected=chosen>{text}</option> }
                    })
                    .collect_view()
            };
            let take = move |event: ev::Event| {
                let picked = event_target_value(&event);
                if let Ok(next) =
                    value.with_untracked(|v| key.with_value(|key| read(session, kind, key, &picked, v.as_ref())))
                {
                    put(next);
                    // What was refused is not shown as if it were kept.
                    now.with_untracked(|now| event_target::<web_sys::HtmlSelectElement>(&event).set_value(now));
                }
            };
            view! {
                <select
                    class="cell-input"
                    data-key=data_key
                    aria-label=label
                    disabled=move || session.read_only().get()
                    on:pointerenter=move |_| near.set(true)
                    on:focus=move |_| near.set(true)
                    on:change=take
                >
                    {options}
                </select>
            }
            .into_any()
        }
        FieldType::Markdown => match declared {
            Some(spec) => view! { <Prose kind id key=spec.key /> }.into_any(),
            None => ().into_any(),
        },
        _ => {
            let text = Memo::new(move |_| {
                value.with(|v| {
                    v.as_ref()
                        .map(|v| shown(ty, v, lang.get()))
                        .unwrap_or_default()
                })
            });
            let wrong: RwSignal<Option<String>> = RwSignal::new(None);
            let input = NodeRef::<html::Input>::new();
            let rewrite = move || {
                if let Some(input) = input.get_untracked() {
                    input.set_value(&text.get_untracked());
                }
            };
            let commit = move |typed: String| {
                // A field that goes while it has the focus is still left, but there is nothing to keep.
                let Some(now) = text.try_get_untracked() else {
                    return;
                };
                if typed == now {
                    wrong.set(None);
                    return;
                }
                match value
                    .with_untracked(|before| key.with_value(|key| read(session, kind, key, &typed, before.as_ref())))
                {
                    Ok(next) => {
                        wrong.set(None);
                        put(next);
                        // A refused or rewritten value is shown as it is kept.
                        rewrite();
                    }
                    Err(error) => wrong.set(Some(unfit(&error, lang.get_untracked()))),
                }
            };
            let on_key = move |event: ev::KeyboardEvent| match event.key().as_str() {
                "Enter" => commit(event_target_value(&event)),
                "Escape" if event_target_value(&event) != text.get_untracked() => {
                    event.stop_propagation();
                    wrong.set(None);
                    rewrite();
                }
                // Nothing was typed since: the step to take back is the last one of the document.
                "z" | "Z"
                    if (event.ctrl_key() || event.meta_key())
                        && event_target_value(&event) == text.get_untracked() =>
                {
                    event.prevent_default();
                    event.stop_propagation();
                    if event.shift_key() {
                        session.redo_and_say();
                    } else {
                        session.undo_and_say();
                    }
                }
                _ => {}
            };
            let number = !matches!(ty, FieldType::Text | FieldType::Tags | FieldType::Date);
            view! {
                <input
                    class=if number { "cell-input num" } else { "cell-input" }
                    data-key=data_key
                    autocomplete="off"
                    node_ref=input
                    aria-label=label
                    aria-invalid=move || wrong.with(Option::is_some).to_string()
                    readonly=move || session.read_only().get()
                    prop:value=move || text.get()
                    on:blur=move |event| commit(event_target_value(&event))
                    on:keydown=on_key
                />
                {move || wrong.get().map(|why| view! { <span class="field-error" role="alert">{why}</span> })}
            }
            .into_any()
        }
    }
}

/// Fields of one record under each other, edited in place; running text comes last, under its name.
#[component]
pub fn Fields(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    id: RawId,
    /// The keys, in order.
    keys: &'static [&'static str],
) -> impl IntoView {
    let lang = use_session().lang();
    let is_prose = |key: &&'static str| {
        kind.field(key)
            .is_some_and(|spec| spec.ty == FieldType::Markdown)
    };
    let (prose, short): (Vec<&'static str>, Vec<&'static str>) =
        keys.iter().copied().partition(is_prose);
    view! {
        <dl class="fields">
            {short.into_iter().map(|key| view! {
                <div data-key=key><dt>{move || field_label(kind, key, lang.get()).to_owned()}</dt><dd><InPlace kind id key /></dd></div>
            }).collect_view()}
        </dl>
        {prose.into_iter().map(|key| view! { <Prose kind id key /> }).collect_view()}
    }
    .into_any()
}
