//! The texts, one file per area.

mod common;
mod shell;
mod timeline;

pub use common::Common;
pub use shell::Shell;
pub use timeline::Timeline;
