//! Findings: the data is fine to keep, but something is wrong with it.

use crate::model::{Kind, RawId};

/// What is wrong; `words` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// Declared green while the forecast finish or the landing is outside the limits.
    GreenButOutside,
    /// Consumption is far ahead of progress: the classic watermelon.
    SpendAheadOfProgress,
    /// A high or very high risk has no owner or no plan.
    HighRiskUnanswered,
    /// The text of the report has not changed for three periods.
    TextUnchanged,
    /// The landing equals the budget to the cent, though money is left to spend.
    LandingEqualsBudget,
    /// "Ninety percent done" in two reports in a row.
    NearlyDoneForLong,
    /// The forecast finish is past and the project is not finished.
    FinishPast,
    /// More is consumed than committed.
    ConsumedAboveCommitted,
    /// No baseline finish: the slip cannot be measured.
    NoBaseline,
    /// No finish of any kind.
    NoFinish,
    /// Nobody leads it.
    NoManager,
    /// Nobody is accountable for it.
    NoSponsor,
    /// Amounts in another currency than the portfolio's are left out of every sum.
    OtherCurrency,
    /// A sum passes what can be counted.
    TooLarge,
    /// It contributes to no objective.
    NotAligned,
}

/// Something wrong, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// What.
    pub code: Code,
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RawId,
    /// The number that the sentence needs, if any: percent points, days, count.
    pub number: i64,
}
