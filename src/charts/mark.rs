//! Marks of a status: shape, letter and colour together.

use plotters::style::text_anchor::HPos;

use super::ChartError;
use super::frame::{Sheet, block, dot, fill, ring, write};
use super::geometry::{Point, Rect};
use super::ink::{Role, Tone};

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
    let scale = size / 16.0;
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
    let ink = level.role().plain();
    let (scale, place) = drawing(middle, size);
    let disc = |at: Point, radius: f64| dot(root, place(at), radius * scale, level.role().plain());
    match level {
        Level::Green => {
            disc((8.0, 8.0), 3.6)?;
            let ray = |x: f64, y: f64| disc((8.0 + x, 8.0 + y), 1.0);
            for side in [-1.0, 1.0] {
                ray(6.4 * side, 0.0)?;
                ray(0.0, 6.4 * side)?;
                ray(4.6 * side, 4.6)?;
                ray(4.6 * side, -4.6)?;
            }
            Ok(())
        }
        Level::Amber | Level::Red => {
            let up = if level == Level::Red { 3.5 } else { 0.0 };
            disc((4.5, 10.5 - up), 3.0)?;
            disc((8.2, 7.6 - up), 4.0)?;
            disc((11.7, 10.3 - up), 3.2)?;
            let (left, top) = place((4.5, 9.5 - up));
            let (right, bottom) = place((11.7, 13.5 - up));
            let foot = Rect {
                left,
                top,
                right,
                bottom,
            };
            block(root, foot, level.role().plain())?;
            if level == Level::Red {
                let bolt = [
                    (8.8, 10.6),
                    (6.2, 13.8),
                    (8.2, 13.8),
                    (7.2, 16.0),
                    (10.8, 12.6),
                    (8.8, 12.6),
                ];
                fill(root, &bolt.map(place), ink)?;
            }
            Ok(())
        }
        Level::NotReported | Level::Complete => mark(root, middle, size, level, letter),
    }
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
            fill(
                root,
                &shape(&[(8.0, 1.1), (15.3, 14.3), (0.7, 14.3)]),
                role.plain(),
            )?;
        }
        Level::Red => {
            let octagon = [
                (5.1, 1.0),
                (10.9, 1.0),
                (15.0, 5.1),
                (15.0, 10.9),
                (10.9, 15.0),
                (5.1, 15.0),
                (1.0, 10.9),
                (1.0, 5.1),
            ];
            fill(root, &shape(&octagon), role.plain())?;
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
