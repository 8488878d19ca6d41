//! The drawing on screen: a strip of rows to each canvas, and one canvas for the head.
//!
//! Scrolling down moves the strips as they are, which the browser does without painting; only one that
//! comes into sight is drawn. Whatever else changes draws those in sight anew.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::canvas::Painter;
use super::dom::{append, element};
use super::layout::{Layout, Nodes};
use super::paint::context;
use super::px;
use super::state::Brush;
use crate::timeline::data::TimelineData;
use crate::timeline::scene::{self, HEAD_HEIGHT, Preview, Show};
use crate::timeline::shape::Shape;
use crate::timeline::strips::{ROWS, Strips};
use crate::timeline::{Day, Scale, TimelineWords, View, slots};

/// Above everything that is drawn, in pixels.
const AWAY: f64 = -100_000.0;

/// The canvases and what they show.
#[derive(Default)]
pub(super) struct Drawing {
    sheets: Vec<Sheet>,
    head: Option<Canvas>,
    /// What all that is drawn has in common.
    scene: Option<Scene>,
    /// Rises with every other scene.
    turn: u64,
    /// The turn that the head shows.
    head_turn: u64,
    /// How far the strips are shifted down, in pixels.
    shift: Option<f64>,
}

/// What a drawing is made from, place in the height apart.
#[derive(Clone, PartialEq)]
struct Scene {
    data: TimelineData,
    words: Arc<TimelineWords>,
    scale: Scale,
    scroll_x: f64,
    width: f64,
    strips: Strips,
    today: Option<Day>,
    show: Show,
    /// With what is in sight: the label of a move stays inside.
    preview: Option<(Preview, f64, f64)>,
}

struct Canvas {
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    /// Width and height in pixels of the screen.
    size: (f64, f64),
}

/// The canvas of a strip and what it shows. One that is out of sight lies far above the drawing: what it
/// holds, black at first, may belong elsewhere by then.
struct Sheet {
    canvas: Canvas,
    top: f64,
    shown: Option<Shown>,
}

#[derive(Clone, Copy, PartialEq)]
struct Shown {
    turn: u64,
    strip: usize,
    active: Option<usize>,
    hovered: Option<usize>,
}

impl Drawing {
    /// Everything is drawn anew: the colours are others.
    pub fn forget(&mut self) {
        self.scene = None;
    }

    /// Brings what is in sight up to date.
    pub fn paint(
        &mut self,
        nodes: &Nodes,
        layout: &Layout,
        brush: &Brush,
        (data, words): (&TimelineData, &Arc<TimelineWords>),
        view: &View<'_>,
    ) -> Option<()> {
        let strips = layout.strips();
        self.follow(Scene {
            data: data.clone(),
            words: Arc::clone(words),
            scale: view.scale,
            scroll_x: view.scroll_x,
            width: view.width,
            strips,
            today: view.today,
            show: view.show,
            preview: view
                .preview
                .map(|preview| (preview.clone(), view.scroll_y, view.height)),
        });
        let shift = strips.whole(HEAD_HEIGHT - view.scroll_y);
        if self.shift.map(f64::to_bits) != Some(shift.to_bits()) {
            self.shift = Some(shift);
            move_to(&nodes.bars, shift);
        }
        let painter = |canvas: &Canvas, shapes: &[Shape<'_>], up: f64| {
            let (ratio, up) = (strips.ratio, up * strips.ratio);
            let _ = canvas
                .context
                .set_transform(ratio, 0.0, 0.0, ratio, 0.0, -up);
            let (palette, font) = (&brush.palette, &brush.font);
            Painter::new(&canvas.context, palette, font, words, view.show.weather).paint(shapes);
        };
        if self.head_turn != self.turn {
            if self.head.is_none() {
                self.head = Some(Canvas::new(&nodes.canvas, "tl-ruler")?);
            }
            if let Some(head) = &mut self.head {
                head.fit(strips.ratio, (view.width, HEAD_HEIGHT));
                painter(head, &scene::draw_head(view), 0.0);
                self.head_turn = self.turn;
            }
        }
        let (first, of) = layout.strips_in_sight(view.scroll_y);
        while self.sheets.len() > of {
            self.sheets
                .pop()
                .inspect(|sheet| sheet.canvas.element.remove());
        }
        while self.sheets.len() < of {
            let mut sheet = Sheet {
                canvas: Canvas::new(&nodes.bars, "tl-strip-bars")?,
                top: 0.0,
                shown: None,
            };
            sheet.put(AWAY);
            self.sheets.push(sheet);
        }
        let bottom = view.scroll_y + view.height - HEAD_HEIGHT;
        for (slot, sheet) in self.sheets.iter_mut().enumerate() {
            let strip = slots::place_in_slot(slot, of, first);
            let top = strips.edge(strip);
            let within = |place: &usize| place / ROWS == strip;
            let now = Shown {
                turn: self.turn,
                strip,
                active: view.active.filter(within),
                hovered: view.hovered.filter(within),
            };
            if sheet.shown == Some(now) {
                continue;
            }
            if top > bottom || strips.edge(strip + 1) < view.scroll_y {
                sheet.shown = None;
                sheet.put(AWAY);
                continue;
            }
            sheet.shown = Some(now);
            sheet.put(top);
            let view = strips.view(view, strip);
            let canvas = &mut sheet.canvas;
            canvas.fit(strips.ratio, (view.width, view.height - HEAD_HEIGHT));
            painter(canvas, &scene::draw_rows(data, &view), HEAD_HEIGHT);
        }
        Some(())
    }

    fn follow(&mut self, scene: Scene) {
        if self.scene.as_ref() != Some(&scene) {
            self.scene = Some(scene);
            self.turn += 1;
        }
    }
}

impl Sheet {
    fn put(&mut self, top: f64) {
        if self.top.to_bits() != top.to_bits() {
            self.top = top;
            move_to(&self.canvas.element, top);
        }
    }
}

impl Canvas {
    fn new(into: &web_sys::Element, class: &str) -> Option<Self> {
        let element: HtmlCanvasElement = element("canvas", class, "")?.unchecked_into();
        append(into, &element)?;
        Some(Self {
            context: context(&element)?,
            element,
            size: (0.0, 0.0),
        })
    }

    /// Gives it a size in pixels of the page.
    fn fit(&mut self, ratio: f64, (width, height): (f64, f64)) {
        let whole = |length: f64| (length * ratio).round().clamp(1.0, 16_384.0);
        let size = (whole(width), whole(height));
        // Setting the size clears the canvas, even to the size it has.
        if size != self.size {
            self.size = size;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to what a screen has"
            )]
            let (wide, high) = (size.0 as u32, size.1 as u32);
            self.element.set_width(wide);
            self.element.set_height(high);
            let style = web_sys::HtmlElement::style(&self.element);
            let _ = style.set_property("width", &px(size.0 / ratio));
            let _ = style.set_property("height", &px(size.1 / ratio));
        }
    }
}

/// Moves an element down by a length.
pub(super) fn move_to(element: &web_sys::HtmlElement, y: f64) {
    let shift = format!("translateY({})", px(y));
    let _ = element.style().set_property("transform", &shift);
}
