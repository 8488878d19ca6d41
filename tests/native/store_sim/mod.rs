//! The store against a simulated browser that fails or crashes at every call.
//!
//! A schedule is drawn from a seed: tabs edit, transactions commit, answers and notes arrive or get
//! lost, timers ring, tabs and the browser die, the power goes. The oracle: what was acknowledged is
//! recovered, nothing that was never issued appears, all tabs come to the same workspace, and nothing
//! is written before everything was read. A failing seed is printed and can be run alone.

use baton::edit::{Command, Patch, plan};
use baton::model::{Kind, RawId, Value};
use baton::store::transaction::{
    Append, Failure, Fold, Stored, append, best, create, fold, needed,
};
use baton::store::{
    Answer, Codec, Effect, Event, Head, Operation, SaveState, Snapshot, Store, Timer, Trouble,
    is_cut, rows, slot_of,
};
use imbl::OrdMap;
use std::collections::BTreeSet;
use std::rc::Rc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

mod cases;

type Ids = BTreeSet<(u128, u64)>;
/// Copies of these cost nothing: every state that a crash may come back to is kept.
type Texts = OrdMap<String, Rc<str>>;

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
    snapshots: Texts,
    pieces: Texts,
    operations: Texts,
    quarantine: Texts,
}

/// How much a transaction reads.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    Operations,
    Newest,
    All,
}

fn list(texts: &Texts) -> Vec<(String, String)> {
    let pairs = texts.iter();
    pairs.map(|(k, v)| (k.clone(), v.to_string())).collect()
}

fn take(texts: &mut Texts, pairs: &[(String, String)]) {
    texts.extend(pairs.iter().map(|(k, v)| (k.clone(), Rc::from(&**v))));
}

impl Disk {
    /// Reads as the browser does: the newest snapshot with its pieces, or everything.
    fn stored(&self, reach: Reach) -> Stored {
        let head = self.head.as_deref().map(Head::from_text);
        let newest = head.and_then(Result::ok).map(|h| slot_of(h.generation));
        let all = reach == Reach::All || (reach == Reach::Newest && newest.is_none());
        let wanted = |key: &str| {
            all || (reach == Reach::Newest && newest.is_some_and(|slot| key.starts_with(slot)))
        };
        let read = |texts: &Texts| list(texts).into_iter().filter(|(k, _)| wanted(k));
        Stored {
            head: self.head.clone(),
            snapshots: read(&self.snapshots).collect(),
            pieces: read(&self.pieces).collect(),
            operations: list(&self.operations),
            complete: all,
        }
    }

    /// Folds as the browser does: with what is needed, and with everything where that does not do.
    fn fold(&self, all: bool, codec: Codec, now_ms: i64) -> Result<Fold, Failure> {
        if all {
            return fold(&self.stored(Reach::All), &codec, now_ms);
        }
        let mut stored = self.stored(Reach::Newest);
        stored.pieces = Default::default();
        if !stored.complete && stored.snapshots.iter().any(|(_, text)| is_cut(text)) {
            stored.snapshots = list(&self.snapshots);
        }
        for key in needed(&stored) {
            if let Some(text) = self.pieces.get(&key) {
                stored.pieces.insert(key, text.to_string());
            }
        }
        match fold(&stored, &codec, now_ms) {
            Err(Failure::Damaged) => fold(&self.stored(Reach::All), &codec, now_ms),
            other => other,
        }
    }

    fn write(&mut self, fold: &Fold) {
        self.head = Some(fold.head.clone());
        self.snapshots
            .insert(fold.slot.to_owned(), Rc::from(&*fold.snapshot));
        if fold.clear {
            let kept = self.pieces.iter();
            let kept = kept.filter(|(key, _)| !key.starts_with(fold.slot));
            self.pieces = kept.map(|(k, v)| (k.clone(), v.clone())).collect();
        }
        for (name, text) in &fold.pieces {
            let key = format!("{}/{name}", fold.slot);
            if text.is_empty() {
                self.pieces.remove(&key);
            } else {
                self.pieces.insert(key, Rc::from(&**text));
            }
        }
        take(&mut self.quarantine, &fold.quarantine);
        for key in &fold.drop {
            self.operations.remove(key);
        }
    }

    /// Every operation that a fresh tab would find.
    fn contained(&self, issued: &Ids) -> Ids {
        let base = best(&self.stored(Reach::All))
            .unwrap()
            .snapshot
            .head
            .applied;
        let stored: Ids = self
            .operations
            .keys()
            .filter_map(|key| Operation::id_of(key))
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
    store: Store,
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
    codec: Codec,
    faults: Faults,
    disk: Disk,
    /// The disk at the last strict commit, and after each commit since.
    strict: Disk,
    relaxed: Vec<Disk>,
    journal: Texts,
    journals: Vec<Texts>,
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
        // Small portfolios stay whole, large ones are cut: here each seed has its own limit.
        let codec = Codec {
            whole_up_to: [usize::MAX, 0, 600][(seed % 3) as usize],
        };
        let mut disk = Disk::default();
        let head = Head {
            generation: 1,
            ..Head::default()
        };
        let workspace = baton::model::Workspace::default();
        disk.write(&create(&Snapshot { head, workspace }, &codec));
        Self {
            dice: Dice(seed),
            codec,
            faults,
            strict: disk.clone(),
            relaxed: Vec::new(),
            disk,
            journal: Texts::new(),
            journals: vec![Texts::new()],
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
            store: Store::new(self.codec, self.sessions),
            io: None,
            timers: Vec::new(),
            notes: 0,
            patches: Vec::new(),
        });
        let journal = list(&self.journal);
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
                    Effect::Read { .. } | Effect::Refresh | Effect::Wake(..) | Effect::Report(_)
                );
                assert!(
                    !writes || !matches!(state, SaveState::Loading | SaveState::LoadFailed { .. }),
                    "written before everything was read: {effect:?}"
                );
                match effect {
                    Effect::Journal(key, text) => {
                        let id = Operation::id_of(&key).unwrap();
                        self.issued.insert(id);
                        if self.call_fails(self.faults.journal) {
                            events.push(Event::JournalRefused(key));
                        } else {
                            self.journal.insert(key, Rc::from(text));
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
            Effect::Read { all: true } => return Answer::Stored(self.disk.stored(Reach::All)),
            Effect::Read { .. } => return Answer::Stored(self.disk.stored(Reach::Newest)),
            Effect::Refresh => return Answer::Stored(self.disk.stored(Reach::Operations)),
            Effect::Append {
                operations,
                quarantine,
                drop,
            } => {
                let known = operations.iter().map(|operation| {
                    (
                        operation,
                        self.disk
                            .operations
                            .get(&operation.key())
                            .map(|text| text.to_string()),
                    )
                });
                let all = match append(self.disk.head.as_deref(), known) {
                    Ok(all) => all,
                    Err(failure) => return Answer::Failed(failure),
                };
                take(&mut self.disk.quarantine, quarantine);
                for key in drop {
                    self.disk.operations.remove(key);
                }
                for (operation, one) in operations.iter().zip(&all) {
                    if let Append::Put(text, _) = one {
                        self.disk
                            .operations
                            .insert(operation.key(), Rc::from(&**text));
                    }
                }
                self.relaxed.push(self.disk.clone());
                return Answer::Appended(all);
            }
            Effect::Fold { all } => self.disk.fold(*all, self.codec, self.now_ms),
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
        self.saved
            .extend(before.iter().filter(|id| !after.contains(*id)));
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
        // Notes may have got lost: each tab hears once more when everything is written.
        let mut heard = false;
        for _ in 0..60 {
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
                if std::mem::take(&mut self.tabs[tab].notes) > 0 {
                    self.feed(tab, Event::Noted);
                }
                quiet &= self.tabs[tab].io.is_none();
            }
            if quiet && heard {
                return;
            }
            if quiet {
                heard = true;
                for tab in 0..self.tabs.len() {
                    self.feed(tab, Event::Noted);
                }
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
            .map(|t| rows::write(t.store.workspace()))
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
        // Each of the two snapshots, with the operations, is the whole portfolio.
        let all = self.disk.stored(Reach::All);
        let every = self.dice.chance(25);
        for slot in self.disk.snapshots.keys().filter(|_| every) {
            let mut one = all.clone();
            one.snapshots.retain(|(key, _)| key == slot);
            let base = best(&one).unwrap();
            assert!(base.damaged.is_empty());
            let whole = fold(&one, &self.codec, self.now_ms);
            let folded = whole.map(|fold| self.rows_of(&fold));
            let same = folded.unwrap_or_else(|_| rows::write(&base.snapshot.workspace));
            assert_eq!(Some(&same), texts.last(), "snapshot {slot}");
        }
        Head::from_text(self.disk.head.as_deref().unwrap()).unwrap();
        assert_eq!(self.disk.quarantine.len(), 0);
        assert!(self.journal.is_empty(), "the journal is empty at rest");
    }
}

impl World {
    /// The records that a checkpoint from everything would hold.
    fn rows_of(&self, fold: &Fold) -> String {
        let mut disk = Disk::default();
        disk.write(fold);
        rows::write(&best(&disk.stored(Reach::All)).unwrap().snapshot.workspace)
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

/// Which schedules are run; `BATON_SCHEDULES` asks for more, `BATON_SEED` for one alone.
fn schedules() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    match number("BATON_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("BATON_SCHEDULES").unwrap_or(40_000),
    }
}

#[test]
fn whatever_fails_or_crashes_what_was_acknowledged_is_recovered_and_tabs_converge() {
    let all = schedules();
    let next = AtomicU64::new(all.start);
    let failed = Mutex::new(Vec::new());
    let work = || {
        loop {
            let seed = next.fetch_add(1, Relaxed);
            if seed >= all.end || failed.lock().unwrap().len() > 4 {
                return;
            }
            if std::panic::catch_unwind(|| run(seed)).is_err() {
                failed.lock().unwrap().push(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(work);
        }
    });
    println!("seeds {} to {}", all.start, all.end - 1);
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "run alone with BATON_SEED: {failed:?}");
}
