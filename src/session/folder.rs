//! Copies in a folder outside the browser: written a while after the edits, and by hand.

use super::keeping::file_name;
use super::{Mirror, Miss, Session, pause_ms};
use crate::exchange::native;
use crate::store::PortfolioId;
use crate::store::browser::{Folder, FolderError};
use crate::ui::dom;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;

/// The signals of this file.
#[derive(Clone, Copy)]
pub(super) struct Mirroring {
    state: RwSignal<Mirror>,
    folder: StoredValue<Option<Folder>, LocalStorage>,
    /// A copy will be written, or is being written.
    due: StoredValue<bool>,
    /// How long the last one took, in milliseconds.
    took_ms: StoredValue<i64>,
}

impl Default for Mirroring {
    fn default() -> Self {
        Self {
            state: RwSignal::new(Mirror::Off),
            folder: StoredValue::new_local(None),
            due: StoredValue::new(false),
            took_ms: StoredValue::new(0),
        }
    }
}

impl From<FolderError> for Miss {
    fn from(error: FolderError) -> Self {
        match error {
            FolderError::Refused => Self::Refused,
            FolderError::Gone => Self::Gone,
            FolderError::Full => Self::Full,
            FolderError::Different | FolderError::Broken => Self::Broken,
        }
    }
}

impl Session {
    /// Returns whether this browser can write copies to a folder at all.
    #[must_use]
    pub fn can_write_folders() -> bool {
        Folder::is_possible()
    }

    /// How the folder stands that copies of the open portfolio are written to.
    #[must_use]
    pub fn mirror(self) -> RwSignal<Mirror> {
        self.watch.mirroring.state
    }

    /// Follows the open portfolio and its edits. Call it once, when the keeper is there.
    pub(super) fn watch_folder(self) {
        let Mirroring { state, folder, .. } = self.watch.mirroring;
        Effect::new(move || {
            let opened = self.opened().get();
            folder.set_value(None);
            state.set(Mirror::Off);
            let (Some(id), Some(keeper), false) =
                (opened, self.keeper(), self.read_only().get_untracked())
            else {
                return;
            };
            spawn_local(async move {
                let Some(found) = keeper.folder(id).await else {
                    return;
                };
                let is_allowed = found.is_allowed(false).await;
                if self.opened().get_untracked() == Some(id) {
                    self.use_folder(found, is_allowed);
                }
            });
        });
        // Edits that are in no copy yet. (A failed one has its own time.)
        Effect::new(move || {
            let missing = self.copies().with(|copies| copies.missing() > 0);
            if missing && state.with(|mirror| matches!(mirror, Mirror::On { .. })) {
                self.write_copy_later(false);
            }
        });
    }

    fn use_folder(self, found: Folder, is_allowed: bool) {
        let name = found.name();
        self.watch.mirroring.folder.set_value(Some(found));
        self.mirror().set(match is_allowed {
            true => Mirror::On {
                folder: name,
                file: None,
            },
            false => Mirror::Paused { folder: name },
        });
    }

    /// Lets the person choose the folder, and writes the first copy. Call it from a click.
    pub fn choose_folder(self) {
        let (Some(id), Some(keeper)) = (self.opened().get_untracked(), self.keeper()) else {
            return;
        };
        spawn_local(async move {
            let Some(chosen) = Folder::choose().await else {
                return;
            };
            let is_allowed = chosen.is_allowed(true).await;
            // Where it cannot be remembered it is good for this page load.
            let _ = keeper.keep_folder(id, Some(&chosen)).await;
            self.use_folder(chosen, is_allowed);
            self.write_copy().await;
        });
    }

    /// Asks the browser to let copies be written again, and writes one. Call it from a click.
    pub fn allow_folder(self) {
        spawn_local(async move {
            let folder = self.watch.mirroring.folder.get_value();
            if let Some(folder) = folder {
                let is_allowed = folder.is_allowed(true).await;
                self.use_folder(folder, is_allowed);
                self.write_copy().await;
            }
        });
    }

    /// Writes no more copies; those that are there stay.
    pub fn leave_folder(self) {
        self.watch.mirroring.folder.set_value(None);
        self.mirror().set(Mirror::Off);
        if let (Some(id), Some(keeper)) = (self.opened().get_untracked(), self.keeper()) {
            spawn_local(async move {
                let _ = keeper.keep_folder(id, None).await;
            });
        }
    }

    fn write_copy_later(self, failed: bool) {
        let Mirroring { due, took_ms, .. } = self.watch.mirroring;
        if due.get_value() {
            return;
        }
        due.set_value(true);
        let pause = u64::try_from(pause_ms(took_ms.get_value(), failed)).unwrap_or(0);
        set_timeout(
            move || {
                spawn_local(async move {
                    self.write_copy().await;
                });
            },
            Duration::from_millis(pause),
        );
    }

    /// Writes a copy now and says how it stands.
    pub async fn write_copy(self) {
        let Mirroring {
            state,
            folder,
            due,
            took_ms,
        } = self.watch.mirroring;
        let (Some(place), Some(keeper), Some(id)) = (
            folder.get_value(),
            self.keeper(),
            self.opened().get_untracked(),
        ) else {
            due.set_value(false);
            return;
        };
        if matches!(state.get_untracked(), Mirror::Paused { .. } | Mirror::Off) {
            due.set_value(false);
            return;
        }
        due.set_value(true);
        let began_ms = dom::now_ms();
        let edits = self.copies().with_untracked(|copies| copies.edits);
        let (names, content) = self.workspace().with_untracked(|w| {
            let names = ["1", "2"].map(|turn| file_name(w, &format!("{id}-{turn}")));
            (names, native::write(w))
        });
        let outcome = keeper.write_copy(&place, &names, &content).await;
        took_ms.set_value(dom::now_ms().saturating_sub(began_ms));
        due.set_value(false);
        self.take_outcome(id, &place, edits, outcome);
    }

    /// Shows what came of a copy; `None` is another tab's turn.
    fn take_outcome(
        self,
        id: PortfolioId,
        place: &Folder,
        edits: u64,
        outcome: Option<Result<&str, FolderError>>,
    ) {
        if self.opened().get_untracked() != Some(id) {
            return;
        }
        let folder = place.name();
        let failed = match outcome {
            Some(Ok(file)) => {
                self.mirror().set(Mirror::On {
                    folder,
                    file: Some(file.to_owned()),
                });
                self.copied(edits);
                return;
            }
            Some(Err(error)) => {
                let why = error.into();
                self.mirror().set(Mirror::Failed { folder, why });
                true
            }
            None => false,
        };
        self.write_copy_later(failed);
    }
}
