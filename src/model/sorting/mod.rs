//! Sorting with one body for every type.
//!
//! The sort of the standard library is compiled again, about four kilobytes, for every type and every
//! comparison; that was a twelfth of the first load. Here the arrangement is found once, over places,
//! and a type adds only the moving. Stable, O(n log n) comparisons.

mod small;

pub use small::{SmallMap, SmallSet};
use std::cmp::Ordering;

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
    use super::InOrder;
    use proptest::prelude::*;

    proptest! {
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
