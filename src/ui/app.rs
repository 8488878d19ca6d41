//! The root: session, address, preferences, keys, and which page is shown.

use super::shell::{FirstRun, Notices, Rail, SaveBanner, TabBar};
use super::{apart, pages};
use super::{dom, parts::PageFrame};
use crate::session::{Density, Page, Prefs, Route, Session, Theme};
use crate::ui::said;
use crate::words::Shell;
use gloo_storage::{LocalStorage, Storage};
use leptos::{ev, prelude::*};

/// The key of the preferences: each instance of a host has its own.
fn prefs_key() -> String {
    format!("baton{}prefs", dom::base_path())
}

/// Can the browser's small storage be used at all? It may be denied, and then no call may be made.
fn storage_allowed() -> bool {
    window()
        .local_storage()
        .is_ok_and(|storage| storage.is_some())
}

fn load_prefs() -> Prefs {
    if storage_allowed() {
        LocalStorage::get(prefs_key()).unwrap_or_default()
    } else {
        Prefs::default()
    }
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let route = Route::parse(&dom::fragment());
    let session = Session::provide(
        load_prefs(),
        dom::browser_language(),
        dom::device_day(),
        route,
    );
    // Where a portfolio is stored, the code of its page comes while the portfolio is read.
    if session
        .prefs()
        .with_untracked(|prefs| !prefs.last_portfolio.is_empty())
    {
        session
            .route()
            .with_untracked(|route| apart::fetch_for(&route.page));
    }
    let ready = RwSignal::new(false);
    session.begin(ready);
    pages::import::install_drop(session);

    // Effects of the root: address, storage of preferences, attributes of the document.
    let follow = window_event_listener(ev::hashchange, move |_| {
        let route = Route::parse(&dom::fragment());
        // A record is open beside its page: it goes with it.
        if session.route().with_untracked(|now| now.page != route.page) {
            session.panel().set(Default::default());
        }
        session.route().set(route);
    });
    on_cleanup(move || follow.remove());
    Effect::new(move |before: Option<Prefs>| {
        let prefs = session.prefs().get();
        if before.is_some_and(|before| before != prefs) && storage_allowed() {
            let _ = LocalStorage::set(prefs_key(), &prefs);
        }
        dom::set_root_attribute(
            "data-theme",
            match prefs.theme {
                Theme::System => "",
                Theme::Light => "light",
                Theme::Dark => "dark",
            },
        );
        dom::set_root_attribute(
            "data-density",
            match prefs.density {
                Density::Compact => "compact",
                Density::Default => "",
                Density::Comfortable => "comfortable",
            },
        );
        prefs
    });
    Effect::new(move || dom::set_root_attribute("lang", session.lang().get().tag()));
    Effect::new(move || {
        let lang = session.lang().get();
        let page = session.route().with(|r| page_title(&r.page)).text(lang);
        let name = session
            .portfolio()
            .with(|p| p.as_ref().map(|p| p.name.to_string()));
        dom::set_title(
            &[Some(page.to_owned()), name, Some("Baton".to_owned())]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
        );
    });
    // The day may turn while the tab is open.
    let day = set_interval_with_handle(
        move || {
            let day = dom::device_day();
            if session.clock().get_untracked() != day {
                session.clock().set(day);
            }
        },
        std::time::Duration::from_secs(60),
    );
    on_cleanup(move || {
        if let Ok(day) = day {
            day.clear();
        }
    });

    // Once the first page is painted, the others come.
    set_timeout(
        move || apart::fetch_ahead(session),
        std::time::Duration::from_secs(1),
    );
    let palette = RwSignal::new(false);
    super::shell::install_keys(session, palette);
    let words = move |key: Shell| move || key.text(session.lang().get());
    let shown = Memo::new(move |_| (ready.get(), session.opened().with(Option::is_some)));
    // Another page: the keys go on there, and a screen reader says where one is.
    Effect::new(move |before: Option<(bool, Page)>| {
        let now = (shown.get().1, session.route().with(|r| r.page.clone()));
        if before.is_some_and(|before| before != now) {
            dom::focus_if_lost("#main");
        }
        now
    });
    let min = move || session.prefs().with(|p| p.rail_collapsed).then_some("min");
    view! {
        <a class="skip" href="#main" on:click=move |event| { event.prevent_default(); dom::focus_first(None, "#main"); }>
            {words(Shell::SkipToContent)}
        </a>
        {move || match shown.get() {
            (false, _) => view! {
                <main id="main" class="empty" tabindex="-1" aria-busy="true"><p>{words(Shell::Starting)}</p></main>
            }.into_any(),
            (true, false) => view! { <FirstRun /> }.into_any(),
            (true, true) => view! {
                <div class="app" data-rail=min>
                    <Rail palette />
                    <main id="main" class="sheet" tabindex="-1">
                        <SaveBanner />
                        <CurrentPage />
                    </main>
                    <TabBar />
                </div>
            }.into_any(),
        }}
        {apart::palette(palette)}
        <Notices />
    }
    .into_any()
}

/// Returns the name of a page.
#[must_use]
pub fn page_title(page: &Page) -> Shell {
    match page {
        Page::Cockpit => Shell::Cockpit,
        Page::Portfolio => Shell::Summary,
        Page::Roadmap => Shell::Roadmap,
        Page::Plan => Shell::Plan,
        Page::Status => Shell::Status,
        Page::Projects | Page::Project(..) => Shell::Projects,
        Page::Programmes | Page::Programme(_) => Shell::Programmes,
        Page::Units | Page::Unit(_) => Shell::Units,
        Page::Objectives | Page::Objective(_) | Page::Kpi(_) => Shell::Objectives,
        Page::Import => Shell::Import,
        Page::Data => Shell::Data,
        Page::Settings => Shell::Settings,
        Page::Keys => Shell::Keys,
        Page::Unknown(_) => Shell::NotFound,
    }
}

/// The page of the address. It is built anew when the page changes, not when its view settings do.
#[component]
fn CurrentPage() -> impl IntoView {
    let session = crate::session::use_session();
    let page = Memo::new(move |_| {
        session.route().with(|r| match &r.page {
            // Tabs of one project are one page.
            Page::Project(code, _) => Page::Project(code.clone(), String::new()),
            other => other.clone(),
        })
    });
    move || match page.get() {
        Page::Unknown(_) => view! { <NotFound /> }.into_any(),
        other => apart::page(&other).into_any(),
    }
}

#[component]
fn NotFound() -> impl IntoView {
    let session = crate::session::use_session();
    let lang = session.lang();
    view! {
        <PageFrame title=said(lang, Shell::NotFound)>
            <super::widgets::Empty
                title=said(lang, Shell::NotFound)
                hint=said(lang, Shell::NotFoundHint)
            >
                <a class="btn" href=move || session.href(Page::Cockpit)>{move || Shell::Cockpit.text(lang.get())}</a>
            </super::widgets::Empty>
        </PageFrame>
    }
    .into_any()
}
