//! A network that is kept while its portfolio is edited.
//!
//! Workspaces share what they have in common, so that what an edit touched is found in time
//! proportional to it. Keep one [`PlanNetwork`] and one [`Schedule`] for the session, and before each use
//!
//! ```text
//! plan.follow(&workspace, today);        // takes over what was edited since the last time
//! plan.schedule_into(&mut schedule);     // the passes alone, in the same buffers
//! plan.moved(&schedule, &before)         // the tasks that stand elsewhere than in an earlier schedule
//! ```
//!
//! or let [`KeptPlan`] do so.

use super::{PlanNetwork, Schedule};
use crate::analysis::wbs::Days;
use crate::model::*;

/// How a network followed an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Followed {
    /// The edit touched nothing that it reads: an earlier schedule still holds.
    Unchanged,
    /// So many tasks were read again.
    Read(usize),
    /// It was built anew: links, the tree, calendars, tasks or the day are others.
    Anew,
}

/// One network and its schedule, for all that a page asks of the plan while it is open.
#[derive(Clone, Debug, Default)]
pub struct KeptPlan {
    kept: Option<(PlanNetwork, Schedule)>,
    /// The schedule before the last one.
    before: Schedule,
    /// Rises with every schedule.
    turn: u64,
    /// Rises with every network that is built anew.
    built: u64,
}

impl KeptPlan {
    /// The network and schedule of a portfolio as of a day: those of the last time where nothing that they
    /// read was edited since.
    pub fn of(&mut self, workspace: &Workspace, today: Date) -> (&PlanNetwork, &Schedule) {
        let Current { plan, schedule, .. } = self.current(workspace, today);
        (plan, schedule)
    }

    /// The same, with what tells whether they are those of an earlier time.
    pub fn current(&mut self, workspace: &Workspace, today: Date) -> Current<'_> {
        let is_new = self.kept.is_none();
        let (plan, schedule) = self
            .kept
            .get_or_insert_with(|| (PlanNetwork::of(workspace, today), Schedule::default()));
        let followed = plan.follow(workspace, today);
        self.built += u64::from(is_new || followed == Followed::Anew);
        if followed != Followed::Unchanged || is_new {
            std::mem::swap(schedule, &mut self.before);
            plan.schedule_into(schedule);
            self.turn += 1;
        }
        Current {
            plan,
            schedule,
            before: &self.before,
            turn: self.turn,
            built: self.built,
        }
    }
}

/// A kept network with its schedule.
#[derive(Clone, Copy, Debug)]
pub struct Current<'k> {
    /// The network.
    pub plan: &'k PlanNetwork,
    /// Its schedule.
    pub schedule: &'k Schedule,
    /// The schedule of the turn before; of the same network where that was not built anew since.
    pub before: &'k Schedule,
    /// How often it was scheduled: the schedule is the same as long as this is.
    pub turn: u64,
    /// How often the network was built: activities and ties have the numbers they had as long as this is the
    /// same.
    pub built: u64,
}

impl PlanNetwork {
    /// Takes over what was edited since it was built or followed last, and is then equal to one that is
    /// built anew. Dates, durations, constraints and progress of tasks cost no more than those tasks.
    pub fn follow(&mut self, workspace: &Workspace, today: Date) -> Followed {
        if today != self.today() || self.frame_differs(workspace) {
            *self = Self::of(workspace, today);
            return Followed::Anew;
        }
        let changed = self.basis.tasks.changed(&workspace.tasks);
        for id in &changed {
            if !self.read_again(workspace, Id::new(*id)) {
                *self = Self::of(workspace, today);
                return Followed::Anew;
            }
        }
        self.basis = workspace.clone();
        match changed.len() {
            0 => Followed::Unchanged,
            count => Followed::Read(count),
        }
    }

    /// Is something else in what all tasks stand in: links, calendars, who works where?
    fn frame_differs(&self, workspace: &Workspace) -> bool {
        let before = &self.basis;
        let whole = [Kind::Portfolio, Kind::Holiday, Kind::WorkCalendar];
        whole
            .iter()
            .any(|kind| !before.same_table(workspace, *kind))
            || differs(&before.units, &workspace.units, |unit| {
                (unit.calendar, unit.parent)
            })
            || differs(&before.people, &workspace.people, |person| {
                (person.calendar, person.unit)
            })
            || differs(&before.projects, &workspace.projects, |project| {
                project.unit
            })
            || differs(&before.links, &workspace.links, |link| {
                let ends = (link.giver_task, link.taker_task);
                (ends, super::from_workspace::bond(link))
            })
            || differs(&before.tasks, &workspace.tasks, |task| {
                (task.parent, task.project)
            })
    }

    /// The tasks that do not stand in a schedule of this network where they stood in an earlier one, with
    /// the days they stand on now. Only those that moved are looked at closely.
    pub fn moved<'a>(
        &'a self,
        schedule: &'a Schedule,
        before: &'a Schedule,
    ) -> impl Iterator<Item = (Id<Task>, Days)> + 'a {
        let (network, _) = self.network();
        let moved = schedule.moved(before, network);
        moved.filter_map(|number| {
            let days = self.days(schedule, number)?;
            (self.days(before, number) != Some(days))
                .then(|| self.task(number).map(|task| (task, days)))?
        })
    }
}

/// Is a record there in one table only, or does a part of it differ?
fn differs<K: KindTag, P: PartialEq>(
    before: &Table<K>,
    after: &Table<K>,
    part: impl Fn(&K) -> P,
) -> bool {
    let of = |table: &Table<K>, id: RawId| table.get(&Id::new(id)).map(|record| part(record));
    !before.ptr_eq(after)
        && before
            .changed(after)
            .into_iter()
            .any(|id| of(before, id) != of(after, id))
}
