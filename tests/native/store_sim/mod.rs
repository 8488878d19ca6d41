//! The store against a simulated browser that fails or crashes at every call.
//!
//! A schedule is drawn from a seed: tabs edit, transactions commit, answers and notes arrive or get
//! lost, timers ring, tabs and the browser die, the power goes. The oracle: what was acknowledged is
//! recovered, nothing that was never issued appears, all tabs come to the same workspace, and nothing
//! is written before everything was read. A failing seed is printed and can be run alone.

use baton::edit::{Command, Patch, plan};
use baton::model::{Kind, RawId, Value};
use baton::store::transaction::{Append, Failure, Fold, Stored, append, best, create, fold};
use baton::store::{
    Answer, Effect, Event, Head, Operation, PatchCodec, SaveState, Snapshot, SnapshotCodec, Store,
    Timer, Trouble,
};
use std::collections::{BTreeMap, BTreeSet};

mod cases;

const CODEC: PatchCodec = PatchCodec;
type Ids = BTreeSet<(u128, u64)>;

/// Repeatable random numbers (splitmix64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

#[derive(Clone, Default, PartialEq, Debug)]
struct Disk {
    head: Option<String>,
    snapshots: BTreeMap<String, String>,
    operations: BTreeMap<String, String>,
    quarantine: BTreeMap<String, String>,
}

impl Disk {
    fn stored(&self, snapshots: bool) -> Stored {
        let list = |map: &BTreeMap<String, String>| map.clone().into_iter().collect();
        Stored {
            head: self.head.clone(),
            snapshots: if snapshots {
                list(&self.snapshots)
            } else {
                Vec::new()
            },
            operations: list(&self.operations),
        }
    }

    fn write(&mut self, fold: &Fold) {
        self.head = Some(fold.head.clone());
        self.snapshots
            .insert(fold.slot.to_owned(), fold.snapshot.clone());
        self.quarantine.extend(fold.quarantine.iter().cloned());
        for key in &fold.drop {
            self.operations.remove(key);
        }
    }

    /// Every operation that a fresh tab would find.
    fn contained(&self, issued: &Ids) -> Ids {
        let base = best(&self.stored(true), &CODEC)
            .unwrap()
            .snapshot
            .head
            .applied;
        let stored: Ids = self
            .operations
            .values()
            .filter_map(|text| Operation::from_text(text).ok())
            .map(|operation| operation.id())
            .collect();
        issued
            .iter()
            .copied()
            .filter(|id| base.contains(*id) || stored.contains(id))
            .collect()
    }
}

enum Io {
    Asked(Effect),
    Answered(Answer),
}

struct Tab {
    store: Store<PatchCodec>,
    io: Option<Io>,
    timers: Vec<Timer>,
    notes: usize,
    patches: Vec<Patch>,
}

/// Which faults happen by chance, in percent.
#[derive(Clone, Copy, Default)]
struct Faults {
    transaction: u64,
    journal: u64,
    note_lost: u64,
}

struct World {
    dice: Dice,
    faults: Faults,
    disk: Disk,
    /// The disk at the last strict commit, and after each commit since.
    strict: Disk,
    relaxed: Vec<Disk>,
    journal: BTreeMap<String, String>,
    journals: Vec<BTreeMap<String, String>>,
    tabs: Vec<Tab>,
    sessions: u128,
    records: u128,
    now_ms: i64,
    issued: Ids,
    journalled: Ids,
    saved: Ids,
    /// Counts calls of the vault; the one with this number fails, or all from it on.
    calls: usize,
    fail_at: Option<(usize, bool)>,
}

impl World {
    fn new(seed: u64, faults: Faults) -> Self {
        let mut disk = Disk::default();
        let head = Head {
            generation: 1,
            ..Head::default()
        };
        let workspace = baton::model::Workspace::default();
        disk.write(&create(&Snapshot { head, workspace }, &CODEC));
        Self {
            dice: Dice(seed),
            faults,
            strict: disk.clone(),
            relaxed: Vec::new(),
            disk,
            journal: BTreeMap::new(),
            journals: vec![BTreeMap::new()],
            tabs: Vec::new(),
            sessions: 0,
            records: 0,
            now_ms: 1_000_000_000,
            issued: Ids::new(),
            journalled: Ids::new(),
            saved: Ids::new(),
            calls: 0,
            fail_at: None,
        }
    }

    fn open_tab(&mut self) {
        self.sessions += 1;
        self.tabs.push(Tab {
            store: Store::new(CODEC, self.sessions),
            io: None,
            timers: Vec::new(),
            notes: 0,
            patches: Vec::new(),
        });
        let journal = self.journal.clone().into_iter().collect();
        self.feed(self.tabs.len() - 1, Event::Begin(journal));
    }

    fn call_fails(&mut self, percent: u64) -> bool {
        self.calls += 1;
        let planned = match self.fail_at {
            Some((n, false)) => self.calls == n,
            Some((n, true)) => self.calls >= n,
            None => false,
        };
        planned || self.dice.chance(percent)
    }

    fn feed(&mut self, tab: usize, event: Event) {
        let mut events = vec![event];
        while let Some(event) = events.pop() {
            let effects = self.tabs[tab].store.on_event(event);
            let state = self.tabs[tab].store.report().state;
            for effect in effects {
                let writes = !matches!(
                    effect,
                    Effect::Read | Effect::Refresh | Effect::Wake(..) | Effect::Report(_)
                );
                assert!(
                    !writes || !matches!(state, SaveState::Loading | SaveState::LoadFailed { .. }),
                    "written before everything was read: {effect:?}"
                );
                match effect {
                    Effect::Journal(key, text) => {
                        let id = Operation::from_text(&text).unwrap().id();
                        self.issued.insert(id);
                        if self.call_fails(self.faults.journal) {
                            events.push(Event::JournalRefused(key));
                        } else {
                            self.journal.insert(key, text);
                            self.journals.push(self.journal.clone());
                            self.journalled.insert(id);
                        }
                    }
                    Effect::Unjournal(keys) => {
                        for key in keys {
                            self.journal.remove(&key);
                        }
                        self.journals.push(self.journal.clone());
                    }
                    Effect::Announce => {
                        for other in 0..self.tabs.len() {
                            if other != tab && !self.dice.chance(self.faults.note_lost) {
                                self.tabs[other].notes += 1;
                            }
                        }
                    }
                    Effect::Wake(timer, _) => self.tabs[tab].timers.push(timer),
                    Effect::Changed(_) | Effect::Report(_) => {}
                    transaction => {
                        assert!(self.tabs[tab].io.is_none(), "two transactions at once");
                        self.tabs[tab].io = Some(Io::Asked(transaction));
                    }
                }
            }
        }
    }

    /// Commits or fails the transaction that a tab asked for; the answer is under way then.
    fn transact(&mut self, tab: usize) {
        let Some(Io::Asked(effect)) = self.tabs[tab].io.take_if(|io| matches!(io, Io::Asked(_)))
        else {
            return;
        };
        let fails = self.call_fails(self.faults.transaction);
        // A database that never answers may have committed all the same.
        let committed = !fails || self.dice.chance(30);
        let mut answer = Answer::Failed(Failure::Trouble(Trouble::Broken));
        if committed {
            answer = self.commit(&effect);
        }
        if fails {
            let all = [Trouble::Full, Trouble::Broken, Trouble::Silent];
            answer = Answer::Failed(Failure::Trouble(all[self.dice.below(3)]));
        }
        self.tabs[tab].io = Some(Io::Answered(answer));
    }

    fn commit(&mut self, effect: &Effect) -> Answer {
        let strict = match effect {
            Effect::Read => return Answer::Stored(self.disk.stored(true)),
            Effect::Refresh => return Answer::Stored(self.disk.stored(false)),
            Effect::Append {
                operations,
                quarantine,
                drop,
            } => {
                let known = operations.iter().map(|operation| {
                    (
                        operation,
                        self.disk.operations.get(&operation.key()).cloned(),
                    )
                });
                let all = match append(self.disk.head.as_deref(), known) {
                    Ok(all) => all,
                    Err(failure) => return Answer::Failed(failure),
                };
                self.disk.quarantine.extend(quarantine.iter().cloned());
                for key in drop {
                    self.disk.operations.remove(key);
                }
                for (operation, one) in operations.iter().zip(&all) {
                    if let Append::Put(text, _) = one {
                        self.disk.operations.insert(operation.key(), text.clone());
                    }
                }
                self.relaxed.push(self.disk.clone());
                return Answer::Appended(all);
            }
            Effect::Fold => fold(&self.disk.stored(true), &CODEC, self.now_ms),
            Effect::Rewrite(fold) if self.disk.head.is_none() => Ok(fold.clone()),
            _ => Err(Failure::Trouble(Trouble::Broken)),
        };
        match strict {
            Ok(fold) => {
                self.disk.write(&fold);
                self.strict = self.disk.clone();
                self.relaxed.clear();
                Answer::Folded(fold.head)
            }
            Err(failure) => Answer::Failed(failure),
        }
    }

    fn deliver(&mut self, tab: usize) {
        let Some(Io::Answered(answer)) = self.tabs[tab]
            .io
            .take_if(|io| matches!(io, Io::Answered(_)))
        else {
            return;
        };
        let before = self.tabs[tab].store.pending();
        self.feed(tab, Event::Answer(answer));
        let after = self.tabs[tab].store.pending();
        self.saved.extend(before.difference(&after));
    }

    fn edit(&mut self, tab: usize) {
        if !self.tabs[tab].store.report().state.editable() {
            return;
        }
        let workspace = self.tabs[tab].store.workspace();
        let all: Vec<RawId> = workspace
            .records(Kind::Person)
            .map(|r| r.raw_id())
            .collect();
        let text = Value::Text(format!("name {}", self.dice.below(1000)).as_str().into());
        let pick = (!all.is_empty()).then(|| all[self.dice.below(all.len())]);
        let command = match (self.dice.below(10), pick) {
            (0..=2, _) | (_, None) => {
                self.records += 1;
                Command::Create {
                    kind: Kind::Person,
                    id: RawId(self.records),
                    values: vec![("name".into(), text)],
                }
            }
            (3, Some(id)) => Command::Delete {
                kind: Kind::Person,
                ids: vec![id],
            },
            (4, _) => {
                if let Some(patch) = self.tabs[tab].patches.pop() {
                    self.feed(tab, Event::Edit(patch.inverse(), self.now_ms));
                }
                return;
            }
            (_, Some(id)) => Command::Set {
                kind: Kind::Person,
                id,
                key: "name".into(),
                value: Some(text),
            },
        };
        if let Ok(patch) = plan(workspace, &command) {
            self.tabs[tab].patches.push(patch.clone());
            self.feed(tab, Event::Edit(patch, self.now_ms));
        }
    }

    fn ring(&mut self, tab: usize) {
        if !self.tabs[tab].timers.is_empty() {
            let place = self.dice.below(self.tabs[tab].timers.len());
            let timer = self.tabs[tab].timers.swap_remove(place);
            self.feed(tab, Event::Woke(timer));
        }
    }

    /// One tab dies: both stores stay as they are.
    fn crash_tab(&mut self, tab: usize) {
        // A transaction under way commits or not.
        if self.dice.chance(50) {
            self.transact(tab);
        }
        // What neither the journal nor the database had dies with its tab.
        self.tabs.swap_remove(tab);
    }

    /// The browser dies: the journal goes back in time, complete transactions stay.
    fn crash_browser(&mut self) {
        self.tabs.clear();
        let place = self.dice.below(self.journals.len());
        self.journal = self.journals[place].clone();
        self.journalled.clear();
    }

    /// The power goes: strict transactions stay, and any prefix of the relaxed ones behind them.
    fn cut_power(&mut self) {
        self.crash_browser();
        let keep = self.dice.below(self.relaxed.len() + 1);
        self.disk = match keep.checked_sub(1) {
            Some(last) => self.relaxed[last].clone(),
            None => self.strict.clone(),
        };
        self.relaxed.truncate(keep);
        self.saved = self.strict.contained(&self.issued);
    }

    fn step(&mut self) {
        if self.tabs.is_empty() || (self.tabs.len() < 4 && self.dice.chance(2)) {
            return self.open_tab();
        }
        let tab = self.dice.below(self.tabs.len());
        if let SaveState::LoadFailed { .. } = self.tabs[tab].store.report().state {
            return self.feed(tab, Event::Retry);
        }
        match self.dice.below(1000) {
            0..=249 => self.edit(tab),
            250..=549 => self.transact(tab),
            550..=849 => self.deliver(tab),
            850..=909 if self.tabs[tab].notes > 0 => {
                self.tabs[tab].notes -= 1;
                self.feed(tab, Event::Noted);
            }
            910..=964 => self.ring(tab),
            965..=975 => self.crash_tab(tab),
            976..=979 => self.crash_browser(),
            980 => self.cut_power(),
            981..=984 => {
                let jumps = [-86_400_000, 86_400_000, 10 * 365 * 86_400_000];
                self.now_ms += jumps[self.dice.below(3)];
            }
            985..=987 => self.feed(tab, Event::Lost(Trouble::Broken)),
            988..=990 => self.feed(tab, Event::Checkpoint),
            _ => self.now_ms += 1000,
        }
    }

    /// Does all that a tab asks for, without ringing its timers.
    fn save(&mut self, tab: usize) {
        while self.tabs[tab].io.is_some() {
            self.transact(tab);
            self.deliver(tab);
        }
    }

    /// No more faults: everything arrives, every timer rings, until nothing is left to do.
    fn settle(&mut self) {
        self.faults = Faults::default();
        self.fail_at = None;
        if self.tabs.is_empty() {
            self.open_tab();
        }
        for round in 0..60 {
            let mut quiet = true;
            for tab in 0..self.tabs.len() {
                if let SaveState::LoadFailed { .. } = self.tabs[tab].store.report().state {
                    self.feed(tab, Event::Retry);
                }
                while self.tabs[tab].io.is_some() {
                    quiet = false;
                    self.transact(tab);
                    self.deliver(tab);
                }
                for timer in std::mem::take(&mut self.tabs[tab].timers) {
                    self.feed(tab, Event::Woke(timer));
                }
                if std::mem::take(&mut self.tabs[tab].notes) > 0 || round < 3 {
                    self.feed(tab, Event::Noted);
                }
                quiet &= self.tabs[tab].io.is_none();
            }
            if quiet && round > 3 {
                return;
            }
        }
        panic!("the tabs never come to rest");
    }

    fn check(&mut self) {
        self.settle();
        self.open_tab();
        self.settle();
        let texts: Vec<String> = self
            .tabs
            .iter()
            .map(|t| CODEC.write(t.store.workspace()))
            .collect();
        let fresh = self.tabs.last().unwrap();
        for (place, text) in texts.iter().enumerate() {
            let state = self.tabs[place].store.report().state;
            assert!(state.editable(), "tab {place} is {state:?}");
            assert_eq!(
                text,
                texts.last().unwrap(),
                "tab {place} of {}",
                texts.len()
            );
        }
        let found = fresh.store.applied();
        for id in self.saved.union(&self.journalled) {
            assert!(found.contains(*id), "lost {id:?}");
        }
        for session in 1..=self.sessions {
            for n in 1..200 {
                let id = (session, n);
                assert!(
                    !found.contains(id) || self.issued.contains(&id),
                    "invented {id:?}"
                );
            }
        }
        for text in self.disk.operations.values() {
            Operation::from_text(text).unwrap();
        }
        for text in self.disk.snapshots.values() {
            Snapshot::from_text(text, &CODEC).unwrap();
        }
        Head::from_text(self.disk.head.as_deref().unwrap()).unwrap();
        assert_eq!(self.disk.quarantine.len(), 0);
        assert!(self.journal.is_empty(), "the journal is empty at rest");
    }
}

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

/// How many schedules are run; `BATON_SCHEDULES` asks for more, `BATON_SEED` for one alone.
fn schedules() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    match number("BATON_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("BATON_SCHEDULES").unwrap_or(600),
    }
}

#[test]
fn whatever_fails_or_crashes_what_was_acknowledged_is_recovered_and_tabs_converge() {
    let mut failed = Vec::new();
    for seed in schedules() {
        if std::panic::catch_unwind(|| run(seed)).is_err() {
            failed.push(seed);
            if failed.len() > 4 {
                break;
            }
        }
    }
    assert!(failed.is_empty(), "run alone with BATON_SEED: {failed:?}");
}
