//! Two dozen projects in every state, to look at and to drag.

use std::sync::Arc;

use leptos::prelude::*;

use crate::timeline::data::TimelineData;
use crate::timeline::day::{day_of, parse_iso};
use crate::timeline::export::Options;
use crate::timeline::scene::{Moving, Preview, Show};
use crate::timeline::{
    Align, Cell, Colour, Column, Item, Key, Lane, Link, Milestone, MilestoneKind, Palette, Row,
    Status, TimelineWords, Tone, Zoom, svg,
};
use crate::ui::timeline::{Timeline, TimelineControl, TimelineLegend, png};

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

fn columns() -> Vec<Column> {
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

fn rows() -> Vec<Row> {
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

fn links(rows: &[Row]) -> Vec<Link> {
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

/// The page.
#[component]
pub(super) fn Demo() -> impl IntoView {
    let rows = rows();
    let links = links(&rows);
    let data = RwSignal::new(Arc::new(TimelineData::new(
        "Project",
        columns(),
        rows,
        &links,
    )));
    let words = Signal::stored(Arc::new(TimelineWords::default()));
    let zoom = RwSignal::new(Zoom::Month);
    let preview = RwSignal::new(Preview::default());
    let said = RwSignal::new(String::new());
    let control = TimelineControl::default();
    let today = day_of(2026, 5, 18);

    let on_move = move |moving: Moving| {
        said.set(format!(
            "moved {} to {} {}",
            moving.key, moving.start, moving.finish
        ));
        data.update(|data| {
            if let Some(item) = data.find(moving.key).and_then(Row::item) {
                let item = item.moved_to(moving.start, moving.finish);
                *data = Arc::new(data.with_item(item));
            }
        });
    };
    let on_preview = move |moving: Option<Moving>| {
        preview.set(
            moving
                .map(|_| Preview {
                    label: vec!["2 projects follow, gate G3 moves 14 days".into()],
                    ..Preview::default()
                })
                .unwrap_or_default(),
        );
    };
    let export = move |kind: &'static str| {
        let words = words.get_untracked();
        let options = Options {
            title: "Roadmap, Arvenne Cloud",
            subtitle: "2026 portfolio, 18 May 2026",
            px_per_day: control.px_per_day(),
            row_height: 28.0,
            today: Some(today),
            show: Show::default(),
            words: &words,
        };
        data.with_untracked(|data| match kind {
            "svg" => crate::ui::dom::download(
                "roadmap.svg",
                "image/svg+xml",
                &svg::export(data, &options, &Palette::light()),
            ),
            _ => png(data, &options, &Palette::light(), |blob| {
                if let Some(blob) = blob {
                    crate::ui::dom::download_blob("roadmap.png", &blob);
                }
            }),
        });
    };
    let zooms = Zoom::ALL.map(|each| view! { <button aria-pressed=move || (zoom.get() == each).to_string() on:click=move |_| zoom.set(each)>{format!("{each:?}")}</button> });
    view! {
        <style>{super::SHEET}</style>
        <main class="demo">
            <h1 class="sr">"Timeline"</h1>
            <div class="demo-bar">
                {zooms}
                <button on:click=move |_| control.today()>"Today"</button>
                <button on:click=move |_| control.fit()>"Fit"</button>
                <button on:click=move |_| export("svg")>"SVG"</button>
                <button on:click=move |_| export("png")>"PNG"</button>
                <output>{said}</output>
            </div>
            <div class="demo-body">
                <Timeline
                    data
                    words
                    zoom
                    today=Signal::stored(Some(today))
                    effect=preview
                    control
                    on_zoom=move |next| zoom.set(next)
                    on_move
                    on_preview
                    on_open=move |key: Key| said.set(format!("open {key}"))
                    on_toggle_lane=move |key: Key| said.set(format!("toggle {key}"))
                />
            </div>
            <TimelineLegend words/>
        </main>
    }
    .into_any()
}
