//! Rows of a spreadsheet pasted into a plan: cells of tasks that are there, and tasks below the last one.

use super::columns::Field;
use super::edit::Typing;
use crate::analysis::wbs;
use crate::edit::{Command, Deed, apply, plan};
use crate::model::*;
use crate::words::{Lang, field_label};

/// A cell that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The pasted line, counted from one.
    pub line: usize,
    /// The column in words.
    pub column: String,
    /// Why.
    pub reason: String,
}

/// What a paste would do; nothing is done yet.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// In order.
    pub commands: Vec<Command>,
    /// Cells that change.
    pub changed: usize,
    /// Tasks that are added.
    pub new: usize,
    /// Cells that could not be read.
    pub wrong: Vec<Wrong>,
}

/// Where a paste goes.
pub struct Target<'a> {
    /// The project.
    pub project: Id<Project>,
    /// The tasks below each other from the first one pasted into.
    pub tasks: &'a [Id<Task>],
    /// The columns beside each other from the first one pasted into; the name is `None`.
    pub columns: &'a [Option<Field>],
}

/// No paste has more lines: a plan is not longer.
const MOST: usize = 5_000;

/// Reads a pasted text cell by cell as if it were typed.
#[must_use]
pub fn paste(
    workspace: &Workspace,
    target: &Target<'_>,
    text: &str,
    today: Date,
    lang: Lang,
    fresh: &mut dyn FnMut() -> RawId,
) -> Pasted {
    let mut found = Pasted::default();
    let mut after = workspace.clone();
    let mut tasks = target.tasks.iter();
    let lines = text.trim_end_matches(['\r', '\n']).lines().take(MOST);
    for (number, line) in lines.enumerate() {
        let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
        let task = match tasks.next() {
            Some(task) => *task,
            None => match added(&after, target, &cells, today, fresh) {
                Some((task, command)) => {
                    take(&mut after, vec![command], &mut found.commands);
                    found.new += 1;
                    task
                }
                None => continue,
            },
        };
        // An empty cell leaves what is there: a sheet seldom has all columns of the plan.
        let given = target.columns.iter().zip(&cells);
        for (field, text) in given.filter(|(_, text)| !text.is_empty()) {
            let typing = Typing {
                workspace: &after,
                today,
                lang,
            };
            let Some(line) = wbs::alone(&after, task) else {
                continue;
            };
            match typing.read(&line, *field, text, fresh) {
                Ok(commands) if commands.is_empty() => {}
                Ok(commands) => {
                    found.changed += 1;
                    take(&mut after, commands, &mut found.commands);
                }
                Err(reason) => found.wrong.push(Wrong {
                    line: number + 1,
                    column: field
                        .map_or(field_label(Kind::Task, "name", lang), |field| {
                            field.label(lang)
                        })
                        .to_owned(),
                    reason,
                }),
            }
        }
    }
    found
}

/// Does some commands for what is pasted after them to see, and keeps them.
fn take(after: &mut Workspace, commands: Vec<Command>, all: &mut Vec<Command>) {
    let group = Command::Group {
        deed: Deed::Paste,
        commands: commands.clone(),
    };
    if let Ok(patch) = plan(after, &group) {
        apply(after, &patch);
    }
    all.extend(commands);
}

/// A task at the end of the plan; a line without any text adds none.
fn added(
    workspace: &Workspace,
    target: &Target<'_>,
    cells: &[&str],
    today: Date,
    fresh: &mut dyn FnMut() -> RawId,
) -> Option<(Id<Task>, Command)> {
    let name_at = target.columns.iter().position(Option::is_none);
    let name = name_at.and_then(|at| cells.get(at)).copied().unwrap_or("");
    if cells.iter().all(|cell| cell.is_empty()) || name.is_empty() {
        return None;
    }
    let last = workspace
        .referring(target.project.raw(), Kind::Task)
        .filter_map(|id| workspace.tasks.get(&Id::new(id)))
        .map(|task| task.order.to_string())
        .max();
    let id = fresh();
    let order = order::between(last.as_deref(), None);
    let values: Vec<(Text, Value)> = vec![
        ("project".into(), Value::Ref(target.project.raw())),
        (
            "task_kind".into(),
            Value::Choice(TaskKind::Task.key().into()),
        ),
        ("name".into(), Value::Text(name.into())),
        ("order".into(), Value::Text(order.as_str().into())),
        ("forecast_start".into(), Value::Date(today)),
        ("forecast_finish".into(), Value::Date(today)),
    ];
    let command = Command::Create {
        kind: Kind::Task,
        id,
        values,
    };
    Some((Id::new(id), command))
}
