//! One project or all of them as a file for MS Project, after a look at what does not fit; their
//! milestones as a calendar.

use super::plan::{losses, written};
use crate::exchange::{ics, msproject};
use crate::model::{RawId, Workspace};
use crate::session::use_session;
use crate::ui::dom;
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, IconName, SelectField};
use crate::words::{Common, MsProject as Words, format};
use leptos::prelude::*;

/// The part of a page about it.
#[component]
pub fn PlanExport() -> impl IntoView {
    let lang = use_session().lang();
    view! {
        <section class="mod plan-export" aria-labelledby="plan-export">
            <h2 id="plan-export">{said(lang, Words::ExportTitle)}</h2>
            {choice(String::new())}
        </section>
    }
    .into_any()
}

/// The same as a dialog over a plan or the roadmap, with a project chosen already.
pub fn plan_export_dialog(open: RwSignal<bool>, project: String) -> AnyView {
    let lang = use_session().lang();
    view! {
        <Dialog open on_close=move |()| open.set(false) title=said(lang, Words::ExportTitle) close_label=said(lang, Common::Close) wide=true>
            <div class="dialog-body plan-export">{choice(project.clone())}</div>
        </Dialog>
    }
    .into_any()
}

/// The choice of projects, what is lost, and the download.
fn choice(project: String) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let text = move |key: Words| said(lang, key);
    let chosen = RwSignal::new(project);
    let options = Signal::derive(move || {
        session.workspace().with(|w| {
            let mut names: Vec<(String, String)> = w
                .projects
                .values()
                .map(|p| (p.id.raw().to_string(), p.name.to_string()))
                .collect();
            names.sort_by(|a, b| a.1.cmp(&b.1));
            let count = format::whole(lang.get(), i64::try_from(names.len()).unwrap_or(i64::MAX));
            let all = Words::AllProjects.fill(lang.get(), &[&count]);
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
    let save = move |calendar: bool| {
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
            let text = if calendar {
                ics::milestones(w, &projects, session.today().get_untracked())
            } else {
                written(w, &projects).0
            };
            (text, named.unwrap_or_else(all))
        });
        let name: String = name
            .chars()
            .map(|c| if c.is_alphanumeric() { c } else { '-' })
            .collect();
        let (ending, kind) = if calendar {
            ("ics", "text/calendar")
        } else {
            ("xml", "application/xml")
        };
        dom::download(&format!("{name}.{ending}"), kind, &text);
    };
    view! {
        <p class="mut fs12">{text(Words::ExportHint)}</p>
        <SelectField label=text(Words::WhichProjects) options value=chosen on_commit=move |key: String| chosen.set(key) />
        {lost}
        <p class="row wrap">
            <Button label=text(Words::Export) icon=IconName::Export on_press=move |()| save(false) />
            <Button label=text(Words::Calendar) icon=IconName::Export on_press=move |()| save(true) />
        </p>
    }
    .into_any()
}
