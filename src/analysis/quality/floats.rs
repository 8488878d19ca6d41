//! Checks 6 to 8, 12 and 13: floats, durations and the critical path.

use super::{Check, Counted, Outcome, Scope, Verdict, path_length_index};
use crate::analysis::schedule::{Done, compute};
use crate::analysis::wbs;
use crate::model::*;

/// Longer than two months of work is high.
const HIGH: i64 = 44;

/// What the critical path test adds, in working days.
const TEST_DAYS: i64 = 600;

/// 6 and 7: float above 44 working days, and below zero.
pub(super) fn floats(scope: &Scope<'_>, check: Check) -> Outcome {
    let offends = |float: i64| match check {
        Check::HighFloat => float > HIGH,
        _ => float < 0,
    };
    let offences = scope.open.iter().filter_map(|counted| {
        let float = scope.float(counted);
        offends(float).then(|| scope.offence(counted, Some(float)))
    });
    scope.outcome(check, scope.open.len(), offences.collect())
}

/// 8: baseline durations above 44 working days; the duration itself where there is no baseline.
pub(super) fn durations(scope: &Scope<'_>) -> Outcome {
    let offences = scope.open.iter().filter_map(|counted| {
        let baseline = wbs::baseline(counted.task)
            .and_then(|(first, last)| Some(scope.calendar.working_days(first, last.plus_days(1)?)));
        let days = baseline.unwrap_or(counted.duration / Span::DAY);
        (days > HIGH).then(|| scope.offence(counted, Some(days)))
    });
    scope.outcome(Check::HighDuration, scope.open.len(), offences.collect())
}

/// 12: a long delay on the critical path has to arrive at the end.
pub(super) fn critical_path(scope: &Scope<'_>) -> Outcome {
    let (network, options) = scope.plan.network();
    let on_it = |counted: &&Counted<'_>| scope.schedule.on_longest_path(network, counted.activity);
    // Not begun where there is such a task: the first in the order of days.
    let first = scope.open.iter().filter(on_it).min_by_key(|counted| {
        let begun = network
            .activity(counted.activity)
            .is_some_and(|a| a.done != Done::Nothing);
        (
            begun,
            scope.schedule.early_start(network, counted.activity),
            counted.activity,
        )
    });
    let mut outcome = scope.outcome(Check::CriticalPath, 0, Vec::new());
    let Some((first, activity)) = first.and_then(|f| Some((f, network.activity(f.activity)?)))
    else {
        return outcome;
    };
    let more = i32::try_from(TEST_DAYS * Span::DAY).unwrap_or(0);
    let mut longer = network.clone();
    longer.set_duration(first.activity, activity.duration.saturating_add(more));
    longer.change(first.activity, |activity| {
        if let Done::Started { left, .. } = &mut activity.done {
            *left = left.saturating_add(more);
        }
    });
    let after = compute(&longer, options);
    let end = |schedule| scope.plan.project_finish(schedule, first.task.project);
    let Some((was, is)) = end(scope.schedule).zip(end(&after)) else {
        return outcome;
    };
    let moved = network.work_time(activity.calendar).between(was, is);
    outcome.count = i64::from(moved).div_euclid(Span::DAY);
    outcome.of = TEST_DAYS;
    outcome.share = Percent::ratio(outcome.count, outcome.of);
    // Within a day: where it ends may fall on another side of a break.
    let arrives = (outcome.count - TEST_DAYS).abs() <= 1;
    outcome.verdict = if arrives {
        Verdict::Pass
    } else {
        Verdict::Fail
    };
    if !arrives {
        outcome.offences = vec![scope.offence(first, Some(outcome.count))];
    }
    outcome
}

/// 13: the days left on the critical path with and without the float against the baseline.
pub(super) fn path_length(scope: &Scope<'_>) -> Outcome {
    let last = |days: Option<Date>, other: Option<Date>| days.max(other);
    let planned = scope
        .part
        .project()
        .and_then(|id| scope.workspace.projects.get(&id)?.baseline_finish)
        .or_else(|| {
            let all = scope
                .all
                .iter()
                .map(|c| wbs::baseline(c.task).map(|days| days.1));
            all.fold(None, last)
        });
    let open = scope.open.iter();
    let days = open.map(|c| {
        scope
            .plan
            .days(scope.schedule, c.activity)
            .map(|days| days.1)
    });
    let finish = days.fold(None, last);
    let mut outcome = scope.outcome(Check::CriticalPathLength, 0, Vec::new());
    let Some((planned, finish)) = planned.zip(finish) else {
        return outcome;
    };
    let left = finish
        .plus_days(1)
        .map_or(0, |end| scope.calendar.working_days(scope.today, end));
    let float = scope.calendar.working_days(finish, planned);
    let Some(index) = path_length_index(left, float) else {
        return outcome;
    };
    (outcome.count, outcome.of) = (left + float, left);
    outcome.share = Some(index);
    let holds = Check::CriticalPathLength.limit().holds(index);
    outcome.verdict = if holds { Verdict::Pass } else { Verdict::Fail };
    outcome
}
