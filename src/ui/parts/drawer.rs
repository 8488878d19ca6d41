//! The form of any record, made from the registry, in a drawer beside the page.

use super::belongings::{listed, owner, parts_of};
use super::field::{RecordField, in_short, is_wide};
use super::template_offer;
use crate::edit::Command;
use crate::model::{FieldType, Id, Kind, RawId, TaskKind, Value, Workspace};
use crate::session::{Page, RecordRef, Session, use_session};
use crate::table::{Column, Source, columns};
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, Drawer, IconButton, IconName, Variant};
use crate::words::{Common, Lang, Table as Words, kind_label};
use leptos::{html, prelude::*};
use std::collections::BTreeSet;

/// The drawer of the record in front of [`crate::session::Panel`]; one must be open.
pub fn record_drawer() -> AnyView {
    let session = use_session();
    let front = Memo::new(move |_| session.front_record());
    let (workspace, lang) = (session.workspace(), session.lang());
    // While the drawer goes away there is no record any more; the form keeps still for that moment.
    let last = StoredValue::new(front.get_untracked().unwrap_or((Kind::Project, RawId(0))));
    let record = Memo::new(move |_| {
        let now = front.get().unwrap_or_else(|| last.get_value());
        last.set_value(now);
        now
    });
    let title = Signal::derive(move || {
        let (kind, id) = record.get();
        let name = workspace.with(|w| {
            let record = w.record(kind, id);
            record.map(|r| in_short(w, r, owner(kind), lang.get()))
        });
        let name = name.unwrap_or_default();
        if name.is_empty() {
            kind_label(kind, lang.get()).to_owned()
        } else {
            name
        }
    });
    let tag = move || {
        let (kind, id) = record.get();
        let code = workspace.with(|w| match w.record(kind, id).and_then(|r| r.get("code")) {
            Some(Value::Text(code)) => code.to_string(),
            _ => String::new(),
        });
        if code.is_empty() {
            kind_label(kind, lang.get()).to_owned()
        } else {
            code
        }
    };
    let step = move |by: i32| walk(session, record.get_untracked(), by);
    let tools = ViewFn::from(move || {
        let word = move |word: Words| said(lang, word);
        view! {
            <span class="code">{tag}</span>
            <IconButton icon=IconName::ArrowUp label=word(Words::PreviousRecord) on_press=move || step(-1) />
            <IconButton icon=IconName::ChevronDown label=word(Words::NextRecord) on_press=move || step(1) />
        }
        .into_any()
    });
    let to_fix = RwSignal::new(BTreeSet::<String>::new());
    let body = NodeRef::<html::Div>::new();
    // The fields of the form change with the record, the custom fields and the language.
    let shape = Memo::new(move |_| {
        let (kind, id) = record.get();
        let custom = workspace.with(|w| (w.custom_fields.len(), is_event(w, kind, id)));
        ((kind, id), custom, lang.get())
    });
    let form = move || {
        let ((kind, id), _, lang) = shape.get();
        to_fix.set(BTreeSet::new());
        // What had the focus may be gone with the form before.
        request_animation_frame(move || {
            let body = body.try_get_untracked().flatten();
            if let Some(body) = body.filter(|_| dom::is_focus_lost()) {
                dom::focus_first(Some(&body), "input, textarea, select");
            }
        });
        let back = session.panel().with_untracked(|panel| {
            let path = panel.path.iter();
            let before = path.rev().skip_while(|own| **own != (kind, id)).nth(1)?;
            workspace.with_untracked(|w| Some(name_of(w, *before, lang)))
        });
        let back = back.map(|name| {
            let label = Words::BackTo.fill(lang, &[&name]);
            view! { <p><Button label icon=IconName::ArrowLeft variant=Variant::Ghost on_press=move || session.close_record() /></p> }
        });
        let is_event = workspace.with_untracked(|w| is_event(w, kind, id));
        let sections =
            SECTIONS.into_iter().filter_map(|section| {
                let all = workspace.with_untracked(|w| columns(w, kind, lang));
                let fields: Vec<AnyView> = all
                .into_iter()
                .filter(|c| c.is_editable() && section_of(kind, c) == section)
                .filter(|c| !is_event || !of_work(&c.key))
                .map(|column| {
                    let class = if is_wide(&column) { "form-wide" } else { "form-cell" };
                    view! { <div class=class><RecordField kind id key=column.key to_fix /></div> }
                        .into_any()
                })
                .collect();
                (!fields.is_empty()).then(|| {
                    view! {
                        <fieldset class="form-section">
                            <legend>{section.text(lang)}</legend>
                            <div class="form-grid">{fields}</div>
                        </fieldset>
                    }
                    .into_any()
                })
            });
        let parts = parts_of(session, (kind, id));
        let offer = (kind == Kind::Project).then(|| template_offer(Id::new(id)));
        view! { {back} {offer} {sections.chain(parts).collect_view()} }.into_any()
    };
    let page = move || {
        let (kind, id) = record.get();
        let page = workspace.with(|w| Page::of(w, kind, id))?;
        let here = session.route().with(|route| match (&route.page, &page) {
            (Page::Project(now, _), Page::Project(own, _)) => now == own,
            (now, own) => now == own,
        });
        (!here).then(|| {
            view! { <a class="btn" href=session.href(page)>{Words::OpenPage.text(lang.get())}</a> }
        })
    };
    let remove = move || {
        let (kind, id) = record.get_untracked();
        let ids = vec![id];
        session.act(&Command::Delete { kind, ids });
    };
    let common = move |word: Common| said(lang, word);
    view! {
        <Drawer title on_close=move || session.close_record() close_label=common(Common::Close) tools>
            <div class="drawer-body form" node_ref=body>{form}</div>
            <div class="drawer-foot">
                {page}
                <Button label=common(Common::Delete) icon=IconName::Trash variant=Variant::Danger on_press=remove />
                <span class="end mut fs11" role="status">
                    {move || match to_fix.with(BTreeSet::len) {
                        0 => Words::SavedAtOnce.text(lang.get()).to_owned(),
                        count => Words::ToFix.fill(lang.get(), &[&count.to_string()]),
                    }}
                </span>
            </div>
        </Drawer>
    }
    .into_any()
}

/// Goes to the previous (−1) or the next (1) record.
fn walk(session: Session, now: RecordRef, by: i32) {
    let (kind, id) = now;
    let among = session.panel().with_untracked(|panel| {
        // The given order is that of the page, so of the record that was opened from the page.
        let first = panel.path.len() == 1 && !panel.among.is_empty();
        first.then(|| panel.among.clone())
    });
    let ids = among.unwrap_or_else(|| {
        session.workspace().with_untracked(|w| {
            let key = owner(kind);
            let of = w.record(kind, id).and_then(|record| record.get(key));
            listed(w, kind, key, of.as_ref())
        })
    });
    let place = ids.iter().position(|own| *own == id);
    let next = match (place, by < 0) {
        (Some(place), true) => place.checked_sub(1),
        (Some(place), false) => Some(place + 1),
        (None, _) => Some(0),
    };
    if let Some(next) = next.and_then(|place| ids.get(place).copied()) {
        session.panel().update(|panel| {
            if let Some(front) = panel.path.iter_mut().rfind(|own| **own == now) {
                front.1 = next;
            }
        });
    }
}

fn name_of(w: &Workspace, (kind, id): RecordRef, lang: Lang) -> String {
    let record = w.record(kind, id);
    record.map_or_else(String::new, |r| in_short(w, r, owner(kind), lang))
}

const SECTIONS: [Words; 8] = [
    Words::Identity,
    Words::People,
    Words::Dates,
    Words::Figures,
    Words::Scheduling,
    Words::Odds,
    Words::Texts,
    Words::Other,
];

/// Fields of a task that say how it is scheduled.
const SCHEDULING: [&str; 13] = [
    "duration",
    "work",
    "resume",
    "manual",
    "constraint",
    "constraint_date",
    "deadline",
    "calendar",
    "role",
    "state",
    "sprint",
    "progress_method",
    "earning",
];

/// Fields of a task that say how sure its duration is and what a shorter one costs.
const ODDS: [&str; 6] = [
    "shortest",
    "longest",
    "spread",
    "factor",
    "crash_to",
    "crash_cost",
];

/// Says whether a field of a task speaks of work, which milestones and gates have none of.
fn of_work(key: &str) -> bool {
    ODDS.contains(&key)
        || matches!(
            key,
            "duration" | "work" | "resume" | "role" | "progress_method" | "earning" | "sprint"
        )
}

/// Is the record a milestone or a gate?
fn is_event(w: &Workspace, kind: Kind, id: RawId) -> bool {
    let task = w.tasks.get(&Id::new(id)).filter(|_| kind == Kind::Task);
    let kind = task.and_then(|task| task.task_kind.as_ref()?.known());
    matches!(kind, Some(TaskKind::Milestone | TaskKind::Gate))
}

fn section_of(kind: Kind, column: &Column) -> Words {
    match (&column.source, column.key.as_str()) {
        (_, key) if kind == Kind::Task && SCHEDULING.contains(&key) => Words::Scheduling,
        (_, key) if kind == Kind::Task && ODDS.contains(&key) => Words::Odds,
        (_, "code" | "name" | "project_type" | "customer") => Words::Identity,
        (Source::Declared(_, ty), _) => match ty {
            FieldType::Choice(_) | FieldType::Tags => Words::Identity,
            FieldType::Ref(_) | FieldType::Refs(_) => Words::People,
            FieldType::Date | FieldType::Span => Words::Dates,
            FieldType::Money | FieldType::Percent | FieldType::Number | FieldType::Whole => {
                Words::Figures
            }
            FieldType::Markdown | FieldType::Text => Words::Texts,
            FieldType::Flag | FieldType::Raw => Words::Other,
        },
        _ => Words::Other,
    }
}
