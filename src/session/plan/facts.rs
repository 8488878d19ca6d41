//! The schedule of the whole portfolio as the plan takes it.

use super::dragging::Dragging;
use super::edit::Facts;
use super::rows::Fact;
use crate::analysis::schedule::{KeptPlan, PlanNetwork, Schedule};
use crate::model::*;
use std::cell::RefCell;
use std::sync::Arc;

/// Schedules every task of the portfolio.
#[must_use]
pub fn facts(workspace: &Workspace, today: Date) -> Facts {
    let network = PlanNetwork::of(workspace, today);
    facts_of(&network, &network.schedule())
}

/// The facts of a portfolio while it is edited: an edit costs what it touches, and the passes of the
/// schedule.
#[derive(Clone, Debug, Default)]
pub struct KeptFacts {
    plan: KeptPlan,
    /// With the turn of the plan that they are of.
    known: Option<(u64, Arc<Facts>)>,
}

impl KeptFacts {
    /// The facts of a portfolio as of a day.
    pub fn of(&mut self, workspace: &Workspace, today: Date) -> Arc<Facts> {
        let known = self.known.take();
        self.plan.of(workspace, today);
        let turn = self.plan.turn();
        let known = known.filter(|(of, _)| *of == turn);
        let (network, schedule) = self.plan.of(workspace, today);
        let facts = known.map_or_else(|| Arc::new(facts_of(network, schedule)), |(_, facts)| facts);
        self.known = Some((turn, Arc::clone(&facts)));
        facts
    }

    /// The network of a portfolio as of a day, and its schedule.
    pub fn schedule(&mut self, workspace: &Workspace, today: Date) -> (&PlanNetwork, &Schedule) {
        self.plan.of(workspace, today)
    }

    /// The schedule that a drag begins from.
    pub fn dragging(&mut self, workspace: &Workspace, today: Date) -> Dragging {
        let (network, schedule) = self.plan.of(workspace, today);
        Dragging::from(network, schedule)
    }
}

thread_local! {
    static KEPT: RefCell<KeptFacts> = RefCell::default();
}

/// Hands out the facts that all pages share: a page that opens finds the network that another one built.
pub fn kept<R>(ask: impl FnOnce(&mut KeptFacts) -> R) -> R {
    KEPT.with_borrow_mut(ask)
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
