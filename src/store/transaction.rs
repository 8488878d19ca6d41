//! What happens inside the transactions of the database: pure, so that every vault does the same.
//!
//! A vault begins a transaction, reads what the function asks for, calls it and writes what it answers.
//! Nothing here sees the memory of a tab: a checkpoint folds what is stored, not what is shown.

use super::operation::Operation;
use super::snapshot::{Head, Unfit};
use super::state::Trouble;
use crate::model::SmallMap;

pub use super::checkpoint::{Best, Fold, best, create, fold, needed};

/// Why a transaction wrote nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The database refused or is gone.
    Trouble(Trouble),
    /// A newer version wrote the portfolio.
    Newer(u64),
    /// The stored data cannot be read.
    Damaged,
    /// Another tab does it already, or there is nothing to do.
    Needless,
}

impl From<Unfit> for Failure {
    fn from(unfit: Unfit) -> Self {
        match unfit {
            Unfit::Damaged => Self::Damaged,
            Unfit::Newer(version) => Self::Newer(version),
        }
    }
}

/// What is stored of one portfolio, raw, as far as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The head record.
    pub head: Option<String>,
    /// The snapshots by slot.
    pub snapshots: Vec<(String, String)>,
    /// The pieces of the snapshots, by slot and name.
    pub pieces: SmallMap<String, String>,
    /// The operations by key.
    pub operations: Vec<(String, String)>,
    /// Both snapshots with all their pieces were read, not only the newest.
    pub complete: bool,
}

/// What the append of one operation came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Append {
    /// Write this text; the operation has this place in the order.
    Put(String, u64),
    /// It is stored already, with this place.
    Stored(u64),
    /// A checkpoint contains it.
    Folded,
}

/// Reads the head inside a transaction that is about to write.
///
/// # Errors
/// [`Failure`]: without a head the data of the site was cleared, and nothing may be written behind the
/// back of the person.
fn head(text: Option<&str>) -> Result<Head, Failure> {
    let text = text.ok_or(Failure::Trouble(Trouble::Cleared))?;
    Ok(Head::from_text(text)?)
}

/// Decides what to write for each operation, given the head and what is stored under its key.
///
/// # Errors
/// [`Failure`], and then nothing may be written.
pub fn append<'a>(
    head_text: Option<&str>,
    operations: impl IntoIterator<Item = (&'a Operation, Option<String>)>,
) -> Result<Vec<Append>, Failure> {
    let head = head(head_text)?;
    let one = |(operation, stored): (&Operation, Option<String>)| {
        if head.applied.contains(operation.id()) {
            return Append::Folded;
        }
        if let Some(Ok(stored)) = stored.map(|text| Operation::from_text(&text)) {
            return Append::Stored(stored.lamport);
        }
        let lamport = operation.lamport.max(head.floor.saturating_add(1));
        let placed = Operation {
            lamport,
            ..operation.clone()
        };
        Append::Put(placed.to_text(), lamport)
    };
    Ok(operations.into_iter().map(one).collect())
}
