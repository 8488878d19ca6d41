//! What a calendar comes to: the working times of any day, with the calendars it is based on.

use super::calendar_read::USUAL;
use super::file::{Calendar, Exception, Plan, Times};
use crate::model::Date;
use std::collections::{BTreeSet, HashMap};

/// The most days that one exception is unfolded to: 60 years of days.
const MOST_DAYS: usize = 22_000;

/// How many calendars may be based on one another.
const DEEPEST_BASE: usize = 16;

/// A calendar with everything it is based on worked in.
#[derive(Clone, Debug, PartialEq)]
pub struct Worked {
    /// Monday to Sunday.
    pub week: [Times; 7],
    /// Days that differ from the week, in order.
    pub special: Vec<(Date, Times)>,
}

impl Plan {
    /// Works a calendar out; the ordinary week where there is none with this UID.
    ///
    /// As MS Project decides: an exception of the calendar, else its other week, else its own day of the
    /// week, else the calendar it is based on.
    #[must_use]
    pub fn worked(&self, uid: Option<i64>) -> Worked {
        let chain = self.chain(uid);
        let exceptions: Vec<HashMap<Date, &Times>> = chain.iter().map(|c| c.days()).collect();
        let ordinary = |weekday: usize| -> Times {
            let own = chain.iter().find_map(|c| c.week.get(weekday)?.as_ref());
            own.cloned().unwrap_or_else(|| usual(weekday))
        };
        let week = std::array::from_fn(ordinary);
        let mut days: BTreeSet<Date> = exceptions.iter().flat_map(|e| e.keys().copied()).collect();
        for calendar in &chain {
            for other in &calendar.weeks {
                days.extend(range(other.from, other.to).take(MOST_DAYS));
            }
        }
        let on = |day: Date| -> Times {
            let weekday = usize::try_from(day.weekday()).unwrap_or(0);
            for (calendar, exceptions) in chain.iter().zip(&exceptions) {
                if let Some(times) = exceptions.get(&day) {
                    return (*times).clone();
                }
                let held = |week: &&super::file::WorkWeek| {
                    week.from.is_some_and(|from| from <= day) && week.to.is_some_and(|to| day <= to)
                };
                let other = calendar.weeks.iter().find(held);
                let other = other.and_then(|week| week.week.get(weekday)?.as_ref());
                let own = other.or_else(|| calendar.week.get(weekday)?.as_ref());
                if let Some(times) = own {
                    return times.clone();
                }
            }
            usual(weekday)
        };
        let special = days.into_iter().map(|day| (day, on(day)));
        let special = special
            .filter(|(day, times)| {
                let weekday = usize::try_from(day.weekday()).unwrap_or(0);
                week_day(&week, weekday) != Some(times)
            })
            .collect();
        Worked { week, special }
    }

    /// What the days of its exceptions are called, and of those it is based on.
    #[must_use]
    pub fn day_names(&self, uid: i64) -> HashMap<Date, &str> {
        let mut names = HashMap::new();
        for calendar in self.chain(Some(uid)) {
            for exception in &calendar.exceptions {
                for day in exception.days() {
                    names.entry(day).or_insert(exception.name.as_str());
                }
            }
        }
        names
    }

    /// A calendar and those it is based on, itself first.
    fn chain(&self, uid: Option<i64>) -> Vec<&Calendar> {
        let mut chain: Vec<&Calendar> = Vec::new();
        let mut next = uid;
        while let Some(uid) = next {
            let Some(calendar) = self.calendars.iter().find(|c| c.uid == uid) else {
                break;
            };
            if chain.len() >= DEEPEST_BASE || chain.iter().any(|c| c.uid == uid) {
                break;
            }
            chain.push(calendar);
            next = calendar.base;
        }
        chain
    }
}

fn week_day(week: &[Times; 7], weekday: usize) -> Option<&Times> {
    week.get(weekday)
}

fn usual(weekday: usize) -> Times {
    if weekday < 5 {
        USUAL.to_vec()
    } else {
        Times::new()
    }
}

impl Calendar {
    /// The days of its exceptions; where two claim a day, the earlier in the file has it.
    fn days(&self) -> HashMap<Date, &Times> {
        let mut days = HashMap::new();
        for exception in &self.exceptions {
            for day in exception.days() {
                days.entry(day).or_insert(&exception.times);
            }
        }
        days
    }
}

impl Exception {
    /// Unfolds it to its days, in order.
    #[must_use]
    pub fn days(&self) -> Vec<Date> {
        let Some(from) = self.from else {
            return Vec::new();
        };
        let times = self.occurrences.filter(|_| self.by_occurrences);
        let count = times.and_then(|times| usize::try_from(times).ok());
        let to = match (self.to, count) {
            // Where the number of times decides, the last day was worked out from it.
            (_, Some(_)) if self.rule != 1 => None,
            (to, _) => Some(to.unwrap_or(from)),
        };
        let count = count.filter(|_| self.rule != 1).unwrap_or(MOST_DAYS);
        let days = self.all(from).filter(|day| *day >= from);
        let days = days.take_while(|day| to.is_none_or(|to| *day <= to));
        days.take(count.min(MOST_DAYS)).collect()
    }

    /// Its days without an end, from the beginning of the week or month of `from`.
    fn all(&self, from: Date) -> Box<dyn Iterator<Item = Date> + '_> {
        let period = self.period.max(1);
        let months = move |step: i64, first: Date| {
            (0..).map_while(move |turn: i64| {
                first.plus_months(i32::try_from(turn.checked_mul(step)?).ok()?)
            })
        };
        match self.rule {
            7 => steps(from, period),
            6 => {
                // Weeks begin on Sunday.
                let sunday = from.plus_days(-i64::from((from.weekday() + 1) % 7));
                let bits = self.days_of_week;
                let weeks = steps(sunday.unwrap_or(from), period.saturating_mul(7));
                Box::new(weeks.flat_map(move |week| {
                    (0..7).filter_map(move |day| {
                        (bits & (1 << day) != 0).then(|| week.plus_days(day))?
                    })
                }))
            }
            4 => {
                let day = self.month_day;
                Box::new(months(period, from.month_start()).map(move |m| day_of(m, day)))
            }
            5 => Box::new(
                months(period, from.month_start())
                    .filter_map(|m| nth(m, self.month_item, self.month_position)),
            ),
            2 | 3 => {
                let month = u32::try_from(self.month + 1).unwrap_or(1);
                let first = Date::new(from.year(), month, 1).unwrap_or(from);
                let all = months(12, first);
                if self.rule == 2 {
                    let day = self.month_day;
                    Box::new(all.map(move |m| day_of(m, day)))
                } else {
                    Box::new(all.filter_map(|m| nth(m, self.month_item, self.month_position)))
                }
            }
            _ => steps(from, 1),
        }
    }
}

fn steps(from: Date, days: i64) -> Box<dyn Iterator<Item = Date>> {
    Box::new(std::iter::successors(Some(from), move |day| {
        day.plus_days(days)
    }))
}

fn range(from: Option<Date>, to: Option<Date>) -> impl Iterator<Item = Date> {
    let days = std::iter::successors(from, |day| day.plus_days(1));
    days.take_while(move |day| to.is_some_and(|to| *day <= to))
}

/// The day of a month, the last one where the month is shorter.
fn day_of(month: Date, day: i64) -> Date {
    let wanted = u32::try_from(day).ok();
    let found = wanted.and_then(|day| Date::new(month.year(), month.month(), day));
    let last = || month.plus_months(1)?.plus_days(-1);
    found.or_else(last).unwrap_or(month)
}

/// The first, second, third, fourth or last day of some sort in a month.
fn nth(month: Date, item: i64, position: i64) -> Option<Date> {
    let fits = |day: &Date| match item {
        0 => true,
        1 => day.weekday() < 5,
        2 => day.weekday() >= 5,
        // 3 is Sunday.
        _ => i64::from((day.weekday() + 1) % 7) == item - 3,
    };
    let end = month.plus_months(1)?;
    let mut days = steps(month, 1).take_while(|day| *day < end).filter(fits);
    match usize::try_from(position) {
        Ok(position @ 0..=3) => days.nth(position),
        _ => days.last(),
    }
}
