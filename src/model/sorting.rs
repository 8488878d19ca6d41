//! Sorting with one body for every type.
//!
//! The sort of the standard library is compiled again, about four kilobytes, for every type and every
//! comparison; that was a twelfth of the first load. Here the arrangement is found once, over places,
//! and a type adds only the moving. Stable, O(n log n) comparisons.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// A map of few keys (months, groups), kept sorted in one piece of memory. Its code is a tenth of that
/// of a tree, for every pair of types; an insert in the middle moves what lies behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmallMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SmallMap<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> SmallMap<K, V> {
    /// An empty map.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The keys in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| key)
    }

    /// The values in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.0.iter().map(|(_, value)| value)
    }

    /// The pairs in the order of their keys.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.into_iter()
    }

    /// How many pairs there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord, V> SmallMap<K, V> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// Puts a value; gives the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => {
                let (_, own) = self.0.get_mut(place)?;
                Some(std::mem::replace(own, value))
            }
            Err(place) => {
                self.0.insert(place, (key, value));
                None
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// Changes the value of a key, which is the default one where the key is new.
    pub fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let place = match self.place(&key) {
            Ok(place) => place,
            Err(place) => {
                self.0.insert(place, (key, V::default()));
                place
            }
        };
        if let Some((_, value)) = self.0.get_mut(place) {
            change(value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SmallMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut map = Self::new();
        for (key, value) in pairs {
            map.insert(key, value);
        }
        map
    }
}

impl<'a, K, V> IntoIterator for &'a SmallMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K, V> IntoIterator for SmallMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Collects into a map, one by one: `collect` would sort first, with a sort of its own. The last of
/// two values of one key stays, as with `collect`.
pub fn to_map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// Collects into a set, one by one; see [`to_map`].
pub fn to_set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

/// Sorting in place.
pub trait InOrder<T> {
    /// Sorts by a comparison; equal elements keep their order.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Sorts by a key that is cheap to make; equal elements keep their order.
    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|a, b| key(a).cmp(&key(b)));
    }

    /// Sorts by the order of the type.
    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

impl<T> InOrder<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let mut from = arrangement(self.len(), &mut |a, b| match (self.get(a), self.get(b)) {
            (Some(a), Some(b)) => compare(a, b) == Ordering::Greater,
            _ => false,
        });
        // Each turn of swaps brings one place its element; a place that is done points at itself.
        for start in 0..from.len() {
            let mut place = start;
            while let Some(source) = from.get_mut(place).map(|s| std::mem::replace(s, place)) {
                if source == start {
                    break;
                }
                self.swap(place, source);
                place = source;
            }
        }
    }
}

/// Returns, for each place, the place whose element belongs there. `after(a, b)` tells whether the
/// element of place `a` belongs behind that of place `b`.
fn arrangement(len: usize, after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..len).collect();
    let mut merged = Vec::with_capacity(len);
    let mut width = 1;
    while width < len {
        merged.clear();
        for pair in order.chunks(width * 2) {
            let (left, right) = pair.split_at(width.min(pair.len()));
            let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
            while let (Some(&&a), Some(&&b)) = (left.peek(), right.peek()) {
                let next = if after(a, b) {
                    right.next()
                } else {
                    left.next()
                };
                merged.extend(next.copied());
            }
            merged.extend(left.chain(right).copied());
        }
        std::mem::swap(&mut order, &mut merged);
        width *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{InOrder, SmallMap};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_small_map_is_the_map_of_the_standard_library(
            steps in prop::collection::vec((0_u8..12, any::<Option<i16>>()), 0..60),
        ) {
            let (mut ours, mut theirs) = (SmallMap::<u8, i32>::new(), std::collections::BTreeMap::<u8, i32>::new());
            for (key, value) in steps {
                match value {
                    Some(value) if value % 3 == 0 => {
                        ours.change(key, |own| *own += i32::from(value));
                        *theirs.entry(key).or_default() += i32::from(value);
                    }
                    Some(value) => prop_assert_eq!(
                        ours.insert(key, value.into()), theirs.insert(key, value.into())
                    ),
                    None => prop_assert_eq!(ours.remove(&key), theirs.remove(&key)),
                }
                prop_assert_eq!(ours.get(&key), theirs.get(&key));
                prop_assert_eq!(ours.len(), theirs.len());
            }
            prop_assert!(ours.iter().eq(theirs.iter()) && ours.keys().eq(theirs.keys()));
            prop_assert!(ours.values().eq(theirs.values()) && (&ours).into_iter().eq(&theirs));
        }

        #[test]
        fn the_order_is_that_of_the_standard_library(keys in prop::collection::vec(0_u8..9, 0..70)) {
            let mut ours: Vec<(u8, usize)> = keys.into_iter().zip(0..).collect();
            let mut theirs = ours.clone();
            ours.order_by_key(|(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            prop_assert_eq!(&ours, &theirs);
            ours.order_by(|a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            prop_assert_eq!(&ours, &theirs);
            ours.order();
            theirs.sort();
            prop_assert_eq!(ours, theirs);
        }
    }
}
