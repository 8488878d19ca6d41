//! Reads the design tokens as colours.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{CssStyleDeclaration, HtmlElement};

use crate::timeline::ink::TOKENS;
use crate::timeline::{Palette, Rgb};

/// The colours of the theme in force at an element, and its font.
///
/// The two themes are known; their tokens are read from the page only where a person has asked for
/// colours of another kind.
pub(super) fn read(at: &HtmlElement) -> (Palette, String) {
    let Some(style) = window().get_computed_style(at).ok().flatten() else {
        return (Palette::light(), "sans-serif".to_owned());
    };
    let is_dark = is_dark(&style);
    let palette = if matches("(prefers-contrast: more), (forced-colors: active)") {
        tokens(at, &style, is_dark)
    } else if is_dark {
        Palette::dark()
    } else {
        Palette::light()
    };
    let font = style
        .get_property_value("font-family")
        .unwrap_or_else(|_| "sans-serif".to_owned());
    (palette, font)
}

/// The tokens as the page has them. One that is no pair of colours is put on an element as its
/// colour and read back.
fn tokens(at: &HtmlElement, style: &CssStyleDeclaration, is_dark: bool) -> Palette {
    let mut values = [Rgb(128, 128, 128); TOKENS.len()];
    for (value, token) in values.iter_mut().zip(TOKENS) {
        let text = style.get_property_value(token).unwrap_or_default();
        let read =
            Rgb::parse_token(&text, is_dark).or_else(|| resolved(at, &format!("var({token})")));
        *value = read.unwrap_or(*value);
    }
    Palette::new(&values)
}

fn matches(query: &str) -> bool {
    let found = window().match_media(query);
    found.ok().flatten().is_some_and(|query| query.matches())
}

/// The theme in force: the one of the element, or the one of the system where it takes both.
fn is_dark(style: &CssStyleDeclaration) -> bool {
    let scheme = style.get_property_value("color-scheme").unwrap_or_default();
    if !scheme.contains("dark") || !scheme.contains("light") {
        return scheme.contains("dark");
    }
    matches("(prefers-color-scheme: dark)")
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
