//! The difference of two workspaces, as a patch.

use super::{Deed, Label, Patch, Row};
use crate::model::InOrder;
use crate::model::{Kind, RawId, Record, Text, Value, Workspace};

/// Returns the patch that turns `before` into `after`, field by field.
///
/// Records that both share are not looked at, so the cost is that of what changed.
#[must_use]
pub fn diff(before: &Workspace, after: &Workspace) -> Patch {
    let mut rows = Vec::new();
    let mut gone = Vec::new();
    for kind in Kind::ALL {
        for id in before.changed(after, *kind) {
            match (before.record(*kind, id), after.record(*kind, id)) {
                (None, Some(new)) => rows.push(Row::Create(*kind, id, new.values())),
                (Some(old), None) => gone.push(Row::Delete(*kind, id, old.values())),
                (Some(old), Some(new)) => {
                    rows.extend(changes(old, new).map(|(key, before, after)| Row::Set {
                        kind: *kind,
                        id,
                        key,
                        before,
                        after,
                    }))
                }
                (None, None) => {}
            }
        }
    }
    // What belongs to a record comes later in the order of kinds, and so goes before it.
    rows.extend(gone.into_iter().rev());
    Patch {
        label: label(Deed::Other, &rows),
        author: Text::default(),
        rows,
    }
}

/// Returns each field that differs with its two values: declared fields first, then the others by key.
pub(super) fn changes<'r>(
    old: &'r dyn Record,
    new: &'r dyn Record,
) -> impl Iterator<Item = (Text, Option<Value>, Option<Value>)> + 'r {
    let declared = old
        .kind()
        .fields()
        .iter()
        .enumerate()
        .map(|(index, spec)| (Text::from(spec.key), old.value(index), new.value(index)));
    let mut keys: Vec<&Text> = old.extra().keys().chain(new.extra().keys()).collect();
    keys.order();
    keys.dedup();
    let extra = keys
        .into_iter()
        .map(|key| (key.clone(), old.get(key), new.get(key)));
    declared
        .chain(extra)
        .filter(|(_, before, after)| before != after)
}

/// Names a step by its rows: the kind where there is one only, and how many records.
pub(super) fn label(deed: Deed, rows: &[Row]) -> Label {
    let mut targets: Vec<(Kind, RawId)> = rows.iter().map(Row::target).collect();
    targets.order();
    targets.dedup();
    let first = targets.first().map(|target| target.0);
    Label {
        deed,
        kind: first.filter(|kind| targets.iter().all(|target| target.0 == *kind)),
        key: None,
        count: targets.len(),
        name: Text::default(),
    }
}
