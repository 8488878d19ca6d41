//! A file that is being read: how far it is, and a way to stop.

use crate::session::{Reading, Session};
use crate::ui::said;
use crate::ui::widgets::Button;
use crate::words::Import as Words;
use leptos::prelude::*;

/// Nothing while nothing is read that takes its time.
pub fn reading_line(session: Session, reading: Reading) -> AnyView {
    let lang = session.lang();
    let under = Memo::new(move |_| reading.share().is_some());
    let line = move || {
        view! {
            <p class="row reading">
                <span role="status">{move || Words::Reading.text(lang.get())}</span>
                <progress max="100" value=move || reading.share().unwrap_or(100).to_string() aria-label=move || Words::Reading.text(lang.get())></progress>
                <Button label=said(lang, Words::StopReading) on_press=move || reading.stop() />
            </p>
        }
        .into_any()
    };
    (move || under.get().then(line)).into_any()
}
