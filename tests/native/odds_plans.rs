//! The odds of records: of the sample portfolio and of a small project, in civil days.

use baton::analysis::odds::{
    Chance, Dates, DayOdds, Depth, Mover, OddsInput, OddsOf, OddsPlan, PlanOdds, Run, ShownChance,
};
use baton::analysis::schedule::PlanNetwork;
use baton::analysis::{PlanPart, Scope};
use baton::model::*;
use baton::sample;
use std::collections::BTreeMap;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn drawn(plan: &OddsPlan, draws: u32) -> PlanOdds {
    let mut run = Run::new(plan.input(), draws, Depth::Causes).unwrap();
    run.step(draws);
    plan.read(&run.odds())
}

fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

const PROJECT: Id<Project> = Id::new(RawId(1_000));

/// Two tasks, one after the other, and the handover after them; promised for Friday 12 June 2026.
fn small() -> Workspace {
    let mut workspace = Workspace::default();
    let text = |text: &str| Value::Text(text.into());
    let project = [
        ("code".into(), text("SOV-1")),
        ("name".into(), text("Sovereign")),
        ("baseline_finish".into(), Value::Date(day("2026-06-12"))),
    ];
    workspace
        .insert_with(Kind::Project, RawId(1_000), project)
        .unwrap();
    for (id, name, kind, start) in [
        (1, "Dig", "task", "2026-05-18"),
        (2, "Pour", "task", "2026-06-01"),
        (3, "Handover", "milestone", "2026-06-12"),
    ] {
        let values = [
            ("project".into(), Value::Ref(RawId(1_000))),
            ("name".into(), text(name)),
            ("task_kind".into(), Value::Choice(kind.into())),
            ("forecast_start".into(), Value::Date(day(start))),
            ("forecast_finish".into(), Value::Date(day(start))),
            ("baseline_finish".into(), Value::Date(day("2026-06-12"))),
            ("duration".into(), Value::Span(Span::days(10).unwrap())),
        ];
        workspace
            .insert_with(Kind::Task, RawId(id), values)
            .unwrap();
    }
    for (id, from, to) in [(11, 1, 2), (12, 2, 3)] {
        let values = [
            ("giver_task".into(), Value::Ref(RawId(from))),
            ("taker_task".into(), Value::Ref(RawId(to))),
        ];
        workspace
            .insert_with(Kind::Link, RawId(id), values)
            .unwrap();
    }
    workspace
}

fn set(workspace: &mut Workspace, kind: Kind, id: u128, field: &str, value: Value) {
    workspace.set(kind, RawId(id), field, Some(value)).unwrap();
}

fn days(count: i64) -> Value {
    Value::Span(Span::days(count).unwrap())
}

#[test]
fn a_plan_without_estimates_ends_where_its_schedule_does() {
    let workspace = small();
    let odds = drawn(&OddsPlan::of(&workspace, day("2026-05-18"), None), 40);
    for of in [OddsOf::Task(task(3)), OddsOf::Project(PROJECT)] {
        let date = odds.dates[&of];
        assert_eq!(
            (date.p10.day, date.p90.day),
            (day("2026-06-12"), day("2026-06-12"))
        );
        assert_eq!(date.p50.error, 0.0);
        assert_eq!(
            date.promise,
            Some((
                day("2026-06-12"),
                Chance {
                    kept: 40,
                    draws: 40
                }
            ))
        );
    }
    assert!(odds.tornado.is_empty());
}

#[test]
fn estimates_and_risks_move_the_dates_and_are_named_for_it() {
    let mut workspace = small();
    set(&mut workspace, Kind::Task, 1, "shortest", days(9));
    set(&mut workspace, Kind::Task, 1, "longest", days(20));
    set(&mut workspace, Kind::Task, 2, "longest", days(12));
    set(
        &mut workspace,
        Kind::Task,
        2,
        "spread",
        Value::Choice("pert".into()),
    );
    let risk = [
        ("name".into(), Value::Text("The ground is wet".into())),
        ("probability".into(), Value::Choice("low".into())),
        ("task".into(), Value::Ref(RawId(1))),
        ("delay".into(), days(15)),
    ];
    workspace.insert_with(Kind::Risk, RawId(50), risk).unwrap();
    let odds = drawn(
        &OddsPlan::of(&workspace, day("2026-05-18"), Some(PROJECT)),
        2_000,
    );
    let end = odds.dates[&OddsOf::Project(PROJECT)];
    assert_eq!(end, odds.dates[&OddsOf::Task(task(3))]);
    assert!(day("2026-06-12") < end.p50.day && end.p50.day < end.p80.day);
    // Three draws in ten have the risk: 15 days later.
    assert!(end.p90.day > day("2026-07-01"));
    assert!(end.p80.error > 0.0 && end.p80.error < 1.5);
    let (promised, chance) = end.promise.unwrap();
    assert_eq!(promised, day("2026-06-12"));
    assert!(chance.share() < 0.1, "{chance:?}");
    assert!(matches!(
        chance.shown(),
        ShownChance::About(_) | ShownChance::Under(_)
    ));
    let movers: Vec<&Mover> = odds.tornado.iter().map(|(mover, _)| mover).collect();
    assert!(movers[..2].contains(&&Mover::Risk(Id::new(RawId(50)))));
    assert!(movers[..2].contains(&&Mover::Task(task(1))));
    assert_eq!(odds.tasks[&task(1)].criticality, 1.0);
    assert!(odds.tasks[&task(1)].sensitivity > odds.tasks[&task(2)].sensitivity);
    // The risk has come or gone by: it holds nothing up.
    set(
        &mut workspace,
        Kind::Risk,
        50,
        "state",
        Value::Choice("closed".into()),
    );
    let without = drawn(
        &OddsPlan::of(&workspace, day("2026-05-18"), Some(PROJECT)),
        2_000,
    );
    assert!(without.dates[&OddsOf::Project(PROJECT)].p90.day < end.p90.day);
}

/// The sample with estimates on all its tasks.
fn estimated() -> (Workspace, Date) {
    let mut workspace = sample::arvenne();
    let today = workspace
        .portfolio()
        .and_then(|p| p.status_date)
        .unwrap_or(day("2026-05-18"));
    let ids: Vec<(RawId, Option<i64>)> = workspace
        .tasks
        .values()
        .map(|task| (task.id.raw(), task.duration.map(|span| span.amount)))
        .collect();
    for (id, amount) in ids {
        let longest = Span::minutes(amount.unwrap_or(20 * 480) * 3);
        workspace
            .set(Kind::Task, id, "longest", Some(Value::Span(longest)))
            .unwrap();
    }
    (workspace, today)
}

#[test]
fn the_whole_sample_is_drawn_and_its_dates_are_in_order() {
    let (workspace, today) = estimated();
    let odds = drawn(&OddsPlan::of(&workspace, today, None), 400);
    assert!(odds.dates.len() > 20, "{}", odds.dates.len());
    let in_order = |date: &DayOdds| {
        let days = [date.p10, date.p50, date.p80, date.p90].map(|date| date.day);
        days.is_sorted()
    };
    assert!(odds.dates.values().all(in_order));
    // What is finished is certain, and nobody promises the past.
    let plan = PlanNetwork::of(&workspace, today);
    let schedule = plan.schedule();
    let outcomes: BTreeMap<_, _> = plan.outcomes(&schedule).collect();
    let mut open = 0;
    for (of, date) in &odds.dates {
        if let OddsOf::Task(id) = of {
            let milestone = workspace.tasks.get(id).unwrap();
            if milestone.actual_finish.is_some() {
                assert_eq!(date.p10.day, date.p90.day, "{}", &*milestone.name);
            } else {
                // Tasks take the planned time at least.
                assert!(date.p10.day >= outcomes[id].days.1, "{}", &*milestone.name);
                open += 1;
            }
        }
    }
    assert!(open > 5);
}

#[test]
fn a_project_alone_has_the_odds_that_it_has_in_the_whole() {
    let (workspace, today) = estimated();
    let all = OddsPlan::of(&workspace, today, None);
    let whole = drawn(&all, 200);
    let mut smaller = 0;
    for project in workspace.projects.keys() {
        let alone = OddsPlan::of(&workspace, today, Some(*project));
        let OddsInput { tasks, .. } = alone.input();
        smaller += usize::from(tasks.len() < all.input().tasks.len());
        let odds = drawn(&alone, 200);
        assert_eq!(alone.draw_now(200).unwrap().dates, odds.dates);
        for (of, date) in &odds.dates {
            assert_eq!(whole.dates.get(of), Some(date), "{of:?}");
        }
    }
    assert!(smaller > 0, "nothing was left out");
}

#[test]
fn every_task_has_its_dates_and_a_summary_those_of_what_is_below_it() {
    let (workspace, today) = estimated();
    let plan = PlanNetwork::of(&workspace, today);
    let schedule = plan.schedule();
    let every = OddsPlan::of_schedule(
        &workspace,
        &plan,
        &schedule,
        PlanPart::Projects(Scope::All),
        Dates::Tasks,
    );
    let all = drawn(&every, 400);
    let events = drawn(&OddsPlan::of(&workspace, today, None), 400);
    for (of, date) in &events.dates {
        assert_eq!(all.dates.get(of), Some(date), "{of:?}");
    }
    let (mut work, mut summaries) = (0, 0);
    for task in workspace.tasks.values() {
        let children: Vec<_> = workspace
            .tasks
            .values()
            .filter(|part| part.parent == Some(task.id))
            .collect();
        if task.actual_finish.is_some() {
            continue;
        }
        let date = all.of_task(task.id).unwrap();
        assert_eq!(date.draws, 400);
        let parts = children.iter().filter_map(|part| all.of_task(part.id));
        if let Some(latest) = parts.map(|part| part.p80.day).max() {
            assert!(date.p80.day >= latest, "{}", &*task.name);
            summaries += 1;
        } else {
            work += 1;
        }
    }
    assert!(work > 40 && summaries > 5, "{work} {summaries}");
}

#[test]
fn what_decides_the_end_of_its_own_project_is_critical_in_the_plan_of_all() {
    let (workspace, today) = estimated();
    let whole = drawn(&OddsPlan::of(&workspace, today, None), 400);
    let mut decisive = 0;
    for project in workspace.projects.keys() {
        let alone = drawn(&OddsPlan::of(&workspace, today, Some(*project)), 400);
        for (task, odds) in &alone.tasks {
            // In the whole a task may decide the ends of others as well.
            assert!(whole.tasks[task].criticality >= odds.criticality, "{task}");
            decisive += usize::from(odds.criticality > 0.9);
        }
    }
    assert!(decisive > workspace.projects.len() / 2, "{decisive}");
}

#[test]
fn a_part_of_the_portfolio_has_the_dates_of_its_projects_alone() {
    let (workspace, today) = estimated();
    let programme = workspace.programmes.keys().next().copied().unwrap();
    let part = OddsPlan::of(
        &workspace,
        today,
        PlanPart::Projects(Scope::Programme(programme)),
    );
    let whole = OddsPlan::of(&workspace, today, None);
    assert!(part.input().tasks.len() < whole.input().tasks.len());
    let (part, whole) = (drawn(&part, 200), drawn(&whole, 200));
    let holds = |project: Option<Id<Project>>| {
        let record = project.and_then(|id| workspace.projects.get(&id));
        record.is_some_and(|project| project.programme == Some(programme))
    };
    let is_of = |of: &OddsOf| match of {
        OddsOf::Project(id) => holds(Some(*id)),
        OddsOf::Task(id) => holds(workspace.tasks.get(id).unwrap().project),
    };
    let of_it = whole.dates.iter().filter(|(of, _)| is_of(of)).count();
    assert!(of_it > 3);
    assert_eq!(part.dates.len(), of_it);
    for (of, date) in &part.dates {
        assert_eq!(whole.dates.get(of), Some(date), "{of:?}");
    }
}

#[test]
fn of_very_many_dates_only_the_first_draws_are_kept() {
    let (workspace, today) = estimated();
    let plan = OddsPlan::of(&workspace, today, None);
    let mut input = plan.input().clone();
    for watched in &mut input.watched {
        watched.most = Some(98);
    }
    assert_eq!(OddsInput::unpacked(&input.packed()), Some(input.clone()));
    let mut few = Run::new(&input, 400, Depth::Dates).unwrap();
    few.step(400);
    let mut first = Run::new(plan.input(), 100, Depth::Dates).unwrap();
    first.step(100);
    assert_eq!(few.odds().dates, first.odds().dates);
    assert!(few.odds().dates.iter().all(|date| date.draws == 100));
}
