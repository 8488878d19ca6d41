//! What a schedule cannot keep, and where.

use super::network::{ActivityIx, TieIx};
use super::worktime::Minute;

/// Something in the plan that cannot be, or should not; the schedule is computed all the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// These activities wait for each other, each for the one before it and the first for the last; the
    /// tie is left out.
    Cycle {
        /// In the order of the ties.
        activities: Vec<ActivityIx>,
        /// The tie that closes the circle.
        tie: TieIx,
    },
    /// A tie between a summary and something below it, or between an activity and itself; left out.
    OwnAncestor {
        /// The tie.
        tie: TieIx,
    },
    /// An end of the tie is not there; left out.
    LooseTie {
        /// The tie.
        tie: TieIx,
    },
    /// The parents of this activity go round in a circle; it counts as being on top.
    ParentCycle {
        /// The activity.
        activity: ActivityIx,
    },
    /// Nothing determines its start: no tie leads to it, or only to its finish.
    NoPredecessor {
        /// The activity.
        activity: ActivityIx,
        /// Ties lead to it, but all of them to its finish.
        dangling: bool,
    },
    /// Its finish determines nothing: no tie leaves it, or only from its start.
    NoSuccessor {
        /// The activity.
        activity: ActivityIx,
        /// Ties leave it, but all of them from its start.
        dangling: bool,
    },
    /// Its links do not let it keep its constraint.
    ConstraintMissed {
        /// The activity.
        activity: ActivityIx,
        /// By so many working minutes.
        by: i32,
    },
    /// It finishes after its deadline.
    DeadlineMissed {
        /// The activity.
        activity: ActivityIx,
        /// By so many working minutes.
        by: i32,
    },
    /// Its date by hand, or the constraint it holds, lies before what its links allow.
    BeforeLinks {
        /// The activity.
        activity: ActivityIx,
        /// The tie that allows it latest.
        tie: Option<TieIx>,
        /// By so many working minutes.
        by: i32,
    },
    /// It has begun or ended though the tie did not allow it yet.
    OutOfSequence {
        /// The taker of the tie.
        activity: ActivityIx,
        /// The tie.
        tie: TieIx,
        /// By so many working minutes.
        by: i32,
    },
    /// An actual date lies after the status date.
    ActualAfterStatus {
        /// The activity.
        activity: ActivityIx,
        /// The actual date.
        at: Minute,
    },
}
