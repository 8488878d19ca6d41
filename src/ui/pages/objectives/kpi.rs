//! One key figure: its definition, its readings, and a new one.

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Session, use_session};
use crate::ui::parts::{KpiChart, PageFrame, RagMark, with_unit};
use crate::ui::widgets::{Button, Empty, IconButton, IconName, TextField, Variant};
use crate::words::{Common, Groups as Words, Shell, choice_label, field_label, format, parse};
use leptos::prelude::*;

/// The page.
#[component]
pub fn KpiPage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.kpis
                .values()
                .find(|k| *k.code == *code || k.id.to_string() == code)
                .cloned()
        })
    });
    let answer = Memo::new(move |_| {
        record
            .with(|r| r.as_ref().map(|r| r.id))
            .and_then(|id| session.answers().with(|a| a.kpis.get(&id).cloned()))
    });
    let title = Signal::derive(move || {
        record.with(|r| r.as_ref().map(|r| r.name.to_string()).unwrap_or_default())
    });
    let trail = Signal::derive(move || {
        vec![(
            Shell::Objectives.text(lang.get()).to_owned(),
            session.href(Page::Objectives),
        )]
    });
    let chart = move || {
        let (kpi, answer) = (record.get()?, answer.get()?);
        let status = answer.status;
        let last = answer.last.map(|(date, value)| {
            format!(
                "{} · {}",
                with_unit(lang.get(), value, &kpi.unit),
                format::date(lang.get(), date)
            )
        });
        Some(view! {
            <p class="row"><RagMark rag=status lang size=20 /><span class="fs14 semi">{last}</span><span class="mut">{answer.attainment.map(|p| format!("{} {}", Words::Attainment.text(lang.get()), format::percent(lang.get(), p)))}</span></p>
            <KpiChart kpi=(*kpi).clone() answer=(*answer).clone() lang size=(720, 300) />
        })
    };
    let definition = move || {
        let kpi = record.get()?;
        let now = lang.get();
        let locked = kpi.valid_from.filter(|from| *from <= session.today().get()).map(|from| view! { <p class="mut fs12">{Words::Locked.fill(now, &[&format::date(now, from)])}</p> });
        let rows: Vec<_> = Kpi::FIELDS
            .iter()
            .filter(|spec| !spec.hidden && spec.key != "name")
            .filter_map(|spec| {
                let text = shown(session, spec.key, &kpi.get(spec.key)?);
                Some(view! { <tr><th scope="row" class="mut">{field_label(Kind::Kpi, spec.key, now)}</th><td class="prose">{text}</td></tr> })
            })
            .collect();
        Some(view! { {locked}<table class="table plain flush"><tbody>{rows}</tbody></table> })
    };
    view! {
        <PageFrame title trail>
            <Show
                when=move || record.with(Option::is_some)
                fallback=move || view! { <Empty title=Signal::derive(move || Words::NotFound.text(lang.get()).to_owned()) hint=Signal::derive(move || Words::NotFoundHint.text(lang.get()).to_owned()) /> }
            >
                <div class="mods kpi-page">
                    <section class="mod">{chart}</section>
                    <section class="mod"><header class="mod-head"><h2>{move || Words::About.text(lang.get())}</h2></header>{definition}</section>
                    <section class="mod"><header class="mod-head"><h2>{move || Words::Readings.text(lang.get())}</h2></header>
                        {move || record.get().map(|kpi| view! { <NewReading kpi=kpi.id /> })}
                        {move || record.get().map(|kpi| readings(session, &kpi))}
                    </section>
                </div>
            </Show>
        </PageFrame>
    }
    .into_any()
}

/// Returns a value of the definition in words.
fn shown(session: Session, key: &str, value: &Value) -> String {
    let lang = session.lang().get();
    match value {
        Value::Choice(choice) => choice_label(Kind::Kpi, key, choice, lang).to_owned(),
        Value::Date(date) => format::date(lang, *date),
        Value::Number(number) => format::decimal(lang, *number),
        Value::Text(text) => text.to_string(),
        Value::Ref(id) => session.workspace().with(|w| {
            let person = w.people.get(&Id::new(*id)).map(|p| p.name.to_string());
            let unit = w.units.get(&Id::new(*id)).map(|u| u.name.to_string());
            person
                .or(unit)
                .or_else(|| w.projects.get(&Id::new(*id)).map(|p| p.name.to_string()))
                .unwrap_or_default()
        }),
        _ => String::new(),
    }
}

fn readings(session: Session, kpi: &Kpi) -> impl IntoView + use<> {
    let now = session.lang().get();
    let mut all: Vec<_> = session.workspace().with(|w| {
        w.referring(kpi.id.raw(), Kind::Reading)
            .filter_map(|id| w.readings.get(&Id::new(id)).cloned())
            .collect()
    });
    all.sort_by_key(|r| std::cmp::Reverse((r.date, r.id)));
    let unit = kpi.unit.clone();
    let row = move |reading: Shared<Reading>| {
        let id = reading.id.raw();
        let remove = move || {
            session.act(&Command::Delete {
                kind: Kind::Reading,
                ids: vec![id],
            });
        };
        view! {
            <tr>
                <td>{reading.date.map(|d| format::date(now, d))}</td>
                <td class="num">{reading.value.map(|v| with_unit(now, v, &unit))}</td>
                <td class="mut">{reading.forecast.then(|| Words::Forecast.text(now))}</td>
                <td class="sec trunc">{reading.note.to_string()}</td>
                <td class="num"><IconButton icon=IconName::Trash label=Common::Delete.text(now).to_owned() on_press=remove /></td>
            </tr>
        }
    };
    view! { <table class="table plain flush"><tbody>{all.into_iter().map(row).collect_view()}</tbody></table> }.into_any()
}

/// Two fields and a button.
#[component]
fn NewReading(kpi: Id<Kpi>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let date = RwSignal::new(session.today().get_untracked().to_string());
    let value = RwSignal::new(String::new());
    let (bad_date, bad_value) = (RwSignal::new(None), RwSignal::new(None));
    let add = move || {
        let now = lang.get_untracked();
        let day = parse::date(&date.get_untracked(), session.today().get_untracked(), None);
        let number = parse::decimal(now, &value.get_untracked());
        bad_date.set(day.is_none().then(|| Words::NotADate.text(now).to_owned()));
        bad_value.set(
            number
                .is_none()
                .then(|| Words::NotANumber.text(now).to_owned()),
        );
        if let (Some(day), Some(number)) = (day, number) {
            let values = vec![
                ("kpi".into(), Value::Ref(kpi.raw())),
                ("date".into(), Value::Date(day)),
                ("value".into(), Value::Number(number)),
            ];
            if session.act(&Command::Create {
                kind: Kind::Reading,
                id: session.fresh_id(),
                values,
            }) {
                value.set(String::new());
            }
        }
    };
    view! {
        <div class="row reading-form">
            <TextField label=word(Words::Date) value=date why_not=bad_date on_commit=move |text| date.set(text) />
            <TextField label=word(Words::Value) value=value why_not=bad_value on_commit=move |text| value.set(text) />
            <Button label=word(Words::AddReading) variant=Variant::Primary on_press=move || add() />
        </div>
    }
    .into_any()
}
