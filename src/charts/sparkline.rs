//! The trend alone: a thin line and a dot at its end.

use super::frame::{Frame, Margins, sheet};
use super::ink::Role;
use super::kpi_line::runs;
use super::range::{LEAST, ONE_DAY, Span, sane};
use super::{Chart, ChartError, Size, Svg, Table};

/// A trend without scale, for beside a number that says the value.
#[derive(Clone)]
pub struct Sparkline<'a> {
    /// Values in equal steps, oldest first; none is a gap.
    pub values: Vec<Option<f64>>,
    /// Wording of a value in the table.
    pub value: &'a dyn Fn(f64) -> String,
}

impl Chart for Sparkline<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let runs = runs(
            self.values
                .iter()
                .enumerate()
                .map(|(n, value)| (n as f64, *value)),
        );
        let steps = [0.0, self.values.len().saturating_sub(1) as f64];
        let y = Span::covering(runs.iter().flatten().map(|(_, y)| *y), LEAST);
        let (Some(x), Some(y)) = (Span::covering(steps, ONE_DAY), y) else {
            return Err(ChartError::NoData);
        };
        let margins = Margins {
            top: 3.0,
            right: 4.0,
            bottom: 3.0,
            left: 2.0,
        };
        sheet(size, |root| {
            let frame = Frame::new(root, margins, x, y)?;
            for run in &runs {
                frame.line(run, Role::Spark.plain())?;
            }
            match runs.last().and_then(|run| run.last()) {
                Some(last) => frame.dot(*last, 2.2, Role::Text.plain()),
                None => Ok(()),
            }
        })
    }

    /// Values in order, without heads: the caption says what they are.
    fn table(&self) -> Table {
        let word = |value: &Option<f64>| value.and_then(sane).map(self.value).unwrap_or_default();
        Table {
            head: Vec::new(),
            rows: self.values.iter().map(|value| vec![word(value)]).collect(),
        }
    }
}
