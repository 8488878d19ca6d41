//! The page `units`.

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::words::Shell;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Units() -> impl IntoView {
    let lang = use_session().lang();
    view! { <PageFrame title=move || Shell::Units.text(lang.get()).to_owned()><div></div></PageFrame> }.into_any()
}

/// The page of one record.
#[component]
pub fn UnitPage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    view! { <PageFrame title=code.clone()><div></div></PageFrame> }.into_any()
}
