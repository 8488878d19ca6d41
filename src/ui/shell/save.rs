//! How safe the data is: a line in the rail, a banner when it is not.

use crate::session::use_session;
use crate::store::{SaveState, Trouble};
use crate::ui::widgets::{Banner, Button, Icon, IconName, Tone};
use crate::words::Shell;
use leptos::prelude::*;

/// The state of saving in one word.
#[component]
pub fn SaveLine() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let word = move || {
        let key = match session.save_state().get().map(|r| r.state) {
            None | Some(SaveState::Loading | SaveState::Journalled { .. }) => Shell::Saving,
            Some(SaveState::Saved | SaveState::Secured { .. }) => Shell::Saved,
            Some(SaveState::NotSaved { .. } | SaveState::LoadFailed { .. }) => Shell::NotSaved,
            Some(SaveState::MemoryOnly { .. }) => Shell::MemoryOnly,
            Some(SaveState::ReadOnlyNewer { .. }) => Shell::ReadOnly,
        };
        key.text(lang.get())
    };
    view! {
        <span class="row tight fs11 mut" role="status" data-testid="save-state">
            <Icon name=IconName::Saved size=14 />
            <span class="rail-text">{word}</span>
        </span>
    }
}

/// A banner while edits are not safe: what happened, what was kept, what to do.
#[component]
pub fn SaveBanner() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let trouble = Memo::new(move |_| {
        let (key, tone) = match session.save_state().get()?.state {
            SaveState::NotSaved { reason, .. } => (
                match reason {
                    Trouble::Full => Shell::SaveFull,
                    Trouble::Broken | Trouble::Silent => Shell::SaveBroken,
                    Trouble::Cleared => Shell::SaveCleared,
                    Trouble::Outdated => Shell::SaveOutdated,
                },
                Tone::Red,
            ),
            SaveState::MemoryOnly { .. } => (Shell::MemoryOnlyBanner, Tone::Amber),
            SaveState::ReadOnlyNewer { .. } => (Shell::ReadOnlyRefusal, Tone::Info),
            SaveState::LoadFailed { .. } => (Shell::LoadFailed, Tone::Red),
            _ => return None,
        };
        Some((key, tone))
    });
    move || {
        trouble.get().map(|(key, tone)| view! {
            <Banner tone>
                <Icon name=IconName::Warning size=14 />
                <span>{move || key.text(lang.get())}</span>
                <span class="end">
                    <Button label=Signal::derive(move || Shell::SaveToFile.text(lang.get()).to_owned()) on_press=move || session.save_to_file() />
                </span>
            </Banner>
        })
    }
}
