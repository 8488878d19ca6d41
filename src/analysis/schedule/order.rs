//! The topological order, and the circles that stand against it.

use super::arranged::NO_TIE;
use super::edges::{CUT, Incoming};
use super::findings::Finding;
use super::network::ActivityIx;
use super::stands::Nodes;

/// Nodes in order, and the place of each.
pub(super) struct Order {
    pub nodes: Vec<u32>,
    pub position: Vec<u32>,
}

/// More circles through summaries than this are not looked into one by one.
const MOST_RESTARTS: usize = 64;

/// Orders nodes so that givers come before takers and otherwise by number. Each circle found is told by
/// the activities on it and cut at one tie.
pub(super) fn order(nodes: &Nodes, edges: &mut Incoming, findings: &mut Vec<Finding>) -> Order {
    for restart in 0.. {
        let mut dropped = Vec::new();
        let cut_anything = restart >= MOST_RESTARTS;
        let found = walk(nodes, edges, findings, &mut dropped, cut_anything);
        for number in dropped {
            edges.cut(number);
        }
        if let Some(order) = found {
            return order;
        }
    }
    Order {
        nodes: Vec::new(),
        position: Vec::new(),
    }
}

/// A depth-first walk towards the givers, without recursion. `None` if a circle had to be cut at a tie
/// that was passed already, so that the walk has to begin again.
fn walk(
    nodes: &Nodes,
    edges: &Incoming,
    findings: &mut Vec<Finding>,
    dropped: &mut Vec<u32>,
    cut_anything: bool,
) -> Option<Order> {
    const UNSEEN: u32 = u32::MAX;
    const ON_THE_WAY: u32 = u32::MAX - 1;
    let count = nodes.len();
    let mut position = vec![UNSEEN; count];
    let mut found = Vec::with_capacity(count);
    // The node, the next of its edges, where they end, and the edge over which the walk came to it.
    let mut way: Vec<(u32, u32, u32, u32)> = Vec::new();
    let step = |node: u32, by: u32| {
        let own = edges.range(node);
        (node, own.start as u32, own.end as u32, by)
    };
    for start in 0..count {
        if position.get(start) != Some(&UNSEEN) {
            continue;
        }
        way.push(step(start as u32, u32::MAX));
        if let Some(place) = position.get_mut(start) {
            *place = ON_THE_WAY;
        }
        while let Some((node, next, end, _)) = way.last_mut() {
            let number = *next;
            if number >= *end {
                if let Some(place) = position.get_mut(*node as usize) {
                    *place = found.len() as u32;
                }
                found.push(*node);
                way.pop();
                continue;
            }
            *next += 1;
            let (giver, tie) = edges.get(number)?;
            if tie == CUT {
                continue;
            }
            match position.get(giver as usize).copied()? {
                UNSEEN => {
                    if let Some(place) = position.get_mut(giver as usize) {
                        *place = ON_THE_WAY;
                    }
                    way.push(step(giver, number));
                }
                ON_THE_WAY => {
                    let circle = way.iter().skip_while(|(node, ..)| *node != giver);
                    let on_it: Vec<(u32, u32)> =
                        circle.map(|(node, .., by)| (*node, *by)).collect();
                    let cut = tell(nodes, edges, number, &on_it, findings);
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
    Some(Order {
        nodes: found,
        position,
    })
}

/// Names a circle: the closing edge leads from the first node of the way to the last, and each node of the
/// way gives to the one before it. Returns the edge to cut: the tie that was put in last, so that a new
/// tie that closes a circle changes nothing.
fn tell(
    nodes: &Nodes,
    edges: &Incoming,
    closing: u32,
    on_it: &[(u32, u32)],
    findings: &mut Vec<Finding>,
) -> Option<u32> {
    let passed = on_it.iter().skip(1).map(|(_, by)| *by);
    let is_tie = |number: &u32| edges.get(*number).is_some_and(|(_, tie)| tie != NO_TIE);
    let tie_of = |number: &u32| edges.get(*number).map(|(_, tie)| tie);
    let on_circle = std::iter::once(closing).chain(passed).filter(is_tie);
    let cut = on_circle.max_by_key(tie_of);
    let mut activities: Vec<ActivityIx> = on_it
        .iter()
        .rev()
        .map(|(node, _)| nodes.owner(*node))
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
        .and_then(|cut| edges.get(cut))
        .map_or(NO_TIE, |(_, tie)| tie);
    findings.push(Finding::Cycle { activities, tie });
    cut
}
