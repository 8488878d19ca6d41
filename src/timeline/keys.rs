//! Finding the place of a row by its key.

use super::row::Key;

/// Nothing lies here.
const FREE: u32 = u32::MAX;

/// The places of keys: an open table of places beside the keys themselves, which is quicker to fill
/// than a map at fifty thousand rows.
#[derive(Clone, Debug)]
pub struct KeyIndex {
    keys: Vec<Key>,
    /// A power of two, at least twice as many as keys.
    table: Vec<u32>,
}

impl KeyIndex {
    /// Each key has the place that it has in the list; the last one counts where a key comes twice.
    pub fn new(keys: Vec<Key>) -> Self {
        let size = (keys.len().max(1) * 2).next_power_of_two();
        let mut table = vec![FREE; size];
        for (place, key) in (0_u32..FREE).zip(&keys) {
            let at = slot(&keys, &table, *key);
            if let Some(slot) = table.get_mut(at) {
                *slot = place;
            }
        }
        Self { keys, table }
    }

    /// The place of a key.
    pub fn get(&self, key: Key) -> Option<u32> {
        let at = slot(&self.keys, &self.table, key);
        self.table.get(at).copied().filter(|place| *place != FREE)
    }
}

/// Where a key lies in the table, or where it would.
fn slot(keys: &[Key], table: &[u32], key: Key) -> usize {
    let mask = table.len() - 1;
    let mut at = spread(key) & mask;
    while let Some(&place) = table.get(at) {
        if place == FREE || keys.get(place as usize) == Some(&key) {
            break;
        }
        at = (at + 1) & mask;
    }
    at
}

/// Record ids are random already: folding their halves together is hash enough. The multiplication
/// spreads keys that a page simply counted.
fn spread(key: Key) -> usize {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let mixed = (low ^ high.rotate_left(32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 33) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counted_keys_and_random_ones_are_found_at_their_places() {
        let counted: Vec<Key> = (0..5_000).collect();
        let random: Vec<Key> = (0_u128..5_000)
            .map(|n| n.wrapping_mul(n << 70 | 0x5851_F42D))
            .collect();
        for keys in [counted, random] {
            let index = KeyIndex::new(keys.clone());
            for (place, key) in (0_u32..).zip(&keys).skip(1) {
                assert_eq!(index.get(*key), Some(place));
            }
            assert_eq!(index.get(u128::MAX), None);
        }
    }

    proptest! {
        #[test]
        fn the_index_finds_what_a_look_at_every_key_finds(
            keys in prop::collection::vec(0_u128..60, 0..50), asked in 0_u128..70,
        ) {
            let expected = keys.iter().rposition(|key| *key == asked).and_then(|place| u32::try_from(place).ok());
            prop_assert_eq!(KeyIndex::new(keys).get(asked), expected);
        }
    }
}
