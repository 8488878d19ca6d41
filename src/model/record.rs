//! The record registry: each kind is declared once, and everything generic reads the declaration.
//!
//! From the declaration come the stored form, the commands with their validation, the drawer form,
//! table columns, import mapping, difference, merge and search.

use super::SmallMap;
use super::value::{RawId, Text, Value, ValueError};
use serde_json::Value as Json;

pub use super::records::{Kind, KindTag};

/// What a field can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Running text.
    Markdown,
    /// Free labels.
    Tags,
    /// A civil day.
    Date,
    /// An amount of money.
    Money,
    /// A share.
    Percent,
    /// A decimal.
    Number,
    /// A whole number.
    Whole,
    /// A duration or a lag.
    Span,
    /// One of these keys (or one that a newer version knows).
    Choice(&'static [&'static str]),
    /// A record of this kind.
    Ref(Kind),
    /// Records of this kind.
    Refs(Kind),
    /// Yes or no.
    Flag,
    /// Anything: fields unknown to this build and values of custom fields.
    Raw,
}

/// One declared field.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The key in files, addresses and wordings (`<kind>.<key>`).
    pub key: &'static str,
    /// What it holds.
    pub ty: FieldType,
    /// A record without it is refused.
    pub required: bool,
    /// No two records of the kind may share its value.
    pub unique: bool,
    /// The record belongs to the one named here: it is deleted with it and counts as part of it.
    pub owner: bool,
    /// Never leaves this browser in an extract, report or link.
    pub private: bool,
    /// Kept by the app itself: not in forms, not a column.
    pub hidden: bool,
    /// The key that it had in files of earlier builds; empty where it always had this one.
    pub was: &'static str,
}

impl FieldSpec {
    /// A field with no rule but its type.
    #[must_use]
    pub const fn plain(key: &'static str, ty: FieldType) -> Self {
        Self {
            key,
            ty,
            required: false,
            unique: false,
            owner: false,
            private: false,
            hidden: false,
            was: "",
        }
    }
    /// With a rule of this name.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            required: true,
            ..self
        }
    }
    /// With a rule of this name.
    #[must_use]
    pub const fn unique(self) -> Self {
        Self {
            unique: true,
            ..self
        }
    }
    /// With a rule of this name.
    #[must_use]
    pub const fn owner(self) -> Self {
        Self {
            owner: true,
            ..self
        }
    }
    /// With a rule of this name.
    #[must_use]
    pub const fn private(self) -> Self {
        Self {
            private: true,
            ..self
        }
    }
    /// With a rule of this name.
    #[must_use]
    pub const fn hidden(self) -> Self {
        Self {
            hidden: true,
            ..self
        }
    }
    /// With the key that it had before.
    #[must_use]
    pub const fn was(self, was: &'static str) -> Self {
        Self { was, ..self }
    }
    /// Is it called so, now or in files of earlier builds?
    #[must_use]
    pub fn is_called(&self, key: &str) -> bool {
        self.key == key || (!self.was.is_empty() && self.was == key)
    }
}

/// Fields that this build does not know, and values of custom fields, by key.
pub type Extra = SmallMap<Text, Json>;

/// A record as the generic parts of the app see it.
pub trait Record: std::fmt::Debug {
    /// Returns its kind.
    fn kind(&self) -> Kind;
    /// Returns its identity.
    fn raw_id(&self) -> RawId;
    /// Returns the declared field number `index` of [`Kind::fields`]; `None` when not given.
    fn value(&self, index: usize) -> Option<Value>;
    /// Changes the declared field number `index`.
    ///
    /// # Errors
    /// [`ValueError`] when the value is of another type; the record is unchanged.
    fn set_value(&mut self, index: usize, value: Option<Value>) -> Result<(), ValueError>;
    /// Returns a copy, to see what a change would make of it.
    fn copied(&self) -> Box<dyn Record>;
    /// Returns the fields that are not declared.
    fn extra(&self) -> &Extra;
    /// Returns the fields that are not declared, for editing.
    fn extra_mut(&mut self) -> &mut Extra;

    /// Returns a field by key, declared or not.
    fn get(&self, key: &str) -> Option<Value> {
        match self.kind().field_index(key) {
            Some(index) => self.value(index),
            None => self.extra().get(key).cloned().map(Value::Raw),
        }
    }

    /// Changes a field by key, declared or not. Texts of any length are taken: what was stored once is
    /// kept, and the doors for what is new (`edit::plan`, the importers) refuse what is too long.
    ///
    /// # Errors
    /// [`ValueError`] when the value is of another type; the record is unchanged.
    fn put(&mut self, key: &str, value: Option<Value>) -> Result<(), ValueError> {
        match (self.kind().field_index(key), value) {
            (Some(index), value) => self.set_value(index, value),
            (None, None) => {
                self.extra_mut().remove(key);
                Ok(())
            }
            (None, Some(value)) => {
                self.extra_mut().insert(key.into(), value.to_json());
                Ok(())
            }
        }
    }

    /// Returns every field that has a value, declared ones first, in the order of the declaration.
    fn values(&self) -> Vec<(Text, Value)> {
        let declared = self.kind().fields().iter().enumerate();
        let declared = declared.filter_map(|(i, spec)| Some((spec.key.into(), self.value(i)?)));
        let extra = self
            .extra()
            .iter()
            .map(|(k, v)| (k.clone(), Value::Raw(v.clone())));
        declared.chain(extra).collect()
    }
}

/// What tests and panics print of a record: its kind, identity and the fields that are given. One body
/// for every kind.
pub(crate) fn show(record: &dyn Record, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    write!(f, "{:?} {} ", record.kind(), record.raw_id())?;
    f.debug_map().entries(record.values()).finish()
}

/// Declares one record kind: a struct with typed fields, and its registry entry.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident {
            $( $(#[$fdoc:meta])* $field:ident: $type:ty $( [ $($rule:ident $(= $told:literal)?),+ ] )? ),+ $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name {
            /// The identity.
            pub id: $crate::model::Id<$name>,
            $( $(#[$fdoc])* pub $field: $type, )+
            /// Fields that this build does not know, and values of custom fields.
            pub extra: $crate::model::record::Extra,
        }

        impl $name {
            /// The declared fields, in the order of forms, columns and files.
            pub const FIELDS: &'static [$crate::model::FieldSpec] = &[
                $( $crate::model::FieldSpec::plain(
                    stringify!($field),
                    <$type as $crate::model::value::Field>::TYPE,
                ) $( $( .$rule($($told)?) )+ )? ),+
            ];

            /// An empty record.
            #[must_use]
            pub fn blank(id: $crate::model::Id<$name>) -> Self {
                Self { id, $( $field: Default::default(), )+ extra: Default::default() }
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::model::record::show(self, f)
            }
        }

        impl $crate::model::record::KindTag for $name {
            const KIND: $crate::model::Kind = $crate::model::Kind::$name;
            fn id(&self) -> &$crate::model::Id<Self> {
                &self.id
            }
        }

        impl $crate::model::Record for $name {
            fn kind(&self) -> $crate::model::Kind {
                $crate::model::Kind::$name
            }
            fn raw_id(&self) -> $crate::model::RawId {
                self.id.raw()
            }
            fn value(&self, index: usize) -> Option<$crate::model::Value> {
                let mut place = 0..;
                $( if place.next() == Some(index) {
                    return $crate::model::value::Field::read(&self.$field);
                } )+
                None
            }
            fn set_value(
                &mut self,
                index: usize,
                value: Option<$crate::model::Value>,
            ) -> Result<(), $crate::model::ValueError> {
                let mut place = 0..;
                $( if place.next() == Some(index) {
                    self.$field = $crate::model::value::Field::write(value)?;
                    return Ok(());
                } )+
                Ok(())
            }
            fn copied(&self) -> Box<dyn $crate::model::Record> {
                Box::new(self.clone())
            }
            fn extra(&self) -> &$crate::model::record::Extra {
                &self.extra
            }
            fn extra_mut(&mut self) -> &mut $crate::model::record::Extra {
                &mut self.extra
            }
        }
    };
}
pub(crate) use record;
