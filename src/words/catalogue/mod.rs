//! The texts, one file per area.

mod common;
mod shell;

pub use common::Common;
pub use shell::Shell;
