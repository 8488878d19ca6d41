//! Baton: the portfolio cockpit of a PMO.

pub mod analysis;
pub mod charts;
pub mod edit;
pub mod exchange;
pub mod model;
#[cfg(not(target_arch = "wasm32"))]
pub mod sample;
pub mod store;
pub mod table;
pub mod timeline;
pub mod words;

pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod ui;
