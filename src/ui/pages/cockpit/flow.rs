//! Status at an earlier report against now.

use super::super::status::draw::share;
use super::Look;
use crate::analysis::rag::severity;
use crate::analysis::report::HistoryPoint;
use crate::analysis::{Distribution, ProjectAnswers, past};
use crate::charts::{Flow, StatusFlow};
use crate::model::*;
use crate::session::{Page, Route, use_session};
use crate::ui::parts::{RagMark, drawn, figure, level_of, rag_letter, rag_of};
use crate::ui::widgets::Drawing;
use crate::words::{Cockpit as Words, format, lower, rag_label};
use leptos::prelude::*;

/// One project that changed.
#[derive(Clone, Debug, PartialEq)]
struct Change {
    project: Id<Project>,
    before: Rag,
    now: Rag,
}

/// The flow: day of the earlier report, and each project's two states.
#[derive(Clone, Debug, Default, PartialEq)]
struct Moves {
    since: Option<Date>,
    pairs: Vec<(Id<Project>, Option<Rag>, Rag)>,
}

/// The panel.
#[component]
pub fn FlowPanel(
    /// What is looked at.
    look: Look,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let moves = Memo::new(move |_| {
        let round = look.round.get();
        let pairs = look.answers.with(|a| {
            session.workspace().with(|w| {
                let pair = |(id, p): (&Id<Project>, &Shared<ProjectAnswers>)| {
                    let point = past::at(w, &p.reported, round.as_deref());
                    (*id, point.cloned(), p.status.overall.in_force)
                };
                a.projects.iter().map(pair).collect::<Vec<_>>()
            })
        });
        let last = pairs.iter().filter_map(|p| Some(p.1.as_ref()?.date)).max();
        let pair = |(id, point, now): (_, Option<HistoryPoint>, _)| {
            (id, point.and_then(|point| point.declared), now)
        };
        Moves {
            // Reports outside of rounds have only their own days.
            since: last.and(round.map_or(last, |round| round.date)),
            pairs: pairs.into_iter().map(pair).collect(),
        }
    });
    let changes = Memo::new(move |_| {
        let mut worse = Vec::new();
        let mut better = Vec::new();
        moves.with(|m| {
            for (project, before, now) in &m.pairs {
                let Some(before) = before.filter(|b| b != now) else {
                    continue;
                };
                let change = Change {
                    project: *project,
                    before,
                    now: *now,
                };
                // Losing the report is worse than green and better than red; finishing is always better.
                let rank = |rag| {
                    if rag == Rag::NotAssessed {
                        3
                    } else {
                        severity(rag)
                    }
                };
                if *now != Rag::Closed && rank(*now) > rank(before) {
                    worse.push(change)
                } else {
                    better.push(change)
                }
            }
        });
        (worse, better)
    });
    let picture = Memo::new(move |_| {
        let lang = lang.get();
        let letter = |l| rag_letter(rag_of(l), lang).to_owned();
        let name = |l| rag_label(rag_of(l), lang).to_owned();
        let flows = moves.with(|m| {
            m.pairs
                .iter()
                .map(|(_, before, now)| Flow {
                    from: before.map(level_of),
                    to: Some(level_of(*now)),
                    count: 1,
                })
                .collect()
        });
        let heads = [Words::Before, Words::Now, Words::Count].map(|w| w.text(lang).to_owned());
        let chart = StatusFlow {
            flows,
            letter: &letter,
            name: &name,
            weather: session.weather().get(),
            heads,
        };
        drawn(&chart, (300, 230))
    });
    let has_past = Memo::new(move |_| moves.with(|m| m.since.is_some()));
    let since = move || {
        moves.with(|m| {
            m.since
                .map(|d| format::day_month(lang.get(), d))
                .unwrap_or_default()
        })
    };
    let hint = move || {
        let day = since();
        let says = || Words::FlowHint.fill(lang.get(), &[&day]);
        (!day.is_empty()).then(says).unwrap_or_default()
    };
    let summary = move || {
        let (worse, better) = changes.with(|c| (c.0.len().to_string(), c.1.len().to_string()));
        Words::FlowSummary.fill(lang.get(), &[&worse, &better, &since()])
    };
    let line = move |change: Change| {
        let record = session
            .workspace()
            .with(|w| w.projects.get(&change.project).cloned())?;
        let text = if record.code.is_empty() {
            record.name.to_string()
        } else {
            record.code.to_string()
        };
        Some(view! {
            <li class="row tight">
                <RagMark rag=change.before lang size=14 /><span aria-hidden="true">"→"</span><RagMark rag=change.now lang size=14 />
                <a class="trunc" href=session.project_href(record.id, "")>{text}</a>
            </li>
        })
    };
    let list = move |word: Words, pick: fn(&(Vec<Change>, Vec<Change>)) -> &Vec<Change>| {
        view! {
            <div>
                <h3 class="fs11 mut">{move || word.fill(lang.get(), &[&changes.with(|c| pick(c).len()).to_string()])}</h3>
                <ul class="flow-list">{move || changes.with(|c| pick(c).clone()).into_iter().take(4).map(line).collect_view()}</ul>
            </div>
        }
    };
    // The same by money: a few large projects may say another thing than many small ones.
    let money = move || {
        let (counts, now) = (look.answers.with(|a| a.portfolio.in_force), lang.get());
        let all = Distribution::ORDER
            .iter()
            .fold(0_i64, |sum, rag| sum.saturating_add(counts.budget(*rag)));
        let shares: Vec<String> = Distribution::ORDER
            .into_iter()
            .filter(|rag| counts.budget(*rag) > 0)
            .filter_map(|rag| Some((rag, Percent::ratio(counts.budget(rag), all)?)))
            .map(|(rag, share)| {
                let whole = Percent((share.0 + 50) / 100 * 100);
                format!(
                    "{} {}",
                    format::percent(now, whole),
                    lower(rag_label(rag, now))
                )
            })
            .collect();
        (!shares.is_empty()).then(|| Words::OfMoney.fill(now, &[&shares.join(", ")]))
    };
    let share = Signal::derive(move || {
        let counts = look.answers.with(|a| a.portfolio.in_force);
        share(&counts, 300, lang.get())
    });
    // Each state of now leads to its projects.
    let counts = move || {
        let counts = look.answers.with(|a| a.portfolio.in_force);
        let link = move |rag: Rag| {
            let view = Route::to(Page::Status).with("only", &format!("status:{}", rag.key()));
            view! { <li><a class="row tight num" href=look.link(&view)>
                <RagMark rag=rag lang size=14 />{counts.count(rag)}
                {(!has_past.get()).then(|| view! { <span class="sec" aria-hidden="true">{rag_label(rag, lang.get())}</span> })}
            </a></li> }
        };
        Distribution::ORDER
            .into_iter()
            .filter(|rag| counts.count(*rag) > 0)
            .map(link)
            .collect_view()
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <h2>{move || Words::StatusFlow.text(lang.get())}</h2>
                <span class="mod-hint">{hint}</span>
                <a class="link mod-end" href=move || look.link(&Route::to(Page::Status))>{move || Words::Matrix.text(lang.get())}</a>
            </header>
            {move || if has_past.get() {
                figure(picture, summary, lang)
            } else {
                view! { <Drawing svg=share class="flow-share" /> }.into_any()
            }}
            <ul class="row flow-counts" data-tall=move || (!has_past.get()).then_some("") aria-label=move || Words::Now.text(lang.get())>{counts}</ul>
            <p class="mut fs11 flow-money">{money}</p>
            {move || has_past.get().then(|| view! {
                <div class="flow-lists">{list(Words::Worse, |c| &c.0)}{list(Words::Better, |c| &c.1)}</div>
            })}
        </section>
    }
    .into_any()
}
