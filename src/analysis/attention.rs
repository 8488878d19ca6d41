//! What needs a decision first: projects ranked by money at stake.

use super::{Answers, ProjectAnswers};
use crate::model::{Id, Money, Project, Rag};

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
    found.sort_by(|a, b| (b.0, b.1, b.2, a.3.project).cmp(&(a.0, a.1, a.2, b.3.project)));
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
