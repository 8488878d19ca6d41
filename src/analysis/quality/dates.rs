//! Checks 9 to 11 and 14: recorded dates, people, and what was due.

use super::repair::set;
use super::{Check, Counted, Outcome, Scope, Verdict, length};
use crate::analysis::wbs;
use crate::model::*;

/// 9: what has not happened lies ahead, what has happened lies behind.
pub(super) fn invalid(scope: &Scope<'_>) -> Outcome {
    let today = scope.today;
    let offences = scope.all.iter().filter_map(|counted| {
        let task = counted.task;
        let ahead = [
            ("actual_start", task.actual_start),
            ("actual_finish", task.actual_finish),
        ];
        let ahead: Vec<_> = ahead
            .into_iter()
            .filter(|(_, day)| day.is_some_and(|day| day > today))
            .map(|(key, _)| (key, None))
            .collect();
        if !ahead.is_empty() {
            let mut offence = scope.offence(counted, None);
            offence.repair = Some(set(task, ahead));
            return Some(offence);
        }
        if task.actual_finish.is_some() {
            return None;
        }
        let start_behind =
            task.actual_start.is_none() && task.forecast_start.is_some_and(|day| day < today);
        let finish_behind = task.forecast_finish.is_some_and(|day| day < today);
        if !start_behind && !finish_behind {
            return None;
        }
        let behind = task
            .forecast_finish
            .filter(|_| finish_behind)
            .or(task.forecast_start);
        let late = behind.map(|day| scope.calendar.working_days(day, today));
        let mut offence = scope.offence(counted, late);
        offence.repair = scope
            .plan
            .days(scope.schedule, counted.activity)
            .map(|(first, last)| {
                let mut fields = vec![("forecast_finish", Some(Value::Date(last)))];
                if start_behind {
                    fields.insert(0, ("forecast_start", Some(Value::Date(first))));
                }
                set(task, fields)
            });
        Some(offence)
    });
    scope.outcome(Check::InvalidDates, scope.all.len(), offences.collect())
}

/// 10: every task of a day or more has somebody, or at least a skill asked for.
pub(super) fn resources(scope: &Scope<'_>) -> Outcome {
    let long = || {
        scope
            .open
            .iter()
            .filter(|counted| counted.duration >= Span::DAY)
    };
    let offences = long().filter_map(|counted| {
        let task = counted.task;
        let nobody = task.owner.is_none() && task.role.is_empty();
        let mut offence = nobody.then(|| scope.offence(counted, None))?;
        let project = task
            .project
            .and_then(|id| scope.workspace.projects.get(&id));
        let manager = project.and_then(|project| project.manager);
        offence.repair =
            manager.map(|person| set(task, vec![("owner", Some(Value::Ref(person.raw())))]));
        Some(offence)
    });
    scope.outcome(Check::Resources, long().count(), offences.collect())
}

/// Is it due by today in the baseline? Returns the day.
fn due(scope: &Scope<'_>, counted: &Counted<'_>) -> Option<Date> {
    let last = wbs::baseline(counted.task)?.1;
    (last <= scope.today).then_some(last)
}

/// 11: due by today and later than in the baseline.
pub(super) fn missed(scope: &Scope<'_>) -> Outcome {
    let all = scope.all.iter();
    let due: Vec<_> = all
        .filter_map(|counted| Some((counted, due(scope, counted)?)))
        .collect();
    let offences = due.iter().filter_map(|(counted, last)| {
        let ended = counted.task.actual_finish.unwrap_or(scope.today);
        let missed = counted.task.actual_finish.is_none_or(|day| day > *last);
        let late = scope.calendar.working_days(*last, ended);
        missed.then(|| scope.offence(counted, Some(late)))
    });
    scope.outcome(Check::MissedTasks, due.len(), offences.collect())
}

/// 14: tasks completed over tasks that should have been.
pub(super) fn execution(scope: &Scope<'_>) -> Outcome {
    let due = scope
        .all
        .iter()
        .filter(|counted| due(scope, counted).is_some())
        .count();
    let is_done = |counted: &&Counted<'_>| {
        counted
            .task
            .actual_finish
            .is_some_and(|day| day <= scope.today)
    };
    let completed = scope.all.iter().filter(is_done).count();
    let mut outcome = scope.outcome(Check::BaselineExecution, due, Vec::new());
    outcome.count = length(completed);
    outcome.share = Percent::ratio(outcome.count, outcome.of);
    outcome.verdict = match outcome.share {
        None => Verdict::Nothing,
        Some(share) if Check::BaselineExecution.limit().holds(share) => Verdict::Pass,
        Some(_) => Verdict::Fail,
    };
    outcome
}
