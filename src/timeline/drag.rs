//! Moving and resizing a bar by steps.

use super::day::{self, Day};
use super::hit::Part;
use super::row::Item;
use super::words::TimelineWords;

/// What one step of a move is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One day.
    Day,
    /// Seven days.
    Week,
    /// A calendar month.
    Month,
}

impl Step {
    /// The step that suits a scale: small enough to be exact, large enough to be hit.
    pub fn at(px_per_day: f64) -> Self {
        match px_per_day {
            px if px >= 3.2 => Self::Day,
            px if px >= 0.85 => Self::Week,
            _ => Self::Month,
        }
    }

    /// How many steps lie nearest to a number of days.
    pub fn count(self, days: f64) -> i32 {
        let length = match self {
            Self::Day => 1.0,
            Self::Week => 7.0,
            Self::Month => 30.44,
        };
        super::scale::floor_day(days / length + 0.5)
    }

    fn shift(self, day: Day, steps: i32) -> Day {
        match self {
            Self::Day => day.saturating_add(steps),
            Self::Week => day.saturating_add(steps.saturating_mul(7)),
            Self::Month => day::add_months(day, steps.clamp(-12_000, 12_000)),
        }
    }
}

/// Where a bar lies after being dragged at a part by a number of steps.
///
/// A move keeps the length in days; a resize leaves at least one day.
pub fn dragged((start, finish): (Day, Day), part: Part, step: Step, steps: i32) -> (Day, Day) {
    match part {
        Part::Body | Part::Milestone(_) | Part::Dot => {
            let moved = step.shift(start, steps);
            (moved, moved + (finish - start))
        }
        Part::Start => (step.shift(start, steps).min(finish - 1), finish),
        // The last day is what a person sees, so months are counted from it.
        Part::Finish => (start, (step.shift(finish - 1, steps) + 1).max(start + 1)),
    }
}

/// Where an item lies after being dragged. What has begun keeps its first day: moved as a whole, its
/// finish alone moves.
pub fn dragged_item(item: &Item, part: Part, step: Step, steps: i32) -> Option<(Day, Day)> {
    let span = item.span?;
    let after = dragged(span, part, step, steps);
    Some(if item.is_begun {
        (span.0, after.1.max(span.0 + 1))
    } else {
        after
    })
}

/// Being dragged at this part it moves as a whole.
pub fn is_whole(part: Part) -> bool {
    matches!(part, Part::Body | Part::Milestone(_))
}

/// The first line of the label while dragging: old and new date of what moves.
pub fn label(words: &TimelineWords, before: (Day, Day), after: (Day, Day), part: Part) -> String {
    let last = |span: (Day, Day)| words.date((span.1 - 1).max(span.0));
    match part {
        Part::Start => format!("{} → {}", words.date(before.0), words.date(after.0)),
        Part::Finish => format!("{} → {}", last(before), last(after)),
        Part::Body | Part::Milestone(_) | Part::Dot => {
            format!("{} → {}", words.span(before), words.span(after))
        }
    }
}

/// The bar may be moved and resized here.
pub fn is_allowed(item: &Item) -> bool {
    item.is_movable && item.span.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;

    const SPAN: (Day, Day) = (20_000, 20_100);

    #[test]
    fn what_has_begun_keeps_its_first_day() {
        let mut item = Item::bar(1, "Bar", SPAN.0, SPAN.1);
        item.is_begun = true;
        let moved = |part, steps| dragged_item(&item, part, Step::Day, steps);
        assert_eq!(moved(Part::Body, 7), Some((SPAN.0, SPAN.1 + 7)));
        assert_eq!(moved(Part::Start, 7), Some(SPAN));
        assert_eq!(moved(Part::Body, -400), Some((SPAN.0, SPAN.0 + 1)));
        item.is_begun = false;
        assert_eq!(
            dragged_item(&item, Part::Body, Step::Day, 7),
            Some((SPAN.0 + 7, SPAN.1 + 7))
        );
    }

    #[test]
    fn moving_keeps_the_length() {
        for step in [Step::Day, Step::Week, Step::Month] {
            for steps in [-14, -1, 0, 1, 7] {
                let (start, finish) = dragged(SPAN, Part::Body, step, steps);
                assert_eq!(finish - start, 100);
                assert_eq!((start - SPAN.0).signum(), steps.signum());
            }
        }
    }

    #[test]
    fn resizing_leaves_at_least_one_day() {
        assert_eq!(
            dragged(SPAN, Part::Finish, Step::Month, -40),
            (SPAN.0, SPAN.0 + 1)
        );
        assert_eq!(
            dragged(SPAN, Part::Start, Step::Week, 400),
            (SPAN.1 - 1, SPAN.1)
        );
        assert_eq!(
            dragged(SPAN, Part::Finish, Step::Day, 3),
            (SPAN.0, SPAN.1 + 3)
        );
    }

    #[test]
    fn a_finish_at_the_end_of_a_month_stays_there() {
        let span = (day_of(2026, 1, 1), day_of(2026, 2, 1));
        let (_, finish) = dragged(span, Part::Finish, Step::Month, 1);
        assert_eq!(finish, day_of(2026, 3, 1));
    }

    #[test]
    fn the_step_suits_the_zoom_and_rounds_to_the_nearest() {
        assert_eq!(
            [6.0, 1.3, 0.5].map(Step::at),
            [Step::Day, Step::Week, Step::Month]
        );
        assert_eq!(
            [3.4, 3.6, -3.4, -3.6].map(|days| Step::Week.count(days)),
            [0, 1, 0, -1]
        );
        assert_eq!(Step::Day.count(f64::INFINITY), 200_000_000);
    }

    #[test]
    fn the_label_names_what_moves() {
        let words = TimelineWords::default();
        let (before, after) = (
            (day_of(2026, 2, 3), day_of(2026, 12, 19)),
            (day_of(2026, 2, 3), day_of(2027, 1, 9)),
        );
        assert_eq!(
            label(&words, before, after, Part::Finish),
            "18 Dec 2026 → 8 Jan 2027"
        );
        assert_eq!(
            label(&words, before, after, Part::Body),
            "3 Feb to 18 Dec 2026 → 3 Feb 2026 to 8 Jan 2027"
        );
    }
}
