//! Questions and their answers: pure, without a clock, and unable to fail. What cannot be computed is
//! absent, and a [`Finding`] says why.

pub mod attention;
pub mod confidence;
mod finding;
mod groups;
pub mod kpi;
pub mod money;
pub mod odds;
pub mod outlook;
pub mod past;
pub mod promise;
pub mod quality;
pub mod rag;
mod refresh;
pub mod report;
pub mod rollup;
pub mod schedule;
pub mod scope;
pub mod slip;
mod suspicion;
pub mod trend;
pub mod wbs;

pub use finding::{Code, Finding};
pub use kpi::KpiAnswer;
pub use promise::{Promise, Promises};
pub use refresh::refresh;
pub use rollup::{Distribution, Rollup};
pub use scope::{PlanPart, Scope};

use crate::model::*;
use confidence::Confidences;
use imbl::OrdMap;
use money::ProjectMoney;
use report::Reported;
use slip::{Milestone, Progress, Slip};

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
    pub programmes: SmallMap<Id<Programme>, Rollup>,
    /// By unit.
    pub units: SmallMap<Id<Unit>, Rollup>,
    /// By objective: the projects that are aligned to it or to what is below it.
    pub objectives: SmallMap<Id<Objective>, Rollup>,
    /// By key figure.
    pub kpis: SmallMap<Id<Kpi>, Shared<KpiAnswer>>,
    /// Dependencies between projects.
    pub promises: Promises,
    groups: groups::Groups,
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

/// The sample on its day with its answers, for tests.
#[cfg(test)]
pub(crate) fn sample_answers() -> (Workspace, Answers) {
    let workspace = crate::sample::arvenne();
    let today = Date::new(2026, 5, 18).unwrap();
    let answers = refresh(None, &workspace, today);
    (workspace, answers)
}
