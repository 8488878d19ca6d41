//! What is watched around the document: the name in the library, copies outside the browser, protection
//! of the storage, and leaving while something is unsaved.

use super::folder::Mirroring;
use super::{Copies, NoticeKind, Page, Route, Session, WayBack};
use crate::edit::{Deed, Patch};
use crate::exchange::native;
use crate::model::RawId;
use crate::store::{PortfolioId, SaveReport, SaveState, Trouble, naming};
use crate::ui::dom;
use crate::words::{Data, Shell, deed_label};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// A file that is looked at and cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    /// Its name.
    pub name: String,
    /// The version of the app that wrote it.
    pub app: String,
    bytes: Arc<Vec<u8>>,
}

/// The signals of this file.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    copies: RwSignal<Copies>,
    library: RwSignal<u32>,
    protected: RwSignal<Option<bool>>,
    /// The browser is to be asked to protect the data as soon as an edit is stored.
    asks: RwSignal<bool>,
    file: RwSignal<Option<LookedAt>>,
    renewed: RwSignal<bool>,
    pub(super) mirroring: Mirroring,
}

impl Default for Watch {
    fn default() -> Self {
        Self {
            copies: RwSignal::new(Copies::default()),
            library: RwSignal::new(0),
            protected: RwSignal::new(None),
            asks: RwSignal::new(false),
            file: RwSignal::new(None),
            renewed: RwSignal::new(false),
            mirroring: Mirroring::default(),
        }
    }
}

impl Session {
    /// Begins to watch. Call it once, at the root, when the keeper is there.
    pub(super) fn watch(self) {
        // The name lives in the settings record; the library shows it.
        let portfolio = self.portfolio();
        Effect::new(move |before: Option<Option<(PortfolioId, String)>>| {
            let name = portfolio.with(|p| p.as_ref().map(|p| p.name.to_string()))?;
            let now = Some((self.opened().get()?, name));
            if let (Some((id, name)), Some(keeper)) = (now.clone(), self.keeper())
                && before.flatten() != now
                && !self.read_only().get_untracked()
            {
                spawn_local(async move {
                    if keeper.show_name(id, &name).await.is_ok() {
                        self.library_changed();
                    }
                });
            }
            now
        });
        // What is known of the copies of the portfolio that was opened.
        Effect::new(move || {
            let (Some(id), Some(keeper)) = (self.opened().get(), self.keeper()) else {
                return;
            };
            spawn_local(async move {
                let all = keeper.library().await.unwrap_or_default();
                let info = all.into_iter().find(|info| info.id == id);
                let key = id.to_string();
                let (last_ms, copied) = self.prefs().with_untracked(|p| {
                    let copied = p.copied_edits.get(&key).copied();
                    (p.last_copies.get(&key).copied(), copied.unwrap_or(0))
                });
                self.watch.copies.set(Copies {
                    created_ms: info.as_ref().map_or(dom::now_ms(), |info| info.created_ms),
                    edits: info.as_ref().map_or(0, |info| info.edits),
                    last_ms,
                    copied,
                });
            });
        });
        self.watch_folder();
        // Where nothing can be stored there is nothing to protect, and other words are due.
        Effect::new(move || {
            let state = self.save_state().get().map(|report| report.state);
            let stored = matches!(state, Some(SaveState::Saved | SaveState::Secured { .. }));
            if stored && self.watch.asks.get() {
                self.watch.asks.set(false);
                self.prefs().update(|p| p.asked_protection = true);
                self.ask_protection();
            }
        });
        // What was typed and not yet committed is committed when the page goes, or is hidden and may go.
        let commit = move || {
            if let Some(field) = dom::focused() {
                let _ = field.blur();
                let _ = field.focus();
            }
        };
        let _ = window_event_listener(ev::pagehide, move |_| commit());
        let _ = window_event_listener(ev::visibilitychange, move |_| {
            if document().hidden() {
                commit();
            }
        });
        // A newer build is here whole (`src/boot/offline.js`): the next load of the page takes it.
        let _ =
            window_event_listener_untyped("baton-renewed", move |_| self.watch.renewed.set(true));
        // A page that asks before it is left cannot be kept warm by the browser: only while it has to.
        let unsaved = Memo::new(move |_| {
            let state = self.save_state().get().map(|report| report.state);
            let cleared = matches!(
                state,
                Some(SaveState::NotSaved {
                    reason: Trouble::Cleared,
                    ..
                })
            );
            let lost = state.is_some_and(SaveState::leaving_loses);
            cleared || (lost && self.watch.copies.with(|c| c.missing() > 0))
        });
        let listening = StoredValue::new_local(None::<WindowListenerHandle>);
        Effect::new(move || {
            let ask = unsaved.get();
            listening.update_value(|listener| {
                if let Some(old) = listener.take() {
                    old.remove();
                }
                if ask {
                    *listener = Some(window_event_listener(ev::beforeunload, |event| {
                        event.prevent_default();
                        event.set_return_value("unsaved");
                    }));
                }
            });
        });
    }

    /// Counts an edit of a person; once the first one is stored the browser is asked to protect the data.
    pub(super) fn edited(self) {
        self.count_edits(1);
        if self.prefs().with_untracked(|p| !p.asked_protection) {
            self.watch.asks.set(true);
        }
    }

    pub(super) fn count_edits(self, more: usize) {
        let more = u64::try_from(more).unwrap_or(0);
        self.watch
            .copies
            .update(|c| c.edits = c.edits.saturating_add(more));
    }

    /// Asks the browser not to clear the data by itself.
    pub fn ask_protection(self) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move {
            let answer = keeper.ask_persistence().await;
            self.watch.protected.set(answer);
            if answer == Some(false) {
                let text = Shell::MayBeCleared.text(self.lang().get_untracked());
                self.notify(NoticeKind::Info, text.to_owned());
            }
        });
    }

    /// What the browser answered when it was asked to protect the data, in this page load.
    #[must_use]
    pub fn protection(self) -> RwSignal<Option<bool>> {
        self.watch.protected
    }

    /// What is known of the copies of the open portfolio outside the browser.
    #[must_use]
    pub fn copies(self) -> RwSignal<Copies> {
        self.watch.copies
    }

    /// Whether a newer build of the app waits for the page to be loaded again.
    #[must_use]
    pub fn renewed(self) -> RwSignal<bool> {
        self.watch.renewed
    }

    /// Rises when the library is another.
    #[must_use]
    pub fn library_turn(self) -> RwSignal<u32> {
        self.watch.library
    }

    pub(super) fn library_changed(self) {
        self.watch
            .library
            .update(|turn| *turn = turn.wrapping_add(1));
    }

    /// Keeps a backup in the browser before a step that replaces much.
    pub(super) fn keep_before(self, patch: &Patch) {
        let label = &patch.label;
        let much = match label.deed {
            Deed::Import | Deed::Replace | Deed::Merge => true,
            Deed::Delete => label.count > 1,
            _ => false,
        };
        if let (true, Some(keeper)) = (much, self.keeper()) {
            keeper.keep_before(self.workspace().get_untracked());
        }
    }

    /// Remembers that the open portfolio was saved to a file when it had so many edits.
    pub(super) fn copied(self, edits: u64) {
        let Some(id) = self.opened().get_untracked() else {
            return;
        };
        let (key, now_ms) = (id.to_string(), dom::now_ms());
        self.watch.copies.update(|c| {
            c.last_ms = Some(now_ms);
            c.copied = edits;
        });
        self.prefs().update(|p| {
            p.remind_after.remove(&key);
            p.last_copies.insert(key.clone(), now_ms);
            p.copied_edits.insert(key, edits);
        });
    }

    /// Gives a portfolio another name: a step of the open one, an edit of another.
    pub async fn rename_portfolio(self, id: PortfolioId, name: String) -> bool {
        if self.opened().get_untracked() == Some(id) {
            let patch = self.workspace().with_untracked(|w| naming(w, &name));
            if let Some(patch) = patch {
                self.take_over(patch);
            }
            return true;
        }
        let Some(keeper) = self.keeper() else {
            return false;
        };
        let done = keeper.rename(id, &name).await.is_ok();
        self.library_changed();
        done
    }

    /// Deletes a portfolio and offers to bring it back; where it was open, the next one is opened.
    pub async fn delete_portfolio(self, id: PortfolioId, name: &str) -> bool {
        let Some(keeper) = self.keeper() else {
            return false;
        };
        if keeper.delete(id).await.is_err() {
            return false;
        }
        if self.opened().get_untracked() == Some(id) {
            self.open_any().await;
        }
        self.library_changed();
        let text = Data::DeletedOne.fill(self.lang().get_untracked(), &[name]);
        self.notify_with(NoticeKind::Info, text, Some(WayBack::Portfolio(id)));
        true
    }

    /// Brings a deleted portfolio back.
    pub fn bring_back(self, id: PortfolioId) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move {
            if keeper.restore(id).await.is_err() {
                let text = Data::LibraryFailed.text(self.lang().get_untracked());
                self.notify(NoticeKind::Problem, text.to_owned());
            } else if self.opened().with_untracked(Option::is_none) && !self.starts_shut() {
                self.open(id);
            }
            self.library_changed();
        });
    }

    /// Writes what this tab shows into the browser again, after the data of the site was cleared.
    pub fn store_again(self) {
        let (Some(keeper), Some(id)) = (self.keeper(), self.opened().get_untracked()) else {
            return;
        };
        let name = self.portfolio().get_untracked().map(|p| p.name.to_string());
        spawn_local(async move {
            // Its line in the library can be named only once it is there.
            keeper.rewrite().await;
            let _ = keeper.show_name(id, &name.unwrap_or_default()).await;
            self.prefs().update(|p| p.last_portfolio = id.to_string());
            self.library_changed();
        });
    }

    /// Shows a file that a newer version wrote: everything can be looked at, nothing edited.
    pub fn look_at(self, name: String, bytes: Arc<Vec<u8>>, read: native::Read) {
        spawn_local(async move {
            if let Some(keeper) = self.keeper() {
                keeper.leave().await;
            }
            // An identity of its own, which no stored portfolio has.
            let id = PortfolioId(RawId(self.fresh_id().0));
            self.show(Some(id), read.workspace, true);
            let app = read.report.app;
            self.watch.file.set(Some(LookedAt { name, app, bytes }));
            self.save_state().set(Some(SaveReport {
                state: SaveState::ReadOnlyNewer {
                    version: u64::from(read.report.version),
                },
                secured_ms: None,
                reduced: false,
                quarantined: 0,
            }));
            self.go(&Route::to(Page::Cockpit));
        });
    }

    /// The file that is looked at.
    #[must_use]
    pub fn looked_at(self) -> RwSignal<Option<LookedAt>> {
        self.watch.file
    }

    pub(super) fn forget_file(self) {
        self.watch.file.set(None);
    }

    /// Goes back from a file that was looked at to the portfolio that was open before.
    pub fn stop_looking(self) {
        spawn_local(async move { self.open_any().await });
    }

    /// Offers the very bytes of the file that is looked at. Returns whether there is one.
    pub(super) fn save_looked_at(self) -> bool {
        let Some(file) = self.watch.file.get_untracked() else {
            return false;
        };
        let text = String::from_utf8_lossy(&file.bytes);
        dom::download(&file.name, "application/json", &text);
        true
    }

    /// Applies a patch as one undoable step and says so.
    pub fn take_over(self, patch: Patch) {
        let lang = self.lang().get_untracked();
        let said = deed_label(&patch.label, lang);
        if !self.read_only().get_untracked() {
            self.notify(NoticeKind::Done, said);
        }
        self.commit(patch, None);
    }
}
