//! The tree of tasks, its links and what was promised.

use super::days::Days;
use super::{CALENDAR, day, number};
use crate::exchange::msproject::file::{
    Baseline, Constraint, Lag, Link, LinkKind, Plan, Task, Unfit,
};
use crate::exchange::msproject::xml::{Cursor, Met};
use crate::exchange::msproject::{MOST_TASKS, Moment, ReadError, Seconds, Why};
use crate::model::Date;
use std::collections::{HashMap, HashSet};

/// Working seconds of a day, and when it begins and ends.
const DAY: i64 = 8 * 3600;
const MORNING: i64 = 8 * 3600;
const EVENING: i64 = 17 * 3600;
/// A longer duration is a mistake: sixty years of working days.
const LONGEST: i64 = 15_000;
/// As many as the plan has places for.
const MOST_BASELINES: i64 = 11;

/// What is put in place once everything is read.
#[derive(Default)]
pub(super) struct Found {
    /// Links with the task that waits.
    links: Vec<(i64, Link)>,
    /// Task, number of the baseline, first day, working days.
    promised: Vec<(i64, i64, Date, i64)>,
    baselines: i64,
    /// Tasks that a person forbade to begin before a day.
    not_before: HashMap<i64, Date>,
    /// Starts and working days by task.
    spans: HashMap<i64, (Date, i64)>,
}

impl Found {
    /// Reads the list of tasks.
    pub fn read(&mut self, c: &mut Cursor, plan: &mut Plan) -> Result<(), ReadError> {
        while c.child()? {
            match c.name() {
                "task" => self.task(c, plan, 1)?,
                // The columns of the table, and how they are called.
                "taskproperties" => {
                    c.skip()?;
                }
                _ => c.leave()?,
            }
        }
        Ok(())
    }

    fn task(&mut self, c: &mut Cursor, plan: &mut Plan, level: i64) -> Result<(), ReadError> {
        if plan.tasks.len() >= MOST_TASKS {
            let most = MOST_TASKS;
            return Err(c.fault(Why::TooMany { most }));
        }
        let line = c.line();
        let Some(uid) = number(c, "id") else {
            return Err(c.fault(Why::NoUid));
        };
        let start = day(c, "start");
        let milestone = c.attribute("meeting") == "true";
        let length = number(c, "duration").unwrap_or(0);
        let length = if (0..=LONGEST).contains(&length) {
            length
        } else {
            c.met
                .notice(line, "task/duration", Unfit::Duration, &length.to_string());
            0
        };
        let length = if milestone { 0 } else { length };
        let percent = number(c, "complete").map(|done| done.clamp(0, 100));
        let name = c.attribute("name").trim().to_owned();
        let not_before = day(c, "thirdDate").filter(|_| c.attribute("thirdDate-constraint") == "1");
        if let Some(not_before) = not_before {
            self.not_before.insert(uid, not_before);
        }
        if let Some(start) = start {
            self.spans.insert(uid, (start, length));
        }
        for (attribute, nothing) in [("webLink", ""), ("cost-manual-value", "0")] {
            let says = c.attribute(attribute);
            if says != nothing && !says.trim_end_matches(['0', '.']).is_empty() {
                c.met.leave_one(&format!("task/{attribute}"), line);
            }
        }
        let place = plan.tasks.len();
        plan.tasks.push(Task {
            uid,
            id: i64::try_from(place + 1).unwrap_or(i64::MAX),
            line,
            active: true,
            name,
            level,
            milestone,
            duration: Some(Seconds(length * DAY)),
            duration_format: 7,
            percent,
            ..Task::default()
        });
        while c.child()? {
            match c.name() {
                "task" => {
                    if let Some(task) = plan.tasks.get_mut(place) {
                        task.summary = true;
                    }
                    self.task(c, plan, level + 1)?;
                }
                "depend" => self.depend(c, uid)?,
                "notes" => {
                    let notes = c.text()?.trim().to_owned();
                    if let Some(task) = plan.tasks.get_mut(place) {
                        task.notes = notes;
                    }
                }
                "customproperty" => {
                    let value = c.attribute("value");
                    if !matches!(value, "" | "false" | "0") {
                        c.met.leave_one("task/customproperty", line);
                    }
                    c.skip()?;
                }
                _ => c.leave()?,
            }
        }
        Ok(())
    }

    /// A link, kept in the file at the task that comes before.
    fn depend(&mut self, c: &mut Cursor, before: i64) -> Result<(), ReadError> {
        let line = c.line();
        let kind = match number(c, "type") {
            Some(1) => LinkKind::StartStart,
            Some(3) => LinkKind::FinishFinish,
            Some(4) => LinkKind::StartFinish,
            Some(2) | None => LinkKind::FinishStart,
            Some(other) => {
                c.met
                    .notice(line, "depend/type", Unfit::Choice, &other.to_string());
                LinkKind::FinishStart
            }
        };
        let lag = number(c, "difference")
            .unwrap_or(0)
            .clamp(-LONGEST, LONGEST);
        if let Some(after) = number(c, "id") {
            let link = Link {
                before,
                kind,
                lag: Lag::Working(Seconds(lag * DAY)),
                lag_format: 7,
                line,
                ..Link::default()
            };
            self.links.push((after, link));
        }
        c.skip()?;
        Ok(())
    }

    /// Reads the plans of before.
    pub fn promised(&mut self, c: &mut Cursor) -> Result<(), ReadError> {
        while c.child()? {
            if c.name() != "previous-tasks" {
                c.leave()?;
                continue;
            }
            let place = self.baselines;
            self.baselines += 1;
            while c.child()? {
                let found = (number(c, "id"), day(c, "start"), number(c, "duration"));
                if let (Some(task), Some(start), Some(length)) = found
                    && place < MOST_BASELINES
                    && (0..=LONGEST).contains(&length)
                    && self.promised.len() < MOST_TASKS
                {
                    self.promised.push((task, place, start, length));
                }
                c.skip()?;
            }
        }
        Ok(())
    }

    /// Puts links, dates and promises in place.
    pub fn finish(self, plan: &mut Plan, met: &mut Met) {
        let first = self.spans.values().map(|span| span.0);
        let first = first.chain(self.promised.iter().map(|one| one.2)).min();
        plan.start = first.map(|day| Moment::new(day, MORNING));
        let days = Days::new(plan, first);
        let end = |start: Date, length: i64| {
            let last = days.last(start, length);
            last.map(|day| Moment::new(day, EVENING))
                .unwrap_or(Moment::new(start, MORNING))
        };
        let waits: HashSet<i64> = self.links.iter().map(|link| link.0).collect();
        let mut places = HashMap::new();
        for (place, task) in plan.tasks.iter_mut().enumerate() {
            places.entry(task.uid).or_insert(place);
            let Some((start, length)) = self.spans.get(&task.uid).copied() else {
                continue;
            };
            task.start = Some(Moment::new(start, MORNING));
            task.finish = Some(end(start, length));
            if task.percent == Some(100) && !task.summary {
                (task.actual_start, task.actual_finish) = (task.start, task.finish);
                task.remaining_duration = Some(Seconds(0));
            }
            // What waits for nothing stands where a person put it.
            let own = self.not_before.get(&task.uid).copied();
            let own = own.or((!waits.contains(&task.uid) && !task.summary).then_some(start));
            if let Some(day) = own {
                task.constraint = Constraint::StartNoEarlier;
                task.constraint_date = Some(Moment::new(day, MORNING));
            }
        }
        for (after, link) in self.links {
            match places
                .get(&after)
                .and_then(|place| plan.tasks.get_mut(*place))
            {
                Some(task) => task.links.push(link),
                None => met.notice(link.line, "depend/id", Unfit::Dangling, &after.to_string()),
            }
        }
        for (task, number, start, length) in self.promised {
            let Some(task) = places
                .get(&task)
                .and_then(|place| plan.tasks.get_mut(*place))
            else {
                continue;
            };
            task.baselines.push(Baseline {
                number,
                start: Some(Moment::new(start, MORNING)),
                finish: Some(end(start, length)),
                duration: Some(Seconds(length * DAY)),
                ..Baseline::default()
            });
        }
        debug_assert!(plan.calendar == Some(CALENDAR));
    }
}
