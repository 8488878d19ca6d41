//! A web worker that runs a second instance of this wasm.

use super::document;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

/// A running worker.
#[derive(Debug)]
pub struct Worker(JsValue);

impl Worker {
    /// Starts a script beside the page, whose first message names the module of this app and hands over
    /// its compiled wasm. Gives nothing where the browser refuses.
    #[must_use]
    pub fn start(script: &str, on_message: fn(&JsValue), on_failure: fn()) -> Option<Self> {
        let make = Reflect::get(&js_sys::global(), &"Worker".into()).ok()?;
        let words = Array::of1(&JsValue::from_str(script));
        let worker = Reflect::construct(make.dyn_ref::<Function>()?, &words).ok()?;
        let hear = Closure::<dyn Fn(JsValue)>::new(move |event: JsValue| {
            on_message(&Reflect::get(&event, &"data".into()).unwrap_or_default());
        });
        let fail = Closure::<dyn Fn()>::new(on_failure);
        let fail = fail.into_js_value();
        for (name, function) in [
            ("onmessage", &hear.into_js_value()),
            ("onerror", &fail),
            ("onmessageerror", &fail),
        ] {
            Reflect::set(&worker, &name.into(), function).ok()?;
        }
        let worker = Self(worker);
        // The first module that the page loads ahead is that of the app.
        let module = document().query_selector("link[rel=modulepreload]");
        let address = Reflect::get(&module.ok()??.into(), &"href".into()).ok()?;
        worker.tell(&Array::of2(&address, &wasm_bindgen::module()));
        Some(worker)
    }

    fn call(&self, name: &str, with: &JsValue) {
        let function = Reflect::get(&self.0, &name.into()).unwrap_or_default();
        if let Some(function) = function.dyn_ref::<Function>() {
            let _ = function.call1(&self.0, with);
        }
    }

    /// Sends a message, which is copied.
    pub fn tell(&self, message: &JsValue) {
        self.call("postMessage", message);
    }

    /// Ends it at once.
    pub fn end(&self) {
        self.call("terminate", &JsValue::UNDEFINED);
    }
}
