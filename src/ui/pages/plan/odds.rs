//! Odds: when milestones and the project end, the chance of what was promised, and what moves the end most.

use crate::analysis::odds::{Chance, DayOdds, Mover, OddsOf, PlanOdds, ShownChance};
use crate::model::*;
use crate::session::odds::DrawState;
use crate::session::{Session, use_session};
use crate::ui::said;
use crate::ui::widgets::Button;
use crate::words::{Lang, Odds as Words, format, record_name};
use leptos::prelude::*;

/// A chance in words, with no more digits than it has.
pub(super) fn chance(chance: Chance, lang: Lang) -> String {
    match chance.shown() {
        ShownChance::Under(n) => Words::Under.fill(lang, &[&n.to_string()]),
        ShownChance::About(n) => Words::About.fill(lang, &[&n.to_string()]),
        ShownChance::Over(n) => Words::Over.fill(lang, &[&n.to_string()]),
    }
}

/// The view.
#[component]
pub(super) fn OddsView(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let live = session.odds(Signal::stored(Some(id)));
    let (odds, state) = (live.odds(), live.state());
    let status = move || {
        let lang = lang.get();
        let number = |n: u32| format::whole(lang, i64::from(n));
        match state.get() {
            DrawState::Waiting => Words::Waiting.text(lang).to_owned(),
            DrawState::Drawing { drawn, total } => {
                Words::Drawing.fill(lang, &[&number(drawn), &number(total)])
            }
            DrawState::Done => {
                let draws = odds.with(|odds| odds.as_ref().map_or(0, |odds| odds.draws));
                Words::Drawn.fill(lang, &[&number(draws)])
            }
            DrawState::Impossible => Words::Impossible.text(lang).to_owned(),
            DrawState::Stopped => Words::Stopped.text(lang).to_owned(),
        }
    };
    let is_drawing = Memo::new(move |_| matches!(state.get(), DrawState::Drawing { .. }));
    let dates = move || {
        odds.get().map(|odds| {
            let lang = lang.get();
            lines_of(session, &odds)
                .into_iter()
                .map(|(of, days)| date(session, of, days, lang))
                .collect_view()
        })
    };
    let movers = move || {
        let lang = lang.get();
        odds.get().map(|odds| {
            let widest = odds.tornado.first().map_or(1.0, |(_, effect)| effect.width().max(1.0));
            let lines = odds
                .tornado
                .iter()
                .map(|(mover, effect)| {
                    let critical = match mover {
                        Mover::Task(task) => odds.tasks.get(task).map(|task| task.criticality),
                        Mover::Factor(_) | Mover::Risk(_) => None,
                    };
                    let days = |minutes: f64| days_of(lang, minutes);
                    let share = critical.map(|share| format::percent(lang, percent(share)));
                    let width = format!("{:.0}%", (effect.width() / widest * 100.0).clamp(1.0, 100.0));
                    view! {
                        <tr>
                            <th scope="row">{name(session, mover, lang)}</th>
                            <td class="num">{days(effect.low)}</td>
                            <td class="num">{days(effect.high)}</td>
                            <td class="num">{share}</td>
                            <td class="plan-mover"><span aria-hidden="true" style:width=width></span></td>
                        </tr>
                    }
                })
                .collect_view();
            match odds.tornado.is_empty() {
                true => view! { <p class="sec">{Words::NoSpread.text(lang)}</p> }.into_any(),
                false => view! {
                    <p class="sec">{Words::MoversHint.text(lang)}</p>
                    <div class="table-wrap"><table class="table">
                        <thead><tr>{heads(lang, &[Words::HeadCause, Words::HeadWell, Words::HeadBadly, Words::HeadCritical, Words::HeadBar])}</tr></thead>
                        <tbody>{lines}</tbody>
                    </table></div>
                }
                .into_any(),
            }
        })
    };
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{said(lang, Words::Title)}</h2>
                    <span class="mod-hint" role="status">{status}</span>
                    <span class="mod-end">
                        <Show when=move || is_drawing.get()>
                            <Button label=said(lang, Words::Stop) on_press=Callback::new(move |()| live.stop()) />
                        </Show>
                    </span>
                </header>
                <p class="sec">{said(lang, Words::Hint)}</p>
                <div class="table-wrap"><table class="table">
                    <thead><tr>{move || {
                        let lang = lang.get();
                        let mut all = vec![Words::HeadWhat.text(lang), Words::HeadPromise.text(lang), Words::HeadChance.text(lang)];
                        all.extend(["P10", "P50", "P80", "P90"]);
                        all.into_iter().map(|text| view! { <th scope="col">{text}</th> }).collect_view()
                    }}</tr></thead>
                    <tbody>{dates}</tbody>
                </table></div>
            </section>
            <section class="mod">
                <header class="mod-head"><h2>{said(lang, Words::Movers)}</h2></header>
                {movers}
            </section>
        </div>
    }
    .into_any()
}

fn heads(lang: Lang, words: &[Words]) -> AnyView {
    words
        .iter()
        .map(|word| {
            let is_text = matches!(word, Words::HeadCause | Words::HeadBar);
            view! { <th scope="col" class:num=!is_text>{word.text(lang)}</th> }
        })
        .collect_view()
        .into_any()
}

/// The dates in the order that they come, the project as a whole last.
fn lines_of(session: Session, odds: &PlanOdds) -> Vec<(OddsOf, DayOdds)> {
    let is_ahead = |of: &OddsOf| match of {
        OddsOf::Project(_) => true,
        OddsOf::Milestone(task) => session.workspace().with(|w| {
            w.tasks
                .get(task)
                .is_some_and(|task| task.actual_finish.is_none())
        }),
    };
    let mut all: Vec<_> = odds
        .dates
        .iter()
        .filter(|(of, _)| is_ahead(of))
        .map(|(of, days)| (*of, *days))
        .collect();
    all.sort_by_key(|(of, days)| (matches!(of, OddsOf::Project(_)), days.p50.day, *of));
    all
}

fn date(session: Session, of: OddsOf, days: DayOdds, lang: Lang) -> AnyView {
    let name = match of {
        OddsOf::Project(_) => Words::Whole.text(lang).to_owned(),
        OddsOf::Milestone(task) => session
            .workspace()
            .with(|w| record_name(w, Kind::Task, task.raw(), lang).to_string()),
    };
    let day = |day: Date| view! { <td class="nowrap">{format::date(lang, day)}</td> };
    let promised = days.promise.map(|(day, _)| format::date(lang, day));
    let kept = days.promise.map(|(_, kept)| chance(kept, lang));
    let is_poor = days.promise.is_some_and(|(_, kept)| kept.share() < 0.5);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td class="nowrap">{promised}</td>
            <td class="nowrap" class:worse=is_poor><b>{kept}</b></td>
            {[days.p10.day, days.p50.day, days.p80.day, days.p90.day].map(day).collect_view()}
        </tr>
    }
    .into_any()
}

fn name(session: Session, mover: &Mover, lang: Lang) -> String {
    let of = |kind: Kind, id: RawId| {
        session
            .workspace()
            .with(|w| record_name(w, kind, id, lang).to_string())
    };
    match mover {
        Mover::Task(task) => of(Kind::Task, task.raw()),
        Mover::Factor(name) => name.to_string(),
        Mover::Risk(risk) => of(Kind::Risk, risk.raw()),
    }
}

/// Minutes of work as whole working days with their sign.
#[expect(clippy::cast_possible_truncation, reason = "days of a plan fit")]
fn days_of(lang: Lang, minutes: f64) -> String {
    let days = (minutes / 480.0).round() as i64;
    format::days_signed(lang, days)
}

#[expect(clippy::cast_possible_truncation, reason = "a share")]
fn percent(share: f64) -> Percent {
    Percent((share * 100.0).round() as i32 * 100)
}
