//! The status matrix: which projects it shows, in which order and under which heads.

use super::{Route, record_of_key};
use crate::analysis::attention;
use crate::analysis::rag::AxisStatus;
use crate::analysis::{Answers, Distribution, Finding, ProjectAnswers};
use crate::model::{Axis, ChoiceSet, Id, InOrder, Kind, Project, Rag, RawId, Workspace};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// Which status a cell shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// The one in force (kept, else declared, else computed), with the computed one small where it differs.
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
    /// Keys of the filters: `status:red`, `unit:<code>`, `programme:<code>`, `differ`, `kept`, `stale`,
    /// `late` (a milestone is), `odd` (facts that do not fit together) and `attention` (as on the cockpit).
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
        if self.mode == Mode::Computed {
            status.computed.unwrap_or(Rag::NotAssessed)
        } else {
            status.in_force
        }
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

/// The filters of a view with the records that its keys mean.
struct Sieve<'v> {
    view: &'v View,
    statuses: BTreeSet<&'v str>,
    units: Option<BTreeSet<RawId>>,
    programmes: Option<BTreeSet<RawId>>,
    attention: Option<BTreeSet<Id<Project>>>,
}

impl<'v> Sieve<'v> {
    fn of(view: &'v View, workspace: &Workspace, answers: &Answers) -> Self {
        let keys = |prefix: &'static str| {
            let all = view.filters.iter();
            all.filter_map(move |filter| filter.strip_prefix(prefix))
        };
        // A key that nothing has any more lets nothing pass: better an empty page than a false one.
        let records = |prefix, kind| {
            keys(prefix).next()?;
            let found = keys(prefix).filter_map(|key| record_of_key(workspace, kind, key));
            Some(found.collect())
        };
        Self {
            view,
            statuses: keys("status:").collect(),
            units: records("unit:", Kind::Unit),
            programmes: records("programme:", Kind::Programme),
            attention: view.has("attention").then(|| {
                let all = attention::list(answers).into_iter();
                all.map(|item| item.project).collect()
            }),
        }
    }

    fn passes(&self, project: &Project, answers: &ProjectAnswers, day: crate::model::Date) -> bool {
        let within = |set: &Option<BTreeSet<RawId>>, id: Option<RawId>| {
            set.as_ref()
                .is_none_or(|set| id.is_some_and(|id| set.contains(&id)))
        };
        let status = &answers.status;
        let rag = self.view.shown(&status.overall);
        let asks = |key, holds: &dyn Fn() -> bool| !self.view.has(key) || holds();
        let axes = || status.axes.iter().chain([&status.overall]);
        (self.statuses.is_empty() || self.statuses.contains(rag.key()))
            && within(&self.units, project.unit.map(Id::raw))
            && within(&self.programmes, project.programme.map(Id::raw))
            && self
                .attention
                .as_ref()
                .is_none_or(|set| set.contains(&project.id))
            && asks("differ", &|| differs(answers))
            && asks("kept", &|| axes().any(|axis| axis.overridden.is_some()))
            && asks("stale", &|| unreported(answers))
            && asks("odd", &|| !answers.findings.is_empty())
            && asks("late", &|| {
                answers.milestones.iter().any(|m| m.is_late(day))
            })
    }
}

/// Returns the lines; `without` names the head of those that belong nowhere.
#[must_use]
pub fn lines(view: &View, workspace: &Workspace, answers: &Answers, without: &str) -> Vec<Line> {
    let sieve = Sieve::of(view, workspace, answers);
    let mut found: Vec<(&Project, &ProjectAnswers)> = workspace
        .projects
        .iter()
        .filter_map(|(id, project)| Some((&**project, &**answers.project(*id)?)))
        .filter(|(project, found)| sieve.passes(project, found, answers.today))
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

/// Counts the states of each axis, in the order of [`Axis::SHOWN`], and of the overall status.
#[must_use]
pub fn counts(view: &View, lines: &[Line], answers: &Answers) -> (Vec<Distribution>, Distribution) {
    let mut axes = vec![Distribution::default(); Axis::SHOWN.len()];
    let mut overall = Distribution::default();
    for line in lines {
        let Line::Project(id) = line else { continue };
        let Some(found) = answers.project(*id) else {
            continue;
        };
        overall.add(view.shown(&found.status.overall), 0);
        for (axis, counts) in Axis::SHOWN.iter().zip(axes.iter_mut()) {
            if let Some(status) = found.status.axis(*axis) {
                counts.add(view.shown(status), 0);
            }
        }
    }
    (axes, overall)
}

/// What does not fit together in the projects of these lines: the gravest first, then in their order.
#[must_use]
pub fn misfits(lines: &[Line], answers: &Answers) -> Vec<(Id<Project>, Finding)> {
    let mut all: Vec<(Id<Project>, Finding)> = lines
        .iter()
        .filter_map(|line| match line {
            Line::Project(id) => Some((*id, answers.project(*id)?)),
            Line::Head(..) => None,
        })
        .flat_map(|(id, found)| found.findings.iter().map(move |finding| (id, *finding)))
        .collect();
    // Those that one sentence tells stand together.
    all.order_by_key(|(_, finding)| (finding.code, Reverse(finding.number)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Code, refresh};
    use crate::model::Date;

    fn view(address: &str) -> View {
        View::of(&Route::parse(&format!("#/status?{address}")))
    }

    fn shown(address: &str) -> (Workspace, Answers, Vec<Line>) {
        let workspace = crate::sample::arvenne();
        let answers = refresh(None, &workspace, Date::new(2026, 5, 18).unwrap());
        let found = lines(&view(address), &workspace, &answers, "Nowhere");
        (workspace, answers, found)
    }

    fn projects(lines: &[Line]) -> Vec<Id<Project>> {
        let project = |line: &Line| match line {
            Line::Project(id) => Some(*id),
            Line::Head(..) => None,
        };
        lines.iter().filter_map(project).collect()
    }

    #[test]
    fn the_worst_come_first_and_nobody_is_missing() {
        let (workspace, answers, found) = shown("");
        let all = projects(&found);
        assert_eq!(all.len(), workspace.projects.len());
        let state = |id: &Id<Project>| answers.project(*id).unwrap().status.overall.in_force;
        let places: Vec<usize> = all
            .iter()
            .map(|id| {
                Distribution::ORDER
                    .iter()
                    .position(|rag| *rag == state(id))
                    .unwrap()
            })
            .collect();
        assert!(places.is_sorted() && places.first() < places.last());
    }

    #[test]
    fn the_order_is_the_one_asked_for() {
        let (workspace, answers, by_code) = shown("sort=code");
        let codes: Vec<_> = projects(&by_code)
            .iter()
            .map(|id| workspace.projects.get(id).unwrap().code.clone())
            .collect();
        assert!(codes.is_sorted() && codes.len() > 20);
        let slips: Vec<_> = projects(&shown("sort=slip").2)
            .iter()
            .map(|id| answers.project(*id).unwrap().slip.calendar_days)
            .collect();
        assert!(slips.iter().rev().is_sorted() && slips.first() > slips.last());
    }

    #[test]
    fn heads_count_what_stands_below_them_and_those_without_come_last() {
        let mut workspace = crate::sample::arvenne();
        let lone = workspace.projects.keys().next().copied().unwrap();
        workspace
            .set(Kind::Project, lone.raw(), "unit", None)
            .unwrap();
        let answers = refresh(None, &workspace, Date::new(2026, 5, 18).unwrap());
        let found = lines(&view("group=unit"), &workspace, &answers, "Nowhere");
        let mut heads: Vec<(&str, usize, usize)> = Vec::new();
        for line in &found {
            match line {
                Line::Head(name, counts) => heads.push((name, counts.total(), 0)),
                Line::Project(_) => heads.last_mut().unwrap().2 += 1,
            }
        }
        assert_eq!(heads.len(), workspace.units.len() + 1);
        assert!(heads.iter().all(|(_, told, below)| told == below));
        assert_eq!(heads.last(), Some(&("Nowhere", 1, 1)));
        assert_eq!(projects(&found).len(), workspace.projects.len());
    }

    #[test]
    fn filters_of_one_kind_add_up_and_filters_of_two_kinds_narrow() {
        let count = |address: &str| projects(&shown(address).2).len();
        let (red, amber) = (count("only=status:red"), count("only=status:amber"));
        assert!(red > 0 && amber > 0);
        assert_eq!(count("only=status:red,status:amber"), red + amber);
        let (workspace, ..) = shown("");
        let unit = workspace.units.values().next().unwrap();
        let mine = workspace
            .projects
            .values()
            .filter(|p| p.unit == Some(unit.id))
            .count();
        assert_eq!(count(&format!("only=unit:{}", unit.code)), mine);
        assert!(count(&format!("only=unit:{},status:red", unit.code)) <= mine.min(red));
        assert_eq!(count("only=unit:GONE"), 0);
    }

    #[test]
    fn a_computed_view_filters_and_counts_by_what_is_computed() {
        let (_, answers, found) = shown("show=computed&only=status:red");
        let computed = |id: &Id<Project>| answers.project(*id).unwrap().status.overall.computed;
        assert!(
            projects(&found)
                .iter()
                .all(|id| computed(id) == Some(Rag::Red))
        );
        let view = view("show=computed&only=status:red");
        let (axes, overall) = counts(&view, &found, &answers);
        assert_eq!(
            (overall.count(Rag::Red), overall.total()),
            (found.len(), found.len())
        );
        assert!(
            axes.len() == Axis::SHOWN.len() && axes.iter().all(|axis| axis.total() <= found.len())
        );
    }

    #[test]
    fn what_does_not_fit_is_listed_for_the_projects_shown_the_gravest_first() {
        let mut workspace = crate::sample::arvenne();
        let lame: Vec<_> = workspace.projects.keys().copied().take(2).collect();
        for (id, keys) in lame.iter().zip([&["sponsor"][..], &["sponsor", "manager"]]) {
            for key in keys {
                workspace.set(Kind::Project, id.raw(), key, None).unwrap();
            }
        }
        let answers = refresh(None, &workspace, Date::new(2026, 5, 18).unwrap());
        let found = lines(&view("only=odd"), &workspace, &answers, "Nowhere");
        let all = misfits(&found, &answers);
        // Whoever passes the filter has a reason on the list, and nobody else.
        let named: BTreeSet<_> = all.iter().map(|(id, _)| *id).collect();
        assert_eq!(named, projects(&found).into_iter().collect());
        assert_eq!(named, lame.into_iter().collect());
        let codes: Vec<Code> = all.iter().map(|(_, finding)| finding.code).collect();
        assert_eq!(codes, [Code::NoManager, Code::NoSponsor, Code::NoSponsor]);
    }

    #[test]
    fn a_filter_is_turned_on_and_off_and_leaves_the_others() {
        let view = view("only=differ,late");
        assert!(view.has("late") && !view.has("kept"));
        assert_eq!(view.toggled("differ"), "late");
        assert_eq!(view.toggled("kept"), "differ,late,kept");
        let (_, answers, found) = shown("only=differ");
        let all = projects(&found);
        assert!(!all.is_empty() && all.iter().all(|id| differs(answers.project(*id).unwrap())));
    }
}
