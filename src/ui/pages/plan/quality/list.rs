//! Who offends against a check: a list of any length, of several projects under their names.

use super::named::check_name;
use super::repairing::told;
use super::{Shown, repairs};
use crate::analysis::quality::{Offence, Outcome, Quality};
use crate::model::*;
use crate::session::plan::quality::{Line, by_project};
use crate::session::{Page, Route, key_of_record};
use crate::ui::widgets::LongList;
use crate::words::{Lang, Quality as Words, format, record_name};
use leptos::prelude::*;
use std::sync::Arc;

/// Who offends; of several projects under the name of each.
pub(super) fn offences(shown: Shown, quality: &Arc<Quality>, place: usize, lang: Lang) -> AnyView {
    let Some(outcome) = quality.outcomes.get(place) else {
        return ().into_any();
    };
    let lines = match shown.is_portfolio {
        true => shown
            .session
            .workspace()
            .with_untracked(|w| by_project(w, &outcome.offences)),
        false => (0..outcome.offences.len()).map(Line::Offence).collect(),
    };
    let (count, quality) = (lines.len(), Arc::clone(quality));
    let row = move |at: usize| {
        let outcome = quality.outcomes.get(place);
        match outcome.and_then(|outcome| Some((outcome, lines.get(at)?))) {
            Some((outcome, Line::Project(project, own))) => {
                head_line(shown, outcome, *project, own, lang)
            }
            Some((outcome, Line::Offence(at))) => match outcome.offences.get(*at) {
                Some(one) => offence(shown, one, lang),
                None => ().into_any(),
            },
            None => ().into_any(),
        }
    };
    let label = check_name(outcome.check).text(lang).to_owned();
    view! { <LongList label=Signal::stored(label) count row class="plan-offences" /> }.into_any()
}

/// The project over its offences.
fn head_line(
    shown: Shown,
    outcome: &Outcome,
    project: Option<Id<Project>>,
    places: &[usize],
    lang: Lang,
) -> AnyView {
    let session = shown.session;
    let name = session.workspace().with_untracked(|w| {
        let record = project.and_then(|id| w.projects.get(&id));
        record.map_or_else(
            || Words::NoProject.text(lang).to_owned(),
            |project| format!("{} {}", project.code, project.name),
        )
    });
    let count = Words::List.fill(lang, &[&format::count(lang, places.len())]);
    let name = match project {
        Some(id) => {
            let key = session
                .workspace()
                .with_untracked(|w| key_of_record(w, Kind::Project, id.raw()));
            let page = Page::Project(key, "plan".to_owned());
            let href = session.link(&Route::to(page).with("view", "quality"));
            view! { <a class="semi long-text" href=href>{name}</a> }.into_any()
        }
        None => view! { <b class="semi long-text">{name}</b> }.into_any(),
    };
    let own = repairs(outcome, places.iter().copied());
    let repair = (own.len() > 1).then(|| {
        let text = Words::RepairAll.fill(lang, &[&format::count(lang, own.len())]);
        view! { <button type="button" class="link" on:click=move |_| shown.asked.set(own.clone())>{text}</button> }
    });
    view! { {name}<span class="mut nowrap">{count}</span>{repair} }.into_any()
}

fn offence(shown: Shown, one: &Offence, lang: Lang) -> AnyView {
    let session = shown.session;
    let name = session.workspace().with_untracked(|w| {
        let name = |id: Id<Task>| record_name(w, Kind::Task, id.raw(), lang).to_string();
        let giver = one.link.and_then(|id| w.links.get(&id)?.giver_task);
        match giver {
            Some(giver) => format!("{} → {}", name(giver), name(one.task)),
            None => name(one.task),
        }
    });
    let days = one
        .days
        .map(|days| Words::Days.fill(lang, &[&format::whole(lang, days)]));
    let task = one.task;
    let repair = one.repair.clone().map(|repair| {
        let preview = told(session, &repair, lang).join("; ");
        view! {
            <button type="button" class="link" title=preview on:click=move |_| shown.asked.set(vec![repair.clone()])>{Words::Repair.text(lang)}</button>
        }
    });
    let class = match shown.is_portfolio {
        true => "link long-text plan-inner",
        false => "link long-text",
    };
    view! {
        <button type="button" class=class on:click=move |_| session.open_record(Kind::Task, task.raw())>{name}</button>
        <span class="mut nowrap">{days}</span>
        {repair}
    }
    .into_any()
}
