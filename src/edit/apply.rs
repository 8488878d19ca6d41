//! The only door through which a workspace changes.

use super::{Patch, Row};
use crate::model::Workspace;

/// Applies a patch: touches and decides nothing.
///
/// It never fails, so that a journal can be replayed on any state: rows about records that are not there
/// do nothing, and applying a patch twice is applying it once.
pub fn apply(workspace: &mut Workspace, patch: &Patch) {
    for row in &patch.rows {
        match row {
            Row::Create(kind, id, values) => {
                // A value that does not fit was refused by the plan; from a damaged journal it is left out.
                let _ = workspace.insert_with(*kind, *id, values.iter().cloned());
            }
            Row::Delete(kind, id, _) => workspace.remove(*kind, *id),
            Row::Set {
                kind,
                id,
                key,
                after,
                ..
            } => {
                let _ = workspace.set(*kind, *id, key, after.clone());
            }
        }
    }
}
