//! The shapes of the status marks, on a square of 16 by 16.
//!
//! A status is told by shape and letter as well as by colour, so the outlines are declared once for
//! canvas, files and page.

use super::row::Status;
use crate::signs::{CLOUD, OCTAGON, STORM, SUN, TRIANGLE};

pub use crate::signs::{Piece, SIDE};

/// Outline of a status mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outline {
    /// A filled circle around the middle.
    Disc {
        /// Radius.
        radius: f64,
    },
    /// A filled polygon.
    Polygon {
        /// Corners in order.
        corners: &'static [(f64, f64)],
        /// Has a darker edge, because the fill alone is too light on white.
        has_edge: bool,
    },
    /// A dashed ring around the middle.
    Ring {
        /// Radius.
        radius: f64,
    },
    /// A filled square with round corners.
    Square {
        /// Distance from the edge of the square.
        inset: f64,
        /// Corner radius.
        radius: f64,
    },
}

/// Size and baseline of the letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Letter {
    /// Type size.
    pub size: f64,
    /// Baseline from the top.
    pub baseline: f64,
}

/// The outline of a status.
pub fn outline(status: Status) -> Outline {
    match status {
        Status::Green => Outline::Disc { radius: 7.0 },
        Status::Amber => Outline::Polygon {
            corners: TRIANGLE,
            has_edge: true,
        },
        Status::Red => Outline::Polygon {
            corners: OCTAGON,
            has_edge: false,
        },
        Status::NotReported => Outline::Ring { radius: 6.4 },
        Status::Complete => Outline::Square {
            inset: 1.4,
            radius: 2.6,
        },
    }
}

/// Where the letter of a status stands.
pub fn letter(status: Status) -> Letter {
    match status {
        Status::Amber => Letter {
            size: 8.0,
            baseline: 12.9,
        },
        Status::NotReported => Letter {
            size: 7.6,
            baseline: 10.8,
        },
        Status::Green | Status::Red | Status::Complete => Letter {
            size: 8.6,
            baseline: 11.1,
        },
    }
}

/// The weather sign of a status: sun, cloud, storm. The other two keep shape and letter.
pub const fn weather(status: Status) -> Option<&'static [Piece]> {
    match status {
        Status::Green => Some(SUN),
        Status::Amber => Some(CLOUD),
        Status::Red => Some(STORM),
        Status::NotReported | Status::Complete => None,
    }
}

/// Corners as the `points` of an SVG polygon.
pub fn points(corners: &[(f64, f64)]) -> String {
    corners
        .iter()
        .map(|(x, y)| format!("{x},{y}"))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_statuses_share_a_shape_and_all_stay_inside_the_square() {
        for (at, status) in Status::ALL.iter().enumerate() {
            for other in Status::ALL.iter().skip(at + 1) {
                assert_ne!(outline(*status), outline(*other));
            }
            if let Outline::Polygon { corners, .. } = outline(*status) {
                assert!(
                    corners
                        .iter()
                        .all(|(x, y)| (0.0..=SIDE).contains(x) && (0.0..=SIDE).contains(y))
                );
            }
        }
    }
}
