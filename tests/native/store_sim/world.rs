//! The simulated browser: tabs, transactions, timers and notes, and what is demanded at the end.

use super::disk::{Dice, Disk, Ids, Reach, Texts, list, take};
use super::fault::Fault;
use baton::edit::{Command, Patch, plan};
use baton::model::{Kind, RawId, Value};
use baton::store::transaction::{Append, Failure, Fold, append, best, create, fold};
use baton::store::{
    Answer, Codec, Effect, Event, Head, Operation, SaveState, Snapshot, Store, Timer, Trouble, rows,
};
use std::rc::Rc;

pub enum Io {
    Asked(Effect),
    Answered(Answer),
}

pub struct Tab {
    pub store: Store,
    pub io: Option<Io>,
    pub timers: Vec<Timer>,
    pub notes: usize,
    pub patches: Vec<Patch>,
}

/// Which faults happen by chance, in percent.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    pub transaction: u64,
    pub journal: u64,
    pub note_lost: u64,
}

pub struct World {
    pub dice: Dice,
    pub codec: Codec,
    pub faults: Faults,
    pub disk: Disk,
    /// The disk at the last strict commit, and after each commit since.
    pub strict: Disk,
    pub relaxed: Vec<Disk>,
    pub journal: Texts,
    pub journals: Vec<Texts>,
    pub tabs: Vec<Tab>,
    pub sessions: u128,
    pub records: u128,
    pub now_ms: i64,
    pub issued: Ids,
    pub journalled: Ids,
    pub saved: Ids,
    /// Counts calls of the vault; the one with this number fails, or all from it on.
    pub calls: usize,
    pub fail_at: Option<(usize, bool)>,
    /// A note may have got lost.
    deaf: bool,
}

impl World {
    pub fn new(seed: u64, faults: Faults) -> Self {
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
            // Real ones are random: all their digits are needed.
            sessions: 0xD1CE << 112,
            records: 0,
            now_ms: 1_000_000_000,
            issued: Ids::new(),
            journalled: Ids::new(),
            saved: Ids::new(),
            calls: 0,
            fail_at: None,
            deaf: true,
        }
    }

    pub fn open_tab(&mut self) {
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

    pub fn call_fails(&mut self, percent: u64) -> bool {
        self.calls += 1;
        let planned = match self.fail_at {
            Some((n, false)) => self.calls == n,
            Some((n, true)) => self.calls >= n,
            None => false,
        };
        planned || self.dice.chance(percent)
    }

    pub fn feed(&mut self, tab: usize, event: Event) {
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
                            Fault::JournalRefused.hit();
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
                            if other == tab {
                                continue;
                            }
                            if self.dice.chance(self.faults.note_lost) {
                                Fault::NoteLost.hit();
                            } else {
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
    pub fn transact(&mut self, tab: usize) {
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
            let all = [
                (Trouble::Full, Fault::Full),
                (Trouble::Broken, Fault::Broken),
                (Trouble::Silent, Fault::Silent),
            ];
            let (trouble, fault) = all[self.dice.below(3)];
            fault.hit();
            let effect = [Fault::Failed, Fault::FailedButCommitted];
            effect[usize::from(committed)].hit();
            answer = Answer::Failed(Failure::Trouble(trouble));
        }
        self.tabs[tab].io = Some(Io::Answered(answer));
    }

    pub fn commit(&mut self, effect: &Effect) -> Answer {
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

    pub fn deliver(&mut self, tab: usize) {
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

    pub fn edit(&mut self, tab: usize) {
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

    pub fn ring(&mut self, tab: usize) {
        if !self.tabs[tab].timers.is_empty() {
            let place = self.dice.below(self.tabs[tab].timers.len());
            let timer = self.tabs[tab].timers.swap_remove(place);
            self.feed(tab, Event::Woke(timer));
        }
    }

    /// One tab dies: both stores stay as they are.
    pub fn crash_tab(&mut self, tab: usize) {
        Fault::TabDied.hit();
        // A transaction under way commits or not.
        if self.dice.chance(50) {
            if matches!(self.tabs[tab].io, Some(Io::Asked(_))) {
                Fault::TabDiedWriting.hit();
            }
            self.transact(tab);
        }
        // What neither the journal nor the database had dies with its tab.
        self.tabs.swap_remove(tab);
    }

    /// The browser dies: the journal goes back in time, complete transactions stay.
    pub fn crash_browser(&mut self) {
        self.tabs.clear();
        Fault::BrowserDied.hit();
        let place = self.dice.below(self.journals.len());
        if place + 1 < self.journals.len() {
            Fault::JournalWentBack.hit();
        }
        self.journal = self.journals[place].clone();
        self.journalled.clear();
    }

    /// The power goes: strict transactions stay, and any prefix of the relaxed ones behind them.
    pub fn cut_power(&mut self) {
        self.crash_browser();
        Fault::PowerCut.hit();
        let keep = self.dice.below(self.relaxed.len() + 1);
        if keep < self.relaxed.len() {
            Fault::RelaxedLost.hit();
        }
        self.disk = match keep.checked_sub(1) {
            Some(last) => self.relaxed[last].clone(),
            None => self.strict.clone(),
        };
        self.relaxed.truncate(keep);
        self.saved = self.strict.contained(&self.issued);
    }

    pub fn step(&mut self) {
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
                Fault::ClockJumped.hit();
                self.now_ms += jumps[self.dice.below(3)];
            }
            985..=987 => {
                Fault::DatabaseLost.hit();
                self.feed(tab, Event::Lost(Trouble::Broken));
            }
            988..=990 => self.feed(tab, Event::Checkpoint),
            _ => self.now_ms += 1000,
        }
    }

    /// Does all that a tab asks for, without ringing its timers.
    pub fn save(&mut self, tab: usize) {
        while self.tabs[tab].io.is_some() {
            self.transact(tab);
            self.deliver(tab);
        }
    }

    /// No more faults: everything arrives, every timer rings, until nothing is left to do.
    pub fn settle(&mut self) {
        self.faults = Faults::default();
        self.fail_at = None;
        self.deaf = true;
        self.rest();
    }

    /// As [`Self::settle`], where no note was lost since the last time.
    fn rest(&mut self) {
        if self.tabs.is_empty() {
            self.open_tab();
        }
        // Notes may have got lost: each tab hears once more when everything is written.
        let mut heard = !std::mem::replace(&mut self.deaf, false);
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

    pub fn check(&mut self) {
        self.settle();
        self.open_tab();
        self.rest();
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
        assert_eq!(fresh.store.report().quarantined, 0);
        for text in self.disk.operations.values() {
            Operation::from_text(text).unwrap();
        }
        let found = fresh.store.applied();
        for id in self.saved.union(&self.journalled) {
            assert!(found.contains(*id), "lost {id:?}");
        }
        let nothing = Store::new(self.codec, 0).applied();
        for id in found.beyond(&nothing, usize::MAX).unwrap() {
            assert!(self.issued.contains(&id), "invented {id:?}");
        }
        // Each of the two snapshots, with the operations, is the whole portfolio.
        let all = self.disk.stored(Reach::All);
        let every = self.dice.chance(25);
        for slot in self.disk.snapshots.keys().filter(|_| every) {
            let mut one = all.clone();
            one.snapshots.retain(|(key, _)| key == slot);
            let base = best(&mut one.clone()).unwrap();
            assert!(base.damaged.is_empty());
            let whole = fold(&mut one, &self.codec, self.now_ms);
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
    pub fn rows_of(&self, fold: &Fold) -> String {
        let mut disk = Disk::default();
        disk.write(fold);
        rows::write(
            &best(&mut disk.stored(Reach::All))
                .unwrap()
                .snapshot
                .workspace,
        )
    }
}
