//! The odds of a plan: its network drawn some hundred or thousand times (Monte Carlo).
//!
//! Durations come from three points ([`Spread`]: triangular or PERT), risks add their delay when they come,
//! tasks of one common factor (a supplier, a team) share half of their luck, what is finished stays as it
//! is. Out come the dates that one, five, eight and nine draws in ten keep, the chance of each
//! committed date, and what decides the end: criticality, sensitivity, tornado. The same file gives the
//! same figures for ever, and two scenarios differ by what was changed alone ([`draw`]).
//!
//! Sources: domain rules of schedule risk (triangular inverse, beta of PERT, schedule sensitivity index =
//! criticality × σ of the task / σ of the project; branch risks; common factors against totals that are
//! far too narrow).
//!
//! Everything here is in minutes of working time from one origin. Calendars have no part in a draw: a
//! finish becomes a day afterwards, through the calendar of the project. Where tasks have calendars
//! of their own this is an approximation; who makes the input scales their durations by the hours of
//! their week, so that a mean week is right and only the place of single holidays is not.
//!
//! A run is made of steps ([`Run`]): 500 draws while a bar is dragged, 2,000 in a worker or in slices between
//! other work, with the same figures however it is cut.

pub mod draw;
mod from_network;
mod from_workspace;
mod input;
mod kernel;
mod lanes;
mod net;
mod outcome;
mod pert;
mod run;
mod spread;
mod wire;

pub use draw::{key_of_id, key_of_name};
pub use from_network::{Drawable, Estimate};
pub use from_workspace::{Dates, DayOdds, Mover, OddsDay, OddsOf, OddsPlan, PlanOdds};
pub use input::{Begin, Bond, OddsError, OddsInput, OddsRisk, OddsTask, OddsTie, Watched};
pub use outcome::{
    Cause, Chance, DateOdds, Effect, Odds, Quantile, ShownChance, TaskOdds, quantile,
};
pub use run::{Depth, Run};
pub use spread::{Shape, Spread};
