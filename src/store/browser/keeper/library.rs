//! The library: adding, naming, copying and deleting portfolios.

use super::{Keeper, Place};
use crate::edit::apply;
use crate::model::{RawId, Workspace};
use crate::store::browser::shelf;
use crate::store::browser::{KeeperError, web};
use crate::store::{Event, Origin, PortfolioId, PortfolioInfo, SaveState, naming};
use std::rc::Rc;

/// How long a database that has opened may take to list the portfolios, in milliseconds.
const LIST_MS: u32 = 10_000;

impl Keeper {
    /// Returns every portfolio, the newest edit first, deleted ones included.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn library(&self) -> Result<Vec<PortfolioInfo>, KeeperError> {
        match self.inner.place.get() {
            Place::Database => {
                let db = Rc::clone(&self.inner.db);
                let list = web::within(LIST_MS, async move { shelf::list(&db).await });
                list.await.unwrap_or(Err(KeeperError::Broken))
            }
            Place::Newer => Err(KeeperError::Newer),
            Place::Memory(_) => {
                let memory = self.inner.memory.borrow();
                Ok(memory.iter().map(|(info, _)| info.clone()).collect())
            }
        }
    }

    /// Adds a portfolio, blank or with this content; it is not opened.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails; nothing is added then.
    pub async fn create(
        &self,
        name: &str,
        origin: Origin,
        content: Option<Workspace>,
    ) -> Result<PortfolioId, KeeperError> {
        let mut content = content.unwrap_or_default();
        if let Some(patch) = naming(&content, name) {
            apply(&mut content, &patch);
        }
        match self.inner.place.get() {
            Place::Newer => Err(KeeperError::Newer),
            Place::Database => {
                let id = shelf::add(&self.inner.db, name, origin, content).await?;
                self.announce_library();
                Ok(id)
            }
            Place::Memory(_) => {
                let id = PortfolioId(RawId(web::random()));
                let info = PortfolioInfo {
                    id,
                    name: name.to_owned(),
                    origin,
                    created_ms: web::now_ms(),
                    last_edit_ms: web::now_ms(),
                    edits: 0,
                    bytes: 0,
                    deleted: false,
                };
                self.inner.memory.borrow_mut().push((info, content));
                Ok(id)
            }
        }
    }

    /// Gives a portfolio that is not open another name: an edit of its settings, like any other.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn rename(&self, id: PortfolioId, name: &str) -> Result<(), KeeperError> {
        if let Place::Memory(_) = self.inner.place.get() {
            let mut memory = self.inner.memory.borrow_mut();
            let found = memory.iter_mut().find(|(info, _)| info.id == id);
            let (_, workspace) = found.ok_or(KeeperError::Missing)?;
            if let Some(patch) = naming(workspace, name) {
                apply(workspace, &patch);
            }
        } else {
            let tab = self.tab(id, false);
            let opened = tab.begin().await;
            if let Some(patch) = naming(&opened.workspace, name) {
                tab.feed(Event::Edit(patch, web::now_ms()));
            }
            let report = tab.settled().await;
            tab.close();
            if !matches!(report.state, SaveState::Saved | SaveState::Secured { .. }) {
                return Err(KeeperError::Broken);
            }
        }
        self.show_name(id, name).await
    }

    /// Shows a portfolio under the name that its settings have by now.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn show_name(&self, id: PortfolioId, name: &str) -> Result<(), KeeperError> {
        let name = name.to_owned();
        self.change(
            id,
            |info| info.name.clone_from(&name),
            |entry| entry.name.clone_from(&name),
        )
        .await
    }

    /// Copies a portfolio as a sandbox.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails or the portfolio cannot be read.
    pub async fn copy(&self, id: PortfolioId, name: &str) -> Result<PortfolioId, KeeperError> {
        let open = self.inner.tab.borrow().clone().filter(|tab| tab.id() == id);
        let content = match (open, self.inner.place.get()) {
            (Some(tab), _) => tab.workspace(),
            (None, Place::Memory(_)) => self.recall(id)?,
            (None, _) => {
                let copy = self.tab(id, false);
                let opened = copy.begin().await;
                copy.settled().await;
                match opened.state {
                    SaveState::LoadFailed { .. } => return Err(KeeperError::Damaged),
                    _ => copy.workspace(),
                }
            }
        };
        self.create(name, Origin::Copy, Some(content)).await
    }

    /// Deletes a portfolio; it can be restored until it is purged, a month later.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn delete(&self, id: PortfolioId) -> Result<(), KeeperError> {
        let now_ms = web::now_ms();
        self.change(
            id,
            |info| info.deleted = true,
            |entry| entry.deleted_ms = Some(now_ms),
        )
        .await
    }

    /// Takes a deletion back.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails or it was purged.
    pub async fn restore(&self, id: PortfolioId) -> Result<(), KeeperError> {
        self.change(
            id,
            |info| info.deleted = false,
            |entry| entry.deleted_ms = None,
        )
        .await
    }

    async fn change(
        &self,
        id: PortfolioId,
        in_memory: impl FnOnce(&mut PortfolioInfo),
        stored: impl FnOnce(&mut crate::store::Entry),
    ) -> Result<(), KeeperError> {
        if let Place::Memory(_) = self.inner.place.get() {
            let mut memory = self.inner.memory.borrow_mut();
            let found = memory.iter_mut().find(|(info, _)| info.id == id);
            in_memory(&mut found.ok_or(KeeperError::Missing)?.0);
            return Ok(());
        }
        if shelf::change(&self.inner.db, id, stored).await? {
            self.announce_library();
        }
        Ok(())
    }

    /// Removes a deleted portfolio for good.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn purge(&self, id: PortfolioId) -> Result<(), KeeperError> {
        if let Place::Memory(_) = self.inner.place.get() {
            self.inner
                .memory
                .borrow_mut()
                .retain(|(info, _)| info.id != id);
            return Ok(());
        }
        shelf::purge(&self.inner.db, id).await?;
        self.erase_journal(&format!("{}{id}/", self.inner.prefix));
        self.announce_library();
        Ok(())
    }

    pub(super) fn recall(&self, id: PortfolioId) -> Result<Workspace, KeeperError> {
        let memory = self.inner.memory.borrow();
        let found = memory.iter().find(|(info, _)| info.id == id);
        found
            .map(|(_, workspace)| workspace.clone())
            .ok_or(KeeperError::Missing)
    }
}
