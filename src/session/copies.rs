//! Copies outside the browser: how old the last one is, and when to remind of the next.

/// After so many edits without a copy a reminder is due.
const EDITS: u64 = 200;
/// After so many days with edits and without a copy a reminder is due.
const DAYS: i64 = 7;
const DAY_MS: i64 = 86_400_000;

/// What is known of the copies of a portfolio.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copies {
    /// When the portfolio came into this browser, in UTC milliseconds.
    pub created_ms: i64,
    /// When it was last saved to a file, in UTC milliseconds.
    pub last_ms: Option<i64>,
    /// How many edits it had then.
    pub copied: u64,
    /// How many edits it has now.
    pub edits: u64,
}

/// Why a copy is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many days have passed.
    Days(i64),
    /// So many edits were made.
    Edits(u64),
}

impl Copies {
    /// Returns how many edits are in no file.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.edits.saturating_sub(self.copied)
    }

    /// Returns whether a copy is due: after 200 edits, or after seven days in which there was one.
    #[must_use]
    pub fn due(&self, now_ms: i64) -> Option<Due> {
        let missing = self.missing();
        let since = self.last_ms.unwrap_or(self.created_ms);
        let days = now_ms.saturating_sub(since).div_euclid(DAY_MS);
        if missing >= EDITS {
            Some(Due::Edits(missing))
        } else if missing > 0 && days >= DAYS {
            Some(Due::Days(days))
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Copies, DAY_MS, Due};

    #[test]
    fn a_copy_is_due_after_seven_days_with_an_edit_or_two_hundred_edits() {
        let copies = |last_ms, edits| Copies {
            created_ms: 10 * DAY_MS,
            last_ms,
            copied: 5,
            edits,
        };
        let week = 17 * DAY_MS;
        assert_eq!(copies(None, 6).due(week - 1), None);
        assert_eq!(copies(None, 6).due(week), Some(Due::Days(7)));
        assert_eq!(copies(None, 5).due(40 * DAY_MS), None, "nothing to copy");
        assert_eq!(copies(Some(16 * DAY_MS), 6).due(week), None);
        assert_eq!(copies(Some(week), 204).due(week), None);
        assert_eq!(copies(Some(week), 205).due(week), Some(Due::Edits(200)));
    }
}
