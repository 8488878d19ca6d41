//! The whole timeline as an SVG file.

use std::fmt::Write as _;

use super::data::TimelineData;
use super::export::{self, Document, Options};
use super::ink::{Ink, Palette};
use super::mark::{self, Outline, Piece};
use super::row::Status;
use super::shape::{Anchor, Corners, Dash, Shape, Weight};
use super::words::TimelineWords;

/// Writes the whole timeline as one SVG text that stands alone: no style sheet, no script, no
/// outside font. Hostile text stays text.
pub fn export(data: &TimelineData, options: &Options<'_>, palette: &Palette) -> String {
    let document = export::document(data, options);
    let mut writer = Writer::new(&document, options.words, options.show.weather, palette);
    writer.open(&document, Some((options.title, options.subtitle)));
    writer.close(&document)
}

/// Writes one page of a print-out; `number` keeps its names apart from those of other pages.
pub fn page(
    document: &Document<'_>,
    words: &TimelineWords,
    weather: bool,
    palette: &Palette,
    number: usize,
) -> String {
    let mut writer = Writer::new(document, words, weather, palette);
    writer.prefix = format!("page{number}-");
    writer.open(document, None);
    writer.close(document)
}

/// Replaces what has a meaning in XML, and drops control characters that no XML may hold.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

struct Writer<'a> {
    out: String,
    palette: &'a Palette,
    words: &'a TimelineWords,
    /// Marks are weather signs.
    weather: bool,
    clips: u32,
    /// Begins every name, so that drawings in one page of the browser do not take each other's.
    prefix: String,
}

impl<'a> Writer<'a> {
    fn new(
        document: &Document<'_>,
        words: &'a TimelineWords,
        weather: bool,
        palette: &'a Palette,
    ) -> Self {
        Self {
            out: String::with_capacity(document.shapes.len() * 80),
            palette,
            words,
            weather,
            clips: 0,
            prefix: String::new(),
        }
    }

    /// The shapes, and the end.
    fn close(mut self, document: &Document<'_>) -> String {
        for shape in &document.shapes {
            self.shape(shape);
        }
        self.out.push_str("</svg>\n");
        self.out
    }

    /// Writing to a string cannot fail.
    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        let _ = self.out.write_fmt(text);
    }

    fn open(&mut self, document: &Document<'_>, names: Option<(&str, &str)>) {
        let (width, height) = (Num(document.width), Num(document.height));
        self.put(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             font-family=\"system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif\""
        ));
        // A page in the browser is named by what holds it.
        match names {
            Some((title, about)) => {
                let (title, about) = (escape(title), escape(about));
                self.put(format_args!(
                    " role=\"img\" aria-labelledby=\"title about\">\n<title id=\"title\">{title}</title>\n<desc id=\"about\">{about}</desc>\n"
                ));
            }
            None => self.out.push_str(">\n"),
        }
        let (panel, red) = (
            self.palette.css(Ink::Panel).to_owned(),
            self.palette.css(Ink::Fill(Status::Red)).to_owned(),
        );
        let prefix = self.prefix.clone();
        self.put(format_args!(
            "<defs><pattern id=\"{prefix}slip\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
             <rect width=\"5\" height=\"5\" fill=\"{panel}\"/><rect width=\"2.4\" height=\"5\" fill=\"{red}\" fill-opacity=\".55\"/>\
             </pattern></defs>\n"
        ));
    }

    fn shape(&mut self, shape: &Shape<'_>) {
        match shape {
            Shape::Box {
                x,
                y,
                w,
                h,
                fill,
                radius,
                corners,
            } => self.filled_box((*x, *y, *w, *h), *fill, *radius, *corners),
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
                let (x, y, w, h, radius) =
                    (Num(*x), Num(*y), Num(w.max(0.0)), Num(*h), Num(*radius));
                let edge = self.edge(*stroke, *width, *dash);
                self.put(format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\" fill=\"none\"{edge}/>\n"
                ));
            }
            Shape::Hatch { x, y, w, h } => {
                let (x, y, w, h) = (Num(*x), Num(*y), Num(w.max(0.0)), Num(*h));
                let prefix = self.prefix.clone();
                self.put(format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"url(#{prefix}slip)\"/>\n"
                ));
            }
            Shape::Line {
                points,
                stroke,
                width,
                dash,
            } => {
                let (points, edge) = (Points(points), self.edge(*stroke, *width, *dash));
                self.put(format_args!(
                    "<polyline points=\"{points}\" fill=\"none\"{edge}/>\n"
                ));
            }
            Shape::Polygon {
                points,
                fill,
                stroke,
                width,
            } => {
                let edge = self.edge(*stroke, *width, None);
                let (points, fill) = (Points(points), self.palette.css(*fill).to_owned());
                self.put(format_args!(
                    "<polygon points=\"{points}\" fill=\"{fill}\"{edge}/>\n"
                ));
            }
            Shape::Mark { x, y, size, status } => self.mark((*x, *y), *size, *status),
            Shape::Text {
                x,
                y,
                text,
                ink,
                size,
                weight,
                anchor,
            } => {
                self.text((*x, *y), text, *ink, *size, *weight, *anchor);
            }
            Shape::Inside { x, y, w, h } => {
                self.clips += 1;
                let (number, x, y, w, h) = (self.clips, Num(*x), Num(*y), Num(*w), Num(*h));
                let prefix = self.prefix.clone();
                self.put(format_args!(
                    "<clipPath id=\"{prefix}part{number}\"><rect width=\"{w}\" height=\"{h}\"/></clipPath>\n\
                     <g transform=\"translate({x} {y})\" clip-path=\"url(#{prefix}part{number})\">\n"
                ));
            }
            Shape::Named(name) => {
                let name = escape(name);
                self.put(format_args!("<g><title>{name}</title>\n"));
            }
            Shape::End => self.out.push_str("</g>\n"),
        }
    }

    fn filled_box(
        &mut self,
        (x, y, w, h): (f64, f64, f64, f64),
        fill: Ink,
        radius: f64,
        corners: Corners,
    ) {
        let (left, top, width, height) = (Num(x), Num(y), Num(w.max(0.0)), Num(h.max(0.0)));
        let fill = self.palette.css(fill).to_owned();
        match corners {
            Corners::Start => {
                let radius = radius.min(w / 2.0).max(0.0);
                let (right, bottom, r) = (Num(x + w), Num(y + h), Num(radius));
                let (inner, low) = (Num(x + radius), Num(y + h - radius));
                let high = Num(y + radius);
                self.put(format_args!(
                    "<path d=\"M{inner} {top}H{right}V{bottom}H{inner}A{r} {r} 0 0 1 {left} {low}V{high}A{r} {r} 0 0 1 {inner} {top}Z\" \
                     fill=\"{fill}\"/>\n"
                ));
            }
            Corners::All | Corners::None => {
                let radius = if corners == Corners::All { radius } else { 0.0 };
                self.put(format_args!(
                    "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\""
                ));
                if radius > 0.0 {
                    self.put(format_args!(" rx=\"{}\"", Num(radius)));
                }
                self.put(format_args!(" fill=\"{fill}\"/>\n"));
            }
        }
    }

    fn mark(&mut self, (x, y): (f64, f64), size: f64, status: Status) {
        let (name, letter) = (
            escape(self.words.status(status)),
            escape(self.words.letter(status)),
        );
        let ink = |ink| self.palette.css(ink).to_owned();
        let (fill, on, edge) = (
            ink(Ink::Fill(status)),
            ink(Ink::On(status)),
            ink(Ink::Edge(status)),
        );
        let (x, y, scale) = (Num(x), Num(y), Num(size / mark::SIDE));
        self.put(format_args!(
            "<g transform=\"translate({x} {y}) scale({scale})\" role=\"img\" aria-label=\"{name}\">"
        ));
        if let Some(pieces) = mark::weather(status).filter(|_| self.weather) {
            for piece in pieces {
                match piece {
                    Piece::Disc(x, y, r) => self.put(format_args!(
                        "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\"/>"
                    )),
                    Piece::Block(x, y, w, h) => self.put(format_args!(
                        "<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" fill=\"{fill}\"/>"
                    )),
                    Piece::Polygon(corners) => {
                        let points = mark::points(corners);
                        self.put(format_args!(
                            "<polygon points=\"{points}\" fill=\"{fill}\"/>"
                        ));
                    }
                }
            }
            self.put(format_args!("</g>\n"));
            return;
        }
        match mark::outline(status) {
            Outline::Disc { radius } => {
                self.put(format_args!("<circle cx=\"8\" cy=\"8\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\".6\"/>"));
            }
            Outline::Polygon { corners, has_edge } => {
                let points = mark::points(corners);
                let width = if has_edge { "1" } else { ".6" };
                self.put(format_args!(
                    "<polygon points=\"{points}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"{width}\" stroke-linejoin=\"round\"/>"
                ));
            }
            Outline::Ring { radius } => self.put(format_args!(
                "<circle cx=\"8\" cy=\"8\" r=\"{radius}\" fill=\"{fill}\" stroke=\"{edge}\" stroke-width=\"1.3\" \
                 stroke-dasharray=\"2.4 1.6\"/>"
            )),
            Outline::Square { inset, radius } => {
                let side = mark::SIDE - inset * 2.0;
                self.put(format_args!(
                    "<rect x=\"{inset}\" y=\"{inset}\" width=\"{side}\" height=\"{side}\" rx=\"{radius}\" fill=\"{fill}\" \
                     stroke=\"{edge}\" stroke-width=\".6\"/>"
                ));
            }
        }
        let mark::Letter { size, baseline } = mark::letter(status);
        self.put(format_args!(
            "<text x=\"8\" y=\"{baseline}\" text-anchor=\"middle\" font-size=\"{size}\" font-weight=\"700\" \
             fill=\"{on}\">{letter}</text></g>\n"
        ));
    }

    fn text(
        &mut self,
        (x, y): (f64, f64),
        text: &str,
        ink: Ink,
        size: f64,
        weight: Weight,
        anchor: Anchor,
    ) {
        let (x, y, size, text, ink) = (
            Num(x),
            Num(y),
            Num(size),
            escape(text),
            self.palette.css(ink).to_owned(),
        );
        self.put(format_args!(
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{ink}\""
        ));
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => self.out.push_str(" text-anchor=\"middle\""),
            Anchor::End => self.out.push_str(" text-anchor=\"end\""),
        }
        match weight {
            Weight::Regular => {}
            Weight::Medium => self.out.push_str(" font-weight=\"500\""),
            Weight::Bold => self.out.push_str(" font-weight=\"600\""),
        }
        self.put(format_args!(">{text}</text>\n"));
    }

    fn edge(&self, stroke: Ink, width: f64, dash: Dash) -> String {
        if stroke == Ink::None {
            return String::new();
        }
        let dash = dash.map_or_else(String::new, |(on, off)| {
            format!(" stroke-dasharray=\"{on} {off}\"")
        });
        format!(
            " stroke=\"{}\" stroke-width=\"{}\"{dash}",
            self.palette.css(stroke),
            Num(width)
        )
    }
}

/// A number with at most two decimals: files stay small and the same on every machine.
struct Num(f64);

impl std::fmt::Display for Num {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let rounded = (self.0 * 100.0).round() / 100.0;
        // Never "-0", and never "NaN", which no viewer reads.
        if rounded == 0.0 || !rounded.is_finite() {
            out.write_str("0")
        } else {
            write!(out, "{rounded}")
        }
    }
}

struct Points<'a>(&'a [(f64, f64)]);

impl std::fmt::Display for Points<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (number, (x, y)) in self.0.iter().enumerate() {
            let gap = if number == 0 { "" } else { " " };
            write!(out, "{gap}{},{}", Num(*x), Num(*y))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::timeline::day::day_of;
    use crate::timeline::row::{Cell, Column, Item, Lane, Link, Row, Tone};
    use crate::timeline::scene::Show;
    use crate::timeline::{Align, Colour};

    fn data() -> TimelineData {
        let mut late = Item::bar(
            2,
            "Zone <Paris> & \"co\"",
            day_of(2026, 2, 3),
            day_of(2026, 12, 19),
        );
        late.status = Some(Status::Red);
        late.slip = Some(49);
        late.baseline = Some((day_of(2026, 2, 3), day_of(2026, 10, 31)));
        late.cells = vec![Cell::new("</text><script>alert(1)</script>", Tone::Late)];
        late.progress = 520;
        let lane = Lane {
            key: 1,
            title: "Sovereign Cloud".into(),
            colour: Colour::Category(1),
            count: 1,
            statuses: vec![(Status::Red, 1)],
            span: late.span,
            progress: 520,
            cells: Vec::new(),
            is_collapsed: false,
            marks: Vec::new(),
        };
        let next = Item::bar(3, "Next\u{0}\u{7}", day_of(2026, 11, 2), day_of(2027, 3, 1));
        let rows = vec![
            Row::Lane(Arc::new(lane)),
            Row::Item(Arc::new(late)),
            Row::Item(Arc::new(next)),
        ];
        let column = Column {
            title: "Unit".into(),
            width: 60,
            align: Align::Start,
        };
        TimelineData::new(
            "Project",
            vec![column],
            rows,
            &[Link {
                is_broken: true,
                ..Link::new(2, 3)
            }],
        )
    }

    fn svg() -> String {
        drawn(Show::default())
    }

    fn drawn(show: Show) -> String {
        let words = TimelineWords::default();
        let options = Options {
            title: "2026 portfolio",
            subtitle: "2 projects, 18 May 2026",
            px_per_day: 1.5,
            row_height: 28.0,
            today: Some(day_of(2026, 5, 18)),
            show,
            words: &words,
        };
        export(&data(), &options, &Palette::light())
    }

    #[test]
    fn a_storm_says_red_without_a_letter_and_keeps_its_name() {
        let weather = drawn(Show {
            weather: true,
            ..Show::default()
        });
        let sign = weather.split("aria-label=\"Red\">").nth(1).unwrap();
        let sign = sign.split("</g>").next().unwrap();
        assert!(
            sign.contains("<polygon") && !sign.contains("<text"),
            "{sign}"
        );
        assert!(svg().contains(">R</text>"));
    }

    #[test]
    fn hostile_text_stays_text() {
        let svg = svg();
        assert!(svg.contains("Zone &lt;Paris&gt; &amp; &quot;co&quot;"));
        assert!(!svg.contains("<script") && !svg.contains('\u{0}') && !svg.contains('\u{7}'));
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn every_group_that_opens_closes() {
        let svg = svg();
        assert_eq!(svg.matches("<g").count(), svg.matches("</g>").count());
        assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count());
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    }

    #[test]
    fn a_reader_without_colour_finds_title_key_letters_and_slip() {
        let svg = svg();
        for needed in [
            "<title id=\"title\">2026 portfolio</title>",
            "dependency broken by slip",
            ">R</text>",
            "aria-label=\"Not reported\"",
            "+49 d",
            "49 days after baseline",
            "18 May",
            "Q4 2026",
            "url(#slip)",
        ] {
            assert!(svg.contains(needed), "{needed}");
        }
    }

    #[test]
    fn numbers_have_two_decimals_at_most() {
        assert_eq!(
            [Num(1.0 / 3.0), Num(-0.001), Num(f64::NAN), Num(12.0)]
                .map(|number| number.to_string()),
            ["0.33", "0", "0", "12"]
        );
    }

    #[test]
    fn a_century_still_fits_a_sheet() {
        let words = TimelineWords::default();
        let rows = vec![Row::Item(Arc::new(Item::bar(
            1,
            "Long",
            day_of(1950, 1, 1),
            day_of(2150, 1, 1),
        )))];
        let data = TimelineData::new("Project", Vec::new(), rows, &[]);
        let options = Options {
            title: "t",
            subtitle: "s",
            px_per_day: 48.0,
            row_height: 28.0,
            today: None,
            show: Show::default(),
            words: &words,
        };
        assert!(export::document(&data, &options).width < 17_000.0);
    }
}
