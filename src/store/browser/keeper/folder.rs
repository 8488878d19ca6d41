//! The folder that copies of a portfolio are written to: remembered with the portfolio.

use super::{Keeper, Place};
use crate::store::PortfolioId;
use crate::store::browser::db::{Mode, Tx};
use crate::store::browser::folder::{Folder, FolderError};
use crate::store::browser::{KeeperError, shelf, web};

impl Keeper {
    /// Returns the folder of a portfolio, if it has one.
    pub async fn folder(&self, id: PortfolioId) -> Option<Folder> {
        if self.inner.place.get() != Place::Database {
            return None;
        }
        let key = shelf::folder_key(id);
        let body =
            async |tx: &Tx| -> Result<_, KeeperError> { Ok(tx.get_raw("meta", &key).await?) };
        let handle = self.inner.db.run(&["meta"], Mode::Read, body).await;
        Folder::stored(handle.ok()??)
    }

    /// Remembers the folder of a portfolio, or forgets it.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails; the folder is good until the page is left.
    pub async fn keep_folder(
        &self,
        id: PortfolioId,
        folder: Option<&Folder>,
    ) -> Result<(), KeeperError> {
        if self.inner.place.get() != Place::Database {
            return Ok(());
        }
        let key = shelf::folder_key(id);
        let body = async |tx: &Tx| -> Result<(), KeeperError> {
            match folder {
                Some(folder) => tx.put_raw("meta", &key, folder.handle()).await?,
                None => tx.delete("meta", &key)?,
            }
            Ok(())
        };
        self.inner.db.run(&["meta"], Mode::Write, body).await
    }

    /// Writes a copy in a folder (see [`Folder::write`]); `None` while another tab is at it.
    pub async fn write_copy<'n>(
        &self,
        folder: &Folder,
        names: &'n [String],
        content: &str,
    ) -> Option<Result<&'n str, FolderError>> {
        let lock = format!("{}folder", self.inner.prefix);
        web::with_lock(&lock, folder.write(names, content)).await
    }
}
