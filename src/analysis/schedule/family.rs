//! Who is below whom.

use super::findings::Finding;
use super::network::{Activity, ActivityIx, CalendarIx, Tie, TieIx};

/// The tree of activities.
pub(super) struct Family {
    count: usize,
    parent: Vec<Option<ActivityIx>>,
    children: Vec<Vec<ActivityIx>>,
    /// Summaries, parents before children.
    top_down: Vec<ActivityIx>,
    /// The one calendar of everything below, if it is one.
    common: Vec<Option<CalendarIx>>,
}

impl Family {
    /// Nobody is below anybody.
    pub(super) fn none(count: usize) -> Self {
        Self {
            count,
            parent: Vec::new(),
            children: Vec::new(),
            top_down: Vec::new(),
            common: Vec::new(),
        }
    }

    pub(super) fn of(activities: &[Activity], findings: &mut Vec<Finding>) -> Self {
        let count = activities.len();
        let mut parent: Vec<Option<ActivityIx>> = activities
            .iter()
            .map(|activity| activity.parent.filter(|p| (*p as usize) < count))
            .collect();
        open_circles(&mut parent, findings);
        let mut children = vec![Vec::new(); count];
        for (above, child) in parent.iter().zip(0..) {
            if let Some(list) = above.and_then(|above| children.get_mut(above as usize)) {
                list.push(child);
            }
        }
        let tops = parent.iter().zip(0..).filter(|(above, _)| above.is_none());
        let mut top_down: Vec<ActivityIx> = tops.map(|(_, top)| top).collect();
        let mut next = 0;
        while let Some(activity) = top_down.get(next) {
            let below = children
                .get(*activity as usize)
                .cloned()
                .unwrap_or_default();
            top_down.extend(below);
            next += 1;
        }
        let mut common: Vec<Option<CalendarIx>> = activities
            .iter()
            .map(|activity| Some(activity.calendar))
            .collect();
        for activity in top_down.iter().rev() {
            let below = children
                .get(*activity as usize)
                .map_or(&[][..], Vec::as_slice);
            let of = |child: &ActivityIx| common.get(*child as usize).copied().flatten();
            if let Some(first) = below.first() {
                let first = of(first);
                let same = below.iter().all(|child| of(child) == first);
                if let Some(place) = common.get_mut(*activity as usize) {
                    *place = first.filter(|_| same);
                }
            }
        }
        top_down.retain(|activity| {
            children
                .get(*activity as usize)
                .is_some_and(|c| !c.is_empty())
        });
        Self {
            count,
            parent,
            children,
            top_down,
            common,
        }
    }

    pub(super) fn is_summary(&self, activity: ActivityIx) -> bool {
        !self.children(activity).is_empty()
    }

    pub(super) fn children(&self, activity: ActivityIx) -> &[ActivityIx] {
        self.children
            .get(activity as usize)
            .map_or(&[], Vec::as_slice)
    }

    pub(super) fn parent(&self, activity: ActivityIx) -> Option<ActivityIx> {
        self.parent.get(activity as usize).copied().flatten()
    }

    /// Summaries, parents before children.
    pub(super) fn top_down(&self) -> &[ActivityIx] {
        &self.top_down
    }

    pub(super) fn common_calendar(&self, activity: ActivityIx) -> Option<CalendarIx> {
        self.common.get(activity as usize).copied().flatten()
    }

    /// Why a tie is left out: an end of it is not there, or it ties something to itself or its own ancestor.
    pub(super) fn refuses(&self, tie: &Tie, number: TieIx) -> Option<Finding> {
        if tie.from as usize >= self.count || tie.to as usize >= self.count {
            return Some(Finding::LooseTie { tie: number });
        }
        let related = self.related(tie.from, tie.to);
        related.then_some(Finding::OwnAncestor { tie: number })
    }

    /// Is the tie kept?
    pub(super) fn allows(&self, tie: &Tie) -> bool {
        self.refuses(tie, 0).is_none()
    }

    /// Is it the same activity, or one above or below?
    fn related(&self, one: ActivityIx, other: ActivityIx) -> bool {
        one == other || self.is_above(one, other) || self.is_above(other, one)
    }

    fn is_above(&self, above: ActivityIx, below: ActivityIx) -> bool {
        self.is_summary(above)
            && std::iter::successors(self.parent(below), |at| self.parent(*at))
                .any(|at| at == above)
    }
}

/// Cuts circles of parents: the lowest number in a circle comes on top.
fn open_circles(parent: &mut [Option<ActivityIx>], findings: &mut Vec<Finding>) {
    // 0 unseen, 1 on the way, 2 known to end at a top.
    let mut seen = vec![0u8; parent.len()];
    for start in 0..parent.len() {
        let mut way = Vec::new();
        let mut at = Some(start);
        while let Some(here) = at {
            match seen.get(here).copied() {
                Some(0) => {
                    if let Some(mark) = seen.get_mut(here) {
                        *mark = 1;
                    }
                    way.push(here);
                    at = parent.get(here).copied().flatten().map(|p| p as usize);
                }
                Some(1) => {
                    let circle = way.iter().skip_while(|step| **step != here);
                    if let Some(top) = circle.min().copied() {
                        if let Some(above) = parent.get_mut(top) {
                            *above = None;
                        }
                        findings.push(Finding::ParentCycle {
                            activity: top as u32,
                        });
                    }
                    at = None;
                }
                _ => at = None,
            }
        }
        for step in way {
            if let Some(mark) = seen.get_mut(step) {
                *mark = 2;
            }
        }
    }
}
