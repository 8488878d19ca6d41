//! The timeline on screen: a table of rows beside a canvas of bars, scrolled together.
//!
//! One native scroll box holds a layer that stays in place and a spacer that is as large as the
//! drawing. The layer shows the window that the scroll position asks for: table rows in view as
//! elements (so that they can be read, found and pointed at), bars in view on canvases. Both come in
//! strips of a few rows that scrolling moves as they are; only what comes into sight is made. Both are
//! set in the same frame, so they never drift apart.
//!
//! The component knows neither records nor session: rows, words and colours of meaning come in,
//! keys of rows go out.

mod canvas;
mod cells;
mod control;
mod cursor;
mod dom;
mod keys;
mod layout;
mod legend;
mod lift;
mod lines;
mod marks;
mod paint;
mod palette;
mod pane;
mod picture;
mod pointer;
mod state;
mod strips;

use std::sync::Arc;

use leptos::prelude::*;

pub use control::TimelineControl;
pub use legend::TimelineLegend;
pub use picture::{png, put_pages};
pub use state::{CellAt, Dropped, HoverAt, KeyAt, StartAt};

use crate::timeline::data::TimelineData;
use crate::timeline::scene::{Moving, Preview, Show};
use crate::timeline::{Day, Key, TimelineWords, Zoom};
use state::{Calls, Inputs, State};

/// A timeline that fills its parent, which must have a height.
#[component]
pub fn Timeline(
    /// The rows, their bars and links.
    #[prop(into)]
    data: Signal<Arc<TimelineData>>,
    /// Words in the language of the person.
    #[prop(into)]
    words: Signal<Arc<TimelineWords>>,
    /// The zoom of the toolbar. Zooming with wheel or keys asks for another one through `on_zoom`.
    #[prop(into)]
    zoom: Signal<Zoom>,
    /// Today, for line and pill.
    #[prop(into)]
    today: Signal<Option<Day>>,
    /// Which parts are drawn.
    #[prop(into, optional)]
    show: Signal<Show>,
    /// Height of a row in pixels.
    #[prop(into, default = Signal::stored(28.0))]
    row_height: Signal<f64>,
    /// Width of the title column in pixels.
    #[prop(default = 224.0)]
    title_width: f64,
    /// Anything that changes with the theme: the colours are then read anew.
    #[prop(into, optional)]
    theme: Signal<String>,
    /// What follows from the move under way: bars that follow and lines for the label.
    #[prop(into, optional)]
    effect: Signal<Preview>,
    /// Where the view begins.
    #[prop(default = StartAt::Today)]
    start_at: StartAt,
    /// Lets a toolbar scroll and zoom.
    #[prop(optional)]
    control: TimelineControl,
    /// A zoom was asked for.
    #[prop(into, optional)]
    on_zoom: Option<Callback<Zoom>>,
    /// A row is to be opened.
    #[prop(into, optional)]
    on_open: Option<Callback<Key>>,
    /// A bar was moved or resized: one call for each drop or key.
    #[prop(into, optional)]
    on_move: Option<Callback<Moving>>,
    /// A bar is being dragged; `None` when that ends.
    #[prop(into, optional)]
    on_preview: Option<Callback<Option<Moving>>>,
    /// A group head is to be opened or closed.
    #[prop(into, optional)]
    on_toggle_lane: Option<Callback<Key>>,
    /// The pointer is over a bar, or no longer.
    #[prop(into, optional)]
    on_hover: Option<Callback<Option<HoverAt>>>,
    /// The active row changed.
    #[prop(into, optional)]
    on_select: Option<Callback<Option<Key>>>,
    /// A cell is to be edited; where nobody listens, cells cannot be made active.
    #[prop(into, optional)]
    on_cell: Option<Callback<CellAt>>,
    /// A key that means nothing here; true when the page did something.
    #[prop(into, optional)]
    on_key: Option<Callback<KeyAt, bool>>,
    /// A link was drawn from one row to another.
    #[prop(into, optional)]
    on_link: Option<Callback<(Key, Key)>>,
    /// A row was dragged to another place; where nobody listens, rows stay.
    #[prop(into, optional)]
    on_drop: Option<Callback<Dropped>>,
) -> impl IntoView {
    let inputs = Inputs {
        data,
        words,
        zoom,
        today,
        show,
        row_height,
        title_width,
        theme,
        effect,
        start_at,
    };
    let calls = Calls {
        on_zoom,
        on_open,
        on_move,
        on_preview,
        on_toggle_lane,
        on_hover,
        on_select,
        on_cell,
        on_key,
        on_link,
        on_drop,
    };
    let state = State::new(inputs, calls);
    control.attach(state);

    dom::observe_size(state);
    dom::observe_theme(move || paint::forget_colours(state));
    dom::observe_print(state);
    paint::refresh_on_change(state);

    // The elements as they are made; sizes, head and rows are written by `layout` and `lines`.
    view! {
        <div class="tl" node_ref=state.root on:keydown=move |event| keys::down(state, &event)>
            <div
                class="tl-scroll"
                on:scroll=move |_| paint::scrolled(state)
                on:wheel=move |event| pointer::wheel(state, &event)
            >
                <div class="tl-view">
                    <pane::Pane state/>
                    <div
                        class="tl-canvas"
                        aria-hidden="true"
                        // Else the press would take the focus away from the table.
                        on:mousedown=move |event| event.prevent_default()
                        on:pointerdown=move |event| pointer::down(state, &event)
                        on:pointermove=move |event| pointer::moved(state, &event)
                        on:pointerup=move |event| pointer::up(state, &event)
                        on:pointercancel=move |_| pointer::cancel(state)
                        on:pointerleave=move |_| pointer::left(state)
                        on:dblclick=move |event| pointer::double(state, &event)
                    >
                        // Canvases are put in by `strips`.
                        <div class="tl-bars"></div>
                    </div>
                </div>
                <div class="tl-space"></div>
            </div>
            <div class="tl-print" aria-hidden="true"></div>
        </div>
    }
    .into_any()
}

/// A length for a style property.
fn px(length: f64) -> String {
    // Most lengths are whole, and whole numbers are quicker to write.
    let whole = crate::timeline::scale::floor_day(length);
    if f64::from(whole).to_bits() == length.to_bits() {
        format!("{whole}px")
    } else {
        format!("{length}px")
    }
}
