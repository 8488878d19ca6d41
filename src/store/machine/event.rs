//! What the store is told, and what it asks for.

use crate::edit::Patch;
use crate::store::operation::Operation;
use crate::store::state::{SaveReport, Trouble};
use crate::store::transaction::{Append, Failure, Fold, Stored};
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
    /// Read the head, the newest snapshot and the operations in one transaction.
    Read {
        /// Both snapshots.
        all: bool,
    },
    /// Append these operations in one transaction, set entries aside, and drop those keys.
    Append {
        /// The operations; [`crate::store::transaction::append`] decides about each.
        operations: Vec<Operation>,
        /// Damaged entries by key, kept raw.
        quarantine: Vec<(String, String)>,
        /// Keys of damaged operations that go.
        drop: Vec<String>,
    },
    /// Read the head and the operations in one transaction.
    Refresh,
    /// Take the checkpoint lock if it is free, and fold in one strict transaction.
    Fold {
        /// With both snapshots, because one of them is damaged.
        all: bool,
    },
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
