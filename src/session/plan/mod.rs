//! The plan of a project: its rows on the timeline, and what typing and dragging in them means.

mod block;
pub mod board;
mod cells;
pub mod chain;
mod changes;
mod columns;
pub mod differ;
mod dragging;
pub mod edit;
mod face;
mod facts;
pub mod layout;
pub mod likely;
mod links;
mod needs;
mod part;
pub mod paste;
mod places;
pub mod promises;
pub mod quality;
mod rows;
pub mod trend;
mod wish;

pub use columns::{Field, columns_shown, shown_key};
pub use dragging::Dragging;
pub use facts::{KeptFacts, facts, facts_of, kept};
pub use needs::{Need, Needs, NeedsError};
pub use rows::PlanRows;
pub use wish::{Fact, Look, PlanWish, RowOdds};

#[cfg(test)]
mod rows_tests;
#[cfg(test)]
mod tests;
