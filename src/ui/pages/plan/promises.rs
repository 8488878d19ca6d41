//! The dependencies of the portfolio: a map from giver to taker, the promises as a list, and how units keep them.

mod chart;
mod list;

use crate::model::*;
use crate::session::plan::promises::{GroupBy, MapWish, PromiseLine, groups, lines, map};
use crate::session::{Session, scope_of, use_session};
use crate::ui::said;
use crate::ui::widgets::{Button, CheckField, Empty, Menu, MenuItem, Segmented, Variant};
use crate::words::{Lang, Promises as Words, format, record_name};
use leptos::prelude::*;
use std::collections::BTreeSet;

fn wish_of(session: Session, project: Option<Id<Project>>) -> MapWish {
    session.route().with(|route| {
        let unit = |name: &str| RawId::parse(route.get(name)).map(Id::new);
        let scope = session
            .workspace()
            .with(|w| scope_of(w, route.get("scope")));
        MapWish {
            project,
            scope,
            by: match route.get("by") {
                "programme" => GroupBy::Programme,
                _ => GroupBy::Unit,
            },
            open: route
                .get("open")
                .split(',')
                .filter_map(RawId::parse)
                .collect(),
            late: route.get("only") == "late",
            giver: unit("giver"),
            taker: unit("taker"),
        }
    })
}

/// What the groups are.
const fn kind_of(by: GroupBy) -> Kind {
    match by {
        GroupBy::Unit => Kind::Unit,
        GroupBy::Programme => Kind::Programme,
    }
}

fn whole(lang: Lang, count: usize) -> String {
    format::whole(lang, i64::try_from(count).unwrap_or(i64::MAX))
}

/// Writes the groups that are open into the address.
fn set_open(session: Session, open: &BTreeSet<RawId>) {
    let text: Vec<String> = open.iter().map(ToString::to_string).collect();
    session.set_view("open", &text.join(","));
}

/// The view.
#[component]
pub(super) fn PromisesView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let wish = Memo::new(move |_| wish_of(session, project));
    let found = Memo::new(move |_| {
        let answers = session.answers().get();
        session
            .workspace()
            .with(|w| wish.with(|wish| lines(w, &answers.promises, wish)))
    });
    let drawn = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| found.with(|lines| wish.with(|wish| map(w, lines, wish))))
    });
    let is_empty = Memo::new(move |_| {
        session
            .answers()
            .with(|answers| answers.promises.iter().next().is_none())
    });
    let inside = move || {
        let count = drawn.with(|map| map.inside);
        (count > 0).then(|| {
            let text = Words::Inside.fill(lang.get(), &[&whole(lang.get(), count)]);
            view! { <p class="sec">{text}</p> }
        })
    };
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=move || view! { <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint) /> }
        >
            {tools(session, wish, found)}
            <div class="mods chain">
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Head)}</h2><span class="mod-hint" id="map-hint">{said(lang, Words::Hint)}</span></header>
                    {move || chart::chart(session, &drawn.get(), &wish.get())}
                    {inside}
                </section>
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::List)}</h2>
                        <span class="mod-hint" role="status">{move || found.with(|all| list::counts(all, lang.get()))}</span></header>
                    {move || found.with(|all| list::list(session, all, lang.get()))}
                </section>
                <section class="mod">
                    <header class="mod-head wrap"><h2>{said(lang, Words::Reliable)}</h2><span class="mod-hint">{said(lang, Words::ReliableHint)}</span></header>
                    {move || list::reliable(session, lang.get())}
                </section>
            </div>
        </Show>
    }
    .into_any()
}

/// The bar: grouping and filters.
fn tools(session: Session, wish: Memo<MapWish>, found: Memo<Vec<PromiseLine>>) -> AnyView {
    let lang = session.lang();
    let by = Signal::derive(move || {
        let lang = lang.get();
        vec![
            (String::new(), Words::ByUnit.text(lang).to_owned()),
            (
                "programme".to_owned(),
                Words::ByProgramme.text(lang).to_owned(),
            ),
        ]
    });
    let units = move |key: &'static str| {
        Signal::derive(move || {
            let lang = lang.get();
            let now = session.route().with(|route| route.get(key).to_owned());
            let mut all: Vec<MenuItem> = session.workspace().with(|w| {
                let item = |unit: &Shared<Unit>| {
                    let key = unit.id.raw().to_string();
                    let name = record_name(w, Kind::Unit, unit.id.raw(), lang);
                    MenuItem::ticked(&key, &*name, key == now)
                };
                w.units.values().map(item).collect()
            });
            all.sort_by(|a, b| a.label.cmp(&b.label));
            all.insert(
                0,
                MenuItem::ticked("", Words::Anyone.text(lang), now.is_empty()),
            );
            all
        })
    };
    let filter = move |key: &'static str, word: Words| {
        let items = units(key);
        let value = Signal::derive(move || {
            let on = items
                .get()
                .into_iter()
                .find(|item| item.checked == Some(true));
            on.map(|item| item.label).unwrap_or_default()
        });
        let on = Signal::derive(move || session.route().with(|route| !route.get(key).is_empty()));
        view! { <Menu label=said(lang, word) value items on on_pick=move |unit: String| session.set_view(key, &unit) /> }
    };
    let is_open = Memo::new(move |_| wish.with(|wish| !wish.open.is_empty()));
    let label = Signal::derive(move || {
        let word = if is_open.get() {
            Words::CloseAll
        } else {
            Words::OpenAll
        };
        word.text(lang.get()).to_owned()
    });
    let turn = move |()| {
        let all: BTreeSet<RawId> = match is_open.get_untracked() {
            true => BTreeSet::new(),
            false => session.workspace().with_untracked(|w| {
                let by = wish.with_untracked(|wish| wish.by);
                found.with_untracked(|all| groups(w, all, by))
            }),
        };
        set_open(session, &all);
    };
    view! {
        <div class="tools board-tools">
            <Segmented label=said(lang, Words::By) options=by
                value=Signal::derive(move || session.route().with(|route| route.get("by").to_owned()))
                on_pick=move |key: String| session.set_view("by", &key) />
            {filter("giver", Words::Giver)}
            {filter("taker", Words::Taker)}
            <CheckField label=said(lang, Words::LateOnly) value=Signal::derive(move || wish.with(|wish| wish.late))
                on_commit=move |on: bool| session.set_view("only", if on { "late" } else { "" }) />
            <Button label variant=Variant::Ghost on_press=turn />
        </div>
    }
    .into_any()
}
