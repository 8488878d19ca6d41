//! What was changed, as far as this browser keeps it edit by edit.

use super::Shelf;
use crate::ui::parts::EditList;
use crate::words::{Data as Words, ProjectText};
use leptos::prelude::*;

/// The edits, newest first.
#[component]
pub fn Changes(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let label = move || Words::Changes.text(lang.get());
    view! {
        <section class="mod" aria-labelledby="data-changes">
            <div class="mod-head">
                <h2 id="data-changes">{label}</h2>
                <span class="mod-hint">{move || Words::ChangesHint.text(lang.get())}</span>
            </div>
            <div class="data-scroll" tabindex="0" role="region" aria-label=label><EditList none=ProjectText::NoEdits /></div>
        </section>
    }
    .into_any()
}
