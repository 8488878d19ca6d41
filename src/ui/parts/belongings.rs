//! What belongs to a record, as its form lists it: milestones, risks, readings and the like.

use super::field::in_short;
use crate::model::InOrder;
use crate::model::{FieldType, Kind, RawId, Record, Value, Workspace};
use crate::session::{RecordRef, Session};
use crate::ui::widgets::{Button, IconName, Variant};
use crate::words::{Table as Words, field_label, kind_label, kind_plural};
use leptos::prelude::*;

/// Kinds that are edited as parts of another record, and the field that names it.
const PARTS: [(Kind, &str); 13] = [
    (Kind::Task, "project"),
    (Kind::BudgetLine, "project"),
    (Kind::Risk, "project"),
    (Kind::Link, "giver"),
    (Kind::Link, "taker"),
    (Kind::Alignment, "project"),
    (Kind::Alignment, "objective"),
    (Kind::Objective, "parent"),
    (Kind::Kpi, "of_project"),
    (Kind::Kpi, "of_unit"),
    (Kind::Reading, "kpi"),
    (Kind::Rating, "project"),
    (Kind::Person, "unit"),
];

fn points_to(child: Kind, key: &str, kind: Kind) -> bool {
    matches!(child.field(key).map(|spec| spec.ty), Some(FieldType::Ref(to)) if to == kind)
}

/// Returns the field that names the record which one of this kind belongs to; empty for none.
pub(super) fn owner(kind: Kind) -> &'static str {
    let own = kind.fields().iter().find(|spec| spec.owner);
    own.map_or("", |spec| spec.key)
}

/// The records whose field `key` is `of`, in the order in which people expect them: as arranged, by date, by name.
pub(super) fn listed(w: &Workspace, kind: Kind, key: &str, of: Option<&Value>) -> Vec<RawId> {
    let place = |record: &dyn Record| {
        let text = |key: &str| match record.get(key) {
            Some(Value::Text(text)) => text.to_lowercase(),
            _ => String::new(),
        };
        let date = record
            .values()
            .into_iter()
            .find_map(|(_, value)| match value {
                Value::Date(date) => Some(date),
                _ => None,
            });
        (
            text("order"),
            date,
            text("code"),
            text("name"),
            record.raw_id(),
        )
    };
    // Those of one record are known without a look at all the others.
    let of_one = |to: RawId| {
        let all = w.referring(to, kind).filter_map(|id| w.record(kind, id));
        Box::new(all) as Box<dyn Iterator<Item = &dyn Record>>
    };
    let among = match of {
        Some(Value::Ref(to)) if !key.is_empty() => of_one(*to),
        _ => Box::new(w.records(kind)),
    };
    let mut all: Vec<_> = among
        .filter(|record| key.is_empty() || record.get(key).as_ref() == of)
        // Links inside one project are part of its plan.
        .filter(|record| kind != Kind::Link || record.get("giver") != record.get("taker"))
        .map(place)
        .collect();
    all.order();
    all.into_iter().map(|place| place.4).collect()
}

/// Draws what belongs to a record, kind by kind.
pub(super) fn parts_of(session: Session, of: RecordRef) -> impl Iterator<Item = AnyView> {
    let all = PARTS.into_iter();
    let all = all.filter(move |(child, key)| points_to(*child, key, of.0));
    all.map(move |(child, key)| part(session, of, child, key))
}

/// The records of one kind that belong to the one in front: each opens its own form.
fn part(session: Session, of: RecordRef, child: Kind, key: &'static str) -> AnyView {
    let (workspace, lang) = (session.workspace(), session.lang());
    let lines = Memo::new(move |_| {
        workspace.with(|w| {
            let ids = listed(w, child, key, Some(&Value::Ref(of.1)));
            let line = |id| Some((id, in_short(w, w.record(child, id)?, key, lang.get())));
            ids.into_iter().filter_map(line).collect::<Vec<_>>()
        })
    });
    let heading = move || {
        let lang = lang.get();
        let plural = kind_plural(child, lang);
        let count = lines.with(Vec::len);
        // A link has two ends: which one this is must be said.
        if child == Kind::Link {
            let end = if key == "giver" { "taker" } else { "giver" };
            format!(
                "{plural}, {} ({count})",
                crate::words::lower(field_label(child, end, lang))
            )
        } else {
            format!("{plural} ({count})")
        }
    };
    let line = move |(id, text): (RawId, String)| {
        view! { <li><button type="button" class="form-link" on:click=move |_| session.open_inside(child, id)>{text}</button></li> }
    };
    let add = move || {
        session.add_record(child, vec![(key.into(), Value::Ref(of.1))]);
    };
    let label = Signal::derive(move || {
        Words::AddOne.fill(
            lang.get(),
            &[&crate::words::lower(kind_label(child, lang.get()))],
        )
    });
    view! {
        <details class="form-section">
            <summary>{heading}</summary>
            <ul class="form-list">{move || lines.get().into_iter().map(line).collect_view()}</ul>
            <Button label icon=IconName::Plus variant=Variant::Ghost on_press=add />
        </details>
    }
    .into_any()
}
