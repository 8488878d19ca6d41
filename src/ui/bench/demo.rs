//! Two dozen projects in every state, to look at and to drag.

use std::sync::Arc;

use leptos::prelude::*;

use super::sample;
use crate::timeline::data::TimelineData;
use crate::timeline::day::day_of;
use crate::timeline::export::Options;
use crate::timeline::scene::{Moving, Preview, Show};
use crate::timeline::{Key, Palette, Row, TimelineWords, Zoom, svg};
use crate::ui::timeline::{Timeline, TimelineControl, TimelineLegend, png};

/// The page.
#[component]
pub(super) fn Demo() -> impl IntoView {
    let rows = sample::rows();
    let links = sample::links(&rows);
    let data = RwSignal::new(Arc::new(TimelineData::new(
        "Project",
        sample::columns(),
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
