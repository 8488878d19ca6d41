//! One value against the limits of a rule: which status it falls into and how far the next one is.

use crate::model::InOrder;
use plotters::style::text_anchor::HPos;

use super::frame::{Sheet, block, sheet, write};
use super::geometry::Rect;
use super::ink::{Ink, Role, Tone};
use super::label::stack;
use super::mark::Level;
use super::range::{LEAST, Span, sane};
use super::text::{TICK, width};
use super::{Chart, ChartError, Size, Svg, Table};

/// A lying scale cut at its limits, with the value as an upright mark.
#[derive(Clone)]
pub struct LimitScale<'a> {
    /// Level below the first limit.
    pub first: Level,
    /// Each limit in rising order: its value, its wording and the level above it.
    pub limits: Vec<(f64, String, Level)>,
    /// The value and its wording.
    pub value: (f64, String),
    /// The letter in the mark of a level.
    pub letter: &'a dyn Fn(Level) -> String,
    /// The name of a level, for the table.
    pub name: &'a dyn Fn(Level) -> String,
    /// Heads of the table: status, limit.
    pub heads: [String; 2],
}

/// Height of the bar in pixels.
const BAR: f64 = 12.0;

impl LimitScale<'_> {
    fn limits(&self) -> Vec<(f64, &str, Level)> {
        let mut limits: Vec<(f64, &str, Level)> = self
            .limits
            .iter()
            .filter_map(|(at, text, level)| Some((sane(*at)?, text.as_str(), *level)))
            .collect();
        limits.order_by(|a, b| a.0.total_cmp(&b.0));
        limits
    }

    fn span(&self, value: f64, limits: &[(f64, &str, Level)]) -> Option<Span> {
        let ends = limits.iter().map(|(at, _, _)| *at).chain([value]);
        let span = Span::covering(ends, LEAST)?;
        let zero = span.with_near_zero();
        // Room beyond the outermost limit or value, so that the last level is seen; none below zero.
        let beyond = zero.width() * 0.25;
        let upper = zero.holding(zero.hi() + beyond);
        Some(if zero.lo() == 0.0 {
            upper
        } else {
            upper.holding(zero.lo() - beyond)
        })
    }

    fn words_below(
        &self,
        root: &Sheet<'_>,
        wide: f64,
        marks: &[(f64, &str, Ink)],
    ) -> Result<(), ChartError> {
        let apart = 8.0;
        let wishes: Vec<(f64, f64)> = marks
            .iter()
            .map(|(x, text, _)| {
                (
                    x - width(text, TICK) / 2.0 - apart / 2.0,
                    width(text, TICK) + apart,
                )
            })
            .collect();
        if wishes.iter().map(|(_, room)| room).sum::<f64>() > wide + apart {
            return Ok(());
        }
        let lefts = stack(&wishes, -apart / 2.0, wide + apart / 2.0);
        for ((_, text, ink), left) in marks.iter().zip(lefts) {
            write(
                root,
                text,
                (left + apart / 2.0, BAR + 17.0),
                TICK,
                *ink,
                HPos::Left,
            )?;
        }
        Ok(())
    }
}

impl Chart for LimitScale<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let limits = self.limits();
        let value = sane(self.value.0).ok_or(ChartError::NoData)?;
        let span = self.span(value, &limits).ok_or(ChartError::NoData)?;
        let (wide, tall) = (f64::from(size.width), f64::from(size.height));
        if wide < 40.0 || tall < BAR + 20.0 {
            return Err(ChartError::NoRoom);
        }
        let x = |at: f64| (span.clamp(at) - span.lo()) / span.width() * wide;
        sheet(size, |root| {
            let starts = std::iter::once((0.0, self.first))
                .chain(limits.iter().map(|(at, _, level)| (x(*at), *level)));
            let ends = limits.iter().map(|(at, _, _)| x(*at) - 1.0).chain([wide]);
            for ((left, level), right) in starts.zip(ends) {
                if right - left < 0.5 {
                    continue;
                }
                let area = Rect {
                    left,
                    top: 3.0,
                    right,
                    bottom: 3.0 + BAR,
                };
                block(root, area, level.role().tone(Tone::Flat))?;
                if right - left > 14.0 {
                    let at = (left + 4.0, BAR);
                    write(
                        root,
                        &(self.letter)(level),
                        at,
                        8.0,
                        level.role().tone(Tone::On),
                        HPos::Left,
                    )?;
                }
            }
            let at = x(value).min(wide - 1.5).max(1.5);
            block(
                root,
                Rect {
                    left: at - 1.5,
                    top: 0.0,
                    right: at + 1.5,
                    bottom: BAR + 6.0,
                },
                Role::Text.plain(),
            )?;
            let limit = Role::Tick.tone(Tone::Small);
            let mut marks: Vec<(f64, &str, Ink)> = limits
                .iter()
                .map(|(at, text, _)| (x(*at), *text, limit))
                .collect();
            marks.push((
                at,
                self.value.1.as_str(),
                Role::Text.tone(Tone::SmallStrong),
            ));
            marks.order_by(|a, b| a.0.total_cmp(&b.0));
            self.words_below(root, wide, &marks)
        })
    }

    /// Each level with the limit it begins at, then the value.
    fn table(&self) -> Table {
        let first = vec![(self.name)(self.first), String::new()];
        let limits = self
            .limits()
            .into_iter()
            .map(|(_, text, level)| vec![(self.name)(level), text.to_owned()]);
        let value = vec![String::new(), self.value.1.clone()];
        Table {
            head: self.heads.to_vec(),
            rows: std::iter::once(first)
                .chain(limits)
                .chain([value])
                .collect(),
        }
    }
}
