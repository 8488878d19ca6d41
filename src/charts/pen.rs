//! The pen: a drawing backend of plotters that writes compact SVG.
//!
//! Three things make it ours. One unit of plotters is a tenth of a pixel, so that curves are smooth
//! although plotters counts in whole units. Marks of one meaning in a row become one path with
//! relative coordinates. And colour, weight and dash are classes, never values, so the page's
//! content security policy and its themes both hold; text is never measured in the page.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};

use super::ink::{Ink, Tone};
use super::text;

/// Units of plotters in one pixel.
pub(super) const UNITS: f64 = 10.0;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Writes what plotters draws to a string of SVG.
pub(super) struct Pen<'a> {
    out: &'a mut String,
    units: (u32, u32),
    path: Option<Path>,
    note: Note,
    finished: bool,
}

/// Words for the next area, shared by the pen and the chart that holds it: they become its tooltip.
#[derive(Clone, Default)]
pub(super) struct Note(Rc<RefCell<Option<String>>>);

impl Note {
    /// Leaves a note for the next area to be drawn.
    pub fn leave(&self, words: String) {
        self.0.replace(Some(words));
    }
}

/// The path element that is being written.
#[derive(Clone, Copy)]
struct Path {
    ink: Ink,
    filled: bool,
    at: BackendCoord,
    last: char,
}

impl<'a> Pen<'a> {
    /// Begins a drawing of that many pixels.
    pub fn new(out: &'a mut String, width: u32, height: u32, note: Note) -> Self {
        out.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ch\" aria-hidden=\"true\" viewBox=\"0 0 ");
        digits(out, width);
        out.push(' ');
        digits(out, height);
        out.push_str("\" width=\"");
        digits(out, width);
        out.push_str("\" height=\"");
        digits(out, height);
        out.push_str("\">");
        let tenfold = UNITS as u32;
        Self {
            out,
            units: (
                width.saturating_mul(tenfold),
                height.saturating_mul(tenfold),
            ),
            path: None,
            note,
            finished: false,
        }
    }

    fn end_path(&mut self) {
        if self.path.take().is_some() {
            self.out.push_str("\"/>");
        }
    }

    fn open(&mut self, element: &str, kind: &str, ink: Ink) {
        self.end_path();
        let (role, tone) = ink.classes();
        for part in ["<", element, " class=\"", kind, " ", role, tone, "\""] {
            self.out.push_str(part);
        }
    }

    fn attribute(&mut self, name: &str, units: i32) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        tenths(self.out, units);
        self.out.push('"');
    }

    /// Ends an element whose attributes are written with its tooltip.
    fn title(&mut self, words: &str, element: &str) {
        self.out.push_str("><title>");
        text::escape(self.out, words);
        for part in ["</title></", element, ">"] {
            self.out.push_str(part);
        }
    }

    /// Goes on with the open path if it has the same meaning, or begins a new one.
    fn begin(&mut self, ink: Ink, filled: bool, at: BackendCoord) {
        if !self
            .path
            .is_some_and(|path| path.ink == ink && path.filled == filled)
        {
            self.open("path", if filled { "ch-f" } else { "ch-l" }, ink);
            self.out.push_str(" d=\"");
        }
        self.out.push('M');
        tenths(self.out, at.0);
        if at.1 >= 0 {
            self.out.push(' ');
        }
        tenths(self.out, at.1);
        self.path = Some(Path {
            ink,
            filled,
            at,
            last: 'M',
        });
    }

    fn line_to(&mut self, to: BackendCoord) {
        let Some(path) = self.path.as_mut() else {
            return;
        };
        let (dx, dy) = (
            to.0.saturating_sub(path.at.0),
            to.1.saturating_sub(path.at.1),
        );
        let command = match (dx, dy) {
            (0, 0) => return,
            (_, 0) => 'h',
            (0, _) => 'v',
            _ => 'l',
        };
        let repeated = path.last == command;
        path.at = to;
        path.last = command;
        if !repeated {
            self.out.push(command);
        }
        let first = if command == 'v' { dy } else { dx };
        if repeated && first >= 0 {
            self.out.push(' ');
        }
        tenths(self.out, first);
        if command == 'l' {
            if dy >= 0 {
                self.out.push(' ');
            }
            tenths(self.out, dy);
        }
    }

    fn outline(&mut self, points: impl IntoIterator<Item = BackendCoord>, ink: Ink, filled: bool) {
        let mut points = points.into_iter();
        let (Some(first), Some(second)) = (points.next(), points.next()) else {
            return;
        };
        let note = if filled { self.note.0.take() } else { None };
        if note.is_some() {
            self.end_path();
        }
        self.begin(ink, filled, first);
        self.line_to(second);
        for point in points {
            self.line_to(point);
        }
        if filled {
            self.out.push('z');
            if let Some(path) = self.path.as_mut() {
                path.last = 'z';
            }
        }
        if let Some(words) = note {
            self.path = None;
            self.out.push('"');
            self.title(&words, "path");
        }
    }
}

/// Writes a number of tenths as a decimal without trailing or leading zeros.
fn tenths(out: &mut String, units: i32) {
    if units < 0 {
        out.push('-');
    }
    let (whole, tenth) = (units.unsigned_abs() / 10, units.unsigned_abs() % 10);
    if whole > 0 || tenth == 0 {
        digits(out, whole);
    }
    if tenth > 0 {
        out.push('.');
        digits(out, tenth);
    }
}

fn digits(out: &mut String, number: u32) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.push(char::from_digit(number % 10, 10).unwrap_or('0'));
}

impl DrawingBackend for Pen<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        self.units
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.end_path();
        if !self.finished {
            self.out.push_str("</svg>");
            self.finished = true;
        }
        Ok(())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Drawn {
        let corner = (point.0.saturating_add(1), point.1.saturating_add(1));
        self.draw_rect(point, corner, &color, true)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Drawn {
        self.outline([from, to], Ink::of(style.color()), false);
        Ok(())
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        a: BackendCoord,
        b: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let ink = Ink::of(style.color());
        if fill && matches!(ink.tone, Tone::Round | Tone::Pale) {
            self.open("rect", "ch-f", ink);
            self.attribute("x", a.0.min(b.0));
            self.attribute("y", a.1.min(b.1));
            self.attribute("width", a.0.abs_diff(b.0).try_into().unwrap_or(i32::MAX));
            self.attribute("height", a.1.abs_diff(b.1).try_into().unwrap_or(i32::MAX));
            self.attribute("rx", 15);
            match self.note.0.take() {
                Some(words) => self.title(&words, "rect"),
                None => self.out.push_str("/>"),
            }
            return Ok(());
        }
        let corners = [a, (b.0, a.1), b, (a.0, b.1)];
        if fill {
            self.outline(corners, ink, true);
        } else {
            self.outline(corners.into_iter().chain([a]), ink, false);
        }
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.outline(path, Ink::of(style.color()), false);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.open(
            "circle",
            if fill { "ch-f" } else { "ch-l" },
            Ink::of(style.color()),
        );
        self.attribute("cx", center.0);
        self.attribute("cy", center.1);
        self.attribute("r", radius.try_into().unwrap_or(i32::MAX));
        match self.note.0.take() {
            Some(words) => self.title(&words, "circle"),
            None => self.out.push_str("/>"),
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        vert: I,
        style: &S,
    ) -> Drawn {
        self.outline(vert, Ink::of(style.color()), true);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        content: &str,
        style: &T,
        pos: BackendCoord,
    ) -> Drawn {
        // The baseline is reckoned here: browsers differ on dominant-baseline.
        let below = match style.anchor().v_pos {
            VPos::Top => 0.76,
            VPos::Center => 0.36,
            VPos::Bottom => 0.0,
        };
        self.open("text", "ch-t", Ink::of(style.color()));
        self.attribute("x", pos.0);
        self.attribute(
            "y",
            pos.1.saturating_add((style.size() * below).round() as i32),
        );
        match style.anchor().h_pos {
            HPos::Left => {}
            HPos::Center => self.out.push_str(" text-anchor=\"middle\""),
            HPos::Right => self.out.push_str(" text-anchor=\"end\""),
        }
        self.out.push('>');
        text::escape(self.out, content);
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        content: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        // Sizes are in units here, like everything plotters hands over.
        Ok((
            text::width(content, style.size()).ceil() as u32,
            style.size().ceil() as u32,
        ))
    }

    fn blit_bitmap(&mut self, _: BackendCoord, _: (u32, u32), _: &[u8]) -> Drawn {
        // Charts have no pictures in them.
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::ink::Role;
    use super::*;
    use plotters::prelude::*;

    fn drawn(draw: impl FnOnce(&DrawingArea<Pen<'_>, plotters::coord::Shift>)) -> String {
        let mut out = String::new();
        {
            let area = Pen::new(&mut out, 40, 20, Note::default()).into_drawing_area();
            draw(&area);
            area.present().unwrap();
        }
        out
    }

    #[test]
    fn tenths_are_written_as_short_as_they_can_be() {
        for (units, text) in [
            (0, "0"),
            (5, ".5"),
            (-5, "-.5"),
            (120, "12"),
            (-1_234, "-123.4"),
        ] {
            let mut out = String::new();
            tenths(&mut out, units);
            assert_eq!(out, text);
        }
    }

    #[test]
    fn lines_of_one_meaning_share_a_path_and_others_do_not() {
        let svg = drawn(|area| {
            let grid = Role::Grid.plain();
            area.draw(&PathElement::new(vec![(0, 10), (400, 10)], grid))
                .unwrap();
            area.draw(&PathElement::new(vec![(0, 20), (400, 20)], grid))
                .unwrap();
            area.draw(&PathElement::new(
                vec![(0, 0), (5, 7), (10, 0)],
                Role::Axis.plain(),
            ))
            .unwrap();
        });
        assert!(
            svg.ends_with(
                "<path class=\"ch-l ch-grid\" d=\"M0 1h40M0 2h40\"/>\
             <path class=\"ch-l ch-axis\" d=\"M0 0l.5 .7 .5-.7\"/></svg>"
            ),
            "{svg}"
        );
    }

    #[test]
    fn bars_of_one_series_are_one_element() {
        let svg = drawn(|area| {
            for x in 0..5 {
                let bar = Rectangle::new(
                    [(x * 40, 50), (x * 40 + 30, 200)],
                    Role::Cat1.plain().filled(),
                );
                area.draw(&bar).unwrap();
            }
        });
        assert_eq!(svg.matches("<path").count(), 1);
        assert_eq!(svg.matches('z').count(), 5);
    }

    #[test]
    fn presenting_twice_closes_the_drawing_once() {
        let svg = drawn(|area| area.present().unwrap());
        assert_eq!(svg.matches("</svg>").count(), 1);
    }
}
