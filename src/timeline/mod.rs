//! The timeline: portfolio and plan drawn as bars on a line of days.
//!
//! Two steps, kept apart: [`scene`] turns rows into shapes, a painter turns shapes into marks on a
//! canvas or into SVG text ([`svg`]). Everything here is pure and knows neither the domain nor the
//! browser: the page hands over rows ([`row`], kept together by [`data`]) and words ([`words`]), day numbers are plain
//! integers ([`day`]).
//!
//! What makes it quick at fifty thousand bars:
//! - only rows in view become shapes; links are found through [`links`], an index by row;
//! - the drawing is made in [`strips`] that scrolling moves without drawing them again;
//! - rows lie in shared pieces ([`chunks`]), so one edit shares all the others and keeps every index.

mod chunks;
pub mod data;
pub mod day;
pub mod drag;
pub mod export;
pub mod hit;
pub mod ink;
mod key;
mod keys;
pub mod links;
pub mod mark;
pub mod print;
pub mod row;
pub mod scale;
pub mod scene;
pub mod shape;
pub mod slots;
pub mod strips;
pub mod svg;
pub mod text;
pub mod ticks;
pub mod words;

pub use data::TimelineData;
pub use day::Day;
pub use hit::{Hit, Part};
pub use ink::{Ink, Palette, Rgb};
pub use keys::KeyIndex;
pub use row::{
    Align, BarShape, Cell, Colour, Column, Item, Key, Lane, Likely, Link, Milestone, MilestoneKind,
    Row, Status, Teller, Tone,
};
pub use scale::{Scale, Zoom};
pub use scene::View;
pub use words::TimelineWords;
