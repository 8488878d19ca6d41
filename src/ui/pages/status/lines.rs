//! Which projects the matrix shows, in which order and under which heads.

use crate::analysis::rag::AxisStatus;
use crate::analysis::{Answers, Distribution, ProjectAnswers};
use crate::model::{Axis, Id, Project, Rag, Workspace};
use crate::session::Route;
use std::cmp::Reverse;

/// The axes in the order of the columns: what a rule computes stands near what people judge with it.
pub const AXES: [Axis; 7] = [
    Axis::Time,
    Axis::Cost,
    Axis::Scope,
    Axis::Quality,
    Axis::Resources,
    Axis::Risk,
    Axis::Benefits,
];

/// Which status a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The declared one, with the computed one small where it differs.
    #[default]
    Declared,
    /// The computed one.
    Computed,
    /// Both side by side.
    Both,
}

/// The settings of the view, as the address has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Which status.
    pub mode: Mode,
    /// Key of the order.
    pub sort: String,
    /// Key of the heads.
    pub group: String,
    /// Keys of the filters: `status:red`, `unit:<id>`, `programme:<id>`, `differ`, `stale`.
    pub filters: Vec<String>,
}

impl View {
    /// Reads the settings of an address.
    #[must_use]
    pub fn of(route: &Route) -> Self {
        Self {
            mode: match route.get("show") {
                "computed" => Mode::Computed,
                "both" => Mode::Both,
                _ => Mode::Declared,
            },
            sort: route.get("sort").to_owned(),
            group: route.get("group").to_owned(),
            filters: route
                .get("only")
                .split(',')
                .filter(|key| !key.is_empty())
                .map(str::to_owned)
                .collect(),
        }
    }

    /// Returns the filters as the address has them, with one turned on or off.
    #[must_use]
    pub fn toggled(&self, key: &str) -> String {
        let mut filters = self.filters.clone();
        if filters.iter().any(|filter| filter == key) {
            filters.retain(|filter| filter != key);
        } else {
            filters.push(key.to_owned());
        }
        filters.join(",")
    }

    /// Is this filter on?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.filters.iter().any(|filter| filter == key)
    }

    /// Returns the state that a cell stands for, in sorting and counting.
    #[must_use]
    pub fn shown(&self, status: &AxisStatus) -> Rag {
        let picked = if self.mode == Mode::Computed {
            status.computed
        } else {
            status.declared
        };
        picked.unwrap_or(Rag::NotAssessed)
    }
}

/// A line of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A head: its name, and how the projects below stand.
    Head(String, Distribution),
    /// A project.
    Project(Id<Project>),
}

/// Do declared and computed differ anywhere in a project?
#[must_use]
pub fn differs(answers: &ProjectAnswers) -> bool {
    let status = &answers.status;
    status.overall.differs() || status.axes.iter().any(AxisStatus::differs)
}

/// Is a fresh report missing where one is expected?
#[must_use]
pub fn unreported(answers: &ProjectAnswers) -> bool {
    answers.reported.stale && answers.status.overall.computed != Some(Rag::Closed)
}

fn passes(view: &View, project: &Project, answers: &ProjectAnswers) -> bool {
    let any_of = |prefix: &str, hit: &dyn Fn(&str) -> bool| {
        let mut mine = view.filters.iter().filter_map(|f| f.strip_prefix(prefix));
        let mut asked = false;
        let found = mine.any(|value| {
            asked = true;
            hit(value)
        });
        found || !asked
    };
    use crate::model::ChoiceSet;
    let rag = view.shown(&answers.status.overall);
    (!view.has("differ") || differs(answers))
        && (!view.has("stale") || unreported(answers))
        && any_of("status:", &|key| rag.key() == key)
        && any_of("unit:", &|key| {
            project.unit.is_some_and(|id| id.to_string() == key)
        })
        && any_of("programme:", &|key| {
            project.programme.is_some_and(|id| id.to_string() == key)
        })
}

/// Returns the lines; `without` names the head of those that belong nowhere.
#[must_use]
pub fn lines(view: &View, workspace: &Workspace, answers: &Answers, without: &str) -> Vec<Line> {
    let mut found: Vec<(&Project, &ProjectAnswers)> = workspace
        .projects
        .iter()
        .filter_map(|(id, project)| Some((&**project, &**answers.project(*id)?)))
        .filter(|(project, answers)| passes(view, project, answers))
        .collect();
    let place = |rag: Rag| Distribution::ORDER.iter().position(|one| *one == rag);
    let name = |project: &Project| (project.name.to_lowercase(), project.id);
    match view.sort.as_str() {
        "name" => found.sort_by_cached_key(|(p, _)| name(p)),
        "code" => found.sort_by_cached_key(|(p, _)| (p.code.clone(), p.id)),
        "reported" => found.sort_by_cached_key(|(p, a)| {
            (a.reported.latest.as_ref().and_then(|r| r.date), name(p))
        }),
        "slip" => {
            found.sort_by_cached_key(|(p, a)| (Reverse(a.slip.calendar_days), name(p)));
        }
        _ => found.sort_by_cached_key(|(p, a)| {
            let count = |rag| {
                let axes = a.status.axes.iter();
                axes.filter(|axis| view.shown(axis) == rag).count()
            };
            (
                place(view.shown(&a.status.overall)),
                Reverse(count(Rag::Red)),
                Reverse(count(Rag::Amber)),
                Reverse(a.slip.calendar_days),
                name(p),
            )
        }),
    }
    let head = |project: &Project| match view.group.as_str() {
        "programme" => project
            .programme
            .and_then(|id| workspace.programmes.get(&id))
            .map(|p| p.name.to_string()),
        _ => project
            .unit
            .and_then(|id| workspace.units.get(&id))
            .map(|u| u.name.to_string()),
    };
    if !matches!(view.group.as_str(), "programme" | "unit") {
        return found.iter().map(|(p, _)| Line::Project(p.id)).collect();
    }
    let mut groups: std::collections::BTreeMap<(bool, String), (Distribution, Vec<Line>)> =
        std::collections::BTreeMap::new();
    for (project, answers) in found {
        let key = head(project).map_or((true, without.to_owned()), |name| (false, name));
        let group = groups.entry(key).or_default();
        group.0.add(view.shown(&answers.status.overall), 0);
        group.1.push(Line::Project(project.id));
    }
    groups
        .into_iter()
        .flat_map(|((_, name), (counts, lines))| {
            std::iter::once(Line::Head(name, counts)).chain(lines)
        })
        .collect()
}

/// Counts the states of each axis, in the order of [`AXES`], and of the overall status.
#[must_use]
pub fn counts(view: &View, lines: &[Line], answers: &Answers) -> (Vec<Distribution>, Distribution) {
    let mut axes = vec![Distribution::default(); AXES.len()];
    let mut overall = Distribution::default();
    for line in lines {
        let Line::Project(id) = line else { continue };
        let Some(found) = answers.project(*id) else {
            continue;
        };
        overall.add(view.shown(&found.status.overall), 0);
        for (axis, counts) in AXES.iter().zip(axes.iter_mut()) {
            if let Some(status) = found.status.axis(*axis) {
                counts.add(view.shown(status), 0);
            }
        }
    }
    (axes, overall)
}
