//! What stands around a project: findings, links, key figures, the highest risks.

use super::risks::{is_open, risks_of, score_cell};
use crate::analysis::{Answers, ProjectAnswers, Promise};
use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::table::{Column, Source, columns};
use crate::ui::parts::{Figures, Head, InPlace, RagMark, Shown, with_unit};
use crate::ui::said;
use crate::ui::widgets::Bullet;
use crate::words::{
    Cockpit, Facts as Why, Lang, ProjectText as Words, choice_label, explain, field_label, format,
};
use leptos::prelude::*;

/// What does not fit together.
pub(super) fn findings(found: &ProjectAnswers) -> AnyView {
    let lang = use_session().lang().get();
    if found.findings.is_empty() {
        return view! { <p class="mut">{Words::NoFinding.text(lang)}</p> }.into_any();
    }
    let items = found
        .findings
        .iter()
        .map(|one| view! { <li>{explain::finding(one, lang)}</li> });
    view! { <ul class="pj-findings">{items.collect_view()}</ul> }.into_any()
}

/// The fields that the portfolio adds to its projects, in their order, edited in place.
pub(super) fn own_fields(id: Id<Project>) -> AnyView {
    let session = use_session();
    let own = Memo::new(move |_| {
        let all = session
            .workspace()
            .with(|w| columns(w, Kind::Project, session.lang().get()));
        let own = all
            .into_iter()
            .filter(|column| matches!(column.source, Source::Custom(..)));
        own.collect::<Vec<_>>()
    });
    let field = move |column: Column| {
        let key = column.key;
        view! { <div><dt>{column.label}</dt><dd><InPlace kind=Kind::Project id=id.raw() key /></dd></div> }
    };
    let form = move || own.get().into_iter().map(field).collect_view();
    view! { <dl class="fields own-fields">{form}</dl> }.into_any()
}

/// What reviewers say of delivery, each for itself; nothing where nobody rated.
pub(super) fn confidence(found: &ProjectAnswers) -> Option<AnyView> {
    let session = use_session();
    let lang = session.lang().get();
    let ratings: Vec<Shared<Rating>> = session.workspace().with(|w| {
        let latest = found.confidence.latest.iter();
        latest.filter_map(|id| w.ratings.get(id).cloned()).collect()
    });
    if ratings.is_empty() {
        return None;
    }
    let steps = found.confidence.spread;
    let spread = if ratings.len() < 2 {
        String::new()
    } else if steps == 0 {
        Words::RatersAgree.text(lang).to_owned()
    } else {
        Words::RatersDiffer.fill(lang, &[&format::whole(lang, steps)])
    };
    let rows = ratings.into_iter().map(|rating| {
        let point = rating.confidence.as_ref();
        let text = point.map_or_else(
            || rating.stated.to_string(),
            |point| choice_label(Kind::Rating, "confidence", point.key(), lang).to_owned(),
        );
        let day = rating.date.map(|day| format::date(lang, day));
        let id = rating.id.raw();
        view! {
            <li class="pj-link">
                <button type="button" class="link grow" on:click=move |_| session.open_record(Kind::Rating, id)>{rating.rater.to_string()}</button>
                <span class="mut">{day}</span>
                <b class="med">{text}</b>
            </li>
        }
    });
    let body = view! {
        <section class="mod">
            <header class="mod-head"><h2>{Cockpit::Confidence.text(lang)}</h2><span class="mod-hint">{spread}</span></header>
            <ul class="pj-links">{rows.collect_view()}</ul>
        </section>
    };
    Some(body.into_any())
}

/// The highest open risks.
#[component]
pub fn TopRisks(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let rows = Signal::derive(move || {
        let lang = lang.get();
        session.workspace().with(|w| {
            let open = risks_of(w, id).into_iter().filter(|risk| is_open(risk));
            open.take(5)
                .map(|risk| {
                    let owner = risk.owner.and_then(|id| w.people.get(&id));
                    let response = risk
                        .response
                        .as_ref()
                        .map(|r| choice_label(Kind::Risk, "response", r.key(), lang).to_owned());
                    vec![
                        Shown::text(risk.name.clone()),
                        score_cell(&risk),
                        Shown::some(risk.cost.map(|cost| format::money(lang, cost))),
                        Shown::some(response),
                        owner.map_or_else(
                            || Shown {
                                tone: "worse",
                                ..Shown::text(Words::NoOwner.text(lang))
                            },
                            |owner| Shown::text(owner.name.clone()),
                        ),
                    ]
                })
                .collect::<Vec<_>>()
        })
    });
    let heads = Signal::derive(move || {
        let lang = lang.get();
        let label = |key| field_label(Kind::Risk, key, lang);
        vec![
            Head::text(label("name")),
            Head::num(Words::Score.text(lang), Why::RiskScore.text(lang)),
            Head::num(label("cost"), ""),
            Head::text(label("response")),
            Head::text(label("owner")),
        ]
    });
    view! {
        <Show when=move || !rows.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoRisk.text(lang.get())}</p> }>
            <Figures label=said(lang, Words::TopRisks) heads rows />
        </Show>
    }
    .into_any()
}

/// What it waits for and what it feeds.
pub(super) fn links(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let now = lang.get();
    let mine: Vec<Promise> = session.answers().with(|a: &Answers| {
        a.promises
            .iter()
            .filter(|p| p.giver == id || p.taker == id)
            .cloned()
            .collect()
    });
    if mine.is_empty() {
        return view! { <p class="mut">{Words::NoLink.text(now)}</p> }.into_any();
    }
    let rows = mine.into_iter().map(|promise| {
        let (other, verb) = if promise.giver == id {
            (promise.taker, Words::Feeds)
        } else {
            (promise.giver, Words::WaitsFor)
        };
        let (name, href) = session.workspace().with(|w| {
            let name = w.projects.get(&other).map(|p| p.name.to_string());
            let key = key_of_record(w, Kind::Project, other.raw());
            (
                name.unwrap_or_default(),
                session.href(Page::Project(key, String::new())),
            )
        });
        let rag = session.answers().with(|a| {
            a.project(other)
                .map_or(Rag::NotAssessed, |a| a.status.overall.in_force)
        });
        let gap = promise.late_days.map(|days| gap_of(days, now));
        view! {
            <li class="pj-link">
                <RagMark rag=rag lang size=14 />
                <span class="grow"><a href=href>{verb.fill(now, &[&name])}</a></span>
                {gap.map(|(text, late)| view! { <span class=if late { "worse num" } else { "mut num" }>{text}</span> })}
            </li>
        }
    });
    view! { <ul class="pj-links">{rows.collect_view()}</ul> }.into_any()
}

/// How much too late, or how much room.
fn gap_of(days: i64, lang: Lang) -> (String, bool) {
    if days > 0 {
        (
            Words::DaysLate.fill(lang, &[&format::days(lang, days)]),
            true,
        )
    } else {
        (Words::Room.fill(lang, &[&format::days(lang, -days)]), false)
    }
}

/// The key figures of a project against where they should be.
pub(super) fn kpis(id: Id<Project>) -> AnyView {
    let session = use_session();
    let now = session.lang().get();
    let rows = session.workspace().with(|w| {
        session.answers().with(|a| {
            w.referring(id.raw(), Kind::Kpi)
                .filter_map(|kpi| Some((w.kpis.get(&Id::new(kpi))?, a.kpis.get(&Id::new(kpi))?)))
                .map(|(kpi, answer)| {
                    let share = |p: Option<Percent>| p.map(|p| f64::from(p.0) / 100.0);
                    let said = |p: Option<Percent>| {
                        p.map_or_else(
                            || "–".to_owned(),
                            |p| format::percent(now, super::figures::whole(p)),
                        )
                    };
                    let label = Words::AttainedPlan
                        .fill(now, &[&said(answer.attainment), &said(answer.expected)]);
                    let last = answer.last.map(|l| format::decimal(now, l.1));
                    let target = kpi.target.map(|t| with_unit(now, t, &kpi.unit));
                    let (last, mark) = (
                        last.unwrap_or_else(|| "–".to_owned()),
                        share(answer.expected),
                    );
                    let fill = share(answer.attainment).unwrap_or(0.0);
                    let key = key_of_record(w, Kind::Kpi, kpi.id.raw());
                    view! {
                        <li class="pj-kpi">
                            <a class="grow" href=session.href(Page::Kpi(key))>{kpi.name.to_string()}</a>
                            <Bullet value=fill mark label />
                            <span class="num"><b class="med">{last}</b>{target.map(|t| format!(" / {t}"))}</span>
                        </li>
                    }
                })
                .collect::<Vec<_>>()
        })
    });
    if rows.is_empty() {
        return view! { <p class="mut">{Words::NoKpi.text(now)}</p> }.into_any();
    }
    view! { <ul class="pj-links">{rows}</ul> }.into_any()
}
