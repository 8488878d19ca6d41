//! The difference of two workspaces, as a patch.

use super::{Deed, Label, Patch, Row};
use crate::model::InOrder;
use crate::model::{Kind, RawId, Record, Text, Value, Workspace};

/// So many records are compared in one step of a [`Comparison`].
const STEP: usize = 500;

/// Returns the patch that turns `before` into `after`, field by field.
///
/// Records that both share are not looked at, so the cost is that of what changed.
#[must_use]
pub fn diff(before: &Workspace, after: &Workspace) -> Patch {
    let mut comparison = Comparison::new(before, after);
    while comparison.step() {}
    comparison.patch()
}

/// A [`diff`] in steps, for portfolios that take their time.
pub struct Comparison<'w> {
    before: &'w Workspace,
    after: &'w Workspace,
    /// The kinds to come.
    kinds: std::slice::Iter<'static, Kind>,
    /// The kind under way, and what of it differs.
    due: (Kind, std::vec::IntoIter<RawId>),
    rows: Vec<Row>,
    gone: Vec<Row>,
}

impl<'w> Comparison<'w> {
    /// Begins the comparison that turns `before` into `after`.
    #[must_use]
    pub fn new(before: &'w Workspace, after: &'w Workspace) -> Self {
        Self {
            before,
            after,
            kinds: Kind::ALL.iter(),
            due: (Kind::Portfolio, Vec::new().into_iter()),
            rows: Vec::new(),
            gone: Vec::new(),
        }
    }

    /// Compares some more records; returns whether there are others.
    pub fn step(&mut self) -> bool {
        let (before, after) = (self.before, self.after);
        if self.due.1.len() == 0 {
            let Some(kind) = self.kinds.next() else {
                return false;
            };
            self.due = (*kind, before.changed(after, *kind).into_iter());
        }
        let kind = self.due.0;
        for id in self.due.1.by_ref().take(STEP) {
            match (before.record(kind, id), after.record(kind, id)) {
                (None, Some(new)) => self.rows.push(Row::Create(kind, id, new.values())),
                (Some(old), None) => self.gone.push(Row::Delete(kind, id, old.values())),
                (Some(old), Some(new)) => {
                    let rows = changes(old, new).map(|(key, before, after)| Row::Set {
                        kind,
                        id,
                        key,
                        before,
                        after,
                    });
                    self.rows.extend(rows);
                }
                (None, None) => {}
            }
        }
        true
    }

    /// What was found by the steps made.
    #[must_use]
    pub fn patch(self) -> Patch {
        let mut rows = self.rows;
        // What belongs to a record comes later in the order of kinds, and so goes before it.
        rows.extend(self.gone.into_iter().rev());
        Patch {
            label: label(Deed::Other, &rows),
            author: Text::default(),
            rows,
        }
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
