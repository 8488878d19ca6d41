//! Snapshots, what is stored, and the ways out.

use super::{Keeper, Place};
use crate::edit::Patch;
use crate::model::Workspace;
use crate::store::PortfolioId;
use crate::store::browser::shelf::{self, SnapshotInfo, Usage};
use crate::store::browser::{KeeperError, web};
use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

impl Keeper {
    /// Asks the browser not to clear the data by itself; call after the first real edit.
    ///
    /// Some browsers ask the person, so the answer may take as long as a person does. `None` where there
    /// is nothing to ask.
    pub async fn ask_persistence(&self) -> Option<bool> {
        let window = web_sys::window().filter(has_storage_manager)?;
        let asked = window.navigator().storage().persist().ok()?;
        JsFuture::from(asked).await.ok()?.as_bool()
    }

    fn open_id(&self) -> Result<PortfolioId, KeeperError> {
        let tab = self.inner.tab.borrow();
        tab.as_ref().map(|tab| tab.id()).ok_or(KeeperError::Missing)
    }

    /// Returns the snapshots of the open portfolio, or of this one, newest first.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn snapshots(
        &self,
        of: Option<PortfolioId>,
    ) -> Result<Vec<SnapshotInfo>, KeeperError> {
        if self.inner.place.get() != Place::Database {
            return Ok(Vec::new());
        }
        let id = of.map_or_else(|| self.open_id(), Ok)?;
        shelf::snapshots(&self.inner.db, id).await
    }

    /// Returns the edits that are still stored one by one, newest first: when each was made, and what it
    /// did. Older ones are part of the checkpoints and of the backups.
    pub async fn edits(&self) -> Vec<(i64, Patch)> {
        let tab = self.inner.tab.borrow().clone();
        let (Some(tab), Place::Database) = (tab, self.inner.place.get()) else {
            return Vec::new();
        };
        tab.settled().await;
        shelf::edits(&self.inner.db, tab.id()).await
    }

    /// Takes a snapshot of the open portfolio now; before an import, a restore or a bulk delete.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn take_snapshot(&self) -> Result<(), KeeperError> {
        let Some(tab) = self.inner.tab.borrow().clone() else {
            return Err(KeeperError::Missing);
        };
        if self.inner.place.get() != Place::Database {
            return Err(KeeperError::Broken);
        }
        tab.settled().await;
        tab.checkpoint().await;
        shelf::keep(&self.inner.db, tab.id(), &tab.workspace(), true).await
    }

    /// Takes a snapshot of this workspace in the background, before it is replaced by much.
    ///
    /// That it fails is no reason to hold anything up: undo and the file of the person are there.
    pub fn keep_before(&self, workspace: Workspace) {
        let (Some(tab), Place::Database) =
            (self.inner.tab.borrow().clone(), self.inner.place.get())
        else {
            return;
        };
        let db = std::rc::Rc::clone(&self.inner.db);
        wasm_bindgen_futures::spawn_local(async move {
            let _ = shelf::keep(&db, tab.id(), &workspace, true).await;
        });
    }

    /// Reads one snapshot of the open portfolio, or of this one. Going back to it is an edit like any other (a patch of the difference).
    ///
    /// # Errors
    /// [`KeeperError`] when there is none or it is damaged.
    pub async fn snapshot(
        &self,
        of: Option<PortfolioId>,
        at_ms: i64,
    ) -> Result<Workspace, KeeperError> {
        let id = of.map_or_else(|| self.open_id(), Ok)?;
        shelf::snapshot(&self.inner.db, id, at_ms).await
    }

    /// Returns what is stored.
    pub async fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        let all = self.library().await.unwrap_or_default();
        usage.portfolios = all.iter().map(|info| info.bytes).sum();
        let snapshots = self.snapshots(None).await.unwrap_or_default();
        usage.snapshots = snapshots.iter().map(|one| one.bytes).sum();
        let Some(window) = web_sys::window().filter(has_storage_manager) else {
            return usage;
        };
        let manager = window.navigator().storage();
        if let Ok(promise) = manager.estimate()
            && let Ok(estimate) = JsFuture::from(promise).await
        {
            let number = |key: &str| {
                let value = Reflect::get(&estimate, &key.into()).ok()?.as_f64()?;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                Some(value.max(0.0) as u64)
            };
            usage.used = number("usage");
            usage.quota = number("quota");
        }
        if let Ok(promise) = manager.persisted()
            && let Ok(answer) = JsFuture::from(promise).await
        {
            usage.persistent = answer.as_bool();
        }
        usage
    }

    /// Erases every portfolio of this instance in this browser, with the journal. The page must be
    /// reloaded then.
    ///
    /// # Errors
    /// [`KeeperError`] when the database refuses.
    pub async fn reset(&self) -> Result<(), KeeperError> {
        if let Some(tab) = self.inner.tab.borrow_mut().take() {
            tab.close();
        }
        self.inner.db.delete().await?;
        self.erase_journal(&self.inner.prefix);
        Ok(())
    }

    pub(super) fn erase_journal(&self, prefix: &str) {
        if let Some(storage) = &self.inner.storage {
            for (rest, _) in web::entries(storage, prefix) {
                let _ = storage.remove_item(&format!("{prefix}{rest}"));
            }
        }
    }
}

fn has_storage_manager(window: &web_sys::Window) -> bool {
    let manager = Reflect::get(&window.navigator(), &"storage".into());
    manager.is_ok_and(|manager| manager.is_object())
}
