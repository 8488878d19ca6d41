//! Milestone trend analysis: the dates that reports said, against the days of the reports (the 45° chart).

use chrono::NaiveDate;
use plotters::style::text_anchor::HPos;

use super::frame::{self, Frame, Margins, sheet, write};
use super::geometry::Point;
use super::ink::{Role, Tone};
use super::label::{self, Tag};
use super::range::{ONE_DAY, Span};
use super::text::TICK;
use super::ticks::{self, DateTick};
use super::{Chart, ChartError, DateStyle, Size, Svg, Table};

/// One milestone: day of the report and the date that it said, oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct TrendLine {
    /// What it is called.
    pub name: String,
    /// Its colour.
    pub role: Role,
    /// Report and forecast.
    pub points: Vec<(NaiveDate, NaiveDate)>,
}

/// A 45° chart. A level line is a date that is kept; where it meets the diagonal, its day has come.
#[derive(Clone)]
pub struct MilestoneTrend<'a> {
    /// The milestones.
    pub lines: Vec<TrendLine>,
    /// What stands at the diagonal.
    pub diagonal: String,
    /// Heads of the table: milestone, report, date.
    pub heads: [String; 3],
    /// A date in words.
    pub date: &'a dyn Fn(NaiveDate, DateStyle) -> String,
}

impl MilestoneTrend<'_> {
    fn runs(&self) -> Vec<Vec<Point>> {
        let point =
            |(report, said): &(NaiveDate, NaiveDate)| (ticks::day(*report), ticks::day(*said));
        let run = |line: &TrendLine| line.points.iter().map(point).collect();
        self.lines.iter().map(run).collect()
    }
}

impl Chart for MilestoneTrend<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let runs = self.runs();
        let points = || runs.iter().flatten();
        let x = Span::covering(points().map(|point| point.0), ONE_DAY);
        let y = Span::covering(points().map(|point| point.1), ONE_DAY);
        let (Some(x), Some(y)) = (x, y) else {
            return Err(ChartError::NoData);
        };
        // The whole diagonal is seen: a line that nears it is what the chart is about.
        let y = y.with(x);
        let dates: Vec<DateTick> = ticks::dates(y, (size.height / 44).max(3));
        let values: Vec<f64> = dates.iter().map(|tick| ticks::day(tick.date)).collect();
        let name = |value: f64| {
            let tick = dates
                .iter()
                .find(|tick| (ticks::day(tick.date) - value).abs() < 0.5);
            tick.map_or(String::new(), |tick| (self.date)(tick.date, tick.style))
        };
        let tags: Vec<Tag> = self
            .lines
            .iter()
            .zip(&runs)
            .filter_map(|(line, run)| {
                let at = *run.last()?;
                let said = line.points.last()?.1;
                Some(Tag {
                    name: line.name.clone(),
                    value: (self.date)(said, DateStyle::Day),
                    role: line.role,
                    at,
                    in_column: x.hi() - at.0 <= x.width() * 0.08,
                })
            })
            .collect();
        let margins = Margins::of_time(
            frame::room_for_numbers(&values, &name),
            label::column_width(&tags, size.width),
        );
        sheet(size, |root| {
            let frame = Frame::new(root, margins, x, y)?;
            frame.grid(&values, &name)?;
            frame.foot()?;
            let steps = ((frame.plot.right - frame.plot.left) / 52.0) as u32;
            frame.dates_below(&ticks::dates(x, steps), self.date)?;
            frame.line(&[(x.lo(), x.lo()), (x.hi(), x.hi())], Role::Muted.plain())?;
            let third = x.lo() + x.width() / 3.0;
            let (left, top) = frame.at((third, third));
            let ink = Role::Muted.tone(Tone::Small);
            write(
                root,
                &self.diagonal,
                (left + 8.0, top + 12.0),
                TICK,
                ink,
                HPos::Left,
            )?;
            for (line, run) in self.lines.iter().zip(&runs) {
                frame.line(run, line.role.plain())?;
                for point in run {
                    frame.dot(*point, 2.0, line.role.plain())?;
                }
            }
            label::name_lines(&frame, tags, runs.iter().map(Vec::as_slice), Vec::new())
        })
    }

    fn table(&self) -> Table {
        let day = |date: NaiveDate| (self.date)(date, DateStyle::Full);
        let rows = self.lines.iter().flat_map(|line| {
            let row = move |(report, said): &(NaiveDate, NaiveDate)| {
                vec![line.name.clone(), day(*report), day(*said)]
            };
            line.points.iter().map(row)
        });
        Table {
            head: self.heads.to_vec(),
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(points: &[(&str, &str)]) -> MilestoneTrend<'static> {
        let day = |text: &str| text.parse().unwrap();
        let points = points.iter().map(|(a, b)| (day(a), day(b))).collect();
        MilestoneTrend {
            lines: vec![TrendLine {
                name: "G3".to_owned(),
                role: Role::Cat1,
                points,
            }],
            diagonal: "day come".to_owned(),
            heads: ["Milestone", "Report", "Date"].map(str::to_owned),
            date: &|date, _| date.to_string(),
        }
    }

    const SIZE: Size = Size {
        width: 600,
        height: 300,
    };

    #[test]
    fn a_line_is_drawn_with_its_name_and_last_date_beside_the_diagonal() {
        let chart = chart(&[("2026-01-31", "2026-06-01"), ("2026-02-28", "2026-06-11")]);
        let svg = chart.draw(SIZE).unwrap().text;
        for text in ["G3", "2026-06-11", "day come"] {
            assert!(svg.contains(text), "{text} in {svg}");
        }
        assert_eq!(svg.matches("<circle").count(), 2);
        let table = chart.table();
        assert_eq!(
            table.rows,
            [
                ["G3", "2026-01-31", "2026-06-01"],
                ["G3", "2026-02-28", "2026-06-11"]
            ]
        );
    }

    #[test]
    fn without_dates_there_is_no_drawing() {
        assert_eq!(chart(&[]).draw(SIZE), Err(ChartError::NoData));
    }
}
