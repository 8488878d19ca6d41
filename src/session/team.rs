//! The team's portfolio: `portfolio.json` beside the page. It is offered, compared and merged, never taken
//! over by itself: what was edited here stays until a person says otherwise.

use super::{NoticeKind, Page, Route, Session, adding};
use crate::edit::{Merged, Patch, merge};
use crate::exchange::native::{self, ReadError};
use crate::model::Workspace;
use crate::store::{Origin, PortfolioId};
use crate::ui::dom::{self, FetchError};
use crate::words::{Lang, Shell, file_error};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

/// The published file.
const FILE: &str = "portfolio.json";

/// For how long its host is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is known of the published file.
#[derive(Clone, Default)]
pub enum Shared {
    /// Not asked for yet.
    #[default]
    Unknown,
    /// There is none.
    Missing,
    /// The host does not answer.
    Unreached,
    /// What lies there is no portfolio that can be opened.
    Refused(Unfit),
    /// It is what this portfolio began with, or took over last.
    Same,
    /// It has what this portfolio has not.
    Changed,
    /// It can be opened: nothing is open yet.
    Offered,
}

/// Why a published file cannot be opened.
#[derive(Clone)]
pub enum Unfit {
    /// It is a page: many hosts answer so where there is no file.
    Html,
    /// It is damaged, foreign or of a newer version.
    Unreadable(Arc<ReadError>),
}

impl Unfit {
    /// Returns the sentence that says so.
    #[must_use]
    pub fn why(&self, lang: Lang) -> String {
        match self {
            Self::Html => Shell::TeamHtml.text(lang).to_owned(),
            Self::Unreadable(error) => file_error(error, lang).0,
        }
    }
}

/// A published file that was read.
#[derive(Clone)]
struct Read {
    text: Arc<str>,
    content: Workspace,
}

/// The signals of this file.
#[derive(Clone, Copy)]
pub(super) struct Team {
    state: RwSignal<Shared>,
    review: RwSignal<bool>,
    /// What was fetched, and what this portfolio had taken over before, where that is known.
    read: StoredValue<Option<(Read, Option<Workspace>)>>,
}

impl Default for Team {
    fn default() -> Self {
        Self {
            state: RwSignal::new(Shared::Unknown),
            review: RwSignal::new(false),
            read: StoredValue::new(None),
        }
    }
}

async fn fetch() -> Result<Read, Shared> {
    let bytes = match dom::fetch_bytes(FILE, native::LARGEST, Some(PATIENCE)).await {
        Ok(bytes) => bytes,
        Err(FetchError::Missing) => return Err(Shared::Missing),
        Err(FetchError::Failed) => return Err(Shared::Unreached),
        Err(FetchError::TooLarge(bytes)) => {
            let error = Arc::new(ReadError::TooLarge { bytes });
            return Err(Shared::Refused(Unfit::Unreadable(error)));
        }
    };
    match native::read(&bytes) {
        Ok(read) => Ok(Read {
            text: String::from_utf8_lossy(&bytes).into(),
            content: read.workspace,
        }),
        Err(_) if bytes.trim_ascii_start().starts_with(b"<") => Err(Shared::Refused(Unfit::Html)),
        Err(error) => Err(Shared::Refused(Unfit::Unreadable(Arc::new(error)))),
    }
}

impl Session {
    /// What is known of the team's portfolio.
    #[must_use]
    pub fn team(self) -> RwSignal<Shared> {
        self.team.state
    }

    /// Whether its difference is being looked at.
    #[must_use]
    pub fn team_review(self) -> RwSignal<bool> {
        self.team.review
    }

    /// When the open portfolio was last compared with its published file, in UTC milliseconds.
    #[must_use]
    pub fn team_fetched(self) -> Option<i64> {
        let id = self.opened().get()?.to_string();
        self.prefs().with(|p| p.team_fetched.get(&id).copied())
    }

    /// Looks for a published file while nothing is open.
    pub fn look_for_team(self) {
        spawn_local(async move {
            let found = fetch().await;
            if self.opened().with_untracked(Option::is_some) {
                return;
            }
            self.team.state.set(match found {
                Ok(read) => {
                    self.team.read.set_value(Some((read, None)));
                    Shared::Offered
                }
                Err(state) => state,
            });
        });
    }

    /// Opens the team's portfolio: the one of this browser, else the published file as a new one.
    pub fn open_team(self) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move {
            let library = keeper.library().await.unwrap_or_default();
            let known = library
                .iter()
                .find(|info| info.origin == Origin::Published && !info.deleted);
            if let Some(info) = known {
                self.open_from(&keeper, info.id).await;
                return self.go(&Route::to(Page::Cockpit));
            }
            let offered = self.team.read.try_update_value(Option::take).flatten();
            let read = match offered {
                Some((read, _)) => Ok(read),
                None => fetch().await,
            };
            let lang = self.lang().get_untracked();
            let read = match read {
                Ok(read) => read,
                Err(Shared::Missing) => {
                    let text = Shell::TeamNone.text(lang).to_owned();
                    return self.notify(NoticeKind::Info, text);
                }
                Err(Shared::Refused(unfit)) => {
                    let text = Shell::TeamRefused.fill(lang, &[&unfit.why(lang)]);
                    return self.notify(NoticeKind::Problem, text);
                }
                Err(_) => {
                    let text = Shell::TeamFailed.text(lang).to_owned();
                    return self.notify(NoticeKind::Problem, text);
                }
            };
            let name = read.content.portfolio().map(|p| p.name.to_string());
            let made = keeper
                .create(
                    &name.unwrap_or_default(),
                    Origin::Published,
                    Some(read.content),
                )
                .await;
            let id = match made {
                Ok(id) => id,
                Err(error) => return self.not_added(error),
            };
            // Without it a later merge takes what differs for theirs, and shows it as well.
            let _ = keeper.keep_base(id, &read.text).await;
            self.team_fetched_now(id);
            self.open_from(&keeper, id).await;
            self.go(&Route::to(Page::Cockpit));
        });
    }

    fn team_fetched_now(self, id: PortfolioId) {
        let now_ms = dom::now_ms();
        self.prefs().update(|p| {
            p.team_fetched.insert(id.to_string(), now_ms);
        });
    }

    /// Compares each portfolio that is opened from now on, and the open one, with its published file.
    pub fn follow_team(self) {
        Effect::new(move || {
            // Where nothing is open, the first screen looks for it.
            if self.opened().get().is_some() {
                self.team.state.set(Shared::Unknown);
                self.compare_team();
            }
        });
    }

    /// Compares the open portfolio with the published file it came from, if it came from one.
    pub fn compare_team(self) {
        let (Some(keeper), Some(id)) = (self.keeper(), self.opened().get_untracked()) else {
            return;
        };
        spawn_local(async move {
            let library = keeper.library().await.unwrap_or_default();
            let ours = |info: &crate::store::PortfolioInfo| {
                info.id == id && info.origin == Origin::Published
            };
            if !library.iter().any(ours) {
                return;
            }
            let base = keeper.base(id).await;
            let found = fetch().await;
            // Another one may have been opened meanwhile.
            if self.opened().get_untracked() != Some(id) {
                return;
            }
            let state = match found {
                Err(state) => state,
                Ok(read) => {
                    self.team_fetched_now(id);
                    if base.as_deref() == Some(&*read.text) {
                        Shared::Same
                    } else {
                        let base = base.and_then(|text| native::read(text.as_bytes()).ok());
                        let base = base.map(|base| base.workspace);
                        let text = Arc::clone(&read.text);
                        self.team.read.set_value(Some((read, base)));
                        match self.team_difference() {
                            Some(merged)
                                if !merged.patch.rows.is_empty()
                                    || !merged.conflicts.is_empty() =>
                            {
                                Shared::Changed
                            }
                            _ => {
                                let _ = keeper.keep_base(id, &text).await;
                                Shared::Same
                            }
                        }
                    }
                }
            };
            self.team.state.set(state);
        });
    }

    /// Goes to where the difference is shown.
    pub fn review_team(self) {
        self.team.review.set(true);
        self.go(&Route::to(Page::Data));
    }

    /// What the published file would change in the open portfolio, as it is now.
    #[must_use]
    pub fn team_difference(self) -> Option<Merged> {
        let mine = self.workspace().get_untracked();
        self.team.read.with_value(|read| {
            let (theirs, base) = read.as_ref()?;
            Some(match base {
                Some(base) => merge(base, &mine, &theirs.content),
                None => Merged {
                    patch: adding(&mine, &theirs.content),
                    conflicts: Vec::new(),
                },
            })
        })
    }

    /// Takes the published changes over as one step, in conflicts with `theirs` in place of mine if wanted.
    pub fn take_team(self, merged: &Merged, theirs: bool) {
        let all: BTreeSet<usize> = if theirs {
            (0..merged.conflicts.len()).collect()
        } else {
            BTreeSet::new()
        };
        let patch: Patch = merged.taking(&all);
        let read = self.team.read.try_update_value(Option::take).flatten();
        let (Some(keeper), Some(id), Some((read, _))) =
            (self.keeper(), self.opened().get_untracked(), read)
        else {
            return;
        };
        if !patch.rows.is_empty() {
            self.take_over(patch);
        }
        self.team.state.set(Shared::Same);
        spawn_local(async move {
            let _ = keeper.keep_base(id, &read.text).await;
        });
    }
}
