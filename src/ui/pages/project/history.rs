//! History: the reports of a project, and the edits of it that this browser keeps.

use super::super::status::draw;
use super::figures::tone;
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::parts::{EditList, Figures, Head, Shown};
use crate::ui::said;
use crate::ui::widgets::Drawing;
use crate::words::{Common, Facts, Lang, ProjectText as Words, StatusText, format, rag_label};
use leptos::prelude::*;

/// Reports and edits.
#[component]
pub fn History(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| move || key.text(lang.get());
    let all = Memo::new(move |_| reports_of(session, id));
    let strip = Signal::derive(move || {
        let now = lang.get();
        let points: Vec<(String, Rag)> = all.with(|all| {
            let oldest_first = all.iter().rev();
            oldest_first
                .map(|report| {
                    let day = report.date.map(|day| format::month_year(now, day));
                    let rag = known(&report.overall).unwrap_or(Rag::NotAssessed);
                    (day.unwrap_or_default(), rag)
                })
                .collect()
        });
        draw::trend_wide(&points, session.weather().get(), now)
    });
    let rows = Signal::derive(move || {
        all.with(|all| {
            all.iter()
                .map(|report| cells(report, lang.get()))
                .collect::<Vec<_>>()
        })
    });
    let heads = Signal::derive(move || {
        let now = lang.get();
        vec![
            Head::text(StatusText::Reported.text(now)),
            Head::text(StatusText::Declared.text(now)),
            Head::text(StatusText::Computed.text(now)),
            Head::num(Common::Slip.text(now), Facts::FrozenSlip.text(now)),
            Head::num(Words::Landing.text(now), ""),
            Head::num(Common::Consumed.text(now), ""),
            Head::num(Common::Done.text(now), ""),
            Head::text(StatusText::Comment.text(now)),
            Head::text(Words::Author.text(now)),
        ]
    });
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Reports)}</h2><span class="mod-hint">{say(Words::ReportsHint)}</span></header>
                <Show when=move || !all.with(Vec::is_empty) fallback=move || view! { <p class="mut">{say(Words::NoReport)}</p> }>
                    // One report is no course.
                    <Show when=move || all.with(|all| all.len() > 1)><Drawing svg=strip class="pj-strip" /></Show>
                    <Figures label=said(lang, Words::Reports) heads rows />
                </Show>
            </section>
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Edits)}</h2><span class="mod-hint">{say(Words::EditsHint)}</span></header>
                <EditList of=id.raw() none=Words::NoEdit />
            </section>
        </div>
    }
    .into_any()
}

fn known(choice: &Option<Choice<Rag>>) -> Option<Rag> {
    choice.as_ref().and_then(Choice::known)
}

/// The reports of a project, newest first.
fn reports_of(session: Session, id: Id<Project>) -> Vec<Shared<Report>> {
    let mut all: Vec<Shared<Report>> = session.workspace().with(|w| {
        w.referring(id.raw(), Kind::Report)
            .filter_map(|one| w.reports.get(&Id::new(one)).cloned())
            .collect()
    });
    all.sort_by_key(|report| std::cmp::Reverse((report.date, report.id)));
    all
}

fn cells(report: &Report, lang: Lang) -> Vec<Shown> {
    let status = |rag: Option<Rag>| Shown {
        mark: rag,
        ..Shown::some(rag.map(|rag| rag_label(rag, lang).to_owned()))
    };
    let money = |amount: Option<Money>| Shown::some(amount.map(|m| format::money(lang, m)));
    let computed = match known(&report.computed_overall) {
        None if !report.frozen => Shown {
            tone: "mut",
            ..Shown::text(Words::Open.text(lang))
        },
        rag => status(rag),
    };
    vec![
        Shown::some(report.date.map(|day| format::date(lang, day))),
        status(Some(known(&report.overall).unwrap_or(Rag::NotAssessed))),
        computed,
        Shown {
            tone: tone(report.slip_days.unwrap_or(0)),
            ..Shown::some(report.slip_days.map(|days| format::days_signed(lang, days)))
        },
        money(report.landing),
        money(report.consumed),
        Shown::some(report.progress.map(|p| format::percent(lang, p))),
        Shown {
            tone: "sec",
            ..Shown::text(&*report.summary.0)
        },
        Shown {
            tone: "mut",
            ..Shown::text(report.author.clone())
        },
    ]
}
