//! Project types: how many projects have each, its name, and its template edited in place.

use crate::edit::{Command, Deed, template_items, template_round};
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::dom;
use crate::ui::parts::{RecordLines, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Menu, MenuItem, TextField};
use crate::words::{Common, ProjectText, Settings as Words, Table, choice_label};
use leptos::{html, prelude::*};

const KIND: Kind = Kind::TemplateItem;

/// The tables of a template: the title, the parts in each, and the fields that these have.
const TABLES: [(ProjectText, &[TemplatePart], &[&str]); 4] = [
    (
        ProjectText::Tasks,
        &[TemplatePart::Task],
        &["name", "duration", "position", "parent", "after"],
    ),
    (
        ProjectText::Milestones,
        &[TemplatePart::Milestone, TemplatePart::Gate],
        &["name", "part", "position", "parent", "after"],
    ),
    (
        ProjectText::BudgetLines,
        &[TemplatePart::BudgetLine],
        &["name", "expenditure"],
    ),
    (
        ProjectText::Risks,
        &[TemplatePart::Risk],
        &["name", "probability", "impact"],
    ),
];

/// Every type that a project or a template has, with the number of its projects.
fn types(w: &Workspace) -> SmallMap<Text, usize> {
    let mut all = SmallMap::new();
    for item in w.template_items.values() {
        all.change(item.project_type.clone(), |_| ());
    }
    for project in w.projects.values() {
        if !project.project_type.is_empty() {
            all.change(project.project_type.clone(), |count| *count += 1);
        }
    }
    all
}

/// Adds an item to the template of a type and puts the focus into its name.
fn add(session: Session, of_type: &Text, part: TemplatePart) {
    let name = choice_label(KIND, "part", part.key(), session.lang().get_untracked());
    let last = session.workspace().with_untracked(|w| {
        let items = template_items(w, of_type);
        items.into_iter().map(|item| item.order.clone()).max()
    });
    let mut values = vec![
        ("project_type", Value::Text(of_type.clone())),
        ("part", Value::Choice(part.key().into())),
        ("name", Value::Text(name.into())),
        (
            "order",
            Value::Text(order::between(last.as_deref(), None).into()),
        ),
    ];
    if matches!(part, TemplatePart::Milestone | TemplatePart::Gate) {
        values.push(("position", Value::Percent(Percent::WHOLE)));
    }
    add_line(session, KIND, values);
}

/// Calls a type otherwise wherever it is named: in projects, rules and templates, as one step.
fn rename(session: Session, old: &Text, new: &str) {
    let value = Value::Text(old.clone());
    let commands = session.workspace().with_untracked(|w| {
        [Kind::Project, Kind::Rule, KIND].map(|kind| {
            let of_type = w.records(kind);
            let of_type = of_type.filter(|r| r.get("project_type").as_ref() == Some(&value));
            Command::SetAll {
                kind,
                ids: of_type.map(|record| record.raw_id()).collect(),
                key: "project_type".into(),
                value: Some(Value::Text(new.into())),
            }
        })
    });
    session.act(&Command::Group {
        deed: Deed::Settings,
        commands: commands.into(),
    });
}

/// The types, each with its template.
pub(super) fn project_types() -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let all = Memo::new(move |_| session.workspace().with(types));
    let names = move || all.with(|all| all.keys().cloned().collect::<Vec<_>>());
    // A type that was just named is a new line: the focus goes there.
    let named = RwSignal::new(Text::default());
    let line = move |name: Text| one(session, all, named, name);
    let add_type = move |()| {
        let word = Words::NewType.text(lang.get_untracked());
        let taken = |name: &str| all.with_untracked(|all| all.contains_key(name));
        let numbered = |number| format!("{word} {number}");
        let free = (2..).map(numbered).find(|name| !taken(name));
        let name = free
            .filter(|_| taken(word))
            .unwrap_or_else(|| word.to_owned());
        add(session, &name.as_str().into(), TemplatePart::Gate);
    };
    view! {
        <ul><For each=names key=Clone::clone children=line /></ul>
        <p><Button label=said(lang, Words::AddType) icon=IconName::Plus on_press=add_type /></p>
    }
    .into_any()
}

/// One type.
fn one(
    session: Session,
    all: Memo<SmallMap<Text, usize>>,
    named: RwSignal<Text>,
    name: Text,
) -> AnyView {
    let lang = session.lang();
    let own = StoredValue::new(name.clone());
    let count = move || {
        let count = all.with(|all| own.with_value(|own| all.get(own).copied()));
        Table::CountProjects.fill(lang.get(), &[&count.unwrap_or(0).to_string()])
    };
    let tables = TABLES.map(|(title, parts, keys)| {
        let ids = Memo::new(move |_| {
            session.workspace().with(|w| {
                let items = own.with_value(|own| template_items(w, own));
                let mine = items.into_iter().filter(|item| {
                    let part = item.part.as_ref().and_then(Choice::known);
                    part.is_some_and(|part| parts.contains(&part))
                });
                mine.map(|item| item.id.raw()).collect::<Vec<_>>()
            })
        });
        view! {
            <Show when=move || !ids.with(Vec::is_empty)>
                <h3 class="fs12 med">{move || title.text(lang.get())}</h3>
                <RecordLines kind=KIND ids keys />
            </Show>
        }
        .into_any()
    });
    let none = move || {
        let none = session
            .workspace()
            .with(|w| own.with_value(|own| template_items(w, own).is_empty()));
        none.then(|| view! { <p class="mut fs12">{Words::NoTemplate.text(lang.get())}</p> })
    };
    let round = move || {
        let names = session.workspace().with(|w| {
            let found = own.with_value(|own| template_round(w, own));
            let names = found.into_iter().map(|item| item.name.to_string());
            names.collect::<Vec<_>>()
        });
        let text = || Words::TemplateRound.fill(lang.get(), &[&names.join(", ")]);
        (!names.is_empty()).then(|| view! { <p class="mut fs12">{text()}</p> })
    };
    let items = Signal::derive(move || {
        let label = |part: &TemplatePart| choice_label(KIND, "part", part.key(), lang.get());
        let item = |part: &TemplatePart| MenuItem::new(part.key(), label(part));
        TemplatePart::ALL.iter().map(item).collect::<Vec<_>>()
    });
    let pick = move |key: String| {
        if let Some(part) = TemplatePart::from_key(&key) {
            own.with_value(|own| add(session, own, part));
        }
    };
    let call = move |text: String| {
        let text = text.trim();
        if !text.is_empty() {
            named.set(text.into());
            own.with_value(|own| rename(session, own, text));
        }
    };
    let body = NodeRef::<html::Li>::new();
    if named.with_untracked(|named| *named == name) {
        request_animation_frame(move || {
            if let Some(body) = body.try_get_untracked().flatten() {
                dom::focus_first(Some(&body), "input");
            }
        });
    }
    let title = name.to_string();
    view! {
        <li class="settings-rule" node_ref=body aria-label=title.clone()>
            <div class="settings-line">
                <TextField label=said(lang, Words::TypeName) value=Signal::stored(title.clone()) on_commit=call />
                <span class="mut fs12 type-count">{count}</span>
                <span class="end type-count"><Menu
                    label=said(lang, Common::Add)
                    icon=IconName::Plus
                    class="btn"
                    at_end=true
                    items
                    on_pick=pick
                /></span>
            </div>
            {none}
            {tables}
            {round}
        </li>
    }
    .into_any()
}
