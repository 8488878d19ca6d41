//! Short messages: what was done with a way back, and what went wrong.

use super::Session;
use crate::edit::{Command, Deed, Label, Overruled, Refusal};
use crate::model::{SmallSet, Workspace};
use crate::store::PortfolioId;
use crate::words::{self, Shell};
use leptos::prelude::*;

/// How loud a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something was done, and can be undone.
    Done,
    /// Something to know.
    Info,
    /// Something went wrong.
    Problem,
}

/// The way back that a notice offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayBack {
    /// Undo the newest step.
    Step,
    /// Bring a deleted portfolio back.
    Portfolio(PortfolioId),
}

/// A short message that passes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its number, rising.
    pub number: u64,
    /// How loud.
    pub kind: NoticeKind,
    /// The sentence, in the language of the moment.
    pub text: String,
    /// What it offers to take back.
    pub undo: Option<WayBack>,
}

impl Session {
    /// The messages on screen.
    #[must_use]
    pub fn notices(self) -> RwSignal<Vec<Notice>> {
        self.notices
    }

    /// Shows a short message; one that says what was done offers to undo it.
    pub fn notify(self, kind: NoticeKind, text: String) {
        let undo = (kind == NoticeKind::Done).then_some(WayBack::Step);
        self.notify_with(kind, text, undo);
    }

    /// Shows a short message with this way back.
    pub fn notify_with(self, kind: NoticeKind, text: String, undo: Option<WayBack>) {
        let number = self.notice_number.try_update_value(|n| {
            *n += 1;
            *n
        });
        let number = number.unwrap_or(0);
        self.notices.update(|notices| {
            // A newer "done" replaces the older: only the newest step can be undone.
            notices.retain(|notice| !(undo == Some(WayBack::Step) && notice.undo == undo));
            notices.push(Notice {
                number,
                kind,
                text,
                undo,
            });
        });
    }

    /// Says quietly which fields another tab changed at the same time, so that its values stand.
    pub(super) fn say_overruled(self, lost: &SmallSet<Overruled>) {
        let lang = self.lang().get_untracked();
        let mut fields = lost.iter();
        let text = match (fields.next(), fields.len()) {
            (None, _) => return,
            (Some(one), 0) => {
                let of = |w: &Workspace| words::record_name(w, one.kind, one.id, lang);
                let name = self.workspace().with_untracked(of);
                let field = words::field_label(one.kind, &one.key, lang);
                Shell::OverruledField.fill(lang, &[field, &name])
            }
            (Some(_), more) => {
                Shell::OverruledFields.fill(lang, &[&more.saturating_add(1).to_string()])
            }
        };
        // Typing in two tabs side by side overrules at each pause: one note is enough.
        self.notices
            .update(|notices| notices.retain(|notice| notice.text != text));
        self.notify(NoticeKind::Info, text);
    }

    /// Takes a message away.
    pub fn dismiss(self, number: u64) {
        self.notices
            .update(|notices| notices.retain(|notice| notice.number != number));
    }

    /// Goes the way back that a message offers.
    pub fn go_back(self, number: u64) {
        let notice = self
            .notices
            .with_untracked(|all| all.iter().find(|notice| notice.number == number).cloned());
        self.dismiss(number);
        match notice.and_then(|notice| notice.undo) {
            Some(WayBack::Portfolio(id)) => self.bring_back(id),
            _ => self.undo_and_say(),
        }
    }

    /// Dispatches and says so: what was done with an offer to undo it, or why it was refused.
    pub fn act(self, command: &Command) -> bool {
        let lang = self.lang().get_untracked();
        let locked = self.read_only().get_untracked();
        match self.dispatch(command) {
            Ok(()) => {
                let label = self
                    .history
                    .with_value(|history| history.next_undo().cloned());
                if let Some(label) = label {
                    self.notify(NoticeKind::Done, words::deed_label(&label, lang));
                }
                true
            }
            Err(Refusal::Nothing) => !locked,
            Err(refusal) => {
                let text = self
                    .workspace()
                    .with_untracked(|w| words::refusal(&refusal, w, lang));
                self.notify(NoticeKind::Problem, text);
                false
            }
        }
    }

    /// Undoes and says so.
    pub fn undo_and_say(self) {
        if let Some(label) = self.undo() {
            // What an older message offers to take back is not the newest step any more.
            self.notices
                .update(|all| all.retain(|notice| notice.undo != Some(WayBack::Step)));
            self.say_step(NoticeKind::Info, Deed::Undo, label);
        }
    }

    /// Redoes and says so.
    pub fn redo_and_say(self) {
        if let Some(label) = self.redo() {
            self.say_step(NoticeKind::Done, Deed::Redo, label);
        }
    }

    fn say_step(self, kind: NoticeKind, deed: Deed, label: Label) {
        let lang = self.lang().get_untracked();
        self.notify(kind, words::deed_label(&Label { deed, ..label }, lang));
    }
}
