//! The handle through which the session keeps portfolios.

mod backup;
mod folder;
mod library;
mod listen;
mod published;

use super::db::{Db, OpenError};
use super::shelf;
use super::tab::{Opened, Tab, Told};
use super::{KeeperError, web, web::Bell};
use crate::edit::Patch;
use crate::model::Workspace;
use crate::store::{
    Blocked, Codec, Event, PortfolioId, PortfolioInfo, SaveReport, SaveState, Store, Trouble, crc32,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// How long the database may take to open, in milliseconds.
const OPEN_MS: u32 = 2_500;
/// How often transactions are watched; every sixth time the others' edits are looked for.
const TICK_MS: i32 = 5_000;
/// How long after the start old deletions are looked for, in milliseconds: opening comes first.
const PURGE_AFTER_MS: u32 = 20_000;
/// How long a deleted portfolio is kept, in milliseconds.
const PURGE_MS: i64 = 30 * 86_400_000;

type OnState = Rc<dyn Fn(SaveReport)>;
type OnRemote = Rc<dyn Fn(Workspace, Vec<Patch>)>;
type OnLibrary = Rc<dyn Fn()>;

/// The opening of the database, which may come to an end long after the page has begun without it.
#[derive(Default)]
struct Opening {
    outcome: Cell<Option<Result<(), OpenError>>>,
    late: Cell<bool>,
    bell: Bell,
}

/// Where portfolios are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Database,
    Memory(Blocked),
    Newer,
}

impl Place {
    /// Where portfolios are kept after this outcome; none yet is as good as no database.
    fn of(outcome: Option<Result<(), OpenError>>, held: bool) -> Self {
        match outcome {
            Some(Ok(())) => Self::Database,
            Some(Err(OpenError::Newer)) => Self::Newer,
            Some(Err(OpenError::Denied)) => Self::Memory(Blocked::Denied),
            Some(Err(OpenError::Broken)) if web::journal_storage().is_none() => {
                Self::Memory(Blocked::Denied)
            }
            None if held => Self::Memory(Blocked::Held),
            Some(Err(OpenError::Broken)) | None => Self::Memory(Blocked::NoDatabase),
        }
    }
}

struct Inner {
    db: Rc<Db>,
    opening: Rc<Opening>,
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
        let opening: Rc<Opening> = Rc::default();
        let ring = Rc::clone(&opening);
        let db = Rc::new(Db::new(
            &name,
            move |trouble| {
                if let Some(tell) = &*hook.borrow() {
                    tell(trouble);
                }
            },
            move || ring.bell.ring(),
        ));
        let (opens, end) = (Rc::clone(&db), Rc::clone(&opening));
        wasm_bindgen_futures::spawn_local(async move {
            end.outcome.set(Some(opens.open().await));
            end.bell.ring();
        });
        let end = Rc::clone(&opening);
        let _alarm = web::Alarm::after(OPEN_MS, move || {
            end.late.set(true);
            end.bell.ring();
        });
        let over = || opening.outcome.get().is_some() || opening.late.get() || db.is_held();
        opening.bell.until(over).await;
        let place = Place::of(opening.outcome.get(), db.is_held());
        let keeper = Self {
            inner: Rc::new(Inner {
                db,
                opening,
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
        let later = keeper.clone();
        wasm_bindgen_futures::spawn_local(async move {
            web::sleep(PURGE_AFTER_MS).await;
            later.purge_old().await;
        });
        keeper
    }

    /// Waits for a database that had not answered when the page began. Returns whether portfolios are kept
    /// there from now on: not when some were begun in memory meanwhile, which a change would drop.
    pub async fn opens_late(&self) -> bool {
        let inner = &self.inner;
        if inner.opening.outcome.get().is_some() {
            return false;
        }
        let ended = || inner.opening.outcome.get().is_some();
        inner.opening.bell.until(ended).await;
        let place = Place::of(inner.opening.outcome.get(), false);
        let free = inner.memory.borrow().is_empty() && !matches!(place, Place::Memory(_));
        if free {
            inner.place.set(place);
        }
        free
    }

    async fn purge_old(&self) {
        if self.inner.place.get() != Place::Database {
            return;
        }
        let before_ms = web::now_ms().saturating_sub(PURGE_MS);
        for id in shelf::deleted_before(&self.inner.db, before_ms).await {
            let _ = self.purge(id).await;
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

    /// Makes the store of a portfolio; `told` says whether the session hears of it.
    fn tab(&self, id: PortfolioId, told: bool) -> Rc<Tab> {
        let store = Store::new(Codec::default(), web::random());
        self.tab_with(id, store, told)
    }

    fn tab_with(&self, id: PortfolioId, store: Store, told: bool) -> Rc<Tab> {
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
                        call(*workspace, patches);
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
        self.leave().await;
        let tab = match self.inner.place.get() {
            Place::Memory(reason) => {
                let workspace = self.recall(id)?;
                let store = Store::in_memory(Codec::default(), web::random(), workspace, reason);
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

    /// Leaves the open portfolio after its last edits are stored.
    pub async fn leave(&self) {
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

    /// Writes the memory of this tab as the stored portfolio, after the data of the site was cleared; waits
    /// for the end of that.
    pub async fn rewrite(&self) {
        let tab = self.inner.tab.borrow().clone();
        if let Some(tab) = tab {
            tab.rewrite_stored().await;
        }
    }

    fn announce_library(&self) {
        if let Some(channel) = &self.inner.channel {
            let _ = channel.post_message(&JsValue::from_str("library"));
        }
    }
}
