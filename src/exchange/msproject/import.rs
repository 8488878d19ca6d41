//! A file as one step of the workspace: projects, tasks, links, calendars, people, baselines.

use super::file::{Plan, ResourceKind, Task};
use super::give::OWN_ID;
use super::hours;
use super::loss::{Loss, LossClass, Losses, of_file};
use super::rows::{Rows, Tally};
use super::take::{Fields, fields, last};
use super::ties::{baselines, links};
use super::value::Moment;
use crate::edit::{Deed, Label, Patch};
use crate::model::order::between;
use crate::model::{Id, Kind, RawId, Text, Value, Workspace};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a person chooses before an import.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// Each summary of the first level becomes a project of its own.
    pub split: bool,
}

/// What an import would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The change, as one step; without rows when nothing would change.
    pub patch: Patch,
    /// What becomes of the records, by kind.
    pub tallies: BTreeMap<Kind, Tally>,
    /// Names of the projects, in the order of the file.
    pub projects: Vec<String>,
    /// Tasks that came from this file before and are no longer in it; they are kept.
    pub gone: usize,
    /// What has no place here.
    pub losses: Vec<Loss>,
}

/// Whether splitting a file into several projects would make more than one.
#[must_use]
pub fn can_split(plan: &Plan) -> bool {
    groups(plan).1 > 1
}

/// The place of a task of the file: its project, and its task there unless it stands for the project.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) project: RawId,
    pub(super) task: Option<RawId>,
}

/// A project that the file becomes, with the tasks in it by place.
pub(super) struct Part {
    pub(super) name: String,
    /// The task of the file that stands for it.
    pub(super) head: Option<usize>,
    pub(super) tasks: Vec<usize>,
}

/// Works out what an import would change. Nothing is applied; the same arguments give the same outcome.
pub fn dry_run(
    plan: &Plan,
    file_name: &str,
    choices: Choices,
    workspace: &Workspace,
    fresh_ids: &mut dyn FnMut() -> RawId,
) -> Outcome {
    let mut losses = Losses::default();
    of_file(plan, &mut losses);
    let mut rows = Rows::new(workspace, fresh_ids);
    let calendars = hours::calendars(plan, &mut rows, &mut losses);
    let people = people(plan, &calendars, &mut rows);
    let owners = owners(plan, &people, &mut losses);
    let parts = parts(plan, file_name, choices, &mut losses);
    let mut spots = HashMap::new();
    let mut gone = 0;
    let mut names = Vec::new();
    let mut projects = Vec::new();
    for part in &parts {
        let project = project(plan, part, file_name, &mut rows);
        projects.push((project, part));
        names.push(part.name.clone());
        gone += tasks(
            plan, part, project, &calendars, &owners, &mut spots, &mut rows,
        );
    }
    links(plan, &spots, &mut rows);
    for (project, part) in projects {
        baselines(plan, project, part, &spots, &mut rows);
    }
    let (rows, tallies) = rows.finish();
    let count = tallies
        .get(&Kind::Project)
        .map_or(0, |t| t.created + t.updated);
    Outcome {
        patch: Patch {
            label: Label {
                deed: Deed::Import,
                kind: Some(Kind::Project),
                key: None,
                count: count.max(1),
                name: file_name.into(),
            },
            author: Text::default(),
            rows,
        },
        tallies,
        projects: names,
        gone,
        losses: losses.into_list(),
    }
}

/// Which tasks have others below them, and how many of the first level do.
fn groups(plan: &Plan) -> (Vec<bool>, usize) {
    let real: Vec<usize> = (0..plan.tasks.len())
        .filter(|at| plan.tasks.get(*at).is_some_and(|t| !t.is_null))
        .collect();
    let mut has = vec![false; plan.tasks.len()];
    let level = |at: usize| plan.tasks.get(at).map_or(0, |t| t.level);
    for pair in real.windows(2) {
        if let [one, next] = pair
            && level(*next) > level(*one)
            && let Some(slot) = has.get_mut(*one)
        {
            *slot = true;
        }
    }
    let first = |at: &&usize| level(**at) == 1 && has.get(**at) == Some(&true);
    let count = real.iter().filter(first).count();
    (has, count)
}

/// Divides the tasks; what stands for other files and empty rows are left out.
fn parts(plan: &Plan, file_name: &str, choices: Choices, losses: &mut Losses) -> Vec<Part> {
    let (groups, _) = groups(plan);
    let stem = file_name
        .rsplit_once('.')
        .map_or(file_name, |(stem, _)| stem);
    let head = plan.tasks.iter().position(|t| t.level == 0 && !t.is_null);
    let head_name = head
        .and_then(|at| plan.tasks.get(at))
        .map_or("", |t| &t.name);
    let names = [plan.title.as_str(), head_name, stem, "MS Project"];
    let named = names.into_iter().find(|name| !name.trim().is_empty());
    let mut all = vec![Part {
        name: named.unwrap_or_default().to_owned(),
        head,
        tasks: Vec::new(),
    }];
    // Place of the part that tasks below the last summary of the first level go to.
    let mut open = 0;
    for (at, task) in plan.tasks.iter().enumerate() {
        if task.is_null || (task.level == 0 && Some(at) == head) {
            continue;
        }
        if task.external || task.subproject {
            losses.add(LossClass::OutsideTasks, 1, task.line, &task.name);
            continue;
        }
        if !task.active {
            losses.add(LossClass::Inactive, 1, task.line, &task.name);
            continue;
        }
        if choices.split && task.level <= 1 {
            open = 0;
            if groups.get(at) == Some(&true) {
                open = all.len();
                all.push(Part {
                    name: task.name.clone(),
                    head: Some(at),
                    tasks: Vec::new(),
                });
                continue;
            }
        }
        if let Some(part) = all.get_mut(open) {
            part.tasks.push(at);
        }
    }
    // Where every task has gone to a project of its own, nothing is left of the first.
    if all.len() > 1 && all.first().is_some_and(|part| part.tasks.is_empty()) {
        all.remove(0);
    }
    all
}

/// The project of a part: one that came from a file and has this name, or else any of this name.
fn project(plan: &Plan, part: &Part, file_name: &str, rows: &mut Rows) -> RawId {
    let named: Vec<_> = rows
        .workspace
        .projects
        .values()
        .filter(|p| &*p.name == part.name.as_str())
        .collect();
    let found = named
        .iter()
        .find(|p| &*p.source == file_name)
        .or(named.first());
    let back = part.tasks.iter().find_map(|at| {
        let id = own_id(plan, plan.tasks.get(*at)?)?;
        rows.workspace.tasks.get(&Id::new(id))?.project.map(Id::raw)
    });
    let existing = back.or(found.map(|p| p.id.raw()));
    let head = part.head.and_then(|at| plan.tasks.get(at));
    let days = |ends: fn(&Task) -> (Option<Moment>, Option<Moment>)| {
        let tasks = part.tasks.iter().filter_map(|at| plan.tasks.get(*at));
        let first = tasks.clone().filter_map(|t| ends(t).0?.day()).min();
        let last = tasks.filter_map(|t| last(ends(t).0, ends(t).1)).max();
        (first, last)
    };
    let (first, last_day) = days(|t| (t.start, t.finish));
    let mut fields = Fields::new();
    fields.insert("name", Some(Value::Text(part.name.as_str().into())));
    fields.insert("forecast_start", first.map(Value::Date));
    fields.insert("forecast_finish", last_day.map(Value::Date));
    let (first, last_day) = days(|t| {
        let base = t.baselines.iter().find(|b| b.number == 0);
        (base.and_then(|b| b.start), base.and_then(|b| b.finish))
    });
    for (key, day) in [("baseline_start", first), ("baseline_finish", last_day)] {
        // What nobody froze in the file is not taken from those who froze it here.
        if let Some(day) = day {
            fields.insert(key, Some(Value::Date(day)));
        }
    }
    if let Some(note) = head
        .map(|task| task.notes.as_str())
        .filter(|note| !note.is_empty())
    {
        fields.insert("description", Some(Value::Text(note.into())));
    }
    if existing.is_none() {
        fields.insert("source", Some(Value::Text(file_name.into())));
    }
    rows.put(Kind::Project, existing, &fields)
}

/// The record that a task was written from, by this app.
fn own_id(plan: &Plan, task: &Task) -> Option<RawId> {
    let mut own = task.custom.iter();
    let named = |number: &i64| plan.custom.get(number).is_some_and(|name| name == OWN_ID);
    RawId::parse(&own.find(|(number, _)| named(number))?.1)
}

/// The tasks of a project; says how many of an earlier import are no longer in the file.
fn tasks(
    plan: &Plan,
    part: &Part,
    project: RawId,
    calendars: &hours::Taken,
    owners: &HashMap<i64, Owner>,
    spots: &mut HashMap<i64, Spot>,
    rows: &mut Rows,
) -> usize {
    let mut known: HashMap<Text, RawId> = HashMap::new();
    if !rows.is_new(project) {
        for id in rows.workspace.referring(project, Kind::Task) {
            let task = rows.workspace.tasks.get(&Id::new(id));
            if let Some(task) = task.filter(|t| !t.source_id.is_empty()) {
                known.insert(task.source_id.clone(), id);
            }
        }
    }
    let head = part.head.and_then(|at| plan.tasks.get(at));
    if let Some(head) = head {
        spots.insert(
            head.uid,
            Spot {
                project,
                task: None,
            },
        );
    }
    let mut taken = HashSet::new();
    let (groups, _) = groups(plan);
    // The open summaries, by level.
    let mut open: Vec<(i64, RawId)> = Vec::new();
    let mut prepared: Vec<(Option<RawId>, RawId, Fields)> = Vec::new();
    let mut siblings: BTreeMap<Option<RawId>, Vec<usize>> = BTreeMap::new();
    for at in &part.tasks {
        let Some(task) = plan.tasks.get(*at) else {
            continue;
        };
        while open.last().is_some_and(|(level, _)| *level >= task.level) {
            open.pop();
        }
        let parent = open.last().map(|(_, id)| *id);
        let is_group = groups.get(*at) == Some(&true);
        let mut fields = fields(plan, task, is_group);
        fields.insert("project", Some(Value::Ref(project)));
        fields.insert("parent", parent.map(Value::Ref));
        if !is_group {
            fields.insert("calendar", calendars.of_task(plan, task).map(Value::Ref));
        }
        match owners.get(&task.uid) {
            Some(Owner::Person(id)) => {
                fields.insert("owner", Some(Value::Ref(*id)));
            }
            Some(Owner::Role(role)) => {
                fields.insert("role", Some(Value::Text(role.as_str().into())));
            }
            None => {
                fields.insert("owner", None);
            }
        }
        let ours = own_id(plan, task).filter(|id| {
            let record = rows.workspace.tasks.get(&Id::new(*id));
            record.is_some_and(|t| t.project.map(Id::raw) == Some(project)) && taken.insert(*id)
        });
        let existing = match ours {
            Some(id) => {
                // It keeps the identity of the file that it came from first.
                fields.remove("source_id");
                known.retain(|_, other| *other != id);
                Some(id)
            }
            None => known.remove(&Text::from(task.uid.to_string())),
        };
        let id = existing.unwrap_or_else(|| rows.fresh_id());
        spots.insert(
            task.uid,
            Spot {
                project,
                task: Some(id),
            },
        );
        siblings.entry(parent).or_default().push(prepared.len());
        prepared.push((existing, id, fields));
        open.push((task.level, id));
    }
    for group in siblings.values() {
        let keys: Vec<Option<Text>> = group
            .iter()
            .map(|at| {
                let id = prepared.get(*at)?.0?;
                let task = rows.workspace.tasks.get(&Id::new(id))?;
                Some(task.order.clone()).filter(|order| !order.is_empty())
            })
            .collect();
        for (at, key) in group.iter().zip(order(&keys)) {
            if let Some((_, _, fields)) = prepared.get_mut(*at) {
                fields.insert("order", Some(Value::Text(key)));
            }
        }
    }
    for (existing, id, fields) in &prepared {
        match existing {
            Some(id) => rows.change(Kind::Task, *id, fields),
            None => {
                rows.make(Kind::Task, *id, fields);
            }
        }
    }
    known.len()
}

/// Keys of a list of siblings: those that are there stay if they are in order; short ones otherwise.
fn order(keys: &[Option<Text>]) -> Vec<Text> {
    let there: Vec<&Text> = keys.iter().flatten().collect();
    let ascending = there.windows(2).all(|pair| pair.first() < pair.last());
    if there.is_empty() || !ascending {
        let digit =
            |n: usize| char::from_digit(u32::try_from(n % 36).unwrap_or(0), 36).unwrap_or('0');
        let key = |n: usize| {
            let digits = [n / 46_656, n / 1_296, n / 36, n].map(digit);
            // A key never ends in 0, so that there is room below it.
            Text::from(digits.iter().collect::<String>() + "i")
        };
        return (0..keys.len()).map(key).collect();
    }
    let mut before: Option<Text> = None;
    let mut all = Vec::with_capacity(keys.len());
    for (at, key) in keys.iter().enumerate() {
        let after = || keys.get(at..).unwrap_or_default().iter().flatten().next();
        let key = key
            .clone()
            .unwrap_or_else(|| Text::from(between(before.as_deref(), after().map(|text| &**text))));
        before = Some(key.clone());
        all.push(key);
    }
    all
}

/// People of the file that work on something, by UID.
fn people(plan: &Plan, calendars: &hours::Taken, rows: &mut Rows) -> HashMap<i64, RawId> {
    let mut people = HashMap::new();
    for resource in &plan.resources {
        let person = resource.kind == ResourceKind::Work && !resource.is_null && !resource.generic;
        if !person || resource.name.is_empty() {
            continue;
        }
        let known = rows.workspace.people.values();
        let known = known
            .filter(|p| &*p.name == resource.name.as_str())
            .map(|p| p.id.raw())
            .next();
        let mut fields = Fields::new();
        fields.insert("name", Some(Value::Text(resource.name.as_str().into())));
        if !resource.email.is_empty() {
            fields.insert("email", Some(Value::Text(resource.email.as_str().into())));
        }
        if let Some(own) = calendars.of_resource(resource.calendar) {
            fields.insert("calendar", Some(Value::Ref(own)));
        }
        people.insert(resource.uid, rows.put(Kind::Person, known, &fields));
    }
    people
}

/// Who answers for a task.
enum Owner {
    Person(RawId),
    Role(String),
}

/// The first person assigned to each task, or where there is none the first role.
fn owners(plan: &Plan, people: &HashMap<i64, RawId>, losses: &mut Losses) -> HashMap<i64, Owner> {
    let generic: HashMap<i64, &str> = plan
        .resources
        .iter()
        .filter(|r| r.generic && !r.name.is_empty())
        .map(|r| (r.uid, r.name.as_str()))
        .collect();
    let mut owners: HashMap<i64, Owner> = HashMap::new();
    for one in &plan.assignments {
        let Some(resource) = one.resource else {
            continue;
        };
        if let Some(person) = people.get(&resource) {
            match owners.get(&one.task) {
                Some(Owner::Person(_)) => losses.add(LossClass::MorePeople, 1, one.line, ""),
                _ => {
                    owners.insert(one.task, Owner::Person(*person));
                }
            }
        } else if let Some(role) = generic.get(&resource) {
            let role = || Owner::Role((*role).to_owned());
            owners.entry(one.task).or_insert_with(role);
        }
    }
    owners
}
