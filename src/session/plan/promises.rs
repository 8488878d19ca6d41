//! The map of dependencies: who gives to whom, what comes too late, and how reliable units are.

use super::layout::{Place, layout};
use crate::analysis::Scope;
use crate::analysis::promise::{Promise, Promises};
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet};

/// What projects are grouped by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupBy {
    /// Their unit.
    #[default]
    Unit,
    /// Their programme.
    Programme,
}

/// What the map shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MapWish {
    /// Only what this project gives and takes.
    pub project: Option<Id<Project>>,
    /// Only what projects of this part of the portfolio give or take.
    pub scope: Scope,
    /// What projects are grouped by.
    pub by: GroupBy,
    /// The groups whose projects are shown one by one.
    pub open: BTreeSet<RawId>,
    /// Only what comes too late.
    pub late: bool,
    /// Only what this unit gives.
    pub giver: Option<Id<Unit>>,
    /// Only what this unit takes.
    pub taker: Option<Id<Unit>>,
}

/// A promise with who gives and who takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseLine {
    /// The promise.
    pub promise: Promise,
    /// The unit that gives.
    pub giver_unit: Option<Id<Unit>>,
    /// The unit that takes.
    pub taker_unit: Option<Id<Unit>>,
    /// The day that was promised.
    pub promised: Option<Date>,
}

/// Returns the promises that are asked for: the latest first, then by the day that they are needed.
#[must_use]
pub fn lines(workspace: &Workspace, promises: &Promises, wish: &MapWish) -> Vec<PromiseLine> {
    let unit = |id: Id<Project>| workspace.projects.get(&id).and_then(|p| p.unit);
    let in_scope = |id: Id<Project>| {
        let project = workspace.projects.get(&id);
        project.is_some_and(|project| wish.scope.holds(project))
    };
    let mut all: Vec<PromiseLine> = promises
        .iter()
        .filter(|one| {
            let mine = wish
                .project
                .is_none_or(|id| one.giver == id || one.taker == id);
            mine && (in_scope(one.giver) || in_scope(one.taker)) && (!wish.late || one.broken())
        })
        .map(|promise| PromiseLine {
            giver_unit: unit(promise.giver),
            taker_unit: unit(promise.taker),
            promised: workspace.links.get(&promise.link).and_then(|l| l.promised),
            promise: promise.clone(),
        })
        .filter(|line| {
            wish.giver.is_none_or(|id| line.giver_unit == Some(id))
                && wish.taker.is_none_or(|id| line.taker_unit == Some(id))
        })
        .collect();
    all.sort_by_key(|line| {
        let late = line.promise.late_days.unwrap_or(i64::MIN);
        let needed = line.promise.needed;
        (std::cmp::Reverse(late), needed, line.promise.link)
    });
    all
}

/// What a node of the map stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NodeOf {
    /// A unit or a programme; none for projects that have none.
    Group(Option<RawId>),
    /// One project.
    Project(Id<Project>),
}

/// A node of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapNode {
    /// What it stands for.
    pub of: NodeOf,
    /// Where it stands.
    pub place: Place,
    /// What it gives to other nodes, and how much of that too late.
    pub gives: (usize, usize),
    /// What it takes from other nodes, and how much of that too late.
    pub takes: (usize, usize),
}

/// All promises of one node to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapEdge {
    /// The place of the giver among the nodes.
    pub from: usize,
    /// The place of the taker among the nodes.
    pub to: usize,
    /// How many.
    pub count: usize,
    /// How many of them too late.
    pub late: usize,
    /// The most days that one is too late.
    pub worst: i64,
}

/// The map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PromiseMap {
    /// From left to right and from top to bottom.
    pub nodes: Vec<MapNode>,
    /// In the order of their givers.
    pub edges: Vec<MapEdge>,
    /// Promises inside one node, which no line shows.
    pub inside: usize,
}

impl PromiseMap {
    /// The nodes that a node gives to (or takes from), from top to bottom.
    #[must_use]
    pub fn beside(&self, node: usize, takers: bool) -> Vec<usize> {
        let other = |edge: &MapEdge| match takers {
            true => (edge.from == node).then_some(edge.to),
            false => (edge.to == node).then_some(edge.from),
        };
        let mut all: Vec<usize> = self.edges.iter().filter_map(other).collect();
        all.sort_unstable();
        all
    }
}

/// The group that a project is drawn in.
fn group_of(workspace: &Workspace, by: GroupBy, id: Id<Project>) -> Option<RawId> {
    let project = workspace.projects.get(&id)?;
    match by {
        GroupBy::Unit => project.unit.map(Id::raw),
        GroupBy::Programme => project.programme.map(Id::raw),
    }
}

/// Returns the groups that give or take some promises, inside themselves too.
#[must_use]
pub fn groups(workspace: &Workspace, lines: &[PromiseLine], by: GroupBy) -> BTreeSet<RawId> {
    lines
        .iter()
        .flat_map(|line| [line.promise.giver, line.promise.taker])
        .filter_map(|id| group_of(workspace, by, id))
        .collect()
}

/// Returns the map of some promises: only groups and projects that give or take something.
#[must_use]
pub fn map(workspace: &Workspace, lines: &[PromiseLine], wish: &MapWish) -> PromiseMap {
    let node = |id: Id<Project>| {
        let group = group_of(workspace, wish.by, id);
        let is_open = wish.project.is_some() || group.is_some_and(|id| wish.open.contains(&id));
        match is_open {
            true => NodeOf::Project(id),
            false => NodeOf::Group(group),
        }
    };
    let mut edges: BTreeMap<(NodeOf, NodeOf), (usize, usize, i64)> = BTreeMap::new();
    let mut inside = 0;
    for line in lines {
        let ends = (node(line.promise.giver), node(line.promise.taker));
        if ends.0 == ends.1 {
            inside += 1;
            continue;
        }
        let edge = edges.entry(ends).or_default();
        edge.0 += 1;
        if line.promise.broken() {
            edge.1 += 1;
            edge.2 = edge.2.max(line.promise.late_days.unwrap_or(0));
        }
    }
    let known: BTreeSet<NodeOf> = edges.keys().flat_map(|(a, b)| [*a, *b]).collect();
    let known: Vec<NodeOf> = known.into_iter().collect();
    let number = |of: &NodeOf| known.binary_search(of).unwrap_or(0);
    let ties: Vec<(usize, usize)> = edges.keys().map(|(a, b)| (number(a), number(b))).collect();
    let places = layout(known.len(), &ties);
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by_key(|node| places.get(*node).copied());
    let mut rank = vec![0; known.len()];
    for (place, node) in order.iter().enumerate() {
        if let Some(slot) = rank.get_mut(*node) {
            *slot = place;
        }
    }
    let sums = |of: &NodeOf, takes: bool| {
        edges
            .iter()
            .filter(|((from, to), _)| if takes { to == of } else { from == of })
            .fold((0, 0), |sum, (_, edge)| (sum.0 + edge.0, sum.1 + edge.1))
    };
    let nodes = order
        .iter()
        .filter_map(|node| {
            let of = *known.get(*node)?;
            Some(MapNode {
                of,
                place: *places.get(*node)?,
                gives: sums(&of, false),
                takes: sums(&of, true),
            })
        })
        .collect();
    let ranked = |of: &NodeOf| rank.get(number(of)).copied().unwrap_or(0);
    let mut all: Vec<MapEdge> = edges
        .iter()
        .map(|((from, to), (count, late, worst))| MapEdge {
            from: ranked(from),
            to: ranked(to),
            count: *count,
            late: *late,
            worst: *worst,
        })
        .collect();
    all.sort_by_key(|edge| (edge.from, edge.to));
    PromiseMap {
        nodes,
        edges: all,
        inside,
    }
}

/// How a unit keeps what it promises to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reliability {
    /// The unit.
    pub unit: Option<Id<Unit>>,
    /// Promises to other units whose day has come.
    pub due: usize,
    /// Those that were kept by that day.
    pub kept: usize,
}

impl Reliability {
    /// Fewer promises than this tell nothing about a unit.
    pub const LEAST: usize = 5;

    /// The share that was kept; nothing where too few are due.
    #[must_use]
    pub fn share(&self) -> Option<Percent> {
        let count = |n: usize| i64::try_from(n).unwrap_or(0);
        (self.due >= Self::LEAST)
            .then(|| Percent::ratio(count(self.kept), count(self.due)))
            .flatten()
    }
}

/// The day that a giver handed it over.
fn handed(workspace: &Workspace, link: &Link) -> Option<Date> {
    let begins = matches!(
        link.link_type.as_ref().and_then(Choice::known),
        Some(LinkType::StartStart | LinkType::StartFinish)
    );
    let task = link.giver_task.and_then(|id| workspace.tasks.get(&id));
    match task {
        Some(task) if begins => task.actual_start,
        Some(task) => task.actual_finish,
        None => {
            let project = workspace.projects.get(&link.giver?)?;
            match begins {
                true => project.actual_start,
                false => project.actual_finish,
            }
        }
    }
}

/// Returns how units keep what they promise to other units: of the promises whose promised day (else the
/// day they are needed) has come, those that were handed over by it. In the order of the units' names.
#[must_use]
pub fn reliability(workspace: &Workspace, lines: &[PromiseLine], today: Date) -> Vec<Reliability> {
    let mut by_unit: BTreeMap<Option<Id<Unit>>, (usize, usize)> = BTreeMap::new();
    for line in lines
        .iter()
        .filter(|line| line.giver_unit != line.taker_unit)
    {
        let Some(link) = workspace.links.get(&line.promise.link) else {
            continue;
        };
        let sums = by_unit.entry(line.giver_unit).or_default();
        let day = line.promised.or(line.promise.needed);
        let Some(day) = day.filter(|day| *day <= today) else {
            continue;
        };
        sums.0 += 1;
        sums.1 += usize::from(handed(workspace, link).is_some_and(|at| at <= day));
    }
    let name = |id: &Option<Id<Unit>>| {
        let unit = id.and_then(|id| workspace.units.get(&id));
        (unit.is_none(), unit.map(|unit| unit.name.clone()))
    };
    let mut all: Vec<Reliability> = by_unit
        .into_iter()
        .map(|(unit, (due, kept))| Reliability { unit, due, kept })
        .collect();
    all.sort_by_key(|one| (name(&one.unit), one.unit));
    all
}

#[cfg(test)]
#[path = "promises_tests.rs"]
mod tests;
