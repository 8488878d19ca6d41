//! Cases: every single call fails, stored data is damaged, cleared or newer.

use super::disk::{Dice, Disk, Reach, take};
use super::world::{Faults, World};
use baton::model::Kind;
use baton::store::transaction::best;
use baton::store::{Event, SaveState, Trouble, rows};
use std::rc::Rc;

/// Runs a fixed story in which call number `n` fails, once or from then on; returns how many calls there were.
fn story(fail_at: Option<(usize, bool)>, crash: u64) -> usize {
    let mut world = World::new(crash, Faults::default());
    world.fail_at = fail_at;
    world.open_tab();
    world.open_tab();
    for round in 0..12 {
        for tab in 0..world.tabs.len() {
            if let SaveState::LoadFailed { .. } = world.tabs[tab].store.report().state {
                world.feed(tab, Event::Retry);
            }
            world.edit(tab);
            world.transact(tab);
            world.deliver(tab);
            world.ring(tab);
            if round % 4 == 3 {
                world.feed(tab, Event::Checkpoint);
            }
        }
        match (round, crash) {
            (6, 1) => world.crash_tab(0),
            (6, 2) => world.crash_browser(),
            (6, 3) => world.cut_power(),
            _ => {}
        }
        if world.tabs.is_empty() {
            world.open_tab();
        }
    }
    world.check();
    world.calls
}

#[test]
fn every_single_call_may_fail_once_or_for_ever() {
    for crash in 0..4 {
        for for_ever in [false, true] {
            let calls = story(None, crash);
            assert!(calls > 20, "{calls}");
            for n in 1..=calls + 5 {
                story(Some((n, for_ever)), crash);
            }
        }
    }
}

/// Seeds whose worlds keep snapshots whole, and in pieces.
const KINDS: [u64; 2] = [9, 7];

/// A world with some edits in two snapshots and in operations behind them.
fn furnished(seed: u64) -> World {
    let mut world = World::new(seed, Faults::default());
    world.open_tab();
    world.save(0);
    for round in 0..30 {
        world.edit(0);
        world.save(0);
        if round % 12 == 11 {
            world.feed(0, Event::Checkpoint);
            world.save(0);
        }
    }
    assert_eq!(world.disk.snapshots.len(), 2);
    assert!(world.disk.operations.len() > 5);
    world
}

fn damaged(text: &str, dice: &mut Dice) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let place = dice.below(bytes.len());
    match dice.below(3) {
        0 => bytes.truncate(place),
        1 => bytes[place] ^= 1 << dice.below(7),
        _ => bytes = b"odd".to_vec(),
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn a_damaged_newest_snapshot_costs_nothing() {
    for kind in KINDS {
        let whole = furnished(kind);
        let text = rows::write(whole.tabs[0].store.workspace());
        let newest = best(&mut whole.disk.stored(Reach::All)).unwrap().slot;
        let pieces: Vec<String> = whole.disk.pieces.keys().cloned().collect();
        assert_eq!(pieces.is_empty(), kind == KINDS[0]);
        for seed in 0..60 {
            let mut world = furnished(kind);
            world.tabs.clear();
            let mut dice = Dice(seed);
            let of_newest = |key: &&String| key.starts_with(&newest);
            let piece = pieces.iter().filter(of_newest).nth(dice.below(12));
            let (texts, key) = match piece {
                Some(key) if seed % 2 == 0 => (&mut world.disk.pieces, key),
                _ => (&mut world.disk.snapshots, &newest),
            };
            let kept = damaged(&texts[key], &mut dice);
            texts.insert(key.clone(), Rc::from(&*kept));
            world.open_tab();
            world.settle();
            assert_eq!(
                rows::write(world.tabs[0].store.workspace()),
                text,
                "seed {seed}"
            );
            // It was put aside and replaced by a checkpoint.
            assert!(world.disk.quarantine.values().any(|q| **q == *kept));
            let all = best(&mut world.disk.stored(Reach::All)).unwrap();
            assert!(all.damaged.is_empty());
        }
    }
}

#[test]
fn a_checkpoint_of_a_large_portfolio_writes_only_what_changed() {
    let mut world = furnished(KINDS[1]);
    let before = world.disk.pieces.clone();
    let all = world.tabs[0].store.workspace().count(Kind::Person);
    assert!(all > 6 && before.len() > 10);
    for _ in 0..2 {
        world.edit(0);
        world.save(0);
        let fold = world.disk.fold(false, world.codec, 1).unwrap();
        assert!(!fold.clear);
        // The operations since the older snapshot, and no piece beside those that they touch.
        assert!(fold.pieces.len() <= world.disk.operations.len());
        let names: Vec<&String> = fold.pieces.iter().map(|(name, _)| name).collect();
        assert!(names.iter().all(|name| name.starts_with("person.")));
        world.feed(0, Event::Checkpoint);
        world.save(0);
    }
    world.check();
}

#[test]
fn the_only_snapshot_goes_over_to_the_other_slot_as_a_checkpoint_from_everything_would_write_it() {
    let mut world = furnished(KINDS[1]);
    let newest = best(&mut world.disk.stored(Reach::All)).unwrap().slot;
    for part in [&mut world.disk.snapshots, &mut world.disk.pieces] {
        let kept = part.iter().filter(|(key, _)| key.starts_with(&newest));
        *part = kept
            .map(|(key, text)| (key.clone(), Rc::clone(text)))
            .collect();
    }
    for _ in 0..3 {
        world.edit(0);
    }
    world.save(0);
    let [mut quick, whole] = [false, true].map(|all| world.disk.fold(all, world.codec, 1).unwrap());
    quick.pieces.retain(|(_, text)| !text.is_empty());
    assert!(quick.clear && quick.slot != newest);
    assert_eq!(quick, whole);
}

#[test]
fn with_both_snapshots_damaged_nothing_is_shown_as_empty_and_nothing_is_written() {
    let mut world = furnished(KINDS[0]);
    world.tabs.clear();
    for (slot, text) in world.disk.snapshots.clone() {
        let text = format!("{text}!");
        world.disk.snapshots.insert(slot, text.into());
    }
    let before = world.disk.clone();
    world.open_tab();
    world.save(0);
    let state = world.tabs[0].store.report().state;
    assert!(matches!(state, SaveState::LoadFailed { .. }), "{state:?}");
    world.feed(0, Event::Noted);
    world.feed(0, Event::Checkpoint);
    assert!(world.tabs[0].io.is_none());
    assert_eq!(world.disk, before);
}

#[test]
fn damaged_operations_and_journal_entries_are_set_aside_and_counted() {
    let mut world = furnished(KINDS[0]);
    world.tabs.clear();
    let key = world.disk.operations.keys().next_back().unwrap().clone();
    let text: Rc<str> = world.disk.operations[&key].replace("name", "nome").into();
    world.disk.operations.insert(key.clone(), text.clone());
    let entry = [("0/1".to_owned(), "0bad0bad {}".to_owned())];
    take(&mut world.journal, &entry);
    world.open_tab();
    world.settle();
    let report = world.tabs[0].store.report();
    assert_eq!(report.quarantined, 2);
    assert!(report.state.editable());
    assert_eq!(world.disk.quarantine.get(&key), Some(&text));
    assert_eq!(world.disk.quarantine.len(), 2);
    assert!(world.journal.is_empty());
}

#[test]
fn what_a_newer_version_wrote_is_left_as_it_is() {
    let mut world = furnished(KINDS[0]);
    world.tabs.clear();
    let head = world.disk.head.clone().unwrap();
    let body = baton::store::unseal(&head).unwrap();
    let newer = body.replace("\"min_reader\":1", "\"min_reader\":9");
    world.disk.head = Some(baton::store::seal(&newer));
    let before = world.disk.clone();
    world.open_tab();
    world.edit(0);
    world.transact(0);
    world.deliver(0);
    world.edit(0);
    let state = world.tabs[0].store.report().state;
    assert!(
        matches!(state, SaveState::ReadOnlyNewer { .. }),
        "{state:?}"
    );
    assert!(world.tabs[0].io.is_none());
    assert_eq!(world.disk, before);
}

#[test]
fn cleared_data_is_noticed_and_written_again_only_when_asked() {
    let mut world = furnished(KINDS[0]);
    let text = rows::write(world.tabs[0].store.workspace());
    world.disk = Disk::default();
    world.journal.clear();
    world.feed(0, Event::Noted);
    world.transact(0);
    world.deliver(0);
    let state = world.tabs[0].store.report().state;
    let cleared = |state| {
        matches!(
            state,
            SaveState::NotSaved {
                reason: Trouble::Cleared,
                ..
            }
        )
    };
    assert!(cleared(state), "{state:?}");
    assert_eq!(world.disk, Disk::default());
    world.feed(0, Event::Rewrite(5));
    world.settle();
    assert!(matches!(
        world.tabs[0].store.report().state,
        SaveState::Secured { .. }
    ));
    world.open_tab();
    world.settle();
    assert_eq!(rows::write(world.tabs[1].store.workspace()), text);
}

#[test]
fn a_look_at_the_database_that_failed_is_repeated_without_an_edit() {
    let mut world = furnished(KINDS[0]);
    world.save(0);
    world.tabs[0].timers.clear();
    world.fail_at = Some((world.calls + 1, false));
    world.feed(0, Event::Lost(Trouble::Broken));
    world.save(0);
    let state = |world: &World| world.tabs[0].store.report().state;
    assert!(matches!(state(&world), SaveState::NotSaved { .. }));
    world.fail_at = None;
    assert_eq!(world.tabs[0].timers.len(), 1);
    world.ring(0);
    world.save(0);
    assert!(!matches!(state(&world), SaveState::NotSaved { .. }));
}

#[test]
fn a_damaged_snapshot_is_counted_set_aside_and_costs_nothing() {
    let mut world = furnished(KINDS[0]);
    let text = rows::write(world.tabs[0].store.workspace());
    world.tabs.clear();
    let newest = world.disk.snapshots.keys().max_by_key(|slot| {
        let head = baton::store::unseal(&world.disk.snapshots[*slot]);
        let body = head.and_then(|body| body.split_once("\"generation\":"));
        body.and_then(|(_, rest)| rest.split(',').next()?.parse::<u64>().ok())
    });
    let slot = newest.unwrap().clone();
    let damaged: Rc<str> = format!("{}!", world.disk.snapshots[&slot]).into();
    world.disk.snapshots.insert(slot.clone(), damaged.clone());
    world.open_tab();
    world.settle();
    let report = world.tabs[0].store.report();
    assert_eq!((report.quarantined, report.state.editable()), (1, true));
    assert_eq!(rows::write(world.tabs[0].store.workspace()), text);
    let aside = world.disk.quarantine.get(&format!("snap/{slot}"));
    assert_eq!(aside, Some(&damaged));
}

#[test]
fn a_tab_whose_database_a_newer_version_took_over_is_read_only() {
    let mut world = furnished(KINDS[0]);
    world.feed(0, Event::Lost(Trouble::Outdated));
    let (before, disk) = (
        rows::write(world.tabs[0].store.workspace()),
        world.disk.clone(),
    );
    assert!(!world.tabs[0].store.report().state.editable());
    world.edit(0);
    world.settle();
    assert_eq!(rows::write(world.tabs[0].store.workspace()), before);
    assert_eq!(world.disk, disk);
    assert!(world.journal.is_empty());
}
