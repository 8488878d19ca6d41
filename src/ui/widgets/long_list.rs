//! A list or table of any length: only the rows in sight are built.

use crate::ui::dom;
use leptos::{ev, html, prelude::*};
use std::ops::Range;

/// Rows built above and below those in sight.
const SPARE: usize = 6;

/// A list; a table where it has heads, and the rows are then made of cells. All rows are equally high, which the
/// style sheet has to keep. Rows are built anew only when they come in sight: a list of other rows is
/// another list.
#[component]
pub fn LongList(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// How many rows it has.
    count: usize,
    /// Height of a row in pixels.
    #[prop(default = 30)]
    row_height: usize,
    /// Most rows in sight before it scrolls.
    #[prop(default = 14)]
    most: usize,
    /// Heads of the columns, each with whether it stands over numbers.
    #[prop(default = Vec::new())]
    heads: Vec<(String, bool)>,
    /// The content of a row.
    #[prop(into)]
    row: Callback<usize, AnyView>,
    /// A class of its own.
    #[prop(default = "")]
    class: &'static str,
) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0_usize);
    let printing = dom::printing();
    let is_table = !heads.is_empty();
    let shown = most.min(count);
    let range = Memo::new(move |_| match printing.get() {
        true => (0, count),
        false => {
            let Range { start, end } = in_sight(top.get(), shown, count);
            (start, end)
        }
    });
    let scrolled = move |_: ev::Event| {
        if let Some(frame) = frame.get_untracked() {
            let pixels = usize::try_from(frame.scroll_top()).unwrap_or(0);
            let first = pixels / row_height.max(1);
            if top.get_untracked() != first {
                top.set(first);
            }
        }
    };
    let one = move |place: usize| {
        let style = format!("{}px", place * row_height);
        let (role, index) = match is_table {
            true => ("row", "aria-rowindex"),
            false => ("listitem", "aria-posinset"),
        };
        let number = (place + 1 + usize::from(is_table)).to_string();
        let size = (!is_table).then(|| count.to_string());
        let (row_index, place_in_set) = match index {
            "aria-rowindex" => (Some(number), None),
            _ => (None, Some(number)),
        };
        view! {
            <div class="long-row" role=role aria-rowindex=row_index aria-posinset=place_in_set aria-setsize=size
                style:top=style style:height=format!("{row_height}px")>{row.run(place)}</div>
        }
    };
    let head = is_table.then(|| {
        let cells = heads
            .into_iter()
            .map(|(text, is_num)| view! { <span role="columnheader" class:num=is_num>{text}</span> })
            .collect_view();
        view! { <div role="rowgroup" class="long-head"><div role="row" class="long-row" aria-rowindex="1">{cells}</div></div> }
    });
    let role = if is_table { "table" } else { "group" };
    let name = move || label.get();
    let body_role = if is_table { "rowgroup" } else { "list" };
    view! {
        <div class=format!("long-list {class}") role=role aria-label=name tabindex="0" node_ref=frame on:scroll=scrolled
            aria-rowcount=is_table.then(|| (count + 1).to_string())
            style:max-height=format!("{}px", (shown + usize::from(is_table)) * row_height + 2)>
            {head}
            <div class="long-body" role=body_role style:height=format!("{}px", count * row_height)>
                <For each=move || { let (from, to) = range.get(); from..to } key=|place| *place children=one />
            </div>
        </div>
    }
    .into_any()
}

/// The rows to build when this one is the first in sight.
fn in_sight(first: usize, shown: usize, count: usize) -> Range<usize> {
    let end = first.saturating_add(shown + SPARE + 1).min(count);
    first.saturating_sub(SPARE).min(end)..end
}
