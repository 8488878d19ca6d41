//! A chart with its caption and the same numbers as a table.

use super::{IconButton, IconName};
use leptos::prelude::*;

/// The numbers of a chart: heads, then rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableData {
    /// The heads.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

/// A chart drawn by `charts`: the only place where text becomes markup, and only our own.
#[component]
pub fn ChartFigure(
    /// The SVG that `charts` drew.
    #[prop(into)]
    svg: Signal<String>,
    /// What the chart says, in one sentence.
    #[prop(into)]
    summary: Signal<String>,
    /// The same numbers.
    #[prop(into)]
    table: Signal<TableData>,
    /// Text of the button that shows the table.
    #[prop(into)]
    table_label: Signal<String>,
) -> impl IntoView {
    let as_table = RwSignal::new(false);
    let rows = move || {
        let data = table.get();
        view! {
            <div class="chart-table" tabindex="0" role="region" aria-label=move || summary.get()>
                <table class="table plain flush">
                    <thead>
                        <tr>{data.head.into_iter().map(|h| view! { <th scope="col">{h}</th> }).collect_view()}</tr>
                    </thead>
                    <tbody>
                        {data.rows.into_iter().map(|row| view! {
                            <tr>{row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}</tr>
                        }).collect_view()}
                    </tbody>
                </table>
            </div>
        }
        .into_any()
    };
    view! {
        <figure class="chart">
            <div class="row">
                <figcaption class="sr">{move || summary.get()}</figcaption>
                <span class="end">
                    <IconButton icon=IconName::Table label=table_label pressed=as_table on_press=move || as_table.update(|on| *on = !*on) />
                </span>
            </div>
            {move || if as_table.get() {
                rows()
            } else {
                view! { <div role="img" aria-label=move || summary.get() inner_html=move || svg.get()></div> }.into_any()
            }}
        </figure>
    }
    .into_any()
}

/// A small drawing by `charts` inside a row of text or a table, with the sentence that says the same.
/// Without a sentence it is hidden from assistive technology: what stands beside it says it.
#[component]
pub fn Drawing(
    /// The SVG that `charts` drew.
    #[prop(into)]
    svg: Signal<String>,
    /// What it shows, in one sentence.
    #[prop(into, optional)]
    says: Signal<String>,
    /// The class of the place.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let silent = move || says.with(String::is_empty);
    view! {
        <span
            class=class
            role=move || if silent() { "presentation" } else { "img" }
            aria-hidden=move || silent().then_some("true")
            aria-label=move || (!silent()).then(|| says.get())
            inner_html=move || svg.get()
        ></span>
    }
    .into_any()
}

/// A tiny curve drawn by `charts`; the number beside it says the same.
#[component]
pub fn Spark(
    /// The SVG that `charts` drew; nothing is shown without it.
    svg: String,
) -> impl IntoView {
    (!svg.is_empty())
        .then(|| view! { <span class="spark end" aria-hidden="true" inner_html=svg></span> })
}
