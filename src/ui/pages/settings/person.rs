//! Preferences of the person: kept in this browser.

use crate::session::{Density, Language, Prefs, Theme, use_session};
use crate::ui::said;
use crate::ui::widgets::{Segmented, SwitchField, TextField};
use crate::words::Settings as Words;
use leptos::prelude::*;

const THEMES: [(Theme, &str, Words); 3] = [
    (Theme::System, "system", Words::ThemeSystem),
    (Theme::Light, "light", Words::ThemeLight),
    (Theme::Dark, "dark", Words::ThemeDark),
];
const LANGUAGES: [(Language, &str, Words); 3] = [
    (Language::System, "system", Words::LangSystem),
    (Language::En, "en", Words::LangEn),
    (Language::Fr, "fr", Words::LangFr),
];
const DENSITIES: [(Density, &str, Words); 3] = [
    (Density::Compact, "compact", Words::Compact),
    (Density::Default, "default", Words::Default),
    (Density::Comfortable, "comfortable", Words::Comfortable),
];

/// One choice of three.
#[component]
fn Pick<T: Copy + PartialEq + Send + Sync + 'static>(
    /// The name of the choice.
    title: Words,
    /// What there is: value, key, text.
    options: &'static [(T, &'static str, Words)],
    /// Reads the preference.
    get: fn(&Prefs) -> T,
    /// Changes the preference.
    set: fn(&mut Prefs, T),
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let label = said(lang, title);
    let texts = Signal::derive(move || {
        options
            .iter()
            .map(|(_, key, word)| ((*key).to_owned(), word.text(lang.get()).to_owned()))
            .collect::<Vec<_>>()
    });
    let value = Signal::derive(move || {
        let now = session.prefs().with(get);
        options
            .iter()
            .find(|(v, ..)| *v == now)
            .map(|(_, key, _)| (*key).to_owned())
            .unwrap_or_default()
    });
    let pick = move |key: String| {
        if let Some((value, ..)) = options.iter().find(|(_, k, _)| *k == key) {
            session.prefs().update(|p| set(p, *value));
        }
    };
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{move || label.get()}</span>
            <span><Segmented label options=texts value on_pick=pick /></span>
        </div>
    }
    .into_any()
}

/// The preferences.
#[component]
pub fn Person() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    view! {
        <div class="settings-form">
            <Pick title=Words::Language options=&LANGUAGES get=|p| p.language set=|p, v| p.language = v />
            <Pick title=Words::Theme options=&THEMES get=|p| p.theme set=|p, v| p.theme = v />
            <Pick title=Words::Density options=&DENSITIES get=|p| p.density set=|p, v| p.density = v />
            <SwitchField
                label=word(Words::LetterKeys)
                value=Signal::derive(move || session.prefs().with(|p| !p.letter_keys_off))
                on_commit=move |on: bool| session.prefs().update(|p| p.letter_keys_off = !on)
            />
            <TextField
                label=word(Words::Author)
                value=Signal::derive(move || session.prefs().with(|p| p.author.clone()))
                on_commit=move |text: String| session.prefs().update(|p| p.author = text)
            />
        </div>
    }
    .into_any()
}
