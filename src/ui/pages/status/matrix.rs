//! The matrix: a grid of which only the rows in sight are built.

use super::explain::Asked;
use super::head::Head;
use super::press::act_on;
use crate::analysis::Distribution;
use crate::model::Axis;
use crate::session::matrix::{Line, View};
use crate::session::use_session;
use crate::ui::dom;
use crate::ui::parts::DistributionStrip;
use crate::words::{Common, StatusText};
use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

/// Columns: project, seven axes, overall, computed, comment.
pub const COLUMNS: usize = Axis::SHOWN.len() + 4;
/// Up to so many rows all are built, so that they print and can be searched.
const ALL_AT_ONCE: usize = 80;

/// The place of a cell that has the focus: line and column.
pub type Place = (usize, usize);

/// The grid.
#[component]
pub fn Matrix(
    view_of: Memo<View>,
    shown: Memo<Vec<Line>>,
    tally: Memo<(Vec<Distribution>, Distribution)>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let scroller = NodeRef::<html::Div>::new();
    let window_at = RwSignal::new((0.0_f64, 900.0_f64, 32.0_f64));
    let active: RwSignal<Place> = RwSignal::new((0, 0));
    let editing = RwSignal::new(None);
    let measure = move || {
        let Some(element) = scroller.get_untracked() else {
            return;
        };
        let row = element
            .query_selector(".mx-row")
            .ok()
            .flatten()
            .map_or(32.0, |row| row.get_bounding_client_rect().height());
        let next = (
            f64::from(element.scroll_top()),
            f64::from(element.client_height()),
            row.max(16.0),
        );
        if window_at.get_untracked() != next {
            window_at.set(next);
        }
    };
    Effect::new(move || {
        let _ = scroller.get();
        session.prefs().track();
        request_animation_frame(measure);
    });
    let total = Memo::new(move |_| shown.with(Vec::len));
    let printing = dom::printing();
    let range = Memo::new(move |_| {
        let total = total.get();
        if total <= ALL_AT_ONCE || printing.get() {
            return (0, total);
        }
        let (top, height, row) = window_at.get();
        let lines = |pixels: f64| (pixels / row).max(0.0).floor();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let place = |number: f64| number as usize;
        let first = place(lines(top)).saturating_sub(8);
        let count = place(lines(height)) + 18;
        (first.min(total), (first + count).min(total))
    });
    let visible = move || {
        let (first, last) = range.get();
        shown.with(|lines| {
            lines
                .get(first..last)
                .unwrap_or_default()
                .iter()
                .cloned()
                .enumerate()
                .map(|(n, line)| (first + n, line))
                .collect::<Vec<_>>()
        })
    };
    #[allow(clippy::cast_precision_loss)]
    let space = move |rows: usize| format!("{}px", rows as f64 * window_at.get().2);
    let focus = move |place: Place| {
        active.set(place);
        if let Some(element) = scroller.get_untracked() {
            let (_, height, row) = window_at.get_untracked();
            #[allow(clippy::cast_precision_loss)]
            let top = place.0 as f64 * row;
            let now = f64::from(element.scroll_top());
            let head = 52.0;
            if top < now {
                #[allow(clippy::cast_possible_truncation)]
                element.set_scroll_top(top as i32);
            } else if top + row + head > now + height {
                #[allow(clippy::cast_possible_truncation)]
                element.set_scroll_top((top + row + head - height) as i32);
            }
        }
        request_animation_frame(move || {
            dom::focus_first(None, &format!("#mx-{}-{}", place.0, place.1));
        });
    };
    let open = move |place: Place| act_on(place, shown, asked, editing);
    let on_key = move |event: ev::KeyboardEvent| {
        if editing.get_untracked().is_some() {
            return;
        }
        let (row, column) = active.get_untracked();
        let last = total.get_untracked().saturating_sub(1);
        let page = 12;
        let next = match event.key().as_str() {
            "ArrowDown" => ((row + 1).min(last), column),
            "ArrowUp" => (row.saturating_sub(1), column),
            "ArrowRight" => (row, (column + 1).min(COLUMNS - 1)),
            "ArrowLeft" => (row, column.saturating_sub(1)),
            "PageDown" => ((row + page).min(last), column),
            "PageUp" => (row.saturating_sub(page), column),
            "Home" if event.ctrl_key() => (0, 0),
            "End" if event.ctrl_key() => (last, COLUMNS - 1),
            "Home" => (row, 0),
            "End" => (row, COLUMNS - 1),
            "Enter" | " " | "F2" => {
                event.prevent_default();
                event.stop_propagation();
                open((row, column));
                return;
            }
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        focus(next);
    };
    // One listener for all cells: a press makes the cell active, and opens what is behind it.
    let on_press = move |event: ev::MouseEvent| {
        let Some(target) = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let Some(cell) = target.closest("[data-place]").ok().flatten() else {
            return;
        };
        let text = cell.get_attribute("data-place").unwrap_or_default();
        let place = text
            .split_once('-')
            .and_then(|(row, column)| Some((row.parse().ok()?, column.parse().ok()?)));
        if let Some(place) = place {
            active.set(place);
            if target.closest("a, input").ok().flatten().is_none() {
                open(place);
            }
        }
    };
    view! {
        <div
            class="mx"
            role="grid"
            aria-label=move || StatusText::Matrix.text(lang.get())
            aria-rowcount=move || total.get() + 1
            aria-colcount=COLUMNS + 2
            node_ref=scroller
            on:scroll=move |_| measure()
            on:keydown=on_key
            on:click=on_press
        >
            <Head tally />
            <div class="mx-space" role="presentation" style:height=move || space(range.get().0)></div>
            <For each=visible key=key_of_line let:line>
                {match line {
                    (row, Line::Head(name, counts)) => view! {
                        <div class="mx-row mx-group" role="row" aria-rowindex=row + 2>
                            <div
                                class="mx-cell mx-name"
                                role="gridcell"
                                id=format!("mx-{row}-0")
                                tabindex=move || if active.get().0 == row { "0" } else { "-1" }
                                aria-colspan=COLUMNS + 2
                            >
                                <b class="trunc">{name}</b>
                                <DistributionStrip counts lang />
                            </div>
                        </div>
                    }.into_any(),
                    (row, Line::Project(id)) => view! {
                        <super::cells::ProjectRow row id view_of active editing />
                    }.into_any(),
                }}
            </For>
            <div
                class="mx-space"
                role="presentation"
                style:height=move || space(total.get().saturating_sub(range.get().1))
            ></div>
            <Show when=move || total.get() == 0>
                <p class="mx-none">
                    {move || Common::NoResult.text(lang.get())}" "
                    <button type="button" class="link" on:click=move |_| session.set_view("only", "")>
                        {move || Common::RemoveFilters.text(lang.get())}
                    </button>
                </p>
            </Show>
        </div>
    }
    .into_any()
}

/// What a built row stays the same by: its place and what it shows.
fn key_of_line((row, line): &(usize, Line)) -> (usize, String) {
    match line {
        Line::Project(id) => (*row, id.to_string()),
        Line::Head(name, counts) => (*row, format!("{name} {counts:?}")),
    }
}
