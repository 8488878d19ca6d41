//! Baton: the portfolio cockpit of a PMO.
//!
//! A person's event becomes an `edit::Command`; `edit::plan` decides the patch, `edit::apply` alone
//! changes the `model::Workspace`, the store journals the patch, and `analysis::refresh` derives every
//! figure again, reusing what did not change. Derived values are stored nowhere.
//!
//! What is kept outside the database: copies in a folder that a person chose, two files in turn
//! (`session/folder.rs` decides when, `store/browser/folder.rs` writes and reads back); the team's file
//! `portfolio.json` beside the page, compared at each start and merged three-way (`session/team.rs`,
//! `edit::merge`); and the app itself, one whole build at a time, by the worker of `src/boot/sw.js`.
//! Beside it `boot.js` starts the app and speaks when it cannot start, `recover.js` hands out what is stored
//! without it.
//!
//! The rooms, each using only those named before it (`tests/native/architecture.rs` keeps the doors):
//! `model` (records and their registry), `edit`, `analysis`, `signs` (shapes), `charts` and `timeline`
//! (numbers to drawings), `exchange` (files), `store` (keeping), `sample`, `words` (English and French), `table`
//! (columns, cells, typing and pasting), `session` (the live handle, browser only but for routes,
//! preferences, copies, reporting, scopes, the lines of the status matrix, the rows of the roadmap and of
//! a plan with what typing in it means, and the desk that odds are drawn at; of `ui` it uses `dom` alone) and
//! `ui` (browser only). `exchange` reads `analysis` for one thing: what a schedule of another tool says beside
//! ours. Tasks of all projects are one network (`analysis::schedule`); its days are derived, recorded days are
//! facts, and an edit of a plan writes those of all that follows into its own patch. A record kind is declared once, in `model::records`: files, forms,
//! columns, import, difference and merge read that declaration.

pub mod analysis;
pub mod charts;
pub mod edit;
pub mod exchange;
pub mod model;
#[cfg(not(target_arch = "wasm32"))]
pub mod sample;
pub mod signs;
pub mod store;
pub mod table;
pub mod timeline;
pub mod words;

pub mod session;
#[cfg(target_arch = "wasm32")]
pub mod ui;
