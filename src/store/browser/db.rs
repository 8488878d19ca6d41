//! The database: opening it, transactions that count as done only when complete, and text records.

use crate::store::Trouble;
use idb::{Database, DatabaseEvent as _, Factory, KeyRange, ObjectStoreParams, Query};
use idb::{ObjectStore, Transaction};
use js_sys::{Array, Function, Object, Reflect};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// The version of the layout; a higher one keeps older builds off.
const VERSION: u32 = 1;

/// How often the connection is opened anew when a transaction does not begin.
const RETRIES: u32 = 3;

/// The object stores; keys and values are text, so that a raw export is readable by people. Only the snapshots
/// of the rotation are bytes, where the browser packs them.
pub const STORES: [&str; 6] = ["ops", "snap", "head", "hist", "quar", "meta"];

/// Why the database cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenError {
    /// A newer version of the app upgraded it.
    Newer,
    /// The browser refuses.
    Denied,
    /// It failed.
    Broken,
}

/// Returns the name of a JavaScript error, and what it means for saving.
pub fn trouble_of(error: &JsValue) -> Trouble {
    let name = Reflect::get(error, &"name".into()).ok();
    let name = name.and_then(|name| name.as_string()).unwrap_or_default();
    match name.as_str() {
        "QuotaExceededError" => Trouble::Full,
        _ => Trouble::Broken,
    }
}

fn of_idb(error: &idb::Error) -> Trouble {
    // The text of the browser's error is all that the crate keeps of some of them.
    if error.to_string().contains("Quota") {
        Trouble::Full
    } else {
        Trouble::Broken
    }
}

/// A connection that opens again by itself when it was lost.
pub struct Db {
    name: String,
    database: RefCell<Option<Rc<Handle>>>,
    on_lost: Rc<dyn Fn(Trouble)>,
    /// Another tab keeps an older version open, so that this one cannot upgrade it.
    held: Rc<Cell<bool>>,
    on_held: Rc<dyn Fn()>,
}

struct Handle {
    raw: JsValue,
    /// Keeps the handlers of the connection alive.
    database: Database,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Db {
    /// Names the database; `on_lost` is told when a newer version upgraded it or the connection was closed,
    /// `on_held` when another tab does not let go of an older version.
    pub fn new(
        name: &str,
        on_lost: impl Fn(Trouble) + 'static,
        on_held: impl Fn() + 'static,
    ) -> Self {
        Self {
            name: name.to_owned(),
            database: RefCell::new(None),
            on_lost: Rc::new(on_lost),
            held: Rc::default(),
            on_held: Rc::new(on_held),
        }
    }

    /// Opens the connection, if it is not open.
    pub async fn open(self: &Rc<Self>) -> Result<(), OpenError> {
        self.handle().await.map(|_| ())
    }

    /// Returns whether the opening waits for another tab to let go of an older version.
    pub fn is_held(&self) -> bool {
        self.held.get()
    }

    async fn handle(self: &Rc<Self>) -> Result<Rc<Handle>, OpenError> {
        if let Some(handle) = self.database.borrow().clone() {
            return Ok(handle);
        }
        let refused = |error: &idb::Error| {
            let text = error.to_string();
            if text.contains("VersionError") {
                OpenError::Newer
            } else if text.contains("SecurityError") {
                OpenError::Denied
            } else {
                OpenError::Broken
            }
        };
        let factory = Factory::new().map_err(|_| OpenError::Denied)?;
        let mut request = factory
            .open(&self.name, Some(VERSION))
            .map_err(|e| refused(&e))?;
        request.on_upgrade_needed(|event| {
            // A store that cannot be created makes the opening fail below, with words.
            let Ok(database) = event.database() else {
                return;
            };
            let there = database.store_names();
            for store in STORES {
                if !there.iter().any(|name| name == store) {
                    let _ = database.create_object_store(store, ObjectStoreParams::new());
                }
            }
        });
        let (held, tell) = (Rc::clone(&self.held), Rc::clone(&self.on_held));
        request.on_blocked(move |_| {
            held.set(true);
            tell();
        });
        let opened = request.await;
        self.held.set(false);
        let mut database = opened.map_err(|e| refused(&e))?;
        let (me, lost) = (Rc::downgrade(self), Rc::clone(&self.on_lost));
        database.on_version_change(move |event| {
            if let Some(me) = me.upgrade() {
                me.close();
            }
            // Without a new version the database is being deleted.
            let version = Reflect::get(&event, &"newVersion".into());
            lost(if version.is_ok_and(|version| version.is_null()) {
                Trouble::Broken
            } else {
                Trouble::Outdated
            });
        });
        let (me, lost) = (Rc::downgrade(self), Rc::clone(&self.on_lost));
        database.on_close(move |_| {
            if let Some(me) = me.upgrade() {
                me.close();
            }
            lost(Trouble::Broken);
        });
        let (raw, database) = share(database).ok_or(OpenError::Broken)?;
        let handle = Rc::new(Handle { raw, database });
        *self.database.borrow_mut() = Some(Rc::clone(&handle));
        Ok(handle)
    }

    /// Closes the connection; the next transaction opens a new one.
    pub fn close(&self) {
        self.database.borrow_mut().take();
    }

    /// Deletes the database.
    pub async fn delete(&self) -> Result<(), Trouble> {
        self.close();
        let factory = Factory::new().map_err(|e| of_idb(&e))?;
        let request = factory.delete(&self.name).map_err(|e| of_idb(&e))?;
        request.await.map_err(|e| of_idb(&e))
    }

    /// Runs one transaction: everything in `body`, or nothing. It answers when the browser said "complete".
    ///
    /// `body` may await nothing but requests of this transaction.
    pub async fn run<R, E: From<Trouble>>(
        self: &Rc<Self>,
        stores: &[&str],
        mode: Mode,
        body: impl AsyncFnOnce(&Tx) -> Result<R, E>,
    ) -> Result<R, E> {
        let raw = self.begin(stores, mode).await?;
        let transaction = Transaction::try_from(raw.clone()).map_err(|e| E::from(of_idb(&e)))?;
        let tx = Tx { transaction };
        let outcome = body(&tx).await;
        let Tx { transaction } = tx;
        let outcome = match outcome {
            Ok(outcome) => outcome,
            Err(error) => {
                let _ = transaction.abort();
                return Err(error);
            }
        };
        let reason = || {
            let error = Reflect::get(&raw, &"error".into()).unwrap_or(JsValue::NULL);
            trouble_of(&error)
        };
        match transaction.await {
            Ok(result) if result.is_committed() => Ok(outcome),
            Ok(_) => Err(E::from(reason())),
            Err(error) => Err(E::from(match of_idb(&error) {
                Trouble::Full => Trouble::Full,
                _ => reason(),
            })),
        }
    }

    /// Begins a transaction. A connection may have died silently (as it does behind some browsers' backs):
    /// it is tried again with new ones before it counts as trouble.
    async fn begin(self: &Rc<Self>, stores: &[&str], mode: Mode) -> Result<JsValue, Trouble> {
        let mut trouble = Trouble::Broken;
        for _ in 0..=RETRIES {
            if let Ok(handle) = self.handle().await {
                match begin(&handle.raw, stores, mode) {
                    Ok(raw) => return Ok(raw),
                    Err(error) => trouble = trouble_of(&error),
                }
            }
            self.close();
        }
        Err(trouble)
    }
}

/// What a transaction may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Read.
    Read,
    /// Write; complete means that it survives the browser.
    Write,
    /// Write; complete means that it survives a power cut.
    Strict,
}

/// Returns a second handle on a connection: the crate has no way to ask for strict durability.
fn share(database: Database) -> Option<(JsValue, Database)> {
    // The handlers belong to the connection: they must outlive this exchange.
    let mut database = database;
    database.forget_callbacks();
    let raw = JsValue::from(database);
    let database = Database::try_from(raw.clone()).ok()?;
    Some((raw, database))
}

fn begin(database: &JsValue, stores: &[&str], mode: Mode) -> Result<JsValue, JsValue> {
    let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
    let (kind, durability) = match mode {
        Mode::Read => ("readonly", "default"),
        Mode::Write => ("readwrite", "relaxed"),
        Mode::Strict => ("readwrite", "strict"),
    };
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &durability.into())?;
    let method = Reflect::get(database, &"transaction".into())?;
    let method: Function = method.dyn_into()?;
    method.call3(database, &names, &kind.into(), &options)
}

/// A transaction under way.
pub struct Tx {
    transaction: Transaction,
}

impl Tx {
    fn store(&self, store: &str) -> Result<ObjectStore, Trouble> {
        self.transaction.object_store(store).map_err(|e| of_idb(&e))
    }

    /// Reads one record.
    pub async fn get(&self, store: &str, key: &str) -> Result<Option<String>, Trouble> {
        let request = self.store(store)?.get(JsValue::from_str(key));
        let value = request
            .map_err(|e| of_idb(&e))?
            .await
            .map_err(|e| of_idb(&e))?;
        Ok(value.and_then(|value| value.as_string()))
    }

    /// Reads the records whose key begins with `prefix`, by the rest of their keys.
    pub async fn all(&self, store: &str, prefix: &str) -> Result<Vec<(String, String)>, Trouble> {
        let store = self.store(store)?;
        let keys = store
            .get_all_keys(Some(range(prefix)?), None)
            .map_err(|e| of_idb(&e))?;
        let values = store
            .get_all(Some(range(prefix)?), None)
            .map_err(|e| of_idb(&e))?;
        let keys = keys.await.map_err(|e| of_idb(&e))?;
        let values = values.await.map_err(|e| of_idb(&e))?;
        let text = |(key, value): (JsValue, JsValue)| {
            let key = key.as_string()?;
            // What is not text is not ours: as JSON it fails its checksum, and is set aside readable.
            let value = value.as_string().unwrap_or_else(|| {
                let json = js_sys::JSON::stringify(&value);
                json.map(String::from).unwrap_or_default()
            });
            Some((key.strip_prefix(prefix)?.to_owned(), value))
        };
        Ok(keys.into_iter().zip(values).filter_map(text).collect())
    }

    /// Reads one record that may be bytes.
    pub async fn get_raw(&self, store: &str, key: &str) -> Result<Option<JsValue>, Trouble> {
        let request = self.store(store)?.get(JsValue::from_str(key));
        let value = request.map_err(|e| of_idb(&e))?;
        value.await.map_err(|e| of_idb(&e))
    }

    /// Writes one record; whether it is kept is known at the end of the transaction.
    pub async fn put(&self, store: &str, key: &str, value: &str) -> Result<(), Trouble> {
        self.put_raw(store, key, &JsValue::from_str(value)).await
    }

    /// Writes one record that may be bytes.
    pub async fn put_raw(&self, store: &str, key: &str, value: &JsValue) -> Result<(), Trouble> {
        let request = self
            .store(store)?
            .put(value, Some(&JsValue::from_str(key)))
            .map_err(|e| of_idb(&e))?;
        request.await.map(|_| ()).map_err(|e| of_idb(&e))
    }

    /// Removes one record.
    pub fn delete(&self, store: &str, key: &str) -> Result<(), Trouble> {
        let request = self.store(store)?.delete(JsValue::from_str(key));
        request.map(|_| ()).map_err(|e| of_idb(&e))
    }

    /// Removes the records whose key begins with `prefix`.
    pub fn delete_all(&self, store: &str, prefix: &str) -> Result<(), Trouble> {
        let request = self.store(store)?.delete(range(prefix)?);
        request.map(|_| ()).map_err(|e| of_idb(&e))
    }
}

fn range(prefix: &str) -> Result<Query, Trouble> {
    let (low, high) = (
        JsValue::from_str(prefix),
        JsValue::from_str(&format!("{prefix}\u{ffff}")),
    );
    let range = KeyRange::bound(&low, &high, None, None).map_err(|e| of_idb(&e))?;
    Ok(Query::KeyRange(range))
}
