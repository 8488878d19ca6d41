//! When work is done: calendars, holidays, and periods in which nothing may change.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// Countries whose public holidays are built in.
    HolidaySet {
        /// No built-in holidays.
        None = "none",
        /// France.
        France = "fr",
        /// Germany, nationwide.
        Germany = "de",
        /// England and Wales.
        England = "gb",
        /// United States, federal.
        UnitedStates = "us",
    }
}

record! {
    /// A pattern of working time beside that of the company: of a country, a team, a person or a machine.
    WorkCalendar {
        /// What people call it.
        name: Text [required, unique],
        /// The working days, such as `mon tue wed thu fri`; those of the company when absent.
        working_days: Text,
        /// The working hours, such as `09:00-13:00 15:00-19:00`; 9 to 13 and 14 to 18 when absent.
        hours: Text,
        /// Built-in public holidays; those of the company when absent.
        holidays: Option<Choice<HolidaySet>>,
    }
}

record! {
    /// Days on which nobody works beyond the built-in holidays, or on which people work all the same.
    Holiday {
        /// The first day.
        date: Option<Date> [required],
        /// The last day; the first day alone when absent.
        until: Option<Date>,
        /// Its name.
        name: Text,
        /// The calendar it belongs to; that of the company when absent.
        calendar: Option<Id<WorkCalendar>>,
        /// An extra working day in place of a day off.
        works: bool,
    }
}

record! {
    /// A period in which nothing may be put into service.
    Freeze {
        /// What people call it.
        name: Text [required],
        /// The first day.
        start: Option<Date> [required],
        /// The last day.
        finish: Option<Date> [required],
        /// The unit that it binds; all when absent.
        unit: Option<Id<Unit>>,
        /// Why.
        reason: Text,
    }
}

/// Returns the company calendar: working days of the settings, built-in and own holidays, 2000 to 2100.
pub(crate) fn company_calendar<'h>(
    portfolio: Option<&Portfolio>,
    holidays: impl Iterator<Item = &'h Holiday>,
) -> Calendar {
    let set = portfolio.and_then(|p| p.holidays.as_ref()?.known());
    let own = holidays.filter(|holiday| holiday.calendar.is_none());
    calendar(portfolio.map_or("", |p| &*p.working_days), set, own)
}

/// Returns a calendar of its own: what it does not say is as in the company.
pub(crate) fn own_calendar<'h>(
    portfolio: Option<&Portfolio>,
    record: &WorkCalendar,
    holidays: impl Iterator<Item = &'h Holiday>,
) -> Calendar {
    let set = record
        .holidays
        .as_ref()
        .or(portfolio.and_then(|p| p.holidays.as_ref()));
    let week = match &*record.working_days {
        "" => portfolio.map_or("", |p| &*p.working_days),
        own => own,
    };
    let own = holidays.filter(|holiday| holiday.calendar.is_none_or(|of| of == record.id));
    calendar(week, set.and_then(Choice::known), own)
}

/// Returns the calendar of a week, of built-in holidays and of own ones, 2000 to 2100.
fn calendar<'h>(
    week: &str,
    set: Option<HolidaySet>,
    own: impl Iterator<Item = &'h Holiday>,
) -> Calendar {
    const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let week = NAMES.map(|name| week.split_whitespace().any(|day| day == name));
    let set = set.unwrap_or(HolidaySet::None);
    let built_in = (2000..=2100).flat_map(|year| super::holidays::of_year(set, year));
    let (works, rests): (Vec<&Holiday>, Vec<&Holiday>) = own.partition(|holiday| holiday.works);
    let rests = rests.into_iter().flat_map(days);
    Calendar::new(week, built_in.chain(rests)).with_extra(works.into_iter().flat_map(days))
}

/// Returns the days of a holiday; of one that ends before it begins, the first.
fn days(holiday: &Holiday) -> impl Iterator<Item = Date> + use<> {
    // Nobody rests longer; a slip of the pen must not fill the memory.
    const MOST: i64 = 3660;
    let first = holiday.date;
    let more = match (first, holiday.until) {
        (Some(first), Some(until)) => until.days_since(first).clamp(0, MOST),
        _ => 0,
    };
    (0..=more).filter_map(move |n| first?.plus_days(n))
}

/// Which calendar each task is worked in: looked up once for all owners and projects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskCalendars {
    of_owners: SmallMap<Id<Person>, Id<WorkCalendar>>,
    of_projects: SmallMap<Id<Project>, Id<WorkCalendar>>,
    known: SmallSet<Id<WorkCalendar>>,
}

impl TaskCalendars {
    /// Those of a portfolio.
    #[must_use]
    pub fn of(workspace: &Workspace) -> Self {
        // Of the unit, else of one that it is part of; no organisation is deeper, and a circle ends there.
        let of_unit = |unit: Option<Id<Unit>>| {
            let above = |unit: &Id<Unit>| workspace.units.get(unit)?.parent;
            let mut line = std::iter::successors(unit, above).take(50);
            line.find_map(|unit| workspace.units.get(&unit)?.calendar)
        };
        let of_owner = |owner: &Shared<Person>| {
            let found = owner.calendar.or_else(|| of_unit(owner.unit));
            Some((owner.id, found?))
        };
        let of_project = |project: &Shared<Project>| Some((project.id, of_unit(project.unit)?));
        Self {
            of_owners: workspace.people.values().filter_map(of_owner).collect(),
            of_projects: workspace.projects.values().filter_map(of_project).collect(),
            known: workspace.calendars.keys().copied().collect(),
        }
    }

    /// Its own, else that of its owner, of the owner's unit, or of its project's unit; `None` where that is
    /// the company's.
    #[must_use]
    pub fn get(&self, task: &Task) -> Option<Id<WorkCalendar>> {
        task.calendar
            .or_else(|| self.of_owners.get(&task.owner?).copied())
            .or_else(|| self.of_projects.get(&task.project?).copied())
            .filter(|id| self.known.contains(id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn set(w: &mut Workspace, kind: Kind, id: u128, values: &[(&str, Value)]) {
        w.insert(kind, RawId(id));
        for (key, value) in values {
            w.set(kind, RawId(id), key, Some(value.clone())).unwrap();
        }
    }

    fn text(text: &str) -> Value {
        Value::Text(text.into())
    }

    #[test]
    fn holidays_of_several_days_and_extra_working_days_count_in_their_own_calendar() {
        let mut w = Workspace::default();
        let choice = |key: &str| Value::Choice(key.into());
        let date = |text: &str| Value::Date(day(text));
        set(&mut w, Kind::Portfolio, 1, &[("holidays", choice("fr"))]);
        set(
            &mut w,
            Kind::WorkCalendar,
            2,
            &[
                ("holidays", choice("de")),
                ("working_days", text("mon sat")),
            ],
        );
        set(&mut w, Kind::WorkCalendar, 3, &[]);
        set(
            &mut w,
            Kind::Holiday,
            4,
            &[("date", date("2026-12-28")), ("until", date("2026-12-30"))],
        );
        set(
            &mut w,
            Kind::Holiday,
            5,
            &[("date", date("2026-07-14")), ("works", Value::Flag)],
        );
        set(
            &mut w,
            Kind::Holiday,
            6,
            &[
                ("date", date("2026-12-19")),
                ("calendar", Value::Ref(RawId(2))),
            ],
        );
        let company = w.calendar();
        let works = |calendar: &Calendar, days: &[&str]| {
            days.iter()
                .map(|text| calendar.works(day(text)))
                .collect::<Vec<_>>()
        };
        let days = [
            "2026-12-28",
            "2026-12-30",
            "2026-12-31",
            "2026-07-14",
            "2026-05-08",
            "2026-12-19",
        ];
        assert_eq!(
            works(&company, &days),
            [false, false, true, true, false, false]
        );
        let german = w.own_calendar(Id::new(RawId(2))).unwrap();
        let days = [
            "2026-12-28",
            "2026-12-19",
            "2026-12-12",
            "2026-10-03",
            "2026-12-30",
        ];
        assert_eq!(works(&german, &days), [false, false, true, false, false]);
        // A calendar that says nothing is that of the company.
        assert_eq!(w.own_calendar(Id::new(RawId(3))), Some(company));
    }

    #[test]
    fn a_task_goes_by_the_nearest_calendar() {
        let mut w = Workspace::default();
        let to = |id: u128| Value::Ref(RawId(id));
        for id in 2..=5 {
            set(&mut w, Kind::WorkCalendar, id, &[]);
        }
        set(&mut w, Kind::Unit, 10, &[("calendar", to(2))]);
        set(&mut w, Kind::Unit, 11, &[("parent", to(10))]);
        set(&mut w, Kind::Unit, 12, &[("calendar", to(3))]);
        set(&mut w, Kind::Project, 20, &[("unit", to(11))]);
        set(&mut w, Kind::Person, 30, &[("unit", to(12))]);
        set(&mut w, Kind::Task, 40, &[]);
        let of = |w: &Workspace| {
            let task = w.tasks.first().unwrap();
            TaskCalendars::of(w).get(task).map(|id| id.raw().0)
        };
        assert_eq!(of(&w), None);
        for (key, value, found) in [
            ("project", to(20), Some(2)),
            ("owner", to(30), Some(3)),
            ("calendar", to(5), Some(5)),
            // One that is gone counts as none.
            ("calendar", to(99), None),
        ] {
            set(&mut w, Kind::Task, 40, &[(key, value)]);
            assert_eq!(of(&w), found, "{key}");
        }
        w.set(Kind::Task, RawId(40), "calendar", None).unwrap();
        set(&mut w, Kind::Person, 30, &[("calendar", to(4))]);
        assert_eq!(of(&w), Some(4));
    }
}
