//! The key below the plan, and the keys that work in it.

use crate::ui::said;
use crate::ui::widgets::Kbd;
use crate::words::{Lang, Plan as Words};
use leptos::prelude::*;

const ENTRIES: [(&str, Words); 6] = [
    ("tl-key plan-key-critical", Words::LegendCritical),
    ("tl-key plan-key-task", Words::LegendTask),
    ("tl-key plan-key-foreign", Words::LegendForeign),
    ("tl-key plan-key-float", Words::LegendFloat),
    ("tl-key tl-key-baseline", Words::LegendBaseline),
    ("tl-key plan-key-deadline", Words::LegendDeadline),
];

/// The line.
#[component]
pub(super) fn Legend(lang: Memo<Lang>) -> impl IntoView {
    let entry = move |(class, word): (&'static str, Words)| {
        view! { <span><i class=class aria-hidden="true"></i>{said(lang, word)}</span> }
    };
    view! {
        <div class="tl-legend plan-legend">
            {ENTRIES.map(entry).collect_view()}
            <span class="tl-legend-end">{said(lang, Words::MoveHint)}", "<Kbd keys="L".to_owned() />" "{said(lang, Words::LinkHint)}</span>
        </div>
    }
    .into_any()
}
