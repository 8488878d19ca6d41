//! What was changed, as far as this browser keeps it edit by edit, and what a step would change.

use super::Shelf;
use crate::ui::parts::EditList;
use crate::ui::said;
use crate::ui::widgets::Dialog;
use crate::words::{Common, Data as Words, ProjectText};
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

/// The dialog that shows what a step would change, under a sentence on it and above what can be done.
pub fn review(
    shelf: Shelf,
    open: Signal<bool>,
    on_close: Callback<()>,
    title: Signal<String>,
    lead: Words,
    body: ViewFn,
    foot: ViewFn,
) -> AnyView {
    view! {
        <Dialog wide=true open on_close title close_label=said(shelf.lang, Common::Close)>
            <div class="dialog-body">
                <p>{move || lead.text(shelf.lang.get())}</p>
                {body.run()}
            </div>
            <div class="dialog-foot data-foot">{foot.run()}</div>
        </Dialog>
    }
    .into_any()
}
