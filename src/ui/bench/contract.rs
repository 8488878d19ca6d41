//! `window.bench` for the peer benchmark: load, move, scroll, memory, parse.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::{self, Formatter};
use std::rc::Rc;
use std::sync::Arc;

use js_sys::{Object, Reflect};
use leptos::prelude::*;
use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::charts::Size;
use crate::charts::peers::{self, Kind};
use crate::timeline::data::TimelineData;
use crate::timeline::day::parse_iso;
use crate::timeline::{BarShape, Colour, Item, Key, Link, Row, TimelineWords, Zoom};
use crate::ui::timeline::{StartAt, Timeline};

/// The fields of the generator that a bar or a link is drawn from.
const SHOWN: [&str; 10] = [
    "activities",
    "links",
    "id",
    "name",
    "type",
    "start",
    "end",
    "percent",
    "source",
    "target",
];

/// A portfolio as the generator of the benchmark writes it; fields that no bar shows are skipped.
#[derive(Deserialize)]
struct Portfolio {
    activities: Vec<Bar>,
    links: Vec<Tie>,
}

/// The names of fields that a bar or a link is drawn from.
enum Field {
    Id,
    Name,
    Type,
    Start,
    End,
    Percent,
    Source,
    Target,
    Other,
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Bytes are told apart in place, where texts would be compared one after the other.
        Ok(match <&str>::deserialize(from)?.as_bytes() {
            b"id" => Self::Id,
            b"name" => Self::Name,
            b"type" => Self::Type,
            b"start" => Self::Start,
            b"end" => Self::End,
            b"percent" => Self::Percent,
            b"source" => Self::Source,
            b"target" => Self::Target,
            _ => Self::Other,
        })
    }
}

struct Bar(Row);
struct Tie(Link);

// The entries of a long list are read by functions of their own: a browser swaps a function for its
// quick form between two calls, never in the middle of one that reads the whole list.

impl<'de> Deserialize<'de> for Bar {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(BarVisitor)
    }
}

struct BarVisitor;

impl<'de> Visitor<'de> for BarVisitor {
    type Value = Bar;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("an activity")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Bar, A::Error> {
        let (mut id, mut name, mut kind) = ("", Cow::Borrowed(""), "");
        let (mut start, mut end, mut percent) = ("", "", 0.0);
        while let Some(field) = fields.next_key()? {
            match field {
                Field::Id => id = fields.next_value()?,
                Field::Name => name = fields.next_value()?,
                Field::Type => kind = fields.next_value()?,
                Field::Start => start = fields.next_value()?,
                Field::End => end = fields.next_value()?,
                Field::Percent => percent = fields.next_value()?,
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        let day = |text| parse_iso(text).ok_or_else(|| A::Error::custom("a date was expected"));
        let (start, finish) = (day(start)?, day(end)?);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let progress = (percent * 10.0_f64).clamp(0.0, 1000.0) as u16;
        Ok(Bar(Row::Item(Arc::new(Item {
            colour: Colour::Category(1),
            shape: match kind {
                "milestone" => BarShape::Milestone,
                _ => BarShape::Bar,
            },
            progress,
            ..Item::bar(key(id), name, start, finish + 1)
        }))))
    }
}

impl<'de> Deserialize<'de> for Tie {
    #[inline(never)]
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(TieVisitor)
    }
}

struct TieVisitor;

impl<'de> Visitor<'de> for TieVisitor {
    type Value = Tie;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("a link")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tie, A::Error> {
        let (mut source, mut target) = ("", "");
        while let Some(field) = fields.next_key()? {
            match field {
                Field::Source => source = fields.next_value()?,
                Field::Target => target = fields.next_value()?,
                _ => {
                    fields.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Tie(Link::new(key(source), key(target))))
    }
}

/// The ids of the generator are short: they fit a key as they are.
fn key(id: &str) -> Key {
    let mut bytes = [0; 16];
    if let Some(place) = bytes.get_mut(..id.len()) {
        place.copy_from_slice(id.as_bytes());
    }
    Key::from_le_bytes(bytes)
}

fn read(text: &str) -> Option<TimelineData> {
    let portfolio: Portfolio = serde_json::from_str(text).ok()?;
    let rows = portfolio.activities.into_iter().map(|Bar(row)| row);
    let links: Vec<Link> = portfolio.links.into_iter().map(|Tie(link)| link).collect();
    let rows = rows.collect();
    Some(TimelineData::new("Activity", Vec::new(), rows, &links))
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
    // The crossing alone is prepared: the text is parsed while the clock runs. What no bar shows does
    // not cross; the pages of the peers choose and convert their fields before the clock as well.
    let shown = js_sys::Array::new();
    for name in SHOWN {
        shown.push(&JsValue::from_str(name));
    }
    let crossed = Rc::new(RefCell::new(String::new()));
    let text = Rc::clone(&crossed);
    let prepare = Closure::<dyn Fn(JsValue)>::new(move |portfolio: JsValue| {
        *text.borrow_mut() = js_sys::JSON::stringify_with_replacer(&portfolio, &shown)
            .map(String::from)
            .unwrap_or_default();
    });
    set("prepare", &prepare.into_js_value());
    let load = Closure::<dyn Fn()>::new(move || {
        if let Some(read) = read(&crossed.take()) {
            data.set(Arc::new(read));
            is_loaded.set(true);
        }
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
        let count = serde_json::from_str::<Portfolio>(&text)
            .map_or(0, |portfolio| portfolio.activities.len());
        u32::try_from(count).map_or(0.0, f64::from)
    });
    set("parse", &parse.into_js_value());
    let kpi = Closure::<dyn Fn(JsValue)>::new(|charts: JsValue| draw_kpis(&charts));
    set("kpi", &kpi.into_js_value());
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
