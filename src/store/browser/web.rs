//! Small pieces of the browser: waiting, locks, the journal's storage, randomness, the clock.

use js_sys::{Function, Object, Promise, Reflect};
use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

/// Returns the wall clock in UTC milliseconds.
pub fn now_ms() -> i64 {
    #[allow(clippy::cast_possible_truncation)] // A float of whole milliseconds, far below 2^53.
    let now = js_sys::Date::now() as i64;
    now
}

/// Returns the milliseconds since the page began: the wall clock may be set while it is open.
pub fn elapsed_ms() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Returns 128 random bits.
pub fn random() -> u128 {
    let mut bytes = [0; 16];
    // Without a source of randomness (never seen in a browser) the clock keeps tabs apart.
    if getrandom::fill(&mut bytes).is_err() {
        return u128::from(js_sys::Math::random().to_bits()) << 64
            | u128::from(js_sys::Date::now().to_bits());
    }
    u128::from_le_bytes(bytes)
}

/// Waits.
pub async fn sleep(after_ms: u32) {
    let promise = Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            let after = i32::try_from(after_ms).unwrap_or(i32::MAX);
            let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, after);
        }
    });
    let _ = JsFuture::from(promise).await;
}

/// Runs in the background and answers within the time, or not at all; it is never cut off half-way.
pub async fn within<R: 'static>(
    after_ms: u32,
    work: impl Future<Output = R> + 'static,
) -> Option<R> {
    let bell = Rc::new(Bell::default());
    let result = Rc::new(RefCell::new(None));
    let late = Rc::new(Cell::new(false));
    let (slot, ring) = (Rc::clone(&result), Rc::clone(&bell));
    wasm_bindgen_futures::spawn_local(async move {
        let outcome = work.await;
        *slot.borrow_mut() = Some(outcome);
        ring.ring();
    });
    let (over, ring) = (Rc::clone(&late), Rc::clone(&bell));
    let _alarm = Alarm::after(after_ms, move || {
        over.set(true);
        ring.ring();
    });
    bell.until(|| result.borrow().is_some() || late.get()).await;
    result.borrow_mut().take()
}

/// A call that is due after a while, unless this is dropped before.
pub struct Alarm {
    id: i32,
    _call: Closure<dyn FnMut()>,
}

impl Alarm {
    /// Sets it; `None` where there are no timers.
    pub fn after(after_ms: u32, call: impl FnMut() + 'static) -> Option<Self> {
        let call = Closure::<dyn FnMut()>::new(call);
        let handler = call.as_ref().unchecked_ref();
        let after = i32::try_from(after_ms).unwrap_or(i32::MAX);
        let window = web_sys::window()?;
        let set = window.set_timeout_with_callback_and_timeout_and_arguments_0(handler, after);
        Some(Self {
            id: set.ok()?,
            _call: call,
        })
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_timeout_with_handle(self.id);
        }
    }
}

/// Wakes those who wait for a condition.
#[derive(Default)]
pub struct Bell {
    wakers: RefCell<Vec<Waker>>,
}

impl Bell {
    /// Lets everybody look again.
    pub fn ring(&self) {
        let wakers = std::mem::take(&mut *self.wakers.borrow_mut());
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Waits until the condition holds.
    pub async fn until(&self, condition: impl Fn() -> bool) {
        poll_fn(|cx| {
            if condition() {
                return Poll::Ready(());
            }
            self.wakers.borrow_mut().push(cx.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

/// Runs the work while holding a lock shared by all tabs; `None` when another tab holds it.
///
/// Where the browser has no locks the work runs without: the lock saves work, correctness does not rest on it.
pub async fn with_lock<R>(name: &str, work: impl Future<Output = R>) -> Option<R> {
    let Some((manager, request)) = lock_manager() else {
        return Some(work.await);
    };
    let granted = Rc::new(Cell::new(None));
    let bell = Rc::new(Bell::default());
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let (keep, answer, ring) = (Rc::clone(&release), Rc::clone(&granted), Rc::clone(&bell));
    let callback = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let free = !lock.is_null() && !lock.is_undefined();
        answer.set(Some(free));
        let held = Promise::new(&mut |resolve, _| *keep.borrow_mut() = Some(resolve));
        ring.ring();
        if free {
            held.into()
        } else {
            JsValue::UNDEFINED
        }
    });
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let asked = request.call3(&manager, &name.into(), &options, &callback);
    let Ok(asked) = asked else {
        return Some(work.await);
    };
    // A refused request (blocked storage) rejects the promise: the work runs without a lock then.
    let (answer, ring) = (Rc::clone(&granted), Rc::clone(&bell));
    wasm_bindgen_futures::spawn_local(async move {
        if JsFuture::from(Promise::resolve(&asked)).await.is_err() && answer.get().is_none() {
            answer.set(Some(true));
            ring.ring();
        }
    });
    bell.until(|| granted.get().is_some()).await;
    if granted.get() != Some(true) {
        return None;
    }
    let outcome = work.await;
    if let Some(release) = release.borrow_mut().take() {
        let _ = release.call0(&JsValue::NULL);
    }
    Some(outcome)
}

fn lock_manager() -> Option<(JsValue, Function)> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&manager, &"request".into()).ok()?;
    Some((manager, request.dyn_into().ok()?))
}

/// Returns the storage of the journal, if the browser lets this site use it.
pub fn journal_storage() -> Option<web_sys::Storage> {
    let storage = web_sys::window()?.local_storage().ok()??;
    // Not a write: one that is full to the last byte still has to be read.
    storage.length().ok()?;
    Some(storage)
}

/// Returns the entries whose key begins with `prefix`, by the rest of their keys.
pub fn entries(storage: &web_sys::Storage, prefix: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for index in 0..storage.length().unwrap_or(0) {
        if let Ok(Some(key)) = storage.key(index)
            && let Some(rest) = key.strip_prefix(prefix)
            && let Ok(Some(value)) = storage.get_item(&key)
        {
            found.push((rest.to_owned(), value));
        }
    }
    found
}
