//! The page `roadmap`.

use crate::session::use_session;
use crate::ui::parts::PageFrame;
use crate::words::Shell;
use leptos::prelude::*;

/// The page.
#[component]
pub fn Roadmap() -> impl IntoView {
    let lang = use_session().lang();
    view! { <PageFrame title=move || Shell::Roadmap.text(lang.get()).to_owned()><div></div></PageFrame> }.into_any()
}
