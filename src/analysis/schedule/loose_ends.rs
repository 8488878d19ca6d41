//! Activities whose start or finish nothing ties: the classic dangling ends.

use super::arranged::Network;
use super::findings::Finding;
use super::network::{ActivityIx, TieKind};

/// What ties the ends of an activity.
#[derive(Clone, Copy, Default)]
struct Ends {
    into_start: bool,
    into_finish: bool,
    out_of_start: bool,
    out_of_finish: bool,
}

/// Tells of every activity (no summary) whose start nothing determines or whose finish determines
/// nothing; what ties a summary ties everything below it.
pub(super) fn tell(network: &Network, findings: &mut Vec<Finding>) {
    if network.ties.is_empty() {
        return;
    }
    let mut ends = vec![Ends::default(); network.len()];
    let mut mark = |activity: ActivityIx, mark: fn(&mut Ends)| {
        if let Some(place) = ends.get_mut(activity as usize) {
            mark(place);
        }
    };
    let is_left_out = |finding: &Finding| match finding {
        Finding::LooseTie { tie } | Finding::OwnAncestor { tie } => Some(*tie),
        _ => None,
    };
    // In the order of the ties.
    let mut left_out = network.cut.iter().filter_map(is_left_out).peekable();
    for (tie, number) in network.ties.iter().zip(0..) {
        if left_out.next_if_eq(&number).is_some() {
            continue;
        }
        match tie.kind {
            TieKind::FinishStart => {
                mark(tie.from, |e| e.out_of_finish = true);
                mark(tie.to, |e| e.into_start = true);
            }
            TieKind::StartStart => {
                mark(tie.from, |e| e.out_of_start = true);
                mark(tie.to, |e| e.into_start = true);
            }
            TieKind::FinishFinish => {
                mark(tie.from, |e| e.out_of_finish = true);
                mark(tie.to, |e| e.into_finish = true);
            }
            TieKind::StartFinish => {
                mark(tie.from, |e| e.out_of_start = true);
                mark(tie.to, |e| e.into_finish = true);
            }
        }
    }
    for summary in network.summaries.iter().rev() {
        let above = ends
            .get(summary.activity as usize)
            .copied()
            .unwrap_or_default();
        for child in &summary.children {
            if let Some(own) = ends.get_mut(*child as usize) {
                own.into_start |= above.into_start;
                own.into_finish |= above.into_finish;
                own.out_of_start |= above.out_of_start;
                own.out_of_finish |= above.out_of_finish;
            }
        }
    }
    for (own, activity) in ends.iter().zip(0..) {
        if network.is_summary(activity) {
            continue;
        }
        // The two ends of a milestone are one.
        let is_moment = network.activity(activity).is_some_and(|a| a.duration == 0);
        if !(own.into_start || is_moment && own.into_finish) {
            findings.push(Finding::NoPredecessor {
                activity,
                dangling: own.into_finish,
            });
        }
        if !(own.out_of_finish || is_moment && own.out_of_start) {
            findings.push(Finding::NoSuccessor {
                activity,
                dangling: own.out_of_start,
            });
        }
    }
}
