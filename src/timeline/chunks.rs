//! A list that shares all but a screenful of itself with the one it came from.

use std::sync::Arc;

/// How many entries lie together: one change copies as many.
const LENGTH: usize = 64;

/// A list of which one entry is replaced at a time, by sharing the others.
#[derive(Clone, Debug)]
pub(super) struct Chunks<T> {
    chunks: Arc<[Arc<[T]>]>,
    len: usize,
}

impl<T: Clone> Chunks<T> {
    /// A list of these entries.
    pub fn new(all: Vec<T>) -> Self {
        let len = all.len();
        let mut rest = all.into_iter();
        let mut chunks = Vec::with_capacity(len.div_ceil(LENGTH));
        while rest.len() > 0 {
            chunks.push(rest.by_ref().take(LENGTH).collect());
        }
        Self {
            chunks: chunks.into(),
            len,
        }
    }

    /// How many entries there are.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// There are none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entry at a place.
    pub fn get(&self, place: usize) -> Option<&T> {
        self.chunks.get(place / LENGTH)?.get(place % LENGTH)
    }

    /// Replaces the entry at a place; a place that is not there changes nothing.
    pub fn set(&mut self, place: usize, entry: T) {
        if let Some(slot) = Arc::make_mut(&mut self.chunks)
            .get_mut(place / LENGTH)
            .and_then(|chunk| Arc::make_mut(chunk).get_mut(place % LENGTH))
        {
            *slot = entry;
        }
    }

    /// The entries from one place to before another, as far as they are there.
    pub fn range(&self, from: usize, to: usize) -> impl Iterator<Item = &T> {
        let chunks = self.chunks.iter().skip(from / LENGTH);
        chunks
            .flat_map(|chunk| chunk.iter())
            .skip(from % LENGTH)
            .take(to.saturating_sub(from))
    }

    /// Same allocation, so nothing changed.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.chunks, &other.chunks)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_its_entries_in_order_wherever_the_chunks_are_cut() {
        for len in [0, 1, LENGTH - 1, LENGTH, LENGTH + 1, 5 * LENGTH + 3] {
            let list = Chunks::new((0..len).collect());
            assert_eq!((list.len(), list.is_empty()), (len, len == 0));
            assert!((0..len).all(|place| list.get(place) == Some(&place)));
            assert_eq!(list.get(len), None);
            for (from, to) in [
                (0, len),
                (1, LENGTH),
                (LENGTH - 1, LENGTH + 2),
                (len, len + 9),
            ] {
                let expected: Vec<usize> = (from..to.min(len)).collect();
                assert_eq!(list.range(from, to).copied().collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn a_replaced_entry_is_seen_in_the_new_list_alone() {
        let before = Chunks::new((0..1000).collect::<Vec<_>>());
        let mut after = before.clone();
        assert!(after.is_same(&before));
        after.set(700, 7);
        assert!(!after.is_same(&before));
        assert_eq!((before.get(700), after.get(700)), (Some(&700), Some(&7)));
        assert!((0..1000).all(|place| place == 700 || before.get(place) == after.get(place)));
    }
}
