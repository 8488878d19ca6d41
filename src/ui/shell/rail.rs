//! The rail at the left and the tab bar of the phone.

use super::save::SaveLine;
use crate::model::{Id, Project};
use crate::session::{Page, matrix, use_session};
use crate::store::PortfolioInfo;
use crate::ui::app::page_title;
use crate::ui::parts::RagMark;
use crate::ui::widgets::{Icon, IconName, Menu, MenuItem};
use crate::words::Shell;
use leptos::prelude::*;
use leptos::task::spawn_local;

const STEER: [(Page, IconName); 4] = [
    (Page::Cockpit, IconName::Cockpit),
    (Page::Roadmap, IconName::Roadmap),
    (Page::Plan, IconName::Plan),
    (Page::Status, IconName::Status),
];
const PORTFOLIO: [(Page, IconName); 5] = [
    (Page::Portfolio, IconName::Document),
    (Page::Projects, IconName::Project),
    (Page::Programmes, IconName::Programme),
    (Page::Units, IconName::Unit),
    (Page::Objectives, IconName::Objective),
];
const DATA: [(Page, IconName); 3] = [
    (Page::Import, IconName::Import),
    (Page::Data, IconName::Data),
    (Page::Settings, IconName::Settings),
];

/// Is `shown` the page `link` or one below it?
fn is_current(link: &Page, shown: &Page) -> bool {
    page_title(link) == page_title(shown)
}

/// The rail.
#[component]
pub fn Rail(
    /// Opens the palette.
    palette: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let text = move |key: Shell| move || key.text(lang.get());
    let count = move |page: &Page| {
        let page = page.clone();
        Memo::new(move |_| match page {
            Page::Projects => Some(session.workspace().with(|w| w.projects.len())),
            Page::Programmes => Some(session.workspace().with(|w| w.programmes.len())),
            // What waits for a person: projects whose declared and computed status differ.
            Page::Status => Some(session.answers().with(|a| {
                let projects = a.projects.values();
                projects.filter(|p| matrix::differs(p)).count()
            }))
            .filter(|n| *n > 0),
            _ => None,
        })
    };
    let link = move |(page, icon): (Page, IconName)| {
        let (to, here, title) = (page.clone(), page.clone(), page_title(&page));
        let number = count(&page);
        let current = Memo::new(move |_| session.route().with(|r| is_current(&here, &r.page)));
        view! {
            <li>
                <a
                    class="rail-link"
                    href=move || session.href(to.clone())
                    aria-current=move || current.get().then_some("page")
                    title=text(title)
                >
                    <Icon name=icon />
                    <span class="rail-text">{text(title)}</span>
                    <span class="rail-count">{move || number.get()}</span>
                </a>
            </li>
        }
    };
    view! {
        <nav class="rail" aria-label=text(Shell::MainNavigation)>
            <Switcher />
            <button
                type="button"
                class="rail-find"
                aria-keyshortcuts="Control+K Meta+K"
                title=text(Shell::SearchOrRun)
                on:click=move |_| palette.set(true)
            >
                <Icon name=IconName::Search size=14 />
                <span class="rail-text">{text(Shell::SearchOrRun)}</span>
                <kbd aria-hidden="true">{if crate::ui::dom::is_apple() { "⌘K" } else { "Ctrl K" }}</kbd>
            </button>
            <div class="rail-scroll">
                <h2 class="rail-head">{text(Shell::Steer)}</h2>
                <ul>{STEER.map(link)}</ul>
                <h2 class="rail-head">{text(Shell::Portfolio)}</h2>
                <ul>{PORTFOLIO.map(link)}</ul>
                <h2 class="rail-head">{text(Shell::DataGroup)}</h2>
                <ul>{DATA.map(link)}</ul>
                <Pinned />
            </div>
            <div class="rail-foot"><SaveLine /></div>
        </nav>
    }
    .into_any()
}

/// The projects that somebody pinned, with their status.
#[component]
fn Pinned() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let ids = Memo::new(move |_| {
        session.workspace().with(|w| {
            w.projects
                .values()
                .filter(|p| p.pinned)
                .take(12)
                .map(|p| p.id)
                .collect::<Vec<_>>()
        })
    });
    let row = move |id: Id<Project>| {
        let record = session.record(id);
        let rag = Memo::new(move |_| {
            session.answers().with(|a| {
                a.project(id).map_or(crate::model::Rag::NotAssessed, |p| {
                    p.status.overall.in_force
                })
            })
        });
        let name =
            move || record.with(|p| p.as_ref().map(|p| p.name.to_string()).unwrap_or_default());
        let href = move || record.with(|p| p.as_ref().map(|p| session.project_href(p.id, "")));
        view! {
            <li>
                <a class="rail-link" href=href>
                    <RagMark rag=rag lang size=14 />
                    <span class="rail-text trunc">{name}</span>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !ids.with(Vec::is_empty)>
            <h2 class="rail-head">{move || Shell::Pinned.text(lang.get())}</h2>
            <ul><For each=move || ids.get() key=|id| *id children=row /></ul>
        </Show>
    }
    .into_any()
}

/// The name of the open portfolio, and the others behind it.
#[component]
fn Switcher() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let library: RwSignal<Vec<PortfolioInfo>> = RwSignal::new(Vec::new());
    let portfolio = session.portfolio();
    // The library is read when another portfolio is opened and when the menu's name changes.
    Effect::new(move || {
        session.opened().track();
        session.library_turn().track();
        if let Some(keeper) = session.keeper() {
            spawn_local(async move {
                if let Ok(list) = keeper.library().await {
                    library.try_set(list);
                }
            });
        }
    });
    let items = Signal::derive(move || {
        let open = session.opened().get();
        let mut items: Vec<MenuItem> = library
            .get()
            .into_iter()
            .filter(|info| !info.deleted)
            .map(|info| MenuItem::ticked(&info.id.to_string(), info.name, Some(info.id) == open))
            .collect();
        items.push(MenuItem::new("new", Shell::NewPortfolio.text(lang.get())));
        items.push(MenuItem::new("sample", Shell::OpenSample.text(lang.get())));
        items.push(MenuItem::new("manage", Shell::Data.text(lang.get())));
        items
    });
    let pick = move |key: String| match key.as_str() {
        "new" => session.create_blank(),
        "sample" => session.open_sample(),
        "manage" => session.go(&crate::session::Route::to(Page::Data)),
        id => {
            if let Some(id) = crate::store::PortfolioId::parse(id) {
                session.open(id);
            }
        }
    };
    // One that could not be read has no name here.
    let name = Signal::derive(move || {
        let name = portfolio.with(|p| p.as_ref().map(|p| p.name.to_string()));
        let name = name.filter(|name| !name.is_empty());
        name.unwrap_or_else(|| Shell::Portfolio.text(lang.get()).to_owned())
    });
    view! {
        <div class="rail-switch">
            <Menu label=name items on_pick=pick class="rail-title" />
        </div>
    }
    .into_any()
}

/// The five places of the phone.
#[component]
pub fn TabBar() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let tabs = [
        (Page::Cockpit, IconName::Cockpit),
        (Page::Roadmap, IconName::Roadmap),
        (Page::Status, IconName::Status),
        (Page::Projects, IconName::Project),
        (Page::Data, IconName::Menu),
    ];
    let tab = move |(page, icon): (Page, IconName)| {
        let (to, here) = (page.clone(), page.clone());
        // The last place stands for everything that has none of its own.
        let title = if page == Page::Data {
            Shell::More
        } else {
            page_title(&page)
        };
        let current = Memo::new(move |_| session.route().with(|r| is_current(&here, &r.page)));
        view! {
            <a class="tabbar-link" href=move || session.href(to.clone()) aria-current=move || current.get().then_some("page")>
                <Icon name=icon size=20 />
                <span class="trunc">{move || title.text(lang.get())}</span>
            </a>
        }
    };
    view! { <nav class="tabbar" aria-label=move || Shell::MainNavigation.text(lang.get())>{tabs.map(tab)}</nav> }.into_any()
}
