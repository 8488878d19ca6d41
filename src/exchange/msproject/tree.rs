//! The tasks of a project in the order of an outline.

use crate::model::{Id, Kind, Project, RawId, Shared, Task as Record, Workspace};
use std::collections::{BTreeMap, HashSet};

/// A task of the tree with its depth.
pub(super) struct Branch<'a> {
    pub(super) record: &'a Shared<Record>,
    pub(super) level: i64,
    pub(super) has_children: bool,
}

/// The tasks of a project as a tree, each before those below it.
pub(super) fn tree<'a>(workspace: &'a Workspace, project: &Shared<Project>) -> Vec<Branch<'a>> {
    let mut below: BTreeMap<Option<RawId>, Vec<&'a Shared<Record>>> = BTreeMap::new();
    let mut ids = HashSet::new();
    let mut all = Vec::new();
    for id in workspace.referring(project.id.raw(), Kind::Task) {
        if let Some(task) = workspace.tasks.get(&Id::new(id)) {
            ids.insert(id);
            all.push(task);
        }
    }
    for task in all {
        // A parent elsewhere, or none, is the top.
        let parent = task.parent.map(Id::raw).filter(|id| ids.contains(id));
        below.entry(parent).or_default().push(task);
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|a, b| (&a.order, a.id.raw()).cmp(&(&b.order, b.id.raw())));
    }
    let mut branches = Vec::new();
    let mut waiting: Vec<(i64, &Shared<Record>)> = Vec::new();
    let top = below.remove(&None).unwrap_or_default();
    waiting.extend(top.into_iter().rev().map(|task| (0, task)));
    while let Some((level, record)) = waiting.pop() {
        // Taken out, so that a circle of parents ends.
        let children = below.remove(&Some(record.id.raw())).unwrap_or_default();
        branches.push(Branch {
            record,
            level,
            has_children: !children.is_empty(),
        });
        waiting.extend(children.into_iter().rev().map(|task| (level + 1, task)));
    }
    // What stands in a circle of parents stands at the top.
    for (_, rest) in below {
        branches.extend(rest.into_iter().map(|record| Branch {
            record,
            level: 0,
            has_children: false,
        }));
    }
    branches
}
