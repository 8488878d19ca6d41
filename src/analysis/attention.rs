//! What needs a decision first: projects ranked by money at stake.

use super::{Answers, ProjectAnswers};
use crate::model::{Id, InOrder, Money, Project, Rag, RawId};

/// Why a project is on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The status in force is red.
    Red,
    /// The computed status is worse than the declared one.
    WorseThanDeclared,
    /// The landing passes the budget.
    Overrun,
    /// The forecast finish is after the baseline.
    Slip,
    /// A milestone that others rely on is forecast late: the task, and by how many working days.
    CommittedLate(RawId, i64),
    /// It holds up other projects: how many.
    HoldsUp(usize),
    /// There is no fresh report: days since the last, if there was one.
    NotReported(Option<i64>),
}

/// A project that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attention {
    /// The project.
    pub project: Id<Project>,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
    /// The overrun, where there is one.
    pub overrun: Option<Money>,
    /// The slip in calendar days, where there is one.
    pub slip_days: Option<i64>,
}

/// Returns the projects that need attention: red first, then by money at stake, then by slip.
#[must_use]
pub fn list(answers: &Answers) -> Vec<Attention> {
    let mut found: Vec<(bool, i64, i64, Attention)> = answers
        .projects
        .iter()
        .filter_map(|(id, project)| {
            let reasons = reasons(answers, *id, project);
            if reasons.is_empty() {
                return None;
            }
            let overrun = project.money.sums.map(|s| s.overrun()).filter(|o| *o > 0);
            let slip = project.slip.calendar_days.filter(|d| *d > 0);
            let item = Attention {
                project: *id,
                overrun: overrun.map(|o| Money::new(o, project.money.currency)),
                slip_days: slip,
                reasons,
            };
            let red = project.status.overall.in_force == Rag::Red
                || project.status.overall.computed == Some(Rag::Red);
            Some((red, overrun.unwrap_or(0), slip.unwrap_or(0), item))
        })
        .collect();
    found.order_by(|a, b| (b.0, b.1, b.2, a.3.project).cmp(&(a.0, a.1, a.2, b.3.project)));
    found.into_iter().map(|f| f.3).collect()
}

fn reasons(answers: &Answers, id: Id<Project>, project: &ProjectAnswers) -> Vec<Reason> {
    let overall = &project.status.overall;
    if overall.in_force == Rag::Closed || overall.computed == Some(Rag::Closed) {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    if overall.in_force == Rag::Red {
        reasons.push(Reason::Red);
    }
    let worse = overall
        .declared
        .zip(overall.computed)
        .is_some_and(|(d, c)| {
            c != Rag::NotAssessed
                && d != Rag::NotAssessed
                && super::rag::severity(c) > super::rag::severity(d)
        });
    if worse {
        reasons.push(Reason::WorseThanDeclared);
    }
    let outside = |axis| {
        project
            .status
            .axis(axis)
            .is_some_and(|a| matches!(a.computed, Some(Rag::Red | Rag::Amber)))
    };
    if outside(crate::model::Axis::Cost) {
        reasons.push(Reason::Overrun);
    }
    if outside(crate::model::Axis::Time) {
        reasons.push(Reason::Slip);
    }
    // The forecast counts, not the past: the promise is known to break before its day comes.
    let committed = project
        .milestones
        .iter()
        .filter(|m| m.committed && !m.passed)
        .filter_map(|m| Some((m.slip_days.filter(|days| *days > 0)?, m.id)))
        .max_by_key(|(days, id)| (*days, std::cmp::Reverse(*id)));
    if let Some((days, task)) = committed {
        reasons.push(Reason::CommittedLate(task, days));
    }
    let holds_up = answers
        .promises
        .iter()
        .filter(|p| p.giver == id && p.broken())
        .count();
    if holds_up > 0 {
        reasons.push(Reason::HoldsUp(holds_up));
    }
    if project.reported.stale && project.reported.latest.is_some() {
        reasons.push(Reason::NotReported(project.reported.age_days));
    }
    // An amber project whose manager says the same needs no meeting.
    let only_amber = reasons
        .iter()
        .all(|r| matches!(r, Reason::Overrun | Reason::Slip))
        && overall.computed != Some(Rag::Red);
    if only_amber { Vec::new() } else { reasons }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::refresh;
    use crate::model::{Date, Kind, Value, Workspace};

    fn reasons_of(workspace: &Workspace, id: Id<Project>) -> Vec<Reason> {
        let answers = refresh(None, workspace, Date::new(2026, 5, 18).unwrap());
        let found = list(&answers).into_iter().find(|item| item.project == id);
        found.map(|item| item.reasons).unwrap_or_default()
    }

    #[test]
    fn a_committed_milestone_that_is_forecast_late_asks_for_attention_before_its_day() {
        let mut workspace = crate::sample::arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let answers = refresh(None, &workspace, today);
        let asks: Vec<_> = list(&answers).iter().map(|item| item.project).collect();
        let (id, milestone) = answers
            .projects
            .iter()
            .filter(|(id, _)| !asks.contains(id))
            .find_map(|(id, found)| {
                let next = found
                    .milestones
                    .iter()
                    .find(|m| !m.passed && m.baseline.is_some_and(|day| day > today))?;
                Some((*id, next.clone()))
            })
            .unwrap();
        let mut set = |key: &str, value| {
            workspace
                .set(Kind::Task, milestone.id, key, Some(value))
                .unwrap();
        };
        set("committed", Value::Flag);
        let baseline = milestone.baseline.unwrap();
        let calendar = answers.calendar();
        let late = calendar.plus_working_days(baseline, 3).unwrap();
        set("forecast_finish", Value::Date(late));
        let reason = Reason::CommittedLate(milestone.id, 3);
        assert!(reasons_of(&workspace, id).contains(&reason));
        workspace
            .set(
                Kind::Task,
                milestone.id,
                "forecast_finish",
                Some(Value::Date(baseline)),
            )
            .unwrap();
        assert_eq!(reasons_of(&workspace, id), []);
    }
}
