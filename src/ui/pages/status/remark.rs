//! The comment of a row.

use super::matrix::COLUMNS;
use crate::analysis::ProjectAnswers;
use crate::model::{Id, Project, Shared};
use crate::session::use_session;
use crate::ui::dom;
use crate::words::StatusText;
use leptos::{ev, prelude::*};

/// The comment of the latest report; edited in place.
#[component]
pub fn Comment(
    row: usize,
    id: Id<Project>,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
    editing: RwSignal<Option<usize>>,
) -> impl IntoView {
    let here = Memo::new(move |_| editing.get() == Some(row));
    let text = Memo::new(move |_| {
        answers.with(|found| {
            let report = found.as_ref().and_then(|a| a.reported.latest.as_ref());
            report.map(|r| r.summary.0.to_string()).unwrap_or_default()
        })
    });
    let finish = move |value: Option<String>| {
        if !here.get_untracked() {
            return;
        }
        editing.set(None);
        if let Some(value) = value.filter(|value| text.with_untracked(|t| t != value)) {
            super::comment(id, None, &value);
        }
        request_animation_frame(move || {
            dom::focus_first(None, &format!("#mx-{row}-{}", COLUMNS - 1));
        });
    };
    let on_key = move |event: ev::KeyboardEvent| {
        event.stop_propagation();
        match event.key().as_str() {
            "Enter" => finish(Some(event_target_value(&event))),
            "Escape" => finish(None),
            _ => {}
        }
    };
    move || {
        if here.get() {
            let lang = use_session().lang();
            view! {
                <input
                    class="mx-input"
                    autocomplete="off"
                    aria-label=move || StatusText::Comment.text(lang.get())
                    prop:value=text.get_untracked()
                    on:keydown=on_key
                    on:blur=move |event| finish(Some(event_target_value(&event)))
                />
            }
            .into_any()
        } else {
            view! { <span class="trunc sec" title=move || text.get()>{move || text.get()}</span> }
                .into_any()
        }
    }
}
