//! Bars from zero: one for each series in each group, upright or lying.

use crate::model::InOrder;
use plotters::style::text_anchor::HPos;

use super::budget_curve::ticks_for;
use super::frame::{self, Frame, Margins, Sheet, block, sheet_with_notes, write};
use super::geometry::Rect;
use super::ink::{Role, Tone};
use super::pen::Note;
use super::range::{LEAST, Span, sane};
use super::text::{LABEL, TICK, fit, width};
use super::ticks::{self, Scale};
use super::{Chart, ChartError, Formats, Size, Svg, Table};

/// Which way bars run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// Upwards, for few groups with short names or for time.
    #[default]
    Upright,
    /// To the right, for names that need room.
    Lying,
}

/// The bars at one place: a year, a unit, a status.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    pub name: String,
    /// A value for each series, in their order; none draws nothing.
    pub values: Vec<Option<f64>>,
    /// Role of this group's bars instead of that of the series, for bars that are statuses.
    pub role: Option<Role>,
}

/// A bar chart; its value axis always holds zero.
#[derive(Clone)]
pub struct Bars<'a> {
    /// Title inside of the drawing, for where no caption stands beside it.
    pub title: Option<String>,
    pub orientation: Orientation,
    /// Name and role of each series. With more than one, a key stands above the plot.
    pub series: Vec<(String, Role)>,
    pub groups: Vec<Group>,
    /// Write the value at each bar where there is room.
    pub values_shown: bool,
    /// Head of the group column in the table.
    pub group_head: String,
    pub formats: Formats<'a>,
}

/// A bar to draw: its extent across, its value and its role.
struct Bar {
    from: f64,
    to: f64,
    value: f64,
    role: Role,
    group: usize,
    slot: usize,
}

impl Bars<'_> {
    fn bars(&self) -> Vec<Bar> {
        let slots = self.series.len().max(1) as f64;
        // A group takes four fifths of its place, or less where a single series would look heavy.
        let share = if slots > 1.0 { 0.8 } else { 0.68 };
        let mut bars = Vec::new();
        for (n, group) in self.groups.iter().enumerate() {
            let start = n as f64 + (1.0 - share) / 2.0;
            for (slot, ((_, role), value)) in self.series.iter().zip(&group.values).enumerate() {
                let Some(value) = value.and_then(sane) else {
                    continue;
                };
                let from = start + share * slot as f64 / slots;
                // A sliver of surface between neighbours.
                let to = from + share / slots * if slots > 1.0 { 0.95 } else { 1.0 };
                bars.push(Bar {
                    from,
                    to,
                    value,
                    role: group.role.unwrap_or(*role),
                    group: n,
                    slot,
                });
            }
        }
        // Bars of one role in a row become one element.
        bars.order_by_key(|bar| bar.role as u8);
        bars
    }

    /// Leaves the words of a bar for its tooltip, if there are few enough bars to point at.
    fn name(&self, bar: &Bar, bars: &[Bar], note: &Note) {
        if bars.len() > FEW {
            return;
        }
        let group = self.groups.get(bar.group).map(|group| group.name.clone());
        let series = self.series.get(bar.slot).map(|(name, _)| name.clone());
        let parts = [group, series, Some((self.formats.value)(bar.value))];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        note.leave(parts.join(" · "));
    }

    fn head_room(&self) -> f64 {
        let title = if self.title.is_some() { 20.0 } else { 0.0 };
        let key = if self.series.len() > 1 { 18.0 } else { 0.0 };
        title + key
    }

    fn draw_head(&self, root: &Sheet<'_>, left: f64) -> Result<(), ChartError> {
        let mut baseline = 14.0;
        if let Some(title) = &self.title {
            write(
                root,
                title,
                (2.0, baseline),
                LABEL,
                Role::Text.tone(Tone::Strong),
                HPos::Left,
            )?;
            baseline += 20.0;
        }
        if self.series.len() > 1 {
            let mut x = left;
            for (name, role) in &self.series {
                let swatch = Rect {
                    left: x,
                    top: baseline - 9.0,
                    right: x + 10.0,
                    bottom: baseline,
                };
                block(root, swatch, role.tone(Tone::Round))?;
                write(
                    root,
                    name,
                    (x + 14.0, baseline),
                    LABEL,
                    Role::Muted.plain(),
                    HPos::Left,
                )?;
                x += 14.0 + width(name, LABEL) + 14.0;
            }
        }
        Ok(())
    }

    fn upright(
        &self,
        size: Size,
        bars: &[Bar],
        across: Span,
        scale: &Scale,
    ) -> Result<Svg, ChartError> {
        let margins = Margins {
            top: 8.0 + self.head_room() + if self.values_shown { 8.0 } else { 0.0 },
            right: 8.0,
            bottom: 22.0,
            left: frame::room_for_numbers(&scale.ticks, self.formats.tick),
        };
        sheet_with_notes(size, |root, note| {
            self.draw_head(root, margins.left)?;
            let frame = Frame::new(root, margins, across, scale.span)?;
            frame.grid(&scale.ticks, self.formats.tick)?;
            for bar in bars {
                self.name(bar, bars, note);
                frame.bar(
                    (bar.from, bar.value),
                    (bar.to, 0.0),
                    bar.role.tone(plain_or_round(bars)),
                )?;
            }
            frame.foot()?;
            let step = (frame.plot.right - frame.plot.left) / self.groups.len().max(1) as f64;
            let longest = if step < 20.0 { 60.0 } else { step - 4.0 };
            let names: Vec<String> = self
                .groups
                .iter()
                .map(|group| fit(&group.name, TICK, longest))
                .collect();
            let widest = names
                .iter()
                .map(|name| width(name, TICK))
                .fold(0.0, f64::max);
            // Every n-th name, so that what is left out is left out evenly.
            let every = ((widest + 4.0) / step).ceil().max(1.0) as usize;
            let names = names.into_iter().enumerate().step_by(every);
            frame.texts_below(names.map(|(n, name)| (n as f64 + 0.5, name)))?;
            let labels: Vec<String> = bars
                .iter()
                .map(|bar| (self.formats.value)(bar.value))
                .collect();
            let widest = labels
                .iter()
                .map(|text| width(text, TICK))
                .fold(0.0, f64::max);
            let narrowest = bars
                .iter()
                .map(|bar| (bar.to - bar.from) * step)
                .fold(f64::INFINITY, f64::min);
            // All or none: a value missing over one bar would look like a missing bar.
            if self.values_shown && widest + 3.0 <= narrowest {
                for (bar, text) in bars.iter().zip(&labels) {
                    let (x, y) = frame.at(((bar.from + bar.to) / 2.0, bar.value));
                    let baseline = if bar.value < 0.0 { y + 11.0 } else { y - 4.0 };
                    write(
                        root,
                        text,
                        (x, baseline),
                        TICK,
                        Role::Text.tone(Tone::Small),
                        HPos::Center,
                    )?;
                }
            }
            Ok(())
        })
    }

    fn lying(
        &self,
        size: Size,
        bars: &[Bar],
        across: Span,
        scale: &Scale,
    ) -> Result<Svg, ChartError> {
        let widest_name = self
            .groups
            .iter()
            .map(|group| width(&group.name, LABEL))
            .fold(0.0, f64::max);
        let names = (widest_name.ceil() + 2.0).min(f64::from(size.width) * 0.4);
        let values = bars
            .iter()
            .map(|bar| width(&(self.formats.value)(bar.value), TICK))
            .fold(0.0, f64::max);
        let margins = Margins {
            top: 4.0 + self.head_room(),
            right: if self.values_shown {
                (values + 6.0).min(f64::from(size.width) * 0.25)
            } else {
                10.0
            },
            bottom: 20.0,
            left: names + 8.0,
        };
        let groups = self.groups.len() as f64;
        sheet_with_notes(size, |root, note| {
            self.draw_head(root, margins.left)?;
            let frame = Frame::new(root, margins, scale.span, across)?;
            frame.upright_grid(&scale.ticks, self.formats.tick)?;
            for bar in bars {
                self.name(bar, bars, note);
                // The first group stands on top.
                let (from, to) = (groups - bar.from, groups - bar.to);
                frame.bar(
                    (bar.value.min(0.0), from),
                    (bar.value.max(0.0), to),
                    bar.role.tone(plain_or_round(bars)),
                )?;
            }
            let step = (frame.plot.bottom - frame.plot.top) / groups.max(1.0);
            for (n, group) in self.groups.iter().enumerate().filter(|_| step >= 11.0) {
                let (x, y) = (frame.plot.left, frame.plot.top + (n as f64 + 0.5) * step);
                let text = fit(&group.name, LABEL, names);
                write(
                    root,
                    &text,
                    (x - 8.0, y + 3.8),
                    LABEL,
                    Role::Muted.plain(),
                    HPos::Right,
                )?;
            }
            for bar in bars
                .iter()
                .filter(|bar| self.values_shown && (bar.to - bar.from) * step >= 9.0)
            {
                let (x, y) = frame.at((bar.value.max(0.0), groups - (bar.from + bar.to) / 2.0));
                let text = (self.formats.value)(bar.value);
                write(
                    root,
                    &text,
                    (x + 5.0, y + 3.5),
                    TICK,
                    Role::Text.plain(),
                    HPos::Left,
                )?;
            }
            Ok(())
        })
    }
}

/// Up to that many bars are elements of their own.
const FEW: usize = 24;

/// Few bars get rounded corners; many become one path.
fn plain_or_round(bars: &[Bar]) -> Tone {
    if bars.len() <= FEW {
        Tone::Round
    } else {
        Tone::Plain
    }
}

impl Chart for Bars<'_> {
    fn draw(&self, size: Size) -> Result<Svg, ChartError> {
        let bars = self.bars();
        let along = Span::covering(bars.iter().map(|bar| bar.value), LEAST).map(Span::with_zero);
        let across = Span::covering([0.0, self.groups.len() as f64], LEAST);
        let (Some(along), Some(across)) = (along, across) else {
            return Err(ChartError::NoData);
        };
        match self.orientation {
            Orientation::Upright => self.upright(
                size,
                &bars,
                across,
                &ticks::numbers(along, ticks_for(size.height)),
            ),
            Orientation::Lying => self.lying(
                size,
                &bars,
                across,
                &ticks::numbers(along, (size.width / 90).clamp(2, 5)),
            ),
        }
    }

    fn table(&self) -> Table {
        let head = std::iter::once(self.group_head.clone())
            .chain(self.series.iter().map(|(name, _)| name.clone()));
        let rows = self.groups.iter().map(|group| {
            let cells = (0..self.series.len()).map(|n| {
                let value = group.values.get(n).copied().flatten().and_then(sane);
                value.map(|v| (self.formats.value)(v)).unwrap_or_default()
            });
            std::iter::once(group.name.clone()).chain(cells).collect()
        });
        Table {
            head: head.collect(),
            rows: rows.collect(),
        }
    }
}
