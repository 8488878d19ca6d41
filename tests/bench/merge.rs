//! How long a merge, a difference and a single edit take on a large portfolio.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic
)]

use baton::edit::{Command, apply, diff, merge, plan};
use baton::model::{Kind, Value, Workspace};
use baton::sample;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Renames every `every`-th project.
fn renamed(base: &Workspace, every: usize, name: &str) -> Workspace {
    let mut workspace = base.clone();
    for id in base.projects.keys().step_by(every) {
        let command = Command::Set {
            kind: Kind::Project,
            id: id.raw(),
            key: "name".into(),
            value: Some(Value::Text(name.into())),
        };
        if let Ok(patch) = plan(base, &command) {
            apply(&mut workspace, &patch);
        }
    }
    workspace
}

#[divan::bench(args = [500, 10_000])]
fn merge_of_two_copies(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    let (mine, theirs) = (renamed(&base, 7, "Mine"), renamed(&base, 11, "Theirs"));
    bencher.bench_local(|| merge(black_box(&base), &mine, &theirs).conflicts.len());
}

#[divan::bench(args = [500, 10_000])]
fn difference_of_one_field(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    let other = renamed(&base, projects, "Other");
    bencher.bench_local(|| diff(black_box(&base), &other).rows.len());
}

#[divan::bench(args = [500, 10_000])]
fn one_edit(bencher: Bencher, projects: usize) {
    let base = sample::large(projects);
    let id = base.projects.keys().next().map(|id| id.raw());
    bencher.bench_local(|| {
        let mut workspace = base.clone();
        if let Some(id) = id {
            let command = Command::Set {
                kind: Kind::Project,
                id,
                key: "goal".into(),
                value: Some(Value::Text("Another goal".into())),
            };
            if let Ok(patch) = plan(&workspace, &command) {
                apply(&mut workspace, &patch);
            }
        }
        workspace.projects.len()
    });
}
