//! Keeping a portfolio: operations and checkpoints, the journal, snapshots and the library.
//!
//! The core decides and performs nothing: it is told events and answers with effects, so that the
//! simulator of the tests and the browser run the very same logic.

mod library;
mod state;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use library::{Origin, PortfolioId, PortfolioInfo};
pub use state::{Blocked, SaveReport, SaveState, Trouble, Unreadable};
