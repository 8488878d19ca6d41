//! What comes in the next thirty days, and what comes too late for others.

use super::Look;
use crate::analysis::Promise;
use crate::model::InOrder;
use crate::model::*;
use crate::session::{Page, Route, use_session};
use crate::ui::parts::{RagMark, programme_colour};
use crate::ui::widgets::Swatch;
use crate::words::{Cockpit as Words, format};
use leptos::prelude::*;

/// How many are shown.
const SHOWN: usize = 8;

#[derive(Clone, Debug, PartialEq)]
struct Next {
    project: Id<Project>,
    name: Text,
    date: Date,
    slip: Option<i64>,
    rag: Rag,
}

/// The milestones and gates of the next thirty days.
#[component]
pub fn MilestonePanel(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let next = Memo::new(move |_| {
        look.answers.with(|a| {
            let until = a.today.plus_days(30).unwrap_or(a.today);
            let mut found: Vec<Next> = a
                .projects
                .iter()
                .flat_map(|(id, p)| {
                    p.milestones
                        .iter()
                        .filter(|m| !m.passed && m.date >= a.today && m.date <= until)
                        .map(|m| {
                            let slip = m.baseline.map(|b| m.date.days_since(b));
                            // The colour of a milestone is its slip against the default limits in calendar days.
                            let rag = match slip {
                                None => Rag::NotAssessed,
                                Some(d) if d <= 0 => Rag::Green,
                                Some(d) if d <= 14 => Rag::Amber,
                                Some(_) => Rag::Red,
                            };
                            Next {
                                project: *id,
                                name: m.name.clone(),
                                date: m.date,
                                slip,
                                rag,
                            }
                        })
                })
                .collect();
            found.order_by_key(|n| (n.date, n.project));
            found
        })
    });
    let hint = move || {
        next.with(|all| {
            let late = all.iter().filter(|n| n.slip.is_some_and(|d| d > 0)).count();
            Words::MilestonesHint.fill(lang.get(), &[&late.to_string(), &all.len().to_string()])
        })
    };
    let row = move |item: Next| {
        let lang_now = lang.get();
        let (record, colour) = session.workspace().with(|w| {
            let record = w.projects.get(&item.project).cloned();
            let colour = record
                .as_ref()
                .and_then(|r| r.programme)
                .map_or(8, |p| programme_colour(w, p));
            record.map(|r| (r, colour))
        })?;
        let (text, tone) = match item.slip {
            None => (String::new(), "mut"),
            Some(0) => (Words::OnPlanShort.text(lang_now).to_owned(), "mut"),
            Some(d) if d > 0 => (
                Words::LateShort.fill(
                    lang_now,
                    &[&format::days_signed(lang_now, d).replace('+', "")],
                ),
                "worse",
            ),
            Some(d) => (
                Words::EarlyShort.fill(
                    lang_now,
                    &[&format::days_signed(lang_now, -d).replace('+', "")],
                ),
                "mut",
            ),
        };
        Some(view! {
            <tr>
                <td class="mut nowrap">{format::day_month(lang_now, item.date)}</td>
                <td><RagMark rag=item.rag lang size=14 /></td>
                <th scope="row" class="trunc next-name"><a href=session.project_href(record.id, "plan")>{item.name.to_string()}</a></th>
                <td class="nowrap"><span class="row tight"><Swatch colour=colour /><span class="code">{record.code.to_string()}</span></span></td>
                <td class=format!("num {tone}")>{text}</td>
            </tr>
        })
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::Milestones.text(lang.get())}</h2>
                <span class="mod-hint">{hint}</span>
                <a class="link mod-end" href=move || look.link(&Route::to(Page::Roadmap))>{move || crate::words::Shell::Roadmap.text(lang.get())}</a>
            </header>
            <Show when=move || !next.with(Vec::is_empty) fallback=move || view! { <p class="sec">{move || Words::MilestonesNone.text(lang.get())}</p> }>
                <table class="table plain flush next-table"><tbody>{move || next.get().into_iter().take(SHOWN).map(row).collect_view()}</tbody></table>
            </Show>
        </section>
    }
    .into_any()
}

/// Dependencies between projects that come too late.
#[component]
pub fn PromisePanel(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let broken = Memo::new(move |_| {
        look.answers.with(|a| {
            let mut all: Vec<Promise> = a.promises.iter().filter(|p| p.broken()).cloned().collect();
            all.order_by_key(|p| (std::cmp::Reverse(p.late_days), p.link));
            all
        })
    });
    let row = move |promise: Promise| {
        let lang_now = lang.get();
        let (giver, taker, what) = session.workspace().with(|w| {
            Some((
                w.projects.get(&promise.giver)?.clone(),
                w.projects.get(&promise.taker)?.clone(),
                w.links.get(&promise.link)?.promise.to_string(),
            ))
        })?;
        let late = promise
            .late_days
            .map(|d| {
                Words::LateShort.fill(
                    lang_now,
                    &[&format::days_signed(lang_now, d).replace('+', "")],
                )
            })
            .unwrap_or_default();
        let waits = Words::Waits.fill(lang_now, &[&taker.name, &giver.name]);
        Some(view! {
            <li class="promise-row">
                <p class="row"><a class="med trunc" href=session.project_href(giver.id, "")>{if what.is_empty() { giver.name.to_string() } else { what }}</a><span class="num worse fs12 end">{late}</span></p>
                <p class="sec fs12">{waits}</p>
            </li>
        })
    };
    view! {
        <section class="mod">
            <header class="mod-head"><h2>{move || Words::Promises.text(lang.get())}</h2></header>
            <ul>{move || broken.get().into_iter().take(4).map(row).collect_view()}</ul>
            <Show when=move || broken.with(Vec::is_empty)><p class="sec">{move || Words::PromisesNone.text(lang.get())}</p></Show>
            <super::risks::RiskList look />
        </section>
    }
    .into_any()
}
