//! The frame of every page: breadcrumb, title, actions, toolbar, body.

use crate::session::{Page, use_session};
use crate::words::Shell;
use leptos::prelude::*;

/// The frame of a page.
#[component]
pub fn PageFrame(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Links between the portfolio and the title: text and address.
    #[prop(into, optional)]
    trail: Signal<Vec<(String, String)>>,
    /// Buttons at the right of the bar; at most one primary.
    #[prop(into, optional)]
    actions: ViewFn,
    /// The toolbar; no bar without it.
    #[prop(optional)]
    tools: Option<ViewFn>,
    /// The body.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let portfolio = session.portfolio();
    let open = Memo::new(move |_| session.front_record().is_some());
    // Before anything is opened the way back is the first screen.
    let name = move || {
        let name = portfolio.with(|p| p.as_ref().map(|p| p.name.to_string()));
        name.unwrap_or_else(|| Shell::AppName.text(session.lang().get()).to_owned())
    };
    let crumb = move |(text, href): (String, String)| {
        view! { <a href=href>{text}</a><span aria-hidden="true">"/"</span> }
    };
    view! {
        <header class="bar">
            <nav class="crumb" aria-label=move || Shell::Breadcrumb.text(session.lang().get())>
                <a href=move || session.href(Page::Portfolio)>{name}</a>
                <span aria-hidden="true">"/"</span>
                {move || trail.get().into_iter().map(crumb).collect_view()}
            </nav>
            <h1>{move || title.get()}</h1>
            {move || portfolio.with(|p| {
                let text = p.as_ref().map(|p| p.classification.to_string());
                text.filter(|text| !text.is_empty()).map(|text| view! { <span class="bar-class">{text}</span> })
            })}
            <div class="bar-acts">{actions.run()}</div>
        </header>
        {tools.map(|tools| view! { <div class="tools tools-scroll">{tools.run()}</div> })}
        <div class="stage">
            <div class="body">{children()}</div>
            {move || open.get().then(crate::ui::apart::record)}
        </div>
    }
    .into_any()
}
