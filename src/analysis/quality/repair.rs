//! Repairs as data: what would be changed, for a preview and one step.

use super::{Counted, Scope};
use crate::analysis::schedule::{PlanNetwork, Schedule};
use crate::analysis::{PlanPart, wbs};
use crate::model::*;
use std::collections::BTreeMap;

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
    /// Links from finish to start are added.
    Tie(Vec<Tie>),
}

/// A link from finish to start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// The task that gives.
    pub giver: Id<Task>,
    /// The task that takes.
    pub taker: Id<Task>,
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

/// The finishes of each project in order, so that a tie is proposed without going through every task.
#[derive(Debug, Default)]
pub(super) struct Ends {
    by_project: BTreeMap<Option<Id<Project>>, Vec<End>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    finish: Date,
    task: Id<Task>,
    /// A milestone or gate that lies ahead.
    is_goal: bool,
}

impl Ends {
    pub(super) fn of(
        workspace: &Workspace,
        plan: &PlanNetwork,
        schedule: &Schedule,
        part: PlanPart,
    ) -> Self {
        let (network, _) = plan.network();
        let mut by_project: BTreeMap<_, Vec<End>> = BTreeMap::new();
        for task in workspace.tasks.values() {
            let activity = plan.activity_of(task.id);
            let own = activity.filter(|own| !network.is_summary(*own));
            let days = own.and_then(|own| plan.days(schedule, own));
            if let Some((_, finish)) = days.filter(|_| part.holds(workspace, task.project)) {
                by_project.entry(task.project).or_default().push(End {
                    finish,
                    task: task.id,
                    is_goal: wbs::is_event(task) && task.actual_finish.is_none(),
                });
            }
        }
        by_project
            .values_mut()
            .for_each(|ends| ends.sort_unstable());
        Self { by_project }
    }

    fn of_project(&self, project: Option<Id<Project>>) -> &[End] {
        self.by_project.get(&project).map_or(&[], Vec::as_slice)
    }
}

/// The last milestone of a project, for what has no successor: never one that the task itself waits for.
pub(super) fn to_the_end(scope: &Scope<'_>, counted: &Counted<'_>) -> Option<Tie> {
    let finish = scope.plan.days(scope.schedule, counted.activity)?.1;
    let giver = counted.task.id;
    let ends = scope.ends.of_project(counted.task.project).iter().rev();
    let mut later = ends.take_while(|end| end.finish >= finish);
    let taker = later.find(|end| end.is_goal && end.task != giver)?.task;
    may_wait(scope, giver, taker).then_some(Tie { giver, taker })
}

/// The latest task that ends before this one starts, for what has no predecessor.
pub(super) fn from_before(scope: &Scope<'_>, counted: &Counted<'_>) -> Option<Tie> {
    let start = scope.plan.days(scope.schedule, counted.activity)?.0;
    let ends = scope.ends.of_project(counted.task.project);
    let before = ends.partition_point(|end| end.finish < start);
    let giver = ends.get(before.checked_sub(1)?)?.task;
    let taker = counted.task.id;
    may_wait(scope, giver, taker).then_some(Tie { giver, taker })
}

/// The links that a task lacks. Both where together they lead nowhere round; else the one to what comes after.
pub(super) fn tied(scope: &Scope<'_>, before: Option<Tie>, after: Option<Tie>) -> Option<Repair> {
    let both = before.zip(after);
    let is_round = both.is_some_and(|(from, to)| !may_wait(scope, from.giver, to.taker));
    let before = before.filter(|_| !is_round);
    let ties: Vec<Tie> = after.into_iter().chain(before).collect();
    (!ties.is_empty()).then_some(Repair::Tie(ties))
}

/// May the taker wait for the giver, which does not wait for it?
fn may_wait(scope: &Scope<'_>, giver: Id<Task>, taker: Id<Task>) -> bool {
    let (network, _) = scope.plan.network();
    let node = |task: Id<Task>| network.node(scope.plan.activity_of(task)?);
    // Nodes stand in an order in which nothing waits for what comes later.
    let is_before = node(giver)
        .zip(node(taker))
        .is_some_and(|(giver, taker)| giver < taker);
    is_before || !waits_for(scope, giver, taker)
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
