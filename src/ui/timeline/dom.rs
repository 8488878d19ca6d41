//! The few browser calls of the timeline that have no shorter form.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{MediaQueryList, ResizeObserver};

use super::state::State;

/// Calls back with width and height of an element now and whenever they change.
pub(super) fn observe_size(node: NodeRef<html::Div>, call: impl Fn(f64, f64) + Copy + 'static) {
    let kept = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    node.on_load(move |element| {
        let watched = element.clone();
        let measure = move || {
            // Without the scrollbars: what the layer may cover.
            call(
                f64::from(watched.client_width()),
                f64::from(watched.client_height()),
            );
        };
        measure();
        let closure = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&element);
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

/// Gives the focus without scrolling the page.
pub(super) fn focus_quietly(element: &web_sys::HtmlElement) {
    let is_focused = document()
        .active_element()
        .is_some_and(|active| active.is_same_node(Some(element)));
    if !is_focused {
        let _ = element.focus();
    }
}
