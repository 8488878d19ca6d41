//! Which snapshots of the rotation stay: every ten minutes six, daily fourteen, weekly eight.

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// How long after the newest snapshot the next one is due, in milliseconds.
const EVERY_MS: i64 = 10 * MINUTE;
/// How many bytes all snapshots of a portfolio may take.
const MOST_BYTES: u64 = 25 * 1024 * 1024;

/// Returns whether a snapshot is due; a clock that went back makes one due, too.
#[must_use]
pub fn is_due(newest_ms: Option<i64>, now_ms: i64) -> bool {
    newest_ms.is_none_or(|at| at > now_ms || now_ms.saturating_sub(at) >= EVERY_MS)
}

/// Returns the snapshots to remove, given when each was taken and its size, newest first.
///
/// The newest six stay, then the newest of each of fourteen days, then of each of eight weeks; above
/// 25 MB the oldest go first, but never the newest three.
#[must_use]
pub fn surplus(snapshots: &[(i64, u64)]) -> Vec<i64> {
    let (mut days, mut weeks) = (Vec::new(), Vec::new());
    let mut bytes: u64 = 0;
    let mut gone = Vec::new();
    for (place, (at, size)) in snapshots.iter().enumerate() {
        let (day, week) = (at.div_euclid(DAY), at.div_euclid(7 * DAY));
        let new_day = !days.contains(&day) && days.len() < 14;
        let new_week = !weeks.contains(&week) && weeks.len() < 8;
        let stays = place < 3
            || ((place < 6 || new_day || new_week) && bytes.saturating_add(*size) <= MOST_BYTES);
        if !stays {
            gone.push(*at);
            continue;
        }
        bytes = bytes.saturating_add(*size);
        if new_day {
            days.push(day);
        }
        if new_week {
            weeks.push(week);
        }
    }
    gone
}

#[cfg(test)]
mod tests {
    use super::{DAY, MINUTE, is_due, surplus};

    #[test]
    fn a_snapshot_is_due_every_ten_minutes_of_editing() {
        assert!(is_due(None, 0));
        assert!(!is_due(Some(0), 10 * MINUTE - 1));
        assert!(is_due(Some(0), 10 * MINUTE));
        assert!(is_due(Some(DAY), 0), "the clock went back");
    }

    #[test]
    fn a_year_of_work_leaves_recent_daily_and_weekly_snapshots() {
        let mut kept: Vec<(i64, u64)> = Vec::new();
        for step in 0..365 * 8 {
            kept.insert(0, (step * 3 * 60 * MINUTE, 1000));
            let gone = surplus(&kept);
            kept.retain(|(at, _)| !gone.contains(at));
        }
        assert!((22..=30).contains(&kept.len()), "{}", kept.len());
        let newest = kept[0].0;
        assert!(kept.iter().filter(|(at, _)| newest - at < 15 * DAY).count() >= 14);
        assert!(kept.iter().any(|(at, _)| newest - at > 40 * DAY));
    }

    #[test]
    fn the_cap_takes_the_oldest_and_never_the_newest_three() {
        let big = 20 * 1024 * 1024;
        let all: Vec<(i64, u64)> = (0..6).map(|i| ((9 - i) * DAY, big)).collect();
        assert_eq!(surplus(&all), [6 * DAY, 5 * DAY, 4 * DAY]);
    }
}
