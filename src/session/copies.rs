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

/// The shortest time between an edit and its copy in the folder, in milliseconds.
const PAUSE_MS: i64 = 5_000;
/// A failed copy is tried again after so long, in milliseconds.
const RETRY_MS: i64 = 60_000;
/// The longest time, in milliseconds.
const LONGEST_MS: i64 = 600_000;
/// Writing copies takes at most one part in so many of the time.
const SHARE: i64 = 20;

/// How the folder stands that copies are written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mirror {
    /// None was chosen.
    #[default]
    Off,
    /// The browser wants the person to allow the writing again.
    Paused {
        /// The name of the folder.
        folder: String,
    },
    /// Copies are written after edits.
    On {
        /// The name of the folder.
        folder: String,
        /// The file of the last copy of this page load.
        file: Option<String>,
    },
    /// The last copy was not written; the one before it is untouched.
    Failed {
        /// The name of the folder.
        folder: String,
        /// Why.
        why: Miss,
    },
}

/// Why a copy was not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Miss {
    /// The browser does not let the page write there any more.
    Refused,
    /// The folder is gone.
    Gone,
    /// The disk is full.
    Full,
    /// What was read back is not what was written, or the browser failed.
    Broken,
}

impl Mirror {
    /// Returns whether copies should be written and are not.
    #[must_use]
    pub fn is_troubled(&self) -> bool {
        matches!(self, Self::Paused { .. } | Self::Failed { .. })
    }
}

/// Returns how long after an edit its copy is written, in milliseconds: soon, but so that writing a large
/// portfolio again and again (the last time it took so many milliseconds) costs little; later after a failure.
#[must_use]
pub fn pause_ms(took_ms: i64, failed: bool) -> i64 {
    let least = if failed { RETRY_MS } else { PAUSE_MS };
    took_ms.saturating_mul(SHARE).clamp(least, LONGEST_MS)
}

#[cfg(test)]
mod tests {
    use super::{Copies, DAY_MS, Due, pause_ms};

    #[test]
    fn copies_in_a_folder_follow_soon_and_cost_a_twentieth_of_the_time() {
        assert_eq!(pause_ms(3, false), 5_000);
        assert_eq!(pause_ms(400, false), 8_000);
        assert_eq!(pause_ms(3, true), 60_000);
        assert_eq!(pause_ms(4_000, true), 80_000);
        assert_eq!(pause_ms(i64::MAX, false), 600_000);
    }

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
