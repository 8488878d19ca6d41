//! The schedule of the whole portfolio as the plan takes it.

use super::dragging::Dragging;
use super::edit::Facts;
use super::wish::Fact;
use crate::analysis::schedule::{Current, KeptPlan, Outcome, PlanNetwork, Schedule};
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
    known: Option<Known>,
}

/// Facts, and what they were made from.
#[derive(Clone, Debug)]
struct Known {
    facts: Arc<Facts>,
    turn: u64,
    built: u64,
    tasks: Table<Task>,
}

impl KeptFacts {
    /// The facts of a portfolio as of a day.
    pub fn of(&mut self, workspace: &Workspace, today: Date) -> Arc<Facts> {
        let Self { plan, known } = self;
        let Current {
            plan: network,
            schedule,
            before,
            turn,
            built,
        } = plan.current(workspace, today);
        if let Some(known) = known.as_ref().filter(|known| known.turn == turn) {
            return Arc::clone(&known.facts);
        }
        let follows = |known: &Known| (known.built, known.turn + 1) == (built, turn);
        let facts = match known.take().filter(follows) {
            Some(known) => known.followed(network, schedule, before, &workspace.tasks),
            None => Arc::new(facts_of(network, schedule)),
        };
        *known = Some(Known {
            facts: Arc::clone(&facts),
            turn,
            built,
            tasks: workspace.tasks.clone(),
        });
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
    // A list that grows takes twice the memory, and the browser takes none back.
    let mut facts = Vec::with_capacity(network.len());
    facts.extend(
        network
            .outcomes(schedule)
            .map(|(task, outcome)| (task, fact(outcome))),
    );
    facts.into_iter().collect()
}

fn fact(outcome: Outcome) -> Fact {
    Fact {
        days: Some(outcome.days),
        late_finish: Some(outcome.late.1),
        float_days: i32::try_from(outcome.total_float).ok(),
        is_critical: outcome.is_critical,
        driver: outcome.driver,
    }
}

impl Known {
    /// The facts of a later schedule of the same network: those that differ are read again.
    fn followed(
        self,
        network: &PlanNetwork,
        schedule: &Schedule,
        before: &Schedule,
        tasks: &Table<Task>,
    ) -> Arc<Facts> {
        let read: Vec<Id<Task>> = self.tasks.changed(tasks).into_iter().map(Id::new).collect();
        let mut facts = self.facts;
        for (task, outcome) in network.outcomes_since(schedule, before, &read) {
            let now = outcome.map(fact);
            if facts.get(&task) == now.as_ref() {
                continue;
            }
            // Others hold the facts of before: they are copied at the first that differs.
            let facts = Arc::make_mut(&mut facts);
            match now {
                Some(now) => facts.insert(task, now),
                None => facts.remove(&task),
            };
        }
        facts
    }
}

/// The tasks of which the schedule says something else than before, in order.
pub(super) fn told_otherwise(before: &Facts, now: &Facts) -> Vec<Id<Task>> {
    let mut found = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(was), Some(is)) if was.0 == is.0 => {
                if was.1 != is.1 {
                    found.push(*is.0);
                }
                old.next();
                new.next();
            }
            (Some(was), Some(is)) if was.0 < is.0 => {
                found.push(*was.0);
                old.next();
            }
            (Some(was), None) => {
                found.push(*was.0);
                old.next();
            }
            (_, Some(is)) => {
                found.push(*is.0);
                new.next();
            }
            (None, None) => return found,
        }
    }
}
