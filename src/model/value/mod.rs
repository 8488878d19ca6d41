//! Value types: what a field can hold. A wrong value cannot be built.

mod calendar;
mod choice;
mod date;
mod dynamic;
mod id;
mod money;
mod number;
mod span;
mod text;
pub mod told;
mod written;

pub use calendar::{Calendar, easter};
pub use choice::{Choice, ChoiceSet};
pub use date::Date;
pub use dynamic::{Field, Value, ValueError};
pub use id::{Id, RawId};
pub use money::{Currency, Money};
pub use number::{Decimal, Percent};
pub use span::{Measure, Span};
pub use text::{Markdown, Tags, Text};
pub use told::Told;
pub use written::quote;

pub(crate) use choice::choice;
