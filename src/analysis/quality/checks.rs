//! The fourteen checks, their limits and headings.

use crate::model::Percent;

/// One of the fourteen checks of the DCMA assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Check {
    /// 1: tasks without predecessor or successor.
    Logic,
    /// 2: links with a lead.
    Leads,
    /// 3: links with a lag.
    Lags,
    /// 4: links from finish to start among all links.
    LinkTypes,
    /// 5: constraints that hold against the links.
    HardConstraints,
    /// 6: total float above 44 working days.
    HighFloat,
    /// 7: total float below zero.
    NegativeFloat,
    /// 8: planned to last more than 44 working days.
    HighDuration,
    /// 9: a forecast before, or an actual date after, the status date.
    InvalidDates,
    /// 10: a task of a day or more that nobody does.
    Resources,
    /// 11: due by the status date and finished later than in the baseline, or not at all.
    MissedTasks,
    /// 12: a delay of 600 working days on the critical path moves the end by as much.
    CriticalPath,
    /// 13: the critical path length index.
    CriticalPathLength,
    /// 14: the baseline execution index.
    BaselineExecution,
}

/// What a check allows, in hundredths of a percent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Up to this share.
    AtMost(Percent),
    /// This share or more.
    AtLeast(Percent),
}

impl Limit {
    /// Is a share within the limit?
    #[must_use]
    pub fn holds(self, share: Percent) -> bool {
        match self {
            Self::AtMost(most) => share <= most,
            Self::AtLeast(least) => share >= least,
        }
    }
}

/// One of the ten practices of the GAO Schedule Assessment Guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Practice {
    /// Capture all activities.
    Capture,
    /// Sequence all activities.
    Sequence,
    /// Assign resources to all activities.
    Resources,
    /// Establish the durations of all activities.
    Durations,
    /// Verify that the schedule can be traced horizontally and vertically.
    Traceability,
    /// Confirm that the critical path is valid.
    CriticalPath,
    /// Ensure reasonable total float.
    Float,
    /// Conduct a schedule risk analysis.
    RiskAnalysis,
    /// Update the schedule with actual progress and logic.
    Update,
    /// Maintain a baseline schedule.
    Baseline,
}

impl Practice {
    /// All ten in their order.
    pub const ALL: [Self; 10] = [
        Self::Capture,
        Self::Sequence,
        Self::Resources,
        Self::Durations,
        Self::Traceability,
        Self::CriticalPath,
        Self::Float,
        Self::RiskAnalysis,
        Self::Update,
        Self::Baseline,
    ];
}

const FIVE_PERCENT: Limit = Limit::AtMost(Percent(500));
const NONE: Limit = Limit::AtMost(Percent(0));

impl Check {
    /// All fourteen in their order.
    pub const ALL: [Self; 14] = [
        Self::Logic,
        Self::Leads,
        Self::Lags,
        Self::LinkTypes,
        Self::HardConstraints,
        Self::HighFloat,
        Self::NegativeFloat,
        Self::HighDuration,
        Self::InvalidDates,
        Self::Resources,
        Self::MissedTasks,
        Self::CriticalPath,
        Self::CriticalPathLength,
        Self::BaselineExecution,
    ];

    /// What it allows; of the critical path test the share of the delay that arrives.
    #[must_use]
    pub const fn limit(self) -> Limit {
        match self {
            Self::Logic
            | Self::Lags
            | Self::HardConstraints
            | Self::HighFloat
            | Self::HighDuration
            | Self::MissedTasks => FIVE_PERCENT,
            Self::Leads | Self::NegativeFloat | Self::InvalidDates | Self::Resources => NONE,
            Self::LinkTypes => Limit::AtLeast(Percent(9_000)),
            Self::CriticalPath => Limit::AtLeast(Percent(10_000)),
            Self::CriticalPathLength | Self::BaselineExecution => Limit::AtLeast(Percent(9_500)),
        }
    }

    /// Is it an index (0.95), not a share (5 %)?
    #[must_use]
    pub const fn is_index(self) -> bool {
        matches!(self, Self::CriticalPathLength | Self::BaselineExecution)
    }

    /// The practice under which it stands.
    #[must_use]
    pub const fn practice(self) -> Practice {
        match self {
            Self::Logic | Self::Leads | Self::Lags | Self::LinkTypes | Self::HardConstraints => {
                Practice::Sequence
            }
            Self::Resources => Practice::Resources,
            Self::HighDuration => Practice::Durations,
            Self::CriticalPath | Self::CriticalPathLength => Practice::CriticalPath,
            Self::HighFloat | Self::NegativeFloat => Practice::Float,
            Self::InvalidDates => Practice::Update,
            Self::MissedTasks | Self::BaselineExecution => Practice::Baseline,
        }
    }
}
