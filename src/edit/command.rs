//! What a person can ask for.

use crate::model::{Kind, RawId, Text, Value};

/// A request to change the workspace; new identities are part of it, so that a plan is repeatable.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Adds a record with these fields.
    Create {
        /// Its kind.
        kind: Kind,
        /// Its identity, fresh.
        id: RawId,
        /// Its fields by key.
        values: Vec<(Text, Value)>,
    },
    /// Changes one field; `None` empties it.
    Set {
        /// The kind of the record.
        kind: Kind,
        /// The record.
        id: RawId,
        /// The field.
        key: Text,
        /// The new value.
        value: Option<Value>,
    },
    /// Changes one field of many records, in one step.
    SetAll {
        /// The kind of the records.
        kind: Kind,
        /// The records.
        ids: Vec<RawId>,
        /// The field.
        key: Text,
        /// The new value.
        value: Option<Value>,
    },
    /// Removes records with everything that belongs to them.
    Delete {
        /// The kind of the records.
        kind: Kind,
        /// The records.
        ids: Vec<RawId>,
    },
    /// Several commands as one step under one name.
    Group {
        /// What the step is called.
        deed: super::Deed,
        /// The commands, in order.
        commands: Vec<Command>,
    },
}
