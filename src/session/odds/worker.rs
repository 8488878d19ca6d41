//! Inside the worker: takes orders from the page and works on them in slices, so that an order to stop is
//! heard.

use super::desk::{Desk, Order, Told};
use js_sys::{Float64Array, Function, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// Milliseconds of a slice: an order waits no longer before it is heard.
const SLICE_MS: f64 = 30.0;

/// Calls a function of the worker's scope.
fn call(name: &str, with: &JsValue) {
    let scope = js_sys::global();
    let function = Reflect::get(&scope, &name.into()).unwrap_or_default();
    if let Some(function) = function.dyn_ref::<Function>() {
        let _ = function.call1(&scope, with);
    }
}

fn tell(told: &Told) {
    call("postMessage", &Float64Array::from(told.packed().as_slice()));
}

/// Tells the page that it has to draw by itself.
pub fn decline() {
    call("postMessage", &JsValue::NULL);
}

/// Begins to take orders. Call it once, in a worker.
pub fn serve() {
    let desk = Rc::new(RefCell::new(Desk::default()));
    let next: Rc<RefCell<Option<Function>>> = Rc::default();
    let (at, again) = (Rc::clone(&desk), Rc::clone(&next));
    let slice = Closure::<dyn Fn()>::new(move || {
        let until = js_sys::Date::now() + SLICE_MS;
        let told = at.borrow_mut().work(|| js_sys::Date::now() < until);
        if let Some(told) = told {
            tell(&told);
        }
        if !at.borrow().is_idle()
            && let Some(slice) = &*again.borrow()
        {
            call("setTimeout", slice);
        }
    });
    let slice: Function = slice.into_js_value().unchecked_into();
    *next.borrow_mut() = Some(slice.clone());
    let hear = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
        let numbers = Reflect::get(&event, &"data".into()).unwrap_or_default();
        let Some(order) = Order::unpacked(&Float64Array::new(&numbers).to_vec()) else {
            return;
        };
        let was_idle = desk.borrow().is_idle();
        desk.borrow_mut().take(&order);
        if was_idle && !desk.borrow().is_idle() {
            call("setTimeout", &slice);
        }
    });
    let _ = Reflect::set(
        &js_sys::global(),
        &"onmessage".into(),
        &hear.into_js_value(),
    );
    tell(&Told::Ready);
}
