//! From the bytes of a file to what it says, in slices that do not block a page.

use super::calendar_read::calendar;
use super::fault::{ReadError, Why};
use super::file::Plan;
use super::items::{assignment, custom_field, resource, task, uid};
use super::xml::{Cursor, Place};
use super::{MOST_ASSIGNMENTS, MOST_CALENDARS, MOST_CUSTOM, MOST_RESOURCES, MOST_TASKS, SLICE};
use crate::exchange::csv::Encoding;

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    text: String,
    place: Place,
    plan: Plan,
    /// `Project` was opened.
    begun: bool,
    /// `Project` was closed.
    ended: bool,
}

/// Reads a whole file at once.
///
/// # Errors
/// [`ReadError`] with line and element; nothing of the file is taken then.
pub fn read(bytes: &[u8]) -> Result<Plan, ReadError> {
    let mut reading = Reading::new(bytes)?;
    while !reading.step()? {}
    reading.finish()
}

impl Reading {
    /// Begins with the bytes of a file.
    ///
    /// # Errors
    /// When it is too large, not in an encoding that is known, or not XML.
    pub fn new(bytes: &[u8]) -> Result<Self, ReadError> {
        ReadError::unless_fits(bytes)?;
        let text = decode(bytes)?;
        if !text.trim_start().starts_with('<') {
            return Err(ReadError::outside(0, Why::NotXml));
        }
        Ok(Self {
            text,
            place: Place::default(),
            plan: Plan {
                from_start: true,
                minutes_per_day: 480,
                minutes_per_week: 2400,
                days_per_month: 20,
                honour_constraints: true,
                ..Plan::default()
            },
            begun: false,
            ended: false,
        })
    }

    /// How much is read, from 0 to 100.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.place.at().saturating_mul(100) / self.text.len().max(1)
    }

    /// Reads on for about [`SLICE`] bytes; true at the end.
    ///
    /// # Errors
    /// [`ReadError`] with line and element.
    pub fn step(&mut self) -> Result<bool, ReadError> {
        let mut cursor = Cursor::resume(&self.text, std::mem::take(&mut self.place));
        let until = cursor.at() + SLICE;
        let plan = &mut self.plan;
        if !self.begun {
            if !cursor.child()? {
                return Err(cursor.fault(Why::CutOff));
            }
            if cursor.name() != "Project" {
                let found = cursor.name().chars().take(60).collect();
                return Err(cursor.fault(Why::WrongRoot { found }));
            }
            self.begun = true;
        }
        while !self.ended && cursor.at() < until {
            // Within a list the next element is one of it; otherwise one of the project.
            match (cursor.child()?, cursor.depth()) {
                (true, 2) => header(&mut cursor, plan)?,
                (true, _) => item(&mut cursor, plan)?,
                (false, 0) => self.ended = true,
                (false, _) => {}
            }
        }
        if self.ended && cursor.child()? {
            return Err(cursor.fault(Why::Syntax));
        }
        self.place = cursor.pause();
        Ok(self.ended)
    }

    /// Ends a reading whose last [`Reading::step`] said true.
    ///
    /// # Errors
    /// [`ReadError`] where the file is not read to its end or two tasks have one identity.
    pub fn finish(mut self) -> Result<Plan, ReadError> {
        let met = std::mem::take(&mut self.place.met);
        if !self.ended {
            return Err(ReadError {
                line: 0,
                element: String::new(),
                why: Why::CutOff,
            });
        }
        met.into_plan(self.plan)
    }
}

/// Tells the letters by the first bytes and by what the file names.
pub(in crate::exchange) fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    let fault = |line, name: &str| ReadError {
        line,
        element: String::new(),
        why: Why::Encoding {
            name: name.chars().take(60).collect(),
        },
    };
    let found = Encoding::detect(bytes);
    if matches!(found, Encoding::Utf16Le | Encoding::Utf16Be) {
        let (text, lost) = found.decode(bytes);
        return if lost == 0 && bytes.len().is_multiple_of(2) {
            Ok(text)
        } else {
            Err(fault(1, "UTF-16"))
        };
    }
    let start = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes)).into_owned();
    let declared = start.split_once("?>").and_then(|(head, _)| {
        let (_, after) = head.split_once("encoding")?;
        let quote = after.find(['"', '\''])?;
        let mark = after.get(quote..=quote)?;
        Some(after.get(quote + 1..)?.split(mark).next()?.to_owned())
    });
    let declared = declared.unwrap_or_else(|| "UTF-8".to_owned());
    match declared.to_ascii_lowercase().as_str() {
        "utf-8" | "utf8" | "us-ascii" | "ascii" => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(text.trim_start_matches('\u{feff}').to_owned()),
            Err(error) => {
                let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
                let line = good.iter().filter(|byte| **byte == b'\n').count() + 1;
                Err(fault(line, &declared))
            }
        },
        "iso-8859-1" | "latin1" | "windows-1252" | "cp1252" => {
            Ok(Encoding::Windows1252.decode(bytes).0)
        }
        _ => Err(fault(1, &declared)),
    }
}

/// An element of the project itself; a list stays open.
fn header(c: &mut Cursor, plan: &mut Plan) -> Result<(), ReadError> {
    match c.name() {
        "Tasks" | "Calendars" | "Resources" | "Assignments" | "ExtendedAttributes" => {}
        "Title" => plan.title = c.text()?,
        "Name" => plan.name = c.text()?,
        "Manager" => plan.manager = c.text()?,
        "Author" => plan.author = c.text()?,
        "CurrencyCode" => plan.currency = c.text()?,
        "StartDate" => plan.start = c.moment()?,
        "FinishDate" => plan.finish = c.moment()?,
        "StatusDate" => plan.status_date = c.moment()?,
        "ScheduleFromStart" => plan.from_start = c.yes()?,
        "CalendarUID" => plan.calendar = uid(c)?,
        "MinutesPerDay" => plan.minutes_per_day = within(c, 1, 1440, 480)?,
        "MinutesPerWeek" => plan.minutes_per_week = within(c, 1, 10_080, 2400)?,
        "DaysPerMonth" => plan.days_per_month = within(c, 1, 31, 20)?,
        "CriticalSlackLimit" => plan.critical_slack_days = within(c, -10_000, 10_000, 0)?,
        "MultipleCriticalPaths" => plan.many_critical_paths = c.yes()?,
        "HonorConstraints" => plan.honour_constraints = c.yes()?,
        _ => c.leave()?,
    }
    Ok(())
}

/// An element of one of the lists.
fn item(c: &mut Cursor, plan: &mut Plan) -> Result<(), ReadError> {
    let line = c.line();
    let full = |c: &mut Cursor, count: usize, most: usize| {
        if count < most {
            Ok(())
        } else {
            Err(c.fault(Why::TooMany { most }))
        }
    };
    match c.name() {
        "Task" => {
            full(c, plan.tasks.len(), MOST_TASKS)?;
            plan.tasks.push(task(c, line)?);
        }
        "ExtendedAttribute" => {
            full(c, plan.custom.len(), MOST_CUSTOM)?;
            if let Some((number, name)) = custom_field(c)? {
                plan.custom.insert(number, name);
            }
        }
        "Calendar" => {
            full(c, plan.calendars.len(), MOST_CALENDARS)?;
            plan.calendars.push(calendar(c, line)?);
        }
        "Resource" => {
            full(c, plan.resources.len(), MOST_RESOURCES)?;
            plan.resources.push(resource(c, line)?);
        }
        "Assignment" => {
            full(c, plan.assignments.len(), MOST_ASSIGNMENTS)?;
            plan.assignments.push(assignment(c, line)?);
        }
        _ => c.leave()?,
    }
    Ok(())
}

/// A whole number in a range; `usual` where it is not one or lies outside.
fn within(c: &mut Cursor, least: i64, most: i64, usual: i64) -> Result<i64, ReadError> {
    let number = c.number()?.unwrap_or(usual);
    Ok(if (least..=most).contains(&number) {
        number
    } else {
        usual
    })
}
