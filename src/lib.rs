//! Baton: the portfolio cockpit of a PMO.

pub mod analysis;
pub mod charts;
pub mod edit;
pub mod exchange;
pub mod model;
pub mod store;
pub mod timeline;
pub mod words;

pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod ui;
