//! What was changed since the portfolio was opened.

use super::Shelf;
use crate::words::{Data as Words, deed_label};
use leptos::prelude::*;

/// How many steps are listed.
const LISTED: usize = 12;

/// The steps of this session, newest first.
#[component]
pub fn Changes(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let steps = Memo::new(move |_| {
        let lang = lang.get();
        shelf.session.with_history(|history| {
            let steps = history.steps().take(LISTED);
            steps
                .map(|step| {
                    (
                        deed_label(&step.patch.label, lang),
                        step.patch.author.to_string(),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="mod" aria-labelledby="data-changes">
            <div class="mod-head">
                <h2 id="data-changes">{move || Words::Changes.text(lang.get())}</h2>
                <span class="mod-hint">{move || Words::ChangesHint.text(lang.get())}</span>
            </div>
            {move || if steps.with(Vec::is_empty) {
                view! { <p class="mut fs12">{Words::NoChanges.text(lang.get())}</p> }.into_any()
            } else {
                let lines = steps.get().into_iter().map(|(what, who)| view! {
                    <li class="row"><span>{what}</span><span class="mut fs11 end">{who}</span></li>
                });
                view! { <ol class="data-list fs12">{lines.collect_view()}</ol> }.into_any()
            }}
        </section>
    }
    .into_any()
}
