//! Where the labels go. A label stands at the end of its curve: in a column right of the plot when
//! the curve runs to the edge, otherwise beside the last point, wherever it covers least. Labels
//! never cover each other; one that finds no room is left out (its numbers are in the table).

use crate::model::InOrder;
use plotters::style::text_anchor::HPos;

use super::ChartError;
use super::frame::{Frame, Sheet, write};
use super::geometry::{Point, Rect};
use super::ink::{Ink, Role, Tone};
use super::text::{LABEL, fit, width};

/// Height of one line of a label in pixels.
pub(super) const LINE: f64 = 13.0;
/// Distance between two labels in the column.
const APART: f64 = 4.0;
/// Distance between a curve's end and its label.
const GAP: f64 = 7.0;

/// Distance between the plot and the column of labels.
pub(super) const COLUMN_GAP: f64 = 6.0;

/// A name and, if there is one, a value that want to stand at the end of a curve.
#[derive(Clone, Debug)]
pub(super) struct Tag {
    pub name: String,
    pub value: String,
    pub role: Role,
    /// End of the curve in pixels.
    pub at: Point,
    /// The curve runs to the right edge, so that the label belongs in the column.
    pub in_column: bool,
}

impl Tag {
    fn lines(&self) -> f64 {
        if self.value.is_empty() { 1.0 } else { 2.0 }
    }

    /// Width of name and value on two lines.
    pub fn two_line_width(&self) -> f64 {
        // Medium weight is a little wider than the regular weight the estimate is for.
        (width(&self.name, LABEL) * 1.04)
            .max(width(&self.value, LABEL))
            .ceil()
            + 1.0
    }

    fn one_line(&self) -> String {
        if self.value.is_empty() {
            self.name.clone()
        } else {
            format!("{} {}", self.name, self.value)
        }
    }

    fn one_line_width(&self) -> f64 {
        (width(&self.one_line(), LABEL) * 1.04).ceil() + 1.0
    }
}

/// A label with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The box that is the label's own.
    pub area: Rect,
    /// Texts from top to bottom with their inks.
    pub lines: Vec<(String, Ink)>,
    /// Right-aligned at the right edge of the box instead of left-aligned at the left one.
    pub to_the_left: bool,
}

/// What labels have to keep clear of.
pub(super) struct Ground<'a> {
    /// The plot, in which inner labels stay.
    pub plot: Rect,
    /// The column right of the plot.
    pub column: Rect,
    /// Curves in pixels; covering them costs.
    pub curves: &'a [Vec<Point>],
    /// Boxes that are taken already.
    pub taken: Vec<Rect>,
}

/// Room in pixels the column right of the plot needs, never more than two fifths of the drawing.
pub(super) fn column_width(tags: &[Tag], drawing: u32) -> f64 {
    let widest = tags
        .iter()
        .filter(|tag| tag.in_column)
        .map(Tag::two_line_width)
        .fold(0.0, f64::max);
    let room = if widest > 0.0 {
        widest + COLUMN_GAP
    } else {
        0.0
    };
    room.min(f64::from(drawing) * 0.4)
}

/// Names the lines of a plot: tags and lines are in values, what is taken already in pixels.
pub(super) fn name_lines<'l>(
    frame: &Frame<'_>,
    tags: Vec<Tag>,
    lines: impl Iterator<Item = &'l [Point]>,
    taken: Vec<Rect>,
) -> Result<(), ChartError> {
    let curves: Vec<Vec<Point>> = lines
        .map(|line| line.iter().map(|point| frame.at(*point)).collect())
        .collect();
    let tags: Vec<Tag> = tags
        .into_iter()
        .map(|tag| Tag {
            at: frame.at(tag.at),
            ..tag
        })
        .collect();
    let ground = Ground {
        plot: frame.plot,
        column: frame.column(),
        curves: &curves,
        taken,
    };
    draw(&frame.sheet, &place(&tags, ground))
}

/// Finds a place for every tag that has one, most important first.
pub(super) fn place(tags: &[Tag], mut ground: Ground<'_>) -> Vec<Placed> {
    let mut placed = Vec::new();
    let mut for_column: Vec<&Tag> = tags.iter().filter(|tag| tag.in_column).collect();
    for tag in tags.iter().filter(|tag| !tag.in_column) {
        match beside(tag, &ground) {
            Some(label) => {
                ground.taken.push(label.area);
                placed.push(label);
            }
            None => for_column.push(tag),
        }
    }
    placed.extend(column(&for_column, &ground));
    placed
}

/// The cheapest free place around the end of an inner curve.
fn beside(tag: &Tag, ground: &Ground<'_>) -> Option<Placed> {
    let (x, y) = tag.at;
    let mut best: Option<(f64, Placed)> = None;
    for one_line in [false, true] {
        if one_line && tag.value.is_empty() {
            continue;
        }
        let (wide, tall) = if one_line {
            (tag.one_line_width(), LINE)
        } else {
            (tag.two_line_width(), LINE * tag.lines())
        };
        for (rank, side) in SIDES.iter().enumerate() {
            let left = if side.to_the_left {
                x - GAP - wide
            } else {
                x + GAP
            };
            let top = y + side.down * LINE - tall * side.up;
            let area = Rect {
                left,
                top,
                right: left + wide,
                bottom: top + tall,
            };
            let free = area.within(&ground.plot)
                && !ground
                    .taken
                    .iter()
                    .any(|other| other.meets(&area.grown(1.0)));
            if !free {
                continue;
            }
            let room = area.grown(1.5);
            let covered: f64 = ground
                .curves
                .iter()
                .flat_map(|curve| curve.iter().zip(curve.iter().skip(1)))
                .map(|(from, to)| room.covered(*from, *to))
                .sum();
            let cost = covered * 4.0 + rank as f64 + if one_line { 0.5 } else { 0.0 };
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                best = Some((
                    cost,
                    Placed {
                        area,
                        lines: lines(tag, one_line),
                        to_the_left: side.to_the_left,
                    },
                ));
            }
        }
    }
    best.map(|(_, placed)| placed)
}

/// One way to stand beside a point: how far below it, and how much of the label's height above that.
struct Side {
    to_the_left: bool,
    down: f64,
    up: f64,
}

const SIDES: [Side; 10] = [
    Side {
        to_the_left: false,
        down: 0.3,
        up: 0.0,
    },
    Side {
        to_the_left: true,
        down: 0.0,
        up: 1.0,
    },
    Side {
        to_the_left: false,
        down: 0.0,
        up: 0.5,
    },
    Side {
        to_the_left: true,
        down: 0.0,
        up: 0.5,
    },
    Side {
        to_the_left: false,
        down: 0.0,
        up: 1.0,
    },
    Side {
        to_the_left: true,
        down: 0.3,
        up: 0.0,
    },
    Side {
        to_the_left: false,
        down: 1.2,
        up: 0.0,
    },
    Side {
        to_the_left: true,
        down: -1.2,
        up: 1.0,
    },
    Side {
        to_the_left: false,
        down: -1.2,
        up: 1.0,
    },
    Side {
        to_the_left: true,
        down: 1.2,
        up: 0.0,
    },
];

/// Stacks labels in the column, each as near to its curve as the others let it.
fn column(tags: &[&Tag], ground: &Ground<'_>) -> Vec<Placed> {
    let (
        Rect {
            left,
            top,
            right,
            bottom,
        },
        room,
    ) = (ground.column, ground.column.right - ground.column.left);
    if room < 12.0 {
        return Vec::new();
    }
    let height = bottom - top;
    let two_lines = tags
        .iter()
        .map(|tag| tag.lines() * LINE + APART)
        .sum::<f64>()
        <= height;
    let tall = |tag: &Tag| {
        if two_lines {
            tag.lines() * LINE + APART
        } else {
            LINE
        }
    };
    let mut kept: Vec<&Tag> = Vec::new();
    let mut used = 0.0;
    for tag in tags {
        used += tall(tag);
        if used > height {
            break;
        }
        kept.push(tag);
    }
    kept.order_by(|a, b| a.at.1.total_cmp(&b.at.1));
    let wishes: Vec<(f64, f64)> = kept
        .iter()
        .map(|tag| (tag.at.1 - tall(tag) / 2.0, tall(tag)))
        .collect();
    kept.iter()
        .zip(stack(&wishes, top, bottom))
        .map(|(tag, at)| {
            let apart = if two_lines { APART } else { 0.0 };
            let area = Rect {
                left,
                top: at + apart / 2.0,
                right,
                bottom: at + tall(tag) - apart / 2.0,
            };
            let mut lines = lines(tag, false);
            if !two_lines {
                lines.truncate(1);
            }
            for (text, _) in &mut lines {
                *text = fit(text, LABEL, room);
            }
            Placed {
                area,
                lines,
                to_the_left: false,
            }
        })
        .collect()
}

fn lines(tag: &Tag, one_line: bool) -> Vec<(String, Ink)> {
    let name = tag.role.tone(Tone::Strong);
    if one_line {
        return vec![(tag.one_line(), name)];
    }
    let mut lines = vec![(tag.name.clone(), name)];
    if !tag.value.is_empty() {
        lines.push((tag.value.clone(), tag.role.plain()));
    }
    lines
}

/// Tops for boxes with wished tops and heights, in the given order, without overlap, inside the
/// limits, with the least sum of squared shifts (isotonic regression by pooling neighbours).
pub(super) fn stack(wishes: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    struct Pool {
        sum: f64,
        count: f64,
    }
    let total: f64 = wishes.iter().map(|(_, tall)| tall).sum();
    let mut pools: Vec<Pool> = Vec::new();
    let mut before = 0.0;
    for (wish, tall) in wishes {
        pools.push(Pool {
            sum: wish - before,
            count: 1.0,
        });
        before += tall;
        while let [.., upper, lower] = pools.as_mut_slice() {
            if upper.sum / upper.count <= lower.sum / lower.count {
                break;
            }
            upper.sum += lower.sum;
            upper.count += lower.count;
            pools.pop();
        }
    }
    let mut tops = Vec::with_capacity(wishes.len());
    let mut heights = wishes.iter().map(|(_, tall)| tall);
    let mut before = 0.0;
    for pool in &pools {
        let shift = (pool.sum / pool.count).min(bottom - total).max(top);
        for tall in heights.by_ref().take(pool.count as usize) {
            tops.push(shift + before);
            before += tall;
        }
    }
    tops
}

/// Writes placed labels.
pub(super) fn draw(sheet: &Sheet<'_>, labels: &[Placed]) -> Result<(), ChartError> {
    for label in labels {
        let (x, side) = if label.to_the_left {
            (label.area.right, HPos::Right)
        } else {
            (label.area.left, HPos::Left)
        };
        let mut baseline = label.area.top + 10.0;
        for (text, ink) in &label.lines {
            write(sheet, text, (x, baseline), LABEL, *ink, side)?;
            baseline += LINE;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn labels_that_wish_for_one_place_share_it_out_around_the_middle() {
        assert_eq!(
            stack(&[(50.0, 10.0), (50.0, 10.0)], 0.0, 100.0),
            [45.0, 55.0]
        );
    }

    fn any_tag() -> impl Strategy<Value = Tag> {
        (
            0.0..300.0,
            0.0..200.0,
            any::<bool>(),
            "[A-Za-zé]{0,14}",
            "[€0-9. M]{0,8}",
        )
            .prop_map(|(x, y, in_column, name, value)| Tag {
                name,
                value,
                role: Role::Forecast,
                at: (x, y),
                in_column,
            })
    }

    proptest! {
        #[test]
        fn no_two_labels_cover_each_other(tags in prop::collection::vec(any_tag(), 0..9)) {
            let plot = Rect { left: 30.0, top: 8.0, right: 300.0, bottom: 200.0 };
            let column = Rect { left: 306.0, top: 0.0, right: 370.0, bottom: 210.0 };
            let curves = [tags.iter().map(|tag| tag.at).collect::<Vec<_>>()];
            let placed = place(&tags, Ground { plot, column, curves: &curves, taken: Vec::new() });
            for (n, a) in placed.iter().enumerate() {
                for b in &placed[n + 1..] {
                    prop_assert!(!a.area.grown(-0.01).meets(&b.area), "{a:?} {b:?}");
                }
            }
        }

        #[test]
        fn stacking_keeps_order_and_limits(wishes in prop::collection::vec((-50.0..250.0f64, 5.0..20.0f64), 0..9)) {
            let mut wishes = wishes;
            wishes.sort_by(|a, b| a.0.total_cmp(&b.0));
            let tops = stack(&wishes, 0.0, 200.0);
            prop_assert_eq!(tops.len(), wishes.len());
            for (pair, (_, tall)) in tops.windows(2).zip(&wishes) {
                prop_assert!(pair[0] + tall <= pair[1] + 1e-9);
            }
            for (top, (_, tall)) in tops.iter().zip(&wishes) {
                prop_assert!(*top >= -1e-9 && top + tall <= 200.0 + 1e-9);
            }
        }
    }
}
