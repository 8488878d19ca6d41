//! Reading the native file.

use super::envelope::{Envelope, envelope};
use super::strict;
use super::upgrade::upgrade;
use super::{Fault, LARGEST, MOST_PROJECTS, ReadError, VERSION, Why};
use crate::model::record::Extra;
use crate::model::{FieldType, Kind, Loading, RawId, SmallMap, Text, Told, Value, Workspace};
use serde_json::Value as Json;
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashMap;

/// How many faults are listed; the rest is counted.
const LISTED: usize = 100;

/// A longer name, in bytes, names no record in a message.
const LONGEST_LABEL: usize = 200;

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
    salvage(bytes)?.whole()
}

impl Read {
    /// Takes it as a whole file that this version may edit, or not at all.
    ///
    /// # Errors
    /// [`ReadError::Faults`] when records were left out, [`ReadError::Newer`] when it may only be looked at.
    pub fn whole(self) -> Result<Self, ReadError> {
        if self.report.fault_count > 0 {
            return Err(ReadError::Faults {
                faults: self.report.faults,
                count: self.report.fault_count,
            });
        }
        if self.report.read_only() {
            return Err(ReadError::Newer {
                version: self.report.version,
                min_reader: self.report.min_reader,
                app: self.report.app.clone(),
                readable: Box::new(self),
            });
        }
        Ok(self)
    }

    /// Takes it as a whole file, or as one of a newer version, which may be looked at with what is missing.
    ///
    /// # Errors
    /// [`ReadError::Faults`] when records were left out of a file that could be edited.
    pub fn shown(self) -> Result<Self, ReadError> {
        if self.report.read_only() {
            Ok(self)
        } else {
            self.whole()
        }
    }
}

/// Reads what can be read and lists the records that cannot, for a damaged store.
///
/// # Errors
/// [`ReadError`] when the file as a whole cannot be read.
pub fn salvage(bytes: &[u8]) -> Result<Read, ReadError> {
    salvage_text(text_of(bytes)?)
}

/// So much of a file is read at a time, in bytes.
const TURN: usize = 64 * 1024;

/// Reads as [`salvage`] does, with a rest after each piece of the file; `turn` is told how many bytes are
/// read, and says whether to go on. `None` when it said no.
///
/// The file that this app writes has a record in each line and can be read in pieces; another layout of the
/// same is read in one piece.
pub async fn salvage_in_turns(
    bytes: &[u8],
    mut turn: impl AsyncFnMut(usize) -> bool,
) -> Option<Result<Read, ReadError>> {
    let Some((mut reader, envelope, mut rest)) = by_lines(bytes) else {
        return Some(salvage(bytes));
    };
    let mut due = TURN;
    loop {
        let Some((line, more)) = split_line(rest) else {
            return Some(salvage(bytes));
        };
        let (record, is_last) = match line.strip_suffix(b",") {
            Some(record) => (record, false),
            None => (line, true),
        };
        // One value and nothing else in the line, as the reader of a whole file would find it.
        let Ok(raw) = serde_json::from_slice::<&RawValue>(record) else {
            return Some(salvage(bytes));
        };
        reader.record(raw.get());
        rest = more;
        if is_last {
            break;
        }
        let done = bytes.len() - rest.len();
        if done >= due {
            due = done + TURN;
            if !turn(done).await {
                return None;
            }
        }
    }
    if !turn(bytes.len()).await {
        return None;
    }
    let blank = |byte: &&u8| b" \n\r\t".contains(byte);
    let behind = rest.iter().rev().take_while(blank).count();
    Some(if rest.get(..rest.len() - behind) == Some(b"]}") {
        reader.finish(&envelope)
    } else {
        salvage(bytes)
    })
}

/// A line without its end, and what comes behind it.
fn split_line(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    Some((bytes.get(..end)?, bytes.get(end + 1..)?))
}

/// The envelope of a file that has a record in each line, and the lines; `None` for any other file.
///
/// Whether the lines are UTF-8 is seen as they are read: over a large file at once it would take its time.
fn by_lines(bytes: &[u8]) -> Option<(Reader<'_>, Envelope<'_>, &[u8])> {
    if bytes.len() > LARGEST {
        return None;
    }
    let bytes = without_mark(bytes);
    let (head, lines) = split_line(bytes)?;
    let bare = std::str::from_utf8(head)
        .ok()?
        .strip_suffix("\"records\":[")?;
    let closed = format!("{bare}\"records\":[]}}");
    let envelope = envelope(&closed).ok()?.detached();
    let reader = Reader::new(bytes, &envelope, 0).ok()?;
    (!lines.starts_with(b"]")).then_some((reader, envelope, lines))
}

/// The bytes behind the mark with which some editors begin a text.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    let bytes = without_mark(bytes);
    std::str::from_utf8(bytes).map_err(|error| {
        let (line, column) = position(bytes, error.valid_up_to());
        ReadError::NotUtf8 { line, column }
    })
}

fn salvage_text(text: &str) -> Result<Read, ReadError> {
    let envelope = envelope(text)?;
    let records = envelope.records.as_deref().unwrap_or_default();
    let mut reader = Reader::new(text.as_bytes(), &envelope, records.len())?;
    for record in records {
        reader.record(record.get());
    }
    reader.finish(&envelope)
}

struct Reader<'t> {
    bytes: &'t [u8],
    version: u32,
    /// Where each identity was seen first.
    places: HashMap<Cow<'t, str>, usize>,
    loading: Loading,
    report: Report,
}

/// A fault without its place.
struct Wrong {
    field: Option<String>,
    why: Why,
}

/// The declared values of a record by place, and the others by key.
type Values = (Vec<(usize, Value)>, Vec<(Text, Json)>);

impl Wrong {
    fn of(field: &str, why: Why) -> Self {
        Self {
            field: Some(field.to_owned()),
            why,
        }
    }
}

impl<'t> Reader<'t> {
    fn new(bytes: &'t [u8], envelope: &Envelope<'_>, records: usize) -> Result<Self, ReadError> {
        if envelope.format.as_deref() != Some("baton") {
            return Err(ReadError::NotBaton { key: "format" });
        }
        let version = envelope.version.filter(|version| *version > 0);
        let version = version.ok_or(ReadError::NotBaton { key: "version" })?;
        if envelope.records.is_none() {
            return Err(ReadError::NotBaton { key: "records" });
        }
        Ok(Self {
            bytes,
            version,
            places: HashMap::with_capacity(records),
            loading: Loading::default(),
            report: Report {
                version,
                min_reader: envelope.min_reader.unwrap_or(version),
                app: envelope.app.clone(),
                unknown_entries: envelope.unknown.clone(),
                ..Report::default()
            },
        })
    }

    fn record(&mut self, raw: &'t str) {
        // The slice lies inside the file, so the difference of the addresses is its place.
        let start = raw.as_ptr().addr() - self.bytes.as_ptr().addr();
        let fields = match strict::fields(raw) {
            Ok(fields) => fields,
            Err((field, why, line, column)) => {
                let lines = raw.split_inclusive('\n').take(line.saturating_sub(1));
                let inside = lines.map(str::len).sum::<usize>() + column.saturating_sub(1);
                // Where it is a record all the same, people know it by its name.
                let told = (!self.is_list_full()).then(|| Told::read(raw)).flatten();
                let fields = match told {
                    Some(Told::Map(fields)) => fields,
                    _ => Vec::new(),
                };
                return self.fault(start + inside, &fields, Wrong { field, why });
            }
        };
        if let Err(wrong) = self.take(fields, start) {
            if self.is_list_full() {
                return self.fault(start, &[], wrong);
            }
            let quoted = wrong.field.as_ref().map(|field| format!("\"{field}\""));
            let inside = quoted.and_then(|quoted| raw.find(&quoted)).unwrap_or(0);
            // Read again: only what is wrong needs its names twice.
            let fields = strict::fields(raw).unwrap_or_default();
            self.fault(start + inside, &fields, wrong);
        }
    }

    fn take(&mut self, mut fields: strict::Fields<'t>, start: usize) -> Result<(), Wrong> {
        let mut named = |name: &str| {
            let place = fields.iter().position(|(key, _)| key == name)?;
            match fields.remove(place).1 {
                Told::Text(text) => Some(text),
                _ => None,
            }
        };
        let kind = named("kind").filter(|kind| !kind.is_empty() && kind.len() <= 64);
        let kind = kind.ok_or_else(|| Wrong::of("kind", Why::NoKind))?;
        let id = named("id").ok_or_else(|| Wrong::of("id", Why::NoId))?;
        let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
        if id.is_empty() || id.len() > 64 || !id.bytes().all(plain) {
            return Err(Wrong::of("id", Why::BadId));
        }
        let (kind, fields) = upgrade(self.version, kind, fields);
        if let Some(first) = self.places.get(&id) {
            // Nobody reads the line of a fault that is only counted.
            let first_line = if self.is_list_full() {
                0
            } else {
                position(self.bytes, *first).0
            };
            return Err(Wrong::of("id", Why::RepeatedId { first_line }));
        }
        self.places.insert(id.clone(), start);
        let Some(known) = Kind::from_key(&kind) else {
            let rest: Extra = fields
                .into_iter()
                .map(|(key, told)| ((*key).into(), told.to_json()))
                .collect();
            self.report.unknown_records += 1;
            self.loading.keep((&*kind).into(), (&*id).into(), rest);
            return Ok(());
        };
        let id = RawId::parse(&id).ok_or_else(|| Wrong::of("id", Why::BadId))?;
        let (declared, others) = self.values(known, fields)?;
        self.report.counts.change(known, |count| *count += 1);
        let (mut declared, mut others) = (declared.into_iter(), others.into_iter());
        let mut outcome = Ok(());
        self.loading.add(known, id, &mut |record| {
            for (index, value) in &mut declared {
                if let Err(error) = record.set_value(index, Some(value)) {
                    let key = known.fields().get(index).map_or("", |spec| spec.key);
                    outcome = Err(Wrong::of(key, Why::Unfit(error)));
                }
            }
            *record.extra_mut() = others.by_ref().collect();
        });
        outcome
    }

    /// Reads the values of a record: the declared ones by place, then the others.
    fn values(&mut self, kind: Kind, fields: strict::Fields<'t>) -> Result<Values, Wrong> {
        let specs = kind.fields();
        let (mut declared, mut others) = (Vec::with_capacity(fields.len()), Vec::new());
        let (mut unknown_choices, mut next) = (0, 0);
        for (key, told) in fields {
            // Files have the fields in the order of the registry: the next one is mostly right behind.
            let ahead = specs.iter().skip(next).position(|spec| spec.key == key);
            let found = ahead.map(|place| next + place);
            let Some(index) = found.or_else(|| kind.field_index(&key)) else {
                others.push((Text::from(&*key), told.to_json()));
                continue;
            };
            next = index + 1;
            let ty = specs.get(index).map_or(FieldType::Raw, |spec| spec.ty);
            let value =
                Value::from_told(ty, &told).map_err(|error| Wrong::of(&key, Why::Unfit(error)))?;
            if let (Some(Value::Choice(choice)), FieldType::Choice(known)) = (&value, ty) {
                unknown_choices += usize::from(!known.contains(&&**choice));
            }
            // What has the former key was written by an earlier build, after this one wrote the other.
            let twin = specs.get(index).filter(|spec| !spec.was.is_empty());
            let twin = twin.and_then(|_| declared.iter().position(|(place, _)| *place == index));
            if let Some(twin) = twin {
                let is_former = specs.get(index).is_some_and(|spec| spec.key != key);
                if !is_former || value.is_none() {
                    continue;
                }
                declared.swap_remove(twin);
            }
            declared.extend(value.map(|value| (index, value)));
        }
        for (index, spec) in specs.iter().enumerate() {
            if spec.required && !declared.iter().any(|(place, _)| *place == index) {
                return Err(Wrong::of(spec.key, Why::Missing));
            }
        }
        self.report.unknown_fields += others.len();
        self.report.unknown_choices += unknown_choices;
        Ok((declared, others))
    }

    /// Are further faults only counted?
    fn is_list_full(&self) -> bool {
        self.report.faults.len() >= LISTED
    }

    fn fault(&mut self, place: usize, fields: &[(Cow<str>, Told)], wrong: Wrong) {
        self.report.fault_count += 1;
        if self.is_list_full() {
            return;
        }
        let named = |name: &str| {
            let (_, told) = fields.iter().find(|(key, _)| key == name)?;
            told.text().map(str::to_owned)
        };
        let (line, column) = position(self.bytes, place);
        self.report.faults.push(Fault {
            line,
            column,
            kind: named("kind"),
            id: named("id"),
            label: named("code")
                .or_else(|| named("name"))
                .filter(|label| label.len() <= LONGEST_LABEL),
            field: wrong.field,
            why: wrong.why,
        });
    }

    fn finish(mut self, envelope: &Envelope<'_>) -> Result<Read, ReadError> {
        let workspace = self.loading.done();
        let count = workspace.count(Kind::Project);
        if count > MOST_PROJECTS {
            return Err(ReadError::TooManyProjects { count });
        }
        if let Some(counts) = &envelope.counts {
            let found = |kind: Kind| self.report.counts.get(&kind).copied().unwrap_or(0);
            self.report.miscounted = Kind::ALL
                .iter()
                .any(|kind| counts.get(kind.key()).copied().unwrap_or(0) != found(*kind));
        }
        self.report.dangling = workspace.dangling();
        Ok(Read {
            workspace,
            report: self.report,
        })
    }
}

/// Returns line and column, in characters from 1, of a byte of a text that is UTF-8 up to there.
fn position(text: &[u8], place: usize) -> (usize, usize) {
    let before = text.get(..place).unwrap_or(text);
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let in_line = before.get(start.map_or(0, |end| end + 1)..);
    // A character begins at each byte that does not go on with one.
    let begins = |byte: &&u8| **byte & 0xC0 != 0x80;
    let column = in_line.unwrap_or_default().iter().filter(begins).count() + 1;
    (line, column)
}
