//! What typing and dragging in a plan means, and what follows from it for the tasks behind.

use super::columns::Field;
use super::facts::told_otherwise;
use super::needs::{Needs, NeedsError};
use super::wish::Fact;
use crate::analysis::wbs::{self, Days};
use crate::edit::{Command, Deed, apply, link_tasks, plan};
use crate::model::*;
use crate::table;
use crate::words::{Lang, Plan as Words, parse, refusal, unfit};
use std::sync::Arc;

/// What the schedule says of every task.
pub type Facts = SmallMap<Id<Task>, Fact>;

/// Everything that reading a typed text needs.
#[derive(Clone, Copy)]
pub struct Typing<'a> {
    /// The portfolio.
    pub workspace: &'a Workspace,
    /// The now of every figure.
    pub today: Date,
    /// The language typed in.
    pub lang: Lang,
}

pub(super) fn set(task: Id<Task>, key: &str, value: Option<Value>) -> Command {
    Command::Set {
        kind: Kind::Task,
        id: task.raw(),
        key: key.into(),
        value,
    }
}

pub(super) fn day(task: Id<Task>, key: &str, date: Option<Date>) -> Command {
    set(task, key, date.map(Value::Date))
}

/// The name of the record field behind a column that is a plain field.
const fn plain_field(field: Option<Field>) -> Option<&'static str> {
    match field {
        None => Some("name"),
        Some(Field::Owner) => Some("owner"),
        Some(Field::Deadline) => Some("deadline"),
        Some(Field::Baseline) => Some("baseline_finish"),
        _ => None,
    }
}

impl Typing<'_> {
    /// Returns the text to edit in a cell; `None` where nothing can be typed.
    #[must_use]
    pub fn text(&self, line: &wbs::Line, field: Option<Field>) -> Option<String> {
        let task = self.workspace.tasks.get(&line.task)?;
        if let Some(key) = plain_field(field) {
            let column = table::column(self.workspace, Kind::Task, key, self.lang)?;
            return Some(table::typed_text(
                self.workspace,
                &**task,
                &column,
                self.lang,
            ));
        }
        let date = |date: Option<Date>| {
            date.map_or(String::new(), |date| {
                crate::words::format::date(self.lang, date)
            })
        };
        match field? {
            _ if line.is_summary => None,
            Field::Length => Some(
                task.duration
                    .or_else(|| said_length(self.workspace, task))
                    .map_or(String::new(), |span| {
                        crate::words::format::span(self.lang, span)
                    }),
            ),
            Field::Start => Some(date(line.days.map(|days| days.0))),
            Field::Finish => Some(date(line.days.map(|days| days.1))),
            Field::Done => Some(crate::words::format::percent(self.lang, line.progress)),
            Field::Needs => Some(self.needs(task).text(self.workspace, line.task, self.lang)),
            _ => None,
        }
    }

    /// Reads what was typed into a cell as the commands that it means.
    ///
    /// # Errors
    /// The sentence that says why it cannot be read.
    pub fn read(
        &self,
        line: &wbs::Line,
        field: Option<Field>,
        text: &str,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Result<Vec<Command>, String> {
        let (workspace, lang) = (self.workspace, self.lang);
        let Some(task) = workspace.tasks.get(&line.task) else {
            return Ok(Vec::new());
        };
        if self.text(line, field).as_deref() == Some(text.trim()) {
            return Ok(Vec::new());
        }
        if let Some(key) = plain_field(field) {
            let Some(column) = table::column(workspace, Kind::Task, key, lang) else {
                return Ok(Vec::new());
            };
            let before = task.get(key);
            let value = table::parse(
                workspace,
                Kind::Task,
                &column,
                before.as_ref(),
                text,
                self.today,
                lang,
            );
            return Ok(vec![set(
                task.id,
                key,
                value.map_err(|error| unfit(&error, lang))?,
            )]);
        }
        let no_date = || unfit(&ValueError::WrongType(FieldType::Date), lang);
        let date = |from: Option<Date>| parse::date(text, self.today, from).ok_or_else(no_date);
        match field {
            _ if line.is_summary => Err(Words::SummarySums.text(lang).to_owned()),
            Some(Field::Start) => Ok(starting(workspace, task, date(line.days.map(|d| d.0))?)),
            Some(Field::Finish) => {
                let date = date(line.days.map(|d| d.1))?;
                if line.days.is_some_and(|days| date < days.0) && !wbs::is_event(task) {
                    return Err(Words::FinishBeforeStart.text(lang).to_owned());
                }
                Ok(finishing(workspace, task, date))
            }
            Some(Field::Length) => {
                let span = parse::span(lang, text).filter(|span| span.is_duration());
                let span = span.ok_or_else(|| Words::NoLength.text(lang).to_owned())?;
                Ok(lasting(workspace, task, span))
            }
            Some(Field::Done) => {
                let share = parse::percent(lang, text)
                    .filter(|share| (0..=Percent::WHOLE.0).contains(&share.0))
                    .ok_or_else(|| Words::NoShare.text(lang).to_owned())?;
                Ok(progressed(task, line.days, share, self.today))
            }
            Some(Field::Needs) => self.needing(task, text, fresh),
            _ => Err(Words::Calculated.text(lang).to_owned()),
        }
    }

    /// What the tasks of a task's project wait for.
    fn needs(&self, task: &Task) -> Needs {
        let lines = task
            .project
            .map(|project| wbs::of_project(self.workspace, project));
        Needs::of(self.workspace, &lines.unwrap_or_default())
    }

    /// The links that make a task wait for exactly what a person wrote.
    fn needing(
        &self,
        task: &Task,
        text: &str,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Result<Vec<Command>, String> {
        let (workspace, lang) = (self.workspace, self.lang);
        let needs = self.needs(task);
        let wanted = needs
            .read(workspace, text, lang)
            .map_err(|error| match error {
                NeedsError::NoTask(what) => Words::NoSuchTask.fill(lang, &[&what]),
                NeedsError::NoLag(what) => Words::NoSuchLag.fill(lang, &[&what]),
            })?;
        let had = needs.of_task(task.id);
        let gone = had.iter().filter(|(_, need)| !wanted.contains(need));
        let gone: Vec<RawId> = gone.map(|(id, _)| *id).collect();
        let mut commands = Vec::new();
        if !gone.is_empty() {
            commands.push(Command::Delete {
                kind: Kind::Link,
                ids: gone,
            });
        }
        // A link may lead where another one did that goes.
        let mut after = tried(workspace, Deed::Set, &commands);
        for need in wanted {
            if had.iter().any(|(_, known)| *known == need) {
                continue;
            }
            let w = after.as_ref().unwrap_or(workspace);
            let added = link_tasks(w, need.giver, task.id, need.how, need.lag, fresh());
            commands.push(added.map_err(|reason| refusal(&reason, w, lang).to_string())?);
            after = tried(workspace, Deed::Set, &commands);
        }
        Ok(commands)
    }
}

/// Does the task wait for another one?
fn has_giver(workspace: &Workspace, task: Id<Task>) -> bool {
    workspace
        .referring(task.raw(), Kind::Link)
        .filter_map(|id| workspace.links.get(&Id::new(id)))
        .any(|link| link.taker_task == Some(task) && link.giver_task.is_some())
}

/// Working days between its days, both included.
fn said_length(workspace: &Workspace, task: &Task) -> Option<Span> {
    if wbs::is_event(task) {
        return Some(Span::minutes(0));
    }
    let (first, last) = wbs::recorded(task)?;
    Span::days(workspace.calendar().working_days(first, last.plus_days(1)?))
}

/// Gives a task new forecast days. Each command is checked by itself, and a start may never lie behind
/// its finish: what moves on moves its finish first.
fn forecast(task: &Task, start: Option<Date>, finish: Option<Date>) -> Vec<Command> {
    let is_later = finish
        .zip(wbs::recorded(task))
        .is_some_and(|(now, was)| now > was.1);
    let mut dates = [("forecast_start", start), ("forecast_finish", finish)];
    if is_later {
        dates.reverse();
    }
    dates
        .into_iter()
        .filter(|(_, date)| date.is_some())
        .map(|(key, date)| day(task.id, key, date))
        .collect()
}

/// The last day of a task of this length that starts on a day.
fn last_day(workspace: &Workspace, start: Date, span: Span) -> Option<Date> {
    let calendar = workspace.calendar();
    match span.measure {
        Measure::Elapsed => start.plus_days((span.amount - 1).max(0) / Span::ELAPSED_DAY),
        _ => {
            let days = (span.amount + Span::DAY - 1) / Span::DAY;
            let first = match calendar.works(start) {
                true => start,
                false => calendar.plus_working_days(start, 1)?,
            };
            calendar.plus_working_days(first, (days - 1).max(0))
        }
    }
}

/// The task starts on this day and keeps its length.
fn starting(workspace: &Workspace, task: &Task, start: Date) -> Vec<Command> {
    if task.actual_start.is_some() && !wbs::is_event(task) {
        return vec![day(task.id, "actual_start", Some(start))];
    }
    // What waits for others starts when they let it, but not before the day that was asked for.
    if has_giver(workspace, task.id) && !task.manual {
        return vec![
            set(
                task.id,
                "constraint",
                Some(Value::Choice(ConstraintKind::StartFrom.key().into())),
            ),
            day(task.id, "constraint_date", Some(start)),
        ];
    }
    if wbs::is_event(task) {
        return forecast(task, task.forecast_start.map(|_| start), Some(start));
    }
    let span = task.duration.or_else(|| said_length(workspace, task));
    let finish = span.and_then(|span| last_day(workspace, start, span));
    forecast(task, Some(start), finish.or(Some(start)))
}

/// The task ends on this day: it lasts longer or shorter; an event moves.
fn finishing(workspace: &Workspace, task: &Task, finish: Date) -> Vec<Command> {
    if task.actual_finish.is_some() {
        return vec![day(task.id, "actual_finish", Some(finish))];
    }
    if wbs::is_event(task) {
        return starting(workspace, task, finish);
    }
    let start = wbs::recorded(task).map_or(finish, |days| days.0);
    let calendar = workspace.calendar();
    let span = finish
        .plus_days(1)
        .and_then(|end| Span::days(calendar.working_days(start, end)));
    let mut commands = forecast(task, None, Some(finish));
    if task.duration.is_some() {
        commands.push(set(task.id, "duration", span.map(Value::Span)));
    }
    commands
}

/// The task lasts this long from where it starts.
pub(super) fn lasting(workspace: &Workspace, task: &Task, span: Span) -> Vec<Command> {
    let mut commands = vec![set(task.id, "duration", Some(Value::Span(span)))];
    if let Some(days) = wbs::recorded(task).filter(|_| task.actual_finish.is_none()) {
        let finish = last_day(workspace, days.0, span);
        commands.extend(forecast(task, None, finish));
    }
    commands
}

/// So much is done: begun when anything is, finished when all is. What happened is never said to have
/// happened after today.
fn progressed(task: &Task, days: Option<Days>, share: Percent, today: Date) -> Vec<Command> {
    let mut commands = vec![set(task.id, "progress", Some(Value::Percent(share)))];
    let planned = days.unwrap_or((today, today));
    if share.0 > 0 && task.actual_start.is_none() && !wbs::is_event(task) {
        commands.push(day(task.id, "actual_start", Some(planned.0.min(today))));
    }
    if share >= Percent::WHOLE && task.actual_finish.is_none() {
        commands.push(day(task.id, "actual_finish", Some(planned.1.min(today))));
    }
    if share < Percent::WHOLE && task.actual_finish.is_some() {
        commands.push(day(task.id, "actual_finish", None));
    }
    commands
}

/// A bar was dropped on other days: moved as a whole, or widened at one end.
#[must_use]
pub fn dropped(workspace: &Workspace, task: &Task, days: Days, is_whole: bool) -> Vec<Command> {
    let was = wbs::recorded(task);
    match was {
        Some(was) if !is_whole && was.0 == days.0 => finishing(workspace, task, days.1),
        Some(was) if !is_whole && was.1 == days.1 => {
            let calendar = workspace.calendar();
            let span = days
                .1
                .plus_days(1)
                .and_then(|end| Span::days(calendar.working_days(days.0, end)));
            let mut commands = starting(workspace, task, days.0);
            commands.retain(|command| !matches!(command, Command::Set { key, .. } if &**key == "forecast_finish"));
            commands.push(set(task.id, "duration", span.map(Value::Span)));
            commands
        }
        _ if task.actual_start.is_some() && !wbs::is_event(task) => {
            finishing(workspace, task, days.1)
        }
        _ => starting(workspace, task, days.0),
    }
}

/// Adds to some commands what follows from them: the forecast days of every task that the schedule now
/// puts elsewhere, in the same step.
///
/// `schedule` answers for a portfolio; `before` is its answer for this one. Commands that cannot be
/// planned are returned as they are: dispatching them says why.
#[must_use]
pub fn with_effects(
    workspace: &Workspace,
    deed: Deed,
    mut commands: Vec<Command>,
    before: &Facts,
    schedule: &mut dyn FnMut(&Workspace) -> Arc<Facts>,
) -> Command {
    if let Some(after) = tried(workspace, deed, &commands) {
        let facts = schedule(&after);
        for (task, days) in effects(&after, before, &facts) {
            if let Some(record) = after.tasks.get(&task) {
                commands.extend(follow(record, days));
            }
        }
    }
    Command::Group { deed, commands }
}

/// The portfolio as some commands would make it.
#[must_use]
pub fn tried(workspace: &Workspace, deed: Deed, commands: &[Command]) -> Option<Workspace> {
    let group = Command::Group {
        deed,
        commands: commands.to_vec(),
    };
    let patch = plan(workspace, &group).ok()?;
    let mut after = workspace.clone();
    apply(&mut after, &patch);
    Some(after)
}

/// The tasks that the schedule puts elsewhere than before and that follow it: not what is placed by hand,
/// begun or finished there.
#[must_use]
pub fn effects(after: &Workspace, before: &Facts, facts: &Facts) -> Vec<(Id<Task>, Days)> {
    let moved = |task: Id<Task>| {
        let days = facts.get(&task)?.days?;
        let is_other = before.get(&task).and_then(|was| was.days) != Some(days);
        let record = after.tasks.get(&task).filter(|_| is_other)?;
        follows(record, days).then_some((task, days))
    };
    let told = told_otherwise(before, facts).into_iter();
    told.filter_map(moved).collect()
}

/// Does a task go where the schedule puts it? Not what is there, placed by hand, finished, or a summary.
pub(super) fn follows(task: &Task, days: Days) -> bool {
    !task.manual
        && task.actual_finish.is_none()
        && task.task_kind.as_ref().and_then(Choice::known) != Some(TaskKind::Summary)
        && wbs::recorded(task) != Some(days)
}

/// The forecast days that the schedule gives a task.
pub(super) fn follow(task: &Task, days: Days) -> Vec<Command> {
    if wbs::is_event(task) {
        let start = task.forecast_start.map(|_| days.1);
        return forecast(task, start, Some(days.1));
    }
    let start = Some(days.0).filter(|_| task.actual_start.is_none());
    forecast(task, start, Some(days.1))
}
