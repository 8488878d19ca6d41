//! How long the answers take: all of them, and again after one edit.
#![allow(clippy::unwrap_used)]

use baton::analysis::refresh;
use baton::model::{Currency, Date, Kind, Money, Value, Workspace};
use baton::sample;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn day() -> Date {
    Date::new(2026, 5, 18).unwrap()
}

/// The same portfolio after one amount was typed into a budget line in its middle.
fn edited(base: &Workspace) -> Workspace {
    let mut workspace = base.clone();
    let line = base.budget_lines.keys().nth(base.budget_lines.len() / 2);
    if let Some(id) = line {
        let amount = Value::Money(Money::new(12_345_600, Currency::EUR));
        let _ = workspace.set(Kind::BudgetLine, id.raw(), "forecast", Some(amount));
    }
    workspace
}

#[divan::bench(args = [500, 10_000])]
fn from_scratch(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    bencher.bench_local(|| refresh(None, black_box(&base), day()));
}

#[divan::bench(args = [500, 10_000])]
fn after_one_edit(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    let known = refresh(None, &base, day());
    let edited = edited(&base);
    bencher.bench_local(|| refresh(Some(black_box(&known)), &edited, day()));
}

#[divan::bench(args = [500, 10_000])]
fn after_no_edit(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    let known = refresh(None, &base, day());
    bencher.bench_local(|| refresh(Some(black_box(&known)), &base, day()));
}
