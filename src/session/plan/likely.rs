//! The odds of a plan of many projects as lines of a list: what is least likely to be kept comes first.

use crate::analysis::odds::{DayOdds, OddsOf, PlanOdds};
use crate::analysis::wbs;
use crate::model::*;

/// Which ends a list has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EndsOf {
    /// Those of the projects.
    #[default]
    Projects,
    /// The milestones and gates.
    Milestones,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EndLine {
    /// Whose end.
    pub of: OddsOf,
    /// Its project.
    pub project: Option<Id<Project>>,
    /// Its odds.
    pub days: DayOdds,
}

/// Returns the ends that lie ahead: those promised by how likely they are kept, then the others by their P80.
#[must_use]
pub fn ends(workspace: &Workspace, odds: &PlanOdds, which: EndsOf) -> Vec<EndLine> {
    let line = |(of, days): (&OddsOf, &DayOdds)| {
        let project = match (*of, which) {
            (OddsOf::Project(id), EndsOf::Projects) => {
                let record = workspace.projects.get(&id)?;
                record.actual_finish.is_none().then_some(Some(id))
            }
            (OddsOf::Task(id), EndsOf::Milestones) => {
                let task = workspace.tasks.get(&id)?;
                let is_ahead = wbs::is_event(task) && task.actual_finish.is_none();
                is_ahead.then_some(task.project)
            }
            _ => None,
        }?;
        Some(EndLine {
            of: *of,
            project,
            days: *days,
        })
    };
    let mut all: Vec<EndLine> = odds.dates.iter().filter_map(line).collect();
    all.sort_by(|a, b| {
        let chance = |line: &EndLine| line.days.promise.map(|(_, chance)| chance.share());
        let by_chance = match (chance(a), chance(b)) {
            (Some(a), Some(b)) => a.total_cmp(&b),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        let rest = |line: &EndLine| (line.days.p80.day, line.of);
        by_chance.then_with(|| rest(a).cmp(&rest(b)))
    });
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::odds::OddsPlan;
    use crate::analysis::sample_answers as world;

    #[test]
    fn the_least_likely_promises_of_what_lies_ahead_come_first() {
        let (workspace, answers) = world();
        let plan = OddsPlan::of(&workspace, answers.today, None);
        let odds = plan.draw_now(100).unwrap();
        for which in [EndsOf::Projects, EndsOf::Milestones] {
            let lines = ends(&workspace, &odds, which);
            assert!(lines.len() > 5, "{which:?}");
            let share =
                |line: &EndLine| line.days.promise.map_or(2.0, |(_, chance)| chance.share());
            assert!(lines.is_sorted_by_key(share));
            for line in &lines {
                match line.of {
                    OddsOf::Project(id) => {
                        assert_eq!(line.project, Some(id));
                        assert!(workspace.projects.get(&id).unwrap().actual_finish.is_none());
                    }
                    OddsOf::Task(id) => {
                        assert!(workspace.tasks.get(&id).unwrap().actual_finish.is_none());
                    }
                }
                assert_eq!(
                    matches!(line.of, OddsOf::Project(_)),
                    which == EndsOf::Projects
                );
            }
        }
    }
}
