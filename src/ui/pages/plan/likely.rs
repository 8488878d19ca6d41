//! The odds in the plan itself: what is asked for, how far the draws are, and why a figure is what it is.

use super::View;
use crate::analysis::odds::{Dates, OddsOf};
use crate::model::*;
use crate::session::Session;
use crate::session::odds::{Asked, DrawState, LiveOdds};
use crate::session::plan::{Field, RowOdds, columns_shown};
use crate::ui::parts::Why;
use crate::ui::said;
use crate::ui::timeline::CellAt;
use crate::ui::widgets::{IconButton, IconName, Popover};
use crate::words::{Common, Odds as Words, OddsFigure, format, odds_why};
use leptos::prelude::*;

/// The setting of the address that draws odds on the bars.
pub(super) const SETTING: &str = "odds";

/// What of the odds an address wants to see: whiskers on the bars, or columns.
pub(super) fn asked(session: Session, project: Option<Id<Project>>) -> Memo<Option<Asked>> {
    let part = super::part_of(session, project);
    Memo::new(move |_| {
        let is_asked = session.route().with(|route| {
            let columns = columns_shown(route.get("cols"));
            !route.get(SETTING).is_empty() || columns.iter().any(|c| c.is_odds())
        });
        is_asked.then(|| (part.get(), Dates::Tasks))
    })
}

/// The odds as rows may tell them: from an edit on nothing is told until the plan was drawn again.
pub(super) fn told(asked: Memo<Option<Asked>>, live: LiveOdds) -> Memo<RowOdds> {
    let is_over = Memo::new(move |_| {
        matches!(
            live.state().get(),
            DrawState::Stopped | DrawState::Impossible
        )
    });
    Memo::new(move |_| match (asked.get(), live.current().get()) {
        (None, _) => RowOdds::Off,
        (Some(_), Some(odds)) => RowOdds::Known(odds),
        (Some(_), None) if is_over.get() => RowOdds::Off,
        (Some(_), None) => RowOdds::Drawing,
    })
}

/// How far the draws are, below the plan.
#[component]
pub(super) fn OddsLine(view: View) -> impl IntoView {
    let lang = view.session.lang();
    let live = view.live;
    let line = move || {
        view.asked.get()?;
        let lang = lang.get();
        let number = |n: u32| format::whole(lang, i64::from(n));
        // A run that ended for a plan that was edited since is none.
        let state = match (live.state().get(), live.current().get()) {
            (DrawState::Done, None) => DrawState::Waiting,
            (state, _) => state,
        };
        Some(match state {
            DrawState::Waiting => Words::Again.text(lang).to_owned(),
            DrawState::Drawing { drawn, total } => {
                Words::AgainOf.fill(lang, &[&number(drawn), &number(total)])
            }
            DrawState::Done => {
                let draws = live.current().get().map_or(0, |odds| odds.draws);
                Words::Here.fill(lang, &[&number(draws)])
            }
            DrawState::Impossible => Words::Impossible.text(lang).to_owned(),
            DrawState::Stopped => Words::HereStopped.text(lang).to_owned(),
        })
    };
    let line = Memo::new(move |_| line());
    let is_drawing = Memo::new(move |_| matches!(live.state().get(), DrawState::Drawing { .. }));
    let is_known = Memo::new(move |_| view.asked.get().is_some() && live.current().get().is_some());
    let rules = Signal::derive(move || {
        let lang = lang.get();
        let mut all = vec![Words::Hint.text(lang).to_owned()];
        if let Some(odds) = live.current().get() {
            let draws = format::whole(lang, i64::from(odds.draws));
            all.push(Words::RuleDraws.fill(lang, &[&draws, &odds.seed.to_string()]));
        }
        all.push(Words::ExplainCell.text(lang).to_owned());
        all
    });
    let text = Signal::derive(move || line.get().unwrap_or_default());
    view! {
        <Show when=move || view.asked.get().is_some()>
            <span class="plan-odds">
                <span role="status" class:sr=move || is_known.get()>{text}</span>
                <Show when=move || is_known.get()><Why text title=said(lang, Words::Title) lines=rules /></Show>
                <Show when=move || is_drawing.get()>
                    <button type="button" class="link" on:click=move |_| live.stop()>{said(lang, Words::Stop)}</button>
                </Show>
            </span>
        </Show>
    }
    .into_any()
}

/// The figure of a column.
pub(super) const fn figure(field: Field) -> Option<OddsFigure> {
    match field {
        Field::P50 => Some(OddsFigure::P50),
        Field::P80 => Some(OddsFigure::P80),
        Field::P90 => Some(OddsFigure::P90),
        Field::Chance => Some(OddsFigure::Chance),
        Field::Criticality => Some(OddsFigure::Criticality),
        _ => None,
    }
}

/// Why the figure of a cell is what it is, where it is known.
pub(super) fn why(view: View, at: &CellAt, field: Field) -> Vec<String> {
    let (id, lang) = (RawId(at.key), view.session.lang().get_untracked());
    let odds = view.live.current().get_untracked();
    view.session.workspace().with_untracked(|w| {
        let of = match w.tasks.contains_key(&Id::new(id)) {
            true => OddsOf::Task(Id::new(id)),
            false => OddsOf::Project(Id::new(id)),
        };
        let known = odds.zip(figure(field));
        known.map_or_else(Vec::new, |(odds, figure)| {
            odds_why(w, &odds, of, figure, lang)
        })
    })
}

/// The explanation of a cell, beside it.
#[component]
pub(super) fn Explained(view: View) -> impl IntoView {
    let lang = view.session.lang();
    move || {
        let (at, title, lines) = view.explained.get()?;
        let (x, y, _, height) = at;
        let close = move || view.explained.set(None);
        let title = Signal::stored(title);
        let lines = lines.into_iter();
        let lines = lines
            .map(|line| view! { <p class="prose">{line}</p> })
            .collect_view();
        Some(view! {
            <Popover at=(x, y + height + 4.0) label=title on_close=move |()| close()>
                <div class="why-body">
                    <div class="row">
                        <b class="semi">{title}</b>
                        <span class="end">
                            <IconButton icon=IconName::Close label=said(lang, Common::Close) on_press=move |()| close() />
                        </span>
                    </div>
                    {lines}
                </div>
            </Popover>
        })
    }
}
