//! A group of projects: its figures in a row of a list, and its one-page summary.

use super::{DistributionStrip, MoneyCurve, RagMark};
use crate::analysis::{Answers, Rollup};
use crate::model::*;
use crate::session::{Page, Session, use_session};
use crate::ui::shell::key_of;
use crate::words::{Groups as Words, format};
use leptos::prelude::*;

/// The heads of a list of groups, after the name.
const HEADS: [Words; 8] = [
    Words::Projects,
    Words::Status,
    Words::Progress,
    Words::Budget,
    Words::Landing,
    Words::Variance,
    Words::Finish,
    Words::Slip,
];

/// One line of a list of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupLine {
    /// Names the line.
    pub key: String,
    /// The name.
    pub name: String,
    /// What stands behind the name, such as a code or a kind.
    pub hint: String,
    /// Where the name leads.
    pub page: Page,
    /// The figures.
    pub rollup: Rollup,
}

/// A table of groups: one line each, with their figures.
#[component]
pub fn GroupTable(
    /// The lines, in order.
    #[prop(into)]
    lines: Signal<Vec<GroupLine>>,
    /// What the groups are called.
    #[prop(into)]
    name_head: Signal<String>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let currency = Memo::new(move |_| session.workspace().with(Workspace::currency));
    let row = move |line: GroupLine| {
        let lang_now = lang.get();
        let money = |minor| format::money(lang_now, Money::new(minor, currency.get()));
        let rollup = line.rollup;
        let sums = rollup.sums;
        let counts = rollup.in_force;
        let overrun = sums.map(|s| s.overrun());
        view! {
            <tr>
                <th scope="row"><span class="row tight"><a class="med" href=session.href(line.page)>{line.name}</a><span class="code">{line.hint}</span></span></th>
                <td class="num">{rollup.projects()}</td>
                <td><DistributionStrip counts=counts lang /></td>
                <td class="num">{rollup.weighted_progress().map(|p| format::percent(lang_now, Percent(p.0 / 100 * 100)))}</td>
                <td class="num">{sums.map(|s| money(s.revised))}</td>
                <td class="num">{sums.map(|s| money(s.landing))}</td>
                <td class=if overrun.is_some_and(|o| o > 0) { "num worse" } else { "num" }>
                    {sums.and_then(|s| s.overrun_share()).map(|p| format::percent_signed(lang_now, p))}
                </td>
                <td class="num">{rollup.finish.map(|d| format::date(lang_now, d))}</td>
                <td class="num">{rollup.largest_slip.map(|d| format::signed(d > 0, format::whole(lang_now, d)))}</td>
            </tr>
        }
    };
    view! {
        <table class="table group-table">
            <thead>
                <tr>
                    <th scope="col">{move || name_head.get()}</th>
                    {HEADS.map(|head| view! { <th scope="col" class=if head == Words::Status { "" } else { "num" }>{move || head.text(lang.get())}</th> })}
                </tr>
            </thead>
            <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// The projects of a group with their status, slip and money.
#[component]
pub fn MemberTable(
    /// The projects, in order.
    #[prop(into)]
    members: Signal<Vec<Id<Project>>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let row = move |id: Id<Project>| {
        let lang_now = lang.get();
        let record = session.workspace().with(|w| w.projects.get(&id).cloned())?;
        let answers = session.answers().with(|a| a.project(id).cloned())?;
        let money = |minor| format::money(lang_now, Money::new(minor, answers.money.currency));
        let sums = answers.money.sums;
        Some(view! {
            <tr>
                <th scope="row">
                    <span class="row tight">
                        <RagMark rag=answers.status.overall.in_force lang />
                        <a class="med" href=session.href(Page::Project(key_of(&record), String::new()))>{record.name.to_string()}</a>
                        <span class="code">{record.code.to_string()}</span>
                    </span>
                </th>
                <td class="num">{answers.progress.actual.map(|p| format::percent(lang_now, p))}</td>
                <td class="num">{sums.map(|s| money(s.revised))}</td>
                <td class="num">{sums.map(|s| money(s.landing))}</td>
                <td class="num">{sums.and_then(|s| s.overrun_share()).map(|p| format::percent_signed(lang_now, p))}</td>
                <td class="num">{answers.slip.finish.map(|(d, _)| format::date(lang_now, d))}</td>
                <td class=if answers.slip.calendar_days.is_some_and(|d| d > 0) { "num worse" } else { "num" }>
                    {answers.slip.calendar_days.map(|d| format::signed(d > 0, format::whole(lang_now, d)))}
                </td>
            </tr>
        })
    };
    let heads = [
        Words::Progress,
        Words::Budget,
        Words::Landing,
        Words::Variance,
        Words::Finish,
        Words::Slip,
    ];
    view! {
        <table class="table plain flush group-table">
            <thead>
                <tr>
                    <th scope="col">{move || Words::Projects.text(lang.get())}</th>
                    {heads.map(|head| view! { <th scope="col" class="num">{move || head.text(lang.get())}</th> })}
                </tr>
            </thead>
            <tbody>{move || members.get().into_iter().map(row).collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// What a group waits for and what others wait for from it.
fn around(
    session: Session,
    members: &[Id<Project>],
    incoming: bool,
) -> Vec<(String, String, bool)> {
    let lang = session.lang().get();
    let inside = |id: &Id<Project>| members.contains(id);
    session.answers().with(|a: &Answers| {
        session.workspace().with(|w| {
            a.promises
                .iter()
                .filter(|p| {
                    if incoming {
                        inside(&p.taker) && !inside(&p.giver)
                    } else {
                        inside(&p.giver) && !inside(&p.taker)
                    }
                })
                .filter_map(|p| {
                    let (giver, taker) = (w.projects.get(&p.giver)?, w.projects.get(&p.taker)?);
                    let text = format!("{} → {}", giver.name, taker.name);
                    let days = p
                        .late_days
                        .map(|d| format::days_signed(lang, d))
                        .unwrap_or_default();
                    Some((text, days, p.broken()))
                })
                .collect()
        })
    })
}

/// The one-page summary of a group: status, money, milestones, dependencies, projects.
#[component]
pub fn GroupSummary(
    /// Its projects.
    #[prop(into)]
    members: Signal<Vec<Id<Project>>>,
    /// Its figures.
    #[prop(into)]
    rollup: Signal<Rollup>,
    /// What it is for, and who leads it.
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let head = move |word: Words| view! { <header class="mod-head"><h2>{move || word.text(lang.get())}</h2></header> };
    let milestones = move || {
        let lang_now = lang.get();
        let mut all: Vec<(Date, String, bool)> = session.answers().with(|a| {
            let of = |id: &Id<Project>| {
                a.project(*id)
                    .map(|p| p.milestones.clone())
                    .unwrap_or_default()
            };
            let ahead = members.with(|m| m.iter().flat_map(of).collect::<Vec<_>>());
            ahead
                .iter()
                .filter(|m| !m.passed)
                .map(|m| (m.date, m.name.to_string(), m.is_late(a.today)))
                .collect()
        });
        all.sort();
        let empty = all
            .is_empty()
            .then(|| view! { <p class="sec">{Words::NoneAhead.text(lang_now)}</p> });
        let rows = all.into_iter().take(8).map(|(date, name, late)| view! {
            <li class="row"><span class="mut nowrap">{format::date(lang_now, date)}</span><span class=if late { "trunc worse" } else { "trunc" }>{name}</span></li>
        }).collect_view();
        view! { <ul class="fact-list">{rows}</ul>{empty} }
    };
    let links = move || {
        let lang_now = lang.get();
        let lists = members.with(|m| {
            [
                (Words::AroundIn, around(session, m, true)),
                (Words::AroundOut, around(session, m, false)),
            ]
        });
        let none = lists
            .iter()
            .all(|l| l.1.is_empty())
            .then(|| view! { <p class="sec">{Words::AroundNone.text(lang_now)}</p> });
        let groups = lists.into_iter().filter(|l| !l.1.is_empty()).map(|(word, list)| view! {
            <h3 class="fs11 mut">{word.text(lang_now)}</h3>
            <ul class="fact-list">{list.into_iter().map(|(text, days, broken)| view! {
                <li class="row"><span class="trunc">{text}</span><span class=if broken { "num end worse" } else { "num end mut" }>{days}</span></li>
            }).collect_view()}</ul>
        }).collect_view();
        view! { {groups}{none} }
    };
    let currency = Memo::new(move |_| session.workspace().with(Workspace::currency));
    let has_money = Memo::new(move |_| rollup.with(|r| r.sums.is_some()));
    view! {
        <div class="mods group-page">
            <div class="group-top">
                <section class="mod">{head(Words::About)}{children()}<p><DistributionStrip counts=Signal::derive(move || rollup.with(|r| r.in_force)) lang /></p></section>
                <section class="mod">
                    {head(Words::Money)}
                    <Show when=move || has_money.get() fallback=move || view! { <p class="sec">{move || Words::NoMoney.text(lang.get())}</p> }>
                        <MoneyCurve
                            months=Signal::derive(move || rollup.with(|r| r.months.clone()))
                            sums=Signal::derive(move || rollup.with(|r| r.sums.unwrap_or_default()))
                            currency
                            today=session.today()
                            lang
                            size=(420, 240)
                        />
                    </Show>
                </section>
                <section class="mod">{head(Words::Milestones)}{milestones}{links}</section>
            </div>
            <section class="mod group-members"><MemberTable members /></section>
        </div>
    }
    .into_any()
}

/// Returns what stands for a record in an address: its code, else its identity.
#[must_use]
pub fn address_key(code: &Text, id: RawId) -> String {
    if code.is_empty() {
        id.to_string()
    } else {
        code.to_string()
    }
}
