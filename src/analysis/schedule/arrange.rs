//! From what was put in to the order of calculation: which nodes there are, which links, in which order.

use super::arranged::{
    ALAP, FOLLOWS, Facts, LEADS, NO_TIE, Network, OPEN, SUMMARY, Summary, VIRTUAL,
};
use super::edges::{Ends, Incoming};
use super::family::Family;
use super::network::{Activity, ActivityIx, CONTINUOUS, Lag, NetworkBuilder, Rule};
use super::order::order;
use super::stands::Nodes;
use super::worktime::{Offset, WorkTime};
use std::sync::OnceLock;

/// Builds the network.
pub(super) fn arrange(builder: NetworkBuilder) -> Network {
    let kinship = builder.kinship();
    let NetworkBuilder {
        start,
        lag_calendar,
        calendars,
        activities,
        ties,
        ..
    } = builder;
    let mut findings = Vec::new();
    let family = match kinship.is_flat {
        true => Family::none(activities.len()),
        false => Family::of(&activities, &mut findings),
    };
    let nodes = Nodes::of_all(&activities, &ties, &family, kinship.calendar);
    let ends = Ends {
        family: &family,
        nodes: &nodes,
        activities: &activities,
        lag_calendar,
    };
    let mut edges = ends.incoming(nodes.len(), &ties, &mut findings);
    // Most files are written down in an order that is one: the walk would find the same.
    let order = (!edges.ascends).then(|| order(&nodes, &mut edges, &mut findings));
    if let Some(order) = &order {
        edges = edges.in_order(order);
    }
    let position = |node: u32| match &order {
        Some(order) => order.position.get(node as usize).copied().unwrap_or(0),
        None => node,
    };
    let place = place(activities.len(), &nodes, &family, position);
    let summaries = summaries(&activities, &family, &nodes, position);

    let Incoming {
        first,
        links,
        ties: link_tie,
        any_share,
        ..
    } = edges;
    let count = nodes.len();
    let mut network = Network {
        start,
        starts: calendars.iter().map(|time| time.offset(start)).collect(),
        lag_calendar,
        place,
        summaries,
        owner: vec![0; count],
        calendar: vec![0; count],
        group: vec![0; count],
        flags: vec![0; count],
        work: vec![0; count],
        floor: vec![0; count],
        ceiling: vec![0; count],
        deadline: vec![0; count],
        began: vec![0; count],
        first_link: first,
        links,
        link_tie,
        shares: Vec::new(),
        groups: 0,
        uniform: None,
        any_alap: false,
        cut: findings,
        findings: OnceLock::new(),
        calendars,
        activities,
        ties,
        kinship,
    };
    fill(&mut network, &nodes, |node| match &order {
        Some(order) => order.nodes.get(node as usize).copied().unwrap_or(0),
        None => node,
    });
    if any_share {
        shares(&mut network);
    }
    groups(&mut network);
    above(&mut network, &nodes, &family, position);
    network
}

/// By activity: the place of its node, or the number of its summary.
fn place(count: usize, nodes: &Nodes, family: &Family, position: impl Fn(u32) -> u32) -> Vec<u32> {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    let of = |activity| nodes.of(activity).map_or(0, &position);
    let mut place: Vec<u32> = (0..count).map(of).collect();
    for (summary, number) in family.top_down().iter().rev().zip(0u32..) {
        if let Some(place) = place.get_mut(*summary as usize) {
            *place = number | SUMMARY;
        }
    }
    place
}

fn summaries(
    activities: &[Activity],
    family: &Family,
    nodes: &Nodes,
    position: impl Fn(u32) -> u32,
) -> Vec<Summary> {
    let summary = |number: &ActivityIx| Summary {
        activity: *number,
        calendar: activities
            .get(*number as usize)
            .map_or(CONTINUOUS, |a| a.calendar),
        children: family.children(*number).to_vec(),
        roof: nodes.stand(*number).roof.map(&position),
    };
    family.top_down().iter().rev().map(summary).collect()
}

/// The columns of the nodes, from the first in order to the last, and what each knows of itself.
fn fill(network: &mut Network, nodes: &Nodes, number: impl Fn(u32) -> u32) {
    let times = network.starts.iter().copied().zip(&network.calendars);
    let times: Vec<(Offset, &WorkTime)> = times.collect();
    let (activities, links) = (&*network.activities, &*network.links);
    let (ties, leads) = (&*network.link_tie, &mut *network.flags);
    let columns = (network.owner.iter_mut().zip(&mut network.calendar))
        .zip(network.work.iter_mut().zip(&mut network.floor))
        .zip(network.ceiling.iter_mut().zip(&mut network.deadline))
        .zip(
            network
                .began
                .iter_mut()
                .zip(network.first_link.iter().skip(1)),
        );
    let mut first = 0;
    let (mut uniform, mut same, mut any_alap) = (None, true, false);
    for (node, (((own, length), limits), (began, end))) in columns.enumerate() {
        let raw = nodes.raw(number(node as u32), activities);
        let own_links = first..*end as usize;
        first = *end as usize;
        let mut flags = raw.flags;
        // Only a tie of its own replaces the planned start of an activity, not one of a summary above.
        let mut own_ties = ties.get(own_links.clone()).unwrap_or(&[]).iter();
        if own_ties.any(|tie| *tie != NO_TIE) {
            flags |= FOLLOWS;
        }
        for link in links.get(own_links).unwrap_or(&[]) {
            if let Some(flags) = leads.get_mut(link.from()) {
                *flags |= LEADS;
            }
        }
        (*own.0, *own.1) = (raw.owner, raw.calendar);
        same &= *uniform.get_or_insert(raw.calendar) == raw.calendar;
        let time = times.get(raw.calendar as usize).or(times.first());
        if let (Some(activity), Some((start, time)), 0) =
            (activities.get(raw.owner as usize), time, flags & VIRTUAL)
        {
            let facts = Facts::of(activity, flags, time, *start);
            (*length.0, *length.1) = (facts.work, facts.floor);
            (*limits.0, *limits.1) = (facts.ceiling, facts.deadline);
            (*began, flags) = (facts.began, facts.flags);
        }
        any_alap |= flags & ALAP != 0;
        if let Some(own) = leads.get_mut(node) {
            *own |= flags;
        }
    }
    network.any_alap = any_alap;
    network.uniform = uniform.filter(|_| same);
}

/// Which links have a lag that follows a duration.
fn shares(network: &mut Network) {
    let is_share = |tie: u32| {
        let tie = network.ties.get(tie as usize);
        tie.is_some_and(|tie| matches!(tie.lag, Lag::Share(_) | Lag::ElapsedShare(_)))
    };
    let links = network.link_tie.iter().zip(0..);
    network.shares = links
        .filter(|(tie, _)| is_share(**tie))
        .map(|(tie, link)| (link, *tie))
        .collect();
}

/// Groups are numbered densely, so that a number out of the blue costs no memory.
fn groups(network: &mut Network) {
    if network.kinship.one_group {
        network.groups = network.activities.len().min(1);
        return;
    }
    let mut seen: Vec<u32> = network.activities.iter().map(|a| a.group).collect();
    seen.dedup();
    seen.sort_unstable();
    seen.dedup();
    let dense = |group: u32| seen.binary_search(&group).map_or(0, |place| place as u32);
    for (group, owner) in network.group.iter_mut().zip(&network.owner) {
        let activity = network.activities.get(*owner as usize);
        *group = activity.map_or(0, |activity| dense(activity.group));
    }
    network.groups = seen.len();
}

/// What the nodes of summaries know.
fn above(network: &mut Network, nodes: &Nodes, family: &Family, position: impl Fn(u32) -> u32) {
    let at = |node: Option<u32>| node.map(|node| position(node) as usize);
    for summary in family.top_down() {
        let Some(activity) = network.activities.get(*summary as usize).copied() else {
            continue;
        };
        let stand = nodes.stand(*summary);
        for (node, is_roof) in [
            (stand.floor, false),
            (stand.roof, true),
            (stand.first, false),
        ] {
            let Some(node) = at(node) else { continue };
            let calendar = network.calendar.get(node).copied().unwrap_or(CONTINUOUS);
            let time = network.work_time(calendar);
            let mut facts = Facts {
                flags: network.flags.get(node).copied().unwrap_or(0),
                work: 0,
                floor: network.start_in(calendar),
                ceiling: OPEN,
                deadline: OPEN,
                began: 0,
            };
            match (activity.rule, is_roof) {
                (Rule::StartNoEarlier(day) | Rule::StartOn(day), false)
                | (Rule::FinishNoEarlier(day), true) => {
                    facts.floor = facts.floor.max(time.offset(day));
                }
                (Rule::FinishNoLater(day), true) => facts.ceiling = time.offset(day),
                (Rule::FinishOn(day), true) => {
                    facts.floor = facts.floor.max(time.offset(day));
                    facts.ceiling = time.offset(day);
                }
                _ => {}
            }
            if let (Some(day), true) = (activity.deadline, is_roof) {
                facts.deadline = time.offset(day);
            }
            network.put(node, facts);
        }
    }
}
