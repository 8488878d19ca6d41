//! The library and the snapshots of the rotation, as they lie in the database.

use super::db::{Db, Mode, Tx};
use super::tab::write_fold;
use super::{KeeperError, pack, web};
use crate::edit::Patch;
use crate::model::{InOrder, Loading, Workspace};
use crate::store::transaction::create;
use crate::store::{
    Codec, Entry, Head, Operation, Origin, PortfolioId, PortfolioInfo, Snapshot, crc32, rotation,
    rows, seal, unseal,
};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// One snapshot of the rotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SnapshotInfo {
    /// When it was taken, in UTC milliseconds; also its identity.
    pub at_ms: i64,
    /// Its size in the database, in bytes.
    pub bytes: u64,
}

/// When a portfolio was edited last, in UTC milliseconds, and how often.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edits {
    last_ms: i64,
    count: u64,
}

impl Edits {
    /// Reads the stored text.
    pub fn of(text: Option<&str>) -> Self {
        let mut words = text.unwrap_or_default().split(' ');
        let last_ms = words.next().and_then(|word| word.parse().ok());
        let count = words.next().and_then(|word| word.parse().ok());
        Self {
            last_ms: last_ms.unwrap_or(0),
            count: count.unwrap_or(0),
        }
    }

    /// Counts some more.
    pub fn after(self, last_ms: i64, more: usize) -> Self {
        let more = u64::try_from(more).unwrap_or(0);
        Self {
            last_ms: self.last_ms.max(last_ms),
            count: self.count.saturating_add(more),
        }
    }

    /// Returns the stored text.
    pub fn to_text(self) -> String {
        format!("{} {}", self.last_ms, self.count)
    }
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

/// The key of a library line.
pub fn entry_key(id: PortfolioId) -> String {
    format!("p/{id}")
}

/// The key of the time of the last edit and the number of edits.
pub fn edited_key(id: PortfolioId) -> String {
    format!("e/{id}")
}

/// The key of the size of the newest snapshot.
pub fn size_key(id: PortfolioId) -> String {
    format!("b/{id}")
}

/// The key of the folder that copies are written to.
pub fn folder_key(id: PortfolioId) -> String {
    format!("d/{id}")
}

/// The library line of a portfolio whose line was lost.
pub fn nameless() -> String {
    Entry::from_text("").to_text()
}

/// Returns every portfolio, the newest edit first.
pub async fn list(db: &Rc<Db>) -> Result<Vec<PortfolioInfo>, KeeperError> {
    let body = async |tx: &Tx| -> Result<_, KeeperError> { Ok(tx.all("meta", "").await?) };
    let meta = crate::model::SmallMap::from_iter(db.run(&["meta"], Mode::Read, body).await?);
    let number = |key: &str| meta.get(key).and_then(|text| text.parse::<i64>().ok());
    let line = |(key, text): (&String, &String)| {
        let id = PortfolioId::parse(key.strip_prefix("p/")?)?;
        let entry = Entry::from_text(text);
        let edits = Edits::of(meta.get(&edited_key(id)).map(String::as_str));
        Some(PortfolioInfo {
            id,
            name: entry.name,
            origin: entry.origin,
            created_ms: entry.created_ms,
            last_edit_ms: edits.last_ms.max(entry.created_ms),
            edits: edits.count,
            bytes: number(&size_key(id))
                .and_then(|n| u64::try_from(n).ok())
                .unwrap_or(0),
            deleted: entry.deleted_ms.is_some(),
        })
    };
    let mut found: Vec<PortfolioInfo> = meta.iter().filter_map(line).collect();
    found.order_by_key(|info| std::cmp::Reverse(info.last_edit_ms));
    Ok(found)
}

/// Returns the portfolios that were deleted before that moment, in UTC milliseconds.
pub async fn deleted_before(db: &Rc<Db>, at_ms: i64) -> Vec<PortfolioId> {
    let body = async |tx: &Tx| -> Result<_, KeeperError> { Ok(tx.all("meta", "p/").await?) };
    let all = db.run(&["meta"], Mode::Read, body).await;
    let old = |(key, text): (String, String)| {
        let deleted_ms = Entry::from_text(&text).deleted_ms?;
        (deleted_ms < at_ms).then(|| PortfolioId::parse(&key))?
    };
    let all = all.unwrap_or_default();
    all.into_iter().filter_map(old).collect()
}

/// Adds a portfolio with its first snapshot, in one strict transaction.
pub async fn add(
    db: &Rc<Db>,
    name: &str,
    origin: Origin,
    workspace: Workspace,
) -> Result<PortfolioId, KeeperError> {
    let id = PortfolioId(crate::model::RawId(web::random()));
    let now_ms = web::now_ms();
    let entry = Entry {
        name: name.to_owned(),
        origin,
        created_ms: now_ms,
        deleted_ms: None,
        extra: Default::default(),
    };
    let head = Head {
        generation: 1,
        at_ms: now_ms,
        ..Head::default()
    };
    let fold = create(&Snapshot { head, workspace }, &Codec::default());
    let body = async |tx: &Tx| -> Result<(), KeeperError> {
        write_fold(tx, id, &fold).await?;
        tx.put("meta", &entry_key(id), &entry.to_text()).await?;
        Ok(())
    };
    let stores = &["head", "snap", "ops", "quar", "meta"];
    db.run(stores, Mode::Strict, body).await?;
    Ok(id)
}

/// Changes a library line. Returns whether it is another now.
pub async fn change(
    db: &Rc<Db>,
    id: PortfolioId,
    edit: impl FnOnce(&mut Entry),
) -> Result<bool, KeeperError> {
    let body = async |tx: &Tx| -> Result<bool, KeeperError> {
        let text = tx.get("meta", &entry_key(id)).await?;
        let mut entry = Entry::from_text(&text.ok_or(KeeperError::Missing)?);
        let before = entry.clone();
        edit(&mut entry);
        let changed = entry != before;
        if changed {
            tx.put("meta", &entry_key(id), &entry.to_text()).await?;
        }
        Ok(changed)
    };
    db.run(&["meta"], Mode::Write, body).await
}

/// Removes a portfolio for good, with everything of it.
pub async fn purge(db: &Rc<Db>, id: PortfolioId) -> Result<(), KeeperError> {
    let body = async |tx: &Tx| -> Result<(), KeeperError> {
        tx.delete("head", &id.to_string())?;
        for store in ["ops", "snap", "hist", "quar"] {
            tx.delete_all(store, &format!("{id}/"))?;
        }
        for key in [entry_key(id), edited_key(id), size_key(id), folder_key(id)] {
            tx.delete("meta", &key)?;
        }
        tx.delete_all("meta", &format!("h/{id}/"))?;
        Ok(())
    };
    let stores = &["head", "snap", "ops", "hist", "quar", "meta"];
    db.run(stores, Mode::Write, body).await
}

/// Returns the snapshots of a portfolio, newest first.
pub async fn snapshots(db: &Rc<Db>, id: PortfolioId) -> Result<Vec<SnapshotInfo>, KeeperError> {
    let body = async |tx: &Tx| -> Result<_, KeeperError> { Ok(history(tx, id).await?) };
    let all = db.run(&["meta"], Mode::Read, body).await?;
    let info = |(at_ms, bytes, _)| SnapshotInfo { at_ms, bytes };
    Ok(all.into_iter().map(info).collect())
}

/// The edits that are stored one by one, newest first; what cannot be read is left out.
pub async fn edits(db: &Rc<Db>, id: PortfolioId) -> Vec<(i64, Patch)> {
    let body =
        async |tx: &Tx| -> Result<_, KeeperError> { Ok(tx.all("ops", &format!("{id}/")).await?) };
    let stored = db.run(&["ops"], Mode::Read, body).await;
    let texts = stored.unwrap_or_default().into_iter();
    let mut all: Vec<Operation> = texts
        .filter_map(|(_, text)| Operation::from_text(&text).ok())
        .collect();
    all.order_by_key(|operation| std::cmp::Reverse(operation.order()));
    let told = |operation: Operation| (operation.wall_ms, Rc::unwrap_or_clone(operation.patch));
    all.into_iter().map(told).collect()
}

/// When each snapshot was taken, its size and the checksum of its records, newest first.
async fn history(tx: &Tx, id: PortfolioId) -> Result<Vec<(i64, u64, u32)>, crate::store::Trouble> {
    let all = tx.all("meta", &format!("h/{id}/")).await?;
    let one = |(key, text): (String, String)| {
        let (bytes, crc) = text.split_once(' ')?;
        Some((key.parse().ok()?, bytes.parse().ok()?, crc.parse().ok()?))
    };
    let mut all: Vec<(i64, u64, u32)> = all.into_iter().filter_map(one).collect();
    all.order_by_key(|(at, ..)| std::cmp::Reverse(*at));
    Ok(all)
}

/// Puts a workspace into the rotation if a snapshot is due or `now` asks for it; one that is the same as the
/// newest is not kept twice.
pub async fn keep(
    db: &Rc<Db>,
    id: PortfolioId,
    workspace: &Workspace,
    now: bool,
) -> Result<(), KeeperError> {
    let body = async |tx: &Tx| -> Result<_, KeeperError> { Ok(history(tx, id).await?) };
    let known = db.run(&["meta"], Mode::Read, body).await?;
    let (newest, now_ms) = (known.first().map(|one| one.0), web::now_ms());
    if !now && !rotation::is_due(newest, now_ms) {
        return Ok(());
    }
    let rows = rows::write(workspace);
    let crc = crc32(rows.as_bytes());
    if known.first().is_some_and(|newest| newest.2 == crc) {
        return Ok(());
    }
    let packed = pack::pack(&seal(&rows)).await;
    let size = pack::size(&packed);
    let body = async |tx: &Tx| -> Result<(), KeeperError> {
        let mut all: Vec<(i64, u64)> = history(tx, id).await?.iter().map(|h| (h.0, h.1)).collect();
        tx.put_raw("hist", &format!("{id}/{now_ms}"), &packed)
            .await?;
        tx.put(
            "meta",
            &format!("h/{id}/{now_ms}"),
            &format!("{size} {crc}"),
        )
        .await?;
        all.push((now_ms, size));
        all.order_by_key(|(at, _)| std::cmp::Reverse(*at));
        drop_history(tx, id, &rotation::surplus(&all))?;
        Ok(())
    };
    db.run(&["hist", "meta"], Mode::Write, body).await
}

fn drop_history(tx: &Tx, id: PortfolioId, gone: &[i64]) -> Result<(), crate::store::Trouble> {
    for at in gone {
        tx.delete("hist", &format!("{id}/{at}"))?;
        tx.delete("meta", &format!("h/{id}/{at}"))?;
    }
    Ok(())
}

/// Makes room: removes all but the newest three snapshots. Returns whether anything went.
pub async fn free_history(db: &Rc<Db>, id: PortfolioId) -> bool {
    let body = async |tx: &Tx| -> Result<bool, KeeperError> {
        let all = history(tx, id).await?;
        let gone: Vec<i64> = all.iter().skip(3).map(|one| one.0).collect();
        drop_history(tx, id, &gone)?;
        Ok(!gone.is_empty())
    };
    let outcome = db.run(&["hist", "meta"], Mode::Write, body).await;
    outcome.unwrap_or(false)
}

/// Reads one snapshot of the rotation.
pub async fn snapshot(db: &Rc<Db>, id: PortfolioId, at_ms: i64) -> Result<Workspace, KeeperError> {
    let body = async |tx: &Tx| -> Result<Option<JsValue>, KeeperError> {
        Ok(tx.get_raw("hist", &format!("{id}/{at_ms}")).await?)
    };
    let packed = db.run(&["hist"], Mode::Read, body).await?;
    let text = pack::unpack(packed.ok_or(KeeperError::Missing)?).await;
    let text = text.ok_or(KeeperError::Damaged)?;
    let mut loading = Loading::default();
    let whole = unseal(&text).and_then(|text| rows::read(text, &mut loading));
    whole.ok_or(KeeperError::Damaged)?;
    Ok(loading.done())
}
