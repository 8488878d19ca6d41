//! The shapes of the status signs, on a square of 16 by 16: declared once for charts and roadmap.

/// Side of the square that the shapes are drawn on.
pub const SIDE: f64 = 16.0;

/// Amber.
pub const TRIANGLE: &[(f64, f64)] = &[(8.0, 1.1), (15.3, 14.3), (0.7, 14.3)];
/// Red.
pub const OCTAGON: &[(f64, f64)] = &[
    (5.1, 1.0),
    (10.9, 1.0),
    (15.0, 5.1),
    (15.0, 10.9),
    (10.9, 15.0),
    (5.1, 15.0),
    (1.0, 10.9),
    (1.0, 5.1),
];

/// A part of a weather sign, filled with the colour of its status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    /// A circle: middle and radius.
    Disc(f64, f64, f64),
    /// A box: left, top, width, height.
    Block(f64, f64, f64, f64),
    /// A polygon.
    Polygon(&'static [(f64, f64)]),
}

/// The weather of green.
pub const SUN: &[Piece] = &[
    Piece::Disc(8.0, 8.0, 3.6),
    Piece::Disc(1.6, 8.0, 1.0),
    Piece::Disc(14.4, 8.0, 1.0),
    Piece::Disc(8.0, 1.6, 1.0),
    Piece::Disc(8.0, 14.4, 1.0),
    Piece::Disc(3.4, 3.4, 1.0),
    Piece::Disc(12.6, 3.4, 1.0),
    Piece::Disc(3.4, 12.6, 1.0),
    Piece::Disc(12.6, 12.6, 1.0),
];
/// The weather of amber.
pub const CLOUD: &[Piece] = &[
    Piece::Disc(4.5, 10.5, 3.0),
    Piece::Disc(8.2, 7.6, 4.0),
    Piece::Disc(11.7, 10.3, 3.2),
    Piece::Block(4.5, 9.5, 7.2, 4.0),
];
/// The weather of red.
pub const STORM: &[Piece] = &[
    Piece::Disc(4.5, 7.0, 3.0),
    Piece::Disc(8.2, 4.1, 4.0),
    Piece::Disc(11.7, 6.8, 3.2),
    Piece::Block(4.5, 6.0, 7.2, 4.0),
    Piece::Polygon(&[
        (8.8, 10.6),
        (6.2, 13.8),
        (8.2, 13.8),
        (7.2, 16.0),
        (10.8, 12.6),
        (8.8, 12.6),
    ]),
];
