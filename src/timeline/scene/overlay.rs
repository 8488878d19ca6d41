//! What lies above the bars: today, and a move under way.

use super::{BAR_HEIGHT, HEAD_HEIGHT, View, bars};
use crate::timeline::data::TimelineData;
use crate::timeline::day::Day;
use crate::timeline::ink::Ink;
use crate::timeline::row::{Key, Row};
use crate::timeline::shape::{Anchor, Corners, Shape, Weight};
use crate::timeline::text;

/// A bar and the days it would move to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moving {
    /// Which row.
    pub key: Key,
    /// First day.
    pub start: Day,
    /// The day after the last.
    pub finish: Day,
    /// Moved as a whole: what lies ahead on it goes along.
    pub is_whole: bool,
}

/// A move under way: nothing is decided before the drop.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Preview {
    /// The bar under the pointer.
    pub moving: Option<Moving>,
    /// Bars that would follow.
    pub followers: Vec<Moving>,
    /// Lines of the label: old and new date, then the effect.
    pub label: Vec<String>,
    /// A link under way: the row it comes from, and the pointer on what is in sight.
    pub drawing: Option<(Key, (i32, i32))>,
}

impl Preview {
    /// The row moves or follows.
    pub(super) fn holds(&self, key: Key) -> bool {
        self.moving
            .iter()
            .chain(&self.followers)
            .any(|moving| moving.key == key)
    }
}

const LABEL_SIZE: f64 = 11.0;
const LABEL_LINE: f64 = 15.0;

pub(super) fn today_line(view: &View<'_>, shapes: &mut Vec<Shape<'_>>) {
    let Some(today) = view.today else { return };
    let x = view.x(today) + view.scale.px_per_day / 2.0;
    if x >= 0.0 && x <= view.width {
        shapes.push(Shape::fill(
            x - 0.75,
            HEAD_HEIGHT - 4.0,
            1.5,
            view.height - HEAD_HEIGHT + 4.0,
            Ink::Accent,
        ));
    }
}

pub(super) fn preview<'a>(
    data: &TimelineData,
    view: &View<'a>,
    (first, last): (usize, usize),
    shapes: &mut Vec<Shape<'a>>,
) {
    let Some(preview) = view.preview else { return };
    for moving in preview.followers.iter().chain(preview.moving.as_ref()) {
        let place = data
            .position(moving.key)
            .filter(|place| (first..last).contains(place));
        if let Some(place) = place {
            ghost(data, view, place, moving, shapes);
        }
    }
    if let Some((place, to)) = preview
        .drawing
        .and_then(|(key, to)| Some((data.position(key)?, to)))
    {
        rubber(data, view, place, to, shapes);
    }
    if let Some((moving, place)) = preview
        .moving
        .as_ref()
        .and_then(|moving| Some((moving, data.position(moving.key)?)))
    {
        label(view, place, moving, &preview.label, shapes);
    }
}

/// The dot behind the end of a bar that links are drawn from.
pub(super) fn dot(view: &View<'_>, (end, middle): (f64, f64), shapes: &mut Vec<Shape<'_>>) {
    let x = end + crate::timeline::hit::DOT_AT;
    if (0.0..=view.width).contains(&x) {
        shapes.push(Shape::Box {
            x: x - 4.0,
            y: middle - 4.0,
            w: 8.0,
            h: 8.0,
            fill: Ink::Accent,
            radius: 4.0,
            corners: Corners::All,
        });
    }
}

/// The link that is being drawn, from the end of its bar to the pointer.
fn rubber(
    data: &TimelineData,
    view: &View<'_>,
    place: usize,
    (x, y): (i32, i32),
    shapes: &mut Vec<Shape<'_>>,
) {
    let Some((_, end)) = data
        .row(place)
        .and_then(Row::item)
        .and_then(|item| bars::edges(view, item))
    else {
        return;
    };
    let middle = view.bar_top(view.row_top(place)) + BAR_HEIGHT / 2.0;
    let points = vec![
        (end.max(-60.0), middle),
        (f64::from(x), view.sight.0 + f64::from(y)),
    ];
    shapes.push(Shape::Line {
        points,
        stroke: Ink::Accent,
        width: 1.5,
        dash: Some((3.0, 2.0)),
    });
}

/// The bar at its new place, a dashed outline at the old one.
fn ghost(
    data: &TimelineData,
    view: &View<'_>,
    place: usize,
    moving: &Moving,
    shapes: &mut Vec<Shape<'_>>,
) {
    let Some(Row::Item(item)) = data.row(place) else {
        return;
    };
    let y = view.bar_top(view.row_top(place));
    let (x, end) = (
        view.x(moving.start),
        view.x(moving.finish).max(view.x(moving.start) + 3.0),
    );
    let (left, right) = (x.max(-60.0), end.min(view.width + 60.0));
    if right <= left {
        return;
    }
    let (w, h, radius) = (right - left, BAR_HEIGHT, 3.0);
    shapes.push(Shape::Box {
        x: left,
        y,
        w,
        h,
        fill: Ink::Tint(item.colour),
        radius,
        corners: Corners::All,
    });
    let split = x + (end - x) * f64::from(item.progress.min(1000)) / 1000.0;
    if split > left {
        let w = split.min(right) - left;
        shapes.push(Shape::Box {
            x: left,
            y,
            w,
            h,
            fill: Ink::Bar(item.colour),
            radius,
            corners: Corners::Start,
        });
    }
    if let Some((old, old_end)) = bars::edges(view, item) {
        let (old, old_end) = (old.max(-60.0), old_end.min(view.width + 60.0));
        if old_end > old {
            let (stroke, dash) = (bars::outline_ink(item.colour), Some((3.0, 2.0)));
            shapes.push(Shape::Frame {
                x: old,
                y,
                w: old_end - old,
                h,
                radius,
                stroke,
                width: 1.0,
                dash,
            });
        }
    }
    let (x, y, w, h) = (left - 1.5, y - 1.5, w + 3.0, h + 3.0);
    shapes.push(Shape::Frame {
        x,
        y,
        w,
        h,
        radius: 4.0,
        stroke: Ink::Accent,
        width: 1.5,
        dash: None,
    });
}

fn label<'a>(
    view: &View<'a>,
    place: usize,
    moving: &Moving,
    lines: &[String],
    shapes: &mut Vec<Shape<'a>>,
) {
    let widest = lines
        .iter()
        .map(|line| text::width(line, LABEL_SIZE) * 1.13)
        .fold(0.0, f64::max);
    if lines.is_empty() {
        return;
    }
    let count = u32::try_from(lines.len()).unwrap_or(1);
    let (w, h) = (widest + 18.0, f64::from(count) * LABEL_LINE + 8.0);
    let top = view.row_top(place);
    let below = top + view.row_height + 2.0;
    // Below the bar, or above it where there is no room left.
    let y = if below + h > view.sight.1 {
        top - h - 2.0
    } else {
        below
    };
    let x = view
        .x(moving.start)
        .clamp(6.0, (view.width - w - 6.0).max(6.0));
    shapes.push(Shape::Box {
        x,
        y,
        w,
        h,
        fill: Ink::Inverse,
        radius: 5.0,
        corners: Corners::All,
    });
    for (number, line) in (0_u32..).zip(lines) {
        shapes.push(Shape::Text {
            x: x + 9.0,
            y: y + 15.0 + f64::from(number) * LABEL_LINE,
            text: line.clone().into(),
            ink: Ink::TextInverse,
            size: LABEL_SIZE,
            weight: if number == 0 {
                Weight::Medium
            } else {
                Weight::Regular
            },
            anchor: Anchor::Start,
        });
    }
}
