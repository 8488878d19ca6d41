//! The project on one page.

use super::super::status::Asked;
use super::around::{TopRisks, confidence, findings, kpis, links, own_fields};
use super::ask;
use super::figures::tone;
use crate::analysis::ProjectAnswers;
use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::ui::parts::{Fields, MoneyCurve, Prose, RagMark, template_offer};
use crate::words::{ProjectText as Words, axis_label, format};
use leptos::prelude::*;

/// The one-pager.
#[component]
pub fn Overview(
    id: Id<Project>,
    answers: Memo<Option<Shared<ProjectAnswers>>>,
    asked: RwSignal<Option<Asked>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    // A module: its title, a link to the tab that says more, and what it shows.
    let module = move |title: Words, more: Option<(Words, &'static str)>, body: AnyView| {
        let link = more.map(|(text, tab)| {
            let href = move || {
                let key = session
                    .workspace()
                    .with(|w| key_of_record(w, Kind::Project, id.raw()));
                session.href(Page::Project(key, tab.to_owned()))
            };
            view! { <span class="mod-end"><a class="link" href=href>{move || text.text(lang.get())}</a></span> }
        });
        view! {
            <section class="mod">
                <header class="mod-head"><h2>{move || title.text(lang.get())}</h2>{link}</header>
                {body}
            </section>
        }
        .into_any()
    };
    let with = move |draw: fn(&ProjectAnswers) -> AnyView| {
        (move || answers.get().map(|found| draw(&found))).into_any()
    };
    let months = Signal::derive(move || {
        answers.with(|a| {
            a.as_ref()
                .map(|a| a.money.months.clone())
                .unwrap_or_default()
        })
    });
    let sums = Signal::derive(move || {
        answers.with(|a| a.as_ref().and_then(|a| a.money.sums).unwrap_or_default())
    });
    let currency = Signal::derive(move || session.workspace().with(Workspace::currency));
    let has_money =
        Memo::new(move |_| answers.with(|a| a.as_ref().is_some_and(|a| a.money.sums.is_some())));
    let curve = move || {
        if has_money.get() {
            view! { <MoneyCurve months sums currency today=session.today() lang size=(760, 220) /> }
                .into_any()
        } else {
            view! { <p class="mut">{Words::NoLine.text(lang.get())}</p> }.into_any()
        }
    };
    let status = move || answers.get().map(|found| last_report(&found, id, asked));
    let prose = ["goal", "scope", "value_statement"]
        .map(|key| view! { <Prose kind=Kind::Project id=id.raw() key /> });
    let place = view! {
        <Fields kind=Kind::Project id=id.raw() keys=&[
            "name", "code", "sponsor", "manager", "unit", "programme", "project_type", "customer", "phase", "priority", "tags",
            "baseline_finish", "forecast_finish", "actual_finish", "progress", "pinned",
        ] />
        {own_fields(id)}
        {template_offer(id)}
    };
    view! {
        <div class="pj-two">
            <div class="mods pj-main">
                {module(Words::Status, Some((Words::EarlierReports, "history")), status.into_any())}
                {module(Words::Milestones, Some((Words::OpenPlan, "plan")), with(milestones))}
                {module(Words::Purpose, None, view! { <div class="pj-prose">{prose}</div> }.into_any())}
                {module(Words::Curve, Some((Words::OpenBudget, "budget")), curve.into_any())}
                {module(Words::TopRisks, Some((Words::OpenRisks, "risks")), view! { <TopRisks id /> }.into_any())}
            </div>
            <div class="mods pj-side">
                {module(Words::People, None, place.into_any())}
                {move || answers.get().and_then(|found| confidence(&found))}
                {module(Words::Findings, None, with(findings))}
                {module(Words::Links, Some((Words::OpenPlan, "plan")), (move || links(id)).into_any())}
                {module(Words::Benefits, Some((Words::OpenBenefits, "benefits")), (move || kpis(id)).into_any())}
            </div>
        </div>
    }
    .into_any()
}

/// The axes as they count, and the words of the latest report.
fn last_report(
    found: &Shared<ProjectAnswers>,
    id: Id<Project>,
    asked: RwSignal<Option<Asked>>,
) -> AnyView {
    let lang = use_session().lang();
    let now = lang.get();
    let chips = Axis::SHOWN.into_iter().filter_map(|axis| {
        let status = found.status.axis(axis)?;
        let rag = status.declared.unwrap_or(Rag::NotAssessed);
        let other = status.computed.filter(|_| status.differs());
        Some(view! {
            <button type="button" class="chip pj-axis" aria-haspopup="dialog" on:click=move |event| ask(asked, id, Some(axis), &event)>
                <RagMark rag=rag lang size=14 />{axis_label(axis, now)}
                {other.map(|rag| view! { <RagMark rag=rag lang size=14 /> })}
            </button>
        })
    });
    let report = found.reported.latest.as_ref();
    let summary = report.map(|r| r.summary.0.to_string()).unwrap_or_default();
    let comments = report.into_iter().flat_map(|report| {
        Axis::SHOWN
            .into_iter()
            .filter(|axis| !report.comment(*axis).is_empty())
            .map(|axis| {
                let text = report.comment(axis).to_string();
                view! { <div><h3>{axis_label(axis, now)}</h3><p class="sec prose">{text}</p></div> }
            })
    });
    let summary = match (report, summary.is_empty()) {
        (None, _) => Some(view! { <p class="mut">{Words::NeverReported.text(now)}</p> }.into_any()),
        (_, true) => None,
        _ => Some(view! { <p class="prose sec">{summary}</p> }.into_any()),
    };
    view! {
        <div class="row wrap tight">{chips.collect_view()}</div>
        <div class="pj-report">{summary}{comments.collect_view()}</div>
    }
    .into_any()
}

/// Milestones and gates by day, each with how it moved.
fn milestones(found: &ProjectAnswers) -> AnyView {
    let session = use_session();
    let (lang, today) = (session.lang().get(), session.today().get());
    if found.milestones.is_empty() {
        return view! { <p class="mut">{Words::NoMilestone.text(lang)}</p> }.into_any();
    }
    let items = found.milestones.iter().map(|milestone| {
        let late = milestone.is_late(today);
        let moved = milestone.slip_days.and(milestone.baseline);
        let moved = moved
            .map(|baseline| milestone.date.days_since(baseline))
            .filter(|days| *days != 0);
        view! {
            <li class="pj-stone" data-passed=milestone.passed.then_some("") data-late=late.then_some("") data-gate=milestone.gate.then_some("")>
                <span class="pj-diamond" aria-hidden="true"></span>
                <b class="med">{milestone.name.to_string()}</b>
                <span class="mut">{format::date(lang, milestone.date)}</span>
                {milestone.passed.then(|| view! { <span class="mut">{Words::Passed.text(lang)}</span> })}
                {moved.map(|days| view! { <span class=tone(days)>{format::days_signed(lang, days)}</span> })}
            </li>
        }
    });
    view! { <ul class="pj-stones">{items.collect_view()}</ul> }.into_any()
}
