//! The status of the domain as a mark.

use crate::analysis::Distribution;
use crate::charts::Level;
use crate::model::Rag;
use crate::session::use_session;
use crate::ui::widgets::{Mark, StatusMark};
use crate::words::{Lang, rag_label};
use leptos::prelude::*;

/// Returns the mark of a state.
#[must_use]
pub const fn mark_of(rag: Rag) -> Mark {
    match rag {
        Rag::Green => Mark::Green,
        Rag::Amber => Mark::Amber,
        Rag::Red => Mark::Red,
        Rag::NotAssessed => Mark::NotReported,
        Rag::Closed => Mark::Complete,
    }
}

/// Returns the level of the charts for a state.
#[must_use]
pub const fn level_of(rag: Rag) -> Level {
    match rag {
        Rag::Red => Level::Red,
        Rag::Amber => Level::Amber,
        Rag::NotAssessed => Level::NotReported,
        Rag::Green => Level::Green,
        Rag::Closed => Level::Complete,
    }
}

/// Returns the state for a level of the charts.
#[must_use]
pub const fn rag_of(level: Level) -> Rag {
    match level {
        Level::Red => Rag::Red,
        Level::Amber => Rag::Amber,
        Level::NotReported => Rag::NotAssessed,
        Level::Green => Rag::Green,
        Level::Complete => Rag::Closed,
    }
}

/// Returns the letter of a state: G A R N C, in French V O R N T.
#[must_use]
pub const fn rag_letter(rag: Rag, lang: Lang) -> &'static str {
    match (rag, lang) {
        (Rag::Green, Lang::En) => "G",
        (Rag::Green, Lang::Fr) => "V",
        (Rag::Amber, Lang::En) => "A",
        (Rag::Amber, Lang::Fr) => "O",
        (Rag::Red, _) => "R",
        (Rag::NotAssessed, _) => "N",
        (Rag::Closed, Lang::En) => "C",
        (Rag::Closed, Lang::Fr) => "T",
    }
}

/// A status mark in the language and skin of the moment.
#[component]
pub fn RagMark(
    /// The state.
    #[prop(into)]
    rag: Signal<Rag>,
    /// The language.
    lang: Memo<Lang>,
    /// Edge in pixels.
    #[prop(default = 16)]
    size: u8,
) -> impl IntoView {
    let weather = use_session().weather();
    view! {
        <StatusMark
            mark=Signal::derive(move || mark_of(rag.get()))
            name=Signal::derive(move || rag_label(rag.get(), lang.get()).to_owned())
            letter=Signal::derive(move || rag_letter(rag.get(), lang.get()).to_owned())
            size
            weather
        />
    }
}

/// How many are in each state: mark and count, states without any left out.
#[component]
pub fn DistributionStrip(
    /// The counts.
    #[prop(into)]
    counts: Signal<Distribution>,
    /// The language.
    lang: Memo<Lang>,
) -> impl IntoView {
    view! {
        <span class="row tight">
            {move || {
                let counts = counts.get();
                Distribution::ORDER.into_iter().filter(|rag| counts.count(*rag) > 0).map(|rag| view! {
                    <span class="row tight num">
                        <RagMark rag=rag lang size=14 />
                        {counts.count(rag)}
                    </span>
                }).collect_view()
            }}
        </span>
    }
    .into_any()
}
