//! The risks that weigh most.

use super::Look;
use crate::analysis::Scope;
use crate::analysis::rag::{high_risks, is_answered};
use crate::model::*;
use crate::session::use_session;
use crate::words::Cockpit as Words;
use leptos::prelude::*;

/// How many are shown.
const SHOWN: usize = 4;

/// The list, below the dependencies.
#[component]
pub fn RiskList(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let row = move |(score, risk): (i64, Shared<Risk>)| {
        let now = lang.get();
        let project = session
            .workspace()
            .with(|w| risk.project.and_then(|id| w.projects.get(&id)).cloned());
        let href = project.as_ref().map(|p| session.project_href(p.id, ""));
        let name = project.map(|p| p.name.to_string()).unwrap_or_default();
        let bare = (!is_answered(&risk)).then(|| Words::RiskBare.text(now));
        view! {
            <li class="promise-row">
                <p class="row"><a class="med trunc" href=href>{risk.name.to_string()}</a><span class="num fs12 end nowrap">{Words::RiskScore.fill(now, &[&score.to_string()])}</span></p>
                <p class="row fs12"><span class="sec trunc">{name}</span><span class="worse end nowrap">{bare}</span></p>
            </li>
        }
    };
    let rows = move || {
        let mut all = session.workspace().with(high_risks);
        // A risk of no project threatens the whole portfolio alone.
        if look.scope.get() != Scope::All {
            let inside = |risk: &Risk| {
                let project = risk.project;
                look.answers
                    .with(|a| project.is_some_and(|id| a.project(id).is_some()))
            };
            all.retain(|(_, risk)| inside(risk));
        }
        all.truncate(SHOWN);
        if all.is_empty() {
            view! { <p class="sec">{Words::RisksNone.text(lang.get())}</p> }.into_any()
        } else {
            view! { <ul>{all.into_iter().map(row).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <div class="cockpit-below">
            <header class="mod-head"><h2>{move || Words::Risks.text(lang.get())}</h2></header>
            {rows}
        </div>
    }
    .into_any()
}
