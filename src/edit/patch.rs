//! Patches: what changes, row by row, with what was there before.

use crate::model::{Kind, RawId, Text, Value};
use serde::{Deserialize, Serialize};

/// What a person did, as a code; `words` has the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// Added a record.
    Create,
    /// Changed a field.
    Set,
    /// Changed a field of many records.
    SetAll,
    /// Removed records.
    Delete,
    /// Moved a bar in time.
    Move,
    /// Changed the length of a bar.
    Resize,
    /// Pasted from a spreadsheet.
    Paste,
    /// Applied an import.
    Import,
    /// Replaced the portfolio by a file or a snapshot.
    Replace,
    /// Merged another copy.
    Merge,
    /// Opened a reporting round.
    OpenRound,
    /// Closed a reporting round and froze its reports.
    CloseRound,
    /// Accepted the computed status.
    AcceptStatus,
    /// Kept another status with a reason.
    KeepStatus,
    /// Duplicated a record.
    Duplicate,
    /// Changed settings.
    Settings,
    /// Took a step back.
    Undo,
    /// Took a step forth again.
    Redo,
    /// Something that a newer version did.
    #[serde(other)]
    Other,
}

/// The name of a step: the deed and what it was done to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// What was done.
    pub deed: Deed,
    /// The kind it was done to, where there is one.
    pub kind: Option<Kind>,
    /// The field, where there is one; of a custom field its name.
    pub key: Option<Text>,
    /// How many records.
    pub count: usize,
    /// The name of the record, where there is one.
    pub name: Text,
}

/// One change; flipped, it is its own inverse.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A record comes into being, with these fields.
    Create(Kind, RawId, Vec<(Text, Value)>),
    /// A record goes, with the fields that it had.
    Delete(Kind, RawId, Vec<(Text, Value)>),
    /// A field changes from one value to another.
    Set {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: RawId,
        /// The field.
        key: Text,
        /// The value before; not looked at by `apply`, kept for undo, history and merge.
        before: Option<Value>,
        /// The value after.
        after: Option<Value>,
    },
}

impl Row {
    /// Returns the record that it changes.
    #[must_use]
    pub fn target(&self) -> (Kind, RawId) {
        match self {
            Self::Create(kind, id, _) | Self::Delete(kind, id, _) | Self::Set { kind, id, .. } => {
                (*kind, *id)
            }
        }
    }

    fn flipped(&self) -> Self {
        match self.clone() {
            Self::Create(kind, id, values) => Self::Delete(kind, id, values),
            Self::Delete(kind, id, values) => Self::Create(kind, id, values),
            Self::Set {
                kind,
                id,
                key,
                before,
                after,
            } => Self::Set {
                kind,
                id,
                key,
                before: after,
                after: before,
            },
        }
    }
}

/// A step: the single unit of undo, journal, second tab, audit trail and merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Patch {
    /// What it is called.
    pub label: Label,
    /// Who did it, as people write it.
    pub author: Text,
    /// What changes, in order.
    pub rows: Vec<Row>,
}

impl Patch {
    /// Returns the patch that takes this one back.
    #[must_use]
    pub fn inverse(&self) -> Self {
        Self {
            label: self.label.clone(),
            author: self.author.clone(),
            rows: self.rows.iter().rev().map(Row::flipped).collect(),
        }
    }
}
