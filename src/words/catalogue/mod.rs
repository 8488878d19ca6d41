//! The texts, one file per area.

mod cockpit;
mod common;
mod groups;
mod roadmap;
mod shell;
mod timeline;

pub use cockpit::Cockpit;
pub use common::Common;
pub use groups::Groups;
pub use roadmap::Roadmap;
pub use shell::Shell;
pub use timeline::Timeline;
