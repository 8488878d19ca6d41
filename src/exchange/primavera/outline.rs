//! The tables as a plan: nodes of the breakdown with their tasks, as one outline.

use super::rows::{Node, Tables};
use crate::exchange::msproject::file::{Plan, Task, Unfit};
use crate::exchange::msproject::xml::Met;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Nodes and tasks are counted apart in the file; in a plan no two may have one identity.
const NODES_FROM: i64 = 1_000_000_000_000_000;

/// Builds the plan.
pub(super) fn plan(tables: Tables, met: &mut Met) -> Plan {
    let first = tables.projects.first();
    let calendar = first.and_then(|project| project.calendar);
    let lengths = tables.lengths.iter().find(|one| Some(one.0) == calendar);
    let minutes = |hours: Option<crate::exchange::msproject::Seconds>, most: i64, usual: i64| {
        let minutes = hours.map(|hours| hours.minutes());
        minutes.filter(|n| (1..=most).contains(n)).unwrap_or(usual)
    };
    let mut plan = Plan {
        name: first
            .map(|project| project.name.clone())
            .unwrap_or_default(),
        start: tables.projects.iter().filter_map(|p| p.start).min(),
        finish: tables.projects.iter().filter_map(|p| p.finish).max(),
        status_date: first.and_then(|project| project.data_date),
        from_start: true,
        calendar,
        minutes_per_day: minutes(lengths.and_then(|one| one.1), 1440, 480),
        minutes_per_week: minutes(lengths.and_then(|one| one.2), 10_080, 2400),
        days_per_month: 20,
        honour_constraints: true,
        calendars: tables.calendars,
        resources: tables.resources,
        assignments: tables.assignments,
        ..Plan::default()
    };
    let ids: HashSet<i64> = tables.projects.iter().map(|project| project.id).collect();
    if ids.len() < tables.projects.len() {
        let again = tables.projects.len() - ids.len();
        met.notice(1, "PROJECT/proj_id", Unfit::Repeated, &again.to_string());
    }
    let mut known: HashMap<i64, &Node> = HashMap::new();
    for node in &tables.nodes {
        if known.insert(node.id, node).is_some() {
            met.notice(
                node.line,
                "PROJWBS/wbs_id",
                Unfit::Repeated,
                &node.id.to_string(),
            );
        }
    }
    let mut below: BTreeMap<Option<i64>, Vec<&Node>> = BTreeMap::new();
    for node in known.values() {
        // A project in a folder of projects names the folder, which the file does not have.
        let parent = node
            .parent
            .filter(|parent| known.contains_key(parent) && *parent != node.id);
        below.entry(parent).or_default().push(node);
    }
    for siblings in below.values_mut() {
        siblings.sort_by_key(|node| (node.order, node.line));
    }
    let mut of_node: HashMap<Option<i64>, Vec<Task>> = HashMap::new();
    for (node, task) in tables.tasks {
        let home = node.filter(|node| known.contains_key(node));
        if let Some(lost) = node.filter(|_| home.is_none()) {
            met.notice(task.line, "TASK/wbs_id", Unfit::Dangling, &lost.to_string());
        }
        of_node.entry(home).or_default().push(task);
    }

    let tops = below.remove(&None).unwrap_or_default();
    // One project is the plan as a whole; of several each is a summary of its first level.
    let base = i64::from(tops.len() != 1);
    if let Some(top) = tops.first().filter(|_| base == 0) {
        plan.title.clone_from(&top.name);
    }
    let mut waiting: Vec<(i64, &Node)> = tops.into_iter().rev().map(|node| (base, node)).collect();
    let mut seen: HashSet<i64> = HashSet::new();
    loop {
        let Some((level, node)) = waiting.pop() else {
            // Nodes that are part of each other hang on nothing: one of them is put at the top.
            let Some(parent) = below.keys().next().copied().flatten() else {
                break;
            };
            match known.get(&parent) {
                Some(node) => waiting.push((1, node)),
                None => drop(below.remove(&Some(parent))),
            }
            continue;
        };
        let parts = below.remove(&Some(node.id)).unwrap_or_default();
        if !seen.insert(node.id) {
            continue;
        }
        plan.tasks.push(Task {
            uid: NODES_FROM + node.id,
            line: node.line,
            active: true,
            name: node.name.clone(),
            wbs: node.code.clone(),
            level,
            summary: true,
            ..Task::default()
        });
        let own = of_node.remove(&Some(node.id)).unwrap_or_default();
        plan.tasks.extend(own.into_iter().map(|task| Task {
            level: level + 1,
            ..task
        }));
        waiting.extend(parts.into_iter().rev().map(|part| (level + 1, part)));
    }
    let mut rest: Vec<Task> = of_node.into_values().flatten().collect();
    rest.sort_by_key(|task| task.line);
    plan.tasks
        .extend(rest.into_iter().map(|task| Task { level: 1, ..task }));
    for (row, task) in (1..).zip(&mut plan.tasks) {
        task.id = row;
    }

    let places = plan.tasks.iter().enumerate();
    let places: HashMap<i64, usize> = places.map(|(place, task)| (task.uid, place)).collect();
    for (after, link) in tables.links {
        match places
            .get(&after)
            .and_then(|place| plan.tasks.get_mut(*place))
        {
            Some(task) => task.links.push(link),
            None => met.notice(
                link.line,
                "TASKPRED/task_id",
                Unfit::Dangling,
                &after.to_string(),
            ),
        }
    }
    plan
}
