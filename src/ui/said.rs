//! Texts that follow the language. One body for every key of every catalogue.

use crate::words::{Lang, Word};
use leptos::prelude::*;

/// A text of the catalogue in the language in force, for the parts that take a signal.
pub fn said(lang: Memo<Lang>, word: impl Word) -> Signal<String> {
    following(lang, word.in_both())
}

fn following(lang: Memo<Lang>, [en, fr]: [&'static str; 2]) -> Signal<String> {
    Signal::derive(move || match lang.get() {
        Lang::En => en.to_owned(),
        Lang::Fr => fr.to_owned(),
    })
}
