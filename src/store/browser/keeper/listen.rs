//! What the keeper hears: other tabs, the page being shown again, the clock.

use super::{Keeper, TICK_MS};
use crate::store::Event;
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};

impl Keeper {
    /// Listens to other tabs, to the page being shown again, and to the clock.
    pub(super) fn listen(&self) {
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
}
