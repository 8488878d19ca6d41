//! Taking over what an import prepared.

use super::{NoticeKind, Session};
use crate::edit::{Comparison, Patch};
use crate::exchange::msproject::{ReadError, file::Plan};
use crate::exchange::plan_file::{self, Planner};
use crate::exchange::{csv, native};
use crate::model::{Currency, Date, Kind, Text, Value, Workspace};
use crate::store::Origin;
use crate::ui::dom;
use crate::words::{Import, deed_label, importing};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How long a page may be busy with a file at a stretch, in milliseconds: a few of them, where a browser takes
/// its tasks in another order, are still less than what a person notices.
const STRETCH_MS: f64 = 20.0;

/// A file that is being read in pieces: how far it is, and the way to stop it.
#[derive(Clone, Copy)]
pub struct Reading {
    share: RwSignal<Option<usize>>,
    /// Rises when the one under way is to stop.
    turn: StoredValue<u32>,
}

impl Reading {
    /// Nothing is being read. Where the owner of this goes, what is being read stops.
    #[must_use]
    pub fn new() -> Self {
        Self {
            share: RwSignal::new(None),
            turn: StoredValue::new(0),
        }
    }

    /// How many hundredths are read; `None` when nothing is being read, or nothing that takes its time.
    #[must_use]
    pub fn share(self) -> Option<usize> {
        self.share.get()
    }

    /// Stops it; nothing of the file is taken.
    pub fn stop(self) {
        let _ = self
            .turn
            .try_update_value(|turn| *turn = turn.wrapping_add(1));
        let _ = self.share.try_set(None);
    }

    /// Begins with a file; what is under way stops.
    #[must_use]
    pub fn begin(self) -> Run {
        self.stop();
        Run {
            of: self,
            mine: self.turn.try_get_value(),
            since: dom::elapsed_ms(),
        }
    }
}

/// The work on one file: the page answers in between. What is given back is `None` when it was stopped.
pub struct Run {
    of: Reading,
    /// The turn that it has while nobody stopped it.
    mine: Option<u32>,
    since: f64,
}

impl Run {
    /// Lets the page answer if it was busy for long, with the hundredths that are done; says whether to go on.
    async fn goes_on(&mut self, share: usize) -> bool {
        if dom::elapsed_ms() - self.since > STRETCH_MS {
            let _ = self.of.share.try_set(Some(share));
            dom::breathe().await;
            self.since = dom::elapsed_ms();
        }
        self.is_wanted()
    }

    fn is_wanted(&self) -> bool {
        self.mine.is_some() && self.of.turn.try_get_value() == self.mine
    }

    /// Reads the bytes of a chosen file; says why it cannot be read.
    pub async fn bytes(
        &mut self,
        session: Session,
        file: &web_sys::File,
    ) -> Option<Result<Vec<u8>, String>> {
        let bytes = session.file_to_import(file).await;
        // Reading them is the browser's work, and the page answered meanwhile.
        self.since = dom::elapsed_ms();
        self.is_wanted().then_some(bytes)
    }

    /// Reads a native file as far as it can be read.
    pub async fn salvage(
        &mut self,
        bytes: &[u8],
    ) -> Option<Result<native::Read, native::ReadError>> {
        let whole = bytes.len().max(1);
        let turn = async |done: usize| self.goes_on(done.saturating_mul(100) / whole).await;
        native::salvage_in_turns(bytes, turn).await
    }

    /// Finds what differs between two portfolios.
    pub async fn difference(&mut self, mine: &Workspace, theirs: &Workspace) -> Option<Patch> {
        let mut comparison = Comparison::new(mine, theirs);
        while comparison.step() {
            if !self.goes_on(100).await {
                return None;
            }
        }
        Some(comparison.patch())
    }

    /// Reads a plan of another planner.
    pub async fn plan(
        &mut self,
        planner: Planner,
        bytes: &[u8],
    ) -> Option<Result<Plan, ReadError>> {
        let mut reading = match plan_file::Reading::new(planner, bytes) {
            Ok(reading) => reading,
            Err(error) => return Some(Err(error)),
        };
        loop {
            match reading.step() {
                Ok(true) => return Some(reading.finish()),
                Ok(false) => {}
                Err(error) => return Some(Err(error)),
            }
            if !self.goes_on(reading.percent()).await {
                return None;
            }
        }
    }
}

impl Drop for Run {
    fn drop(&mut self) {
        if self.is_wanted() {
            let _ = self.of.share.try_set(None);
        }
    }
}

impl Default for Reading {
    fn default() -> Self {
        Self::new()
    }
}

impl Session {
    /// Returns whether an import makes a new portfolio unless a person says otherwise: where none is
    /// open, and where the open one is made-up data, with which nobody mixes the real.
    #[must_use]
    pub fn imports_apart(self) -> bool {
        self.opened().with_untracked(Option::is_none)
            || self
                .workspace()
                .with_untracked(|w| w.portfolio().is_some_and(|p| p.sample))
    }

    /// Returns the portfolio that an import goes into: an empty one of this name, or the open one.
    #[must_use]
    pub fn import_base(self, name: &str, apart: bool) -> Workspace {
        if !apart {
            return self.workspace().get_untracked();
        }
        let mut workspace = Workspace::default();
        let values: [(Text, Value); 2] = [
            ("name".into(), Value::Text(name.into())),
            ("currency".into(), Value::Text(Currency::EUR.code().into())),
        ];
        let _ = workspace.insert_with(Kind::Portfolio, self.fresh_id(), values);
        workspace
    }

    /// Applies an import as one undoable step; `apart` from the open portfolio, it makes `base` one first.
    ///
    /// `done` is called after it; a refusal is told as a message and `done` is not called.
    pub fn take_import(
        self,
        base: Workspace,
        apart: bool,
        name: String,
        mut patch: Patch,
        done: Callback<()>,
    ) {
        let lang = self.lang().get_untracked();
        patch.author = self
            .prefs()
            .with_untracked(|p| Text::from(p.author.as_str()));
        if !apart && self.read_only().get_untracked() {
            let text = crate::words::Shell::ReadOnlyRefusal.text(lang);
            return self.notify(NoticeKind::Problem, text.to_owned());
        }
        let finish = move |patch: Patch| {
            let label = patch.label.clone();
            self.commit(patch, None);
            self.notify(NoticeKind::Done, deed_label(&label, lang));
        };
        if !apart {
            finish(patch);
            return done.run(());
        }
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move {
            let id = match keeper.create(&name, Origin::Imported, Some(base)).await {
                Ok(id) => id,
                Err(error) => return self.not_added(error),
            };
            let Ok(opened) = keeper.open(id).await else {
                return self.notify(NoticeKind::Problem, Import::Failed.text(lang).to_owned());
            };
            // What is to be shown afterwards must be known before the page is built anew.
            done.run(());
            self.show(Some(opened.id), opened.workspace, opened.read_only);
            self.save_state().set(Some(keeper.report()));
            self.prefs()
                .update(|p| p.last_portfolio = opened.id.to_string());
            finish(patch);
        });
    }

    /// Opens a portfolio that was read from a file, beside the others.
    pub fn take_file(self, name: String, workspace: Workspace) {
        self.create(name, Origin::Imported, workspace);
    }

    /// Reads the bytes of a chosen file; says why it cannot be read.
    ///
    /// # Errors
    /// The sentence to show.
    async fn file_to_import(self, file: &web_sys::File) -> Result<Vec<u8>, String> {
        let lang = self.lang().get_untracked();
        let name = file.name();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let size = file.size() as usize;
        if size > native::LARGEST {
            return Err(importing::too_large(&name, size, native::LARGEST, lang));
        }
        dom::file_bytes(file)
            .await
            .map_err(|_| Import::Unreadable.fill(lang, &[&name]))
    }

    /// Reads a day as people write it.
    #[must_use]
    pub fn day_of(self, text: &str) -> Option<Date> {
        csv::day(text)
    }
}
