//! Calendars of a file as calendars of the workspace: days, one pattern of hours, days off and extra days.

use super::calendar::Worked;
use super::file::{Plan, Task, Times};
use super::loss::{LossClass, Losses};
use super::rows::Rows;
use super::take::{Fields, choice};
use super::value::Moment;
use crate::model::{Calendar as Days, Date, HolidaySet, Id, Kind, RawId, Value, Workspace};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The most days off that are taken of one calendar.
const MOST_DAYS: usize = 1_000;

/// Names of the days of a week, Monday first.
pub(super) const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The calendars that were taken, by UID in the file.
pub(super) struct Taken {
    calendars: HashMap<i64, RawId>,
    /// Those that say something of their own beside the calendar of the project.
    personal: HashSet<i64>,
    /// The project works as the company does.
    as_company: bool,
    /// Resources with a calendar of their own work by that.
    owned: HashSet<i64>,
}

impl Taken {
    /// The calendar that a task is to name.
    pub(super) fn of_task(&self, plan: &Plan, task: &Task) -> Option<RawId> {
        if let Some(own) = task.calendar {
            return self.calendars.get(&own).copied();
        }
        if self.as_company || (self.owned.contains(&task.uid) && !task.ignores_resource_calendars) {
            return None;
        }
        self.calendars.get(&plan.calendar?).copied()
    }

    /// The calendar that a person is to name.
    pub(super) fn of_resource(&self, calendar: Option<i64>) -> Option<RawId> {
        let calendar = calendar.filter(|uid| self.personal.contains(uid))?;
        self.calendars.get(&calendar).copied()
    }
}

/// Takes the calendars that something in the plan works by.
pub(super) fn calendars(plan: &Plan, rows: &mut Rows, losses: &mut Losses) -> Taken {
    let as_company =
        plan.calendar.is_none() || is_company(plan, &plan.worked(plan.calendar), rows.workspace);
    let assigned: HashSet<i64> = plan.assignments.iter().filter_map(|a| a.resource).collect();
    let mut personal = HashSet::new();
    let mut alias: HashMap<i64, i64> = HashMap::new();
    for resource in plan.resources.iter().filter(|r| assigned.contains(&r.uid)) {
        let own = resource
            .calendar
            .and_then(|uid| plan.calendars.iter().find(|c| c.uid == uid));
        let Some(own) = own else { continue };
        let differs = own.week.iter().any(Option::is_some) || !own.exceptions.is_empty();
        let base = own.base.filter(|base| Some(*base) != plan.calendar);
        match base.filter(|_| !differs) {
            // One that says nothing of its own stands for its base.
            Some(base) => {
                alias.insert(own.uid, base);
                personal.insert(own.uid);
            }
            None if differs || base.is_some() => {
                personal.insert(own.uid);
            }
            None => {}
        }
    }
    let with_own: HashSet<i64> = plan
        .resources
        .iter()
        .filter(|r| r.calendar.is_some_and(|uid| personal.contains(&uid)))
        .map(|r| r.uid)
        .collect();
    let owned = plan
        .assignments
        .iter()
        .filter(|a| a.resource.is_some_and(|uid| with_own.contains(&uid)))
        .map(|a| a.task)
        .collect();
    let mut wanted: Vec<i64> = plan.tasks.iter().filter_map(|task| task.calendar).collect();
    wanted.extend(plan.calendar.filter(|_| !as_company));
    wanted.extend(
        personal
            .iter()
            .map(|uid| alias.get(uid).copied().unwrap_or(*uid)),
    );
    wanted.sort_unstable();
    wanted.dedup();
    let mut calendars = HashMap::new();
    let mut names = HashSet::new();
    for uid in wanted {
        let Some(calendar) = plan.calendars.iter().find(|c| c.uid == uid) else {
            continue;
        };
        let mut name = if calendar.name.is_empty() {
            format!("#{uid}")
        } else {
            calendar.name.clone()
        };
        while !names.insert(name.clone()) {
            name.push_str(" 2");
        }
        let worked = plan.worked(Some(uid));
        let mut known = rows.workspace.calendars.values();
        let same = known.find(|c| &*c.name == name.as_str()).filter(|record| {
            let days = super::give_hours::days_of(rows.workspace, record);
            same_days(plan, &worked, &days)
        });
        if let Some(record) = same {
            calendars.insert(uid, record.id.raw());
            continue;
        }
        let id = pattern(&name, &worked, calendar.line, rows, losses);
        days(plan, id, uid, &worked, calendar.line, rows, losses);
        calendars.insert(uid, id);
    }
    for (bare, base) in alias {
        if let Some(id) = calendars.get(&base).copied() {
            calendars.insert(bare, id);
        }
    }
    Taken {
        calendars,
        personal,
        as_company,
        owned,
    }
}

/// Whether a calendar works eight hours on each day on which the company works, in the time of the plan.
fn is_company(plan: &Plan, worked: &Worked, workspace: &Workspace) -> bool {
    let company = workspace.calendar();
    let long = |times: &Times| times.iter().map(|(from, to)| to - from).sum::<u32>();
    let full = worked
        .week
        .iter()
        .all(|times| matches!(long(times), 0 | 28_800));
    full && same_days(plan, worked, &company)
}

/// Whether two calendars work on the same days in the time of the plan.
fn same_days(plan: &Plan, worked: &Worked, days: &Days) -> bool {
    let ends = || {
        plan.tasks
            .iter()
            .flat_map(|t| [t.start, t.finish])
            .flatten()
            .filter_map(Moment::day)
    };
    let Some((first, last)) = ends().min().zip(ends().max()) else {
        return true;
    };
    let last = last.min(first.plus_days(i64::from(MOST_COMPARED)).unwrap_or(last));
    let all = std::iter::successors(Some(first), |day| day.plus_days(1));
    // A plan of some days may see no weekend: the week has to be the same all the same.
    let week = std::iter::successors(Some(first), |day| day.plus_days(1)).take(7);
    let special: HashMap<Date, bool> = worked
        .special
        .iter()
        .map(|(day, times)| (*day, !times.is_empty()))
        .collect();
    let works = |day: Date| {
        let weekday = usize::try_from(day.weekday()).unwrap_or(0);
        let usual = || {
            worked
                .week
                .get(weekday)
                .is_some_and(|times| !times.is_empty())
        };
        special.get(&day).copied().unwrap_or_else(usual)
    };
    all.take_while(|day| *day <= last)
        .chain(week)
        .all(|day| works(day) == days.works(day))
}

/// The most days that calendars are compared on: a hundred years.
const MOST_COMPARED: i32 = 36_525;

/// The record of a calendar: its days, and the hours that most of them have.
fn pattern(
    name: &str,
    worked: &Worked,
    line: usize,
    rows: &mut Rows,
    losses: &mut Losses,
) -> RawId {
    let works = |times: &&Times| !times.is_empty();
    let mut counts: BTreeMap<&Times, usize> = BTreeMap::new();
    for times in worked.week.iter().filter(works) {
        *counts.entry(times).or_default() += 1;
    }
    let most = counts
        .iter()
        .max_by_key(|(_, count)| **count)
        .map(|(times, _)| *times);
    let other = worked
        .week
        .iter()
        .filter(works)
        .filter(|times| Some(*times) != most);
    losses.add(LossClass::DayHours, other.count(), line, name);
    let days = worked
        .week
        .iter()
        .zip(DAYS)
        .filter(|(times, _)| !times.is_empty());
    let days: Vec<&str> = days.map(|(_, day)| day).collect();
    let hours = most.map(write_hours);
    let mut fields = Fields::new();
    fields.insert("name", Some(Value::Text(name.into())));
    let text = |text: String| (!text.is_empty()).then(|| Value::Text(text.into()));
    fields.insert("working_days", text(days.join(" ")));
    fields.insert("hours", text(hours.unwrap_or_default()));
    fields.insert("holidays", Some(choice(HolidaySet::None)));
    let mut known = rows.workspace.calendars.values();
    let existing = known.find(|c| &*c.name == name).map(|c| c.id.raw());
    rows.put(Kind::WorkCalendar, existing, &fields)
}

/// Writes working times: `09:00-13:00 15:00-19:00`.
pub(super) fn write_hours(times: &Times) -> String {
    let clock = |seconds: u32| format!("{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    let spans = times
        .iter()
        .map(|(from, to)| format!("{}-{}", clock(*from), clock(*to)));
    spans.collect::<Vec<_>>().join(" ")
}

/// Reads working times as [`write_hours`] writes them; what cannot be read is left out.
pub(super) fn read_hours(text: &str) -> Times {
    let clock = |text: &str| {
        let seconds = super::value::clock(text)?;
        u32::try_from(seconds).ok()
    };
    let span = |span: &str| {
        let (from, to) = span.split_once(['-', '–'])?;
        let (from, to) = (clock(from)?, clock(to)?);
        (from < to).then_some((from, to))
    };
    text.split_whitespace().filter_map(span).collect()
}

/// The days that differ: days off, and days on which one works all the same.
fn days(
    plan: &Plan,
    calendar: RawId,
    uid: i64,
    worked: &Worked,
    line: usize,
    rows: &mut Rows,
    losses: &mut Losses,
) {
    let names = plan.day_names(uid);
    let mut known: HashMap<Date, RawId> = HashMap::new();
    for id in rows.workspace.referring(calendar, Kind::Holiday) {
        let holiday = rows.workspace.holidays.get(&Id::new(id));
        if let Some(date) = holiday.and_then(|holiday| holiday.date) {
            known.insert(date, id);
        }
    }
    // Days in a row with one name are one record.
    let mut ranges: Vec<(Date, Date, bool, &str)> = Vec::new();
    for (day, times) in &worked.special {
        let weekday = usize::try_from(day.weekday()).unwrap_or(0);
        let usual = worked
            .week
            .get(weekday)
            .is_some_and(|times| !times.is_empty());
        let works = !times.is_empty();
        if works && usual {
            losses.add(
                LossClass::Exceptions,
                1,
                line,
                names.get(day).copied().unwrap_or(""),
            );
            continue;
        }
        let name = names.get(day).copied().unwrap_or("");
        match ranges.last_mut() {
            Some(last)
                if last.1.plus_days(1) == Some(*day) && (last.2, last.3) == (works, name) =>
            {
                last.1 = *day;
            }
            _ => ranges.push((*day, *day, works, name)),
        }
    }
    for (first, last, works, name) in ranges.drain(..ranges.len().min(MOST_DAYS)) {
        let mut fields = Fields::new();
        fields.insert("calendar", Some(Value::Ref(calendar)));
        fields.insert("date", Some(Value::Date(first)));
        fields.insert("until", (last > first).then_some(Value::Date(last)));
        fields.insert("name", (!name.is_empty()).then(|| Value::Text(name.into())));
        fields.insert("works", works.then_some(Value::Flag));
        rows.put(Kind::Holiday, known.get(&first).copied(), &fields);
    }
    losses.add(LossClass::Exceptions, ranges.len(), line, "");
}
