//! The status of one record over its last reports, small enough for a table cell.

use super::frame::sheet_with_notes;
use super::mark::{Level, mark, weather};
use super::{Chart, ChartError, Size, Svg, Table};

/// A row of small marks, oldest first. Shape and height both carry the status: green stands high,
/// amber in the middle, red low, so that it reads without colour and without letters.
#[derive(Clone)]
pub struct StatusTrend<'a> {
    /// Name of each report and the status in it.
    pub reports: Vec<(String, Level)>,
    /// The name of a level.
    pub name: &'a dyn Fn(Level) -> String,
    /// Weather signs in place of marks.
    pub weather: bool,
    /// Heads of the table: report, status.
    pub heads: [String; 2],
}

/// Size of a mark in pixels.
const MARK: f64 = 7.0;

/// Height of a level between the top (0) and the foot (1).
const fn height(level: Level) -> f64 {
    match level {
        Level::Green | Level::Complete => 0.0,
        Level::Amber | Level::NotReported => 0.5,
        Level::Red => 1.0,
    }
}

impl Chart for StatusTrend<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        if self.reports.is_empty() {
            return Err(ChartError::NoData);
        }
        let (wide, tall) = (f64::from(size.width), f64::from(size.height));
        // The last reports are the ones to see where the cell is too narrow for all.
        let room = (wide / (MARK + 1.0)).floor() as usize;
        if room == 0 || tall < MARK + 1.0 {
            return Err(ChartError::NoRoom);
        }
        let shown = self.reports.len().min(room);
        let step = wide / shown.max(6).min(room) as f64;
        let sign = if self.weather { weather } else { mark };
        sheet_with_notes(size, |root, note| {
            for (n, (report, level)) in self.reports.iter().rev().take(shown).enumerate() {
                let x = wide - (n as f64 + 0.5) * step;
                let y = MARK / 2.0 + 0.5 + height(*level) * (tall - MARK - 1.0);
                note.leave(format!("{report} · {}", (self.name)(*level)));
                sign(root, (x, y), MARK, *level, "")?;
            }
            Ok(())
        })
    }

    fn table(&self) -> Table {
        let rows = self
            .reports
            .iter()
            .map(|(report, level)| vec![report.clone(), (self.name)(*level)]);
        Table {
            head: self.heads.to_vec(),
            rows: rows.collect(),
        }
    }
}
