//! Plan: the tasks of a project as a tree beside their bars, edited in place.

mod before;
mod board;
mod chain;
mod differing;
mod doing;
mod editor;
mod events;
mod legend;
mod likely;
mod linking;
mod odds;
mod promises;
mod quality;
mod tasks;
mod tools;
mod trend;

use crate::analysis::PlanPart;
use crate::model::*;
use crate::session::odds::{Asked, LiveOdds};
use crate::session::plan::edit::{Facts, Typing};
use crate::session::plan::paste::Pasted;
use crate::session::plan::{Dragging, PlanRows, PlanWish};
use crate::session::{Page, Session, scope_of, use_session};
use crate::timeline as tl;
use crate::timeline::scene::Show;
use crate::ui::parts::{PageFrame, ScopeMenu};
use crate::ui::said;
use crate::ui::timeline::{CellAt, TimelineControl};
use crate::ui::widgets::Segmented;
use crate::words::{Board, Chain, Lang, Odds, Plan as Words, Promises, Quality, Shell, Trend};
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct View {
    session: Session,
    /// The project; the whole portfolio when absent.
    project: Option<Id<Project>>,
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
    /// What of the odds is wanted.
    asked: Memo<Option<Asked>>,
    /// The odds, drawn while they are wanted.
    live: LiveOdds,
    /// A figure that is explained: where, its name, and the sentences.
    explained: RwSignal<Option<Explained>>,
}

/// A figure that is explained: where it stands in pixels of the window, its name, and the sentences.
type Explained = ((f64, f64, f64, f64), String, Vec<String>);

impl View {
    /// Reads typed texts as they are meant now.
    fn typing<R>(self, read: impl FnOnce(&Typing<'_>) -> R) -> R {
        self.session.workspace().with_untracked(|workspace| {
            read(&Typing {
                workspace,
                today: self.session.today().get_untracked(),
                lang: self.session.lang().get_untracked(),
            })
        })
    }

    /// The project of a row: that of its task, or the one that it stands for; else that of the plan.
    fn project_at(self, key: Option<tl::Key>) -> Option<Id<Project>> {
        let of_row = key.and_then(|key| {
            let own = Id::<Project>::new(RawId(key));
            let is_own = |w: &Workspace| w.projects.contains_key(&own).then_some(own);
            let task = self.task(key).and_then(|task| task.project);
            task.or_else(|| self.session.workspace().with_untracked(is_own))
        });
        self.project.or(of_row)
    }

    /// A task of the portfolio.
    fn task(self, key: tl::Key) -> Option<Shared<Task>> {
        let id = Id::new(RawId(key));
        self.session
            .workspace()
            .with_untracked(|w| w.tasks.get(&id).cloned())
    }
}

/// The page of the whole portfolio.
#[component]
pub fn PlanPage() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let shown = view_shown(session);
    let scope = Memo::new(move |_| {
        let setting = session.route().with(|route| route.get("scope").to_owned());
        session.workspace().with(|w| scope_of(w, &setting))
    });
    view! {
        <PageFrame title=said(lang, Shell::Plan) actions=move || view! { <ScopeMenu scope /> }>
            <div class="plan plan-page">
                {move || match shown.get().as_str() {
                    "board" => beside(shown, view! { <board::BoardView project=None /> }.into_any()),
                    "chain" => beside(shown, view! { <chain::ChainView project=None /> }.into_any()),
                    "promises" => beside(shown, view! { <promises::PromisesView project=None /> }.into_any()),
                    "trend" => beside(shown, view! { <trend::TrendView project=None /> }.into_any()),
                    "odds" => beside(shown, view! { <odds::OddsView project=None /> }.into_any()),
                    "quality" => beside(shown, view! { <quality::QualityView project=None /> }.into_any()),
                    _ => view! { <tasks::Tasks id=None shown /> }.into_any(),
                }}
            </div>
        </PageFrame>
    }
    .into_any()
}

/// What of the plan a view is about: a project, or the projects of the scope.
fn part_of(session: Session, project: Option<Id<Project>>) -> Memo<PlanPart> {
    Memo::new(move |_| match project {
        Some(id) => PlanPart::Project(id),
        None => {
            let setting = session.route().with(|route| route.get("scope").to_owned());
            PlanPart::Projects(session.workspace().with(|w| scope_of(w, &setting)))
        }
    })
}

fn view_shown(session: Session) -> Memo<String> {
    Memo::new(move |_| session.route().with(|route| route.get("view").to_owned()))
}

/// The tab of a project: the tasks, or the milestones and dependencies as lists.
#[component]
pub fn Plan(id: Id<Project>) -> impl IntoView {
    let shown = view_shown(use_session());
    view! {
        <div class="plan">
            {move || match shown.get().as_str() {
                "board" => beside(shown, view! { <board::BoardView project=Some(id) /> }.into_any()),
                "chain" => beside(shown, view! { <chain::ChainView project=Some(id) /> }.into_any()),
                "trend" => beside(shown, view! { <trend::TrendView project=Some(id) /> }.into_any()),
                "events" => beside(shown, view! { <events::Events id /> }.into_any()),
                "odds" => beside(shown, view! { <odds::OddsView project=Some(id) /> }.into_any()),
                "quality" => beside(shown, view! { <quality::QualityView project=Some(id) /> }.into_any()),
                _ => view! { <tasks::Tasks id=Some(id) shown /> }.into_any(),
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

const OF_PROJECT: &[(&str, Said)] = &[
    ("", |lang| Words::Tasks.text(lang)),
    ("board", |lang| Board::Title.text(lang)),
    ("chain", |lang| Chain::Title.text(lang)),
    ("trend", |lang| Trend::Title.text(lang)),
    ("events", |lang| Words::Events.text(lang)),
    ("odds", |lang| Odds::Title.text(lang)),
    ("quality", |lang| Quality::Title.text(lang)),
];

const OF_PORTFOLIO: &[(&str, Said)] = &[
    ("", |lang| Words::Tasks.text(lang)),
    ("board", |lang| Board::Title.text(lang)),
    ("chain", |lang| Chain::Title.text(lang)),
    ("promises", |lang| Promises::Title.text(lang)),
    ("trend", |lang| Trend::Title.text(lang)),
    ("odds", |lang| Odds::Title.text(lang)),
    ("quality", |lang| Quality::Title.text(lang)),
];

/// The name of a view.
type Said = fn(Lang) -> &'static str;

/// The ways to see a plan.
#[component]
fn Views(shown: Memo<String>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let options = Signal::derive(move || {
        let views = match session.route().with(|r| r.page == Page::Plan) {
            true => OF_PORTFOLIO,
            false => OF_PROJECT,
        };
        let option = |(key, said): &(&str, Said)| ((*key).to_owned(), said(lang.get()).to_owned());
        views.iter().map(option).collect::<Vec<_>>()
    });
    view! {
        <Segmented label=said(lang, Words::View) options value=shown in_sight=true on_pick=move |key: String| session.set_view("view", &key) />
    }
    .into_any()
}
