//! The heads of the matrix.

use super::draw;
use super::round::last_rounds;
use crate::analysis::Distribution;
use crate::model::Axis;
use crate::session::use_session;
use crate::ui::widgets::Drawing;
use crate::words::{Common, StatusText, axis_label, format};
use leptos::prelude::*;

/// The heads, with how the projects in sight stand on each axis.
#[component]
pub fn Head(tally: Memo<(Vec<Distribution>, Distribution)>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let axes = Axis::SHOWN.into_iter().enumerate().map(move |(n, axis)| {
        let counts = Memo::new(move |_| tally.with(|t| t.0.get(n).copied().unwrap_or_default()));
        view! {
            <div class="mx-cell mx-mark" role="columnheader">
                <span>{move || axis_label(axis, lang.get())}</span>
                <Drawing class="mx-share" svg=Signal::derive(move || draw::share(&counts.get(), 48, lang.get())) />
            </div>
        }
    });
    let span = move || {
        let rounds = session
            .workspace()
            .with(|w| last_rounds(w, session.today().get()));
        let month = |place: Option<&(_, String, _)>| {
            place.map(|round: &(crate::model::Date, String, _)| {
                format::month(lang.get(), round.0.month()).to_owned()
            })
        };
        match (month(rounds.first()), month(rounds.last())) {
            (Some(first), Some(last)) if rounds.len() > 1 => {
                StatusText::TrendSpan.fill(lang.get(), &[&first, &last])
            }
            _ => StatusText::Trend.text(lang.get()).to_owned(),
        }
    };
    let say = move |key: StatusText| move || key.text(lang.get());
    view! {
        <div class="mx-row mx-head" role="row" aria-rowindex="1">
            <div class="mx-cell mx-name" role="columnheader">{move || Common::Project.text(lang.get())}</div>
            <div class="mx-cell mx-unit" role="columnheader">{move || Common::Unit.text(lang.get())}</div>
            {axes.collect_view()}
            <div class="mx-cell mx-mark mx-whole" role="columnheader">{say(StatusText::Overall)}</div>
            <div class="mx-cell mx-mark" role="columnheader">{say(StatusText::Computed)}</div>
            <div class="mx-cell" role="columnheader">{span}</div>
            <div class="mx-cell" role="columnheader">{say(StatusText::Comment)}</div>
            <div class="mx-cell num" role="columnheader">{say(StatusText::Reported)}</div>
        </div>
    }
    .into_any()
}
