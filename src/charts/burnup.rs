//! Burn-up: what is done against what was planned, below the line of the whole.

use chrono::NaiveDate;

use super::{Chart, ChartError, Formats, Lines, Role, Series, Size, Svg, Table};

/// Progress towards a whole that may itself grow.
///
/// Unlike a burn-down it keeps added scope and slow progress apart.
#[derive(Clone)]
pub struct BurnUp<'a> {
    /// Title inside of the drawing, for where no caption stands beside it.
    pub title: Option<String>,
    /// Ends of the periods.
    pub dates: Vec<NaiveDate>,
    /// Name and size of the whole at each date.
    pub scope: (String, Vec<Option<f64>>),
    /// Name and planned progress at each date.
    pub planned: (String, Vec<Option<f64>>),
    /// Name and progress at each date; none after the status date.
    pub done: (String, Vec<Option<f64>>),
    /// The status date.
    pub today: Option<NaiveDate>,
    /// Head of the date column in the table.
    pub date_head: String,
    pub formats: Formats<'a>,
}

impl<'a> BurnUp<'a> {
    fn lines(&self) -> Lines<'a> {
        let series = |(name, values): &(String, Vec<Option<f64>>), role| Series {
            name: name.clone(),
            role,
            values: values.clone(),
        };
        Lines {
            title: self.title.clone(),
            x: self.dates.iter().map(|date| Lines::day(*date)).collect(),
            x_is_days: true,
            series: vec![
                series(&self.scope, Role::Baseline),
                series(&self.planned, Role::Target),
                series(&self.done, Role::Actual),
            ],
            today: self.today,
            from_zero: true,
            x_head: self.date_head.clone(),
            formats: self.formats,
        }
    }
}

impl Chart for BurnUp<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        self.lines().draw(size)
    }

    fn table(&self) -> Table {
        self.lines().table()
    }
}
