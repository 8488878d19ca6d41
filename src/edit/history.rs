//! Undo and redo: steps that go through the same door as any edit.

use super::{Deed, Label, Patch, Row};

/// One step that can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What it did.
    pub patch: Patch,
}

/// The steps of this session, newest last.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Steps that take the same mark are one step: keystrokes in one field, moves of one drag.
    mark: Option<u64>,
}

/// How many steps are kept.
const LONGEST: usize = 500;

impl History {
    /// Records a step. Steps with the same mark in a row become one, if they set the same fields.
    pub fn record(&mut self, patch: Patch, mark: Option<u64>) {
        self.undone.clear();
        let joins = mark.is_some() && mark == self.mark;
        self.mark = mark;
        if joins
            && let Some(last) = self.done.last_mut()
            && let Some(joined) = join(&last.patch, &patch)
        {
            last.patch = joined;
            return;
        }
        self.done.push(Step { patch });
        if self.done.len() > LONGEST {
            self.done.remove(0);
        }
    }

    /// Returns the name of the step that undo would take back.
    #[must_use]
    pub fn next_undo(&self) -> Option<&Label> {
        self.done.last().map(|step| &step.patch.label)
    }

    /// Returns the name of the step that redo would take again.
    #[must_use]
    pub fn next_redo(&self) -> Option<&Label> {
        self.undone.last().map(|step| &step.patch.label)
    }

    /// Takes the newest step back: returns the patch to apply.
    pub fn undo(&mut self) -> Option<Patch> {
        let step = self.done.pop()?;
        self.mark = None;
        let mut patch = step.patch.inverse();
        patch.label.deed = Deed::Undo;
        self.undone.push(step);
        Some(patch)
    }

    /// Takes the step forth again: returns the patch to apply.
    pub fn redo(&mut self) -> Option<Patch> {
        let step = self.undone.pop()?;
        self.mark = None;
        let mut patch = step.patch.clone();
        patch.label.deed = Deed::Redo;
        self.done.push(step);
        Some(patch)
    }

    /// Returns the steps, newest first.
    pub fn steps(&self) -> impl Iterator<Item = &Step> + Clone {
        self.done.iter().rev()
    }
}

/// Joins two patches that only set fields and set the same ones; the first keeps its "before".
fn join(first: &Patch, second: &Patch) -> Option<Patch> {
    if first.rows.len() != second.rows.len() {
        return None;
    }
    let rows: Option<Vec<Row>> = first
        .rows
        .iter()
        .zip(&second.rows)
        .map(|pair| match pair {
            (
                Row::Set {
                    kind,
                    id,
                    key,
                    before,
                    ..
                },
                Row::Set {
                    kind: kind2,
                    id: id2,
                    key: key2,
                    after,
                    ..
                },
            ) if (kind, id, key) == (kind2, id2, key2) => Some(Row::Set {
                kind: *kind,
                id: *id,
                key: key.clone(),
                before: before.clone(),
                after: after.clone(),
            }),
            _ => None,
        })
        .collect();
    Some(Patch {
        rows: rows?,
        ..second.clone()
    })
}
