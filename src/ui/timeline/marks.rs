//! Status marks as elements: made once for each status, copied for each row.

use leptos::prelude::*;
use web_sys::Element;

use super::dom::append;
use crate::timeline::{Status, TimelineWords};
use crate::ui::widgets::Mark;

/// One mark for each status that was asked for.
#[derive(Default)]
pub(super) struct Marks {
    weather: bool,
    known: Vec<(Status, Element)>,
}

impl Marks {
    /// Marks as shapes, or as weather signs.
    pub const fn new(weather: bool) -> Self {
        Self {
            weather,
            known: Vec::new(),
        }
    }

    /// These are weather signs.
    pub const fn weather(&self) -> bool {
        self.weather
    }

    /// A new copy of the mark of a status: shape, letter and colour, with its name for assistive
    /// technology.
    pub fn of(&mut self, status: Status, words: &TimelineWords) -> Option<Element> {
        let known = self.known.iter().find(|(of, _)| *of == status);
        let model = match known {
            Some((_, model)) => model.clone(),
            None => {
                let model = draw(status, words, self.weather)?;
                self.known.push((status, model.clone()));
                model
            }
        };
        wasm_bindgen::JsCast::dyn_into(model.clone_node_with_deep(true).ok()?).ok()
    }
}

fn draw(status: Status, words: &TimelineWords, weather: bool) -> Option<Element> {
    let svg = |name: &str, attributes: &[(&str, &str)]| {
        let element = document()
            .create_element_ns(Some("http://www.w3.org/2000/svg"), name)
            .ok()?;
        for (name, value) in attributes {
            element.set_attribute(name, value).ok()?;
        }
        Some(element)
    };
    let mark = mark_of(status);
    let root = svg(
        "svg",
        &[
            ("class", "rag"),
            ("data-size", "14"),
            ("viewBox", "0 0 16 16"),
            ("role", "img"),
            ("aria-label", words.status(status)),
        ],
    )?;
    let fill = format!("rag-fill-{}", mark.key());
    let path = svg(
        "path",
        &[
            ("class", &fill),
            ("data-weather", if weather { "true" } else { "false" }),
            ("d", mark.path(weather)),
        ],
    )?;
    append(&root, &path)?;
    if !mark.has_letter(weather) {
        return Some(root);
    }
    let ink = format!("rag-ink-{}", mark.key());
    let letter = svg(
        "text",
        &[("class", &ink), ("x", "8"), ("y", mark.baseline())],
    )?;
    letter.set_text_content(Some(words.letter(status)));
    append(&root, &letter)?;
    Some(root)
}

/// The mark of the widgets for a status.
pub(super) const fn mark_of(status: Status) -> Mark {
    match status {
        Status::Green => Mark::Green,
        Status::Amber => Mark::Amber,
        Status::Red => Mark::Red,
        Status::NotReported => Mark::NotReported,
        Status::Complete => Mark::Complete,
    }
}
