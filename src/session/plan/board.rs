//! The board of tasks: where each stands, what a move of a card sets, sprints, and what can begin now.

use super::edit::{day, set};
use crate::analysis::{Scope, wbs};
use crate::edit::{Command, Deed};
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// The columns, from left to right.
pub const COLUMNS: [TaskState; 4] = [
    TaskState::Todo,
    TaskState::Doing,
    TaskState::Blocked,
    TaskState::Done,
];

/// Which sprint a board shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SprintPick {
    /// All tasks.
    #[default]
    All,
    /// Those that are in no sprint.
    Without,
    /// Those of one.
    Of(Id<Sprint>),
}

/// What a board shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BoardWish {
    /// The project; the whole portfolio when absent.
    pub project: Option<Id<Project>>,
    /// The part of the portfolio.
    pub scope: Scope,
    /// The sprint.
    pub sprint: SprintPick,
    /// Who answers for the tasks; everybody when absent.
    pub owner: Option<Id<Person>>,
    /// A part of the name, in lower case.
    pub find: String,
    /// One lane for each sprint.
    pub by_sprint: bool,
}

/// Cards beside each other: one lane for all, or one for each sprint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lane {
    /// Its sprint.
    pub sprint: Option<Id<Sprint>>,
    /// The tasks by column, what ends first at the top; what was done last at the top of the last.
    pub columns: [Vec<Id<Task>>; 4],
}

/// Why a card says that its task is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lateness {
    /// Calendar days since it was to be done.
    Overdue(i64),
    /// Calendar days that it is forecast behind its deadline.
    BehindDeadline(i64),
    /// Calendar days that it is forecast behind its baseline.
    BehindBaseline(i64),
}

/// Returns where a task stands: as said, unless its dates and progress say otherwise.
#[must_use]
pub fn state_of(task: &Task) -> TaskState {
    let whole = task.progress.is_some_and(|share| share >= Percent::WHOLE);
    let begun = task.actual_start.is_some() || task.progress.is_some_and(|share| share.0 > 0);
    if task.actual_finish.is_some() {
        return TaskState::Done;
    }
    match task.state.as_ref().and_then(Choice::known) {
        // Somebody took the last day back, or typed a smaller share.
        Some(TaskState::Done) if task.progress.is_some() && !whole => TaskState::Doing,
        Some(TaskState::Todo) if begun => TaskState::Doing,
        Some(said) => said,
        None if whole => TaskState::Done,
        None if begun => TaskState::Doing,
        None => TaskState::Todo,
    }
}

/// Returns why a task is late, the most pressing first; nothing where it is done or on time.
#[must_use]
pub fn lateness(task: &Task, today: Date) -> Option<Lateness> {
    if state_of(task) == TaskState::Done {
        return None;
    }
    let finish = wbs::recorded(task)?.1;
    let behind = |day: Option<Date>| day.map(|day| finish.days_since(day)).filter(|d| *d > 0);
    let overdue = Some(today.days_since(finish)).filter(|days| *days > 0);
    overdue
        .map(Lateness::Overdue)
        .or_else(|| behind(task.deadline).map(Lateness::BehindDeadline))
        .or_else(|| behind(wbs::baseline(task).map(|b| b.1)).map(Lateness::BehindBaseline))
}

/// Is it work for the board: no summary, no milestone, no gate?
fn is_work(task: &Task, summaries: &BTreeSet<Id<Task>>) -> bool {
    let kind = task.task_kind.as_ref().and_then(Choice::known);
    !wbs::is_event(task) && kind != Some(TaskKind::Summary) && !summaries.contains(&task.id)
}

/// The tasks of a project, or of the projects of a scope.
fn tasks_of(workspace: &Workspace, project: Option<Id<Project>>, scope: Scope) -> Vec<&Task> {
    let all: Vec<&Task> = match project {
        Some(project) => workspace
            .referring(project.raw(), Kind::Task)
            .filter_map(|id| workspace.tasks.get(&Id::new(id)).map(|task| &**task))
            .filter(|task| task.project == Some(project))
            .collect(),
        None => workspace.tasks.values().map(|task| &**task).collect(),
    };
    let holds = |task: &&Task| {
        let of = task.project.and_then(|id| workspace.projects.get(&id));
        scope == Scope::All || of.is_some_and(|project| scope.holds(project))
    };
    let all: Vec<&Task> = all.into_iter().filter(holds).collect();
    let summaries: BTreeSet<Id<Task>> = all.iter().filter_map(|task| task.parent).collect();
    all.into_iter()
        .filter(|task| is_work(task, &summaries))
        .collect()
}

/// Returns the lanes of a board: sprints in the order of their days, what is in none last.
#[must_use]
pub fn lanes(workspace: &Workspace, wish: &BoardWish) -> Vec<Lane> {
    let is_shown = |task: &&Task| {
        let in_sprint = match wish.sprint {
            SprintPick::All => true,
            SprintPick::Without => task.sprint.is_none(),
            SprintPick::Of(sprint) => task.sprint == Some(sprint),
        };
        in_sprint
            && wish.owner.is_none_or(|owner| task.owner == Some(owner))
            && (wish.find.is_empty() || task.name.to_lowercase().contains(&wish.find))
    };
    let mut all: Vec<&Task> = tasks_of(workspace, wish.project, wish.scope)
        .into_iter()
        .filter(is_shown)
        .collect();
    all.sort_by_cached_key(|task| {
        let finish = wbs::recorded(task).map(|days| days.1);
        // What was done last is the news.
        let done = task.actual_finish.map_or(0, |day| -day.number());
        (done, finish.is_none(), finish, task.name.clone(), task.id)
    });
    let mut by_sprint: BTreeMap<Option<Id<Sprint>>, Lane> = BTreeMap::new();
    for task in all {
        let sprint = task.sprint.filter(|_| wish.by_sprint);
        let lane = by_sprint.entry(sprint).or_insert_with(|| Lane {
            sprint,
            ..Lane::default()
        });
        let place = COLUMNS.iter().position(|state| *state == state_of(task));
        if let Some(column) = place.and_then(|place| lane.columns.get_mut(place)) {
            column.push(task.id);
        }
    }
    if wish.by_sprint {
        // A sprint without tasks waits for some.
        for sprint in sprints(workspace, wish.project) {
            let is_asked = match wish.sprint {
                SprintPick::All => true,
                SprintPick::Without => false,
                SprintPick::Of(only) => only == sprint,
            };
            if is_asked {
                by_sprint.entry(Some(sprint)).or_insert_with(|| Lane {
                    sprint: Some(sprint),
                    ..Lane::default()
                });
            }
        }
    }
    let mut lanes: Vec<Lane> = by_sprint.into_values().collect();
    lanes.sort_by_key(|lane| {
        let record = lane.sprint.and_then(|id| workspace.sprints.get(&id));
        let start = record.and_then(|sprint| sprint.start);
        (lane.sprint.is_none(), start.is_none(), start, lane.sprint)
    });
    lanes
}

/// What a move of a card set besides its state, for the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetBesides {
    /// It began today.
    Began,
    /// It was done today, and all of it.
    Finished,
    /// Its days and its progress are open again.
    Reopened,
    /// Nothing.
    Nothing,
}

/// Returns the commands that move a card to a column, and what they set besides.
#[must_use]
pub fn moved(task: &Task, to: TaskState, today: Date) -> (Vec<Command>, SetBesides) {
    if state_of(task) == to {
        return (Vec::new(), SetBesides::Nothing);
    }
    let id = task.id;
    let mut commands = vec![set(id, "state", Some(Value::Choice(to.key().into())))];
    let whole = task.progress.is_some_and(|share| share >= Percent::WHOLE);
    let was_done = task.actual_finish.is_some() || whole;
    let mut besides = SetBesides::Nothing;
    if was_done && to != TaskState::Done {
        commands.push(day(id, "actual_finish", None));
        commands.push(set(id, "progress", None));
        besides = SetBesides::Reopened;
    }
    match to {
        TaskState::Todo => {
            let begun = task.actual_start.is_some() || task.progress.is_some();
            if begun {
                commands.push(day(id, "actual_start", None));
                commands.push(set(id, "progress", None));
                besides = SetBesides::Reopened;
            }
        }
        TaskState::Doing if task.actual_start.is_none() => {
            commands.push(day(id, "actual_start", Some(today)));
            besides = SetBesides::Began;
        }
        TaskState::Done => {
            if task.actual_start.is_none() {
                let planned = wbs::recorded(task).map_or(today, |days| days.0);
                commands.push(day(id, "actual_start", Some(planned.min(today))));
            }
            if task.actual_finish.is_none() {
                // What is said to have begun later than today was done on the day it began.
                let first = task.actual_start.map_or(today, |first| first.max(today));
                commands.push(day(id, "actual_finish", Some(first)));
            }
            commands.push(set(id, "progress", Some(Value::Percent(Percent::WHOLE))));
            besides = SetBesides::Finished;
        }
        TaskState::Doing | TaskState::Blocked => {}
    }
    (commands, besides)
}

/// Returns the sprints that a project has, those of all projects among them, in the order of their days.
#[must_use]
pub fn sprints(workspace: &Workspace, project: Option<Id<Project>>) -> Vec<Id<Sprint>> {
    let is_of = |sprint: &&Shared<Sprint>| {
        project.is_none() || sprint.project.is_none() || sprint.project == project
    };
    let mut all: Vec<_> = workspace
        .sprints
        .values()
        .filter(is_of)
        .map(|sprint| (sprint.start.is_none(), sprint.start, sprint.id))
        .collect();
    all.sort_unstable();
    all.into_iter().map(|one| one.2).collect()
}

/// Returns the sprint behind another one: the first for the same project, or for all, that begins after it.
#[must_use]
pub fn next_sprint(workspace: &Workspace, sprint: Id<Sprint>) -> Option<Id<Sprint>> {
    let own = workspace.sprints.get(&sprint)?;
    let after = |id: &Id<Sprint>| {
        let other = workspace.sprints.get(id);
        other.is_some_and(|other| {
            let fits = own.project.is_none() || other.project.is_none();
            (fits || other.project == own.project) && other.start > own.start.or(own.finish)
        })
    };
    let of = own.project;
    sprints(workspace, of)
        .into_iter()
        .filter(|id| *id != sprint)
        .find(after)
}

/// How far a sprint is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SprintState {
    /// Its tasks.
    pub all: usize,
    /// Those that are done.
    pub done: usize,
    /// Working days from today to its last day, both included; none once it is over or without days.
    pub days_left: Option<i64>,
    /// Its last day is behind.
    pub is_over: bool,
}

/// Returns how far a sprint is.
#[must_use]
pub fn sprint_state(workspace: &Workspace, sprint: Id<Sprint>, today: Date) -> SprintState {
    let tasks = || {
        workspace
            .referring(sprint.raw(), Kind::Task)
            .filter_map(|id| workspace.tasks.get(&Id::new(id)))
            .filter(|task| task.sprint == Some(sprint))
    };
    let record = workspace.sprints.get(&sprint);
    let finish = record.and_then(|sprint| sprint.finish);
    let from = record
        .and_then(|sprint| sprint.start)
        .map_or(today, |start| start.max(today));
    let left = finish.and_then(|last| {
        let end = last.plus_days(1)?;
        Some(workspace.calendar().working_days(from, end))
    });
    let is_over = finish.is_some_and(|last| last < today);
    SprintState {
        all: tasks().count(),
        done: tasks()
            .filter(|task| state_of(task) == TaskState::Done)
            .count(),
        days_left: left.filter(|_| !is_over),
        is_over,
    }
}

/// The fields of a sprint that follows the last one of a project: as long as that, two weeks without one.
#[must_use]
pub fn following_sprint(
    workspace: &Workspace,
    project: Option<Id<Project>>,
    name: &str,
    today: Date,
) -> Vec<(Text, Value)> {
    let last = sprints(workspace, project)
        .into_iter()
        .filter_map(|id| workspace.sprints.get(&id))
        .filter(|sprint| sprint.project == project)
        .filter_map(|sprint| Some((sprint.start?, sprint.finish?, sprint.name.clone())))
        .next_back();
    let calendar = workspace.calendar();
    let first = match &last {
        Some((_, finish, _)) => calendar.plus_working_days(*finish, 1),
        None if calendar.works(today) => Some(today),
        None => calendar.plus_working_days(today, 1),
    };
    let first = first.unwrap_or(today);
    let length = last.as_ref().map_or(10, |(start, finish, _)| {
        finish
            .plus_days(1)
            .map_or(10, |end| calendar.working_days(*start, end))
    });
    let finish = calendar.plus_working_days(first, (length - 1).max(0));
    // Sprint 21 is followed by sprint 22.
    let name = last
        .and_then(|(_, _, name)| {
            let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
            let (stem, number) = name.split_at_checked(name.len() - digits)?;
            Some(format!(
                "{stem}{}",
                number.parse::<u64>().ok()?.checked_add(1)?
            ))
        })
        .unwrap_or_else(|| format!("{name} 1"));
    let mut values: Vec<(Text, Value)> = vec![
        ("name".into(), Value::Text(name.as_str().into())),
        ("start".into(), Value::Date(first)),
    ];
    values.extend(project.map(|id| ("project".into(), Value::Ref(id.raw()))));
    values.extend(finish.map(|day| ("finish".into(), Value::Date(day))));
    values
}

/// The tasks of a sprint that are not done.
#[must_use]
pub fn unfinished(workspace: &Workspace, sprint: Id<Sprint>) -> Vec<RawId> {
    workspace
        .referring(sprint.raw(), Kind::Task)
        .filter(|id| {
            let task = workspace.tasks.get(&Id::new(*id));
            task.is_some_and(|task| {
                task.sprint == Some(sprint) && state_of(task) != TaskState::Done
            })
        })
        .collect()
}

/// Returns the command that closes a sprint: it ends today at the latest, and what is not done goes to the
/// next one, which is added where there is none.
#[must_use]
pub fn close_sprint(
    workspace: &Workspace,
    sprint: Id<Sprint>,
    name: &str,
    today: Date,
    fresh: RawId,
) -> Option<Command> {
    let record = workspace.sprints.get(&sprint)?;
    let mut commands = Vec::new();
    let next = next_sprint(workspace, sprint).map(Id::raw);
    let rest = unfinished(workspace, sprint);
    let ends = record.finish.is_none_or(|finish| finish > today);
    let has_begun = record.start.is_none_or(|start| start <= today);
    if next.is_none() && !rest.is_empty() {
        let values = following_sprint(workspace, record.project, name, today);
        commands.push(Command::Create {
            kind: Kind::Sprint,
            id: fresh,
            values,
        });
    }
    if ends && has_begun {
        commands.push(Command::Set {
            kind: Kind::Sprint,
            id: sprint.raw(),
            key: "finish".into(),
            value: Some(Value::Date(today)),
        });
    }
    if !rest.is_empty() {
        commands.push(Command::SetAll {
            kind: Kind::Task,
            ids: rest,
            key: "sprint".into(),
            value: Some(Value::Ref(next.unwrap_or(fresh))),
        });
    }
    let deed = Deed::Set;
    (!commands.is_empty()).then_some(Command::Group { deed, commands })
}

/// What somebody can begin now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NextAction {
    /// Who; nobody where no owner is named.
    pub owner: Option<Id<Person>>,
    /// The task that comes first.
    pub task: Id<Task>,
    /// How many more tasks of the same owner can begin.
    pub more: usize,
}

/// Returns what can begin now, the first task of each owner: not begun, not blocked, and all that it or the
/// summaries above it wait for is there. Who has the earliest to begin stands first.
#[must_use]
pub fn next_actions(workspace: &Workspace, wish: &BoardWish, today: Date) -> Vec<NextAction> {
    let mut by_owner: BTreeMap<Option<Id<Person>>, Vec<&Task>> = BTreeMap::new();
    for task in tasks_of(workspace, wish.project, wish.scope) {
        let is_asked = wish.owner.is_none_or(|owner| task.owner == Some(owner))
            && match wish.sprint {
                SprintPick::Of(sprint) => task.sprint == Some(sprint),
                SprintPick::Without => task.sprint.is_none(),
                SprintPick::All => true,
            };
        if is_asked && state_of(task) == TaskState::Todo && can_begin(workspace, task, today) {
            by_owner.entry(task.owner).or_default().push(task);
        }
    }
    let key = |task: &Task| {
        let days = wbs::recorded(task);
        (days.is_none(), days, task.name.clone(), task.id)
    };
    let mut found: Vec<_> = by_owner
        .into_iter()
        .filter_map(|(owner, tasks)| {
            let first = tasks.iter().min_by_key(|task| key(task))?;
            let action = NextAction {
                owner,
                task: first.id,
                more: tasks.len() - 1,
            };
            Some((owner.is_none(), key(first), action))
        })
        .collect();
    found.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    found.into_iter().map(|one| one.2).collect()
}

/// Is everything there that a task waits for, and may it begin by today?
fn can_begin(workspace: &Workspace, task: &Task, today: Date) -> bool {
    let held = task.constraint.as_ref().and_then(Choice::known);
    let held = matches!(
        held,
        Some(ConstraintKind::StartFrom | ConstraintKind::StartOn)
    ) && task.constraint_date.is_some_and(|day| day > today);
    let up = |at: &Id<Task>| workspace.tasks.get(at)?.parent;
    let mut line = std::iter::successors(Some(task.id), up).take(64);
    !held && line.all(|at| has_its_needs(workspace, at))
}

/// Is everything there that a task itself waits for?
fn has_its_needs(workspace: &Workspace, task: Id<Task>) -> bool {
    workspace
        .referring(task.raw(), Kind::Link)
        .filter_map(|id| workspace.links.get(&Id::new(id)))
        .filter(|link| link.taker_task == Some(task))
        .filter_map(|link| {
            let giver = workspace.tasks.get(&link.giver_task?)?;
            Some((link.link_type.as_ref().and_then(Choice::known), giver))
        })
        .all(|(kind, giver)| match kind {
            None | Some(LinkType::FinishStart) => state_of(giver) == TaskState::Done,
            Some(LinkType::StartStart) => state_of(giver) != TaskState::Todo,
            // These hold its end, not its begin.
            Some(LinkType::FinishFinish | LinkType::StartFinish) => true,
        })
}

#[cfg(test)]
#[path = "board_tests.rs"]
mod tests;
