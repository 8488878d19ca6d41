//! How long the native file takes: write and read a portfolio of about 10 MB.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use baton::exchange::native::{read, write};
use baton::model::{Currency, Date, Kind, Money, RawId, Text, Value, Workspace};

fn main() {
    divan::main();
}

/// A portfolio of 2,000 projects with tasks and budget lines.
fn large() -> Workspace {
    let mut workspace = Workspace::default();
    let mut next = 0_u128;
    let mut id = || {
        next += 1;
        RawId(next.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835))
    };
    let day = |n: i32| {
        Value::Date(Date::from_number(20_000 + n).unwrap_or(Date::new(2026, 1, 1).expect("a day")))
    };
    let text = |t: String| Value::Text(Text::from(t));
    for n in 0..2_000 {
        let project = id();
        let fields: Vec<(Text, Value)> = vec![
            ("code".into(), text(format!("P-{n}"))),
            (
                "name".into(),
                text(format!("Project number {n} with a name of usual length")),
            ),
            (
                "description".into(),
                text("What it is about, in a few sentences. ".repeat(6)),
            ),
            ("planned_start".into(), day(n)),
            ("planned_finish".into(), day(n + 300)),
        ];
        let _ = workspace.insert_with(Kind::Project, project, fields);
        for t in 0..12 {
            let fields: Vec<(Text, Value)> = vec![
                ("project".into(), Value::Ref(project)),
                ("task_kind".into(), Value::Choice("task".into())),
                ("name".into(), text(format!("Task {t} of project {n}"))),
                ("baseline_start".into(), day(n + t)),
                ("baseline_finish".into(), day(n + t + 30)),
                ("forecast_start".into(), day(n + t)),
                ("forecast_finish".into(), day(n + t + 40)),
            ];
            let _ = workspace.insert_with(Kind::Task, id(), fields);
        }
        for y in 0..5 {
            let money = |n: i64| Value::Money(Money::new(n * 12_345, Currency::EUR));
            let fields: Vec<(Text, Value)> = vec![
                ("project".into(), Value::Ref(project)),
                ("period_start".into(), day(y * 365)),
                ("period_end".into(), day(y * 365 + 364)),
                ("approved".into(), money(i64::from(n + y))),
                ("forecast".into(), money(i64::from(n + 2 * y))),
                ("consumed".into(), money(i64::from(y))),
            ];
            let _ = workspace.insert_with(Kind::BudgetLine, id(), fields);
        }
    }
    workspace
}

#[divan::bench(sample_count = 5)]
fn write_large(bencher: divan::Bencher<'_, '_>) {
    let workspace = large();
    let bytes = write(&workspace).len();
    bencher
        .counter(divan::counter::BytesCount::new(bytes))
        .bench_local(|| write(&workspace));
}

#[divan::bench(sample_count = 5)]
fn read_large(bencher: divan::Bencher<'_, '_>) {
    let text = write(&large());
    bencher
        .counter(divan::counter::BytesCount::new(text.len()))
        .bench_local(|| read(text.as_bytes()));
}
