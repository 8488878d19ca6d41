//! The two levels of the head: which units, where they begin, what they are called.

use super::day::{self, Day};
use super::words::TimelineWords;

/// A unit of the head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
}

impl Unit {
    /// The first day of the unit that holds `day`.
    pub fn start(self, day: Day) -> Day {
        match self {
            Self::Day => day,
            Self::Week => day::week_start(day),
            Self::Month => day::month_start(day),
            Self::Quarter => day::quarter_start(day),
            Self::Year => day::year_start(day),
            Self::Decade => day::day_of(day::civil(day).year.div_euclid(10) * 10, 1, 1),
        }
    }

    /// The first day of the unit after the one that starts at `start`.
    pub fn next(self, start: Day) -> Day {
        match self {
            Self::Day => start + 1,
            Self::Week => start + 7,
            Self::Month => day::add_months(start, 1),
            Self::Quarter => day::add_months(start, 3),
            Self::Year => day::add_months(start, 12),
            Self::Decade => day::add_months(start, 120),
        }
    }

    /// Its name in the upper level of the head.
    pub fn major_label(self, start: Day, words: &TimelineWords) -> String {
        match self {
            Self::Quarter => words.quarter_of(start),
            Self::Year | Self::Decade => day::civil(start).year.to_string(),
            Self::Day | Self::Week | Self::Month => words.month_of(start),
        }
    }

    /// Its name in the lower level of the head.
    pub fn minor_label(self, start: Day, words: &TimelineWords) -> String {
        match self {
            Self::Day => day::civil(start).day.to_string(),
            Self::Week => words.week_of(start),
            Self::Month => words.month_name(start).to_owned(),
            Self::Quarter => words.quarter_name(start),
            Self::Year | Self::Decade => day::civil(start).year.to_string(),
        }
    }

    /// The least width at which the lower level still carries names.
    pub fn least_label_width(self) -> f64 {
        match self {
            Self::Day => 15.0,
            Self::Week | Self::Month => 24.0,
            Self::Quarter => 17.0,
            Self::Year | Self::Decade => 26.0,
        }
    }

    /// About how many days it has.
    pub fn days(self) -> f64 {
        match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.4,
            Self::Quarter => 91.3,
            Self::Year => 365.25,
            Self::Decade => 3652.5,
        }
    }
}

/// The upper and lower unit of the head at a scale.
pub fn levels(px_per_day: f64) -> (Unit, Unit) {
    match px_per_day {
        px if px >= 16.0 => (Unit::Month, Unit::Day),
        px if px >= 3.2 => (Unit::Month, Unit::Week),
        px if px >= 0.85 => (Unit::Quarter, Unit::Month),
        px if px >= 0.12 => (Unit::Year, Unit::Quarter),
        _ => (Unit::Decade, Unit::Year),
    }
}

/// The starts of every unit that overlaps the days from `from` to before `to`.
pub fn starts(unit: Unit, from: Day, to: Day) -> impl Iterator<Item = Day> {
    std::iter::successors(Some(unit.start(from)), move |start| Some(unit.next(*start)))
        .take_while(move |start| *start < to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;
    use crate::timeline::scale::Zoom;

    #[test]
    fn every_zoom_has_the_two_levels_of_the_design() {
        let of = |zoom: Zoom| levels(zoom.px_per_day());
        assert_eq!(of(Zoom::Week), (Unit::Month, Unit::Week));
        assert_eq!(of(Zoom::Month), (Unit::Quarter, Unit::Month));
        assert_eq!(of(Zoom::Quarter), (Unit::Year, Unit::Quarter));
        assert_eq!(of(Zoom::Year), (Unit::Year, Unit::Quarter));
    }

    #[test]
    fn the_first_tick_begins_before_the_view_and_each_follows_the_last() {
        let ticks: Vec<_> =
            starts(Unit::Quarter, day_of(2025, 11, 20), day_of(2026, 7, 2)).collect();
        assert_eq!(
            ticks,
            [
                day_of(2025, 10, 1),
                day_of(2026, 1, 1),
                day_of(2026, 4, 1),
                day_of(2026, 7, 1)
            ]
        );
        let decades: Vec<_> =
            starts(Unit::Decade, day_of(1999, 1, 1), day_of(2011, 1, 1)).collect();
        assert_eq!(
            decades,
            [day_of(1990, 1, 1), day_of(2000, 1, 1), day_of(2010, 1, 1)]
        );
    }

    #[test]
    fn labels_name_the_unit() {
        let words = TimelineWords::default();
        assert_eq!(
            Unit::Quarter.major_label(day_of(2026, 4, 1), &words),
            "Q2 2026"
        );
        assert_eq!(Unit::Month.minor_label(day_of(2026, 4, 1), &words), "Apr");
        assert_eq!(Unit::Week.minor_label(day_of(2026, 6, 8), &words), "W24");
        assert_eq!(
            Unit::Month.major_label(day_of(2026, 6, 1), &words),
            "Jun 2026"
        );
    }

    #[test]
    fn no_zoom_crowds_the_lower_level() {
        let mut px = 0.03;
        while px < 48.0 {
            let (major, minor) = levels(px);
            assert!(minor.days() * px >= 10.0, "{minor:?} at {px}");
            assert!(major.days() > minor.days());
            px *= 1.1;
        }
    }
}
