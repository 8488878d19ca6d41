//! The offences against the quality of a plan of many projects, in the order that a list shows them.

use crate::analysis::quality::Offence;
use crate::model::*;
use std::collections::BTreeMap;

/// A line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A project, with the places of its offences; what belongs to no project comes last.
    Project(Option<Id<Project>>, Vec<usize>),
    /// An offence, by its place.
    Offence(usize),
}

/// Returns the offences under their projects, in the order of the codes of those.
#[must_use]
pub fn by_project(workspace: &Workspace, offences: &[Offence]) -> Vec<Line> {
    let mut found: BTreeMap<Option<Id<Project>>, Vec<usize>> = BTreeMap::new();
    for (place, offence) in offences.iter().enumerate() {
        let task = workspace.tasks.get(&offence.task);
        let project = task.and_then(|task| task.project);
        found.entry(project).or_default().push(place);
    }
    let mut groups: Vec<_> = found.into_iter().collect();
    groups.sort_by_cached_key(|(project, _)| {
        let record = project.and_then(|id| workspace.projects.get(&id));
        (record.is_none(), record.map(|project| project.code.clone()))
    });
    let mut lines = Vec::with_capacity(groups.len() + offences.len());
    for (project, places) in groups {
        let own: Vec<Line> = places.iter().map(|place| Line::Offence(*place)).collect();
        lines.push(Line::Project(project, places));
        lines.extend(own);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::PlanPart;
    use crate::analysis::Scope;
    use crate::analysis::quality::assess;
    use crate::analysis::sample_answers as world;
    use crate::analysis::schedule::PlanNetwork;

    #[test]
    fn every_offence_stands_once_under_its_project_and_a_scope_has_its_own_alone() {
        let (workspace, answers) = world();
        let plan = PlanNetwork::of(&workspace, answers.today);
        let schedule = plan.schedule();
        let part = |part| assess(&workspace, &plan, &schedule, part, answers.today);
        let whole = part(PlanPart::Projects(Scope::All));
        let mut groups = 0;
        for outcome in &whole.outcomes {
            let lines = by_project(&workspace, &outcome.offences);
            let mut told = Vec::new();
            let (mut now, mut codes) = (None, Vec::new());
            for line in &lines {
                match line {
                    Line::Project(project, own) => {
                        now = *project;
                        codes.push(
                            now.and_then(|id| workspace.projects.get(&id))
                                .map(|p| p.code.clone()),
                        );
                        assert!(!own.is_empty());
                        groups += 1;
                    }
                    Line::Offence(place) => {
                        let task = workspace.tasks.get(&outcome.offences[*place].task).unwrap();
                        assert_eq!(task.project, now);
                        told.push(*place);
                    }
                }
            }
            assert!(codes.is_sorted());
            told.sort_unstable();
            assert!(told.into_iter().eq(0..outcome.offences.len()));
        }
        assert!(groups > 10, "{groups}");
        // What a scope offends against is what its projects have in the whole, where a task decides it.
        let programme = *workspace.programmes.keys().next().unwrap();
        let own = part(PlanPart::Projects(Scope::Programme(programme)));
        let is_own = |task: &Id<Task>| {
            let project = workspace.tasks.get(task).and_then(|task| task.project);
            let project = project.and_then(|id| workspace.projects.get(&id));
            project.is_some_and(|project| project.programme == Some(programme))
        };
        assert!(0 < own.tasks && own.tasks < whole.tasks);
        for outcome in &own.outcomes {
            assert!(outcome.offences.iter().all(|one| is_own(&one.task)));
        }
    }
}
