//! Benefits: the objectives that a project serves and its key figures with their readings.

use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::ui::parts::{KpiCard, RecordLines, Shown, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, SelectField};
use crate::words::{ProjectText as Words, kind_label};
use leptos::prelude::*;

/// The fields of a figure that matter where its project is.
const KEYS: &[&str] = &[
    "name",
    "unit",
    "direction",
    "baseline",
    "baseline_date",
    "target",
    "target_date",
    "amber",
    "red",
    "owner",
];

/// The benefits of a project.
#[component]
pub fn Benefits(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let say = move |key: Words| said(lang, key);
    let kpis = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.referring(id.raw(), Kind::Kpi)
                .map(Id::<Kpi>::new)
                .collect::<Vec<_>>()
        })
    });
    let alignments = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| w.referring(id.raw(), Kind::Alignment).collect::<Vec<_>>())
    });
    let lead = move |alignment: RawId| {
        session.workspace().with(|w| {
            let objective = w
                .alignments
                .get(&Id::new(alignment))
                .and_then(|a| a.objective)
                .and_then(|id| w.objectives.get(&id));
            objective.map_or_else(Shown::default, |objective| {
                let key = key_of_record(w, Kind::Objective, objective.id.raw());
                Shown {
                    code: objective.code.to_string(),
                    href: session.href(Page::Objective(key)),
                    ..Shown::text(objective.name.clone())
                }
            })
        })
    };
    let options = Signal::derive(move || {
        let prompt = Words::AlignTo.text(lang.get()).to_owned();
        session.workspace().with(|w| {
            let taken: Vec<_> = alignments.with(|all| {
                all.iter()
                    .filter_map(|one| w.alignments.get(&Id::new(*one))?.objective)
                    .collect()
            });
            let mut all: Vec<(String, String)> = w
                .objectives
                .values()
                .filter(|o| !taken.contains(&o.id))
                .map(|o| (o.id.to_string(), o.name.to_string()))
                .collect();
            all.sort_by_key(|one| one.1.to_lowercase());
            all.insert(0, (String::new(), prompt));
            all
        })
    });
    let align = move |key: String| {
        if let Some(objective) = RawId::parse(&key) {
            let values = vec![
                ("project", Value::Ref(id.raw())),
                ("objective", Value::Ref(objective)),
            ];
            add_line(session, Kind::Alignment, values);
        }
    };
    let add = move |()| {
        let name = Words::NewKpi.text(lang.get_untracked());
        let values = vec![
            ("name", Value::Text(name.into())),
            ("of_project", Value::Ref(id.raw())),
        ];
        add_line(session, Kind::Kpi, values);
    };
    view! {
        <div class="mods">
            <section class="mod">
                <header class="mod-head wrap">
                    <h2>{say(Words::Objectives)}</h2>
                    <span class="mod-end pick"><SelectField label=say(Words::AlignTo) label_hidden=true options value=Signal::stored(String::new()) on_commit=align /></span>
                </header>
                <Show when=move || !alignments.with(Vec::is_empty) fallback=move || view! { <p class="mut">{say(Words::NoObjective)}</p> }>
                    <RecordLines kind=Kind::Alignment ids=alignments keys=&["contribution", "note"] lead=Callback::new(lead)
                        lead_head=Signal::derive(move || kind_label(Kind::Objective, lang.get()).to_owned()) />
                </Show>
            </section>
            <For each=move || kpis.get() key=|id| *id let:kpi><KpiCard id=kpi keys=KEYS /></For>
            <section class="mod">
                <Show when=move || kpis.with(Vec::is_empty)><p class="mut">{say(Words::NoKpi)}</p></Show>
                <div class="row"><Button label=say(Words::AddKpi) icon=IconName::Plus on_press=add /></div>
            </section>
        </div>
    }
    .into_any()
}
