//! A dialog beside the app instead of inside a page: it outlives the menu that asked for it, and paper
//! can show it alone.

use crate::session::Session;
use crate::ui::dom;
use leptos::prelude::*;
use std::any::Any;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

thread_local! {
    /// What is open, with what owns it.
    static OPEN: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// Opens a dialog; `build` makes it from whether it is open. It goes once that is false, and with the
/// page that it was asked for on.
pub fn open_beside(session: Session, build: impl FnOnce(RwSignal<bool>) -> AnyView + 'static) {
    let Some(host) = host() else { return };
    let gone = host.clone();
    let view = move || {
        provide_context(session);
        let open = RwSignal::new(true);
        let route = session.route();
        let here = route.with_untracked(|route| route.page.clone());
        Effect::new(move || {
            if route.with(|route| route.page != here) {
                open.set(false);
            }
        });
        Effect::new(move || {
            if !open.get() {
                let gone = gone.clone();
                // Once the event that asked for it is over: its own handlers go with it.
                request_animation_frame(move || {
                    drop(OPEN.take());
                    gone.remove();
                });
            }
        });
        build(open)
    };
    // Owned by nothing of the page: the menu that asked for it goes at once.
    let owner = Owner::new_root(None);
    let handle = owner.with(|| leptos::mount::mount_to(host, view));
    OPEN.set(Some(Box::new((handle, owner))));
}

/// An element for it, at the end of the page.
fn host() -> Option<HtmlElement> {
    let host: HtmlElement = document().create_element("div").ok()?.dyn_into().ok()?;
    host.set_class_name("print-host");
    document().body()?.append_child(&host).ok()?;
    Some(host)
}

/// Lets the printer see only what stands beside the app, as long as the caller's owner lives.
pub fn alone_on_paper() {
    dom::set_root_attribute("data-pages", "1");
    on_cleanup(|| dom::set_root_attribute("data-pages", ""));
}
