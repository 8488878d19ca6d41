//! Cumulative money over time: approved, forecast, committed and consumed.

use crate::model::{SmallMap, SmallSet};

use chrono::NaiveDate;
use plotters::style::text_anchor::HPos;

use super::frame::{Frame, Margins, dot, sheet, stroke, write};
use super::geometry::Rect;
use super::ink::{Ink, Role, Tone};
use super::label::{self, Tag};
use super::range::{LEAST, ONE_DAY, Span, sane};
use super::text::{TICK, width};
use super::ticks::{self, day};
use super::{Chart, ChartError, DateStyle, MoneyFormats, Size, Svg, Table, frame};

/// One cumulative line: its name and its amounts in minor units, one for each date.
///
/// The last amount of a date wins; the order of the points does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyLine {
    /// Name of the line in the reader's language.
    pub name: String,
    /// Cumulative amount in minor units at the end of each date.
    pub points: Vec<(NaiveDate, i64)>,
}

impl MoneyLine {
    fn by_date(&self) -> SmallMap<NaiveDate, i64> {
        SmallMap::from_iter(self.points.iter().copied())
    }
}

/// The four money lines of a portfolio, programme or project, with the status date.
///
/// Each line keeps one meaning everywhere: approved long dashes, forecast short dashes, committed
/// thin, consumed thick; so it reads without colour. A line without points is left out.
#[derive(Clone)]
pub struct BudgetCurve<'a> {
    pub approved: MoneyLine,
    pub forecast: MoneyLine,
    pub committed: MoneyLine,
    pub consumed: MoneyLine,
    /// The status date, drawn as a vertical line and named by [`DateStyle::Day`].
    pub today: Option<NaiveDate>,
    /// Head of the date column in the table.
    pub date_head: String,
    pub formats: MoneyFormats<'a>,
}

struct Curve<'a> {
    role: Role,
    name: &'a str,
    points: Vec<(f64, f64)>,
    last: i64,
}

impl BudgetCurve<'_> {
    fn lines(&self) -> [(Role, &MoneyLine); 4] {
        [
            (Role::Approved, &self.approved),
            (Role::Forecast, &self.forecast),
            (Role::Committed, &self.committed),
            (Role::Consumed, &self.consumed),
        ]
    }

    fn curves(&self) -> Vec<Curve<'_>> {
        self.lines()
            .into_iter()
            .filter_map(|(role, line)| {
                let points: Vec<(f64, i64)> = line
                    .by_date()
                    .into_iter()
                    .filter(|(_, amount)| sane(*amount as f64).is_some())
                    .map(|(date, amount)| (day(date), amount))
                    .collect();
                let (_, last) = points.last().copied()?;
                let points = points
                    .into_iter()
                    .map(|(x, amount)| (x, amount as f64))
                    .collect();
                Some(Curve {
                    role,
                    name: &line.name,
                    points,
                    last,
                })
            })
            .collect()
    }
}

impl Chart for BudgetCurve<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let curves = self.curves();
        let values = || curves.iter().flat_map(|curve| curve.points.iter());
        let x = Span::covering(
            values().map(|(x, _)| *x).chain(self.today.map(day)),
            ONE_DAY,
        );
        let y = Span::covering(values().map(|(_, y)| *y).chain([0.0]), LEAST);
        let (Some(x), Some(y), false) = (x, y, curves.is_empty()) else {
            return Err(ChartError::NoData);
        };
        // Amounts are whole minor units, so are the ticks.
        let scale = ticks::numbers(y.holding(5.0), ticks_for(size.height));
        let tick = |value: f64| (self.formats.tick)(value.round() as i64);

        let tags: Vec<Tag> = curves
            .iter()
            .filter_map(|curve| {
                let at = *curve.points.last()?;
                let in_column = x.hi() - at.0 <= x.width() * 0.08;
                let value = (self.formats.value)(curve.last);
                Some(Tag {
                    name: curve.name.to_owned(),
                    value,
                    role: curve.role,
                    at,
                    in_column,
                })
            })
            .collect();
        let column = label::column_width(&tags, size.width);
        let margins = Margins::of_time(frame::room_for_numbers(&scale.ticks, &tick), column);
        sheet(size, |root| {
            let frame = Frame::new(root, margins, x, scale.span)?;
            frame.time_axes(&scale.ticks, &tick, self.formats.date)?;
            let mut taken = Vec::new();
            if let Some(today) = self.today {
                taken.extend(draw_today(
                    &frame,
                    day(today),
                    &(self.formats.date)(today, DateStyle::Day),
                )?);
            }
            for curve in &curves {
                frame.line(&curve.points, curve.role.plain())?;
            }
            // A dot where an inner curve ends: that is the value of the status date.
            for (curve, _) in curves.iter().zip(&tags).filter(|(_, tag)| !tag.in_column) {
                if let Some(last) = curve.points.last() {
                    let at = frame.at(*last);
                    dot(root, at, 3.0, curve.role.plain())?;
                    taken.push(Rect {
                        left: at.0 - 3.0,
                        top: at.1 - 3.0,
                        right: at.0 + 3.0,
                        bottom: at.1 + 3.0,
                    });
                }
            }
            let paths = curves.iter().map(|curve| curve.points.as_slice());
            label::name_lines(&frame, tags, paths, taken)
        })
    }

    fn table(&self) -> Table {
        let lines = self.lines().map(|(_, line)| line.by_date());
        let dates = SmallSet::from_iter(lines.iter().flat_map(|line| line.keys().copied()));
        let names = self.lines().map(|(_, line)| line.name.clone());
        let rows = dates.into_iter().map(|date| {
            let amounts = lines.iter().map(|line| {
                line.get(&date)
                    .map(|a| (self.formats.value)(*a))
                    .unwrap_or_default()
            });
            std::iter::once((self.formats.date)(date, DateStyle::Full))
                .chain(amounts)
                .collect()
        });
        Table {
            head: std::iter::once(self.date_head.clone())
                .chain(names)
                .collect(),
            rows: rows.collect(),
        }
    }
}

/// How many steps a value axis of that height gets.
pub(super) fn ticks_for(height: u32) -> u32 {
    (height / 55).clamp(2, 5)
}

/// Draws the line of the status date with its name at the top; returns the boxes both take.
pub(super) fn draw_today(frame: &Frame<'_>, at: f64, name: &str) -> Result<[Rect; 2], ChartError> {
    let plot = frame.plot;
    let (x, _) = frame.at((at, 0.0));
    stroke(
        &frame.sheet,
        &[(x, plot.top), (x, plot.bottom)],
        Role::Today.plain(),
    )?;
    let wide = width(name, TICK) * 1.05;
    let to_the_left = x - 5.0 - wide >= plot.left;
    let (left, side) = if to_the_left {
        (x - 5.0 - wide, HPos::Right)
    } else {
        (x + 5.0, HPos::Left)
    };
    let ink: Ink = Role::Today.tone(Tone::Strong);
    let anchor = if to_the_left { x - 5.0 } else { x + 5.0 };
    write(
        &frame.sheet,
        name,
        (anchor, plot.top + 9.0),
        TICK,
        ink,
        side,
    )?;
    let text = Rect {
        left,
        top: plot.top,
        right: left + wide,
        bottom: plot.top + 12.0,
    };
    let line = Rect {
        left: x - 1.0,
        top: plot.top,
        right: x + 1.0,
        bottom: plot.bottom,
    };
    Ok([text, line])
}
