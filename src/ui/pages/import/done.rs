//! What was imported, and where to look at it.

use super::flow::Flow;
use super::preview::counted;
use crate::session::Page;
use crate::ui::dom;
use crate::ui::widgets::{Icon, IconName};
use crate::words::{Import as Words, Shell, format};
use leptos::prelude::*;

/// The report.
#[component]
pub(super) fn Done(flow: Flow) -> impl IntoView {
    let session = flow.session;
    let lang = session.lang();
    let whole =
        move |number: usize| format::whole(lang.get(), i64::try_from(number).unwrap_or(i64::MAX));
    let lines = move || {
        let done = flow.done.get().unwrap_or_default();
        let lang = lang.get();
        let mut lines = vec![Words::DoneCounts.fill(
            lang,
            &[
                &whole(done.created),
                &whole(done.updated),
                &whole(done.unchanged),
            ],
        )];
        if !done.others.is_empty() {
            lines.push(Words::AlsoAdded.fill(lang, &[&counted(&done.others, lang)]));
        }
        if done.lost > 0 {
            lines.push(Words::DoneCells.fill(lang, &[&whole(done.lost)]));
        }
        lines.push(Words::OneStep.text(lang).to_owned());
        lines
    };
    dom::focus_if_lost(".import-done a");
    let link = move |page: Page, name: Shell| view! { <a class="btn" href=move || session.href(page.clone())>{move || name.text(lang.get())}</a> };
    view! {
        <div class="import-choose">
            <div class="import-done" role="status">
                <span class="way-icon"><Icon name=IconName::Check size=20 /></span>
                <h2>{move || Words::DoneTitle.fill(lang.get(), &[&flow.done.with(|d| d.as_ref().map(|d| d.file.clone()).unwrap_or_default())])}</h2>
                {move || lines().into_iter().map(|line| view! { <p class="sec">{line}</p> }).collect_view()}
                <div class="row wrap">
                    {link(Page::Cockpit, Shell::Cockpit)}
                    {link(Page::Roadmap, Shell::Roadmap)}
                    {link(Page::Status, Shell::Status)}
                    {link(Page::Projects, Shell::Projects)}
                </div>
            </div>
        </div>
    }
    .into_any()
}
