//! The board: tasks as cards by where they stand, moved by drag, by keys and by menu.

mod card;
mod head;

use super::doing;
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::plan::board::{BoardWish, COLUMNS, Lane, SetBesides, SprintPick, lanes, moved};
use crate::session::{NoticeKind, Session, scope_of, use_session};
use crate::ui::widgets::{Empty, Segmented};
use crate::ui::{dom, said};
use crate::words::{Board as Words, format, lower};
use leptos::prelude::*;

/// Cards of a column before the rest is asked for; with lanes there are more columns.
const SHOWN: usize = 40;
const SHOWN_IN_LANE: usize = 12;

/// What the parts of the board share.
#[derive(Clone, Copy)]
pub(super) struct View {
    session: Session,
    project: Option<Id<Project>>,
    wish: Memo<BoardWish>,
    /// The card that has the focus, or had it last.
    active: RwSignal<Option<Id<Task>>>,
    /// The card that is dragged.
    dragged: RwSignal<Option<Id<Task>>>,
    /// The column that a narrow screen shows.
    column: RwSignal<usize>,
    /// How many times more cards were asked for.
    more: RwSignal<usize>,
}

/// The name of a column.
pub(super) const fn column_name(state: TaskState) -> Words {
    match state {
        TaskState::Todo => Words::Todo,
        TaskState::Doing => Words::Doing,
        TaskState::Blocked => Words::Blocked,
        TaskState::Done => Words::Done,
    }
}

fn wish_of(session: Session, project: Option<Id<Project>>) -> BoardWish {
    session.route().with(|route| {
        let sprint = match route.get("sprint") {
            "" => SprintPick::All,
            "none" => SprintPick::Without,
            key => RawId::parse(key).map_or(SprintPick::All, |id| SprintPick::Of(Id::new(id))),
        };
        let scope = session
            .workspace()
            .with(|w| scope_of(w, route.get("scope")));
        BoardWish {
            project,
            scope,
            sprint,
            owner: RawId::parse(route.get("owner")).map(Id::new),
            find: route.get("q").to_lowercase(),
            by_sprint: route.get("lanes") == "sprint",
        }
    })
}

impl View {
    /// Moves a card to a column, to a sprint, or both, and says what was set.
    fn move_card(self, task: Id<Task>, to: Option<TaskState>, sprint: Option<Option<Id<Sprint>>>) {
        let session = self.session;
        let (today, lang) = (
            session.today().get_untracked(),
            session.lang().get_untracked(),
        );
        let record = session
            .workspace()
            .with_untracked(|w| w.tasks.get(&task).cloned());
        let Some(record) = record else { return };
        let (mut commands, besides) = match to {
            Some(to) => moved(&record, to, today),
            None => (Vec::new(), SetBesides::Nothing),
        };
        let is_moved = !commands.is_empty();
        if let Some(sprint) = sprint.filter(|sprint| *sprint != record.sprint) {
            commands.push(Command::Set {
                kind: Kind::Task,
                id: task.raw(),
                key: "sprint".into(),
                value: sprint.map(|id| Value::Ref(id.raw())),
            });
        }
        if commands.is_empty() {
            return;
        }
        self.active.set(Some(task));
        let command = doing::following(session, Deed::Set, commands);
        let Some(to) = to.filter(|_| is_moved) else {
            session.act(&command);
            return;
        };
        match session.submit(&command) {
            Ok(()) => {
                let mut text =
                    Words::Moved.fill(lang, &[&record.name, &lower(column_name(to).text(lang))]);
                let day = format::date(lang, today);
                let said = match besides {
                    SetBesides::Began => Words::Began.fill(lang, &[&day]),
                    SetBesides::Finished => Words::Finished.fill(lang, &[&day]),
                    SetBesides::Reopened => Words::Reopened.text(lang).to_owned(),
                    SetBesides::Nothing => String::new(),
                };
                if !said.is_empty() {
                    text.push_str(", ");
                    text.push_str(&said);
                }
                session.notify(NoticeKind::Done, text);
            }
            Err(reason) => session.notify(NoticeKind::Problem, reason),
        }
    }
}

/// What was drawn anew lost the focus, or another card has it in its place: it goes with the card.
fn keep_focus() {
    let on_card = dom::focused().is_some_and(|now| now.matches(".board-card").unwrap_or(false));
    if on_card || dom::is_focus_lost() {
        dom::focus_first(None, ".board-card[data-active]");
    }
}

/// The board of a project, or of the portfolio.
#[component]
pub(in crate::ui::pages) fn BoardView(project: Option<Id<Project>>) -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let wish = Memo::new(move |_| wish_of(session, project));
    let view = View {
        session,
        project,
        wish,
        active: RwSignal::new(None),
        dragged: RwSignal::new(None),
        column: RwSignal::new(1),
        more: RwSignal::new(0),
    };
    let found = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| wish.with(|wish| lanes(w, wish)))
    });
    let counts = Memo::new(move |_| {
        found.with(|lanes| {
            let count = |place: usize| {
                let column = |lane: &Lane| lane.columns.get(place).map_or(0, Vec::len);
                lanes.iter().map(column).sum::<usize>()
            };
            [0, 1, 2, 3].map(count)
        })
    });
    let strip = Signal::derive(move || {
        let lang = lang.get();
        let option = |(place, count): (usize, usize)| {
            let name = COLUMNS
                .get(place)
                .map_or("", |s| column_name(*s).text(lang));
            (place.to_string(), format!("{name} {count}"))
        };
        counts
            .get()
            .into_iter()
            .enumerate()
            .map(option)
            .collect::<Vec<_>>()
    });
    let body = move || {
        let all = found.get();
        if all
            .iter()
            .all(|lane| lane.columns.iter().all(Vec::is_empty))
            && !all.iter().any(|l| l.sprint.is_some())
        {
            let is_narrowed = wish.with(|wish| {
                !wish.find.is_empty() || wish.owner.is_some() || wish.sprint != SprintPick::All
            });
            return match is_narrowed {
                true => view! { <p class="roadmap-none" role="status">{Words::NoneFits.text(lang.get())}</p> }.into_any(),
                false => view! { <Empty title=said(lang, Words::Empty) hint=said(lang, Words::EmptyHint) /> }.into_any(),
            };
        }
        if view.active.get_untracked().is_some() {
            request_animation_frame(keep_focus);
        }
        card::lanes(view, all)
    };
    view! {
        {head::tools(view, counts)}
        {head::next(view)}
        <div class="board-strip">
            <Segmented label=said(lang, Words::Title) options=strip
                value=Signal::derive(move || view.column.get().to_string())
                on_pick=move |key: String| view.column.set(key.parse().unwrap_or(0)) />
        </div>
        <p class="sr" id="board-keys">{said(lang, Words::Keys)}</p>
        <div class="board">{body}</div>
    }
    .into_any()
}
