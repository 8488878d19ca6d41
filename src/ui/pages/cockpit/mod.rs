//! The cockpit: the whole portfolio on one page.

mod attention;
mod budget;
mod flow;
mod milestones;
mod objectives;
mod risks;
mod tiles;

use crate::session::{Page, use_session};
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::ui::widgets::{Empty, IconButton, IconName};
use crate::words::{Cockpit as Words, Shell};
use leptos::prelude::*;

/// The page.
#[component]
pub fn Cockpit() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let is_empty = Memo::new(move |_| session.workspace().with(|w| w.projects.is_empty()));
    let print = move || {
        view! {
            <IconButton icon=IconName::Print label=word(Words::Print) on_press=move || { let _ = window().print(); } />
        }
    };
    view! {
        <PageFrame title=said(lang, Shell::Cockpit) actions=print>
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
                    <tiles::Tiles />
                    <div class="cockpit-middle">
                        <attention::AttentionList />
                        <budget::BudgetPanel />
                        <flow::FlowPanel />
                    </div>
                    <div class="cockpit-low">
                        <milestones::MilestonePanel />
                        <milestones::PromisePanel />
                        <objectives::ObjectivePanel />
                    </div>
                </div>
            </Show>
        </PageFrame>
    }
    .into_any()
}
