//! The key below the timeline.

use std::sync::Arc;

use leptos::prelude::*;

use super::marks::mark_of;
use crate::timeline::{Status, TimelineWords};
use crate::ui::widgets::StatusMark;

/// What the marks of the timeline mean, in one line.
#[component]
pub fn TimelineLegend(
    /// Words in the language of the person.
    #[prop(into)]
    words: Signal<Arc<TimelineWords>>,
    /// Marks are weather signs.
    #[prop(into, optional)]
    weather: Signal<bool>,
) -> impl IntoView {
    let entries = move || {
        let words = words.get();
        let marks = Status::ALL
            .into_iter()
            .map(|status| {
                let (name, letter) = (words.status(status).to_owned(), words.letter(status).to_owned());
                view! { <span><StatusMark mark=mark_of(status) name=name.clone() letter size=14 weather/>{name}</span> }
            })
            .collect_view();
        view! {
            <span><i class="tl-key tl-key-bar" aria-hidden="true"></i>{words.legend_progress.clone()}</span>
            <span><i class="tl-key tl-key-slip" aria-hidden="true"></i>{words.legend_slip.clone()}</span>
            <span><i class="tl-key tl-key-baseline" aria-hidden="true"></i>{words.legend_baseline.clone()}</span>
            <span><i class="tl-key tl-key-diamond tl-key-passed" aria-hidden="true"></i>{words.legend_passed.clone()}</span>
            <span><i class="tl-key tl-key-diamond" aria-hidden="true"></i>{words.legend_ahead.clone()}</span>
            <span><i class="tl-key tl-key-link" aria-hidden="true"></i>{words.legend_link.clone()}</span>
            <span><i class="tl-key tl-key-link tl-key-broken" aria-hidden="true"></i>{words.legend_broken.clone()}</span>
            <span class="tl-legend-end">{marks}</span>
        }
    };
    view! { <div class="tl-legend">{entries}</div> }.into_any()
}
