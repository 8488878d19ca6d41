//! GanttProject (.gan): XML with a tree of tasks, to the plan that other planners' files become too.
//!
//! The format counts in whole working days and has no hours: a day is the usual one. A task without
//! predecessors stands on its own day; one with them follows its links.

mod days;
mod tasks;

use crate::exchange::msproject::calendar_read::USUAL;
use crate::exchange::msproject::file::{
    Assignment, Calendar, Exception, Plan, Resource, ResourceKind, Unfit,
};
use crate::exchange::msproject::read::decode;
use crate::exchange::msproject::xml::{Cursor, Place};
use crate::exchange::msproject::{
    MOST_ASSIGNMENTS, MOST_EXCEPTIONS, MOST_RESOURCES, ReadError, Why,
};
use crate::model::Date;

/// What the program calls itself, for faults.
const PROGRAM: &str = "GanttProject (.gan)";
/// UID of the one calendar.
const CALENDAR: i64 = 1;
/// A day off of every year is taken for these years.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2060;

/// Reads a whole file.
///
/// # Errors
/// [`ReadError`] with line and element; nothing of the file is taken then.
pub fn read(bytes: &[u8]) -> Result<Plan, ReadError> {
    ReadError::unless_fits(bytes)?;
    let text = decode(bytes)?;
    if !text.trim_start().starts_with('<') {
        return Err(ReadError::outside(0, Why::NotA { program: PROGRAM }));
    }
    let mut c = Cursor::resume(&text, Place::default()).with_attributes();
    if !c.child()? {
        return Err(c.fault(Why::CutOff));
    }
    if c.name() != "project" {
        return Err(c.fault(Why::NotA { program: PROGRAM }));
    }
    let mut plan = Plan {
        title: c.attribute("name").to_owned(),
        from_start: true,
        calendar: Some(CALENDAR),
        minutes_per_day: 480,
        minutes_per_week: 2400,
        days_per_month: 20,
        honour_constraints: true,
        ..Plan::default()
    };
    let mut found = tasks::Found::default();
    let mut has_calendar = false;
    while c.child()? {
        match c.name() {
            "calendars" => {
                has_calendar = true;
                plan.calendars = vec![calendar(&mut c)?];
            }
            "tasks" => found.read(&mut c, &mut plan)?,
            "resources" => {
                while c.child()? {
                    resource(&mut c, &mut plan)?;
                }
            }
            "allocations" => {
                while c.child()? {
                    allocation(&mut c, &mut plan)?;
                }
            }
            "previous" => found.promised(&mut c)?,
            _ => c.leave()?,
        }
    }
    if c.depth() == 0 && c.child()? {
        return Err(c.fault(Why::Syntax));
    }
    if !has_calendar {
        plan.calendars = vec![usual()];
    }
    found.finish(&mut plan, &mut c.met);
    c.met.into_plan(plan)
}

fn usual() -> Calendar {
    Calendar {
        uid: CALENDAR,
        name: "GanttProject".to_owned(),
        is_base: true,
        ..Calendar::default()
    }
}

/// A number that an attribute holds.
fn number(c: &mut Cursor, name: &str) -> Option<i64> {
    let text = c.attribute(name).to_owned();
    let number = text
        .parse()
        .ok()
        .filter(|n: &i64| n.abs() < 1_000_000_000_000);
    if number.is_none() && !text.is_empty() {
        let (line, element) = (c.line(), format!("{}/{name}", c.name()));
        c.met.notice(line, &element, Unfit::Number, &text);
    }
    number
}

/// A day that an attribute holds.
fn day(c: &mut Cursor, name: &str) -> Option<Date> {
    let text = c.attribute(name).to_owned();
    let day = Date::parse(&text);
    if day.is_none() && !text.is_empty() {
        let (line, element) = (c.line(), format!("{}/{name}", c.name()));
        c.met.notice(line, &element, Unfit::Moment, &text);
    }
    day
}

fn calendar(c: &mut Cursor) -> Result<Calendar, ReadError> {
    let mut calendar = Calendar {
        line: c.line(),
        ..usual()
    };
    while c.child()? {
        match c.name() {
            "day-types" => {
                while c.child()? {
                    if c.name() == "default-week" {
                        let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
                        for (slot, name) in calendar.week.iter_mut().zip(names) {
                            let is_off = c.attribute(name) == "1";
                            *slot = Some(if is_off { Vec::new() } else { USUAL.to_vec() });
                        }
                    }
                    c.skip()?;
                }
            }
            "date" => {
                date(c, &mut calendar)?;
            }
            _ => c.leave()?,
        }
    }
    Ok(calendar)
}

/// A day off, or a day that is worked though its week says otherwise; without a year, of every year.
fn date(c: &mut Cursor, calendar: &mut Calendar) -> Result<(), ReadError> {
    let line = c.line();
    let works = c.attribute("type") == "WORKING_DAY";
    let (year, month, day) = (number(c, "year"), number(c, "month"), number(c, "date"));
    let name = c.string()?.trim().chars().take(200).collect::<String>();
    let (Some(month), Some(day)) = (
        month.and_then(|n| u32::try_from(n).ok()),
        day.and_then(|n| u32::try_from(n).ok()),
    ) else {
        return Ok(());
    };
    let years = match year.and_then(|year| i32::try_from(year).ok()) {
        Some(year) => year..=year,
        None => YEARS,
    };
    for on in years.filter_map(|year| Date::new(year, month, day)) {
        if calendar.exceptions.len() >= MOST_EXCEPTIONS {
            let most = MOST_EXCEPTIONS;
            return Err(c.fault(Why::TooMany { most }));
        }
        calendar.exceptions.push(Exception {
            name: name.clone(),
            line,
            from: Some(on),
            to: Some(on),
            rule: 1,
            times: if works { USUAL.to_vec() } else { Vec::new() },
            ..Exception::default()
        });
    }
    Ok(())
}

fn resource(c: &mut Cursor, plan: &mut Plan) -> Result<(), ReadError> {
    if c.name() != "resource" {
        return c.leave();
    }
    if plan.resources.len() >= MOST_RESOURCES {
        let most = MOST_RESOURCES;
        return Err(c.fault(Why::TooMany { most }));
    }
    let line = c.line();
    let (uid, name, email) = (
        number(c, "id").unwrap_or(-1),
        c.attribute("name").to_owned(),
        c.attribute("contacts").to_owned(),
    );
    plan.resources.push(Resource {
        uid,
        line,
        name,
        email,
        kind: ResourceKind::Work,
        ..Resource::default()
    });
    c.skip()?;
    Ok(())
}

fn allocation(c: &mut Cursor, plan: &mut Plan) -> Result<(), ReadError> {
    if c.name() != "allocation" {
        return c.leave();
    }
    if plan.assignments.len() >= MOST_ASSIGNMENTS {
        let most = MOST_ASSIGNMENTS;
        return Err(c.fault(Why::TooMany { most }));
    }
    let line = c.line();
    let uid = i64::try_from(plan.assignments.len()).unwrap_or(i64::MAX);
    let (task, resource) = (number(c, "task-id"), number(c, "resource-id"));
    let responsible = c.attribute("responsible") == "true";
    let one = Assignment {
        uid,
        task: task.unwrap_or(-1),
        resource,
        line,
        ..Assignment::default()
    };
    // The one who answers for a task comes first.
    let place = if responsible {
        0
    } else {
        plan.assignments.len()
    };
    plan.assignments.insert(place, one);
    c.skip()?;
    Ok(())
}
