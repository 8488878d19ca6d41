//! How long an edit takes until its journal entry is there to be written: planned, put into the document of
//! the store, and turned into text.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use baton::edit::{Command, Deed, Patch, plan};
use baton::model::{Id, Kind, Project, Value, Workspace};
use baton::sample;
use baton::store::transaction::{Stored, create};
use baton::store::{Answer, Codec, Effect, Event, Head, Snapshot, Store};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A project in the middle.
fn project(workspace: &Workspace) -> Id<Project> {
    *workspace
        .projects
        .keys()
        .nth(workspace.projects.len() / 2)
        .unwrap()
}

/// One field of it.
fn one_field(workspace: &Workspace) -> Command {
    Command::Set {
        kind: Kind::Project,
        id: project(workspace).raw(),
        key: "description".into(),
        value: Some(Value::Text("What it is about, in a few words.".into())),
    }
}

/// Its bar, moved by a week with every milestone.
fn whole_bar(workspace: &Workspace) -> Command {
    let id = project(workspace);
    let later = |kind, id, record: &dyn baton::model::Record| {
        ["forecast_finish", "forecast_start"]
            .into_iter()
            .filter_map(move |key| {
                let Some(Value::Date(date)) = record.get(key) else {
                    return None;
                };
                let value = date.plus_days(7).map(Value::Date);
                Some(Command::Set {
                    kind,
                    id,
                    key: key.into(),
                    value,
                })
            })
            .collect::<Vec<_>>()
    };
    let mut commands = later(
        Kind::Project,
        id.raw(),
        &**workspace.projects.get(&id).unwrap(),
    );
    for task in workspace.referring(id.raw(), Kind::Task) {
        commands.extend(later(
            Kind::Task,
            task,
            workspace.record(Kind::Task, task).unwrap(),
        ));
    }
    assert!(commands.len() > 4);
    Command::Group {
        deed: Deed::Move,
        commands,
    }
}

/// A store that has read the portfolio.
fn opened(workspace: &Workspace) -> Store {
    let codec = Codec::default();
    let head = Head {
        generation: 1,
        ..Head::default()
    };
    let fold = create(
        &Snapshot {
            head,
            workspace: workspace.clone(),
        },
        &codec,
    );
    let mut store = Store::new(codec, 7);
    let _ = store.on_event(Event::Begin(Vec::new()));
    let pieces = fold
        .pieces
        .iter()
        .map(|(name, text)| (format!("{}/{name}", fold.slot), text.clone()));
    let stored = Stored {
        head: Some(fold.head.clone()),
        pieces: pieces.collect(),
        snapshots: vec![(fold.slot.to_owned(), fold.snapshot.clone())],
        operations: Vec::new(),
        complete: true,
    };
    let _ = store.on_event(Event::Answer(Answer::Stored(stored)));
    assert_eq!(store.workspace().projects.len(), workspace.projects.len());
    store
}

fn journalled(store: &mut Store, patch: Patch) -> usize {
    let effects = store.on_event(Event::Edit(patch, 0));
    let text = |effect: &Effect| match effect {
        Effect::Journal(_, text) => Some(text.len()),
        _ => None,
    };
    effects.iter().find_map(text).unwrap()
}

const COMMANDS: [(&str, fn(&Workspace) -> Command); 2] =
    [("one field", one_field), ("a bar", whole_bar)];

#[divan::bench(args = [(0, 500), (0, 10_000), (1, 500), (1, 10_000)])]
fn plan_it(bencher: Bencher, (what, projects): (usize, usize)) {
    let base = sample::large(projects);
    let command = COMMANDS[what].1(&base);
    bencher.bench_local(|| plan(black_box(&base), &command).unwrap());
}

#[divan::bench(args = [(0, 500), (0, 10_000), (1, 500), (1, 10_000)], sample_count = 50)]
fn journal_it(bencher: Bencher, (what, projects): (usize, usize)) {
    let base = sample::large(projects);
    let patch = plan(&base, &COMMANDS[what].1(&base)).unwrap();
    let mut store = opened(&base);
    bencher.bench_local(|| journalled(&mut store, black_box(&patch).clone()));
}
