//! Every form that is ever stored, kept as the bytes of its first version in `tests/golden`: a later build
//! reads them, and as long as the version is the same, it writes them.
//!
//! A change of a stored form fails here. Then the version goes up, the old files stay, and new ones join them.

use baton::edit::{Deed, Label, Patch, Row, apply};
use baton::exchange::native;
use baton::model::{Kind, Loading, RawId, Value, Workspace};
use baton::store::transaction::{Failure, Stored, append, best, create, fold};
use baton::store::{Codec, Entry, Head, Operation, Origin, Snapshot, Unusable, rows, seal, unseal};
use std::path::Path;

fn golden(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    std::fs::read_to_string(path).unwrap()
}

const SESSION: u128 = 0x0abc;
const PROJECT: RawId = RawId(4);

fn operation() -> Operation {
    let set = |key: &str, before: Option<Value>, after: Option<Value>| Row::Set {
        kind: Kind::Project,
        id: PROJECT,
        key: key.into(),
        before,
        after,
    };
    let text = |text: &str| Some(Value::Text(text.into()));
    Operation {
        session: SESSION,
        n: 7,
        lamport: 12,
        made: 11,
        wall_ms: 1_779_091_200_000,
        patch: std::rc::Rc::new(Patch {
            label: Label {
                deed: Deed::Set,
                kind: Some(Kind::Project),
                key: Some("name".into()),
                count: 1,
                name: "Sovereign".into(),
            },
            author: "PMO".into(),
            rows: vec![
                set("name", text("Sovereign"), text("Sovereign \"zone\"\né")),
                set(
                    "later_field",
                    Some(Value::Raw(serde_json::json!([1, 2.5, null]))),
                    None,
                ),
                Row::Create(
                    Kind::Person,
                    RawId(0x77),
                    vec![("name".into(), Value::Text("Léa Test".into()))],
                ),
                Row::Delete(
                    Kind::Person,
                    RawId(2),
                    vec![("name".into(), Value::Text("A".into()))],
                ),
            ],
        }),
    }
}

fn workspace() -> Workspace {
    native::read(golden("v1.json").as_bytes())
        .unwrap()
        .workspace
}

fn snapshot() -> Snapshot {
    let mut head = Head {
        generation: 3,
        floor: 12,
        at_ms: 1_779_091_200_000,
        ..Head::default()
    };
    for n in 1..=5 {
        head.applied.insert((SESSION, n), 1_779_091_200_000);
    }
    head.gone.insert(RawId(0x99), (4, 1_779_091_200_000));
    Snapshot {
        head,
        workspace: workspace(),
    }
}

/// What this build writes.
fn made(name: &str) -> Option<String> {
    let whole = create(&snapshot(), &Codec::default());
    let cut = create(&snapshot(), &Codec { whole_up_to: 0 });
    Some(match name {
        "v1-operation.txt" => operation().to_text(),
        "v1-head.txt" => whole.head,
        "v1-snapshot.txt" => whole.snapshot,
        "v1-snapshot-in-pieces.txt" => cut.snapshot,
        "v1-pieces.txt" => {
            let pieces = cut
                .pieces
                .iter()
                .map(|(name, text)| format!("{name}\n{text}"));
            pieces.collect()
        }
        "v1-backup.txt" => seal(&rows::write(&workspace())),
        "v1-library.txt" => Entry {
            name: "Portfolio 2026 “é”".to_owned(),
            origin: Origin::Sample,
            created_ms: 1_779_091_200_000,
            deleted_ms: Some(1_779_091_200_001),
            extra: Default::default(),
        }
        .to_text(),
        _ => return None,
    })
}

// Row 27.
#[test]
fn this_build_writes_every_stored_form_as_the_first_one_did() {
    for name in [
        "v1-operation.txt",
        "v1-head.txt",
        "v1-snapshot.txt",
        "v1-snapshot-in-pieces.txt",
        "v1-pieces.txt",
        "v1-backup.txt",
        "v1-library.txt",
    ] {
        assert_eq!(Some(golden(name)), made(name), "{name}");
    }
}

// Row 27.
#[test]
fn this_build_reads_every_stored_form_of_the_first_one() {
    // An entry of the journal has the same text as an operation in the database.
    assert_eq!(
        Operation::from_text(&golden("v1-operation.txt")),
        Ok(operation())
    );
    assert_eq!(Head::from_text(&golden("v1-head.txt")), Ok(snapshot().head));
    let mut whole = Stored {
        head: Some(golden("v1-head.txt")),
        snapshots: vec![("a".to_owned(), golden("v1-snapshot.txt"))],
        complete: true,
        ..Stored::default()
    };
    let found = best(&mut whole).unwrap();
    assert_eq!(
        native::write(&found.snapshot.workspace),
        native::write(&workspace())
    );
    assert_eq!(found.snapshot.head, snapshot().head);
    let mut pieces = baton::model::SmallMap::new();
    let mut name = String::new();
    for line in golden("v1-pieces.txt").lines() {
        if line.starts_with('[') {
            pieces.change(name.clone(), |text: &mut String| {
                *text += &format!("{line}\n")
            });
        } else {
            name = format!("a/{line}");
        }
    }
    let mut cut = Stored {
        snapshots: vec![("a".to_owned(), golden("v1-snapshot-in-pieces.txt"))],
        pieces,
        ..whole
    };
    let found = best(&mut cut).unwrap();
    assert!(found.damaged.is_empty());
    assert_eq!(
        native::write(&found.snapshot.workspace),
        native::write(&workspace())
    );
    let mut backup = Loading::default();
    rows::read(unseal(&golden("v1-backup.txt")).unwrap(), &mut backup).unwrap();
    assert_eq!(native::write(&backup.done()), native::write(&workspace()));
    let entry = Entry::from_text(&golden("v1-library.txt"));
    assert_eq!(
        (&*entry.name, entry.created_ms),
        ("Portfolio 2026 “é”", 1_779_091_200_000)
    );
}

// Row 26.
#[test]
fn what_a_newer_version_says_of_a_portfolio_survives_its_renaming_and_its_deletion() {
    let kept = "\"origin\":\"hologram\",\"shared_with\":[\"é\",{\"until\":2.5}],\"tint\":null";
    let line = format!("{{\"name\":\"A\",\"created_ms\":7,{kept}}}");
    let mut entry = Entry::from_text(&seal(&line));
    assert_eq!(entry.origin, Origin::Other);
    entry.name = "B".to_owned();
    entry.deleted_ms = Some(9);
    let written = entry.to_text();
    assert_eq!(
        unseal(&written),
        Some(&*format!(
            "{{\"name\":\"B\",\"created_ms\":7,\"deleted_ms\":9,{kept}}}"
        ))
    );
    assert_eq!(Entry::from_text(&written), entry);
    // A line that is damaged, and one of an old origin.
    for damaged in ["", "x", &*seal("[]"), &*seal("{\"name\":1}")] {
        assert_eq!(Entry::from_text(damaged).name, "");
    }
    let plain = Entry::from_text(&seal("{\"name\":\"A\",\"origin\":\"other\"}"));
    assert_eq!((plain.origin, plain.extra.len()), (Origin::Other, 0));
}

/// The same text with other content, its checksum right: as another version would have written it.
fn by_another_version(stored: &str, change: impl Fn(&str) -> String) -> String {
    seal(&change(unseal(stored).unwrap()))
}

// Row 26.
#[test]
fn what_a_newer_version_says_besides_survives_a_checkpoint_of_this_one() {
    let newer = |text: &str| {
        by_another_version(text, |body| {
            assert!(body.contains("\"schema\":1"), "{body:.200}");
            body.replacen(
                "\"schema\":1",
                "\"a_new_idea\":{\"b\":[1,2.5,null]},\"schema\":2",
                1,
            )
        })
    };
    let mut stored = Stored {
        head: Some(newer(&golden("v1-head.txt"))),
        snapshots: vec![("a".to_owned(), newer(&golden("v1-snapshot.txt")))],
        operations: vec![(operation().key(), golden("v1-operation.txt"))],
        complete: true,
        ..Stored::default()
    };
    let made = fold(&mut stored, &Codec::default(), 1_779_091_300_000).unwrap();
    for text in [&made.head, &made.snapshot] {
        assert!(
            text.contains("\"a_new_idea\":{\"b\":[1,2.5,null]}"),
            "{text:.300}"
        );
    }
    // So do records of a kind, fields and choices that this build does not know.
    for kept in [
        "[\"+\",\"gadget\",\"a-1\",[[\"colour\",\"red\"],[\"size\",3]]]",
        "later_setting",
        "later_kind",
    ] {
        assert!(made.snapshot.contains(kept), "{kept}");
    }
    let mut expected = workspace();
    apply(&mut expected, &operation().patch);
    let mut folded = Stored {
        head: Some(made.head.clone()),
        snapshots: vec![(made.slot.to_owned(), made.snapshot.clone())],
        complete: true,
        ..Stored::default()
    };
    assert_eq!(
        native::write(&best(&mut folded).unwrap().snapshot.workspace),
        native::write(&expected)
    );
}

// Rows 25 and 26.
#[test]
fn what_asks_older_builds_to_keep_off_is_neither_opened_for_writing_nor_changed() {
    let closed = |text: &str| {
        by_another_version(text, |body| {
            body.replacen("\"min_reader\":1", "\"min_reader\":2", 1)
                .replacen("\"schema\":1", "\"schema\":5", 1)
        })
    };
    let mut stored = Stored {
        head: Some(closed(&golden("v1-head.txt"))),
        snapshots: vec![("a".to_owned(), golden("v1-snapshot.txt"))],
        operations: vec![(operation().key(), golden("v1-operation.txt"))],
        complete: true,
        ..Stored::default()
    };
    assert_eq!(best(&mut stored).err(), Some(Failure::Newer(5)));
    assert_eq!(
        fold(&mut stored, &Codec::default(), 1).err(),
        Some(Failure::Newer(5))
    );
    let one = operation();
    assert_eq!(
        append(stored.head.as_deref(), [(&one, None)]).err(),
        Some(Failure::Newer(5))
    );
}

// Row 26.
#[test]
fn an_operation_that_says_more_than_this_build_knows_is_left_alone() {
    let more = by_another_version(&golden("v1-operation.txt"), |body| {
        body.replacen("\"made\"", "\"because\":\"of the weather\",\"made\"", 1)
    });
    assert_eq!(Operation::from_text(&more), Err(Unusable::Newer));
    let mut stored = Stored {
        head: Some(golden("v1-head.txt")),
        snapshots: vec![("a".to_owned(), golden("v1-snapshot.txt"))],
        operations: vec![(operation().key(), more)],
        complete: true,
        ..Stored::default()
    };
    // No checkpoint is made around it, which would lose it.
    assert!(matches!(
        fold(&mut stored, &Codec::default(), 1),
        Err(Failure::Newer(_))
    ));
}

// Rows 26 and 27.
#[test]
fn a_file_of_a_newer_version_within_reach_writes_back_the_same_records() {
    let newer = golden("v1.json").replacen("\"version\":1,", "\"version\":3,", 1);
    let found = native::read(newer.as_bytes()).unwrap();
    let records = |text: &str| text.split_once("\"records\":").unwrap().1.to_owned();
    assert_eq!(records(&native::write(&found.workspace)), records(&newer));
}
