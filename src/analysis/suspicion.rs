//! Inconsistencies: what does not fit together in the data of one project.

use super::ProjectAnswers;
use super::finding::{Code, Finding};
use super::rag::risk_level;
use crate::model::*;

/// Lists what does not fit together. `project` has everything but its findings.
#[must_use]
pub fn of_project(
    workspace: &Workspace,
    record: &Project,
    project: &ProjectAnswers,
    today: Date,
) -> Vec<Finding> {
    let id = record.id.raw();
    let mut found = Vec::new();
    let mut say = |code, number| {
        found.push(Finding {
            code,
            kind: Kind::Project,
            id,
            number,
        });
    };
    let money = &project.money;
    if money.foreign_lines > 0 {
        say(Code::OtherCurrency, money.foreign_lines);
    }
    if money.overflow {
        say(Code::TooLarge, 0);
    }
    let over = project.status.overall.computed == Some(Rag::Closed);
    if !over {
        let declared_green = project.status.overall.declared == Some(Rag::Green);
        if declared_green && matches!(project.status.overall.computed, Some(Rag::Amber | Rag::Red))
        {
            say(Code::GreenButOutside, 0);
        }
        if let (Some(sums), Some(progress)) = (money.sums, project.progress.actual) {
            let ahead = sums
                .consumption_rate()
                .map_or(0, |rate| i64::from(rate.0) - i64::from(progress.0));
            // Twenty points: early procurement alone explains less.
            if ahead > 2_000 {
                say(Code::SpendAheadOfProgress, ahead / 100);
            }
            if sums.landing == sums.revised
                && sums.revised > 0
                && sums.to_complete() > 0
                && progress.0 >= 5_000
            {
                say(Code::LandingEqualsBudget, 0);
            }
        }
        if project.slip.finish.is_some_and(|(day, _)| day < today) {
            say(
                Code::FinishPast,
                project
                    .slip
                    .finish
                    .map_or(0, |(day, _)| today.days_since(day)),
            );
        }
        if project.slip.baseline_finish.is_none() {
            say(Code::NoBaseline, 0);
        }
        if project.slip.finish.is_none() {
            say(Code::NoFinish, 0);
        }
        if record.manager.is_none() {
            say(Code::NoManager, 0);
        }
        if record.sponsor.is_none() {
            say(Code::NoSponsor, 0);
        }
        if workspace.referring(id, Kind::Alignment).next().is_none()
            && !workspace.objectives.is_empty()
        {
            say(Code::NotAligned, 0);
        }
    }
    if let Some(sums) = money.sums
        && sums.consumed > sums.committed
        && sums.committed > 0
    {
        say(Code::ConsumedAboveCommitted, 0);
    }
    let unanswered = workspace
        .referring(id, Kind::Risk)
        .filter_map(|risk| workspace.risks.get(&Id::new(risk)))
        .filter(|risk| {
            risk.state
                .as_ref()
                .and_then(Choice::known)
                .unwrap_or(RiskState::Open)
                == RiskState::Open
        })
        .filter(|risk| risk_level(risk).is_some_and(|score| score >= 10))
        .filter(|risk| risk.owner.is_none() || risk.plan.is_empty());
    for risk in unanswered {
        found.push(Finding {
            code: Code::HighRiskUnanswered,
            kind: Kind::Risk,
            id: risk.id.raw(),
            number: 0,
        });
    }
    found.extend(of_history(workspace, project, id));
    found
}

fn of_history(workspace: &Workspace, project: &ProjectAnswers, id: RawId) -> Vec<Finding> {
    let last: Vec<&Report> = project
        .reported
        .history
        .iter()
        .rev()
        .take(3)
        .filter_map(|point| workspace.reports.get(&point.id).map(|r| &**r))
        .collect();
    let mut found = Vec::new();
    let first = last.first().map(|r| &r.summary);
    if last.len() == 3
        && first.is_some_and(|text| !text.is_empty() && last.iter().all(|r| r.summary == *text))
    {
        found.push(Finding {
            code: Code::TextUnchanged,
            kind: Kind::Project,
            id,
            number: 3,
        });
    }
    let nearly = |report: &&&Report| {
        report
            .progress
            .is_some_and(|p| (9_000..10_000).contains(&p.0))
    };
    let open = project.status.overall.computed != Some(Rag::Closed);
    if open && last.iter().take(2).filter(nearly).count() == 2 {
        found.push(Finding {
            code: Code::NearlyDoneForLong,
            kind: Kind::Project,
            id,
            number: 2,
        });
    }
    found
}
