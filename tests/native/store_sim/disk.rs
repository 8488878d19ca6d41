//! The database of the simulated browser, and repeatable chance.

use baton::store::transaction::{Failure, Fold, Stored, best, fold, needed};
use baton::store::{Codec, Head, Operation, is_cut, slot_of};
use imbl::OrdMap;
use std::collections::BTreeSet;
use std::rc::Rc;

pub type Ids = BTreeSet<(u128, u64)>;
/// Copies of these cost nothing: every state that a crash may come back to is kept.
pub type Texts = OrdMap<String, Rc<str>>;

/// Repeatable random numbers (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
    pub fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

#[derive(Clone, Default, PartialEq, Debug)]
pub struct Disk {
    pub head: Option<String>,
    pub snapshots: Texts,
    pub pieces: Texts,
    pub operations: Texts,
    pub quarantine: Texts,
}

/// How much a transaction reads.
#[derive(Clone, Copy, PartialEq)]
pub enum Reach {
    Operations,
    Newest,
    All,
}

pub fn list(texts: &Texts) -> Vec<(String, String)> {
    let pairs = texts.iter();
    pairs.map(|(k, v)| (k.clone(), v.to_string())).collect()
}

pub fn take(texts: &mut Texts, pairs: &[(String, String)]) {
    texts.extend(pairs.iter().map(|(k, v)| (k.clone(), Rc::from(&**v))));
}

impl Disk {
    /// Reads as the browser does: the newest snapshot with its pieces, or everything.
    pub fn stored(&self, reach: Reach) -> Stored {
        let generation = || {
            let head = Head::from_text(self.head.as_deref()?).ok()?;
            Some(head.generation)
        };
        // Without a readable head it is not known which is the newest.
        let (slot, all) = match reach {
            Reach::Operations => (None, false),
            Reach::All => (None, true),
            Reach::Newest => {
                let slot = generation().map(slot_of);
                (slot, slot.is_none())
            }
        };
        let wanted = |key: &str| all || slot.is_some_and(|slot| key.starts_with(slot));
        let read = |texts: &Texts| {
            let wanted = texts.iter().filter(|(key, _)| wanted(key));
            let pairs = wanted.map(|(key, text)| (key.clone(), text.to_string()));
            pairs.collect::<Vec<_>>()
        };
        Stored {
            head: self.head.clone(),
            snapshots: read(&self.snapshots),
            pieces: read(&self.pieces).into_iter().collect(),
            operations: list(&self.operations),
            complete: all,
        }
    }

    /// Folds as the browser does: with what is needed, and with everything where that does not do.
    pub fn fold(&self, all: bool, codec: Codec, now_ms: i64) -> Result<Fold, Failure> {
        if all {
            return fold(&mut self.stored(Reach::All), &codec, now_ms);
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
        match fold(&mut stored, &codec, now_ms) {
            Err(Failure::Damaged) => fold(&mut self.stored(Reach::All), &codec, now_ms),
            other => other,
        }
    }

    pub fn write(&mut self, fold: &Fold) {
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
    pub fn contained(&self, issued: &Ids) -> Ids {
        let base = best(&mut self.stored(Reach::All))
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
