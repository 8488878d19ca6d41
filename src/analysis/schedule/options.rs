//! How a network is to be scheduled.

use super::worktime::Minute;

/// What happens to work that began before its ties allowed it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// What is left waits for the ties.
    #[default]
    RetainedLogic,
    /// What is left goes on; the ties to it no longer count.
    Override,
}

/// Against which finish floats are measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ends {
    /// The latest finish of the group of an activity: of its project.
    #[default]
    Group,
    /// The latest finish of all.
    Network,
    /// Its own finish, for an activity without followers: every chain has its critical path.
    Each,
}

/// Choices of a calculation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// "Now" of the plan: what has not begun starts no earlier, what is left of started work goes on no
    /// earlier. Without it started work goes on as if it had never paused.
    pub status: Option<Minute>,
    /// Out-of-sequence progress.
    pub progress: Progress,
    /// Against what floats are measured.
    pub ends: Ends,
    /// Constraints that forbid a later date hold against the ties, as in MS Project with "tasks will
    /// always honor their constraint dates"; else the ties hold and the float becomes negative.
    pub hold_constraints: bool,
    /// Deadlines bound the late dates, as in MS Project; else they are only told.
    pub deadlines_bind: bool,
    /// The whole has to finish by then: bounds every late date.
    pub finish_by: Option<Minute>,
    /// Critical is a total float up to this, in working minutes.
    pub critical_float: i32,
    /// Near-critical is a total float above that and up to this.
    pub near_critical_float: i32,
}
