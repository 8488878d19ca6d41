//! Charts: numbers in, SVG text out.
//!
//! A chart is a plain struct of numbers, names and formats that implements [`Chart`]: [`Chart::draw`]
//! returns the text of one `<svg>` element, [`Chart::table`] the same numbers for those who cannot
//! see it. A chart never sees a project, a clock, a language or a browser, so the same input gives
//! the same bytes natively and on the page.
//!
//! | chart | file | shows |
//! |---|---|---|
//! | [`BudgetCurve`] | `budget_curve` | cumulative approved, forecast, committed and consumed money |
//! | [`KpiLine`] | `kpi_line` | readings with gaps, target, baseline and threshold bands |
//! | [`Bars`] | `bars` | grouped bars, upright or lying |
//! | [`StatusFlow`] | `status_flow` | how many records moved from which status to which |
//! | [`StatusTrend`] | `status_trend` | the status of one record over its last reports |
//! | [`StatusShare`] | `status_share` | how many records have which status |
//! | [`LimitScale`] | `limit_scale` | one value against the limits of a status rule |
//! | [`Lines`] | `lines` | several series over numbers or days |
//! | [`BurnUp`] | `burnup` | done against planned against the whole |
//! | [`Bullet`] | `bullet` | one value in its parts against a mark |
//! | [`Sparkline`] | `sparkline` | the trend alone |
//!
//! Beside them [`glimpse`], a fixed picture of the product for those who have opened nothing yet.
//!
//! **How to use one.** Build the struct, call `draw` with the pixels it will have, put the text into
//! a figure that carries `role="img"` and a one-sentence `aria-label`, and offer the table behind
//! *Show as table*. [`ChartError::NoData`] is not a failure: say in words that there is nothing to
//! draw yet. The svg itself is hidden from assistive technology.
//!
//! **Wording.** Names arrive as text; numbers and dates are worded by the functions in [`Formats`]
//! (or [`MoneyFormats`], in minor units), so language and currency stay with the caller. All of it
//! is escaped here.
//!
//! **Colour.** Marks carry classes (`ch-forecast`, …), `style/charts.css` maps them to tokens.
//! There is no `style` attribute and no literal colour in the output, so a strict content security
//! policy, themes and print work.
//!
//! **Drawing.** plotters draws, through our own SVG backend (`pen`). Every axis comes out of one
//! guard (`range`), because plotters loops for ever on infinite ranges; label places are found by
//! `label`, never by measuring in the page (`text` estimates widths).

mod bars;
mod budget_curve;
mod bullet;
mod burnup;
mod frame;
mod geometry;
pub mod glimpse;
mod ink;
mod kpi_line;
mod label;
mod limit_scale;
mod lines;
mod mark;
mod milestone_trend;
#[cfg(feature = "bench")]
pub mod peers;
mod pen;
mod range;
mod sparkline;
mod status_flow;
mod status_share;
mod status_trend;
mod text;
mod ticks;

use std::convert::Infallible;

use chrono::NaiveDate;
use plotters::drawing::DrawingAreaErrorKind;

pub use bars::{Bars, Group, Orientation};
pub use budget_curve::{BudgetCurve, MoneyLine};
pub use bullet::Bullet;
pub use burnup::BurnUp;
pub use ink::Role;
pub use kpi_line::{Band, KpiLine, Reading};
pub use limit_scale::LimitScale;
pub use lines::{Lines, Series};
pub use mark::Level;
pub use milestone_trend::{MilestoneTrend, TrendLine};
pub use sparkline::Sparkline;
pub use status_flow::{Flow, StatusFlow};
pub use status_share::StatusShare;
pub use status_trend::StatusTrend;

/// A picture of numbers.
pub trait Chart {
    /// The chart as SVG of that size; the same input always gives the same text.
    ///
    /// # Errors
    /// [`ChartError::NoData`] if there is nothing to show, [`ChartError::NoRoom`] if the size is
    /// too small for it.
    fn draw(&self, size: Size) -> Result<Svg, ChartError>;

    /// The same numbers as a table, worded by the same formats.
    fn table(&self) -> Table;
}

/// Size of a drawing in pixels of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

/// One `<svg>` element as text, with a `viewBox` of its size and the class `ch`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Svg {
    pub text: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// The numbers of a chart as text, row by row. A missing value is an empty cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Why there is no drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChartError {
    /// No value can be drawn: none was given, or none is finite.
    #[error("no data to draw")]
    NoData,
    /// The size leaves no room for a plot.
    #[error("no room to draw")]
    NoRoom,
    /// plotters refused, which our own pen gives it no reason to.
    #[error("the drawing failed")]
    Failed,
}

impl From<DrawingAreaErrorKind<Infallible>> for ChartError {
    fn from(_: DrawingAreaErrorKind<Infallible>) -> Self {
        Self::Failed
    }
}

/// How much of a date a text shall say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// The whole date, for tables.
    Full,
    /// Day and short month, for ticks in a span of weeks and for the status date.
    Day,
    /// Short month, for ticks inside a year that was named before.
    Month,
    /// Short month and year, for the first tick of a year.
    MonthYear,
    /// The year, for ticks in a span of many years.
    Year,
}

/// The caller's wording of numbers and dates.
#[derive(Clone, Copy)]
pub struct Formats<'a> {
    /// A value with its unit, for labels and tables.
    pub value: &'a dyn Fn(f64) -> String,
    /// A round number at a tick, without its unit (that is in the caption).
    pub tick: &'a dyn Fn(f64) -> String,
    /// A date.
    pub date: &'a dyn Fn(NaiveDate, DateStyle) -> String,
}

/// The caller's wording of money in minor units, and of dates.
#[derive(Clone, Copy)]
pub struct MoneyFormats<'a> {
    /// An amount in minor units with its currency, for labels and tables.
    pub value: &'a dyn Fn(i64) -> String,
    /// A round amount in minor units at a tick, in the unit that the caption names.
    pub tick: &'a dyn Fn(i64) -> String,
    /// A date.
    pub date: &'a dyn Fn(NaiveDate, DateStyle) -> String,
}
