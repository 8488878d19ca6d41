//! What a portfolio is: value types, the record registry, every record kind and the workspace.
//!
//! Pure data. Nothing here knows a clock, a browser or a random number.

pub(crate) mod index;
mod loading;
pub(crate) mod numbers;
pub mod order;
pub mod record;
pub mod records;
pub mod shared;
mod sorting;
pub mod table;
pub mod tree;
pub mod value;
pub mod workspace;

pub use loading::Loading;
pub use record::{FieldSpec, FieldType, Kind, Record};
pub use records::*;
pub use shared::Shared;
pub use sorting::{InOrder, SmallMap, SmallSet};
pub use value::{
    Calendar, Choice, ChoiceSet, Currency, Date, Decimal, Id, Markdown, Measure, Money, Percent,
    RawId, Span, Tags, Text, Told, Value, ValueError, quote, told,
};
pub use workspace::{Stored, Table, Workspace};
