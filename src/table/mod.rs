//! Tables of records: columns from the registry, cells, filters, sort and groups, typing and pasting.
//!
//! Plain values: what is shown where is decided here, and the grid of `ui` only paints it.

mod cell;
mod column;
mod layout;
mod paste;
mod typed;
mod view;

pub use cell::{Cell, Order, Tone, cell, plain, typed_text, value_text};
pub use column::{Column, Derived, Source, column, columns, default_columns};
pub use layout::Layout;
pub use paste::{PasteCell, Pasted, as_tsv, paste};
pub use typed::parse;
pub use view::{Group, Line, Wish, lines, totals, values_of};
