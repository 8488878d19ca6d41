//! What the roadmap shows: from the wish of a person, records and answers to the rows of the
//! timeline.

mod item;
mod lane;
mod rows;
mod stones;
pub mod wish;

pub(in crate::session) use item::initials;
pub use item::status_of;
pub use rows::Rows;
pub(in crate::session) use rows::natural;
pub use stones::{frozen_by, stones};
