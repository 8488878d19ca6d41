//! What a person types into a cell or a field: dates, durations, amounts, numbers and shares, in English and French.
//!
//! A text that could mean two things is refused rather than guessed.

mod amount;
mod day;
mod span;

pub use amount::{decimal, money, percent};
pub use day::date;
pub use span::span;
