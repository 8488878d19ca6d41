//! The store against a simulated browser that fails or crashes at every call.
//!
//! A schedule is drawn from a seed: tabs edit, transactions commit, answers and notes arrive or get
//! lost, timers ring, tabs and the browser die, the power goes. The oracle: what was acknowledged is
//! recovered, nothing that was never issued appears, all tabs come to the same workspace, and nothing
//! is written before everything was read. A failing seed is printed and can be run alone.

use disk::Dice;
use fault::Fault;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use world::{Faults, World};

mod cases;
mod disk;
mod fault;
mod world;

fn run(seed: u64) {
    let mut dice = Dice(seed ^ 0x5EED);
    let faults = Faults {
        transaction: [0, 5, 30][dice.below(3)],
        journal: [0, 0, 20][dice.below(3)],
        note_lost: [0, 30, 100][dice.below(3)],
    };
    let mut world = World::new(seed, faults);
    for _ in 0..40 + dice.below(200) {
        world.step();
    }
    world.check();
}

/// How many schedules every run of the tests draws: less than a minute of two free processors.
const SCHEDULES: u64 = 100_000;

/// Which schedules are run: `BATON_SCHEDULES` says how many, `BATON_FIRST` from which seed on, and
/// `BATON_SEED` runs one alone.
fn schedules() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    if let Some(seed) = number("BATON_SEED") {
        return seed..seed + 1;
    }
    let first = number("BATON_FIRST").unwrap_or(0);
    first..first + number("BATON_SCHEDULES").unwrap_or(SCHEDULES)
}

#[test]
fn whatever_fails_or_crashes_what_was_acknowledged_is_recovered_and_tabs_converge() {
    let all = schedules();
    println!("schedules: seeds {} to {}", all.start, all.end - 1);
    let next = AtomicU64::new(all.start);
    let failed = Mutex::new(Vec::new());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Relaxed);
            if seed >= all.end || failed.lock().unwrap().len() > 4 {
                return;
            }
            if seed > all.start && (seed - all.start).is_multiple_of(1_000_000) {
                println!("schedules: up to seed {seed}");
            }
            if std::panic::catch_unwind(|| run(seed)).is_err() {
                println!("schedules: seed {seed} fails; alone: BATON_SEED={seed}");
                failed.lock().unwrap().push(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    for fault in Fault::ALL {
        println!("schedules: {:>9} × {fault:?}", fault.hits());
    }
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "run alone with BATON_SEED: {failed:?}");
    // A simulation that no longer provokes a fault proves nothing about it.
    if all.end - all.start >= SCHEDULES {
        let never = Fault::ALL.iter().find(|fault| fault.hits() < 1000);
        assert!(never.is_none(), "hardly ever happened: {never:?}");
    }
}
