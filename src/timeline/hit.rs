//! What lies under the pointer.

use super::data::TimelineData;
use super::row::{BarShape, Key, Row};
use super::scene::{BAR_HEIGHT, HEAD_HEIGHT, View};

/// Which part of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The bar itself: dragging moves it.
    Body,
    /// Its start: dragging moves the start alone.
    Start,
    /// Its end: dragging moves the finish alone.
    Finish,
    /// A diamond, by number.
    Milestone(usize),
    /// The dot behind its end: dragging draws a link.
    Dot,
}

/// A bar under the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Place of its row.
    pub place: usize,
    /// Its key.
    pub key: Key,
    /// Where on it.
    pub part: Part,
}

/// How near to an edge counts as the edge.
const GRIP: f64 = 5.0;
/// From the end of a bar to the dot that links are drawn from.
pub const DOT_AT: f64 = 11.0;
/// How near to the dot counts as the dot.
const DOT_REACH: f64 = 5.0;
/// A bar shorter than this is grabbed by its edges from outside only, or it could not be moved.
const LEAST_INSIDE: f64 = 20.0;

/// The place of the row under y, if any.
pub fn row_at(data: &TimelineData, view: &View<'_>, y: f64) -> Option<usize> {
    if y < HEAD_HEIGHT || y > view.height {
        return None;
    }
    let place = (y - HEAD_HEIGHT + view.scroll_y) / view.row_height;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not negative after the check above"
    )]
    let place = place.max(0.0) as usize;
    (place < data.len()).then_some(place)
}

/// The bar under a point, if any.
pub fn hit(data: &TimelineData, view: &View<'_>, x: f64, y: f64) -> Option<Hit> {
    let place = row_at(data, view, y)?;
    let Row::Item(item) = data.row(place)? else {
        return None;
    };
    let (start, finish) = item.span?;
    let (left, right) = (view.x(start), view.x(finish).max(view.x(start) + 3.0));
    let top = view.bar_top(view.row_top(place));
    if y < top - 3.0 || y > top + BAR_HEIGHT + 3.0 {
        return None;
    }
    let found = |part| {
        Some(Hit {
            place,
            key: item.key,
            part,
        })
    };
    let inside = if right - left >= LEAST_INSIDE {
        GRIP
    } else {
        0.0
    };
    if item.is_linkable && (x - right - DOT_AT).abs() <= DOT_REACH {
        return found(Part::Dot);
    }
    if x < left - GRIP || x > right + GRIP {
        return None;
    }
    // A milestone has one day: there is nothing to widen.
    if item.shape == BarShape::Milestone {
        return found(Part::Body);
    }
    // The edges come first: a diamond often stands on the finish.
    if x >= right - inside {
        return found(Part::Finish);
    }
    if x < left + inside && !item.is_begun {
        return found(Part::Start);
    }
    let near = item
        .milestones
        .iter()
        .position(|milestone| (view.x(milestone.day) - x).abs() <= 5.0)
        .filter(|_| view.show.milestones);
    found(near.map_or(Part::Body, Part::Milestone))
}
