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
