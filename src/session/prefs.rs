//! Preferences: kept per person, not part of the portfolio, not undoable.

use crate::model::SmallMap;
use crate::words::Lang;
use serde::{Deserialize, Serialize};

/// Which colours a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// How high rows are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 26 px.
    Compact,
    /// 32 px.
    #[default]
    Default,
    /// 40 px.
    Comfortable,
}

impl Density {
    /// Returns the height of a row with a bar in it, in pixels.
    #[must_use]
    pub const fn bar_row(self) -> f64 {
        match self {
            Self::Compact => 24.0,
            Self::Default => 28.0,
            Self::Comfortable => 36.0,
        }
    }
}

/// Which language a person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Language {
    /// As the browser has it.
    #[default]
    System,
    /// English.
    En,
    /// French.
    Fr,
}

impl Language {
    /// Returns the language in force; `browser` is the browser's tag, such as `fr-CA`.
    #[must_use]
    pub fn in_force(self, browser: &str) -> Lang {
        match self {
            Self::En => Lang::En,
            Self::Fr => Lang::Fr,
            Self::System if browser.to_ascii_lowercase().starts_with("fr") => Lang::Fr,
            Self::System => Lang::En,
        }
    }
}

/// What a person set for themselves. Every part has a default, so that an older or newer text is read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Prefs {
    /// Colours.
    pub theme: Theme,
    /// Row height.
    pub density: Density,
    /// Language.
    pub language: Language,
    /// The rail shows signs only.
    pub rail_collapsed: bool,
    /// Single-letter keys are off (WCAG 2.1.4).
    pub letter_keys_off: bool,
    /// The name written under edits.
    pub author: String,
    /// Columns shown, per table.
    pub columns: SmallMap<String, Vec<String>>,
    /// The portfolio that was open last, by its id in the library.
    pub last_portfolio: String,
    /// When each portfolio was last saved to a file, UTC milliseconds, by its id in the library.
    pub last_copies: SmallMap<String, i64>,
    /// How many edits each portfolio had then.
    pub copied_edits: SmallMap<String, u64>,
    /// Until when nobody wants to be reminded of a copy, UTC milliseconds, by portfolio.
    pub remind_after: SmallMap<String, i64>,
    /// When each published portfolio was last compared with its file, UTC milliseconds, by its id.
    pub team_fetched: SmallMap<String, i64>,
    /// The browser was asked to protect the data.
    pub asked_protection: bool,
}

#[cfg(test)]
mod tests {
    use super::{Language, Prefs, Theme};
    use crate::words::Lang;

    #[test]
    fn preferences_of_another_version_are_read_as_far_as_known() {
        let prefs: Prefs = serde_json::from_str(r#"{"theme":"dark","new_thing":1}"#).unwrap();
        assert_eq!(
            prefs,
            Prefs {
                theme: Theme::Dark,
                ..Prefs::default()
            }
        );
    }

    #[test]
    fn the_browser_decides_until_a_person_does() {
        assert_eq!(Language::System.in_force("fr-CA"), Lang::Fr);
        assert_eq!(Language::System.in_force("de"), Lang::En);
        assert_eq!(Language::En.in_force("fr"), Lang::En);
    }
}
