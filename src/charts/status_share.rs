//! How many records have which status, as a thin bar cut in parts.

use super::frame::{block, sheet_with_notes};
use super::geometry::Rect;
use super::ink::Tone;
use super::mark::Level;
use super::{Chart, ChartError, Size, Svg, Table};

/// Counts by status side by side, worst first; the whole bar is all records.
#[derive(Clone)]
pub struct StatusShare<'a> {
    /// Number of records of each level; several counts of a level add up.
    pub counts: Vec<(Level, u32)>,
    /// The name of a level.
    pub name: &'a dyn Fn(Level) -> String,
    /// Heads of the table: status, number.
    pub heads: [String; 2],
}

impl StatusShare<'_> {
    fn parts(&self) -> Vec<(Level, u32)> {
        let of = |level| {
            self.counts
                .iter()
                .filter(move |(l, _)| *l == level)
                .map(|(_, n)| *n)
        };
        let sum = |level| of(level).fold(0u32, u32::saturating_add);
        Level::ALL
            .into_iter()
            .map(|level| (level, sum(level)))
            .filter(|(_, n)| *n > 0)
            .collect()
    }
}

impl Chart for StatusShare<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let parts = self.parts();
        let all: f64 = parts.iter().map(|(_, count)| f64::from(*count)).sum();
        if parts.is_empty() {
            return Err(ChartError::NoData);
        }
        let (wide, tall) = (f64::from(size.width), f64::from(size.height));
        let gaps = parts.len().saturating_sub(1) as f64;
        // A single record stays visible beside hundreds.
        let least = 2.0;
        let to_share = wide - gaps - least * parts.len() as f64;
        if to_share < 0.0 || tall < 2.0 {
            return Err(ChartError::NoRoom);
        }
        sheet_with_notes(size, |root, note| {
            let mut left = 0.0;
            for (level, count) in &parts {
                let right = left + least + to_share * f64::from(*count) / all;
                note.leave(format!("{} · {count}", (self.name)(*level)));
                block(
                    root,
                    Rect {
                        left,
                        top: 0.0,
                        right,
                        bottom: tall,
                    },
                    level.role().tone(Tone::Flat),
                )?;
                left = right + 1.0;
            }
            Ok(())
        })
    }

    fn table(&self) -> Table {
        let rows = self
            .parts()
            .into_iter()
            .map(|(level, count)| vec![(self.name)(level), count.to_string()]);
        Table {
            head: self.heads.to_vec(),
            rows: rows.collect(),
        }
    }
}
