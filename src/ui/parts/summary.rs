//! The one-page summary of a group: what it is for, its money, what lies ahead and around it.

use super::MoneyCurve;
use crate::analysis::{Answers, Rollup};
use crate::model::*;
use crate::session::{Session, use_session};
use crate::words::{Groups as Words, Lang, format};
use leptos::prelude::*;

/// What a group waits for (`incoming`) or what others wait for from it: sentence, days, broken.
fn around(session: Session, members: &[RawId], incoming: bool) -> Vec<(String, String, bool)> {
    let lang = session.lang().get();
    let inside = |id: Id<Project>| members.contains(&id.raw());
    session.answers().with(|a: &Answers| {
        session.workspace().with(|w| {
            a.promises
                .iter()
                .filter(|p| {
                    let (from, to) = (inside(p.giver), inside(p.taker));
                    if incoming { to && !from } else { from && !to }
                })
                .filter_map(|p| {
                    let (giver, taker) = (w.projects.get(&p.giver)?, w.projects.get(&p.taker)?);
                    let days = p.late_days.map(|d| format::days_signed(lang, d));
                    let text = format!("{} → {}", giver.name, taker.name);
                    Some((text, days.unwrap_or_default(), p.broken()))
                })
                .collect()
        })
    })
}

/// One line of a list of facts: what, how much, and whether that is bad.
fn item((text, number, bad): (String, String, bool)) -> impl IntoView {
    view! { <li class="row"><span class="trunc">{text}</span><span class=if bad { "num end worse" } else { "num end mut" }>{number}</span></li> }
}

/// How many milestones ahead are shown.
const AHEAD: usize = 12;

/// Money, milestones ahead and dependencies of a group, beside what is said about it.
#[component]
pub fn GroupSummary(
    /// Its projects.
    #[prop(into)]
    members: Signal<Vec<RawId>>,
    /// Its figures.
    #[prop(into)]
    rollup: Signal<Rollup>,
    /// It is the whole portfolio: nothing is around it.
    whole: bool,
    /// What stands below its money.
    under: Option<AnyView>,
    /// What it is for, and who leads it.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let head = move |word: Words| view! { <header class="mod-head"><h2>{move || word.text(lang.get())}</h2></header> };
    let none = |word: Words, lang: Lang| view! { <p class="mut">{word.text(lang)}</p> }.into_any();
    let milestones = move || {
        let now = lang.get();
        let mut all: Vec<(Date, String, bool)> = session.answers().with(|a| {
            session.workspace().with(|w| {
                let of = |id: &RawId| {
                    let code = &w.projects.get(&Id::new(*id))?.code;
                    let all = a.project(Id::new(*id))?.milestones.iter();
                    let ahead = all.filter(|m| !m.passed).map(|m| {
                        let name = format!("{} {code}", m.name);
                        (m.date, name, m.is_late(a.today))
                    });
                    Some(ahead.collect::<Vec<_>>())
                };
                members.with(|m| m.iter().filter_map(of).flatten().collect())
            })
        });
        if all.is_empty() {
            return none(Words::NoneAhead, now);
        }
        all.order();
        let rows = all
            .into_iter()
            .take(AHEAD)
            .map(|(date, name, late)| item((name, format::date(now, date), late)));
        view! { <ul class="fact-list">{rows.collect_view()}</ul> }.into_any()
    };
    let links = move || {
        let now = lang.get();
        let lists = members.with(|m| {
            [
                (Words::AroundIn, around(session, m, true)),
                (Words::AroundOut, around(session, m, false)),
            ]
        });
        if lists.iter().all(|l| l.1.is_empty()) {
            return none(Words::AroundNone, now);
        }
        lists
            .into_iter()
            .filter(|l| !l.1.is_empty())
            .map(|(word, list)| {
                view! {
                    <h3 class="fs11 mut">{word.text(now)}</h3>
                    <ul class="fact-list">{list.into_iter().map(item).collect_view()}</ul>
                }
            })
            .collect_view()
            .into_any()
    };
    let currency = Memo::new(move |_| session.workspace().with(Workspace::currency));
    let has_money = Memo::new(move |_| rollup.with(|r| r.sums.is_some()));
    view! {
        <div class="group-top">
            <section class="mod">{head(Words::About)}{children()}</section>
            <section class="mod">
                {head(Words::Money)}
                <Show when=move || has_money.get() fallback=move || none(Words::NoMoney, lang.get())>
                    <MoneyCurve
                        months=Signal::derive(move || rollup.with(|r| r.months.clone()))
                        sums=Signal::derive(move || rollup.with(|r| r.sums.unwrap_or_default()))
                        currency
                        today=session.today()
                        lang
                        size=(420, 240)
                    />
                </Show>
                {under}
            </section>
            <section class="mod">{head(Words::Milestones)}{milestones}{(!whole).then_some(links)}</section>
        </div>
    }
    .into_any()
}
