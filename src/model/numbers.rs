//! The number of a record among sorted identities.

use super::RawId;

/// Finds places in a sorted list quickly: a table says where each stretch of identities begins. With
/// random identities, and with consecutive ones, a stretch holds one or two.
pub(crate) struct Numbers {
    least: u128,
    shift: u32,
    /// Where a stretch begins; one more than there are stretches.
    begins: Vec<u32>,
}

impl Numbers {
    /// Of sorted identities.
    pub(crate) fn of(sorted: impl ExactSizeIterator<Item = RawId> + Clone) -> Self {
        let count = sorted.len();
        let least = sorted.clone().next().map_or(0, |id| id.0);
        let most = sorted.clone().last().map_or(0, |id| id.0);
        let stretches = count.next_power_of_two();
        let bits = u128::BITS - (most - least).leading_zeros();
        let shift = bits.saturating_sub(stretches.trailing_zeros());
        let mut begins = Vec::with_capacity(stretches + 1);
        for (id, number) in sorted.zip(0u32..) {
            let stretch = usize::try_from((id.0 - least) >> shift).unwrap_or(0);
            while begins.len() <= stretch {
                begins.push(number);
            }
        }
        begins.push(u32::try_from(count).unwrap_or(u32::MAX));
        Self {
            least,
            shift,
            begins,
        }
    }

    /// The places among which an identity is, if it is there.
    pub(crate) fn among(&self, id: RawId) -> std::ops::Range<usize> {
        let stretch = id.0.checked_sub(self.least).map(|at| at >> self.shift);
        let stretch = stretch.and_then(|at| usize::try_from(at).ok());
        let ends = stretch.and_then(|at| {
            let end = self.begins.get(at.checked_add(1)?)?;
            Some(*self.begins.get(at)? as usize..*end as usize)
        });
        ends.unwrap_or(0..0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(ids: &[u128]) {
        let numbers = Numbers::of(ids.iter().map(|id| RawId(*id)));
        for (place, id) in ids.iter().enumerate() {
            assert!(
                numbers.among(RawId(*id)).contains(&place),
                "{id} of {ids:?}"
            );
        }
        for id in [0, 1, 9, u128::MAX] {
            let among = numbers.among(RawId(id));
            assert!(among.end <= ids.len(), "{id} of {ids:?}");
        }
    }

    #[test]
    fn every_identity_is_among_the_places_told() {
        check(&[]);
        check(&[0]);
        check(&[7]);
        check(&[u128::MAX]);
        check(&[0, u128::MAX]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8, 9]);
        check(&[3, 4, 5, 1 << 40, 1 << 90, (1 << 90) + 1, u128::MAX - 1]);
        let spread: Vec<u128> = (0..500).map(|n| n * n * n * 977).collect();
        check(&spread);
    }
}
