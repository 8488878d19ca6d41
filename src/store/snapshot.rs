//! Snapshots: the folded state of a portfolio, with what it contains.

use super::applied::Applied;
use super::seal::{seal, unseal};
use crate::edit::{Deed, Label, Patch, Row, apply};
use crate::model::{Kind, RawId, Text, Workspace};
use imbl::OrdMap;
use serde_json::{Value as Json, json};

/// The version of the stored form that this build writes.
pub const SCHEMA: u64 = 1;

/// How a workspace is written into a snapshot and read from it.
pub trait SnapshotCodec {
    /// Returns the text.
    fn write(&self, workspace: &Workspace) -> String;
    /// Reads the text; `None` when it cannot be understood wholly.
    fn read(&self, text: &str) -> Option<Workspace>;
}

/// The plainest form: one patch that creates every record.
#[derive(Clone, Copy, Debug, Default)]
pub struct PatchCodec;

impl SnapshotCodec for PatchCodec {
    fn write(&self, workspace: &Workspace) -> String {
        let row = |kind: Kind| {
            let create = move |record: &dyn crate::model::Record| {
                Row::Create(kind, record.raw_id(), record.values())
            };
            workspace.records(kind).map(create)
        };
        let patch = Patch {
            label: Label {
                deed: Deed::Replace,
                kind: None,
                key: None,
                count: 0,
                name: Text::default(),
            },
            author: Text::default(),
            rows: Kind::ALL.iter().copied().flat_map(row).collect(),
        };
        patch.to_json().to_string()
    }

    fn read(&self, text: &str) -> Option<Workspace> {
        let json: Json = serde_json::from_str(text).ok()?;
        let mut workspace = Workspace::default();
        apply(&mut workspace, &Patch::from_json(&json).ok()?);
        Some(workspace)
    }
}

/// When a record was deleted: the logical clock of the deletion and the wall clock, for pruning.
pub type Gone = OrdMap<RawId, (u64, i64)>;

/// What is known of a snapshot without reading its data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Counts checkpoints; the highest is the newest.
    pub generation: u64,
    /// The highest place in the common order that is folded in; later arrivals are placed behind it.
    pub floor: u64,
    /// The operations folded in.
    pub applied: Applied,
    /// Records deleted of late, so that an old operation cannot bring them back.
    pub gone: Gone,
    /// When it was written, UTC milliseconds.
    pub at_ms: i64,
}

/// Why a stored head or snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The checksum does not match, or the form is not ours.
    Damaged,
    /// A newer version wrote it and asks older ones to keep off.
    Newer(u64),
}

impl Head {
    fn to_json(&self) -> Json {
        let gone = self.gone.iter();
        let gone = gone.map(|(id, (lamport, wall))| json!([id.to_string(), lamport, wall]));
        json!({
            "schema": SCHEMA,
            "min_reader": SCHEMA,
            "generation": self.generation,
            "floor": self.floor,
            "at": self.at_ms,
            "applied": self.applied.to_json(),
            "gone": gone.collect::<Vec<_>>(),
        })
    }

    fn from_json(body: &str) -> Result<Self, Unfit> {
        let json: Json = serde_json::from_str(body).map_err(|_| Unfit::Damaged)?;
        let number = |key: &str| json.get(key).and_then(Json::as_u64).ok_or(Unfit::Damaged);
        if number("min_reader")? > SCHEMA {
            return Err(Unfit::Newer(number("schema")?));
        }
        let gone = |json: &Json| match json.as_array()?.as_slice() {
            [id, lamport, wall] => Some((
                RawId::parse(id.as_str()?)?,
                (lamport.as_u64()?, wall.as_i64()?),
            )),
            _ => None,
        };
        let list = json.get("gone").and_then(Json::as_array);
        let gone: Option<Gone> = list.ok_or(Unfit::Damaged)?.iter().map(gone).collect();
        let applied = json.get("applied").and_then(Applied::from_json);
        Ok(Self {
            generation: number("generation")?,
            floor: number("floor")?,
            applied: applied.ok_or(Unfit::Damaged)?,
            gone: gone.ok_or(Unfit::Damaged)?,
            at_ms: json.get("at").and_then(Json::as_i64).unwrap_or(0),
        })
    }

    /// Returns the stored text of the head alone.
    #[must_use]
    pub fn to_text(&self) -> String {
        seal(&self.to_json().to_string())
    }

    /// Reads the stored text of a head.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn from_text(text: &str) -> Result<Self, Unfit> {
        Self::from_json(unseal(text).ok_or(Unfit::Damaged)?)
    }
}

/// A whole snapshot.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What it contains.
    pub head: Head,
    /// The records.
    pub workspace: Workspace,
}

impl Snapshot {
    /// Returns the stored text: checksum, head on one line, data behind it.
    pub fn to_text(&self, codec: &impl SnapshotCodec) -> String {
        let data = codec.write(&self.workspace);
        seal(&format!("{}\n{data}", self.head.to_json()))
    }

    /// Reads the head out of the stored text, checksum verified.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn head_of(text: &str) -> Result<(Head, &str), Unfit> {
        let body = unseal(text).ok_or(Unfit::Damaged)?;
        let (head, data) = body.split_once('\n').ok_or(Unfit::Damaged)?;
        Ok((Head::from_json(head)?, data))
    }

    /// Reads the stored text.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn from_text(text: &str, codec: &impl SnapshotCodec) -> Result<Self, Unfit> {
        let (head, data) = Self::head_of(text)?;
        let workspace = codec.read(data).ok_or(Unfit::Damaged)?;
        Ok(Self { head, workspace })
    }
}
