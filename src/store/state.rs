//! What a person is told about saving.

/// Why nothing reaches the database at the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser has no room left for this site.
    Full,
    /// The database answered with an error, or its connection is gone.
    Broken,
    /// The database does not answer.
    Silent,
    /// The data of this site was cleared while the page was open: the memory of this tab is the only copy.
    Cleared,
    /// A newer version of the app upgraded the database: this tab has to be reloaded.
    Outdated,
}

/// Why nothing is kept at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The browser refuses storage to this site.
    Denied,
    /// The database does not open or does not answer.
    NoDatabase,
    /// A tab with an older version does not let go of the database.
    Held,
}

/// Why a portfolio could not be read; its bytes are left as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// No stored snapshot passes its checksum or can be parsed.
    Damaged,
    /// The database could not be read.
    Broken,
    /// There is no such portfolio.
    Missing,
}

/// How safe the newest edit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The portfolio is being read; edits are not taken yet.
    Loading,
    /// Edits are in the journal only (milliseconds): they survive the death of the tab.
    Journalled {
        /// How many edits wait for the database.
        pending: usize,
    },
    /// Everything is in the database: it survives a crash of the browser.
    Saved,
    /// Everything is in a strict checkpoint: it survives a power cut.
    Secured {
        /// When, in UTC milliseconds.
        at_ms: i64,
    },
    /// Edits do not reach the database; they are kept in memory, and in the journal where that works.
    NotSaved {
        /// Why.
        reason: Trouble,
        /// How many edits wait.
        pending: usize,
        /// Whether the journal has them: a reload keeps them.
        journal: bool,
    },
    /// Nothing is kept: the data is gone with the page.
    MemoryOnly {
        /// Why.
        reason: Blocked,
    },
    /// A newer version wrote this portfolio: it is intact, and this version only shows it.
    ReadOnlyNewer {
        /// The version of the stored form.
        version: u64,
    },
    /// The portfolio could not be read; nothing is written, the raw data can be downloaded.
    LoadFailed {
        /// Why.
        reason: Unreadable,
    },
}

impl SaveState {
    /// Returns whether edits can be taken.
    #[must_use]
    pub const fn editable(self) -> bool {
        !matches!(
            self,
            Self::Loading
                | Self::ReadOnlyNewer { .. }
                | Self::LoadFailed { .. }
                | Self::NotSaved {
                    reason: Trouble::Outdated,
                    ..
                }
        )
    }

    /// Returns whether the browser keeps the portfolio at all, whatever becomes of the last edits.
    #[must_use]
    pub const fn is_kept(self) -> bool {
        !matches!(
            self,
            Self::MemoryOnly { .. }
                | Self::NotSaved {
                    reason: Trouble::Cleared,
                    ..
                }
        )
    }

    /// Returns whether leaving the page now would lose an edit.
    #[must_use]
    pub const fn leaving_loses(self) -> bool {
        matches!(
            self,
            Self::MemoryOnly { .. } | Self::NotSaved { journal: false, .. }
        )
    }
}

/// The state with what its tooltip says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaveReport {
    /// The state.
    pub state: SaveState,
    /// When everything up to then was last secured by a strict checkpoint, in UTC milliseconds.
    pub secured_ms: Option<i64>,
    /// The journal does not take entries: protection of the last milliseconds is reduced.
    pub reduced: bool,
    /// How many unreadable entries were set aside while loading.
    pub quarantined: usize,
}
