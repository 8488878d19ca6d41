//! The nodes: one for each activity that is no summary, and those that stand for summaries.

use super::arranged::{FIRST, NO_NODE, VIRTUAL};
use super::family::Family;
use super::network::{Activity, ActivityIx, CONTINUOUS, CalendarIx, Rule, Tie};

/// A node before it has its place in the order.
#[derive(Clone, Copy)]
pub(super) struct Raw {
    pub owner: ActivityIx,
    pub calendar: CalendarIx,
    pub flags: u8,
}

/// The nodes that stand for a summary.
#[derive(Clone, Copy, Default)]
pub(super) struct Stand {
    pub floor: Option<u32>,
    pub roof: Option<u32>,
    pub first: Option<u32>,
}

/// All nodes by number, those of the activities first.
pub(super) struct Nodes {
    /// Empty where every activity has a node of its own: its number is that of the activity.
    raw: Vec<Raw>,
    count: usize,
    /// By activity its node or [`NO_NODE`]; empty like the list of nodes.
    node_of: Vec<u32>,
    /// By activity; empty where nothing is a summary.
    stands: Vec<Stand>,
    /// The calendar of all activities, if it is one and nothing is a summary.
    pub uniform: Option<CalendarIx>,
}

impl Nodes {
    pub(super) fn of_all(
        activities: &[Activity],
        ties: &[Tie],
        family: &Family,
        uniform: Option<CalendarIx>,
    ) -> Self {
        if family.top_down().is_empty() {
            return Self {
                raw: Vec::new(),
                count: activities.len(),
                node_of: Vec::new(),
                stands: Vec::new(),
                uniform,
            };
        }
        let (mut raw, node_of) = leaves(activities, family);
        let stands = stand_in(activities, ties, family, &mut raw);
        Self {
            count: raw.len(),
            raw,
            node_of,
            stands,
            uniform: None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    /// The node of an activity that is there and no summary.
    #[inline(always)]
    pub(super) fn of(&self, activity: ActivityIx) -> Option<u32> {
        if self.raw.is_empty() {
            return ((activity as usize) < self.count).then_some(activity);
        }
        let node = self.node_of.get(activity as usize).copied();
        node.filter(|node| *node != NO_NODE)
    }

    pub(super) fn stand(&self, summary: ActivityIx) -> Stand {
        let stand = self.stands.get(summary as usize);
        stand.copied().unwrap_or_default()
    }

    /// The activity or summary of a node.
    pub(super) fn owner(&self, node: u32) -> ActivityIx {
        self.raw.get(node as usize).map_or(node, |raw| raw.owner)
    }

    #[inline(always)]
    pub(super) fn raw(&self, node: u32, activities: &[Activity]) -> Raw {
        if let Some(raw) = self.raw.get(node as usize) {
            return *raw;
        }
        let activity = activities.get(node as usize);
        Raw {
            owner: node,
            calendar: activity.map_or(CONTINUOUS, |activity| activity.calendar),
            flags: 0,
        }
    }
}

/// A node for each activity that is no summary, and by activity its node or [`NO_NODE`].
fn leaves(activities: &[Activity], family: &Family) -> (Vec<Raw>, Vec<u32>) {
    let mut raw = Vec::with_capacity(activities.len());
    let mut node_of = Vec::with_capacity(activities.len());
    for (activity, owner) in activities.iter().zip(0..) {
        if family.is_summary(owner) {
            node_of.push(NO_NODE);
            continue;
        }
        node_of.push(raw.len() as u32);
        raw.push(Raw {
            owner,
            calendar: activity.calendar,
            flags: 0,
        });
    }
    (raw, node_of)
}

/// Adds the nodes that stand for summaries, where something must reach what is below.
fn stand_in(
    activities: &[Activity],
    ties: &[Tie],
    family: &Family,
    raw: &mut Vec<Raw>,
) -> Vec<Stand> {
    let mut wants = vec![(false, false, false); activities.len()];
    let mut want = |activity: ActivityIx, mark: fn(&mut (bool, bool, bool))| {
        if family.is_summary(activity)
            && let Some(place) = wants.get_mut(activity as usize)
        {
            mark(place);
        }
    };
    for tie in ties.iter().filter(|tie| family.allows(tie)) {
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
