//! The store in a browser: IndexedDB is the truth, localStorage the journal.

mod db;
mod folder;
mod keeper;
mod pack;
mod shelf;
mod tab;
mod web;

pub use super::{PortfolioInfo, SaveReport, SaveState};
pub use folder::{Folder, FolderError};
pub use keeper::Keeper;
pub use shelf::{SnapshotInfo, Usage};
pub use tab::Opened;

use super::Trouble;
use super::transaction::Failure;

/// Why something could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeeperError {
    /// There is no such portfolio or snapshot.
    #[error("not found")]
    Missing,
    /// The database refused: no room.
    #[error("no room left")]
    Full,
    /// The database failed or does not answer.
    #[error("database failed")]
    Broken,
    /// The stored bytes do not pass their checksum.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version")]
    Newer,
}

impl From<Trouble> for KeeperError {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Full => Self::Full,
            _ => Self::Broken,
        }
    }
}

impl From<Failure> for KeeperError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Trouble(trouble) => trouble.into(),
            Failure::Newer(_) => Self::Newer,
            Failure::Damaged => Self::Damaged,
            Failure::Needless => Self::Missing,
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}
