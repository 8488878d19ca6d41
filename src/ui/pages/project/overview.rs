//! The project on one page.

use super::super::status::Asked;
use super::ask;
use super::edit::{ChoiceCell, EditCell, Prose};
use crate::analysis::rag::risk_level;
use crate::analysis::{Answers, ProjectAnswers, Promise};
use crate::model::*;
use crate::session::{Page, use_session};
use crate::ui::parts::{MoneyCurve, RagMark};
use crate::ui::shell::key_of;
use crate::ui::widgets::Bullet;
use crate::words::{
    Lang, ProjectText as Words, axis_label, choice_label, explain, field_label, format,
};
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
    let say = move |key: Words| move || key.text(lang.get());
    let tab = move |tab: &'static str| {
        move || {
            let key = session
                .workspace()
                .with(|w| w.projects.get(&id).map(|p| key_of(p)))
                .unwrap_or_default();
            session.href(Page::Project(key, tab.to_owned()))
        }
    };
    let prose = move |key| view! { <Prose kind=Kind::Project id=id.raw() key /> };
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
    view! {
        <div class="pj-two">
            <div class="mods pj-main">
                <section class="mod">
                    <header class="mod-head">
                        <h2>{say(Words::Status)}</h2>
                        <span class="mod-end"><a class="link" href=tab("history")>{say(Words::EarlierReports)}</a></span>
                    </header>
                    {move || answers.get().map(|found| last_report(&found, id, asked))}
                </section>
                <section class="mod">
                    <header class="mod-head">
                        <h2>{say(Words::Milestones)}</h2>
                        <span class="mod-end"><a class="link" href=tab("plan")>{say(Words::OpenPlan)}</a></span>
                    </header>
                    {move || answers.get().map(|found| milestones(&found))}
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::Purpose)}</h2></header>
                    <div class="pj-prose">{prose("goal")}{prose("scope")}{prose("value_statement")}</div>
                </section>
                <Show when=move || has_money.get()>
                    <section class="mod">
                        <header class="mod-head">
                            <h2>{say(Words::Curve)}</h2>
                            <span class="mod-end"><a class="link" href=tab("budget")>{say(Words::OpenBudget)}</a></span>
                        </header>
                        <MoneyCurve months sums currency today=session.today() lang size=(760, 220) />
                    </section>
                </Show>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::TopRisks)}</h2></header>
                    {move || risks(id)}
                </section>
            </div>
            <div class="mods pj-side">
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::Findings)}</h2></header>
                    {move || answers.get().map(|found| findings(&found))}
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::People)}</h2></header>
                    {move || people(id)}
                </section>
                <section class="mod">
                    <header class="mod-head"><h2>{say(Words::Links)}</h2></header>
                    {move || links(id)}
                </section>
                <section class="mod">
                    <header class="mod-head">
                        <h2>{say(Words::Benefits)}</h2>
                        <span class="mod-end"><a class="link" href=tab("benefits")>{say(Words::OpenBenefits)}</a></span>
                    </header>
                    {move || kpis(id)}
                </section>
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
    let chips = super::super::status::AXES.into_iter().filter_map(|axis| {
        let status = found.status.axis(axis)?;
        let rag = status.declared.unwrap_or(Rag::NotAssessed);
        let other = status.computed.filter(|_| status.differs());
        Some(view! {
            <button type="button" class="chip" aria-haspopup="dialog" on:click=move |event| ask(asked, id, Some(axis), &event)>
                <RagMark rag=rag lang size=14 />{axis_label(axis, now)}
                {other.map(|rag| view! { <RagMark rag=rag lang size=14 /> })}
            </button>
        })
    });
    let report = found.reported.latest.as_ref();
    let summary = report.map(|r| r.summary.0.to_string()).unwrap_or_default();
    let comments = report.into_iter().flat_map(|report| {
        super::super::status::AXES
            .into_iter()
            .filter(|axis| !report.comment(*axis).is_empty())
            .map(|axis| {
                let text = report.comment(axis).to_string();
                view! { <div><h3>{axis_label(axis, now)}</h3><p class="sec prose">{text}</p></div> }
            })
    });
    view! {
        <div class="row wrap tight">{chips.collect_view()}</div>
        <div class="pj-report">
            {if summary.is_empty() {
                view! { <p class="mut">{Words::NeverReported.text(now)}</p> }.into_any()
            } else {
                view! { <p class="prose sec">{summary}</p> }.into_any()
            }}
            {comments.collect_view()}
        </div>
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
    let tone = |days: i64| if days > 0 { "worse" } else { "better" };
    let items = found.milestones.iter().map(|milestone| {
        let late = milestone.is_late(today);
        let slip = milestone.slip_days.filter(|days| *days != 0);
        view! {
            <li class="pj-stone" data-passed=milestone.passed.then_some("") data-late=late.then_some("") data-gate=milestone.gate.then_some("")>
                <span class="pj-diamond" aria-hidden="true"></span>
                <b class="med">{milestone.name.to_string()}</b>
                <span class="mut">{format::date(lang, milestone.date)}</span>
                {milestone.passed.then(|| view! { <span class="mut">{Words::Passed.text(lang)}</span> })}
                {slip.map(|days| view! { <span class=tone(days)>{format::days_signed(lang, days)}</span> })}
            </li>
        }
    });
    view! { <ul class="pj-stones">{items.collect_view()}</ul> }.into_any()
}

fn findings(found: &ProjectAnswers) -> AnyView {
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

fn person(workspace: &Workspace, id: Option<Id<Person>>) -> Option<String> {
    id.and_then(|id| workspace.people.get(&id))
        .map(|person| person.name.to_string())
}

fn people(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let rows = session.workspace().with(|w| {
        let project = w.projects.get(&id)?;
        let unit = project.unit.and_then(|id| w.units.get(&id));
        let programme = project.programme.and_then(|id| w.programmes.get(&id));
        Some(vec![
            ("sponsor", person(w, project.sponsor)),
            ("manager", person(w, project.manager)),
            ("unit", unit.map(|u| u.name.to_string())),
            ("programme", programme.map(|p| p.name.to_string())),
        ])
    });
    let rows = rows.unwrap_or_default().into_iter().map(|(key, value)| {
        view! {
            <tr><th scope="row" class="mut">{field_label(Kind::Project, key, lang)}</th><td>{value.unwrap_or_else(|| "–".to_owned())}</td></tr>
        }
    });
    view! {
        <table class="table plain flush">
            <tbody>
                {rows.collect_view()}
                <tr><th scope="row" class="mut">{field_label(Kind::Project, "phase", lang)}</th><td><ChoiceCell kind=Kind::Project id=id.raw() key="phase" /></td></tr>
                <tr><th scope="row" class="mut">{field_label(Kind::Project, "priority", lang)}</th><td><ChoiceCell kind=Kind::Project id=id.raw() key="priority" /></td></tr>
                <tr><th scope="row" class="mut">{field_label(Kind::Project, "baseline_finish", lang)}</th><td><EditCell kind=Kind::Project id=id.raw() key="baseline_finish" /></td></tr>
                <tr><th scope="row" class="mut">{field_label(Kind::Project, "forecast_finish", lang)}</th><td><EditCell kind=Kind::Project id=id.raw() key="forecast_finish" /></td></tr>
                <tr><th scope="row" class="mut">{field_label(Kind::Project, "progress", lang)}</th><td><EditCell kind=Kind::Project id=id.raw() key="progress" /></td></tr>
            </tbody>
        </table>
    }
    .into_any()
}

fn risks(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let rows = session.workspace().with(|w| {
        let mut open: Vec<(i64, Shared<Risk>)> = w
            .referring(id.raw(), Kind::Risk)
            .filter_map(|risk| w.risks.get(&Id::new(risk)).cloned())
            .filter(|risk| {
                let state = risk.state.as_ref().and_then(Choice::known);
                state.unwrap_or(RiskState::Open) != RiskState::Closed
            })
            .map(|risk| (risk_level(&risk).unwrap_or(0), risk))
            .collect();
        open.sort_by_key(|(score, risk)| (std::cmp::Reverse(*score), risk.id));
        open.into_iter()
            .take(6)
            .map(|(score, risk)| {
                let owner = person(w, risk.owner);
                let owner_class = if owner.is_some() { "sec" } else { "worse" };
                let level = match score {
                    16.. => "red",
                    10.. => "amber",
                    _ => "none",
                };
                let response = risk
                    .response
                    .as_ref()
                    .map(|r| choice_label(Kind::Risk, "response", r.key(), lang).to_owned());
                view! {
                    <tr>
                        <td class="pj-score" data-level=level>{score}</td>
                        <th scope="row">{risk.name.to_string()}</th>
                        <td class="num">{risk.cost.map(|cost| format::money(lang, cost))}</td>
                        <td class="sec">{response}</td>
                        <td class=owner_class>
                            {owner.unwrap_or_else(|| Words::NoOwner.text(lang).to_owned())}
                        </td>
                    </tr>
                }
            })
            .collect::<Vec<_>>()
    });
    if rows.is_empty() {
        return view! { <p class="mut">{Words::NoRisk.text(lang)}</p> }.into_any();
    }
    view! { <div class="pj-scroll"><table class="table plain flush"><tbody>{rows}</tbody></table></div> }.into_any()
}

fn links(id: Id<Project>) -> AnyView {
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
        let other = if promise.giver == id {
            promise.taker
        } else {
            promise.giver
        };
        let (name, href, what) = session.workspace().with(|w| {
            let project = w.projects.get(&other);
            (
                project.map(|p| p.name.to_string()).unwrap_or_default(),
                project.map(|p| session.href(Page::Project(key_of(p), String::new()))),
                w.links
                    .get(&promise.link)
                    .map(|l| l.promise.to_string())
                    .unwrap_or_default(),
            )
        });
        let rag = session.answers().with(|a| {
            a.project(other)
                .map_or(Rag::NotAssessed, |a| a.status.overall.in_force)
        });
        let verb = if promise.giver == id {
            Words::Feeds
        } else {
            Words::WaitsFor
        };
        let gap = promise.late_days.map(|days| gap_of(days, now));
        view! {
            <li class="pj-link">
                <RagMark rag=rag lang size=14 />
                <span class="grow trunc" title=what><a href=href>{verb.fill(now, &[&name])}</a></span>
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

fn kpis(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang();
    let now = lang.get();
    let rows = session.workspace().with(|w| {
        session.answers().with(|a| {
            w.kpis
                .values()
                .filter(|kpi| kpi.of_project == Some(id))
                .filter_map(|kpi| Some((kpi, a.kpis.get(&kpi.id)?)))
                .map(|(kpi, answer)| {
                    let share = |p: Option<Percent>| p.map(|p| f64::from(p.0) / 100.0);
                    let said = |p: Option<Percent>| {
                        p.map_or_else(|| "–".to_owned(), |p| format::percent(now, super::whole(p)))
                    };
                    let label = Words::AttainedPlan
                        .fill(now, &[&said(answer.attainment), &said(answer.expected)]);
                    let unit = kpi.unit.clone();
                    let value = answer.last.map(|l| crate::ui::parts::with_unit(now, l.1, &unit));
                    let target = kpi.target.map(|t| crate::ui::parts::with_unit(now, t, &unit));
                    let (value, mark) = (value.unwrap_or_else(|| "–".to_owned()), share(answer.expected));
                    let fill = share(answer.attainment).unwrap_or(0.0);
                    view! {
                        <li class="pj-kpi">
                            <span class="grow trunc">{kpi.name.to_string()}</span>
                            <Bullet value=fill mark label />
                            <span class="num"><b class="med">{value}</b>{target.map(|t| format!(" / {t}"))}</span>
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
