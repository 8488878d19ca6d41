//! The tasks as a tree beside their bars.

use super::{View, differing, doing, editor, legend, likely, linking, tools};
use crate::model::*;
use crate::session::plan::{Look, PlanRows, PlanWish, RowOdds, columns_shown, kept};
use crate::session::roadmap::wish::{self, GroupBy};
use crate::session::{Page, Session, scope_of, use_session};
use crate::timeline::scene::{Moving, Preview, Show};
use crate::timeline::{self as tl};
use crate::ui::said;
use crate::ui::timeline::{StartAt, Timeline, TimelineControl};
use crate::ui::widgets::{Button, Empty, IconName, Variant};
use crate::words::{Plan as Words, Roadmap, Shell, timeline_words};
use leptos::{ev, prelude::*};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

fn wish_of(session: Session, project: Option<Id<Project>>, odds: RowOdds) -> PlanWish {
    session.route().with(|route| {
        let hidden = |key: &str| route.get("hide").split(',').any(|one| one == key);
        let group = wish::by_key(&GroupBy::ALL, route.get("group"));
        let group = group.unwrap_or(GroupBy::Programme);
        // Of a portfolio the projects are seen first.
        let level = match (route.get("level"), project) {
            ("", None) => Some(1 + u8::from(group != GroupBy::Nothing)),
            (level, _) => level.parse().ok(),
        };
        PlanWish {
            project,
            scope: session
                .workspace()
                .with(|w| scope_of(w, route.get("scope"))),
            group,
            look: Look {
                columns: columns_shown(route.get("cols")),
                baseline: RawId::parse(route.get("base")).map(Id::new),
                critical: !hidden("critical"),
                float: !hidden("float"),
                whiskers: !route.get(likely::SETTING).is_empty(),
                odds,
                lang: session.lang().get(),
                today: session.today().get(),
            },
            turned: route
                .get("closed")
                .split(',')
                .filter_map(RawId::parse)
                .map(|id| id.0)
                .collect::<BTreeSet<_>>(),
            level,
            critical_only: route.get("only") == "critical",
            find: route.get("q").to_lowercase(),
        }
    })
}

thread_local! {
    /// The rows shown last: a plan that is opened again, or that of one of its projects, is made from them.
    static LAST: RefCell<Option<Arc<PlanRows>>> = const { RefCell::new(None) };
}

/// The tasks.
#[component]
pub(super) fn Tasks(
    /// The project; the whole portfolio when absent.
    id: Option<Id<Project>>,
    shown: Memo<String>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let asked = likely::asked(session, id);
    let live = session.odds(asked.into());
    let told = likely::told(asked, live);
    let wish = Memo::new(move |_| wish_of(session, id, told.get()));
    // Facts are compared by nobody: every edit may make new ones.
    let facts = Memo::new_with_compare(
        move |_| {
            let today = session.today().get();
            session.workspace().with(|w| kept(|kept| kept.of(w, today)))
        },
        |_, _| true,
    );
    let rows = Memo::new_with_compare(
        move |before: Option<&Arc<PlanRows>>| {
            let before = before.cloned().or_else(|| LAST.with_borrow(Clone::clone));
            let facts = facts.get();
            let rows = session.workspace().with(|w| {
                wish.with(|wish| Arc::new(PlanRows::new(before.as_deref(), w, facts, wish)))
            });
            LAST.set(Some(Arc::clone(&rows)));
            rows
        },
        |_, _| true,
    );
    let zoom = Memo::new(move |_| session.route().with(|r| wish::zoom_of(r.get("zoom"))));
    let show = Memo::new(move |_| Show {
        baseline: session
            .route()
            .with(|r| !r.get("hide").split(',').any(|one| one == "baseline")),
        slip: false,
        marks: false,
        ..Show::default()
    });
    let view = View {
        session,
        project: id,
        show,
        wish,
        facts,
        rows,
        zoom,
        control: TimelineControl::default(),
        editing: RwSignal::new(None),
        linking: RwSignal::new(None),
        dragging: StoredValue::new(None),
        pasted: RwSignal::new(None),
        differing: RwSignal::new(false),
        asked,
        live,
        explained: RwSignal::new(None),
    };
    let moving: RwSignal<Option<Moving>> = RwSignal::new(None);
    let effect = Memo::new(move |_| {
        let moving = moving.get();
        moving.map_or_else(Preview::default, |moving| doing::preview(view, moving))
    });
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.is_empty()));
    let words = Memo::new(move |_| {
        let mut words = timeline_words(lang.get());
        words.table = Words::Tasks.text(lang.get()).to_owned();
        Arc::new(words)
    });
    let toggle = move |key: tl::Key| {
        let mut turned = wish.with_untracked(|w| w.turned.clone());
        if !turned.remove(&key) {
            turned.insert(key);
        }
        let text: Vec<String> = turned.iter().map(|k| RawId(*k).to_string()).collect();
        session.set_view("closed", &text.join(","));
    };
    let paste = move |event: ev::ClipboardEvent| {
        if view.editing.with_untracked(Option::is_some) {
            return;
        }
        let text = event
            .clipboard_data()
            .and_then(|data| data.get_data("text/plain").ok());
        if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
            event.prevent_default();
            doing::paste(view, &text);
        }
    };
    let copy = move |event: ev::ClipboardEvent| {
        let given = event.clipboard_data();
        if let Some((given, text)) = given.zip(doing::copied(view))
            && view.editing.with_untracked(Option::is_none)
            && given.set_data("text/plain", &text).is_ok()
        {
            event.prevent_default();
        }
    };
    view! {
        {tools::tools(view, shown)}
        <Show
            when=move || !is_empty.get()
            fallback=move || view! {
                {nothing(view)}
            }
        >
            <div class="plan-chart" on:paste=paste on:copy=copy>
                <Timeline
                    data=Signal::derive(move || rows.with(|r| Arc::clone(&r.data)))
                    words
                    zoom
                    today=Signal::derive(move || Some(session.today().get().number()))
                    show
                    row_height=Signal::derive(move || session.prefs().with(|p| p.density).bar_row())
                    title_width=260.0
                    effect
                    start_at=StartAt::Today
                    control=view.control
                    theme=Signal::derive(move || format!("{:?}", session.prefs().with(|p| p.theme)))
                    on_zoom=Callback::new(move |zoom| session.set_view("zoom", wish::zoom_key(zoom)))
                    on_open=Callback::new(move |key| doing::open(view, key))
                    on_move=Callback::new(move |m| { moving.set(None); doing::drop_bar(view, m); })
                    on_preview=Callback::new(move |m| moving.set(m))
                    on_toggle_lane=Callback::new(toggle)
                    on_cell=Callback::new(move |at| editor::begin(view, at))
                    on_key=Callback::new(move |key| doing::key(view, &key))
                    on_link=Callback::new(move |(from, to)| doing::link(view, Id::new(RawId(from)), Id::new(RawId(to))))
                    on_drop=Callback::new(move |dropped| doing::drop_row(view, dropped))
                />
                <editor::Editor view />
                <likely::Explained view />
            </div>
            <legend::Legend view />
        </Show>
        <linking::LinkDialog view />
        <differing::DifferDialog view open=view.differing />
        <differing::PasteDialog view />
    }
    .into_any()
}

/// What is said where there is no row.
fn nothing(view: View) -> AnyView {
    let (session, lang) = (view.session, view.session.lang());
    match view.project {
        Some(_) => view! {
            <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint)>
                <Button label=said(lang, Words::NewTask) icon=IconName::Plus variant=Variant::Primary on_press=move |()| doing::add_below(view, None) />
            </Empty>
        }
        .into_any(),
        None => view! {
            <Empty title=said(lang, Roadmap::NoProjects) hint=said(lang, Roadmap::NoProjectsHint)>
                <a class="btn" data-variant="primary" href=move || session.href(Page::Import)>{said(lang, Shell::Import)}</a>
                <a class="btn" href=move || session.href(Page::Projects)>{said(lang, Shell::Projects)}</a>
            </Empty>
        }
        .into_any(),
    }
}
