//! The state of an import while the page is open, and its steps.

use crate::edit::Patch;
use crate::exchange::csv::{
    Column, InspectError, Inspection, Mapping, Options, Outcome, Target, dry_run, inspect_as,
    propose,
};
use crate::exchange::msproject;
use crate::exchange::native::{self, Fault, Report};
use crate::exchange::plan_file::Planner;
use crate::model::{Kind, Workspace};
use crate::session::{Page, Reading, Route, Run, Session};
use crate::words::importing;
use leptos::{ev, prelude::*, task::spawn_local};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A place to drop a file on.
    Nothing,
    /// A table, its columns and what it would change.
    Table,
    /// A portfolio saved by this app, or what is wrong with it.
    Native,
    /// A plan of another planner and what it would change.
    Plan,
    /// What was imported.
    Done,
}

/// A native file that was read, or not.
#[derive(Clone, Debug)]
pub(super) enum Native {
    /// What it holds.
    Good(Box<(Workspace, Report)>),
    /// Its wrong records: the first of them and how many.
    Bad(Vec<Fault>, usize),
}

/// What was imported.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Imported {
    pub file: String,
    pub created: usize,
    pub updated: usize,
    pub unchanged: usize,
    pub lost: usize,
    pub others: BTreeMap<Kind, usize>,
}

thread_local! {
    /// A file dropped where no import was open.
    static DROPPED: RefCell<Option<web_sys::File>> = const { RefCell::new(None) };
    /// What was imported, while the page is built anew around a new portfolio.
    static CARRIED: RefCell<Option<Imported>> = const { RefCell::new(None) };
}

/// Rises with each dropped file.
#[derive(Clone, Copy)]
struct Drops(RwSignal<u32>);

/// Takes files dropped anywhere in the window to the import. Call it once, at the root.
pub fn install_drop(session: Session) {
    let drops = Drops(RwSignal::new(0));
    provide_context(drops);
    let over = window_event_listener(ev::dragover, |event| event.prevent_default());
    let drop = window_event_listener(ev::drop, move |event| {
        event.prevent_default();
        let Some(file) = event.data_transfer().and_then(|d| d.files()?.get(0)) else {
            return;
        };
        DROPPED.with_borrow_mut(|slot| *slot = Some(file));
        session.go(&Route::to(Page::Import));
        drops.0.update(|turn| *turn += 1);
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// The state of one import.
#[derive(Clone, Copy)]
pub(super) struct Flow {
    pub session: Session,
    pub shown: RwSignal<Shown>,
    pub reading: Reading,
    /// Why the file cannot be used, as a sentence.
    pub trouble: RwSignal<Option<String>>,
    /// Name and bytes.
    pub(super) file: RwSignal<Option<(String, Arc<Vec<u8>>)>>,
    pub options: RwSignal<Options>,
    pub inspection: RwSignal<Option<Arc<Inspection>>>,
    pub mapping: RwSignal<Option<Mapping>>,
    /// The import makes a portfolio of its own.
    pub apart: RwSignal<bool>,
    /// The portfolio that the import goes into.
    pub base: RwSignal<Workspace>,
    /// What the import would do.
    pub outcome: Memo<Option<Arc<Outcome>>>,
    pub native: RwSignal<Option<Native>>,
    /// A plan of another planner that was read.
    pub plan: RwSignal<Option<Arc<msproject::file::Plan>>>,
    /// Each summary of its first level becomes a project.
    pub split: RwSignal<bool>,
    pub done: RwSignal<Option<Imported>>,
}

impl Flow {
    pub(super) fn new(session: Session) -> Self {
        let carried = CARRIED.with_borrow_mut(Option::take);
        let inspection = RwSignal::new(None::<Arc<Inspection>>);
        let mapping = RwSignal::new(None::<Mapping>);
        let base = RwSignal::new(Workspace::default());
        let outcome = Memo::new_with_compare(
            move |_| {
                let inspection = inspection.get()?;
                mapping.with(|mapping| {
                    let mapping = mapping.as_ref()?;
                    let mut fresh = || session.fresh_id();
                    Some(Arc::new(base.with(|base| {
                        dry_run(&inspection, mapping, base, &mut fresh)
                    })))
                })
            },
            |_, _| true,
        );
        Self {
            session,
            shown: RwSignal::new(if carried.is_some() {
                Shown::Done
            } else {
                Shown::Nothing
            }),
            reading: Reading::new(),
            trouble: RwSignal::new(None),
            file: RwSignal::new(None),
            options: RwSignal::new(Options::default()),
            inspection,
            mapping,
            apart: RwSignal::new(true),
            base,
            outcome,
            native: RwSignal::new(None),
            plan: RwSignal::new(None),
            split: RwSignal::new(false),
            done: RwSignal::new(carried),
        }
    }

    /// Takes files that are dropped anywhere while the page is open, or that led here.
    pub(super) fn follow_drops(self) {
        let drops = use_context::<Drops>();
        Effect::new(move || {
            if let Some(drops) = drops {
                drops.0.track();
            }
            if let Some(file) = DROPPED.with_borrow_mut(Option::take) {
                self.take(file);
            }
        });
    }

    /// The bytes of the file.
    pub(super) fn bytes(self) -> Arc<Vec<u8>> {
        let bytes = self
            .file
            .with_untracked(|file| file.as_ref().map(|(_, bytes)| Arc::clone(bytes)));
        bytes.unwrap_or_default()
    }

    pub(super) fn file_name(self) -> String {
        self.file.with(|file| {
            file.as_ref()
                .map(|(name, _)| name.clone())
                .unwrap_or_default()
        })
    }

    /// Back to the choice of a file.
    pub(super) fn reset(self) {
        self.reading.stop();
        self.trouble.set(None);
        self.native.set(None);
        self.plan.set(None);
        self.split.set(false);
        self.inspection.set(None);
        self.mapping.set(None);
        self.done.set(None);
        self.options.set(Options::default());
        self.shown.set(Shown::Nothing);
    }

    /// Reads a file that a person chose.
    pub(super) fn take(self, file: web_sys::File) {
        self.reset();
        spawn_local(async move {
            let name = file.name();
            let mut run = self.reading.begin();
            let Some(bytes) = run.bytes(self.session, &file).await else {
                return;
            };
            match bytes {
                Ok(bytes) => {
                    let apart = self.session.imports_apart();
                    self.apart.set(apart);
                    self.base.set(self.session.import_base(&stem(&name), apart));
                    let start = bytes
                        .iter()
                        .find(|b| !b.is_ascii_whitespace() && **b < 0x80);
                    let json = start == Some(&b'{') || name.to_lowercase().ends_with(".json");
                    let planner = Planner::of(&name, &bytes);
                    self.file.set(Some((name, Arc::new(bytes))));
                    if json {
                        self.read_native(&mut run).await
                    } else if let Some(planner) = planner {
                        self.read_plan(&mut run, planner).await
                    } else {
                        self.inspect()
                    }
                }
                Err(text) => self.trouble.set(Some(text)),
            }
        });
    }

    async fn read_native(self, run: &mut Run) {
        let Some((name, bytes)) = self.file.get_untracked() else {
            return;
        };
        let Some(read) = run.salvage(&bytes).await else {
            return;
        };
        let lang = self.session.lang().get_untracked();
        // What a newer version wrote is shown as far as it is understood.
        match read.and_then(native::Read::shown) {
            Ok(read) => {
                self.native
                    .set(Some(Native::Good(Box::new((read.workspace, read.report)))));
                self.shown.set(Shown::Native);
            }
            Err(native::ReadError::Faults { faults, count }) => {
                self.native.set(Some(Native::Bad(faults, count)));
                self.shown.set(Shown::Native);
            }
            Err(error) => self
                .trouble
                .set(Some(importing::read_error(&name, &error, lang))),
        }
    }

    /// Cuts the file up anew with the options of the moment and proposes a mapping.
    pub(super) fn inspect(self) {
        let Some((name, bytes)) = self.file.get_untracked() else {
            return;
        };
        match inspect_as(&bytes, &name, self.options.get_untracked()) {
            Ok(inspection) => {
                let mapping = self.base.with_untracked(|base| propose(&inspection, base));
                self.trouble.set(None);
                self.mapping.set(None);
                self.inspection.set(Some(Arc::new(inspection)));
                self.mapping.set(Some(mapping));
                self.shown.set(Shown::Table);
            }
            Err(error) => self.refuse(&name, error),
        }
    }

    fn refuse(self, name: &str, error: InspectError) {
        let lang = self.session.lang().get_untracked();
        self.trouble
            .set(Some(importing::inspect_error(name, error, lang)));
    }

    /// Changes how the file is cut up.
    pub(super) fn choose(self, change: impl FnOnce(&mut Options)) {
        self.options.update(change);
        self.inspect();
    }

    /// Chooses whether the import makes a portfolio of its own or goes into the open one.
    pub(super) fn set_apart(self, apart: bool) {
        let name = stem(&self.file_name());
        self.apart.set(apart);
        self.base.set(self.session.import_base(&name, apart));
        // What a column means may hang on what is there already.
        if self.plan.with_untracked(Option::is_none) {
            self.inspect();
        }
    }

    /// Changes the mapping.
    pub(super) fn map(self, change: impl FnOnce(&mut Mapping)) {
        self.mapping.update(|mapping| {
            if let Some(mapping) = mapping {
                change(mapping);
            }
        });
    }

    /// Changes one column.
    pub(super) fn map_column(self, place: usize, change: impl FnOnce(&mut Column)) {
        self.map(|mapping| {
            if let Some(column) = mapping.columns.get_mut(place) {
                change(column);
                column.sure = true;
            }
        });
    }

    /// One column of the mapping.
    pub(super) fn column(self, place: usize) -> Memo<Option<Column>> {
        let mapping = self.mapping;
        Memo::new(move |_| mapping.with(|m| m.as_ref()?.columns.get(place).cloned()))
    }

    /// Chooses what a column becomes; a rating without a name is called after its column.
    pub(super) fn retarget(self, place: usize, key: &str) {
        let Some(mut target) = Target::from_key(key) else {
            return;
        };
        if target == Target::Rating("".into()) {
            let named = self.inspection.with_untracked(|i| {
                let heading = i.as_ref()?.headings.get(place)?;
                Some(heading.label.chars().take(60).collect::<String>())
            });
            target = Target::Rating(named.unwrap_or_default().into());
        }
        self.map_column(place, |column| column.target = target);
    }

    /// Applies the import as one step.
    pub(super) fn apply(self) {
        let (Some(inspection), Some(mapping)) = (
            self.inspection.get_untracked(),
            self.mapping.get_untracked(),
        ) else {
            return;
        };
        let base = self.base_now();
        let session = self.session;
        let outcome = dry_run(&inspection, &mapping, &base, &mut || session.fresh_id());
        let imported = Imported {
            file: inspection.file_name.clone(),
            created: outcome.created,
            updated: outcome.updated,
            unchanged: outcome.unchanged,
            lost: outcome.problems.iter().filter(|p| p.code.loses()).count(),
            others: outcome.others.clone(),
        };
        self.take_over(base, imported, outcome.patch);
    }

    /// What an import is compared with, as it stands now: another tab may have changed it.
    pub(super) fn base_now(self) -> Workspace {
        if self.apart.get_untracked() {
            self.base.get_untracked()
        } else {
            self.session.workspace().get_untracked()
        }
    }

    /// Applies a patch as the import.
    pub(super) fn take_over(self, base: Workspace, imported: Imported, patch: Patch) {
        let opened = self.session.opened().with_untracked(Option::is_some);
        let name = stem(&imported.file);
        let done = Callback::new(move |()| {
            if opened {
                self.done.set(Some(imported.clone()));
                self.shown.set(Shown::Done);
            } else {
                // The page of the first run gives way to that of the app.
                CARRIED.with_borrow_mut(|slot| *slot = Some(imported.clone()));
            }
        });
        let apart = self.apart.get_untracked();
        self.session.take_import(base, apart, name, patch, done);
    }
}

/// The name of a file without its ending.
pub(super) fn stem(name: &str) -> String {
    name.rsplit_once('.')
        .map_or(name, |(stem, _)| stem)
        .to_owned()
}
