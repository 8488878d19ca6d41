//! One page: title, table, the tile of the chart, key and foot.

use super::{Fit, Room, Tiles, extent, tiles};
use crate::timeline::data::TimelineData;
use crate::timeline::day::Day;
use crate::timeline::export::{Document, NAME_WIDTH, Table, line, table};
use crate::timeline::ink::Ink;
use crate::timeline::key;
use crate::timeline::scale::Scale;
use crate::timeline::scene::{self, HEAD_HEIGHT, LABEL_ROOM, OVERHANG, Show, View};
use crate::timeline::shape::{Anchor, Shape, Weight};
use crate::timeline::text;
use crate::timeline::words::TimelineWords;

/// A size of paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

impl Paper {
    /// Width and height in millimetres.
    pub fn size(self, is_portrait: bool) -> (f64, f64) {
        let (short, long) = match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
        };
        if is_portrait {
            (short, long)
        } else {
            (long, short)
        }
    }
}

/// What a person wants on paper.
#[derive(Clone, Debug)]
pub struct Print<'a> {
    /// First line of each page: the conclusion.
    pub title: &'a str,
    /// Below it: scope, date, count.
    pub subtitle: &'a str,
    /// At the foot: what this is and from when.
    pub foot: &'a str,
    /// The paper.
    pub paper: Paper,
    /// Upright.
    pub is_portrait: bool,
    /// First day; that of the rows when absent.
    pub from: Option<Day>,
    /// Last day; that of the rows when absent.
    pub to: Option<Day>,
    /// The scale.
    pub fit: Fit,
    /// Places of the columns shown beside the names.
    pub columns: &'a [usize],
    /// The line of today.
    pub today: Option<Day>,
    /// What is drawn.
    pub show: Show,
    /// Words.
    pub words: &'a TimelineWords,
}

/// Left free at each side of the paper, as in the style sheet.
const MARGIN_MM: f64 = 11.0;
/// Left free below, so that rounding makes no second sheet.
const SPARE_MM: f64 = 1.0;
/// Pixels of a millimetre: text of 12 pixels becomes 7 points.
const PX_PER_MM: f64 = 96.0 / 25.4 / 0.8;
const ROW_HEIGHT: f64 = 23.0;
const TITLE_HEIGHT: f64 = 46.0;
const TITLE_SIZE: f64 = 16.0;
const FOOT_HEIGHT: f64 = 22.0;
const KEY_GAP: f64 = 10.0;
/// The chart is never narrower: a wide table makes everything smaller instead.
const LEAST_CHART: f64 = 240.0;

/// Lengths of a page in pixels.
struct Sheet {
    width: f64,
    height: f64,
    /// Width of the table.
    table: f64,
    room: Room,
}

impl Sheet {
    fn new(data: &TimelineData, print: &Print<'_>, entries: &[key::Entry]) -> Self {
        let (width, height) = print.paper.size(print.is_portrait);
        let (width, height) = (width - MARGIN_MM * 2.0, height - MARGIN_MM * 2.0 - SPARE_MM);
        let shown = print.columns.iter();
        let shown = shown.filter_map(|at| data.columns().get(*at));
        let table = NAME_WIDTH + shown.map(|one| f64::from(one.width)).sum::<f64>();
        let beside = table + OVERHANG + LABEL_ROOM;
        let px_per_mm = PX_PER_MM.max((beside + LEAST_CHART) / width);
        let (width, height) = (width * px_per_mm, height * px_per_mm);
        let lines = key::draw(entries, print.words, width, &mut Vec::new());
        let foot = KEY_GAP + f64::from(lines) * key::LINE + FOOT_HEIGHT;
        let rows = (height - TITLE_HEIGHT - HEAD_HEIGHT - foot) / ROW_HEIGHT;
        // A page has room for dozens of rows.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let rows = rows.floor().clamp(1.0, 1_000.0) as usize;
        Self {
            width,
            height,
            table,
            room: Room {
                width: width - beside,
                rows,
                px_per_mm,
            },
        }
    }
}

/// The pages of a timeline.
pub fn pages(data: &TimelineData, print: &Print<'_>) -> Tiles {
    let sheet = Sheet::new(data, print, &key::entries(data, print.show));
    // A row that shows what it groups leads the first of them.
    let leads = data.rows(0, data.len());
    let leads: Vec<bool> = leads.map(|(_, row)| row.is_open() == Some(true)).collect();
    let days = extent(data.span(), print.from, print.to);
    tiles(&leads, days, &sheet.room, print.fit)
}

/// Draws the page at a place, counted from zero.
pub fn page<'a>(
    data: &'a TimelineData,
    print: &Print<'a>,
    tiles: &Tiles,
    place: usize,
) -> Option<Document<'a>> {
    let tile = tiles.get(place)?;
    let entries = key::entries(data, print.show);
    let sheet = Sheet::new(data, print, &entries);
    let (width, height) = (sheet.width, sheet.height);
    let mut shapes = vec![Shape::fill(0.0, 0.0, width, height, Ink::Panel)];

    let title = text::fitted(print.title, TITLE_SIZE * 1.08, width);
    shapes.push(said((0.0, 17.0), title, Ink::Text, TITLE_SIZE));
    let subtitle = format!(
        "{} · {}, {}",
        print.subtitle,
        print.words.span(tile.days),
        print.words.rows_of(tile.rows, data.len())
    );
    let subtitle = text::fitted(&subtitle, 12.0, width);
    shapes.push(said((0.0, 35.0), subtitle, Ink::TextQuiet, 12.0));

    let count = u32::try_from(tile.rows.1 - tile.rows.0).unwrap_or(0);
    let body = HEAD_HEIGHT + f64::from(count) * ROW_HEIGHT;
    let top = TITLE_HEIGHT;
    shapes.push(Shape::Inside {
        x: 0.0,
        y: top,
        w: sheet.table,
        h: body,
    });
    let list = Table {
        columns: print.columns,
        rows: tile.rows,
        row_height: ROW_HEIGHT,
    };
    table(data, &list, &mut shapes);
    shapes.push(Shape::End);

    let view = View {
        scale: Scale {
            origin: tile.days.0,
            px_per_day: tiles.px_per_day,
        },
        scroll_x: 0.0,
        scroll_y: f64::from(u32::try_from(tile.rows.0).unwrap_or(0)) * ROW_HEIGHT,
        width: f64::from(tile.days.1 - tile.days.0) * tiles.px_per_day,
        height: body,
        sight: (0.0, body),
        row_height: ROW_HEIGHT,
        today: print
            .today
            .filter(|day| (tile.days.0..tile.days.1).contains(day)),
        active: None,
        hovered: None,
        show: print.show,
        preview: None,
        has_names: false,
        words: print.words,
    };
    let left = sheet.table + OVERHANG;
    scene::draw_page(data, &view, tile.days, (left, top), &mut shapes);
    shapes.push(Shape::fill(sheet.table, top, 1.0, body, Ink::LineStrong));
    // The last day of the page: what goes on goes on on the next.
    shapes.push(Shape::fill(left + view.width, top, 1.0, body, Ink::Line));
    foot(print, &sheet, &entries, (place, tiles.len()), &mut shapes);
    Some(Document {
        width,
        height,
        shapes,
    })
}

fn said<'a>((x, y): (f64, f64), text: String, ink: Ink, size: f64) -> Shape<'a> {
    let is_title = size >= TITLE_SIZE;
    Shape::Text {
        x,
        y,
        text: text.into(),
        ink,
        size,
        weight: if is_title {
            Weight::Bold
        } else {
            Weight::Regular
        },
        anchor: Anchor::Start,
    }
}

/// Key, what this is, and the number of the page.
fn foot<'a>(
    print: &Print<'a>,
    sheet: &Sheet,
    entries: &[key::Entry],
    (place, count): (usize, usize),
    shapes: &mut Vec<Shape<'a>>,
) {
    let mut samples = Vec::new();
    let lines = key::draw(entries, print.words, sheet.width, &mut samples);
    let top = sheet.height - FOOT_HEIGHT - f64::from(lines) * key::LINE;
    shapes.push(Shape::Inside {
        x: 0.0,
        y: top,
        w: sheet.width,
        h: f64::from(lines) * key::LINE,
    });
    shapes.append(&mut samples);
    shapes.push(Shape::End);
    let rule = sheet.height - FOOT_HEIGHT + 2.0;
    shapes.push(Shape::fill(0.0, rule, sheet.width, 1.0, Ink::LineStrong));
    let baseline = sheet.height - 5.0;
    let number = print.words.page_of(place + 1, count);
    let room = sheet.width - text::width(&number, 11.0) - 24.0;
    if text::width(print.foot, 11.0) <= room {
        let text = (0.0, baseline);
        shapes.push(line(
            text,
            print.foot,
            Ink::TextQuiet,
            11.0,
            Weight::Regular,
        ));
    } else {
        let text = text::fitted(print.foot, 11.0, room);
        shapes.push(said((0.0, baseline), text, Ink::TextQuiet, 11.0));
    }
    shapes.push(Shape::Text {
        x: sheet.width,
        y: baseline,
        text: number.into(),
        ink: Ink::TextQuiet,
        size: 11.0,
        weight: Weight::Regular,
        anchor: Anchor::End,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;
    use crate::timeline::row::{Align, Cell, Column, Item, Lane, Row, Tone};
    use crate::timeline::{Colour, Palette, Status, svg};
    use std::sync::Arc;

    /// Three groups of `rows` bars each, which last a month and follow each other.
    fn data(rows: u16) -> TimelineData {
        let mut all = Vec::new();
        let first = day_of(2026, 1, 1);
        for group in 0..3_u16 {
            let start = first + i32::from(group * rows) * 30;
            all.push(Row::Lane(Arc::new(Lane {
                key: u128::from(group) + 10_000,
                title: format!("Group {group}"),
                colour: Colour::Category(1),
                count: u32::from(rows),
                statuses: vec![(Status::Red, 1)],
                span: Some((start, start + i32::from(rows) * 30)),
                progress: 0,
                cells: Vec::new(),
                is_collapsed: false,
                marks: Vec::new(),
            })));
            for place in 0..rows {
                let number = group * rows + place;
                let from = first + i32::from(number) * 30;
                let name = format!("Bar {number}.");
                let mut item = Item::bar(u128::from(number), name, from, from + 30);
                item.status = Some(Status::Red);
                item.slip = Some(i32::from(number) + 100);
                item.baseline = Some((from, from + 20));
                item.cells = vec![Cell::new(format!("Unit {number}"), Tone::Plain)];
                all.push(Row::Item(Arc::new(item)));
            }
        }
        let column = Column {
            title: "Unit".into(),
            width: 60,
            align: Align::Start,
        };
        TimelineData::new("Project", vec![column], all, &[])
    }

    fn print(words: &TimelineWords) -> Print<'_> {
        Print {
            title: "Three are late",
            subtitle: "2026 portfolio",
            foot: "2026 portfolio, 18 May 2026",
            paper: Paper::A4,
            is_portrait: false,
            from: None,
            to: None,
            fit: Fit::Auto,
            columns: &[0],
            today: Some(day_of(2026, 5, 18)),
            show: Show::default(),
            words,
        }
    }

    fn drawn(data: &TimelineData, print: &Print<'_>) -> (Tiles, Vec<String>) {
        let tiles = pages(data, print);
        let one = |place| page(data, print, &tiles, place).unwrap();
        let text = |place| svg::page(&one(place), print.words, false, &Palette::light(), place);
        let all = (0..tiles.len()).map(text).collect();
        (tiles, all)
    }

    #[test]
    fn heads_title_key_and_foot_are_on_every_page_and_every_name_on_one_row_of_pages() {
        let (words, data) = (TimelineWords::default(), data(20));
        let (tiles, pages) = drawn(&data, &print(&words));
        assert!(tiles.across.len() > 1 && tiles.down.len() > 1, "{tiles:?}");
        for (place, page) in pages.iter().enumerate() {
            for needed in [
                "Three are late",
                ">Project</text>",
                ">Unit</text>",
                "Not reported",
                "2026 portfolio, 18 May 2026",
                &format!(">Page {} of {}</text>", place + 1, pages.len()),
            ] {
                assert!(page.contains(needed), "{needed} on page {place}");
            }
            assert!(!page.contains("NaN") && !page.contains("Infinity"));
        }
        for number in 0..60 {
            let name = format!(">Bar {number}.</text>");
            let found = pages.iter().filter(|page| page.contains(&name)).count();
            assert_eq!(found, tiles.across.len(), "{name}");
        }
    }

    #[test]
    fn the_label_of_a_bar_is_on_the_page_where_the_bar_ends_and_on_no_other() {
        let (words, data) = (TimelineWords::default(), data(20));
        let (tiles, pages) = drawn(&data, &print(&words));
        for number in 0..60_i32 {
            let label = format!(">+{} d</text>", number + 100);
            let end = day_of(2026, 1, 1) + (number + 1) * 30;
            let home = |place: usize| {
                let tile = tiles.get(place).unwrap();
                let row = data.position(u128::from(number.unsigned_abs())).unwrap();
                (tile.rows.0..tile.rows.1).contains(&row) && tile.days.0 < end && end <= tile.days.1
            };
            for (place, page) in pages.iter().enumerate() {
                assert_eq!(
                    page.contains(&label),
                    home(place),
                    "{label} on page {place}"
                );
            }
        }
    }

    #[test]
    fn today_stands_on_the_pages_that_hold_it() {
        let (words, data) = (TimelineWords::default(), data(20));
        let (tiles, pages) = drawn(&data, &print(&words));
        let today = day_of(2026, 5, 18);
        for (place, page) in pages.iter().enumerate() {
            let days = tiles.get(place).unwrap().days;
            let has = page.contains("font-weight=\"600\">18 May</text>");
            let has = has || page.contains(">18 May</text>");
            assert_eq!(has, (days.0..days.1).contains(&today), "page {place}");
        }
    }

    #[test]
    fn a_page_has_the_shape_of_the_paper_within_its_margins() {
        let (words, data) = (TimelineWords::default(), data(2));
        for (paper, is_portrait, ratio) in [
            (Paper::A4, false, 275.0 / 187.0),
            (Paper::A4, true, 188.0 / 274.0),
            (Paper::A3, false, 398.0 / 274.0),
            (Paper::A3, true, 275.0 / 397.0),
        ] {
            let print = Print {
                paper,
                is_portrait,
                ..print(&words)
            };
            let tiles = pages(&data, &print);
            let page = page(&data, &print, &tiles, 0).unwrap();
            assert!((page.width / page.height - ratio).abs() < 1e-9, "{paper:?}");
        }
        // Without columns the names alone are left; a page beyond the last is none.
        let print = Print {
            columns: &[],
            ..print(&words)
        };
        let (tiles, drawn) = drawn(&data, &print);
        assert!(!drawn[0].contains(">Unit</text>") && drawn[0].contains(">Project</text>"));
        assert!(page(&data, &print, &tiles, tiles.len()).is_none());
    }
}
