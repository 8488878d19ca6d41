//! The rows of the demo page.

use std::sync::Arc;

use crate::timeline::day::{day_of, parse_iso};
use crate::timeline::{
    Align, Cell, Colour, Column, Item, Key, Lane, Link, Milestone, MilestoneKind, Row, Status, Tone,
};

/// Sample rows: `L` a group, `I` a bar; fields between bars in the order read below.
const ROWS: &str = include_str!("demo.txt");

fn status(letter: &str) -> Option<Status> {
    Some(match letter {
        "G" => Status::Green,
        "A" => Status::Amber,
        "R" => Status::Red,
        "N" => Status::NotReported,
        "C" => Status::Complete,
        _ => return None,
    })
}

pub(super) fn columns() -> Vec<Column> {
    [
        ("Unit", 46, Align::Start),
        ("Lead", 42, Align::Start),
        ("Done", 50, Align::End),
        ("Finish", 64, Align::End),
        ("Slip, d", 48, Align::End),
    ]
    .into_iter()
    .map(|(title, width, align)| Column {
        title: title.into(),
        width,
        align,
    })
    .collect()
}

fn numbers(text: &str) -> Vec<Cell> {
    let mut cells: Vec<Cell> = text
        .split(',')
        .map(|text| Cell::new(text, Tone::Plain))
        .collect();
    if let Some(slip) = cells.last_mut() {
        let days: i32 = slip.text.replace('\u{2212}', "-").parse().unwrap_or(0);
        slip.tone = match days {
            30.. => Tone::Late,
            0 => Tone::Quiet,
            ..0 => Tone::Early,
            _ => Tone::Plain,
        };
    }
    cells
}

fn lane(key: Key, fields: &[&str]) -> Option<Lane> {
    let [_, title, count, colour, statuses, cells, closed] = fields else {
        return None;
    };
    let mut all = vec![Cell::default(), Cell::default()];
    all.extend(numbers(cells).into_iter().map(|cell| Cell {
        tone: if cell.tone == Tone::Plain {
            Tone::Plain
        } else {
            Tone::Quiet
        },
        ..cell
    }));
    let is_collapsed = *closed == "closed";
    let spans = [
        (day_of(2025, 9, 8), day_of(2026, 10, 3)),
        (day_of(2025, 12, 15), day_of(2027, 1, 30)),
    ];
    let place = usize::from(title.starts_with('R'));
    Some(Lane {
        key,
        title: (*title).to_owned(),
        colour: Colour::Category(colour.parse().ok()?),
        count: count.parse().ok()?,
        statuses: statuses
            .split(' ')
            .filter_map(|part| Some((status(part.get(..1)?)?, part.get(1..)?.parse().ok()?)))
            .collect(),
        span: spans.get(place).copied().filter(|_| is_collapsed),
        progress: if place == 1 { 330 } else { 570 },
        cells: all,
        is_collapsed,
        marks: if place == 1 {
            vec![
                (day_of(2026, 7, 3), Status::Amber),
                (day_of(2026, 8, 1), Status::Green),
                (day_of(2027, 1, 29), Status::NotReported),
            ]
        } else {
            vec![
                (day_of(2026, 7, 9), Status::Green),
                (day_of(2026, 10, 2), Status::Amber),
                (day_of(2026, 8, 20), Status::Green),
            ]
        },
    })
}

fn item(key: Key, colour: Colour, fields: &[&str]) -> Option<Item> {
    let [
        _,
        title,
        unit,
        lead,
        cells,
        start,
        finish,
        done,
        letter,
        base_start,
        base_finish,
        diamonds,
    ] = fields
    else {
        return None;
    };
    let mut all = vec![
        Cell::new(*unit, Tone::Quiet),
        Cell::new(lead.get(1..)?, Tone::Badge(lead.get(..1)?.parse().ok()?)),
    ];
    all.extend(numbers(cells));
    let finish = parse_iso(finish)? + 1;
    let baseline = parse_iso(base_start).zip(parse_iso(base_finish).map(|day| day + 1));
    let slip = baseline
        .map(|(_, promised)| finish - promised)
        .filter(|days| *days != 0);
    let milestones = diamonds
        .split(' ')
        .enumerate()
        .filter_map(|(number, text)| {
            Some(Milestone {
                day: parse_iso(text.trim_end_matches('+'))?,
                kind: MilestoneKind::Gate,
                is_passed: text.ends_with('+'),
                baseline: None,
                label: format!("G{}", number + 1),
            })
        });
    Some(Item {
        status: status(letter),
        colour,
        baseline,
        progress: done.parse::<u16>().ok()? * 10,
        slip,
        is_slip_red: slip.is_some_and(|days| days > 30),
        cells: all,
        milestones: milestones.collect(),
        ..Item::bar(key, *title, parse_iso(start)?, finish)
    })
}

pub(super) fn rows() -> Vec<Row> {
    let mut colour = Colour::Neutral;
    let mut rows: Vec<Row> = Vec::new();
    for (key, line) in (1_u128..).zip(ROWS.lines()) {
        let fields: Vec<&str> = line.split('|').collect();
        if let Some(lane) = lane(key, &fields) {
            colour = lane.colour;
            rows.push(Row::Lane(Arc::new(lane)));
        } else if let Some(item) = item(key, colour, &fields) {
            rows.push(Row::Item(Arc::new(item)));
        }
    }
    // A group spans its rows.
    let spans: Vec<_> = rows.iter().map(Row::span).collect();
    let is_lane: Vec<_> = rows.iter().map(|row| matches!(row, Row::Lane(_))).collect();
    for (place, row) in rows.iter_mut().enumerate() {
        if let Row::Lane(lane) = row
            && lane.span.is_none()
        {
            let below = spans
                .iter()
                .zip(&is_lane)
                .skip(place + 1)
                .take_while(|(_, is_lane)| !**is_lane)
                .filter_map(|(span, _)| *span);
            let span = below.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
            *row = Row::Lane(Arc::new(Lane {
                span,
                ..Lane::clone(lane)
            }));
        }
    }
    rows
}

pub(super) fn links(rows: &[Row]) -> Vec<Link> {
    let key = |name: &str| rows.iter().find(|row| row.title() == name).map(Row::key);
    let link = |from: &str, to: &str, day: Option<i32>, is_broken: bool| {
        Some(Link {
            to_day: day,
            is_broken,
            ..Link::new(key(from)?, key(to)?)
        })
    };
    [
        link(
            "Customer-managed keys",
            "Trusted Zone Paris",
            Some(day_of(2026, 9, 8)),
            true,
        ),
        link(
            "400G core ring",
            "Trusted Zone Paris",
            Some(day_of(2026, 9, 20)),
            true,
        ),
        link(
            "400G core ring",
            "Edge PoPs Iberia",
            Some(day_of(2026, 8, 7)),
            true,
        ),
        link(
            "Liquid cooling, Lille-3",
            "GPU inference endpoints",
            Some(day_of(2026, 8, 28)),
            false,
        ),
        link(
            "NVMe block tier",
            "Public-sector catalogue",
            Some(day_of(2026, 9, 18)),
            false,
        ),
        link(
            "Managed PostgreSQL 18",
            "Lakehouse preview",
            Some(day_of(2026, 7, 3)),
            false,
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}
