//! Dependencies as right-angled lines that run between the rows.

use super::{BAR_HEIGHT, View, bars};
use crate::timeline::data::TimelineData;
use crate::timeline::ink::Ink;
use crate::timeline::links::PlacedLink;
use crate::timeline::row::Status;
use crate::timeline::shape::Shape;

/// How far from a bar the horizontal run lies.
const STEP: f64 = 8.0;
const ARROW: f64 = 3.0;

pub(super) fn draw(
    data: &TimelineData,
    view: &View<'_>,
    found: &[PlacedLink],
    shapes: &mut Vec<Shape<'_>>,
) {
    // Broken ones last, so that no grey line covers a red one.
    for is_broken in [false, true] {
        for placed in found
            .iter()
            .filter(|placed| placed.link.is_broken == is_broken)
        {
            one(data, view, placed, shapes);
        }
    }
}

fn one(
    data: &TimelineData,
    view: &View<'_>,
    placed: &PlacedLink,
    shapes: &mut Vec<Shape<'_>>,
) -> Option<()> {
    let (from, to) = (
        usize::try_from(placed.from).ok()?,
        usize::try_from(placed.to).ok()?,
    );
    let (giver, taker) = (data.row(from)?.item()?, data.row(to)?.item()?);
    let (_, end) = bars::edges(view, giver)?;
    let (start, finish) = bars::edges(view, taker)?;
    let x = placed.link.from_day.map_or(end, |day| view.x(day)) - 1.0;
    let target = placed.link.to_day.map_or_else(
        || start + 5.0_f64.min((finish - start) / 2.0),
        |day| view.x(day),
    );
    if x.max(target) < 0.0 || x.min(target) > view.width {
        return None;
    }
    // Far ends are cut where nobody sees it.
    let (x, target) = (
        x.clamp(-40.0, view.width + 40.0),
        target.clamp(-40.0, view.width + 40.0),
    );
    let cut = |y: f64| y.clamp(-40.0, view.height + 40.0);
    let (giver_top, taker_top) = (
        view.bar_top(view.row_top(from)),
        view.bar_top(view.row_top(to)),
    );
    let is_down = to > from;
    let points = if is_down {
        let (leave, arrive) = (giver_top + BAR_HEIGHT, taker_top - 1.0);
        vec![
            (x, cut(leave)),
            (x, cut(leave + STEP)),
            (target, cut(leave + STEP)),
            (target, cut(arrive)),
        ]
    } else {
        let (leave, arrive) = (giver_top, taker_top + BAR_HEIGHT + 6.0);
        vec![
            (x, cut(leave)),
            (x, cut(leave - STEP + 3.0)),
            (target, cut(leave - STEP + 3.0)),
            (target, cut(arrive)),
        ]
    };
    let (stroke, width) = match (placed.link.is_broken, placed.link.is_critical) {
        (true, _) => (Ink::Fill(Status::Red), 1.4),
        (false, true) => (Ink::Text, 1.8),
        (false, false) => (Ink::Grey, 1.1),
    };
    let tip = points.last().copied()?;
    shapes.push(Shape::Line {
        points,
        stroke,
        width,
        dash: placed.link.is_foreign.then_some((3.0, 2.0)),
    });
    let back = if is_down {
        tip.1 - ARROW * 2.0
    } else {
        tip.1 + ARROW * 2.0
    };
    let points = vec![(tip.0 - ARROW, back), (tip.0 + ARROW, back), tip];
    shapes.push(Shape::Polygon {
        points,
        fill: stroke,
        stroke: Ink::None,
        width: 0.0,
    });
    Some(())
}
