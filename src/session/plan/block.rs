//! One project of a plan: its tree, what it sums up to, and the links at its tasks.

use super::differ::differs;
use super::edit::Facts;
use super::links::{End, Spot, Tie, tie};
use super::wish::Fact;
use crate::analysis::wbs::{self, Days, Line};
use crate::edit::frozen;
use crate::model::{tree, *};
use crate::timeline::KeyIndex;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The tree of a project, hidden parts included.
#[derive(Debug)]
pub(super) struct Block {
    pub project: Id<Project>,
    /// Depth first, in the order shown.
    pub lines: Vec<Line>,
    /// The record and the fact of each line.
    pub records: Vec<(Shared<Task>, Fact)>,
    /// Where the line of each task is.
    places: Arc<KeyIndex>,
    /// By line: a sibling has the same order key, so that days and names decide which comes first.
    shares_order: Arc<[bool]>,
    /// The project as one line; its own days where it has no task with any.
    pub whole: Whole,
    /// How many unfinished tasks are critical.
    pub critical: usize,
    /// Places of the lines that stand elsewhere than the schedule puts them.
    pub differing: Vec<usize>,
    /// Links that lead to its tasks.
    pub waits: Vec<Tie>,
    /// Links from its tasks to those of other projects.
    pub gives: Vec<Tie>,
}

/// The records that a project is read from, each in the order of identities.
#[derive(Default)]
pub(super) struct Records<'w> {
    pub tasks: Vec<&'w Shared<Task>>,
    /// The links at its tasks, each once.
    pub links: Vec<&'w Shared<Link>>,
}

impl<'w> Records<'w> {
    /// Those of one project, as the index finds them.
    pub fn of(workspace: &'w Workspace, project: Id<Project>) -> Self {
        let links = workspace.referring(project.raw(), Kind::Link);
        let link = |id: RawId| workspace.links.get(&Id::new(id));
        Self {
            tasks: tree::tasks_of(workspace, project),
            links: links.filter_map(link).collect(),
        }
    }

    /// Those of all projects, in one pass over the tables.
    pub fn by_project(workspace: &'w Workspace) -> SmallMap<Id<Project>, Self> {
        let projects = workspace.projects.keys();
        let mut all: SmallMap<_, _> = projects.map(|id| (*id, Self::default())).collect();
        for task in workspace.tasks.values() {
            if let Some(own) = task.project.and_then(|project| all.get_mut(&project)) {
                own.tasks.push(task);
            }
        }
        for link in workspace.links.values() {
            let taker = link.taker.filter(|taker| link.giver != Some(*taker));
            for project in link.giver.into_iter().chain(taker) {
                if let Some(own) = all.get_mut(&project) {
                    own.links.push(link);
                }
            }
        }
        all
    }
}

/// What all tasks of a project come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Whole {
    pub days: Option<Days>,
    pub baseline: Option<Days>,
    /// Days of all tasks, and of them those done in hundredths of a percent.
    pub length: i64,
    pub done: i64,
}

impl Whole {
    /// Share done, by length.
    pub fn progress(&self) -> Percent {
        let share = self.done.checked_div(self.length).unwrap_or(0);
        Percent(i32::try_from(share).unwrap_or(0))
    }

    /// Takes in what lies beside it.
    pub fn add(&mut self, other: Self) {
        let widen = |a: Option<Days>, b: Option<Days>| match (a, b) {
            (Some(a), Some(b)) => Some((a.0.min(b.0), a.1.max(b.1))),
            (a, b) => a.or(b),
        };
        self.days = widen(self.days, other.days);
        self.baseline = widen(self.baseline, other.baseline);
        self.length += other.length;
        self.done += other.done;
    }

    /// A project without a task with days has its own.
    pub fn of_project(workspace: &Workspace, project: Id<Project>, lines: &[Line]) -> Self {
        let mut whole = Self::of(lines);
        if whole.days.is_none() {
            let record = workspace.projects.get(&project);
            whole.days = record.and_then(|project| own_days(project));
        }
        whole
    }

    fn of(lines: &[Line]) -> Self {
        let mut whole = Self::default();
        for line in lines.iter().filter(|line| !line.is_summary) {
            let length = line.days.map_or(0, |days| days.1.days_since(days.0) + 1);
            whole.add(Self {
                days: line.days,
                baseline: line.baseline,
                length,
                done: length * i64::from(line.progress.0),
            });
        }
        whole
    }
}

impl Block {
    /// Reads a project. Its baseline is the current one unless another is named.
    pub fn new(
        workspace: &Workspace,
        project: Id<Project>,
        from: &Records<'_>,
        facts: &Facts,
        baseline: Option<Id<Baseline>>,
    ) -> Self {
        let (mut lines, records) = wbs::tree(&from.tasks);
        if let Some(baseline) = baseline {
            compare_with(workspace, &mut lines, baseline);
        }
        let fact = |task: &&Shared<Task>| (Shared::clone(task), fact_of(facts, task.id));
        let records: Vec<(Shared<Task>, Fact)> = records.iter().map(fact).collect();
        let places = KeyIndex::new(lines.iter().map(|line| line.task.raw().0).collect());
        let shares_order = shares_order(&lines, &records);
        let whole = Whole::of_project(workspace, project, &lines);
        let (mut critical, mut differing) = (0, Vec::new());
        for (place, (line, (task, fact))) in lines.iter().zip(&records).enumerate() {
            critical += usize::from(counts(line, task, *fact));
            if differs(task, line, *fact) {
                differing.push(place);
            }
        }
        let (mut waits, mut gives) = (Vec::new(), Vec::new());
        let end = |task: Id<Task>| match places.get(task.raw().0) {
            Some(place) => {
                let (record, fact) = records.get(usize::try_from(place).ok()?)?;
                Some(End::own(record, *fact, place))
            }
            None => Some(End::other(
                workspace.tasks.get(&task)?,
                fact_of(facts, task),
            )),
        };
        for link in &from.links {
            let Some((giver, taker)) = link
                .giver_task
                .and_then(end)
                .zip(link.taker_task.and_then(end))
            else {
                continue;
            };
            match (taker.is_own(), giver.is_own()) {
                (true, _) => waits.push(tie(link, &giver, &taker)),
                (false, true) => gives.push(tie(link, &giver, &taker)),
                _ => {}
            }
        }
        waits.shrink_to_fit();
        gives.shrink_to_fit();
        Self {
            project,
            lines,
            records,
            places: Arc::new(places),
            shares_order,
            whole,
            critical,
            differing,
            waits,
            gives,
        }
    }

    /// The same project after an edit that left its tree, its links and its own record as they were: what the
    /// edited tasks (sorted; here or at the other end of a link) say is read again. `None` where one of them
    /// stands elsewhere among its siblings now, and where so many were edited that reading all is less work.
    pub fn followed(
        &self,
        workspace: &Workspace,
        facts: &Facts,
        edited: &[Id<Task>],
    ) -> Option<Self> {
        if edited.len() > self.lines.len() * 4 {
            return None;
        }
        let mut records = self.records.clone();
        let (mut critical, mut differing) = (self.critical, self.differing.clone());
        let mut places = Vec::new();
        for id in edited {
            let Some(place) = self.place(*id) else {
                continue;
            };
            let now = (Shared::clone(workspace.tasks.get(id)?), fact_of(facts, *id));
            let line = self.lines.get(place)?;
            let before = std::mem::replace(records.get_mut(place)?, now);
            let (task, fact) = records.get(place)?;
            if before.0.order != task.order
                || self.shares_order(place) && sorted_by(&before.0) != sorted_by(task)
            {
                return None;
            }
            critical += usize::from(counts(line, task, *fact));
            critical -= usize::from(counts(line, &before.0, before.1));
            places.push(place);
        }
        let mut lines = self.lines.clone();
        wbs::renew(&mut lines, &places, |place| {
            records.get(place).map(|(task, _)| &**task)
        });
        for place in &places {
            let (line, (task, fact)) = (lines.get(*place)?, records.get(*place)?);
            match (differing.binary_search(place), differs(task, line, *fact)) {
                (Err(at), true) => differing.insert(at, *place),
                (Ok(at), false) => drop(differing.remove(at)),
                _ => {}
            }
        }
        let mut here = vec![false; lines.len()];
        for place in &places {
            if let Some(slot) = here.get_mut(*place) {
                *slot = true;
            }
        }
        let is_edited = |spot: &Spot| match spot {
            Spot::Here(place) => here.get(*place as usize).copied().unwrap_or(false),
            Spot::Elsewhere(at) => edited.binary_search(&at.task).is_ok(),
        };
        let end = |spot: &Spot| match spot {
            Spot::Here(place) => {
                let (record, fact) = records.get(*place as usize)?;
                Some(End::own(record, *fact, *place))
            }
            Spot::Elsewhere(at) => Some(End::other(
                workspace.tasks.get(&at.task)?,
                fact_of(facts, at.task),
            )),
        };
        let renewed = |ties: &[Tie]| {
            let mut ties = ties.to_vec();
            for known in &mut ties {
                if is_edited(&known.giver) || is_edited(&known.taker) {
                    let link = workspace.links.get(&known.id)?;
                    *known = tie(link, &end(&known.giver)?, &end(&known.taker)?);
                }
            }
            Some(ties)
        };
        let (waits, gives) = (renewed(&self.waits)?, renewed(&self.gives)?);
        Some(Self {
            project: self.project,
            whole: Whole::of_project(workspace, self.project, &lines),
            lines,
            records,
            places: Arc::clone(&self.places),
            shares_order: Arc::clone(&self.shares_order),
            critical,
            differing,
            waits,
            gives,
        })
    }

    /// Its tasks are at the same places as those of another reading.
    pub fn has_tree_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.places, &other.places)
    }

    /// A sibling has the same order key as the task at a place.
    pub fn shares_order(&self, place: usize) -> bool {
        self.shares_order.get(place).copied().unwrap_or(false)
    }

    /// The place of a task among the lines.
    pub fn place(&self, task: Id<Task>) -> Option<usize> {
        usize::try_from(self.places.get(task.raw().0)?).ok()
    }

    /// The line of a task.
    pub fn line(&self, task: Id<Task>) -> Option<&Line> {
        self.lines.get(self.place(task)?)
    }

    /// Which lines are in sight: those that `keeps` keeps with what they are part of, else all that lie in
    /// nothing closed.
    pub fn shown(
        &self,
        keeps: Option<&dyn Fn(&Line) -> bool>,
        is_closed: impl Fn(&Line) -> bool,
    ) -> Vec<bool> {
        let mut shown = vec![false; self.lines.len()];
        if let Some(keeps) = keeps {
            // From the end: what a line is part of stands before it.
            for (place, line) in self.lines.iter().enumerate().rev() {
                let is_kept = shown.get(place).copied().unwrap_or(false) || keeps(line);
                for place in [
                    Some(place),
                    line.parent.and_then(|parent| self.place(parent)),
                ] {
                    if let Some(slot) = place
                        .filter(|_| is_kept)
                        .and_then(|place| shown.get_mut(place))
                    {
                        *slot = true;
                    }
                }
            }
            return shown;
        }
        let mut hidden_below: Option<u8> = None;
        for (line, slot) in self.lines.iter().zip(&mut shown) {
            if hidden_below.is_some_and(|depth| line.depth > depth) {
                continue;
            }
            *slot = true;
            hidden_below = is_closed(line).then_some(line.depth);
        }
        shown
    }
}

/// It counts as a critical task that is still to do.
pub(super) fn counts(line: &Line, task: &Task, fact: Fact) -> bool {
    !line.is_summary && task.actual_finish.is_none() && fact.is_critical
}

/// What decides among siblings with the same order key.
pub(super) fn sorted_by(task: &Task) -> (Option<Date>, &str) {
    (wbs::recorded(task).map(|days| days.0), &task.name)
}

/// The lines of which a sibling has the same order key. Those stand next to each other among their siblings.
fn shares_order(lines: &[Line], records: &[(Shared<Task>, Fact)]) -> Arc<[bool]> {
    let mut shares = vec![false; lines.len()];
    // The last line seen at each depth, under the line above.
    let mut last: Vec<usize> = Vec::new();
    for (place, (line, (task, _))) in lines.iter().zip(records).enumerate() {
        let depth = usize::from(line.depth);
        last.truncate(depth + 1);
        if let Some(before) = last.get(depth).copied() {
            let is_same = records
                .get(before)
                .is_some_and(|(b, _)| b.order == task.order);
            for place in [before, place] {
                if let Some(slot) = shares.get_mut(place).filter(|_| is_same) {
                    *slot = true;
                }
            }
            last.truncate(depth);
        }
        last.push(place);
    }
    shares.into()
}

/// The days of a project that has no tasks to tell them.
fn own_days(project: &Project) -> Option<Days> {
    let start = project
        .actual_start
        .or(project.forecast_start)
        .or(project.baseline_start);
    let finish = project
        .actual_finish
        .or(project.forecast_finish)
        .or(project.baseline_finish);
    let (start, finish) = (start.or(finish)?, finish.or(start)?);
    Some((start.min(finish), start.max(finish)))
}

/// Puts the days of a named baseline in the place of the current one's; of a summary those of its parts.
fn compare_with(workspace: &Workspace, lines: &mut [Line], baseline: Id<Baseline>) {
    let mut sums: BTreeMap<Id<Task>, Days> = BTreeMap::new();
    for line in lines.iter_mut().rev() {
        let own = frozen(workspace, line.task, baseline);
        line.baseline = sums.get(&line.task).copied().or(own);
        if let (Some(parent), Some(days)) = (line.parent, line.baseline) {
            let sum = sums.entry(parent).or_insert(days);
            *sum = (sum.0.min(days.0), sum.1.max(days.1));
        }
    }
}

/// What the schedule says of a task.
pub(super) fn fact_of(facts: &Facts, task: Id<Task>) -> Fact {
    facts.get(&task).copied().unwrap_or_default()
}
