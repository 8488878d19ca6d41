//! What is fine on each side and wrong, or better, together: contradictions and sets.

use super::{Clash, Target, Work};
use crate::edit::diff::label;
use crate::edit::plan::check_record;
use crate::edit::{Deed, Patch, Row, apply};
use crate::model::{FieldType, Tags, Text, Value, Workspace};
use std::collections::{BTreeMap, BTreeSet};

impl Work<'_> {
    /// Takes back what contradicts itself only once both sides' edits are in one record.
    pub(super) fn check_together(&mut self) {
        let mut result = self.mine.clone();
        for row in &self.rows {
            let patch = Patch {
                label: label(Deed::Merge, &[]),
                author: Text::default(),
                rows: vec![row.clone()],
            };
            apply(&mut result, &patch);
        }
        let mut set: BTreeMap<Target, Vec<Row>> = BTreeMap::new();
        for row in self
            .rows
            .iter()
            .filter(|row| matches!(row, Row::Set { .. }))
        {
            set.entry(row.target()).or_default().push(row.clone());
        }
        for ((kind, id), rows) in set {
            let Some(record) = result.record(kind, id) else {
                continue;
            };
            let sound = check_record(record, None).is_ok();
            let kept = self
                .mine
                .record(kind, id)
                .is_none_or(|mine| check_record(mine, None).is_err());
            let (dates, circles): (Vec<Row>, Vec<Row>) = rows
                .into_iter()
                .partition(|row| matches!(row, Row::Set { after, before, .. } if is_date(after) || is_date(before)));
            let clashing: Vec<Row> = circles
                .into_iter()
                .filter(|row| in_circle(&result, row))
                .chain(dates.into_iter().filter(|_| !sound && !kept))
                .collect();
            for row in clashing {
                self.rows.retain(|other| *other != row);
                if let Row::Set { key, .. } = &row {
                    self.conflict(
                        (kind, id),
                        Some(key.clone()),
                        Clash::Together,
                        vec![row.clone()],
                    );
                }
            }
        }
    }
}

fn is_date(value: &Option<Value>) -> bool {
    matches!(value, Some(Value::Date(_)))
}

/// Does the record of this row lead back to itself over this field?
fn in_circle(workspace: &Workspace, row: &Row) -> bool {
    let Row::Set {
        kind,
        id,
        key,
        after: Some(Value::Ref(to)),
        ..
    } = row
    else {
        return false;
    };
    if kind.field(key).map(|spec| spec.ty) != Some(FieldType::Ref(*kind)) {
        return false;
    }
    let mut seen = BTreeSet::new();
    let mut next = Some(*to);
    while let Some(above) = next {
        if above == *id {
            return true;
        }
        if !seen.insert(above) {
            return false;
        }
        next = match workspace
            .record(*kind, above)
            .and_then(|record| record.get(key))
        {
            Some(Value::Ref(up)) => Some(up),
            _ => None,
        };
    }
    false
}

/// Merges labels or references as sets: what either added is in, what either removed is out.
pub(super) fn merged_sets(
    base: Option<&Value>,
    mine: Option<&Value>,
    theirs: Option<&Value>,
) -> Option<Option<Value>> {
    fn union<T: Clone + Ord>(base: &[T], mine: &[T], theirs: &[T]) -> Vec<T> {
        let kept = base
            .iter()
            .filter(|one| mine.contains(one) && theirs.contains(one));
        let added: BTreeSet<&T> = mine
            .iter()
            .chain(theirs)
            .filter(|one| !base.contains(one))
            .collect();
        kept.chain(added).cloned().collect()
    }
    let all = [base, mine, theirs];
    let mut given = all.into_iter().flatten();
    if given.clone().all(|value| matches!(value, Value::Tags(_))) {
        let lists = all.map(|value| match value {
            Some(Value::Tags(tags)) => tags.to_vec(),
            _ => Vec::new(),
        });
        let [base, mine, theirs] = &lists;
        let tags = Tags::new(union(base, mine, theirs));
        return Some((!tags.is_empty()).then_some(Value::Tags(tags)));
    }
    if given.all(|value| matches!(value, Value::Refs(_))) {
        let lists = all.map(|value| match value {
            Some(Value::Refs(ids)) => ids.clone(),
            _ => Vec::new(),
        });
        let [base, mine, theirs] = &lists;
        let ids = union(base, mine, theirs);
        return Some((!ids.is_empty()).then_some(Value::Refs(ids)));
    }
    None
}
