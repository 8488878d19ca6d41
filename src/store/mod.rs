//! Keeping a portfolio: operations and checkpoints, the journal, snapshots and the library.
//!
//! The core decides and performs nothing: [`Store`] is told events and answers with effects, and
//! [`transaction`] says what happens inside each transaction of the database. The simulator of the tests
//! and the browser run the very same logic.
//!
//! The database keeps, for each portfolio, a small head record, two snapshots (the newest and the one
//! before it) and the operations since the older of the two. Its transactions decide the common order:
//! an operation that is stored after a checkpoint is placed behind everything in it, so folding never
//! changes what a tab shows, and all tabs come to the same workspace.

mod applied;
mod checkpoint;
mod document;
mod library;
mod machine;
mod operation;
pub mod rotation;
pub mod rows;
mod seal;
mod snapshot;
mod state;
pub mod transaction;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use checkpoint::slot_of;
pub use library::{Entry, Origin, PortfolioId, PortfolioInfo, naming};
pub use machine::{Answer, Effect, Event, Store, Timer};
pub use operation::{Operation, Unusable};
pub use rows::Codec;
pub use seal::{crc32, seal, unseal};
pub use snapshot::{Head, Snapshot, Unfit, is_cut};
pub use state::{Blocked, SaveReport, SaveState, Trouble, Unreadable};
