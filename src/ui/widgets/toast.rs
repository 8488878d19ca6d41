//! Short messages at the foot of the window.

use super::{IconButton, IconName};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

/// How long a message stays at least.
const STAY: Duration = Duration::from_secs(8);
/// And for each of its characters: half the pace of a slow reader, who must find it first.
const STAY_EACH: Duration = Duration::from_millis(100);

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// Its number.
    pub number: u64,
    /// The sentence.
    pub text: String,
    /// Text of the action; none without.
    pub action: Option<String>,
    /// Must be read: announced at once.
    pub urgent: bool,
}

/// The messages; each goes once there was time to read it, unless pointed at or focused.
#[component]
pub fn Toasts(
    /// The messages.
    #[prop(into)]
    toasts: Signal<Vec<Toast>>,
    /// Called with the number of a message whose action is taken.
    #[prop(into)]
    on_action: Callback<u64>,
    /// Called with the number of a message that is to go.
    #[prop(into)]
    on_dismiss: Callback<u64>,
    /// The name of the region.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the close button.
    #[prop(into)]
    close_label: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="toasts" role="region" aria-label=move || label.get()>
            <For each=move || toasts.get() key=|toast| toast.number let:toast>
                <OneToast toast on_action on_dismiss close_label />
            </For>
        </div>
    }
}

#[component]
fn OneToast(
    toast: Toast,
    on_action: Callback<u64>,
    on_dismiss: Callback<u64>,
    close_label: Signal<String>,
) -> impl IntoView {
    let number = toast.number;
    let characters = u32::try_from(toast.text.chars().count()).unwrap_or(u32::MAX);
    let stay = STAY.max(STAY_EACH.saturating_mul(characters));
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        if let Some(Some(handle)) = timer.try_update_value(Option::take) {
            handle.clear();
        }
    };
    let start = move || {
        stop();
        timer.set_value(set_timeout_with_handle(move || on_dismiss.run(number), stay).ok());
    };
    start();
    on_cleanup(stop);
    view! {
        <div
            class="toast"
            role=if toast.urgent { "alert" } else { "status" }
            on:pointerenter=move |_| stop()
            on:pointerleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            <span>{toast.text}</span>
            {toast.action.map(|action| view! {
                <button type="button" class="toast-act" on:click=move |_| on_action.run(number)>{action}</button>
            })}
            <IconButton icon=IconName::Close label=close_label on_press=move || on_dismiss.run(number) />
        </div>
    }
}
