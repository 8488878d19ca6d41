//! From days to pixels and back.

use super::day::{self, Day};

/// The four named zooms of the toolbar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Zoom {
    /// About four months on a screen; weeks in the head.
    Week,
    /// About a year and a half; months in the head.
    Month,
    /// About four years; quarters in the head.
    Quarter,
    /// About ten years; years in the head.
    Year,
}

impl Zoom {
    /// Every zoom, nearest first.
    pub const ALL: [Self; 4] = [Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// CSS pixels of a day at this zoom.
    pub fn px_per_day(self) -> f64 {
        match self {
            Self::Week => 40.0 / 7.0,
            Self::Month => 4.0 / 3.0,
            Self::Quarter => 0.6,
            Self::Year => 0.2,
        }
    }

    /// The named zoom nearest to a scale, by ratio.
    pub fn nearest(px_per_day: f64) -> Self {
        let px = clamp(px_per_day);
        let distance = |zoom: Self| (px / zoom.px_per_day()).ln().abs();
        Self::ALL
            .into_iter()
            .min_by(|a, b| distance(*a).total_cmp(&distance(*b)))
            .unwrap_or(Self::Month)
    }
}

/// The least and the most pixels that a day may have: a century on a screen, a month on a screen.
const LIMITS: (f64, f64) = (0.03, 48.0);

/// Keeps a scale within what can be drawn; a number that is none becomes the month zoom.
pub fn clamp(px_per_day: f64) -> f64 {
    if px_per_day.is_finite() {
        px_per_day.clamp(LIMITS.0, LIMITS.1)
    } else {
        Zoom::Month.px_per_day()
    }
}

/// Where day zero of the drawing lies and how wide a day is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The day at x = 0.
    pub origin: Day,
    /// CSS pixels of a day.
    pub px_per_day: f64,
}

impl Scale {
    /// The left edge of a day.
    pub fn x(self, day: Day) -> f64 {
        (f64::from(day) - f64::from(self.origin)) * self.px_per_day
    }

    /// The day under x, with its fraction.
    pub fn day_at(self, x: f64) -> f64 {
        f64::from(self.origin) + x / self.px_per_day
    }

    /// The whole day under x.
    pub fn whole_day_at(self, x: f64) -> Day {
        floor_day(self.day_at(x))
    }
}

/// Rounds a fractional day down, keeping far away from the ends of the number range.
pub fn floor_day(day: f64) -> Day {
    // The cast saturates; a tenth of the range leaves room for calendar sums.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "clamped on the line before"
    )]
    let day = day.floor().clamp(-2.0e8, 2.0e8) as Day;
    day
}

/// First day drawn and the day after the last: whole months around everything, today included.
pub fn extent(span: Option<(Day, Day)>, today: Option<Day>) -> (Day, Day) {
    let (mut start, mut finish) = match (span, today) {
        (Some((start, finish)), _) => (start, finish),
        (None, Some(today)) => (today - 60, today + 300),
        (None, None) => (0, 365),
    };
    // A single wrong date must not stretch the drawing over millennia to reach today.
    if let Some(today) = today
        && today > start - 3_653
        && today < finish + 3_653
    {
        start = start.min(today);
        finish = finish.max(today + 1);
    }
    (
        day::month_start(start - 10),
        day::add_months(day::month_start(finish + 45), 1),
    )
}

/// The scale at which an extent fills a width.
pub fn fit(extent: (Day, Day), width: f64) -> f64 {
    clamp(width.max(100.0) / f64::from((extent.1 - extent.0).max(1)))
}

/// The scroll position that keeps the day under the pointer where it is when the scale changes.
pub fn scroll_for_zoom(scroll_x: f64, pointer_x: f64, before: f64, after: f64) -> f64 {
    ((scroll_x + pointer_x) * after / before - pointer_x).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;

    #[test]
    fn a_day_goes_to_its_pixel_and_back() {
        let scale = Scale {
            origin: day_of(2026, 1, 1),
            px_per_day: 40.0 / 7.0,
        };
        for day in [day_of(2025, 1, 1), day_of(2026, 1, 1), day_of(2031, 12, 31)] {
            assert_eq!(scale.whole_day_at(scale.x(day) + 0.01), day);
        }
        assert!((scale.x(day_of(2026, 1, 8)) - 40.0).abs() < 1e-9);
    }

    #[test]
    fn zooming_keeps_the_day_under_the_pointer() {
        let (origin, before, after) = (day_of(2025, 10, 1), 1.3, 5.2);
        let day = Scale {
            origin,
            px_per_day: before,
        }
        .day_at(400.0 + 250.0);
        let scroll = scroll_for_zoom(400.0, 250.0, before, after);
        assert!(
            (Scale {
                origin,
                px_per_day: after
            }
            .day_at(scroll + 250.0)
                - day)
                .abs()
                < 1e-9
        );
    }

    #[test]
    fn each_named_zoom_is_nearest_to_itself() {
        for zoom in Zoom::ALL {
            assert_eq!(Zoom::nearest(zoom.px_per_day()), zoom);
        }
        assert_eq!(Zoom::nearest(f64::NAN), Zoom::Month);
        assert_eq!(Zoom::nearest(1e9), Zoom::Week);
    }

    #[test]
    fn the_extent_holds_the_span_and_today_in_whole_months() {
        let (start, finish) = extent(
            Some((day_of(2026, 3, 4), day_of(2026, 9, 1))),
            Some(day_of(2026, 11, 20)),
        );
        assert_eq!(start, day_of(2026, 2, 1));
        assert!(finish > day_of(2026, 12, 20) && day::month_start(finish) == finish);
        let far = extent(
            Some((day_of(2026, 3, 4), day_of(2026, 9, 1))),
            Some(day_of(2200, 1, 1)),
        );
        assert!(far.1 < day_of(2027, 1, 1));
    }

    #[test]
    fn fitting_makes_the_extent_as_wide_as_the_view() {
        let extent = (day_of(2026, 1, 1), day_of(2027, 1, 1));
        assert!((fit(extent, 730.0) - 2.0).abs() < 1e-9);
        assert!(fit((0, 10_000_000), 730.0) > 0.0);
    }
}
