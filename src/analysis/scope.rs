//! A part of the portfolio to look at: the same answers, of its projects alone.

use super::{Answers, Rollup};
use crate::model::*;

/// Which projects figures speak of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Every project.
    #[default]
    All,
    /// Those of a unit.
    Unit(Id<Unit>),
    /// Those of a programme.
    Programme(Id<Programme>),
}

impl Scope {
    /// Returns the kind and identity of the group; `None` for the whole portfolio.
    #[must_use]
    pub fn group(self) -> Option<(Kind, RawId)> {
        match self {
            Self::All => None,
            Self::Unit(id) => Some((Kind::Unit, id.raw())),
            Self::Programme(id) => Some((Kind::Programme, id.raw())),
        }
    }

    /// Returns the scope that a group of projects is; `None` for kinds that are no part of the portfolio.
    #[must_use]
    pub fn of_group(kind: Kind, id: RawId) -> Option<Self> {
        match kind {
            Kind::Portfolio => Some(Self::All),
            Kind::Unit => Some(Self::Unit(Id::new(id))),
            Kind::Programme => Some(Self::Programme(Id::new(id))),
            _ => None,
        }
    }

    /// Does a project belong to it?
    #[must_use]
    pub fn holds(self, project: &Project) -> bool {
        match self {
            Self::All => true,
            Self::Unit(id) => project.unit == Some(id),
            Self::Programme(id) => project.programme == Some(id),
        }
    }
}

/// Whose tasks a plan is asked about: those of one project, or those of all projects of a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanPart {
    /// Those of a project.
    Project(Id<Project>),
    /// Those of every project of a scope; of the whole portfolio also those of no project.
    Projects(Scope),
}

/// A project, or the whole portfolio where none is given.
impl From<Option<Id<Project>>> for PlanPart {
    fn from(project: Option<Id<Project>>) -> Self {
        project.map_or(Self::Projects(Scope::All), Self::Project)
    }
}

impl PlanPart {
    /// Returns the one project it is about, if it is about one.
    #[must_use]
    pub fn project(self) -> Option<Id<Project>> {
        match self {
            Self::Project(id) => Some(id),
            Self::Projects(_) => None,
        }
    }

    /// Do the tasks of a project belong to it? Of no project: only to the whole portfolio.
    #[must_use]
    pub fn holds(self, workspace: &Workspace, project: Option<Id<Project>>) -> bool {
        match self {
            Self::Project(id) => project == Some(id),
            Self::Projects(Scope::All) => true,
            Self::Projects(scope) => project
                .and_then(|id| workspace.projects.get(&id))
                .is_some_and(|project| scope.holds(project)),
        }
    }
}

impl Answers {
    /// Returns the figures of a scope, as its own page has them.
    #[must_use]
    pub fn rollup(&self, scope: Scope) -> Rollup {
        match scope {
            Scope::All => Some(&self.portfolio),
            Scope::Unit(id) => self.units.get(&id),
            Scope::Programme(id) => self.programmes.get(&id),
        }
        .cloned()
        .unwrap_or_default()
    }

    /// Returns the answers as if the projects of a scope were the portfolio: their figures, the promises
    /// they give or take, the objectives they serve. To look at; it is no base for a refresh.
    #[must_use]
    pub fn within(&self, workspace: &Workspace, scope: Scope) -> Self {
        let Some((_, group)) = scope.group() else {
            return self.clone();
        };
        let members: SmallSet<Id<Project>> = workspace
            .referring(group, Kind::Project)
            .map(Id::new)
            .filter(|id| workspace.projects.get(id).is_some_and(|p| scope.holds(p)))
            .collect();
        let mut part = self.clone();
        part.projects = members
            .iter()
            .filter_map(|id| Some((*id, self.projects.get(id)?.clone())))
            .collect();
        part.portfolio = self.rollup(scope);
        part.promises = self.promises.among(&members);
        part.objectives = self.groups.objectives_of(&part.projects, self.today);
        part
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::attention;
    use crate::analysis::sample_answers as world;

    fn scopes(workspace: &Workspace) -> Vec<Scope> {
        let units = workspace.units.keys().map(|id| Scope::Unit(*id));
        let programmes = workspace.programmes.keys().map(|id| Scope::Programme(*id));
        units.chain(programmes).collect()
    }

    #[test]
    fn the_figures_of_a_scope_are_those_of_the_page_of_its_group() {
        let (workspace, answers) = world();
        for scope in scopes(&workspace) {
            let part = answers.within(&workspace, scope);
            let own = match scope {
                Scope::Unit(id) => answers.units.get(&id),
                Scope::Programme(id) => answers.programmes.get(&id),
                Scope::All => None,
            };
            assert_eq!(Some(&part.portfolio), own);
            assert_eq!(part.projects.len(), part.portfolio.projects());
            // Summed again from its projects it is the same.
            let mut again = Rollup::default();
            for project in part.projects.values() {
                again.add(project, part.today);
            }
            assert_eq!(again, part.portfolio);
        }
    }

    #[test]
    fn units_share_the_portfolio_among_them_and_so_does_what_asks_for_attention() {
        let (workspace, answers) = world();
        let mut asking: Vec<_> = Vec::new();
        let mut projects = 0;
        for unit in workspace.units.keys() {
            let part = answers.within(&workspace, Scope::Unit(*unit));
            projects += part.projects.len();
            asking.extend(attention::list(&part));
        }
        assert_eq!(projects, answers.projects.len());
        let mut all = attention::list(&answers);
        let place = |item: &attention::Attention| item.project;
        asking.sort_by_key(place);
        all.sort_by_key(place);
        assert_eq!(asking, all);
    }

    #[test]
    fn a_scope_shows_the_objectives_that_its_projects_serve_with_their_share_of_the_money() {
        let (workspace, answers) = world();
        let count = |answers: &Answers| -> usize {
            answers.objectives.values().map(Rollup::projects).sum()
        };
        let parts = workspace.programmes.keys().map(|id| {
            let part = answers.within(&workspace, Scope::Programme(*id));
            assert!(part.objectives.values().all(|rollup| rollup.projects() > 0));
            count(&part)
        });
        assert_eq!(parts.sum::<usize>(), count(&answers));
    }
}
