//! The records that an import would add or change, gathered before the patch is made.

mod belongings;

use super::cells::plain;
use super::draft::{Draft, Values};
use super::import::choice;
use super::inspect::Inspection;
use super::mapping::Mapping;
use super::outcome::{Outcome, Problem, ProblemCode, problem};
use super::rows::{change, create};
use crate::edit::{Deed, Label, Patch, Row};
use crate::model::{CustomType, Id, Kind, RawId, Text, Value, Workspace, order};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Everything that would be added or changed.
pub(super) struct Pending<'a> {
    inspection: &'a Inspection,
    mapping: &'a Mapping,
    workspace: &'a Workspace,
    fresh: &'a mut dyn FnMut() -> RawId,
    /// Units, programmes, people and fields of the organisation by kind and name (or code).
    named: HashMap<(Kind, Text), RawId>,
    /// The same without regard to capitals, for a warning.
    folded: HashMap<(Kind, String), Text>,
    alike: Vec<(usize, String)>,
    /// Records that others refer to.
    first: Vec<Row>,
    last_order: BTreeMap<Kind, String>,
    /// Keys of new fields by heading.
    new_fields: HashMap<usize, Option<Text>>,
    /// Codes that the file brings.
    by_code: HashMap<Text, RawId>,
    by_name: HashMap<Text, Vec<RawId>>,
    /// Projects in the order of the file: identity, whether it exists, draft.
    projects: Vec<(RawId, bool, Draft)>,
    places: HashMap<RawId, usize>,
    /// Identities of the records to add.
    promised: HashSet<RawId>,
}

impl<'a> Pending<'a> {
    pub(super) fn new(
        inspection: &'a Inspection,
        mapping: &'a Mapping,
        workspace: &'a Workspace,
        fresh: &'a mut dyn FnMut() -> RawId,
    ) -> Self {
        let mut named = HashMap::new();
        let mut folded = HashMap::new();
        let mut last_order = BTreeMap::new();
        for kind in [Kind::Unit, Kind::Programme, Kind::Person] {
            for record in workspace.records(kind) {
                for key in ["code", "name"] {
                    if let Some(Value::Text(text)) = record.get(key) {
                        folded.insert((kind, text.to_lowercase()), text.clone());
                        named.entry((kind, text)).or_insert(record.raw_id());
                    }
                }
                if let Some(Value::Text(place)) = record.get("order") {
                    let last = last_order.entry(kind).or_insert_with(String::new);
                    if **last < *place {
                        *last = place.to_string();
                    }
                }
            }
        }
        let mut by_name: HashMap<Text, Vec<RawId>> = HashMap::new();
        for project in workspace.projects.values() {
            by_name
                .entry(project.name.clone())
                .or_default()
                .push(project.id.raw());
        }
        // Taken from the end, in the order of the table.
        by_name.values_mut().for_each(|ids| ids.reverse());
        Self {
            inspection,
            mapping,
            workspace,
            fresh,
            named,
            folded,
            alike: Vec::new(),
            first: Vec::new(),
            last_order,
            new_fields: HashMap::new(),
            by_code: HashMap::new(),
            by_name,
            projects: Vec::new(),
            places: HashMap::new(),
            promised: HashSet::new(),
        }
    }

    /// An identity that no record has, neither of the portfolio nor of the file.
    fn fresh_id(&mut self) -> RawId {
        let promised = |id| self.promised.contains(&id);
        let id = self.workspace.unused_besides(self.fresh, &promised);
        self.promised.insert(id);
        id
    }

    /// Finds a unit, programme or person by name or code, or plans a new one.
    pub(super) fn refer(&mut self, kind: Kind, text: &str, heading: usize) -> RawId {
        let name: Text = text.split_whitespace().collect::<Vec<_>>().join(" ").into();
        let key = (kind, name.clone());
        if let Some(id) = self.named.get(&key) {
            return *id;
        }
        if self.folded.contains_key(&(kind, name.to_lowercase())) {
            self.alike.push((heading, name.to_string()));
        }
        self.folded
            .insert((kind, name.to_lowercase()), name.clone());
        let id = self.fresh_id();
        self.named.insert(key, id);
        let mut values = Values::new();
        values.insert("name".into(), Value::Text(name.clone()));
        if kind != Kind::Person {
            // A short name without spaces is what people call a code.
            if name.chars().count() <= 8 && !name.contains(' ') {
                values.insert("code".into(), Value::Text(name));
            }
            let last = self.last_order.entry(kind).or_default();
            let place = order::between(Some(last.as_str()).filter(|l| !l.is_empty()), None);
            last.clone_from(&place);
            values.insert("order".into(), Value::Text(place.into()));
        }
        if kind == Kind::Unit {
            values.insert("unit_kind".into(), choice(self.mapping.unit_kind));
        }
        self.first.push(create(kind, id, values));
        id
    }

    /// Returns the key of a field of the organisation for a heading; plans the field the first time.
    pub(super) fn new_field(&mut self, heading: usize) -> Option<Text> {
        if let Some(key) = self.new_fields.get(&heading) {
            return key.clone();
        }
        let label = self.inspection.headings.get(heading)?.label.as_str();
        let label: String = label.chars().take(120).collect();
        let fields = || self.workspace.custom_fields.values();
        let known = fields().find(|field| plain(&field.name) == plain(&label));
        let key = known.map_or_else(
            || {
                let taken: BTreeSet<Text> = fields()
                    .map(|field| field.key.clone())
                    .chain(self.new_fields.values().flatten().cloned())
                    .collect();
                let slug: String = plain(&label).replace(' ', "_");
                let slug: String = slug.chars().filter(char::is_ascii).take(40).collect();
                let mut key = format!("x_{slug}");
                let mut next = 2;
                while taken.contains(key.as_str()) {
                    key = format!("x_{slug}_{next}");
                    next += 1;
                }
                let key = Text::from(key);
                let mut values = Values::new();
                values.insert("name".into(), Value::Text(label.into()));
                values.insert("key".into(), Value::Text(key.clone()));
                values.insert("holds".into(), choice(CustomType::Text));
                let id = self.fresh_id();
                self.first.push(create(Kind::CustomField, id, values));
                key
            },
            |field| field.key.clone(),
        );
        self.new_fields.insert(heading, Some(key.clone()));
        Some(key)
    }

    /// Adds what a record of the file says; `true` when its code stood in the file before.
    pub(super) fn add(&mut self, mut draft: Draft) -> bool {
        let by_code = draft.code().and_then(|code| {
            let known = || self.workspace.holders(Kind::Project, code).next();
            self.by_code.get(code).copied().or_else(known)
        });
        let by_name = || {
            let name = draft.name()?;
            // Each record of the file takes one of the projects of that name.
            let free = |id: &RawId| {
                let coded = self
                    .workspace
                    .projects
                    .get(&Id::new(*id))
                    .is_some_and(|p| !p.code.is_empty());
                draft.code().is_none() || !coded
            };
            self.by_name.get(name)?.last().copied().filter(free)
        };
        let found = by_code.or_else(by_name);
        if by_code.is_none()
            && found.is_some()
            && let Some(ids) = draft.name().and_then(|name| self.by_name.get_mut(name))
        {
            ids.pop();
        }
        if let Some(place) = found.and_then(|id| self.places.get(&id)).copied() {
            if let Some((_, _, before)) = self.projects.get_mut(place) {
                before.take(draft);
            }
            return true;
        }
        let id = found.unwrap_or_else(|| self.fresh_id());
        if found.is_none() && draft.code_as_name {
            let code = draft.code().cloned().unwrap_or_default();
            draft.values.insert("name".into(), Value::Text(code));
        }
        if let Some(code) = draft.code() {
            self.by_code.insert(code.clone(), id);
        }
        self.places.insert(id, self.projects.len());
        self.projects.push((id, found.is_some(), draft));
        false
    }

    /// Returns names seen since the last call that differ from others only in capitals: heading and name.
    pub(super) fn take_alike(&mut self) -> Vec<(usize, String)> {
        std::mem::take(&mut self.alike)
    }

    /// Makes the patch.
    pub(super) fn finish(mut self, mut problems: Vec<Problem>, skipped: usize) -> Outcome {
        let projects = std::mem::take(&mut self.projects);
        let mut rows = Vec::new();
        let (mut created, mut updated, mut unchanged) = (0, 0, 0);
        for (id, exists, mut draft) in projects {
            self.straighten(id, &mut draft, &mut problems);
            let before = rows.len();
            if exists {
                change(
                    self.workspace.record(Kind::Project, id),
                    &draft.values,
                    &mut rows,
                );
            } else {
                let source = Value::Text(self.inspection.file_name.as_str().into());
                draft.values.insert("source".into(), source);
                rows.push(create(Kind::Project, id, draft.values.clone()));
            }
            self.amounts(id, &draft, &mut rows, &mut problems);
            self.ratings(id, &draft, &mut rows);
            self.report(id, &draft, &mut rows, &mut problems);
            match (exists, rows.len() > before) {
                (false, _) => created += 1,
                (true, true) => updated += 1,
                (true, false) => unchanged += 1,
            }
        }
        let mut all = std::mem::take(&mut self.first);
        all.append(&mut rows);
        if !all.is_empty() {
            self.settings(&mut all);
        }
        let mut others = BTreeMap::new();
        for row in &all {
            if let Row::Create(kind, _, _) = row
                && *kind != Kind::Project
            {
                *others.entry(*kind).or_insert(0) += 1;
            }
        }
        problems.sort_by_key(|problem| (problem.row, problem.column));
        Outcome {
            patch: Patch {
                label: Label {
                    deed: Deed::Import,
                    kind: Some(Kind::Project),
                    key: None,
                    count: created + updated,
                    name: self.inspection.file_name.as_str().into(),
                },
                author: Text::default(),
                rows: all,
            },
            created,
            updated,
            unchanged,
            skipped,
            others,
            problems,
        }
    }

    /// Leaves out a finish that lies before its start, after what the project already has.
    fn straighten(&self, id: RawId, draft: &mut Draft, problems: &mut Vec<Problem>) {
        let record = self.workspace.record(Kind::Project, id);
        for pair in ["planned", "baseline", "forecast", "actual"] {
            let ends: Vec<(&'static str, Option<Value>)> = ["_start", "_finish"]
                .iter()
                .filter_map(|end| {
                    let key = Kind::Project.field(&format!("{pair}{end}"))?.key;
                    let now = draft.values.get(key).cloned();
                    Some((key, now.or_else(|| record?.get(key))))
                })
                .collect();
            if let [
                (start, Some(Value::Date(first))),
                (finish, Some(Value::Date(last))),
            ] = ends.as_slice()
                && last < first
            {
                let heading = draft
                    .places
                    .get(finish)
                    .or_else(|| draft.places.get(start))
                    .copied();
                let cell = format!("{first} – {last}");
                problems.push(problem(
                    self.inspection,
                    draft.place,
                    heading,
                    ProblemCode::Reversed,
                    &cell,
                ));
                if draft.values.remove(*finish).is_none() {
                    draft.values.remove(*start);
                }
            }
        }
    }
}
