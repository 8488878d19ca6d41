//! Readings of a key figure against target, baseline and thresholds.

use crate::model::InOrder;
use chrono::NaiveDate;

use super::budget_curve::ticks_for;
use plotters::style::text_anchor::HPos;

use super::frame::{self, Frame, Margins, sheet, write};
use super::geometry::{Point, Rect};
use super::ink::{Role, Tone};
use super::label::{self, Tag};
use super::range::{LEAST, ONE_DAY, Span, sane};
use super::text::{TICK, width};
use super::ticks::{self, day};
use super::{Chart, ChartError, DateStyle, Formats, Size, Svg, Table};

/// One measurement, or the period in which none was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// End of the period.
    pub date: NaiveDate,
    /// The value in the unit of the key figure; none is a gap in the line, never a zero.
    pub value: Option<f64>,
}

/// A stretch of values with a status: the limits of a threshold, either side may be open.
#[derive(Clone, Debug, PartialEq)]
pub struct Band {
    /// Name of the status, written inside; the tint alone would say it by colour only.
    pub name: String,
    /// [`Role::Amber`] or [`Role::Red`].
    pub role: Role,
    /// Lowest value of the stretch; open below if absent.
    pub from: Option<f64>,
    /// Highest value of the stretch; open above if absent.
    pub to: Option<f64>,
}

/// A key figure over time.
#[derive(Clone)]
pub struct KpiLine<'a> {
    /// Name of the readings; may be empty if the caption says it.
    pub name: String,
    /// Readings in any order.
    pub readings: Vec<Reading>,
    /// Name and values of the target; one value is a level, several are a path.
    pub target: Option<(String, Vec<(NaiveDate, f64)>)>,
    /// Name and value of the start.
    pub baseline: Option<(String, f64)>,
    /// Threshold bands, drawn behind everything.
    pub bands: Vec<Band>,
    /// Head of the date column in the table.
    pub date_head: String,
    pub formats: Formats<'a>,
}

impl KpiLine<'_> {
    fn sorted(&self) -> Vec<(NaiveDate, Option<f64>)> {
        let mut readings: Vec<_> = self
            .readings
            .iter()
            .map(|reading| (reading.date, reading.value.and_then(sane)))
            .collect();
        readings.order_by_key(|(date, _)| *date);
        readings
    }

    fn target_path(&self) -> Vec<(f64, f64)> {
        let Some((_, path)) = &self.target else {
            return Vec::new();
        };
        let mut path: Vec<(f64, f64)> = path
            .iter()
            .filter_map(|(date, value)| Some((day(*date), sane(*value)?)))
            .collect();
        path.order_by(|a, b| a.0.total_cmp(&b.0));
        path
    }
}

/// Cuts a row of values at its gaps.
pub(super) fn runs(values: impl IntoIterator<Item = (f64, Option<f64>)>) -> Vec<Vec<Point>> {
    let mut runs = vec![Vec::new()];
    for (x, value) in values {
        match (value.and_then(sane), runs.last_mut()) {
            (Some(y), Some(run)) => run.push((x, y)),
            (None, Some(run)) if !run.is_empty() => runs.push(Vec::new()),
            _ => {}
        }
    }
    runs.retain(|run| !run.is_empty());
    runs
}

impl Chart for KpiLine<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let readings = self.sorted();
        let runs = runs(readings.iter().map(|(date, value)| (day(*date), *value)));
        let Some(last) = runs.last().and_then(|run| run.last()).copied() else {
            return Err(ChartError::NoData);
        };
        let target = self.target_path();
        let baseline = self
            .baseline
            .as_ref()
            .and_then(|(name, value)| Some((name, sane(*value)?)));
        let days = readings.iter().map(|(date, _)| day(*date));
        let days = days.chain(target.iter().filter(|_| target.len() > 1).map(|(x, _)| *x));
        let values = runs
            .iter()
            .flatten()
            .chain(&target)
            .map(|(_, y)| *y)
            .chain(baseline.map(|(_, y)| y));
        let (Some(x), Some(y)) = (Span::covering(days, ONE_DAY), Span::covering(values, LEAST))
        else {
            return Err(ChartError::NoData);
        };
        let scale = ticks::numbers(
            with_near_limits(y, &self.bands).with_near_zero(),
            ticks_for(size.height),
        );

        let target_line = match target.as_slice() {
            [(_, level)] => vec![(x.lo(), *level), (x.hi(), *level)],
            path => path.to_vec(),
        };
        let value = |value: f64| (self.formats.value)(value);
        let mut tags = vec![Tag {
            name: if self.name.is_empty() {
                value(last.1)
            } else {
                self.name.clone()
            },
            value: if self.name.is_empty() {
                String::new()
            } else {
                value(last.1)
            },
            role: Role::Actual,
            at: last,
            in_column: x.hi() - last.0 <= x.width() * 0.08,
        }];
        if let (Some((name, _)), Some(end)) = (&self.target, target_line.last()) {
            let in_column = x.hi() - end.0 <= x.width() * 0.08;
            tags.push(Tag {
                name: name.clone(),
                value: value(end.1),
                role: Role::Target,
                at: *end,
                in_column,
            });
        }
        if let Some((name, level)) = baseline {
            let at = (x.hi(), level);
            tags.push(Tag {
                name: name.clone(),
                value: value(level),
                role: Role::Baseline,
                at,
                in_column: true,
            });
        }
        let margins = Margins::of_time(
            frame::room_for_numbers(&scale.ticks, self.formats.tick),
            label::column_width(&tags, size.width),
        );
        sheet(size, |root| {
            let frame = Frame::new(root, margins, x, scale.span)?;
            let mut taken = Vec::new();
            for band in &self.bands {
                taken.extend(draw_band(&frame, x, scale.span, band)?);
            }
            frame.time_axes(&scale.ticks, self.formats.tick, self.formats.date)?;
            if let Some((_, level)) = baseline {
                frame.line(&[(x.lo(), level), (x.hi(), level)], Role::Baseline.plain())?;
            }
            if target_line.len() > 1 {
                frame.line(&target_line, Role::Target.plain())?;
            }
            for run in &runs {
                frame.line(run, Role::Actual.plain())?;
            }
            frame.dot(last, 3.0, Role::Actual.plain())?;
            let paths = runs.iter().chain([&target_line]).map(Vec::as_slice);
            label::name_lines(&frame, tags, paths, taken)
        })
    }

    fn table(&self) -> Table {
        let target = self.target_path();
        let at = |date: NaiveDate| match target.as_slice() {
            [(_, level)] => Some(*level),
            path => path.iter().find(|(x, _)| *x == day(date)).map(|(_, y)| *y),
        };
        let word = |value: Option<f64>| value.map(|v| (self.formats.value)(v)).unwrap_or_default();
        let mut head = vec![self.date_head.clone(), self.name.clone()];
        head.extend(self.target.iter().map(|(name, _)| name.clone()));
        let rows = self.sorted().into_iter().map(|(date, value)| {
            let mut row = vec![(self.formats.date)(date, DateStyle::Full), word(value)];
            row.extend(self.target.iter().map(|_| word(at(date))));
            row
        });
        Table {
            head,
            rows: rows.collect(),
        }
    }
}

/// Tints a band and names it at the left; returns the box of the name.
fn draw_band(frame: &Frame<'_>, x: Span, y: Span, band: &Band) -> Result<Option<Rect>, ChartError> {
    let end = |limit: Option<f64>, open: f64| {
        limit
            .filter(|limit| !limit.is_nan())
            .map_or(open, |limit| y.clamp(limit))
    };
    let (from, to) = (end(band.from, y.lo()), end(band.to, y.hi()));
    if from >= to {
        return Ok(None);
    }
    frame.bar((x.lo(), to), (x.hi(), from), band.role.tone(Tone::Faint))?;
    let ((left, top), (_, bottom)) = (frame.at((x.lo(), to)), frame.at((x.lo(), from)));
    if band.name.is_empty() || bottom - top < 13.0 {
        return Ok(None);
    }
    let ink = band.role.tone(Tone::Small);
    write(
        &frame.sheet,
        &band.name,
        (left + 4.0, bottom - 4.0),
        TICK,
        ink,
        HPos::Left,
    )?;
    let right = left + 4.0 + width(&band.name, TICK);
    Ok(Some(Rect {
        left,
        top: bottom - 13.0,
        right,
        bottom,
    }))
}

/// Stretches the values to the limits of bands that are near, so that a reading is seen against them.
fn with_near_limits(values: Span, bands: &[Band]) -> Span {
    let reach = values.width() / 2.0;
    let limits = bands.iter().flat_map(|band| [band.from, band.to]).flatten();
    limits
        .filter(|limit| *limit >= values.lo() - reach && *limit <= values.hi() + reach)
        .fold(values, Span::holding)
}
