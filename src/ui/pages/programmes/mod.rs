//! The page `programmes`.

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::words::Shell;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Programmes() -> impl IntoView {
    let lang = use_session().lang();
    view! { <PageFrame title=move || Shell::Programmes.text(lang.get()).to_owned()><div></div></PageFrame> }.into_any()
}

/// The page of one record.
#[component]
pub fn ProgrammePage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    view! { <PageFrame title=code.clone()><div></div></PageFrame> }.into_any()
}
