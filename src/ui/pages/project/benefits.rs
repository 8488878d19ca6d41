//! Benefits: the objectives that a project serves and its key figures with their readings.

use super::edit::EditCell;
use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, use_session};
use crate::ui::parts::{KpiChart, RagMark, with_unit};
use crate::ui::widgets::{Button, CheckField, IconButton, IconName};
use crate::words::{Common, ProjectText as Words, field_label, format};
use leptos::prelude::*;

/// The benefits of a project.
#[component]
pub fn Benefits(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.kpis
                .values()
                .filter(|kpi| kpi.of_project == Some(id))
                .map(|kpi| kpi.id)
                .collect::<Vec<_>>()
        })
    });
    let add = move |()| {
        session.act(&Command::Create {
            kind: Kind::Kpi,
            id: session.fresh_id(),
            values: vec![
                (
                    "name".into(),
                    Value::Text(Words::NewKpi.text(lang.get_untracked()).into()),
                ),
                ("of_project".into(), Value::Ref(id.raw())),
            ],
        });
    };
    let say = move |key: Words| move || key.text(lang.get());
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head"><h2>{say(Words::Objectives)}</h2></header>
                {move || objectives(id)}
            </section>
            <For each=move || ids.get() key=|id| *id let:kpi><OneKpi kpi /></For>
            <section class="mod">
                <Show when=move || ids.with(Vec::is_empty)><p class="mut">{say(Words::NoKpi)}</p></Show>
                <div class="row"><Button label=move || Words::AddKpi.text(lang.get()).to_owned() icon=IconName::Plus on_press=add /></div>
            </section>
        </div>
    }
    .into_any()
}

fn objectives(id: Id<Project>) -> AnyView {
    let session = use_session();
    let lang = session.lang().get();
    let rows = session.workspace().with(|w| {
        w.referring(id.raw(), Kind::Alignment)
            .filter_map(|one| w.alignments.get(&Id::new(one)))
            .filter_map(|one| Some((one, w.objectives.get(&one.objective?)?)))
            .map(|(alignment, objective)| {
                let key = if objective.code.is_empty() {
                    objective.id.to_string()
                } else {
                    objective.code.to_string()
                };
                let share = alignment.contribution.map(|share| {
                    Words::Contribution.fill(lang, &[&format::percent(lang, share)])
                });
                view! {
                    <li class="pj-link">
                        <a class="grow trunc" href=session.href(Page::Objective(key))>{objective.name.to_string()}</a>
                        <span class="mut">{share}</span>
                    </li>
                }
            })
            .collect::<Vec<_>>()
    });
    if rows.is_empty() {
        return view! { <p class="mut">{Words::NoObjective.text(lang)}</p> }.into_any();
    }
    view! { <ul class="pj-links">{rows}</ul> }.into_any()
}

/// One key figure: its definition in a line, its chart, its readings.
#[component]
fn OneKpi(kpi: Id<Kpi>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = session.record(kpi);
    let answer = Memo::new(move |_| session.answers().with(|a| a.kpis.get(&kpi).cloned()));
    let readings = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .referring(kpi.raw(), Kind::Reading)
                .filter_map(|one| w.readings.get(&Id::new(one)))
                .map(|reading| (std::cmp::Reverse(reading.date), reading.id))
                .collect();
            all.sort();
            all.into_iter().map(|one| one.1).collect::<Vec<_>>()
        })
    });
    let says = move || {
        let (kpi, answer, now) = (record.get()?, answer.get()?, lang.get());
        let target = kpi.target.map(|t| with_unit(now, t, &kpi.unit))?;
        let done = format::percent(now, super::whole(answer.attainment?));
        Some(Words::Attained.fill(now, &[&done, &target]))
    };
    let rag =
        Signal::derive(move || answer.with(|a| a.as_ref().map_or(Rag::NotAssessed, |a| a.status)));
    let add = move |()| {
        let last = answer.with_untracked(|a| a.as_ref().and_then(|a| a.last.map(|l| l.1)));
        session.act(&Command::Create {
            kind: Kind::Reading,
            id: session.fresh_id(),
            values: vec![
                ("kpi".into(), Value::Ref(kpi.raw())),
                ("date".into(), Value::Date(session.today().get_untracked())),
                ("value".into(), Value::Number(last.unwrap_or_default())),
            ],
        });
    };
    let field = move |key: &'static str| {
        view! {
            <label class="pj-field"><span class="mut">{move || field_label(Kind::Kpi, key, lang.get()).to_owned()}</span>
            <EditCell kind=Kind::Kpi id=kpi.raw() key /></label>
        }
    };
    let row = move |id: Id<Reading>| {
        let reading = session.record(id);
        let forecast =
            Signal::derive(move || reading.with(|r| r.as_ref().is_some_and(|r| r.forecast)));
        let remove = move || {
            session.act(&Command::Delete {
                kind: Kind::Reading,
                ids: vec![id.raw()],
            });
        };
        view! {
            <tr>
                <td><EditCell kind=Kind::Reading id=id.raw() key="date" /></td>
                <td class="num"><EditCell kind=Kind::Reading id=id.raw() key="value" num=true /></td>
                <td>
                    <CheckField
                        label=move || field_label(Kind::Reading, "forecast", lang.get()).to_owned()
                        value=forecast
                        on_commit=move |on: bool| {
                            super::edit::put(Kind::Reading, id.raw(), "forecast", on.then_some(Value::Flag));
                        }
                    />
                </td>
                <td><EditCell kind=Kind::Reading id=id.raw() key="note" /></td>
                <td class="num">
                    <IconButton icon=IconName::Trash label=move || Common::Delete.text(lang.get()).to_owned() on_press=move |()| remove() />
                </td>
            </tr>
        }
    };
    view! {
        <section class="mod">
            <header class="mod-head">
                <RagMark rag lang size=16 />
                <h2>{move || record.with(|k| k.as_ref().map(|k| k.name.to_string()))}</h2>
                <span class="mod-hint">{says}</span>
            </header>
            <div class="pj-kpi-two">
                <div>
                    {move || record.get().zip(answer.get()).map(|(kpi, answer)| view! {
                        <KpiChart kpi=(*kpi).clone() answer=(*answer).clone() lang size=(620, 220) />
                    })}
                    <div class="pj-fields">{["name", "unit", "baseline", "target", "target_date", "amber", "red"].map(field)}</div>
                </div>
                <div>
                    <div class="mod-head">
                        <h3 class="med">{move || Words::Readings.text(lang.get())}</h3>
                        <span class="mod-end"><Button label=move || Words::AddReading.text(lang.get()).to_owned() icon=IconName::Plus on_press=add /></span>
                    </div>
                    <div class="pj-readings"><table class="table plain flush pj-lines">
                        <tbody><For each=move || readings.get() key=|id| *id children=row /></tbody>
                    </table></div>
                </div>
            </div>
        </section>
    }
    .into_any()
}
