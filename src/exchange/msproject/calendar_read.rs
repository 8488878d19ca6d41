//! Calendars as a file writes them.

use super::MOST_EXCEPTIONS;
use super::fault::{ReadError, Why};
use super::file::{Calendar, Exception, Times, WorkWeek};
use super::value::Moment;
use super::xml::Cursor;
use crate::model::Date;

type Read<T> = Result<T, ReadError>;

/// Working times of a working day that has none of its own: what the format takes for granted.
pub(in crate::exchange) const USUAL: [(u32, u32); 2] =
    [(8 * 3600, 12 * 3600), (13 * 3600, 17 * 3600)];

/// Reads a calendar.
pub(super) fn calendar(c: &mut Cursor, line: usize) -> Read<Calendar> {
    let mut calendar = Calendar {
        line,
        uid: -1,
        ..Calendar::default()
    };
    let (mut old, mut new) = (Vec::new(), None);
    while c.child()? {
        match c.name() {
            "UID" => calendar.uid = c.number()?.unwrap_or(-1),
            "Name" => calendar.name = c.text()?,
            "IsBaseCalendar" => calendar.is_base = c.yes()?,
            "BaseCalendarUID" => calendar.base = c.number()?.filter(|uid| *uid >= 0),
            "WeekDays" => {
                while c.child()? {
                    week_day(c, &mut calendar.week, Some(&mut old))?;
                }
            }
            "Exceptions" => {
                let all = new.get_or_insert_with(Vec::new);
                while c.child()? {
                    room(c, all.len())?;
                    all.push(exception(c)?);
                }
            }
            "WorkWeeks" => {
                while c.child()? {
                    room(c, calendar.weeks.len())?;
                    calendar.weeks.push(work_week(c)?);
                }
            }
            _ => c.leave()?,
        }
    }
    // Files of MS Project 2007 and later say each exception twice, the old way without its rule.
    calendar.exceptions = new.unwrap_or(old);
    Ok(calendar)
}

fn room(c: &mut Cursor, count: usize) -> Read<()> {
    if count < MOST_EXCEPTIONS {
        return Ok(());
    }
    let most = MOST_EXCEPTIONS;
    Err(c.fault(Why::TooMany { most }))
}

/// A day of the week, or in older files (day type 0) a range of days.
fn week_day(
    c: &mut Cursor,
    week: &mut [Option<Times>; 7],
    exceptions: Option<&mut Vec<Exception>>,
) -> Read<()> {
    let line = c.line();
    let (mut kind, mut works, mut times, mut range) = (None, false, Vec::new(), (None, None));
    while c.child()? {
        match c.name() {
            "DayType" => kind = c.choice(7)?,
            "DayWorking" => works = c.yes()?,
            "TimePeriod" => range = period(c)?,
            "WorkingTimes" => times = working_times(c)?,
            _ => c.leave()?,
        }
    }
    let times = day(works, times);
    match (kind.and_then(|kind| usize::try_from(kind).ok()), exceptions) {
        (Some(0), Some(exceptions)) => {
            room(c, exceptions.len())?;
            exceptions.push(Exception {
                line,
                from: range.0,
                to: range.1,
                rule: 1,
                times,
                ..Exception::default()
            });
        }
        // 1 is Sunday.
        (Some(kind @ 1..=7), _) => {
            if let Some(slot) = week.get_mut((kind + 5) % 7) {
                *slot = Some(times);
            }
        }
        _ => {}
    }
    Ok(())
}

/// The times of a day: none on a day off, the usual ones where a working day has none of its own.
fn day(works: bool, times: Times) -> Times {
    match (works, times.is_empty()) {
        (false, _) => Times::new(),
        (true, true) => USUAL.to_vec(),
        (true, false) => times,
    }
}

fn working_times(c: &mut Cursor) -> Read<Times> {
    let mut times = Times::new();
    while c.child()? {
        let (mut from, mut to) = (None, None);
        while c.child()? {
            match c.name() {
                "FromTime" => from = c.clock()?,
                "ToTime" => to = c.clock()?,
                _ => c.leave()?,
            }
        }
        if let (Some(from), Some(to)) = (from, to) {
            // Midnight as an end is that of the next day.
            let to = if to == 0 { 86_400 } else { to };
            if from < to && times.len() < 24 {
                times.push((from, to));
            }
        }
    }
    times.sort_unstable();
    // Times that overlap are one.
    let mut joined = Times::with_capacity(times.len());
    for (from, to) in times {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    Ok(joined)
}

/// First and last day of a range; its last moment is 23:59 of the last day.
fn period(c: &mut Cursor) -> Read<(Option<Date>, Option<Date>)> {
    let (mut from, mut to) = (None, None);
    while c.child()? {
        match c.name() {
            "FromDate" => from = c.moment()?.and_then(Moment::day),
            "ToDate" => to = c.moment()?.and_then(Moment::day),
            _ => c.leave()?,
        }
    }
    Ok((from, to))
}

fn exception(c: &mut Cursor) -> Read<Exception> {
    let mut one = Exception {
        line: c.line(),
        rule: 1,
        period: 1,
        ..Exception::default()
    };
    let (mut works, mut times) = (false, Vec::new());
    while c.child()? {
        match c.name() {
            "Name" => one.name = c.text()?,
            "EnteredByOccurrences" => one.by_occurrences = c.yes()?,
            "Occurrences" => one.occurrences = c.number()?,
            "TimePeriod" => (one.from, one.to) = period(c)?,
            "Type" => one.rule = c.choice(9)?.unwrap_or(1),
            "Period" => one.period = c.number()?.unwrap_or(1).clamp(1, 10_000),
            "DaysOfWeek" => one.days_of_week = c.choice(127)?.unwrap_or(0),
            "MonthItem" => one.month_item = c.choice(9)?.unwrap_or(0),
            "MonthPosition" => one.month_position = c.choice(4)?.unwrap_or(0),
            "Month" => one.month = c.choice(11)?.unwrap_or(0),
            "MonthDay" => one.month_day = c.choice(31)?.unwrap_or(1),
            "DayWorking" => works = c.yes()?,
            "WorkingTimes" => times = working_times(c)?,
            _ => c.leave()?,
        }
    }
    one.times = day(works, times);
    Ok(one)
}

fn work_week(c: &mut Cursor) -> Read<WorkWeek> {
    let mut week = WorkWeek::default();
    while c.child()? {
        match c.name() {
            "Name" => week.name = c.text()?,
            "TimePeriod" => (week.from, week.to) = period(c)?,
            "WeekDays" => {
                while c.child()? {
                    week_day(c, &mut week.week, None)?;
                }
            }
            _ => c.leave()?,
        }
    }
    Ok(week)
}
