//! The records that an import would add or change, gathered before the patch is made.

use super::cells::plain;
use super::import::{Outcome, Problem, ProblemCode, choice, fiscal_span, problem};
use super::inspect::Inspection;
use super::mapping::Mapping;
use super::rows::{change, create};
use super::target::Amount;
use crate::edit::{Deed, Label, Patch, Row};
use crate::model::{
    Confidence, ConfidenceScale, CustomType, Date, Id, Kind, Money, RawId, Text, Value, Workspace,
    order,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The values of a record by key.
pub(super) type Values = BTreeMap<Text, Value>;

/// What the file says of one project.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Its fields.
    pub values: Values,
    /// The heading that each field came from.
    pub places: BTreeMap<&'static str, usize>,
    /// The file has no name: the code stands for it.
    pub code_as_name: bool,
    /// Amounts: heading, fiscal year, state, money.
    pub amounts: Vec<(usize, Option<i32>, Amount, Money)>,
    /// Why amounts differ.
    pub amount_note: Text,
    /// Ratings: rater and fields.
    pub ratings: Vec<(Text, Values)>,
    /// The comment of the rating.
    pub rating_comment: Text,
    /// The status report.
    pub report: BTreeMap<&'static str, Value>,
    /// Its row or column in the file.
    pub place: usize,
}

impl Draft {
    pub(super) fn set(&mut self, key: &'static str, value: Value, place: usize) {
        self.values.insert(key.into(), value);
        self.places.insert(key, place);
    }

    pub(super) fn rate(
        &mut self,
        rater: &Text,
        scale: ConfidenceScale,
        point: Option<Confidence>,
        stated: &str,
    ) {
        let mut rating = Values::new();
        rating.insert("rater".into(), Value::Text(rater.clone()));
        rating.insert("scale".into(), choice(scale));
        if let Some(point) = point {
            rating.insert("confidence".into(), choice(point));
        }
        if !stated.is_empty() {
            rating.insert("stated".into(), Value::Text(stated.into()));
            // The same sentence under two raters is one statement of the publisher.
            let same = |(_, other): &(Text, Values)| other.get("stated") == rating.get("stated");
            if self.ratings.iter().any(same) {
                return;
            }
        }
        self.ratings.push((rater.clone(), rating));
    }

    fn code(&self) -> Option<&Text> {
        match self.values.get("code") {
            Some(Value::Text(code)) => Some(code),
            _ => None,
        }
    }

    fn name(&self) -> Option<&Text> {
        match self.values.get("name") {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        }
    }
}

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
    by_code: HashMap<Text, RawId>,
    by_name: HashMap<Text, Vec<RawId>>,
    /// Projects in the order of the file: identity, whether it exists, draft.
    projects: Vec<(RawId, bool, Draft)>,
    places: HashMap<RawId, usize>,
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
        let mut by_code = HashMap::new();
        let mut by_name: HashMap<Text, Vec<RawId>> = HashMap::new();
        for project in workspace.projects.values() {
            if !project.code.is_empty() {
                by_code.insert(project.code.clone(), project.id.raw());
            }
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
            by_code,
            by_name,
            projects: Vec::new(),
            places: HashMap::new(),
        }
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
        let id = (self.fresh)();
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
                let id = (self.fresh)();
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
        let by_code = draft
            .code()
            .and_then(|code| self.by_code.get(code))
            .copied();
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
        let id = found.unwrap_or_else(|| (self.fresh)());
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

    fn amounts(
        &mut self,
        id: RawId,
        draft: &Draft,
        rows: &mut Vec<Row>,
        problems: &mut Vec<Problem>,
    ) {
        let mut lines: BTreeMap<(Date, Date), Values> = BTreeMap::new();
        for (heading, year, amount, money) in &draft.amounts {
            let span = match year {
                Some(year) => fiscal_span(*year, self.mapping.fiscal_start),
                None => self.span(id, draft),
            };
            let Some(span) = span else {
                let code = ProblemCode::NoPeriod;
                problems.push(problem(
                    self.inspection,
                    draft.place,
                    Some(*heading),
                    code,
                    &money.to_string(),
                ));
                continue;
            };
            lines
                .entry(span)
                .or_default()
                .insert(amount.key().into(), Value::Money(*money));
        }
        let single = lines.len() == 1;
        for ((first, last), mut values) in lines {
            if single && !draft.amount_note.is_empty() {
                values.insert("note".into(), Value::Text(draft.amount_note.clone()));
            }
            let existing = self.workspace.referring(id, Kind::BudgetLine).find(|line| {
                self.workspace
                    .budget_lines
                    .get(&Id::new(*line))
                    .is_some_and(|line| {
                        line.period_start == Some(first)
                            && line.period_end == Some(last)
                            && line.category.is_empty()
                            && line.expenditure.is_none()
                            && line.origin.is_none()
                    })
            });
            values.insert("project".into(), Value::Ref(id));
            values.insert("period_start".into(), Value::Date(first));
            values.insert("period_end".into(), Value::Date(last));
            self.put(Kind::BudgetLine, existing, values, rows);
        }
    }

    /// The days between which a project runs, for amounts without a year.
    fn span(&self, id: RawId, draft: &Draft) -> Option<(Date, Date)> {
        let record = self.workspace.record(Kind::Project, id);
        let day = |key: &str| {
            let now = draft.values.get(key).cloned();
            match now.or_else(|| record?.get(key)) {
                Some(Value::Date(day)) => Some(day),
                _ => None,
            }
        };
        let any = |end: &str| {
            let kinds = ["forecast", "planned", "baseline", "actual"];
            kinds.iter().find_map(|kind| day(&format!("{kind}_{end}")))
        };
        let (first, last) = (any("start")?, any("finish")?);
        (first <= last).then_some((first, last))
    }

    fn ratings(&mut self, id: RawId, draft: &Draft, rows: &mut Vec<Row>) {
        let date = self.mapping.date;
        let mut ratings = draft.ratings.clone();
        // A comment belongs to the first rater of the row.
        if let (false, Some((_, rating))) = (draft.rating_comment.is_empty(), ratings.first_mut()) {
            rating.insert("comment".into(), Value::Text(draft.rating_comment.clone()));
        }
        for (rater, mut values) in ratings {
            let existing = self.workspace.referring(id, Kind::Rating).find(|rating| {
                let rating = self.workspace.ratings.get(&Id::new(*rating));
                rating.is_some_and(|rating| rating.rater == rater && rating.date == date)
            });
            values.insert("project".into(), Value::Ref(id));
            values.extend(date.map(|date| (Text::from("date"), Value::Date(date))));
            if let Some(rating) = existing {
                // A point replaces the words that stood for it, and the other way round.
                let record = self.workspace.record(Kind::Rating, rating);
                for key in ["confidence", "stated"].map(Text::from) {
                    let before = record.and_then(|record| record.get(&key));
                    if before.is_some() && !values.contains_key(&key) {
                        rows.push(Row::Set {
                            kind: Kind::Rating,
                            id: rating,
                            key,
                            before,
                            after: None,
                        });
                    }
                }
            }
            self.put(Kind::Rating, existing, values, rows);
        }
    }

    fn report(
        &mut self,
        id: RawId,
        draft: &Draft,
        rows: &mut Vec<Row>,
        problems: &mut Vec<Problem>,
    ) {
        if draft.report.is_empty() {
            return;
        }
        let Some(date) = self.mapping.date else {
            problems.push(problem(
                self.inspection,
                draft.place,
                None,
                ProblemCode::NoDate,
                "",
            ));
            return;
        };
        let existing = self.workspace.referring(id, Kind::Report).find(|report| {
            let report = self.workspace.reports.get(&Id::new(*report));
            report.is_some_and(|r| r.date == Some(date) && r.round.is_none() && !r.frozen)
        });
        let values = draft
            .report
            .iter()
            .map(|(key, value)| (Text::from(*key), value.clone()));
        let mut values: Values = values.collect();
        values.insert("project".into(), Value::Ref(id));
        values.insert("date".into(), Value::Date(date));
        self.put(Kind::Report, existing, values, rows);
    }

    /// Changes a record or adds one.
    fn put(&mut self, kind: Kind, existing: Option<RawId>, values: Values, rows: &mut Vec<Row>) {
        match existing {
            Some(id) => change(self.workspace.record(kind, id), &values, rows),
            None => rows.push(create(kind, (self.fresh)(), values)),
        }
    }

    /// Takes currency and fiscal year of the file into the settings of an empty portfolio.
    fn settings(&self, rows: &mut Vec<Row>) {
        let Some(portfolio) = self.workspace.portfolio().filter(|_| self.mapping.adopt) else {
            return;
        };
        let mut values = Values::new();
        let money = self
            .mapping
            .columns
            .iter()
            .find(|column| column.target.is_money());
        if let Some(column) = money {
            values.insert(
                "currency".into(),
                Value::Text(column.currency.code().into()),
            );
            let month = i64::from(self.mapping.fiscal_start);
            if portfolio.fiscal_year_start.unwrap_or(1) != month {
                values.insert("fiscal_year_start".into(), Value::Whole(month));
            }
        }
        change(Some(&**portfolio), &values, rows);
    }
}

impl Draft {
    /// Takes over what a later record of the same project says.
    fn take(&mut self, later: Self) {
        self.values.extend(later.values);
        self.places.extend(later.places);
        self.amounts.extend(later.amounts);
        for (rater, rating) in later.ratings {
            self.ratings.retain(|(known, _)| *known != rater);
            self.ratings.push((rater, rating));
        }
        self.report.extend(later.report);
        if !later.amount_note.is_empty() {
            self.amount_note = later.amount_note;
        }
        if !later.rating_comment.is_empty() {
            self.rating_comment = later.rating_comment;
        }
        self.place = later.place;
    }
}
