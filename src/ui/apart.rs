//! Pages whose code comes in files of their own, loaded when first shown or when the app is idle, so
//! that the first visit waits only for what it shows. A build without the feature `apart` (tests,
//! `trunk serve`) holds everything in one file and takes the same ways.

use super::pages::{
    cockpit, data, groups, import, plan, project, projects, roadmap, settings, status,
};
use super::shell::{Keys, Palette};
use super::widgets::{Button, Empty, Variant};
use crate::model::Kind;
use crate::session::{Page, Session, use_session};
use crate::ui::said;
use crate::words::Shell;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;

/// What a file is asked for.
#[derive(Clone)]
enum Asked {
    Page(Page),
    /// The form of the open record.
    Record,
    /// The command palette, with whether it is open.
    Palette(RwSignal<bool>),
    /// The dialog that closes or opens a report round, with whether it is open.
    Publish(RwSignal<bool>),
    /// The dialog that writes plans for other programs, with whether it is open and the project chosen.
    PlanExport(RwSignal<bool>, String),
    /// Nothing to show: the team's portfolio is followed from now on.
    Team(Box<Session>),
}

/// Builds the view of what is asked for; what is not of its file gives nothing.
type Build = fn(&Asked) -> Option<AnyView>;

/// The file did not come: no network, or the host has another build by now.
#[derive(Clone, Copy, Debug)]
struct Missing;

impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares the files: their names and what they build.
macro_rules! files {
    ($($name:ident($file:ident) => $build:expr;)*) => {
        $(
            #[cfg(feature = "apart")]
            #[::leptos::wasm_split::wasm_split($file, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $file() -> Result<Build, Missing> {
                Ok($build)
            }

            #[cfg(not(feature = "apart"))]
            async fn $file() -> Result<Build, Missing> {
                Ok($build)
            }
        )*

        /// The files, in the order in which they are fetched ahead.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum File { $($name),* }

        const FILES: &[File] = &[$(File::$name),*];

        impl File {
            async fn fetch(self) -> Result<Build, Missing> {
                match self { $(File::$name => $file().await),* }
            }
        }
    };
}

files! {
    Cockpit(cockpit) => |asked| match asked {
        Asked::Page(Page::Cockpit) => Some(view! { <cockpit::Cockpit /> }.into_any()),
        _ => None,
    };
    Work(work) => |asked| Some(match asked.clone() {
        Asked::Record => super::parts::record_drawer(),
        Asked::Palette(open) => view! { <Palette open /> }.into_any(),
        Asked::Publish(open) => view! { <status::Publish open /> }.into_any(),
        Asked::Page(Page::Portfolio) => view! { <groups::GroupPage kind=Kind::Portfolio code=String::new() /> }.into_any(),
        Asked::Page(Page::Roadmap) => view! { <roadmap::Roadmap /> }.into_any(),
        Asked::Page(Page::Plan) => view! { <plan::PlanPage /> }.into_any(),
        Asked::Page(Page::Status) => view! { <status::Status /> }.into_any(),
        Asked::Page(Page::Projects) => view! { <projects::Projects /> }.into_any(),
        Asked::Page(Page::Project(code, _)) => view! { <project::ProjectPage code /> }.into_any(),
        Asked::Page(Page::Programmes) => view! { <groups::GroupList kind=Kind::Programme /> }.into_any(),
        Asked::Page(Page::Units) => view! { <groups::GroupList kind=Kind::Unit /> }.into_any(),
        Asked::Page(Page::Objectives) => view! { <groups::GroupList kind=Kind::Objective /> }.into_any(),
        Asked::Page(Page::Programme(code)) => view! { <groups::GroupPage kind=Kind::Programme code /> }.into_any(),
        Asked::Page(Page::Unit(code)) => view! { <groups::GroupPage kind=Kind::Unit code /> }.into_any(),
        Asked::Page(Page::Objective(code)) => view! { <groups::GroupPage kind=Kind::Objective code /> }.into_any(),
        Asked::Page(Page::Kpi(code)) => view! { <groups::GroupPage kind=Kind::Kpi code /> }.into_any(),
        _ => return None,
    });
    Upkeep(upkeep) => |asked| Some(match asked {
        Asked::PlanExport(open, project) => import::plan_export_dialog(*open, project.clone()),
        Asked::Page(Page::Import) => view! { <import::Import /> }.into_any(),
        Asked::Page(Page::Data) => view! { <data::Data /> }.into_any(),
        Asked::Page(Page::Settings) => view! { <settings::Settings /> }.into_any(),
        Asked::Page(Page::Keys) => view! { <Keys /> }.into_any(),
        Asked::Team(session) => {
            session.follow_team();
            return None;
        }
        _ => return None,
    });
}

/// The draws of odds, in a file of their own: a worker needs nothing else.
#[cfg_attr(
    feature = "apart",
    ::leptos::wasm_split::wasm_split(odds, wasm_split_path = ::leptos::wasm_split, fallible)
)]
fn odds() -> Result<fn(), Missing> {
    Ok(crate::session::odds::serve)
}

/// Fetches them and begins to take orders; without them the page hears nothing and draws by itself.
pub fn serve_odds() {
    wasm_bindgen_futures::spawn_local(async {
        #[cfg(feature = "apart")]
        let serve = odds().await;
        #[cfg(not(feature = "apart"))]
        let serve = odds();
        match serve {
            Ok(serve) => serve(),
            Err(Missing) => crate::session::odds::decline(),
        }
    });
}

impl File {
    /// The file that a page is in; the pages of the first load are in none.
    fn of(page: &Page) -> Option<Self> {
        Some(match page {
            Page::Portfolio
            | Page::Roadmap
            | Page::Plan
            | Page::Status
            | Page::Projects
            | Page::Project(..)
            | Page::Programmes
            | Page::Programme(_)
            | Page::Units
            | Page::Unit(_)
            | Page::Objectives
            | Page::Objective(_)
            | Page::Kpi(_) => Self::Work,
            Page::Import | Page::Data | Page::Settings | Page::Keys => Self::Upkeep,
            Page::Cockpit => Self::Cockpit,
            Page::Unknown(_) => return None,
        })
    }

    /// What it builds, if it is here already.
    fn here(self) -> Option<Build> {
        HERE.with_borrow(|here| {
            here.iter()
                .find(|(file, _)| *file == self)
                .map(|(_, build)| *build)
        })
    }

    async fn load(self) -> Result<Build, Missing> {
        // The style of the Cockpit is that of the first load.
        if self != Self::Cockpit {
            super::dom::later_style().await.map_err(|_| Missing)?;
        }
        let build = self.fetch().await?;
        HERE.with_borrow_mut(|here| {
            if !here.iter().any(|(file, _)| *file == self) {
                here.push((self, build));
            }
        });
        Ok(build)
    }
}

thread_local! {
    static HERE: RefCell<Vec<(File, Build)>> = const { RefCell::new(Vec::new()) };
}

/// How far the file of the shown page is.
#[derive(Clone, Copy)]
enum Loading {
    Under,
    Here(Build),
    Failed,
}

/// Fetches the file of a page before the page is shown, beside other work.
pub fn fetch_for(page: &Page) {
    if let Some(file) = File::of(page) {
        spawn_local(async move {
            // What did not come is said where the page is shown.
            let _ = file.load().await;
        });
    }
}

/// Fetches every file that is not here yet, one after the other: pages open at once from then on,
/// without a network too.
pub fn fetch_ahead(session: Session) {
    spawn_local(async move {
        for file in FILES {
            let Ok(build) = file.load().await else { break };
            let _nothing_to_show = build(&Asked::Team(Box::new(session)));
        }
    });
}

/// The view of a page that is in a file of its own; nothing for the pages of the first load.
pub fn page(page: &Page) -> Option<AnyView> {
    shown(File::of(page)?, Asked::Page(page.clone()))
}

/// The drawer of the open record.
pub fn record() -> Option<AnyView> {
    shown(File::Work, Asked::Record)
}

/// The command palette. It stays once it was opened: what closes it puts the focus back.
pub fn palette(open: RwSignal<bool>) -> AnyView {
    once_open(open, Asked::Palette)
}

/// The dialog that closes the open report round, or opens one.
pub fn publish(open: RwSignal<bool>) -> AnyView {
    once_open(open, Asked::Publish)
}

/// The dialog that writes plans for other programs; an empty project is all of them.
pub fn plan_export(open: RwSignal<bool>, project: String) -> AnyView {
    shown(File::Upkeep, Asked::PlanExport(open, project)).into_any()
}

/// Nothing until it is opened the first time.
fn once_open(open: RwSignal<bool>, asked: fn(RwSignal<bool>) -> Asked) -> AnyView {
    let wanted = Memo::new(move |before: Option<&bool>| open.get() || before == Some(&true));
    (move || wanted.get().then(|| shown(File::Work, asked(open)))).into_any()
}

fn shown(file: File, asked: Asked) -> Option<AnyView> {
    if let Some(build) = file.here() {
        return build(&asked);
    }
    let state = RwSignal::new(Loading::Under);
    let fetch = move || {
        state.set(Loading::Under);
        spawn_local(async move {
            let came = file.load().await;
            // The person may have gone to another page meanwhile.
            let _ = state.try_set(came.map_or(Loading::Failed, Loading::Here));
        });
    };
    fetch();
    let session = use_session();
    let text = move |key: Shell| said(session.lang(), key);
    Some(
        (move || match state.get() {
            Loading::Here(build) => build(&asked),
            Loading::Under => Some(view! { <p class="empty" aria-busy="true">{move || Shell::Fetching.text(session.lang().get())}</p> }.into_any()),
            Loading::Failed => Some(
                view! {
                    <Empty title=text(Shell::FetchFailed) hint=text(Shell::FetchFailedHint)>
                        <Button label=text(Shell::TryAgain) variant=Variant::Primary on_press=move |()| fetch() />
                    </Empty>
                }
                .into_any(),
            ),
        })
        .into_any(),
    )
}
