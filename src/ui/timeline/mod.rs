//! The timeline on screen: a table of rows beside a canvas of bars, scrolled together.
//!
//! One native scroll box holds a layer that stays in place and a spacer that is as large as the
//! drawing. The layer shows the window that the scroll position asks for: table rows in view as
//! elements (so that they can be read, found and pointed at), bars in view on one canvas. Both are
//! set in the same frame, so they never drift apart.
//!
//! The component knows neither records nor session: rows, words and colours of meaning come in,
//! keys of rows go out.

mod canvas;
mod cells;
mod control;
mod dom;
mod keys;
mod legend;
mod paint;
mod palette;
mod pane;
mod picture;
mod pointer;
mod state;

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

pub use control::TimelineControl;
pub use legend::TimelineLegend;
pub use picture::{png, print_palette};
pub use state::{HoverAt, StartAt};

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
    };
    let state = State::new(inputs, calls);
    control.attach(state);

    let scroller = NodeRef::<html::Div>::new();
    let canvas = NodeRef::<html::Canvas>::new();
    let grid = NodeRef::<html::Div>::new();
    state.attach(scroller, canvas, grid);
    dom::observe_size(scroller, move |width, height| {
        state.size.set((width, height));
    });
    dom::observe_theme(move || state.repaint.update(|count| *count += 1));
    dom::observe_print(state);
    paint::repaint_on_change(state);

    view! {
        <div class="tl" class:tl-narrow=move || state.is_narrow.get() on:keydown=move |event| keys::down(state, &event)>
            <div
                class="tl-scroll"
                node_ref=scroller
                on:scroll=move |_| paint::scrolled(state)
                on:wheel=move |event| pointer::wheel(state, &event)
            >
                <div
                    class="tl-view"
                    style:width=move || px(state.size.get().0)
                    style:height=move || px(state.size.get().1)
                >
                    <pane::Pane state grid/>
                    <canvas
                        class="tl-canvas"
                        aria-hidden="true"
                        node_ref=canvas
                        style:left=move || px(state.pane_width.get())
                        style:width=move || px(state.chart_size.get().0)
                        style:height=move || px(state.chart_size.get().1)
                        // Else the press would take the focus away from the table.
                        on:mousedown=move |event| event.prevent_default()
                        on:pointerdown=move |event| pointer::down(state, &event)
                        on:pointermove=move |event| pointer::moved(state, &event)
                        on:pointerup=move |event| pointer::up(state, &event)
                        on:pointercancel=move |_| pointer::cancel(state)
                        on:pointerleave=move |_| pointer::left(state)
                        on:dblclick=move |event| pointer::double(state, &event)
                    ></canvas>
                </div>
                <div
                    class="tl-space"
                    style:width=move || px(state.content_size.get().0)
                    style:height=move || px(state.content_size.get().1)
                ></div>
            </div>
            <div class="tl-print" aria-hidden="true" node_ref=state.print></div>
        </div>
    }
    .into_any()
}

/// A length for a style property.
fn px(length: f64) -> String {
    format!("{length}px")
}
