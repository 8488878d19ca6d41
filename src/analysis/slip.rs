//! Where a project stands in time.

use crate::model::InOrder;
use crate::model::{Calendar, Date, Percent, Project, RawId, Task, TaskKind, Text};

/// Where the forecast finish was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FinishSource {
    /// The project is finished.
    Actual,
    /// Forecast by its manager.
    Forecast,
    /// No forecast: as first planned.
    Planned,
    /// No forecast and no plan: the baseline.
    Baseline,
}

/// A span and its slip. Days on screen are inclusive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Slip {
    /// First day: actual, else forecast, else planned, else baseline.
    pub start: Option<Date>,
    /// Last day as forecast now, and where it was taken from.
    pub finish: Option<(Date, FinishSource)>,
    /// First day of the baseline.
    pub baseline_start: Option<Date>,
    /// Last day of the baseline.
    pub baseline_finish: Option<Date>,
    /// Forecast (or actual) finish minus baseline finish in working days; absent without a forecast.
    pub working_days: Option<i64>,
    /// Forecast finish minus baseline finish in calendar days.
    pub calendar_days: Option<i64>,
    /// Working days of the baseline, first and last day included.
    pub baseline_duration: Option<i64>,
    /// Slip in working days over the duration of the baseline.
    pub share: Option<Percent>,
}

/// Measures the slip of a project.
#[must_use]
pub fn of_project(project: &Project, calendar: &Calendar) -> Slip {
    let finish = project
        .actual_finish
        .map(|d| (d, FinishSource::Actual))
        .or(project.forecast_finish.map(|d| (d, FinishSource::Forecast)))
        .or(project.planned_finish.map(|d| (d, FinishSource::Planned)))
        .or(project.baseline_finish.map(|d| (d, FinishSource::Baseline)));
    let start = project
        .actual_start
        .or(project.forecast_start)
        .or(project.planned_start)
        .or(project.baseline_start);
    let baseline_start = project.baseline_start.or(project.planned_start);
    let baseline_finish = project.baseline_finish;
    // A plan alone forecasts nothing: measured against itself it would always look on time.
    let forecast = finish
        .filter(|(_, source)| matches!(source, FinishSource::Actual | FinishSource::Forecast));
    let slip = forecast.zip(baseline_finish);
    let working_days = slip.and_then(|((now, _), then)| days_late(calendar, then, now));
    let calendar_days = slip.map(|((now, _), then)| now.days_since(then));
    let baseline_duration = baseline_start
        .zip(baseline_finish)
        .and_then(|(first, last)| Some(calendar.working_days(first, last.plus_days(1)?)))
        .filter(|days| *days > 0);
    let share = working_days
        .zip(baseline_duration)
        .and_then(|(slip, duration)| Percent::ratio(slip, duration));
    Slip {
        start,
        finish,
        baseline_start,
        baseline_finish,
        working_days,
        calendar_days,
        baseline_duration,
        share,
    }
}

/// Returns the working days after `then` up to and including `now`; negative when `now` is earlier.
///
/// Both are last days, so a finish moved from Friday to Monday is one day late.
fn days_late(calendar: &Calendar, then: Date, now: Date) -> Option<i64> {
    Some(calendar.working_days(then.plus_days(1)?, now.plus_days(1)?))
}

/// A milestone or gate of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    /// The task.
    pub id: RawId,
    /// Its name.
    pub name: Text,
    /// A gate, not only an event.
    pub gate: bool,
    /// The day of the baseline.
    pub baseline: Option<Date>,
    /// The day it was passed, else the day it is forecast for, else the baseline.
    pub date: Date,
    /// It was passed.
    pub passed: bool,
    /// Day minus baseline day in working days; absent where the day was neither passed nor forecast.
    pub slip_days: Option<i64>,
    /// Somebody outside the project relies on it.
    pub committed: bool,
}

impl Milestone {
    /// Its day is behind and it was not passed, or it is forecast after its baseline.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        !self.passed && (self.date < today || self.slip_days.is_some_and(|days| days > 0))
    }
}

/// Returns the milestones and gates of a project, by day.
#[must_use]
pub fn milestones<'t>(
    tasks: impl Iterator<Item = &'t Task>,
    calendar: &Calendar,
) -> Vec<Milestone> {
    let mut found: Vec<Milestone> = tasks
        .filter_map(|task| {
            let kind = task.task_kind.as_ref()?.known()?;
            let gate = match kind {
                TaskKind::Gate => true,
                TaskKind::Milestone => false,
                TaskKind::Task | TaskKind::Summary => return None,
            };
            let baseline = task.baseline_finish.or(task.baseline_start);
            let passed = task.actual_finish.or(task.actual_start);
            let known = passed.or(task.forecast_finish).or(task.forecast_start);
            let date = known.or(baseline)?;
            Some(Milestone {
                id: task.id.raw(),
                name: task.name.clone(),
                gate,
                baseline,
                date,
                passed: passed.is_some(),
                slip_days: baseline
                    .zip(known)
                    .and_then(|(then, now)| days_late(calendar, then, now)),
                committed: task.committed,
            })
        })
        .collect();
    found.order_by_key(|each| (each.date, each.id));
    found
}

/// How far a project is against how far it should be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Physical progress as entered, else the share of milestones passed.
    pub actual: Option<Percent>,
    /// The share comes from milestones.
    pub from_milestones: bool,
    /// Working days of the baseline that are behind, over all of them.
    pub planned: Option<Percent>,
}

/// Measures progress; `planned` is linear over the working days of the baseline.
#[must_use]
pub fn progress(
    project: &Project,
    slip: &Slip,
    milestones: &[Milestone],
    calendar: &Calendar,
    today: Date,
) -> Progress {
    let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let passed = count(milestones.iter().filter(|m| m.passed).count());
    let by_milestones = Percent::ratio(passed, count(milestones.len()));
    let planned = slip
        .baseline_start
        .zip(slip.baseline_duration)
        .and_then(|(start, duration)| {
            let behind = calendar.working_days(start, today.plus_days(1)?);
            Percent::ratio(behind.clamp(0, duration), duration)
        });
    Progress {
        actual: project.progress.or(by_milestones),
        from_milestones: project.progress.is_none() && by_milestones.is_some(),
        planned,
    }
}

/// Is this phase one in which nothing is judged any more?
#[must_use]
pub fn is_over(project: &Project) -> bool {
    use crate::model::Phase;
    let phase = project.phase.as_ref().and_then(crate::model::Choice::known);
    project.actual_finish.is_some() || matches!(phase, Some(Phase::Closed | Phase::Stopped))
}

/// Is the project still ahead: proposed, or its first day in the future without an actual start?
#[must_use]
pub fn is_ahead(project: &Project, slip: &Slip, today: Date) -> bool {
    use crate::model::Phase;
    let phase = project.phase.as_ref().and_then(crate::model::Choice::known);
    phase == Some(Phase::Proposal)
        || (project.actual_start.is_none()
            && project.progress.is_none_or(|p| p.0 == 0)
            && slip.start.is_some_and(|start| start > today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Choice, Id, RawId};

    fn day(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    fn project(baseline: &str, forecast: Option<&str>) -> Project {
        Project {
            baseline_start: Some(day("2026-01-05")),
            baseline_finish: Some(day(baseline)),
            planned_finish: Some(day(baseline)),
            forecast_finish: forecast.map(day),
            ..Project::blank(Id::new(RawId(1)))
        }
    }

    #[test]
    fn a_finish_moved_over_a_weekend_is_one_day_late_from_any_day_of_it() {
        let calendar = Calendar::default();
        for friday_to_sunday in ["2026-01-30", "2026-01-31", "2026-02-01"] {
            let slip = of_project(&project(friday_to_sunday, Some("2026-02-02")), &calendar);
            assert_eq!(slip.working_days, Some(1), "{friday_to_sunday}");
        }
        let early = of_project(&project("2026-02-02", Some("2026-01-30")), &calendar);
        assert_eq!(
            (early.working_days, early.calendar_days),
            (Some(-1), Some(-3))
        );
    }

    #[test]
    fn a_plan_without_a_forecast_is_not_on_time() {
        let slip = of_project(&project("2026-01-30", None), &Calendar::default());
        assert_eq!(
            slip.finish,
            Some((day("2026-01-30"), FinishSource::Planned))
        );
        assert_eq!((slip.working_days, slip.share), (None, None));
        let gate = Task {
            task_kind: Some(Choice::Known(TaskKind::Gate)),
            baseline_finish: Some(day("2026-01-30")),
            ..Task::blank(Id::new(RawId(2)))
        };
        let gates = milestones([&gate].into_iter(), &Calendar::default());
        assert_eq!(gates[0].slip_days, None);
        assert!(gates[0].is_late(day("2026-01-31")) && !gates[0].is_late(day("2026-01-30")));
    }

    #[test]
    fn progress_that_should_be_there_grows_with_the_working_days() {
        // Ten working days, 5 to 16 January; by the end of Friday 9 January five are behind.
        let record = project("2026-01-16", None);
        let calendar = Calendar::default();
        let slip = of_project(&record, &calendar);
        assert_eq!(slip.baseline_duration, Some(10));
        for (today, share) in [
            ("2026-01-01", 0),
            ("2026-01-09", 5_000),
            ("2026-03-01", 10_000),
        ] {
            let planned = progress(&record, &slip, &[], &calendar, day(today)).planned;
            assert_eq!(planned, Some(Percent(share)), "{today}");
        }
    }
}
