//! How long a schedule takes: building a network, computing it, and the plan of a portfolio.
//!
//! The networks are those of the in-browser comparison (`genNetwork` of its generator): n activities of 1
//! to 20 days with one or two givers among the 200 before, from the same random numbers.
#![allow(clippy::unwrap_used)]

use baton::analysis::schedule::*;
use baton::model::{Date, Kind, RawId, Value, Workspace};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// The generator mulberry32.
fn numbers(seed: u32) -> impl FnMut() -> f64 {
    let mut state = seed;
    move || {
        state = state.wrapping_add(0x6D2B_79F5);
        let mut t = state;
        t = (t ^ (t >> 15)).wrapping_mul(t | 1);
        t ^= t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61));
        f64::from(t ^ (t >> 14)) / 4_294_967_296.0
    }
}

fn office() -> WorkTime {
    let day = vec![(540, 780), (840, 1_080)];
    let off = Spans::new();
    let week = [
        day.clone(),
        day.clone(),
        day.clone(),
        day.clone(),
        day,
        off.clone(),
        off,
    ];
    WorkTime::new(&week, [])
}

fn builder(count: usize) -> NetworkBuilder {
    let mut random = numbers(7);
    let mut builder = NetworkBuilder::new(20_458 * DAY);
    let calendar = builder.calendar(office());
    for own in 0..count {
        let days = 1 + (random() * 20.0) as i32;
        builder.activity(Activity::new(calendar, days * 480));
        if own == 0 {
            continue;
        }
        let wanted = if random() < 0.5 { 1 } else { 2 };
        let mut seen = None;
        for _ in 0..wanted {
            let giver = own - 1 - (random() * own.min(200) as f64) as usize;
            if seen.replace(giver) != Some(giver) {
                let (from, to) = (giver as u32, own as u32);
                builder.tie(Tie {
                    from,
                    to,
                    kind: TieKind::FinishStart,
                    lag: Lag::NONE,
                });
            }
        }
    }
    builder
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn build(bencher: Bencher, count: usize) {
    let builder = builder(count);
    bencher
        .with_inputs(|| builder.clone())
        .bench_local_values(NetworkBuilder::build);
}

#[divan::bench(args = [1_000, 10_000, 100_000])]
fn compute_again(bencher: Bencher, count: usize) {
    let network = builder(count).build();
    let mut schedule = compute(&network, &Options::default());
    bencher.bench_local(|| schedule.recompute(black_box(&network), &Options::default()));
}

/// Projects of a hundred tasks, each task after the one before it.
fn portfolio(tasks: u128) -> Workspace {
    let mut workspace = Workspace::default();
    let day = |text: &str| Value::Date(Date::parse(text).unwrap());
    for number in 0..tasks {
        let project = RawId(1 + number / 100);
        if number % 100 == 0 {
            workspace.insert(Kind::Project, project);
        }
        let (task, before) = (RawId(1_000_000 + number), RawId(999_999 + number));
        let values = [
            ("project".into(), Value::Ref(project)),
            ("task_kind".into(), Value::Choice("task".into())),
            ("forecast_start".into(), day("2026-06-01")),
            ("forecast_finish".into(), day("2026-06-05")),
        ];
        workspace.insert_with(Kind::Task, task, values).unwrap();
        if number % 100 > 0 {
            let values = [
                ("giver".into(), Value::Ref(project)),
                ("taker".into(), Value::Ref(project)),
                ("giver_task".into(), Value::Ref(before)),
                ("taker_task".into(), Value::Ref(task)),
            ];
            let id = RawId(9_000_000 + number);
            workspace.insert_with(Kind::Link, id, values).unwrap();
        }
    }
    workspace
}

#[divan::bench(args = [1_000, 20_000])]
fn plan_of_a_portfolio(bencher: Bencher, tasks: u128) {
    let workspace = portfolio(tasks);
    let today = Date::new(2026, 6, 1).unwrap();
    bencher.bench_local(|| PlanNetwork::of(black_box(&workspace), today));
}

#[divan::bench(args = [1_000, 20_000])]
fn days_of_a_portfolio(bencher: Bencher, tasks: u128) {
    let workspace = portfolio(tasks);
    let plan = PlanNetwork::of(&workspace, Date::new(2026, 6, 1).unwrap());
    let mut schedule = plan.schedule();
    bencher.bench_local(|| {
        plan.schedule_into(&mut schedule);
        plan.outcomes(&schedule)
            .map(|(_, outcome)| outcome.total_float)
            .sum::<i64>()
    });
}
