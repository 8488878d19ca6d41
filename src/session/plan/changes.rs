//! Which projects of a plan an edit reaches.

use super::columns::Field;
use super::edit::Facts;
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
    /// A change of links is told in the rows.
    tells_links: bool,
    /// Projects with a task, fact or link that differs.
    projects: SmallSet<Id<Project>>,
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
    pub fn between(before: &Basis, now: &Basis) -> Self {
        let (old, new) = (&before.workspace, &now.workspace);
        let same_around = AROUND.iter().all(|kind| old.same_table(new, *kind));
        let mut found = Self {
            same_look: same_around
                && before.wish.look == now.wish.look
                && before.wish.depth() == now.wish.depth(),
            same_around,
            same_baseline: before.wish.look.baseline == now.wish.look.baseline,
            tells_links: now.wish.look.columns.contains(&Field::Needs),
            projects: SmallSet::new(),
        };
        let mut projects = Vec::new();
        for id in old.touched(new) {
            projects.push(Id::new(id));
            for workspace in [old, new] {
                of_task(workspace, Id::new(id), &mut projects);
                if let Some(link) = workspace.links.get(&Id::new(id)) {
                    of_link(workspace, link, &mut projects);
                }
            }
        }
        for task in told_otherwise(&before.facts, &now.facts) {
            of_task(new, task, &mut projects);
        }
        found.projects = projects.into_iter().collect();
        found
    }

    /// A project has the tree, the links and the facts that it had.
    pub fn stands(&self, project: Id<Project>) -> bool {
        self.same_around && self.same_baseline && !self.projects.contains(&project)
    }

    /// Rows of a project may be as they were: each is looked at.
    pub fn may_keep(&self, project: Id<Project>) -> bool {
        self.same_look && !(self.tells_links && self.projects.contains(&project))
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

/// The tasks of which the schedule says something else than before.
fn told_otherwise(before: &Facts, now: &Facts) -> Vec<Id<Task>> {
    let mut found = Vec::new();
    let (mut old, mut new) = (before.iter().peekable(), now.iter().peekable());
    loop {
        match (old.peek(), new.peek()) {
            (Some(was), Some(is)) if was.0 == is.0 => {
                if was.1 != is.1 {
                    found.push(*is.0);
                }
                old.next();
                new.next();
            }
            (Some(was), Some(is)) if was.0 < is.0 => {
                found.push(*was.0);
                old.next();
            }
            (Some(was), None) => {
                found.push(*was.0);
                old.next();
            }
            (_, Some(is)) => {
                found.push(*is.0);
                new.next();
            }
            (None, None) => return found,
        }
    }
}
