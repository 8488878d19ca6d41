//! What the frozen reports of an earlier round say, beside now.

use super::money::Sums;
use super::report::{HistoryPoint, Reported};
use super::{Answers, ProjectAnswers};
use crate::model::*;

/// Returns the closed rounds up to a day, oldest first.
#[must_use]
pub fn closed_rounds(workspace: &Workspace, today: Date) -> Vec<Shared<Round>> {
    let mut rounds: Vec<(Date, Shared<Round>)> = workspace
        .rounds
        .values()
        .filter(|round| round.closed.is_some())
        .filter_map(|round| Some((round.date.filter(|day| *day <= today)?, round.clone())))
        .collect();
    rounds.order_by_key(|(day, round)| (*day, round.id));
    rounds.into_iter().map(|round| round.1).collect()
}

/// Returns what a project said last when a round was closed: its report of that round, else the last
/// one before. Without a round it is the last frozen report.
#[must_use]
pub fn at<'r>(
    workspace: &Workspace,
    reported: &'r Reported,
    round: Option<&Round>,
) -> Option<&'r HistoryPoint> {
    let Some(round) = round else {
        return reported.history.last();
    };
    let is_of = |point: &&HistoryPoint| {
        let report = workspace.reports.get(&point.id);
        report.is_some_and(|report| report.round == Some(round.id))
    };
    let before = |point: &&HistoryPoint| round.date.is_some_and(|day| point.date <= day);
    let all = || reported.history.iter().rev();
    all().find(is_of).or_else(|| all().find(before))
}

/// Figures of the projects that a report speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stood {
    /// Projects on or ahead of their baseline.
    pub on_plan: i64,
    /// Landing, in minor units.
    pub landing: i64,
    /// Consumed, in minor units.
    pub consumed: i64,
    slip_sum: i128,
    slip_weight: i128,
}

impl Stood {
    /// Returns the mean slip in calendar days, weighted by revised budget and rounded.
    #[must_use]
    pub fn slip(&self) -> Option<i64> {
        super::rollup::mean(self.slip_sum, self.slip_weight)
    }
}

/// Sums how the projects stood at a round and how the same projects stand now: like is compared with
/// like, and a project that came later is in neither. `None` where no project reported by then.
#[must_use]
pub fn beside(
    workspace: &Workspace,
    answers: &Answers,
    round: Option<&Round>,
) -> Option<(Stood, Stood)> {
    let (mut then, mut now) = (Stood::default(), Stood::default());
    let mut any = false;
    for project in answers.projects.values() {
        let point = at(workspace, &project.reported, round);
        if let Some(report) = point.and_then(|point| workspace.reports.get(&point.id)) {
            any = true;
            add(project, report, &mut then, &mut now);
        }
    }
    any.then_some((then, now))
}

fn add(project: &ProjectAnswers, report: &Report, then: &mut Stood, now: &mut Stood) {
    let money = &project.money;
    let known = |amount: Option<Money>| {
        let same = amount.filter(|m| m.currency == money.currency)?;
        Some((same.minor, money.sums?))
    };
    if let Some((minor, sums)) = known(report.landing) {
        then.landing = then.landing.saturating_add(minor);
        now.landing = now.landing.saturating_add(sums.landing);
    }
    if let Some((minor, sums)) = known(report.consumed) {
        then.consumed = then.consumed.saturating_add(minor);
        now.consumed = now.consumed.saturating_add(sums.consumed);
    }
    let slip = &project.slip;
    if let (Some(before), Some(days)) = (report.slip_days, slip.calendar_days) {
        then.on_plan += i64::from(before <= 0);
        now.on_plan += i64::from(days <= 0);
    }
    // Both against the baseline of now, so that the difference is how far the finish moved.
    if let (Some(finish), Some(baseline), Some(days)) = (
        report.forecast_finish,
        slip.baseline_finish,
        slip.calendar_days,
    ) {
        let weight = i128::from(money.sums.map_or(1, |s: Sums| s.revised.max(1)));
        then.slip_sum += weight * i128::from(finish.days_since(baseline));
        now.slip_sum += weight * i128::from(days);
        then.slip_weight += weight;
        now.slip_weight += weight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{refresh, sample_answers as world};

    #[test]
    fn a_project_stands_as_it_reported_in_the_round_or_last_before_it() {
        let (workspace, answers) = world();
        let rounds = closed_rounds(&workspace, answers.today);
        assert_eq!(rounds.len(), 12);
        let (autumn, last) = (rounds.get(6).unwrap(), rounds.last().unwrap());
        for project in answers.projects.values() {
            let reported = &project.reported;
            assert_eq!(
                at(&workspace, reported, Some(last)),
                reported.history.last()
            );
            for round in &rounds {
                let by_then = at(&workspace, reported, Some(round));
                assert!(by_then.is_none_or(|point| point.date <= round.closed.unwrap()));
            }
        }
        let by_early =
            |p: &Shared<ProjectAnswers>| at(&workspace, &p.reported, Some(autumn)).is_some();
        let early = answers.projects.values().filter(|p| by_early(p)).count();
        assert!(early > 0 && early < answers.projects.len());
    }

    #[test]
    fn only_projects_that_reported_by_then_are_compared() {
        let (mut workspace, answers) = world();
        let rounds = closed_rounds(&workspace, answers.today);
        let (then, now) = beside(&workspace, &answers, rounds.get(6).map(|r| &**r)).unwrap();
        assert!(now.landing < answers.portfolio.sums.unwrap().landing);
        assert_ne!(then.landing, now.landing);
        // A report of now says what is so now: nothing differs.
        let round = Round {
            closed: Some(answers.today),
            ..Round::blank(Id::new(RawId(9)))
        };
        for (place, (id, project)) in (100..).zip(answers.projects.iter()) {
            let report = Report {
                project: Some(*id),
                round: Some(round.id),
                date: Some(answers.today),
                frozen: true,
                forecast_finish: project.slip.finish.map(|f| f.0),
                slip_days: project.slip.working_days,
                landing: project
                    .money
                    .sums
                    .map(|s| Money::new(s.landing, project.money.currency)),
                consumed: project
                    .money
                    .sums
                    .map(|s| Money::new(s.consumed, project.money.currency)),
                ..Report::blank(Id::new(RawId(place)))
            };
            let (id, values) = (report.id.raw(), report.values());
            workspace.insert_with(Kind::Report, id, values).unwrap();
        }
        let answers = refresh(None, &workspace, answers.today);
        let (then, now) = beside(&workspace, &answers, Some(&round)).unwrap();
        assert_eq!(then, now);
        assert_eq!(now.landing, answers.portfolio.sums.unwrap().landing);
        assert_eq!(now.slip(), answers.portfolio.weighted_slip());
    }
}
