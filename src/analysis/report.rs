//! What a project reported: the latest report, its age, and the history of frozen ones.

use crate::model::InOrder;
use crate::model::*;

/// One frozen report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryPoint {
    /// The report.
    pub id: Id<Report>,
    /// The day it speaks of.
    pub date: Date,
    /// Declared overall.
    pub declared: Option<Rag>,
    /// Computed overall at the freeze.
    pub computed: Option<Rag>,
    /// Slip at the freeze, in working days.
    pub slip_days: Option<i64>,
    /// Landing at the freeze.
    pub landing: Option<Money>,
}

/// What a project reported.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reported {
    /// The latest report, frozen or not.
    pub latest: Option<Shared<Report>>,
    /// Days since its day; `None` when there never was one.
    pub age_days: Option<i64>,
    /// The age passes the limit, or there never was a report.
    pub stale: bool,
    /// The portfolio collects reports, so that one is due even where there never was any.
    pub due: bool,
    /// Frozen reports, oldest first.
    pub history: Vec<HistoryPoint>,
    /// The last frozen report: the colours that hysteresis starts from.
    pub frozen: Option<Shared<Report>>,
}

impl Reported {
    /// Returns the declared status of an axis: "not assessed" when a report is due and there is no fresh one.
    #[must_use]
    pub fn declared(&self, axis: Axis) -> Option<Rag> {
        if self.due && self.stale {
            return Some(Rag::NotAssessed);
        }
        let report = self.latest.as_ref()?;
        if self.stale {
            Some(Rag::NotAssessed)
        } else {
            report.declared(axis)
        }
    }

    /// Returns the declared overall status, else the worst declared axis, while the report is fresh.
    #[must_use]
    pub fn overall(&self) -> Option<Rag> {
        if self.due && self.stale {
            return Some(Rag::NotAssessed);
        }
        let report = self.latest.as_ref()?;
        if self.stale {
            return Some(Rag::NotAssessed);
        }
        let stated = report.overall.as_ref().and_then(Choice::known);
        stated.or_else(|| {
            Axis::ALL
                .iter()
                .filter_map(|a| report.declared(*a))
                .reduce(super::rag::worse)
        })
    }
}

/// Reads the reports of a project as of a day; later ones do not exist yet.
#[must_use]
pub fn of_project(workspace: &Workspace, project: Id<Project>, today: Date) -> Reported {
    let mut reports: Vec<(Date, Shared<Report>)> = workspace
        .referring(project.raw(), Kind::Report)
        .filter_map(|id| workspace.reports.get(&Id::new(id)).cloned())
        .filter_map(|report| Some((report.date?, report)))
        .filter(|(date, _)| *date <= today)
        .collect();
    reports.order_by_key(|(date, report)| (*date, report.id));
    let limit = workspace
        .portfolio()
        .and_then(|p| p.stale_after_days)
        .unwrap_or(30);
    let age_days = reports.last().map(|(date, _)| today.days_since(*date));
    let mut frozen = reports.iter().filter(|(_, report)| report.frozen);
    let known = |choice: &Option<Choice<Rag>>| choice.as_ref().and_then(Choice::known);
    let history = frozen
        .clone()
        .map(|(date, report)| HistoryPoint {
            id: report.id,
            date: *date,
            declared: known(&report.overall),
            computed: known(&report.computed_overall),
            slip_days: report.slip_days,
            landing: report.landing,
        })
        .collect();
    let frozen = frozen.next_back().map(|(_, report)| report.clone());
    Reported {
        latest: reports.last().map(|(_, report)| report.clone()),
        age_days,
        stale: age_days.is_none_or(|age| age > limit),
        due: !workspace.rounds.is_empty(),
        history,
        frozen,
    }
}
