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
    /// Days as calculated before the drag, by number in the network.
    before: Vec<Option<Days>>,
}

impl Dragging {
    /// Schedules the portfolio as it is before the drag.
    #[must_use]
    pub fn new(workspace: &Workspace, today: Date) -> Self {
        let network = PlanNetwork::of(workspace, today);
        let schedule = network.schedule();
        let count = u32::try_from(workspace.tasks.len()).unwrap_or(u32::MAX);
        let before = (0..count)
            .map(|number| network.days(&schedule, number))
            .collect();
        Self {
            network,
            schedule,
            before,
        }
    }

    /// The tasks that the schedule would put elsewhere than before the drag, and that follow it; `None`
    /// where more than this task was edited.
    pub fn effects(&mut self, after: &Workspace, task: Id<Task>) -> Option<Vec<(Id<Task>, Days)>> {
        if !self.network.read_again(after, task) {
            return None;
        }
        self.network.schedule_into(&mut self.schedule);
        let moved = (0_u32..).zip(&self.before).filter_map(|(number, before)| {
            let days = self.network.days(&self.schedule, number)?;
            if *before == Some(days) {
                return None;
            }
            let task = self.network.task(number)?;
            let record = after.tasks.get(&task)?;
            follows(record, days).then_some((task, days))
        });
        Some(moved.collect())
    }
}
