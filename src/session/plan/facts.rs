//! The schedule of the whole portfolio as the plan takes it.

use super::edit::Facts;
use super::rows::Fact;
use crate::analysis::schedule::{PlanNetwork, Schedule};
use crate::model::*;

/// Schedules every task of the portfolio.
#[must_use]
pub fn facts(workspace: &Workspace, today: Date) -> Facts {
    let network = PlanNetwork::of(workspace, today);
    facts_of(&network, &network.schedule())
}

/// The same of a schedule that is known, such as that of a [`crate::analysis::schedule::KeptPlan`].
#[must_use]
pub fn facts_of(network: &PlanNetwork, schedule: &Schedule) -> Facts {
    let fact = |(task, outcome): (Id<Task>, crate::analysis::schedule::Outcome)| {
        let fact = Fact {
            days: Some(outcome.days),
            late_finish: Some(outcome.late.1),
            float_days: Some(outcome.total_float),
            is_critical: outcome.is_critical,
            driver: outcome.driver,
        };
        (task, fact)
    };
    network.outcomes(schedule).map(fact).collect()
}
