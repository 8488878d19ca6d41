//! What a new user sees: three ways in, or a file dropped anywhere, beside a glimpse of the product.

use super::save::SaveBanner;
use crate::charts::glimpse::{MONEY, ON_PLAN, SLIP, Words, glimpse};
use crate::model::{Currency, Date, Money};
use crate::session::{Language, Page, Route, Session, Shared, use_session};
use crate::ui::dom;
use crate::ui::parts::{rag_letter, rag_of};
use crate::ui::said;
use crate::ui::widgets::{Drawing, Icon, IconName, Segmented};
use crate::words::{Cockpit, Lang, Settings, Shell, format};
use leptos::{ev, prelude::*};

/// The ways in: icon, title, what it is, key.
const WAYS: [(IconName, Shell, Shell, &str); 3] = [
    (
        IconName::Star,
        Shell::OpenSample,
        Shell::OpenSampleHint,
        "↵",
    ),
    (
        IconName::Plus,
        Shell::StartBlank,
        Shell::StartBlankHint,
        "B",
    ),
    (
        IconName::Import,
        Shell::ImportFile,
        Shell::ImportFileHint,
        "I",
    ),
];

/// The way in where a team has published its portfolio beside the app.
const TEAM: (IconName, Shell, Shell, &str) = (
    IconName::Document,
    Shell::OpenTeam,
    Shell::OpenTeamHint,
    "T",
);

/// Goes in by the way of this key.
fn enter(session: Session, key: &str) {
    match key {
        "↵" => session.open_sample(),
        "B" => session.create_blank(),
        "T" => session.open_team(),
        _ => session.go(&Route::to(Page::Import)),
    }
}

fn offered(session: Session) -> bool {
    session
        .team()
        .with(|shared| matches!(shared, Shared::Offered))
}

/// The way that a key stands for; Enter only where nothing else would take it.
fn way_of(session: Session, event: &ev::KeyboardEvent) -> Option<&'static str> {
    if event.default_prevented() || event.repeat() || dom::typing() {
        return None;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let letters = session.prefs().with_untracked(|p| !p.letter_keys_off);
    match event.key().as_str() {
        "Enter" if dom::focused().is_none_or(|e| matches!(&*e.tag_name(), "BODY" | "MAIN")) => {
            Some("↵")
        }
        "b" | "B" if letters => Some("B"),
        "i" | "I" if letters => Some("I"),
        "t" | "T" if letters && offered(session) => Some("T"),
        _ => None,
    }
}

/// The glimpse in a language, with the figures that the cockpit of the sample has.
fn drawn(lang: Lang) -> String {
    let millions = |tenths: i64| {
        let euros = tenths.saturating_mul(10_000_000);
        format::money(lang, Money::new(euros, Currency::EUR))
    };
    let ((on_plan, of), [landing, consumed, whole_life]) = (ON_PLAN, MONEY);
    let figure = |name: Cockpit, value: String| (name.text(lang).to_owned(), value);
    let words = Words {
        figures: [
            figure(
                Cockpit::OnPlan,
                format!(
                    "{on_plan} {}",
                    Cockpit::OfCount.fill(lang, &[&of.to_string()])
                ),
            ),
            figure(Cockpit::Landing, millions(landing)),
            figure(Cockpit::Consumed, millions(consumed)),
            figure(Cockpit::Slip, format::days_signed(lang, SLIP)),
            figure(Cockpit::WholeLife, millions(whole_life)),
        ],
        counted: Cockpit::Count.text(lang),
        letter: &|level| rag_letter(rag_of(level), lang),
        month: &|month| {
            Date::from_naive(month)
                .map(|month| format::month_year(lang, month))
                .unwrap_or_default()
        },
        slip: &|days| format::days_signed(lang, days),
    };
    glimpse(&words).map(|svg| svg.text).unwrap_or_default()
}

/// The first screen.
#[component]
pub fn FirstRun() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let text = move |key: Shell| move || key.text(lang.get());
    let stopped = Memo::new(move |_| session.stopped());
    session.look_for_team();
    let refused = move || {
        let lang = lang.get();
        session.team().with(|shared| match shared {
            Shared::Refused(unfit) => Some(Shell::TeamRefused.fill(lang, &[&unfit.why(lang)])),
            _ => None,
        })
    };
    // Some pages need no portfolio: in that of data others are opened, after the safe start.
    let apart = Memo::new(move |_| {
        let page = session.route().with(|r| r.page.clone());
        let alone = match page {
            Page::Import | Page::Keys => true,
            Page::Data => session.starts_shut(),
            _ => false,
        };
        alone.then_some(page)
    });
    let listener = window_event_listener(ev::keydown, move |event| {
        if apart.with_untracked(Option::is_none)
            && !stopped.get_untracked()
            && let Some(way) = way_of(session, &event)
        {
            event.prevent_default();
            enter(session, way);
        }
    });
    on_cleanup(move || listener.remove());
    let way = move |(icon, title, hint, key): (IconName, Shell, Shell, &'static str)| {
        view! {
            <li>
                <button type="button" class="way" on:click=move |_| enter(session, key)>
                    <Icon name=icon size=20 />
                    <span class="col way-text">
                        <span class="fs14">{text(title)}</span>
                        <span class="mut fs12">{text(hint)}</span>
                    </span>
                    <kbd aria-hidden="true">{key}</kbd>
                </button>
            </li>
        }
    };
    let pick = move |key: String| {
        let language = if key == "fr" {
            Language::Fr
        } else {
            Language::En
        };
        session.prefs().update(|p| p.language = language);
    };
    let languages = [("en", "English"), ("fr", "Français")];
    let languages = languages
        .map(|(key, name)| (key.to_owned(), name.to_owned()))
        .to_vec();
    let page = move || {
        view! {
            <main id="main" class="first" tabindex="-1">
                <div class="first-side">
                    <div class="row">
                        <span class="logo" aria-hidden="true"></span>
                        <span class="semi fs14">{text(Shell::AppName)}</span>
                        <span class="end">
                            <Segmented
                                label=said(lang, Settings::Language)
                                options=languages.clone()
                                value=Signal::derive(move || lang.get().tag().to_owned())
                                on_pick=pick
                            />
                        </span>
                    </div>
                    <h1>{move || if stopped.get() { Shell::Stopped } else { Shell::FirstTitle }.text(lang.get())}</h1>
                    <p class="sec fs14" hidden=stopped>{text(Shell::FirstLead)}</p>
                    <SaveBanner />
                    <ul class="ways" hidden=stopped>{move || offered(session).then(|| way(TEAM))}{WAYS.map(way)}</ul>
                    <p class="sec fs12" role="status">{refused}</p>
                    <p class="row mut fs12">
                        <Icon name=IconName::Lock size=14 />{text(Shell::NothingUploaded)}
                        <span class="row" hidden=move || !session.saves()><Icon name=IconName::Saved size=14 />{text(Shell::SavedAsYouType)}</span>
                        <a class="end row tight" href=move || session.href(Page::Keys)>{text(Shell::Keyboard)}<kbd aria-hidden="true">"?"</kbd></a>
                    </p>
                </div>
                <div class="first-shot"><Drawing svg=Signal::derive(move || drawn(lang.get())) /></div>
            </main>
        }
        .into_any()
    };
    move || {
        match apart.get() {
        Some(page) => view! { <main id="main" class="sheet first-import" tabindex="-1">{crate::ui::apart::page(&page)}</main> }.into_any(),
        None => page(),
    }
    }
}
