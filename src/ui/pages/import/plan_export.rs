//! One project or all of them as a file for MS Project, after a look at what does not fit.

use super::plan::{losses, written};
use crate::exchange::msproject;
use crate::model::{RawId, Workspace};
use crate::session::use_session;
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, SelectField};
use crate::words::MsProject as Words;
use leptos::prelude::*;

/// The choice of projects, what is lost, and the download.
#[component]
pub fn PlanExport() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let text = move |key: Words| said(lang, key);
    let chosen = RwSignal::new(String::new());
    let options = Signal::derive(move || {
        session.workspace().with(|w| {
            let mut names: Vec<(String, String)> = w
                .projects
                .values()
                .map(|p| (p.id.raw().to_string(), p.name.to_string()))
                .collect();
            names.sort_by(|a, b| a.1.cmp(&b.1));
            let all = Words::Projects.text(lang.get());
            let all = format!("{} ({})", all, names.len());
            std::iter::once((String::new(), all))
                .chain(names)
                .collect::<Vec<_>>()
        })
    });
    let projects = move |w: &Workspace| -> Vec<RawId> {
        match RawId::parse(&chosen.get()) {
            Some(one) => vec![one],
            None => w.projects.keys().map(|id| id.raw()).collect(),
        }
    };
    let lost = move || {
        let lang = lang.get();
        session
            .workspace()
            .with(|w| losses(&msproject::give(w, &projects(w)).losses, true, lang))
    };
    let save = move |()| {
        let (text, name) = session.workspace().with_untracked(|w| {
            let projects = untrack(|| projects(w));
            let named = options.with_untracked(|all| {
                let key = chosen.get_untracked();
                let one = all.iter().find(|(id, _)| !key.is_empty() && *id == key);
                one.map(|(_, name)| name.clone())
            });
            let all = || {
                w.portfolio()
                    .map(|p| p.name.to_string())
                    .unwrap_or_default()
            };
            (written(w, &projects).0, named.unwrap_or_else(all))
        });
        let name: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        dom::download(&format!("{name}.xml"), "application/xml", &text);
    };
    view! {
        <section class="mod plan-export" aria-labelledby="plan-export">
            <h2 id="plan-export" class="fs14 semi">{text(Words::ExportTitle)}</h2>
            <p class="mut fs12">{text(Words::ExportHint)}</p>
            <SelectField label=text(Words::Projects) options value=chosen on_commit=move |key: String| chosen.set(key) />
            {lost}
            <Button label=text(Words::Export) icon=IconName::Export on_press=save />
        </section>
    }
    .into_any()
}
