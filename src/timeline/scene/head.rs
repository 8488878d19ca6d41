//! The two-level head and the pill of today.

use super::View;
use crate::timeline::ink::Ink;
use crate::timeline::shape::{Anchor, Corners, Shape, Weight};
use crate::timeline::text;
use crate::timeline::ticks;

/// Height of the head.
pub const HEAD_HEIGHT: f64 = 44.0;

const MAJOR_BASELINE: f64 = 16.0;
const MINOR_BASELINE: f64 = 36.0;
const MAJOR_SIZE: f64 = 11.5;
const MINOR_SIZE: f64 = 10.0;
const PILL_SIZE: f64 = 10.5;
const INDENT: f64 = 5.0;

/// Draws the head; on paper the pill of today is kept whole, where a screen lets it slide out.
pub(super) fn draw<'a>(view: &View<'a>, is_paper: bool, shapes: &mut Vec<Shape<'a>>) {
    shapes.push(Shape::fill(0.0, 0.0, view.width, HEAD_HEIGHT, Ink::Sunken));
    let pill = pill(view).map(|(x, w, label)| {
        let least = (view.width - w).max(0.0);
        (if is_paper { x.clamp(0.0, least) } else { x }, w, label)
    });
    minor(
        view,
        pill.as_ref().map(|pill| (pill.0, pill.0 + pill.1)),
        shapes,
    );
    major(view, is_paper, shapes);
    shapes.push(Shape::fill(
        0.0,
        HEAD_HEIGHT - 1.0,
        view.width,
        1.0,
        Ink::Line,
    ));
    if let Some((x, w, label)) = pill {
        let (y, h) = (23.5, 17.0);
        shapes.push(Shape::Box {
            x,
            y,
            w,
            h,
            fill: Ink::Accent,
            radius: h / 2.0,
            corners: Corners::All,
        });
        let (x, y) = (x + w / 2.0, MINOR_BASELINE);
        shapes.push(Shape::Text {
            x,
            y,
            text: label.into(),
            ink: Ink::AccentOn,
            size: PILL_SIZE,
            weight: Weight::Bold,
            anchor: Anchor::Middle,
        });
    }
}

/// Left edge, width and label of the pill of today, if it is in view.
fn pill(view: &View<'_>) -> Option<(f64, f64, String)> {
    let today = view.today?;
    let label = view.words.day_month(today);
    let w = text::width(&label, PILL_SIZE) + 18.0;
    let x = (view.x(today) + view.scale.px_per_day / 2.0 - w / 2.0).round();
    (x + w > 0.0 && x < view.width).then_some((x, w, label))
}

/// The lower level: names that the pill would cover are left out.
fn minor<'a>(view: &View<'a>, pill: Option<(f64, f64)>, shapes: &mut Vec<Shape<'a>>) {
    let (_, unit) = ticks::levels(view.scale.px_per_day);
    let width = unit.days() * view.scale.px_per_day;
    let (from, to) = view.days_in_view();
    for day in ticks::starts(unit, from, to) {
        let x = view.x(day);
        if x >= 0.0 {
            shapes.push(Shape::fill(
                x.round(),
                26.0,
                1.0,
                HEAD_HEIGHT - 26.0,
                Ink::Line,
            ));
        }
        if width < unit.least_label_width() {
            continue;
        }
        let label = unit.minor_label(day, view.words);
        let room = width - INDENT - 1.0;
        let indent = if text::width(&label, MINOR_SIZE) > room {
            2.0
        } else {
            INDENT
        };
        let (left, right) = (x + indent, x + indent + text::width(&label, MINOR_SIZE));
        let is_covered =
            pill.is_some_and(|(start, finish)| left < finish + 2.0 && right > start - 2.0);
        if !is_covered && right > 0.0 {
            let (x, y) = (left, MINOR_BASELINE);
            let (ink, size, weight, anchor) =
                (Ink::TextWeak, MINOR_SIZE, Weight::Regular, Anchor::Start);
            shapes.push(Shape::Text {
                x,
                y,
                text: label.into(),
                ink,
                size,
                weight,
                anchor,
            });
        }
    }
}

/// The upper level: the name of a unit that began to the left stays at the edge while it has room. On
/// paper nothing can be scrolled into view: a name has room on the page or is left out.
fn major<'a>(view: &View<'a>, is_paper: bool, shapes: &mut Vec<Shape<'a>>) {
    let (unit, _) = ticks::levels(view.scale.px_per_day);
    let (from, to) = view.days_in_view();
    for day in ticks::starts(unit, from, to) {
        let (x, next) = (view.x(day), view.x(unit.next(day)));
        let next = if is_paper { next.min(view.width) } else { next };
        if x >= 0.0 {
            shapes.push(Shape::fill(
                x.round(),
                4.0,
                1.0,
                HEAD_HEIGHT - 4.0,
                Ink::Line,
            ));
        }
        let label = unit.major_label(day, view.words);
        let left = x.max(0.0) + INDENT;
        if left + text::width(&label, MAJOR_SIZE) + INDENT > next {
            continue;
        }
        let (x, y) = (left, MAJOR_BASELINE);
        let (ink, size, weight, anchor) = (Ink::Text, MAJOR_SIZE, Weight::Medium, Anchor::Start);
        shapes.push(Shape::Text {
            x,
            y,
            text: label.into(),
            ink,
            size,
            weight,
            anchor,
        });
    }
}
