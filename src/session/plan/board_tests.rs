//! The board, on a small project whose answers are worked out by hand.

use super::*;
use crate::edit::{apply, plan};

const TODAY: &str = "2026-05-27";

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

fn put(workspace: &mut Workspace, kind: Kind, id: u128, values: &[(&str, Value)]) {
    let values = values
        .iter()
        .map(|(key, value)| ((*key).into(), value.clone()));
    workspace.insert_with(kind, RawId(id), values).unwrap();
}

/// Two people, a summary with two tasks of the first, a task of the second that waits for one of them, a
/// milestone, and two sprints.
fn small() -> Workspace {
    let mut w = Workspace::default();
    let text = |text: &str| Value::Text(text.into());
    put(
        &mut w,
        Kind::Project,
        100,
        &[("code", text("P")), ("name", text("Port"))],
    );
    for (id, name) in [(201, "Ada Ost"), (202, "Bo Lind")] {
        put(&mut w, Kind::Person, id, &[("name", text(name))]);
    }
    for (id, name, start, finish) in [
        (301, "Sprint 4", "2026-05-18", "2026-05-29"),
        (302, "Sprint 5", "2026-06-01", "2026-06-12"),
    ] {
        let days = [("start", start), ("finish", finish)].map(|(k, d)| (k, Value::Date(date(d))));
        let named = [("name", text(name)), ("project", Value::Ref(RawId(100)))];
        put(&mut w, Kind::Sprint, id, &[named, days].concat());
    }
    for (id, name, kind, start, finish, owner) in [
        (1, "Works", "summary", "2026-05-18", "2026-06-05", 0),
        (2, "Dig", "task", "2026-05-18", "2026-05-22", 201),
        (3, "Pour", "task", "2026-05-25", "2026-06-05", 202),
        (4, "Fence", "task", "2026-06-08", "2026-06-09", 201),
        (5, "Handover", "milestone", "2026-06-05", "2026-06-05", 201),
    ] {
        let mut values = vec![
            ("project", Value::Ref(RawId(100))),
            ("task_kind", Value::Choice(kind.into())),
            ("name", text(name)),
            ("forecast_start", Value::Date(date(start))),
            ("forecast_finish", Value::Date(date(finish))),
        ];
        if owner > 0 {
            values.push(("owner", Value::Ref(RawId(owner))));
        }
        if [2, 3].contains(&id) {
            values.push(("parent", Value::Ref(RawId(1))));
            values.push(("sprint", Value::Ref(RawId(301))));
        }
        put(&mut w, Kind::Task, id, &values);
    }
    tie(&mut w, 401, 2, 3, "fs");
    w
}

fn tie(w: &mut Workspace, id: u128, giver: u128, taker: u128, kind: &str) {
    let r = |id| Value::Ref(RawId(id));
    let values = [
        ("giver", r(100)),
        ("giver_task", r(giver)),
        ("taker", r(100)),
        ("taker_task", r(taker)),
        ("link_type", Value::Choice(kind.into())),
    ];
    put(w, Kind::Link, id, &values);
}

fn after(w: &Workspace, id: u128, to: TaskState) -> (Workspace, SetBesides) {
    let (commands, besides) = moved(w.tasks.get(&task(id)).unwrap(), to, date(TODAY));
    let group = Command::Group {
        deed: Deed::Set,
        commands,
    };
    let mut w = w.clone();
    let patch = plan(&w, &group).unwrap();
    apply(&mut w, &patch);
    (w, besides)
}

fn columns(w: &Workspace, wish: &BoardWish) -> Vec<Vec<Vec<u128>>> {
    let raw = |ids: &Vec<Id<Task>>| ids.iter().map(|id| id.raw().0).collect();
    lanes(w, wish)
        .iter()
        .map(|lane| lane.columns.iter().map(raw).collect())
        .collect()
}

#[test]
fn only_work_is_on_the_board_and_what_ends_first_stands_first() {
    let w = small();
    let all = BoardWish::default();
    assert_eq!(columns(&w, &all), [[vec![2, 3, 4], vec![], vec![], vec![]]]);
    let (w, _) = after(&w, 3, TaskState::Blocked);
    assert_eq!(columns(&w, &all), [[vec![2, 4], vec![], vec![3], vec![]]]);
    let mine = BoardWish {
        owner: Some(Id::new(RawId(201))),
        find: "fen".into(),
        ..all
    };
    assert_eq!(columns(&w, &mine), [[vec![4], vec![], vec![], vec![]]]);
}

#[test]
fn lanes_follow_the_days_of_their_sprints_and_an_empty_sprint_has_one() {
    let wish = BoardWish {
        by_sprint: true,
        project: Some(Id::new(RawId(100))),
        ..BoardWish::default()
    };
    let w = small();
    let names: Vec<_> = lanes(&w, &wish)
        .iter()
        .map(|l| l.sprint.map(|s| s.raw().0))
        .collect();
    assert_eq!(names, [Some(301), Some(302), None]);
    let none: Vec<Vec<u128>> = vec![vec![]; 4];
    assert_eq!(
        columns(&w, &wish),
        [
            vec![vec![2, 3], vec![], vec![], vec![]],
            none,
            vec![vec![4], vec![], vec![], vec![]]
        ]
    );
}

#[test]
fn a_card_that_is_begun_or_done_gets_its_days_and_all_of_it_is_open_again_on_the_way_back() {
    let w = small();
    let of = |w: &Workspace| w.tasks.get(&task(2)).unwrap().clone();
    let (doing, besides) = after(&w, 2, TaskState::Doing);
    assert_eq!(
        (of(&doing).actual_start, besides),
        (Some(date(TODAY)), SetBesides::Began)
    );
    let (done, besides) = after(&doing, 2, TaskState::Done);
    let record = of(&done);
    assert_eq!(besides, SetBesides::Finished);
    assert_eq!(record.actual_finish, Some(date(TODAY)));
    assert_eq!(record.progress, Some(Percent::WHOLE));
    // Done at once: it began when it was planned to.
    let (at_once, _) = after(&w, 2, TaskState::Done);
    assert_eq!(of(&at_once).actual_start, Some(date("2026-05-18")));
    let (open, besides) = after(&done, 2, TaskState::Todo);
    let record = of(&open);
    assert_eq!(besides, SetBesides::Reopened);
    assert_eq!(
        (record.actual_start, record.actual_finish, record.progress),
        (None, None, None)
    );
    assert_eq!(state_of(&record), TaskState::Todo);
    assert!(moved(&record, TaskState::Todo, date(TODAY)).0.is_empty());
}

#[test]
fn dates_and_progress_say_where_a_card_stands_when_they_contradict_its_state() {
    let w = small();
    let mut record = Task::clone(w.tasks.get(&task(2)).unwrap());
    assert_eq!(state_of(&record), TaskState::Todo);
    record.progress = Some(Percent(4_000));
    assert_eq!(state_of(&record), TaskState::Doing);
    record.state = Some(Choice::Known(TaskState::Done));
    assert_eq!(state_of(&record), TaskState::Doing);
    record.state = Some(Choice::Known(TaskState::Blocked));
    assert_eq!(state_of(&record), TaskState::Blocked);
    record.actual_finish = Some(date(TODAY));
    assert_eq!(state_of(&record), TaskState::Done);
}

#[test]
fn a_card_says_why_it_is_late() {
    let w = small();
    let mut record = Task::clone(w.tasks.get(&task(2)).unwrap());
    let today = date(TODAY);
    assert_eq!(lateness(&record, today), Some(Lateness::Overdue(5)));
    record.forecast_finish = Some(date("2026-06-10"));
    assert_eq!(lateness(&record, today), None);
    record.baseline_finish = Some(date("2026-06-01"));
    assert_eq!(lateness(&record, today), Some(Lateness::BehindBaseline(9)));
    record.deadline = Some(date("2026-06-09"));
    assert_eq!(lateness(&record, today), Some(Lateness::BehindDeadline(1)));
    record.actual_finish = Some(today);
    assert_eq!(lateness(&record, today), None);
}

#[test]
fn next_comes_what_waits_for_nothing_and_the_earliest_of_each_owner() {
    let w = small();
    let next = |w: &Workspace| -> Vec<(u128, usize)> {
        next_actions(w, &BoardWish::default(), date(TODAY))
            .iter()
            .map(|one| (one.task.raw().0, one.more))
            .collect()
    };
    // Pour waits for Dig; Fence is the second of the same owner.
    assert_eq!(next(&w), [(2, 1)]);
    let (w, _) = after(&w, 2, TaskState::Done);
    assert_eq!(next(&w), [(3, 0), (4, 0)]);
    // The summary above waits: what is in it waits too.
    let mut held = w.clone();
    tie(&mut held, 402, 4, 1, "fs");
    assert_eq!(next(&held), [(4, 0)]);
    let mut held = w.clone();
    for (key, value) in [
        ("constraint", Value::Choice("snet".into())),
        ("constraint_date", Value::Date(date("2026-06-08"))),
    ] {
        held.set(Kind::Task, RawId(4), key, Some(value)).unwrap();
    }
    assert_eq!(next(&held), [(3, 0)]);
}

#[test]
fn a_sprint_counts_what_is_done_and_the_working_days_left() {
    let (w, _) = after(&small(), 2, TaskState::Done);
    let state = |id: u128, today: &str| sprint_state(&w, Id::new(RawId(id)), date(today));
    // Wednesday to Friday.
    let now = state(301, TODAY);
    assert_eq!(
        (now.all, now.done, now.days_left, now.is_over),
        (2, 1, Some(3), false)
    );
    assert_eq!(state(301, "2026-06-01").days_left, None);
    assert!(state(301, "2026-06-01").is_over);
    // What has not begun has all its days.
    assert_eq!(state(302, TODAY).days_left, Some(10));
}

#[test]
fn closing_a_sprint_moves_what_is_not_done_to_the_next_one_in_one_step() {
    let (w, _) = after(&small(), 2, TaskState::Done);
    let close = |w: &Workspace, id: u128| {
        let command = close_sprint(w, Id::new(RawId(id)), "Sprint", date(TODAY), RawId(999))?;
        let patch = plan(w, &command).ok()?;
        let mut w = w.clone();
        apply(&mut w, &patch);
        Some(w)
    };
    let sprint_of = |w: &Workspace, id| w.tasks.get(&task(id)).unwrap().sprint.map(|s| s.raw().0);
    let closed = close(&w, 301).unwrap();
    assert_eq!(
        (sprint_of(&closed, 2), sprint_of(&closed, 3)),
        (Some(301), Some(302))
    );
    let ended = closed.sprints.get(&Id::new(RawId(301))).unwrap().finish;
    assert_eq!(ended, Some(date(TODAY)));
    // Behind the last one a new one is made: as long, with the next number, from the next working day.
    let mut last = w.clone();
    for id in [2, 3] {
        let to = Some(Value::Ref(RawId(302)));
        last.set(Kind::Task, RawId(id), "sprint", to).unwrap();
    }
    let closed = close(&last, 302).unwrap();
    let made = closed.sprints.get(&Id::new(RawId(999))).unwrap();
    assert_eq!(&*made.name, "Sprint 6");
    assert_eq!(
        (made.start, made.finish),
        (Some(date("2026-06-15")), Some(date("2026-06-26")))
    );
    assert_eq!(sprint_of(&closed, 3), Some(999));
    assert_eq!(sprint_of(&closed, 2), Some(302));
    // All done and over: nothing to close.
    assert!(
        close_sprint(
            &closed,
            Id::new(RawId(999)),
            "Sprint",
            date(TODAY),
            RawId(998)
        )
        .is_some()
    );
    let (all, _) = after(&closed, 3, TaskState::Done);
    assert!(close_sprint(&all, Id::new(RawId(999)), "Sprint", date(TODAY), RawId(998)).is_none());
}
