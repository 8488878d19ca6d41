//! When everything can happen: the critical path method over working time, in minutes.
//!
//! [`network`] describes what is put in, [`Network`] is that in order, [`compute`] answers with a
//! [`Schedule`]: early and late dates, floats, what drives what, and a [`Finding`] for every
//! impossibility. Rules: the link table and traps of the critical path method (Kelley and Walker 1959;
//! PMI Practice Standard for Scheduling), MS Project's where schedulers differ and nothing is said.
//!
//! Non-working time has no length here: a finish on Friday evening keeps a bound that falls into the
//! weekend. That is why dates are compared as offsets of a calendar ([`WorkTime`]).

mod alap;
mod arrange;
mod arranged;
mod backward;
mod chain;
mod cross;
mod edges;
mod family;
mod findings;
mod follow;
mod forward;
mod from_workspace;
mod loose_ends;
pub mod network;
mod nodes;
mod of_task;
mod options;
mod order;
mod outcome;
mod rollup;
mod said;
mod shorter;
mod stands;
mod told;
mod worktime;

pub use arranged::{Link, Network};
pub use chain::{Chain, ChainShare, ChainStep, chain_to, portfolio_chain};
pub use findings::Finding;
pub use follow::{Current, Followed, KeptPlan};
pub use from_workspace::{Outcome, PlanNetwork, consequences};
pub use network::{
    Activity, ActivityIx, CONTINUOUS, CalendarIx, Done, Lag, LagCalendar, NetworkBuilder, Rule,
    Tie, TieIx, TieKind,
};
pub use nodes::{Begins, Node, NodeLink};
pub use options::{Ends, Options, Progress};
pub use outcome::Schedule;
pub use said::{PlanCode, PlanFinding};
pub use shorter::{CrashStep, NoMore, Overlap, cheapest_days, no_more, overlaps};
pub use worktime::{DAY, Minute, Offset, Spans, WorkTime};

/// Schedules a network.
#[must_use]
pub fn compute(network: &Network, options: &Options) -> Schedule {
    let mut schedule = Schedule::default();
    schedule.recompute(network, options);
    schedule
}
