//! One objective: what it means, its key results, the projects that bring it.

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, use_session};
use crate::ui::parts::{GroupSummary, KpiChart, PageFrame};
use crate::ui::widgets::{Empty, SelectField};
use crate::words::{Common, Groups as Words, Shell, format};
use leptos::prelude::*;

/// The page.
#[component]
pub fn ObjectivePage(
    /// Its code or identity.
    code: String,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let record = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.objectives
                .values()
                .find(|o| *o.code == *code || o.id.to_string() == code)
                .cloned()
        })
    });
    let id = move || record.with(|r| r.as_ref().map(|r| r.id));
    let aligned = Memo::new(move |_| {
        id().map(|id| {
            session.workspace().with(|w| {
                w.referring(id.raw(), Kind::Alignment)
                    .filter_map(|a| w.alignments.get(&Id::new(a)).cloned())
                    .collect::<Vec<_>>()
            })
        })
        .unwrap_or_default()
    });
    let members = Signal::derive(move || {
        aligned.with(|all| all.iter().filter_map(|a| a.project).collect::<Vec<_>>())
    });
    let rollup = Signal::derive(move || {
        id().and_then(|id| session.answers().with(|a| a.objectives.get(&id).cloned()))
            .unwrap_or_default()
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
    let facts = move || {
        let now = lang.get();
        record.with(|r| {
            r.as_ref().map(|r| {
                let weight = r
                    .weight
                    .map(|w| format!("{} {}", Words::Weight.text(now), format::percent(now, w)));
                let horizon = r
                    .horizon
                    .map(|d| format!("{} {}", Words::Horizon.text(now), format::date(now, d)));
                [weight, horizon]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(" · ")
            })
        })
    };
    let description = move || record.with(|r| r.as_ref().map(|r| r.description.to_string()));
    let requirements = move || record.with(|r| r.as_ref().map(|r| r.requirements.to_string()));
    // The figures of the objective and of its key results.
    let charts = move || {
        let Some(id) = id() else { return Vec::new() };
        let kpis: Vec<Id<Kpi>> = session.workspace().with(|w| {
            let own = w.objectives.get(&id).and_then(|o| o.kpi);
            let below = w
                .referring(id.raw(), Kind::Objective)
                .filter_map(|o| w.objectives.get(&Id::new(o))?.kpi)
                .collect::<Vec<_>>();
            own.into_iter().chain(below).collect()
        });
        kpis.into_iter()
            .filter_map(|kpi| {
                let definition = session.workspace().with(|w| w.kpis.get(&kpi).cloned())?;
                let answer = session.answers().with(|a| a.kpis.get(&kpi).cloned())?;
                Some(view! {
                    <h3 class="fs12 med">{definition.name.to_string()}</h3>
                    <KpiChart kpi=(*definition).clone() answer=(*answer).clone() lang size=(420, 180) />
                })
            })
            .collect::<Vec<_>>()
    };
    let choices = Signal::derive(move || {
        let linked = members.get();
        let mut all: Vec<(String, String)> = session.workspace().with(|w| {
            w.projects
                .values()
                .filter(|p| !linked.contains(&p.id))
                .map(|p| (p.id.to_string(), p.name.to_string()))
                .collect()
        });
        all.sort_by(|a, b| a.1.cmp(&b.1));
        all.insert(0, (String::new(), Common::None.text(lang.get()).to_owned()));
        all
    });
    let link = move |key: String| {
        if let (Some(project), Some(objective)) = (RawId::parse(&key), id()) {
            let values = vec![
                ("project".into(), Value::Ref(project)),
                ("objective".into(), Value::Ref(objective.raw())),
            ];
            session.act(&Command::Create {
                kind: Kind::Alignment,
                id: session.fresh_id(),
                values,
            });
        }
    };
    view! {
        <PageFrame title trail>
            <Show
                when=move || record.with(Option::is_some)
                fallback=move || view! { <Empty title=Signal::derive(move || Words::NotFound.text(lang.get()).to_owned()) hint=Signal::derive(move || Words::NotFoundHint.text(lang.get()).to_owned()) /> }
            >
                <GroupSummary members rollup>
                    <p class="mut fs12">{facts}</p>
                    <p class="prose">{description}</p>
                    <p class="prose fs12 sec">{requirements}</p>
                    {charts}
                    <SelectField label=Signal::derive(move || Words::LinkProject.text(lang.get()).to_owned()) options=choices value=Signal::stored(String::new()) on_commit=link />
                </GroupSummary>
            </Show>
        </PageFrame>
    }
    .into_any()
}
