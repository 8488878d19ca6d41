//! How long draws take: full runs, and those while a bar is dragged.
#![allow(clippy::unwrap_used)]

use baton::analysis::odds::{
    Begin, Bond, Depth, OddsInput, OddsPlan, OddsTask, OddsTie, Run, Shape, Spread, Watched,
    key_of_id,
};
use baton::model::Date;
use baton::sample;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Tasks in a chain with a second tie far back each, 1.5 ties a task.
fn network(tasks: usize, shape: Shape) -> OddsInput {
    let task = |place: usize| {
        let likely = 480.0 * (1 + place % 20) as f64;
        OddsTask {
            key: key_of_id(place as u128),
            begin: Begin::NotBefore(0.0),
            spread: Spread::new(likely * 0.75, likely, likely * 1.8, shape),
            factor: None,
        }
    };
    let tie = |from: usize, to: usize| OddsTie {
        from,
        to,
        bond: Bond::FinishStart,
        lag: 0.0,
    };
    let far = |to: usize| {
        to.is_multiple_of(2)
            .then(|| tie(to - 1 - (to * 7919) % to.min(200), to))
    };
    let near = |to: usize| tie(to - 1 - (to * 31) % to.min(20), to);
    OddsInput {
        seed: 7,
        tasks: (0..tasks).map(task).collect(),
        ties: (1..tasks)
            .flat_map(|to| std::iter::once(near(to)).chain(far(to)))
            .collect(),
        watched: vec![Watched::of(tasks - 1)],
        ..OddsInput::default()
    }
}

fn run(bencher: Bencher, tasks: usize, draws: u32, shape: Shape, depth: Depth) {
    let input = network(tasks, shape);
    bencher.bench_local(|| {
        let mut run = Run::new(black_box(&input), draws, depth).unwrap();
        run.step(draws);
        run.odds()
    });
}

#[divan::bench]
fn ten_thousand_draws_of_500_tasks(bencher: Bencher) {
    run(bencher, 500, 10_000, Shape::Triangular, Depth::Dates);
}

#[divan::bench]
fn ten_thousand_draws_of_500_tasks_with_causes(bencher: Bencher) {
    run(bencher, 500, 10_000, Shape::Triangular, Depth::Causes);
}

#[divan::bench]
fn ten_thousand_draws_of_500_pert_tasks(bencher: Bencher) {
    run(bencher, 500, 10_000, Shape::Pert, Depth::Dates);
}

#[divan::bench(args = [500, 2_000, 20_000])]
fn the_500_draws_of_a_drag(bencher: Bencher, tasks: usize) {
    run(bencher, tasks, 500, Shape::Triangular, Depth::Dates);
}

#[divan::bench(args = [500, 2_000])]
fn making_a_portfolio_ready(bencher: Bencher, projects: usize) {
    let workspace = sample::large(projects);
    let today = Date::new(2026, 5, 18).unwrap();
    bencher.bench_local(|| OddsPlan::of(black_box(&workspace), today, None));
}
