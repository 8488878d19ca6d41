//! Projects of the workspace as a plan to be written, with what does not fit.

use super::file::{
    Assignment, Baseline, Calendar, Constraint, Lag, Link, LinkKind, Plan, Resource, Task,
};
use super::give_hours::{Hours, gather};
use super::loss::{Loss, LossClass, Losses};
use super::take::{self, OWN};
use super::tree::{Branch, tree};
use super::value::Seconds;
use super::write::custom_number;
use crate::model::{
    ConstraintKind, Date, Id, Kind, LinkType, Measure, Person, Project, RawId, Shared, Span,
    Task as Record, TaskKind, Workspace,
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Custom field with the identity of the record.
pub(super) const OWN_ID: &str = "Baton:id";

/// What is to be written, and what is not.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The plan.
    pub plan: Plan,
    /// What of the projects has no place in the format.
    pub losses: Vec<Loss>,
}

/// Prepares projects for a file; several each stand below a summary of their own.
#[must_use]
pub fn give(workspace: &Workspace, projects: &[RawId]) -> Given {
    let projects: Vec<&Shared<Project>> = projects
        .iter()
        .filter_map(|id| workspace.projects.get(&Id::new(*id)))
        .collect();
    let mut giving = Giving {
        workspace,
        plan: Plan {
            from_start: true,
            minutes_per_day: 480,
            minutes_per_week: 2400,
            days_per_month: 20,
            honour_constraints: true,
            currency: workspace.currency().code().to_owned(),
            ..Plan::default()
        },
        losses: Losses::default(),
        custom: BTreeMap::new(),
        uids: HashMap::new(),
        people: HashMap::new(),
        hours: gather(workspace, &projects),
    };
    let many = projects.len() > 1;
    let name = match projects.as_slice() {
        [one] => one.name.to_string(),
        _ => workspace
            .portfolio()
            .map(|p| p.name.to_string())
            .unwrap_or_default(),
    };
    giving.plan.title.clone_from(&name);
    giving.plan.name = format!("{name}.xml");
    giving.number(&projects);
    if many {
        giving.plan.tasks.push(Task {
            name,
            summary: true,
            active: true,
            duration_format: 7,
            ..Task::default()
        });
    }
    for project in &projects {
        giving.project(project, i64::from(many));
    }
    giving.links(&projects);
    giving.besides(&projects);
    giving.finish()
}

struct Giving<'a> {
    workspace: &'a Workspace,
    plan: Plan,
    losses: Losses,
    /// Custom fields in use, by the name that they get.
    custom: BTreeMap<String, i64>,
    /// Numbers of tasks and of projects.
    uids: HashMap<RawId, i64>,
    people: HashMap<RawId, i64>,
    hours: Hours,
}

impl<'a> Giving<'a> {
    /// Gives every task a number: the one it came with where that is free, else the next.
    fn number(&mut self, projects: &[&'a Shared<Project>]) {
        let mut taken = HashSet::from([0]);
        let mut later = Vec::new();
        if projects.len() > 1 {
            later.extend(projects.iter().map(|p| p.id.raw()));
        } else if let [one] = projects {
            self.uids.insert(one.id.raw(), 0);
        }
        for project in projects {
            for branch in tree(self.workspace, project) {
                let own = branch.record.source_id.parse::<i64>().ok();
                match own.filter(|uid| *uid > 0 && *uid < 1 << 31 && taken.insert(*uid)) {
                    Some(uid) => {
                        self.uids.insert(branch.record.id.raw(), uid);
                    }
                    None => later.push(branch.record.id.raw()),
                }
            }
        }
        let mut next = 1;
        for id in later {
            while !taken.insert(next) {
                next += 1;
            }
            self.uids.insert(id, next);
        }
    }

    fn uid(&self, id: RawId) -> Option<i64> {
        self.uids.get(&id).copied()
    }

    fn next_id(&self) -> i64 {
        i64::try_from(self.plan.tasks.len()).unwrap_or(i64::MAX)
    }

    fn project(&mut self, project: &'a Shared<Project>, level: i64) {
        let head = Task {
            uid: self.uid(project.id.raw()).unwrap_or(0),
            id: self.next_id(),
            name: project.name.to_string(),
            notes: project.description.0.to_string(),
            level,
            active: true,
            summary: true,
            duration_format: 7,
            start: project.forecast_start.map(|day| self.hours.morning(day)),
            finish: project.forecast_finish.map(|day| self.hours.evening(day)),
            ..Task::default()
        };
        self.plan.tasks.push(head);
        let baselines = self.baselines(project);
        for branch in tree(self.workspace, project) {
            self.task(&branch, level + 1, &baselines);
        }
    }

    /// The baselines of a project with the number that each gets.
    fn baselines(&mut self, project: &Shared<Project>) -> HashMap<RawId, Vec<Baseline>> {
        let mut free: Vec<i64> = (1..=10).rev().collect();
        let mut numbered = Vec::new();
        let mut others = Vec::new();
        for baseline in self.workspace.baselines.values() {
            if baseline.project.is_some_and(|p| p != project.id) {
                continue;
            }
            let number = baseline
                .name
                .strip_prefix("Baseline ")
                .and_then(|n| n.parse::<i64>().ok());
            match number.and_then(|number| free.iter().position(|n| *n == number)) {
                Some(at) => numbered.push((free.remove(at), baseline)),
                None => others.push(baseline),
            }
        }
        for baseline in others {
            match free.pop() {
                Some(number) => {
                    self.losses
                        .add(LossClass::BaselineNames, 1, 0, &baseline.name);
                    numbered.push((number, baseline));
                }
                None => self.losses.add(LossClass::Baselines, 1, 0, &baseline.name),
            }
        }
        numbered.sort_by_key(|(number, _)| *number);
        let mut by_task: HashMap<RawId, Vec<Baseline>> = HashMap::new();
        for (number, baseline) in numbered {
            for id in self
                .workspace
                .referring(baseline.id.raw(), Kind::BaselineDate)
            {
                let Some(date) = self.workspace.baseline_dates.get(&Id::new(id)) else {
                    continue;
                };
                let Some(task) = date.task else { continue };
                by_task.entry(task.raw()).or_default().push(Baseline {
                    number,
                    start: date.start.map(|day| self.hours.morning(day)),
                    finish: date.finish.map(|day| self.hours.evening(day)),
                    duration: date.duration.map(seconds),
                    work: None,
                });
            }
        }
        by_task
    }

    fn task(&mut self, branch: &Branch<'a>, level: i64, baselines: &HashMap<RawId, Vec<Baseline>>) {
        let record = branch.record;
        let kind = record.task_kind.as_ref().and_then(|kind| kind.known());
        let kind = kind.unwrap_or(TaskKind::Task);
        let is_event = matches!(kind, TaskKind::Milestone | TaskKind::Gate);
        let summary = branch.has_children || kind == TaskKind::Summary;
        let hours = &self.hours;
        let start = |day: Option<Date>| {
            day.map(|day| {
                if is_event {
                    hours.evening(day)
                } else {
                    hours.morning(day)
                }
            })
        };
        let finish = |day: Option<Date>| day.map(|day| hours.evening(day));
        let duration = match (&record.duration, is_event) {
            (Some(span), _) => Some(seconds(*span)),
            (None, true) => Some(Seconds(0)),
            (None, false) => hours.between(record.forecast_start, record.forecast_finish),
        };
        let elapsed = record
            .duration
            .is_some_and(|span| span.measure == Measure::Elapsed);
        let physical = record
            .progress_method
            .as_ref()
            .is_some_and(|m| m.key() == "physical");
        let percent = record.progress.map(|p| i64::from(p.0 / 100).clamp(0, 100));
        let constraint = record.constraint.as_ref().and_then(|c| c.known());
        let at_start = matches!(
            constraint,
            Some(ConstraintKind::StartFrom | ConstraintKind::StartBy | ConstraintKind::StartOn)
        );
        let mut bases = Vec::new();
        if record.baseline_start.is_some() || record.baseline_finish.is_some() {
            bases.push(Baseline {
                number: 0,
                start: start(record.baseline_start),
                finish: finish(record.baseline_finish),
                ..Baseline::default()
            });
        }
        bases.extend(
            baselines
                .get(&record.id.raw())
                .into_iter()
                .flatten()
                .cloned(),
        );
        let (first, last) = (start(record.forecast_start), finish(record.forecast_finish));
        let mut task = Task {
            uid: self.uid(record.id.raw()).unwrap_or(0),
            id: self.next_id(),
            name: record.name.to_string(),
            notes: record.note.0.to_string(),
            level: level + branch.level,
            active: true,
            manual: record.manual,
            summary,
            milestone: is_event && !summary,
            // A task has both ends in the format; a milestone one moment.
            start: first.or(if is_event { last } else { None }),
            finish: last.or(if is_event { first } else { None }),
            duration,
            duration_format: if elapsed { 8 } else { 7 },
            work: record.work.map(seconds),
            manual_start: first.filter(|_| record.manual),
            manual_finish: last.filter(|_| record.manual),
            manual_duration: duration.filter(|_| record.manual),
            constraint: held(constraint),
            constraint_date: if at_start {
                start(record.constraint_date)
            } else {
                finish(record.constraint_date)
            },
            deadline: finish(record.deadline),
            calendar: record.calendar.and_then(|id| self.hours.uid(id.raw())),
            percent: percent.filter(|_| !summary),
            percent_physical: percent.filter(|_| physical && !summary),
            earned_value_method: i64::from(physical),
            actual_start: start(record.actual_start),
            actual_finish: finish(record.actual_finish),
            baselines: bases,
            ..Task::default()
        };
        if let Some(owner) = record.owner.and_then(|id| self.workspace.people.get(&id)) {
            let resource = self.person(owner);
            let uid = i64::try_from(self.plan.assignments.len()).unwrap_or(0) + 1;
            self.plan.assignments.push(Assignment {
                uid,
                task: task.uid,
                resource: Some(resource),
                units: Some(10_000),
                work: task.work,
                start: task.start,
                finish: task.finish,
                ..Assignment::default()
            });
        }
        self.carry(record, branch.has_children, &mut task);
        self.plan.tasks.push(task);
    }

    /// Puts into custom fields what the format would not bring back as it is.
    fn carry(&mut self, record: &Shared<Record>, has_children: bool, task: &mut Task) {
        let back = take::fields(&self.plan, task, has_children);
        for spec in Kind::Task.fields() {
            let own = matches!(
                spec.key,
                "source_id" | "order" | "project" | "parent" | "owner" | "calendar"
            );
            if own {
                continue;
            }
            let value = crate::model::Record::get(&**record, spec.key);
            if value.as_ref() == back.get(spec.key).and_then(Option::as_ref) {
                continue;
            }
            let number =
                take::is_carried(spec.ty).then(|| self.custom(&format!("{OWN}{}", spec.key)));
            match number.flatten() {
                Some(number) => task.custom.push((number, take::write_own(value.as_ref()))),
                None => self.losses.add(LossClass::References, 1, 0, spec.key),
            }
        }
        if let Some(number) = self.custom(OWN_ID) {
            task.custom.push((number, record.id.raw().to_string()));
        }
    }

    /// The number of a custom field of this name.
    fn custom(&mut self, name: &str) -> Option<i64> {
        if let Some(number) = self.custom.get(name) {
            return Some(*number);
        }
        let number = custom_number(self.custom.len())?;
        self.custom.insert(name.to_owned(), number);
        self.plan.custom.insert(number, name.to_owned());
        Some(number)
    }

    fn person(&mut self, person: &Shared<Person>) -> i64 {
        let id = person.id.raw();
        if let Some(uid) = self.people.get(&id) {
            return *uid;
        }
        let uid = i64::try_from(self.people.len()).unwrap_or(0) + 1;
        self.people.insert(id, uid);
        self.plan.resources.push(Resource {
            uid,
            id: uid,
            name: person.name.to_string(),
            email: person.email.to_string(),
            max_units: Some(10_000),
            calendar: person.calendar.and_then(|id| self.hours.uid(id.raw())),
            ..Resource::default()
        });
        uid
    }

    fn links(&mut self, projects: &[&Shared<Project>]) {
        let places: HashMap<i64, usize> = self
            .plan
            .tasks
            .iter()
            .enumerate()
            .map(|(at, task)| (task.uid, at))
            .collect();
        let ours = |id: Option<Id<Project>>| projects.iter().any(|p| Some(p.id) == id);
        for link in self.workspace.links.values() {
            let (from, to) = (ours(link.giver), ours(link.taker));
            if !from && !to {
                continue;
            }
            if !(from && to) {
                self.losses
                    .add(LossClass::OutsideLinks, 1, 0, &link.promise);
                continue;
            }
            let end = |task: Option<Id<Record>>, project: Option<Id<Project>>| {
                let id = task.map(Id::raw).or(project.map(Id::raw))?;
                self.uids.get(&id).copied()
            };
            let (giver, taker) = (
                end(link.giver_task, link.giver),
                end(link.taker_task, link.taker),
            );
            let (Some(giver), Some(taker)) = (giver, taker) else {
                continue;
            };
            let promised = link.promised.is_some() || link.needed.is_some();
            if promised || !link.promise.is_empty() || !link.note.0.is_empty() {
                self.losses.add(LossClass::Promises, 1, 0, &link.promise);
            }
            let kind = link.link_type.as_ref().and_then(|kind| kind.known());
            let kind = match kind.unwrap_or(LinkType::FinishStart) {
                LinkType::FinishStart => LinkKind::FinishStart,
                LinkType::StartStart => LinkKind::StartStart,
                LinkType::FinishFinish => LinkKind::FinishFinish,
                LinkType::StartFinish => LinkKind::StartFinish,
            };
            let (lag, lag_format) = match link.lag {
                None => (Lag::default(), 7),
                Some(lag) => match lag.measure {
                    Measure::Working => (Lag::Working(Seconds::from_minutes(lag.amount)), 7),
                    Measure::Elapsed => (Lag::Elapsed(Seconds::from_minutes(lag.amount)), 8),
                    Measure::Share => (Lag::Share(lag.amount), 19),
                },
            };
            let taker = places
                .get(&taker)
                .and_then(|at| self.plan.tasks.get_mut(*at));
            if let Some(taker) = taker {
                taker.links.push(Link {
                    before: giver,
                    kind,
                    lag,
                    lag_format,
                    ..Link::default()
                });
            }
        }
    }

    /// Counts what belongs to the projects and is no plan.
    fn besides(&mut self, projects: &[&Shared<Project>]) {
        const PLAN: [Kind; 5] = [
            Kind::Task,
            Kind::Link,
            Kind::Baseline,
            Kind::BaselineDate,
            Kind::Sprint,
        ];
        for project in projects {
            for (kind, _, _) in self.workspace.referrers(project.id.raw()) {
                if !PLAN.contains(&kind) {
                    self.losses.add(LossClass::BesidesPlan, 1, 0, kind.key());
                }
            }
        }
    }

    fn finish(mut self) -> Given {
        self.plan.start = self.plan.tasks.iter().filter_map(|t| t.start).min();
        self.plan.finish = self.plan.tasks.iter().filter_map(|t| t.finish).max();
        self.plan.calendar = Some(1);
        self.plan.calendars = self.hours.into_calendars();
        // A resource has a calendar of its own, based on the one that it works by.
        let mut next = self.plan.calendars.iter().map(|c| c.uid).max().unwrap_or(1);
        for resource in &mut self.plan.resources {
            next += 1;
            self.plan.calendars.push(Calendar {
                uid: next,
                name: resource.name.clone(),
                base: Some(resource.calendar.unwrap_or(1)),
                ..Calendar::default()
            });
            resource.calendar = Some(next);
        }
        Given {
            plan: self.plan,
            losses: self.losses.into_list(),
        }
    }
}

fn seconds(span: Span) -> Seconds {
    Seconds::from_minutes(span.amount)
}

const fn held(constraint: Option<ConstraintKind>) -> Constraint {
    match constraint {
        None | Some(ConstraintKind::AsSoon) => Constraint::Asap,
        Some(ConstraintKind::AsLate) => Constraint::Alap,
        Some(ConstraintKind::StartFrom) => Constraint::StartNoEarlier,
        Some(ConstraintKind::StartBy) => Constraint::StartNoLater,
        Some(ConstraintKind::FinishFrom) => Constraint::FinishNoEarlier,
        Some(ConstraintKind::FinishBy) => Constraint::FinishNoLater,
        Some(ConstraintKind::StartOn) => Constraint::MustStart,
        Some(ConstraintKind::FinishOn) => Constraint::MustFinish,
    }
}
