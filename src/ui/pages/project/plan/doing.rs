//! What keys, drags and pastes do to the plan.

use super::View;
use crate::analysis::wbs::Days;
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::NoticeKind;
use crate::session::plan::edit::{self, dropped, effects, tried, with_effects};
use crate::session::plan::{Need, facts};
use crate::timeline as tl;
use crate::timeline::scene::{Moving, Preview};
use crate::ui::timeline::{Dropped, KeyAt};
use crate::words::{Plan as Words, format};
use leptos::prelude::*;

/// Some commands with everything that follows from them for the tasks behind, as one step.
pub(super) fn with_followers(view: View, deed: Deed, commands: Vec<Command>) -> Command {
    let today = view.session.today().get_untracked();
    let before = view.facts.get_untracked();
    view.session
        .workspace()
        .with_untracked(|w| with_effects(w, deed, commands, &before, &|w| facts(w, today)))
}

/// Does it, or returns the sentence that says why not.
pub(super) fn submit(view: View, deed: Deed, commands: Vec<Command>) -> Result<(), String> {
    view.session.submit(&with_followers(view, deed, commands))
}

/// Does it, or says why not.
fn act(view: View, deed: Deed, commands: Vec<Command>) -> bool {
    !commands.is_empty() && view.session.act(&with_followers(view, deed, commands))
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
    let (today, lang) = (
        session.today().get_untracked(),
        session.lang().get_untracked(),
    );
    let before = view.facts.get_untracked();
    let found = session.workspace().with_untracked(|w| {
        let (after, now) = tried(w, Deed::Move, &commands, &|w| facts(w, today))?;
        let moved = effects(&after, &before, &now);
        let elsewhere = moved
            .iter()
            .filter(|(id, _)| {
                after
                    .tasks
                    .get(id)
                    .is_some_and(|t| t.project != Some(view.project))
            })
            .count();
        Some((moved, elsewhere))
    });
    let Some((moved, elsewhere)) = found else {
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
        let mut text = Words::Follow.fill(lang, &[&others.len().to_string()]);
        if elsewhere > 0 {
            text.push_str(", ");
            text.push_str(&Words::FollowElsewhere.fill(lang, &[&elsewhere.to_string()]));
        }
        label.push(text);
    }
    let end = |pick: &dyn Fn(Id<Task>) -> Option<Date>| {
        view.rows
            .with_untracked(|rows| rows.lines.iter().filter_map(|line| pick(line.task)).max())
    };
    let was = end(&|task| {
        view.rows
            .with_untracked(|rows| Some(rows.line(task)?.days?.1))
    });
    let is = end(&|task| {
        if task.raw().0 == moving.key && others.iter().all(|(id, _)| *id != task) {
            return days_of(moving).map(|days| days.1);
        }
        let new = moved
            .iter()
            .find(|(id, _)| *id == task)
            .map(|(_, days)| days.1);
        new.or_else(|| {
            view.rows.with_untracked(|rows| {
                Some(
                    rows.line(task)?
                        .days
                        .filter(|_| !rows.line(task).is_some_and(|l| l.is_summary))?
                        .1,
                )
            })
        })
    });
    if let Some(days) = was
        .zip(is)
        .map(|(was, is)| is.days_since(was))
        .filter(|days| *days != 0)
    {
        label.push(Words::FinishMoves.fill(lang, &[&format::days_signed(lang, days)]));
    }
    Preview {
        moving: Some(moving),
        followers: followers.collect(),
        label,
        ..Preview::default()
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
    let need = Need {
        giver,
        how: LinkType::FinishStart,
        lag: None,
    };
    let id = view.session.fresh_id();
    let command = view
        .session
        .workspace()
        .with_untracked(|w| edit::link(w, need, taker, id));
    act(view, Deed::Create, command.into_iter().collect());
}

/// Adds a task below another one, or at the end, and begins to edit its name.
pub(super) fn add_below(view: View, below: Option<Id<Task>>) {
    let session = view.session;
    let lang = session.lang().get_untracked();
    let today = session.today().get_untracked();
    let (parent, order) = view.rows.with_untracked(|rows| {
        let line = below.and_then(|task| rows.line(task));
        let parent = line.and_then(|line| line.parent);
        let siblings: Vec<Id<Task>> = rows
            .lines
            .iter()
            .filter(|line| line.parent == parent)
            .map(|line| line.task)
            .collect();
        let order = |id: Id<Task>| {
            session
                .workspace()
                .with_untracked(|w| w.tasks.get(&id).map(|task| task.order.to_string()))
        };
        let at = below.and_then(|task| siblings.iter().position(|id| *id == task));
        let at = at.or(siblings.len().checked_sub(1));
        let low = at.and_then(|at| siblings.get(at)).and_then(|id| order(*id));
        let high = at
            .and_then(|at| siblings.get(at + 1))
            .and_then(|id| order(*id));
        (parent, order::between(low.as_deref(), high.as_deref()))
    });
    let start = session.workspace().with_untracked(|w| {
        let calendar = w.calendar();
        match calendar.works(today) {
            true => Some(today),
            false => calendar.plus_working_days(today, 1),
        }
    });
    let start = start.unwrap_or(today);
    let finish = session
        .workspace()
        .with_untracked(|w| w.calendar().plus_working_days(start, 4))
        .unwrap_or(start);
    let mut values: Vec<(Text, Value)> = vec![
        ("project".into(), Value::Ref(view.project.raw())),
        (
            "task_kind".into(),
            Value::Choice(TaskKind::Task.key().into()),
        ),
        ("name".into(), Value::Text(Words::NewTask.text(lang).into())),
        ("order".into(), Value::Text(order.as_str().into())),
        ("forecast_start".into(), Value::Date(start)),
        ("forecast_finish".into(), Value::Date(finish)),
    ];
    values.extend(Span::days(5).map(|span| ("duration".into(), Value::Span(span))));
    values.extend(parent.map(|parent| ("parent".into(), Value::Ref(parent.raw()))));
    let id = session.fresh_id();
    let command = Command::Create {
        kind: Kind::Task,
        id,
        values,
    };
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
        _ => return false,
    }
    true
}

/// Deletes a task with its parts.
pub(super) fn remove(view: View, task: Id<Task>) {
    let ids = view.rows.with_untracked(|rows| {
        let mut ids = vec![task];
        for line in &rows.lines {
            if line.parent.is_some_and(|parent| ids.contains(&parent)) {
                ids.push(line.task);
            }
        }
        ids.into_iter().map(Id::raw).collect::<Vec<_>>()
    });
    act(
        view,
        Deed::Delete,
        vec![Command::Delete {
            kind: Kind::Task,
            ids,
        }],
    );
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
    let _ = (view, task, to);
}

/// A row was dragged to another place of the tree.
pub(super) fn drop_row(view: View, dropped: Dropped) {
    let _ = (view, dropped);
}

/// Rows of a spreadsheet become tasks.
pub(super) fn paste(view: View, text: &str) {
    let _ = (view, text, NoticeKind::Info, tl::Key::MAX);
}
