//! The drawing cut into strips of whole rows: a strip is made once, and scrolling moves it as it is.

use super::scene::{HEAD_HEIGHT, View};

/// How many rows lie together. More of them make fewer frames of scrolling that have something to
/// draw; fewer make those frames shorter.
pub const ROWS: usize = 8;

/// Where strips lie. Their edges are whole pixels of the screen, so that nothing is drawn between two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strips {
    /// Height of a row, in pixels of the page.
    pub row_height: f64,
    /// Pixels of the screen in one of the page.
    pub ratio: f64,
}

impl Strips {
    fn height(self) -> f64 {
        // A handful.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let rows = ROWS as f64;
        rows * self.row_height
    }

    /// A length to the next whole pixel of the screen.
    pub fn whole(self, length: f64) -> f64 {
        (length * self.ratio).round() / self.ratio
    }

    /// Upper edge of a strip below the first row; the lower one is that of the next strip.
    pub fn edge(self, strip: usize) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let strip = strip as f64;
        self.whole(strip * self.height())
    }

    /// The strip that holds a place so far below the first row.
    pub fn at(self, y: f64) -> usize {
        // Never negative, and saturating where it is too large.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to zero"
        )]
        let strip = (y / self.height()).floor().max(0.0) as usize;
        strip
    }

    /// How many strips it takes so that a window of this height never shows a place without one.
    pub fn covering(self, height: f64) -> usize {
        self.at(height.max(0.0)) + 2
    }

    /// The view that shows one strip below its head; what is in sight stays what it is in `view`.
    pub fn view<'a>(self, view: &View<'a>, strip: usize) -> View<'a> {
        let (top, bottom) = (self.edge(strip), self.edge(strip + 1));
        let by = view.scroll_y - top;
        View {
            scroll_y: top,
            height: HEAD_HEIGHT + bottom - top,
            sight: (view.sight.0 + by, view.sight.1 + by),
            ..view.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_in_a_window_has_a_strip(
            y in 0.0_f64..2_000_000.0,
            height in 1.0_f64..3_000.0,
            row_height in prop_oneof![Just(24.0), Just(28.0), Just(36.0)],
            ratio in prop_oneof![Just(1.0), Just(1.1), Just(1.25), Just(1.5), Just(2.0)],
        ) {
            let strips = Strips { row_height, ratio };
            let first = strips.at(y);
            let last = first + strips.covering(height) - 1;
            // Edges are rounded to pixels of the screen: by less than one.
            prop_assert!(strips.edge(first) <= y + 1.0 / ratio);
            prop_assert!(strips.edge(last + 1) + 1.0 / ratio >= y + height);
            let edge = strips.edge(last) * ratio;
            prop_assert!((edge - edge.round()).abs() < 1e-6);
        }
    }
}
