//! The screens, one folder each.

pub mod cockpit;
pub mod data;
pub mod groups;
pub mod import;
pub mod plan;
pub mod project;
pub mod projects;
pub mod roadmap;
pub mod settings;
pub mod status;
