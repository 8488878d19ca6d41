//! Objectives and key figures: the tree, one objective, one figure.

mod kpi;
mod objective;

pub use kpi::KpiPage;
pub use objective::ObjectivePage;

use crate::edit::Command;
use crate::model::*;
use crate::session::{Page, Route, Session, use_session};
use crate::ui::parts::{DistributionStrip, PageFrame, RagMark, address_key, with_unit};
use crate::ui::shell::key_of;
use crate::ui::widgets::{Button, Empty, IconName, Variant};
use crate::words::{Groups as Words, Shell, format, kind_label};
use leptos::prelude::*;

/// Adds a record with a name and opens its page.
fn add(
    session: Session,
    kind: Kind,
    name: Words,
    extra: Vec<(Text, Value)>,
    page: fn(String) -> Page,
) {
    let id = session.fresh_id();
    let name = Value::Text(name.text(session.lang().get_untracked()).into());
    let values = std::iter::once((Text::from("name"), name))
        .chain(extra)
        .collect();
    if session.act(&Command::Create { kind, id, values }) {
        session.go(&Route::to(page(id.to_string())));
    }
}

/// The objectives in the order of the tree, with their depth.
fn tree(workspace: &Workspace) -> Vec<(usize, Id<Objective>)> {
    fn walk(
        workspace: &Workspace,
        parent: Option<Id<Objective>>,
        depth: usize,
        out: &mut Vec<(usize, Id<Objective>)>,
    ) {
        let mut here: Vec<_> = workspace
            .objectives
            .values()
            .filter(|o| o.parent == parent)
            .collect();
        here.sort_by(|a, b| (&a.order, &a.name, a.id).cmp(&(&b.order, &b.name, b.id)));
        for objective in here {
            out.push((depth, objective.id));
            // The bound ends a circle that a damaged file could carry.
            if depth < 8 {
                walk(workspace, Some(objective.id), depth + 1, out);
            }
        }
    }
    let mut out = Vec::new();
    walk(workspace, None, 0, &mut out);
    out
}

/// The page.
#[component]
pub fn Objectives() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| Signal::derive(move || key.text(lang.get()).to_owned());
    let lines = Memo::new(move |_| session.workspace().with(tree));
    let kpis = Memo::new(move |_| {
        session.workspace().with(|w| {
            let mut all: Vec<_> = w
                .kpis
                .values()
                .map(|k| (k.order.clone(), k.name.clone(), k.id))
                .collect();
            all.sort();
            all.into_iter().map(|k| k.2).collect::<Vec<_>>()
        })
    });
    let actions = move || {
        view! {
            <Button label=word(Words::AddKpi) icon=IconName::Plus on_press=move || add(session, Kind::Kpi, Words::NewKpi, Vec::new(), Page::Kpi) />
            <Button label=word(Words::AddObjective) icon=IconName::Plus variant=Variant::Primary on_press=move || {
                let level = Value::Choice(ObjectiveLevel::Objective.key().into());
                add(session, Kind::Objective, Words::NewObjective, vec![("level".into(), level)], Page::Objective);
            } />
        }
    };
    let head = move |word: Words, class: &'static str| view! { <th scope="col" class=class>{move || word.text(lang.get())}</th> };
    view! {
        <PageFrame title=Signal::derive(move || Shell::Objectives.text(lang.get()).to_owned()) actions>
            <Show
                when=move || !lines.with(Vec::is_empty)
                fallback=move || view! { <Empty title=word(Words::NoObjectives) hint=word(Words::NoObjectivesHint) /> }
            >
                <table class="table objective-tree">
                    <thead><tr>
                        <th scope="col">{move || kind_label(Kind::Objective, lang.get())}</th>
                        {head(Words::Weight, "num")}{head(Words::Horizon, "num")}{head(Words::Owner, "")}
                        {head(Words::Attainment, "num")}{head(Words::Projects, "num")}{head(Words::Status, "")}{head(Words::Budget, "num")}
                    </tr></thead>
                    <tbody>{move || lines.get().into_iter().map(|(depth, id)| objective_row(session, depth, id)).collect_view()}</tbody>
                </table>
            </Show>
            <div class="mods">
                <section class="mod">
                    <header class="mod-head"><h2>{move || Words::Kpis.text(lang.get())}</h2></header>
                    <Show when=move || !kpis.with(Vec::is_empty) fallback=move || view! { <p class="sec">{move || Words::NoKpis.text(lang.get())}</p> }>
                        <table class="table plain flush"><tbody>{move || kpis.get().into_iter().map(|id| kpi_row(session, id)).collect_view()}</tbody></table>
                    </Show>
                </section>
                <Unaligned />
            </div>
        </PageFrame>
    }
    .into_any()
}

fn objective_row(session: Session, depth: usize, id: Id<Objective>) -> Option<AnyView> {
    let lang = session.lang();
    let now = lang.get();
    let record = session
        .workspace()
        .with(|w| w.objectives.get(&id).cloned())?;
    let owner = record.owner.and_then(|o| {
        session
            .workspace()
            .with(|w| w.people.get(&o).map(|p| p.name.to_string()))
    });
    let (rollup, kpi) = session.answers().with(|a| {
        (
            a.objectives.get(&id).cloned().unwrap_or_default(),
            record.kpi.and_then(|k| a.kpis.get(&k).cloned()),
        )
    });
    let currency = session.workspace().with(Workspace::currency);
    let href = session.href(Page::Objective(address_key(&record.code, id.raw())));
    let attained = kpi
        .and_then(|k| k.attainment)
        .map(|p| format::percent(now, p));
    Some(
        view! {
            <tr>
                <th scope="row" class=format!("level-{}", depth.min(2))><span class="row tight"><a class="med" href=href>{record.name.to_string()}</a><span class="code">{record.code.to_string()}</span></span></th>
                <td class="num">{record.weight.map(|w| format::percent(now, w))}</td>
                <td class="num">{record.horizon.map(|d| format::date(now, d))}</td>
                <td>{owner}</td>
                <td class="num">{attained}</td>
                <td class="num">{rollup.projects()}</td>
                <td><DistributionStrip counts=rollup.in_force lang /></td>
                <td class="num">{rollup.sums.map(|s| format::money(now, Money::new(s.revised, currency)))}</td>
            </tr>
        }
        .into_any(),
    )
}

fn kpi_row(session: Session, id: Id<Kpi>) -> Option<AnyView> {
    let lang = session.lang();
    let now = lang.get();
    let record = session.workspace().with(|w| w.kpis.get(&id).cloned())?;
    let answer = session.answers().with(|a| a.kpis.get(&id).cloned())?;
    let href = session.href(Page::Kpi(address_key(&record.code, id.raw())));
    let last = answer.last.map(|(_, v)| with_unit(now, v, &record.unit));
    let target = record.target.map(|v| with_unit(now, v, &record.unit));
    Some(
        view! {
            <tr>
                <th scope="row"><span class="row tight"><RagMark rag=answer.status lang /><a class="med" href=href>{record.name.to_string()}</a><span class="code">{record.code.to_string()}</span></span></th>
                <td class="num">{last}</td>
                <td class="num mut">{target}</td>
                <td class="num">{answer.attainment.map(|p| format::percent(now, p))}</td>
                <td class="num mut">{answer.last.map(|(d, _)| format::date(now, d))}</td>
            </tr>
        }
        .into_any(),
    )
}

/// The projects that contribute to nothing.
#[component]
fn Unaligned() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let all = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.projects
                .values()
                .filter(|p| w.referring(p.id.raw(), Kind::Alignment).next().is_none())
                .map(|p| (p.name.clone(), key_of(p)))
                .collect::<Vec<_>>()
        })
    });
    let line = move |(name, key): (Text, String)| view! { <li><a class="link" href=session.href(Page::Project(key, String::new()))>{name.to_string()}</a></li> };
    view! {
        <section class="mod">
            <header class="mod-head"><h2>{move || Words::Unaligned.text(lang.get())}</h2><span class="mod-hint">{move || all.with(Vec::len)}</span></header>
            <ul class="fact-list">{move || all.get().into_iter().take(60).map(line).collect_view()}</ul>
            <Show when=move || all.with(Vec::is_empty)><p class="sec">{move || Words::UnalignedNone.text(lang.get())}</p></Show>
        </section>
    }
    .into_any()
}
