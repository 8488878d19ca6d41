//! What does not fit together in the projects shown, each with its reason.

use crate::model::{Id, Project};
use crate::session::matrix::{Line, View, misfits};
use crate::session::use_session;
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog};
use crate::words::{Common, StatusText, explain};
use leptos::prelude::*;

/// A button that opens the list; it is there while the filter on such projects is.
#[component]
pub fn Misfits(view_of: Memo<View>, shown: Memo<Vec<Line>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let open = RwSignal::new(false);
    let filtered = Memo::new(move |_| view_of.with(|view| view.has("odd")));
    let all = Memo::new(move |_| {
        let lines = |a: &_| shown.with(|lines| misfits(lines, a));
        if filtered.get() {
            session.answers().with(lines)
        } else {
            Vec::new()
        }
    });
    let label = Signal::derive(move || {
        StatusText::Misfits.fill(lang.get(), &[&all.with(Vec::len).to_string()])
    });
    // One part a reason: the sentence, and the projects that it is true of.
    let parts = move || {
        let lang = lang.get();
        let mut parts: Vec<(String, Vec<Id<Project>>)> = Vec::new();
        all.with(|all| {
            for (id, finding) in all {
                let sentence = explain::finding(finding, lang);
                match parts.last_mut().filter(|(last, _)| *last == sentence) {
                    Some((_, projects)) => projects.push(*id),
                    None => parts.push((sentence, vec![*id])),
                }
            }
        });
        let part = |(sentence, projects): (String, Vec<Id<Project>>)| {
            let count = projects.len();
            let links = projects.into_iter().map(|id| {
                let name = session
                    .workspace()
                    .with(|w| w.projects.get(&id).map(|p| p.name.to_string()));
                view! { <li><a class="med" href=session.project_href(id, "")>{name}</a></li> }
            });
            view! {
                <section class="misfit">
                    <h3>{sentence}" "<span class="mut">{count}</span></h3>
                    <ul>{links.collect_view()}</ul>
                </section>
            }
        };
        parts.into_iter().map(part).collect_view()
    };
    view! {
        <Show when=move || !all.with(Vec::is_empty)>
            <Button label on_press=move |()| open.set(true) />
            <Dialog
                open
                on_close=move |()| open.set(false)
                title=said(lang, StatusText::OnlyOdd)
                close_label=said(lang, Common::Close)
                wide=true
            >
                <div class="dialog-body">{parts}</div>
            </Dialog>
        </Show>
    }
    .into_any()
}
