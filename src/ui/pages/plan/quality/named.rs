//! The names and limits of the checks.

use crate::analysis::quality::{Check, Limit, Practice};
use crate::model::Percent;
use crate::words::{Lang, Quality as Words, format};

pub(super) const fn check_name(check: Check) -> Words {
    match check {
        Check::Logic => Words::Logic,
        Check::Leads => Words::Leads,
        Check::Lags => Words::Lags,
        Check::LinkTypes => Words::LinkTypes,
        Check::HardConstraints => Words::HardConstraints,
        Check::HighFloat => Words::HighFloat,
        Check::NegativeFloat => Words::NegativeFloat,
        Check::HighDuration => Words::HighDuration,
        Check::InvalidDates => Words::InvalidDates,
        Check::Resources => Words::Resources,
        Check::MissedTasks => Words::MissedTasks,
        Check::CriticalPath => Words::CriticalPath,
        Check::CriticalPathLength => Words::CriticalPathLength,
        Check::BaselineExecution => Words::BaselineExecution,
    }
}

pub(super) const fn practice_name(practice: Practice) -> Words {
    match practice {
        Practice::Capture => Words::Capture,
        Practice::Sequence => Words::Sequence,
        Practice::Resources => Words::Assign,
        Practice::Durations => Words::Durations,
        Practice::Traceability => Words::Traceability,
        Practice::CriticalPath => Words::ValidPath,
        Practice::Float => Words::Float,
        Practice::RiskAnalysis => Words::RiskAnalysis,
        Practice::Update => Words::Update,
        Practice::Baseline => Words::Baseline,
    }
}

/// A share as percent, an index as a number with two places.
pub(super) fn measure(check: Check, share: Percent, lang: Lang) -> String {
    match check.is_index() {
        true => format::scaled(lang, i64::from(share.0), 4, 2, false),
        false => format::percent(lang, share),
    }
}

pub(super) fn limit(check: Check, lang: Lang) -> String {
    match check.limit() {
        Limit::AtMost(share) => Words::AtMost.fill(lang, &[&measure(check, share, lang)]),
        Limit::AtLeast(share) => Words::AtLeast.fill(lang, &[&measure(check, share, lang)]),
    }
}
