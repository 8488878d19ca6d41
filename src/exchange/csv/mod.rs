//! Tables as text: reading other people's exports, writing our own.
//!
//! Reading takes three steps that a person sees and may change: [`inspect`] (encoding, delimiter, layout, header
//! row), [`propose`] (what each column means), [`dry_run`] (what would change, with every cell that was not
//! understood). Nothing is applied here: the outcome is one patch.

mod cells;
mod draft;
mod encoding;
mod heading_rules;
mod headings;
mod import;
mod inspect;
mod mapping;
mod notation;
mod outcome;
mod pending;
mod raters;
mod rows;
mod target;
mod write;

pub use cells::{DateOrder, Mark};
pub use encoding::Encoding;
pub use import::dry_run;
pub use inspect::{
    DELIMITERS, Heading, InspectError, Inspection, Layout, Line, Options, inspect, inspect_as,
};
pub use mapping::{Column, Mapping, propose};
pub use outcome::{Outcome, Problem, ProblemCode};
pub use target::{Amount, Scale, Target};
pub use write::{Cell, write};

/// Reads a day as people write it, day before month.
#[must_use]
pub fn day(text: &str) -> Option<crate::model::Date> {
    match cells::date(text, DateOrder::DayFirst, false) {
        cells::Said::Value(day) => Some(day),
        _ => None,
    }
}

/// Whether a text gets the guard `'` when written: a spreadsheet takes it for a formula, or it would
/// pass for a guarded one when read back.
fn needs_a_guard(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}
