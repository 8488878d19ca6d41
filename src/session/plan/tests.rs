//! Typing and dragging in a plan, on a small project.

use super::edit::{Typing, dropped, effects, tried, with_effects};
use super::*;
use crate::analysis::wbs;
use crate::edit::{Command, Deed, Refusal, apply, link_tasks, plan};
use crate::model::*;
use crate::words::{Lang, refusal};
use std::sync::Arc;

pub(super) fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

pub(super) const PROJECT: Id<Project> = Id::new(RawId(1000));

pub(super) fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

/// Five tasks: number, name, kind, first and last day; 5 is part of another project.
pub(super) fn small() -> Workspace {
    let mut workspace = Workspace::default();
    for (id, code) in [(1000, "SOV-1"), (2000, "KEY-2")] {
        let values = [
            ("code".into(), Value::Text(code.into())),
            ("name".into(), Value::Text(code.into())),
        ];
        workspace
            .insert_with(Kind::Project, RawId(id), values)
            .unwrap();
    }
    for (id, project, name, kind, start, finish) in [
        (1, 1000, "Dig", "task", "2026-05-18", "2026-05-22"),
        (2, 1000, "Pour", "task", "2026-05-25", "2026-05-29"),
        (3, 1000, "Dry", "task", "2026-06-01", "2026-06-05"),
        (4, 1000, "Handover", "milestone", "2026-06-05", "2026-06-05"),
        (5, 2000, "Keys", "task", "2026-05-18", "2026-06-12"),
    ] {
        let values = [
            ("project".into(), Value::Ref(RawId(project))),
            ("name".into(), Value::Text(name.into())),
            ("task_kind".into(), Value::Choice(kind.into())),
            ("order".into(), Value::Text(id.to_string().as_str().into())),
            ("forecast_start".into(), Value::Date(day(start))),
            ("forecast_finish".into(), Value::Date(day(finish))),
        ];
        workspace
            .insert_with(Kind::Task, RawId(id), values)
            .unwrap();
    }
    workspace
}

fn done(workspace: &Workspace, commands: Vec<Command>) -> Workspace {
    let group = Command::Group {
        deed: Deed::Set,
        commands,
    };
    let mut after = workspace.clone();
    match plan(workspace, &group) {
        Ok(patch) => apply(&mut after, &patch),
        // What stands there already, or a start behind the finish: said, and nothing is done.
        Err(reason) => assert!(matches!(
            reason,
            Refusal::Nothing | Refusal::Reversed { .. }
        )),
    }
    after
}

/// Types a text into a cell of a task.
pub(super) fn typed(
    workspace: &Workspace,
    number: u128,
    field: Option<Field>,
    text: &str,
    lang: Lang,
) -> Result<Workspace, String> {
    let lines = wbs::of_project(workspace, PROJECT);
    let typing = Typing {
        workspace,
        today: day("2026-05-18"),
        lang,
    };
    let line = lines.iter().find(|line| line.task == task(number)).unwrap();
    let mut next = 9000 + number * 100;
    let mut fresh = || {
        next += 1;
        RawId(next)
    };
    typing
        .read(line, field, text, &mut fresh)
        .map(|commands| done(workspace, commands))
}

fn waits_for(workspace: &Workspace, number: u128, lang: Lang) -> String {
    let lines = wbs::of_project(workspace, PROJECT);
    Needs::of(workspace, &lines).text(workspace, task(number), lang)
}

fn days(workspace: &Workspace, number: u128) -> (String, String) {
    let (start, finish) = wbs::recorded(workspace.tasks.get(&task(number)).unwrap()).unwrap();
    (start.to_string(), finish.to_string())
}

#[test]
fn what_a_task_waits_for_is_written_as_planners_write_it() {
    let workspace = small();
    let text = "1; KEY-2/1SS+2d";
    let after = typed(&workspace, 2, Some(Field::Needs), text, Lang::En).unwrap();
    assert_eq!(waits_for(&after, 2, Lang::En), text);
    assert_eq!(waits_for(&after, 2, Lang::Fr), "1; KEY-2/1DD+2j");
    // One goes, one stays the record that it was.
    let kept: Vec<RawId> = after.referring(task(5).raw(), Kind::Link).collect();
    let after = typed(&after, 2, Some(Field::Needs), "KEY-2/1SS+2d", Lang::En).unwrap();
    assert_eq!(after.links.len(), 1);
    assert_eq!(
        after
            .referring(task(5).raw(), Kind::Link)
            .collect::<Vec<_>>(),
        kept
    );
    let after = typed(&after, 2, Some(Field::Needs), "", Lang::En).unwrap();
    assert_eq!(after.links.len(), 0);
}

#[test]
fn what_is_typed_may_not_lead_round_and_is_refused_as_a_link_by_key_is() {
    let w = typed(&small(), 2, Some(Field::Needs), "1", Lang::En).unwrap();
    for lang in [Lang::En, Lang::Fr] {
        let how = LinkType::FinishStart;
        let by_key = link_tasks(&w, task(2), task(1), how, None, RawId(900)).unwrap_err();
        let said = typed(&w, 1, Some(Field::Needs), "2", lang).unwrap_err();
        assert_eq!(said, refusal(&by_key, &w, lang));
        assert!(said.contains(" → "), "{said}");
    }
    let itself = typed(&w, 2, Some(Field::Needs), "1; 2", Lang::En).unwrap_err();
    assert!(itself.contains("would wait for itself"), "{itself}");
    // The link that closes the circle may replace the one that it would close it with.
    let turned = typed(&w, 2, Some(Field::Needs), "", Lang::En).unwrap();
    let turned = typed(&turned, 1, Some(Field::Needs), "2", Lang::En).unwrap();
    assert_eq!(waits_for(&turned, 1, Lang::En), "2");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_words_that_are_wrong() {
    let workspace = small();
    let refused =
        |field, text: &str| typed(&workspace, 2, Some(field), text, Lang::En).unwrap_err();
    assert!(refused(Field::Needs, "9.9").contains("“9.9”"));
    assert!(refused(Field::Needs, "1FS+soon").contains("“1FS+soon”"));
    assert!(refused(Field::Length, "long").contains("5d"));
    assert!(refused(Field::Done, "130%").contains("100"));
    assert!(refused(Field::Finish, "1 may").contains("before the start"));
    assert!(refused(Field::Float, "3").contains("calculated"));
}

#[test]
fn a_start_keeps_the_length_and_a_finish_changes_it() {
    let workspace = small();
    let after = typed(&workspace, 2, Some(Field::Start), "2026-06-08", Lang::En).unwrap();
    assert_eq!(days(&after, 2), ("2026-06-08".into(), "2026-06-12".into()));
    let after = typed(&after, 2, Some(Field::Finish), "2026-06-19", Lang::En).unwrap();
    assert_eq!(days(&after, 2), ("2026-06-08".into(), "2026-06-19".into()));
    let after = typed(&after, 2, Some(Field::Length), "3d", Lang::En).unwrap();
    assert_eq!(days(&after, 2), ("2026-06-08".into(), "2026-06-10".into()));
    assert_eq!(after.tasks.get(&task(2)).unwrap().duration, Span::days(3));
}

#[test]
fn the_start_of_what_waits_is_a_restriction_not_a_date() {
    let workspace = typed(&small(), 2, Some(Field::Needs), "1", Lang::En).unwrap();
    let after = typed(&workspace, 2, Some(Field::Start), "2026-06-08", Lang::En).unwrap();
    let found = after.tasks.get(&task(2)).unwrap();
    assert_eq!(
        found.constraint.as_ref().and_then(Choice::known),
        Some(ConstraintKind::StartFrom)
    );
    assert_eq!(found.constraint_date, Some(day("2026-06-08")));
}

#[test]
fn progress_says_what_happened_but_never_in_the_future() {
    let workspace = small();
    let after = typed(&workspace, 1, Some(Field::Done), "40%", Lang::En).unwrap();
    let found = after.tasks.get(&task(1)).unwrap();
    assert_eq!(found.actual_start, Some(day("2026-05-18")));
    assert_eq!(found.actual_finish, None);
    let after = typed(&after, 3, Some(Field::Done), "100", Lang::En).unwrap();
    let found = after.tasks.get(&task(3)).unwrap();
    assert_eq!(found.actual_start, Some(day("2026-05-18")));
    assert_eq!(found.actual_finish, Some(day("2026-05-18")));
    let after = typed(&after, 3, Some(Field::Done), "50", Lang::En).unwrap();
    assert_eq!(after.tasks.get(&task(3)).unwrap().actual_finish, None);
}

#[test]
fn a_dropped_bar_moves_or_lasts_longer() {
    let workspace = small();
    let found = workspace.tasks.get(&task(2)).unwrap();
    let moved = dropped(
        &workspace,
        found,
        (day("2026-06-01"), day("2026-06-05")),
        true,
    );
    let after = done(&workspace, moved);
    assert_eq!(days(&after, 2), ("2026-06-01".into(), "2026-06-05".into()));
    let wider = dropped(
        &workspace,
        found,
        (day("2026-05-25"), day("2026-06-12")),
        false,
    );
    let after = done(&workspace, wider);
    assert_eq!(days(&after, 2), ("2026-05-25".into(), "2026-06-12".into()));
    let earlier = dropped(
        &workspace,
        found,
        (day("2026-05-18"), day("2026-05-29")),
        false,
    );
    let after = done(&workspace, earlier);
    assert_eq!(days(&after, 2), ("2026-05-18".into(), "2026-05-29".into()));
    assert_eq!(after.tasks.get(&task(2)).unwrap().duration, Span::days(10));
}

#[test]
fn tasks_that_the_schedule_moves_follow_in_the_same_step() {
    let today = day("2026-05-18");
    let mut workspace = small();
    for (number, needs) in [(2, "1"), (3, "2"), (4, "3")] {
        workspace = typed(&workspace, number, Some(Field::Needs), needs, Lang::En).unwrap();
    }
    let mut schedule = |w: &Workspace| Arc::new(facts(w, today));
    let before = schedule(&workspace);
    let found = workspace.tasks.get(&task(1)).unwrap();
    let commands = dropped(
        &workspace,
        found,
        (day("2026-05-25"), day("2026-05-29")),
        true,
    );
    // What is told while the bar is dragged is what the drop does.
    let moved = tried(&workspace, Deed::Move, &commands).unwrap();
    let mut dragging = Dragging::new(&workspace, today);
    let told = dragging.effects(&moved, task(1)).unwrap();
    assert_eq!(told, effects(&moved, &before, &schedule(&moved)));
    assert_eq!(told.len(), 3);
    let step = with_effects(&workspace, Deed::Move, commands, &before, &mut schedule);
    let after = done(&workspace, vec![step]);
    assert_eq!(days(&after, 2), ("2026-06-01".into(), "2026-06-05".into()));
    assert_eq!(days(&after, 3), ("2026-06-08".into(), "2026-06-12".into()));
    assert_eq!(days(&after, 4), ("2026-06-12".into(), "2026-06-12".into()));
    // What is placed by hand stays, and what comes after it follows it.
    let by_hand = done(
        &workspace,
        vec![Command::Set {
            kind: Kind::Task,
            id: task(2).raw(),
            key: "manual".into(),
            value: Some(Value::Flag),
        }],
    );
    let before = schedule(&by_hand);
    let found = by_hand.tasks.get(&task(1)).unwrap();
    let commands = dropped(
        &by_hand,
        found,
        (day("2026-05-25"), day("2026-05-29")),
        true,
    );
    let step = with_effects(&by_hand, Deed::Move, commands, &before, &mut schedule);
    let after = done(&by_hand, vec![step]);
    assert_eq!(days(&after, 2), days(&workspace, 2));
    assert_eq!(days(&after, 3), days(&workspace, 3));
}

#[test]
fn pasted_rows_change_tasks_and_add_those_below_the_last() {
    let workspace = small();
    let target = paste::Target {
        project: PROJECT,
        tasks: &[task(4)],
        columns: &[None, Some(Field::Length), Some(Field::Needs)],
    };
    let mut next = 7000;
    let mut fresh = || {
        next += 1;
        RawId(next)
    };
    let text = "Handing over\t\t3\nTrain\t3d\t4\nSupport\tlong\t\n\t\t\n";
    let found = paste::paste(
        &workspace,
        &target,
        text,
        day("2026-05-18"),
        Lang::En,
        &mut fresh,
    );
    assert_eq!(found.new, 2);
    assert_eq!(found.wrong.len(), 1, "{:?}", found.wrong);
    assert_eq!(
        (found.wrong[0].line, found.wrong[0].column.as_str()),
        (3, "Length")
    );
    let after = done(&workspace, found.commands);
    let codes: Vec<String> = wbs::of_project(&after, PROJECT)
        .iter()
        .map(|line| after.tasks.get(&line.task).unwrap().name.to_string())
        .collect();
    assert_eq!(
        codes,
        ["Dig", "Pour", "Dry", "Handing over", "Train", "Support"]
    );
    assert_eq!(after.links.len(), 2);
}

#[test]
fn what_stands_elsewhere_than_calculated_is_told_with_its_cause_and_can_be_taken_over() {
    let today = day("2026-05-18");
    let workspace = typed(&small(), 2, Some(Field::Needs), "3", Lang::En).unwrap();
    let lines = wbs::of_project(&workspace, PROJECT);
    let found = differ::differences(
        &workspace,
        &lines,
        &facts(&workspace, today),
        today,
        Lang::En,
    );
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.name.as_str(), one.cause.as_str()))
        .collect();
    assert_eq!(told, [("2 Pour", "what it waits for: Dry")]);
    let after = done(&workspace, differ::take_calculated(&workspace, &found));
    assert_eq!(days(&after, 2), ("2026-06-08".into(), "2026-06-12".into()));
    let left = differ::differences(&after, &lines, &facts(&after, today), today, Lang::En);
    assert_eq!(left, []);
}
