//! What may go wrong, and how often it did.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// What may go wrong.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// A transaction fails and had no effect, or had one all the same.
    Failed,
    FailedButCommitted,
    /// What the failed transaction says.
    Full,
    Broken,
    Silent,
    JournalRefused,
    NoteLost,
    /// The connection to the database ends.
    DatabaseLost,
    ClockJumped,
    TabDied,
    TabDiedWriting,
    BrowserDied,
    JournalWentBack,
    PowerCut,
    RelaxedLost,
}

/// How often each fault happened in all schedules together.
pub static HITS: [AtomicU64; 15] = [const { AtomicU64::new(0) }; 15];

impl Fault {
    pub const ALL: [Self; 15] = [
        Self::Failed,
        Self::FailedButCommitted,
        Self::Full,
        Self::Broken,
        Self::Silent,
        Self::JournalRefused,
        Self::NoteLost,
        Self::DatabaseLost,
        Self::ClockJumped,
        Self::TabDied,
        Self::TabDiedWriting,
        Self::BrowserDied,
        Self::JournalWentBack,
        Self::PowerCut,
        Self::RelaxedLost,
    ];

    pub fn hit(self) {
        HITS[self as usize].fetch_add(1, Relaxed);
    }

    pub fn hits(self) -> u64 {
        HITS[self as usize].load(Relaxed)
    }
}
