//! How long the plan of 20,000 tasks takes: its schedule, its rows from scratch and after an edit, and a step
//! of a drag.
#![allow(clippy::unwrap_used)]

use baton::analysis::{Scope, wbs};
use baton::edit::Deed;
use baton::model::*;
use baton::session::plan::edit::{dropped, tried};
use baton::session::plan::*;
use baton::session::roadmap::wish::GroupBy;
use baton::words::Lang;
use divan::{Bencher, black_box};
use std::collections::BTreeSet;
use std::sync::Arc;

fn main() {
    divan::main();
}

/// Many small plans, and one large.
const SHAPES: [(usize, usize); 2] = [(500, 40), (1, 20_000)];

fn today() -> Date {
    Date::new(2026, 5, 18).unwrap()
}

fn wish() -> PlanWish {
    PlanWish {
        project: None,
        scope: Scope::All,
        group: GroupBy::Programme,
        look: Look {
            columns: columns_shown(""),
            baseline: None,
            critical: true,
            float: true,
            whiskers: false,
            odds: RowOdds::Off,
            lang: Lang::En,
            today: today(),
        },
        turned: BTreeSet::new(),
        level: None,
        critical_only: false,
        find: String::new(),
    }
}

fn planned(shape: (usize, usize)) -> Workspace {
    baton::sample::planned(shape.0, shape.1)
}

/// The task in the middle moved on by three days, with its commands.
fn moved(workspace: &Workspace) -> (Id<Task>, Workspace) {
    let tasks = workspace.tasks.values();
    let mut behind = tasks.skip(workspace.tasks.len() / 2);
    let task = behind.find(|task| task.duration.is_some()).unwrap();
    let days = wbs::recorded(task).unwrap();
    let days = (days.0.plus_days(3).unwrap(), days.1.plus_days(3).unwrap());
    let commands = dropped(workspace, task, days, true);
    (task.id, tried(workspace, Deed::Move, &commands).unwrap())
}

#[divan::bench(args = SHAPES)]
fn schedule_of_all(bencher: Bencher, shape: (usize, usize)) {
    let workspace = planned(shape);
    bencher.bench_local(|| facts(black_box(&workspace), today()));
}

#[divan::bench(args = SHAPES)]
fn rows_from_scratch(bencher: Bencher, shape: (usize, usize)) {
    let workspace = planned(shape);
    let facts = Arc::new(facts(&workspace, today()));
    bencher.bench_local(|| PlanRows::new(None, black_box(&workspace), Arc::clone(&facts), &wish()));
}

#[divan::bench(args = SHAPES)]
fn rows_after_an_edit(bencher: Bencher, shape: (usize, usize)) {
    let workspace = planned(shape);
    let before = Arc::new(facts(&workspace, today()));
    let rows = PlanRows::new(None, &workspace, before, &wish());
    let (_, after) = moved(&workspace);
    let now = Arc::new(facts(&after, today()));
    bencher
        .bench_local(|| PlanRows::new(Some(&rows), black_box(&after), Arc::clone(&now), &wish()));
}

#[divan::bench(args = SHAPES)]
fn a_step_of_a_drag(bencher: Bencher, shape: (usize, usize)) {
    let workspace = planned(shape);
    let mut dragging = Dragging::new(&workspace, today());
    let (task, after) = moved(&workspace);
    bencher.bench_local(|| dragging.effects(black_box(&after), task).unwrap().len());
}

#[divan::bench(args = SHAPES)]
fn trying_an_edit(bencher: Bencher, shape: (usize, usize)) {
    let workspace = planned(shape);
    bencher.bench_local(|| moved(black_box(&workspace)));
}
