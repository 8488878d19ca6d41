//! Reads the design tokens as colours.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::timeline::ink::TOKENS;
use crate::timeline::{Palette, Rgb};

/// The colours of the theme in force at an element, and its font.
///
/// A token is a rule, not a value (`light-dark(…)`), so each one is put on an element as its colour
/// and read back: that is what the browser resolves.
pub(super) fn read(at: &HtmlElement) -> (Palette, String) {
    let mut values = [Rgb(128, 128, 128); TOKENS.len()];
    let mut font = String::from("sans-serif");
    if let Some(style) = window().get_computed_style(at).ok().flatten() {
        font = style.get_property_value("font-family").unwrap_or(font);
    }
    let probes: Vec<Option<HtmlElement>> = TOKENS.iter().map(|token| probe(at, token)).collect();
    for (value, probe) in values.iter_mut().zip(&probes) {
        let read = probe.as_ref().and_then(|probe| {
            let style = window().get_computed_style(probe).ok().flatten()?;
            Rgb::parse(&style.get_property_value("color").ok()?)
        });
        *value = read.unwrap_or(*value);
    }
    for probe in probes.into_iter().flatten() {
        probe.remove();
    }
    (Palette::new(&values), font)
}

fn probe(at: &HtmlElement, token: &str) -> Option<HtmlElement> {
    let probe: HtmlElement = document().create_element("i").ok()?.dyn_into().ok()?;
    probe.set_hidden(true);
    at.append_child(&probe).ok()?;
    probe
        .style()
        .set_property("color", &format!("var({token})"))
        .ok()?;
    Some(probe)
}
