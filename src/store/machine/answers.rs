//! What the store makes of the answers of the database.

use super::{Answer, Effect};
use super::{Busy, FOLD_COUNT, IDLE_MS, Phase, RETRY_MS, Store, Timer};
use crate::edit::Patch;
use crate::model::{InOrder, SmallMap, SmallSet};
use crate::store::document::Document;
use crate::store::operation::{Operation, Unusable};
use crate::store::snapshot::{Head, SCHEMA, Snapshot, Unfit};
use crate::store::state::{Trouble, Unreadable};
use crate::store::transaction::{Append, Failure, Stored, best};
use std::rc::Rc;

impl Store {
    pub(super) fn on_answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
        match (self.busy, answer) {
            (Some(Busy::Read), Answer::Stored(stored)) => self.on_read(Ok(stored), effects),
            (Some(Busy::Read), Answer::Failed(why)) => self.on_read(Err(why), effects),
            (Some(Busy::Refresh), Answer::Stored(stored)) => {
                self.on_refreshed(Ok(stored), effects);
            }
            (Some(Busy::Refresh), Answer::Failed(why)) => self.on_refreshed(Err(why), effects),
            (Some(Busy::Append(_)), Answer::Appended(all)) => self.on_appended(Ok(all), effects),
            (Some(Busy::Append(_)), Answer::Failed(why)) => self.on_appended(Err(why), effects),
            (Some(Busy::Fold | Busy::Rewrite), Answer::Folded(head)) => {
                self.on_folded(Ok(head), effects);
            }
            (Some(Busy::Fold | Busy::Rewrite), Answer::Failed(why)) => {
                self.on_folded(Err(why), effects);
            }
            // An answer to nothing that was asked.
            _ => {}
        }
    }

    fn on_read(&mut self, outcome: Result<Stored, Failure>, effects: &mut Vec<Effect>) {
        self.busy = None;
        let loading = self.phase == Phase::Loading;
        let complete = outcome.as_ref().map_or(true, |stored| stored.complete);
        let found = outcome.and_then(|mut stored| Ok((best(&mut stored)?, stored)));
        self.read_all = matches!(found, Err(Failure::Damaged | Failure::Needless)) && !complete;
        if self.read_all {
            self.read_due = true;
            return;
        }
        let (best, stored) = match found {
            Ok(found) => found,
            Err(failure) if loading => {
                self.phase = match failure {
                    Failure::Newer(version) => Phase::Newer(version),
                    Failure::Damaged => Phase::Failed(Unreadable::Damaged),
                    Failure::Needless => Phase::Failed(Unreadable::Missing),
                    Failure::Trouble(_) => Phase::Failed(Unreadable::Broken),
                };
                return;
            }
            Err(failure) => {
                self.read_due = true;
                return self.fail(failure, effects);
            }
        };
        self.head_lost = best.head_lost;
        self.mend = !best.damaged.is_empty();
        if loading {
            self.quarantined = self.quarantined.saturating_add(best.damaged.len());
        }
        self.fold_due |= self.mend;
        self.secured_ms = Some(best.snapshot.head.at_ms).filter(|at| *at > 0);
        self.unsure.clear();
        let mut document = Document::new(best.snapshot);
        let known = self.document.clone();
        let mut operations = Vec::new();
        let mut newer = false;
        for (key, text) in stored.operations {
            // What the snapshot contains is read only to tell what changed under an open page.
            let folded = |id| document.head().applied.contains(id);
            if loading && Operation::id_of(&key).is_some_and(folded) {
                continue;
            }
            match Operation::from_text(&text) {
                Ok(operation) => operations.push(operation),
                Err(Unusable::Newer) => newer = true,
                Err(Unusable::Damaged) if loading => self.set_aside(key, text, true),
                Err(Unusable::Damaged) => {}
            }
        }
        let fresh: Vec<Rc<Patch>> = operations
            .iter()
            .filter(|operation| !known.contains(operation.id()))
            .map(|operation| Rc::clone(&operation.patch))
            .collect();
        document.place(operations);
        for (key, text) in std::mem::take(&mut self.journal) {
            match Operation::from_text(&text) {
                Ok(operation) if document.contains(operation.id()) => self.unjournal.push(key),
                Ok(operation) => self.queue.push_back(operation),
                Err(Unusable::Newer) => newer = true,
                Err(Unusable::Damaged) => self.set_aside(key, text, false),
            }
        }
        if loading {
            self.queue
                .make_contiguous()
                .order_by_key(|op| (op.session, op.n));
        }
        let floor = document.head().floor.saturating_add(1);
        let late = self.queue.iter().map(|operation| Operation {
            lamport: operation.lamport.max(floor),
            ..operation.clone()
        });
        document.place(late.collect::<Vec<_>>());
        self.document = document;
        if newer {
            self.phase = Phase::Newer(SCHEMA);
            return;
        }
        if loading {
            self.phase = Phase::Open;
            if self.quarantine.is_empty() && !self.unjournal.is_empty() {
                effects.push(Effect::Unjournal(std::mem::take(&mut self.unjournal)));
            }
            if !self.document.is_empty() {
                effects.push(self.idle());
            }
        } else {
            self.calm();
            effects.push(Effect::Changed(fresh));
        }
    }

    fn set_aside(&mut self, key: String, text: String, stored: bool) {
        self.quarantined = self.quarantined.saturating_add(1);
        if stored {
            self.drop.push(key.clone());
        } else {
            self.unjournal.push(key.clone());
        }
        self.quarantine.push((key, text));
    }

    fn on_appended(&mut self, outcome: Result<Vec<Append>, Failure>, effects: &mut Vec<Effect>) {
        let Some(Busy::Append(count)) = self.busy.take() else {
            return;
        };
        let outcomes = match outcome {
            Ok(outcomes) => outcomes,
            Err(failure) => return self.fail(failure, effects),
        };
        self.calm();
        let mut keys = std::mem::take(&mut self.unjournal);
        let mut placed = Vec::new();
        let done: Vec<Operation> = self.queue.drain(..count.min(self.queue.len())).collect();
        for (operation, outcome) in done.into_iter().zip(outcomes) {
            keys.push(operation.key());
            match outcome {
                Append::Put(_, lamport) | Append::Stored(lamport) => placed.push(Operation {
                    lamport,
                    ..operation
                }),
                Append::Folded => {
                    self.unsure.insert(operation.id());
                    self.refresh_due = true;
                }
            }
        }
        for key in &keys {
            self.refused.remove(key);
        }
        self.quarantine.clear();
        self.drop.clear();
        if self.document.place(placed) {
            effects.push(Effect::Changed(Vec::new()));
        }
        if !keys.is_empty() {
            effects.push(Effect::Unjournal(keys));
        }
        effects.push(Effect::Announce);
        if self.queue.is_empty() {
            effects.push(self.idle());
        }
    }

    fn on_refreshed(&mut self, outcome: Result<Stored, Failure>, effects: &mut Vec<Effect>) {
        self.busy = None;
        let stored = match outcome {
            Ok(stored) => stored,
            Err(failure) => {
                // With nothing to append there is no other way to learn that all is well again.
                self.refresh_due = true;
                return self.fail(failure, effects);
            }
        };
        let head = match stored.head.as_deref().map(Head::from_text) {
            Some(Ok(head)) => head,
            Some(Err(Unfit::Newer(version))) => return self.fail(Failure::Newer(version), effects),
            Some(Err(Unfit::Damaged)) => {
                self.head_lost = true;
                return;
            }
            None => return self.fail(Failure::Trouble(Trouble::Cleared), effects),
        };
        self.calm();
        let mut fresh = SmallMap::new();
        let pending = self.pending();
        for (key, text) in &stored.operations {
            // What is stored never changes: only what is new is read.
            let id = Operation::id_of(key);
            let known = |id| self.document.contains(id) && !self.unsure.contains(&id);
            if id.is_some_and(|id| pending.contains(&id) || known(id)) {
                continue;
            }
            match Operation::from_text(text) {
                Ok(operation) => {
                    let known = self.document.contains(operation.id());
                    self.unsure.remove(&operation.id());
                    fresh.insert(operation.order(), (operation, known));
                }
                Err(Unusable::Newer) => {
                    return self.fail(Failure::Newer(SCHEMA), effects);
                }
                Err(Unusable::Damaged) => {}
            }
        }
        let patches: Vec<Rc<Patch>> = fresh
            .values()
            .filter(|(_, known)| !known)
            .map(|(operation, _)| Rc::clone(&operation.patch))
            .collect();
        if self
            .document
            .place(fresh.into_values().map(|(operation, _)| operation))
        {
            effects.push(Effect::Changed(patches));
            effects.push(self.idle());
        }
        self.settle(&head);
    }

    fn on_folded(&mut self, outcome: Result<String, Failure>, effects: &mut Vec<Effect>) {
        let rewrote = self.busy.take() == Some(Busy::Rewrite);
        let head = match outcome {
            Ok(text) => Head::from_text(&text).map_err(Failure::from),
            Err(failure) => Err(failure),
        };
        let later = self.document.len().saturating_add(FOLD_COUNT);
        self.fold_at = if head.is_ok() { FOLD_COUNT } else { later };
        match head {
            Ok(head) if rewrote => {
                self.secured_ms = Some(head.at_ms);
                let workspace = self.document.workspace().clone();
                let late: Vec<Operation> = self
                    .queue
                    .iter()
                    .filter(|operation| !head.applied.contains(operation.id()))
                    .cloned()
                    .collect();
                let keys = self
                    .queue
                    .drain(..)
                    .map(|operation| operation.key())
                    .collect();
                effects.push(Effect::Unjournal(keys));
                self.refused.clear();
                self.calm();
                if late.is_empty() {
                    self.document = Document::new(Snapshot { head, workspace });
                } else {
                    // Edited while it was being written: those come behind, as any edit.
                    for operation in &late {
                        effects.push(Effect::Journal(operation.key(), operation.to_text()));
                    }
                    self.queue.extend(late);
                    self.read_due = true;
                }
                effects.push(Effect::Announce);
            }
            Ok(head) => {
                self.secured_ms = Some(head.at_ms);
                self.mend = false;
                if std::mem::take(&mut self.head_lost) {
                    self.calm();
                }
                self.settle(&head);
                effects.push(Effect::Announce);
            }
            Err(failure) if self.head_lost => self.fail(failure, effects),
            Err(Failure::Needless) => self.refresh_due |= !self.document.is_empty(),
            // The old snapshot and the operations stay as they are: nothing is lost, and it is tried later.
            Err(Failure::Trouble(Trouble::Full | Trouble::Broken | Trouble::Silent))
                if !rewrote =>
            {
                effects.push(self.idle());
            }
            Err(Failure::Damaged) => {}
            Err(failure) => {
                // Whether it is still cleared is looked up before anything else is written.
                self.refresh_due |= rewrote;
                self.fail(failure, effects);
            }
        }
    }

    fn settle(&mut self, head: &Head) {
        let mut pending = self.pending();
        pending.extend(self.unsure.iter().copied());
        if self.document.settle(head, &pending) {
            if self.document.is_empty() && head.at_ms > 0 {
                self.secured_ms = Some(head.at_ms);
            }
        } else {
            self.read_due = true;
        }
    }

    /// Returns the operations that the database has not confirmed.
    #[must_use]
    pub fn pending(&self) -> SmallSet<(u128, u64)> {
        crate::model::SmallSet::from_iter(self.queue.iter().map(Operation::id))
    }

    /// Everything is well again.
    fn calm(&mut self) {
        self.trouble = None;
        self.attempts = 0;
        self.waiting = false;
    }

    fn fail(&mut self, failure: Failure, effects: &mut Vec<Effect>) {
        let trouble = match failure {
            Failure::Newer(version) => {
                self.phase = Phase::Newer(version);
                return;
            }
            Failure::Trouble(trouble) => trouble,
            Failure::Damaged | Failure::Needless => Trouble::Broken,
        };
        self.trouble = Some(trouble);
        if matches!(trouble, Trouble::Cleared | Trouble::Outdated) {
            return;
        }
        let last = RETRY_MS.len().saturating_sub(1);
        let after = RETRY_MS
            .get(self.attempts.min(last))
            .copied()
            .unwrap_or(10_000);
        self.attempts = self.attempts.saturating_add(1);
        self.waiting = true;
        self.serial = self.serial.saturating_add(1);
        effects.push(Effect::Wake(Timer::Retry(self.serial), after));
    }

    fn idle(&mut self) -> Effect {
        if !self.waiting {
            self.serial = self.serial.saturating_add(1);
        }
        Effect::Wake(Timer::Idle(self.serial), IDLE_MS)
    }
}
