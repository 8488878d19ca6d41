//! Backups, files and the library, as the page of data needs them.

use super::{NoticeKind, Session};
use crate::edit::{Deed, Patch, Row, apply, diff};
use crate::exchange::native;
use crate::model::{Kind, RawId, SmallSet, Workspace};
use crate::store::{Origin, PortfolioId, SaveState};
use crate::ui::dom;
use crate::words::Data;
use leptos::prelude::*;

/// How many records a patch adds, changes and removes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Records that come.
    pub added: usize,
    /// Records of which a field changes.
    pub changed: usize,
    /// Records that go.
    pub removed: usize,
}

/// Counts what rows of a patch do, record by record.
pub fn extent<'r>(rows: impl IntoIterator<Item = &'r Row>) -> Extent {
    let (mut added, mut changed, mut removed) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        let target = row.target();
        match row {
            Row::Create(..) => added.push(target),
            Row::Delete(..) => removed.push(target),
            Row::Set { .. } => changed.push(target),
        }
    }
    let each_once = |targets: Vec<(Kind, RawId)>| SmallSet::from_iter(targets).len();
    Extent {
        added: each_once(added),
        changed: each_once(changed),
        removed: each_once(removed),
    }
}

/// Returns the patch that turns `mine` into `theirs`.
#[must_use]
pub fn replacing(mine: &Workspace, theirs: &Workspace) -> Patch {
    replacing_by(diff(mine, theirs))
}

/// The same of a difference that is known.
#[must_use]
pub const fn replacing_by(mut difference: Patch) -> Patch {
    difference.label.deed = Deed::Replace;
    difference
}

/// Returns the patch that adds what only `theirs` has and takes its values; nothing is removed or emptied.
#[must_use]
pub fn adding(mine: &Workspace, theirs: &Workspace) -> Patch {
    adding_by(diff(mine, theirs), mine)
}

/// The same of a difference that is known.
#[must_use]
pub fn adding_by(mut difference: Patch, mine: &Workspace) -> Patch {
    difference.label.deed = Deed::Merge;
    difference.rows.retain(|row| adds(mine, row));
    difference
}

/// Returns whether a row of a difference only adds to mine.
#[must_use]
pub fn adds(mine: &Workspace, row: &Row) -> bool {
    match row {
        Row::Delete(..) => false,
        // One portfolio has one record of settings: its own stays.
        Row::Create(kind, ..) => *kind != Kind::Portfolio || mine.portfolio().is_none(),
        Row::Set { after, .. } => after.is_some(),
    }
}

impl Session {
    /// Makes a backup in the browser and says how that went. Returns whether it is there.
    pub async fn back_up(self, say: bool) -> bool {
        let lang = self.lang().get_untracked();
        let done = match self.keeper() {
            Some(keeper) => keeper.take_snapshot().await.is_ok(),
            None => false,
        };
        if !done {
            self.notify(
                NoticeKind::Problem,
                Data::BackupFailed.text(lang).to_owned(),
            );
        } else if say {
            self.notify(NoticeKind::Info, Data::BackupDone.text(lang).to_owned());
        }
        done
    }

    /// Reads a backup and returns the step that would go back to it; says so when it cannot be read.
    pub async fn backup_difference(self, at_ms: i64) -> Option<Patch> {
        let lang = self.lang().get_untracked();
        let then = self.keeper()?.snapshot(None, at_ms).await;
        let Ok(then) = then else {
            let text = Data::BackupUnreadable.text(lang);
            self.notify(NoticeKind::Problem, text.to_owned());
            return None;
        };
        let patch = self.workspace().with_untracked(|now| replacing(now, &then));
        if patch.rows.is_empty() {
            self.notify(NoticeKind::Info, Data::SameAsNow.text(lang).to_owned());
            return None;
        }
        Some(patch)
    }

    /// Returns the newest edits with the moment of each, newest first: what storage keeps one by one, across
    /// sessions and tabs; where it keeps none so, those of this session, at no known moment.
    pub async fn edits(self) -> Vec<(Option<i64>, Patch)> {
        let kept = match self.keeper() {
            Some(keeper) => keeper.edits().await,
            None => Vec::new(),
        };
        if kept.is_empty() {
            return self.with_history_untracked(|history| {
                let steps = history.steps();
                steps.map(|step| (None, step.patch.clone())).collect()
            });
        }
        kept.into_iter()
            .map(|(at_ms, patch)| (Some(at_ms), patch))
            .collect()
    }

    /// Goes back to a backup: an edit like any other, with a backup of now before it.
    ///
    /// A portfolio that cannot be read is left as it is: the backup is opened beside it.
    pub fn restore_backup(self, patch: Patch, when: &str) {
        let state = self.save_state().get_untracked().map(|report| report.state);
        if let Some(SaveState::LoadFailed { .. }) = state {
            let mut then = Workspace::default();
            apply(&mut then, &patch);
            return self.open_as_new(then);
        }
        self.commit(patch, None);
        let lang = self.lang().get_untracked();
        self.notify(NoticeKind::Done, Data::Restored.fill(lang, &[when]));
    }

    /// Opens a backup of a portfolio that is not open as one of its own, and leaves that portfolio as it is.
    pub async fn open_backup(self, of: PortfolioId, at_ms: i64, name: String) {
        let lang = self.lang().get_untracked();
        let Some(keeper) = self.keeper() else { return };
        match keeper.snapshot(Some(of), at_ms).await {
            Ok(then) => self.create(name, Origin::Copy, then),
            Err(_) => self.notify(
                NoticeKind::Problem,
                Data::BackupUnreadable.text(lang).to_owned(),
            ),
        }
    }

    /// Offers a backup as a file: of the open portfolio, or of this one.
    pub async fn save_backup(self, of: Option<PortfolioId>, at_ms: i64) {
        let lang = self.lang().get_untracked();
        let Some(keeper) = self.keeper() else { return };
        match keeper.snapshot(of, at_ms).await {
            Ok(then) => dom::download(
                &file_name(&then, &format!("backup-{at_ms}")),
                "application/json",
                &native::write(&then),
            ),
            Err(_) => self.notify(
                NoticeKind::Problem,
                Data::BackupUnreadable.text(lang).to_owned(),
            ),
        }
    }

    /// Offers the open portfolio as a file, and remembers when.
    pub fn save_to_file(self) {
        if self.save_looked_at() {
            return;
        }
        let day = self.today().get_untracked().to_string();
        let (name, text) = self
            .workspace()
            .with_untracked(|w| (file_name(w, &day), native::write(w)));
        dom::download(&name, "application/json", &text);
        self.copied(self.copies().with_untracked(|copies| copies.edits));
    }

    /// Adds a portfolio read from a file to the library and opens it.
    pub fn open_as_new(self, workspace: Workspace) {
        let name = workspace.portfolio().map(|p| p.name.to_string());
        self.create(name.unwrap_or_default(), Origin::Imported, workspace);
    }
}

pub(super) fn file_name(workspace: &Workspace, end: &str) -> String {
    let name = workspace.portfolio().map(|p| p.name.to_string());
    let plain: String = name
        .unwrap_or_default()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    format!("{plain}-{end}.json")
}
