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

/// Fields that few records of a kind give: they take memory only where one of them is given.
#[derive(Clone, Default)]
pub struct Rarely<T>(Option<Box<T>>);

impl<T: Default> Rarely<T> {
    /// Returns the fields, where one of them was ever given.
    #[must_use]
    pub fn given(&self) -> Option<&T> {
        self.0.as_deref()
    }

    /// Returns the fields for editing.
    pub fn make(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Default + PartialEq> PartialEq for Rarely<T> {
    fn eq(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(own), Some(other)) => own == other,
            (Some(own), None) | (None, Some(own)) => **own == T::default(),
            (None, None) => true,
        }
    }
}

/// Declares one record kind: a struct with typed fields, and its registry entry. Fields behind `rarely` stand
/// in a struct of their own that few records have; they are read and written as those of the record are. The
/// groups alternate, so that all fields keep the order that files have them in.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident {
            $( $(#[$fdoc:meta])* $field:ident: $type:ty $( [ $($rule:ident $(= $told:literal)?),+ ] )? ),+ $(,)?
        }
        $( $(#[$rdoc:meta])* rarely $rest:ident {
            $( $(#[$rfdoc:meta])* $rfield:ident: $rtype:ty ),+ $(,)?
        } $( often {
            $( $(#[$ofdoc:meta])* $ofield:ident: $otype:ty ),+ $(,)?
        } rarely {
            $( $(#[$sfdoc:meta])* $sfield:ident: $stype:ty $( [ $srule:ident ] )? ),+ $(,)?
        } )? )?
    ) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq)]
        pub struct $name {
            /// The identity.
            pub id: $crate::model::Id<$name>,
            $( $(#[$fdoc])* pub $field: $type, )+
            $( $( $( $(#[$ofdoc])* pub $ofield: $otype, )+ )?
            pub(crate) rest: $crate::model::record::Rarely<$rest>, )?
            /// Fields that this build does not know, and values of custom fields.
            pub extra: $crate::model::record::Extra,
        }

        $(
            $(#[$rdoc])*
            #[derive(Clone, Default, PartialEq)]
            pub struct $rest {
                $( $(#[$rfdoc])* pub $rfield: $rtype, )+
                $( $( $(#[$sfdoc])* pub $sfield: $stype, )+ )?
            }

            impl std::ops::Deref for $name {
                type Target = $rest;
                fn deref(&self) -> &$rest {
                    static NOTHING: std::sync::LazyLock<$rest> = std::sync::LazyLock::new($rest::default);
                    self.rest.given().unwrap_or(&NOTHING)
                }
            }

            impl std::ops::DerefMut for $name {
                fn deref_mut(&mut self) -> &mut $rest {
                    self.rest.make()
                }
            }
        )?

        impl $name {
            /// The declared fields, in the order of forms, columns and files.
            pub const FIELDS: &'static [$crate::model::FieldSpec] = &[
                $( $crate::model::FieldSpec::plain(
                    stringify!($field),
                    <$type as $crate::model::value::Field>::TYPE,
                ) $( $( .$rule($($told)?) )+ )? ),+
                $(
                    $( , $crate::model::FieldSpec::plain(
                        stringify!($rfield),
                        <$rtype as $crate::model::value::Field>::TYPE,
                    ) )+
                    $( $( , $crate::model::FieldSpec::plain(
                        stringify!($ofield),
                        <$otype as $crate::model::value::Field>::TYPE,
                    ) )+
                    $( , $crate::model::FieldSpec::plain(
                        stringify!($sfield),
                        <$stype as $crate::model::value::Field>::TYPE,
                    ) $( .$srule() )? )+ )?
                )?
            ];

            /// An empty record.
            #[must_use]
            pub fn blank(id: $crate::model::Id<$name>) -> Self {
                Self {
                    id,
                    $( $field: Default::default(), )+
                    $( $( $( $ofield: Default::default(), )+ )?
                    rest: $crate::model::record::Rarely::<$rest>::default(), )?
                    extra: Default::default(),
                }
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
                $( $( if place.next() == Some(index) {
                    return $crate::model::value::Field::read(&self.$rfield);
                } )+
                $( $( if place.next() == Some(index) {
                    return $crate::model::value::Field::read(&self.$ofield);
                } )+
                $( if place.next() == Some(index) {
                    return $crate::model::value::Field::read(&self.$sfield);
                } )+ )? )?
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
                $(
                // Where none of them is there, there is nothing to be taken from.
                let is_none = value.is_none() && self.rest.given().is_none();
                $( if place.next() == Some(index) {
                    if !is_none {
                        self.$rfield = $crate::model::value::Field::write(value)?;
                    }
                    return Ok(());
                } )+
                $( $( if place.next() == Some(index) {
                    self.$ofield = $crate::model::value::Field::write(value)?;
                    return Ok(());
                } )+
                $( if place.next() == Some(index) {
                    if !is_none {
                        self.$sfield = $crate::model::value::Field::write(value)?;
                    }
                    return Ok(());
                } )+ )?
                )?
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Task};

    #[test]
    fn a_field_that_few_give_is_as_any_other_and_leaves_no_trace_when_it_is_taken_back() {
        let blank = Task::blank(Id::new(RawId(1)));
        let (mut one, mut two) = (blank.clone(), blank.clone());
        assert_eq!((&*one.role, one.get("role")), ("", None));
        // To take what is not there takes no memory.
        one.put("role", None).unwrap();
        assert!(one.rest.given().is_none());
        one.put("role", Some(Value::Text("Mason".into()))).unwrap();
        two.role = "Mason".into();
        assert_eq!(one.get("role"), Some(Value::Text("Mason".into())));
        assert_eq!(one, two);
        assert_ne!(one, blank);
        assert_ne!(blank, one);
        assert_eq!(one.values(), two.values());
        assert!(one.put("role", Some(Value::Flag)).is_err() && one == two);
        one.put("role", None).unwrap();
        assert_eq!(one, blank);
        assert_eq!(blank, one);
        assert_eq!(one.values(), blank.values());
    }
}
