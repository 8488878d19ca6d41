//! Where a column goes.

use crate::model::{Axis, ChoiceSet, Kind, Text};

/// An amount of a budget line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Amount {
    /// Authorised.
    Approved,
    /// Authorised after transfers.
    Revised,
    /// Expected.
    Forecast,
    /// Ordered.
    Committed,
    /// Spent.
    Consumed,
}

impl Amount {
    /// Every amount, in the order of the budget states.
    pub const ALL: [Self; 5] = [
        Self::Approved,
        Self::Revised,
        Self::Forecast,
        Self::Committed,
        Self::Consumed,
    ];

    /// Returns the field of the budget line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Revised => "revised",
            Self::Forecast => "forecast",
            Self::Committed => "committed",
            Self::Consumed => "consumed",
        }
    }
}

/// What the figures of a column count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// The currency itself.
    One,
    /// Thousands.
    Thousand,
    /// Millions.
    Million,
    /// Thousands of millions.
    Billion,
}

impl Scale {
    /// Every scale.
    pub const ALL: [Self; 4] = [Self::One, Self::Thousand, Self::Million, Self::Billion];

    /// Returns the power of ten.
    #[must_use]
    pub const fn power(self) -> u32 {
        match self {
            Self::One => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
        }
    }
}

/// Where the cells of a column go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Nowhere.
    Ignore,
    /// A declared field of the project; names of units, programmes and people are found or created.
    Field(&'static str),
    /// A field that the organisation added, by its key.
    Custom(Text),
    /// A new field of the organisation, named like the column.
    NewCustom,
    /// A delivery confidence rating by this rater.
    Rating(Text),
    /// The comment of the rating.
    RatingComment,
    /// The declared status: overall or of one axis.
    Status(Option<Axis>),
    /// The summary of the status report.
    StatusComment,
    /// An amount of the budget of one year (or of the whole project where no year is known).
    Amount(Amount),
    /// A remark on the budget line.
    AmountNote,
    /// The fiscal year of the amounts of the row, by the year it ends in.
    FiscalYear,
}

impl Target {
    /// Returns a stable key, for a list to choose from.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Ignore => "ignore".into(),
            Self::Field(key) => format!("field:{key}"),
            Self::Custom(key) => format!("custom:{key}"),
            Self::NewCustom => "new".into(),
            Self::Rating(rater) => format!("rating:{rater}"),
            Self::RatingComment => "rating_comment".into(),
            Self::Status(None) => "status:".into(),
            Self::Status(Some(axis)) => format!("status:{}", axis.key()),
            Self::StatusComment => "status_comment".into(),
            Self::Amount(amount) => format!("amount:{}", amount.key()),
            Self::AmountNote => "amount_note".into(),
            Self::FiscalYear => "fiscal_year".into(),
        }
    }

    /// Returns the target with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (name, rest) = key.split_once(':').unwrap_or((key, ""));
        Some(match name {
            "ignore" => Self::Ignore,
            "field" => Self::Field(Kind::Project.field(rest)?.key),
            "custom" => Self::Custom(rest.into()),
            "new" => Self::NewCustom,
            "rating" => Self::Rating(rest.into()),
            "rating_comment" => Self::RatingComment,
            "status" if rest.is_empty() => Self::Status(None),
            "status" => Self::Status(Some(Axis::from_key(rest)?)),
            "status_comment" => Self::StatusComment,
            "amount" => Self::Amount(Amount::ALL.into_iter().find(|a| a.key() == rest)?),
            "amount_note" => Self::AmountNote,
            "fiscal_year" => Self::FiscalYear,
            _ => return None,
        })
    }

    /// Returns whether the cells are money.
    #[must_use]
    pub fn is_money(&self) -> bool {
        matches!(self, Self::Amount(_) | Self::Field("whole_life_cost"))
    }

    /// Returns whether the cells are days.
    #[must_use]
    pub fn is_date(&self) -> bool {
        matches!(self, Self::Field(key) if key.ends_with("_start") || key.ends_with("_finish"))
    }
}
