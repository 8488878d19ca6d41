//! The cockpit: the portfolio, or a part of it, on one page.

mod attention;
mod budget;
mod flow;
mod head;
mod look;
mod milestones;
mod objectives;
mod risks;
mod tiles;

pub use look::Look;
pub use objectives::ObjectivePanel;

use crate::session::{Page, use_session};
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::ui::widgets::Empty;
use crate::words::{Cockpit as Words, Shell, record_name};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Cockpit() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let is_empty = Memo::new(move |_| session.workspace().with(|w| w.projects.is_empty()));
    let look = Look::of_address(session);
    // The heading says which projects: it is printed too.
    let title = Signal::derive(move || {
        let lang = lang.get();
        let name = look.scope.get().group().map(|(kind, id)| {
            session
                .workspace()
                .with(|w| record_name(w, kind, id, lang).to_string())
        });
        let page = Shell::Cockpit.text(lang);
        name.map_or_else(
            || page.to_owned(),
            |name| Words::Of.fill(lang, &[page, &name]),
        )
    });
    view! {
        <PageFrame title actions=move || head::head(look)>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! {
                    <Empty title=word(Words::Empty) hint=word(Words::EmptyHint)>
                        <a class="btn" data-variant="primary" href=move || session.href(Page::Import)>{move || Shell::Import.text(lang.get())}</a>
                        <a class="btn" href=move || session.href(Page::Projects)>{move || Shell::AddProject.text(lang.get())}</a>
                    </Empty>
                }
            >
                <div class="mods cockpit">
                    <tiles::Tiles look />
                    <div class="cockpit-middle">
                        <attention::AttentionList look />
                        <budget::BudgetPanel look />
                        <flow::FlowPanel look />
                    </div>
                    <div class="cockpit-low">
                        <milestones::MilestonePanel look />
                        <milestones::PromisePanel look />
                        <objectives::ObjectivePanel look />
                    </div>
                </div>
            </Show>
        </PageFrame>
    }
    .into_any()
}
