//! Maps and sets in one sorted piece of memory. The code of a tree is compiled again, five to eight
//! kilobytes, for every pair of types; a tenth of that here.

use super::InOrder;
use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};
use std::borrow::Borrow;
use std::fmt::{self, Debug, Formatter};

/// A map kept sorted in one piece of memory: for few keys (months, groups), or keys that come nearly in
/// order. An insert in the middle moves what lies behind it.
#[derive(Clone, PartialEq, Eq)]
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

    /// The last key with its value.
    #[must_use]
    pub fn last(&self) -> Option<&(K, V)> {
        self.0.last()
    }

    /// Keeps the pairs for which this holds.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.0.retain_mut(|(key, value)| keep(key, value));
    }

    /// The values in the order of their keys, taken out.
    pub fn into_values(self) -> impl DoubleEndedIterator<Item = V> + ExactSizeIterator {
        self.0.into_iter().map(|(_, value)| value)
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Ord, V> SmallMap<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        // Most maps are filled in order.
        if self.0.last().is_none_or(|(last, _)| last.borrow() < key) {
            return Err(self.0.len());
        }
        self.0.binary_search_by(|(own, _)| own.borrow().cmp(key))
    }

    /// The value of a key.
    #[must_use]
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(self.place(key).ok()?).map(|(_, value)| value)
    }

    /// The value of a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    /// Whether the key has a value.
    #[must_use]
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
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
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        Some(self.0.remove(place).1)
    }

    /// The pairs before a key, in order.
    pub fn before_key(&self, key: &K) -> impl DoubleEndedIterator<Item = &(K, V)> {
        let to = self.0.partition_point(|(own, _)| own < key);
        self.0.get(..to).unwrap_or_default().iter()
    }

    /// The values from a key on, in order, to be changed.
    pub fn values_from(&mut self, key: &K) -> impl Iterator<Item = &mut V> {
        let from = self.0.partition_point(|(own, _)| own < key);
        let rest = self.0.get_mut(from..).unwrap_or_default();
        rest.iter_mut().map(|(_, value)| value)
    }

    /// Takes out the pairs before a key.
    pub fn take_before(&mut self, key: &K) -> Self {
        let rest = self.0.partition_point(|(own, _)| own < key);
        let rest = self.0.split_off(rest);
        Self(std::mem::replace(&mut self.0, rest))
    }

    /// Changes the values of many keys that come in order, as those of another map do: one walk along both.
    pub fn change_all<W>(
        &mut self,
        pairs: impl IntoIterator<Item = (K, W)>,
        mut change: impl FnMut(&mut V, W),
    ) where
        V: Default,
    {
        let mut place = 0;
        for (key, with) in pairs {
            while self.0.get(place).is_some_and(|(own, _)| *own < key) {
                place += 1;
            }
            if self.0.get(place).is_none_or(|(own, _)| *own != key) {
                self.0.insert(place, (key, V::default()));
            }
            if let Some((_, value)) = self.0.get_mut(place) {
                change(value, with);
            }
        }
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

/// In any order: sorted once, not one by one. The last of equal keys stays.
impl<K: Ord, V> FromIterator<(K, V)> for SmallMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut all: Vec<(K, V)> = pairs.into_iter().collect();
        if !all.is_sorted_by(|(a, _), (b, _)| a < b) {
            all.order_by(|(a, _), (b, _)| a.cmp(b));
            all.dedup_by(|later, kept| {
                let is_same = later.0 == kept.0;
                if is_same {
                    std::mem::swap(later, kept);
                }
                is_same
            });
        }
        Self(all)
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

impl<K: Ord, V> Extend<(K, V)> for SmallMap<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, pairs: I) {
        for (key, value) in pairs {
            self.insert(key, value);
        }
    }
}

impl<K: Debug, V: Debug> Debug for SmallMap<K, V> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for SmallMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for SmallMap<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<K, V>(Vec<(K, V)>);

        impl<'de, K: Ord + Deserialize<'de>, V: Deserialize<'de>> serde::de::Visitor<'de>
            for Visitor<K, V>
        {
            type Value = SmallMap<K, V>;

            fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
                f.write_str("a map")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(
                mut self,
                mut map: A,
            ) -> Result<Self::Value, A::Error> {
                while let Some(pair) = map.next_entry()? {
                    self.0.push(pair);
                }
                Ok(self.0.into_iter().collect())
            }
        }

        deserializer.deserialize_map(Visitor(Vec::new()))
    }
}

/// A set kept sorted in one piece of memory; see [`SmallMap`].
#[derive(Clone, PartialEq, Eq)]
pub struct SmallSet<T>(Vec<T>);

impl<T> Default for SmallSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> SmallSet<T> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The elements in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// How many elements there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes every element out.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

impl<T: Ord> SmallSet<T> {
    fn place<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        if self.0.last().is_none_or(|last| last.borrow() < item) {
            return Err(self.0.len());
        }
        self.0.binary_search_by(|own| own.borrow().cmp(item))
    }

    /// Whether the element is there.
    #[must_use]
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(item).is_ok()
    }

    /// The elements from this one on, in order.
    pub fn from(&self, item: &T) -> std::slice::Iter<'_, T> {
        let from = self.0.partition_point(|own| own < item);
        self.0.get(from..).unwrap_or_default().iter()
    }

    /// Puts an element in; tells whether it is new.
    pub fn insert(&mut self, item: T) -> bool {
        let place = self.place(&item);
        if let Err(place) = place {
            self.0.insert(place, item);
        }
        place.is_err()
    }

    /// Takes an element out; tells whether it was there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.place(item);
        if let Ok(place) = place {
            self.0.remove(place);
        }
        place.is_ok()
    }
}

/// In any order: sorted once, not one by one.
impl<T: Ord> FromIterator<T> for SmallSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut all: Vec<T> = items.into_iter().collect();
        if !all.is_sorted() {
            all.order();
        }
        all.dedup();
        Self(all)
    }
}

impl<T: Ord> Extend<T> for SmallSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<'a, T> IntoIterator for &'a SmallSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T> IntoIterator for SmallSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T: Debug> Debug for SmallSet<T> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::{SmallMap, SmallSet};
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn a_walk_along_two_maps_is_many_changes(
            mine in prop::collection::btree_map(0_u8..20, 0_i32..9, 0..12),
            theirs in prop::collection::btree_map(0_u8..20, 0_i32..9, 0..12),
        ) {
            let mut walked: SmallMap<u8, i32> = mine.into_iter().collect();
            let mut changed = walked.clone();
            walked.change_all(theirs.iter().map(|(key, more)| (*key, more)), |own, more| *own += more);
            for (key, more) in theirs {
                changed.change(key, |own| *own += more);
            }
            prop_assert_eq!(walked, changed);
        }

        #[test]
        fn a_small_map_is_the_map_of_the_standard_library(
            steps in prop::collection::vec((0_u8..12, any::<Option<i16>>()), 0..60),
        ) {
            let (mut ours, mut theirs) = (SmallMap::<u8, i32>::new(), BTreeMap::<u8, i32>::new());
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
                prop_assert!(ours.before_key(&key).map(|pair| pair.1).eq(theirs.range(..key).map(|pair| *pair.1)));
                prop_assert_eq!(ours.last().map(|pair| pair.0), theirs.keys().next_back().copied());
            }
            prop_assert!(ours.iter().eq(theirs.iter()) && ours.keys().eq(theirs.keys()));
            let text = serde_json::to_string(&ours).unwrap();
            prop_assert_eq!(&text, &serde_json::to_string(&theirs).unwrap());
            prop_assert_eq!(&serde_json::from_str::<SmallMap<u8, i32>>(&text).unwrap(), &ours);
            prop_assert!(ours.values().eq(theirs.values()) && (&ours).into_iter().eq(&theirs));
        }

        #[test]
        fn a_small_map_is_gathered_from_any_order_and_the_last_of_equal_keys_stays(
            pairs in prop::collection::vec((0_u8..12, any::<i16>()), 0..40),
        ) {
            let ours: SmallMap<u8, i16> = pairs.iter().copied().collect();
            let theirs: BTreeMap<u8, i16> = pairs.iter().copied().collect();
            prop_assert!(ours.iter().eq(theirs.iter()));
        }

        #[test]
        fn taking_what_lies_before_a_key_parts_the_map(keys in prop::collection::vec(0_u8..40, 0..30), at in 0_u8..40) {
            let whole: SmallMap<u8, u8> = keys.iter().map(|key| (*key, *key)).collect();
            let mut rest = whole.clone();
            let taken = rest.take_before(&at);
            prop_assert!(taken.keys().all(|key| *key < at) && rest.keys().all(|key| *key >= at));
            prop_assert!(taken.keys().chain(rest.keys()).eq(whole.keys()));
            rest.values_from(&at).for_each(|value| *value = 0);
            prop_assert!(rest.values().all(|value| *value == 0));
        }

        #[test]
        fn a_small_set_is_the_set_of_the_standard_library(
            first in prop::collection::vec(0_u8..30, 0..30),
            steps in prop::collection::vec((0_u8..30, any::<bool>()), 0..60),
        ) {
            let (mut ours, mut theirs): (SmallSet<u8>, BTreeSet<u8>) =
                (first.iter().copied().collect(), first.iter().copied().collect());
            for (item, add) in steps {
                prop_assert_eq!(ours.contains(&item), theirs.contains(&item));
                prop_assert!(ours.from(&item).eq(theirs.range(item..)));
                if add {
                    prop_assert_eq!(ours.insert(item), theirs.insert(item));
                } else {
                    prop_assert_eq!(ours.remove(&item), theirs.remove(&item));
                }
                prop_assert!(ours.iter().eq(theirs.iter()) && ours.len() == theirs.len());
            }
            ours.extend(first.iter().copied());
            theirs.extend(first);
            prop_assert!(ours.iter().eq(theirs.iter()));
        }
    }
}
