//! What stands below an objective, and the figures that measure it.

use super::add;
use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::ui::parts::{KpiCard, RecordLines, Shown, add_line};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName};
use crate::words::{Common, Groups as Words, field_label};
use leptos::prelude::*;

/// What stands below an objective, and the figures that measure it.
#[component]
pub(super) fn KeyResults(
    /// The objective.
    id: Id<Objective>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let below = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .referring(id.raw(), Kind::Objective)
                .filter_map(|one| w.objectives.get(&Id::new(one)))
                .filter(|o| o.parent == Some(id))
                .map(|o| (o.order.clone(), o.code.clone(), o.id.raw()))
                .collect();
            all.sort();
            all.into_iter().map(|one| one.2).collect::<Vec<_>>()
        })
    });
    let kpis = Memo::new(move |_| {
        session.workspace().with(|w| {
            let own = w.objectives.get(&id).and_then(|o| o.kpi);
            let below = below.with(|all| {
                all.iter()
                    .filter_map(|one| w.objectives.get(&Id::new(*one))?.kpi)
                    .collect::<Vec<_>>()
            });
            let mut all: Vec<Id<Kpi>> = own.into_iter().chain(below).collect();
            let mut seen = std::collections::BTreeSet::new();
            all.retain(|kpi| seen.insert(*kpi));
            all
        })
    });
    let add_result = move |()| {
        let values = vec![
            (
                "name",
                Value::Text(Words::NewKeyResult.text(lang.get_untracked()).into()),
            ),
            (
                "level",
                Value::Choice(ObjectiveLevel::KeyResult.key().into()),
            ),
            ("parent", Value::Ref(id.raw())),
        ];
        add_line(session, Kind::Objective, values);
    };
    let add_kpi = move |()| add(session, Kind::Kpi, Vec::new());
    let lead = move |one: RawId| {
        session.workspace().with(|w| {
            let code = w.objectives.get(&Id::new(one)).map(|o| o.code.clone());
            let open = Common::Open.text(lang.get());
            Shown {
                href: session.href(Page::Objective(key_of_record(w, Kind::Objective, one))),
                ..Shown::text(
                    code.filter(|c| !c.is_empty())
                        .unwrap_or_else(|| open.into()),
                )
            }
        })
    };
    let word = move |key: Words| said(lang, key);
    view! {
        <section class="mod">
            <header class="mod-head wrap">
                <h2>{move || Words::KeyResults.text(lang.get())}</h2>
                <span class="mod-end">
                    <Button label=word(Words::AddKpi) icon=IconName::Plus on_press=add_kpi />
                    <Button label=word(Words::AddKeyResult) icon=IconName::Plus on_press=add_result />
                </span>
            </header>
            <Show when=move || !below.with(Vec::is_empty) fallback=move || view! { <p class="mut">{Words::NoKeyResult.text(lang.get())}</p> }>
                <RecordLines kind=Kind::Objective ids=below keys=&["name", "weight", "horizon", "owner", "kpi"] lead=Callback::new(lead) lead_head=Signal::derive(move || field_label(Kind::Objective, "code", lang.get()).to_owned()) />
            </Show>
        </section>
        <div class="kpi-cards"><For each=move || kpis.get() key=|id| *id let:kpi><KpiCard id=kpi keys=&[] brief=true /></For></div>
    }
    .into_any()
}
