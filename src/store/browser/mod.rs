//! The store in a browser: IndexedDB is the truth, localStorage the journal.

mod keeper;

pub use keeper::{Keeper, KeeperError, Opened, SnapshotInfo, Usage};
