//! The patch of an import, row by row.

use super::take::Fields;
use crate::edit::Row;
use crate::model::{Kind, RawId, Text, Value, Workspace};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What became of records of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Added.
    pub created: usize,
    /// Changed.
    pub updated: usize,
    /// Standing as the file has them.
    pub unchanged: usize,
}

/// Gathers rows.
pub(super) struct Rows<'a> {
    pub(super) workspace: &'a Workspace,
    fresh: &'a mut dyn FnMut() -> RawId,
    promised: HashSet<RawId>,
    rows: Vec<Row>,
    tallies: BTreeMap<Kind, HashMap<RawId, bool>>,
    made: HashSet<RawId>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(workspace: &'a Workspace, fresh: &'a mut dyn FnMut() -> RawId) -> Self {
        Self {
            workspace,
            fresh,
            promised: HashSet::new(),
            rows: Vec::new(),
            tallies: BTreeMap::new(),
            made: HashSet::new(),
        }
    }

    /// An identity that nothing has.
    pub(super) fn fresh_id(&mut self) -> RawId {
        let promised = &self.promised;
        let id = self
            .workspace
            .unused_besides(self.fresh, &|id| promised.contains(&id));
        self.promised.insert(id);
        id
    }

    /// Changes a record, or makes it where it is not there.
    pub(super) fn put(&mut self, kind: Kind, existing: Option<RawId>, fields: &Fields) -> RawId {
        let Some(id) = existing else {
            let id = self.fresh_id();
            return self.make(kind, id, fields);
        };
        self.change(kind, id, fields);
        id
    }

    /// Makes a record with this identity.
    pub(super) fn make(&mut self, kind: Kind, id: RawId, fields: &Fields) -> RawId {
        let of = |key: &'static str| {
            fields
                .get(key)
                .cloned()
                .flatten()
                .map(|v| (Text::from(key), v))
        };
        let values: Vec<(Text, Value)> = kind.fields().iter().filter_map(|s| of(s.key)).collect();
        self.rows.push(Row::Create(kind, id, values));
        self.tallies.entry(kind).or_default().insert(id, true);
        self.made.insert(id);
        id
    }

    /// Brings a record to these values; keys that are not named stay.
    pub(super) fn change(&mut self, kind: Kind, id: RawId, fields: &Fields) {
        let record = self.workspace.record(kind, id);
        let mut changed = false;
        for (key, after) in fields {
            let before = record.and_then(|record| record.get(key));
            if before != *after {
                changed = true;
                self.rows.push(Row::Set {
                    kind,
                    id,
                    key: Text::from(*key),
                    before,
                    after: after.clone(),
                });
            }
        }
        let seen = self.tallies.entry(kind).or_default().entry(id);
        *seen.or_insert(false) |= changed;
    }

    /// Whether the record is made by this import.
    pub(super) fn is_new(&self, id: RawId) -> bool {
        self.made.contains(&id)
    }

    /// The rows, and what became of the records by kind.
    pub(super) fn finish(self) -> (Vec<Row>, BTreeMap<Kind, Tally>) {
        let mut tallies = BTreeMap::new();
        for (kind, records) in self.tallies {
            let tally: &mut Tally = tallies.entry(kind).or_default();
            for (id, changed) in records {
                if self.made.contains(&id) {
                    tally.created += 1;
                } else if changed {
                    tally.updated += 1;
                } else {
                    tally.unchanged += 1;
                }
            }
        }
        (self.rows, tallies)
    }
}
