//! Findings in terms of records, for people.

use super::{Finding, PlanNetwork, Schedule, TieIx};
use crate::model::*;

/// What is wrong; `words` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanCode {
    /// The tasks wait for each other, each for the one before it; the link is left out.
    Circle,
    /// The link ties a summary to something below it, or a task to itself; it is left out.
    OwnAncestor,
    /// The tasks are part of each other.
    ParentCircle,
    /// Nothing determines its start.
    NoPredecessor,
    /// Its finish determines nothing.
    NoSuccessor,
    /// Links lead to it, but only to its finish.
    DanglingStart,
    /// Links leave it, but only from its start.
    DanglingFinish,
    /// Its links do not let it keep its constraint.
    ConstraintMissed,
    /// It finishes after its deadline.
    DeadlineMissed,
    /// Its date by hand lies before what its links allow.
    BeforeLinks,
    /// It has begun or ended before the link allowed it.
    OutOfSequence,
    /// Its actual date lies ahead.
    ActualAhead,
}

/// Something that the plan cannot keep, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanFinding {
    /// What.
    pub code: PlanCode,
    /// The task; of a circle all of them in order.
    pub tasks: Vec<Id<Task>>,
    /// The link it is about, if it is about one.
    pub link: Option<Id<Link>>,
    /// Working days it is about, begun ones counted; 0 where it is about none.
    pub days: i64,
}

impl PlanNetwork {
    /// What the network and its schedule cannot keep, in records: first what concerns the network itself.
    #[must_use]
    pub fn said(&self, schedule: &Schedule) -> Vec<PlanFinding> {
        self.findings(schedule)
            .map(|finding| self.say(finding))
            .collect()
    }

    fn say(&self, finding: &Finding) -> PlanFinding {
        let (network, _) = self.network();
        let taker = |tie: TieIx| network.ties().get(tie as usize).map(|tie| tie.to);
        let one = |code, activity: Option<u32>, tie: Option<TieIx>, minutes: i32| PlanFinding {
            code,
            tasks: activity
                .and_then(|own| self.task(own))
                .into_iter()
                .collect(),
            link: tie.and_then(|tie| self.link(tie)),
            days: (i64::from(minutes) + Span::DAY - 1).div_euclid(Span::DAY),
        };
        match finding {
            Finding::Cycle { activities, tie } => PlanFinding {
                code: PlanCode::Circle,
                tasks: activities
                    .iter()
                    .filter_map(|own| self.task(*own))
                    .collect(),
                link: self.link(*tie),
                days: 0,
            },
            Finding::OwnAncestor { tie } | Finding::LooseTie { tie } => {
                one(PlanCode::OwnAncestor, taker(*tie), Some(*tie), 0)
            }
            Finding::ParentCycle { activity } => {
                one(PlanCode::ParentCircle, Some(*activity), None, 0)
            }
            Finding::NoPredecessor { activity, dangling } => {
                let code = if *dangling {
                    PlanCode::DanglingStart
                } else {
                    PlanCode::NoPredecessor
                };
                one(code, Some(*activity), None, 0)
            }
            Finding::NoSuccessor { activity, dangling } => {
                let code = if *dangling {
                    PlanCode::DanglingFinish
                } else {
                    PlanCode::NoSuccessor
                };
                one(code, Some(*activity), None, 0)
            }
            Finding::ConstraintMissed { activity, by } => {
                one(PlanCode::ConstraintMissed, Some(*activity), None, *by)
            }
            Finding::DeadlineMissed { activity, by } => {
                one(PlanCode::DeadlineMissed, Some(*activity), None, *by)
            }
            Finding::BeforeLinks { activity, tie, by } => {
                one(PlanCode::BeforeLinks, Some(*activity), *tie, *by)
            }
            Finding::OutOfSequence { activity, tie, by } => {
                one(PlanCode::OutOfSequence, Some(*activity), Some(*tie), *by)
            }
            Finding::ActualAfterStatus { activity, .. } => {
                one(PlanCode::ActualAhead, Some(*activity), None, 0)
            }
        }
    }
}
