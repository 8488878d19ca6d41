//! Tasks that stand elsewhere than the schedule puts them, and why.

use super::edit::{Facts, follow, follows};
use super::wish::Fact;
use crate::analysis::wbs::{self, Days, Line};
use crate::edit::Command;
use crate::model::*;
use crate::words::{Lang, Plan as Words, choice_label, format};

/// A task whose recorded days are not the calculated ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The task.
    pub task: Id<Task>,
    /// Its code and name.
    pub name: String,
    /// As it is recorded.
    pub recorded: Option<Days>,
    /// As it is calculated.
    pub calculated: Days,
    /// What the schedule goes by.
    pub cause: String,
}

/// Does a task follow the schedule and stand elsewhere?
pub(super) fn differs(task: &Task, line: &Line, fact: Fact) -> bool {
    !line.is_summary && fact.days.is_some_and(|days| follows(task, days))
}

/// Returns the tasks of a plan that follow the schedule and stand elsewhere, in the order of the plan.
#[must_use]
pub fn differences(
    workspace: &Workspace,
    lines: &[Line],
    facts: &Facts,
    today: Date,
    lang: Lang,
) -> Vec<Difference> {
    let one = |line: &Line| {
        let task = workspace.tasks.get(&line.task)?;
        let fact = facts.get(&line.task)?;
        differs(task, line, *fact).then_some(())?;
        Some(Difference {
            task: line.task,
            name: format!("{} {}", line.code, task.name),
            recorded: wbs::recorded(task),
            calculated: fact.days?,
            cause: cause(workspace, task, facts, today, lang),
        })
    };
    lines.iter().filter_map(one).collect()
}

/// What decides the calculated days of a task.
fn cause(workspace: &Workspace, task: &Task, facts: &Facts, today: Date, lang: Lang) -> String {
    let fact = facts.get(&task.id).copied().unwrap_or_default();
    let driver = fact.driver.and_then(|link| workspace.links.get(&link));
    let giver = driver.and_then(|link| workspace.tasks.get(&link.giver_task?));
    if let Some(giver) = giver {
        return Words::CauseLink.fill(lang, &[&giver.name]);
    }
    if task.actual_start.is_some() {
        return Words::CauseLeft.text(lang).to_owned();
    }
    if let (Some(kind), Some(date)) = (&task.constraint, task.constraint_date) {
        let name = choice_label(Kind::Task, "constraint", kind.key(), lang);
        return format!("{name} {}", format::date(lang, date));
    }
    if fact.days.is_some_and(|days| days.0 >= today)
        && wbs::recorded(task).is_some_and(|days| days.0 < today)
    {
        return Words::CauseStatus.fill(lang, &[&format::date(lang, today)]);
    }
    Words::CauseLength.text(lang).to_owned()
}

/// The commands that give tasks the calculated days.
#[must_use]
pub fn take_calculated(workspace: &Workspace, all: &[Difference]) -> Vec<Command> {
    all.iter()
        .filter_map(|one| Some(follow(workspace.tasks.get(&one.task)?, one.calculated)))
        .flatten()
        .collect()
}
