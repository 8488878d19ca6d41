//! Odds: when milestones and the project end, the chance of what was promised, and what moves the end most.

mod list;

use crate::analysis::odds::{self, DayOdds, Mover, OddsOf, PlanOdds};
use crate::model::*;
use crate::session::odds::DrawState;
use crate::session::{Session, use_session};
use crate::ui::said;
use crate::ui::widgets::Button;
use crate::words::{Lang, Odds as Words, format, odds_chance, odds_share, record_name};
use leptos::prelude::*;
use std::sync::Arc;

/// The view.
#[component]
pub(super) fn OddsView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let part = super::part_of(session, project);
    let live = session.odds(Signal::derive(move || {
        Some((part.get(), odds::Dates::Events))
    }));
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
    // What was drawn before an edit is pale until it is drawn again; the line above says so.
    let is_former =
        Memo::new(move |_| odds.with(Option::is_some) && live.current().get().is_none());
    let is_drawing = Memo::new(move |_| matches!(state.get(), DrawState::Drawing { .. }));
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
                    let share = critical.map(|share| odds_share(share, lang));
                    let width = format!("{:.0}%", (effect.width() / widest * 100.0).clamp(1.0, 100.0));
                    view! {
                        <tr>
                            <th scope="row">{name(session, mover, project.is_none(), lang)}</th>
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
                <div class:plan-again=move || is_former.get()>
                    {move || match project {
                        Some(_) => view! { <Dates odds /> }.into_any(),
                        None => view! { <list::Ends odds /> }.into_any(),
                    }}
                </div>
            </section>
            <section class="mod">
                <header class="mod-head"><h2>{said(lang, Words::Movers)}</h2></header>
                <div class:plan-again=move || is_former.get()>{movers}</div>
            </section>
        </div>
    }
    .into_any()
}

/// The dates of one project as a table.
#[component]
fn Dates(odds: Signal<Option<Arc<PlanOdds>>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let dates = move || {
        odds.get().map(|odds| {
            let lang = lang.get();
            lines_of(session, &odds)
                .into_iter()
                .map(|(of, days)| date(session, of, days, lang))
                .collect_view()
        })
    };
    let heads = move || {
        let lang = lang.get();
        let mut all = vec![
            Words::HeadWhat.text(lang),
            Words::HeadPromise.text(lang),
            Words::HeadChance.text(lang),
        ];
        all.extend(["P10", "P50", "P80", "P90"]);
        all.into_iter()
            .map(|text| view! { <th scope="col">{text}</th> })
            .collect_view()
    };
    view! {
        <div class="table-wrap"><table class="table"><thead><tr>{heads}</tr></thead><tbody>{dates}</tbody></table></div>
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
        OddsOf::Task(task) => session.workspace().with(|w| {
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
        OddsOf::Task(task) => session
            .workspace()
            .with(|w| record_name(w, Kind::Task, task.raw(), lang).to_string()),
    };
    let day = |day: Date| view! { <td class="nowrap">{format::date(lang, day)}</td> };
    let promised = days.promise.map(|(day, _)| format::date(lang, day));
    let kept = days.promise.map(|(_, kept)| odds_chance(kept, lang));
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

/// The name of what moves the end; of many projects with the code of its own.
fn name(session: Session, mover: &Mover, has_code: bool, lang: Lang) -> String {
    let of = |kind: Kind, id: RawId| {
        session.workspace().with(|w| {
            let name = record_name(w, kind, id, lang);
            let project = match kind {
                Kind::Task => w.tasks.get(&Id::new(id)).and_then(|task| task.project),
                _ => w.risks.get(&Id::new(id)).and_then(|risk| risk.project),
            };
            let project = project.and_then(|id| w.projects.get(&id));
            match project.filter(|_| has_code) {
                Some(project) => format!("{} · {name}", project.code),
                None => name.to_string(),
            }
        })
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
