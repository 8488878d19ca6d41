//! Checks 1 to 5: what is tied, how, and what stands against it.

use super::repair::{from_before, set, soften, tied, to_the_end};
use super::{Change, Check, Offence, Outcome, Repair, Scope};
use crate::analysis::schedule::Finding;
use crate::model::*;
use std::collections::BTreeMap;

/// 1: every task waits for something and something waits for it.
pub(super) fn logic(scope: &Scope<'_>) -> Outcome {
    let (network, _) = scope.plan.network();
    let mut ends: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for finding in network.findings() {
        match finding {
            Finding::NoPredecessor { activity, .. } => ends.entry(*activity).or_default().0 = true,
            Finding::NoSuccessor { activity, .. } => ends.entry(*activity).or_default().1 = true,
            _ => {}
        }
    }
    // A network without any tie has no findings of its own: everything in it hangs loose.
    let loose = network.ties().is_empty();
    let offences = scope.open.iter().filter_map(|counted| {
        let (start, finish) = match ends.get(&counted.activity) {
            Some(ends) => *ends,
            None if loose => (true, true),
            None => return None,
        };
        let mut offence = scope.offence(counted, None);
        let before = start.then(|| from_before(scope, counted)).flatten();
        let after = finish.then(|| to_the_end(scope, counted)).flatten();
        offence.repair = tied(scope, before, after);
        Some(offence)
    });
    scope.outcome(Check::Logic, scope.open.len(), offences.collect())
}

/// 2 to 4: leads, lags and types of the links between tasks that are not finished.
pub(super) fn links(scope: &Scope<'_>, check: Check) -> Outcome {
    let mut of = 0;
    let mut offences = Vec::new();
    for link in scope.workspace.links.values() {
        let taker = link
            .taker_task
            .and_then(|id| scope.workspace.tasks.get(&id));
        let giver = link
            .giver_task
            .and_then(|id| scope.workspace.tasks.get(&id));
        let Some((_, taker)) = giver.zip(taker) else {
            continue;
        };
        let in_scope = scope.part.holds(scope.workspace, taker.project);
        if !in_scope || taker.actual_finish.is_some() {
            continue;
        }
        of += 1;
        let lag = link.lag.map_or(0, |lag| lag.amount);
        let is_finish_start = link
            .link_type
            .as_ref()
            .and_then(Choice::known)
            .is_none_or(|t| t == LinkType::FinishStart);
        let offends = match check {
            Check::Leads => lag < 0,
            Check::Lags => lag > 0,
            _ => is_finish_start,
        };
        if !offends {
            continue;
        }
        let days = link
            .lag
            .map(|lag| lag.size().div_euclid(Span::DAY))
            .filter(|_| lag != 0);
        let without = Change {
            kind: Kind::Link,
            id: link.id.raw(),
            key: "lag",
            value: None,
        };
        offences.push(Offence {
            task: taker.id,
            link: Some(link.id),
            days,
            // A lead hides a task that could be split; without it the plan is what is really meant.
            repair: (check == Check::Leads).then(|| Repair::Set(vec![without])),
        });
    }
    let mut outcome = scope.outcome(check, of, offences);
    if check == Check::LinkTypes {
        // What counts here is what is right; what is told are the others.
        outcome.offences = others(scope);
    }
    outcome
}

/// The links of other types than finish to start.
fn others(scope: &Scope<'_>) -> Vec<Offence> {
    let offence = |link: &Shared<Link>| {
        let taker = scope.workspace.tasks.get(&link.taker_task?)?;
        link.giver_task?;
        let in_scope = scope.part.holds(scope.workspace, taker.project);
        let kind = link.link_type.as_ref().and_then(Choice::known)?;
        let told = in_scope && taker.actual_finish.is_none() && kind != LinkType::FinishStart;
        told.then_some(Offence {
            task: taker.id,
            link: Some(link.id),
            days: None,
            repair: None,
        })
    };
    scope.workspace.links.values().filter_map(offence).collect()
}

/// 5: constraints that hold against the links.
pub(super) fn hard_constraints(scope: &Scope<'_>) -> Outcome {
    let offences = scope.open.iter().filter_map(|counted| {
        let kind = counted.task.constraint.as_ref().and_then(Choice::known)?;
        let hard = matches!(
            kind,
            ConstraintKind::StartOn
                | ConstraintKind::FinishOn
                | ConstraintKind::StartBy
                | ConstraintKind::FinishBy
        );
        let mut offence = hard.then(|| scope.offence(counted, None))?;
        offence.repair = match counted.task.constraint_date {
            Some(_) => soften(counted.task, kind),
            None => Some(set(counted.task, vec![("constraint", None)])),
        };
        Some(offence)
    });
    scope.outcome(Check::HardConstraints, scope.open.len(), offences.collect())
}
