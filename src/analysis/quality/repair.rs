//! Repairs as data: what would be changed, for a preview and one step.

use super::{Counted, Scope};
use crate::analysis::wbs;
use crate::model::*;

/// One field of one record.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The kind of the record.
    pub kind: Kind,
    /// The record.
    pub id: RawId,
    /// The field.
    pub key: &'static str,
    /// The new value; `None` empties it.
    pub value: Option<Value>,
}

/// What would put an offence right.
#[derive(Clone, Debug, PartialEq)]
pub enum Repair {
    /// These fields change.
    Set(Vec<Change>),
    /// A link from finish to start is added.
    Tie {
        /// The task that gives.
        giver: Id<Task>,
        /// The task that takes.
        taker: Id<Task>,
    },
}

/// Changes fields of a task.
pub(super) fn set(task: &Task, fields: Vec<(&'static str, Option<Value>)>) -> Repair {
    let change = |(key, value)| Change {
        kind: Kind::Task,
        id: task.id.raw(),
        key,
        value,
    };
    Repair::Set(fields.into_iter().map(change).collect())
}

/// The last milestone of a project, for what has no successor: never one that the task itself waits for.
pub(super) fn to_the_end(scope: &Scope<'_>, counted: &Counted<'_>) -> Option<Repair> {
    let finish = scope.plan.days(scope.schedule, counted.activity)?.1;
    let events = scope.workspace.tasks.values().filter(|task| {
        wbs::is_event(task)
            && task.project == counted.task.project
            && task.actual_finish.is_none()
            && task.id != counted.task.id
    });
    let day = |task: &Task| {
        let activity = scope.plan.activity_of(task.id)?;
        Some(scope.plan.days(scope.schedule, activity)?.1)
    };
    let dated = events.filter_map(|task| Some((day(task)?, task.id)));
    let (_, taker) = dated.filter(|(day, _)| *day >= finish).max()?;
    let giver = counted.task.id;
    (!waits_for(scope, giver, taker)).then_some(Repair::Tie { giver, taker })
}

/// The latest task that ends before this one starts, for what has no predecessor.
pub(super) fn from_before(scope: &Scope<'_>, counted: &Counted<'_>) -> Option<Repair> {
    let start = scope.plan.days(scope.schedule, counted.activity)?.0;
    let (network, _) = scope.plan.network();
    let before = scope.workspace.tasks.values().filter_map(|task| {
        let activity = scope
            .plan
            .activity_of(task.id)
            .filter(|own| !network.is_summary(*own))?;
        let finish = scope.plan.days(scope.schedule, activity)?.1;
        let fits = task.project == counted.task.project && finish < start;
        fits.then_some((finish, task.id))
    });
    let (_, giver) = before.max()?;
    let taker = counted.task.id;
    (!waits_for(scope, giver, taker)).then_some(Repair::Tie { giver, taker })
}

/// Does a task wait for another over any number of links?
fn waits_for(scope: &Scope<'_>, taker: Id<Task>, giver: Id<Task>) -> bool {
    let mut seen = std::collections::BTreeSet::from([taker]);
    let mut open = vec![taker];
    while let Some(at) = open.pop() {
        if at == giver {
            return true;
        }
        let record = scope.workspace.tasks.get(&at);
        open.extend(
            record
                .and_then(|task| task.parent)
                .filter(|parent| seen.insert(*parent)),
        );
        for id in scope.workspace.referring(at.raw(), Kind::Link) {
            let link = scope.workspace.links.get(&Id::new(id));
            let gives = link
                .filter(|link| link.taker_task == Some(at))
                .and_then(|l| l.giver_task);
            open.extend(gives.filter(|task| seen.insert(*task)));
        }
    }
    false
}

/// A soft form of a hard constraint: the start is kept from below, the finish as a deadline.
pub(super) fn soften(task: &Task, kind: ConstraintKind) -> Option<Repair> {
    let day = task.constraint_date.map(Value::Date);
    match kind {
        ConstraintKind::StartOn => {
            let soft = Value::Choice(ConstraintKind::StartFrom.key().into());
            Some(set(task, vec![("constraint", Some(soft))]))
        }
        ConstraintKind::FinishOn | ConstraintKind::FinishBy => {
            let mut fields = vec![("constraint", None), ("constraint_date", None)];
            // An earlier deadline of its own stays.
            if task
                .deadline
                .is_none_or(|own| task.constraint_date.is_some_and(|day| day < own))
            {
                fields.push(("deadline", day));
            }
            Some(set(task, fields))
        }
        ConstraintKind::StartBy => Some(set(
            task,
            vec![("constraint", None), ("constraint_date", None)],
        )),
        _ => None,
    }
}
