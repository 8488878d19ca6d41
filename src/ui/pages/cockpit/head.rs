//! The bar of the cockpit: which projects, compared with which report, and publishing.

use super::Look;
use crate::model::{Round, Shared};
use crate::session::{reporting, use_session};
use crate::ui::parts::ScopeMenu;
use crate::ui::widgets::{Button, IconButton, IconName, Menu, MenuItem, Variant};
use crate::ui::{apart, said};
use crate::words::{Cockpit as Words, Lang, format};
use leptos::prelude::*;

/// The day of a round, as people name its report.
pub fn day_of(round: &Round, lang: Lang) -> String {
    round
        .date
        .map(|day| format::day_month(lang, day))
        .unwrap_or_default()
}

/// The buttons of the bar.
pub fn head(look: Look) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let report = move |round: &Round| {
        let now = lang.get();
        Words::ReportOf.fill(now, &[&day_of(round, now)])
    };
    let compared = Signal::derive(move || {
        let round = look.round.get();
        round.map(|round| report(&round)).unwrap_or_default()
    });
    let round_items = Signal::derive(move || {
        let chosen = look.round.get();
        let item = |(place, round): (usize, &Shared<Round>)| {
            // The last one is what an address without the setting means, whichever it is by then.
            let key = round.date.filter(|_| place > 0).map(|day| day.to_string());
            let label = format!("{} · {}", round.name, day_of(round, lang.get()));
            MenuItem::ticked(
                &key.unwrap_or_default(),
                label,
                Some(round) == chosen.as_ref(),
            )
        };
        look.rounds
            .with(|all| all.iter().rev().enumerate().map(item).collect::<Vec<_>>())
    });
    let is_open = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| reporting::open_round(w).is_some())
    });
    let asked = RwSignal::new(false);
    let publish = move || match is_open.get() {
        true => Words::Publish.text(lang.get()).to_owned(),
        false => Words::OpenRound.text(lang.get()).to_owned(),
    };
    let print = move |()| {
        let _ = window().print();
    };
    view! {
        <span class="cockpit-head"></span>
        <ScopeMenu scope=look.scope />
        <Show when=move || !look.rounds.with(Vec::is_empty)>
            <Menu label=word(Words::CompareWith) value=compared icon=IconName::Clock items=round_items at_end=true
                on_pick=move |key: String| session.set_view("compare", &key) />
        </Show>
        <IconButton icon=IconName::Print label=word(Words::Print) on_press=print />
        <Show when=move || session.workspace().with(|w| !w.projects.is_empty())>
            <Button label=publish icon=IconName::Document variant=Variant::Primary on_press=move |()| asked.set(true) />
        </Show>
        {apart::publish(asked)}
    }
    .into_any()
}
