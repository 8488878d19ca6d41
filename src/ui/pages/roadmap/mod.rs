//! The roadmap: projects on a line of days.

mod hover;
mod toolbar;

use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::roadmap::wish::{self, ColourBy, Wish};
use crate::session::roadmap::{Rows, stones};
use crate::session::{NoticeKind, Page, Route, Session, record_of_key, use_session};
use crate::timeline::{
    self as tl,
    scene::{Moving, Preview, Show},
};
use crate::ui::parts::PageFrame;
use crate::ui::said;
use crate::ui::timeline::{HoverAt, Timeline, TimelineControl, TimelineLegend};
use crate::ui::widgets::Empty;
use crate::words::{Common, Lang, Roadmap as Words, Shell, format, timeline_words};
use leptos::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Everything the panels of this page share.
#[derive(Clone, Copy)]
struct View {
    session: Session,
    wish: Memo<Wish>,
    rows: Memo<Arc<Rows>>,
    /// The milestones, where those are looked at, and how many fall into a freeze.
    events: Memo<Option<(Arc<tl::TimelineData>, usize)>>,
    zoom: Memo<tl::Zoom>,
    show: Memo<Show>,
    control: TimelineControl,
}

/// The page.
#[component]
pub fn Roadmap() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let wish = Memo::new(move |_| {
        session
            .workspace()
            .with(|w| session.route().with(|route| wish(w, route, lang.get())))
    });
    let rows = Memo::new_with_compare(
        move |before: Option<&Arc<Rows>>| {
            let before = before.map(Arc::as_ref);
            wish.with(|wish| {
                session.workspace().with(|w| {
                    session
                        .answers()
                        .with(|a| Arc::new(Rows::new(before, w, a, wish)))
                })
            })
        },
        |_, _| true,
    );
    let is_stones = Memo::new(move |_| session.route().with(|r| r.get("view") == "milestones"));
    // Computed only while they are looked at.
    let events = Memo::new_with_compare(
        move |_| {
            is_stones.get().then(|| {
                let today = session.today().get();
                wish.with(|wish| {
                    session
                        .workspace()
                        .with(|w| session.answers().with(|a| stones(w, a, wish, today)))
                })
            })
        },
        |_, _| true,
    );
    let zoom = Memo::new(move |_| session.route().with(|r| wish::zoom_of(r.get("zoom"))));
    let show = Memo::new(move |_| {
        session
            .route()
            .with(|r| show_of(r.get("hide"), session.weather().get()))
    });
    let control = TimelineControl::default();
    let view = View {
        session,
        wish,
        rows,
        events,
        zoom,
        show,
        control,
    };
    let words = Memo::new(move |_| Arc::new(timeline_words(lang.get())));
    let hovered: RwSignal<Option<HoverAt>> = RwSignal::new(None);
    let moving: RwSignal<Option<Moving>> = RwSignal::new(None);
    let effect = Memo::new(move |_| {
        moving
            .get()
            .map(|m| preview(session, m, lang.get()))
            .unwrap_or_default()
    });
    let open = move |key: tl::Key| {
        let id = Id::new(RawId(key));
        if session
            .workspace()
            .with_untracked(|w| w.projects.contains_key(&id))
        {
            session.go_to_project(id);
        } else if is_stones.get_untracked() {
            session.open_record(Kind::Task, RawId(key));
        }
    };
    let toggle = move |key: tl::Key| {
        let mut collapsed = wish.with_untracked(|w| w.collapsed.clone());
        if !collapsed.remove(&key) {
            collapsed.insert(key);
        }
        let text: Vec<String> = collapsed.iter().map(|k| RawId(*k).to_string()).collect();
        session.set_view("closed", &text.join(","));
    };
    let is_empty = Memo::new(move |_| session.workspace().with(|w| w.projects.is_empty()));
    let nothing_found = move || {
        rows.with(|rows| rows.projects == 0)
            .then(|| view! { <p class="roadmap-none" role="status">{Common::NoResult.text(lang.get())}</p> })
    };
    let title = said(lang, Shell::Roadmap);
    view! {
        <PageFrame title actions=move || toolbar::actions(view) tools=ViewFn::from(move || toolbar::tools(view))>
            <Show
                when=move || !is_empty.get()
                fallback=move || view! {
                    <Empty
                        title=said(lang, Words::NoProjects)
                        hint=said(lang, Words::NoProjectsHint)
                    >
                        <a class="btn" data-variant="primary" href=move || session.href(Page::Import)>{move || Shell::Import.text(lang.get())}</a>
                        <a class="btn" href=move || session.href(Page::Projects)>{move || Shell::Projects.text(lang.get())}</a>
                    </Empty>
                }
            >
                <div class="roadmap">
                    <div class="roadmap-chart">
                        <Timeline
                            data=Signal::derive(move || events.with(|e| e.as_ref().map(|e| Arc::clone(&e.0))).unwrap_or_else(|| rows.with(|r| Arc::clone(&r.data))))
                            words
                            zoom
                            today=Signal::derive(move || Some(session.today().get().number()))
                            show
                            row_height=Signal::derive(move || session.prefs().with(|p| p.density).bar_row())
                            effect
                            control
                            theme=Signal::derive(move || format!("{:?}", session.prefs().with(|p| p.theme)))
                            on_zoom=Callback::new(move |zoom| session.set_view("zoom", wish::zoom_key(zoom)))
                            on_open=Callback::new(open)
                            on_move=Callback::new(move |m| { moving.set(None); drop_bar(session, m); })
                            on_preview=Callback::new(move |m| moving.set(m))
                            on_toggle_lane=Callback::new(toggle)
                            on_hover=Callback::new(move |at| hovered.set(at))
                        />
                        {nothing_found}
                    </div>
                    <div class="roadmap-legend"><TimelineLegend words weather=session.weather() /></div>
                    <hover::HoverCard hovered />
                </div>
            </Show>
        </PageFrame>
    }
    .into_any()
}

/// The kind of record that a filter is about, if it is about one.
fn filter_kind(name: &str) -> Option<Kind> {
    match name {
        "programme" => Some(Kind::Programme),
        "unit" => Some(Kind::Unit),
        _ => None,
    }
}

fn wish(workspace: &Workspace, route: &Route, lang: Lang) -> Wish {
    // A record that is gone leaves nothing to show, rather than everything.
    let id = |name: &str| {
        let key = route.get(name);
        let found = record_of_key(workspace, filter_kind(name)?, key);
        (!key.is_empty()).then(|| found.unwrap_or(RawId(0)))
    };
    let collapsed: BTreeSet<u128> = route
        .get("closed")
        .split(',')
        .filter_map(RawId::parse)
        .map(|id| id.0)
        .collect();
    let own = wish::own_choices(workspace)
        .into_iter()
        .filter_map(|choice| {
            let asked = route.get(&choice.key).to_owned();
            (!asked.is_empty()).then_some((choice, asked))
        });
    Wish {
        group: wish::GroupBy::read(route.get("group"), workspace),
        colour: ColourBy::read(route.get("colour"), workspace),
        group_field: wish::own_choice(workspace, route.get("group")),
        colour_field: wish::own_choice(workspace, route.get("colour")),
        own: own.collect(),
        unit: id("unit"),
        programme: id("programme"),
        status: Rag::from_key(route.get("status")),
        phase: (!route.get("phase").is_empty()).then(|| route.get("phase").to_owned()),
        find: route.get("q").to_lowercase(),
        collapsed,
        hidden: route.get("hide").split(',').map(str::to_owned).collect(),
        lang,
    }
}

fn show_of(hidden: &str, weather: bool) -> Show {
    let shown = |key: &str| !hidden.split(',').any(|h| h == key);
    Show {
        baseline: shown("baseline"),
        slip: shown("slip"),
        links: shown("links"),
        milestones: shown("milestones"),
        marks: true,
        weather,
    }
}

/// Which projects wait for a project, and for which of them it would come too late if it ended then.
fn effect_of(session: Session, giver: Id<Project>, finish: Date) -> (usize, usize) {
    session.answers().with_untracked(|a| {
        let mine = || a.promises.iter().filter(move |p| p.giver == giver);
        let late = mine()
            .filter(|p| p.needed.is_some_and(|needed| finish > needed))
            .count();
        (mine().count(), late)
    })
}

fn preview(session: Session, moving: Moving, lang: Lang) -> Preview {
    let (Some(start), Some(finish)) = (
        Date::from_number(moving.start),
        Date::from_number(moving.finish - 1),
    ) else {
        return Preview::default();
    };
    let id = Id::new(RawId(moving.key));
    let before = session
        .answers()
        .with_untracked(|a| a.project(id).and_then(|p| p.slip.finish.map(|f| f.0)));
    let moved = before.map(|b| finish.days_since(b)).unwrap_or(0);
    let (follow, late) = effect_of(session, id, finish);
    let mut label = vec![Words::Effect.fill(
        lang,
        &[&format::date(lang, start), &format::date(lang, finish)],
    )];
    if moved != 0 {
        label.push(format!(
            "{} {}",
            Words::Finish.text(lang),
            Words::Moves.fill(lang, &[&format::days_signed(lang, moved)])
        ));
    }
    if follow > 0 {
        label.push(Words::Follows.fill(lang, &[&follow.to_string()]));
    }
    if late > 0 {
        label.push(Words::BreaksPromises.fill(lang, &[&late.to_string()]));
    }
    Preview {
        moving: Some(moving),
        label,
        ..Preview::default()
    }
}

/// Takes a bar that was dropped: forecast dates of the project, and its open milestones when it moved as a whole.
fn drop_bar(session: Session, moving: Moving) {
    let (Some(start), Some(finish)) = (
        Date::from_number(moving.start),
        Date::from_number(moving.finish - 1),
    ) else {
        return;
    };
    let id: Id<Project> = Id::new(RawId(moving.key));
    let lang = session.lang().get_untracked();
    let (record, slip) = (
        session
            .workspace()
            .with_untracked(|w| w.projects.get(&id).cloned()),
        session
            .answers()
            .with_untracked(|a| a.project(id).map(|p| p.slip.clone())),
    );
    let (Some(record), Some(slip)) = (record, slip) else {
        session.notify(NoticeKind::Problem, Words::WasChanged.text(lang).to_owned());
        return;
    };
    // A project that has begun keeps its first day: only what is ahead moves.
    let start = Some(start).filter(|_| record.actual_start.is_none());
    let days = slip.finish.map_or(0, |(last, _)| finish.days_since(last));
    let mut commands = moved(Kind::Project, id.raw(), start, Some(finish), days);
    let deed = if moving.is_whole {
        commands.extend(
            session
                .workspace()
                .with_untracked(|w| milestones_moved(w, id, days)),
        );
        Deed::Move
    } else {
        Deed::Resize
    };
    session.act(&Command::Group { deed, commands });
}

/// Gives a record new forecast dates. Each command is checked by itself, and a start may never lie
/// behind its finish: what moves on moves its finish first.
fn moved(
    kind: Kind,
    id: RawId,
    start: Option<Date>,
    finish: Option<Date>,
    days: i64,
) -> Vec<Command> {
    let mut dates = [("forecast_start", start), ("forecast_finish", finish)];
    if days > 0 {
        dates.reverse();
    }
    dates
        .into_iter()
        .filter_map(|(key, date)| {
            Some(Command::Set {
                kind,
                id,
                key: key.into(),
                value: Some(Value::Date(date?)),
            })
        })
        .collect()
}

/// The milestones and gates of a project that are still ahead, moved with it.
fn milestones_moved(workspace: &Workspace, project: Id<Project>, days: i64) -> Vec<Command> {
    workspace
        .referring(project.raw(), Kind::Task)
        .filter_map(|id| workspace.tasks.get(&Id::new(id)))
        .filter(|task| task.actual_finish.is_none())
        .flat_map(|task| {
            let later = |date: Option<Date>| date?.plus_days(days);
            let start = later(task.forecast_start).filter(|_| task.actual_start.is_none());
            let finish = later(task.forecast_finish);
            moved(Kind::Task, task.id.raw(), start, finish, days)
        })
        .collect()
}
