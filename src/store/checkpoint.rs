//! Checkpoints: the newest snapshot and the operations behind it become the next snapshot.
//!
//! Two snapshots are kept in two slots, with the operations since the older one, so that a damaged one
//! costs nothing. A large portfolio is kept in pieces; then the older snapshot is brought up to date by the
//! operations since it, and only the pieces that these touch are read and written. Where there is one snapshot only,
//! its pieces go over to the other slot, and again only those that are touched are taken apart.

use super::document::State;
use super::operation::{Operation, Unusable};
use super::rows::{self, Codec};
use super::seal::{crc32, unseal};
use super::snapshot::{self, Body, Gone, Head, Piece, SCHEMA, Snapshot, Unfit, is_cut};
use super::state::Trouble;
use super::transaction::{Failure, Stored};
use crate::edit::Row;
use crate::model::{InOrder, Loading, SmallMap, SmallSet, Workspace};

/// Sessions without an operation for this long are forgotten.
const APPLIED_MS: i64 = 30 * 86_400_000;
/// The newest sessions are kept however old they are.
const APPLIED_KEPT: usize = 200;
/// Deletions are kept however old they are up to this number.
const GONE_KEPT: usize = 2000;
/// Deletions older than this are forgotten.
const GONE_MS: i64 = 90 * 86_400_000;
/// How many operations may lie between the two snapshots for the older to be brought up to date.
const BETWEEN: usize = 5000;

/// Returns the slot of a snapshot: the newest two never share one.
#[must_use]
pub const fn slot_of(generation: u64) -> &'static str {
    if generation % 2 == 1 { "a" } else { "b" }
}

/// What a checkpoint writes, in one strict transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fold {
    /// The slot of the snapshot.
    pub slot: &'static str,
    /// The snapshot.
    pub snapshot: String,
    /// Every piece of the slot that is not in `pieces` goes.
    pub clear: bool,
    /// The pieces to write, by name; an empty one goes.
    pub pieces: Vec<(String, String)>,
    /// The size of the snapshot with all its pieces, in bytes.
    pub bytes: usize,
    /// The head record.
    pub head: String,
    /// The operations that go: those that the older of the two snapshots contains.
    pub drop: Vec<String>,
    /// Entries to set aside: damaged, by key.
    pub quarantine: Vec<(String, String)>,
}

/// A stored snapshot whose own text is whole.
struct Sketch<'s> {
    slot: &'s str,
    text: &'s str,
    head: Head,
    body: Body<'s>,
}

impl Sketch<'_> {
    /// Reads the records, the checksum of each piece verified; a piece that was read is not kept.
    fn load(
        &self,
        stored: &mut SmallMap<String, String>,
        damaged: &mut Vec<(String, String)>,
    ) -> Option<Workspace> {
        let mut loading = Loading::default();
        match &self.body {
            Body::Rows(text) => rows::read(text, &mut loading)?,
            Body::Pieces(pieces) => {
                for piece in pieces {
                    let key = format!("{}/{}", self.slot, piece.name);
                    let text = std::mem::take(stored.get_mut(&key)?);
                    let whole = crc32(text.as_bytes()) == piece.crc;
                    if !whole || rows::read(&text, &mut loading).is_none() {
                        damaged.push((format!("snap/{key}"), text));
                        return None;
                    }
                }
            }
        }
        Some(loading.done())
    }
}

/// The snapshots that were read, newest first.
struct Found<'s> {
    sketches: Vec<Sketch<'s>>,
    /// The highest generation seen.
    highest: u64,
    head: Option<Head>,
    /// What could not be read, by the key to set it aside under.
    damaged: Vec<(String, String)>,
}

fn look<'s>(head: Option<&str>, snapshots: &'s [(String, String)]) -> Result<Found<'s>, Failure> {
    let head = match head.map(Head::from_text) {
        Some(Err(Unfit::Newer(version))) => return Err(Failure::Newer(version)),
        other => other.and_then(Result::ok),
    };
    let mut found = Found {
        sketches: Vec::new(),
        highest: head.as_ref().map_or(0, |head| head.generation),
        head,
        damaged: Vec::new(),
    };
    for (slot, text) in snapshots {
        match snapshot::read(text) {
            Ok((head, body)) => {
                found.highest = found.highest.max(head.generation);
                found.sketches.push(Sketch {
                    slot,
                    text,
                    head,
                    body,
                });
            }
            Err(Unfit::Newer(version)) => return Err(Failure::Newer(version)),
            Err(Unfit::Damaged) => found.damaged.push((format!("snap/{slot}"), text.clone())),
        }
    }
    found
        .sketches
        .order_by_key(|sketch| std::cmp::Reverse(sketch.head.generation));
    Ok(found)
}

/// The newest snapshot that can be read, and what was found on the way.
pub struct Best {
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Its slot.
    pub slot: String,
    /// The highest generation seen, readable or not.
    pub highest: u64,
    /// The head record is missing or damaged.
    pub head_lost: bool,
    /// What could not be read, by the key to set it aside under.
    pub damaged: Vec<(String, String)>,
}

/// Finds the newest readable snapshot. The pieces go as they are read: memory that a page once took it keeps, and
/// so the texts make room for the records.
///
/// # Errors
/// [`Failure::Newer`] when a newer version wrote one of them; [`Failure::Damaged`] when none can be read, or
/// when not everything was read and what was is not the newest; [`Failure::Needless`] when there is none.
pub fn best(stored: &mut Stored) -> Result<Best, Failure> {
    let mut found = look(stored.head.as_deref(), &stored.snapshots)?;
    for sketch in &found.sketches {
        let generation = sketch.head.generation;
        let newest = found.head.as_ref().map(|head| head.generation) == Some(generation);
        if !stored.complete && !newest {
            continue;
        }
        match sketch.load(&mut stored.pieces, &mut found.damaged) {
            Some(workspace) => {
                let head = sketch.head.clone();
                return Ok(Best {
                    snapshot: Snapshot { head, workspace },
                    slot: sketch.slot.to_owned(),
                    highest: found.highest,
                    head_lost: found.head.is_none(),
                    damaged: found.damaged,
                });
            }
            None => {
                let key = format!("snap/{}", sketch.slot);
                found.damaged.push((key, sketch.text.to_owned()));
            }
        }
    }
    let any = !stored.snapshots.is_empty() || !stored.operations.is_empty();
    Err(if any {
        Failure::Damaged
    } else {
        Failure::Needless
    })
}

/// How a snapshot in pieces is brought up to date.
struct Update {
    newest: Head,
    /// Where the snapshot lies.
    slot: String,
    pieces: Vec<Piece>,
    gone: Gone,
    /// It is the only one: all of it goes to the other slot.
    alone: bool,
    /// What it lacks, in the common order.
    operations: Vec<Operation>,
    /// Keys of operations that go.
    drop: Vec<String>,
    /// The names of the pieces that the operations touch.
    dirty: SmallSet<String>,
}

impl Update {
    /// Which pieces have to be read.
    fn reads(&self, name: &str) -> bool {
        self.alone || self.dirty.contains(name)
    }
}

/// Returns how to bring the older of two snapshots up to date, or the only one; `None` when everything has to be
/// read and written.
fn update(stored: &Stored) -> Option<Update> {
    if !stored.snapshots.iter().all(|(_, text)| is_cut(text)) {
        return None;
    }
    let found = look(stored.head.as_deref(), &stored.snapshots).ok()?;
    let head = found.head?;
    if found.sketches.len() != stored.snapshots.len() {
        return None;
    }
    let alone = found.sketches.len() == 1;
    let newest = found.sketches.first()?.head.clone();
    let base = found.sketches.into_iter().next_back()?;
    if alone && slot_of(newest.generation.saturating_add(1)) == base.slot {
        return None;
    }
    let Body::Pieces(pieces) = base.body else {
        return None;
    };
    // Records of a kind that an older build did not know have to move to their own pieces first.
    let unknown = pieces.iter().any(|piece| piece.name == rows::UNKNOWN);
    if unknown || newest.generation != head.generation {
        return None;
    }
    let (mut operations, mut drop) = (Vec::new(), Vec::new());
    for (key, text) in &stored.operations {
        let id = Operation::id_of(key)?;
        if newest.applied.contains(id) {
            drop.push(key.clone());
        }
        if !base.head.applied.contains(id) {
            operations.push(Operation::from_text(text).ok()?);
        }
    }
    // What the newest has and the older lacks must still be there.
    let between = newest.applied.beyond(&base.head.applied, BETWEEN)?;
    let there = SmallSet::from_iter(operations.iter().map(Operation::id));
    if !between.iter().all(|id| there.contains(id)) {
        return None;
    }
    operations.order_by_key(Operation::order);
    let rows = operations.iter().flat_map(|one| one.patch.rows.iter());
    let dirty = rows.map(Row::target);
    let dirty = dirty.map(|(kind, id)| rows::piece_of(kind, id)).collect();
    Some(Update {
        newest,
        slot: base.slot.to_owned(),
        pieces,
        gone: base.head.gone,
        alone,
        operations,
        drop,
        dirty,
    })
}

/// Returns the keys of the pieces that [`fold`] needs, given everything else; of both snapshots, those
/// whose records are in pieces have to be given, the other not.
#[must_use]
pub fn needed(stored: &Stored) -> Vec<String> {
    let of = |slot: &str, pieces: &[Piece], wanted: &dyn Fn(&str) -> bool| {
        let names = pieces.iter().map(|piece| &piece.name);
        let wanted = names.filter(|name| wanted(name));
        wanted.map(|name| format!("{slot}/{name}")).collect()
    };
    if !stored.snapshots.iter().any(|(_, text)| is_cut(text)) {
        return Vec::new();
    }
    if let Some(update) = update(stored) {
        return of(&update.slot, &update.pieces, &|name| update.reads(name));
    }
    match look(stored.head.as_deref(), &stored.snapshots)
        .ok()
        .and_then(|f| f.sketches.into_iter().next())
    {
        Some(Sketch {
            slot,
            body: Body::Pieces(pieces),
            ..
        }) => of(slot, &pieces, &|_| true),
        _ => Vec::new(),
    }
}

/// Folds the stored operations into the next snapshot; the pieces go as they are read.
///
/// # Errors
/// [`Failure`], and then nothing may be written; [`Failure::Damaged`] where not everything was read says
/// that it is worth trying again with everything.
pub fn fold(stored: &mut Stored, codec: &Codec, now_ms: i64) -> Result<Fold, Failure> {
    let lost_head = match stored.head.as_deref().map(Head::from_text) {
        Some(Ok(head)) if !stored.complete && has_all(&head, stored) => {
            return Err(Failure::Needless);
        }
        Some(Ok(_)) => false,
        Some(Err(Unfit::Newer(version))) => return Err(Failure::Newer(version)),
        Some(Err(Unfit::Damaged)) => true,
        None if stored.snapshots.is_empty() => return Err(Failure::Trouble(Trouble::Cleared)),
        None => true,
    };
    // With everything at hand everything is written anew: so a damaged piece is replaced, too.
    if !stored.complete
        && let Some(update) = update(stored)
        && let Some(fold) = bring_up(&mut stored.pieces, update, now_ms)
    {
        return fold;
    }
    let best = match best(stored) {
        Err(Failure::Needless) => return Err(Failure::Trouble(Trouble::Cleared)),
        other => other?,
    };
    let base = best.snapshot;
    let mut operations = Vec::new();
    let mut drop = Vec::new();
    let mut quarantine = Vec::new();
    for (key, text) in &stored.operations {
        // What is in the snapshot need not be read again.
        if Operation::id_of(key).is_some_and(|id| base.head.applied.contains(id)) {
            drop.push(key.clone());
            continue;
        }
        match Operation::from_text(text) {
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
    operations.order_by_key(Operation::order);
    let mut head = base.head;
    let mut state = State {
        workspace: base.workspace,
        gone: head.gone.clone(),
    };
    for operation in &operations {
        state.apply(operation);
    }
    // A damaged snapshot may have a higher number than its slot says.
    let next = best.highest.saturating_add(1);
    let shared = slot_of(next) == best.slot;
    advance(&mut head, &operations, now_ms);
    head.generation = next.saturating_add(u64::from(shared));
    head.gone = recent(state.gone, now_ms);
    quarantine.extend(best.damaged);
    let workspace = state.workspace;
    Ok(Fold {
        drop,
        quarantine,
        ..create(&Snapshot { head, workspace }, codec)
    })
}

/// Returns whether everything stored is folded already, which its keys tell, and whole.
fn has_all(head: &Head, stored: &Stored) -> bool {
    let folded = |key: &str| Operation::id_of(key).is_some_and(|id| head.applied.contains(id));
    stored.operations.iter().all(|(key, _)| folded(key))
        && !stored.snapshots.is_empty()
        && stored
            .snapshots
            .iter()
            .all(|(_, text)| unseal(text).is_some())
}

/// Brings a snapshot up to date; `None` when one of its pieces is not whole.
fn bring_up(
    stored: &mut SmallMap<String, String>,
    update: Update,
    now_ms: i64,
) -> Option<Result<Fold, Failure>> {
    let known = |operation: &&Operation| !update.newest.applied.contains(operation.id());
    let fresh: Vec<Operation> = update.operations.iter().filter(known).cloned().collect();
    if fresh.is_empty() {
        return Some(Err(Failure::Needless));
    }
    let key = |name: &str| format!("{}/{name}", update.slot);
    let read = |piece: &&Piece| update.reads(&piece.name);
    let mut loading = Loading::default();
    for piece in update.pieces.iter().filter(read) {
        let text = stored.get(&key(&piece.name))?;
        if crc32(text.as_bytes()) != piece.crc {
            return None;
        }
        if update.dirty.contains(&piece.name) {
            rows::read(text, &mut loading)?;
        }
    }
    let mut state = State {
        workspace: loading.done(),
        gone: update.gone,
    };
    for operation in &update.operations {
        state.apply(operation);
    }
    let mut head = update.newest;
    advance(&mut head, &fresh, now_ms);
    head.generation = head.generation.saturating_add(1);
    head.gone = recent(state.gone, now_ms);
    let mut texts = rows::write_pieces(&state.workspace);
    if update.alone {
        // What nothing touched goes over as it is.
        for piece in &update.pieces {
            if !update.dirty.contains(&piece.name) {
                let text = stored.get_mut(&key(&piece.name)).map(std::mem::take);
                texts.insert(piece.name.clone(), text.unwrap_or_default());
            }
        }
    }
    let mut pieces = SmallMap::from_iter(
        update
            .pieces
            .into_iter()
            .map(|piece| (piece.name.clone(), piece)),
    );
    for name in update.dirty {
        texts.change(name.clone(), |text| {
            if text.is_empty() {
                pieces.remove(&name);
            } else {
                pieces.insert(name.clone(), Piece::of(&name, text));
            }
        });
    }
    let pieces: Vec<Piece> = pieces.into_values().collect();
    let bytes = pieces.iter().map(|piece| piece.bytes).sum();
    Some(Ok(Fold {
        slot: slot_of(head.generation),
        head: head.to_text(),
        snapshot: snapshot::write(&head, &Body::Pieces(pieces)),
        clear: update.alone,
        pieces: texts.into_iter().collect(),
        bytes,
        drop: update.drop,
        quarantine: Vec::new(),
    }))
}

fn advance(head: &mut Head, operations: &[Operation], now_ms: i64) {
    for operation in operations {
        head.applied.insert(operation.id(), operation.wall_ms);
        head.floor = head.floor.max(operation.lamport);
    }
    head.applied
        .prune(now_ms.saturating_sub(APPLIED_MS), APPLIED_KEPT);
    head.at_ms = now_ms;
}

fn recent(gone: snapshot::Gone, now_ms: i64) -> snapshot::Gone {
    if gone.len() <= GONE_KEPT {
        return gone;
    }
    let oldest = now_ms.saturating_sub(GONE_MS);
    gone.into_iter().filter(|(_, at)| at.1 >= oldest).collect()
}

/// What the first transaction of a new portfolio writes; also after the data of the site was cleared.
#[must_use]
pub fn create(snapshot: &Snapshot, codec: &Codec) -> Fold {
    let Snapshot { head, workspace } = snapshot;
    let rows = rows::write(workspace);
    let cut = rows.len() > codec.whole_up_to;
    let texts = if cut {
        rows::write_pieces(workspace)
    } else {
        SmallMap::new()
    };
    let body = if cut {
        let pieces = texts.iter().map(|(name, text)| Piece::of(name, text));
        Body::Pieces(pieces.collect())
    } else {
        Body::Rows(&rows)
    };
    let snapshot = snapshot::write(head, &body);
    Fold {
        slot: slot_of(head.generation),
        snapshot,
        clear: true,
        bytes: rows.len(),
        pieces: texts.into_iter().collect(),
        head: head.to_text(),
        drop: Vec::new(),
        quarantine: Vec::new(),
    }
}
