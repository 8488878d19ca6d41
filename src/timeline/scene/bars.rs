//! One row: bracket, bar, baseline, diamonds, status mark and slip.

use super::{BAR_HEIGHT, View};
use crate::timeline::ink::Ink;
use crate::timeline::row::{BarShape, Colour, Item, Lane, Row, Status};
use crate::timeline::shape::{Anchor, Corners, Shape, Weight};

/// A bar is never thinner than this, however short.
const LEAST_WIDTH: f64 = 3.0;
const RADIUS: f64 = 3.0;
const DIAMOND: f64 = 5.0;
const MARK: f64 = 13.0;
/// How far above the middle of a bar its whisker lies: the float runs in the middle.
const WHISKER_UP: f64 = 3.5;
/// How far beyond the edges of the view coordinates may lie: canvases lose precision far outside.
const MARGIN: f64 = 60.0;

pub(super) fn row<'a>(view: &View<'a>, top: f64, row: &'a Row, shapes: &mut Vec<Shape<'a>>) {
    if view.has_names {
        let name = match row {
            Row::Lane(lane) => view.words.describe_lane(lane),
            Row::Item(item) => view.words.describe(item),
        };
        shapes.push(Shape::Named(name.into()));
    }
    unlabelled(view, top, row, shapes);
    label(view, top, row, shapes);
    if view.has_names {
        shapes.push(Shape::End);
    }
}

/// A row without what stands behind its bar.
pub(super) fn unlabelled<'a>(view: &View<'a>, top: f64, row: &Row, shapes: &mut Vec<Shape<'a>>) {
    match row {
        Row::Lane(lane) => self::lane(view, top, lane, shapes),
        Row::Item(item) => self::item(view, top, item, shapes),
    }
}

/// What stands behind the bar of a row: status mark and slip.
pub(super) fn label<'a>(view: &View<'a>, top: f64, row: &'a Row, shapes: &mut Vec<Shape<'a>>) {
    let item = row.item().filter(|item| item.shape != BarShape::Milestone);
    if let Some((item, (_, end))) = item.and_then(|item| Some((item, edges(view, item)?))) {
        behind(
            view,
            end,
            view.bar_top(top) + BAR_HEIGHT / 2.0,
            item,
            shapes,
        );
    }
}

fn lane<'a>(view: &View<'a>, top: f64, lane: &Lane, shapes: &mut Vec<Shape<'a>>) {
    let Some((start, finish)) = lane.span else {
        return;
    };
    let (x, end) = (view.x(start), view.x(finish));
    let middle = top + (view.row_height / 2.0).floor();
    bracket(
        view,
        (x, end),
        middle - 3.0,
        share(lane.progress),
        (Ink::Bracket(lane.colour), Ink::Bar(lane.colour)),
        shapes,
    );
    if lane.is_collapsed && view.show.marks {
        for (day, status) in &lane.marks {
            let x = view.x(*day) - 6.0;
            if x > -12.0 && x < view.width {
                // The ring is open, so it needs the row behind it instead of the bracket.
                if *status == Status::NotReported {
                    shapes.push(Shape::Box {
                        x,
                        y: middle - 7.0,
                        w: 12.0,
                        h: 12.0,
                        fill: Ink::Sunken,
                        radius: 6.0,
                        corners: Corners::All,
                    });
                }
                shapes.push(Shape::Mark {
                    x,
                    y: middle - 7.0,
                    size: 12.0,
                    status: *status,
                });
            }
        }
    }
}

/// A bracket with tips, and its done part over it.
fn bracket(
    view: &View<'_>,
    (x, end): (f64, f64),
    y: f64,
    done: f64,
    (rest, full): (Ink, Ink),
    shapes: &mut Vec<Shape<'_>>,
) {
    if end < 0.0 || x > view.width {
        return;
    }
    let split = x + (end - x) * done;
    // The tips end where the bracket ends; a part that is cut by the view has its tip outside.
    let (left, right) = (x.max(-MARGIN), end.min(view.width + MARGIN));
    let tip = 5.0_f64.min((right - left) / 2.0).max(0.0);
    let shape = |points, fill| Shape::Polygon {
        points,
        fill,
        stroke: Ink::None,
        width: 0.0,
    };
    shapes.push(shape(
        vec![
            (left, y),
            (right, y),
            (right, y + 8.0),
            (right - tip, y + 4.0),
            (left + tip, y + 4.0),
            (left, y + 8.0),
        ],
        rest,
    ));
    if split > left + tip {
        let to = split.min(right);
        let mut points = vec![(left, y), (to, y)];
        if split >= right - tip {
            points.extend([(right, y), (right, y + 8.0), (right - tip, y + 4.0)]);
        } else {
            points.push((to, y + 4.0));
        }
        points.extend([(left + tip, y + 4.0), (left, y + 8.0)]);
        shapes.push(shape(points, full));
    }
}

/// Left and right edge of a bar on the drawing.
pub(super) fn edges(view: &View<'_>, item: &Item) -> Option<(f64, f64)> {
    let (start, finish) = item.span?;
    let x = view.x(start);
    Some((x, view.x(finish).max(x + LEAST_WIDTH)))
}

fn item<'a>(view: &View<'a>, top: f64, item: &Item, shapes: &mut Vec<Shape<'a>>) {
    let Some((x, end)) = edges(view, item) else {
        return;
    };
    let y = view.bar_top(top);
    if view.show.baseline {
        baseline(view, y, item, shapes);
    }
    let middle = y + BAR_HEIGHT / 2.0;
    match item.shape {
        BarShape::Milestone => {
            let (fill, stroke) = diamond_inks(item.progress >= 1000);
            shapes.push(Shape::diamond(
                (x, middle),
                DIAMOND + 1.0,
                fill,
                stroke,
                1.2,
            ));
        }
        BarShape::Summary => {
            let (rest, full) = (Ink::Bracket(item.colour), Ink::Bar(item.colour));
            bracket(
                view,
                (x, end),
                middle - 4.0,
                share(item.progress),
                (rest, full),
                shapes,
            );
        }
        BarShape::Bar | BarShape::Critical | BarShape::Foreign => {
            body(view, (x, end), y, item, shapes);
        }
    }
    if let Some(days) = item.float_days.filter(|days| *days > 0) {
        let (from, to) = (end, end + f64::from(days) * view.scale.px_per_day);
        if to > 0.0 && from < view.width {
            let (stroke, dash) = (Ink::Accent, Some((1.5, 2.0)));
            let points = vec![
                (from.max(-MARGIN), middle),
                (to.min(view.width + MARGIN), middle),
            ];
            shapes.push(Shape::Line {
                points,
                stroke,
                width: 1.2,
                dash,
            });
            shapes.push(Shape::fill(to, middle - 3.0, 1.0, 6.0, Ink::Accent));
        }
    }
    if let Some(likely) = item.likely {
        let (from, half) = match item.shape {
            // A diamond stands on its day, and so do the ends of its whisker.
            BarShape::Milestone => (x, view.scale.px_per_day),
            _ => (end, 0.0),
        };
        let ends = (from, view.x(likely.p50) - half, view.x(likely.p80) - half);
        whisker(
            ends,
            middle - WHISKER_UP,
            (-MARGIN, view.width + MARGIN),
            shapes,
        );
    }
    if let Some(day) = item.deadline {
        deadline(view, day, middle, item, shapes);
    }
    if view.show.milestones {
        diamonds(view, middle, item, shapes);
    }
}

/// A line from a finish to the one that four draws in five keep, which ends it with a bar, and a tick at that of
/// one draw in two; within the edges of the view.
pub(in crate::timeline) fn whisker(
    (from, p50, p80): (f64, f64, f64),
    middle: f64,
    (least, most): (f64, f64),
    shapes: &mut Vec<Shape<'_>>,
) {
    let (left, right) = (from.min(p50).min(p80), from.max(p80));
    if right - left < 1.0 || right < least || left > most {
        return;
    }
    let (left, right) = (left.max(least), right.min(most));
    let (y, h) = (middle - 0.75, 1.5);
    shapes.push(Shape::fill(left, y, right - left, h, Ink::TextQuiet));
    for (x, half) in [(p50, 2.5), (p80, 4.0)] {
        if (least..=most).contains(&x) {
            shapes.push(Shape::fill(
                x - 0.75,
                middle - half,
                1.5,
                half * 2.0,
                Ink::TextQuiet,
            ));
        }
    }
}

/// An arrow down on the day that must be kept; red once the bar is past it.
fn deadline(view: &View<'_>, day: i32, middle: f64, item: &Item, shapes: &mut Vec<Shape<'_>>) {
    let x = view.x(day + 1);
    if x < -DIAMOND || x > view.width + DIAMOND {
        return;
    }
    let is_missed = item.span.is_some_and(|(_, finish)| finish > day + 1);
    let fill = if is_missed {
        Ink::Fill(Status::Red)
    } else {
        Ink::Text
    };
    let (top, tip) = (middle - 9.0, middle - 2.0);
    shapes.push(Shape::Polygon {
        points: vec![(x - 4.0, top), (x + 4.0, top), (x, tip)],
        fill,
        stroke: Ink::Panel,
        width: 1.0,
    });
}

fn body<'a>(
    view: &View<'a>,
    (x, end): (f64, f64),
    y: f64,
    item: &Item,
    shapes: &mut Vec<Shape<'a>>,
) {
    let (left, right) = (x.max(-MARGIN), end.min(view.width + MARGIN));
    if right < -MARGIN + 1.0 || left > view.width {
        return;
    }
    let (h, radius) = (BAR_HEIGHT, RADIUS);
    let is_critical = item.shape == BarShape::Critical;
    let (full, rest) = if is_critical {
        (Ink::Text, Ink::Panel)
    } else {
        (Ink::Bar(item.colour), Ink::Tint(item.colour))
    };
    shapes.push(Shape::Box {
        x: left,
        y,
        w: right - left,
        h,
        fill: rest,
        radius,
        corners: Corners::All,
    });
    let split = x + (end - x) * share(item.progress);
    if split > left {
        let corners = if split >= end - 0.5 {
            Corners::All
        } else {
            Corners::Start
        };
        shapes.push(Shape::Box {
            x: left,
            y,
            w: split.min(right) - left,
            h,
            fill: full,
            radius,
            corners,
        });
    }
    if view.show.slip
        && let Some((_, promised)) = item.baseline
    {
        let from = view.x(promised).max(split).max(left);
        if from + 0.5 < right {
            shapes.push(Shape::Hatch {
                x: from,
                y,
                w: right - from,
                h,
            });
        }
    }
    let (frame, dash) = match item.shape {
        BarShape::Critical => (Ink::Text, None),
        BarShape::Foreign => (full, Some((2.5, 2.0))),
        _ => return,
    };
    let (x, y, w, h) = (left + 0.75, y + 0.75, right - left - 1.5, h - 1.5);
    shapes.push(Shape::Frame {
        x,
        y,
        w,
        h,
        radius: 2.5,
        stroke: frame,
        width: 1.5,
        dash,
    });
}

fn baseline(view: &View<'_>, bar_top: f64, item: &Item, shapes: &mut Vec<Shape<'_>>) {
    let Some((start, finish)) = item.baseline else {
        return;
    };
    let (x, end) = (
        view.x(start).max(-MARGIN),
        view.x(finish).min(view.width + MARGIN),
    );
    if end < 0.0 || x > view.width || end < x {
        return;
    }
    let y = bar_top + BAR_HEIGHT + 3.5;
    if item.shape == BarShape::Milestone {
        shapes.push(Shape::diamond(
            (x, bar_top + BAR_HEIGHT / 2.0),
            DIAMOND,
            Ink::None,
            Ink::Grey,
            1.0,
        ));
        return;
    }
    shapes.push(Shape::fill(x, y, end - x, 1.5, Ink::Grey));
    shapes.push(Shape::fill(end - 1.5, y - 1.75, 1.5, 5.0, Ink::Grey));
}

fn diamonds(view: &View<'_>, middle: f64, item: &Item, shapes: &mut Vec<Shape<'_>>) {
    for milestone in &item.milestones {
        let x = view.x(milestone.day);
        if x > -DIAMOND && x < view.width + DIAMOND {
            let (fill, stroke) = diamond_inks(milestone.is_passed);
            shapes.push(Shape::diamond(
                (x, middle),
                DIAMOND,
                fill,
                stroke,
                if milestone.is_passed { 1.0 } else { 1.2 },
            ));
        }
    }
}

/// Filled is passed, hollow is ahead.
fn diamond_inks(is_passed: bool) -> (Ink, Ink) {
    if is_passed {
        (Ink::Text, Ink::Panel)
    } else {
        (Ink::Panel, Ink::Text)
    }
}

/// Status mark and slip, after the bar and never on it.
fn behind<'a>(view: &View<'a>, end: f64, middle: f64, item: &'a Item, shapes: &mut Vec<Shape<'a>>) {
    // A baseline that ends after the bar pushes the mark no further: it runs below.
    let mut x = end + 7.0;
    if x > view.width || x < -80.0 {
        return;
    }
    if let Some(status) = item.status.filter(|_| view.show.marks) {
        shapes.push(Shape::Mark {
            x,
            y: middle - MARK / 2.0,
            size: MARK,
            status,
        });
        x += MARK + 4.0;
    }
    let slip = item
        .slip
        .filter(|days| view.show.slip && *days != 0 && item.status != Some(Status::Complete));
    if let Some(days) = slip {
        let ink = if item.is_slip_red && days > 0 {
            Ink::StatusText(Status::Red)
        } else {
            Ink::TextQuiet
        };
        shapes.push(Shape::Text {
            x,
            y: middle + 4.0,
            text: view.words.slip(days).into(),
            ink,
            size: 10.0,
            weight: Weight::Medium,
            anchor: Anchor::Start,
        });
    }
}

fn share(thousandths: u16) -> f64 {
    f64::from(thousandths.min(1000)) / 1000.0
}

/// The colour of a bar for its outline while it moves.
pub(super) fn outline_ink(colour: Colour) -> Ink {
    Ink::Bar(colour)
}
