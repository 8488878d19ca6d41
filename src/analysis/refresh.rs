//! Answers after an edit, with the work of the edit and not of the portfolio.

use super::groups::{Projects, figures};
use super::{Answers, Basis, Promises, analyse, kpi};
use crate::model::*;

/// Answers a workspace as of a day, reusing the answers of everything that is unchanged.
#[must_use]
pub fn refresh(previous: Option<&Answers>, workspace: &Workspace, today: Date) -> Answers {
    let same = |kind| previous.is_some_and(|p| p.basis.workspace.same_table(workspace, kind));
    // Settings, holidays and limits are read by every project.
    let settings = same(Kind::Portfolio) && same(Kind::Holiday);
    let exist = |w: &Workspace| (w.objectives.is_empty(), w.rounds.is_empty());
    let all_stand = settings
        && same(Kind::Rule)
        && previous.is_some_and(|p| p.today == today)
        && previous.map(|p| exist(&p.basis.workspace)) == Some(exist(workspace));
    let calendar = match previous {
        Some(previous) if settings => previous.basis.calendar.clone(),
        _ => Shared::new(workspace.calendar()),
    };
    let currency = workspace.currency();
    let answer =
        |record: &Project| Shared::new(analyse(workspace, record, &calendar, currency, today));
    let known = previous.filter(|_| all_stand);
    let touched = known.map_or_else(SmallSet::new, |p| {
        SmallSet::from_iter(p.basis.workspace.touched(workspace))
    });
    let projects: Projects = match known {
        None => workspace
            .projects
            .iter()
            .map(|(id, record)| (*id, answer(record)))
            .collect(),
        Some(known) => {
            let mut projects = known.projects.clone();
            for id in touched.iter().map(|raw| Id::new(*raw)) {
                match workspace.projects.get(&id) {
                    Some(record) => projects.insert(id, answer(record)),
                    None => projects.remove(&id),
                };
            }
            projects
        }
    };
    let figures = figures(known, &touched, workspace, &projects, today);
    let kpis = workspace
        .kpis
        .iter()
        .map(|(id, kpi)| {
            let kept = known
                .filter(|_| !touched.contains(&id.raw()))
                .and_then(|p| p.kpis.get(id).cloned());
            let answer = kept.unwrap_or_else(|| Shared::new(kpi::of_kpi(workspace, kpi, today)));
            (*id, answer)
        })
        .collect();
    let promises = match known {
        Some(known) => known.promises.after(&touched, workspace),
        None => Promises::of(workspace),
    };
    Answers {
        today,
        projects,
        portfolio: figures.portfolio,
        programmes: figures.programmes,
        units: figures.units,
        objectives: figures.objectives,
        kpis,
        promises,
        groups: figures.groups,
        basis: Basis {
            workspace: workspace.clone(),
            calendar,
        },
    }
}
