//! A key figure: where it stands, its curve, its definition and its readings.

use super::{Fact, Facts, Fields, KpiChart, RagMark, RecordLines, add_line, with_unit};
use crate::analysis::KpiAnswer;
use crate::model::*;
use crate::session::{Page, Session, key_of_record, use_session};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName};
use crate::words::{Facts as Why, Groups as Words, Lang, format};
use leptos::prelude::*;

/// Last reading, attainment and where the plan should be, each with what it follows from.
#[must_use]
pub fn kpi_facts(kpi: &Kpi, answer: &KpiAnswer, today: Date, lang: Lang) -> Vec<Fact> {
    let unit = |value: Option<Decimal>| {
        value.map_or_else(|| "–".to_owned(), |v| with_unit(lang, v, &kpi.unit))
    };
    let share =
        |share: Option<Percent>| share.map_or_else(|| "–".to_owned(), |s| format::percent(lang, s));
    let date = |date: Option<Date>| date.map_or_else(|| "–".to_owned(), |d| format::date(lang, d));
    let source = if kpi.source.is_empty() {
        Why::KpiReadings.fill(lang, &[&answer.readings.len().to_string()])
    } else {
        Why::KpiFrom.fill(lang, &[&kpi.source])
    };
    let baseline = unit(Some(kpi.baseline.unwrap_or_default()));
    let last = unit(answer.last.map(|l| l.1));
    let attained = match answer.attainment {
        Some(_) => Why::AttainmentInputs.fill(
            lang,
            &[
                &last,
                &baseline,
                &unit(kpi.target),
                &share(answer.attainment),
            ],
        ),
        None => Why::NoAttainment.text(lang).to_owned(),
    };
    let expected = match answer.expected {
        Some(_) => Why::Expected.fill(
            lang,
            &[
                &date(kpi.baseline_date.or(kpi.valid_from)),
                &date(kpi.target_date),
            ],
        ),
        None => Why::NoExpected.text(lang).to_owned(),
    };
    vec![
        Fact {
            label: Words::LastReading.text(lang).to_owned(),
            value: last,
            hint: answer
                .last
                .map(|l| format::date(lang, l.0))
                .unwrap_or_default(),
            tone: "mut",
            why: vec![
                Why::LastReading.fill(lang, &[&format::date(lang, today)]),
                Why::KpiLimits.fill(lang, &[&unit(kpi.amber), &unit(kpi.red)]),
                source.clone(),
            ],
        },
        Fact {
            label: Words::Attainment.text(lang).to_owned(),
            value: share(answer.attainment),
            hint: Words::Target.text(lang).to_lowercase() + " " + &unit(kpi.target),
            tone: "mut",
            why: vec![
                Why::Attainment.text(lang).to_owned(),
                attained,
                source.clone(),
            ],
        },
        Fact {
            label: Words::ExpectedNow.text(lang).to_owned(),
            value: share(answer.expected),
            why: vec![expected, source],
            ..Fact::default()
        },
    ]
}

/// The readings of a figure, newest first.
fn readings(session: Session, id: Id<Kpi>) -> Vec<RawId> {
    session.workspace().with(|w| {
        let mut all: Vec<_> = w
            .referring(id.raw(), Kind::Reading)
            .filter_map(|one| w.readings.get(&Id::new(one)))
            .map(|reading| (std::cmp::Reverse(reading.date), reading.id.raw()))
            .collect();
        all.order();
        all.into_iter().map(|one| one.1).collect()
    })
}

/// The figure as one module, or two beside each other with its definition.
#[component]
pub fn KpiCard(
    /// The figure.
    id: Id<Kpi>,
    /// The fields of its definition that are shown.
    keys: &'static [&'static str],
    /// Leaves definition and readings to its own page.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(id);
    let answer = Memo::new(move |_| session.answers().with(|a| a.kpis.get(&id).cloned()));
    let rag =
        Signal::derive(move || answer.with(|a| a.as_ref().map_or(Rag::NotAssessed, |a| a.status)));
    let facts = Signal::derive(move || {
        record
            .get()
            .zip(answer.get())
            .map(|(kpi, answer)| kpi_facts(&kpi, &answer, session.today().get(), lang.get()))
            .unwrap_or_default()
    });
    let href = move || {
        let key = session
            .workspace()
            .with(|w| key_of_record(w, Kind::Kpi, id.raw()));
        session.href(Page::Kpi(key))
    };
    let name = move || record.with(|k| k.as_ref().map(|k| k.name.to_string()));
    let size = if brief { (420, 180) } else { (680, 240) };
    let chart = move || {
        record.get().zip(answer.get()).map(|(kpi, answer)| {
            view! { <KpiChart kpi=(*kpi).clone() answer=(*answer).clone() lang size /> }
        })
    };
    let add = move |()| {
        let last = answer.with_untracked(|a| a.as_ref().and_then(|a| a.last.map(|l| l.1)));
        let values = vec![
            ("kpi", Value::Ref(id.raw())),
            ("date", Value::Date(session.today().get_untracked())),
            ("value", Value::Number(last.unwrap_or_default())),
        ];
        add_line(session, Kind::Reading, values);
    };
    let head = view! {
        <header class="mod-head">
            <RagMark rag lang size=16 />
            <h2><a href=href>{name}</a></h2>
        </header>
        <Facts facts />
    };
    if brief {
        return view! { <section class="mod">{head}{chart}</section> }.into_any();
    }
    let ids = Signal::derive(move || readings(session, id));
    view! {
        <section class="mod kpi-card">
            <div class="kpi-curve">{head}{chart}</div>
            <div class="kpi-readings">
                <header class="mod-head">
                    <h3 class="semi">{move || Words::Readings.text(lang.get())}</h3>
                    <span class="mod-end"><Button label=said(lang, Words::AddReading) icon=IconName::Plus on_press=add /></span>
                </header>
                <RecordLines kind=Kind::Reading ids keys=&["date", "value", "forecast", "note"] />
            </div>
            <div class="kpi-definition"><Fields kind=Kind::Kpi id=id.raw() keys /></div>
        </section>
    }
    .into_any()
}
