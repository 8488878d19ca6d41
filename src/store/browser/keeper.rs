//! The handle through which the session keeps portfolios.

use super::db::{Db, Mode, OpenError, STORES, Tx};
use super::shelf::{self, SnapshotInfo, Usage};
use super::tab::{Opened, Tab, Told};
use super::{CODEC, KeeperError, web};
use crate::edit::Patch;
use crate::model::{RawId, Workspace};
use crate::store::{
    Blocked, Event, Origin, PortfolioId, PortfolioInfo, SaveReport, SaveState, Store, Trouble,
    crc32,
};
use js_sys::Reflect;
use serde_json::{Value as Json, json};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// How long the database may take to open, in milliseconds.
const OPEN_MS: u32 = 3_000;
/// How often transactions are watched; every sixth time the others' edits are looked for.
const TICK_MS: i32 = 5_000;
/// How long a deleted portfolio is kept, in milliseconds.
const PURGE_MS: i64 = 30 * 86_400_000;

type OnState = Rc<dyn Fn(SaveReport)>;
type OnRemote = Rc<dyn Fn(Workspace, Vec<Patch>)>;
type OnLibrary = Rc<dyn Fn()>;

/// Where portfolios are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Database,
    Memory(Blocked),
    Newer,
}

struct Inner {
    db: Rc<Db>,
    place: Cell<Place>,
    storage: Option<web_sys::Storage>,
    /// The beginning of all its keys in the journal.
    prefix: String,
    channel: Option<web_sys::BroadcastChannel>,
    tab: RefCell<Option<Rc<Tab>>>,
    /// The library where nothing can be kept.
    memory: RefCell<Vec<(PortfolioInfo, Workspace)>>,
    on_state: RefCell<Option<OnState>>,
    on_remote: RefCell<Option<OnRemote>>,
    on_library: RefCell<Option<OnLibrary>>,
}

/// Keeps the portfolios of this browser; copies are the same keeper.
#[derive(Clone)]
pub struct Keeper {
    inner: Rc<Inner>,
}

impl Keeper {
    /// Probes the storage and opens the database of the instance at this base path.
    ///
    /// It always answers within about three seconds; where storage is blocked everything works in memory.
    pub async fn start(base_path: &str) -> Self {
        let name = format!("baton:{base_path}");
        let lost: Rc<RefCell<Option<Box<dyn Fn(Trouble)>>>> = Rc::default();
        let hook = Rc::clone(&lost);
        let db = Rc::new(Db::new(&name, move |trouble| {
            if let Some(tell) = &*hook.borrow() {
                tell(trouble);
            }
        }));
        let opening = Rc::clone(&db);
        let opened = web::within(OPEN_MS, async move { opening.open().await }).await;
        let place = match opened {
            Some(Ok(())) => Place::Database,
            Some(Err(OpenError::Newer)) => Place::Newer,
            Some(Err(OpenError::Denied)) => Place::Memory(Blocked::Denied),
            Some(Err(OpenError::Broken)) if web::journal_storage().is_none() => {
                Place::Memory(Blocked::Denied)
            }
            Some(Err(OpenError::Broken)) | None => Place::Memory(Blocked::NoDatabase),
        };
        let keeper = Self {
            inner: Rc::new(Inner {
                db,
                place: Cell::new(place),
                storage: web::journal_storage(),
                prefix: format!("j/{:08x}/", crc32(name.as_bytes())),
                channel: web_sys::BroadcastChannel::new(&name).ok(),
                tab: RefCell::new(None),
                memory: RefCell::default(),
                on_state: RefCell::default(),
                on_remote: RefCell::default(),
                on_library: RefCell::default(),
            }),
        };
        let me = Rc::downgrade(&keeper.inner);
        *lost.borrow_mut() = Some(Box::new(move |trouble| {
            if let Some(tab) = me.upgrade().and_then(|inner| inner.tab.borrow().clone()) {
                tab.feed(Event::Lost(trouble));
            }
        }));
        keeper.listen();
        keeper.purge_old().await;
        keeper
    }

    /// Listens to other tabs, to the page being shown again, and to the clock.
    fn listen(&self) {
        let me = Rc::downgrade(&self.inner);
        let noted = move || {
            if let Some(tab) = me.upgrade().and_then(|inner| inner.tab.borrow().clone()) {
                tab.feed(Event::Noted);
            }
        };
        let me = Rc::downgrade(&self.inner);
        let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(
            move |event: web_sys::MessageEvent| {
                let Some(inner) = me.upgrade() else { return };
                let text = event.data().as_string().unwrap_or_default();
                if text == "library" {
                    let call = inner.on_library.borrow().clone();
                    call.iter().for_each(|call| call());
                    return;
                }
                let tab = inner.tab.borrow().clone();
                if let Some(tab) = tab.filter(|tab| tab.id().to_string() == text) {
                    tab.feed(Event::Noted);
                }
            },
        );
        if let Some(channel) = &self.inner.channel {
            channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        }
        on_message.forget();
        let Some(window) = web_sys::window() else {
            return;
        };
        let call = Closure::<dyn FnMut()>::new(noted.clone());
        let _ = window.add_event_listener_with_callback("pageshow", call.as_ref().unchecked_ref());
        if let Some(document) = window.document() {
            let call = call.as_ref().unchecked_ref();
            let _ = document.add_event_listener_with_callback("visibilitychange", call);
        }
        call.forget();
        let me = Rc::downgrade(&self.inner);
        let mut ticks = 0_u32;
        let tick = Closure::<dyn FnMut()>::new(move || {
            ticks = ticks.wrapping_add(1);
            if let Some(tab) = me.upgrade().and_then(|inner| inner.tab.borrow().clone()) {
                tab.watch();
            }
            if ticks.is_multiple_of(6) {
                noted();
            }
        });
        let call = tick.as_ref().unchecked_ref();
        let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(call, TICK_MS);
        tick.forget();
    }

    async fn purge_old(&self) {
        if self.inner.place.get() != Place::Database {
            return;
        }
        let Ok(all) = shelf::list(&self.inner.db).await else {
            return;
        };
        for info in all.into_iter().filter(|info| info.deleted) {
            if web::now_ms().saturating_sub(info.last_edit_ms) > PURGE_MS {
                let _ = self.purge(info.id).await;
            }
        }
    }

    /// Returns how safe the newest edit is.
    #[must_use]
    pub fn report(&self) -> SaveReport {
        let tab = self.inner.tab.borrow();
        let state = match self.inner.place.get() {
            Place::Memory(reason) => SaveState::MemoryOnly { reason },
            Place::Newer => SaveState::ReadOnlyNewer { version: 0 },
            Place::Database => SaveState::Saved,
        };
        let idle = SaveReport {
            state,
            secured_ms: None,
            reduced: self.inner.storage.is_none(),
            quarantined: 0,
        };
        tab.as_ref().map_or(idle, |tab| tab.report())
    }

    /// Called at every change of the state.
    pub fn on_state(&self, call: impl Fn(SaveReport) + 'static) {
        *self.inner.on_state.borrow_mut() = Some(Rc::new(call));
    }

    /// Called when another tab changed the open portfolio: the converged workspace, and what is new in it.
    pub fn on_remote(&self, call: impl Fn(Workspace, Vec<Patch>) + 'static) {
        *self.inner.on_remote.borrow_mut() = Some(Rc::new(call));
    }

    /// Called when another tab changed the library.
    pub fn on_library(&self, call: impl Fn() + 'static) {
        *self.inner.on_library.borrow_mut() = Some(Rc::new(call));
    }

    /// Returns every portfolio, the newest edit first, deleted ones included.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn library(&self) -> Result<Vec<PortfolioInfo>, KeeperError> {
        match self.inner.place.get() {
            Place::Database => shelf::list(&self.inner.db).await,
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
        let content = content.unwrap_or_default();
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
                    last_edit_ms: web::now_ms(),
                    bytes: 0,
                    deleted: false,
                };
                self.inner.memory.borrow_mut().push((info, content));
                Ok(id)
            }
        }
    }

    /// Gives a portfolio another name in the library.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn rename(&self, id: PortfolioId, name: &str) -> Result<(), KeeperError> {
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
        shelf::change(&self.inner.db, id, stored).await?;
        self.announce_library();
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

    fn recall(&self, id: PortfolioId) -> Result<Workspace, KeeperError> {
        let memory = self.inner.memory.borrow();
        let found = memory.iter().find(|(info, _)| info.id == id);
        found
            .map(|(_, workspace)| workspace.clone())
            .ok_or(KeeperError::Missing)
    }

    /// Makes the store of a portfolio; `told` says whether the session hears of it.
    fn tab(&self, id: PortfolioId, told: bool) -> Rc<Tab> {
        let store = Store::new(CODEC, web::random());
        self.tab_with(id, store, told)
    }

    fn tab_with(&self, id: PortfolioId, store: Store<super::Codec>, told: bool) -> Rc<Tab> {
        let inner = &self.inner;
        let me = Rc::downgrade(inner);
        let tell = move |what: Told| {
            let Some(inner) = me.upgrade().filter(|_| told) else {
                return;
            };
            match what {
                Told::State(report) => {
                    let call = inner.on_state.borrow().clone();
                    call.iter().for_each(|call| call(report));
                }
                Told::Remote(workspace, patches) => {
                    let call = inner.on_remote.borrow().clone();
                    if let Some(call) = call {
                        call(workspace, patches);
                    }
                }
            }
        };
        let channel = inner.channel.clone();
        let announce = move || {
            if let Some(channel) = &channel {
                let _ = channel.post_message(&JsValue::from_str(&id.to_string()));
            }
        };
        let prefix = format!("{}{id}/", inner.prefix);
        Tab::new(
            id,
            Rc::clone(&inner.db),
            inner.storage.clone(),
            prefix,
            store,
            Box::new(tell),
            Box::new(announce),
        )
    }

    /// Opens a portfolio; the one open before is left after its last edits are stored.
    ///
    /// # Errors
    /// [`KeeperError::Missing`] when there is no such portfolio. Data that cannot be read is no error:
    /// it opens read-only with the state that says so.
    pub async fn open(&self, id: PortfolioId) -> Result<Opened, KeeperError> {
        self.flush().await;
        if let Some(tab) = self.inner.tab.borrow_mut().take() {
            if let Place::Memory(_) = self.inner.place.get() {
                let mut memory = self.inner.memory.borrow_mut();
                if let Some(kept) = memory.iter_mut().find(|(info, _)| info.id == tab.id()) {
                    kept.1 = tab.workspace();
                }
            }
            tab.close();
        }
        let tab = match self.inner.place.get() {
            Place::Memory(reason) => {
                let workspace = self.recall(id)?;
                let store = Store::in_memory(CODEC, web::random(), workspace, reason);
                self.tab_with(id, store, true)
            }
            _ => self.tab(id, true),
        };
        *self.inner.tab.borrow_mut() = Some(Rc::clone(&tab));
        let opened = tab.begin().await;
        let missing = SaveState::LoadFailed {
            reason: crate::store::Unreadable::Missing,
        };
        if opened.state == missing {
            self.inner.tab.borrow_mut().take();
            return Err(KeeperError::Missing);
        }
        Ok(opened)
    }

    /// Records an edit of the open portfolio: it is in the journal when this returns.
    pub fn record(&self, patch: &Patch) {
        let tab = self.inner.tab.borrow().clone();
        if let Some(tab) = tab {
            tab.feed(Event::Edit(patch.clone(), web::now_ms()));
        }
    }

    /// Waits until everything recorded is in the database, or has failed to get there.
    pub async fn flush(&self) -> SaveReport {
        let tab = self.inner.tab.borrow().clone();
        match tab {
            Some(tab) => tab.settled().await,
            None => self.report(),
        }
    }

    /// Tries again at once after trouble (quota freed, connection back).
    pub fn retry(&self) {
        let tab = self.inner.tab.borrow().clone();
        tab.iter().for_each(|tab| tab.feed(Event::Retry));
    }

    /// Writes the memory of this tab as the stored portfolio, after the data of the site was cleared.
    pub fn rewrite(&self) {
        let tab = self.inner.tab.borrow().clone();
        tab.iter()
            .for_each(|tab| tab.feed(Event::Rewrite(web::now_ms())));
    }

    /// Asks the browser not to clear the data by itself; call after the first real edit.
    pub fn ask_persistence(&self) {
        if let Some(window) = web_sys::window()
            && has_storage_manager(&window)
        {
            let _ = window.navigator().storage().persist();
        }
    }

    fn open_id(&self) -> Result<PortfolioId, KeeperError> {
        let tab = self.inner.tab.borrow();
        tab.as_ref().map(|tab| tab.id()).ok_or(KeeperError::Missing)
    }

    /// Returns the snapshots of the open portfolio, newest first.
    ///
    /// # Errors
    /// [`KeeperError`] when the database fails.
    pub async fn snapshots(&self) -> Result<Vec<SnapshotInfo>, KeeperError> {
        if self.inner.place.get() != Place::Database {
            return Ok(Vec::new());
        }
        shelf::snapshots(&self.inner.db, self.open_id()?).await
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
        shelf::rotate(&self.inner.db, tab.id(), true).await
    }

    /// Reads one snapshot. Going back to it is an edit like any other (a patch of the difference).
    ///
    /// # Errors
    /// [`KeeperError`] when there is none or it is damaged.
    pub async fn snapshot(&self, at_ms: i64) -> Result<Workspace, KeeperError> {
        shelf::snapshot(&self.inner.db, self.open_id()?, at_ms).await
    }

    /// Returns what is stored.
    pub async fn usage(&self) -> Usage {
        let mut usage = Usage::default();
        let all = self.library().await.unwrap_or_default();
        usage.portfolios = all.iter().map(|info| info.bytes).sum();
        let snapshots = self.snapshots().await.unwrap_or_default();
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

    fn erase_journal(&self, prefix: &str) {
        if let Some(storage) = &self.inner.storage {
            for (rest, _) in web::entries(storage, prefix) {
                let _ = storage.remove_item(&format!("{prefix}{rest}"));
            }
        }
    }

    /// Returns everything stored, raw, as one JSON text: works where nothing can be read any more.
    pub async fn raw_export(&self) -> String {
        let entries = match &self.inner.storage {
            Some(storage) => web::entries(storage, ""),
            None => Vec::new(),
        };
        let body = async |tx: &Tx| -> Result<Vec<Json>, Trouble> {
            let mut stores = Vec::new();
            for name in STORES {
                stores.push(json!({"name": name, "rows": tx.all(name, "").await?}));
            }
            Ok(stores)
        };
        let database = match self.inner.db.run(&STORES, Mode::Read, body).await {
            Ok(stores) => json!({"stores": stores}),
            Err(_) => json!({"unreadable": true}),
        };
        let out = json!({
            "format": "baton-raw",
            "version": 1,
            "entries": entries,
            "databases": [database],
        });
        out.to_string()
    }

    fn announce_library(&self) {
        if let Some(channel) = &self.inner.channel {
            let _ = channel.post_message(&JsValue::from_str("library"));
        }
    }
}

fn has_storage_manager(window: &web_sys::Window) -> bool {
    let manager = Reflect::get(&window.navigator(), &"storage".into());
    manager.is_ok_and(|manager| manager.is_object())
}
