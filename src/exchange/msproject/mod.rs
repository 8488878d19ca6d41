//! MS Project XML (MSPDI): in and out with nothing lost silently.
//!
//! A file is read to [`file::Plan`] at its own precision, in slices ([`Reading`]). Entities are never
//! expanded, sizes and depths are capped, and every element that is not taken is counted by name.

mod calendar;
pub(in crate::exchange) mod calendar_read;
mod check;
mod fault;
pub mod file;
mod give;
mod give_hours;
mod hours;
mod import;
mod items;
mod loss;
mod network;
pub(in crate::exchange) mod read;
mod rows;
mod take;
mod ties;
mod tree;
pub(in crate::exchange) mod value;
mod write;
pub(in crate::exchange) mod xml;

pub use calendar::Worked;
pub use fault::{ReadError, Why};
pub use give::{Given, give};
pub use import::{Choices, Outcome, can_split, dry_run};
pub use loss::{Loss, LossClass};
pub use network::{Cause, Difference, Recalculated, differences, recalculate};
pub use read::{Reading, read};
pub use rows::Tally;
pub use value::{Moment, Seconds};
pub use write::write;

pub use super::LARGEST;

/// How deep elements may be nested.
pub const DEEPEST: usize = 64;
/// The most tasks of a file.
pub const MOST_TASKS: usize = 200_000;
/// The most resources of a file.
pub const MOST_RESOURCES: usize = 50_000;
/// The most assignments of a file.
pub const MOST_ASSIGNMENTS: usize = 500_000;
/// The most calendars of a file.
pub const MOST_CALENDARS: usize = 20_000;
/// The most custom fields of a file.
pub const MOST_CUSTOM: usize = 2_000;
/// The most exceptions of a calendar.
pub const MOST_EXCEPTIONS: usize = 10_000;
/// How many values that could not be read are kept one by one.
pub const MOST_NOTICES: usize = 500;
/// About how many bytes are read at a time.
pub const SLICE: usize = 256 * 1024;
