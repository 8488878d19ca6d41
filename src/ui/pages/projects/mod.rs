//! The page `projects`.

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::words::Shell;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Projects() -> impl IntoView {
    let lang = use_session().lang();
    view! { <PageFrame title=move || Shell::Projects.text(lang.get()).to_owned()><div></div></PageFrame> }.into_any()
}
