//! Plan: the tasks of a project as a tree beside their bars, edited in place.

mod differing;
mod doing;
mod editor;
mod events;
mod legend;
mod linking;
mod odds;
mod quality;
mod tools;

use crate::model::*;
use crate::session::plan::edit::{Facts, Typing};
use crate::session::plan::paste::Pasted;
use crate::session::plan::{Dragging, PlanRows, PlanWish, columns_shown, facts};
use crate::session::roadmap::wish;
use crate::session::{Session, use_session};
use crate::timeline::scene::{Moving, Preview, Show};
use crate::timeline::{self as tl};
use crate::ui::said;
use crate::ui::timeline::{CellAt, StartAt, Timeline, TimelineControl};
use crate::ui::widgets::{Button, Empty, IconName, Segmented, Variant};
use crate::words::{Odds, Plan as Words, Quality, timeline_words};
use leptos::{ev, prelude::*};
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct View {
    session: Session,
    project: Id<Project>,
    wish: Memo<PlanWish>,
    facts: Memo<Arc<Facts>>,
    rows: Memo<Arc<PlanRows>>,
    zoom: Memo<tl::Zoom>,
    show: Memo<Show>,
    control: TimelineControl,
    /// The cell that is being edited.
    editing: RwSignal<Option<CellAt>>,
    /// The task that a link is to be drawn from.
    linking: RwSignal<Option<Id<Task>>>,
    /// The schedule of a drag, with the facts that it began from.
    dragging: StoredValue<Option<(Arc<Facts>, Dragging)>>,
    /// A paste that waits to be applied.
    pasted: RwSignal<Option<Pasted>>,
    /// The differences are shown.
    differing: RwSignal<bool>,
}

impl View {
    /// Reads typed texts as they are meant now.
    fn typing<R>(self, read: impl FnOnce(&Typing<'_>) -> R) -> R {
        self.session.workspace().with_untracked(|workspace| {
            self.rows.with_untracked(|rows| {
                read(&Typing {
                    workspace,
                    needs: &rows.needs,
                    today: self.session.today().get_untracked(),
                    lang: self.session.lang().get_untracked(),
                })
            })
        })
    }

    /// A task of the portfolio.
    fn task(self, key: tl::Key) -> Option<Shared<Task>> {
        let id = Id::new(RawId(key));
        self.session
            .workspace()
            .with_untracked(|w| w.tasks.get(&id).cloned())
    }
}

/// The tab: the tasks, or the milestones and dependencies as lists.
#[component]
pub fn Plan(id: Id<Project>) -> impl IntoView {
    let session = use_session();
    let shown = Memo::new(move |_| session.route().with(|route| route.get("view").to_owned()));
    view! {
        <div class="plan">
            {move || match shown.get().as_str() {
                "events" => beside(shown, view! { <events::Events id /> }.into_any()),
                "odds" => beside(shown, view! { <odds::OddsView id /> }.into_any()),
                "quality" => beside(shown, view! { <quality::QualityView id /> }.into_any()),
                _ => view! { <Tasks id shown /> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// What is no chart, below the choice of views.
fn beside(shown: Memo<String>, body: AnyView) -> AnyView {
    view! {
        <div class="plan-views"><Views shown /></div>
        {body}
    }
    .into_any()
}

/// The ways to see a plan.
#[component]
fn Views(shown: Memo<String>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let options = Signal::derive(move || {
        let lang = lang.get();
        [
            ("", Words::Tasks.text(lang)),
            ("events", Words::Events.text(lang)),
            ("odds", Odds::Title.text(lang)),
            ("quality", Quality::Title.text(lang)),
        ]
        .map(|(key, word)| (key.to_owned(), word.to_owned()))
        .to_vec()
    });
    view! {
        <Segmented label=said(lang, Words::View) options value=shown on_pick=move |key: String| session.set_view("view", &key) />
    }
    .into_any()
}

fn wish_of(session: Session) -> PlanWish {
    session.route().with(|route| {
        let hidden = |key: &str| route.get("hide").split(',').any(|one| one == key);
        PlanWish {
            columns: columns_shown(route.get("cols")),
            closed: route
                .get("closed")
                .split(',')
                .filter_map(RawId::parse)
                .map(|id| id.0)
                .collect::<BTreeSet<_>>(),
            level: route.get("level").parse().ok(),
            baseline: RawId::parse(route.get("base")).map(Id::new),
            critical_only: route.get("only") == "critical",
            critical: !hidden("critical"),
            float: !hidden("float"),
            find: route.get("q").to_lowercase(),
            lang: session.lang().get(),
            today: session.today().get(),
        }
    })
}

/// The tasks.
#[component]
fn Tasks(id: Id<Project>, shown: Memo<String>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let wish = Memo::new(move |_| wish_of(session));
    // Facts are compared by nobody: every edit makes new ones.
    let facts = Memo::new_with_compare(
        move |_| {
            let today = session.today().get();
            session.workspace().with(|w| Arc::new(facts(w, today)))
        },
        |_, _| true,
    );
    let rows = Memo::new_with_compare(
        move |_| {
            let facts = facts.get();
            let fact = |task: Id<Task>| facts.get(&task).copied().unwrap_or_default();
            session
                .workspace()
                .with(|w| wish.with(|wish| Arc::new(PlanRows::new(w, id, &fact, wish))))
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
    };
    let moving: RwSignal<Option<Moving>> = RwSignal::new(None);
    let effect = Memo::new(move |_| {
        let moving = moving.get();
        moving.map_or_else(Preview::default, |moving| doing::preview(view, moving))
    });
    let found = differing::found(view);
    let is_empty = Memo::new(move |_| rows.with(|rows| rows.lines.is_empty()));
    let words = Memo::new(move |_| {
        let mut words = timeline_words(lang.get());
        words.table = Words::Tasks.text(lang.get()).to_owned();
        Arc::new(words)
    });
    let toggle = move |key: tl::Key| {
        let mut closed = wish.with_untracked(|w| w.closed.clone());
        if !closed.remove(&key) {
            closed.insert(key);
        }
        let text: Vec<String> = closed.iter().map(|k| RawId(*k).to_string()).collect();
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
    view! {
        {tools::tools(view, shown)}
        <Show
            when=move || !is_empty.get()
            fallback=move || view! {
                <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint)>
                    <Button label=said(lang, Words::NewTask) icon=IconName::Plus variant=Variant::Primary on_press=move |()| doing::add_below(view, None) />
                </Empty>
            }
        >
            <div class="plan-chart" on:paste=paste>
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
                    on_open=Callback::new(move |key| session.open_record(Kind::Task, RawId(key)))
                    on_move=Callback::new(move |m| { moving.set(None); doing::drop_bar(view, m); })
                    on_preview=Callback::new(move |m| moving.set(m))
                    on_toggle_lane=Callback::new(toggle)
                    on_cell=Callback::new(move |at| editor::begin(view, at))
                    on_key=Callback::new(move |key| doing::key(view, &key))
                    on_link=Callback::new(move |(from, to)| doing::link(view, Id::new(RawId(from)), Id::new(RawId(to))))
                    on_drop=Callback::new(move |dropped| doing::drop_row(view, dropped))
                />
                <editor::Editor view />
            </div>
            <legend::Legend view found />
        </Show>
        <linking::LinkDialog view />
        <differing::DifferDialog view found open=view.differing />
        <differing::PasteDialog view />
    }
    .into_any()
}
