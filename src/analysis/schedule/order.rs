//! The topological order, and the circles that stand against it.

use super::arranged::NO_TIE;
use super::findings::Finding;
use super::network::{ActivityIx, TieIx, TieKind};

/// A link between nodes that have no place yet.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub from: u32,
    pub to: u32,
    pub kind: TieKind,
    pub tie: TieIx,
}

/// Nodes in order, and the place of each.
pub(super) struct Order {
    pub nodes: Vec<u32>,
    pub position: Vec<u32>,
}

/// More circles through summaries than this are not looked into one by one.
const MOST_RESTARTS: usize = 64;

/// Orders nodes so that givers come before takers and otherwise by number. Each circle found is told by
/// the activities on it and cut at one tie.
pub(super) fn order(
    owners: &[ActivityIx],
    edges: &mut Vec<Edge>,
    findings: &mut Vec<Finding>,
) -> Order {
    // Most plans are written down in an order that is one: the walk would find the same.
    if edges.iter().all(|edge| edge.from < edge.to) {
        let all = 0..owners.len() as u32;
        return Order {
            nodes: all.clone().collect(),
            position: all.collect(),
        };
    }
    for restart in 0.. {
        let mut dropped = Vec::new();
        let cut_anything = restart >= MOST_RESTARTS;
        let found = walk(owners, edges, findings, &mut dropped, cut_anything);
        dropped.sort_unstable();
        let mut number = 0;
        edges.retain(|_| {
            number += 1;
            dropped.binary_search(&(number - 1)).is_err()
        });
        if let Some(order) = found {
            return order;
        }
    }
    Order {
        nodes: Vec::new(),
        position: Vec::new(),
    }
}

/// Givers of each node: the edges that lead to it.
fn incoming(count: usize, edges: &[Edge]) -> (Vec<u32>, Vec<u32>) {
    let mut first = vec![0u32; count + 1];
    for edge in edges {
        if let Some(next) = first.get_mut(edge.to as usize + 1) {
            *next += 1;
        }
    }
    let mut sum = 0;
    for place in &mut first {
        sum += *place;
        *place = sum;
    }
    let mut next = first.clone();
    let mut list = vec![0; edges.len()];
    for (edge, number) in edges.iter().zip(0..) {
        if let Some(slot) = next.get_mut(edge.to as usize) {
            if let Some(place) = list.get_mut(*slot as usize) {
                *place = number;
            }
            *slot += 1;
        }
    }
    (first, list)
}

/// A depth-first walk towards the givers, without recursion. `None` if a circle had to be cut at a tie
/// that was passed already, so that the walk has to begin again.
fn walk(
    owners: &[ActivityIx],
    edges: &[Edge],
    findings: &mut Vec<Finding>,
    dropped: &mut Vec<u32>,
    cut_anything: bool,
) -> Option<Order> {
    const UNSEEN: u32 = u32::MAX;
    const ON_THE_WAY: u32 = u32::MAX - 1;
    let count = owners.len();
    let (first, list) = incoming(count, edges);
    let mut position = vec![UNSEEN; count];
    let mut nodes = Vec::with_capacity(count);
    // The node, the next of its edges, and the edge over which the walk came to it.
    let mut way: Vec<(u32, u32, u32)> = Vec::new();
    for start in 0..count {
        if position.get(start) != Some(&UNSEEN) {
            continue;
        }
        way.push((start as u32, first.get(start).copied()?, u32::MAX));
        if let Some(place) = position.get_mut(start) {
            *place = ON_THE_WAY;
        }
        while let Some((node, next, _)) = way.last_mut() {
            let node = *node as usize;
            if first.get(node + 1).is_none_or(|end| *next >= *end) {
                if let Some(place) = position.get_mut(node) {
                    *place = nodes.len() as u32;
                }
                nodes.push(node as u32);
                way.pop();
                continue;
            }
            let number = list.get(*next as usize).copied()?;
            *next += 1;
            let edge = edges.get(number as usize)?;
            match position.get(edge.from as usize).copied()? {
                UNSEEN => {
                    let from = edge.from as usize;
                    if let Some(place) = position.get_mut(from) {
                        *place = ON_THE_WAY;
                    }
                    way.push((edge.from, first.get(from).copied()?, number));
                }
                ON_THE_WAY => {
                    let circle = way.iter().skip_while(|(node, ..)| *node != edge.from);
                    let on_it: Vec<(u32, u32)> = circle.map(|(node, _, by)| (*node, *by)).collect();
                    let cut = tell(owners, edges, number, &on_it, findings);
                    match cut.filter(|cut| *cut != number) {
                        Some(cut) if !cut_anything => {
                            dropped.push(cut);
                            return None;
                        }
                        _ => dropped.push(number),
                    }
                }
                _ => {}
            }
        }
    }
    Some(Order { nodes, position })
}

/// Names a circle: the closing edge leads from the first node of the way to the last, and each node of the
/// way gives to the one before it. Returns the edge to cut: the tie that was put in last, so that a new
/// tie that closes a circle changes nothing.
fn tell(
    owners: &[ActivityIx],
    edges: &[Edge],
    closing: u32,
    on_it: &[(u32, u32)],
    findings: &mut Vec<Finding>,
) -> Option<u32> {
    let passed = on_it.iter().skip(1).map(|(_, by)| *by);
    let is_tie = |number: &u32| edges.get(*number as usize).is_some_and(|e| e.tie != NO_TIE);
    let tie_of = |number: &u32| edges.get(*number as usize).map(|edge| edge.tie);
    let on_circle = std::iter::once(closing).chain(passed).filter(is_tie);
    let cut = on_circle.max_by_key(tie_of);
    let mut activities: Vec<ActivityIx> = on_it
        .iter()
        .rev()
        .filter_map(|(node, _)| owners.get(*node as usize).copied())
        .collect();
    activities.dedup();
    while activities.len() > 1 && activities.first() == activities.last() {
        activities.pop();
    }
    // The circle begins with its lowest number, whatever the walk met first.
    let lowest = activities
        .iter()
        .enumerate()
        .min_by_key(|(_, activity)| **activity);
    if let Some((place, _)) = lowest {
        activities.rotate_left(place);
    }
    let tie = cut
        .and_then(|cut| edges.get(cut as usize))
        .map_or(NO_TIE, |edge| edge.tie);
    findings.push(Finding::Cycle { activities, tie });
    cut
}
