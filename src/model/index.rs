//! Who points at what, kept with every edit: references by the identity that they name, unique values
//! (codes) by their digest.
//!
//! What came with the file is packed and never changed, a quarter of the memory that a persistent set of it
//! takes; edits stand beside it. One set for references and values, because each further type of persistent
//! set brings its code to the browser.

use super::numbers::Numbers;
use super::record::{FieldSpec, FieldType, Kind, Record};
use super::value::{RawId, Value};
use super::{InOrder, Workspace};
use imbl::OrdSet;
use std::sync::Arc;

/// What is pointed at, then the kind, identity and field number of the record that does.
type Entry = (RawId, Kind, RawId, u8);

/// The index of one workspace; a copy costs nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// What came with the file.
    loaded: Option<Arc<Loaded>>,
    /// What is new since.
    added: OrdSet<Entry>,
    /// What came with the file and does not hold any more.
    gone: OrdSet<Entry>,
}

/// The entries of a file in their order, each in four bytes.
#[derive(Debug)]
struct Loaded {
    /// Every record, and what is pointed at without being there, in order.
    known: Vec<Known>,
    pointers: Vec<Pointer>,
}

/// The place of the record that points, and the number of the field.
#[derive(Clone, Copy, Debug, Default)]
struct Pointer(u32);

impl Pointer {
    /// Places end here.
    const MOST: usize = 1 << 24;

    fn new(place: usize, field: u8) -> Self {
        Self(u32::try_from(place).unwrap_or(0) << 8 | u32::from(field))
    }

    fn read(self) -> (usize, u8) {
        let [.., field] = self.0.to_be_bytes();
        ((self.0 >> 8) as usize, field)
    }
}

#[derive(Debug)]
struct Known {
    id: RawId,
    /// Of a record.
    kind: Kind,
    /// Where the pointers at it begin.
    begins: u32,
}

/// Is the field part of the index?
pub(super) fn is_indexed(spec: &FieldSpec) -> bool {
    spec.unique || is_reference(spec)
}

fn is_reference(spec: &FieldSpec) -> bool {
    matches!(spec.ty, FieldType::Ref(_) | FieldType::Refs(_))
}

/// A number that stands for a unique value (FNV-1a). Two values may share it: whoever asks looks at the
/// record, too.
fn digest(value: &str) -> RawId {
    RawId(fnv_1a(value.bytes()))
}

/// The digest FNV-1a over 128 bits.
pub(crate) fn fnv_1a(bytes: impl Iterator<Item = u8>) -> u128 {
    bytes.fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
    })
}

/// Calls with each entry of a record.
fn entries(record: &dyn Record, each: &mut dyn FnMut(Entry)) {
    let (kind, id) = (record.kind(), record.raw_id());
    for (index, spec) in kind.fields().iter().enumerate() {
        if !is_indexed(spec) {
            continue;
        }
        let field = u8::try_from(index).unwrap_or(u8::MAX);
        match record.value(index) {
            Some(Value::Ref(target)) => each((target, kind, id, field)),
            Some(Value::Refs(mut targets)) => {
                targets.order();
                targets.dedup();
                for target in targets {
                    each((target, kind, id, field));
                }
            }
            Some(Value::Text(value)) => each((digest(&value), kind, id, field)),
            _ => {}
        }
    }
}

/// Calls with each entry of a workspace, in the order of kinds and identities.
fn all_entries(workspace: &Workspace, mut each: impl FnMut(Entry)) {
    for kind in Kind::ALL {
        for record in workspace.records(*kind) {
            entries(record, &mut each);
        }
    }
}

impl Loaded {
    /// Counted first and then put in place: lists that grow or are sorted leave holes behind, and the browser
    /// takes no memory back. `None` where there are too many records for this.
    fn of(workspace: &Workspace) -> Option<Self> {
        let count = Kind::ALL.iter().map(|kind| workspace.count(*kind)).sum();
        let mut known = Vec::with_capacity(count);
        for kind in Kind::ALL {
            let records = workspace.records(*kind);
            known.extend(records.map(|record| (record.raw_id(), *kind)));
        }
        known.order();
        let mut missing = Vec::new();
        let numbers = Numbers::of(known.iter().map(|(id, _)| *id));
        all_entries(workspace, |(target, ..)| {
            let among = known.get(numbers.among(target)).unwrap_or_default();
            if !among.iter().any(|(id, _)| *id == target) {
                missing.push(target);
            }
        });
        missing.order();
        missing.dedup();
        known.extend(missing.into_iter().map(|id| (id, Kind::Portfolio)));
        known.order();

        if known.len() > Pointer::MOST {
            return None;
        }
        let numbers = Numbers::of(known.iter().map(|(id, _)| *id));
        let place = |is_it: &dyn Fn(&(RawId, Kind)) -> bool, id: RawId| {
            let among = numbers.among(id);
            let found = known.get(among.clone())?.iter().position(is_it)?;
            Some(among.start + found)
        };
        let place_of = |target: RawId| place(&|(id, _)| *id == target, target);
        let mut next = vec![0_u32; known.len()];
        let mut total = 0;
        all_entries(workspace, |(target, ..)| {
            if let Some(count) = place_of(target).and_then(|place| next.get_mut(place)) {
                *count += 1;
                total += 1;
            }
        });
        let mut sum = 0;
        for count in &mut next {
            sum += std::mem::replace(count, sum);
        }
        let mut pointers = vec![Pointer::default(); total];
        all_entries(workspace, |(target, kind, source, field)| {
            let source = place(&|known| *known == (source, kind), source);
            let slot = place_of(target).and_then(|place| next.get_mut(place));
            if let (Some(source), Some(slot)) = (source, slot) {
                if let Some(pointer) = pointers.get_mut(*slot as usize) {
                    *pointer = Pointer::new(source, field);
                }
                *slot += 1;
            }
        });
        // Each ends now where the one behind it begins.
        let begins = std::iter::once(0).chain(next);
        let known = known.into_iter().zip(begins);
        let known = known.map(|((id, kind), begins)| Known { id, kind, begins });
        Some(Self {
            known: known.collect(),
            pointers,
        })
    }

    /// The pointers at an identity or digest.
    fn pointers(&self, target: RawId) -> &[Pointer] {
        let first = self.known.partition_point(|known| known.id < target);
        let begin = |place: usize| self.known.get(place).map(|known| known.begins as usize);
        // Records of two kinds may have one identity: what points at it stands with the first.
        let is_known = self
            .known
            .get(first)
            .is_some_and(|known| known.id == target);
        let from = begin(first).filter(|_| is_known);
        let to = begin(first + 1).unwrap_or(self.pointers.len());
        from.and_then(|from| self.pointers.get(from..to))
            .unwrap_or_default()
    }

    /// The source and the field of a pointer.
    fn source(&self, pointer: Pointer) -> Option<(Kind, RawId, u8)> {
        let (place, field) = pointer.read();
        let known = self.known.get(place)?;
        Some((known.kind, known.id, field))
    }

    /// The entries that point at one identity or digest, of this kind and those behind it.
    fn at(&self, target: RawId, first: Kind) -> impl Iterator<Item = Entry> {
        let all = self.pointers(target);
        let is_before = |pointer: &Pointer| self.source(*pointer).is_some_and(|s| s.0 < first);
        let behind = all
            .get(all.partition_point(is_before)..)
            .unwrap_or_default();
        behind.iter().filter_map(move |pointer| {
            let (kind, id, field) = self.source(*pointer)?;
            Some((target, kind, id, field))
        })
    }

    fn contains(&self, (target, kind, id, field): &Entry) -> bool {
        let wanted = Some((*kind, *id, *field));
        let pointers = self.pointers(*target);
        let found = pointers.binary_search_by(|pointer| self.source(*pointer).cmp(&wanted));
        found.is_ok()
    }

    /// Every entry in order.
    fn all(&self) -> impl Iterator<Item = Entry> {
        let ends = self.known.iter().skip(1).map(|known| known.begins);
        let ends = ends.chain([u32::try_from(self.pointers.len()).unwrap_or(u32::MAX)]);
        self.known.iter().zip(ends).flat_map(move |(known, end)| {
            let own = self.pointers.get(known.begins as usize..end as usize);
            let sources = own
                .unwrap_or_default()
                .iter()
                .filter_map(|p| self.source(*p));
            sources.map(move |(kind, id, field)| (known.id, kind, id, field))
        })
    }
}

/// Two sorted lists as one.
fn merged(
    left: impl Iterator<Item = Entry>,
    right: impl Iterator<Item = Entry>,
) -> impl Iterator<Item = Entry> {
    let (mut left, mut right) = (left.peekable(), right.peekable());
    std::iter::from_fn(move || match (left.peek(), right.peek()) {
        (Some(a), Some(b)) if b < a => right.next(),
        (Some(_), _) => left.next(),
        (None, _) => right.next(),
    })
}

impl Index {
    /// The index of a workspace that was read.
    pub fn of(workspace: &Workspace) -> Self {
        let loaded = Loaded::of(workspace).map(Arc::new);
        let mut index = Self {
            loaded,
            ..Self::default()
        };
        if index.loaded.is_none() {
            all_entries(workspace, |entry| {
                index.added.insert(entry);
            });
        }
        index
    }

    fn is_loaded(&self, entry: &Entry) -> bool {
        let loaded = self.loaded.as_ref();
        loaded.is_some_and(|loaded| loaded.contains(entry))
    }

    /// Enters a record.
    pub fn add(&mut self, record: &dyn Record) {
        entries(record, &mut |entry| {
            match self.is_loaded(&entry) {
                true => self.gone.remove(&entry),
                false => self.added.insert(entry),
            };
        });
    }

    /// Takes a record out.
    pub fn remove(&mut self, record: &dyn Record) {
        entries(record, &mut |entry| {
            match self.is_loaded(&entry) {
                true => self.gone.insert(entry),
                false => self.added.remove(&entry),
            };
        });
    }

    /// What holds of these entries of the file.
    fn left<'a>(
        &'a self,
        loaded: impl Iterator<Item = Entry> + 'a,
    ) -> impl Iterator<Item = Entry> + 'a {
        loaded.filter(move |entry| self.gone.is_empty() || !self.gone.contains(entry))
    }

    /// The entries that point at one identity or digest, of this kind and those behind it.
    fn at(&self, target: RawId, first: Kind) -> impl Iterator<Item = (Entry, &'static FieldSpec)> {
        let loaded = self.loaded.iter().flat_map(move |l| l.at(target, first));
        let added = self.added.range((target, first, RawId(0), 0)..).copied();
        let added = added.take_while(move |entry| entry.0 == target);
        merged(self.left(loaded), added)
            .filter_map(|entry| Some((entry, entry.1.fields().get(usize::from(entry.3))?)))
    }

    /// Every reference in the order of the identities named: the identity, and the kind it is to have.
    pub fn references(&self) -> impl Iterator<Item = (RawId, Kind)> {
        let loaded = self.left(self.loaded.iter().flat_map(|loaded| loaded.all()));
        merged(loaded, self.added.iter().copied()).filter_map(|(target, kind, _, field)| match kind
            .fields()
            .get(usize::from(field))?
            .ty
        {
            FieldType::Ref(to) | FieldType::Refs(to) => Some((target, to)),
            _ => None,
        })
    }

    /// Who refers to a record: kind, identity and field.
    pub fn referrers(&self, id: RawId) -> impl Iterator<Item = (Kind, RawId, &'static str)> {
        self.at(id, Kind::Portfolio)
            .filter(|(_, spec)| is_reference(spec))
            .map(|((_, kind, source, _), spec)| (kind, source, spec.key))
    }

    /// The records of a kind that refer to a record, once for each field that does.
    pub fn referring(&self, id: RawId, kind: Kind) -> impl Iterator<Item = RawId> {
        self.at(id, kind)
            .take_while(move |(entry, _)| entry.1 == kind)
            .filter(|(_, spec)| is_reference(spec))
            .map(|(entry, _)| entry.2)
    }

    /// The records of a kind with a unique value of this digest, and the field that has it.
    pub fn digests(&self, kind: Kind, value: &str) -> impl Iterator<Item = (RawId, usize)> {
        self.at(digest(value), kind)
            .take_while(move |(entry, _)| entry.1 == kind)
            .filter(|(_, spec)| spec.unique)
            .map(|(entry, _)| (entry.2, usize::from(entry.3)))
    }
}
