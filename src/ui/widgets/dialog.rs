//! Things that open above the page: a modal dialog, a drawer beside it, a popover at a place.

use super::{IconButton, IconName};
use crate::ui::dom;
use leptos::{ev, html, prelude::*};

/// A modal dialog on the browser's own `<dialog>`: focus is kept inside and returns when it closes.
#[component]
pub fn Dialog(
    /// Is it open?
    #[prop(into)]
    open: Signal<bool>,
    /// Called when a person closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// The name of the close button.
    #[prop(into)]
    close_label: Signal<String>,
    /// Wider, for tables.
    #[prop(optional)]
    wide: bool,
    /// The content; put buttons into an element of class `dialog-foot`.
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    // The browser's dialog has its own state: showing it is a call, not an attribute.
    Effect::new(move || {
        let Some(element) = dialog.get() else { return };
        match (open.get(), element.open()) {
            (true, false) => {
                let _ = element.show_modal();
                // The browser gives the focus to the first button, which closes.
                dom::focus_first(Some(&element), "input, textarea, select");
            }
            (false, true) => element.close(),
            _ => {}
        }
    });
    let children = StoredValue::new(children);
    view! {
        <dialog
            class=if wide { "dialog wide" } else { "dialog" }
            node_ref=dialog
            aria-label=move || title.get()
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:pointerdown=move |event: ev::PointerEvent| {
                // The dialog has no padding: a press on the element itself is a press on the backdrop.
                if event.target().is_some_and(|t| Some(t) == event.current_target()) {
                    on_close.run(());
                }
            }
        >
            <Show when=move || open.get()>
                <div class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    <span class="end"><IconButton icon=IconName::Close label=close_label on_press=on_close /></span>
                </div>
                {children.with_value(|c| c())}
            </Show>
        </dialog>
    }
    .into_any()
}

/// A panel at the right edge of the sheet; the page beside it stays usable.
#[component]
pub fn Drawer(
    /// The title.
    #[prop(into)]
    title: Signal<String>,
    /// Called when a person closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// The name of the close button.
    #[prop(into)]
    close_label: Signal<String>,
    /// Buttons in the head, such as previous and next.
    #[prop(into, optional)]
    tools: ViewFn,
    /// The content; put buttons into an element of class `drawer-foot`.
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<html::Aside>::new();
    let before = StoredValue::new_local(dom::focused());
    // The focus moves in when the drawer appears and back to where it was when it goes.
    Effect::new(move || {
        if let Some(panel) = panel.get() {
            let field = ".drawer-body :is(input, textarea, select)";
            dom::focus_first(Some(&panel), field);
            if !dom::has_focus(&panel) {
                dom::focus_first(Some(&panel), "button");
            }
        }
    });
    on_cleanup(move || {
        if let Some(Some(element)) = before.try_get_value() {
            let _ = element.focus();
        }
    });
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <aside class="drawer" role="dialog" aria-label=move || title.get() node_ref=panel on:keydown=on_key>
            <div class="drawer-head">
                <h2 class="trunc">{move || title.get()}</h2>
                <span class="end row tight">
                    {tools.run()}
                    <IconButton icon=IconName::Close label=close_label on_press=on_close />
                </span>
            </div>
            {children()}
        </aside>
    }
    .into_any()
}

/// A non-modal panel at a place of the window; Escape and a press outside close it.
#[component]
pub fn Popover(
    /// Left edge and top edge wished for, in pixels of the window; it is moved to stay inside.
    at: (f64, f64),
    /// The name.
    #[prop(into)]
    label: Signal<String>,
    /// Called when it is to close.
    #[prop(into)]
    on_close: Callback<()>,
    /// The content.
    children: Children,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let place = RwSignal::new(at);
    let before = StoredValue::new_local(dom::focused());
    Effect::new(move || {
        let Some(element) = panel.get() else { return };
        let size = element.get_bounding_client_rect();
        let edge = |value: Result<wasm_bindgen::JsValue, _>| {
            value.ok().and_then(|v| v.as_f64()).unwrap_or(800.0)
        };
        let (width, height) = (edge(window().inner_width()), edge(window().inner_height()));
        let left = at.0.min(width - size.width() - 8.0).max(8.0);
        let top = at.1.min(height - size.height() - 8.0).max(8.0);
        place.set((left, top));
        dom::focus_first(Some(&element), "button, a, input, select, textarea");
    });
    on_cleanup(move || {
        if let Some(Some(element)) = before.try_get_value() {
            let _ = element.focus();
        }
    });
    let outside = window_event_listener(ev::pointerdown, move |event| {
        use wasm_bindgen::JsCast;
        let inside = panel.get_untracked().is_some_and(|p| {
            event
                .target()
                .and_then(|t| t.dyn_into::<web_sys::Node>().ok())
                .is_some_and(|n| p.contains(Some(&n)))
        });
        if !inside {
            on_close.run(());
        }
    });
    on_cleanup(move || outside.remove());
    let on_key = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <div
            class="popover"
            role="dialog"
            aria-label=move || label.get()
            node_ref=panel
            style:left=move || format!("{}px", place.get().0)
            style:top=move || format!("{}px", place.get().1)
            on:keydown=on_key
        >
            {children()}
        </div>
    }
    .into_any()
}
