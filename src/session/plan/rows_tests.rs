//! The rows of a plan, on a small project.

use super::edit::tried;
use super::tests::{PROJECT, day, small, task, typed};
use super::*;
use crate::analysis::odds::{Dates, Depth, OddsOf, OddsPlan, Run};
use crate::analysis::schedule::PlanNetwork;
use crate::analysis::{PlanPart, Scope};
use crate::edit::{Command, Deed};
use crate::model::*;
use crate::session::roadmap::wish::GroupBy;
use crate::timeline as tl;
use crate::words::{Lang, OddsFigure, format, odds_chance, odds_why};
use std::collections::BTreeSet;
use std::sync::Arc;

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
            let fresh = PlanRows::new(None, &workspace, Arc::clone(&facts), &wish);
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
            // What is closed comes to what it does where all is open.
            let wish_open = PlanWish { level: None, turned: BTreeSet::new(), ..wish.clone() };
            let open = PlanRows::new(None, &workspace, Arc::clone(&facts), &wish_open);
            for other in [&fresh, &open] {
                let lines = |rows: &PlanRows| rows.projects().map(|at| rows.lines_of(at).to_vec()).collect::<Vec<_>>();
                proptest::prop_assert_eq!(lines(&now), lines(other));
                proptest::prop_assert_eq!(now.differing(), other.differing());
                proptest::prop_assert_eq!(now.differing_count(), other.differing().len());
                proptest::prop_assert_eq!((now.len(), now.critical), (other.len(), other.critical));
            }
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
