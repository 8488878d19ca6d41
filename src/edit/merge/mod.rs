//! Three-way merge: what two people made of the same workspace becomes one, field by field.

mod family;
mod together;

use super::diff::{diff, label};
use super::{Deed, Patch, Row};
use crate::model::{FieldType, Kind, RawId, Record, Text, Value, Workspace};
use family::{clashing, family, removal};
use std::collections::BTreeSet;
use together::merged_sets;

/// Why two edits do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clash {
    /// Both gave the same field different values.
    Field,
    /// Theirs removed the record (with what belongs to it) that mine changed or refers to.
    RemovedByTheirs,
    /// Mine removed the record (with what belongs to it) that theirs changed or refers to.
    RemovedByMine,
    /// Theirs gives a unique field the value that another record of mine has.
    Taken(RawId),
    /// Each edit is fine; together the record would contradict itself (an end before its start, a circle).
    Together,
}

/// Two edits that do not go together; mine stands until somebody decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RawId,
    /// The field, where the conflict is about one.
    pub key: Option<Text>,
    /// Why they do not go together.
    pub clash: Clash,
    /// The value both began with.
    pub base: Option<Value>,
    /// The value in mine.
    pub mine: Option<Value>,
    /// The value in theirs.
    pub theirs: Option<Value>,
    /// What takes theirs instead, after the patch.
    pub take_theirs: Vec<Row>,
}

/// What a merge found.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What brings the edits of theirs into mine, without those in conflict.
    pub patch: Patch,
    /// What somebody has to decide, in the order of kinds and identities.
    pub conflicts: Vec<Conflict>,
}

impl Merged {
    /// Returns the patch with theirs taken in the conflicts of these numbers.
    #[must_use]
    pub fn taking(&self, numbers: &BTreeSet<usize>) -> Patch {
        let chosen = self.conflicts.iter().enumerate();
        let chosen = chosen.filter(|(number, _)| numbers.contains(number));
        let mut patch = self.patch.clone();
        patch
            .rows
            .extend(chosen.flat_map(|(_, conflict)| conflict.take_theirs.clone()));
        patch.label = label(Deed::Merge, &patch.rows);
        patch
    }
}

type Target = (Kind, RawId);

/// Merges `theirs` into `mine`; both came from `base`.
///
/// Edits of different fields go together without a word, in either order. Labels and lists of references
/// are merged as sets.
#[must_use]
pub fn merge(base: &Workspace, mine: &Workspace, theirs: &Workspace) -> Merged {
    let mut work = Work {
        base,
        mine,
        theirs,
        rows: Vec::new(),
        conflicts: Vec::new(),
        held: BTreeSet::new(),
    };
    work.hold_removals();
    for row in &diff(base, theirs).rows {
        work.take(row);
    }
    work.check_together();
    let mut conflicts = work.conflicts;
    conflicts.sort_by(|a, b| (a.kind, a.id, &a.key).cmp(&(b.kind, b.id, &b.key)));
    let rows = work.rows;
    Merged {
        patch: Patch {
            label: label(Deed::Merge, &rows),
            author: Text::default(),
            rows,
        },
        conflicts,
    }
}

struct Work<'w> {
    base: &'w Workspace,
    mine: &'w Workspace,
    theirs: &'w Workspace,
    rows: Vec<Row>,
    conflicts: Vec<Conflict>,
    /// Removals by theirs that wait for a decision, and everything that goes with them.
    held: BTreeSet<Target>,
}

impl Work<'_> {
    /// Finds what one side removed while the other changed it, or came to refer to it.
    fn hold_removals(&mut self) {
        let (by_theirs, by_mine) = (
            clashing(self.base, self.theirs, self.mine),
            clashing(self.base, self.mine, self.theirs),
        );
        for (kind, id) in by_theirs {
            let family: Vec<Target> = family(self.base, kind, id)
                .into_iter()
                .filter(|(kind, id)| self.theirs.record(*kind, *id).is_none())
                .collect();
            let take_theirs = removal(self.mine, &family);
            self.held.extend(family);
            self.conflict((kind, id), None, Clash::RemovedByTheirs, take_theirs);
        }
        for (kind, id) in by_mine {
            let take_theirs = family(self.theirs, kind, id)
                .into_iter()
                .filter(|(kind, id)| self.mine.record(*kind, *id).is_none())
                .filter_map(|(kind, id)| {
                    Some(Row::Create(
                        kind,
                        id,
                        self.theirs.record(kind, id)?.values(),
                    ))
                })
                .collect();
            self.conflict((kind, id), None, Clash::RemovedByMine, take_theirs);
        }
    }

    fn conflict(
        &mut self,
        (kind, id): Target,
        key: Option<Text>,
        clash: Clash,
        take_theirs: Vec<Row>,
    ) {
        let value = |workspace: &Workspace| workspace.record(kind, id)?.get(key.as_ref()?);
        let conflict = Conflict {
            base: value(self.base),
            mine: value(self.mine),
            theirs: value(self.theirs),
            kind,
            id,
            key,
            clash,
            take_theirs,
        };
        self.conflicts.push(conflict);
    }

    /// Brings one edit of theirs into mine.
    fn take(&mut self, row: &Row) {
        let (kind, id) = row.target();
        match (row, self.mine.record(kind, id)) {
            (Row::Create(_, _, values), None) => self.create(kind, id, values),
            // Both have it: what mine has not is taken, what differs is decided.
            (Row::Create(_, _, values), Some(record)) => {
                for (key, value) in values {
                    self.field(record, key, None, Some(value.clone()));
                }
            }
            (Row::Delete(..), Some(record)) => {
                if !self.held.contains(&(kind, id)) {
                    self.rows.push(Row::Delete(kind, id, record.values()));
                }
            }
            (
                Row::Set {
                    key, before, after, ..
                },
                Some(record),
            ) => {
                self.field(record, key, before.clone(), after.clone());
            }
            // Removed by both, or a removal of mine that was already named.
            (Row::Delete(..) | Row::Set { .. }, None) => {}
        }
    }

    fn create(&mut self, kind: Kind, id: RawId, values: &[(Text, Value)]) {
        let orphan = kind
            .fields()
            .iter()
            .any(|spec| match (spec.owner, spec.ty) {
                (true, FieldType::Ref(to)) => values.iter().any(|(key, value)| match value {
                    Value::Ref(owner) => &**key == spec.key && self.removed_by_mine(to, *owner),
                    _ => false,
                }),
                _ => false,
            });
        if orphan {
            // Part of the removal that was already named.
            return;
        }
        let mut kept = Vec::with_capacity(values.len());
        for (key, value) in values {
            match self.holder(kind, id, key, value) {
                Some(holder) => {
                    let take = self.take_over(kind, (id, holder), key, value);
                    self.conflict((kind, id), Some(key.clone()), Clash::Taken(holder), take);
                }
                None => kept.extend(
                    self.reachable(kind, key, Some(value.clone()))
                        .map(|value| (key.clone(), value)),
                ),
            }
        }
        self.rows.push(Row::Create(kind, id, kept));
    }

    /// Returns who else in mine has the value of a unique field.
    fn holder(&self, kind: Kind, id: RawId, key: &Text, value: &Value) -> Option<RawId> {
        let index = kind.field_index(key)?;
        kind.field(key).filter(|spec| spec.unique)?;
        let Value::Text(text) = value else {
            return None;
        };
        let other = self.mine.holders(kind, text).find(|other| *other != id)?;
        // Theirs may have freed the value.
        let freed = self
            .theirs
            .record(kind, other)
            .is_none_or(|r| r.value(index).as_ref() != Some(value));
        let was = self.base.record(kind, other).and_then(|r| r.value(index));
        (!freed || was.as_ref() != Some(value)).then_some(other)
    }

    /// Returns the rows that give a unique value of mine to a record of theirs.
    fn take_over(
        &self,
        kind: Kind,
        (id, holder): (RawId, RawId),
        key: &Text,
        value: &Value,
    ) -> Vec<Row> {
        let set = |id, before, after| Row::Set {
            kind,
            id,
            key: key.clone(),
            before,
            after,
        };
        let before = self
            .mine
            .record(kind, id)
            .and_then(|record| record.get(key));
        vec![
            set(holder, Some(value.clone()), None),
            set(id, before, Some(value.clone())),
        ]
    }

    fn removed_by_mine(&self, kind: Kind, id: RawId) -> bool {
        self.mine.record(kind, id).is_none() && self.base.record(kind, id).is_some()
    }

    /// Returns a value without references to what mine removed.
    fn reachable(&self, kind: Kind, key: &str, value: Option<Value>) -> Option<Value> {
        match (value?, kind.field(key).map(|spec| spec.ty)) {
            (Value::Ref(id), Some(FieldType::Ref(to))) => {
                (!self.removed_by_mine(to, id)).then_some(Value::Ref(id))
            }
            (Value::Refs(ids), Some(FieldType::Refs(to))) => {
                let kept: Vec<RawId> = ids
                    .into_iter()
                    .filter(|id| !self.removed_by_mine(to, *id))
                    .collect();
                (!kept.is_empty()).then_some(Value::Refs(kept))
            }
            (value, _) => Some(value),
        }
    }

    /// Brings one field of theirs into a record of mine.
    fn field(
        &mut self,
        record: &dyn Record,
        key: &Text,
        before: Option<Value>,
        after: Option<Value>,
    ) {
        let (kind, id) = (record.kind(), record.raw_id());
        let current = record.get(key);
        if current == after {
            return;
        }
        if let (Some(Value::Ref(to)), None, Some(FieldType::Ref(of))) =
            (&before, &after, kind.field(key).map(|spec| spec.ty))
            && self.held.contains(&(of, *to))
        {
            // Theirs cleared it because of a removal that waits for a decision.
            return;
        }
        let merged = if current == before {
            Some(after.clone())
        } else {
            merged_sets(before.as_ref(), current.as_ref(), after.as_ref())
        };
        let set = |after: Option<Value>| Row::Set {
            kind,
            id,
            key: key.clone(),
            before: current.clone(),
            after,
        };
        let Some(after_both) = merged else {
            self.conflict(
                (kind, id),
                Some(key.clone()),
                Clash::Field,
                vec![set(after)],
            );
            return;
        };
        if let Some(holder) = after_both
            .as_ref()
            .and_then(|value| self.holder(kind, id, key, value))
        {
            let take = after_both
                .as_ref()
                .map(|value| self.take_over(kind, (id, holder), key, value));
            self.conflict(
                (kind, id),
                Some(key.clone()),
                Clash::Taken(holder),
                take.unwrap_or_default(),
            );
            return;
        }
        let reachable = self.reachable(kind, key, after_both.clone());
        if reachable == after_both || matches!(reachable, Some(Value::Refs(_))) {
            self.rows.push(set(reachable));
        }
    }
}
