//! Rows to shapes: what is in view, and nothing else.

pub(super) mod bars;
mod head;
mod links;
mod overlay;

pub use head::HEAD_HEIGHT;
pub use overlay::{Moving, Preview};

use super::data::TimelineData;
use super::day::Day;
use super::ink::Ink;
use super::links::PlacedLink;
use super::row::Row;
use super::scale::Scale;
use super::shape::Shape;
use super::ticks;
use super::words::TimelineWords;

/// How high bars are, whatever the density of the rows.
pub const BAR_HEIGHT: f64 = 12.0;

/// Which parts of a bar are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Show {
    /// The thin line of the baseline.
    pub baseline: bool,
    /// Stripes after the baseline finish, and the number behind the bar.
    pub slip: bool,
    /// Dependencies.
    pub links: bool,
    /// Diamonds.
    pub milestones: bool,
    /// Status marks behind the bars.
    pub marks: bool,
    /// Marks are weather signs in place of shapes.
    pub weather: bool,
}

impl Default for Show {
    fn default() -> Self {
        Self {
            baseline: true,
            slip: true,
            links: true,
            milestones: true,
            marks: true,
            weather: false,
        }
    }
}

/// The window onto the drawing.
#[derive(Clone, Debug)]
pub struct View<'a> {
    /// Days to pixels.
    pub scale: Scale,
    /// Pixels scrolled to the right.
    pub scroll_x: f64,
    /// Pixels scrolled down.
    pub scroll_y: f64,
    /// Width of the chart area.
    pub width: f64,
    /// Height of the chart area, head included.
    pub height: f64,
    /// Top and bottom edge of what is in sight: where only a strip of it is drawn, the view is more than that.
    pub sight: (f64, f64),
    /// Height of a row.
    pub row_height: f64,
    /// The line of today.
    pub today: Option<Day>,
    /// Place of the active row.
    pub active: Option<usize>,
    /// Place of the row under the pointer.
    pub hovered: Option<usize>,
    /// What is drawn.
    pub show: Show,
    /// A move under way.
    pub preview: Option<&'a Preview>,
    /// Each bar carries its description: for files, where no table beside them speaks.
    pub has_names: bool,
    /// Words.
    pub words: &'a TimelineWords,
}

impl View<'_> {
    /// The places of the rows in view, first and one after the last, of `count` rows.
    pub fn rows_in_view(&self, count: usize) -> (usize, usize) {
        let place = |y: f64| {
            // Never negative and never above the number of rows.
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to zero and the count"
            )]
            let place = y.max(0.0) as usize;
            place.min(count)
        };
        let first = place((self.scroll_y / self.row_height).floor());
        (
            first,
            place(((self.scroll_y + self.height - HEAD_HEIGHT) / self.row_height).ceil())
                .max(first),
        )
    }

    /// The top edge of a row on the drawing.
    pub fn row_top(&self, place: usize) -> f64 {
        // Rows are counted in thousands: a float holds them exactly.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let place = place as f64;
        HEAD_HEIGHT + place * self.row_height - self.scroll_y
    }

    /// The left edge of a day on the drawing.
    pub fn x(&self, day: Day) -> f64 {
        self.scale.x(day) - self.scroll_x
    }

    /// Top edge of a bar in the row that begins at `top`.
    pub fn bar_top(&self, top: f64) -> f64 {
        top + ((self.row_height - BAR_HEIGHT - 4.0) / 2.0).floor()
    }

    /// The days in view, first and one after the last.
    pub fn days_in_view(&self) -> (Day, Day) {
        (
            self.scale.whole_day_at(self.scroll_x),
            self.scale.whole_day_at(self.scroll_x + self.width) + 1,
        )
    }
}

/// Draws what is in view, back to front.
pub fn draw<'a>(data: &'a TimelineData, view: &View<'a>) -> Vec<Shape<'a>> {
    let mut shapes = draw_rows(data, view);
    head::draw(view, false, &mut shapes);
    shapes
}

/// Draws the head alone.
pub fn draw_head<'a>(view: &View<'a>) -> Vec<Shape<'a>> {
    let mut shapes = Vec::new();
    head::draw(view, false, &mut shapes);
    shapes
}

/// Draws what is in view below the head.
pub fn draw_rows<'a>(data: &'a TimelineData, view: &View<'a>) -> Vec<Shape<'a>> {
    let (first, last) = view.rows_in_view(data.len());
    let mut shapes = Vec::with_capacity(64 + (last - first) * 8);
    shapes.push(Shape::fill(0.0, 0.0, view.width, view.height, Ink::Panel));
    bands(data, view, (first, last), &mut shapes);
    grid(view, view.row_top(last).min(view.height), &mut shapes);
    if view.show.links {
        let mut found: Vec<PlacedLink> = Vec::new();
        data.links().touching(first, last, &mut found);
        links::draw(data, view, &found, &mut shapes);
    }
    for (place, row) in data.rows(first, last) {
        // What moves is drawn at its new place, above everything.
        let is_moving = view.preview.is_some_and(|preview| preview.holds(row.key()));
        if !is_moving {
            bars::row(view, view.row_top(place), row, &mut shapes);
            if view.hovered == Some(place) {
                linkable(view, place, row, &mut shapes);
            }
        }
    }
    overlay::today_line(view, &mut shapes);
    overlay::preview(data, view, (first, last), &mut shapes);
    shapes
}

/// How far bars and diamonds may stand over the edge of a page.
pub(super) const OVERHANG: f64 = 6.0;
/// Room behind a page's last day for the mark and the slip of a bar that ends there.
pub(super) const LABEL_ROOM: f64 = 64.0;

/// Draws the part that a page of paper holds: what the view shows of these days, at a place. Bars are
/// cut at its edges, but a diamond on an edge and the label of a bar that ends on the page are whole.
pub(super) fn draw_page<'a>(
    data: &'a TimelineData,
    view: &View<'a>,
    days: (Day, Day),
    (left, top): (f64, f64),
    shapes: &mut Vec<Shape<'a>>,
) {
    let (first, last) = view.rows_in_view(data.len());
    let inside = |x: f64, w: f64| Shape::Inside {
        x,
        y: top,
        w,
        h: view.height,
    };
    shapes.push(inside(left, view.width));
    bands(data, view, (first, last), shapes);
    grid(view, view.height, shapes);
    if view.show.links {
        let mut found: Vec<PlacedLink> = Vec::new();
        data.links().touching(first, last, &mut found);
        links::draw(data, view, &found, shapes);
    }
    overlay::today_line(view, shapes);
    head::draw(view, true, shapes);
    shapes.push(Shape::End);

    let wider = View {
        scroll_x: view.scroll_x - OVERHANG,
        width: view.width + OVERHANG * 2.0,
        ..view.clone()
    };
    shapes.push(inside(left - OVERHANG, wider.width));
    for (place, row) in data.rows(first, last) {
        bars::unlabelled(&wider, wider.row_top(place), row, shapes);
    }
    shapes.push(Shape::End);

    let wider = View {
        width: view.width + LABEL_ROOM,
        ..view.clone()
    };
    shapes.push(inside(left, wider.width));
    for (place, row) in data.rows(first, last) {
        // A bar that ends with the page has its label here, not on the next one.
        let end = row.span().map(|span| span.1);
        if end.is_some_and(|end| days.0 < end && end <= days.1) {
            bars::label(&wider, wider.row_top(place), row, shapes);
        }
    }
    shapes.push(Shape::End);
}

/// The dot that links are drawn from, while the pointer is on the row.
fn linkable(view: &View<'_>, place: usize, row: &Row, shapes: &mut Vec<Shape<'_>>) {
    let item = row.item().filter(|item| item.is_linkable);
    if let Some((_, end)) = item.and_then(|item| bars::edges(view, item)) {
        let middle = view.bar_top(view.row_top(place)) + BAR_HEIGHT / 2.0;
        overlay::dot(view, (end, middle), shapes);
    }
}

/// The wash of group, hovered and active rows, and the hairline under each row.
fn bands(
    data: &TimelineData,
    view: &View<'_>,
    (first, last): (usize, usize),
    shapes: &mut Vec<Shape<'_>>,
) {
    for (place, row) in data.rows(first, last) {
        let wash = if view.active == Some(place) {
            Ink::Selected
        } else if view.hovered == Some(place) {
            Ink::Hover
        } else if matches!(row, Row::Lane(_)) {
            Ink::Sunken
        } else {
            continue;
        };
        shapes.push(Shape::fill(
            0.0,
            view.row_top(place),
            view.width,
            view.row_height,
            wash,
        ));
    }
    for place in first..last {
        shapes.push(Shape::fill(
            0.0,
            (view.row_top(place) + view.row_height).round() - 1.0,
            view.width,
            1.0,
            Ink::Line,
        ));
    }
}

/// Vertical lines: soft at the lower level, firmer at the upper one.
fn grid(view: &View<'_>, bottom: f64, shapes: &mut Vec<Shape<'_>>) {
    let (major, minor) = ticks::levels(view.scale.px_per_day);
    let (from, to) = view.days_in_view();
    for (unit, ink) in [(minor, Ink::LineSoft), (major, Ink::Line)] {
        for day in ticks::starts(unit, from, to) {
            let x = view.x(day).round();
            if (0.0..=view.width).contains(&x) {
                shapes.push(Shape::fill(
                    x,
                    HEAD_HEIGHT,
                    1.0,
                    (bottom - HEAD_HEIGHT).max(0.0),
                    ink,
                ));
            }
        }
    }
}

#[cfg(test)]
mod tests;
