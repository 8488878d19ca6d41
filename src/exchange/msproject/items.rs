//! Tasks, resources and assignments as a file writes them.

use super::fault::{ReadError, Why};
use super::file::{
    Assignment, Baseline, Constraint, Lag, Link, LinkKind, Resource, ResourceKind, Task,
};
use super::value::{Moment, Seconds};
use super::xml::Cursor;

/// An identity; the format writes -1 for none.
pub(super) fn uid(c: &mut Cursor) -> Result<Option<i64>, ReadError> {
    Ok(c.number()?.filter(|uid| *uid >= 0))
}

/// Reads a task.
pub(super) fn task(c: &mut Cursor, line: usize) -> Result<Task, ReadError> {
    let mut task = Task {
        line,
        active: true,
        level: 1,
        ..Task::default()
    };
    let mut known = None;
    while c.child()? {
        match c.name() {
            "UID" => known = c.number()?,
            "ID" => task.id = c.number()?.unwrap_or(0),
            "Name" => task.name = c.text()?,
            "Notes" => task.notes = c.text()?,
            "WBS" => task.wbs = c.text()?,
            "OutlineLevel" => task.level = c.number()?.unwrap_or(1).clamp(0, 65_535),
            "IsNull" => task.is_null = c.yes()?,
            "Active" => task.active = c.yes()?,
            "Manual" => task.manual = c.yes()?,
            "Summary" => task.summary = c.yes()?,
            "Milestone" => task.milestone = c.yes()?,
            "Critical" => task.critical = Some(c.yes()?),
            "Estimated" => task.estimated = c.yes()?,
            "Recurring" => task.recurring = c.yes()?,
            "ExternalTask" => task.external = c.yes()?,
            "IsSubproject" => task.subproject = c.yes()?,
            "ExternalTaskProject" | "SubprojectName" => task.outside_name = c.text()?,
            "IgnoreResourceCalendar" => task.ignores_resource_calendars = c.yes()?,
            "Start" => task.start = c.moment()?,
            "Finish" => task.finish = c.moment()?,
            "ManualStart" => task.manual_start = c.moment()?,
            "ManualFinish" => task.manual_finish = c.moment()?,
            "ActualStart" => task.actual_start = c.moment()?,
            "ActualFinish" => task.actual_finish = c.moment()?,
            "Stop" => task.stop = c.moment()?,
            "Resume" => task.resume = c.moment()?,
            "PreLeveledStart" => task.prelevelled_start = c.moment()?,
            "PreLeveledFinish" => task.prelevelled_finish = c.moment()?,
            "EarlyStart" => task.early_start = c.moment()?,
            "EarlyFinish" => task.early_finish = c.moment()?,
            "LateStart" => task.late_start = c.moment()?,
            "LateFinish" => task.late_finish = c.moment()?,
            "Deadline" => task.deadline = c.moment()?,
            "ConstraintDate" => task.constraint_date = c.moment()?,
            "ConstraintType" => task.constraint = Constraint::from_file(c.choice(7)?.unwrap_or(0)),
            "CalendarUID" => task.calendar = uid(c)?,
            "Duration" => task.duration = c.duration()?,
            "DurationFormat" => task.duration_format = c.number()?.unwrap_or(0),
            "ManualDuration" => task.manual_duration = c.duration()?,
            "ActualDuration" => task.actual_duration = c.duration()?,
            "RemainingDuration" => task.remaining_duration = c.duration()?,
            "Work" => task.work = c.duration()?,
            "LevelingDelay" => task.levelling_delay = c.tenths()?,
            "TotalSlack" => task.total_slack = c.tenths()?,
            "FreeSlack" => task.free_slack = c.tenths()?,
            "StartSlack" => task.start_slack = c.tenths()?,
            "FinishSlack" => task.finish_slack = c.tenths()?,
            "PercentComplete" => task.percent = c.choice(100)?,
            "PercentWorkComplete" => task.percent_work = c.choice(100)?,
            "PhysicalPercentComplete" => task.percent_physical = c.choice(100)?,
            "EarnedValueMethod" => task.earned_value_method = c.choice(1)?.unwrap_or(0),
            "PredecessorLink" => task.links.push(link(c)?),
            "Baseline" => task.baselines.push(baseline(c)?),
            "ExtendedAttribute" => {
                if let Some(value) = custom_value(c)? {
                    task.custom.push(value);
                }
            }
            _ => c.leave()?,
        }
    }
    match known {
        Some(uid) => task.uid = uid,
        None => return Err(c.fault(Why::NoUid)),
    }
    Ok(task)
}

fn link(c: &mut Cursor) -> Result<Link, ReadError> {
    let mut link = Link {
        line: c.line(),
        before: -1,
        lag_format: 7,
        ..Link::default()
    };
    let mut lag = None;
    let mut number = 0;
    while c.child()? {
        match c.name() {
            "PredecessorUID" => link.before = c.number()?.unwrap_or(-1),
            "Type" => link.kind = LinkKind::from_file(c.choice(3)?.unwrap_or(1)),
            "CrossProject" => link.cross_project = c.yes()?,
            "CrossProjectName" => link.cross_project_name = c.text()?,
            // A share is a number of percent, everything else tenths of a minute.
            "LinkLag" => {
                lag = c.tenths()?;
                number = lag.map_or(0, |lag| lag.0 / 6);
            }
            "LagFormat" => link.lag_format = c.number()?.unwrap_or(7),
            _ => c.leave()?,
        }
    }
    let time = lag.unwrap_or_default();
    link.lag = match link.lag_format {
        // Estimates (from 35) have the measures of what they estimate.
        19 | 20 | 51 | 52 => Lag::Share(number * 100),
        4 | 6 | 8 | 10 | 12 | 36 | 38 | 40 | 42 | 44 => Lag::Elapsed(time),
        _ => Lag::Working(time),
    };
    Ok(link)
}

/// Reads what a custom field is called: its number, and its alias or else its name.
pub(super) fn custom_field(c: &mut Cursor) -> Result<Option<(i64, String)>, ReadError> {
    let (mut number, mut name, mut alias) = (None, String::new(), String::new());
    while c.child()? {
        match c.name() {
            "FieldID" => number = c.number()?,
            "FieldName" => name = c.text()?,
            "Alias" => alias = c.text()?,
            _ => c.leave()?,
        }
    }
    Ok(number.map(|number| (number, if alias.is_empty() { name } else { alias })))
}

fn custom_value(c: &mut Cursor) -> Result<Option<(i64, String)>, ReadError> {
    let (mut number, mut value) = (None, String::new());
    while c.child()? {
        match c.name() {
            "FieldID" => number = c.number()?,
            "Value" => value = c.text()?,
            _ => c.leave()?,
        }
    }
    Ok(number.map(|number| (number, value)))
}

fn baseline(c: &mut Cursor) -> Result<Baseline, ReadError> {
    let mut baseline = Baseline::default();
    while c.child()? {
        match c.name() {
            "Number" => baseline.number = c.choice(10)?.unwrap_or(0),
            "Start" => baseline.start = c.moment()?,
            "Finish" => baseline.finish = c.moment()?,
            "Duration" => baseline.duration = c.duration()?,
            "Work" => baseline.work = c.duration()?,
            _ => c.leave()?,
        }
    }
    Ok(baseline)
}

/// Reads a resource.
pub(super) fn resource(c: &mut Cursor, line: usize) -> Result<Resource, ReadError> {
    let mut resource = Resource {
        line,
        uid: -1,
        ..Resource::default()
    };
    while c.child()? {
        match c.name() {
            "UID" => resource.uid = c.number()?.unwrap_or(-1),
            "ID" => resource.id = c.number()?.unwrap_or(0),
            "Name" => resource.name = c.text()?,
            "Initials" => resource.initials = c.text()?,
            "EmailAddress" => resource.email = c.text()?,
            "Group" => resource.group = c.text()?,
            "Code" => resource.code = c.text()?,
            "Notes" => resource.notes = c.text()?,
            "IsNull" => resource.is_null = c.yes()?,
            "IsGeneric" => resource.generic = c.yes()?,
            "MaxUnits" => resource.max_units = c.units()?,
            "CalendarUID" => resource.calendar = uid(c)?,
            "Type" => {
                resource.kind = match c.choice(2)? {
                    Some(0) => ResourceKind::Material,
                    Some(2) => ResourceKind::Cost,
                    _ => ResourceKind::Work,
                }
            }
            _ => c.leave()?,
        }
    }
    Ok(resource)
}

/// Reads an assignment.
pub(super) fn assignment(c: &mut Cursor, line: usize) -> Result<Assignment, ReadError> {
    let mut assignment = Assignment {
        line,
        task: -1,
        ..Assignment::default()
    };
    let mut resting = None;
    while c.child()? {
        match c.name() {
            "UID" => assignment.uid = c.number()?.unwrap_or(-1),
            "TaskUID" => assignment.task = c.number()?.unwrap_or(-1),
            // -65535 stands for nobody.
            "ResourceUID" => assignment.resource = uid(c)?,
            "Units" => assignment.units = c.units()?,
            "Work" => assignment.work = c.duration()?,
            "Start" => assignment.start = c.moment()?,
            "Finish" => assignment.finish = c.moment()?,
            "Delay" => assignment.delay = c.tenths()?,
            "LevelingDelay" => assignment.levelling_delay = c.tenths()?,
            "TimephasedData" => phase(c, &mut resting, &mut assignment.rests)?,
            _ => c.leave()?,
        }
    }
    Ok(assignment)
}

/// Remaining work by stretches of time: those without any between those with some are rests. `resting` has
/// those since work was met last, once there was any. The hours themselves are not taken.
fn phase(
    c: &mut Cursor,
    resting: &mut Option<Vec<(Moment, Moment)>>,
    rests: &mut Vec<(Moment, Moment)>,
) -> Result<(), ReadError> {
    /// Planned work that is left.
    const LEFT: i64 = 1;
    let (path, line) = c.place();
    let (mut kind, mut start, mut finish, mut value) = (None, None, None, None);
    while c.child()? {
        match c.name() {
            "Type" => kind = c.string()?.trim().parse().ok(),
            "Start" => start = Moment::parse(c.string()?.trim()),
            "Finish" => finish = Moment::parse(c.string()?.trim()),
            "Value" => value = Seconds::parse(c.string()?.trim()),
            _ => {
                c.skip()?;
            }
        }
    }
    c.left(path, line, true);
    // Without a value nobody works then anyway.
    match (kind, value) {
        (Some(LEFT), Some(Seconds(0))) => {
            if let Some((resting, stretch)) = resting.as_mut().zip(start.zip(finish)) {
                resting.push(stretch);
            }
        }
        (Some(LEFT), Some(_)) => rests.append(resting.get_or_insert_default()),
        _ => {}
    }
    Ok(())
}

impl LinkKind {
    /// The kind with the number of the format.
    #[must_use]
    pub const fn from_file(number: i64) -> Self {
        match number {
            0 => Self::FinishFinish,
            2 => Self::StartFinish,
            3 => Self::StartStart,
            _ => Self::FinishStart,
        }
    }
}

impl Constraint {
    /// The constraint with the number of the format.
    #[must_use]
    pub const fn from_file(number: i64) -> Self {
        match number {
            1 => Self::Alap,
            2 => Self::MustStart,
            3 => Self::MustFinish,
            4 => Self::StartNoEarlier,
            5 => Self::StartNoLater,
            6 => Self::FinishNoEarlier,
            7 => Self::FinishNoLater,
            _ => Self::Asap,
        }
    }
}
