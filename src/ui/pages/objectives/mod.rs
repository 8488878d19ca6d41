//! The page `objectives`.

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::words::Shell;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Objectives() -> impl IntoView {
    let lang = use_session().lang();
    view! { <PageFrame title=move || Shell::Objectives.text(lang.get()).to_owned()><div></div></PageFrame> }.into_any()
}

/// The page of one record.
#[component]
pub fn ObjectivePage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    view! { <PageFrame title=code.clone()><div></div></PageFrame> }.into_any()
}

/// The page of one record.
#[component]
pub fn KpiPage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    view! { <PageFrame title=code.clone()><div></div></PageFrame> }.into_any()
}
