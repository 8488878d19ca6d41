//! How long drawing takes. The twelve small charts are those of the peer bench.
#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "the samples are those of the tests"
)]

use baton::charts::{Chart, Size};
use divan::{Bencher, black_box};

#[path = "../native/charts/samples.rs"]
mod samples;

fn main() {
    divan::main();
}

fn drawn(chart: &dyn Chart, width: u32, height: u32) -> usize {
    chart
        .draw(Size { width, height })
        .map_or(0, |svg| svg.text.len())
}

#[divan::bench]
fn twelve_kpi_charts(bencher: Bencher) {
    let charts: Vec<_> = (0..12).map(samples::twelve).collect();
    bencher.bench_local(|| {
        charts
            .iter()
            .map(|chart| drawn(&**black_box(chart), 340, 250))
            .sum::<usize>()
    });
}

#[divan::bench]
fn budget_curve(bencher: Bencher) {
    let chart = samples::budget_curve();
    bencher.bench_local(|| drawn(black_box(&chart), 354, 262));
}

#[divan::bench]
fn status_flow(bencher: Bencher) {
    let chart = samples::status_flow();
    bencher.bench_local(|| drawn(black_box(&chart), 298, 196));
}

#[divan::bench]
fn hundred_sparklines(bencher: Bencher) {
    let chart = samples::sparkline();
    bencher.bench_local(|| {
        (0..100)
            .map(|_| drawn(black_box(&chart), 72, 22))
            .sum::<usize>()
    });
}
