//! The store of one open portfolio in one tab: events in, effects out.
//!
//! It performs nothing and knows no clock, so the simulator of the tests and the browser run the very
//! same logic. An edit is in the journal when its event returns; it is saved when the database said that
//! the transaction is complete.

mod answers;
mod event;

pub use event::{Answer, Effect, Event, Timer};

use crate::edit::Patch;
use crate::model::{SmallSet, Workspace};
use crate::store::applied::Applied;
use crate::store::document::Document;
use crate::store::operation::Operation;
use crate::store::rows::Codec;
use crate::store::snapshot::{Head, Snapshot};
use crate::store::state::{Blocked, SaveReport, SaveState, Trouble, Unreadable};
use crate::store::transaction::create;
use std::collections::VecDeque;
use std::rc::Rc;

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
pub struct Store {
    codec: Codec,
    session: u128,
    phase: Phase,
    document: Document,
    /// The number of the last own operation.
    n: u64,
    /// Operations that the database has not confirmed, own and adopted, in the order of their making.
    queue: VecDeque<Operation>,
    /// Operations that a checkpoint contains under a place that this tab has not seen.
    unsure: SmallSet<(u128, u64)>,
    /// Keys of queued operations that the journal did not take.
    refused: SmallSet<String>,
    journal: Vec<(String, String)>,
    /// Damaged entries: to be set aside, dropped from the database, removed from the journal.
    quarantine: Vec<(String, String)>,
    drop: Vec<String>,
    unjournal: Vec<String>,
    quarantined: usize,
    busy: Option<Busy>,
    read_due: bool,
    /// The newest snapshot alone did not do: everything is read.
    read_all: bool,
    refresh_due: bool,
    fold_due: bool,
    /// One of the two snapshots is damaged: the next checkpoint writes everything.
    mend: bool,
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

impl Store {
    /// A store that has read nothing yet; `session` is fresh and random.
    #[must_use]
    pub fn new(codec: Codec, session: u128) -> Self {
        Self {
            codec,
            session,
            phase: Phase::Loading,
            document: Document::default(),
            n: 0,
            queue: VecDeque::new(),
            unsure: SmallSet::new(),
            refused: SmallSet::new(),
            journal: Vec::new(),
            quarantine: Vec::new(),
            drop: Vec::new(),
            unjournal: Vec::new(),
            quarantined: 0,
            busy: None,
            read_due: false,
            read_all: false,
            refresh_due: false,
            fold_due: false,
            mend: false,
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
    pub fn in_memory(codec: Codec, session: u128, workspace: Workspace, reason: Blocked) -> Self {
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
            Event::Retry if self.phase == Phase::Failed(Unreadable::Broken) => {
                self.phase = Phase::Loading;
                self.read_due = true;
            }
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
            effects.push(Effect::Read { all: self.read_all });
        } else if !open || self.trouble == Some(Trouble::Cleared) {
            // Nothing is written before everything was read, nor over what was cleared.
        } else if self.head_lost {
            self.busy = Some(Busy::Fold);
            effects.push(Effect::Fold { all: self.mend });
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
            effects.push(Effect::Fold { all: self.mend });
        }
    }
}
