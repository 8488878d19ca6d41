//! Lanes, columns and cards.

use super::{SHOWN, SHOWN_IN_LANE, View, column_name, head};
use crate::analysis::wbs;
use crate::model::*;
use crate::session::plan::board::{COLUMNS, Lane, Lateness, lateness, sprints};
use crate::ui::dom;
use crate::ui::widgets::{Avatar, IconName, Menu, MenuItem, Progress};
use crate::words::{Board as Words, Lang, format, record_name};
use leptos::{ev, prelude::*};
use std::collections::BTreeMap;
use wasm_bindgen::JsCast;

/// The texts of a card.
struct Card {
    task: Id<Task>,
    code: String,
    name: String,
    owner: Option<String>,
    finish: String,
    late: Option<String>,
    progress: Percent,
}

fn late_text(late: Lateness, lang: Lang) -> String {
    let (word, days) = match late {
        Lateness::Overdue(days) => (Words::Overdue, days),
        Lateness::BehindDeadline(days) => (Words::BehindDeadline, days),
        Lateness::BehindBaseline(days) => (Words::BehindBaseline, days),
    };
    word.fill(lang, &[&format::whole(lang, days)])
}

/// The codes of the tasks of some projects, those of a portfolio with the code of their project.
fn codes(w: &Workspace, view: View, shown: &[Id<Task>]) -> BTreeMap<Id<Task>, String> {
    let project = |task: &Id<Task>| w.tasks.get(task)?.project;
    let projects: SmallSet<Id<Project>> = shown.iter().filter_map(project).collect();
    let mut codes = BTreeMap::new();
    for project in projects.iter() {
        let code = w.projects.get(project).map_or("", |p| &p.code);
        for line in wbs::of_project(w, *project) {
            let text = match view.project {
                Some(_) => line.code.to_string(),
                None => format!("{code} {}", line.code),
            };
            codes.insert(line.task, text);
        }
    }
    codes
}

/// Draws the lanes.
pub(super) fn lanes(view: View, all: Vec<Lane>) -> AnyView {
    let session = view.session;
    let (lang, today) = (session.lang().get(), session.today().get());
    let (by_sprint, picked) = view.wish.with(|wish| (wish.by_sprint, wish.sprint));
    let cap = if by_sprint { SHOWN_IN_LANE } else { SHOWN };
    let cap = cap + 100 * view.more.get();
    let shown: Vec<Id<Task>> = all
        .iter()
        .flat_map(|lane| {
            lane.columns
                .iter()
                .flat_map(|column| column.iter().take(cap))
        })
        .copied()
        .collect();
    let codes = session.workspace().with(|w| codes(w, view, &shown));
    let first = shown.first().copied();
    let cards = |column: &[Id<Task>]| -> Vec<Card> {
        session.workspace().with(|w| {
            let card = |id: &Id<Task>| {
                let task = w.tasks.get(id)?;
                let name =
                    |id: Id<Person>| record_name(w, Kind::Person, id.raw(), lang).to_string();
                Some(Card {
                    task: *id,
                    code: codes.get(id).cloned().unwrap_or_default(),
                    name: task.name.to_string(),
                    owner: task.owner.map(name),
                    finish: wbs::recorded(task).map_or(String::new(), |d| format::date(lang, d.1)),
                    late: lateness(task, today).map(|late| late_text(late, lang)),
                    progress: match task.actual_finish {
                        Some(_) => Percent::WHOLE,
                        None => task.progress.unwrap_or(Percent(0)),
                    },
                })
            };
            column.iter().take(cap).filter_map(card).collect()
        })
    };
    all.iter()
        .map(|lane| {
            let sprint = match picked {
                super::SprintPick::Of(only) if !by_sprint => Some(only),
                _ => lane.sprint,
            };
            let top = match sprint {
                Some(sprint) => head::sprint(view, sprint, lang, today),
                None => by_sprint.then(|| {
                    view! { <h2 class="board-lane-name">{Words::NoSprint.text(lang)}</h2> }
                        .into_any()
                }),
            };
            let to = by_sprint.then_some(lane.sprint);
            let columns = lane
                .columns
                .iter()
                .zip(COLUMNS)
                .enumerate()
                .map(|(place, (column, state))| {
                    let cards = cards(column);
                    self::column(view, (place, state), to, cards, column.len(), first, lang)
                })
                .collect_view();
            view! {
                <section class="board-lane">
                    {top}
                    <div class="board-cols">{columns}</div>
                </section>
            }
        })
        .collect_view()
        .into_any()
}

/// A column of a lane; a card that is dropped on it goes there.
fn column(
    view: View,
    (place, state): (usize, TaskState),
    to: Option<Option<Id<Sprint>>>,
    cards: Vec<Card>,
    count: usize,
    first: Option<Id<Task>>,
    lang: Lang,
) -> AnyView {
    let name = column_name(state).text(lang);
    let label = Words::ColumnName.fill(lang, &[name, &format::whole(lang, to_i64(count))]);
    let over = RwSignal::new(false);
    let drop = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(task) = view.dragged.get_untracked() {
            view.dragged.set(None);
            view.move_card(task, Some(state), to);
        }
    };
    let rest = count - cards.len();
    let more = (rest > 0).then(|| {
        let text = Words::MoreCards.fill(lang, &[&format::whole(lang, to_i64(rest))]);
        view! { <button type="button" class="link board-more" on:click=move |_| view.more.update(|n| *n += 1)>{text}</button> }
    });
    let list = match cards.is_empty() {
        true => view! { <p class="mut board-none">{Words::NoCard.text(lang)}</p> }.into_any(),
        false => {
            let items = cards
                .into_iter()
                .map(|card| item(view, card, (place, state), first, lang))
                .collect_view();
            view! { <ul class="board-list">{items}</ul> }.into_any()
        }
    };
    view! {
        <section
            class="board-col"
            aria-label=label
            data-shown=move || (view.column.get() == place).to_string()
            data-over=move || over.get().to_string()
            on:dragover=move |event: ev::DragEvent| {
                if view.dragged.with_untracked(Option::is_some) {
                    event.prevent_default();
                    over.set(true);
                }
            }
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <h3 class="board-head"><span>{name}</span><span class="mut num">{format::whole(lang, to_i64(count))}</span></h3>
            {list}
            {more}
        </section>
    }
    .into_any()
}

pub(super) fn to_i64(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A card with its menu.
fn item(
    view: View,
    card: Card,
    (place, state): (usize, TaskState),
    first: Option<Id<Task>>,
    lang: Lang,
) -> AnyView {
    let task = card.task;
    let is_active = Memo::new(move |_| view.active.get() == Some(task));
    // One stop of the Tab key for the board: the card that had the focus, else the first.
    let tab = move || match is_active.get()
        || (view.active.with(Option::is_none) && first == Some(task))
    {
        true => "0",
        false => "-1",
    };
    let key = move |event: ev::KeyboardEvent| {
        let Some(card) = event
            .current_target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let command = event.ctrl_key() || event.meta_key();
        match event.key().as_str() {
            "ArrowRight" | "ArrowLeft" if command => {
                let next = if event.key() == "ArrowRight" {
                    place.checked_add(1)
                } else {
                    place.checked_sub(1)
                };
                if let Some(to) = next.and_then(|next| COLUMNS.get(next)) {
                    view.move_card(task, Some(*to), None);
                }
            }
            "ArrowDown" => step(&card, 1),
            "ArrowUp" => step(&card, -1),
            "ArrowRight" => aside(&card, true),
            "ArrowLeft" => aside(&card, false),
            "Enter" | " " => view.session.open_record(Kind::Task, task.raw()),
            "m" | "M" if !command => {
                let menu = card
                    .parent_element()
                    .and_then(|item| item.query_selector(".menu-wrap > button").ok().flatten());
                if let Some(menu) = menu.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
                    menu.click();
                }
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let items = Signal::derive(move || menu_items(view, task, state));
    let pick = move |key: String| match key.split_once(':') {
        Some((_, sprint)) => {
            let sprint = RawId::parse(sprint).map(Id::new);
            view.move_card(task, None, Some(sprint));
        }
        None => match TaskState::from_key(&key) {
            Some(to) => view.move_card(task, Some(to), None),
            None => view.session.open_record(Kind::Task, task.raw()),
        },
    };
    let menu_label = Words::Card.fill(lang, &[&card.name]);
    let owner = card.owner.map(|owner| {
        view! { <span class="board-owner"><Avatar name=owner.clone() /><span class="trunc">{owner}</span></span> }
    });
    let share = f64::from(card.progress.0) / 100.0;
    let progress = (card.progress.0 > 0 && state != TaskState::Done).then(|| {
        view! { <span class="board-share"><Progress percent=share /><span class="num">{format::percent(lang, card.progress)}</span></span> }
    });
    let late = card
        .late
        .map(|late| view! { <span class="worse">{late}</span> });
    view! {
        <li
            class="board-item"
            draggable="true"
            data-dragged=move || (view.dragged.get() == Some(task)).to_string()
            on:dragstart=move |event: ev::DragEvent| {
                if let Some(data) = event.data_transfer() {
                    let _ = data.set_data("text/plain", &task.to_string());
                }
                view.dragged.set(Some(task));
            }
            on:dragend=move |_| view.dragged.set(None)
        >
            <div
                class="board-card"
                role="button"
                tabindex=tab
                data-active=move || is_active.get().then_some("")
                aria-describedby="board-keys"
                aria-keyshortcuts="Control+ArrowRight Control+ArrowLeft M"
                on:click=move |_| view.session.open_record(Kind::Task, task.raw())
                on:focus=move |_| view.active.set(Some(task))
                on:keydown=key
            >
                <span class="code">{card.code}</span>
                <b>{card.name}</b>
                <span class="board-foot"><span class="mut nowrap">{card.finish}</span>{late}</span>
                {progress}
                {owner}
            </div>
            <Menu label=menu_label icon=IconName::More icon_only=true at_end=true items on_pick=pick />
        </li>
    }
    .into_any()
}

/// What can be done with a card.
fn menu_items(view: View, task: Id<Task>, state: TaskState) -> Vec<MenuItem> {
    let lang = view.session.lang().get();
    let mut items: Vec<MenuItem> = COLUMNS
        .iter()
        .filter(|to| **to != state)
        .map(|to| {
            let name = column_name(*to).text(lang);
            MenuItem::new(to.key(), Words::MoveTo.fill(lang, &[name]))
        })
        .collect();
    view.session.workspace().with(|w| {
        let record = w.tasks.get(&task);
        let now = record.and_then(|task| task.sprint);
        let project = record.and_then(|task| task.project);
        let mut is_first = true;
        for sprint in sprints(w, project)
            .into_iter()
            .filter(|id| Some(*id) != now)
        {
            let name = record_name(w, Kind::Sprint, sprint.raw(), lang);
            let item = MenuItem::new(
                &format!("s:{sprint}"),
                Words::IntoSprint.fill(lang, &[&name]),
            );
            items.push(MenuItem {
                apart: is_first,
                ..item
            });
            is_first = false;
        }
        if now.is_some() {
            items.push(MenuItem {
                apart: is_first,
                ..MenuItem::new("s:", Words::OutOfSprint.text(lang))
            });
        }
    });
    items.push(MenuItem {
        apart: true,
        ..MenuItem::new("open", Words::Open.text(lang))
    });
    items
}

/// Moves the focus in the column of a card.
fn step(card: &web_sys::Element, by: i32) {
    if let Ok(Some(list)) = card.closest(".board-list") {
        dom::focus_step(&list, ".board-card", by);
    }
}

/// Moves the focus to the next column that has cards.
fn aside(card: &web_sys::Element, forth: bool) {
    let mut column = card.closest(".board-col").ok().flatten();
    while let Some(at) = column {
        column = if forth {
            at.next_element_sibling()
        } else {
            at.previous_element_sibling()
        };
        let has_cards = |column: &web_sys::Element| {
            column
                .query_selector(".board-card")
                .ok()
                .flatten()
                .is_some()
        };
        if let Some(found) = column.as_ref().filter(|column| has_cards(column)) {
            dom::focus_first(Some(found), ".board-card");
            return;
        }
    }
}
