//! Reading the native file.

use super::envelope::{Envelope, envelope};
use super::strict;
use super::upgrade::upgrade;
use super::{Fault, LARGEST, MOST_PROJECTS, ReadError, VERSION, Why};
use crate::model::record::Extra;
use crate::model::{FieldType, Kind, RawId, Shared, SmallMap, Text, Value, Workspace};
use std::collections::HashMap;

/// How many faults are listed; the rest is counted.
const LISTED: usize = 100;

/// What was read.
#[derive(Clone, Debug)]
pub struct Read {
    /// The portfolio.
    pub workspace: Workspace,
    /// What was found on the way.
    pub report: Report,
}

/// What was found in a file besides the records.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The version of the file's format.
    pub version: u32,
    /// The oldest version of a reader that may edit it.
    pub min_reader: u32,
    /// The version of the app that wrote it, as written.
    pub app: String,
    /// Records by kind.
    pub counts: SmallMap<Kind, usize>,
    /// Fields that this build does not know, kept. Values of custom fields are among them.
    pub unknown_fields: usize,
    /// Records of kinds that this build does not know, kept.
    pub unknown_records: usize,
    /// Choices that this build does not know, kept as text.
    pub unknown_choices: usize,
    /// Entries of the envelope that this build does not know; they are not kept.
    pub unknown_entries: Vec<String>,
    /// References to records that are not in the file.
    pub dangling: usize,
    /// The file says other numbers of records than it holds: cut or edited by hand.
    pub miscounted: bool,
    /// Records left out by [`salvage`]; [`read`] leaves none out.
    pub faults: Vec<Fault>,
    /// How many records were left out.
    pub fault_count: usize,
}

impl Report {
    /// Returns whether the file may only be looked at.
    #[must_use]
    pub const fn read_only(&self) -> bool {
        self.min_reader > VERSION
    }
}

/// Reads a native file: everything or nothing.
///
/// # Errors
/// [`ReadError`], with the place in the file and what is wrong there.
pub fn read(bytes: &[u8]) -> Result<Read, ReadError> {
    let read = salvage(bytes)?;
    if read.report.fault_count > 0 {
        return Err(ReadError::Faults {
            faults: read.report.faults,
            count: read.report.fault_count,
        });
    }
    if read.report.read_only() {
        return Err(ReadError::Newer {
            version: read.report.version,
            min_reader: read.report.min_reader,
            app: read.report.app.clone(),
            readable: Box::new(read),
        });
    }
    Ok(read)
}

/// Reads what can be read and lists the records that cannot, for a damaged store.
///
/// # Errors
/// [`ReadError`] when the file as a whole cannot be read.
pub fn salvage(bytes: &[u8]) -> Result<Read, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let good = std::str::from_utf8(good).unwrap_or_default();
        let (line, column) = position(good, good.len());
        ReadError::NotUtf8 { line, column }
    })?;
    let envelope = envelope(text)?;
    if envelope.format.as_deref() != Some("baton") {
        return Err(ReadError::NotBaton { key: "format" });
    }
    let version = envelope.version.filter(|version| *version > 0);
    let version = version.ok_or(ReadError::NotBaton { key: "version" })?;
    let records = envelope.records.as_deref();
    let records = records.ok_or(ReadError::NotBaton { key: "records" })?;
    let mut reader = Reader {
        text,
        version,
        places: HashMap::with_capacity(records.len()),
        workspace: Workspace::default(),
        report: Report {
            version,
            min_reader: envelope.min_reader.unwrap_or(version),
            app: envelope.app.clone(),
            unknown_entries: envelope.unknown.clone(),
            ..Report::default()
        },
    };
    for record in records {
        reader.record(record.get());
    }
    reader.finish(&envelope)
}

struct Reader<'t> {
    text: &'t str,
    version: u32,
    /// Where each identity was seen first.
    places: HashMap<String, usize>,
    workspace: Workspace,
    report: Report,
}

/// A fault without its place.
struct Wrong {
    field: Option<String>,
    why: Why,
}

impl Wrong {
    fn of(field: &str, why: Why) -> Self {
        Self {
            field: Some(field.to_owned()),
            why,
        }
    }
}

impl Reader<'_> {
    fn record(&mut self, raw: &str) {
        // The slice lies inside the text, so the difference of the addresses is its place.
        let start = raw.as_ptr().addr() - self.text.as_ptr().addr();
        let fields = match strict::fields(raw) {
            Ok(fields) => fields,
            Err((field, why, line, column)) => {
                let lines = raw.split_inclusive('\n').take(line.saturating_sub(1));
                let inside = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
                return self.fault(start + inside, &[], Wrong { field, why });
            }
        };
        let label: Vec<(String, String)> = ["kind", "id", "code", "name"]
            .iter()
            .filter_map(|key| {
                let (_, json) = fields.iter().find(|(k, _)| k == key)?;
                Some(((*key).to_owned(), json.as_str()?.to_owned()))
            })
            .collect();
        if let Err(wrong) = self.take(fields, start, &label) {
            let quoted = wrong.field.as_ref().map(|field| format!("\"{field}\""));
            let inside = quoted.and_then(|quoted| raw.find(&quoted)).unwrap_or(0);
            self.fault(start + inside, &label, wrong);
        }
    }

    fn take(
        &mut self,
        mut fields: strict::Fields,
        start: usize,
        label: &[(String, String)],
    ) -> Result<(), Wrong> {
        let named = |key: &str| label.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
        let kind = named("kind").filter(|kind| !kind.is_empty() && kind.len() <= 64);
        let kind = kind.ok_or_else(|| Wrong::of("kind", Why::NoKind))?;
        let id = named("id").ok_or_else(|| Wrong::of("id", Why::NoId))?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if id.is_empty() || id.len() > 64 || !id.bytes().all(plain) {
            return Err(Wrong::of("id", Why::BadId));
        }
        fields.retain(|(key, _)| !matches!(key.as_str(), "kind" | "id"));
        let (kind, fields) = upgrade(self.version, kind, fields);
        if let Some(first) = self.places.get(&id) {
            let first_line = position(self.text, *first).0;
            return Err(Wrong::of("id", Why::RepeatedId { first_line }));
        }
        self.places.insert(id.clone(), start);
        let Some(known) = Kind::from_key(&kind) else {
            let rest: Extra = fields
                .into_iter()
                .map(|(key, json)| (key.into(), json))
                .collect();
            self.report.unknown_records += 1;
            let key = (Text::from(kind), Text::from(id));
            self.workspace.unknown.insert(key, Shared::new(rest));
            return Ok(());
        };
        let id = RawId::parse(&id).ok_or_else(|| Wrong::of("id", Why::BadId))?;
        let values = self.values(known, fields)?;
        self.report.counts.change(known, |count| *count += 1);
        self.workspace
            .insert_with(known, id, values)
            .map_err(|(key, error)| Wrong::of(&key, Why::Unfit(error)))
    }

    fn values(&mut self, kind: Kind, fields: strict::Fields) -> Result<Vec<(Text, Value)>, Wrong> {
        let mut values = Vec::with_capacity(fields.len());
        let (mut unknown_fields, mut unknown_choices) = (0, 0);
        for (key, json) in fields {
            let Some(spec) = kind.field(&key) else {
                unknown_fields += 1;
                values.push((key.into(), Value::Raw(json)));
                continue;
            };
            let value = Value::from_json(spec.ty, &json)
                .map_err(|error| Wrong::of(&key, Why::Unfit(error)))?;
            if let (Some(Value::Choice(choice)), FieldType::Choice(known)) = (&value, spec.ty) {
                unknown_choices += usize::from(!known.contains(&&**choice));
            }
            values.extend(value.map(|value| (Text::from(key), value)));
        }
        for spec in kind.fields().iter().filter(|spec| spec.required) {
            if !values.iter().any(|(key, _)| &**key == spec.key) {
                return Err(Wrong::of(spec.key, Why::Missing));
            }
        }
        self.report.unknown_fields += unknown_fields;
        self.report.unknown_choices += unknown_choices;
        Ok(values)
    }

    fn fault(&mut self, place: usize, label: &[(String, String)], wrong: Wrong) {
        self.report.fault_count += 1;
        if self.report.faults.len() >= LISTED {
            return;
        }
        let named = |key: &str| label.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone());
        let (line, column) = position(self.text, place);
        self.report.faults.push(Fault {
            line,
            column,
            kind: named("kind"),
            id: named("id"),
            label: named("code").or_else(|| named("name")),
            field: wrong.field,
            why: wrong.why,
        });
    }

    fn finish(mut self, envelope: &Envelope<'_>) -> Result<Read, ReadError> {
        let count = self.workspace.count(Kind::Project);
        if count > MOST_PROJECTS {
            return Err(ReadError::TooManyProjects { count });
        }
        if let Some(counts) = &envelope.counts {
            let found = |kind: Kind| self.report.counts.get(&kind).copied().unwrap_or(0);
            self.report.miscounted = Kind::ALL
                .iter()
                .any(|kind| counts.get(kind.key()).copied().unwrap_or(0) != found(*kind));
        }
        self.report.dangling = dangling(&self.workspace);
        Ok(Read {
            workspace: self.workspace,
            report: self.report,
        })
    }
}

/// Counts references to records that are not there.
fn dangling(workspace: &Workspace) -> usize {
    let mut missing = 0;
    for kind in Kind::ALL {
        let refs: Vec<(usize, Kind)> = kind
            .fields()
            .iter()
            .enumerate()
            .filter_map(|(index, spec)| match spec.ty {
                FieldType::Ref(to) | FieldType::Refs(to) => Some((index, to)),
                _ => None,
            })
            .collect();
        if refs.is_empty() {
            continue;
        }
        for record in workspace.records(*kind) {
            for (index, to) in &refs {
                let gone = |id: &RawId| workspace.record(*to, *id).is_none();
                missing += match record.value(*index) {
                    Some(Value::Ref(id)) => usize::from(gone(&id)),
                    Some(Value::Refs(ids)) => ids.iter().filter(|id| gone(id)).count(),
                    _ => 0,
                };
            }
        }
    }
    missing
}

/// Returns line and column, in characters from 1, of a byte of a text.
fn position(text: &str, place: usize) -> (usize, usize) {
    let mut end = place.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(..end).unwrap_or_default();
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |place| place + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
