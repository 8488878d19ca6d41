//! Writing records with identities made from their names.

use crate::model::index::fnv_1a;
use crate::model::{
    Choice, ChoiceSet, Currency, Date, Decimal, Id, Money, RawId, Record, Workspace, order,
};

/// A workspace being written.
#[derive(Default)]
pub(super) struct Book {
    pub workspace: Workspace,
    place: Option<String>,
}

impl Book {
    /// Adds a record.
    pub fn put(&mut self, record: &impl Record) {
        let (kind, id) = (record.kind(), record.raw_id());
        // The values come from a record of the same kind: they fit.
        let _ = self.workspace.insert_with(kind, id, record.values());
    }

    /// Returns the next order key.
    pub fn next_place(&mut self) -> String {
        let key = order::between(self.place.as_deref(), None);
        self.place = Some(key.clone());
        key
    }

    /// Begins a new list of siblings.
    pub fn restart_places(&mut self) {
        self.place = None;
    }
}

/// Returns the identity of the record with this kind and name: FNV-1a over 128 bits, stirred twice.
pub(super) fn id<K>(kind: &str, name: &str) -> Id<K> {
    let mut hash = fnv_1a(kind.bytes().chain([b'/']).chain(name.bytes()));
    for _ in 0..2 {
        hash ^= hash >> 67;
        hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    }
    Id::new(RawId(hash ^ (hash >> 61)))
}

/// Returns thousands of euros as money.
pub(super) fn thousand(amount: i64) -> Money {
    Money::new(amount * 100_000, Currency::EUR)
}

/// Reads a day of a table; a table with a wrong day leaves the field empty, which the tests see.
pub(super) fn day(text: &str) -> Option<Date> {
    Date::parse(text)
}

/// Reads a decimal of a table.
pub(super) fn number(text: &str) -> Option<Decimal> {
    Decimal::parse(text)
}

/// Wraps a choice of this build.
pub(super) fn one<E: ChoiceSet>(choice: E) -> Option<Choice<E>> {
    Some(Choice::Known(choice))
}

/// Reads a choice of a table by its key.
pub(super) fn keyed<E: ChoiceSet>(key: &str) -> Option<Choice<E>> {
    (!key.is_empty()).then(|| Choice::from_key(key))
}

/// Returns `part / whole` of an amount along a smooth S curve (3t² − 2t³), in the unit of the amount.
pub(super) fn s_curve(amount: i64, part: i64, whole: i64) -> i64 {
    if whole <= 0 || part >= whole {
        return amount;
    }
    let (t, n) = (i128::from(part.max(0)), i128::from(whole));
    let share = i128::from(amount) * (3 * t * t * n - 2 * t * t * t) / (n * n * n);
    i64::try_from(share).unwrap_or(amount)
}

/// Small repeatable numbers: splitmix64.
pub(super) struct Dice(pub u64);

impl Dice {
    /// Returns a number from 0 to `below` − 1.
    pub fn roll(&mut self, below: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % below.max(1)
    }
}
