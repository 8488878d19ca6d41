//! A project among those of a plan: all of its lines where they are in sight, else what they come to.

use super::block::{Block, Records, Whole, counts, fact_of};
use super::cells::Makings;
use super::changes::Changes;
use super::differ::differs;
use super::edit::Facts;
use super::face::{Face, Kept, head, items};
use super::links::{End, Spot, Tie, tie};
use super::rows::{Basis, PlanRows};
use crate::analysis::wbs::{self, Line};
use crate::model::{tree, *};
use std::sync::Arc;

/// A project of the plan.
#[derive(Debug)]
pub(super) struct Part {
    pub project: Id<Project>,
    pub tree: Tree,
    pub face: Face,
    /// The row that stands for it where its own tasks are not in sight.
    stands_for: Option<u128>,
}

/// What is known of a project of the plan.
#[derive(Clone, Debug)]
pub(super) enum Tree {
    /// Its lines are in sight, or were.
    Open(Arc<Block>),
    /// Nobody looked into it: a hundred thousand lines that nobody sees are not kept.
    Closed(Arc<Sum>),
}

/// What the lines of a project come to.
#[derive(Debug)]
pub(super) struct Sum {
    count: usize,
    whole: Whole,
    critical: usize,
    differing: usize,
    /// Links from the tasks of other projects, and to them.
    waits: Vec<Tie>,
    gives: Vec<Tie>,
}

impl Sum {
    /// Reads what the tasks of a project come to, without the order in which they stand.
    fn read(workspace: &Workspace, project: Id<Project>, from: &Records, facts: &Facts) -> Self {
        let tasks = &from.tasks;
        let place = |task: Id<Task>| tasks.binary_search_by_key(&task, |task| task.id).ok();
        let mut is_summary = vec![false; tasks.len()];
        for parent in tree::parents(tasks).into_iter().flatten() {
            if let Some(slot) = place(parent).and_then(|place| is_summary.get_mut(place)) {
                *slot = true;
            }
        }
        let (mut critical, mut differing) = (0, 0);
        let mut leaves = Vec::with_capacity(tasks.len());
        for (task, _) in tasks.iter().zip(is_summary).filter(|(_, is)| !is) {
            let (line, fact) = (wbs::leaf(task), fact_of(facts, task.id));
            critical += usize::from(counts(&line, task, fact));
            differing += usize::from(differs(task, &line, fact));
            leaves.push(line);
        }
        let end = |task: Id<Task>| {
            let (own, fact) = (place(task), fact_of(facts, task));
            match own.and_then(|own| Some((tasks.get(own)?, u32::try_from(own).ok()?))) {
                Some((record, place)) => Some(End::own(record, fact, place)),
                None => Some(End::other(workspace.tasks.get(&task)?, fact)),
            }
        };
        let (mut waits, mut gives) = (Vec::new(), Vec::new());
        for link in &from.links {
            let (Some(giver), Some(taker)) = (link.giver_task, link.taker_task) else {
                continue;
            };
            let list = match (place(giver), place(taker)) {
                (None, Some(_)) => &mut waits,
                (Some(_), None) => &mut gives,
                _ => continue,
            };
            if let (Some(giver), Some(taker)) = (end(giver), end(taker)) {
                list.push(tie(link, &giver, &taker));
            }
        }
        Self {
            count: tasks.len(),
            whole: Whole::of_project(workspace, project, &leaves),
            critical,
            differing,
            waits,
            gives,
        }
    }

    fn of(block: &Block) -> Self {
        let from_afar = |tie: &&Tie| matches!(tie.giver, Spot::Elsewhere(_));
        Self {
            count: block.lines.len(),
            whole: block.whole,
            critical: block.critical,
            differing: block.differing.len(),
            waits: block.waits.iter().filter(from_afar).cloned().collect(),
            gives: block.gives.clone(),
        }
    }
}

impl Tree {
    /// All of its lines, where they are in sight or were.
    pub fn block(&self) -> Option<&Arc<Block>> {
        match self {
            Self::Open(block) => Some(block),
            Self::Closed(_) => None,
        }
    }

    /// How many tasks there are.
    pub fn count(&self) -> usize {
        match self {
            Self::Open(block) => block.lines.len(),
            Self::Closed(sum) => sum.count,
        }
    }

    pub fn whole(&self) -> &Whole {
        match self {
            Self::Open(block) => &block.whole,
            Self::Closed(sum) => &sum.whole,
        }
    }

    /// How many unfinished tasks are critical.
    pub fn critical(&self) -> usize {
        match self {
            Self::Open(block) => block.critical,
            Self::Closed(sum) => sum.critical,
        }
    }

    /// How many tasks stand elsewhere than the schedule puts them.
    pub fn differing(&self) -> usize {
        match self {
            Self::Open(block) => block.differing.len(),
            Self::Closed(sum) => sum.differing,
        }
    }

    /// Links that lead to its tasks, and those from there to other projects. Where nothing of it is in sight,
    /// those between its own tasks are left out.
    pub fn ties(&self) -> (&[Tie], &[Tie]) {
        match self {
            Self::Open(block) => (&block.waits, &block.gives),
            Self::Closed(sum) => (&sum.waits, &sum.gives),
        }
    }
}

impl Part {
    /// The row at which the task at a place is seen, and whether that is its own: else it is the row of what it is
    /// hidden in.
    pub fn seen(&self, place: Option<usize>) -> Option<(u128, bool)> {
        let (mut at, mut is_own) = (place, true);
        while let (Some(place), Some(block)) = (at, self.tree.block()) {
            let line = block.lines.get(place)?;
            if self.face.items.get(place).is_some_and(Option::is_some) {
                return Some((line.task.raw().0, is_own));
            }
            is_own = false;
            at = line.parent.and_then(|parent| block.place(parent));
        }
        Some((self.stands_for?, false))
    }

    /// Reads a project: with all of its lines where they are in sight, and as it was before as far as it stands.
    fn tree(
        makings: &Makings,
        records: Option<&Records<'_>>,
        known: Option<(&Self, &Changes)>,
        project: Id<Project>,
        is_in_sight: bool,
    ) -> Tree {
        let Basis {
            wish,
            workspace,
            facts,
        } = &makings.basis;
        let opened = known.and_then(|(old, changes)| Some((old.tree.block()?, changes)));
        if let Some((old, changes)) = known
            && changes.stands(project)
            && (!is_in_sight || opened.is_some())
        {
            return old.tree.clone();
        }
        if !is_in_sight && opened.is_none() && wish.look.baseline.is_none() {
            let sum = |from: &_| Sum::read(workspace, project, from, facts);
            let sum = records.map_or_else(|| sum(&Records::of(workspace, project)), sum);
            return Tree::Closed(Arc::new(sum));
        }
        let followed = opened.and_then(|(block, changes)| {
            let edited = changes.in_same_tree(project)?;
            block.followed(workspace, facts, edited)
        });
        let block = followed.unwrap_or_else(|| Self::read(&makings.basis, records, project));
        match is_in_sight || opened.is_some() {
            true => Tree::Open(Arc::new(block)),
            false => Tree::Closed(Arc::new(Sum::of(&block))),
        }
    }

    /// Reads a project with all of its lines.
    pub fn read(basis: &Basis, records: Option<&Records<'_>>, project: Id<Project>) -> Block {
        let (workspace, baseline) = (&basis.workspace, basis.wish.look.baseline);
        let block = |from: &_| Block::new(workspace, project, from, &basis.facts, baseline);
        records.map_or_else(|| block(&Records::of(workspace, project)), block)
    }

    /// Makes the rows of a project, as far as they are not those of before. All of it may be hidden in a group.
    pub fn new(
        makings: &Makings,
        records: Option<&Records<'_>>,
        known: Option<(&PlanRows, &Changes)>,
        project: Id<Project>,
        hidden_in: Option<u128>,
    ) -> Self {
        let Basis {
            wish,
            workspace,
            facts,
        } = &makings.basis;
        let old = known.and_then(|(before, changes)| Some((before.part(project)?, changes)));
        let stands = old.is_some_and(|(_, changes)| changes.stands(project));
        let is_narrowed = wish.is_narrowed();
        let is_closed = wish.project.is_none()
            && !is_narrowed
            && wish.hides(project.raw().0, wish.depth().saturating_sub(1));
        let is_in_sight = hidden_in.is_none() && !is_closed;
        let tree = Self::tree(makings, records, old, project, is_in_sight);
        if let Some(key) = hidden_in {
            return Self {
                project,
                tree,
                face: Face::default(),
                stands_for: Some(key),
            };
        }
        let kept = old.and_then(|(old, changes)| {
            let is_same = stands && changes.same_look;
            let block = old.tree.block()?;
            (is_same || changes.may_keep(project)).then_some(Kept {
                block,
                face: &old.face,
                is_same,
            })
        });
        let record = workspace.projects.get(&project);
        let finds = |text: &str| text.to_lowercase().contains(&wish.find);
        let keeps = |line: &Line| {
            let name = workspace.tasks.get(&line.task).map(|task| &*task.name);
            let is_critical = || facts.get(&line.task).is_some_and(|fact| fact.is_critical);
            name.is_some_and(finds) && (!wish.critical_only || is_critical() && !line.is_summary)
        };
        let own = match tree.block().filter(|_| is_in_sight) {
            None => Vec::new(),
            Some(block) => {
                let keeps: Option<&dyn Fn(&Line) -> bool> =
                    if is_narrowed { Some(&keeps) } else { None };
                let shown = block.shown(keeps, |line| wish.is_closed(line));
                items(makings, block, &shown, kept.as_ref())
            }
        };
        let is_found = !is_narrowed
            || own.iter().any(Option::is_some)
            || !wish.critical_only && record.is_some_and(|r| finds(&r.name) || finds(&r.code));
        let item = record
            .filter(|_| wish.project.is_none() && is_found)
            .map(|record| {
                let made = head(makings, record, &tree, !is_closed);
                let old = old.and_then(|(old, ..)| old.face.head.as_ref());
                match old.filter(|old| ***old == made) {
                    Some(old) => Arc::clone(old),
                    None => Arc::new(made),
                }
            });
        Self {
            project,
            stands_for: item.as_ref().map(|item| item.key),
            tree,
            face: Face {
                head: item,
                items: own,
            },
        }
    }
}
