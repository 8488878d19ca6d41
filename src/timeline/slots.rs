//! A fixed set of row elements used again and again while scrolling.

/// The place of the row that a slot shows, when the rows from `first` on are in view and there are
/// `slots` slots.
///
/// A slot shows the row in view whose place leaves the slot's number when divided by their count,
/// so one step of scrolling changes one slot and leaves the others alone.
pub fn place_in_slot(slot: usize, slots: usize, first: usize) -> usize {
    let slots = slots.max(1);
    first + (slot + slots - first % slots) % slots
}

/// The slot that shows a place, if the place is in view.
pub fn slot_of_place(place: usize, slots: usize, first: usize) -> Option<usize> {
    (first..first + slots)
        .contains(&place)
        .then(|| place % slots.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_row_in_view_is_shown_once(slots in 1_usize..60, first in 0_usize..100_000) {
            let mut places: Vec<_> = (0..slots).map(|slot| place_in_slot(slot, slots, first)).collect();
            for (slot, place) in places.iter().enumerate() {
                prop_assert_eq!(slot_of_place(*place, slots, first), Some(slot));
            }
            places.sort_unstable();
            prop_assert_eq!(places, (first..first + slots).collect::<Vec<_>>());
        }

        #[test]
        fn one_step_of_scrolling_changes_one_slot(slots in 2_usize..60, first in 0_usize..100_000) {
            let changed = (0..slots)
                .filter(|slot| place_in_slot(*slot, slots, first) != place_in_slot(*slot, slots, first + 1))
                .count();
            prop_assert_eq!(changed, 1);
        }
    }

    #[test]
    fn no_slots_is_no_reason_to_stop() {
        assert_eq!(place_in_slot(0, 0, 7), 7);
        assert_eq!(slot_of_place(7, 0, 7), None);
    }
}
