//! `window.bench` for the peer benchmark: load, move, scroll, memory, parse.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use serde::Deserialize;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::charts::Size;
use crate::charts::peers::{self, Kind};
use crate::timeline::data::TimelineData;
use crate::timeline::day::parse_iso;
use crate::timeline::{BarShape, Colour, Item, Key, Link, Row, TimelineWords, Zoom};
use crate::ui::timeline::{StartAt, Timeline};

/// Parts the fields of a crossed line; lines are parted by line feeds.
const FIELD: char = '\u{1f}';

/// The bars and links of the generator's portfolio as lines of text: the fields that are drawn, as the
/// texts and figures they are.
fn crossed(portfolio: &JsValue) -> String {
    let mut text = String::new();
    for (list, fields) in [
        (
            "activities",
            &["id", "name", "type", "start", "end", "percent"][..],
        ),
        ("links", &["source", "target"]),
    ] {
        for entry in js_sys::Array::from(&field(portfolio, list)) {
            for name in fields {
                let value = field(&entry, name);
                let value = value
                    .as_string()
                    .or_else(|| value.as_f64().map(|figure| figure.to_string()));
                text.extend(
                    value
                        .iter()
                        .flat_map(|value| value.chars())
                        .map(|sign| if sign.is_control() { ' ' } else { sign }),
                );
                text.push(FIELD);
            }
            text.push('\n');
        }
    }
    text
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// The ids of the generator are short: they fit a key as they are.
fn key(id: &str) -> Key {
    let mut bytes = [0; 16];
    if let Some(place) = bytes.get_mut(..id.len()) {
        place.copy_from_slice(id.as_bytes());
    }
    Key::from_le_bytes(bytes)
}

/// Reads a crossed line of a bar.
#[inline(never)]
fn bar(line: &str) -> Option<Row> {
    let mut fields = line.split(FIELD);
    let (id, name, kind) = (fields.next()?, fields.next()?, fields.next()?);
    let (start, finish) = (parse_iso(fields.next()?)?, parse_iso(fields.next()?)?);
    let percent: f64 = fields.next()?.parse().ok()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let progress = (percent * 10.0).clamp(0.0, 1000.0) as u16;
    Some(Row::Item(Arc::new(Item {
        colour: Colour::Category(1),
        shape: match kind {
            "milestone" => BarShape::Milestone,
            _ => BarShape::Bar,
        },
        progress,
        ..Item::bar(key(id), name, start, finish + 1)
    })))
}

/// Reads a crossed line of a link, which has two fields.
#[inline(never)]
fn link(line: &str) -> Option<Link> {
    let mut fields = line.split(FIELD);
    let (source, target, end) = (fields.next()?, fields.next()?, fields.next()?);
    (end.is_empty() && fields.next().is_none()).then(|| Link::new(key(source), key(target)))
}

fn read(text: &str) -> TimelineData {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    for line in text.lines() {
        match link(line) {
            Some(link) => links.push(link),
            None => rows.extend(bar(line)),
        }
    }
    TimelineData::new("Activity", Vec::new(), rows, &links)
}

/// A portfolio as the generator of the benchmark writes it, read from its text to the bars and links.
#[derive(Deserialize)]
struct Portfolio<'t> {
    #[serde(borrow)]
    activities: Vec<Activity<'t>>,
    links: Vec<Tie>,
}

#[derive(Deserialize)]
struct Activity<'t> {
    id: &'t str,
    name: String,
    start: &'t str,
    end: &'t str,
    percent: f64,
}

#[derive(Deserialize)]
struct Tie {
    source: String,
    target: String,
}

/// Reads the text of a whole file and counts its activities; none where a date or an end is missing.
fn parse(text: &str) -> usize {
    let Ok(portfolio) = serde_json::from_str::<Portfolio<'_>>(text) else {
        return 0;
    };
    let is_whole = |each: &&Activity<'_>| {
        let has_days = parse_iso(each.start).is_some() && parse_iso(each.end).is_some();
        has_days && !each.id.is_empty() && !each.name.is_empty() && each.percent >= 0.0
    };
    let ends = |tie: &Tie| !tie.source.is_empty() && !tie.target.is_empty();
    match portfolio.links.iter().all(ends) {
        true => portfolio.activities.iter().filter(is_whole).count(),
        false => 0,
    }
}

/// The page that the harness drives: nothing until it calls `load`.
#[component]
pub(super) fn Bench() -> impl IntoView {
    let data = RwSignal::new(Arc::new(TimelineData::default()));
    let is_loaded = RwSignal::new(false);
    publish(data, is_loaded);
    let words = Signal::stored(Arc::new(TimelineWords::default()));
    let zoom = Signal::stored(Zoom::Week);
    let today = Signal::stored(None);
    view! {
        <style>{super::SHEET}</style>
        <div class="bench" id="c">
            <Show when=move || is_loaded.get()>
                <Timeline data words zoom today title_width=180.0 start_at=StartAt::FirstDay/>
            </Show>
        </div>
    }
    .into_any()
}

fn publish(data: RwSignal<Arc<TimelineData>>, is_loaded: RwSignal<bool>) {
    let bench = Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&bench, &JsValue::from_str(name), value);
    };
    set("name", &JsValue::from_str("baton"));
    // The crossing alone is prepared: what crossed is read while the clock runs. What no bar shows does
    // not cross; the pages of the peers choose and convert their fields before the clock as well.
    let lines = Rc::new(RefCell::new(String::new()));
    let text = Rc::clone(&lines);
    let prepare = Closure::<dyn Fn(JsValue)>::new(move |portfolio: JsValue| {
        *text.borrow_mut() = crossed(&portfolio);
    });
    set("prepare", &prepare.into_js_value());
    let load = Closure::<dyn Fn()>::new(move || {
        data.set(Arc::new(read(&lines.take())));
        is_loaded.set(true);
    });
    set("load", &load.into_js_value());
    let move_bar = Closure::<dyn Fn(String, i32)>::new(move |id: String, days: i32| {
        let key = key(&id);
        data.update(|data| {
            let item = data.find(key).and_then(Row::item).cloned();
            if let Some((item, (start, finish))) =
                item.and_then(|item| item.span.map(|span| (item, span)))
            {
                *data = Arc::new(data.with_item(item.moved_to(start + days, finish + days)));
            }
        });
    });
    set("moveBar", &move_bar.into_js_value());
    let scroll = Closure::<dyn Fn() -> JsValue>::new(|| {
        document()
            .query_selector(".tl-scroll")
            .ok()
            .flatten()
            .map_or(JsValue::NULL, JsValue::from)
    });
    set("scrollEl", &scroll.into_js_value());
    let memory = Closure::<dyn Fn() -> f64>::new(|| {
        let memory: Option<js_sys::WebAssembly::Memory> = wasm_bindgen::memory().dyn_into().ok();
        let buffer: Option<js_sys::ArrayBuffer> =
            memory.and_then(|memory| memory.buffer().dyn_into().ok());
        buffer.map_or(0.0, |buffer| f64::from(buffer.byte_length()))
    });
    set("memory", &memory.into_js_value());
    let parse = Closure::<dyn Fn(String) -> f64>::new(|text: String| {
        u32::try_from(parse(&text)).map_or(0.0, f64::from)
    });
    set("parse", &parse.into_js_value());
    let kpi = Closure::<dyn Fn(JsValue)>::new(|charts: JsValue| draw_kpis(&charts));
    set("kpi", &kpi.into_js_value());
    super::computing::publish(&bench);
    let _ = Reflect::set(&window(), &JsValue::from_str("bench"), &bench);
}

/// A chart as the harness hands it over.
#[derive(Deserialize)]
struct KpiChart {
    title: String,
    kind: String,
    x: Vec<f64>,
    series: Vec<Vec<f64>>,
}

/// Size of a chart in the harness, in pixels.
const KPI_SIZE: Size = Size {
    width: 340,
    height: 250,
};

/// Twelve charts as one text, so that the page takes them in once.
fn draw_kpis(charts: &JsValue) {
    let text = js_sys::JSON::stringify(charts)
        .map(String::from)
        .unwrap_or_default();
    let charts: Vec<KpiChart> = serde_json::from_str(&text).unwrap_or_default();
    let drawn = charts.iter().filter_map(|chart| {
        let kind = match chart.kind.as_str() {
            "bar" => Kind::Bar,
            "burnup" => Kind::BurnUp,
            _ => Kind::Line,
        };
        let svg = peers::kpi(&chart.title, kind, &chart.x, &chart.series, KPI_SIZE).ok()?;
        Some(format!("<div class=\"bench-kpi\">{}</div>", svg.text))
    });
    let all: String = drawn.collect();
    if let Some(place) = document().get_element_by_id("c") {
        place.set_inner_html(&all);
    }
}
