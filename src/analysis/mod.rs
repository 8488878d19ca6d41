//! Questions and their answers: pure, without a clock, and unable to fail. What cannot be computed is
//! absent, and a [`Finding`] says why.

pub mod attention;
pub mod confidence;
mod finding;
pub mod kpi;
pub mod money;
pub mod promise;
pub mod rag;
pub mod report;
pub mod rollup;
pub mod slip;
mod suspicion;

pub use finding::{Code, Finding};
pub use kpi::KpiAnswer;
pub use promise::Promise;
pub use rollup::{Distribution, Rollup};

use crate::model::*;
use confidence::Confidences;
use imbl::OrdMap;
use money::ProjectMoney;
use report::Reported;
use slip::{Milestone, Progress, Slip};
use std::collections::BTreeMap;

/// Everything computed about one project.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectAnswers {
    /// Where it stands in time.
    pub slip: Slip,
    /// Milestones and gates by day.
    pub milestones: Vec<Milestone>,
    /// How far it is.
    pub progress: Progress,
    /// Its money.
    pub money: ProjectMoney,
    /// What it reported.
    pub reported: Reported,
    /// Its status.
    pub status: rag::Status,
    /// Its delivery confidence.
    pub confidence: Confidences,
    /// What does not fit together.
    pub findings: Vec<Finding>,
}

impl ProjectAnswers {
    /// Returns the next milestone or gate that is not passed.
    #[must_use]
    pub fn next_milestone(&self) -> Option<&Milestone> {
        self.milestones.iter().find(|m| !m.passed)
    }
}

/// What every project's answers were computed with; when it changes, all are computed again.
#[derive(Clone, Debug)]
struct Basis {
    workspace: Workspace,
    calendar: Shared<Calendar>,
}

/// Everything computed about a workspace.
#[derive(Clone, Debug)]
pub struct Answers {
    /// The day of the answers.
    pub today: Date,
    /// By project.
    pub projects: OrdMap<Id<Project>, Shared<ProjectAnswers>>,
    /// All projects together.
    pub portfolio: Rollup,
    /// By programme.
    pub programmes: BTreeMap<Id<Programme>, Rollup>,
    /// By unit.
    pub units: BTreeMap<Id<Unit>, Rollup>,
    /// By objective: the projects that are aligned to it or to what is below it.
    pub objectives: BTreeMap<Id<Objective>, Rollup>,
    /// By key figure.
    pub kpis: BTreeMap<Id<Kpi>, Shared<KpiAnswer>>,
    /// Dependencies between projects.
    pub promises: Vec<Promise>,
    basis: Basis,
}

impl Answers {
    /// Returns the answers of a project.
    #[must_use]
    pub fn project(&self, id: Id<Project>) -> Option<&Shared<ProjectAnswers>> {
        self.projects.get(&id)
    }

    /// Returns the company calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.basis.calendar
    }
}

/// Answers a workspace as of a day, reusing the answers of every project that is unchanged.
#[must_use]
pub fn refresh(previous: Option<&Answers>, workspace: &Workspace, today: Date) -> Answers {
    let same = |kind| previous.is_some_and(|p| p.basis.workspace.same_table(workspace, kind));
    // Settings, holidays and limits are read by every project.
    let settings = same(Kind::Portfolio) && same(Kind::Holiday);
    let exist = |w: &Workspace| (w.objectives.is_empty(), w.rounds.is_empty());
    let objectives_exist = previous.map(|p| exist(&p.basis.workspace)) == Some(exist(workspace));
    let reusable = settings
        && same(Kind::Rule)
        && objectives_exist
        && previous.is_some_and(|p| p.today == today);
    let calendar = match previous {
        Some(previous) if settings => previous.basis.calendar.clone(),
        _ => Shared::new(workspace.calendar()),
    };
    let currency = workspace.currency();
    let known = previous.filter(|_| reusable);
    let mut projects = known.map(|p| p.projects.clone()).unwrap_or_default();
    if let Some(previous) = known {
        for id in previous.projects.keys() {
            if !workspace.projects.contains_key(id) {
                projects.remove(id);
            }
        }
    }
    for (id, record) in &workspace.projects {
        let unchanged = known.is_some_and(|p| {
            p.basis.workspace.stamp(id.raw()) == workspace.stamp(id.raw())
                && p.projects.contains_key(id)
        });
        if !unchanged {
            projects.insert(
                *id,
                Shared::new(analyse(workspace, record, &calendar, currency, today)),
            );
        }
    }
    let mut portfolio = Rollup::default();
    let mut programmes: BTreeMap<Id<Programme>, Rollup> = BTreeMap::new();
    let mut units: BTreeMap<Id<Unit>, Rollup> = BTreeMap::new();
    for (id, answers) in &projects {
        portfolio.add(answers, today);
        let Some(record) = workspace.projects.get(id) else {
            continue;
        };
        if let Some(programme) = record.programme {
            programmes.entry(programme).or_default().add(answers, today);
        }
        if let Some(unit) = record.unit {
            units.entry(unit).or_default().add(answers, today);
        }
    }
    let kpis = workspace
        .kpis
        .iter()
        .map(|(id, kpi)| {
            let kept = known
                .filter(|p| p.basis.workspace.stamp(id.raw()) == workspace.stamp(id.raw()))
                .and_then(|p| p.kpis.get(id).cloned());
            (
                *id,
                kept.unwrap_or_else(|| Shared::new(kpi::of_kpi(workspace, kpi, today))),
            )
        })
        .collect();
    Answers {
        today,
        objectives: objectives(workspace, &projects, today),
        projects,
        portfolio,
        programmes,
        units,
        kpis,
        promises: promise::all(workspace),
        basis: Basis {
            workspace: workspace.clone(),
            calendar,
        },
    }
}

fn analyse(
    workspace: &Workspace,
    record: &Project,
    calendar: &Calendar,
    currency: Currency,
    today: Date,
) -> ProjectAnswers {
    let id = record.id.raw();
    let slip = slip::of_project(record, calendar);
    let tasks = workspace
        .referring(id, Kind::Task)
        .filter_map(|task| workspace.tasks.get(&Id::new(task)).map(|t| &**t));
    let milestones = slip::milestones(tasks, calendar);
    let progress = slip::progress(record, &slip, &milestones, calendar, today);
    let lines = workspace
        .referring(id, Kind::BudgetLine)
        .filter_map(|line| workspace.budget_lines.get(&Id::new(line)).map(|l| &**l));
    let money = money::of_lines(lines, currency, today);
    let reported = report::of_project(workspace, record.id, today);
    let status = rag::assess(
        workspace,
        record,
        &slip,
        &milestones,
        &money,
        &reported,
        calendar,
        today,
    );
    let confidence = confidence::of_project(workspace, record.id, today);
    let mut answers = ProjectAnswers {
        slip,
        milestones,
        progress,
        money,
        reported,
        status,
        confidence,
        findings: Vec::new(),
    };
    answers.findings = suspicion::of_project(workspace, record, &answers, today);
    answers
}

/// Rolls projects up the objective tree; a project counts once in each objective above it.
fn objectives(
    workspace: &Workspace,
    projects: &OrdMap<Id<Project>, Shared<ProjectAnswers>>,
    today: Date,
) -> BTreeMap<Id<Objective>, Rollup> {
    let mut members: BTreeMap<Id<Objective>, std::collections::BTreeSet<Id<Project>>> =
        BTreeMap::new();
    for alignment in workspace.alignments.values() {
        let (Some(project), Some(objective)) = (alignment.project, alignment.objective) else {
            continue;
        };
        let mut next = Some(objective);
        // The tree is shallow; the bound ends a circle that a damaged file could carry.
        for _ in 0..16 {
            let Some(id) = next else { break };
            members.entry(id).or_default().insert(project);
            next = workspace.objectives.get(&id).and_then(|o| o.parent);
        }
    }
    members
        .into_iter()
        .map(|(objective, members)| {
            let mut rollup = Rollup::default();
            for answers in members.iter().filter_map(|id| projects.get(id)) {
                rollup.add(answers, today);
            }
            (objective, rollup)
        })
        .collect()
}
