//! The portfolio, programmes, units and objectives: groups of projects; and key figures, which objectives are measured by.

mod below;
mod body;
mod list;
mod one;

pub use list::GroupList;
pub use one::GroupPage;

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Route, Session};
use crate::words::{Groups as Words, Shell};
use leptos::prelude::GetUntracked;

/// Where a kind stands: its list, its page, what it is called when it is new.
struct Place {
    list: Page,
    title: Shell,
    page: fn(String) -> Page,
    add: Words,
    new: Words,
    none: [Words; 2],
}

fn place(kind: Kind) -> Place {
    let objective = Place {
        list: Page::Objectives,
        title: Shell::Objectives,
        page: Page::Objective,
        add: Words::AddObjective,
        new: Words::NewObjective,
        none: [Words::NoObjectives, Words::NoObjectivesHint],
    };
    match kind {
        Kind::Programme => Place {
            list: Page::Programmes,
            title: Shell::Programmes,
            page: Page::Programme,
            add: Words::AddProgramme,
            new: Words::NewProgramme,
            none: [Words::NoProgrammes, Words::NoProgrammesHint],
        },
        Kind::Unit => Place {
            list: Page::Units,
            title: Shell::Units,
            page: Page::Unit,
            add: Words::AddUnit,
            new: Words::NewUnit,
            none: [Words::NoUnits, Words::NoUnitsHint],
        },
        Kind::Portfolio => Place {
            list: Page::Portfolio,
            title: Shell::Summary,
            ..objective
        },
        Kind::Kpi => Place {
            page: Page::Kpi,
            add: Words::AddKpi,
            new: Words::NewKpi,
            ..objective
        },
        _ => objective,
    }
}

/// Adds a record with a name and goes to its page.
fn add(session: Session, kind: Kind, extra: Vec<(Text, Value)>) {
    let place = place(kind);
    let id = session.fresh_id();
    let name = Value::Text(place.new.text(session.lang().get_untracked()).into());
    let values = std::iter::once((Text::from("name"), name))
        .chain(extra)
        .collect();
    if session.act(&Command::Create { kind, id, values }) {
        session.go(&Route::to((place.page)(id.to_string())));
    }
}

/// Adds an objective: an outcome, not yet a theme or a key result.
fn add_objective(session: Session) {
    let level = Value::Choice(ObjectiveLevel::Objective.key().into());
    add(session, Kind::Objective, vec![("level".into(), level)]);
}

/// The records of a kind in the order of their tree, each with its depth.
fn tree(workspace: &Workspace, kind: Kind) -> Vec<(usize, RawId)> {
    type Node = (Option<RawId>, Text, Text, RawId);
    let text = |record: &dyn Record, key: &str| match record.get(key) {
        Some(Value::Text(text)) => text,
        _ => Text::from(""),
    };
    let mut all: Vec<Node> = workspace
        .records(kind)
        .map(|record| {
            let parent = match record.get("parent") {
                // Below something that is gone a record stands at the top.
                Some(Value::Ref(id)) if workspace.record(kind, id).is_some() => Some(id),
                _ => None,
            };
            let (order, name) = (text(record, "order"), text(record, "name"));
            (parent, order, name, record.raw_id())
        })
        .collect();
    all.sort_by(|a, b| (&a.1, &a.2, a.3).cmp(&(&b.1, &b.2, b.3)));
    fn walk(all: &[Node], parent: Option<RawId>, depth: usize, out: &mut Vec<(usize, RawId)>) {
        for node in all.iter().filter(|node| node.0 == parent) {
            out.push((depth, node.3));
            // The bound ends a circle that a damaged file could carry.
            if depth < 8 {
                walk(all, Some(node.3), depth + 1, out);
            }
        }
    }
    let mut out = Vec::new();
    walk(&all, None, 0, &mut out);
    out
}
