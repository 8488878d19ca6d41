//! The frame of a chart: the sheet to draw on, the plot with its two scales, grid and axes.

use plotters::coord::Shift;
use plotters::coord::types::RangedCoordf64;
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::{Cartesian2d, DrawingArea, IntoDrawingArea, IntoFont};
use plotters::series::LineSeries;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, IntoTextStyle};

use super::geometry::{Point, Rect};
use super::ink::{Ink, Role};
use super::label::COLUMN_GAP;
use super::pen::{Note, Pen, UNITS};
use super::range::Span;
use super::text::{TICK, width};
use super::ticks::{self, DateTick};
use super::{ChartError, DateStyle, Size, Svg};

/// The whole drawing, in tenths of a pixel.
pub(super) type Sheet<'a> = DrawingArea<Pen<'a>, Shift>;

/// Largest drawing in pixels each way; a caller's mistake shall not become an endless text.
const LARGEST: u32 = 10_000;

/// Draws on a fresh sheet and returns its text.
pub(super) fn sheet(
    size: Size,
    draw: impl FnOnce(&Sheet<'_>) -> Result<(), ChartError>,
) -> Result<Svg, ChartError> {
    sheet_with_notes(size, |sheet, _| draw(sheet))
}

/// Draws on a fresh sheet, where a note left before an area is drawn becomes its tooltip.
pub(super) fn sheet_with_notes(
    size: Size,
    draw: impl FnOnce(&Sheet<'_>, &Note) -> Result<(), ChartError>,
) -> Result<Svg, ChartError> {
    let (width, height) = (size.width.min(LARGEST), size.height.min(LARGEST));
    if width == 0 || height == 0 {
        return Err(ChartError::NoRoom);
    }
    let mut text = String::with_capacity(4_096);
    {
        let note = Note::default();
        let sheet = Pen::new(&mut text, width, height, note.clone()).into_drawing_area();
        draw(&sheet, &note)?;
        sheet.present()?;
    }
    Ok(Svg {
        text,
        width,
        height,
    })
}

/// Pixels to units of the sheet.
fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round().clamp(-1e6, 1e6) as i32
}

fn unit_point((x, y): Point) -> (i32, i32) {
    (units(x), units(y))
}

/// Writes text with its baseline at a place in pixels.
pub(super) fn write(
    sheet: &Sheet<'_>,
    text: &str,
    at: Point,
    size: f64,
    ink: Ink,
    side: HPos,
) -> Result<(), ChartError> {
    if text.is_empty() {
        return Ok(());
    }
    let style = ("sans-serif", size * UNITS)
        .into_font()
        .into_text_style(sheet)
        .color(&ink)
        .pos(Pos::new(side, VPos::Bottom));
    sheet.draw(&Text::new(text, unit_point(at), style))?;
    Ok(())
}

/// Draws an open line through places in pixels.
pub(super) fn stroke(sheet: &Sheet<'_>, points: &[Point], ink: Ink) -> Result<(), ChartError> {
    sheet.draw(&PathElement::new(
        points.iter().copied().map(unit_point).collect::<Vec<_>>(),
        ink,
    ))?;
    Ok(())
}

/// Fills a polygon with corners in pixels.
pub(super) fn fill(sheet: &Sheet<'_>, corners: &[Point], ink: Ink) -> Result<(), ChartError> {
    sheet.draw(&Polygon::new(
        corners.iter().copied().map(unit_point).collect::<Vec<_>>(),
        ink,
    ))?;
    Ok(())
}

/// Fills a box in pixels.
pub(super) fn block(sheet: &Sheet<'_>, area: Rect, ink: Ink) -> Result<(), ChartError> {
    let corners = [
        unit_point((area.left, area.top)),
        unit_point((area.right, area.bottom)),
    ];
    sheet.draw(&Rectangle::new(corners, ink.filled()))?;
    Ok(())
}

/// Fills a dot around a place in pixels.
pub(super) fn dot(sheet: &Sheet<'_>, at: Point, radius: f64, ink: Ink) -> Result<(), ChartError> {
    sheet.draw(&Circle::new(unit_point(at), units(radius), ink.filled()))?;
    Ok(())
}

/// Draws a circle around a place in pixels.
pub(super) fn ring(sheet: &Sheet<'_>, at: Point, radius: f64, ink: Ink) -> Result<(), ChartError> {
    sheet.draw(&Circle::new(unit_point(at), units(radius), ink))?;
    Ok(())
}

/// Room in pixels around the plot.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Margins {
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub left: f64,
}

impl Margins {
    /// Round a plot with numbers at the left, dates below and a column of names at the right.
    pub fn of_time(numbers: f64, column: f64) -> Self {
        Self {
            top: 8.0,
            right: column.max(10.0),
            bottom: 22.0,
            left: numbers,
        }
    }
}

/// A plot with its two scales on a sheet.
pub(super) struct Frame<'a> {
    pub sheet: Sheet<'a>,
    /// The plot in pixels.
    pub plot: Rect,
    area: DrawingArea<Pen<'a>, Cartesian2d<RangedCoordf64, RangedCoordf64>>,
    x: Span,
    y: Span,
}

impl<'a> Frame<'a> {
    /// Lays the scales over the sheet without its margins.
    pub fn new(sheet: &Sheet<'a>, margins: Margins, x: Span, y: Span) -> Result<Self, ChartError> {
        let (wide, tall) = sheet.dim_in_pixel();
        let plot = Rect {
            left: margins.left,
            top: margins.top,
            right: f64::from(wide) / UNITS - margins.right,
            bottom: f64::from(tall) / UNITS - margins.bottom,
        };
        if plot.right - plot.left < 8.0 || plot.bottom - plot.top < 8.0 {
            return Err(ChartError::NoRoom);
        }
        let coordinates = Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            x.lo()..x.hi(),
            y.lo()..y.hi(),
            (
                units(plot.left)..units(plot.right),
                units(plot.bottom)..units(plot.top),
            ),
        );
        let area = sheet.apply_coord_spec(coordinates);
        Ok(Self {
            sheet: sheet.clone(),
            plot,
            area,
            x,
            y,
        })
    }

    /// Nothing outside of the scales reaches plotters.
    fn inside(&self, (x, y): Point) -> Point {
        (self.x.clamp(x), self.y.clamp(y))
    }

    /// The place of a value in pixels.
    pub fn at(&self, value: Point) -> Point {
        let (x, y) = self.area.map_coordinate(&self.inside(value));
        (f64::from(x) / UNITS, f64::from(y) / UNITS)
    }

    /// Draws a line through values; a single value becomes a dot, so that it is seen.
    pub fn line(&self, values: &[Point], ink: Ink) -> Result<(), ChartError> {
        if let [only] = values {
            return self.dot(*only, 1.75, ink);
        }
        for element in LineSeries::new(values.iter().map(|value| self.inside(*value)), ink) {
            self.area.draw(&element)?;
        }
        Ok(())
    }

    /// Fills a dot at a value, its radius in pixels.
    pub fn dot(&self, value: Point, radius: f64, ink: Ink) -> Result<(), ChartError> {
        self.area.draw(&Circle::new(
            self.inside(value),
            units(radius),
            ink.filled(),
        ))?;
        Ok(())
    }

    /// Fills the box between two values.
    pub fn bar(&self, from: Point, to: Point, ink: Ink) -> Result<(), ChartError> {
        self.area.draw(&Rectangle::new(
            [self.inside(from), self.inside(to)],
            ink.filled(),
        ))?;
        Ok(())
    }

    /// Hairlines over the plot with a number left of each; the one at zero is the axis.
    pub fn grid(&self, values: &[f64], name: &dyn Fn(f64) -> String) -> Result<(), ChartError> {
        let inside = || values.iter().copied().filter(|value| self.y.holds(*value));
        for value in inside().filter(|value| *value != 0.0) {
            self.line(
                &[(self.x.lo(), value), (self.x.hi(), value)],
                Role::Grid.plain(),
            )?;
        }
        for value in inside() {
            let (x, y) = self.at((self.x.lo(), value));
            write(
                &self.sheet,
                &name(value),
                (x - 6.0, y + 3.5),
                TICK,
                Role::Tick.plain(),
                HPos::Right,
            )?;
        }
        Ok(())
    }

    /// What a chart over time stands on: hairlines with their numbers, the foot, and dates below it.
    pub fn time_axes(
        &self,
        values: &[f64],
        name: &dyn Fn(f64) -> String,
        date: &dyn Fn(chrono::NaiveDate, DateStyle) -> String,
    ) -> Result<(), ChartError> {
        self.grid(values, name)?;
        self.foot()?;
        let steps = ((self.plot.right - self.plot.left) / 52.0) as u32;
        self.dates_below(&ticks::dates(self.x, steps), date)
    }

    /// Upright hairlines through the plot with a number below each; the one at zero is the axis.
    pub fn upright_grid(
        &self,
        values: &[f64],
        name: &dyn Fn(f64) -> String,
    ) -> Result<(), ChartError> {
        let inside = || values.iter().copied().filter(|value| self.x.holds(*value));
        for value in inside() {
            let role = if value == 0.0 { Role::Axis } else { Role::Grid };
            self.line(&[(value, self.y.lo()), (value, self.y.hi())], role.plain())?;
        }
        self.texts_below(inside().map(|value| (value, name(value))))
    }

    /// The line along the foot of the plot, at zero if zero is in it.
    pub fn foot(&self) -> Result<(), ChartError> {
        let y = self.y.clamp(0.0);
        self.line(&[(self.x.lo(), y), (self.x.hi(), y)], Role::Axis.plain())
    }

    /// Small strokes and texts below the plot.
    pub fn marks_below(
        &self,
        marks: impl IntoIterator<Item = (f64, String)>,
    ) -> Result<(), ChartError> {
        let marks: Vec<(f64, String)> = marks.into_iter().collect();
        for (value, _) in &marks {
            let (x, _) = self.at((*value, self.y.lo()));
            stroke(
                &self.sheet,
                &[(x, self.plot.bottom), (x, self.plot.bottom + 3.0)],
                Role::Axis.plain(),
            )?;
        }
        self.texts_below(marks)
    }

    /// Texts below the plot; one that would touch the one before is left out.
    pub fn texts_below(
        &self,
        texts: impl IntoIterator<Item = (f64, String)>,
    ) -> Result<(), ChartError> {
        let (wide, _) = self.sheet.dim_in_pixel();
        let edge = f64::from(wide) / UNITS;
        let mut free_from = f64::NEG_INFINITY;
        for (value, text) in texts {
            let (x, _) = self.at((value, self.y.lo()));
            let half = width(&text, TICK) / 2.0;
            let middle = x.max(half).min(edge - half);
            if middle - half >= free_from {
                free_from = middle + half + 6.0;
                let at = (middle, self.plot.bottom + 14.0);
                write(
                    &self.sheet,
                    &text,
                    at,
                    TICK,
                    Role::Tick.plain(),
                    HPos::Center,
                )?;
            }
        }
        Ok(())
    }

    /// The column for labels right of the plot, up to the edge of the sheet.
    pub fn column(&self) -> Rect {
        let (wide, tall) = self.sheet.dim_in_pixel();
        Rect {
            left: self.plot.right + COLUMN_GAP,
            top: 0.0,
            right: f64::from(wide) / UNITS,
            bottom: f64::from(tall) / UNITS,
        }
    }

    /// Dates below the plot.
    pub fn dates_below(
        &self,
        ticks: &[DateTick],
        name: &dyn Fn(chrono::NaiveDate, DateStyle) -> String,
    ) -> Result<(), ChartError> {
        self.marks_below(
            ticks
                .iter()
                .map(|tick| (ticks::day(tick.date), name(tick.date, tick.style))),
        )
    }
}

/// Room the numbers left of the plot need, in pixels.
pub(super) fn room_for_numbers(values: &[f64], name: &dyn Fn(f64) -> String) -> f64 {
    values
        .iter()
        .map(|value| width(&name(*value), TICK))
        .fold(0.0, f64::max)
        .ceil()
        + 8.0
}
