//! Working days by their number, so that a finish is found from a start and a duration at once.

use crate::exchange::msproject::file::Plan;
use crate::model::Date;

/// Days that are looked at: sixty years.
const MOST: i32 = 22_000;

/// The working days from some day on.
pub(super) struct Days(Vec<i32>);

impl Days {
    pub fn new(plan: &Plan, first: Option<Date>) -> Self {
        let Some(first) = first else {
            return Self(Vec::new());
        };
        let worked = plan.worked(plan.calendar);
        let works = |number: &i32| {
            let Some(day) = Date::from_number(*number) else {
                return false;
            };
            let special = worked.special.binary_search_by_key(&day, |one| one.0);
            let special = special.ok().and_then(|place| worked.special.get(place));
            let weekday = usize::try_from(day.weekday()).unwrap_or(0);
            special.map_or_else(
                || {
                    worked
                        .week
                        .get(weekday)
                        .is_some_and(|times| !times.is_empty())
                },
                |(_, times)| !times.is_empty(),
            )
        };
        let from = first.number();
        Self((from..from.saturating_add(MOST)).filter(works).collect())
    }

    /// The last of so many working days from a day on.
    pub fn last(&self, start: Date, count: i64) -> Option<Date> {
        let from = self.0.partition_point(|day| *day < start.number());
        let steps = usize::try_from(count.checked_sub(1)?).ok()?;
        Date::from_number(*self.0.get(from.checked_add(steps)?)?)
    }
}
