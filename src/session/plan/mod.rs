//! The plan of a project: its rows on the timeline, and what typing and dragging in them means.

mod cells;
mod columns;
pub mod differ;
mod dragging;
pub mod edit;
mod facts;
mod needs;
pub mod paste;
mod rows;

pub use columns::{Field, columns_shown, shown_key};
pub use dragging::Dragging;
pub use facts::facts;
pub use needs::{Need, Needs, NeedsError};
pub use rows::{Fact, PlanRows, PlanWish};

#[cfg(test)]
mod tests;
