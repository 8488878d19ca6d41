//! The live handle: the document signal, history, answers, address, preferences and notices.

use super::notices::Notice;
use super::team::Team;
use super::watch::Watch;
use super::{NoticeKind, Page, Prefs, Route};
use crate::analysis::{Answers, refresh};
use crate::edit::{Command, History, Label, Patch, Refusal, apply, overruled, plan};
use crate::model::{Date, Id, Kind, Project, RawId, Shared, Stored, Text, Workspace};
use crate::store::browser::Keeper;
use crate::store::{PortfolioId, SaveReport, SaveState};
use crate::words::{Lang, Shell};
use leptos::prelude::*;

/// The one handle that pages and panels use. Copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Session {
    workspace: RwSignal<Workspace>,
    pub(super) history: StoredValue<History>,
    /// Rises with each change of the history, so that buttons can follow it.
    history_turn: RwSignal<u64>,
    answers: Memo<Answers>,
    today: Memo<Date>,
    weather: Memo<bool>,
    clock: RwSignal<Date>,
    route: RwSignal<Route>,
    prefs: RwSignal<Prefs>,
    lang: Memo<Lang>,
    pub(super) notices: RwSignal<Vec<Notice>>,
    pub(super) notice_number: StoredValue<u64>,
    /// What is watched around the document: names, copies, protection.
    pub(super) watch: Watch,
    pub(super) team: Team,
    save_state: RwSignal<Option<SaveReport>>,
    read_only: RwSignal<bool>,
    opened: RwSignal<Option<PortfolioId>>,
    keeper: StoredValue<Option<Keeper>, LocalStorage>,
    pub(super) panel: RwSignal<super::Panel>,
}

impl Session {
    /// Builds the session of a page load and provides it as context. Call it once, at the root.
    pub fn provide(prefs: Prefs, browser_language: String, device_day: Date, route: Route) -> Self {
        let workspace = RwSignal::new(Workspace::default());
        let route = RwSignal::new(route);
        let clock = RwSignal::new(device_day);
        let prefs = RwSignal::new(prefs);
        let lang = Memo::new(move |_| prefs.with(|p| p.language).in_force(&browser_language));
        let as_of = Memo::new(move |_| route.with(Route::as_of));
        let status_date =
            Memo::new(move |_| workspace.with(|w| w.portfolio().and_then(|p| p.status_date)));
        let today = Memo::new(move |_| as_of.get().or(status_date.get()).unwrap_or(clock.get()));
        // Records compare by pointer inside; comparing whole answers would cost more than it saves.
        let answers = Memo::new_with_compare(
            move |previous: Option<&Answers>| workspace.with(|w| refresh(previous, w, today.get())),
            |_, _| true,
        );
        let session = Self {
            workspace,
            history: StoredValue::new(History::default()),
            history_turn: RwSignal::new(0),
            answers,
            today,
            weather: Memo::new(move |_| {
                workspace.with(|w| w.portfolio().is_some_and(|p| p.weather))
            }),
            clock,
            route,
            prefs,
            lang,
            notices: RwSignal::new(Vec::new()),
            notice_number: StoredValue::new(0),
            watch: Watch::default(),
            team: Team::default(),
            save_state: RwSignal::new(None),
            read_only: RwSignal::new(false),
            opened: RwSignal::new(None),
            keeper: StoredValue::new_local(None),
            panel: RwSignal::new(super::Panel::default()),
        };
        provide_context(session);
        session
    }

    /// Plans and applies a command; on success it is journalled, undoable and shown.
    ///
    /// # Errors
    /// [`Refusal`] with the reason; nothing is changed then.
    pub fn dispatch(self, command: &Command) -> Result<(), Refusal> {
        self.dispatch_marked(command, None)
    }

    /// Like [`Self::dispatch`]; steps with the same mark in a row are one step for undo.
    ///
    /// # Errors
    /// [`Refusal`] with the reason; nothing is changed then.
    pub fn dispatch_marked(self, command: &Command, mark: Option<u64>) -> Result<(), Refusal> {
        if self.refuses() {
            return Err(Refusal::Nothing);
        }
        let mut patch = self
            .workspace
            .with_untracked(|workspace| plan(workspace, command))?;
        patch.author = self.prefs.with_untracked(|p| Text::from(p.author.as_str()));
        self.commit(patch, mark);
        Ok(())
    }

    /// Applies a patch that was planned elsewhere (an import, a merge) as one undoable step.
    pub fn commit(self, patch: Patch, mark: Option<u64>) {
        if self.refuses() {
            return;
        }
        self.keep_before(&patch);
        self.take(&patch);
        self.history
            .update_value(|history| history.record(patch, mark));
        self.history_turn.update(|turn| *turn += 1);
    }

    /// Takes the newest step back. Returns its name.
    pub fn undo(self) -> Option<Label> {
        self.step(History::undo)
    }

    /// Takes the newest undone step forth again. Returns its name.
    pub fn redo(self) -> Option<Label> {
        self.step(History::redo)
    }

    fn step(self, turn: fn(&mut History) -> Option<Patch>) -> Option<Label> {
        let patch = self.history.try_update_value(turn).flatten()?;
        self.take(&patch);
        self.history_turn.update(|turn| *turn += 1);
        Some(patch.label)
    }

    /// Says why nothing can be edited, where that is so.
    fn refuses(self) -> bool {
        let refuses = self.read_only.get_untracked();
        if refuses {
            let text = self.why_read_only().text(self.lang.get_untracked());
            self.notify(NoticeKind::Problem, text.to_owned());
        }
        refuses
    }

    /// The sentence that says why nothing can be edited.
    pub(super) fn why_read_only(self) -> Shell {
        match self.save_state.get_untracked().map(|report| report.state) {
            Some(SaveState::NotSaved { .. }) => Shell::SaveOutdated,
            Some(SaveState::LoadFailed { .. }) => Shell::LoadFailed,
            _ => Shell::ReadOnlyRefusal,
        }
    }

    /// Journals, then shows: the order that loses nothing.
    fn take(self, patch: &Patch) {
        self.keeper.with_value(|keeper| {
            if let Some(keeper) = keeper {
                keeper.record(patch);
            }
        });
        self.edited();
        self.workspace.update(|workspace| apply(workspace, patch));
    }

    /// Returns the names of the steps that undo and redo would take.
    #[must_use]
    pub fn undo_redo(self) -> (Option<Label>, Option<Label>) {
        self.history_turn.track();
        self.history
            .with_value(|history| (history.next_undo().cloned(), history.next_redo().cloned()))
    }

    /// Reads the steps of this session without following them.
    pub fn with_history_untracked<R>(self, read: impl FnOnce(&History) -> R) -> R {
        self.history.with_value(read)
    }

    /// Follows the steps of this session, whatever they are.
    pub fn follow_history(self) {
        self.history_turn.track();
    }

    /// Shows a portfolio that was opened, with a fresh history.
    pub fn show(self, id: Option<PortfolioId>, workspace: Workspace, read_only: bool) {
        self.history.set_value(History::default());
        self.history_turn.update(|turn| *turn += 1);
        self.read_only.set(read_only);
        self.forget_file();
        self.opened.set(id);
        self.panel.set(super::Panel::default());
        self.workspace.set(workspace);
    }

    /// Shows what another tab did, and says where it overruled this one; undo keeps to the steps of this one.
    pub fn converge(self, workspace: Workspace, theirs: &[Patch]) {
        self.count_edits(theirs.len());
        let lost = self.workspace.with_untracked(|shown| {
            self.history.with_value(|history| {
                let own = history.steps().map(|step| &step.patch);
                overruled(own, theirs, shown, &workspace)
            })
        });
        self.workspace.set(workspace);
        self.say_overruled(&lost);
    }

    /// Hands over the keeper of the data.
    pub fn attach(self, keeper: Keeper) {
        self.keeper.set_value(Some(keeper));
    }

    /// Returns the keeper of the data; `None` until storage has answered.
    #[must_use]
    pub fn keeper(self) -> Option<Keeper> {
        self.keeper.with_value(Clone::clone)
    }

    /// The document.
    #[must_use]
    pub fn workspace(self) -> RwSignal<Workspace> {
        self.workspace
    }

    /// Everything computed from the document.
    #[must_use]
    pub fn answers(self) -> Memo<Answers> {
        self.answers
    }

    /// One record; quiet while others change.
    #[must_use]
    pub fn record<K: Stored + Send + Sync>(self, id: Id<K>) -> Memo<Option<Shared<K>>> {
        Memo::new(move |_| self.workspace.with(|w| K::table(w).get(&id).cloned()))
    }

    /// The id of the open portfolio in the library; `None` before one is open.
    #[must_use]
    pub fn opened(self) -> RwSignal<Option<PortfolioId>> {
        self.opened
    }

    /// Whether edits are refused (a file of a newer version).
    #[must_use]
    pub fn read_only(self) -> RwSignal<bool> {
        self.read_only
    }

    /// How safe the data is; `None` before a portfolio is open.
    #[must_use]
    pub fn save_state(self) -> RwSignal<Option<SaveReport>> {
        self.save_state
    }

    /// The status date: from the address, else the portfolio, else the device.
    #[must_use]
    pub fn today(self) -> Memo<Date> {
        self.today
    }

    /// Does this portfolio show weather signs in place of status marks?
    #[must_use]
    pub fn weather(self) -> Memo<bool> {
        self.weather
    }

    /// The day of the device; the app sets it again when the day turns.
    #[must_use]
    pub fn clock(self) -> RwSignal<Date> {
        self.clock
    }

    /// The address.
    #[must_use]
    pub fn route(self) -> RwSignal<Route> {
        self.route
    }

    /// Goes to another address, as a link does.
    pub fn go(self, route: &Route) {
        crate::ui::dom::set_fragment(&self.keeping_as_of(route).href());
    }

    /// Changes one setting of the view without a new entry in the browser's history.
    pub fn set_view(self, name: &str, value: &str) {
        let next = self.route.with_untracked(|route| route.with(name, value));
        crate::ui::dom::replace_fragment(&next.href());
        self.route.set(next);
    }

    /// Returns the link to a page; it keeps a status date that the address fixes.
    #[must_use]
    pub fn href(self, page: Page) -> String {
        self.link(&Route::to(page))
    }

    /// Returns the link to a project's page at a tab. The caller follows the project's record: its code
    /// is part of the link.
    #[must_use]
    pub fn project_href(self, id: Id<Project>, tab: &str) -> String {
        self.href(Page::Project(self.project_key(id), tab.to_owned()))
    }

    /// Goes to a project's page.
    pub fn go_to_project(self, id: Id<Project>) {
        self.go(&Route::to(Page::Project(
            self.project_key(id),
            String::new(),
        )));
    }

    fn project_key(self, id: Id<Project>) -> String {
        self.workspace
            .with_untracked(|w| super::key_of_record(w, Kind::Project, id.raw()))
    }

    /// Returns the link to a view; it keeps a status date that the address fixes.
    #[must_use]
    pub fn link(self, route: &Route) -> String {
        self.route.track();
        self.keeping_as_of(route).href()
    }

    fn keeping_as_of(self, route: &Route) -> Route {
        let as_of = self
            .route
            .with_untracked(|current| current.get("as-of").to_owned());
        if as_of.is_empty() || !route.get("as-of").is_empty() {
            route.clone()
        } else {
            route.with("as-of", &as_of)
        }
    }

    /// The preferences.
    #[must_use]
    pub fn prefs(self) -> RwSignal<Prefs> {
        self.prefs
    }

    /// The language in force.
    #[must_use]
    pub fn lang(self) -> Memo<Lang> {
        self.lang
    }

    /// A fresh identity.
    #[must_use]
    pub fn fresh_id(self) -> RawId {
        self.workspace()
            .with_untracked(|w| w.unused_id(&mut crate::ui::dom::fresh_id))
    }
}

/// Returns the session. Only pages, panels and the shell call it.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}
