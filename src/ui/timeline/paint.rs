//! One frame: scroll corrections first, then the drawing.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::layout::Layout;
use super::palette;
use super::state::{Brush, StartAt, State};
use crate::timeline::scale;

/// Shows whatever the page changes; many changes make one frame. Scrolling is not among them: see
/// [`scrolled`].
pub(super) fn refresh_on_change(state: State) {
    Effect::new(move |before: Option<String>| {
        let inputs = state.inputs;
        inputs.data.track();
        inputs.words.track();
        inputs.zoom.track();
        inputs.today.track();
        inputs.show.track();
        inputs.row_height.track();
        inputs.effect.track();
        let theme = inputs.theme.get();
        if before.is_some_and(|before| before != theme) {
            forget_colours(state);
        }
        refresh(state);
        theme
    });
}

/// The colours are read anew with the next frame.
pub(super) fn forget_colours(state: State) {
    state.with_parts(|parts| parts.brush = None);
    ask(state);
}

/// Brings the elements up to date and asks for a frame.
pub(super) fn refresh(state: State) {
    fill(state);
    ask(state);
}

/// Paints at once: the browser tells of scrolling once a frame, just before that frame is drawn, and
/// asking it for another turn in the same frame costs more than most frames have to paint.
pub(super) fn scrolled(state: State) {
    state.read_scroll();
    frame(state);
}

fn ask(state: State) {
    if state.now().is_waiting {
        return;
    }
    state.note(|moment| moment.is_waiting = true);
    request_animation_frame(move || {
        state.note(|moment| moment.is_waiting = false);
        frame(state);
    });
}

/// Elements follow sizes and rows: only what differs from before is touched.
fn fill(state: State) -> Option<Layout> {
    let nodes = state.nodes()?;
    let layout = state.layout();
    state.with_parts(|parts| {
        if parts.laid_out != Some(layout) {
            nodes.lay_out(parts.laid_out.as_ref(), &layout);
            parts.laid_out = Some(layout);
        }
        parts.lines.fill(state, &nodes, &layout);
    });
    Some(layout)
}

fn frame(state: State) -> Option<()> {
    // The page may be gone by the time a frame comes; its signals are gone with it.
    let nodes = state.nodes()?;
    let (width, height) = state.layout().chart();
    // A hidden box settles nothing: where to begin would be worked out for no width.
    if width < 1.0 || height < 1.0 {
        return None;
    }
    settle(state);
    let layout = fill(state)?;
    let words = state.inputs.words.get_untracked();
    state.with_view(|data, view| {
        state.with_parts(|parts| {
            let brush = parts.brush.get_or_insert_with(|| {
                parts.drawing.forget();
                let (palette, font) = palette::read(&parts.nodes.scroller);
                Brush { palette, font }
            });
            parts
                .drawing
                .paint(&nodes, &layout, brush, (data, &words), view)
        })
    })?
}

/// Keeps the day that a person looks at where it is when the scale or the first day changes.
fn settle(state: State) {
    let (now, layout) = (state.now(), state.layout());
    let (px, origin) = (layout.px_per_day, layout.extent.0);
    state.note(|moment| moment.painted = Some((px, origin)));
    match now.painted {
        None if state.inputs.start_at == StartAt::Today => state.go_to_today(),
        Some((old_px, old_origin)) if old_px.to_bits() != px.to_bits() || old_origin != origin => {
            let shifted = now.scroll.0 + f64::from(old_origin - origin) * old_px;
            let anchor = now.anchor.unwrap_or(layout.chart().0 / 2.0);
            state.note(|moment| moment.anchor = None);
            state.scroll_to(
                Some(scale::scroll_for_zoom(shifted, anchor, old_px, px)),
                None,
            );
        }
        _ => {}
    }
}

/// The canvas is opaque: the browser need not mix it with what lies below.
pub(super) fn context(canvas: &HtmlCanvasElement) -> Option<CanvasRenderingContext2d> {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("alpha"), &JsValue::FALSE);
    canvas
        .get_context_with_context_options("2d", &options)
        .ok()??
        .dyn_into()
        .ok()
}
