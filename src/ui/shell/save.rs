//! How safe the data is: lines in the rail, a banner when it is not.

use crate::session::{Due, Mirror, Page, Route, Session, Shared, use_session};
use crate::store::{Blocked, SaveState, Trouble, Unreadable};
use crate::ui::dom;
use crate::ui::widgets::{Banner, Button, Icon, IconName, Tone};
use crate::words::{Lang, Shell, format};
use leptos::prelude::*;

/// For how long "later" puts the reminder off, in milliseconds.
const LATER_MS: i64 = 86_400_000;

/// The state of saving in one word, and how old the last copy outside the browser is.
#[component]
pub fn SaveLine() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move || {
        let key = match session.save_state().get().map(|r| r.state) {
            None | Some(SaveState::Loading | SaveState::Journalled { .. }) => Shell::Saving,
            Some(SaveState::Saved | SaveState::Secured { .. }) => Shell::Saved,
            Some(SaveState::NotSaved { .. } | SaveState::LoadFailed { .. }) => Shell::NotSaved,
            Some(SaveState::MemoryOnly { .. }) => Shell::MemoryOnly,
            Some(SaveState::ReadOnlyNewer { .. }) => Shell::ReadOnly,
        };
        key.text(lang.get())
    };
    let secured = move || {
        let at = session.save_state().get()?.secured_ms?;
        let (_, hour, minute) = dom::local_time(at)?;
        Some(Shell::SecuredAt.fill(lang.get(), &[&format!("{hour:02}:{minute:02}")]))
    };
    let due = Memo::new(move |_| due(session).is_some() || session.mirror().get().is_troubled());
    view! {
        <div class="col rail-safe fs11 mut">
            <span class="row tight" role="status" data-testid="save-state" title=secured>
                <Icon name=IconName::Saved size=14 />
                <span class="rail-text">{word}</span>
            </span>
            <a class="rail-text" class:rail-due=due href=move || session.href(Page::Data) data-testid="copy-age">
                {move || copy_age(session, lang.get())}
            </a>
        </div>
    }
    .into_any()
}

/// How old the last copy outside the browser is.
fn copy_age(session: Session, lang: Lang) -> String {
    match session.mirror().get() {
        Mirror::Failed { .. } => return Shell::CopyFailed.text(lang).to_owned(),
        Mirror::Paused { .. } => return Shell::CopyPaused.text(lang).to_owned(),
        _ => {}
    }
    let today = session.clock().get();
    let copied = session.copies().with(|copies| copies.last_ms);
    match copied.and_then(dom::local_time) {
        Some((day, ..)) => Shell::CopyAge.fill(lang, &[&format::relative(lang, day, today)]),
        None => Shell::CopyNever.text(lang).to_owned(),
    }
}

/// Is a copy due? Looked at again with each edit and when the day turns.
fn due(session: Session) -> Option<Due> {
    session.clock().track();
    session.copies().with(|copies| copies.due(dom::now_ms()))
}

/// What a person can do about it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Save,
    Retry,
    Reload,
    StoreAgain,
    LeaveEmpty,
    Free,
    Look,
    Raw,
    CloseFile,
    Later,
    NotNow,
    Difference,
    TeamLater,
}

impl Way {
    fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::Save => Shell::SaveToFile.text(lang),
            Self::Retry => Shell::TryAgain.text(lang),
            Self::Reload => Shell::Reload.text(lang),
            Self::StoreAgain => Shell::StoreAgain.text(lang),
            Self::LeaveEmpty => Shell::LeaveEmpty.text(lang),
            Self::Free => Shell::FreeSpace.text(lang),
            Self::Look => Shell::Data.text(lang),
            Self::Raw => Shell::SaveRaw.text(lang),
            Self::CloseFile => Shell::CloseFile.text(lang),
            Self::Later | Self::NotNow | Self::TeamLater => Shell::Later.text(lang),
            Self::Difference => Shell::SeeDifference.text(lang),
        }
    }

    fn go(self, session: Session) {
        match self {
            Self::Save => session.save_to_file(),
            Self::Retry => session.try_again(),
            Self::Reload => dom::reload(),
            Self::StoreAgain => session.store_again(),
            Self::LeaveEmpty => session.leave_cleared(),
            Self::Free | Self::Look => session.go(&Route::to(Page::Data)),
            Self::Raw => dom::save_raw(),
            Self::CloseFile => session.stop_looking(),
            Self::NotNow => session.renewed().set(false),
            Self::Difference => session.review_team(),
            Self::TeamLater => session.team().set(Shared::Unknown),
            Self::Later => {
                if let Some(id) = session.opened().get_untracked() {
                    let until = dom::now_ms().saturating_add(LATER_MS);
                    session.prefs().update(|p| {
                        p.remind_after.insert(id.to_string(), until);
                    });
                }
            }
        }
    }
}

/// What the banner says.
#[derive(Clone, PartialEq, Eq)]
struct Said {
    text: String,
    tone: Tone,
    ways: &'static [Way],
}

/// The sentence for where things stand; `None` when all is well.
fn state(session: Session) -> Option<Said> {
    let lang = session.lang().get();
    let state = session.save_state().get()?.state;
    let open = session.opened().with(Option::is_some);
    if let Some(file) = session.looked_at().get() {
        return Some(Said {
            text: Shell::LookedAt.fill(lang, &[&file.name, &file.app]),
            tone: Tone::Info,
            ways: &[Way::CloseFile],
        });
    }
    let (key, tone, ways): (Shell, _, &'static [Way]) = match state {
        SaveState::NotSaved { reason, .. } => match reason {
            Trouble::Full => (Shell::SaveFull, Tone::Red, &[Way::Free, Way::Save] as _),
            Trouble::Broken | Trouble::Silent => {
                (Shell::SaveBroken, Tone::Red, &[Way::Retry, Way::Save] as _)
            }
            Trouble::Cleared => (
                Shell::SaveCleared,
                Tone::Red,
                &[Way::LeaveEmpty, Way::Save, Way::StoreAgain] as _,
            ),
            Trouble::Outdated => (Shell::SaveOutdated, Tone::Red, &[Way::Reload] as _),
        },
        SaveState::MemoryOnly { reason } => match (reason, open) {
            (Blocked::Held, _) => (Shell::Held, Tone::Amber, &[Way::Reload] as _),
            (Blocked::NoDatabase, false) => {
                (Shell::NoDatabase, Tone::Red, &[Way::Raw, Way::Retry] as _)
            }
            (Blocked::NoDatabase, true) => {
                let ways: &[Way] = &[Way::Raw, Way::Retry, Way::Save];
                (Shell::NoDatabase, Tone::Red, ways)
            }
            (Blocked::Denied, true) => (Shell::MemoryOnlyBanner, Tone::Amber, &[Way::Save] as _),
            (Blocked::Denied, false) => (Shell::MemoryOnlyBanner, Tone::Amber, &[] as _),
        },
        SaveState::ReadOnlyNewer { .. } if open => {
            (Shell::ReadOnlyRefusal, Tone::Info, &[Way::Look] as _)
        }
        SaveState::ReadOnlyNewer { .. } => {
            (Shell::NewerHere, Tone::Info, &[Way::Raw, Way::Reload] as _)
        }
        SaveState::LoadFailed {
            reason: Unreadable::Broken,
        } => (Shell::LoadBroken, Tone::Red, &[Way::Raw, Way::Retry] as _),
        SaveState::LoadFailed { .. } => (Shell::LoadFailed, Tone::Red, &[Way::Look] as _),
        _ => {
            return reminder(session, lang)
                .or_else(|| team(session, lang))
                .or_else(|| renewed(session, lang));
        }
    };
    Some(Said {
        text: key.text(lang).to_owned(),
        tone,
        ways,
    })
}

/// The reminder of a copy outside the browser.
fn reminder(session: Session, lang: Lang) -> Option<Said> {
    let due = due(session)?;
    let id = session.opened().get()?.to_string();
    let quiet = session
        .prefs()
        .with(|p| p.remind_after.get(&id).copied().unwrap_or(0));
    if quiet > dom::now_ms() {
        return None;
    }
    let text = match due {
        Due::Days(days) => Shell::CopyDueDays.fill(lang, &[&format::days(lang, days)]),
        // The number would change with every edit.
        Due::Edits(edits) => {
            let hundreds = i64::try_from(edits / 100 * 100).unwrap_or(0);
            Shell::CopyDueEdits.fill(lang, &[&format::whole(lang, hundreds)])
        }
    };
    Some(Said {
        text,
        tone: Tone::Amber,
        ways: &[Way::Save, Way::Later],
    })
}

/// The published file has what the open portfolio has not.
fn team(session: Session, lang: Lang) -> Option<Said> {
    let changed = session
        .team()
        .with(|shared| matches!(shared, Shared::Changed));
    // Where the difference is shown, it is said there.
    let there = session.route().with(|route| route.page == Page::Data);
    (changed && !there).then(|| Said {
        text: Shell::TeamChanged.text(lang).to_owned(),
        tone: Tone::Info,
        ways: &[Way::Difference, Way::TeamLater],
    })
}

/// A newer build of the app waits: nothing is urgent, and nothing changes under the page that is open.
fn renewed(session: Session, lang: Lang) -> Option<Said> {
    session.renewed().get().then(|| Said {
        text: Shell::NewVersion.text(lang).to_owned(),
        tone: Tone::Info,
        ways: &[Way::Reload, Way::NotNow],
    })
}

/// A banner while edits are not safe: what happened, what was kept, what to do.
#[component]
pub fn SaveBanner() -> impl IntoView {
    let session = use_session();
    let said = Memo::new(move |_| state(session));
    move || {
        let said = said.get()?;
        let lang = session.lang().get_untracked();
        let ways = said.ways.iter().copied().map(|way| {
            let label = way.words(lang).to_owned();
            view! { <Button label on_press=move || way.go(session) /> }.into_any()
        });
        let ways: Vec<AnyView> = ways.collect();
        let banner = view! {
            <Banner tone=said.tone>
                <Icon name=IconName::Warning size=14 />
                <span>{said.text}</span>
                <span class="end row tight">{ways}</span>
            </Banner>
        };
        Some(banner.into_any())
    }
}
