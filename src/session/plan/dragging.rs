//! What follows from a bar that is dragged: the network is built once, and only the task that moves is
//! read again at each step of the pointer.

use super::edit::follows;
use crate::analysis::schedule::{PlanNetwork, Schedule};
use crate::analysis::wbs::Days;
use crate::model::*;

/// The schedule of a drag under way.
#[derive(Clone, Debug)]
pub struct Dragging {
    network: PlanNetwork,
    schedule: Schedule,
    /// As it was before the drag.
    before: Schedule,
}

impl Dragging {
    /// Schedules the portfolio as it is before the drag.
    #[must_use]
    pub fn new(workspace: &Workspace, today: Date) -> Self {
        let network = PlanNetwork::of(workspace, today);
        Self::from(&network, &network.schedule())
    }

    /// Begins from a schedule that is known.
    #[must_use]
    pub fn from(network: &PlanNetwork, schedule: &Schedule) -> Self {
        Self {
            network: network.clone(),
            schedule: schedule.clone(),
            before: schedule.clone(),
        }
    }

    /// The tasks that the schedule would put elsewhere than before the drag, and that follow it; `None`
    /// where more than this task was edited.
    pub fn effects(&mut self, after: &Workspace, task: Id<Task>) -> Option<Vec<(Id<Task>, Days)>> {
        if !self.network.read_again(after, task) {
            return None;
        }
        self.network.schedule_into(&mut self.schedule);
        let moved = self.network.moved(&self.schedule, &self.before);
        let follow = moved.filter(|(task, days)| {
            let record = after.tasks.get(task);
            record.is_some_and(|record| follows(record, *days))
        });
        Some(follow.collect())
    }
}
