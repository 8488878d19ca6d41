//! The record that is open beside the page, and the way of its form to the document.

use super::Session;
use crate::edit::{Command, Refusal, with_template};
use crate::model::{Date, FieldType, Kind, RawId, Text, Value, Workspace};
use crate::words::{Lang, Table, kind_label, refusal};
use leptos::prelude::*;

/// One record: its kind and its identity.
pub type RecordRef = (Kind, RawId);

/// What the drawer shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Panel {
    /// The record in front is the last; those before it are what it was opened from.
    pub path: Vec<RecordRef>,
    /// The records to walk through with *previous* and *next*; empty for those beside it.
    pub among: Vec<RawId>,
}

impl Session {
    /// What the drawer shows; empty when it is closed.
    #[must_use]
    pub fn panel(self) -> RwSignal<Panel> {
        self.panel
    }

    /// Opens the form of a record beside the page.
    pub fn open_record(self, kind: Kind, id: RawId) {
        self.open_among(kind, id, Vec::new());
    }

    /// Opens the form of a record; *previous* and *next* walk through `among`.
    pub fn open_among(self, kind: Kind, id: RawId, among: Vec<RawId>) {
        let path = vec![(kind, id)];
        self.panel.set(Panel { path, among });
    }

    /// Opens the form of a record in front of the one that is open; closing it leads back.
    pub fn open_inside(self, kind: Kind, id: RawId) {
        self.panel.update(|panel| panel.path.push((kind, id)));
    }

    /// The record in front that still is there: what was deleted gives way to what it was opened from.
    #[must_use]
    pub fn front_record(self) -> Option<RecordRef> {
        self.workspace().with(|w| {
            let there = |(kind, id): &&RecordRef| w.record(*kind, *id).is_some();
            self.panel
                .with(|panel| panel.path.iter().rev().find(there).copied())
        })
    }

    /// Closes the form in front.
    pub fn close_record(self) {
        let front = untrack(|| self.front_record());
        self.panel.update(|panel| {
            let place = panel.path.iter().rposition(|own| Some(*own) == front);
            panel.path.truncate(place.unwrap_or(0));
        });
    }

    /// Adds a record and opens its form in front. What is required and not among `values` gets a
    /// first value: a name, the status date, zero, the first record of a kind. A project of a type comes
    /// with what the template of the type gives it.
    pub fn add_record(self, kind: Kind, values: Vec<(Text, Value)>) -> Option<RawId> {
        let id = self.fresh_id();
        let (today, lang) = (self.today().get_untracked(), self.lang().get_untracked());
        let command = self.workspace().with_untracked(|w| {
            let values = with_required(w, kind, values, today, lang);
            let create = Command::Create { kind, id, values };
            with_template(w, create, &mut || self.fresh_id())
        });
        let added = self.act(&command);
        if added {
            self.open_inside(kind, id);
        }
        added.then_some(id)
    }

    /// Dispatches; the sentence says why it was refused. Nothing to change is fine.
    ///
    /// # Errors
    /// The reason, in the language of the moment.
    pub fn submit(self, command: &Command) -> Result<(), String> {
        let lang = self.lang().get_untracked();
        if self.read_only().get_untracked() {
            return Err(self.why_read_only().text(lang).to_owned());
        }
        match self.dispatch(command) {
            Ok(()) | Err(Refusal::Nothing) => Ok(()),
            Err(reason) => Err(self
                .workspace()
                .with_untracked(|w| refusal(&reason, w, lang))),
        }
    }
}

/// Adds what a record of a kind cannot be without.
fn with_required(
    workspace: &Workspace,
    kind: Kind,
    mut values: Vec<(Text, Value)>,
    today: Date,
    lang: Lang,
) -> Vec<(Text, Value)> {
    for spec in kind.fields().iter().filter(|spec| spec.required) {
        if values.iter().any(|(key, _)| &**key == spec.key) {
            continue;
        }
        let value = match spec.ty {
            FieldType::Text | FieldType::Markdown => Some(Value::Text(
                Table::NewRecord
                    .fill(lang, &[&crate::words::lower(kind_label(kind, lang))])
                    .into(),
            )),
            FieldType::Date if spec.key == "period_end" => today.plus_months(12).map(Value::Date),
            FieldType::Date => Some(Value::Date(today)),
            FieldType::Number => Some(Value::Number(crate::model::Decimal(0))),
            FieldType::Whole => Some(Value::Whole(0)),
            // What is added by hand to a plan is a date to keep; the plan itself has its own page.
            FieldType::Choice(keys) => keys
                .iter()
                .find(|key| **key == "milestone")
                .or(keys.first())
                .map(|key| Value::Choice((*key).into())),
            FieldType::Ref(to) => free(workspace, kind, spec.key, to, &values).map(Value::Ref),
            _ => None,
        };
        values.extend(value.map(|value| (spec.key.into(), value)));
    }
    values
}

/// The first record of `to` that the same other record does not name yet: the same pair twice is refused.
fn free(
    workspace: &Workspace,
    kind: Kind,
    key: &str,
    to: Kind,
    values: &[(Text, Value)],
) -> Option<RawId> {
    let beside: Vec<RawId> = values
        .iter()
        .filter_map(|(_, value)| match value {
            Value::Ref(id) => Some(*id),
            _ => None,
        })
        .collect();
    let taken = |id: RawId| {
        beside.contains(&id)
            || workspace.records(kind).any(|record| {
                let same = values.iter().all(|(key, value)| {
                    !matches!(value, Value::Ref(_)) || record.get(key).as_ref() == Some(value)
                });
                same && record.get(key) == Some(Value::Ref(id))
            })
    };
    let mut ids = workspace.records(to).map(|record| record.raw_id());
    ids.find(|id| !taken(*id))
}
