//! History: the reports of a project, and what this session changed in it.

use super::super::status::draw;
use super::figures::tone;
use crate::edit::{Patch, Row};
use crate::model::*;
use crate::session::{Session, use_session};
use crate::ui::parts::{Figures, Head, Shown};
use crate::ui::widgets::Drawing;
use crate::words::{
    Common, Facts, Lang, ProjectText as Words, StatusText, deed_label, format, rag_label,
};
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
        draw::trend_wide(&points, now)
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
                    <Drawing svg=strip class="pj-strip" />
                    <Figures label=Signal::derive(move || Words::Reports.text(lang.get()).to_owned()) heads rows />
                </Show>
            </section>
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Edits)}</h2></header>
                {move || edits(id)}
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

/// Does a step touch the project or what belongs to it?
fn touches(patch: &Patch, workspace: &Workspace, id: RawId) -> bool {
    patch.rows.iter().any(|row| {
        let (kind, target) = row.target();
        let names = |value: Option<Value>| value == Some(Value::Ref(id));
        let refers = workspace.record(kind, target).is_some_and(|record| {
            let mut keys = kind.fields().iter().map(|spec| spec.key);
            keys.any(|key| names(record.get(key)))
        });
        let made = match row {
            Row::Create(_, _, values) | Row::Delete(_, _, values) => {
                values.iter().any(|(_, value)| *value == Value::Ref(id))
            }
            Row::Set { .. } => false,
        };
        target == id || made || refers
    })
}

fn edits(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let names: Vec<(String, String)> = session.workspace().with(|w| {
        session.with_history(|history| {
            history
                .steps()
                .filter(|step| touches(&step.patch, w, id.raw()))
                .take(100)
                .map(|step| {
                    (
                        deed_label(&step.patch.label, lang),
                        step.patch.author.to_string(),
                    )
                })
                .collect()
        })
    });
    if names.is_empty() {
        return view! { <p class="mut">{Words::NoEdit.text(lang)}</p> }.into_any();
    }
    let items = names.into_iter().map(|(name, author)| {
        view! { <li class="pj-link"><span class="grow">{name}</span><span class="mut">{author}</span></li> }
    });
    view! { <ul class="pj-links">{items.collect_view()}</ul> }.into_any()
}
