//! The milestone trend of what is looked at, and which of its lines are drawn.

use crate::analysis::Scope;
use crate::analysis::trend::{Trend, TrendOf, in_order, of_project};
use crate::model::*;

/// Lines that are drawn unless others are asked for: more cannot be told apart.
pub const DRAWN: usize = 6;
/// The most lines that are drawn: one for each colour.
pub const MOST: usize = 8;

/// Returns the lines of a project, or of the projects of a scope, those worth a look first.
#[must_use]
pub fn trends(
    workspace: &Workspace,
    project: Option<Id<Project>>,
    scope: Scope,
    today: Date,
) -> Vec<Trend> {
    let mut all: Vec<Trend> = match project {
        Some(project) => of_project(workspace, project, today),
        None => workspace
            .projects
            .values()
            .filter(|project| scope.holds(project))
            .flat_map(|project| of_project(workspace, project.id, today))
            .collect(),
    };
    in_order(&mut all);
    all
}

/// The identity that an address has for a line.
#[must_use]
pub fn key(of: TrendOf) -> RawId {
    match of {
        TrendOf::Stone(task) => task.raw(),
        TrendOf::Finish(project) => project.raw(),
    }
}

/// Returns the places of the lines that are drawn: those that an address names, else the first.
#[must_use]
pub fn drawn(all: &[Trend], setting: &str) -> Vec<usize> {
    let named: Vec<RawId> = setting.split(',').filter_map(RawId::parse).collect();
    let is_named = |line: &Trend| named.contains(&key(line.of));
    let places: Vec<usize> = all
        .iter()
        .enumerate()
        .filter(|(_, line)| is_named(line))
        .map(|(place, _)| place)
        .take(MOST)
        .collect();
    match places.is_empty() {
        true => (0..all.len().min(DRAWN)).collect(),
        false => places,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_lines_that_climb_and_an_address_chooses_which_are_drawn() {
        let w = crate::sample::arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let project = w.project_by_code("SOV-1").unwrap().id;
        let all = trends(&w, Some(project), Scope::All, today);
        assert!(all.len() > 3);
        assert!(all.iter().any(|line| line.moved > 0));
        assert_eq!(drawn(&all, "").len(), all.len().min(DRAWN));
        let second = key(all.get(1).unwrap().of);
        assert_eq!(drawn(&all, &second.to_string()), [1]);
        let whole = trends(&w, None, Scope::All, today);
        assert!(whole.len() > all.len());
        let climbs: Vec<bool> = whole.iter().map(Trend::climbs).collect();
        assert!(climbs.is_sorted_by(|a, b| a >= b));
        let unit = w.projects.get(&project).unwrap().unit.unwrap();
        let part = trends(&w, None, Scope::Unit(unit), today);
        assert!(part.len() >= all.len() && part.len() < whole.len());
    }
}
