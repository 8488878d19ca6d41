//! Four draws side by side: the numbers that the inner loops work on.
//!
//! In the browser they are one register of 128 bits, natively an array of four; both give the same bits,
//! for each operation is exact to the last place by IEEE 754 (no sum is reordered, nothing is fused).
//! The loops are written over them, not left to the compiler: the release build optimises for size
//! and would not make vectors of its own.

#[cfg(not(target_arch = "wasm32"))]
mod plain;
#[cfg(target_arch = "wasm32")]
mod wide;

#[cfg(not(target_arch = "wasm32"))]
pub use plain::{Bits, Lanes};
#[cfg(target_arch = "wasm32")]
pub use wide::{Bits, Lanes};

/// Draws in one [`Lanes`].
pub const LANES: usize = 4;
