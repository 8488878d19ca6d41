//! The records of one kind, by identity.
//!
//! Twenty kinds would each bring their own copy of the persistent map's code to the browser, a fifth
//! of the program. So one map serves them all: its rows forget their kind, and the table, which
//! knows it, reads them back.

use super::Shared;
use super::records::KindTag;
use super::value::{Id, RawId};
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use std::any::Any;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// A row that has forgotten its kind; equal only to itself.
#[derive(Clone, Debug)]
pub(super) struct Row(Arc<dyn Any + Send + Sync>);

impl PartialEq for Row {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(Arc::as_ptr(&self.0), Arc::as_ptr(&other.0))
    }
}

impl Default for Row {
    /// A row with nothing in it: a mark that is equal only to itself.
    fn default() -> Self {
        Self(Arc::new(()))
    }
}

impl Row {
    fn of<K: KindTag>(record: Shared<K>) -> Self {
        Self(Arc::new(record))
    }

    /// The row as its table knows it. A table holds rows of its own kind only.
    fn read<K: KindTag>(&self) -> Option<(&Id<K>, &Shared<K>)> {
        let record = self.0.downcast_ref::<Shared<K>>()?;
        Some((record.id(), record))
    }
}

/// The records of one kind, by identity; copying it costs nothing.
pub struct Table<K> {
    rows: OrdMap<RawId, Row>,
    kind: PhantomData<fn() -> K>,
}

impl<K: KindTag> Table<K> {
    /// Returns how many records there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Returns whether there is no record.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Returns a record.
    #[must_use]
    pub fn get(&self, id: &Id<K>) -> Option<&Shared<K>> {
        Some(self.rows.get(&id.raw())?.read()?.1)
    }

    /// Returns whether there is such a record.
    #[must_use]
    pub fn contains_key(&self, id: &Id<K>) -> bool {
        self.rows.contains_key(&id.raw())
    }

    /// Adds a record, or puts it in place of the one with its identity.
    pub fn insert(&mut self, record: Shared<K>) {
        self.rows.insert(record.id().raw(), Row::of(record));
    }

    /// Removes a record; does nothing where there is none.
    pub fn remove(&mut self, id: &Id<K>) {
        self.rows.remove(&id.raw());
    }

    /// Returns the records with their identities, in the order of these.
    #[must_use]
    pub fn iter(&self) -> Rows<'_, K> {
        Rows {
            rows: self.rows.iter(),
            kind: PhantomData,
        }
    }

    /// Returns the record with the lowest identity.
    #[must_use]
    pub fn first(&self) -> Option<&Shared<K>> {
        Some(self.rows.get_min()?.1.read()?.1)
    }

    /// Returns the identities, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &Id<K>> + '_ {
        self.iter().map(|(id, _)| id)
    }

    /// Returns the records, in the order of their identities.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Shared<K>> + '_ {
        self.iter().map(|(_, record)| record)
    }

    /// Moves the records together.
    pub(super) fn pack(&mut self) {
        pack(&mut self.rows);
    }

    /// Returns whether both are the very same table.
    #[must_use]
    pub fn ptr_eq(&self, other: &Self) -> bool {
        self.rows.ptr_eq(&other.rows)
    }

    /// Returns the identities of records that are not the very same in both, in order.
    #[must_use]
    pub fn changed(&self, other: &Self) -> Vec<RawId> {
        changed(&self.rows, &other.rows)
    }
}

/// Returns the keys whose values are not the same in both maps, in order.
pub(crate) fn changed<K: Ord + Copy, V: PartialEq>(
    mine: &OrdMap<K, V>,
    theirs: &OrdMap<K, V>,
) -> Vec<K> {
    let keys = mine.diff(theirs).map(|item| match item {
        DiffItem::Add(key, _) | DiffItem::Remove(key, _) => *key,
        DiffItem::Update { new: (key, _), .. } => *key,
    });
    keys.collect()
}

/// Fills the leaves of a map. A leaf that is full is cut in the middle, and what comes in order never fills the
/// halves that it leaves behind; put in is every second row and then those between them.
fn pack(rows: &mut OrdMap<RawId, Row>) {
    let all: Vec<(RawId, Row)> = std::mem::take(rows).into_iter().collect();
    for first in [0, 1] {
        for (id, row) in all.iter().skip(first).step_by(2) {
            rows.insert(*id, row.clone());
        }
    }
}

/// The records of a table with their identities.
pub struct Rows<'a, K> {
    rows: imbl::ordmap::Iter<'a, RawId, Row, imbl::shared_ptr::DefaultSharedPtr>,
    kind: PhantomData<fn() -> K>,
}

impl<'a, K: KindTag> Iterator for Rows<'a, K> {
    type Item = (&'a Id<K>, &'a Shared<K>);

    fn next(&mut self) -> Option<Self::Item> {
        self.rows.next()?.1.read()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<K: KindTag> DoubleEndedIterator for Rows<'_, K> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.rows.next_back()?.1.read()
    }
}

impl<'a, K: KindTag> IntoIterator for &'a Table<K> {
    type Item = (&'a Id<K>, &'a Shared<K>);
    type IntoIter = Rows<'a, K>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K> Clone for Table<K> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            kind: PhantomData,
        }
    }
}

impl<K> Default for Table<K> {
    fn default() -> Self {
        Self {
            rows: OrdMap::new(),
            kind: PhantomData,
        }
    }
}

impl<K: fmt::Debug + KindTag> fmt::Debug for Table<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Unit;

    fn unit(number: u128) -> Shared<Unit> {
        Shared::new(Unit::blank(Id::new(RawId(number))))
    }

    #[test]
    fn records_come_in_the_order_of_their_identities_from_both_ends() {
        let mut table = Table::default();
        for number in [3, 1, 2] {
            table.insert(unit(number));
        }
        let forth: Vec<u128> = table.keys().map(|id| id.raw().0).collect();
        let back: Vec<u128> = table
            .values()
            .rev()
            .map(|record| record.id.raw().0)
            .collect();
        assert_eq!((forth, back), (vec![1, 2, 3], vec![3, 2, 1]));
        assert_eq!(table.first().map(|record| record.id.raw().0), Some(1));
    }

    #[test]
    fn a_change_names_the_records_that_are_not_the_very_same() {
        let mut before = Table::default();
        for number in 1..=3 {
            before.insert(unit(number));
        }
        let mut after = before.clone();
        assert!(before.ptr_eq(&after) && before.changed(&after).is_empty());
        after.remove(&Id::new(RawId(1)));
        after.insert(unit(2));
        after.insert(unit(9));
        assert_eq!(before.changed(&after), [RawId(1), RawId(2), RawId(9)]);
        assert_eq!((before.len(), after.len(), after.is_empty()), (3, 3, false));
    }

    #[test]
    fn records_moved_together_are_the_very_same() {
        let mut table = Table::default();
        for number in [5, 3, 90].into_iter().chain(100..400) {
            table.insert(unit(number));
        }
        let mut packed = table.clone();
        packed.pack();
        assert!(table.changed(&packed).is_empty() && packed.keys().eq(table.keys()));
        packed.insert(unit(4));
        assert_eq!(table.changed(&packed), [RawId(4)]);
        assert_eq!((packed.len(), packed.first().unwrap().id.raw().0), (304, 3));
    }
}
