//! How the records of a snapshot are written: one record per line, in one text or, where a portfolio is
//! large, in pieces of which a checkpoint rewrites only those that changed.

use crate::edit::Row;
use crate::model::{Kind, Loading, RawId, Record, SmallMap, Told, Workspace};
use serde_json::{Value as Json, json};

/// How snapshots are written.
#[derive(Clone, Copy, Debug)]
pub struct Codec {
    /// Above so many bytes a snapshot is cut into pieces.
    pub whole_up_to: usize,
}

impl Default for Codec {
    fn default() -> Self {
        Self {
            whole_up_to: 5 * 1024 * 1024,
        }
    }
}

/// Into how many pieces the records of a kind are cut. Never another number: a record's piece is part of
/// the stored form.
const PIECES: u128 = 32;

/// The piece of records whose kind this build does not know.
pub const UNKNOWN: &str = "unknown";

/// Returns the name of the piece that a record belongs to.
pub fn piece_of(kind: Kind, id: RawId) -> String {
    format!("{}.{:02x}", kind.key(), id.0 % PIECES)
}

/// Writes every record.
#[must_use]
pub fn write(workspace: &Workspace) -> String {
    let mut out = String::new();
    for kind in Kind::ALL {
        for record in workspace.records(*kind) {
            write_record(&mut out, record);
        }
    }
    write_unknown(&mut out, workspace);
    out
}

/// Writes every record, piece by piece.
#[must_use]
pub fn write_pieces(workspace: &Workspace) -> SmallMap<String, String> {
    let mut pieces: SmallMap<String, String> = SmallMap::new();
    for kind in Kind::ALL {
        for record in workspace.records(*kind) {
            let piece = piece_of(*kind, record.raw_id());
            pieces.change(piece, |text| write_record(text, record));
        }
    }
    let mut unknown = String::new();
    write_unknown(&mut unknown, workspace);
    if !unknown.is_empty() {
        pieces.insert(UNKNOWN.to_owned(), unknown);
    }
    pieces
}

fn write_record(out: &mut String, record: &dyn Record) {
    let row = Row::Create(record.kind(), record.raw_id(), record.values());
    row.write(out);
    out.push('\n');
}

fn write_unknown(out: &mut String, workspace: &Workspace) {
    for ((kind, id), fields) in &workspace.unknown {
        let fields: Vec<Json> = fields.iter().map(|(k, v)| json!([**k, v])).collect();
        out.push_str(&json!(["+", **kind, **id, fields]).to_string());
        out.push('\n');
    }
}

/// Reads records; `None` when a line is not as it was written.
///
/// A kind that this build does not know is no damage: its records are kept as they are.
#[must_use]
pub fn read(text: &str, loading: &mut Loading) -> Option<()> {
    for line in text.lines() {
        let told = Told::read(line)?;
        let parts = told.list()?;
        let kind = parts.get(1)?.text()?;
        if Kind::from_key(kind).is_none() {
            let id = parts.get(2)?.text()?;
            let mut fields = crate::model::record::Extra::new();
            for pair in parts.get(3)?.list()? {
                let [key, value] = pair.list()? else {
                    return None;
                };
                fields.insert(key.text()?.into(), value.to_json());
            }
            loading.keep(kind.into(), id.into(), fields);
            continue;
        }
        match Row::from_told(&told).ok()? {
            // Nothing is written twice.
            Row::Create(kind, id, _) if loading.has(kind, id) => return None,
            // A value that does not fit was refused when it was edited.
            Row::Create(kind, id, mut values) => loading.add(kind, id, &mut |record| {
                for (key, value) in values.drain(..) {
                    let _ = record.put(&key, Some(value));
                }
            }),
            _ => return None,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    #[test]
    fn a_text_that_an_edit_would_refuse_today_is_kept_when_it_was_stored_before() {
        use crate::model::Value;
        let long = "a".repeat(Text::LONGEST + 1);
        let mut workspace = Workspace::default();
        for (key, value) in [
            ("name", Value::Text("Bridge".into())),
            ("goal", Value::Text(long.as_str().into())),
            ("x_own", Value::Raw(long.as_str().into())),
            ("x_list", Value::Raw(json!([{ "deep": long }]))),
        ] {
            workspace.insert(Kind::Project, RawId(1));
            workspace
                .set(Kind::Project, RawId(1), key, Some(value))
                .unwrap();
        }
        let text = write(&workspace);
        let mut loading = Loading::default();
        assert_eq!(read(&text, &mut loading), Some(()));
        assert_eq!(write(&loading.done()), text);
        // From the journal, too.
        let patch = crate::edit::diff(&Workspace::default(), &workspace);
        let mut stored = String::new();
        patch.write(&mut stored);
        let patch = crate::edit::Patch::from_told(&Told::read(&stored).unwrap()).unwrap();
        let mut replayed = Workspace::default();
        crate::edit::apply(&mut replayed, &patch);
        assert_eq!(write(&replayed), text);
    }

    #[test]
    fn what_is_written_reads_back_with_records_of_unknown_kinds() {
        let file = r#"{"format":"baton","version":1,"records":[
{"kind":"project","id":"00000000000000000000000001","name":"Bridge","colour of the sky":"blue"},
{"kind":"future","id":"2","shape":[1,2]}]}"#;
        let workspace = crate::exchange::native::read(file.as_bytes()).unwrap();
        let workspace = workspace.workspace;
        let native = crate::exchange::native::write(&workspace);
        let mut whole = Loading::default();
        assert_eq!(read(&write(&workspace), &mut whole), Some(()));
        assert_eq!(crate::exchange::native::write(&whole.done()), native);
        let mut joined = Loading::default();
        for piece in write_pieces(&workspace).values() {
            assert_eq!(read(piece, &mut joined), Some(()));
        }
        let gone = "[\"-\",\"project\",\"00000000000000000000000001\",[]]\n";
        assert_eq!(read(gone, &mut joined), None);
        assert_eq!(crate::exchange::native::write(&joined.done()), native);
    }
}
