//! The bar of the board, the heads of sprints, and what can begin now.

use super::card::to_i64;
use super::{View, column_name};
use crate::model::*;
use crate::session::plan::board::{
    NextAction, close_sprint, following_sprint, next_actions, next_sprint, sprint_state, sprints,
    unfinished,
};
use crate::ui::said;
use crate::ui::widgets::{Avatar, Button, IconName, Menu, MenuItem, Progress, Variant};
use crate::words::{Board as Words, Lang, format, record_name};
use leptos::prelude::*;

/// More owners than this are counted, not shown.
const OWNERS: usize = 30;

/// The bar.
pub(super) fn tools(view: View, counts: Memo<[usize; 4]>) -> AnyView {
    let session = view.session;
    let (lang, route) = (session.lang(), session.route());
    let get = move |name: &'static str| route.with(|r| r.get(name).to_owned());
    let sprint_items = Signal::derive(move || {
        let (lang, now) = (lang.get(), get("sprint"));
        let item = |key: &str, label: &str| MenuItem::ticked(key, label, now == key);
        let mut items = vec![item("", Words::AllSprints.text(lang))];
        session.workspace().with(|w| {
            items.extend(sprints(w, view.project).into_iter().map(|id| {
                let name = record_name(w, Kind::Sprint, id.raw(), lang);
                item(&id.raw().to_string(), &name)
            }));
        });
        items.push(item("none", Words::NoSprint.text(lang)));
        items.push(MenuItem {
            apart: true,
            ..MenuItem::ticked("lanes", Words::Lanes.text(lang), get("lanes") == "sprint")
        });
        items.push(MenuItem::new("new", Words::NewSprint.text(lang)));
        items
    });
    let sprint_name = named(sprint_items);
    let pick_sprint = move |key: String| match key.as_str() {
        "lanes" => {
            let is_on = route.with_untracked(|r| r.get("lanes") == "sprint");
            session.set_view("lanes", if is_on { "" } else { "sprint" });
        }
        "new" => {
            let today = session.today().get_untracked();
            let name = Words::Sprint.text(lang.get_untracked());
            let values = session
                .workspace()
                .with_untracked(|w| following_sprint(w, view.project, name, today));
            session.add_record(Kind::Sprint, values);
        }
        key => session.set_view("sprint", key),
    };
    let owner_items = Signal::derive(move || {
        let (lang, now) = (lang.get(), get("owner"));
        let mut people: Vec<(String, String)> = session.workspace().with(|w| {
            let has_work = |id: &Id<Person>| {
                w.referring(id.raw(), Kind::Task).any(|task| {
                    let task = w.tasks.get(&Id::new(task));
                    task.is_some_and(|task| {
                        task.owner == Some(*id)
                            && view.project.is_none_or(|of| task.project == Some(of))
                    })
                })
            };
            let name = |id: &Id<Person>| record_name(w, Kind::Person, id.raw(), lang).to_string();
            w.people
                .keys()
                .filter(|id| has_work(id))
                .map(|id| (name(id), id.raw().to_string()))
                .collect()
        });
        people.sort();
        let item = |key: &str, label: &str| MenuItem::ticked(key, label, now == key);
        let mut items = vec![item("", Words::Everybody.text(lang))];
        items.extend(people.iter().map(|(name, key)| item(key, name)));
        items
    });
    let limit = Memo::new(move |_| get("wip").parse::<usize>().ok().filter(|n| *n > 0));
    let over = move || {
        let over = limit
            .get()
            .map(|limit| counts.with(|c| c.get(1).map_or(0, |now| now.saturating_sub(limit))));
        over.filter(|over| *over > 0).map(|over| {
            Words::OverLimit.fill(lang.get(), &[&format::whole(lang.get(), to_i64(over))])
        })
    };
    view! {
        <div class="tools board-tools">
            <Menu label=said(lang, Words::Sprint) value=sprint_name items=sprint_items on_pick=pick_sprint
                on=Signal::derive(move || !get("sprint").is_empty()) />
            <Menu label=said(lang, Words::Owner) value=named(owner_items) icon=IconName::Person items=owner_items
                on_pick=move |key: String| session.set_view("owner", &key)
                on=Signal::derive(move || !get("owner").is_empty()) />
            <input
                class="roadmap-find"
                type="search"
                aria-label=said(lang, Words::Find)
                placeholder=said(lang, Words::Find)
                prop:value=move || get("q")
                on:input=move |event| session.set_view("q", event_target_value(&event).trim())
            />
            <label class="board-limit" title=said(lang, Words::LimitHelp)>
                <span>{move || format!("{} {}", column_name(TaskState::Doing).text(lang.get()), crate::words::lower(Words::Limit.text(lang.get())))}</span>
                <input type="number" min="1" max="999" prop:value=move || get("wip")
                    on:input=move |event| session.set_view("wip", event_target_value(&event).trim()) />
            </label>
            <span class="worse" role="status">{over}</span>
        </div>
    }
    .into_any()
}

/// The text of the ticked line of a menu.
fn named(items: Signal<Vec<MenuItem>>) -> Signal<String> {
    Signal::derive(move || {
        items.with(|items| {
            let on = items.iter().find(|item| item.checked == Some(true));
            on.map(|item| item.label.clone()).unwrap_or_default()
        })
    })
}

/// The head of a sprint: days, goal, how far it is, and what can be done with it.
pub(super) fn sprint(view: View, sprint: Id<Sprint>, lang: Lang, today: Date) -> Option<AnyView> {
    let session = view.session;
    let (record, state, rest, next) = session.workspace().with(|w| {
        let record = w.sprints.get(&sprint).cloned();
        let next = next_sprint(w, sprint);
        let next = next.map(|id| record_name(w, Kind::Sprint, id.raw(), lang).to_string());
        let rest = unfinished(w, sprint).len();
        (record, sprint_state(w, sprint, today), rest, next)
    });
    let record = record?;
    let whole = |n: usize| format::whole(lang, to_i64(n));
    let days = record
        .start
        .zip(record.finish)
        .map(|(first, last)| format::date_range(lang, first, last));
    let left = match (state.is_over, state.days_left) {
        (true, _) => Words::Over.text(lang).to_owned(),
        (_, Some(days)) => Words::DaysLeft.fill(lang, &[&format::whole(lang, days)]),
        _ => String::new(),
    };
    let done = Words::DoneOf.fill(lang, &[&whole(state.done), &whole(state.all)]);
    #[expect(clippy::cast_precision_loss, reason = "tasks of a sprint are few")]
    let share = 100.0 * state.done as f64 / (state.all as f64).max(1.0);
    let name = record.name.to_string();
    let close_says = match rest {
        0 => Words::Close.fill(lang, &[&name]),
        _ => {
            let to = next.unwrap_or_else(|| Words::ANewSprint.text(lang).to_owned());
            Words::CloseSays.fill(lang, &[&name, &whole(rest), &to])
        }
    };
    let close = move |()| {
        let fresh = session.fresh_id();
        let word = Words::Sprint.text(lang);
        let command = session
            .workspace()
            .with_untracked(|w| close_sprint(w, sprint, word, today, fresh));
        if let Some(command) = command {
            session.act(&command);
        }
    };
    // Nothing is left to do for one that is over and has no unfinished task.
    let can_close = !state.is_over || rest > 0;
    Some(
        view! {
            <header class="board-sprint">
                <h2>{name.clone()}</h2>
                <span class="mut nowrap">{days}</span>
                <span class="nowrap">{left}</span>
                <span class="board-share"><Progress percent=share /><span class="num">{done}</span></span>
                <span class="sec board-goal">{record.goal.to_string()}</span>
                <span class="row wrap">
                    <Button label=Words::EditSprint.fill(lang, &[&name]) variant=Variant::Ghost
                        on_press=move |()| session.open_record(Kind::Sprint, sprint.raw()) />
                    {can_close.then(|| view! { <Button label=close_says on_press=close /> })}
                </span>
            </header>
        }
        .into_any(),
    )
}

/// What can begin now, the first of each owner.
pub(super) fn next(view: View) -> AnyView {
    let session = view.session;
    let lang = session.lang();
    let open = RwSignal::new(false);
    let found = Memo::new(move |_| {
        let today = session.today().get();
        session
            .workspace()
            .with(|w| view.wish.with(|wish| next_actions(w, wish, today)))
    });
    let count = move || {
        let people = found.with(|all| all.iter().filter(|one| one.owner.is_some()).count());
        match found.with(Vec::is_empty) {
            true => Words::NextNothing.text(lang.get()).to_owned(),
            false => {
                Words::NextCount.fill(lang.get(), &[&format::whole(lang.get(), to_i64(people))])
            }
        }
    };
    let line = move |one: NextAction| {
        let lang = lang.get();
        let (owner, task, place) = session.workspace().with(|w| {
            let owner = one
                .owner
                .map(|id| record_name(w, Kind::Person, id.raw(), lang).to_string());
            let task = w.tasks.get(&one.task);
            let code = task
                .and_then(|t| w.projects.get(&t.project?))
                .map(|p| p.code.to_string());
            let name = task.map(|t| t.name.to_string()).unwrap_or_default();
            (owner, name, code.filter(|_| view.project.is_none()))
        });
        let id = one.task;
        let more = (one.more > 0)
            .then(|| Words::NextMore.fill(lang, &[&format::whole(lang, to_i64(one.more))]));
        let who = owner
            .clone()
            .unwrap_or_else(|| Words::Nobody.text(lang).to_owned());
        let begin = format!("{}: {task}", Words::Begin.text(lang));
        view! {
            <li>
                <span class="board-owner">{owner.map(|name| view! { <Avatar name /> })}<span class="trunc">{who}</span></span>
                <button type="button" class="link trunc" on:click=move |_| session.open_record(Kind::Task, id.raw())>{task}</button>
                <span class="code">{place}</span>
                <span class="mut nowrap">{more}</span>
                <button type="button" class="btn" aria-label=begin on:click=move |_| view.move_card(id, Some(TaskState::Doing), None)>{Words::Begin.text(lang)}</button>
            </li>
        }
    };
    let body = move || {
        let all = found.get();
        let lang = lang.get();
        if all.is_empty() {
            return view! { <p class="sec">{Words::NextNone.text(lang)}</p> }.into_any();
        }
        let rest = all.len().saturating_sub(OWNERS);
        let more =
            (rest > 0).then(|| Words::NextMore.fill(lang, &[&format::whole(lang, to_i64(rest))]));
        view! {
            <p class="sec">{Words::NextHint.text(lang)}</p>
            <ul>{all.into_iter().take(OWNERS).map(line).collect_view()}</ul>
            <p class="mut">{more}</p>
        }
        .into_any()
    };
    view! {
        <details class="board-next" on:toggle=move |_| open.update(|on| *on = !*on)>
            <summary><b>{said(lang, Words::Next)}</b> <span class="mut">{count}</span></summary>
            {move || open.get().then(body)}
        </details>
    }
    .into_any()
}
