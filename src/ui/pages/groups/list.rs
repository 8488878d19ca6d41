//! The list of all programmes, units or objectives, edited in place.

use super::{add, add_objective, place, tree};
use crate::model::*;
use crate::session::{Page, key_of_record, use_session};
use crate::ui::dom;
use crate::ui::parts::{
    Head, PageFrame, RecordLines, Shown, rollup_cells, rollup_heads, rollup_of, with_unit,
};
use crate::ui::said;
use crate::ui::widgets::{Button, Empty, IconName, Variant};
use crate::words::{Facts as Why, Groups as Words, format, kind_label};
use leptos::prelude::*;

/// The list.
#[component]
pub fn GroupList(
    /// Programmes, units or objectives.
    kind: Kind,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move |key: Words| said(lang, key);
    let lines = Memo::new(move |_| session.workspace().with(|w| tree(w, kind)));
    let ids =
        Signal::derive(move || lines.with(|all| all.iter().map(|one| one.1).collect::<Vec<_>>()));
    let lead = move |id: RawId| {
        let depth = lines.with(|all| all.iter().find(|one| one.1 == id).map_or(0, |one| one.0));
        session.workspace().with(|w| Shown {
            depth,
            href: session.href((place(kind).page)(key_of_record(w, kind, id))),
            ..named(w, kind, id)
        })
    };
    let is_objective = kind == Kind::Objective;
    let heads = Signal::derive(move || {
        let lang = lang.get();
        let attained = Head::num(Words::Attainment.text(lang), Why::Attainment.text(lang));
        is_objective
            .then_some(attained)
            .into_iter()
            .chain(rollup_heads(lang))
            .collect::<Vec<_>>()
    });
    let figures = move |id: RawId| {
        let cells = session
            .answers()
            .with(|a| rollup_cells(session, &rollup_of(a, kind, id)));
        is_objective
            .then(|| attained(id))
            .into_iter()
            .chain(cells)
            .collect::<Vec<_>>()
    };
    let keys: &'static [&'static str] = match kind {
        Kind::Programme => &["manager"],
        Kind::Unit => &["pmo", "programme_manager"],
        _ => &["weight", "owner"],
    };
    let actions = move || {
        view! {
            {is_objective.then(|| view! { <Button label=word(Words::AddKpi) icon=IconName::Plus on_press=move |()| add(session, Kind::Kpi, Vec::new()) /> })}
            <Button label=word(place(kind).add) icon=IconName::Plus variant=Variant::Primary on_press=move |()| {
                if is_objective { add_objective(session) } else { add(session, kind, Vec::new()) }
            } />
        }
    };
    let [none, hint] = place(kind).none;
    view! {
        <PageFrame title=said(lang, place(kind).title) actions>
            <Show
                when=move || !lines.with(Vec::is_empty)
                fallback=move || view! { <Empty title=word(none) hint=word(hint) /> }
            >
                <div class="group-list">
                    <RecordLines kind ids keys lead=Callback::new(lead) lead_head=Signal::derive(move || kind_label(kind, lang.get()).to_owned()) heads figures=Callback::new(figures) />
                </div>
            </Show>
            {is_objective.then(|| view! { <div class="mods"><Kpis /><Unaligned /></div> })}
        </PageFrame>
    }
    .into_any()
}

/// Name and code of a record, not yet a link.
fn named(workspace: &Workspace, kind: Kind, id: RawId) -> Shown {
    let record = workspace.record(kind, id);
    let text = |key: &str| match record.and_then(|r| r.get(key)) {
        Some(Value::Text(text)) => text.to_string(),
        _ => String::new(),
    };
    Shown {
        text: text("name"),
        code: text("code"),
        ..Shown::default()
    }
}

/// How far the figure is that measures an objective.
fn attained(id: RawId) -> Shown {
    let session = use_session();
    let kpi = session
        .workspace()
        .with(|w| w.objectives.get(&Id::new(id)).and_then(|o| o.kpi));
    let share = session
        .answers()
        .with(|a| kpi.and_then(|k| a.kpis.get(&k)).and_then(|k| k.attainment));
    Shown::some(share.map(|p| format::percent(session.lang().get(), p)))
}

/// Every key figure.
#[component]
fn Kpis() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            let ordered = tree(w, Kind::Kpi);
            ordered.into_iter().map(|one| one.1).collect::<Vec<_>>()
        })
    });
    let lead = move |id: RawId| {
        let mark = session
            .answers()
            .with(|a| a.kpis.get(&Id::new(id)).map(|k| k.status));
        session.workspace().with(|w| Shown {
            mark,
            href: session.href(Page::Kpi(key_of_record(w, Kind::Kpi, id))),
            ..named(w, Kind::Kpi, id)
        })
    };
    let heads = Signal::derive(move || {
        let lang = lang.get();
        let today = format::date(lang, session.today().get());
        vec![
            Head::num(
                Words::LastReading.text(lang),
                &Why::LastReading.fill(lang, &[&today]),
            ),
            Head::num(Words::Date.text(lang), ""),
            Head::num(Words::Attainment.text(lang), Why::Attainment.text(lang)),
        ]
    });
    let figures = move |id: RawId| {
        let now = lang.get();
        let unit = session
            .workspace()
            .with(|w| w.kpis.get(&Id::new(id)).map(|k| k.unit.clone()));
        session.answers().with(|a| {
            let answer = a.kpis.get(&Id::new(id));
            let last = answer.and_then(|k| k.last);
            vec![
                Shown::some(last.zip(unit).map(|(l, unit)| with_unit(now, l.1, &unit))),
                Shown::some(last.map(|l| format::date(now, l.0))),
                Shown::some(
                    answer
                        .and_then(|k| k.attainment)
                        .map(|p| format::percent(now, p)),
                ),
            ]
        })
    };
    view! {
        <section class="mod">
            <header class="mod-head"><h2>{move || Words::Kpis.text(lang.get())}</h2></header>
            <Show when=move || !ids.with(Vec::is_empty) fallback=move || view! { <p class="mut">{move || Words::NoKpis.text(lang.get())}</p> }>
                <RecordLines kind=Kind::Kpi ids keys=&["target", "target_date", "owner"] lead=Callback::new(lead) lead_head=Signal::derive(move || kind_label(Kind::Kpi, lang.get()).to_owned()) heads figures=Callback::new(figures) />
            </Show>
        </section>
    }
    .into_any()
}

/// How many projects without an objective are listed before a press.
const FEW: usize = 60;

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
                .map(|p| {
                    (
                        p.name.to_string(),
                        key_of_record(w, Kind::Project, p.id.raw()),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let any = Memo::new(move |_| session.workspace().with(|w| !w.projects.is_empty()));
    let (whole, printing) = (RwSignal::new(false), dom::printing());
    let most = move || {
        let every = whole.get() || printing.get();
        if every { usize::MAX } else { FEW }
    };
    let line = move |(name, key): (String, String)| view! { <li class="trunc"><a class="link" href=session.href(Page::Project(key, "benefits".to_owned()))>{name}</a></li> };
    let list = move || {
        view! {
            <section class="mod">
                <header class="mod-head"><h2>{move || Words::Unaligned.text(lang.get())}</h2><span class="mod-hint">{move || all.with(Vec::len)}</span></header>
                <ul class="fact-list columns">{move || all.get().into_iter().take(most()).map(line).collect_view()}</ul>
                <Show when=move || { all.with(Vec::len) > most() }>
                    <p><Button label=move || Words::ShowAll.fill(lang.get(), &[&all.with(Vec::len).to_string()]) variant=Variant::Ghost on_press=move |()| whole.set(true) /></p>
                </Show>
                <Show when=move || all.with(Vec::is_empty)><p class="mut">{move || Words::UnalignedNone.text(lang.get())}</p></Show>
            </section>
        }
    };
    view! { <Show when=move || any.get()>{list()}</Show> }.into_any()
}
