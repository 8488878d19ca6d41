//! From what was put in to the order of calculation: which nodes there are, which links, in which order.

use super::arranged::{
    ALAP, FIRST, FOLLOWS, Facts, LEADS, Link, NO_TIE, Network, OPEN, SUMMARY, Summary, VIRTUAL,
    lag_minutes,
};
use super::findings::Finding;
use super::network::{
    Activity, ActivityIx, CONTINUOUS, CalendarIx, Lag, NetworkBuilder, Rule, Tie, TieIx, TieKind,
};
use super::order::{Edge, order};
use super::{LagCalendar, family::Family};

/// A node before it has its place in the order.
struct Raw {
    owner: ActivityIx,
    calendar: CalendarIx,
    flags: u8,
}

/// The nodes that stand for a summary.
#[derive(Clone, Copy, Default)]
struct Stand {
    floor: Option<u32>,
    roof: Option<u32>,
    first: Option<u32>,
}

/// Builds the network.
pub(super) fn arrange(builder: NetworkBuilder) -> Network {
    let NetworkBuilder {
        start,
        lag_calendar,
        calendars,
        activities,
        ties,
    } = builder;
    let mut findings = Vec::new();
    let family = Family::of(&activities, &mut findings);
    let kept = keep(&activities, &ties, &family, &mut findings);

    let (mut raw, node_of) = leaves(&activities, &family);
    let stands = stand_in(&activities, &ties, &kept, &family, &mut raw);
    let mut edges = real_edges(&ties, &kept, &family, &node_of, &stands);
    virtual_edges(&family, &node_of, &stands, &mut edges);

    let owners: Vec<ActivityIx> = raw.iter().map(|node| node.owner).collect();
    let order = order(&owners, &mut edges, &mut findings);

    let mut network = Network {
        start,
        starts: calendars.iter().map(|time| time.offset(start)).collect(),
        lag_calendar,
        place: place(&activities, &family, &node_of, &order.position),
        summaries: summaries(&activities, &family, &stands, &order.position),
        owner: Vec::new(),
        calendar: Vec::new(),
        group: Vec::new(),
        flags: Vec::new(),
        work: Vec::new(),
        floor: Vec::new(),
        ceiling: Vec::new(),
        deadline: Vec::new(),
        began: Vec::new(),
        first_link: Vec::new(),
        links: Vec::with_capacity(edges.len()),
        link_tie: Vec::with_capacity(edges.len()),
        shares: Vec::new(),
        groups: 0,
        uniform: None,
        any_alap: false,
        findings: Vec::new(),
        calendars,
        activities,
        ties,
    };
    nodes(&mut network, &raw, &order.nodes);
    links(&mut network, &edges, &order.nodes, &order.position);
    facts(&mut network, &stands, &family, &order.position);
    super::loose_ends::tell(&network, &kept, &mut findings);
    findings.sort_unstable();
    network.findings = findings;
    network
}

/// Which ties have both ends and do not tie something to itself or its own ancestor.
fn keep(
    activities: &[Activity],
    ties: &[Tie],
    family: &Family,
    findings: &mut Vec<Finding>,
) -> Vec<bool> {
    let count = activities.len();
    let sound = |(number, tie): (usize, &Tie)| {
        let number = number as TieIx;
        if tie.from as usize >= count || tie.to as usize >= count {
            findings.push(Finding::LooseTie { tie: number });
            return false;
        }
        if family.related(tie.from, tie.to) {
            findings.push(Finding::OwnAncestor { tie: number });
            return false;
        }
        true
    };
    ties.iter().enumerate().map(sound).collect()
}

/// A node for each activity that is no summary.
fn leaves(activities: &[Activity], family: &Family) -> (Vec<Raw>, Vec<Option<u32>>) {
    let mut raw = Vec::with_capacity(activities.len());
    let node_of = activities.iter().zip(0..).map(|(activity, owner)| {
        if family.is_summary(owner) {
            return None;
        }
        raw.push(Raw {
            owner,
            calendar: activity.calendar,
            flags: 0,
        });
        u32::try_from(raw.len() - 1).ok()
    });
    let node_of = node_of.collect();
    (raw, node_of)
}

/// Adds the nodes that stand for summaries, where something must reach what is below.
fn stand_in(
    activities: &[Activity],
    ties: &[Tie],
    kept: &[bool],
    family: &Family,
    raw: &mut Vec<Raw>,
) -> Vec<Stand> {
    if family.top_down().is_empty() {
        return Vec::new();
    }
    let mut wants = vec![(false, false, false); activities.len()];
    let mut want = |activity: ActivityIx, mark: fn(&mut (bool, bool, bool))| {
        if family.is_summary(activity)
            && let Some(place) = wants.get_mut(activity as usize)
        {
            mark(place);
        }
    };
    for (tie, _) in ties.iter().zip(kept).filter(|(_, kept)| **kept) {
        match tie.kind.from_finish() {
            true => want(tie.from, |w| w.1 = true),
            false => want(tie.from, |w| w.2 = true),
        }
        match tie.kind.to_finish() {
            true => want(tie.to, |w| w.1 = true),
            false => want(tie.to, |w| w.0 = true),
        }
    }
    for (activity, number) in activities.iter().zip(0..) {
        if matches!(activity.rule, Rule::StartNoEarlier(_) | Rule::StartOn(_)) {
            want(number, |w| w.0 = true);
        }
        let finish = matches!(
            activity.rule,
            Rule::FinishNoEarlier(_) | Rule::FinishNoLater(_) | Rule::FinishOn(_)
        );
        if finish || activity.deadline.is_some() {
            want(number, |w| w.1 = true);
        }
    }
    // What stands for a summary reaches the nodes below through those of the summaries between.
    for summary in family.top_down() {
        let above = activities
            .get(*summary as usize)
            .and_then(|_| family.parent(*summary))
            .and_then(|parent| wants.get(parent as usize).copied())
            .unwrap_or_default();
        if let Some(own) = wants.get_mut(*summary as usize) {
            own.0 |= above.0;
            own.1 |= above.1;
            own.2 |= above.2;
        }
    }
    let mut stands = vec![Stand::default(); activities.len()];
    for summary in family.top_down() {
        let calendar = family.common_calendar(*summary).unwrap_or(CONTINUOUS);
        let mut add = |flags| {
            raw.push(Raw {
                owner: *summary,
                calendar,
                flags: flags | VIRTUAL,
            });
            u32::try_from(raw.len() - 1).ok()
        };
        let want = wants.get(*summary as usize).copied().unwrap_or_default();
        if let Some(stand) = stands.get_mut(*summary as usize) {
            *stand = Stand {
                floor: want.0.then(|| add(0)).flatten(),
                roof: want.1.then(|| add(0)).flatten(),
                first: want.2.then(|| add(FIRST)).flatten(),
            };
        }
    }
    stands
}

/// The kept ties between nodes.
fn real_edges(
    ties: &[Tie],
    kept: &[bool],
    family: &Family,
    node_of: &[Option<u32>],
    stands: &[Stand],
) -> Vec<Edge> {
    let own = |activity: ActivityIx| node_of.get(activity as usize).copied().flatten();
    let stand = |activity: ActivityIx| stands.get(activity as usize).copied().unwrap_or_default();
    let mut edges = Vec::with_capacity(ties.len());
    for ((tie, kept), number) in ties.iter().zip(kept).zip(0..) {
        let from = match (family.is_summary(tie.from), tie.kind.from_finish()) {
            (false, _) => own(tie.from),
            (true, true) => stand(tie.from).roof,
            (true, false) => stand(tie.from).first,
        };
        let to = match (family.is_summary(tie.to), tie.kind.to_finish()) {
            (false, _) => own(tie.to),
            (true, true) => stand(tie.to).roof,
            (true, false) => stand(tie.to).floor,
        };
        if let (true, Some((from, to))) = (*kept, from.zip(to)) {
            edges.push(Edge {
                from,
                to,
                kind: tie.kind,
                tie: number,
            });
        }
    }
    edges
}

/// The links between a summary's nodes and those below it.
fn virtual_edges(
    family: &Family,
    node_of: &[Option<u32>],
    stands: &[Stand],
    edges: &mut Vec<Edge>,
) {
    for summary in family.top_down() {
        let stand = stands.get(*summary as usize).copied().unwrap_or_default();
        for child in family.children(*summary) {
            let own = node_of.get(*child as usize).copied().flatten();
            let below = stands.get(*child as usize).copied().unwrap_or_default();
            let mut edge = |from: Option<u32>, to: Option<u32>, kind| {
                if let Some((from, to)) = from.zip(to) {
                    edges.push(Edge {
                        from,
                        to,
                        kind,
                        tie: NO_TIE,
                    });
                }
            };
            edge(stand.floor, own.or(below.floor), TieKind::StartStart);
            edge(own.or(below.roof), stand.roof, TieKind::FinishFinish);
            edge(own.or(below.first), stand.first, TieKind::StartStart);
        }
    }
}

fn place(
    activities: &[Activity],
    family: &Family,
    node_of: &[Option<u32>],
    position: &[u32],
) -> Vec<u32> {
    let mut place = vec![0; activities.len()];
    let nodes = place.iter_mut().zip(node_of);
    for (place, node) in nodes {
        let at = node.and_then(|node| position.get(node as usize));
        *place = at.copied().unwrap_or(0);
    }
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
    stands: &[Stand],
    position: &[u32],
) -> Vec<Summary> {
    let summary = |number: &ActivityIx| Summary {
        activity: *number,
        calendar: activities
            .get(*number as usize)
            .map_or(CONTINUOUS, |a| a.calendar),
        children: family.children(*number).to_vec(),
        roof: stands
            .get(*number as usize)
            .and_then(|stand| position.get(stand.roof? as usize).copied()),
    };
    family.top_down().iter().rev().map(summary).collect()
}

/// The columns of the nodes, in order.
fn nodes(network: &mut Network, raw: &[Raw], order: &[u32]) {
    let in_order = || order.iter().filter_map(|node| raw.get(*node as usize));
    let group = |node: &Raw| {
        network
            .activities
            .get(node.owner as usize)
            .map_or(0, |a| a.group)
    };
    // Groups are numbered densely, so that a number out of the blue costs no memory.
    let mut seen: Vec<u32> = network.activities.iter().map(|a| a.group).collect();
    seen.dedup();
    seen.sort_unstable();
    seen.dedup();
    let dense = |group: u32| seen.binary_search(&group).map_or(0, |place| place as u32);
    network.group = match seen.len() {
        0 | 1 => vec![0; order.len()],
        _ => in_order().map(|node| dense(group(node))).collect(),
    };
    network.groups = seen.len();
    network.owner = in_order().map(|node| node.owner).collect();
    network.calendar = in_order().map(|node| node.calendar).collect();
    network.flags = in_order().map(|node| node.flags).collect();
    let count = order.len();
    for column in [
        &mut network.work,
        &mut network.floor,
        &mut network.ceiling,
        &mut network.deadline,
        &mut network.began,
    ] {
        *column = vec![0; count];
    }
    let first = network.calendar.first().copied();
    network.uniform = first.filter(|first| network.calendar.iter().all(|c| c == first));
}

/// The links in the order of their takers.
fn links(network: &mut Network, edges: &[Edge], order: &[u32], position: &[u32]) {
    let count = order.len();
    let at = |node: u32| position.get(node as usize).copied().unwrap_or(0) as usize;
    let mut first = vec![0u32; count + 1];
    for edge in edges {
        if let Some(next) = first.get_mut(at(edge.to) + 1) {
            *next += 1;
        }
        // Only a tie of its own replaces the planned start of an activity, not one of a summary above.
        if let Some(flags) = network
            .flags
            .get_mut(at(edge.to))
            .filter(|_| edge.tie != NO_TIE)
        {
            *flags |= FOLLOWS;
        }
        if let Some(flags) = network.flags.get_mut(at(edge.from)) {
            *flags |= LEADS;
        }
    }
    let mut sum = 0;
    for place in &mut first {
        sum += *place;
        *place = sum;
    }
    let mut next = first.clone();
    let mut links = vec![Link::new(0, TieKind::FinishStart, true, 0); edges.len()];
    let mut link_tie = vec![NO_TIE; edges.len()];
    for edge in edges {
        let (from, to) = (at(edge.from), at(edge.to));
        let tie = network.ties.get(edge.tie as usize);
        let lag = tie.map_or(Lag::NONE, |tie| tie.lag);
        let minutes = if lag == Lag::NONE {
            0
        } else {
            let giver = tie.and_then(|tie| network.activities.get(tie.from as usize));
            lag_minutes(lag, giver.map_or(0, |giver| giver.duration))
        };
        let calendars = network.calendar.get(from).zip(network.calendar.get(to));
        let plain = calendars.is_some_and(|(from, to)| from == to)
            && (minutes == 0 && !matches!(lag, Lag::Share(_) | Lag::ElapsedShare(_))
                || match (lag, network.lag_calendar) {
                    (Lag::Elapsed(_) | Lag::ElapsedShare(_), _) => {
                        network.calendar.get(to) == Some(&CONTINUOUS)
                    }
                    (_, LagCalendar::Fixed(fixed)) => network.calendar.get(to) == Some(&fixed),
                    _ => true,
                });
        let Some(slot) = next.get_mut(to) else {
            continue;
        };
        let place = *slot as usize;
        *slot += 1;
        if let Some(link) = links.get_mut(place) {
            *link = Link::new(from as u32, edge.kind, plain, minutes);
        }
        if let Some(tie) = link_tie.get_mut(place) {
            *tie = edge.tie;
        }
        if matches!(lag, Lag::Share(_) | Lag::ElapsedShare(_)) {
            network.shares.push((place as u32, edge.tie));
        }
    }
    (network.first_link, network.links, network.link_tie) = (first, links, link_tie);
}

/// What every node knows of itself.
fn facts(network: &mut Network, stands: &[Stand], family: &Family, position: &[u32]) {
    for node in 0..network.owner.len() {
        network.derive(node);
    }
    network.any_alap = network.flags.iter().any(|flags| flags & ALAP != 0);
    let at = |node: Option<u32>| Some(position.get(node? as usize).copied()? as usize);
    for summary in family.top_down() {
        let Some(activity) = network.activities.get(*summary as usize).copied() else {
            continue;
        };
        let stand = stands.get(*summary as usize).copied().unwrap_or_default();
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
