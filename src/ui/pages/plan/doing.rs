//! What keys, drags and pastes do to the plan.

use super::View;
use crate::analysis::odds::{OddsOf, OddsPlan};
use crate::analysis::wbs::{Days, Line};
use crate::edit::{
    Command, Deed, Refusal, delete_tasks, indent_tasks, insert_task, link_tasks, outdent_tasks,
    place_tasks, step_tasks,
};
use crate::model::*;
use crate::session::plan::edit::{dropped, tried, with_effects};
use crate::session::plan::kept;
use crate::session::plan::paste::{self, Target};
use crate::session::{NoticeKind, Page, Route, Session};
use crate::timeline as tl;
use crate::timeline::scene::{Moving, Preview};
use crate::ui::dom;
use crate::ui::timeline::{Dropped, KeyAt};
use crate::words::{Lang, Odds, Plan as Words, format, odds_chance, refusal};
use leptos::prelude::*;
use std::sync::Arc;

/// Some commands with everything that follows from them for the tasks behind, as one step.
pub(super) fn following(session: Session, deed: Deed, commands: Vec<Command>) -> Command {
    let today = session.today().get_untracked();
    session.workspace().with_untracked(|w| {
        kept(|kept| {
            let before = kept.of(w, today);
            with_effects(w, deed, commands, &before, &mut |w| kept.of(w, today))
        })
    })
}

/// Does it, or returns the sentence that says why not.
pub(super) fn submit(view: View, deed: Deed, commands: Vec<Command>) -> Result<(), String> {
    view.session
        .submit(&following(view.session, deed, commands))
}

/// Does it, or says why not.
pub(super) fn act(view: View, deed: Deed, commands: Vec<Command>) -> bool {
    !commands.is_empty() && view.session.act(&following(view.session, deed, commands))
}

fn days_of(moving: Moving) -> Option<Days> {
    let last = (moving.finish - 1).max(moving.start);
    Some((Date::from_number(moving.start)?, Date::from_number(last)?))
}

fn commands_of(view: View, moving: Moving) -> Vec<Command> {
    let (Some(task), Some(days)) = (view.task(moving.key), days_of(moving)) else {
        return Vec::new();
    };
    view.session
        .workspace()
        .with_untracked(|w| dropped(w, &task, days, moving.is_whole))
}

/// What a bar would do if it were dropped where it is: who follows, and where the end moves to.
pub(super) fn preview(view: View, moving: Moving) -> Preview {
    let commands = commands_of(view, moving);
    let session = view.session;
    let project = view.task(moving.key).and_then(|task| task.project);
    let (today, lang) = (
        session.today().get_untracked(),
        session.lang().get_untracked(),
    );
    let found = session.workspace().with_untracked(|w| {
        let after = tried(w, Deed::Move, &commands)?;
        let moved = view.dragging.try_update_value(|begun| {
            // Built with the first step of a drag and kept until an edit makes other facts.
            let now = view.facts.get_untracked();
            if !begun.as_ref().is_some_and(|(of, _)| Arc::ptr_eq(of, &now)) {
                *begun = Some((now, kept(|facts| facts.dragging(w, today))));
            }
            let (_, dragging) = begun.as_mut()?;
            dragging.effects(&after, Id::new(RawId(moving.key)))
        })??;
        let elsewhere = moved
            .iter()
            .filter(|(id, _)| after.tasks.get(id).is_some_and(|t| t.project != project))
            .count();
        let odds = project.and_then(|project| odds_line(project, &after, today, lang));
        Some((moved, elsewhere, odds))
    });
    let Some((moved, elsewhere, odds)) = found else {
        return Preview::default();
    };
    let others: Vec<_> = moved
        .iter()
        .filter(|(id, _)| id.raw().0 != moving.key)
        .collect();
    let followers = others.iter().map(|(id, days)| Moving {
        key: id.raw().0,
        start: days.0.number(),
        finish: days.1.number() + 1,
        is_whole: true,
    });
    let mut label = Vec::new();
    if !others.is_empty() {
        let mut text = Words::Follow.fill(lang, &[&format::count(lang, others.len())]);
        if elsewhere > 0 {
            text.push_str(", ");
            text.push_str(&Words::FollowElsewhere.fill(lang, &[&format::count(lang, elsewhere)]));
        }
        label.push(text);
    }
    let ends = view.rows.with_untracked(|rows| {
        let lines = rows.lines_of(project?);
        let works = || lines.iter().filter(|line| !line.is_summary);
        let was = works().filter_map(|line| Some(line.days?.1)).max()?;
        let place = |line: &Line| {
            let follows = moved
                .iter()
                .find(|(id, _)| *id == line.task)
                .map(|(_, days)| *days);
            let dragged = days_of(moving).filter(|_| line.task.raw().0 == moving.key);
            Some(follows.or(dragged).or(line.days)?.1)
        };
        Some((was, works().filter_map(place).max()?))
    });
    let days = ends.map(|(was, is)| is.days_since(was));
    if let Some(days) = days.filter(|days| *days != 0) {
        label.push(Words::FinishMoves.fill(lang, &[&format::days_signed(lang, days)]));
    }
    label.extend(odds);
    Preview {
        moving: Some(moving),
        followers: followers.collect(),
        label,
        ..Preview::default()
    }
}

/// Draws of the odds that are told while a bar is dragged.
const QUICK: u32 = 500;

/// Larger portfolios get their odds after the drop: ordering so many tasks anew takes longer than a step of
/// the pointer may.
const QUICK_TASKS: usize = 2_000;

/// The chance of the promised end and the day that is likely, as the plan would be.
fn odds_line(project: Id<Project>, after: &Workspace, today: Date, lang: Lang) -> Option<String> {
    if after.tasks.len() > QUICK_TASKS {
        return None;
    }
    let plan = OddsPlan::of(after, today, Some(project));
    let odds = plan.draw_now(QUICK).ok()?;
    let days = odds.dates.get(&OddsOf::Project(project))?;
    let likely = format::date(lang, days.p80.day);
    Some(match days.promise {
        Some((day, kept)) => {
            let kept = odds_chance(kept, lang);
            Odds::Live.fill(lang, &[&format::date(lang, day), &kept, &likely])
        }
        None => format!("P80 {likely}"),
    })
}

/// Opens the record of a row; a project on its plan.
pub(super) fn open(view: View, key: tl::Key) {
    let session = view.session;
    if view.task(key).is_some() {
        session.open_record(Kind::Task, RawId(key));
    } else if view.project_at(Some(key)).is_some() {
        let page = |w: &Workspace| Page::of(w, Kind::Project, RawId(key));
        if let Some(Page::Project(code, _)) = session.workspace().with_untracked(page) {
            session.go(&Route::to(Page::Project(code, "plan".to_owned())));
        }
    }
}

/// Takes a bar that was dropped, with what follows.
pub(super) fn drop_bar(view: View, moving: Moving) {
    let deed = if moving.is_whole {
        Deed::Move
    } else {
        Deed::Resize
    };
    act(view, deed, commands_of(view, moving));
}

/// Links two tasks, finish to start.
pub(super) fn link(view: View, giver: Id<Task>, taker: Id<Task>) {
    let id = view.session.fresh_id();
    planned(view, Deed::Create, |w| {
        link_tasks(w, giver, taker, LinkType::FinishStart, None, id)
    });
}

/// Does what a planner of the tree says, with what follows; or says why not.
fn planned(
    view: View,
    deed: Deed,
    plan: impl FnOnce(&Workspace) -> Result<Command, Refusal>,
) -> bool {
    match view.session.workspace().with_untracked(plan) {
        Ok(command) => act(view, deed, vec![command]),
        Err(Refusal::Nothing) => false,
        Err(reason) => {
            let lang = view.session.lang().get_untracked();
            let text = view
                .session
                .workspace()
                .with_untracked(|w| refusal(&reason, w, lang).to_string());
            view.session.notify(NoticeKind::Problem, text);
            false
        }
    }
}

/// Adds a task below another one, or at the end, and begins to edit its name.
pub(super) fn add_below(view: View, below: Option<Id<Task>>) {
    let session = view.session;
    let lang = session.lang().get_untracked();
    let today = session.today().get_untracked();
    let id = session.fresh_id();
    let active = below.map(|task| task.raw().0);
    let Some(project) = view.project_at(active) else {
        let text = Words::PickProject.text(lang).to_owned();
        session.notify(NoticeKind::Info, text);
        return;
    };
    let command = session.workspace().with_untracked(|w| {
        let calendar = w.calendar();
        let first = match calendar.works(today) {
            true => Some(today),
            false => calendar.plus_working_days(today, 1),
        };
        let first = first.unwrap_or(today);
        let mut values: Vec<(Text, Value)> = vec![
            (
                "task_kind".into(),
                Value::Choice(TaskKind::Task.key().into()),
            ),
            ("name".into(), Value::Text(Words::NewTask.text(lang).into())),
            ("forecast_start".into(), Value::Date(first)),
        ];
        let last = calendar.plus_working_days(first, 4);
        values.extend(last.map(|last| ("forecast_finish".into(), Value::Date(last))));
        values.extend(Span::days(5).map(|span| ("duration".into(), Value::Span(span))));
        // What is open is edited before it is hidden: a task behind one of another project goes to the end.
        let behind = below.filter(|task| {
            w.tasks
                .get(task)
                .is_some_and(|task| task.project == Some(project))
        });
        insert_task(w, project, behind, id, values)
    });
    if act(view, Deed::Create, vec![command]) {
        // The row is there with the next frame.
        request_animation_frame(move || {
            view.control.focus(Some(id.0));
            request_animation_frame(move || view.control.edit(id.0, 0));
        });
    }
}

/// A key on the table that the table itself has no meaning for; says whether it did something.
pub(super) fn key(view: View, at: &KeyAt) -> bool {
    let Some(task) = at.row.map(|key| Id::<Task>::new(RawId(key))) else {
        return false;
    };
    match (at.key.as_str(), at.command, at.cell) {
        ("Insert", false, _) => add_below(view, Some(task)),
        ("n" | "N", false, None) => add_below(view, Some(task)),
        ("l" | "L", false, None) => view.linking.set(Some(task)),
        ("Delete" | "Backspace", false, None) => remove(view, task),
        ("ArrowRight", true, _) => shift(view, task, Shift::In),
        ("ArrowLeft", true, _) => shift(view, task, Shift::Out),
        ("ArrowUp", true, _) => shift(view, task, Shift::Up),
        ("ArrowDown", true, _) => shift(view, task, Shift::Down),
        // Firefox tells of a copy where text is selected, not where the focus is. Over plain http there is
        // the event alone.
        ("c" | "C", true, _) if window().is_secure_context() => {
            if let Some(text) = copied(view) {
                dom::copy_text(&text);
            }
        }
        _ => return false,
    }
    true
}

/// Deletes a task with its parts.
pub(super) fn remove(view: View, task: Id<Task>) {
    planned(view, Deed::Delete, |w| delete_tasks(w, &[task]));
}

/// Where a task goes in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shift {
    /// Becomes part of the task above.
    In,
    /// A level up.
    Out,
    /// Before the sibling above.
    Up,
    /// After the sibling below.
    Down,
}

/// Moves a task in the tree.
pub(super) fn shift(view: View, task: Id<Task>, to: Shift) {
    let ids = [task];
    planned(view, Deed::Move, |w| match to {
        Shift::In => indent_tasks(w, &ids),
        Shift::Out => outdent_tasks(w, &ids),
        Shift::Up => step_tasks(w, &ids, true),
        Shift::Down => step_tasks(w, &ids, false),
    });
}

/// A row was dragged to another place of the tree: beside the row it was dropped at, or into it.
pub(super) fn drop_row(view: View, dropped: Dropped) {
    let (task, at) = (
        Id::new(RawId(dropped.key)),
        Id::<Task>::new(RawId(dropped.at)),
    );
    let place = view.rows.with_untracked(|rows| {
        let line = rows.line(at)?;
        if dropped.is_inside {
            return Some((Some(at), None));
        }
        if !dropped.is_below {
            return Some((line.parent, Some(at)));
        }
        // Below a summary that is open lies its first part.
        let project = view.project_at(Some(dropped.at));
        let lines = rows.lines_of(project?);
        let first = lines.iter().find(|one| one.parent == Some(at));
        let is_open = rows.data.find(dropped.at).and_then(tl::Row::is_open);
        if let Some(first) = first.filter(|_| is_open == Some(true)) {
            return Some((Some(at), Some(first.task)));
        }
        let mut siblings = lines.iter().filter(|one| one.parent == line.parent);
        siblings.find(|one| one.task == at);
        Some((
            line.parent,
            siblings.find(|one| one.task != task).map(|one| one.task),
        ))
    });
    if let Some((parent, before)) = place {
        planned(view, Deed::Move, |w| {
            place_tasks(w, &[task], parent, before)
        });
    }
}

/// The active cell, or all cells of the active row, as they can be pasted; what is calculated as it is shown.
pub(super) fn copied(view: View) -> Option<String> {
    let key = view.control.active()?;
    let columns = view.wish.with_untracked(|wish| wish.look.columns.clone());
    view.rows.with_untracked(|rows| {
        let line = rows.line(Id::new(RawId(key)));
        let item = rows.data.find(key)?.item().cloned()?;
        let typed = |field| line.and_then(|line| view.typing(|typing| typing.text(line, field)));
        let told = rows.data.cells(&item);
        let shown = columns.iter().zip(told.iter());
        let cells =
            shown.map(|(field, cell)| typed(Some(*field)).unwrap_or_else(|| cell.text.clone()));
        let mut all = std::iter::once(item.title.to_string()).chain(cells);
        match view.control.active_cell() {
            Some(place) => all.nth(place),
            None => Some(all.collect::<Vec<_>>().join("\t")),
        }
    })
}

/// Rows of a spreadsheet go into the cells from the active one on; nothing is done before they were seen.
pub(super) fn paste(view: View, text: &str) {
    let session = view.session;
    let lang = session.lang().get_untracked();
    let (active, cell) = (
        view.control.active(),
        view.control.active_cell().unwrap_or(0),
    );
    let Some(project) = view.project_at(active) else {
        return;
    };
    let tasks: Vec<Id<Task>> = view.rows.with_untracked(|rows| {
        let own = rows
            .data
            .rows(0, usize::MAX)
            .map(|(_, row)| Id::<Task>::new(RawId(row.key())))
            .filter(|task| view.project_at(Some(task.raw().0)) == Some(project))
            .filter(|task| rows.line(*task).is_some());
        let from = active.map(|key| Id::new(RawId(key)));
        own.skip_while(|task| from.is_some_and(|from| from != *task && rows.line(from).is_some()))
            .collect()
    });
    let columns: Vec<_> = view.wish.with_untracked(|wish| {
        let fields = wish.look.columns.iter().copied().map(Some);
        std::iter::once(None).chain(fields).skip(cell).collect()
    });
    let target = Target {
        project,
        tasks: &tasks,
        columns: &columns,
    };
    let today = session.today().get_untracked();
    let found = session.workspace().with_untracked(|w| {
        paste::paste(w, &target, text, today, lang, &mut || session.fresh_id())
    });
    if found.commands.is_empty() && found.wrong.is_empty() {
        session.notify(NoticeKind::Info, Words::PasteNothing.text(lang).to_owned());
        return;
    }
    view.pasted.set(Some(found));
}
