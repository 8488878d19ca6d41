//! What a scene is made of: shapes with meanings, no canvas and no file format.

use std::borrow::Cow;

use super::ink::Ink;
use super::row::Status;

/// Which corners of a box are round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corners {
    /// Square everywhere.
    None,
    /// All four.
    All,
    /// The two at the start.
    Start,
}

/// Where a text stands against its x.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Begins there.
    Start,
    /// Is centred there.
    Middle,
    /// Ends there.
    End,
}

/// Thickness of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Body.
    Regular,
    /// Names.
    Medium,
    /// Heads and letters.
    Bold,
}

/// A dash pattern: drawn, left out.
pub type Dash = Option<(f64, f64)>;

/// One thing to paint. Lengths are CSS pixels, y grows downwards.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape<'a> {
    /// A filled box.
    Box {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Fill.
        fill: Ink,
        /// Corner radius, for `corners`.
        radius: f64,
        /// Round corners.
        corners: Corners,
    },
    /// The edge of a box with round corners.
    Frame {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
        /// Corner radius.
        radius: f64,
        /// Colour.
        stroke: Ink,
        /// Line width.
        width: f64,
        /// Dash pattern.
        dash: Dash,
    },
    /// A box with slanted stripes: slip.
    Hatch {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Width.
        w: f64,
        /// Height.
        h: f64,
    },
    /// A line through points.
    Line {
        /// Points in order.
        points: Vec<(f64, f64)>,
        /// Colour.
        stroke: Ink,
        /// Line width.
        width: f64,
        /// Dash pattern.
        dash: Dash,
    },
    /// A filled polygon with an optional edge.
    Polygon {
        /// Corners in order.
        points: Vec<(f64, f64)>,
        /// Fill.
        fill: Ink,
        /// Edge; [`Ink::None`] for none.
        stroke: Ink,
        /// Width of the edge.
        width: f64,
    },
    /// A status mark.
    Mark {
        /// Left edge.
        x: f64,
        /// Top edge.
        y: f64,
        /// Side of its square.
        size: f64,
        /// Which one.
        status: Status,
    },
    /// A line of text.
    Text {
        /// Reference point, see `anchor`.
        x: f64,
        /// Baseline.
        y: f64,
        /// What it says.
        text: Cow<'a, str>,
        /// Colour.
        ink: Ink,
        /// Type size.
        size: f64,
        /// Thickness.
        weight: Weight,
        /// Where it stands.
        anchor: Anchor,
    },
    /// From here to the matching [`Shape::End`]: moved, and cut off at a box.
    Inside {
        /// Left edge of the box, and how far the content moves right.
        x: f64,
        /// Top edge of the box, and how far the content moves down.
        y: f64,
        /// Width of the box.
        w: f64,
        /// Height of the box.
        h: f64,
    },
    /// From here to the matching [`Shape::End`]: one thing with a name.
    Named(Cow<'a, str>),
    /// Closes the last [`Shape::Inside`] or [`Shape::Named`].
    End,
}

impl Shape<'_> {
    /// A plain filled box.
    pub fn fill(x: f64, y: f64, w: f64, h: f64, fill: Ink) -> Self {
        Self::Box {
            x,
            y,
            w,
            h,
            fill,
            radius: 0.0,
            corners: Corners::None,
        }
    }

    /// A diamond around a point.
    pub fn diamond((x, y): (f64, f64), reach: f64, fill: Ink, stroke: Ink, width: f64) -> Self {
        Self::Polygon {
            points: vec![
                (x, y - reach),
                (x + reach, y),
                (x, y + reach),
                (x - reach, y),
            ],
            fill,
            stroke,
            width,
        }
    }
}
