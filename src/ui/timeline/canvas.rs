//! Paints shapes on a canvas.

use std::f64::consts::{FRAC_PI_4, PI, TAU};

use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::CanvasRenderingContext2d as Context;

use crate::timeline::mark::{self, Outline, Piece};
use crate::timeline::shape::{Anchor, Corners, Dash, Shape, Weight};
use crate::timeline::{Ink, Palette, Status, TimelineWords};

/// Paints shapes, back to front.
///
/// Colour and font are set only when they change: setting them is what a canvas is slow at.
pub(super) struct Painter<'a> {
    context: &'a Context,
    palette: &'a Palette,
    words: &'a TimelineWords,
    font: &'a str,
    /// Marks are weather signs.
    weather: bool,
    fill: Option<Ink>,
    stroke: Option<Ink>,
    face: Option<(f64, Weight)>,
    anchor: Option<Anchor>,
    /// For each open group: whether it moved and cut the canvas.
    open: Vec<bool>,
}

impl<'a> Painter<'a> {
    pub fn new(
        context: &'a Context,
        palette: &'a Palette,
        font: &'a str,
        words: &'a TimelineWords,
        weather: bool,
    ) -> Self {
        Self {
            context,
            palette,
            words,
            font,
            weather,
            fill: None,
            stroke: None,
            face: None,
            anchor: None,
            open: Vec::new(),
        }
    }

    pub fn paint(&mut self, shapes: &[Shape<'_>]) {
        for shape in shapes {
            self.shape(shape);
        }
    }

    fn shape(&mut self, shape: &Shape<'_>) {
        let context = self.context;
        match shape {
            Shape::Box {
                x,
                y,
                w,
                h,
                fill,
                radius,
                corners,
            } => {
                self.fill(*fill);
                if *corners == Corners::None || *radius <= 0.0 || *w < 1.0 {
                    context.fill_rect(*x, *y, *w, *h);
                } else {
                    context.begin_path();
                    outline(context, (*x, *y, *w, *h), *radius, *corners);
                    context.fill();
                }
            }
            Shape::Frame {
                x,
                y,
                w,
                h,
                radius,
                stroke,
                width,
                dash,
            } => {
                if *w > 0.0 {
                    self.stroke(*stroke, *width);
                    context.begin_path();
                    outline(context, (*x, *y, *w, *h), *radius, Corners::All);
                    self.stroke_dashed(*dash);
                }
            }
            Shape::Hatch { x, y, w, h } => self.hatch(*x, *y, *w, *h),
            Shape::Line {
                points,
                stroke,
                width,
                dash,
            } => {
                self.stroke(*stroke, *width);
                context.begin_path();
                trace(context, points);
                self.stroke_dashed(*dash);
            }
            Shape::Polygon {
                points,
                fill,
                stroke,
                width,
            } => {
                context.begin_path();
                trace(context, points);
                context.close_path();
                if *fill != Ink::None {
                    self.fill(*fill);
                    context.fill();
                }
                if *stroke != Ink::None {
                    self.stroke(*stroke, *width);
                    context.stroke();
                }
            }
            Shape::Mark { x, y, size, status } => self.mark(*x, *y, *size, *status),
            Shape::Text {
                x,
                y,
                text,
                ink,
                size,
                weight,
                anchor,
            } => {
                self.fill(*ink);
                self.face(*size, *weight);
                self.anchor(*anchor);
                let _ = context.fill_text(text, *x, *y);
            }
            Shape::Inside { x, y, w, h } => {
                self.open.push(true);
                context.save();
                let _ = context.translate(*x, *y);
                context.begin_path();
                context.rect(0.0, 0.0, *w, *h);
                context.clip();
            }
            // A canvas has no names: the table beside it speaks.
            Shape::Named(_) => self.open.push(false),
            Shape::End => {
                if self.open.pop() == Some(true) {
                    context.restore();
                    self.forget();
                }
            }
        }
    }

    /// After a restore the canvas has other settings than the ones remembered.
    fn forget(&mut self) {
        (self.fill, self.stroke, self.face, self.anchor) = (None, None, None, None);
    }

    fn fill(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.context.set_fill_style_str(self.palette.css(ink));
        }
    }

    fn stroke(&mut self, ink: Ink, width: f64) {
        if self.stroke != Some(ink) {
            self.stroke = Some(ink);
            self.context.set_stroke_style_str(self.palette.css(ink));
        }
        self.context.set_line_width(width);
    }

    fn stroke_dashed(&self, dash: Dash) {
        let Some((on, off)) = dash else {
            self.context.stroke();
            return;
        };
        let _ = self
            .context
            .set_line_dash(&Array::of2(&JsValue::from_f64(on), &JsValue::from_f64(off)));
        self.context.stroke();
        let _ = self.context.set_line_dash(&Array::new());
    }

    fn face(&mut self, size: f64, weight: Weight) {
        if self.face != Some((size, weight)) {
            self.face = Some((size, weight));
            let thickness = match weight {
                Weight::Regular => 400,
                Weight::Medium => 500,
                Weight::Bold => 600,
            };
            self.context
                .set_font(&format!("{thickness} {size}px {}", self.font));
        }
    }

    fn anchor(&mut self, anchor: Anchor) {
        if self.anchor != Some(anchor) {
            self.anchor = Some(anchor);
            self.context.set_text_align(match anchor {
                Anchor::Start => "left",
                Anchor::Middle => "center",
                Anchor::End => "right",
            });
        }
    }

    /// Slanted stripes, cut off at the box.
    fn hatch(&mut self, x: f64, y: f64, w: f64, h: f64) {
        let context = self.context;
        self.fill(Ink::Panel);
        context.fill_rect(x, y, w, h);
        context.save();
        context.begin_path();
        context.rect(x, y, w, h);
        context.clip();
        context.set_global_alpha(0.55);
        context.set_stroke_style_str(self.palette.css(Ink::Fill(Status::Red)));
        context.set_line_width(2.4);
        context.begin_path();
        let pitch = 5.0 / FRAC_PI_4.cos();
        let mut left = x - h;
        while left < x + w {
            context.move_to(left, y + h);
            context.line_to(left + h, y);
            left += pitch;
        }
        context.stroke();
        context.restore();
        self.forget();
    }

    fn mark(&mut self, x: f64, y: f64, size: f64, status: Status) {
        let context = self.context;
        let scale = size / mark::SIDE;
        let at = |(px, py): (f64, f64)| (x + px * scale, y + py * scale);
        let (mx, my) = at((8.0, 8.0));
        self.fill(Ink::Fill(status));
        if let Some(pieces) = mark::weather(status).filter(|_| self.weather) {
            for piece in pieces {
                context.begin_path();
                match *piece {
                    Piece::Disc(x, y, radius) => {
                        let (x, y) = at((x, y));
                        let _ = context.arc(x, y, radius * scale, 0.0, TAU);
                    }
                    Piece::Block(x, y, w, h) => {
                        let (x, y) = at((x, y));
                        context.rect(x, y, w * scale, h * scale);
                    }
                    Piece::Polygon(corners) => {
                        let corners: Vec<_> = corners.iter().copied().map(at).collect();
                        trace(context, &corners);
                    }
                }
                context.fill();
            }
            return;
        }
        context.begin_path();
        match mark::outline(status) {
            Outline::Disc { radius } => {
                let _ = context.arc(mx, my, radius * scale, 0.0, TAU);
                context.fill();
            }
            Outline::Polygon { corners, has_edge } => {
                let corners: Vec<_> = corners.iter().copied().map(at).collect();
                trace(context, &corners);
                context.close_path();
                context.fill();
                if has_edge {
                    context.set_line_join("round");
                    self.stroke(Ink::Edge(status), scale);
                    context.stroke();
                    context.set_line_join("miter");
                }
            }
            Outline::Ring { radius } => {
                let _ = context.arc(mx, my, radius * scale, 0.0, TAU);
                context.fill();
                self.stroke(Ink::Edge(status), 1.3 * scale);
                self.stroke_dashed(Some((2.4 * scale, 1.6 * scale)));
            }
            Outline::Square { inset, radius } => {
                let (x, y) = at((inset, inset));
                let side = (mark::SIDE - inset * 2.0) * scale;
                outline(context, (x, y, side, side), radius * scale, Corners::All);
                context.fill();
            }
        }
        let letter = mark::letter(status);
        self.fill(Ink::On(status));
        self.face((letter.size * scale * 10.0).round() / 10.0, Weight::Bold);
        self.anchor(Anchor::Middle);
        let _ = context.fill_text(self.words.letter(status), mx, y + letter.baseline * scale);
    }
}

fn trace(context: &Context, points: &[(f64, f64)]) {
    let mut points = points.iter();
    if let Some((x, y)) = points.next() {
        context.move_to(*x, *y);
    }
    for (x, y) in points {
        context.line_to(*x, *y);
    }
}

/// The path of a box with round corners at all or at its two left corners.
fn outline(context: &Context, (x, y, w, h): (f64, f64, f64, f64), radius: f64, corners: Corners) {
    let r = radius.min(w / 2.0).min(h / 2.0).max(0.0);
    let (right, bottom) = (x + w, y + h);
    let quarter = PI / 2.0;
    context.move_to(x + r, y);
    if corners == Corners::All {
        let _ = context.arc(right - r, y + r, r, -quarter, 0.0);
        let _ = context.arc(right - r, bottom - r, r, 0.0, quarter);
    } else {
        context.line_to(right, y);
        context.line_to(right, bottom);
    }
    let _ = context.arc(x + r, bottom - r, r, quarter, PI);
    let _ = context.arc(x + r, y + r, r, PI, PI + quarter);
    context.close_path();
}
