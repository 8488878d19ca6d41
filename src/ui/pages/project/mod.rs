//! The page of one project.

use crate::ui::parts::PageFrame;
use leptos::prelude::*;

/// The page of one record.
#[component]
pub fn ProjectPage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    view! { <PageFrame title=code.clone()><div></div></PageFrame> }.into_any()
}
