//! The store of one open portfolio in one tab: events in, effects out.
//!
//! It performs nothing and knows no clock, so the simulator of the tests and the browser run the very
//! same logic. An edit is in the journal when its event returns; it is saved when the database said that
//! the transaction is complete.

use super::applied::Applied;
use super::document::Document;
use super::operation::{Operation, Unusable};
use super::snapshot::{Head, Snapshot, SnapshotCodec, Unfit};
use super::state::{Blocked, SaveReport, SaveState, Trouble, Unreadable};
use super::transaction::{Append, Failure, Fold, Stored, best, create};
use crate::edit::Patch;
use crate::model::Workspace;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

/// A timer that the store asks for; one that was overtaken is ignored when it rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Timer {
    /// Try again after trouble.
    Retry(u64),
    /// Nothing was edited for a while: a good moment for a checkpoint.
    Idle(u64),
}

/// What happened.
#[derive(Clone, Debug)]
pub enum Event {
    /// The journal was scanned, before anything else is read: its entries by key (without the prefix of
    /// the portfolio).
    Begin(Vec<(String, String)>),
    /// The transaction under way came to an end.
    Answer(Answer),
    /// A person edited: the patch and the wall clock.
    Edit(Patch, i64),
    /// The journal did not take the entry with this key.
    JournalRefused(String),
    /// Another tab said that there is something new, the page is shown again, or half a minute passed.
    Noted,
    /// A timer rang.
    Woke(Timer),
    /// A checkpoint is wanted now.
    Checkpoint,
    /// A person asks to try again now.
    Retry,
    /// A person asks to write the memory of this tab after the data of the site was cleared.
    Rewrite(i64),
    /// The database was upgraded by a newer version, or its connection was closed for good.
    Lost(Trouble),
}

/// What came of a transaction.
#[derive(Clone, Debug)]
pub enum Answer {
    /// What [`Effect::Read`] or [`Effect::Refresh`] found.
    Stored(Stored),
    /// What [`Effect::Append`] came to, one by one.
    Appended(Vec<Append>),
    /// The head that [`Effect::Fold`] or [`Effect::Rewrite`] wrote.
    Folded(String),
    /// It wrote nothing.
    Failed(Failure),
}

/// What is to be done, in this order.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Write a journal entry, now.
    Journal(String, String),
    /// Remove journal entries.
    Unjournal(Vec<String>),
    /// Read everything in one transaction.
    Read,
    /// Append these operations in one transaction, set entries aside, and drop those keys.
    Append {
        /// The operations; [`super::transaction::append`] decides about each.
        operations: Vec<Operation>,
        /// Damaged entries by key, kept raw.
        quarantine: Vec<(String, String)>,
        /// Keys of damaged operations that go.
        drop: Vec<String>,
    },
    /// Read the head and the operations in one transaction.
    Refresh,
    /// Take the checkpoint lock if it is free, and fold in one strict transaction.
    Fold,
    /// Write these if the portfolio is still without a head, in one strict transaction.
    Rewrite(Fold),
    /// Tell the other tabs that there is something new.
    Announce,
    /// Ring this timer after so many milliseconds.
    Wake(Timer, u32),
    /// The workspace is another one than this tab's edits made it: by these patches of others.
    Changed(Vec<Rc<Patch>>),
    /// The state to show changed.
    Report(SaveReport),
}

/// Operations behind the last checkpoint before the next one.
const FOLD_COUNT: usize = 200;
/// Bytes of operations behind the last checkpoint before the next one.
const FOLD_BYTES: usize = 512 * 1024;
/// How long nothing is edited before a checkpoint is taken, in milliseconds.
const IDLE_MS: u32 = 30_000;
/// How long to wait before each new attempt, in milliseconds; the last one repeats.
const RETRY_MS: [u32; 4] = [500, 2_000, 8_000, 10_000];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Loading,
    Open,
    Memory(Blocked),
    Newer(u64),
    Failed(Unreadable),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Busy {
    Read,
    Append(usize),
    Refresh,
    Fold,
    Rewrite,
}

/// The store of one open portfolio in one tab.
pub struct Store<C> {
    codec: C,
    session: u128,
    phase: Phase,
    document: Document,
    /// The number of the last own operation.
    n: u64,
    /// Operations that the database has not confirmed, own and adopted, in the order of their making.
    queue: VecDeque<Operation>,
    /// Keys of queued operations that the journal did not take.
    refused: BTreeSet<String>,
    journal: Vec<(String, String)>,
    /// Damaged entries: to be set aside, dropped from the database, removed from the journal.
    quarantine: Vec<(String, String)>,
    drop: Vec<String>,
    unjournal: Vec<String>,
    quarantined: usize,
    busy: Option<Busy>,
    read_due: bool,
    refresh_due: bool,
    fold_due: bool,
    /// The head is lost: nothing can be appended before a checkpoint wrote it again.
    head_lost: bool,
    /// How many operations there may be before a checkpoint is due; raised after one that failed.
    fold_at: usize,
    rewrite_at: Option<i64>,
    bytes: usize,
    attempts: usize,
    waiting: bool,
    serial: u64,
    trouble: Option<Trouble>,
    reduced: bool,
    secured_ms: Option<i64>,
    shown: Option<SaveReport>,
}

impl<C: SnapshotCodec> Store<C> {
    /// A store that has read nothing yet; `session` is fresh and random.
    #[must_use]
    pub fn new(codec: C, session: u128) -> Self {
        Self {
            codec,
            session,
            phase: Phase::Loading,
            document: Document::default(),
            n: 0,
            queue: VecDeque::new(),
            refused: BTreeSet::new(),
            journal: Vec::new(),
            quarantine: Vec::new(),
            drop: Vec::new(),
            unjournal: Vec::new(),
            quarantined: 0,
            busy: None,
            read_due: false,
            refresh_due: false,
            fold_due: false,
            head_lost: false,
            fold_at: FOLD_COUNT,
            rewrite_at: None,
            bytes: 0,
            attempts: 0,
            waiting: false,
            serial: 0,
            trouble: None,
            reduced: false,
            secured_ms: None,
            shown: None,
        }
    }

    /// A store that keeps nothing: storage is blocked.
    #[must_use]
    pub fn in_memory(codec: C, session: u128, workspace: Workspace, reason: Blocked) -> Self {
        let head = Head::default();
        Self {
            phase: Phase::Memory(reason),
            document: Document::new(Snapshot { head, workspace }),
            ..Self::new(codec, session)
        }
    }

    /// Returns the workspace of this tab.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        self.document.workspace()
    }

    /// Returns which operations the workspace of this tab contains.
    #[must_use]
    pub fn applied(&self) -> Applied {
        self.document.applied()
    }

    /// Returns whether every operation is confirmed and nothing is under way.
    #[must_use]
    pub fn is_quiet(&self) -> bool {
        self.queue.is_empty() && self.busy.is_none() && self.phase != Phase::Loading
    }

    /// Returns the state to show.
    #[must_use]
    pub fn report(&self) -> SaveReport {
        let pending = self.queue.len();
        let state = match self.phase {
            Phase::Loading => SaveState::Loading,
            Phase::Memory(reason) => SaveState::MemoryOnly { reason },
            Phase::Newer(version) => SaveState::ReadOnlyNewer { version },
            Phase::Failed(reason) => SaveState::LoadFailed { reason },
            Phase::Open => match (self.trouble, self.secured_ms) {
                (Some(reason), _) => SaveState::NotSaved {
                    reason,
                    pending,
                    journal: self.refused.is_empty() && reason != Trouble::Cleared,
                },
                (None, _) if pending > 0 => SaveState::Journalled { pending },
                (None, Some(at_ms)) if self.document.is_empty() => SaveState::Secured { at_ms },
                (None, _) => SaveState::Saved,
            },
        };
        SaveReport {
            state,
            secured_ms: self.secured_ms,
            reduced: self.reduced,
            quarantined: self.quarantined,
        }
    }

    /// Takes an event in and returns what is to be done.
    pub fn on_event(&mut self, event: Event) -> Vec<Effect> {
        let mut effects = Vec::new();
        match event {
            Event::Begin(journal) => {
                self.journal = journal;
                self.read_due = true;
            }
            Event::Answer(answer) => self.on_answer(answer, &mut effects),
            Event::Edit(patch, now_ms) => self.on_edit(patch, now_ms, &mut effects),
            Event::JournalRefused(key) => {
                self.reduced = true;
                if self.queue.iter().any(|operation| operation.key() == key) {
                    self.refused.insert(key);
                }
            }
            Event::Noted => self.refresh_due = true,
            Event::Woke(Timer::Retry(serial)) if serial == self.serial => self.waiting = false,
            Event::Woke(Timer::Idle(serial)) if serial == self.serial => {
                self.fold_due |= !self.document.is_empty();
            }
            Event::Woke(_) => {}
            Event::Checkpoint => self.fold_due |= !self.document.is_empty(),
            Event::Retry => {
                self.waiting = false;
                self.refresh_due = true;
            }
            Event::Rewrite(now_ms) => {
                self.rewrite_at = Some(now_ms);
                self.waiting = false;
            }
            Event::Lost(trouble) => {
                self.trouble = Some(trouble);
                self.refresh_due = true;
            }
        }
        self.pump(&mut effects);
        let report = self.report();
        if self.shown.replace(report) != Some(report) {
            effects.push(Effect::Report(report));
        }
        effects
    }

    fn on_answer(&mut self, answer: Answer, effects: &mut Vec<Effect>) {
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

    fn on_edit(&mut self, patch: Patch, now_ms: i64, effects: &mut Vec<Effect>) {
        if !self.report().state.editable() {
            return;
        }
        self.n = self.n.saturating_add(1);
        let lamport = self.document.lamport().saturating_add(1);
        let operation = Operation {
            session: self.session,
            n: self.n,
            lamport,
            made: lamport,
            wall_ms: now_ms,
            patch: Rc::new(patch),
        };
        if matches!(self.phase, Phase::Open) {
            let text = operation.to_text();
            self.bytes = self.bytes.saturating_add(text.len());
            effects.push(Effect::Journal(operation.key(), text));
            self.queue.push_back(operation.clone());
            self.serial = self.serial.saturating_add(u64::from(!self.waiting));
        }
        self.document.place([operation]);
    }

    /// Starts the next transaction, if one is due and none is under way.
    fn pump(&mut self, effects: &mut Vec<Effect>) {
        if self.busy.is_some() || self.trouble == Some(Trouble::Outdated) {
            return;
        }
        let open = self.phase == Phase::Open;
        if !(open || self.phase == Phase::Loading) || self.waiting {
            return;
        }
        if let (true, Some(now_ms)) = (open, self.rewrite_at.take()) {
            let fold = create(&self.document.snapshot(now_ms), &self.codec);
            self.busy = Some(Busy::Rewrite);
            effects.push(Effect::Rewrite(fold));
        } else if std::mem::take(&mut self.read_due) {
            self.busy = Some(Busy::Read);
            effects.push(Effect::Read);
        } else if !open || self.trouble == Some(Trouble::Cleared) {
            // Nothing is written before everything was read, nor over what was cleared.
        } else if self.head_lost {
            self.busy = Some(Busy::Fold);
            effects.push(Effect::Fold);
        } else if !self.queue.is_empty() || !self.quarantine.is_empty() {
            self.busy = Some(Busy::Append(self.queue.len()));
            effects.push(Effect::Append {
                operations: self.queue.iter().cloned().collect(),
                quarantine: self.quarantine.clone(),
                drop: self.drop.clone(),
            });
        } else if std::mem::take(&mut self.refresh_due) {
            self.busy = Some(Busy::Refresh);
            effects.push(Effect::Refresh);
        } else if self.trouble.is_none()
            && (std::mem::take(&mut self.fold_due)
                || self.document.len() >= self.fold_at
                || self.bytes >= FOLD_BYTES)
        {
            self.bytes = 0;
            self.busy = Some(Busy::Fold);
            effects.push(Effect::Fold);
        }
    }

    fn on_read(&mut self, outcome: Result<Stored, Failure>, effects: &mut Vec<Effect>) {
        self.busy = None;
        let loading = self.phase == Phase::Loading;
        let found = outcome.and_then(|stored| Ok((best(&stored, &self.codec)?, stored)));
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
        let head_is_whole = stored
            .head
            .as_deref()
            .map(Head::from_text)
            .is_some_and(|head| head.is_ok());
        self.head_lost = !head_is_whole;
        self.fold_due |= !best.damaged.is_empty();
        self.secured_ms = Some(best.snapshot.head.at_ms).filter(|at| *at > 0);
        let mut document = Document::new(best.snapshot);
        let known = self.document.clone();
        let mut operations = Vec::new();
        let mut newer = false;
        for (key, text) in stored.operations {
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
                .sort_by_key(|op| (op.session, op.n));
        }
        let floor = document.head().floor.saturating_add(1);
        let late = self.queue.iter().map(|operation| Operation {
            lamport: operation.lamport.max(floor),
            ..operation.clone()
        });
        document.place(late.collect::<Vec<_>>());
        self.document = document;
        if newer {
            self.phase = Phase::Newer(super::snapshot::SCHEMA);
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
                Append::Folded => self.refresh_due = true,
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
            Err(failure) => return self.fail(failure, effects),
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
        let mut fresh = BTreeMap::new();
        for (_, text) in &stored.operations {
            match Operation::from_text(text) {
                Ok(operation) if self.pending().contains(&operation.id()) => {}
                Ok(operation) => {
                    let known = self.document.contains(operation.id());
                    fresh.insert(operation.order(), (operation, known));
                }
                Err(Unusable::Newer) => {
                    return self.fail(Failure::Newer(super::snapshot::SCHEMA), effects);
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
            Err(failure) => self.fail(failure, effects),
        }
    }

    fn settle(&mut self, head: &Head) {
        let pending = self.pending();
        if self.document.settle(head, &pending) {
            if self.document.is_empty() && head.at_ms > 0 {
                self.secured_ms = Some(head.at_ms);
            }
        } else {
            self.read_due = true;
        }
    }

    fn pending(&self) -> BTreeSet<(u128, u64)> {
        self.queue.iter().map(Operation::id).collect()
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
