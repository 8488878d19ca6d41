//! Groups of projects, kept so that one edit sums again only what it touched.

use super::rollup::Rollup;
use super::{Answers, ProjectAnswers};
use crate::model::*;
use imbl::OrdMap;

/// The answers of the projects.
pub(super) type Projects = OrdMap<Id<Project>, Shared<ProjectAnswers>>;

/// Sums between a project and the whole portfolio, and who belongs to which objective.
#[derive(Clone, Debug)]
pub(super) struct Groups {
    /// Projects by the first bits of their identity: the portfolio is the sum of these.
    shelves: SmallMap<u32, Rollup>,
    /// Projects aligned to an objective or to what is below it.
    members: Shared<Members>,
}

type Members = SmallMap<Id<Objective>, SmallSet<Id<Project>>>;

impl Groups {
    /// Returns the figures of the objectives that these projects serve.
    pub(super) fn objectives_of(
        &self,
        projects: &Projects,
        today: Date,
    ) -> SmallMap<Id<Objective>, Rollup> {
        let sums = self.members.iter();
        sums.map(|(objective, members)| (*objective, sum(members, projects, today)))
            .filter(|(_, rollup)| rollup.projects() > 0)
            .collect()
    }
}

/// Sixty-four shelves: of 10,000 projects one edit sums 160 again.
const SHELF_BITS: u32 = 122;

fn shelf_of(id: Id<Project>) -> u32 {
    u32::try_from(id.raw().0 >> SHELF_BITS).unwrap_or(0)
}

/// The figures of every group.
pub(super) struct Figures {
    pub portfolio: Rollup,
    pub programmes: SmallMap<Id<Programme>, Rollup>,
    pub units: SmallMap<Id<Unit>, Rollup>,
    pub objectives: SmallMap<Id<Objective>, Rollup>,
    pub groups: Groups,
}

/// Sums the groups; of `known` answers only those groups again that hold a `touched` project.
pub(super) fn figures(
    known: Option<&Answers>,
    touched: &SmallSet<RawId>,
    workspace: &Workspace,
    projects: &Projects,
    today: Date,
) -> Figures {
    let Some(known) = known else {
        return from_scratch(workspace, projects, today);
    };
    let before = &known.basis.workspace;
    let mut figures = Figures {
        portfolio: Rollup::default(),
        programmes: known.programmes.clone(),
        units: known.units.clone(),
        objectives: SmallMap::new(),
        groups: known.groups.clone(),
    };
    let (mut shelves, mut programmes, mut units) =
        (SmallSet::new(), SmallSet::new(), SmallSet::new());
    for id in touched.iter().map(|raw| Id::<Project>::new(*raw)) {
        let records = [before.projects.get(&id), workspace.projects.get(&id)];
        for record in records.into_iter().flatten() {
            shelves.insert(shelf_of(id));
            programmes.extend(record.programme);
            units.extend(record.unit);
        }
    }
    for shelf in &shelves {
        match sum_shelf(projects, *shelf, today) {
            Some(rollup) => figures.groups.shelves.insert(*shelf, rollup),
            None => figures.groups.shelves.remove(shelf),
        };
    }
    for id in programmes {
        let belongs = |project: &Project| project.programme == Some(id);
        match sum_group(workspace, projects, id.raw(), belongs, today) {
            Some(rollup) => figures.programmes.insert(id, rollup),
            None => figures.programmes.remove(&id),
        };
    }
    for id in units {
        let belongs = |project: &Project| project.unit == Some(id);
        match sum_group(workspace, projects, id.raw(), belongs, today) {
            Some(rollup) => figures.units.insert(id, rollup),
            None => figures.units.remove(&id),
        };
    }
    figures.portfolio = whole(&figures.groups.shelves);
    let same = |kind| before.same_table(workspace, kind);
    let members_stand = same(Kind::Alignment) && same(Kind::Objective);
    if !members_stand {
        figures.groups.members = Shared::new(members(workspace));
    }
    figures.objectives = figures
        .groups
        .members
        .iter()
        .map(|(objective, members)| {
            let untouched =
                members_stand && !touched.iter().any(|raw| members.contains(&Id::new(*raw)));
            let kept = known.objectives.get(objective).filter(|_| untouched);
            let rollup = kept
                .cloned()
                .unwrap_or_else(|| sum(members, projects, today));
            (*objective, rollup)
        })
        .collect();
    figures
}

fn from_scratch(workspace: &Workspace, projects: &Projects, today: Date) -> Figures {
    let mut shelves: SmallMap<u32, Rollup> = SmallMap::new();
    let mut programmes: SmallMap<Id<Programme>, Rollup> = SmallMap::new();
    let mut units: SmallMap<Id<Unit>, Rollup> = SmallMap::new();
    for (id, answers) in projects {
        shelves.change(shelf_of(*id), |sums| sums.add(answers, today));
        let Some(record) = workspace.projects.get(id) else {
            continue;
        };
        if let Some(programme) = record.programme {
            programmes.change(programme, |sums| sums.add(answers, today));
        }
        if let Some(unit) = record.unit {
            units.change(unit, |sums| sums.add(answers, today));
        }
    }
    let members = members(workspace);
    Figures {
        portfolio: whole(&shelves),
        programmes,
        units,
        objectives: members
            .iter()
            .map(|(objective, members)| (*objective, sum(members, projects, today)))
            .collect(),
        groups: Groups {
            shelves,
            members: Shared::new(members),
        },
    }
}

fn whole(shelves: &SmallMap<u32, Rollup>) -> Rollup {
    let mut portfolio = Rollup::default();
    for shelf in shelves.values() {
        portfolio.merge(shelf);
    }
    portfolio
}

fn sum_shelf(projects: &Projects, shelf: u32, today: Date) -> Option<Rollup> {
    let first = u128::from(shelf) << SHELF_BITS;
    let mut rollup = None;
    let mine = projects
        .range(Id::new(RawId(first))..)
        .take_while(|(id, _)| shelf_of(**id) == shelf);
    for (_, answers) in mine {
        rollup
            .get_or_insert_with(Rollup::default)
            .add(answers, today);
    }
    rollup
}

fn sum_group(
    workspace: &Workspace,
    projects: &Projects,
    group: RawId,
    belongs: impl Fn(&Project) -> bool,
    today: Date,
) -> Option<Rollup> {
    let mut rollup = None;
    for id in workspace.referring(group, Kind::Project).map(Id::new) {
        let member = workspace.projects.get(&id).filter(|p| belongs(p));
        if let (Some(_), Some(answers)) = (member, projects.get(&id)) {
            rollup
                .get_or_insert_with(Rollup::default)
                .add(answers, today);
        }
    }
    rollup
}

fn sum(members: &SmallSet<Id<Project>>, projects: &Projects, today: Date) -> Rollup {
    let mut rollup = Rollup::default();
    for answers in members.iter().filter_map(|id| projects.get(id)) {
        rollup.add(answers, today);
    }
    rollup
}

/// Collects who is aligned to what; a project counts once in each objective above its own.
fn members(workspace: &Workspace) -> Members {
    let mut members: SmallMap<Id<Objective>, Vec<Id<Project>>> = SmallMap::new();
    for alignment in workspace.alignments.values() {
        let (Some(project), Some(objective)) = (alignment.project, alignment.objective) else {
            continue;
        };
        let mut next = Some(objective);
        // The tree is shallow; the bound ends a circle that a damaged file could carry.
        for _ in 0..16 {
            let Some(id) = next else { break };
            members.change(id, |own| own.push(project));
            next = workspace.objectives.get(&id).and_then(|o| o.parent);
        }
    }
    let each_once = |(id, own): (_, Vec<_>)| (id, own.into_iter().collect());
    members.into_iter().map(each_once).collect()
}
