//! The screens, one folder each.

pub mod cockpit;
pub mod data;
pub mod import;
pub mod objectives;
pub mod programmes;
pub mod project;
pub mod projects;
pub mod roadmap;
pub mod settings;
pub mod status;
pub mod units;
