//! How much memory a portfolio of 2,500 projects with 100,000 tasks takes (64 bit; the browser's pointers
//! are half as long): the column "max alloc" is the most that was held at once.
#![allow(clippy::unwrap_used)]

use baton::analysis::schedule::PlanNetwork;
use baton::exchange::native::{read, write};
use baton::model::Date;
use baton::sample;
use baton::session::plan::KeptFacts;
use divan::{AllocProfiler, Bencher};

#[global_allocator]
static COUNTED: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// The records with their indexes, as a file brings them.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn records_of_100_000_tasks(bencher: Bencher) {
    let file = write(&sample::planned(2_500, 40));
    bencher.bench_local(|| read(file.as_bytes()).unwrap());
}

/// What the plan keeps beside the records: network, schedule and facts of every task.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn facts_of_100_000_tasks(bencher: Bencher) {
    let workspace = sample::planned(2_500, 40);
    let today = Date::new(2026, 5, 18).unwrap();
    bencher.bench_local(|| {
        let mut kept = KeptFacts::default();
        kept.of(&workspace, today);
        kept
    });
}

/// The network alone.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn network_of_100_000_tasks(bencher: Bencher) {
    let workspace = sample::planned(2_500, 40);
    let today = Date::new(2026, 5, 18).unwrap();
    bencher.bench_local(|| PlanNetwork::of(&workspace, today));
}
