//! What the store reads: entries of the journal and snapshots. The damage is done below the checksum, as a
//! newer or a faulty version would do it, and above it, as a disk does.

use super::mutate::{blows, bytes, corpus, tree};
use baton::edit::apply;
use baton::exchange::native::write;
use baton::model::Loading;
use baton::store::transaction::{Failure, Stored, best, create, fold};
use baton::store::{Codec, Operation, Snapshot, Unusable, rows, seal};
use proptest::prelude::*;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub fn check_entry(stored: &str) {
    match Operation::from_text(stored) {
        Ok(operation) => {
            assert_eq!(
                Operation::from_text(&operation.to_text()).as_ref(),
                Ok(&operation)
            );
            assert_eq!(Operation::id_of(&operation.key()), Some(operation.id()));
            let mut workspace = baton::sample::arvenne();
            apply(&mut workspace, &operation.patch);
            apply(&mut workspace, &operation.patch.inverse());
            assert!(write(&workspace).ends_with("\n]}\n"));
        }
        Err(Unusable::Damaged | Unusable::Newer) => {}
    }
}

pub fn check_snapshot(stored: &str, codec: Codec) {
    let mut all = Stored {
        snapshots: vec![("a".to_owned(), stored.to_owned())],
        complete: true,
        ..Stored::default()
    };
    match best(&mut all.clone()) {
        Ok(found) => {
            let rows = rows::write(&found.snapshot.workspace);
            let mut again = Loading::default();
            assert_eq!(rows::read(&rows, &mut again), Some(()));
            assert_eq!(rows::write(&again.done()), rows);
            let Snapshot { head, workspace } = found.snapshot;
            let written = create(&Snapshot { head, workspace }, &codec);
            let pieces = written.pieces.iter();
            let mut kept = Stored {
                head: Some(written.head.clone()),
                pieces: pieces
                    .map(|(name, text)| (format!("{}/{name}", written.slot), text.clone()))
                    .collect(),
                snapshots: vec![(written.slot.to_owned(), written.snapshot.clone())],
                complete: true,
                ..Stored::default()
            };
            let back = best(&mut kept).map(|best| rows::write(&best.snapshot.workspace));
            assert_eq!(back, Ok(rows));
        }
        Err(Failure::Damaged | Failure::Newer(_) | Failure::Needless) => {}
        Err(other) => panic!("{other:?}"),
    }
    let _ = fold(&mut all, &codec, 1);
}

/// As it was stored, and as a faulty version would have stored it.
pub fn check_any_entry(bytes: &[u8]) {
    check_entry(&text(bytes));
    check_entry(&seal(&text(bytes)));
}

/// As it was stored, and as a faulty version would have stored it, whole or in pieces.
pub fn check_any_snapshot(bytes: &[u8]) {
    check_snapshot(&text(bytes), Codec::default());
    let whole_up_to = if bytes.len().is_multiple_of(2) {
        0
    } else {
        usize::MAX
    };
    check_snapshot(&seal(&text(bytes)), Codec { whole_up_to });
}

#[test]
fn every_entry_and_snapshot_of_the_corpus_reads_as_it_was_written() {
    for entry in corpus("entry") {
        let sealed = seal(&text(&entry));
        check_entry(&sealed);
        let later = text(&entry).contains("hologram");
        assert_eq!(Operation::from_text(&sealed).is_ok(), !later, "{sealed}");
    }
    for snapshot in corpus("snapshot") {
        check_snapshot(&seal(&text(&snapshot)), Codec::default());
    }
}

proptest! {
    #![proptest_config(super::cases(250))]

    #[test]
    fn a_damaged_entry_is_read_or_set_aside((file, blows) in blows()) {
        let all = corpus("entry");
        let seed = &all[file % all.len()];
        let below = if file % 2 == 0 { tree(seed, &blows) } else { bytes(seed, &blows, &all) };
        check_entry(&seal(&text(&below)));
        check_entry(&text(&bytes(seal(&text(seed)).as_bytes(), &blows, &all)));
    }

    #[test]
    fn a_damaged_snapshot_is_read_or_refused((file, blows) in blows()) {
        let all = corpus("snapshot");
        let seed = text(&all[file % all.len()]);
        let codec = Codec { whole_up_to: [0, usize::MAX][file % 2] };
        let (head, body) = seed.split_once('\n').unwrap();
        let below = match file % 3 {
            0 => bytes(seed.as_bytes(), &blows, &all),
            1 => [&tree(head.as_bytes(), &blows), &b"\n"[..], body.as_bytes()].concat(),
            _ => {
                let line = |line: &str| text(&tree(line.as_bytes(), &blows)) + "\n";
                [head.as_bytes(), b"\n", body.lines().map(line).collect::<String>().as_bytes()].concat()
            }
        };
        check_snapshot(&seal(&text(&below)), codec);
        check_snapshot(&text(&bytes(seal(&seed).as_bytes(), &blows, &all)), codec);
    }
}

proptest! {
    // A checksum of 32 bits over so few cases: what changed and is taken for whole is a fault of the code.
    #![proptest_config(super::cases(10_000))]

    #[test]
    fn no_damage_above_the_checksum_is_taken_for_data((file, blows) in blows()) {
        for folder in ["entry", "snapshot"] {
            let all = corpus(folder);
            let whole = seal(&text(&all[file % all.len()]));
            let hurt = text(&bytes(whole.as_bytes(), &blows, &all));
            let body = baton::store::unseal(&hurt);
            prop_assert!(body.is_none() || body == baton::store::unseal(&whole), "{hurt}");
        }
    }
}
