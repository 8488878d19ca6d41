//! What a task of a file comes to as fields of a record. Days only: Baton keeps no times of day.

use super::file::{Baseline, Constraint, Plan, Task};
use super::network::{minute, work_time};
use super::value::{Moment, Seconds};
use crate::model::{
    ChoiceSet, ConstraintKind, Date, FieldType, Kind, Measure, Percent, ProgressMethod, Span,
    TaskKind, Told, Value,
};
use std::collections::BTreeMap;

/// Fields by key; nothing where the file says nothing.
pub(super) type Fields = BTreeMap<&'static str, Option<Value>>;

/// What the custom fields begin with that carry what the format has no place for.
pub(super) const OWN: &str = "Baton:";

/// The field that a custom field carries.
pub(super) fn own_key(alias: &str) -> Option<(&'static str, FieldType)> {
    let spec = Kind::Task.field(alias.strip_prefix(OWN)?)?;
    is_carried(spec.ty).then_some((spec.key, spec.ty))
}

/// Whether a custom field can carry such a value: what has a text of its own and refers to nothing.
pub(super) fn is_carried(ty: FieldType) -> bool {
    matches!(
        ty,
        FieldType::Text
            | FieldType::Markdown
            | FieldType::Choice(_)
            | FieldType::Span
            | FieldType::Money
            | FieldType::Percent
            | FieldType::Date
            | FieldType::Flag
    )
}

/// The fields of a task, but for those that refer to other records.
pub(super) fn fields(plan: &Plan, task: &Task, is_group: bool) -> Fields {
    let mut fields = Fields::new();
    let mut set = |key, value: Option<Value>| fields.insert(key, value);
    let text = |text: &str| (!text.is_empty()).then(|| Value::Text(text.into()));
    let day = |moment: Option<Moment>| moment.and_then(Moment::day).map(Value::Date);
    let kind = kind(task, is_group);
    let name = text(&task.name).unwrap_or_else(|| Value::Text(format!("#{}", task.uid).into()));
    set("name", Some(name));
    set("task_kind", Some(choice(kind)));
    set("source_id", text(&task.uid.to_string()));
    set("note", text(&task.notes));
    set("forecast_start", day(task.start));
    set("forecast_finish", last_day(task.start, task.finish));
    set("actual_start", day(task.actual_start));
    set(
        "actual_finish",
        last_day(task.actual_start, task.actual_finish),
    );
    let first = task.baselines.iter().find(|b| b.number == 0);
    set("baseline_start", day(first.and_then(|b| b.start)));
    set("baseline_finish", first.and_then(Baseline::last_day));
    set("manual", task.manual.then_some(Value::Flag));
    set("constraint", constraint(task.constraint));
    let held = !matches!(task.constraint, Constraint::Asap | Constraint::Alap);
    set(
        "constraint_date",
        day(task.constraint_date.filter(|_| held)),
    );
    set("deadline", day(task.deadline));
    let physical = task.earned_value_method == 1;
    let percent = if physical {
        task.percent_physical
    } else {
        task.percent
    };
    let begun = task.actual_start.is_some();
    let percent = percent.filter(|percent| *percent > 0 || begun);
    let percent = percent.and_then(|p| Percent::whole(i32::try_from(p).ok()?));
    let percent = percent.filter(|_| kind != TaskKind::Summary);
    let method = match (physical, percent) {
        (true, _) => Some(ProgressMethod::Physical),
        (false, Some(_)) => Some(ProgressMethod::Duration),
        (false, None) => None,
    };
    set("progress", percent.map(Value::Percent));
    set("progress_method", method.map(choice));
    let long = task
        .duration
        .filter(|long| kind != TaskKind::Summary && (long.0 > 0 || kind == TaskKind::Task));
    let elapsed = is_elapsed(task.duration_format);
    set(
        "duration",
        long.map(|long| Value::Span(span(long, elapsed))),
    );
    set("resume", resume(plan, task));
    let work = task
        .work
        .filter(|work| work.0 > 0 && kind != TaskKind::Summary);
    set("work", work.map(|work| Value::Span(span(work, false))));
    for (number, value) in &task.custom {
        let Some((key, ty)) = plan.custom.get(number).and_then(|name| own_key(name)) else {
            continue;
        };
        fields.insert(key, read_own(ty, value));
    }
    fields
}

/// The day on which work goes on that was interrupted: where working time lies between its stop and then.
fn resume(plan: &Plan, task: &Task) -> Option<Value> {
    let is_under_way = task.actual_start.is_some() && task.actual_finish.is_none();
    let (stop, resume) = task.stop.zip(task.resume).filter(|_| is_under_way)?;
    if resume.day() <= stop.day() {
        return None;
    }
    let time = work_time(plan, task.calendar.or(plan.calendar));
    let rests = time.between(minute(stop), minute(resume)) > 1;
    resume.day().filter(|_| rests).map(Value::Date)
}

/// Reads what a custom field carries; nothing where it is not of its type.
fn read_own(ty: FieldType, text: &str) -> Option<Value> {
    match ty {
        FieldType::Flag => (text == "1").then_some(Value::Flag),
        _ => Value::from_told(ty, &Told::Text(text.into())).ok()?,
    }
}

/// Writes what a custom field is to carry.
pub(super) fn write_own(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::Flag) => "1".to_owned(),
        Some(value) => match value.to_json() {
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        },
    }
}

fn kind(task: &Task, is_group: bool) -> TaskKind {
    if is_group || task.summary {
        TaskKind::Summary
    } else if task.milestone || task.duration == Some(Seconds(0)) {
        TaskKind::Milestone
    } else {
        TaskKind::Task
    }
}

pub(super) fn choice<E: ChoiceSet>(choice: E) -> Value {
    Value::Choice(choice.key().into())
}

/// Whether the unit of a duration counts by the clock; from 35 on they are guesses of the same units.
pub(super) const fn is_elapsed(format: i64) -> bool {
    matches!(format, 4 | 6 | 8 | 10 | 12 | 36 | 38 | 40 | 42 | 44)
}

pub(super) const fn span(time: Seconds, elapsed: bool) -> Span {
    Span {
        amount: time.minutes(),
        measure: if elapsed {
            Measure::Elapsed
        } else {
            Measure::Working
        },
    }
}

/// The last day, inclusive, of what ends at a moment: midnight ends the day before.
fn last_day(start: Option<Moment>, finish: Option<Moment>) -> Option<Value> {
    last(start, finish).map(Value::Date)
}

pub(super) fn last(start: Option<Moment>, finish: Option<Moment>) -> Option<Date> {
    let finish = finish?;
    let day = finish.day()?;
    let ends_before = finish.second_of_day() == 0 && start.is_some_and(|start| start < finish);
    if ends_before {
        day.plus_days(-1)
    } else {
        Some(day)
    }
}

impl Baseline {
    fn last_day(&self) -> Option<Value> {
        last_day(self.start, self.finish)
    }
}

fn constraint(constraint: Constraint) -> Option<Value> {
    let kind = match constraint {
        Constraint::Asap => return None,
        Constraint::Alap => ConstraintKind::AsLate,
        Constraint::MustStart => ConstraintKind::StartOn,
        Constraint::MustFinish => ConstraintKind::FinishOn,
        Constraint::StartNoEarlier => ConstraintKind::StartFrom,
        Constraint::StartNoLater => ConstraintKind::StartBy,
        Constraint::FinishNoEarlier => ConstraintKind::FinishFrom,
        Constraint::FinishNoLater => ConstraintKind::FinishBy,
    };
    Some(choice(kind))
}
