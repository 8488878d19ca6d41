//! Several series over one axis of numbers or days.

use crate::model::InOrder;
use chrono::NaiveDate;
use plotters::style::text_anchor::HPos;

use super::budget_curve::{draw_today, ticks_for};
use super::frame::{self, Frame, Margins, sheet, write};
use super::geometry::Point;
use super::ink::{Role, Tone};
use super::kpi_line::runs;
use super::label::{self, Tag};
use super::range::{LEAST, Span, sane};
use super::text::LABEL;
use super::ticks;
use super::{Chart, ChartError, DateStyle, Formats, Size, Svg, Table};

/// One series: a value for each place on the common axis, none is a gap.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Name of the series; an empty one gets no label.
    pub name: String,
    /// Meaning of the series, which sets colour, weight and dash.
    pub role: Role,
    /// Values in the order of [`Lines::x`].
    pub values: Vec<Option<f64>>,
}

/// A line chart.
#[derive(Clone)]
pub struct Lines<'a> {
    /// Title inside of the drawing, for where no caption stands beside it.
    pub title: Option<String>,
    /// Places on the axis: numbers, or days counted as in [`Lines::day`].
    pub x: Vec<f64>,
    /// The places are days, to be worded as dates.
    pub x_is_days: bool,
    pub series: Vec<Series>,
    /// Place of the status date on the axis.
    pub today: Option<NaiveDate>,
    /// The value axis begins at zero whatever the values are.
    pub from_zero: bool,
    /// Head of the first column in the table.
    pub x_head: String,
    pub formats: Formats<'a>,
}

impl Lines<'_> {
    /// The place of a date on an axis of days.
    pub fn day(date: NaiveDate) -> f64 {
        ticks::day(date)
    }

    /// Runs of each series in the order of the axis.
    fn runs(&self) -> Vec<Vec<Vec<Point>>> {
        self.series
            .iter()
            .map(|series| {
                let mut points: Vec<(f64, Option<f64>)> = self
                    .x
                    .iter()
                    .zip(&series.values)
                    .filter_map(|(x, value)| Some((sane(*x)?, *value)))
                    .collect();
                if !points.is_sorted_by(|a, b| a.0 <= b.0) {
                    points.order_by(|a, b| a.0.total_cmp(&b.0));
                }
                runs(points)
            })
            .collect()
    }
}

impl Chart for Lines<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let series = self.runs();
        let values = || series.iter().flatten().flatten();
        let today = self.today.filter(|_| self.x_is_days).map(ticks::day);
        let least = if self.x_is_days {
            super::range::ONE_DAY
        } else {
            LEAST
        };
        let x = Span::covering(values().map(|(x, _)| *x).chain(today), least);
        let y = Span::covering(values().map(|(_, y)| *y), LEAST);
        let (Some(x), Some(y)) = (x, y) else {
            return Err(ChartError::NoData);
        };
        let y = if self.from_zero {
            y.with_zero()
        } else {
            y.with_near_zero()
        };
        let scale = ticks::numbers(y, ticks_for(size.height));

        let tags: Vec<Tag> = self
            .series
            .iter()
            .zip(&series)
            .filter(|(series, _)| !series.name.is_empty())
            .filter_map(|(series, runs)| {
                let at = *runs.last()?.last()?;
                let in_column = x.hi() - at.0 <= x.width() * 0.08;
                let value = (self.formats.value)(at.1);
                Some(Tag {
                    name: series.name.clone(),
                    value,
                    role: series.role,
                    at,
                    in_column,
                })
            })
            .collect();
        let title_room = if self.title.is_some() { 20.0 } else { 0.0 };
        let margins = Margins {
            top: 8.0 + title_room,
            ..Margins::of_time(
                frame::room_for_numbers(&scale.ticks, self.formats.tick),
                label::column_width(&tags, size.width),
            )
        };
        sheet(size, |root| {
            if let Some(title) = &self.title {
                write(
                    root,
                    title,
                    (2.0, 14.0),
                    LABEL,
                    Role::Text.tone(Tone::Strong),
                    HPos::Left,
                )?;
            }
            let frame = Frame::new(root, margins, x, scale.span)?;
            if self.x_is_days {
                frame.time_axes(&scale.ticks, self.formats.tick, self.formats.date)?;
            } else {
                frame.grid(&scale.ticks, self.formats.tick)?;
                frame.foot()?;
                let steps = ((frame.plot.right - frame.plot.left) / 52.0) as u32;
                let ticks = ticks::numbers(x, steps.min(6))
                    .ticks
                    .into_iter()
                    .filter(|tick| x.holds(*tick));
                frame.marks_below(ticks.map(|tick| (tick, (self.formats.tick)(tick))))?;
            }
            let mut taken = Vec::new();
            if let (Some(at), Some(date)) = (today, self.today) {
                taken.extend(draw_today(
                    &frame,
                    at,
                    &(self.formats.date)(date, DateStyle::Day),
                )?);
            }
            for (line, runs) in self.series.iter().zip(&series) {
                for run in runs {
                    frame.line(run, line.role.plain())?;
                }
            }
            if tags.is_empty() {
                return Ok(());
            }
            for tag in tags.iter().filter(|tag| !tag.in_column) {
                frame.dot(tag.at, 3.0, tag.role.plain())?;
            }
            let paths = series.iter().flatten().map(Vec::as_slice);
            label::name_lines(&frame, tags, paths, taken)
        })
    }

    fn table(&self) -> Table {
        let word = |value: Option<f64>| {
            value
                .and_then(sane)
                .map(|v| (self.formats.value)(v))
                .unwrap_or_default()
        };
        let place = |x: f64| match NaiveDate::from_num_days_from_ce_opt(x as i32) {
            Some(date) if self.x_is_days => (self.formats.date)(date, DateStyle::Full),
            _ => (self.formats.tick)(x),
        };
        let head =
            std::iter::once(self.x_head.clone()).chain(self.series.iter().map(|s| s.name.clone()));
        let rows = self.x.iter().enumerate().map(|(n, x)| {
            let cells = self
                .series
                .iter()
                .map(|series| word(series.values.get(n).copied().flatten()));
            std::iter::once(place(*x)).chain(cells).collect()
        });
        Table {
            head: head.collect(),
            rows: rows.collect(),
        }
    }
}
