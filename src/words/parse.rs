//! What a person types into a cell or a field: dates, amounts, numbers and shares, in English and French.
//!
//! A text that could mean two things is refused rather than guessed.

mod amount;
mod day;

pub use amount::{decimal, money, percent};
pub use day::date;
