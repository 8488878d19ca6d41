//! The document in the memory of a tab: the folded base and the operations since, in the common order.
//!
//! Copies of a workspace cost nothing, so the state behind every operation is kept; an operation of
//! another tab that belongs earlier is put in its place and those behind it are applied again.

use super::applied::Applied;
use super::operation::{Operation, Order};
use super::snapshot::{Gone, Head, Snapshot};
use crate::edit::{Patch, Row, apply};
use crate::model::{SmallMap, SmallSet, Workspace};

/// A workspace with the deletions that old operations must not undo.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The records.
    pub workspace: Workspace,
    /// The deletions.
    pub gone: Gone,
}

impl State {
    /// Applies one operation; total, and the same in every tab.
    pub fn apply(&mut self, operation: &Operation) {
        let stale = |row: &Row| match row {
            Row::Create(_, id, _) => self.gone.get(id).is_some_and(|at| at.0 >= operation.made),
            _ => false,
        };
        let patch = &*operation.patch;
        if patch.rows.iter().any(stale) {
            let rows = patch.rows.iter().filter(|row| !stale(row)).cloned();
            let rest = Patch {
                rows: rows.collect(),
                ..patch.clone()
            };
            apply(&mut self.workspace, &rest);
        } else {
            apply(&mut self.workspace, patch);
        }
        for row in &patch.rows {
            if let Row::Delete(_, id, _) = row {
                let at = (operation.made, operation.wall_ms);
                let known = self.gone.get(id).copied().unwrap_or(at);
                self.gone.insert(*id, known.max(at));
            }
        }
    }
}

#[derive(Clone, Debug)]
struct Entry {
    operation: Operation,
    after: State,
}

/// The document of one tab.
#[derive(Clone, Debug, Default)]
pub struct Document {
    head: Head,
    base: State,
    log: SmallMap<Order, Entry>,
    places: SmallMap<(u128, u64), Order>,
}

/// How far a tab may lie behind a checkpoint before it reads the snapshot anew.
const FARTHEST: usize = 5000;

impl Document {
    /// Begins with a snapshot.
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        let base = State {
            workspace: snapshot.workspace,
            gone: snapshot.head.gone.clone(),
        };
        Self {
            head: snapshot.head,
            base,
            ..Self::default()
        }
    }

    /// Returns the workspace with every operation applied.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.top().workspace
    }

    fn top(&self) -> &State {
        self.log
            .last()
            .map_or(&self.base, |(_, entry)| &entry.after)
    }

    /// Returns the head of the base.
    #[must_use]
    pub const fn head(&self) -> &Head {
        &self.head
    }

    /// Returns the highest place taken so far.
    #[must_use]
    pub fn lamport(&self) -> u64 {
        let last = self.log.last().map_or(0, |(order, _)| order.0);
        last.max(self.head.floor)
    }

    /// Returns whether the operation is part of the document.
    #[must_use]
    pub fn contains(&self, id: (u128, u64)) -> bool {
        self.places.contains_key(&id) || self.head.applied.contains(id)
    }

    /// Returns how many operations lie behind the base.
    #[must_use]
    pub fn len(&self) -> usize {
        self.log.len()
    }

    /// Returns whether nothing lies behind the base.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }

    /// Puts operations in their places, moving those that are known under another place.
    ///
    /// Returns whether anything changed.
    pub fn place(&mut self, operations: impl IntoIterator<Item = Operation>) -> bool {
        let mut from: Option<Order> = None;
        let mut touch = |order: Order| {
            from = Some(from.map_or(order, |known: Order| known.min(order)));
        };
        for operation in operations {
            let (id, order) = (operation.id(), operation.order());
            if self.head.applied.contains(id) {
                continue;
            }
            match self.places.insert(id, order) {
                Some(known) if known == order => continue,
                Some(known) => {
                    self.log.remove(&known);
                    touch(known);
                }
                None => {}
            }
            touch(order);
            let after = State::default();
            self.log.insert(order, Entry { operation, after });
        }
        if let Some(from) = from {
            self.replay(from);
        }
        from.is_some()
    }

    /// Applies again from the first operation at or behind `from`.
    fn replay(&mut self, from: Order) {
        let before = self.log.before_key(&from).next_back();
        let mut state = before.map_or_else(|| self.base.clone(), |(_, entry)| entry.after.clone());
        for entry in self.log.values_from(&from) {
            state.apply(&entry.operation);
            entry.after = state.clone();
        }
    }

    /// Takes the fold of a checkpoint over into the base, given which operations are not stored yet.
    ///
    /// Returns `false` when the checkpoint contains operations that this tab has never seen: it must read
    /// the snapshot then. Nothing is changed in that case.
    #[must_use]
    pub fn settle(&mut self, head: &Head, pending: &SmallSet<(u128, u64)>) -> bool {
        if head.generation <= self.head.generation {
            return true;
        }
        let Some(fresh) = head.applied.beyond(&self.head.applied, FARTHEST) else {
            return false;
        };
        // One that is not known, or whose place in the order was decided by another tab.
        if !fresh
            .iter()
            .all(|id| self.places.contains_key(id) && !pending.contains(id))
        {
            return false;
        }
        let behind = (head.floor.saturating_add(1), 0, 0);
        // What is not stored yet will be stored behind the checkpoint.
        let late: Vec<Operation> = self
            .log
            .before_key(&behind)
            .map(|(_, entry)| &entry.operation)
            .filter(|op| pending.contains(&op.id()) && !head.applied.contains(op.id()))
            .map(|op| Operation {
                lamport: head.floor.saturating_add(1),
                ..op.clone()
            })
            .collect();
        let folded = |order: &Order| head.applied.contains((order.1, order.2));
        let stuck = |(order, entry): (&Order, &Entry)| {
            order.0 <= head.floor && !folded(order) && !pending.contains(&entry.operation.id())
        };
        if self.log.iter().any(stuck) {
            return false;
        }
        self.place(late);
        let gone = self.log.take_before(&behind);
        if let Some((_, last)) = gone.last() {
            self.base = last.after.clone();
        }
        for entry in gone.values() {
            self.places.remove(&entry.operation.id());
        }
        self.head = head.clone();
        true
    }

    /// Returns everything as one snapshot, for writing the memory of this tab.
    #[must_use]
    pub fn snapshot(&self, now_ms: i64) -> Snapshot {
        let mut head = self.head.clone();
        head.generation = head.generation.saturating_add(1);
        head.floor = self.lamport();
        head.at_ms = now_ms;
        head.gone = self.top().gone.clone();
        for entry in self.log.values() {
            let operation = &entry.operation;
            head.applied.insert(operation.id(), operation.wall_ms);
        }
        Snapshot {
            head,
            workspace: self.workspace().clone(),
        }
    }

    /// Returns the set of everything in the document.
    #[must_use]
    pub fn applied(&self) -> Applied {
        self.snapshot(0).head.applied
    }
}
