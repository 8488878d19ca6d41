//! What happens inside the transactions of the database: pure, so that every vault does the same.
//!
//! A vault begins a transaction, reads what the function asks for, calls it and writes what it answers.
//! Nothing here sees the memory of a tab: a checkpoint folds what is stored, not what is shown.

use super::document::State;
use super::operation::{Operation, Unusable};
use super::snapshot::{Head, SCHEMA, Snapshot, SnapshotCodec, Unfit};
use super::state::Trouble;

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

/// Everything stored of one portfolio, raw.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// The head record.
    pub head: Option<String>,
    /// The snapshots by slot.
    pub snapshots: Vec<(String, String)>,
    /// The operations by key.
    pub operations: Vec<(String, String)>,
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

/// What a checkpoint writes, in one strict transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The slot of the snapshot.
    pub slot: &'static str,
    /// The snapshot.
    pub snapshot: String,
    /// The head record.
    pub head: String,
    /// The operations that go: those that the older of the two snapshots contains.
    pub drop: Vec<String>,
    /// Entries to set aside: damaged, by key.
    pub quarantine: Vec<(String, String)>,
}

/// The two slots of snapshots: the older one stays, with the operations since, in case the newer is damaged.
pub const SLOTS: [&str; 2] = ["a", "b"];

/// Sessions without an operation for this long are forgotten.
const APPLIED_MS: i64 = 30 * 86_400_000;
/// The newest sessions are kept however old they are.
const APPLIED_KEPT: usize = 200;
/// Deletions are kept however old they are up to this number.
const GONE_KEPT: usize = 2000;
/// Deletions older than this are forgotten.
const GONE_MS: i64 = 90 * 86_400_000;

/// The newest snapshot that can be read, and what was found on the way.
pub struct Best {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Its slot.
    pub slot: String,
    /// The highest generation seen, readable or not.
    pub highest: u64,
    /// The slots that could not be read.
    pub damaged: Vec<String>,
}

/// Finds the newest readable snapshot.
///
/// # Errors
/// [`Failure::Newer`] when a newer version wrote one of them; [`Failure::Damaged`] when none can be read;
/// [`Failure::Needless`] when there is none at all.
pub fn best(stored: &Stored, codec: &impl SnapshotCodec) -> Result<Best, Failure> {
    let mut highest = 0;
    if let Some(text) = &stored.head {
        match Head::from_text(text) {
            Ok(head) => highest = head.generation,
            Err(Unfit::Newer(version)) => return Err(Failure::Newer(version)),
            Err(Unfit::Damaged) => {}
        }
    }
    let mut damaged = Vec::new();
    let mut readable = Vec::new();
    for (slot, text) in &stored.snapshots {
        match Snapshot::head_of(text) {
            Ok((head, _)) => readable.push((head.generation, slot, text)),
            Err(Unfit::Newer(version)) => return Err(Failure::Newer(version)),
            Err(Unfit::Damaged) => damaged.push(slot.clone()),
        }
    }
    readable.sort_by_key(|(generation, ..)| std::cmp::Reverse(*generation));
    for (generation, slot, text) in readable {
        highest = highest.max(generation);
        match Snapshot::from_text(text, codec) {
            Ok(snapshot) => {
                return Ok(Best {
                    snapshot,
                    slot: slot.clone(),
                    highest,
                    damaged,
                });
            }
            Err(_) => damaged.push(slot.clone()),
        }
    }
    let any = !stored.snapshots.is_empty() || !stored.operations.is_empty();
    Err(if any {
        Failure::Damaged
    } else {
        Failure::Needless
    })
}

/// Folds the stored operations into the next snapshot.
///
/// # Errors
/// [`Failure`], and then nothing may be written.
pub fn fold(stored: &Stored, codec: &impl SnapshotCodec, now_ms: i64) -> Result<Fold, Failure> {
    let lost_head = match stored.head.as_deref().map(Head::from_text) {
        Some(Ok(_)) => false,
        Some(Err(Unfit::Newer(version))) => return Err(Failure::Newer(version)),
        Some(Err(Unfit::Damaged)) => true,
        None if stored.snapshots.is_empty() => return Err(Failure::Trouble(Trouble::Cleared)),
        None => true,
    };
    let best = match best(stored, codec) {
        Err(Failure::Needless) => return Err(Failure::Trouble(Trouble::Cleared)),
        other => other?,
    };
    let base = best.snapshot;
    let mut operations = Vec::new();
    let mut drop = Vec::new();
    let mut quarantine = Vec::new();
    for (key, text) in &stored.operations {
        match Operation::from_text(text) {
            Ok(operation) if base.head.applied.contains(operation.id()) => drop.push(key.clone()),
            Ok(operation) => operations.push(operation),
            // Whole, but not for this build: folding around it would lose it.
            Err(Unusable::Newer) => return Err(Failure::Newer(SCHEMA)),
            Err(Unusable::Damaged) => {
                quarantine.push((key.clone(), text.clone()));
                drop.push(key.clone());
            }
        }
    }
    if operations.is_empty() && best.damaged.is_empty() && !lost_head {
        return Err(Failure::Needless);
    }
    operations.sort_by_key(Operation::order);
    let mut head = base.head;
    let mut state = State {
        workspace: base.workspace,
        gone: head.gone,
    };
    for operation in &operations {
        state.apply(operation);
        head.applied.insert(operation.id(), operation.wall_ms);
        head.floor = head.floor.max(operation.lamport);
    }
    head.applied
        .prune(now_ms.saturating_sub(APPLIED_MS), APPLIED_KEPT);
    head.gone = state.gone;
    if head.gone.len() > GONE_KEPT {
        let oldest = now_ms.saturating_sub(GONE_MS);
        let kept = head.gone.into_iter().filter(|(_, at)| at.1 >= oldest);
        head.gone = kept.collect();
    }
    head.generation = best.highest.saturating_add(1);
    head.at_ms = now_ms;
    for (slot, text) in &stored.snapshots {
        if best.damaged.contains(slot) {
            quarantine.push((format!("snap/{slot}"), text.clone()));
        }
    }
    let [first, second] = SLOTS;
    let slot = if best.slot == first { second } else { first };
    let snapshot = Snapshot {
        head,
        workspace: state.workspace,
    };
    Ok(Fold {
        slot,
        head: snapshot.head.to_text(),
        snapshot: snapshot.to_text(codec),
        drop,
        quarantine,
    })
}

/// What the first transaction of a new portfolio writes; also after the data of the site was cleared.
#[must_use]
pub fn create(snapshot: &Snapshot, codec: &impl SnapshotCodec) -> Fold {
    Fold {
        slot: SLOTS[0],
        snapshot: snapshot.to_text(codec),
        head: snapshot.head.to_text(),
        drop: Vec::new(),
        quarantine: Vec::new(),
    }
}
