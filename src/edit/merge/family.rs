//! Removals: what belongs to what, and who needs what the other side removed.

use super::Target;
use crate::edit::Row;
use crate::edit::diff::changes;
use crate::model::{FieldType, Kind, RawId, Record, Value, Workspace};
use std::collections::BTreeSet;

/// Returns the topmost records that `remover` removed and the other side changed, came to refer to, or gave
/// new belongings.
pub(super) fn clashing(
    base: &Workspace,
    remover: &Workspace,
    other: &Workspace,
) -> BTreeSet<Target> {
    let removed = |kind: Kind, id: RawId| {
        base.record(kind, id).is_some() && remover.record(kind, id).is_none()
    };
    let mut found = BTreeSet::new();
    for kind in Kind::ALL {
        for id in base.changed(other, *kind) {
            let Some(record) = other.record(*kind, id) else {
                continue;
            };
            let old = base.record(*kind, id);
            if old.is_some_and(|old| changes(old, record).next().is_none()) {
                continue;
            }
            if removed(*kind, id) {
                found.extend(topmost(base, remover, *kind, id));
                continue;
            }
            for (target, to) in references(record) {
                let before = old.map(references).unwrap_or_default();
                // Who removed it too and refers to it all the same had no quarrel with the other side.
                let needed = other.record(target, to).is_some();
                if needed && removed(target, to) && !before.contains(&(target, to)) {
                    found.extend(topmost(base, remover, target, to));
                }
            }
        }
    }
    found
}

fn references(record: &dyn Record) -> Vec<Target> {
    let mut found = Vec::new();
    for (index, spec) in record.kind().fields().iter().enumerate() {
        match (spec.ty, record.value(index)) {
            (FieldType::Ref(kind), Some(Value::Ref(id))) => found.push((kind, id)),
            (FieldType::Refs(kind), Some(Value::Refs(ids))) => {
                found.extend(ids.into_iter().map(|id| (kind, id)));
            }
            _ => {}
        }
    }
    found
}

/// Returns the removed owners above a removed record that have no removed owner themselves.
fn topmost(base: &Workspace, remover: &Workspace, kind: Kind, id: RawId) -> BTreeSet<Target> {
    let mut found = BTreeSet::new();
    let mut open = vec![(kind, id)];
    let mut seen = BTreeSet::new();
    while let Some((kind, id)) = open.pop() {
        if !seen.insert((kind, id)) {
            continue;
        }
        let owners = base.record(kind, id).map(owners).unwrap_or_default();
        let gone: Vec<Target> = owners
            .into_iter()
            .filter(|(kind, id)| {
                base.record(*kind, *id).is_some() && remover.record(*kind, *id).is_none()
            })
            .collect();
        if gone.is_empty() {
            found.insert((kind, id));
        }
        open.extend(gone);
    }
    found
}

fn owners(record: &dyn Record) -> Vec<Target> {
    let fields = record.kind().fields().iter().enumerate();
    fields
        .filter(|(_, spec)| spec.owner)
        .filter_map(|(index, spec)| match (spec.ty, record.value(index)) {
            (FieldType::Ref(kind), Some(Value::Ref(id))) => Some((kind, id)),
            _ => None,
        })
        .collect()
}

/// Returns a record and everything that belongs to it, owners first.
pub(super) fn family(workspace: &Workspace, kind: Kind, id: RawId) -> Vec<Target> {
    let mut all = vec![(kind, id)];
    let mut seen: BTreeSet<Target> = all.iter().copied().collect();
    let mut next = 0;
    while let Some((_, id)) = all.get(next).copied() {
        for (kind, source, key) in workspace.referrers(id) {
            let owned = kind.field(key).is_some_and(|spec| spec.owner);
            if owned && seen.insert((kind, source)) {
                all.push((kind, source));
            }
        }
        next += 1;
    }
    all
}

/// Returns the rows that remove a family with what mine gave it, and every reference to it.
pub(super) fn removal(mine: &Workspace, held: &[Target]) -> Vec<Row> {
    let mut doomed: Vec<Target> = Vec::new();
    for (kind, id) in held {
        for target in family(mine, *kind, *id) {
            if mine.record(target.0, target.1).is_some() && !doomed.contains(&target) {
                doomed.push(target);
            }
        }
    }
    let mut rows = Vec::new();
    for (_, id) in &doomed {
        for (kind, source, key) in mine.referrers(*id) {
            if doomed.contains(&(kind, source)) {
                continue;
            }
            let before = mine.record(kind, source).and_then(|record| record.get(key));
            let after = match &before {
                Some(Value::Refs(ids)) => {
                    let kept: Vec<RawId> = ids
                        .iter()
                        .copied()
                        .filter(|id| !doomed.iter().any(|d| d.1 == *id))
                        .collect();
                    (!kept.is_empty()).then_some(Value::Refs(kept))
                }
                _ => None,
            };
            rows.push(Row::Set {
                kind,
                id: source,
                key: key.into(),
                before,
                after,
            });
        }
    }
    let doomed = doomed.iter().rev();
    rows.extend(
        doomed.filter_map(|(kind, id)| {
            Some(Row::Delete(*kind, *id, mine.record(*kind, *id)?.values()))
        }),
    );
    rows
}
