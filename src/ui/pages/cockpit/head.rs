//! The bar of the cockpit: which projects, compared with which report, and publishing.

use super::Look;
use crate::analysis::Scope;
use crate::model::{Kind, Round, Shared};
use crate::session::{reporting, scope_setting, use_session};
use crate::ui::widgets::{Button, IconButton, IconName, Menu, MenuItem, Variant};
use crate::ui::{apart, said};
use crate::words::{Cockpit as Words, Lang, format, record_name};
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
    let groups = Memo::new(move |_| {
        let (now, scope) = (lang.get(), look.scope.get());
        session.workspace().with(|w| {
            let mut items = Vec::new();
            for kind in [Kind::Unit, Kind::Programme] {
                let group = w.records(kind).map(|record| {
                    let id = record.raw_id();
                    let on = scope.group() == Some((kind, id));
                    let name = record_name(w, kind, id, now);
                    let order = record.get("order").map(|order| order.to_json().to_string());
                    let item = MenuItem::ticked(&scope_setting(w, kind, id), &*name, on);
                    (order, item)
                });
                let mut group: Vec<_> = group.collect();
                group.sort_by(|a, b| (&a.0, &a.1.label).cmp(&(&b.0, &b.1.label)));
                let mut group: Vec<_> = group.into_iter().map(|(_, item)| item).collect();
                if let Some(first) = group.first_mut() {
                    first.apart = true;
                }
                items.extend(group);
            }
            items
        })
    });
    let scope_items = Signal::derive(move || {
        let all = look.scope.get() == Scope::All;
        let all = MenuItem::ticked("", Words::AllUnits.text(lang.get()), all);
        std::iter::once(all).chain(groups.get()).collect::<Vec<_>>()
    });
    let scope_name = Signal::derive(move || {
        let chosen = groups.with(|all| {
            let on = all.iter().find(|item| item.checked == Some(true));
            on.map(|item| item.label.clone())
        });
        chosen.unwrap_or_else(|| Words::AllUnits.text(lang.get()).to_owned())
    });
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
        <Show when=move || !groups.with(Vec::is_empty)>
            <Menu label=word(Words::Scope) value=scope_name icon=IconName::Project items=scope_items at_end=true
                on_pick=move |key: String| session.set_view("scope", &key)
                on=Signal::derive(move || look.scope.get() != Scope::All) />
        </Show>
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
