//! One value in its parts against a mark, small enough for a table cell.

use super::frame::{block, sheet};
use super::geometry::Rect;
use super::ink::{Role, Tone};
use super::range::{LEAST, Span, sane};
use super::{Chart, ChartError, Size, Svg, Table};

/// A lying bar of nested values, each drawn from zero, with an upright mark.
///
/// For money: consumed before committed before forecast, the mark at approved. For an objective:
/// the present value, the mark where the plan should be.
#[derive(Clone)]
pub struct Bullet<'a> {
    /// Name, role and value of the parts; each runs from zero, the first one is in front.
    pub parts: Vec<(String, Role, f64)>,
    /// Name, role and value of the mark.
    pub mark: Option<(String, Role, f64)>,
    /// Value at the right end; the largest of all values if absent. Give the same to every row of a table.
    pub whole: Option<f64>,
    /// Draw the unfilled rest up to the right end.
    pub rest: bool,
    /// Wording of a value in the table.
    pub value: &'a dyn Fn(f64) -> String,
}

impl Chart for Bullet<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let values = self
            .parts
            .iter()
            .map(|(_, _, v)| *v)
            .chain(self.mark.iter().map(|(_, _, v)| *v));
        let drawable: Vec<f64> = values.filter_map(sane).collect();
        if drawable.is_empty() {
            return Err(ChartError::NoData);
        }
        let largest = self.whole.and_then(sane).filter(|whole| *whole > 0.0);
        let ends = match largest {
            Some(whole) => vec![0.0, whole],
            None => drawable
                .into_iter()
                .chain([0.0])
                .map(|v| v.max(0.0))
                .collect(),
        };
        let span = Span::covering(ends, LEAST).ok_or(ChartError::NoData)?;
        let (wide, tall) = (f64::from(size.width) - 2.0, f64::from(size.height));
        if wide < 4.0 || tall < 4.0 {
            return Err(ChartError::NoRoom);
        }
        let x = |value: f64| {
            ((span.clamp(value) - span.lo()) / span.width() * wide * 10.0).round() / 10.0
        };
        let (top, bottom) = (tall * 0.25, tall * 0.75);
        sheet(size, |root| {
            if self.rest {
                block(
                    root,
                    Rect {
                        left: 0.0,
                        top,
                        right: wide,
                        bottom,
                    },
                    Role::Rest.tone(Tone::Round),
                )?;
            }
            for (_, role, value) in self.parts.iter().rev() {
                let right = sane(*value).map_or(0.0, x);
                if right > 0.0 {
                    block(
                        root,
                        Rect {
                            left: 0.0,
                            top,
                            right,
                            bottom,
                        },
                        role.tone(Tone::Round),
                    )?;
                }
            }
            match &self.mark {
                Some((_, role, value)) if sane(*value).is_some() => {
                    let at = x(*value);
                    block(
                        root,
                        Rect {
                            left: at,
                            top: tall * 0.08,
                            right: at + 2.0,
                            bottom: tall * 0.92,
                        },
                        role.plain(),
                    )
                }
                _ => Ok(()),
            }
        })
    }

    /// A row for each part and the mark, without heads.
    fn table(&self) -> Table {
        let all = self.parts.iter().chain(&self.mark);
        let word = |value: f64| sane(value).map(self.value).unwrap_or_default();
        Table {
            head: Vec::new(),
            rows: all
                .map(|(name, _, value)| vec![name.clone(), word(*value)])
                .collect(),
        }
    }
}
