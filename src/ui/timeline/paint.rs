//! One frame: scroll corrections first, then the drawing.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::Painter;
use super::palette;
use super::state::{Brush, StartAt, State};
use crate::timeline::scale;
use crate::timeline::scene;

/// Asks for a frame whenever anything drawn has changed; many changes make one frame. Scrolling
/// is not among them: see [`scrolled`].
pub(super) fn repaint_on_change(state: State) {
    Effect::new(move |_| {
        let inputs = state.inputs;
        inputs.data.track();
        inputs.words.track();
        inputs.today.track();
        inputs.show.track();
        inputs.row_height.track();
        inputs.theme.track();
        inputs.effect.track();
        state.px_per_day.track();
        state.chart_size.track();
        state.active.track();
        state.hovered.track();
        state.drag.track();
        state.repaint.track();
        ask(state);
    });
}

/// Paints at once: the browser tells of scrolling once a frame, just before that frame is drawn, and
/// asking it for another turn in the same frame costs more than most frames have to paint.
pub(super) fn scrolled(state: State) {
    state.read_scroll();
    frame(state);
}

fn ask(state: State) {
    if state.is_waiting.get_value() {
        return;
    }
    state.is_waiting.set_value(true);
    request_animation_frame(move || {
        // The page may be gone by the time the frame comes.
        if state.is_waiting.try_set_value(false).is_none() {
            frame(state);
        }
    });
}

fn frame(state: State) {
    let (width, height) = state.chart_size.get_untracked();
    let Some(canvas) = state.canvas().filter(|_| width >= 1.0 && height >= 1.0) else {
        return;
    };
    settle(state);
    state.fill_slots();
    let ratio = window().device_pixel_ratio().clamp(1.0, 4.0);
    fit_canvas(&canvas, width * ratio, height * ratio);
    let key = (
        state.inputs.theme.get_untracked(),
        state.repaint.get_untracked(),
    );
    let is_fresh = state
        .brush
        .with_value(|brush| brush.as_ref().is_some_and(|brush| brush.key == key));
    if !is_fresh {
        let Some(context) = context(&canvas) else {
            return;
        };
        let (palette, font) = palette::read(&canvas_parent(&canvas));
        state.brush.set_value(Some(Brush {
            context,
            palette,
            font,
            key,
        }));
    }
    let words = state.inputs.words.get_untracked();
    state.brush.with_value(|brush| {
        let Some(brush) = brush else { return };
        let _ = brush
            .context
            .set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
        state.with_view(|data, view| {
            let shapes = scene::draw(data, view);
            Painter::new(&brush.context, &brush.palette, &brush.font, &words).paint(&shapes);
        });
    });
}

/// Keeps the day that a person looks at where it is when the scale or the first day changes.
fn settle(state: State) {
    let (px, origin) = (
        state.px_per_day.get_untracked(),
        state.extent.get_untracked().0,
    );
    let before = state.painted.get_value();
    state.painted.set_value(Some((px, origin)));
    let (x, _) = state.scroll.get_untracked();
    match before {
        None if state.inputs.start_at == StartAt::Today => state.go_to_today(),
        Some((old_px, old_origin)) if old_px.to_bits() != px.to_bits() || old_origin != origin => {
            let shifted = x + f64::from(old_origin - origin) * old_px;
            let middle = state.chart_size.get_untracked().0 / 2.0;
            let anchor = state.anchor.get_value().unwrap_or(middle);
            state.anchor.set_value(None);
            state.scroll_to(
                Some(scale::scroll_for_zoom(shifted, anchor, old_px, px)),
                None,
            );
        }
        _ => {}
    }
}

fn fit_canvas(canvas: &HtmlCanvasElement, width: f64, height: f64) {
    let whole = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a screen is smaller than this"
        )]
        let length = length.round().clamp(1.0, 16_384.0) as u32;
        length
    };
    // Setting the size clears the canvas, even to the size it has.
    if canvas.width() != whole(width) {
        canvas.set_width(whole(width));
    }
    if canvas.height() != whole(height) {
        canvas.set_height(whole(height));
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

fn canvas_parent(canvas: &HtmlCanvasElement) -> web_sys::HtmlElement {
    canvas
        .parent_element()
        .and_then(|parent| parent.dyn_into().ok())
        .unwrap_or_else(|| canvas.clone().into())
}
