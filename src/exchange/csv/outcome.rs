//! What an import comes to: the step, the counts, and every cell that was not taken as it is.

use super::inspect::{Inspection, Layout};
use crate::edit::Patch;
use crate::model::Kind;
use std::collections::BTreeMap;

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The change, as one step; without rows when nothing would change.
    pub patch: Patch,
    /// Projects that would be added.
    pub created: usize,
    /// Projects that would change, themselves or in what belongs to them.
    pub updated: usize,
    /// Projects that stand as the file has them.
    pub unchanged: usize,
    /// Records of the file that would be left out.
    pub skipped: usize,
    /// Other records that would be added, by kind.
    pub others: BTreeMap<Kind, usize>,
    /// Cells that were not taken as they are, in the order of the file.
    pub problems: Vec<Problem>,
}

/// A cell that was not taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Row in the file, from 1, as spreadsheets count.
    pub row: usize,
    /// Column in the file, from 1.
    pub column: usize,
    /// The heading, where one is concerned.
    pub heading: String,
    /// What is the matter.
    pub code: ProblemCode,
    /// The cell, shortened.
    pub cell: String,
}

/// What is the matter with a cell or a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemCode {
    /// Not a day.
    NotADate,
    /// Not an amount.
    NotMoney,
    /// Not a share.
    NotPercent,
    /// Not a number.
    NotANumber,
    /// Not one of the choices.
    NotAChoice,
    /// Not a colour.
    NotAColour,
    /// Beyond what can be kept.
    TooLarge,
    /// Text longer than a field takes.
    TooLong,
    /// Neither name nor code: the record is left out.
    NoName,
    /// The finish lies before the start: the finish is left out.
    Reversed,
    /// No year and no dates of the project: the amount is left out.
    NoPeriod,
    /// A status needs the day it speaks of.
    NoDate,
    /// The same code as a record above: both are taken as one project, the later one wins.
    Repeated,
    /// Rounded to the smallest unit, or to a day.
    Rounded,
    /// The cell says that there is no value.
    NoValue,
    /// The publisher withholds the value.
    Withheld,
    /// Other words than a rating: kept as stated.
    Stated,
    /// A name that differs from another only in capitals: kept apart.
    Alike,
}

impl ProblemCode {
    /// Returns whether data of the file would be lost; otherwise it is only worth knowing.
    #[must_use]
    pub const fn loses(self) -> bool {
        matches!(
            self,
            Self::NotADate
                | Self::NotMoney
                | Self::NotPercent
                | Self::NotANumber
                | Self::NotAChoice
                | Self::NotAColour
                | Self::TooLarge
                | Self::TooLong
                | Self::NoName
                | Self::Reversed
                | Self::NoPeriod
                | Self::NoDate
        )
    }
}

/// Builds a problem with row and column as spreadsheets count, whichever way the records run.
pub(super) fn problem(
    inspection: &Inspection,
    place: usize,
    heading: Option<usize>,
    code: ProblemCode,
    cell: &str,
) -> Problem {
    let heading = heading.and_then(|heading| inspection.headings.get(heading));
    let across = heading.map_or(1, |heading| heading.place);
    let (row, column) = match inspection.layout {
        Layout::Rows => (place, across),
        Layout::Columns => (across, place),
    };
    Problem {
        row,
        column,
        heading: heading
            .map(|heading| heading.label.clone())
            .unwrap_or_default(),
        code,
        cell: cell.chars().take(120).collect(),
    }
}
