//! Which operations a snapshot contains: exact, because sessions may be stored out of order.

use crate::model::{InOrder, SmallMap, Told};
use serde_json::{Map, Value as Json, json};

/// The numbers of one session, as runs in ascending order, and when the newest of them was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Runs {
    runs: Vec<(u64, u64)>,
    wall_ms: i64,
}

impl Runs {
    fn insert(&mut self, n: u64) {
        let place = self.runs.partition_point(|run| run.1 < n);
        if let Some(run) = self.runs.get_mut(place)
            && run.0 <= n
        {
            return;
        }
        self.runs.insert(place, (n, n));
        // Runs that now touch become one.
        let mut joined: Vec<(u64, u64)> = Vec::with_capacity(self.runs.len());
        for run in self.runs.drain(..) {
            match joined.last_mut() {
                Some(last) if last.1.checked_add(1) == Some(run.0) => last.1 = run.1,
                _ => joined.push(run),
            }
        }
        self.runs = joined;
    }
}

/// A set of operations, by session and number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    sessions: SmallMap<u128, Runs>,
}

impl Applied {
    /// Returns whether the operation is in the set.
    #[must_use]
    pub fn contains(&self, (session, n): (u128, u64)) -> bool {
        let runs = self.sessions.get(&session);
        runs.is_some_and(|r| r.runs.iter().any(|(low, high)| (*low..=*high).contains(&n)))
    }

    /// Adds an operation.
    pub fn insert(&mut self, (session, n): (u128, u64), wall_ms: i64) {
        self.sessions.change(session, |entry| {
            entry.wall_ms = entry.wall_ms.max(wall_ms);
            entry.insert(n);
        });
    }

    /// Returns the operations that are in this set and not in `other`; `None` when there are more than `most`.
    #[must_use]
    pub fn beyond(&self, other: &Self, most: usize) -> Option<Vec<(u128, u64)>> {
        let mut found = Vec::new();
        for (session, runs) in &self.sessions {
            for (low, high) in &runs.runs {
                let mut n = *low;
                while n <= *high {
                    match other.end_of_run(*session, n) {
                        Some(end) => n = end,
                        None => found.push((*session, n)),
                    }
                    if found.len() > most {
                        return None;
                    }
                    let Some(next) = n.checked_add(1) else { break };
                    n = next;
                }
            }
        }
        Some(found)
    }

    fn end_of_run(&self, session: u128, n: u64) -> Option<u64> {
        let runs = &self.sessions.get(&session)?.runs;
        let run = runs
            .iter()
            .find(|(low, high)| (*low..=*high).contains(&n))?;
        Some(run.1)
    }

    /// Forgets sessions whose newest operation is older than this, but never one of the `keep` newest:
    /// a clock that jumps must not make old operations look new.
    pub fn prune(&mut self, before_ms: i64, keep: usize) {
        let mut walls: Vec<i64> = self.sessions.values().map(|runs| runs.wall_ms).collect();
        walls.order_by_key(|wall| std::cmp::Reverse(*wall));
        let kept = keep.checked_sub(1).and_then(|last| walls.get(last));
        let before_ms = kept.map_or(i64::MIN, |wall| before_ms.min(*wall));
        self.sessions.retain(|_, runs| runs.wall_ms >= before_ms);
    }

    /// Returns the stored form: `{session: [wall, [first, last], …]}`.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut map = Map::new();
        for (session, runs) in &self.sessions {
            let mut list = vec![Json::from(runs.wall_ms)];
            list.extend(runs.runs.iter().map(|(low, high)| json!([low, high])));
            map.insert(format!("{session:032x}"), Json::Array(list));
        }
        Json::Object(map)
    }

    /// Reads the stored form.
    #[must_use]
    pub fn from_told(told: &Told) -> Option<Self> {
        let mut sessions = SmallMap::new();
        let Told::Map(pairs) = told else { return None };
        for (session, list) in pairs {
            let session = u128::from_str_radix(session, 16).ok()?;
            let [wall_ms, runs @ ..] = list.list()? else {
                return None;
            };
            let run = |told: &Told| match told.list()? {
                [low, high] => Some((low.number()?, high.number()?)),
                _ => None,
            };
            let runs: Vec<(u64, u64)> = runs.iter().map(run).collect::<Option<_>>()?;
            if runs.iter().any(|(low, high)| low > high) {
                return None;
            }
            let wall_ms = wall_ms.whole()?;
            sessions.insert(session, Runs { runs, wall_ms });
        }
        Some(Self { sessions })
    }
}

#[cfg(test)]
mod tests {
    use super::Applied;
    use crate::model::Told;

    #[test]
    fn numbers_may_come_in_any_order() {
        let mut applied = Applied::default();
        for n in [3, 1, 7, 2, 6, 3] {
            applied.insert((9, n), 5);
        }
        let inside: Vec<u64> = (0..10).filter(|n| applied.contains((9, *n))).collect();
        assert_eq!(inside, [1, 2, 3, 6, 7]);
        assert!(!applied.contains((8, 1)));
        let text = applied.to_json().to_string();
        assert_eq!(
            Applied::from_told(&Told::read(&text).unwrap()),
            Some(applied)
        );
    }

    #[test]
    fn old_sessions_are_forgotten_but_never_the_newest() {
        let mut applied = Applied::default();
        for session in 1..=9 {
            applied.insert((session, 1), i64::try_from(session).unwrap());
        }
        applied.prune(i64::MAX, 3);
        let left: Vec<u128> = (1..=9).filter(|s| applied.contains((*s, 1))).collect();
        assert_eq!(left, [7, 8, 9]);
        applied.prune(i64::MAX, 5);
        assert!(applied.contains((7, 1)));
    }

    #[test]
    fn what_goes_beyond_another_set_is_listed() {
        let (mut few, mut many) = (Applied::default(), Applied::default());
        for n in 1..=6 {
            many.insert((1, n), 0);
        }
        few.insert((1, 2), 0);
        few.insert((1, 3), 0);
        assert_eq!(
            many.beyond(&few, 9),
            Some(vec![(1, 1), (1, 4), (1, 5), (1, 6)])
        );
        assert_eq!(few.beyond(&many, 9), Some(vec![]));
        assert_eq!(many.beyond(&few, 2), None);
    }
}
