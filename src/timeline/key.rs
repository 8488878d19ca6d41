//! The key of a document: the same samples as below the timeline on screen.

use super::export::line;
use super::ink::Ink;
use super::row::{Colour, Status};
use super::shape::{Corners, Shape, Weight};
use super::text;
use super::words::TimelineWords;

/// The key needs about this much room.
pub(super) const WIDTH: f64 = 1080.0;

/// The key: the same samples as below the timeline on screen.
pub(super) fn draw<'a>(words: &'a TimelineWords, shapes: &mut Vec<Shape<'a>>) {
    let (middle, baseline) = (8.0, 12.0);
    let mut x = 0.0;
    let mut entry = |shapes: &mut Vec<Shape<'a>>,
                     width: f64,
                     name: &'a str,
                     sample: &dyn Fn(f64, &mut Vec<Shape<'a>>)| {
        sample(x, shapes);
        shapes.push(line(
            (x + width + 6.0, baseline),
            name,
            Ink::TextQuiet,
            11.0,
            Weight::Regular,
        ));
        x += width + 6.0 + text::width(name, 11.0) + 18.0;
    };
    let colour = Colour::Category(1);
    entry(shapes, 28.0, &words.legend_progress, &|x, shapes| {
        let (y, h, radius) = (middle - 6.0, 12.0, 3.0);
        shapes.push(Shape::Box {
            x,
            y,
            w: 28.0,
            h,
            fill: Ink::Tint(colour),
            radius,
            corners: Corners::All,
        });
        shapes.push(Shape::Box {
            x,
            y,
            w: 16.0,
            h,
            fill: Ink::Bar(colour),
            radius,
            corners: Corners::Start,
        });
    });
    entry(shapes, 18.0, &words.legend_slip, &|x, shapes| {
        shapes.push(Shape::Hatch {
            x,
            y: middle - 6.0,
            w: 18.0,
            h: 12.0,
        });
    });
    entry(shapes, 26.0, &words.legend_baseline, &|x, shapes| {
        shapes.push(Shape::fill(x, middle - 0.75, 26.0, 1.5, Ink::Grey));
        shapes.push(Shape::fill(x + 24.5, middle - 2.5, 1.5, 5.0, Ink::Grey));
    });
    entry(shapes, 10.0, &words.legend_passed, &|x, shapes| {
        shapes.push(Shape::diamond(
            (x + 5.0, middle),
            5.0,
            Ink::Text,
            Ink::Panel,
            1.0,
        ));
    });
    entry(shapes, 10.0, &words.legend_ahead, &|x, shapes| {
        shapes.push(Shape::diamond(
            (x + 5.0, middle),
            5.0,
            Ink::Panel,
            Ink::Text,
            1.2,
        ));
    });
    for (name, stroke, width) in [
        (&words.legend_link, Ink::Grey, 1.1),
        (&words.legend_broken, Ink::Fill(Status::Red), 1.4),
    ] {
        entry(shapes, 22.0, name, &|x, shapes| {
            shapes.push(Shape::Line {
                points: vec![(x, middle), (x + 18.0, middle)],
                stroke,
                width,
                dash: None,
            });
            let points = vec![
                (x + 16.0, middle - 3.0),
                (x + 22.0, middle),
                (x + 16.0, middle + 3.0),
            ];
            shapes.push(Shape::Polygon {
                points,
                fill: stroke,
                stroke: Ink::None,
                width: 0.0,
            });
        });
    }
    for status in Status::ALL {
        entry(shapes, 14.0, words.status(status), &|x, shapes| {
            shapes.push(Shape::Mark {
                x,
                y: middle - 7.0,
                size: 14.0,
                status,
            });
        });
    }
}
