//! The page `status`: the matrix of projects and axes, and the report round.

mod cells;
pub mod draw;
mod explain;
mod head;
mod matrix;
mod misfits;
mod opening;
mod press;
mod remark;
mod round;
mod tools;

use crate::ui::said;
pub use explain::{Asked, ExplainPopover};
pub use round::Publish;

use crate::model::{Axis, Id, Project, Text, Value};
use crate::session::matrix::{View, counts, differs, lines};
use crate::session::{Page, reporting, use_session};
use crate::ui::parts::PageFrame;
use crate::ui::widgets::Empty;
use crate::words::{Shell, StatusText};
use leptos::prelude::*;

/// Who writes, when, with a fresh identity.
pub(in crate::ui::pages) fn writer() -> reporting::Writer {
    let session = use_session();
    reporting::Writer {
        today: session.today().get_untracked(),
        author: session
            .prefs()
            .with_untracked(|prefs| prefs.author.as_str().into()),
        fresh: session.fresh_id(),
    }
}

/// Writes a comment into the open report of a project: on an axis, or the summary.
pub(in crate::ui::pages) fn comment(project: Id<Project>, axis: Option<Axis>, text: &str) {
    let session = use_session();
    let text: Text = text.trim().into();
    let value = (!text.is_empty()).then_some(Value::Text(text));
    let fields = [(reporting::comment_field(axis), value)];
    let commands = session.workspace().with_untracked(|w| {
        session.answers().with_untracked(|a| {
            let reported = a.project(project).map(|found| &**found);
            reporting::write_report(w, reported, project, &fields, &writer())
        })
    });
    session.act(&crate::edit::Command::Group {
        deed: crate::edit::Deed::Set,
        commands,
    });
}

/// The page.
#[component]
pub fn Status() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let view_of = Memo::new(move |_| session.route().with(View::of));
    let shown = Memo::new(move |_| {
        let without = StatusText::Without.text(lang.get());
        session.workspace().with(|w| {
            session
                .answers()
                .with(|a| lines(&view_of.get(), w, a, without))
        })
    });
    let tally = Memo::new(move |_| {
        shown.with(|shown| session.answers().with(|a| counts(&view_of.get(), shown, a)))
    });
    let differing = Memo::new(move |_| {
        session
            .answers()
            .with(|a| a.projects.values().filter(|found| differs(found)).count())
    });
    let none = Memo::new(move |_| session.workspace().with(|w| w.projects.is_empty()));
    let asked: RwSignal<Option<Asked>> = RwSignal::new(None);
    // The bar is built once: what may come and go is a closure inside it.
    let tools = move || {
        move || (!none.get()).then(|| view! { <tools::Tools view_of shown tally differing /> })
    };
    view! {
        <PageFrame
            title=said(lang, Shell::Status)
            actions=move || view! { <round::RoundBar /> }
            tools=ViewFn::from(tools)
        >
            {move || if none.get() {
                view! {
                    <Empty
                        title=said(lang, StatusText::EmptyTitle)
                        hint=said(lang, StatusText::EmptyHint)
                    >
                        <a class="btn" data-variant="primary" href=move || session.href(Page::Import)>{move || Shell::Import.text(lang.get())}</a>
                        <a class="btn" href=move || session.href(Page::Projects)>{move || Shell::AddProject.text(lang.get())}</a>
                    </Empty>
                }
                .into_any()
            } else {
                view! { <matrix::Matrix view_of shown tally asked /> }.into_any()
            }}
            {move || asked.get().map(|now| view! {
                <ExplainPopover asked=now on_close=move |()| asked.set(None) />
            })}
        </PageFrame>
    }
    .into_any()
}
