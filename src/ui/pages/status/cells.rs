//! One row of the matrix.

use super::draw;
use super::matrix::{COLUMNS, Place};
use super::remark::Comment;
use super::round::last_rounds;
use crate::analysis::ProjectAnswers;
use crate::analysis::rag::AxisStatus;
use crate::analysis::rag::severity;
use crate::model::{Axis, Choice, Id, Project, Rag, Shared};
use crate::session::matrix::{Mode, View};
use crate::session::{reporting, use_session};
use crate::ui::parts::RagMark;
use crate::ui::widgets::{Drawing, Swatch};
use crate::words::{Lang, StatusText, axis_label, format, rag_label};
use leptos::prelude::*;
use std::cmp::Ordering;

/// A project in the matrix.
#[component]
pub fn ProjectRow(
    row: usize,
    id: Id<Project>,
    view_of: Memo<View>,
    active: RwSignal<Place>,
    editing: RwSignal<Option<usize>>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(id);
    let answers = Memo::new(move |_| session.answers().with(|a| a.project(id).cloned()));
    let mode = Memo::new(move |_| view_of.with(|v| v.mode));
    let current = Memo::new(move |_| {
        let (line, column) = active.get();
        (line == row).then_some(column)
    });
    let tabindex = move |column: usize| {
        move || {
            if current.get() == Some(column) {
                "0"
            } else {
                "-1"
            }
        }
    };
    let text = move |pick: fn(&Project) -> String| {
        move || record.with(|p| p.as_ref().map(|p| pick(p)).unwrap_or_default())
    };
    let colour = Signal::derive(move || {
        session.workspace().with(|w| {
            let programme = record.with(|p| p.as_ref().and_then(|p| p.programme));
            programme
                .and_then(|id| w.programmes.get(&id)?.colour)
                .and_then(|colour| u8::try_from(colour).ok())
                .unwrap_or(0)
        })
    });
    let unit = move || {
        session.workspace().with(|w| {
            let unit = record.with(|p| p.as_ref().and_then(|p| p.unit));
            unit.and_then(|id| w.units.get(&id)).map(|u| {
                if u.code.is_empty() {
                    u.name.to_string()
                } else {
                    u.code.to_string()
                }
            })
        })
    };
    let href = move || record.with(|p| p.as_ref().map(|p| session.project_href(p.id, "")));
    let axes = Axis::SHOWN.into_iter().enumerate().map(move |(n, axis)| {
        let column = n + 1;
        let status = Memo::new(move |_| {
            answers.with(|found| found.as_ref().and_then(|a| a.status.axis(axis).cloned()))
        });
        let differs = move || status.with(|s| s.as_ref().is_some_and(AxisStatus::differs));
        view! {
            <div
                class="mx-cell mx-mark"
                role="gridcell"
                id=format!("mx-{row}-{column}")
                data-place=format!("{row}-{column}")
                data-differs=move || differs().then_some("")
                data-kept=move || status.with(|s| s.as_ref().is_some_and(|s| s.overridden.is_some())).then_some("")
                tabindex=tabindex(column)
            >
                {move || status.get().map(|s| {
                    told(says(Some(axis), &s, mode.get(), lang.get()), marks(&s, mode.get(), 16))
                })}
            </div>
        }
    });
    let overall =
        Memo::new(move |_| answers.with(|found| found.as_ref().map(|a| a.status.overall.clone())));
    let whole = Axis::SHOWN.len() + 1;
    let trend = Memo::new(move |_| {
        session.workspace().with(|w| {
            let rounds = last_rounds(w, session.today().get());
            rounds
                .into_iter()
                .map(|(_, name, round)| {
                    let report = reporting::report_in(w, id, round);
                    let rag = report
                        .and_then(|r| r.overall.as_ref().and_then(Choice::known))
                        .unwrap_or(Rag::NotAssessed);
                    (name, rag)
                })
                .collect::<Vec<_>>()
        })
    });
    let turn = Memo::new(move |_| trend.with(|points| turned(points)));
    let trend_says = move || {
        let list: Vec<&str> =
            trend.with(|t| t.iter().map(|p| rag_label(p.1, lang.get())).collect());
        let told = StatusText::TrendSays.fill(lang.get(), &[&list.join(", ")]);
        match turn.get() {
            Ordering::Equal => told,
            Ordering::Less => format!("{told}; {}", StatusText::TrendBetter.text(lang.get())),
            Ordering::Greater => format!("{told}; {}", StatusText::TrendWorse.text(lang.get())),
        }
    };
    let arrow = move || match turn.get() {
        Ordering::Equal => "",
        Ordering::Less => "↗",
        Ordering::Greater => "↘",
    };
    let reported = move || answers.with(|found| found.as_ref().map(|a| reported(a, lang.get())));
    view! {
        <div class="mx-row" role="row" aria-rowindex=row + 2 data-active=move || current.get().map(|_| "")>
            <div class="mx-cell mx-name" role="rowheader" data-place=format!("{row}-0")>
                <Swatch colour />
                <a class="trunc" id=format!("mx-{row}-0") href=href tabindex=tabindex(0)>{text(|p| p.name.to_string())}</a>
                <span class="code">{text(|p| p.code.to_string())}</span>
            </div>
            <div class="mx-cell mx-unit sec trunc" role="gridcell">{unit}</div>
            {axes.collect_view()}
            <div
                class="mx-cell mx-mark mx-whole"
                role="gridcell"
                id=format!("mx-{row}-{whole}")
                data-place=format!("{row}-{whole}")
                data-differs=move || overall.with(|s| s.as_ref().is_some_and(AxisStatus::differs)).then_some("")
                data-kept=move || overall.with(|s| s.as_ref().is_some_and(|s| s.overridden.is_some())).then_some("")
                tabindex=tabindex(whole)
            >
                {move || overall.get().map(|s| {
                    let says = says(None, &s, mode.get(), lang.get());
                    told(says, view! { <RagMark rag=s.in_force lang size=18 /> }.into_any())
                })}
            </div>
            <div
                class="mx-cell mx-mark"
                role="gridcell"
                id=format!("mx-{row}-{}", whole + 1)
                data-place=format!("{row}-{}", whole + 1)
                data-differs=move || overall.with(|s| s.as_ref().is_some_and(AxisStatus::differs)).then_some("")
                tabindex=tabindex(whole + 1)
            >
                {move || overall.get().map(|s| {
                    let says = says(None, &s, Mode::Computed, lang.get());
                    told(says, view! { <RagMark rag=s.computed.unwrap_or(Rag::NotAssessed) lang size=18 /> }.into_any())
                })}
            </div>
            <div class="mx-cell mx-trend" role="gridcell">
                <Drawing says=Signal::derive(trend_says) svg=Signal::derive(move || trend.with(|t| draw::trend(t, session.weather().get(), lang.get()))) />
                <span class="mx-turn" class:worse=move || turn.get().is_gt() aria-hidden="true">{arrow}</span>
            </div>
            <div
                class="mx-cell mx-comment"
                role="gridcell"
                id=format!("mx-{row}-{}", COLUMNS - 1)
                data-place=format!("{row}-{}", COLUMNS - 1)
                tabindex=tabindex(COLUMNS - 1)
            >
                <Comment row id answers editing />
            </div>
            <div class="mx-cell num" role="gridcell">{reported}</div>
        </div>
    }
    .into_any()
}

/// How the newest status stands to the one before it; what was not assessed is left out.
fn turned(points: &[(String, Rag)]) -> Ordering {
    let judged = points.iter().rev().map(|point| point.1);
    // Closed is as good as green.
    let mut known = judged
        .filter(|rag| *rag != Rag::NotAssessed)
        .map(|rag| severity(rag).max(severity(Rag::Green)));
    match (known.next(), known.next()) {
        (Some(now), Some(before)) => now.cmp(&before),
        _ => Ordering::Equal,
    }
}

/// The sentence of a cell for those who listen, and its marks for those who see.
fn told(says: String, marks: AnyView) -> AnyView {
    view! {
        <span class="sr">{says}</span>
        <span class="mx-seen" aria-hidden="true">{marks}</span>
    }
    .into_any()
}

/// The mark of a cell in the mode of the view.
fn marks(status: &AxisStatus, mode: Mode, size: u8) -> AnyView {
    let lang = use_session().lang();
    let mark = |rag: Option<Rag>, size: u8| match rag {
        Some(rag) => view! { <RagMark rag=rag lang size /> }.into_any(),
        None => view! { <span class="mut" aria-hidden="true">"·"</span> }.into_any(),
    };
    let stated = status
        .overridden
        .map(|_| status.in_force)
        .or(status.declared);
    let small = status
        .computed
        .filter(|_| mode == Mode::Declared && status.differs());
    match mode {
        Mode::Computed => mark(status.computed, size),
        Mode::Both => view! {
            <span class="mx-pair">{mark(stated, 14)}{mark(status.computed, 14)}</span>
        }
        .into_any(),
        Mode::Declared => view! {
            {mark(Some(status.in_force), size)}
            {small.map(|rag| view! { <span class="mx-mini">{mark(Some(rag), 14)}</span> })}
        }
        .into_any(),
    }
}

/// What a cell says.
fn says(axis: Option<Axis>, status: &AxisStatus, mode: Mode, lang: Lang) -> String {
    let what = axis.map_or(StatusText::Overall.text(lang), |axis| {
        axis_label(axis, lang)
    });
    let lower = |rag: Rag| crate::words::lower(rag_label(rag, lang));
    let none = || StatusText::NotComputed.text(lang).to_owned();
    let computed = status.computed.map(lower);
    let mut text = match (status.declared, computed) {
        (None, computed) => {
            StatusText::CellComputed.fill(lang, &[what, &computed.unwrap_or_else(none)])
        }
        (_, computed) if mode == Mode::Computed => {
            StatusText::CellComputed.fill(lang, &[what, &computed.unwrap_or_else(none)])
        }
        (Some(declared), Some(computed)) if mode == Mode::Both || status.differs() => {
            StatusText::CellBoth.fill(lang, &[what, &lower(declared), &computed])
        }
        (Some(declared), _) => StatusText::CellSays.fill(lang, &[what, &lower(declared)]),
    };
    if status.overridden.is_some() {
        let kept = StatusText::CellKept.fill(lang, &[&lower(status.in_force)]);
        text = format!("{text}, {kept}");
    }
    text
}

/// The day of the latest report, in red where a fresh one is due.
fn reported(found: &Shared<ProjectAnswers>, lang: Lang) -> AnyView {
    let date = found.reported.latest.as_ref().and_then(|r| r.date);
    let text = date.map_or_else(
        || StatusText::Never.text(lang).to_owned(),
        |day| format::day_month(lang, day),
    );
    let stale = crate::session::matrix::unreported(found) && date.is_some();
    view! { <span class=if stale { "worse" } else { "mut" }>{text}</span> }.into_any()
}
