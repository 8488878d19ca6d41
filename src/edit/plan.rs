//! Planning: decides what a command changes, and touches nothing.

use super::{Command, Deed, Label, Patch, Row, apply};
use crate::model::{
    FieldType, Id, Kind, Project, RawId, Record, SmallSet, Text, Value, ValueError, Workspace,
};
use std::collections::HashSet;

/// Why a command cannot be done; `words` has the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The record is not there (any more).
    Unknown(Kind, RawId),
    /// A record with this identity exists.
    Exists(Kind, RawId),
    /// The field must have a value.
    Missing {
        /// The kind.
        kind: Kind,
        /// The field.
        key: Text,
    },
    /// Another record has this value, and it must be unique.
    Taken {
        /// The kind.
        kind: Kind,
        /// The field.
        key: Text,
        /// Who has it.
        by: RawId,
    },
    /// A text is longer than [`Text::LONGEST`] bytes.
    TooLong {
        /// The kind.
        kind: Kind,
        /// What people call the record; empty where the name itself is too long.
        name: Text,
        /// The field.
        key: Text,
    },
    /// The value does not fit the field.
    Unfit {
        /// The kind.
        kind: Kind,
        /// The field.
        key: Text,
        /// Why.
        error: ValueError,
    },
    /// The start would lie after the finish.
    Reversed {
        /// The field of the start.
        start: Text,
        /// The field of the finish.
        finish: Text,
    },
    /// The record would be part of itself.
    Circle(Kind, RawId),
    /// The report belongs to a closed round.
    Frozen(RawId),
    /// The share is below nothing or above the whole.
    OutOfRange {
        /// The field.
        key: Text,
    },
    /// A milestone or gate has no parts.
    NoParts(RawId),
    /// The task would wait for itself.
    TieToItself(RawId),
    /// One of the tasks is part of the other.
    TieToFamily(RawId, RawId),
    /// The second task waits for the first already.
    Tied(RawId, RawId),
    /// The tasks, or the items of a template, would wait for each other, in this order.
    TieCircle(Kind, Vec<RawId>),
    /// Nothing would change.
    Nothing,
}

/// Decides what a command changes.
///
/// # Errors
/// [`Refusal`] with what a person needs to know to act; nothing is changed then.
pub fn plan(workspace: &Workspace, command: &Command) -> Result<Patch, Refusal> {
    let mut rows = Vec::new();
    let label = collect(workspace, command, &mut rows)?;
    if rows.is_empty() {
        return Err(Refusal::Nothing);
    }
    Ok(Patch {
        label,
        author: Text::default(),
        rows,
    })
}

fn collect(
    workspace: &Workspace,
    command: &Command,
    rows: &mut Vec<Row>,
) -> Result<Label, Refusal> {
    match command {
        Command::Create { kind, id, values } => {
            create(workspace, *kind, *id, values, rows)?;
            Ok(Label {
                deed: Deed::Create,
                kind: Some(*kind),
                key: None,
                count: 1,
                name: given_name(values),
            })
        }
        Command::Set {
            kind,
            id,
            key,
            value,
        } => {
            set(workspace, *kind, *id, key, value.clone(), rows)?;
            let name = name_of(workspace, *kind, *id);
            Ok(Label {
                deed: Deed::Set,
                kind: Some(*kind),
                key: Some(called(workspace, *kind, key)),
                count: 1,
                name,
            })
        }
        Command::SetAll {
            kind,
            ids,
            key,
            value,
        } => {
            for id in ids {
                set(workspace, *kind, *id, key, value.clone(), rows)?;
            }
            let (count, name) = (rows.len(), Text::default());
            Ok(Label {
                deed: Deed::SetAll,
                kind: Some(*kind),
                key: Some(called(workspace, *kind, key)),
                count,
                name,
            })
        }
        Command::Delete { kind, ids } => {
            delete(workspace, *kind, ids, rows)?;
            let name = match ids.as_slice() {
                [id] => name_of(workspace, *kind, *id),
                _ => Text::default(),
            };
            Ok(Label {
                deed: Deed::Delete,
                kind: Some(*kind),
                key: None,
                count: ids.len(),
                name,
            })
        }
        Command::Group { deed, commands } => {
            // Each command of the group sees what those before it did.
            let mut later = workspace.clone();
            let mut first: Option<Label> = None;
            let mut targets = Vec::new();
            for command in commands {
                let mut mine = Vec::new();
                let label = match collect(&later, command, &mut mine) {
                    Err(Refusal::Nothing) => continue,
                    outcome => outcome?,
                };
                targets.extend(mine.iter().map(Row::target));
                let step = Patch {
                    label,
                    author: Text::default(),
                    rows: mine,
                };
                apply(&mut later, &step);
                first.get_or_insert(step.label);
                rows.extend(step.rows);
            }
            let first = first.ok_or(Refusal::Nothing)?;
            // What a new record comes with counts as part of it.
            let parts = belongings(rows);
            let targets = targets.into_iter().filter(|(_, id)| !parts.contains(id));
            let targets: SmallSet<(Kind, RawId)> = targets.collect();
            let same = targets.len() == 1;
            let name = if same { first.name } else { Text::default() };
            // Records of several kinds that are added have no kind in common.
            let alike = *deed != Deed::Create || targets.iter().all(|t| Some(t.0) == first.kind);
            Ok(Label {
                deed: *deed,
                kind: first.kind.filter(|_| alike),
                key: None,
                count: targets.len(),
                name,
            })
        }
    }
}

/// Returns the new records of a step that belong to another new one.
fn belongings(rows: &[Row]) -> SmallSet<RawId> {
    let new = |row: &Row| match row {
        Row::Create(_, id, _) => Some(*id),
        _ => None,
    };
    let made: SmallSet<RawId> = rows.iter().filter_map(new).collect();
    let is_part = |kind: Kind, values: &[(Text, Value)]| {
        values.iter().any(|(key, value)| match value {
            Value::Ref(owner) => {
                made.contains(owner) && kind.field(key).is_some_and(|spec| spec.owner)
            }
            _ => false,
        })
    };
    let part = |row: &Row| match row {
        Row::Create(kind, id, values) if is_part(*kind, values) => Some(*id),
        _ => None,
    };
    rows.iter().filter_map(part).collect()
}

/// Returns the key of a field for the name of a step: a custom field is called by its own name.
fn called(workspace: &Workspace, kind: Kind, key: &Text) -> Text {
    let own = workspace.custom_fields.values();
    let own = own.filter(|own| kind == Kind::Project && own.key == *key);
    let name = own.map(|own| own.name.clone()).next();
    name.unwrap_or_else(|| key.clone())
}

/// Returns what a person calls a record: its name, else its code, else nothing.
pub(super) fn name_of(workspace: &Workspace, kind: Kind, id: RawId) -> Text {
    let text = |key| match workspace.record(kind, id)?.get(key)? {
        Value::Text(text) => Some(text),
        _ => None,
    };
    text("name").or_else(|| text("code")).unwrap_or_default()
}

/// The name among the values of a new record.
fn given_name(values: &[(Text, Value)]) -> Text {
    let name = values.iter().find_map(|(key, value)| match value {
        Value::Text(text) if &**key == "name" => Some(text.clone()),
        _ => None,
    });
    name.unwrap_or_default()
}

fn too_long(kind: Kind, name: Text, key: &Text) -> Refusal {
    Refusal::TooLong {
        kind,
        // A name that is itself too long names nothing.
        name: if name.len() > Text::LONGEST {
            Text::default()
        } else {
            name
        },
        key: key.clone(),
    }
}

fn create(
    workspace: &Workspace,
    kind: Kind,
    id: RawId,
    values: &[(Text, Value)],
    rows: &mut Vec<Row>,
) -> Result<(), Refusal> {
    if workspace.record(kind, id).is_some() {
        return Err(Refusal::Exists(kind, id));
    }
    for spec in kind.fields().iter().filter(|spec| spec.required) {
        if !values.iter().any(|(key, _)| &**key == spec.key) {
            return Err(Refusal::Missing {
                kind,
                key: spec.key.into(),
            });
        }
    }
    for (key, value) in values {
        if value.is_too_long() {
            return Err(too_long(kind, given_name(values), key));
        }
        check_value(workspace, kind, id, key, Some(value))?;
    }
    let mut scratch = Workspace::default();
    scratch
        .insert_with(kind, id, values.iter().cloned())
        .map_err(|(key, error)| Refusal::Unfit { kind, key, error })?;
    let record = scratch.record(kind, id).ok_or(Refusal::Unknown(kind, id))?;
    check_record(record, None)?;
    rows.push(Row::Create(kind, id, record.values()));
    Ok(())
}

fn set(
    workspace: &Workspace,
    kind: Kind,
    id: RawId,
    key: &Text,
    value: Option<Value>,
    rows: &mut Vec<Row>,
) -> Result<(), Refusal> {
    let record = workspace
        .record(kind, id)
        .ok_or(Refusal::Unknown(kind, id))?;
    let before = record.get(key);
    if before == value {
        return Ok(());
    }
    if kind == Kind::Report && record.get("frozen").is_some() {
        return Err(Refusal::Frozen(id));
    }
    if value.is_none() && kind.field(key).is_some_and(|spec| spec.required) {
        return Err(Refusal::Missing {
            kind,
            key: key.clone(),
        });
    }
    if value.as_ref().is_some_and(Value::is_too_long) {
        return Err(too_long(kind, name_of(workspace, kind, id), key));
    }
    check_value(workspace, kind, id, key, value.as_ref())?;
    let mut after = record.copied();
    after
        .put(key, value.clone())
        .map_err(|error| Refusal::Unfit {
            kind,
            key: key.clone(),
            error,
        })?;
    check_record(&*after, Some(key))?;
    rows.push(Row::Set {
        kind,
        id,
        key: key.clone(),
        before,
        after: value,
    });
    Ok(())
}

/// Checks one value against the registry and the other records.
fn check_value(
    workspace: &Workspace,
    kind: Kind,
    id: RawId,
    key: &Text,
    value: Option<&Value>,
) -> Result<(), Refusal> {
    let Some(spec) = kind.field(key) else {
        return Ok(());
    };
    let Some(value) = value else { return Ok(()) };
    if let (Value::Percent(percent), "progress" | "contribution" | "weight" | "position") =
        (value, spec.key)
        && !(0..=10_000).contains(&percent.0)
    {
        return Err(Refusal::OutOfRange { key: key.clone() });
    }
    // Only what lies between two tasks may be a share or below nothing.
    if let Value::Span(span) = value
        && spec.key != "lag"
        && !span.is_duration()
    {
        return Err(Refusal::Unfit {
            kind,
            key: key.clone(),
            error: ValueError::WrongType(FieldType::Span),
        });
    }
    if let (true, Value::Text(text)) = (spec.unique, value)
        && let Some(by) = workspace.holders(kind, text).find(|other| *other != id)
    {
        return Err(Refusal::Taken {
            kind,
            key: key.clone(),
            by,
        });
    }
    if let (Value::Ref(target), FieldType::Ref(to)) = (value, spec.ty) {
        let mut above = Some(*target);
        let mut way = Vec::new();
        // A tree refers to its own kind: walk up and refuse to meet the record again.
        while let (true, Some(next)) = (to == kind && way.len() < 1000, above) {
            way.push(next);
            if next == id && spec.key == "after" {
                way.reverse();
                return Err(Refusal::TieCircle(kind, way));
            }
            if next == id {
                return Err(Refusal::Circle(kind, id));
            }
            above = workspace.record(kind, next).and_then(|r| match r.get(key) {
                Some(Value::Ref(up)) => Some(up),
                _ => None,
            });
        }
    }
    Ok(())
}

/// Checks rules between the fields of one record: no span may end before it begins. With a key only what it
/// takes part in: a file may bring a span that is wrong, and all else of that record can still be edited.
pub(super) fn check_record(record: &dyn Record, only: Option<&str>) -> Result<(), Refusal> {
    const SPANS: [(&str, &str); 8] = [
        ("planned_start", "planned_finish"),
        ("baseline_start", "baseline_finish"),
        ("forecast_start", "forecast_finish"),
        ("actual_start", "actual_finish"),
        ("period_start", "period_end"),
        ("valid_from", "valid_to"),
        ("start", "finish"),
        ("date", "until"),
    ];
    for (start, finish) in SPANS {
        if only.is_some_and(|key| key != start && key != finish) {
            continue;
        }
        if let (Some(Value::Date(first)), Some(Value::Date(last))) =
            (record.get(start), record.get(finish))
            && last < first
        {
            return Err(Refusal::Reversed {
                start: start.into(),
                finish: finish.into(),
            });
        }
    }
    Ok(())
}

/// Is it a link inside one project? Without one of its tasks it would say nothing.
fn is_tie(workspace: &Workspace, kind: Kind, id: RawId) -> bool {
    let link = workspace
        .links
        .get(&Id::new(id))
        .filter(|_| kind == Kind::Link);
    link.is_some_and(|link| link.giver == link.taker)
}

/// Removes records, what they own, and every reference to what goes.
fn delete(
    workspace: &Workspace,
    kind: Kind,
    ids: &[RawId],
    rows: &mut Vec<Row>,
) -> Result<(), Refusal> {
    let mut doomed: Vec<(Kind, RawId)> = Vec::new();
    let mut known = HashSet::new();
    for id in ids {
        workspace
            .record(kind, *id)
            .ok_or(Refusal::Unknown(kind, *id))?;
        if known.insert((kind, *id)) {
            doomed.push((kind, *id));
        }
    }
    let mut next = 0;
    while let Some((_, id)) = doomed.get(next).copied() {
        for (owned, source, key) in workspace.referrers(id) {
            let is_part = owned.field(key).is_some_and(|spec| spec.owner);
            if (is_part || is_tie(workspace, owned, source)) && known.insert((owned, source)) {
                doomed.push((owned, source));
            }
        }
        next += 1;
    }
    let gone: HashSet<RawId> = doomed.iter().map(|(_, id)| *id).collect();
    let mut cleared = HashSet::new();
    for (_, id) in &doomed {
        for (holder, source, key) in workspace.referrers(*id) {
            if known.contains(&(holder, source)) || !cleared.insert((source, key)) {
                continue;
            }
            let before = workspace.record(holder, source).and_then(|r| r.get(key));
            let after = match &before {
                Some(Value::Refs(all)) => {
                    let kept = all.iter().copied().filter(|one| !gone.contains(one));
                    let kept: Vec<RawId> = kept.collect();
                    (!kept.is_empty()).then_some(Value::Refs(kept))
                }
                _ => None,
            };
            rows.push(Row::Set {
                kind: holder,
                id: source,
                key: key.into(),
                before,
                after,
            });
        }
    }
    // What belongs to a record goes before it, so that undo brings the owner back first.
    for (kind, id) in doomed.iter().rev() {
        if let Some(record) = workspace.record(*kind, *id) {
            rows.push(Row::Delete(*kind, *id, record.values()));
        }
    }
    Ok(())
}

/// Returns the commands that move a project in time by calendar days: forecast, and actual start if not begun.
#[must_use]
pub fn shift_project(project: &Project, days: i64) -> Vec<Command> {
    let moved = |key: &str, date: Option<crate::model::Date>| {
        let date = date?.plus_days(days)?;
        Some(Command::Set {
            kind: Kind::Project,
            id: project.id.raw(),
            key: key.into(),
            value: Some(Value::Date(date)),
        })
    };
    [
        moved("forecast_start", project.forecast_start),
        moved("forecast_finish", project.forecast_finish),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{Lang, refusal};

    #[test]
    fn steps_and_refusals_name_record_and_field_as_people_do() {
        let sample = crate::sample::arvenne();
        let project = sample.project_by_code("SOV-1").unwrap();
        let long = "a".repeat(Text::LONGEST + 1);
        let set = |key: &str, value: Value| Command::Set {
            kind: Kind::Project,
            id: project.id.raw(),
            key: key.into(),
            value: Some(value),
        };
        let said = |command: &Command| {
            let reason = plan(&sample, command).unwrap_err();
            refusal(&reason, &sample, Lang::En)
        };
        let tail = "the text is longer than 64 kB. Shorten it.";
        let text = || Value::Text(long.as_str().into());
        let raw = || Value::Raw(long.as_str().into());
        let tags = Value::Tags(crate::model::Tags::new([long.as_str().into()]));
        for (command, field) in [
            (set("goal", text()), "goal"),
            (set("tags", tags), "tags"),
            (set("x_site", raw()), "main site"),
            (
                set("from_elsewhere", Value::Raw(serde_json::json!([[long]]))),
                "from_elsewhere",
            ),
        ] {
            assert_eq!(
                said(&command),
                format!("Trusted Zone Paris, {field}: {tail}")
            );
        }
        let new = |name: Value| Command::Create {
            kind: Kind::Project,
            id: RawId(1),
            values: vec![("name".into(), name), ("x_site".into(), raw())],
        };
        let name = Value::Text("Bridge".into());
        assert_eq!(said(&new(name)), format!("Bridge, main site: {tail}"));
        assert_eq!(said(&new(text())), format!("Project, name: {tail}"));
        let site = plan(&sample, &set("x_site", Value::Raw("Lille".into()))).unwrap();
        assert_eq!(
            crate::words::deed_label(&site.label, Lang::En),
            "Changed main site of Trusted Zone Paris"
        );
        let fits = "a".repeat(Text::LONGEST);
        assert!(plan(&sample, &set("goal", Value::Text(fits.into()))).is_ok());
    }
}
