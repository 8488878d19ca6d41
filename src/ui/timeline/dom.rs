//! The few browser calls of the timeline that have no shorter form.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, MediaQueryList, ResizeObserver};

use super::layout::Nodes;
use super::state::State;

/// Takes the elements over once they are there, and their size now and whenever it changes.
pub(super) fn observe_size(state: State) {
    let kept = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    state.root.on_load(move |root| {
        let Some(nodes) = Nodes::find(root.into()) else {
            return;
        };
        let scroller = nodes.scroller.clone();
        let watched = scroller.clone();
        state.attach(nodes);
        let measure = move || {
            // Without the scrollbars: what the layer may cover. Rounded down: a layer that is larger than the
            // box by part of a pixel brings scrollbars, they make the layer smaller, and so on for ever.
            let bounds = watched.get_bounding_client_rect();
            let inner =
                |outer: f64, whole: i32, client: i32| (outer - f64::from(whole - client)).floor();
            let size = (
                inner(
                    bounds.width(),
                    watched.offset_width(),
                    watched.client_width(),
                ),
                inner(
                    bounds.height(),
                    watched.offset_height(),
                    watched.client_height(),
                ),
            );
            state.change(|moment| moment.size = size);
        };
        measure();
        let closure = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&scroller);
            let _ = kept.try_update_value(|slot| *slot = Some((observer, closure)));
        }
    });
    on_cleanup(move || {
        if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}

/// Calls back when the system turns light or dark.
pub(super) fn observe_theme(call: impl Fn() + 'static) {
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    let Some(query) = query else { return };
    let closure = Closure::<dyn FnMut()>::new(call);
    let _ = query.add_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
    let kept = StoredValue::new_local(Some((query, closure)));
    on_cleanup(move || {
        let taken: Option<Option<(MediaQueryList, Closure<dyn FnMut()>)>> =
            kept.try_update_value(Option::take);
        if let Some(Some((query, closure))) = taken {
            let _ = query
                .remove_event_listener_with_callback("change", closure.as_ref().unchecked_ref());
        }
    });
}

/// On paper the whole timeline is drawn as a picture that scales to the page.
pub(super) fn observe_print(state: State) {
    let before =
        window_event_listener_untyped("beforeprint", move |_| super::picture::fill_print(state));
    let after =
        window_event_listener_untyped("afterprint", move |_| super::picture::empty_print(state));
    on_cleanup(move || {
        before.remove();
        after.remove();
    });
}

/// Gives the focus to an element that does not have it already.
pub(super) fn focus_quietly(element: &web_sys::HtmlElement) {
    let is_focused = document()
        .active_element()
        .is_some_and(|active| active.is_same_node(Some(element)));
    if !is_focused {
        let _ = element.focus();
    }
}

/// A new element with its class and role; an empty one is not set.
pub(super) fn element(name: &str, class: &str, role: &str) -> Option<HtmlElement> {
    let element: HtmlElement = document().create_element(name).ok()?.dyn_into().ok()?;
    if !class.is_empty() {
        element.set_class_name(class);
    }
    if !role.is_empty() {
        element.set_attribute("role", role).ok()?;
    }
    Some(element)
}

/// The element with a text in it.
pub(super) fn with_text(element: HtmlElement, text: &str) -> HtmlElement {
    element.set_text_content(Some(text));
    element
}

/// Puts an element behind what another one holds.
pub(super) fn append(into: &Element, child: &Element) -> Option<()> {
    into.append_child(child).ok().map(|_| ())
}
