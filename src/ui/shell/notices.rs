//! The session's messages as toasts.

use crate::session::{NoticeKind, use_session};
use crate::ui::said;
use crate::ui::widgets::{Toast, Toasts};
use crate::words::{Common, Shell};
use leptos::prelude::*;

/// The messages.
#[component]
pub fn Notices() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let toasts = Signal::derive(move || {
        let lang = lang.get();
        session.notices().with(|notices| {
            notices
                .iter()
                .map(|notice| Toast {
                    number: notice.number,
                    text: notice.text.clone(),
                    action: notice.undo.map(|_| Common::Undo.text(lang).to_owned()),
                    urgent: notice.kind == NoticeKind::Problem,
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Toasts
            toasts
            on_action=move |number| session.go_back(number)
            on_dismiss=move |number| session.dismiss(number)
            label=said(lang, Shell::Notices)
            close_label=said(lang, Common::Close)
        />
    }
}
