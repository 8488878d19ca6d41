//! Reads the design tokens as colours.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::timeline::ink::TOKENS;
use crate::timeline::{Palette, Rgb};

/// The colours of the theme in force at an element, and its font.
///
/// A token holds a colour for each theme, so one probe tells which theme is in force and the rest is
/// reading. A token that says it another way (high contrast, forced colours) is put on an element
/// as its colour and read back.
pub(super) fn read(at: &HtmlElement) -> (Palette, String) {
    let mut values = [Rgb(128, 128, 128); TOKENS.len()];
    let Some(style) = window().get_computed_style(at).ok().flatten() else {
        return (Palette::new(&values), "sans-serif".to_owned());
    };
    let is_dark = resolved(at, "light-dark(#ffffff, #000000)") == Some(Rgb(0, 0, 0));
    for (value, token) in values.iter_mut().zip(TOKENS) {
        let text = style.get_property_value(token).unwrap_or_default();
        let read =
            Rgb::parse_token(&text, is_dark).or_else(|| resolved(at, &format!("var({token})")));
        *value = read.unwrap_or(*value);
    }
    let font = style
        .get_property_value("font-family")
        .unwrap_or_else(|_| "sans-serif".to_owned());
    (Palette::new(&values), font)
}

/// A colour as the browser resolves it.
fn resolved(at: &HtmlElement, colour: &str) -> Option<Rgb> {
    let probe: HtmlElement = document().create_element("i").ok()?.dyn_into().ok()?;
    probe.set_hidden(true);
    at.append_child(&probe).ok()?;
    let set = probe.style().set_property("color", colour);
    let style = set
        .ok()
        .and_then(|()| window().get_computed_style(&probe).ok().flatten());
    let read = style.and_then(|style| Rgb::parse(&style.get_property_value("color").ok()?));
    probe.remove();
    read
}
