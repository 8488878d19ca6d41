//! The whole timeline as one document: title, table, chart and key, for SVG and PNG; the table serves
//! the pages of a print-out too.

use super::data::TimelineData;
use super::day::Day;
use super::ink::Ink;
use super::key;
use super::row::{Align, Cell, Colour, Row, Status, Tone};
use super::scale::{self, Scale};
use super::scene::{self, HEAD_HEIGHT, Show, View};
use super::shape::{Anchor, Corners, Shape, Weight};
use super::text;
use super::words::TimelineWords;
use std::borrow::Cow;

/// What a document shows beside the data.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// First line: says what this is.
    pub title: &'a str,
    /// Second line: scope, date, count.
    pub subtitle: &'a str,
    /// CSS pixels of a day; lowered where the drawing would become too wide.
    pub px_per_day: f64,
    /// Height of a row.
    pub row_height: f64,
    /// The line of today.
    pub today: Option<Day>,
    /// What is drawn.
    pub show: Show,
    /// Words.
    pub words: &'a TimelineWords,
}

/// Shapes with the size of the sheet they lie on.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Width in CSS pixels.
    pub width: f64,
    /// Height in CSS pixels.
    pub height: f64,
    /// What to paint, back to front.
    pub shapes: Vec<Shape<'a>>,
}

const MARGIN: f64 = 24.0;
const TITLE_HEIGHT: f64 = 52.0;
const KEY_HEIGHT: f64 = 34.0;
pub(super) const NAME_WIDTH: f64 = 276.0;
/// Viewers and printers give up far above this.
const WIDEST_CHART: f64 = 16_000.0;

/// The whole extent of the data, every row, at one scale.
pub fn document<'a>(data: &'a TimelineData, options: &Options<'a>) -> Document<'a> {
    let extent = scale::extent(data.span(), options.today);
    let days = f64::from((extent.1 - extent.0).max(1));
    let px_per_day = scale::clamp(options.px_per_day).min(WIDEST_CHART / days);
    let (chart, table) = ((days * px_per_day).ceil(), table_width(data));
    let rows = rows_height(data, options.row_height);
    let entries = key::entries(data, options.show);
    let inner = (table + chart).max(key::width(&entries, options.words));
    let (width, body) = (MARGIN * 2.0 + inner, HEAD_HEIGHT + rows);
    let height = MARGIN * 2.0 + TITLE_HEIGHT + body + KEY_HEIGHT;
    let top = MARGIN + TITLE_HEIGHT;

    let mut shapes = vec![Shape::fill(0.0, 0.0, width, height, Ink::Panel)];
    shapes.push(line(
        (MARGIN, MARGIN + 18.0),
        options.title,
        Ink::Text,
        18.0,
        Weight::Bold,
    ));
    shapes.push(line(
        (MARGIN, MARGIN + 36.0),
        options.subtitle,
        Ink::TextQuiet,
        12.0,
        Weight::Regular,
    ));
    shapes.push(Shape::Inside {
        x: MARGIN,
        y: top,
        w: table,
        h: body,
    });
    let columns: Vec<usize> = (0..data.columns().len()).collect();
    let list = Table {
        columns: &columns,
        rows: (0, data.len()),
        row_height: options.row_height,
    };
    self::table(data, &list, &mut shapes);
    shapes.push(Shape::End);
    shapes.push(Shape::Inside {
        x: MARGIN + table,
        y: top,
        w: chart,
        h: body,
    });
    let view = View {
        scale: Scale {
            origin: extent.0,
            px_per_day,
        },
        scroll_x: 0.0,
        scroll_y: 0.0,
        width: chart,
        height: body,
        sight: (0.0, body),
        row_height: options.row_height,
        today: options.today,
        active: None,
        hovered: None,
        show: options.show,
        preview: None,
        has_names: true,
        words: options.words,
    };
    shapes.extend(scene::draw(data, &view));
    shapes.push(Shape::End);
    shapes.push(Shape::fill(MARGIN + table, top, 1.0, body, Ink::LineStrong));
    shapes.push(Shape::Inside {
        x: MARGIN,
        y: top + body + 12.0,
        w: width - MARGIN * 2.0,
        h: KEY_HEIGHT,
    });
    key::draw(&entries, options.words, f64::INFINITY, &mut shapes);
    shapes.push(Shape::End);
    Document {
        width,
        height,
        shapes,
    }
}

/// Which part of the table is drawn.
pub(super) struct Table<'a> {
    /// Places of the columns after the title.
    pub columns: &'a [usize],
    /// The first row, and the one after the last.
    pub rows: (usize, usize),
    /// Height of a row.
    pub row_height: f64,
}

fn rows_height(data: &TimelineData, row_height: f64) -> f64 {
    f64::from(u32::try_from(data.len()).unwrap_or(u32::MAX)) * row_height
}

fn table_width(data: &TimelineData) -> f64 {
    let every = data.columns().iter();
    NAME_WIDTH + every.map(|column| f64::from(column.width)).sum::<f64>()
}

pub(super) fn line<'a>(
    (x, y): (f64, f64),
    text: &'a str,
    ink: Ink,
    size: f64,
    weight: Weight,
) -> Shape<'a> {
    Shape::Text {
        x,
        y,
        text: text.into(),
        ink,
        size,
        weight,
        anchor: Anchor::Start,
    }
}

/// Draws the head of the table and some of its rows.
pub(super) fn table<'a>(data: &'a TimelineData, list: &Table<'_>, shapes: &mut Vec<Shape<'a>>) {
    let columns = || list.columns.iter().filter_map(|at| data.columns().get(*at));
    let width = NAME_WIDTH + columns().map(|column| f64::from(column.width)).sum::<f64>();
    shapes.push(Shape::fill(0.0, 0.0, width, HEAD_HEIGHT, Ink::Sunken));
    shapes.push(line(
        (8.0, 36.0),
        data.title_head(),
        Ink::TextWeak,
        11.0,
        Weight::Medium,
    ));
    let mut edge = NAME_WIDTH;
    for column in columns() {
        let cell = Cell::new(column.title.as_str(), Tone::Plain);
        cell_text(
            edge,
            f64::from(column.width),
            column.align,
            (36.0, 11.0, Ink::TextWeak),
            &cell,
            shapes,
        );
        edge += f64::from(column.width);
    }
    shapes.push(Shape::fill(0.0, HEAD_HEIGHT - 1.0, width, 1.0, Ink::Line));
    let mut top = HEAD_HEIGHT;
    for (_, row) in data.rows(list.rows.0, list.rows.1) {
        if matches!(row, Row::Lane(_)) {
            shapes.push(Shape::fill(0.0, top, width, list.row_height, Ink::Sunken));
        }
        table_row(data, list, top, row, shapes);
        top += list.row_height;
        shapes.push(Shape::fill(0.0, top - 1.0, width, 1.0, Ink::Line));
    }
}

fn table_row<'a>(
    data: &'a TimelineData,
    list: &Table<'_>,
    top: f64,
    row: &'a Row,
    shapes: &mut Vec<Shape<'a>>,
) {
    let baseline = top + list.row_height / 2.0 + 4.0;
    let middle = top + list.row_height / 2.0;
    let (x, weight, cells) = match row {
        Row::Lane(lane) => {
            shapes.push(Shape::Box {
                x: 8.0,
                y: middle - 4.0,
                w: 8.0,
                h: 8.0,
                fill: Ink::Bar(lane.colour),
                radius: 2.0,
                corners: Corners::All,
            });
            (22.0, Weight::Bold, Cow::Borrowed(&*lane.cells))
        }
        Row::Item(item) => {
            let x = 16.0 + f64::from(item.depth) * 12.0;
            if let Some(status) = item.status {
                shapes.push(Shape::Mark {
                    x,
                    y: middle - 7.0,
                    size: 14.0,
                    status,
                });
            }
            let is_group = item.is_open.is_some();
            let weight = if is_group {
                Weight::Bold
            } else {
                Weight::Regular
            };
            let x = if item.status.is_some() { x + 20.0 } else { x };
            (x, weight, data.cells(item))
        }
    };
    // The counts of a group stand at the end of its name.
    let mut end = NAME_WIDTH - 8.0;
    if let Row::Lane(lane) = row {
        for (status, count) in lane.statuses.iter().rev() {
            let text = count.to_string();
            end -= text::width(&text, 11.0);
            shapes.push(line_owned((end, baseline), text, Ink::TextQuiet, 11.0));
            end -= 16.0;
            shapes.push(Shape::Mark {
                x: end,
                y: middle - 7.0,
                size: 14.0,
                status: *status,
            });
            end -= 6.0;
        }
    }
    // Bold letters are about a twelfth wider than the widths are for.
    let measured = if weight == Weight::Bold { 13.0 } else { 12.0 };
    let code = row.item().map_or("", |item| &*item.code);
    let name = if code.is_empty() {
        text::fitted(row.title(), measured, end - x - 10.0)
    } else {
        text::fitted(
            &format!("{code}  {}", row.title()),
            measured,
            end - x - 10.0,
        )
    };
    shapes.push(Shape::Text {
        x,
        y: baseline,
        text: name.into(),
        ink: Ink::Text,
        size: 12.0,
        weight,
        anchor: Anchor::Start,
    });
    let mut edge = NAME_WIDTH;
    for at in list.columns {
        let (Some(column), Some(cell)) = (data.columns().get(*at), cells.get(*at)) else {
            // A row with fewer cells keeps the places of those it has.
            edge += data
                .columns()
                .get(*at)
                .map_or(0.0, |one| f64::from(one.width));
            continue;
        };
        if matches!(cell.tone, Tone::Badge(_)) && !cell.text.is_empty() {
            let size = (list.row_height - 4.0).min(20.0);
            badge(edge + 4.0, middle, size, &cell.text, shapes);
            edge += f64::from(column.width);
            continue;
        }
        let ink = match cell.tone {
            Tone::Plain | Tone::Badge(_) => Ink::Text,
            Tone::Quiet => Ink::TextWeak,
            Tone::Late => Ink::StatusText(Status::Red),
            Tone::Early => Ink::StatusText(Status::Green),
        };
        cell_text(
            edge,
            f64::from(column.width),
            column.align,
            (baseline, 12.0, ink),
            cell,
            shapes,
        );
        edge += f64::from(column.width);
    }
}

/// Draws initials on a round ground. On paper all have one tint: it tells nothing that the letters do not.
fn badge<'a>(x: f64, middle: f64, size: f64, text: &str, shapes: &mut Vec<Shape<'a>>) {
    shapes.push(Shape::Box {
        x,
        y: middle - size / 2.0,
        w: size,
        h: size,
        fill: Ink::Tint(Colour::Neutral),
        radius: size / 2.0,
        corners: Corners::All,
    });
    shapes.push(Shape::Text {
        x: x + size / 2.0,
        y: middle + 3.0,
        text: text.to_owned().into(),
        ink: Ink::Text,
        size: 8.5,
        weight: Weight::Medium,
        anchor: Anchor::Middle,
    });
}

fn cell_text<'a>(
    edge: f64,
    width: f64,
    align: Align,
    (y, size, ink): (f64, f64, Ink),
    cell: &Cell,
    shapes: &mut Vec<Shape<'a>>,
) {
    let text = text::fitted(&cell.text, size, width - 8.0);
    let (x, anchor) = match align {
        Align::Start => (edge + 4.0, Anchor::Start),
        Align::End => (edge + width - 8.0, Anchor::End),
    };
    if !cell.text.is_empty() {
        shapes.push(Shape::Text {
            x,
            y,
            text: text.into(),
            ink,
            size,
            weight: Weight::Regular,
            anchor,
        });
    }
}

fn line_owned<'a>((x, y): (f64, f64), text: String, ink: Ink, size: f64) -> Shape<'a> {
    Shape::Text {
        x,
        y,
        text: text.into(),
        ink,
        size,
        weight: Weight::Regular,
        anchor: Anchor::Start,
    }
}
