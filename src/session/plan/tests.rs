//! Typing and dragging in a plan, on a small project.

use super::edit::{Typing, dropped, effects, tried, with_effects};
use super::*;
use crate::analysis::odds::{Dates, Depth, OddsOf, OddsPlan, Run};
use crate::analysis::schedule::PlanNetwork;
use crate::analysis::{PlanPart, Scope, wbs};
use crate::edit::{Command, Deed, Refusal, apply, link_tasks, plan};
use crate::model::*;
use crate::session::roadmap::wish::GroupBy;
use crate::timeline as tl;
use crate::words::{Lang, OddsFigure, format, odds_chance, odds_why, refusal};
use std::collections::BTreeSet;
use std::sync::Arc;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

const PROJECT: Id<Project> = Id::new(RawId(1000));

fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

/// Five tasks: number, name, kind, first and last day; 5 is part of another project.
fn small() -> Workspace {
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
fn typed(
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
        lines.iter(),
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
    let left = differ::differences(&after, lines.iter(), &facts(&after, today), today, Lang::En);
    assert_eq!(left, []);
}

#[test]
fn rows_show_the_tree_with_its_links() {
    let workspace = typed(&small(), 2, Some(Field::Needs), "1; KEY-2/1", Lang::En).unwrap();
    let wish = PlanWish {
        project: Some(PROJECT),
        look: Look {
            columns: columns_shown(""),
            ..whole().look
        },
        ..whole()
    };
    let rows = PlanRows::new(None, &workspace, Arc::default(), &wish);
    let titles: Vec<&str> = rows.data.rows(0, 99).map(|(_, row)| row.title()).collect();
    assert_eq!(titles, ["Dig", "Pour", "Dry", "Handover", "KEY-2 · Keys"]);
    assert_eq!(rows.data.links().len(), 2);
    let found = PlanWish {
        find: "dry".into(),
        ..wish
    };
    let rows = PlanRows::new(None, &workspace, Arc::default(), &found);
    assert_eq!(rows.data.row(0).unwrap().title(), "Dry");
}

/// A wish for the whole portfolio with everything open.
fn whole() -> PlanWish {
    PlanWish {
        project: None,
        scope: Scope::All,
        group: GroupBy::Programme,
        look: Look {
            columns: Field::all().map(|one| one.0).collect(),
            baseline: None,
            critical: true,
            float: true,
            whiskers: false,
            odds: RowOdds::Off,
            lang: Lang::En,
            today: day("2026-05-18"),
        },
        turned: BTreeSet::new(),
        level: None,
        critical_only: false,
        find: String::new(),
    }
}

fn titles(rows: &PlanRows) -> Vec<String> {
    let all = rows.data.rows(0, usize::MAX);
    all.map(|(_, row)| format!("{}{}", "- ".repeat(row.depth().into()), row.title()))
        .collect()
}

#[test]
fn a_portfolio_is_one_tree_of_groups_projects_and_tasks() {
    let workspace = small();
    let rows = PlanRows::new(None, &workspace, Arc::default(), &whole());
    let all = [
        "Without",
        "- KEY-2",
        "- - Keys",
        "- SOV-1",
        "- - Dig",
        "- - Pour",
        "- - Dry",
        "- - Handover",
    ];
    assert_eq!(titles(&rows), all);
    // At the level of projects one of them is opened, and one group closed.
    let mut wish = PlanWish {
        level: Some(2),
        turned: BTreeSet::from([2000]),
        ..whole()
    };
    let rows = PlanRows::new(Some(&rows), &workspace, Arc::default(), &wish);
    assert_eq!(titles(&rows), [&all[..4]].concat());
    wish.turned.insert(0);
    let rows = PlanRows::new(Some(&rows), &workspace, Arc::default(), &wish);
    assert_eq!(titles(&rows), ["Without"]);
    // What is looked for is found in what is closed.
    wish.find = "dr".into();
    let rows = PlanRows::new(Some(&rows), &workspace, Arc::default(), &wish);
    assert_eq!(titles(&rows), ["Without", "- SOV-1", "- - Dry"]);
}

#[test]
fn links_of_what_is_closed_are_drawn_at_what_hides_it_once() {
    let workspace = small();
    let workspace = typed(&workspace, 2, Some(Field::Needs), "KEY-2/1", Lang::En).unwrap();
    let workspace = typed(&workspace, 3, Some(Field::Needs), "KEY-2/1; 1", Lang::En).unwrap();
    let drawn = |level: Option<u8>| {
        let wish = PlanWish { level, ..whole() };
        let rows = PlanRows::new(None, &workspace, Arc::default(), &wish);
        let links = rows.data.links().all().iter();
        links
            .map(|one| (one.link.from, one.link.to))
            .collect::<Vec<_>>()
    };
    assert_eq!(drawn(None), [(5, 2), (5, 3), (1, 3)]);
    assert_eq!(drawn(Some(2)), [(2000, 1000)]);
    assert_eq!(drawn(Some(1)), []);
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 60, ..Default::default() })]
    #[test]
    fn rows_after_edits_are_those_made_from_scratch(
        edits in proptest::collection::vec((0_usize..12, 1_u128..6, 0_usize..5), 1..16),
    ) {
        let today = day("2026-05-18");
        let mut workspace = small();
        workspace.insert_with(Kind::Project, RawId(3000), [("code".into(), Value::Text("BARE-3".into()))]).unwrap();
        let mut wish = whole();
        let mut rows: Option<PlanRows> = None;
        let mut kept = KeptFacts::default();
        for (deed, number, more) in edits {
            let texts = ["Wait", "1 Jun", "2w", "KEY-2/1", "50%"];
            let field = [None, Some(Field::Start), Some(Field::Length), Some(Field::Needs), Some(Field::Done)];
            let mut type_into = |number: u128| {
                if workspace.tasks.get(&task(number)).and_then(|t| t.project) != Some(PROJECT) {
                    return;
                }
                if let Ok(after) = typed(&workspace, number, field[more], texts[more], Lang::En) {
                    workspace = after;
                }
            };
            match deed {
                0 => wish.level = [None, Some(1), Some(2), Some(3), None][more],
                1 => drop(wish.turned.insert([0, 1000, 2000, 1, 5][more])),
                2 => wish.find = ["", "d", "key", "zz", ""][more].into(),
                3 => wish.project = [None, Some(PROJECT), None, None, None][more],
                4 => {
                    // Siblings with the same key, so that days and names decide; and other trees.
                    let (key, value) = match number % 2 {
                        0 => ("order", Some(Value::Text(["1", "2", "2", "3", "9"][more].into()))),
                        _ => ("parent", [None, Some(1), Some(2), Some(3), None][more].map(|id| Value::Ref(RawId(id)))),
                    };
                    let set = Command::Set { kind: Kind::Task, id: RawId(number), key: key.into(), value };
                    if let Some(after) = tried(&workspace, Deed::Set, &[set]) {
                        workspace = after;
                    }
                }
                5 => {
                    // The record of a project, with tasks or without: its name, and its own days.
                    let day = |text| Value::Date(day(text));
                    let (key, value) = match more {
                        0 => ("forecast_finish", day("2026-12-24")),
                        1 => ("baseline_start", day("2025-01-06")),
                        _ => ("name", Value::Text(["Zz", "Key", "Other"][more - 2].into())),
                    };
                    let id = RawId([1000, 3000][usize::from(number > 3)]);
                    let set = Command::Set { kind: Kind::Project, id, key: key.into(), value: Some(value) };
                    if let Some(after) = tried(&workspace, Deed::Set, &[set]) {
                        workspace = after;
                    }
                }
                _ => type_into(number),
            }
            let facts = Arc::new(facts(&workspace, today));
            let followed = kept.of(&workspace, today);
            proptest::prop_assert!(*followed == *facts);
            let now = PlanRows::new(rows.as_ref(), &workspace, followed, &wish);
            let fresh = PlanRows::new(None, &workspace, facts, &wish);
            let all = |rows: &PlanRows| rows.data.rows(0, usize::MAX).map(|(_, row)| row.clone()).collect::<Vec<_>>();
            proptest::prop_assert_eq!(all(&now), all(&fresh));
            // Of a row that is the same allocation nobody asks the cells again.
            for row in all(&now) {
                let before = rows.as_ref().and_then(|before| before.data.find(row.key()).map(|was| (before, was)));
                if let (Some((before, was)), Some(item)) = (before.filter(|(_, was)| was.is_same(&row)), row.item()) {
                    let was = was.item().map(|item| before.data.cells(item));
                    proptest::prop_assert_eq!(was, Some(now.data.cells(item)));
                }
            }
            proptest::prop_assert_eq!(now.data.links().all(), fresh.data.links().all());
            let mut ends: Vec<_> = now.data.links().all().iter().map(|placed| (placed.from, placed.to)).collect();
            ends.sort_unstable();
            proptest::prop_assert!(ends.windows(2).all(|pair| pair[0] != pair[1]), "drawn twice: {ends:?}");
            proptest::prop_assert_eq!(now.critical, fresh.critical);
            let lines = |rows: &PlanRows| rows.lines().cloned().collect::<Vec<_>>();
            proptest::prop_assert_eq!(lines(&now), lines(&fresh));
            let differing = |rows: &PlanRows| rows.differing().map(|line| line.task).collect::<Vec<_>>();
            proptest::prop_assert_eq!(differing(&now), differing(&fresh));
            rows = Some(now);
        }
    }
}

#[test]
fn rows_tell_the_odds_of_the_plan_as_it_is_and_none_while_it_is_drawn_again() {
    let mut workspace = small();
    for (field, days) in [("duration", 5), ("longest", 25)] {
        let value = Value::Span(Span::days(days).unwrap());
        workspace
            .set(Kind::Task, RawId(2), field, Some(value))
            .unwrap();
    }
    let today = day("2026-05-18");
    workspace
        .set(
            Kind::Task,
            RawId(2),
            "deadline",
            Some(Value::Date(day("2026-06-02"))),
        )
        .unwrap();
    let network = PlanNetwork::of(&workspace, today);
    let schedule = network.schedule();
    let part = PlanPart::Project(PROJECT);
    let plan = OddsPlan::of_schedule(&workspace, &network, &schedule, part, Dates::Tasks);
    let mut run = Run::new(plan.input(), 400, Depth::Causes).unwrap();
    run.step(400);
    let odds = Arc::new(plan.read(&run.odds()));
    let fields = [
        Field::P50,
        Field::P80,
        Field::P90,
        Field::Chance,
        Field::Criticality,
    ];
    let told = |odds: RowOdds, whiskers: bool| {
        let wish = PlanWish {
            project: Some(PROJECT),
            look: Look {
                columns: fields.to_vec(),
                whiskers,
                odds,
                ..whole().look
            },
            ..whole()
        };
        let rows = PlanRows::new(None, &workspace, Arc::default(), &wish);
        let item = rows.data.find(2).and_then(tl::Row::item).cloned().unwrap();
        let cells: Vec<String> = rows
            .data
            .cells(&item)
            .iter()
            .map(|cell| cell.text.clone())
            .collect();
        (cells, item.likely)
    };
    let (cells, likely) = told(RowOdds::Known(Arc::clone(&odds)), true);
    let days = odds.of_task(task(2)).unwrap();
    let likely = likely.unwrap();
    assert_eq!(likely.p80, days.p80.day.number() + 1);
    assert!(likely.p50 < likely.p80 && days.p80.day > day("2026-06-02"));
    assert_eq!(cells[1], format::day_month(Lang::En, days.p80.day));
    assert_eq!(cells[3], odds_chance(days.promise.unwrap().1, Lang::En));
    assert!(cells[4].ends_with('%') && cells[4] != "0%", "{cells:?}");
    assert_eq!(told(RowOdds::Known(odds.clone()), false).1, None);
    assert_eq!(
        told(RowOdds::Drawing, true),
        (vec!["…".to_owned(); 5], None)
    );
    assert_eq!(told(RowOdds::Off, true), (vec![String::new(); 5], None));
    // Each figure says where it comes from: rule, inputs, draws and seed.
    let why = |figure| odds_why(&workspace, &odds, OddsOf::Task(task(2)), figure, Lang::En);
    let p80 = why(OddsFigure::P80);
    assert!(
        p80[0].starts_with("Four draws in five have finished this by"),
        "{p80:?}"
    );
    assert_eq!(
        p80[2],
        "Drawn between 5 d and 25 d, planned 5 d (triangular)"
    );
    assert_eq!(
        p80[3],
        "400 draws, seed 0: the same plan gives the same odds"
    );
    assert!(why(OddsFigure::Chance)[0].starts_with("Promised for 2 Jun 2026: "));
    assert_eq!(
        odds_why(
            &workspace,
            &odds,
            OddsOf::Task(task(99)),
            OddsFigure::P50,
            Lang::En
        ),
        [""; 0]
    );
}
