//! Odds beside the work of a person: drawn in a web worker, or in slices where no worker can start.
//!
//! The worker is a second instance of the app's own wasm (`src/boot/odds.js` starts it); orders and answers
//! cross as lists of numbers. Both ways do their work at the same [`Desk`], so both give the same
//! figures.

mod desk;
#[cfg(target_arch = "wasm32")]
mod live;
#[cfg(target_arch = "wasm32")]
mod page;
#[cfg(target_arch = "wasm32")]
mod worker;

pub use desk::{Desk, Order, Told};
#[cfg(target_arch = "wasm32")]
pub use live::{Asked, DRAWS, DrawState, LiveOdds};
#[cfg(target_arch = "wasm32")]
pub use page::{Drawing, draw};
#[cfg(target_arch = "wasm32")]
pub use worker::{decline, serve};
