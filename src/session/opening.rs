//! Opening portfolios: the library, the sample, a blank one.

use super::{NoticeKind, Page, Route, Session};
use crate::exchange::native;
use crate::model::{Kind, Record, Shared, Text, Value, Workspace};
use crate::store::browser::{Keeper, KeeperError};
use crate::store::{Blocked, Origin, PortfolioId, SaveReport, SaveState, Unreadable};
use crate::ui::dom;
use crate::words::{self, Lang, Shell};
use leptos::prelude::*;
use leptos::task::spawn_local;

impl Session {
    /// Starts the keeper and opens the portfolio that was open last, if there is one.
    ///
    /// `ready` turns true when it is known what to show.
    pub fn begin(self, ready: RwSignal<bool>) {
        spawn_local(async move {
            let keeper = Keeper::start(&dom::base_path()).await;
            keeper.on_state(move |report| self.heard(report));
            keeper.on_remote(move |workspace, patches| self.converge(workspace, &patches));
            keeper.on_library(move || self.library_changed());
            self.attach(keeper.clone());
            if !self.starts_shut() {
                self.open_any().await;
            }
            ready.set(true);
            if keeper.opens_late().await && !self.starts_shut() {
                self.open_any().await;
            }
        });
        self.watch();
    }

    /// Was the app asked to start with no portfolio open? The safe mode of the boot guard asks so, when
    /// opening the one that was open last is what stops the app.
    #[must_use]
    pub fn starts_shut(self) -> bool {
        self.route().with_untracked(|r| !r.get("safe").is_empty())
    }

    /// Opens the portfolio that was open last, else the one edited last, else shows the first screen.
    pub(super) async fn open_any(self) {
        let Some(keeper) = self.keeper() else { return };
        let last = self
            .prefs()
            .with_untracked(|p| PortfolioId::parse(&p.last_portfolio));
        let Ok(mut library) = keeper.library().await else {
            // Not an empty library: what is stored is not known.
            let mut report = keeper.report();
            if report.state == SaveState::Saved {
                let reason = Unreadable::Broken;
                report.state = SaveState::LoadFailed { reason };
            }
            return self.save_state().set(Some(report));
        };
        library.retain(|info| !info.deleted);
        let known = |id: &PortfolioId| library.iter().any(|info| info.id == *id);
        let first = library.first().map(|info| info.id);
        match last.filter(known).or(first) {
            Some(id) => self.open_from(&keeper, id).await,
            None => {
                if self.opened().with_untracked(Option::is_some) {
                    keeper.leave().await;
                    self.show(None, Workspace::default(), false);
                }
                self.save_state().set(Some(keeper.report()));
            }
        }
    }

    /// Takes in how safe the data is by now, and says what a person should know once.
    fn heard(self, report: SaveReport) {
        let reduced =
            |r: &SaveReport| r.reduced && !matches!(r.state, SaveState::MemoryOnly { .. });
        let before = self.save_state().get_untracked();
        if reduced(&report) && !before.as_ref().is_some_and(reduced) {
            let text = words::Data::ReducedNote.text(self.lang().get_untracked());
            self.notify(NoticeKind::Info, text.to_owned());
        }
        if !report.state.editable() && report.state != SaveState::Loading {
            self.read_only().set(true);
        }
        self.save_state().set(Some(report));
    }

    /// Can nothing be begun now, because what is stored here is not known or belongs to another version?
    #[must_use]
    pub fn stopped(self) -> bool {
        let state = self.save_state().get().map(|report| report.state);
        matches!(
            state,
            Some(
                SaveState::ReadOnlyNewer { .. }
                    | SaveState::LoadFailed { .. }
                    | SaveState::MemoryOnly {
                        reason: Blocked::Held
                    }
            )
        )
    }

    /// Will what is begun now be kept, as far as is known?
    #[must_use]
    pub fn saves(self) -> bool {
        let state = self.save_state().get().map(|report| report.state);
        matches!(
            state,
            None | Some(SaveState::Loading | SaveState::Saved | SaveState::Secured { .. })
        )
    }

    /// Tries again after trouble: to save, to read, or, where there is no database, from the beginning.
    pub fn try_again(self) {
        let Some(keeper) = self.keeper() else { return };
        match self.save_state().get_untracked().map(|report| report.state) {
            Some(SaveState::MemoryOnly { .. }) => dom::reload(),
            Some(SaveState::LoadFailed { .. }) => spawn_local(async move {
                match self.opened().get_untracked() {
                    Some(id) => self.open_from(&keeper, id).await,
                    None => self.open_any().await,
                }
            }),
            _ => keeper.retry(),
        }
    }

    /// Lets go of a portfolio whose stored data was cleared, and goes on with what is left.
    pub fn leave_cleared(self) {
        spawn_local(async move {
            self.open_any().await;
            self.go(&Route::to(Page::Cockpit));
        });
    }

    /// Opens a portfolio of the library.
    pub fn open(self, id: PortfolioId) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move { self.open_from(&keeper, id).await });
    }

    pub(super) async fn open_from(self, keeper: &Keeper, id: PortfolioId) {
        match keeper.open(id).await {
            Ok(opened) => {
                self.show(Some(id), opened.workspace, opened.read_only);
                let report = keeper.report();
                if report.quarantined > 0 {
                    let count = report.quarantined.to_string();
                    let lang = self.lang().get_untracked();
                    let text = words::Data::Quarantined.fill(lang, &[&count]);
                    self.notify(NoticeKind::Problem, text);
                }
                self.heard(report);
                self.prefs().update(|p| p.last_portfolio = id.to_string());
                if self.starts_shut() {
                    self.go(&Route::to(Page::Cockpit));
                }
            }
            Err(_) => self.notify(NoticeKind::Problem, self.say(Shell::OpenFailed)),
        }
    }

    /// Adds a portfolio to the library and opens it.
    pub fn create(self, name: String, origin: Origin, content: Workspace) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move { self.create_with(&keeper, &name, origin, content).await });
    }

    async fn create_with(self, keeper: &Keeper, name: &str, origin: Origin, content: Workspace) {
        match keeper.create(name, origin, Some(content)).await {
            Ok(id) => {
                self.open_from(keeper, id).await;
                self.go(&Route::to(Page::Cockpit));
            }
            Err(error) => self.not_added(error),
        }
    }

    /// Says why a portfolio was not added to the library.
    pub(super) fn not_added(self, error: KeeperError) {
        let words = match error {
            KeeperError::Full => Shell::AddFull,
            _ => Shell::AddFailed,
        };
        self.notify(NoticeKind::Problem, self.say(words));
    }

    /// Opens a portfolio with nothing in it but its settings.
    pub fn create_blank(self) {
        let lang = self.lang().get_untracked();
        let name = Shell::NewPortfolio.text(lang);
        self.create(
            name.to_owned(),
            Origin::Blank,
            blank(name, self.fresh_id(), lang),
        );
    }

    /// Reads the sample portfolio beside the page and opens it; opens the one that is there already.
    pub fn open_sample(self) {
        let Some(keeper) = self.keeper() else { return };
        spawn_local(async move {
            let library = keeper.library().await.unwrap_or_default();
            if let Some(info) = library
                .iter()
                .find(|info| info.origin == Origin::Sample && !info.deleted)
            {
                self.open_from(&keeper, info.id).await;
                self.go(&Route::to(Page::Cockpit));
                return;
            }
            let bytes =
                dom::fetch_bytes(&dom::of_build("sample.json"), native::LARGEST, None).await;
            let read = bytes.ok().and_then(|bytes| native::read(&bytes).ok());
            match read {
                Some(read) => {
                    let name = read
                        .workspace
                        .portfolio()
                        .map(|p| p.name.to_string())
                        .unwrap_or_default();
                    self.create_with(&keeper, &name, Origin::Sample, read.workspace)
                        .await;
                }
                None => self.notify(NoticeKind::Problem, self.say(Shell::SampleFailed)),
            }
        });
    }

    fn say(self, key: Shell) -> String {
        key.text(self.lang().get_untracked()).to_owned()
    }

    /// The settings record of the open portfolio.
    #[must_use]
    pub fn portfolio(self) -> Memo<Option<Shared<crate::model::Portfolio>>> {
        Memo::new(move |_| self.workspace().with(|w| w.portfolio().cloned()))
    }
}

/// Returns a portfolio with nothing in it but its settings.
fn blank(name: &str, id: crate::model::RawId, lang: Lang) -> Workspace {
    let mut workspace = Workspace::default();
    let currency = crate::model::Currency::EUR.code().to_owned();
    let values: [(Text, Value); 2] = [
        ("name".into(), Value::Text(name.into())),
        ("currency".into(), Value::Text(currency.into())),
    ];
    let _ = workspace.insert_with(Kind::Portfolio, id, values);
    if lang == Lang::Fr {
        let _ = workspace.set(
            Kind::Portfolio,
            id,
            "holidays",
            Some(Value::Choice("fr".into())),
        );
    }
    debug_assert!(workspace.portfolio().is_some_and(|p| p.raw_id() == id));
    workspace
}
