//! Who points at what, kept with every edit: references by the identity that they name, unique values
//! (codes) by their digest.
//!
//! One set for both, because each further type of persistent set brings its code to the browser.

use super::record::{FieldSpec, FieldType, Kind, Record};
use super::value::{RawId, Value};
use imbl::OrdSet;

/// What is pointed at, then the kind, identity and field number of the record that does.
type Entry = (RawId, Kind, RawId, u8);

/// The index of one workspace; a copy costs nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Index(OrdSet<Entry>);

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

/// Calls with each entry of a record, and whether it names an owner.
fn entries(record: &dyn Record, each: &mut dyn FnMut(Entry, bool)) {
    let (kind, id) = (record.kind(), record.raw_id());
    for (index, spec) in kind.fields().iter().enumerate() {
        if !is_indexed(spec) {
            continue;
        }
        let field = u8::try_from(index).unwrap_or(u8::MAX);
        match record.value(index) {
            Some(Value::Ref(target)) => each((target, kind, id, field), spec.owner),
            Some(Value::Refs(targets)) => {
                for target in targets {
                    each((target, kind, id, field), false);
                }
            }
            Some(Value::Text(value)) => each((digest(&value), kind, id, field), false),
            _ => {}
        }
    }
}

impl Index {
    /// Enters a record; its owners go to `owners`.
    pub fn add(&mut self, record: &dyn Record, owners: &mut Vec<RawId>) {
        entries(record, &mut |entry, is_owner| {
            if is_owner {
                owners.push(entry.0);
            }
            self.0.insert(entry);
        });
    }

    /// Takes a record out.
    pub fn remove(&mut self, record: &dyn Record) {
        entries(record, &mut |entry, _| {
            self.0.remove(&entry);
        });
    }

    /// The entries that point at one identity or digest, of this kind and those behind it.
    fn at(&self, target: RawId, first: Kind) -> impl Iterator<Item = (&Entry, &'static FieldSpec)> {
        self.0
            .range((target, first, RawId(0), 0)..)
            .take_while(move |entry| entry.0 == target)
            .filter_map(|entry| Some((entry, entry.1.fields().get(usize::from(entry.3))?)))
    }

    /// Every reference in the order of the identities named: the identity, and the kind it is to have.
    pub fn references(&self) -> impl Iterator<Item = (RawId, Kind)> {
        self.0.iter().filter_map(|(target, kind, _, field)| {
            match kind.fields().get(usize::from(*field))?.ty {
                FieldType::Ref(to) | FieldType::Refs(to) => Some((*target, to)),
                _ => None,
            }
        })
    }

    /// Who refers to a record: kind, identity and field.
    pub fn referrers(&self, id: RawId) -> impl Iterator<Item = (Kind, RawId, &'static str)> {
        self.at(id, Kind::Portfolio)
            .filter(|(_, spec)| is_reference(spec))
            .map(|((_, kind, source, _), spec)| (*kind, *source, spec.key))
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
