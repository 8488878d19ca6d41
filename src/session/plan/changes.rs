//! Which projects of a plan an edit reaches.

use super::columns::Field;
use super::facts::told_otherwise;
use super::rows::Basis;
use crate::model::*;

/// What is not as it was.
pub(super) struct Changes {
    /// Nothing that rows have in common differs, and rows say the same things.
    pub same_look: bool,
    /// Everything beside tasks and links is as it was.
    same_around: bool,
    /// Blocks stand for the same baseline.
    same_baseline: bool,
    /// Blocks stand for the current baseline.
    no_baseline: bool,
    /// A change of links is told in the rows.
    tells_links: bool,
    /// Projects with a task, fact or link that differs.
    projects: SmallSet<Id<Project>>,
    /// Those of them whose tree or links differ, and those that links lead to from there.
    other_trees: SmallSet<Id<Project>>,
    /// The tasks that differ or of which the schedule says something else, sorted.
    tasks: Vec<Id<Task>>,
}

/// What stands beside tasks in a plan: calendars for lengths, people for badges, baselines to compare with.
const AROUND: [Kind; 7] = [
    Kind::Portfolio,
    Kind::WorkCalendar,
    Kind::Holiday,
    Kind::Person,
    Kind::Unit,
    Kind::Baseline,
    Kind::BaselineDate,
];

impl Changes {
    /// Compares what rows are made from. `moves` says of a task that is where it was in the tree whether its
    /// place among its siblings may be another.
    pub fn between(
        before: &Basis,
        now: &Basis,
        moves: impl Fn(&Shared<Task>, &Shared<Task>) -> bool,
    ) -> Self {
        let (old, new) = (&before.workspace, &now.workspace);
        let same_around = AROUND.iter().all(|kind| old.same_table(new, *kind));
        let (mut projects, mut other_trees) = (Vec::new(), Vec::new());
        let mut tasks = told_otherwise(&before.facts, &now.facts);
        for task in &tasks {
            of_task(new, *task, &mut projects);
        }
        for id in old.touched(new) {
            let task = Id::new(id);
            let found = match (old.tasks.get(&task), new.tasks.get(&task)) {
                (Some(was), Some(is)) => {
                    tasks.push(task);
                    let stays = (was.project, was.parent) == (is.project, is.parent);
                    match stays && was.order == is.order && !moves(was, is) {
                        true => &mut projects,
                        false => &mut other_trees,
                    }
                }
                _ => &mut other_trees,
            };
            // A project is touched with all that belongs to it; its own record says how long it is without tasks.
            let project = Id::new(id);
            if old.projects.get(&project) != new.projects.get(&project) {
                found.push(project);
            }
            for workspace in [old, new] {
                of_task(workspace, task, found);
                if let Some(link) = workspace.links.get(&Id::new(id)) {
                    of_link(workspace, link, found);
                }
            }
        }
        tasks.sort_unstable();
        tasks.dedup();
        projects.extend(&other_trees);
        Self {
            same_look: same_around
                && before.wish.look == now.wish.look
                && before.wish.depth() == now.wish.depth(),
            same_around,
            same_baseline: before.wish.look.baseline == now.wish.look.baseline,
            no_baseline: now.wish.look.baseline.is_none(),
            tells_links: now.wish.look.columns.contains(&Field::Needs),
            projects: projects.into_iter().collect(),
            other_trees: other_trees.into_iter().collect(),
            tasks,
        }
    }

    /// The tasks that differ, where a project has the tree and the links that it had.
    pub fn in_same_tree(&self, project: Id<Project>) -> Option<&[Id<Task>]> {
        let is_same = self.same_around
            && self.same_baseline
            && self.no_baseline
            && !self.other_trees.contains(&project);
        is_same.then_some(&*self.tasks)
    }

    /// A project has the tree, the links and the facts that it had.
    pub fn stands(&self, project: Id<Project>) -> bool {
        self.same_around && self.same_baseline && !self.projects.contains(&project)
    }

    /// Rows of a project may be as they were: each is looked at.
    pub fn may_keep(&self, project: Id<Project>) -> bool {
        self.same_look && !(self.tells_links && self.other_trees.contains(&project))
    }
}

/// The project of a task, and those that its links lead to.
fn of_task(workspace: &Workspace, task: Id<Task>, projects: &mut Vec<Id<Project>>) {
    let Some(record) = workspace.tasks.get(&task) else {
        return;
    };
    projects.extend(record.project);
    for id in workspace.referring(task.raw(), Kind::Link) {
        if let Some(link) = workspace.links.get(&Id::new(id)) {
            of_link(workspace, link, projects);
        }
    }
}

fn of_link(workspace: &Workspace, link: &Link, projects: &mut Vec<Id<Project>>) {
    projects.extend(link.giver.into_iter().chain(link.taker));
    let tasks = link.giver_task.into_iter().chain(link.taker_task);
    projects.extend(tasks.filter_map(|task| workspace.tasks.get(&task)?.project));
}
