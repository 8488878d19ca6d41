//! The form of any record, made from the registry, in a drawer beside the page.

use crate::analysis::Answers;
use crate::edit::Command;
use crate::model::{CustomType, Date, FieldType, Kind, RawId, Record, Value, Workspace};
use crate::table::{Column, Source, columns, parse, typed_text};
use crate::ui::widgets::{
    CheckField, Drawer, IconButton, IconName, Option_, SelectField, TextField,
};
use crate::words::{Common, Lang, Table as Words, choice_label, field_help, record_name, unfit};
use leptos::prelude::*;

/// The form of one record. A change is kept at once; what is refused stays as typed with the reason beside it.
#[component]
pub fn RecordDrawer(
    /// The kind of the record.
    kind: Kind,
    /// The record.
    #[prop(into)]
    id: Signal<RawId>,
    /// The document.
    #[prop(into)]
    workspace: Signal<Workspace>,
    /// Everything computed.
    #[prop(into)]
    answers: Signal<Answers>,
    /// The status date.
    #[prop(into)]
    today: Signal<Date>,
    /// The language.
    lang: Memo<Lang>,
    /// Sends a command; the sentence says why it was refused.
    on_command: Callback<Command, Result<(), String>>,
    /// Goes to the previous (−1) or next (1) record.
    on_step: Callback<i32>,
    /// Closes the drawer.
    on_close: Callback<()>,
    /// Buttons in the foot.
    #[prop(into, optional)]
    foot: ViewFn,
) -> impl IntoView {
    let _ = answers;
    let title = Signal::derive(move || {
        workspace.with(|w| record_name(w, kind, id.get(), lang.get()).to_string())
    });
    let code = move || {
        workspace.with(
            |w| match w.record(kind, id.get()).and_then(|r| r.get("code")) {
                Some(Value::Text(code)) => code.to_string(),
                _ => String::new(),
            },
        )
    };
    let to_fix = RwSignal::new(std::collections::BTreeSet::<String>::new());
    let context = FormContext {
        kind,
        id,
        workspace,
        today,
        lang,
        on_command,
        to_fix,
    };
    // The fields of the form change with the custom fields and the language, not with the record.
    let fields = Memo::new(move |_| {
        let custom = workspace.with(|w| w.custom_fields.len());
        (custom, lang.get())
    });
    let sections = move || {
        fields.track();
        let all: Vec<Column> = workspace
            .with_untracked(|w| columns(w, kind, lang.get_untracked()))
            .into_iter()
            .filter(Column::is_editable)
            .collect();
        SECTIONS
            .into_iter()
            .filter_map(|section| {
                let mine: Vec<Column> = all
                    .iter()
                    .filter(|c| section_of(c) == section)
                    .cloned()
                    .collect();
                (!mine.is_empty()).then(|| view! {
                    <fieldset class="form-section">
                        <legend>{section.text(lang.get_untracked())}</legend>
                        <div class="form-grid">
                            {mine.into_iter().map(|column| field(column, context)).collect_view()}
                        </div>
                    </fieldset>
                })
            })
            .collect_view()
    };
    let tools = ViewFn::from(move || {
        let word = move |word: Words| Signal::derive(move || word.text(lang.get()).to_owned());
        view! {
            <span class="code">{code}</span>
            <IconButton icon=IconName::ArrowUp label=word(Words::PreviousRecord) on_press=Callback::new(move |()| on_step.run(-1)) />
            <IconButton icon=IconName::ChevronDown label=word(Words::NextRecord) on_press=Callback::new(move |()| on_step.run(1)) />
        }
        .into_any()
    });
    view! {
        <Drawer title on_close close_label=Signal::derive(move || Common::Close.text(lang.get()).to_owned()) tools>
            // A new record, a new form: nothing typed for one record may land in another.
            {move || { id.track(); to_fix.set(Default::default()); view! { <div class="drawer-body form">{sections()}</div> } }}
            <div class="drawer-foot">
                {foot.run()}
                <span class="end mut fs11" role="status">
                    {move || match to_fix.with(std::collections::BTreeSet::len) {
                        0 => Words::SavedAtOnce.text(lang.get()).to_owned(),
                        count => Words::ToFix.fill(lang.get(), &[&count.to_string()]),
                    }}
                </span>
            </div>
        </Drawer>
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct FormContext {
    kind: Kind,
    id: Signal<RawId>,
    workspace: Signal<Workspace>,
    today: Signal<Date>,
    lang: Memo<Lang>,
    on_command: Callback<Command, Result<(), String>>,
    to_fix: RwSignal<std::collections::BTreeSet<String>>,
}

const SECTIONS: [Words; 6] = [
    Words::Identity,
    Words::People,
    Words::Dates,
    Words::Figures,
    Words::Texts,
    Words::Other,
];

fn section_of(column: &Column) -> Words {
    match (&column.source, column.key.as_str()) {
        (_, "code" | "name") => Words::Identity,
        (Source::Declared(_, FieldType::Choice(_) | FieldType::Tags), _)
        | (_, "project_type" | "customer") => Words::Identity,
        (Source::Declared(_, FieldType::Ref(_) | FieldType::Refs(_)), _) => Words::People,
        (Source::Declared(_, FieldType::Date), _) => Words::Dates,
        (
            Source::Declared(
                _,
                FieldType::Money | FieldType::Percent | FieldType::Number | FieldType::Whole,
            ),
            _,
        ) => Words::Figures,
        (Source::Declared(_, FieldType::Markdown | FieldType::Text), _) => Words::Texts,
        _ => Words::Other,
    }
}

fn field(column: Column, context: FormContext) -> impl IntoView {
    let FormContext {
        kind,
        id,
        workspace,
        today,
        lang,
        on_command,
        to_fix,
    } = context;
    let column = StoredValue::new(column);
    let key = column.with_value(|c| c.key.clone());
    let own_id = id.get_untracked();
    let why = RwSignal::new(None::<String>);
    let required = kind.field(&key).is_some_and(|spec| spec.required);
    let label = {
        let text = column.with_value(|c| c.label.clone());
        Signal::derive(move || {
            if required {
                format!("{text} *")
            } else {
                text.clone()
            }
        })
    };
    let note = {
        let key = key.clone();
        Signal::derive(move || {
            field_help(kind, &key, lang.get())
                .unwrap_or_default()
                .to_owned()
        })
    };
    let fail = {
        let key = key.clone();
        move |reason: Option<String>| {
            to_fix.update(|all| {
                if reason.is_some() {
                    all.insert(key.clone());
                } else {
                    all.remove(&key);
                }
            });
            why.set(reason);
        }
    };
    let send = {
        let key = key.clone();
        let fail = fail.clone();
        move |value: Option<Value>| {
            let command = Command::Set {
                kind,
                id: own_id,
                key: key.as_str().into(),
                value,
            };
            fail(on_command.run(command).err());
        }
    };
    let typed = Signal::derive(move || {
        workspace.with(|w| {
            let record = w.record(kind, own_id);
            record
                .map(|r| column.with_value(|c| typed_text(w, r, c, lang.get())))
                .unwrap_or_default()
        })
    });
    let raw = {
        let key = key.clone();
        move || {
            workspace.with(|w| {
                w.record(kind, own_id)
                    .and_then(|r: &dyn Record| r.get(&key))
            })
        }
    };
    let take_text = {
        let send = send.clone();
        let key = key.clone();
        Callback::new(move |text: String| {
            let read = workspace.with_untracked(|w| {
                let before = w.record(kind, own_id).and_then(|r| r.get(&key));
                column.with_value(|c| {
                    parse(w, kind, c, before.as_ref(), &text, today.get_untracked())
                })
            });
            match read {
                Ok(value) => send(value),
                Err(error) => fail(Some(unfit(&error, lang.get_untracked()))),
            }
        })
    };
    let source = column.with_value(|c| c.source.clone());
    match source {
        Source::Declared(_, FieldType::Choice(keys)) => {
            let options = Signal::derive(move || {
                let none = (String::new(), Common::None.text(lang.get()).to_owned());
                let key = column.with_value(|c| c.key.clone());
                let all = keys.iter().map(|k| ((*k).to_owned(), choice_label(kind, &key, k, lang.get()).to_owned()));
                std::iter::once(none).chain(all).collect::<Vec<Option_>>()
            });
            let value = Signal::derive(move || match raw() {
                Some(Value::Choice(choice)) => choice.to_string(),
                _ => String::new(),
            });
            let pick = Callback::new(move |choice: String| {
                send((!choice.is_empty()).then(|| Value::Choice(choice.as_str().into())));
            });
            view! { <SelectField label options value on_commit=pick why_not=why /> }.into_any()
        }
        Source::Declared(_, FieldType::Ref(to)) => {
            let options = Signal::derive(move || {
                let none = (String::new(), Common::None.text(lang.get()).to_owned());
                let mut all: Vec<Option_> = workspace.with(|w| {
                    w.records(to).map(|r| (r.raw_id().to_string(), record_name(w, to, r.raw_id(), lang.get()).to_string())).collect()
                });
                all.sort_by_key(|(_, name)| name.to_lowercase());
                std::iter::once(none).chain(all).collect::<Vec<Option_>>()
            });
            let value = Signal::derive(move || match raw() {
                Some(Value::Ref(id)) => id.to_string(),
                _ => String::new(),
            });
            let pick = Callback::new(move |choice: String| send(RawId::parse(&choice).map(Value::Ref)));
            view! { <SelectField label options value on_commit=pick why_not=why /> }.into_any()
        }
        Source::Declared(_, FieldType::Flag) | Source::Custom(CustomType::Flag, _) => {
            let is_custom = matches!(source, Source::Custom(..));
            let value = Signal::derive(move || match raw() {
                Some(Value::Flag) => true,
                Some(Value::Raw(json)) => json.as_bool() == Some(true),
                _ => false,
            });
            let pick = Callback::new(move |on: bool| {
                let yes = if is_custom { Value::Raw(true.into()) } else { Value::Flag };
                send(on.then_some(yes));
            });
            view! { <div class="form-check"><CheckField label value on_commit=pick /></div> }.into_any()
        }
        Source::Custom(CustomType::Choice, options) => {
            let options: Vec<Option_> = std::iter::once((String::new(), Common::None.text(lang.get_untracked()).to_owned()))
                .chain(options.iter().map(|o| (o.to_string(), o.to_string())))
                .collect();
            view! { <SelectField label options=Signal::stored(options) value=typed on_commit=take_text why_not=why /> }.into_any()
        }
        Source::Declared(_, FieldType::Markdown) => view! {
            <div class="form-wide"><TextField label value=typed on_commit=take_text why_not=why help=note lines=true /></div>
        }
        .into_any(),
        _ => {
            let wide = matches!(key.as_str(), "name") || matches!(source, Source::Declared(_, FieldType::Tags));
            view! {
                <div class=if wide { "form-wide" } else { "" }>
                    <TextField label value=typed on_commit=take_text why_not=why help=note />
                </div>
            }
            .into_any()
        }
    }
}
