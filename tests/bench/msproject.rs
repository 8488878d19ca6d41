//! How long an MS Project file of about 10 MB takes: read it, schedule it, prepare its import.
#![allow(clippy::unwrap_used)]

use baton::exchange::msproject::{
    Choices, Outcome, differences, dry_run, give, read, recalculate, write,
};
use baton::model::{Date, Kind, RawId, Text, Value, Workspace};
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A portfolio whose file is about 10 MB: projects of a hundred tasks in ten summaries, each task after
/// the one before it.
fn portfolio() -> Workspace {
    let mut workspace = Workspace::default();
    let day = |number: i32| Value::Date(Date::from_number(20_600 + number).unwrap());
    let text = |text: String| Value::Text(Text::from(text));
    for number in 0_u128..9_500 {
        let project = RawId(1 + number / 100);
        if number % 100 == 0 {
            workspace.insert(Kind::Project, project);
            let name = text(format!("Project {}", { project.0 }));
            let _ = workspace.set(Kind::Project, project, "name", Some(name));
        }
        let task = RawId(1_000_000 + number);
        let start = i32::try_from(number % 100).unwrap() * 7;
        let mut values: Vec<(Text, Value)> = vec![
            ("project".into(), Value::Ref(project)),
            ("task_kind".into(), Value::Choice("task".into())),
            (
                "name".into(),
                text(format!("Task {number} with a name of usual length")),
            ),
            ("baseline_start".into(), day(start)),
            ("baseline_finish".into(), day(start + 4)),
            ("forecast_start".into(), day(start)),
            ("forecast_finish".into(), day(start + 4)),
        ];
        if number % 10 > 0 {
            let parent = RawId(1_000_000 + number - number % 10);
            values.push(("parent".into(), Value::Ref(parent)));
        }
        let _ = workspace.insert_with(Kind::Task, task, values);
        if number % 10 > 1 {
            let values: Vec<(Text, Value)> = vec![
                ("giver".into(), Value::Ref(project)),
                ("taker".into(), Value::Ref(project)),
                ("giver_task".into(), Value::Ref(RawId(999_999 + number))),
                ("taker_task".into(), Value::Ref(task)),
            ];
            let _ = workspace.insert_with(Kind::Link, RawId(9_000_000 + number), values);
        }
    }
    workspace
}

fn file() -> String {
    let projects: Vec<RawId> = (1..=95).map(RawId).collect();
    let text = write(&give(&portfolio(), &projects).plan);
    assert!(text.len() > 9_000_000, "{} bytes", text.len());
    text
}

fn import(text: &str) -> Outcome {
    let plan = read(text.as_bytes()).unwrap();
    let new = recalculate(&plan);
    black_box(differences(&plan, &new));
    prepare(&plan)
}

fn prepare(plan: &baton::exchange::msproject::file::Plan) -> Outcome {
    let mut next = 0;
    let mut fresh = || {
        next += 1;
        RawId(next)
    };
    let empty = Workspace::default();
    dry_run(
        plan,
        "plan.xml",
        Choices { split: true },
        &empty,
        &mut fresh,
    )
}

#[divan::bench(sample_count = 5)]
fn a_whole_import(bencher: Bencher) {
    let text = file();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| import(black_box(&text)));
}

#[divan::bench(sample_count = 5)]
fn reading(bencher: Bencher) {
    let text = file();
    bencher
        .counter(BytesCount::new(text.len()))
        .bench_local(|| read(black_box(text.as_bytes())));
}

#[divan::bench(sample_count = 5)]
fn scheduling(bencher: Bencher) {
    let plan = read(file().as_bytes()).unwrap();
    bencher.bench_local(|| recalculate(black_box(&plan)));
}

#[divan::bench(sample_count = 5)]
fn preparing_the_patch(bencher: Bencher) {
    let plan = read(file().as_bytes()).unwrap();
    bencher.bench_local(|| prepare(black_box(&plan)));
}

#[divan::bench(sample_count = 5)]
fn applying_the_patch(bencher: Bencher) {
    let patch = import(&file()).patch;
    bencher.bench_local(|| {
        let mut workspace = Workspace::default();
        baton::edit::apply(&mut workspace, black_box(&patch))
    });
}
