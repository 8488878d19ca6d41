//! A workspace while it is read.

use super::record::{Extra, Record};
use super::value::RawId;
use super::{Kind, Shared, Text, Workspace};

/// A workspace while it is read: nobody has a copy of it yet, so its records need no stamps of their own,
/// and who points at what is found out once, at the end.
#[derive(Debug, Default)]
pub struct Loading(Workspace);

impl Loading {
    /// Returns whether such a record was read.
    #[must_use]
    pub fn has(&self, kind: Kind, id: RawId) -> bool {
        self.0.record(kind, id).is_some()
    }

    /// Adds a record that was not read before.
    pub fn add(&mut self, kind: Kind, id: RawId, fill: &mut dyn FnMut(&mut dyn Record)) {
        self.0.add_with(kind, id, fill);
    }

    /// Keeps a record of a kind that this build does not know, for the file.
    pub fn keep(&mut self, kind: Text, id: Text, fields: Extra) {
        self.0.unknown.insert((kind, id), Shared::new(fields));
    }

    /// Returns the workspace.
    #[must_use]
    pub fn done(self) -> Workspace {
        let mut workspace = self.0;
        workspace.pack();
        workspace.index_all();
        workspace
    }
}
