//! Finding the links that touch the rows in view without looking at the others.

use super::row::{Key, Link};

/// Rows that share one bucket: about a screenful, so that a view touches two or three buckets.
const BUCKET_ROWS: u32 = 32;
/// A link over more buckets than this is kept apart, else a few long links would fill every bucket.
const SPREAD: u32 = 16;

/// A link with the places of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedLink {
    /// Place of the row that gives.
    pub from: u32,
    /// Place of the row that waits.
    pub to: u32,
    /// The link itself.
    pub link: Link,
}

impl PlacedLink {
    fn top(&self) -> u32 {
        self.from.min(self.to)
    }

    fn bottom(&self) -> u32 {
        self.from.max(self.to)
    }
}

/// Links by the rows they pass.
#[derive(Clone, Debug, Default)]
pub struct LinkIndex {
    links: Vec<PlacedLink>,
    /// Where each bucket's short links begin in `short`; one entry more than buckets.
    starts: Vec<u32>,
    short: Vec<u32>,
    long: LongLinks,
}

impl LinkIndex {
    /// Indexes links between `rows` rows; `place` finds the row of a key.
    pub fn new(rows: usize, links: &[Link], place: impl Fn(Key) -> Option<u32>) -> Self {
        let mut placed = Vec::with_capacity(links.len());
        placed.extend(links.iter().filter_map(|link| {
            let (from, to) = (place(link.from)?, place(link.to)?);
            (from != to).then_some(PlacedLink {
                from,
                to,
                link: *link,
            })
        }));
        let buckets = u32::try_from(rows).unwrap_or(u32::MAX) / BUCKET_ROWS + 1;
        let span = |link: &PlacedLink| (link.top() / BUCKET_ROWS, link.bottom() / BUCKET_ROWS);
        let is_short = |link: &PlacedLink| span(link).1 - span(link).0 < SPREAD;

        // Counted first and placed second: two flat vectors instead of one vector for each bucket.
        let mut starts = vec![0_u32; usize::try_from(buckets).unwrap_or(0) + 1];
        let slot = |bucket: u32| usize::try_from(bucket).unwrap_or(usize::MAX);
        for link in placed.iter().filter(|link| is_short(link)) {
            for bucket in span(link).0..=span(link).1 {
                if let Some(count) = starts.get_mut(slot(bucket + 1)) {
                    *count += 1;
                }
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let mut next = starts.clone();
        let mut short = vec![0_u32; slot(sum)];
        for (number, link) in (0_u32..).zip(&placed).filter(|(_, link)| is_short(link)) {
            for bucket in span(link).0..=span(link).1 {
                let Some(free) = next.get_mut(slot(bucket)) else {
                    continue;
                };
                if let Some(entry) = short.get_mut(slot(*free)) {
                    *entry = number;
                }
                *free += 1;
            }
        }
        let long = LongLinks::new((0_u32..).zip(&placed).filter(|(_, link)| !is_short(link)));
        Self {
            links: placed,
            starts,
            short,
            long,
        }
    }

    /// How many links there are.
    pub fn len(&self) -> usize {
        self.links.len()
    }

    /// There are no links.
    pub fn is_empty(&self) -> bool {
        self.links.is_empty()
    }

    /// Every link, in the order given.
    pub fn all(&self) -> &[PlacedLink] {
        &self.links
    }

    /// Collects each link that passes a row from `first` to before `last`, once, in the order given.
    pub fn touching(&self, first: usize, last: usize, found: &mut Vec<PlacedLink>) {
        found.clear();
        let (first, last) = (
            u32::try_from(first).unwrap_or(u32::MAX),
            u32::try_from(last).unwrap_or(u32::MAX),
        );
        if first >= last {
            return;
        }
        let get = |number: &u32| self.links.get(usize::try_from(*number).ok()?);
        let mut numbers = Vec::new();
        for bucket in first / BUCKET_ROWS..=(last - 1) / BUCKET_ROWS {
            let Ok(at) = usize::try_from(bucket) else {
                break;
            };
            let (Some(from), Some(to)) = (self.starts.get(at), self.starts.get(at + 1)) else {
                break;
            };
            let range = usize::try_from(*from).unwrap_or(0)..usize::try_from(*to).unwrap_or(0);
            numbers.extend_from_slice(self.short.get(range).unwrap_or_default());
        }
        self.long.touching(first, last, &mut numbers);
        numbers.sort_unstable();
        numbers.dedup();
        found.extend(
            numbers
                .iter()
                .filter_map(get)
                .filter(|link| link.top() < last && link.bottom() >= first),
        );
    }
}

/// Long links sorted by their top row, with the lowest bottom of every block, so that blocks that end
/// above the view are skipped whole.
#[derive(Clone, Debug, Default)]
struct LongLinks {
    /// Top row, bottom row, number; by top row.
    spans: Vec<(u32, u32, u32)>,
    /// Lowest bottom row of each block of spans.
    block_bottoms: Vec<u32>,
}

const BLOCK: usize = 64;

impl LongLinks {
    fn new<'a>(links: impl Iterator<Item = (u32, &'a PlacedLink)>) -> Self {
        let mut spans: Vec<_> = links
            .map(|(number, link)| (link.top(), link.bottom(), number))
            .collect();
        spans.sort_unstable();
        let block_bottoms = spans
            .chunks(BLOCK)
            .map(|block| block.iter().map(|span| span.1).max().unwrap_or(0))
            .collect();
        Self {
            spans,
            block_bottoms,
        }
    }

    fn touching(&self, first: u32, last: u32, numbers: &mut Vec<u32>) {
        for (block, bottom) in self.spans.chunks(BLOCK).zip(&self.block_bottoms) {
            // Sorted by top: once a block starts below the view, so do all that follow.
            if block.first().is_none_or(|span| span.0 >= last) {
                break;
            }
            if *bottom < first {
                continue;
            }
            numbers.extend(
                block
                    .iter()
                    .filter(|span| span.0 < last && span.1 >= first)
                    .map(|span| span.2),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn index(rows: usize, pairs: &[(u32, u32)]) -> LinkIndex {
        let links: Vec<_> = pairs
            .iter()
            .map(|(from, to)| Link::new(u128::from(*from), u128::from(*to)))
            .collect();
        LinkIndex::new(rows, &links, |key| {
            u32::try_from(key)
                .ok()
                .filter(|place| (*place as usize) < rows)
        })
    }

    fn touching(index: &LinkIndex, first: usize, last: usize) -> Vec<(u32, u32)> {
        let mut found = Vec::new();
        index.touching(first, last, &mut found);
        found.iter().map(|link| (link.from, link.to)).collect()
    }

    #[test]
    fn a_link_that_passes_the_view_is_found_though_both_ends_are_outside() {
        let index = index(10_000, &[(0, 9_999), (3, 5), (9_000, 10)]);
        assert_eq!(touching(&index, 4_000, 4_030), [(0, 9_999), (9_000, 10)]);
        assert_eq!(touching(&index, 4, 5), [(0, 9_999), (3, 5)]);
    }

    #[test]
    fn links_to_rows_that_are_not_there_and_to_themselves_are_left_out() {
        let index = index(10, &[(1, 50), (2, 2), (3, 4)]);
        assert_eq!(index.len(), 1);
        assert_eq!(touching(&index, 0, 10), [(3, 4)]);
    }

    #[test]
    fn an_empty_view_touches_nothing() {
        let index = index(10, &[(1, 5)]);
        assert_eq!(touching(&index, 5, 5), []);
        assert_eq!(touching(&LinkIndex::default(), 0, 5), []);
    }

    proptest! {
        #[test]
        fn the_index_finds_exactly_what_a_look_at_every_link_finds(
            pairs in prop::collection::vec((0_u32..3_000, 0_u32..3_000), 0..200),
            first in 0_usize..3_000, rows in 1_usize..90,
        ) {
            let index = index(3_000, &pairs);
            let expected: Vec<_> = pairs.iter().copied().filter(|(from, to)| from != to)
                .filter(|(from, to)| (*from.min(to) as usize) < first + rows && (*from.max(to) as usize) >= first).collect();
            prop_assert_eq!(touching(&index, first, first + rows), expected);
        }
    }
}
