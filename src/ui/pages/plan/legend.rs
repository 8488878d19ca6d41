//! The line below the plan: what the signs mean, and what stands out.

use super::{View, likely};
use crate::ui::said;
use crate::words::{Plan as Words, format};
use leptos::prelude::*;

const ENTRIES: [(&str, Words); 6] = [
    ("tl-key plan-key-critical", Words::LegendCritical),
    ("tl-key plan-key-task", Words::LegendTask),
    ("tl-key plan-key-foreign", Words::LegendForeign),
    ("tl-key plan-key-float", Words::LegendFloat),
    ("tl-key tl-key-baseline", Words::LegendBaseline),
    ("tl-key plan-key-deadline", Words::LegendDeadline),
];

/// The line, and what the schedule says of the plan as a whole.
#[component]
pub(super) fn Legend(view: View) -> impl IntoView {
    let lang = view.session.lang();
    let entry = move |(class, word): (&'static str, Words)| {
        view! { <span class="wide-only"><i class=class aria-hidden="true"></i>{said(lang, word)}</span> }
    };
    let differ = move || {
        let count = view.rows.with(|rows| rows.differing_count());
        let text = Words::Differs.fill(lang.get(), &[&format::count(lang.get(), count)]);
        (count > 0).then(|| view! {
            <button type="button" class="link" on:click=move |_| view.differing.set(true)>{text}</button>
        })
    };
    let critical = move || {
        let count = view.rows.with(|rows| rows.critical);
        (count > 0).then(|| Words::SetFinish.fill(lang.get(), &[&format::count(lang.get(), count)]))
    };
    let whiskers = move || {
        let is_shown = view.wish.with(|wish| wish.look.whiskers);
        is_shown.then(|| entry(("tl-key plan-key-likely", Words::LegendLikely)))
    };
    view! {
        <div class="tl-legend plan-legend">
            {ENTRIES.map(entry).collect_view()}
            {whiskers}
            <span class="tl-legend-end"><likely::OddsLine view /><span role="status">{critical}</span>{differ}</span>
        </div>
    }
    .into_any()
}
