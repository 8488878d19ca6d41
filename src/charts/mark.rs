//! Marks of a status: shape, letter and colour together.

use plotters::style::text_anchor::HPos;

use super::ChartError;
use super::frame::{Sheet, block, dot, fill, ring, write};
use super::geometry::{Point, Rect};
use super::ink::{Role, Tone};
use crate::signs::{self, Piece};

/// A status, from the one that asks for most attention to the one that is over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Red,
    Amber,
    NotReported,
    Green,
    Complete,
}

impl Level {
    /// Every level from top to bottom.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Amber,
        Self::NotReported,
        Self::Green,
        Self::Complete,
    ];

    pub(super) const fn role(self) -> Role {
        match self {
            Self::Red => Role::Red,
            Self::Amber => Role::Amber,
            Self::NotReported => Role::NotReported,
            Self::Green => Role::Green,
            Self::Complete => Role::Complete,
        }
    }
}

/// Signs are drawn on a square of 16 by 16: its scale, and where each of its points comes to lie.
fn drawing(middle: Point, size: f64) -> (f64, impl Fn(Point) -> Point + Copy) {
    let scale = size / signs::SIDE;
    let place = move |(x, y): Point| (middle.0 + (x - 8.0) * scale, middle.1 + (y - 8.0) * scale);
    (scale, place)
}

/// Draws the sign of the weather for a level: sun, cloud, storm. The other two keep shape and letter.
pub(super) fn weather(
    root: &Sheet<'_>,
    middle: Point,
    size: f64,
    level: Level,
    letter: &str,
) -> Result<(), ChartError> {
    let pieces = match level {
        Level::Green => signs::SUN,
        Level::Amber => signs::CLOUD,
        Level::Red => signs::STORM,
        Level::NotReported | Level::Complete => return mark(root, middle, size, level, letter),
    };
    let (scale, place) = drawing(middle, size);
    for piece in pieces {
        let ink = level.role().plain();
        match *piece {
            Piece::Disc(x, y, radius) => dot(root, place((x, y)), radius * scale, ink)?,
            Piece::Block(x, y, wide, high) => {
                let (left, top) = place((x, y));
                let (right, bottom) = place((x + wide, y + high));
                let foot = Rect {
                    left,
                    top,
                    right,
                    bottom,
                };
                block(root, foot, ink)?;
            }
            Piece::Polygon(corners) => {
                let corners: Vec<Point> = corners.iter().copied().map(place).collect();
                fill(root, &corners, ink)?;
            }
        }
    }
    Ok(())
}

/// Draws the mark of a level around a place; the letter may be empty where the mark is too small for one.
pub(super) fn mark(
    root: &Sheet<'_>,
    middle: Point,
    size: f64,
    level: Level,
    letter: &str,
) -> Result<(), ChartError> {
    let role = level.role();
    let (scale, place) = drawing(middle, size);
    let shape = |corners: &[Point]| corners.iter().copied().map(place).collect::<Vec<_>>();
    let mut baseline = 11.1;
    match level {
        Level::Green => dot(root, middle, 7.0 * scale, role.plain())?,
        Level::Amber => {
            baseline = 12.9;
            fill(root, &shape(signs::TRIANGLE), role.plain())?;
        }
        Level::Red => {
            fill(root, &shape(signs::OCTAGON), role.plain())?;
        }
        Level::NotReported => ring(root, middle, 6.4 * scale, role.plain())?,
        Level::Complete => {
            let (left, top) = place((1.4, 1.4));
            let (right, bottom) = place((14.6, 14.6));
            block(
                root,
                Rect {
                    left,
                    top,
                    right,
                    bottom,
                },
                role.tone(Tone::Round),
            )?;
        }
    }
    write(
        root,
        letter,
        place((8.0, baseline)),
        8.0,
        role.tone(Tone::On),
        HPos::Center,
    )
}
