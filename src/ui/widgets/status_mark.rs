//! The status mark: shape, letter and colour together.

use leptos::prelude::*;

/// One of the five states that a mark can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A circle.
    Green,
    /// A triangle.
    Amber,
    /// An octagon.
    Red,
    /// A dashed ring.
    NotReported,
    /// A rounded square.
    Complete,
}

impl Mark {
    /// Every mark, worst first.
    pub const ALL: [Self; 5] = [
        Self::Red,
        Self::Amber,
        Self::NotReported,
        Self::Green,
        Self::Complete,
    ];

    /// The end of its classes.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Green => "green",
            Self::Amber => "amber",
            Self::Red => "red",
            Self::NotReported => "none",
            Self::Complete => "complete",
        }
    }

    const fn shape(self) -> &'static str {
        match self {
            Self::Green => "M1 8a7 7 0 1 0 14 0a7 7 0 1 0 -14 0",
            Self::Amber => "M8 1.1 15.3 14.3H.7z",
            Self::Red => "M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z",
            Self::NotReported => "M1.6 8a6.4 6.4 0 1 0 12.8 0a6.4 6.4 0 1 0 -12.8 0",
            Self::Complete => {
                "M4 1.4h8a2.6 2.6 0 0 1 2.6 2.6v8a2.6 2.6 0 0 1 -2.6 2.6h-8a2.6 2.6 0 0 1 -2.6 -2.6v-8a2.6 2.6 0 0 1 2.6 -2.6z"
            }
        }
    }

    /// Sun, cloud and storm say it by themselves; the other two keep shape and letter.
    pub const fn has_letter(self, weather: bool) -> bool {
        !weather || matches!(self, Self::NotReported | Self::Complete)
    }

    /// Where its letter stands, from the top of a square of 16.
    pub const fn baseline(self) -> &'static str {
        match self {
            Self::Amber => "12.9",
            _ => "11.1",
        }
    }

    /// Its outline on a square of 16 by 16.
    pub const fn path(self, weather: bool) -> &'static str {
        if weather {
            self.weather()
        } else {
            self.shape()
        }
    }

    /// French météo: a sun, a sun behind a cloud, a storm, a question, a tick.
    const fn weather(self) -> &'static str {
        match self {
            Self::Green => {
                "M4.6 8a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0 -6.8 0M8 .6h0v2.2M8 13.2v2.2M.6 8h2.2M13.2 8h2.2M2.8 2.8l1.5 1.5M11.7 11.7l1.5 1.5M2.8 13.2l1.5-1.5M11.7 4.3l1.5-1.5"
            }
            Self::Amber => "M4.5 13.5a3 3 0 0 1 0-6a4 4 0 0 1 7.6-.4a3.2 3.2 0 0 1-.4 6.4z",
            Self::Red => {
                "M4.5 10a3 3 0 0 1 0-6a4 4 0 0 1 7.6-.4a3.2 3.2 0 0 1-.4 6.4zM8.6 9.5 6 13h2.2l-1 2.6 3.6-4H8.6z"
            }
            Self::NotReported | Self::Complete => self.shape(),
        }
    }
}

/// A status as shape, letter and colour, with its name for those who do not see it.
#[component]
pub fn StatusMark(
    /// The state.
    #[prop(into)]
    mark: Signal<Mark>,
    /// Its name in the language of the moment.
    #[prop(into)]
    name: Signal<String>,
    /// Its letter in the language of the moment.
    #[prop(into)]
    letter: Signal<String>,
    /// Edge in pixels: 14, 16, 18, 20 or 28.
    #[prop(default = 16)]
    size: u8,
    /// Shows weather in place of shapes.
    #[prop(into, optional)]
    weather: Signal<bool>,
) -> impl IntoView {
    view! {
        <svg class="rag" data-size=size.to_string() viewBox="0 0 16 16" role="img" aria-label=move || name.get()>
            <path class=move || format!("rag-fill-{}", mark.get().key()) data-weather=move || weather.get().to_string() d=move || mark.get().path(weather.get()) />
            <text x="8" y=move || mark.get().baseline() class=move || format!("rag-ink-{}", mark.get().key())>
                {move || if mark.get().has_letter(weather.get()) { letter.get() } else { String::new() }}
            </text>
        </svg>
    }
}
