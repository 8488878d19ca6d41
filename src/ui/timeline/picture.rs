//! The timeline as a picture: PNG for a file, SVG for the printer.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Blob, HtmlCanvasElement};

use super::canvas::Painter;
use super::paint;
use super::state::State;
use crate::timeline::data::TimelineData;
use crate::timeline::export::{self, Options};
use crate::timeline::{Palette, svg};

/// Longest side that every browser paints.
const LONGEST: f64 = 16_000.0;
/// Most pixels that every browser paints.
const MOST: f64 = 120_000_000.0;
/// Paper has no system font stack of its own: the one of the page serves.
const FONT: &str =
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// Rows on a landscape page of A4, head and key included.
const ROWS_ON_PAPER: usize = 30;

/// Paints the whole timeline and calls back with the file, or with nothing where the browser refuses.
///
/// Two pixels for each CSS pixel, fewer where the picture would become too large to paint.
pub fn png(
    data: &TimelineData,
    options: &Options<'_>,
    palette: &Palette,
    done: impl FnOnce(Option<Blob>) + 'static,
) {
    let document = export::document(data, options);
    let longest = document.width.max(document.height);
    let ratio = 2.0_f64
        .min(LONGEST / longest)
        .min((MOST / (document.width * document.height)).sqrt());
    let Some(canvas) = sheet(document.width * ratio, document.height * ratio) else {
        return done(None);
    };
    let Some(context) = paint::context(&canvas) else {
        return done(None);
    };
    let _ = context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0);
    let weather = options.show.weather;
    Painter::new(&context, palette, FONT, options.words, weather).paint(&document.shapes);
    let callback = Closure::once_into_js(move |blob: Option<Blob>| done(blob));
    let _ = canvas.to_blob(callback.unchecked_ref());
}

fn sheet(width: f64, height: f64) -> Option<HtmlCanvasElement> {
    let canvas: HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let whole = |length: f64| {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped"
        )]
        let length = length.floor().clamp(1.0, LONGEST) as u32;
        length
    };
    canvas.set_width(whole(width));
    canvas.set_height(whole(height));
    Some(canvas)
}

/// Puts the whole timeline into the page for the printer. Events of printing leave no time for a
/// reactive round, so this writes the element itself; the text is our own SVG.
pub(super) fn fill_print(state: State) {
    // Pages that a person prepared take the place of the picture.
    let root = document().document_element();
    if root.is_some_and(|root| root.has_attribute("data-pages")) {
        return;
    }
    let Some(nodes) = state.nodes() else { return };
    let (words, layout) = (state.inputs.words.get_untracked(), state.layout());
    let options = Options {
        title: "",
        subtitle: "",
        px_per_day: layout.px_per_day,
        row_height: layout.row_height,
        today: state.inputs.today.get_untracked(),
        show: state.inputs.show.get_untracked(),
        words: &words,
    };
    let text = state.inputs.data.with_untracked(|data| {
        let pages = (0..data.len()).step_by(ROWS_ON_PAPER);
        pages
            .map(|first| {
                let part = data.part(first, first + ROWS_ON_PAPER);
                svg::export(&part, &options, &Palette::light())
            })
            .collect::<String>()
    });
    nodes.print.set_inner_html(&text);
}

/// Takes it away again.
pub(super) fn empty_print(state: State) {
    if let Some(nodes) = state.nodes() {
        nodes.print.set_inner_html("");
    }
}

/// Puts prepared pages, our own SVG, into an element, each in a box of this class.
pub fn put_pages(into: &web_sys::Element, class: &str, pages: &[String]) {
    let one = |page: &String| format!("<div class=\"{class}\">{page}</div>");
    into.set_inner_html(&pages.iter().map(one).collect::<String>());
}
