//! The open portfolio of this tab: performs what the store asks for, and tells it what came of it.

use super::db::{Db, Mode, Tx};
use super::shelf;
use super::web::{self, Bell};
use crate::edit::Patch;
use crate::model::Workspace;
use crate::store::transaction::{Append, Failure, Fold, Stored, append, fold, needed};
use crate::store::{
    Answer, Codec, Effect, Event, Head, Operation, PortfolioId, SaveReport, SaveState, Store,
    Trouble, is_cut, slot_of,
};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

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

/// What the tab tells the session.
pub enum Told {
    /// The state changed.
    State(SaveReport),
    /// The workspace changed, by these patches of other tabs.
    Remote(Box<Workspace>, Vec<Patch>),
}

/// How long a transaction may take before it counts as failed.
const PATIENCE_MS: f64 = 10_000.0;

/// The open portfolio of this tab.
pub struct Tab {
    id: PortfolioId,
    db: Rc<Db>,
    storage: Option<web_sys::Storage>,
    /// The beginning of its keys in the journal.
    prefix: String,
    store: RefCell<Store>,
    tell: Box<dyn Fn(Told)>,
    announce: Box<dyn Fn()>,
    /// The transaction under way: its number, and when it began by the clock that nobody sets.
    busy: Cell<Option<(u64, f64)>>,
    serial: Cell<u64>,
    bell: Bell,
    closed: Cell<bool>,
}

impl Tab {
    /// Takes over a store; [`Tab::begin`] reads it.
    pub fn new(
        id: PortfolioId,
        db: Rc<Db>,
        storage: Option<web_sys::Storage>,
        prefix: String,
        store: Store,
        tell: Box<dyn Fn(Told)>,
        announce: Box<dyn Fn()>,
    ) -> Rc<Self> {
        Rc::new(Self {
            id,
            db,
            storage,
            prefix,
            store: RefCell::new(store),
            tell,
            announce,
            busy: Cell::new(None),
            serial: Cell::new(0),
            bell: Bell::default(),
            closed: Cell::new(false),
        })
    }

    /// Returns which portfolio it is.
    pub fn id(&self) -> PortfolioId {
        self.id
    }

    /// Returns the state to show.
    pub fn report(&self) -> SaveReport {
        self.store.borrow().report()
    }

    /// Returns the workspace of this tab.
    pub fn workspace(&self) -> Workspace {
        self.store.borrow().workspace().clone()
    }

    /// Reads the journal and then the database, and answers when that came to an end.
    pub async fn begin(self: &Rc<Self>) -> Opened {
        let journal = match &self.storage {
            Some(storage) => web::entries(storage, &self.prefix),
            None => Vec::new(),
        };
        self.feed(Event::Begin(journal));
        let loading = || self.report().state == SaveState::Loading;
        self.bell.until(|| !loading()).await;
        let state = self.report().state;
        Opened {
            id: self.id,
            workspace: self.workspace(),
            state,
            read_only: !state.editable(),
        }
    }

    /// Waits until everything is in the database or could not get there.
    pub async fn settled(self: &Rc<Self>) -> SaveReport {
        let over = || {
            let trouble = matches!(self.report().state, SaveState::NotSaved { .. });
            let store = self.store.borrow();
            store.is_quiet() || trouble || !store.report().state.editable()
        };
        self.bell.until(over).await;
        self.report()
    }

    /// Takes a checkpoint now, if there is anything to fold; what it came to shows in the state.
    pub async fn checkpoint(self: &Rc<Self>) {
        self.feed(Event::Checkpoint);
        self.bell.until(|| self.busy.get().is_none()).await;
    }

    /// Writes the memory of this tab as the stored portfolio, and answers when that came to an end.
    pub async fn rewrite_stored(self: &Rc<Self>) {
        self.feed(Event::Rewrite(web::now_ms()));
        self.bell.until(|| self.busy.get().is_none()).await;
    }

    /// Leaves the portfolio: what was begun is finished, nothing is told any more.
    pub fn close(&self) {
        self.closed.set(true);
    }

    /// Looks after a transaction that never answers; called every few seconds.
    pub fn watch(self: &Rc<Self>) {
        if let Some((serial, since)) = self.busy.get()
            && web::elapsed_ms() - since > PATIENCE_MS
        {
            self.db.close();
            let silent = Failure::Trouble(Trouble::Silent);
            self.answer(serial, Answer::Failed(silent));
        }
    }

    /// Tells the store what happened and does what it asks for.
    pub fn feed(self: &Rc<Self>, event: Event) {
        let mut events = VecDeque::from([event]);
        while let Some(event) = events.pop_front() {
            let effects = self.store.borrow_mut().on_event(event);
            for effect in effects {
                events.extend(self.perform(effect));
            }
        }
        self.bell.ring();
    }

    fn perform(self: &Rc<Self>, effect: Effect) -> Option<Event> {
        match effect {
            Effect::Journal(key, text) => {
                let full = format!("{}{key}", self.prefix);
                let storage = self.storage.as_ref();
                let kept = storage.is_some_and(|s| s.set_item(&full, &text).is_ok());
                return (!kept).then_some(Event::JournalRefused(key));
            }
            Effect::Unjournal(keys) => {
                for key in keys {
                    if let Some(storage) = &self.storage {
                        let _ = storage.remove_item(&format!("{}{key}", self.prefix));
                    }
                }
            }
            Effect::Announce => (self.announce)(),
            Effect::Wake(timer, after_ms) => {
                let me = Rc::downgrade(self);
                wasm_bindgen_futures::spawn_local(async move {
                    web::sleep(after_ms).await;
                    if let Some(me) = me.upgrade() {
                        me.feed(Event::Woke(timer));
                    }
                });
            }
            Effect::Changed(patches) => {
                if !self.closed.get() {
                    let patches = patches.iter().map(|patch| Patch::clone(patch)).collect();
                    (self.tell)(Told::Remote(Box::new(self.workspace()), patches));
                }
            }
            Effect::Report(report) => {
                if !self.closed.get() {
                    (self.tell)(Told::State(report));
                }
            }
            transaction => self.start(transaction),
        }
        None
    }

    fn start(self: &Rc<Self>, effect: Effect) {
        let serial = self.serial.get().wrapping_add(1);
        self.serial.set(serial);
        self.busy.set(Some((serial, web::elapsed_ms())));
        let me = Rc::clone(self);
        wasm_bindgen_futures::spawn_local(async move {
            let answer = me.transact(effect).await;
            me.answer(serial, answer);
        });
    }

    /// Hands an answer to the store, unless the store has given up on that transaction.
    fn answer(self: &Rc<Self>, serial: u64, answer: Answer) {
        if self.busy.get().is_none_or(|(current, _)| current != serial) {
            return;
        }
        self.busy.set(None);
        self.feed(Event::Answer(answer));
    }

    async fn transact(self: &Rc<Self>, effect: Effect) -> Answer {
        let outcome = match effect {
            Effect::Read { all: true } => self.read(Reach::All).await.map(Answer::Stored),
            Effect::Read { .. } => self.read(Reach::Newest).await.map(Answer::Stored),
            Effect::Refresh => self.read(Reach::Operations).await.map(Answer::Stored),
            Effect::Append {
                operations,
                quarantine,
                drop,
            } => self
                .append(&operations, &quarantine, &drop)
                .await
                .map(Answer::Appended),
            Effect::Fold { all } => self.fold(all).await.map(Answer::Folded),
            Effect::Rewrite(fold) => self.rewrite(&fold).await.map(Answer::Folded),
            _ => Err(Failure::Needless),
        };
        outcome.unwrap_or_else(Answer::Failed)
    }

    async fn read(&self, reach: Reach) -> Result<Stored, Failure> {
        let id = self.id;
        let body = async |tx: &Tx| read_stored(tx, id, reach).await;
        self.db
            .run(&["head", "snap", "ops"], Mode::Read, body)
            .await
    }

    async fn append(
        &self,
        operations: &[Operation],
        quarantine: &[(String, String)],
        drop: &[String],
    ) -> Result<Vec<Append>, Failure> {
        let first = self.append_once(operations, quarantine, drop).await;
        if first == Err(Failure::Trouble(Trouble::Full))
            && shelf::free_history(&self.db, self.id).await
        {
            return self.append_once(operations, quarantine, drop).await;
        }
        first
    }

    async fn append_once(
        &self,
        operations: &[Operation],
        quarantine: &[(String, String)],
        drop: &[String],
    ) -> Result<Vec<Append>, Failure> {
        let id = self.id;
        let body = async |tx: &Tx| -> Result<Vec<Append>, Failure> {
            let head = tx.get("head", &id.to_string()).await?;
            let mut known = Vec::with_capacity(operations.len());
            for operation in operations {
                known.push(tx.get("ops", &format!("{id}/{}", operation.key())).await?);
            }
            let decided = append(head.as_deref(), operations.iter().zip(known))?;
            for (key, text) in quarantine {
                tx.put("quar", &format!("{id}/{key}"), text).await?;
            }
            for key in drop {
                tx.delete("ops", &format!("{id}/{key}"))?;
            }
            for (operation, one) in operations.iter().zip(&decided) {
                if let Append::Put(text, _) = one {
                    tx.put("ops", &format!("{id}/{}", operation.key()), text)
                        .await?;
                }
            }
            if let Some(last) = operations.last() {
                let known = tx.get("meta", &shelf::edited_key(id)).await?;
                let fresh = decided.iter().filter(|one| matches!(one, Append::Put(..)));
                let edits = shelf::Edits::of(known.as_deref()).after(last.wall_ms, fresh.count());
                tx.put("meta", &shelf::edited_key(id), &edits.to_text())
                    .await?;
            }
            Ok(decided)
        };
        self.db
            .run(&["head", "ops", "quar", "meta"], Mode::Write, body)
            .await
    }

    async fn fold(&self, all: bool) -> Result<String, Failure> {
        let id = self.id;
        let body = async |tx: &Tx| -> Result<String, Failure> {
            let codec = Codec::default();
            let some = match read_for_fold(tx, id).await? {
                Some(mut stored) if !all => fold(&mut stored, &codec, web::now_ms()),
                _ => Err(Failure::Damaged),
            };
            let fold = match some {
                Err(Failure::Damaged) => {
                    let mut stored = read_stored(tx, id, Reach::All).await?;
                    fold(&mut stored, &codec, web::now_ms())?
                }
                other => other?,
            };
            write_fold(tx, id, &fold).await?;
            Ok(fold.head)
        };
        let stores = &["head", "snap", "ops", "quar", "meta"];
        let work = self.db.run(stores, Mode::Strict, body);
        let lock = format!("{}ckpt", self.prefix);
        let head = web::with_lock(&lock, work)
            .await
            .ok_or(Failure::Needless)??;
        // A snapshot of the rotation is a convenience: that it fails is no reason to say anything.
        let _ = shelf::keep(&self.db, id, &self.workspace(), false).await;
        Ok(head)
    }

    async fn rewrite(&self, fold: &Fold) -> Result<String, Failure> {
        let id = self.id;
        let body = async |tx: &Tx| -> Result<String, Failure> {
            if tx.get("head", &id.to_string()).await?.is_some() {
                return Err(Failure::Trouble(Trouble::Broken));
            }
            write_fold(tx, id, fold).await?;
            if tx.get("meta", &shelf::entry_key(id)).await?.is_none() {
                tx.put("meta", &shelf::entry_key(id), &shelf::nameless())
                    .await?;
            }
            Ok(fold.head.clone())
        };
        let stores = &["head", "snap", "ops", "quar", "meta"];
        self.db.run(stores, Mode::Strict, body).await
    }
}

/// How much of a portfolio is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The head and the operations.
    Operations,
    /// The newest snapshot, too.
    Newest,
    /// Both snapshots, too.
    All,
}

/// Reads what is stored of a portfolio.
async fn read_stored(tx: &Tx, id: PortfolioId, reach: Reach) -> Result<Stored, Failure> {
    let mut stored = Stored {
        head: tx.get("head", &id.to_string()).await?,
        operations: tx.all("ops", &format!("{id}/")).await?,
        ..Stored::default()
    };
    match (reach, newest_slot(&stored)) {
        (Reach::Operations, _) => {}
        (Reach::Newest, Some(slot)) => {
            if let Some(text) = tx.get("snap", &format!("{id}/{slot}")).await? {
                if is_cut(&text) {
                    let pieces = tx.all("snap", &format!("{id}/{slot}/")).await?;
                    let pieces = pieces.into_iter();
                    stored.pieces = pieces.map(|(k, v)| (format!("{slot}/{k}"), v)).collect();
                }
                stored.snapshots.push((slot.to_owned(), text));
            }
        }
        _ => {
            let all = tx.all("snap", &format!("{id}/")).await?;
            let (pieces, snapshots) = all.into_iter().partition(|(key, _)| key.contains('/'));
            let pieces: Vec<(String, String)> = pieces;
            stored.pieces = pieces.into_iter().collect();
            stored.snapshots = snapshots;
            stored.complete = true;
        }
    }
    Ok(stored)
}

fn newest_slot(stored: &Stored) -> Option<&'static str> {
    let head = stored.head.as_deref().map(Head::from_text)?;
    Some(slot_of(head.ok()?.generation))
}

/// Reads what a checkpoint needs: of a large portfolio only the pieces that change.
async fn read_for_fold(tx: &Tx, id: PortfolioId) -> Result<Option<Stored>, Failure> {
    let mut stored = read_stored(tx, id, Reach::Operations).await?;
    let Some(newest) = newest_slot(&stored) else {
        return Ok(None);
    };
    let other = if newest == "a" { "b" } else { "a" };
    for slot in [newest, other] {
        if let Some(text) = tx.get("snap", &format!("{id}/{slot}")).await? {
            let cut = is_cut(&text);
            stored.snapshots.push((slot.to_owned(), text));
            if !cut {
                break;
            }
        }
    }
    for key in needed(&stored) {
        if let Some(text) = tx.get("snap", &format!("{id}/{key}")).await? {
            stored.pieces.insert(key, text);
        }
    }
    Ok(Some(stored))
}

/// Writes a checkpoint.
pub async fn write_fold(tx: &Tx, id: PortfolioId, fold: &Fold) -> Result<(), Failure> {
    let slot = format!("{id}/{}", fold.slot);
    if fold.clear {
        tx.delete_all("snap", &format!("{slot}/"))?;
    }
    for (name, text) in &fold.pieces {
        let key = format!("{slot}/{name}");
        if text.is_empty() {
            tx.delete("snap", &key)?;
        } else {
            tx.put("snap", &key, text).await?;
        }
    }
    tx.put("snap", &slot, &fold.snapshot).await?;
    tx.put("head", &id.to_string(), &fold.head).await?;
    let bytes = fold.bytes.to_string();
    tx.put("meta", &shelf::size_key(id), &bytes).await?;
    for (key, text) in &fold.quarantine {
        tx.put("quar", &format!("{id}/{key}"), text).await?;
    }
    for key in &fold.drop {
        tx.delete("ops", &format!("{id}/{key}"))?;
    }
    Ok(())
}
