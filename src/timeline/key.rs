//! The key of a document: the same samples as below the timeline on screen, of what is drawn.

use super::data::TimelineData;
use super::export::line;
use super::ink::Ink;
use super::row::{BarShape, Colour, Row, Status};
use super::scene::{Show, bars};
use super::shape::{Corners, Shape, Weight};
use super::text;
use super::words::TimelineWords;

/// Height of a line of the key.
pub(super) const LINE: f64 = 20.0;
const GAP: f64 = 18.0;
const MIDDLE: f64 = 8.0;

/// A sample with its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// In the colour of the first bar.
    Progress(Colour),
    Critical,
    Foreign,
    Float,
    Deadline,
    Likely,
    Slip,
    Baseline,
    Passed,
    Ahead,
    Link,
    Broken,
    Status(Status),
}

/// The samples that a drawing of these rows needs.
pub(super) fn entries(data: &TimelineData, show: Show) -> Vec<Entry> {
    let (mut is_critical, mut is_foreign, mut has_float) = (false, false, false);
    let (mut has_deadline, mut has_baseline, mut has_stones) = (false, false, false);
    let (mut has_status, mut has_likely) = (false, false);
    let mut colour = None;
    for (_, row) in data.rows(0, data.len()) {
        match row {
            Row::Lane(lane) => has_status |= !lane.statuses.is_empty(),
            Row::Item(item) => {
                if !matches!(item.shape, BarShape::Milestone | BarShape::Foreign) {
                    colour = colour.or(Some(item.colour));
                }
                is_critical |= item.shape == BarShape::Critical;
                is_foreign |= item.shape == BarShape::Foreign;
                has_float |= item.float_days.is_some_and(|days| days > 0);
                has_deadline |= item.deadline.is_some();
                has_likely |= item.likely.is_some();
                has_baseline |= item.baseline.is_some();
                has_stones |= item.shape == BarShape::Milestone
                    || show.milestones && !item.milestones.is_empty();
                has_status |= item.status.is_some();
            }
        }
    }
    let links = data.links();
    let is_broken = links.all().iter().any(|placed| placed.link.is_broken);
    let found = [
        (Entry::Progress(colour.unwrap_or(Colour::Category(1))), true),
        (Entry::Critical, is_critical),
        (Entry::Foreign, is_foreign),
        (Entry::Float, has_float),
        (Entry::Deadline, has_deadline),
        (Entry::Likely, has_likely),
        (Entry::Slip, show.slip && has_baseline),
        (Entry::Baseline, show.baseline && has_baseline),
        (Entry::Passed, has_stones),
        (Entry::Ahead, has_stones),
        (Entry::Link, show.links && !links.is_empty()),
        (Entry::Broken, show.links && is_broken),
    ];
    let found = found.into_iter().filter(|one| one.1).map(|one| one.0);
    let statuses = Status::ALL.into_iter().filter(|_| has_status);
    found.chain(statuses.map(Entry::Status)).collect()
}

impl Entry {
    fn name(self, words: &TimelineWords) -> &str {
        match self {
            Self::Progress(_) => &words.legend_progress,
            Self::Critical => &words.legend_critical,
            Self::Foreign => &words.legend_foreign,
            Self::Float => &words.legend_float,
            Self::Deadline => &words.legend_deadline,
            Self::Likely => &words.legend_likely,
            Self::Slip => &words.legend_slip,
            Self::Baseline => &words.legend_baseline,
            Self::Passed => &words.legend_passed,
            Self::Ahead => &words.legend_ahead,
            Self::Link => &words.legend_link,
            Self::Broken => &words.legend_broken,
            Self::Status(status) => words.status(status),
        }
    }

    /// Width of the sample.
    fn sample_width(self) -> f64 {
        match self {
            Self::Progress(_) | Self::Critical | Self::Foreign => 28.0,
            Self::Float | Self::Likely | Self::Baseline => 26.0,
            Self::Slip => 18.0,
            Self::Passed | Self::Ahead | Self::Deadline => 10.0,
            Self::Link | Self::Broken => 22.0,
            Self::Status(_) => 14.0,
        }
    }

    fn width(self, words: &TimelineWords) -> f64 {
        self.sample_width() + 6.0 + text::width(self.name(words), 11.0) + GAP
    }
}

/// The width of a key in one line.
pub(super) fn width(entries: &[Entry], words: &TimelineWords) -> f64 {
    entries.iter().map(|entry| entry.width(words)).sum()
}

/// Draws the key in as many lines as a width needs; says how many.
pub(super) fn draw<'a>(
    entries: &[Entry],
    words: &'a TimelineWords,
    room: f64,
    shapes: &mut Vec<Shape<'a>>,
) -> u16 {
    let (mut x, mut lines) = (0.0, 1_u16);
    for entry in entries {
        let width = entry.width(words);
        if x > 0.0 && x + width - GAP > room {
            x = 0.0;
            lines += 1;
        }
        let top = f64::from(lines - 1) * LINE;
        sample(*entry, x, top + MIDDLE, shapes);
        let name = (x + entry.sample_width() + 6.0, top + MIDDLE + 4.0);
        let text = entry.name(words);
        shapes.push(line(name, text, Ink::TextQuiet, 11.0, Weight::Regular));
        x += width;
    }
    lines
}

fn sample(entry: Entry, x: f64, middle: f64, shapes: &mut Vec<Shape<'_>>) {
    let bar = |w: f64, fill: Ink, corners: Corners| Shape::Box {
        x,
        y: middle - 6.0,
        w,
        h: 12.0,
        fill,
        radius: 3.0,
        corners,
    };
    match entry {
        Entry::Progress(colour) => {
            shapes.push(bar(28.0, Ink::Tint(colour), Corners::All));
            shapes.push(bar(16.0, Ink::Bar(colour), Corners::Start));
        }
        Entry::Critical | Entry::Foreign => {
            let is_critical = entry == Entry::Critical;
            shapes.push(Shape::Frame {
                x: x + 0.75,
                y: middle - 5.25,
                w: 26.5,
                h: 10.5,
                radius: 2.5,
                stroke: if is_critical {
                    Ink::Text
                } else {
                    Ink::Bar(Colour::Category(4))
                },
                width: 1.5,
                dash: (!is_critical).then_some((2.5, 2.0)),
            });
        }
        Entry::Float => {
            shapes.push(Shape::Line {
                points: vec![(x, middle), (x + 25.0, middle)],
                stroke: Ink::Accent,
                width: 1.2,
                dash: Some((1.5, 2.0)),
            });
            shapes.push(Shape::fill(x + 25.0, middle - 3.0, 1.0, 6.0, Ink::Accent));
        }
        Entry::Deadline => shapes.push(Shape::Polygon {
            points: vec![
                (x + 1.0, middle - 4.0),
                (x + 9.0, middle - 4.0),
                (x + 5.0, middle + 3.0),
            ],
            fill: Ink::Text,
            stroke: Ink::None,
            width: 0.0,
        }),
        Entry::Likely => {
            let ends = (x, x + 14.0, x + 25.0);
            bars::whisker(ends, middle, (x, x + 26.0), shapes);
        }
        Entry::Slip => shapes.push(Shape::Hatch {
            x,
            y: middle - 6.0,
            w: 18.0,
            h: 12.0,
        }),
        Entry::Baseline => {
            shapes.push(Shape::fill(x, middle - 0.75, 26.0, 1.5, Ink::Grey));
            shapes.push(Shape::fill(x + 24.5, middle - 2.5, 1.5, 5.0, Ink::Grey));
        }
        Entry::Passed | Entry::Ahead => {
            let (fill, stroke, width) = if entry == Entry::Passed {
                (Ink::Text, Ink::Panel, 1.0)
            } else {
                (Ink::Panel, Ink::Text, 1.2)
            };
            shapes.push(Shape::diamond((x + 5.0, middle), 5.0, fill, stroke, width));
        }
        Entry::Link | Entry::Broken => {
            let (stroke, width) = if entry == Entry::Link {
                (Ink::Grey, 1.1)
            } else {
                (Ink::Fill(Status::Red), 1.4)
            };
            shapes.push(Shape::Line {
                points: vec![(x, middle), (x + 18.0, middle)],
                stroke,
                width,
                dash: None,
            });
            shapes.push(Shape::Polygon {
                points: vec![
                    (x + 16.0, middle - 3.0),
                    (x + 22.0, middle),
                    (x + 16.0, middle + 3.0),
                ],
                fill: stroke,
                stroke: Ink::None,
                width: 0.0,
            });
        }
        Entry::Status(status) => shapes.push(Shape::Mark {
            x,
            y: middle - 7.0,
            size: 14.0,
            status,
        }),
    }
}
