//! The texts, one file per area.

mod board;
mod cockpit;
mod common;
mod data;
mod facts;
mod groups;
mod import;
mod msproject;
mod odds;
mod plan;
mod project;
mod quality;
mod roadmap;
mod settings;
mod shell;
mod status;
mod table;
mod timeline;

pub use board::Board;
pub use cockpit::Cockpit;
pub use common::Common;
pub use data::Data;
pub use facts::Facts;
pub use groups::Groups;
pub use import::Import;
pub use msproject::MsProject;
pub use odds::Odds;
pub use plan::Plan;
pub use project::ProjectText;
pub use quality::Quality;
pub use roadmap::Roadmap;
pub use settings::Settings;
pub use shell::Shell;
pub use status::StatusText;
pub use table::Table;
pub use timeline::Timeline;
