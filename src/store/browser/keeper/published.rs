//! The published file that a portfolio was opened from: the base of a merge when a newer one is published.

use super::{Keeper, Place};
use crate::store::browser::db::{Mode, Tx};
use crate::store::browser::{KeeperError, pack};
use crate::store::{PortfolioId, seal, unseal};

/// Among the backups of the portfolio, so that it goes with them; no backup is called so.
fn base_key(id: PortfolioId) -> String {
    format!("{id}/base")
}

impl Keeper {
    /// Keeps the text of the published file that this portfolio has taken over.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails; the one before is kept then.
    pub async fn keep_base(&self, id: PortfolioId, text: &str) -> Result<(), KeeperError> {
        if self.inner.place.get() != Place::Database {
            return Ok(());
        }
        let packed = pack::pack(&seal(text)).await;
        let body = async |tx: &Tx| -> Result<(), KeeperError> {
            tx.put_raw("hist", &base_key(id), &packed).await?;
            Ok(())
        };
        self.inner.db.run(&["hist"], Mode::Strict, body).await
    }

    /// Returns the text that was kept; `None` when there is none, or when it is damaged.
    pub async fn base(&self, id: PortfolioId) -> Option<String> {
        if self.inner.place.get() != Place::Database {
            return None;
        }
        let body = async |tx: &Tx| -> Result<_, KeeperError> {
            Ok(tx.get_raw("hist", &base_key(id)).await?)
        };
        let packed = self.inner.db.run(&["hist"], Mode::Read, body).await;
        let sealed = pack::unpack(packed.ok().flatten()?).await?;
        unseal(&sealed).map(str::to_owned)
    }
}
