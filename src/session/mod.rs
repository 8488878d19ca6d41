//! The bridge between the pure core and the views: one `Copy` handle.
//!
//! Routes, preferences, copies, reports, scopes, the lines of the status matrix and the rows of the
//! roadmap are plain values and test natively; the live handle needs a browser.

mod copies;
pub mod matrix;
pub mod odds;
pub mod plan;
mod prefs;
pub mod reporting;
pub mod roadmap;
mod route;
mod scope;

pub use copies::{Copies, Due, Mirror, Miss, pause_ms};
pub use prefs::{Density, Language, Prefs, Theme};
pub use route::{Page, Route, key_of_record, record_of_key};
pub use scope::{narrowed, scope_of, scope_setting};

#[cfg(target_arch = "wasm32")]
mod folder;
#[cfg(target_arch = "wasm32")]
mod importing;
#[cfg(target_arch = "wasm32")]
mod keeping;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod notices;
#[cfg(target_arch = "wasm32")]
mod opening;
#[cfg(target_arch = "wasm32")]
mod panel;
#[cfg(target_arch = "wasm32")]
mod team;
#[cfg(target_arch = "wasm32")]
mod watch;
#[cfg(target_arch = "wasm32")]
pub use crate::store::Origin;
#[cfg(target_arch = "wasm32")]
pub use crate::store::browser::{SnapshotInfo, Usage};
#[cfg(target_arch = "wasm32")]
pub use importing::{Reading, Run};
#[cfg(target_arch = "wasm32")]
pub use keeping::{Extent, adding, adding_by, adds, extent, replacing_by};
#[cfg(target_arch = "wasm32")]
pub use live::{Session, use_session};
#[cfg(target_arch = "wasm32")]
pub use notices::{Notice, NoticeKind, WayBack};
#[cfg(target_arch = "wasm32")]
pub use panel::{Panel, RecordRef};
#[cfg(target_arch = "wasm32")]
pub use team::Shared;
#[cfg(target_arch = "wasm32")]
pub use watch::LookedAt;
