//! Calendars of the workspace as calendars of a file.

use super::file::{Calendar, Exception, Times};
use super::hours::{DAYS, read_hours};
use super::value::{Moment, Seconds};
use crate::model::{
    Calendar as Days, Date, Id, Kind, Project, RawId, Shared, Value, WorkCalendar, Workspace,
};
use std::collections::{BTreeSet, HashMap};

/// Working hours where a calendar says none: 9 to 13 and 14 to 18.
const USUAL: [(u32, u32); 2] = [(9 * 3600, 13 * 3600), (14 * 3600, 18 * 3600)];

/// The calendars of a file, that of the company first.
pub(super) struct Hours {
    company: Days,
    calendars: Vec<Calendar>,
    uids: HashMap<RawId, i64>,
}

impl Hours {
    /// When a day of the company begins.
    pub(super) fn morning(&self, day: Date) -> Moment {
        Moment::new(day, i64::from(USUAL[0].0))
    }

    /// When a day of the company ends.
    pub(super) fn evening(&self, day: Date) -> Moment {
        Moment::new(day, i64::from(USUAL[1].1))
    }

    /// The working time of the days from the first to the last, both counted.
    pub(super) fn between(&self, first: Option<Date>, last: Option<Date>) -> Option<Seconds> {
        let (first, last) = (first?, last?);
        let days = self.company.working_days(first, last.plus_days(1)?);
        Some(Seconds::from_minutes(days.max(0) * 480))
    }

    /// The number of a calendar.
    pub(super) fn uid(&self, id: RawId) -> Option<i64> {
        self.uids.get(&id).copied()
    }

    pub(super) fn into_calendars(self) -> Vec<Calendar> {
        self.calendars
    }
}

/// The days of a calendar of the workspace.
pub(super) fn days_of(workspace: &Workspace, calendar: &WorkCalendar) -> Days {
    let company = workspace.portfolio();
    let mut own = Workspace::default();
    let text = |text: &str| Value::Text(text.into());
    let week = match calendar.working_days.trim() {
        "" => company.map_or("", |p| &*p.working_days),
        week => week,
    };
    let set = match &calendar.holidays {
        Some(set) => Some(set.key().to_owned()),
        None => company.and_then(|p| Some(p.holidays.as_ref()?.key().to_owned())),
    };
    let mut values = vec![("name".into(), text("-"))];
    if !week.is_empty() {
        values.push(("working_days".into(), text(week)));
    }
    if let Some(set) = set {
        values.push(("holidays".into(), Value::Choice(set.as_str().into())));
    }
    let _ = own.insert_with(Kind::Portfolio, RawId(1), values);
    for holiday in workspace.holidays.values() {
        if holiday.calendar.map(Id::raw) == Some(calendar.id.raw()) {
            let mut holiday = (**holiday).clone();
            holiday.calendar = None;
            own.holidays.insert(Shared::new(holiday));
        }
    }
    own.calendar()
}

/// The company calendar and those that tasks and people of the projects name.
pub(super) fn gather(workspace: &Workspace, projects: &[&Shared<Project>]) -> Hours {
    let mut named = BTreeSet::new();
    let mut ends: Vec<Date> = Vec::new();
    for project in projects {
        ends.extend(
            [project.forecast_start, project.forecast_finish]
                .into_iter()
                .flatten(),
        );
        for id in workspace.referring(project.id.raw(), Kind::Task) {
            let Some(task) = workspace.tasks.get(&Id::new(id)) else {
                continue;
            };
            named.extend(task.calendar.map(Id::raw));
            let owner = task.owner.and_then(|id| workspace.people.get(&id));
            named.extend(owner.and_then(|person| person.calendar.map(Id::raw)));
            ends.extend(
                [task.forecast_start, task.forecast_finish]
                    .into_iter()
                    .flatten(),
            );
        }
    }
    // A year of room around the plan, for dates that will move.
    let around = |day: Option<&Date>, days| day.and_then(|day| day.plus_days(days));
    let range = around(ends.iter().min(), -366).zip(around(ends.iter().max(), 731));
    let company = workspace.calendar();
    let week = workspace.portfolio().map_or("", |p| &*p.working_days);
    let mut calendars = vec![one(1, "Standard", week, &USUAL.to_vec(), &company, range)];
    let mut uids = HashMap::new();
    for id in named {
        let Some(record) = workspace.calendars.get(&Id::new(id)) else {
            continue;
        };
        let uid = i64::try_from(calendars.len()).unwrap_or(0) + 1;
        uids.insert(id, uid);
        let hours = read_hours(&record.hours);
        let hours = if hours.is_empty() {
            USUAL.to_vec()
        } else {
            hours
        };
        let days = days_of(workspace, record);
        let own = if record.working_days.is_empty() {
            week
        } else {
            &record.working_days
        };
        calendars.push(one(uid, &record.name, own, &hours, &days, range));
        // People gave their days off names.
        if let Some(calendar) = calendars.last_mut() {
            for exception in &mut calendar.exceptions {
                let named = workspace.holidays.values().find(|holiday| {
                    holiday.calendar.map(Id::raw) == Some(id) && holiday.date == exception.from
                });
                if let Some(holiday) = named {
                    exception.name = holiday.name.to_string();
                }
            }
        }
    }
    Hours {
        company,
        calendars,
        uids,
    }
}

fn one(
    uid: i64,
    name: &str,
    week: &str,
    hours: &Times,
    days: &Days,
    range: Option<(Date, Date)>,
) -> Calendar {
    let week = if week.trim().is_empty() {
        "mon tue wed thu fri"
    } else {
        week
    };
    let working: Vec<&str> = week.split_whitespace().collect();
    let week: [Option<Times>; 7] = std::array::from_fn(|at| {
        let works = DAYS.get(at).is_some_and(|day| working.contains(day));
        Some(if works { hours.clone() } else { Times::new() })
    });
    let mut exceptions: Vec<Exception> = Vec::new();
    if let Some((first, last)) = range {
        let all = std::iter::successors(Some(first), |day| day.plus_days(1));
        for day in all.take_while(|day| *day <= last) {
            let usual = usize::try_from(day.weekday())
                .ok()
                .and_then(|at| week.get(at)?.as_ref());
            let (usual, works) = (
                usual.is_some_and(|times| !times.is_empty()),
                days.works(day),
            );
            if usual == works {
                continue;
            }
            let times = if works { hours.clone() } else { Times::new() };
            match exceptions.last_mut() {
                Some(before)
                    if before.to.and_then(|to| to.plus_days(1)) == Some(day)
                        && before.times == times =>
                {
                    before.to = Some(day);
                }
                _ => exceptions.push(Exception {
                    from: Some(day),
                    to: Some(day),
                    rule: 1,
                    period: 1,
                    times,
                    ..Exception::default()
                }),
            }
        }
    }
    Calendar {
        uid,
        name: name.to_owned(),
        is_base: true,
        week,
        exceptions,
        ..Calendar::default()
    }
}
