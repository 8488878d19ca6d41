//! The workspace: every record of one portfolio, the only truth.

use super::record::{FieldType, Record};
use super::records::{Kind, kinds};
use super::value::{Calendar, Currency, Id, RawId, Value, ValueError};
use super::{Portfolio, Project, Shared};
use imbl::{OrdMap, OrdSet};

pub use super::table::Table;

/// One reference: the record referred to, then the kind, identity and field number of the referrer.
type Backlink = (RawId, Kind, RawId, u8);

/// A record type that has its table in the workspace.
pub trait Stored: super::record::KindTag + Record + Sized {
    /// Returns the table.
    fn table(workspace: &Workspace) -> &Table<Self>;
}

macro_rules! declare_workspace {
    ($($name:ident $key:literal $table:ident,)+) => {
        /// Every record of one portfolio. A copy shares everything and costs nothing.
        #[derive(Clone, Debug, Default)]
        pub struct Workspace {
            $( #[doc = concat!("Records of kind `", $key, "`.")] pub $table: Table<super::$name>, )+
            /// Records of kinds that this build does not know, by kind and identity as written: kept for the file.
            pub unknown: OrdMap<(super::Text, super::Text), Shared<super::record::Extra>>,
            backlinks: OrdSet<Backlink>,
            stamps: OrdMap<RawId, Shared<()>>,
        }

        $( impl Stored for super::$name {
            fn table(workspace: &Workspace) -> &Table<Self> {
                &workspace.$table
            }
        } )+

        impl Workspace {
            /// Returns a record of a kind known only at run time.
            #[must_use]
            pub fn record(&self, kind: Kind, id: RawId) -> Option<&dyn Record> {
                match kind {
                    $( Kind::$name => self.$table.get(&Id::new(id)).map(|r| &**r as &dyn Record), )+
                }
            }

            /// Returns how many records of a kind there are.
            #[must_use]
            pub fn count(&self, kind: Kind) -> usize {
                match kind { $( Kind::$name => self.$table.len(), )+ }
            }

            /// Returns the records of a kind, in the order of their identities.
            #[must_use]
            pub fn records(&self, kind: Kind) -> Box<dyn Iterator<Item = &dyn Record> + '_> {
                match kind {
                    $( Kind::$name => Box::new(self.$table.values().map(|r| &**r as &dyn Record)), )+
                }
            }

            /// Returns whether both workspaces share the very same record.
            #[must_use]
            pub fn same_record(&self, other: &Self, kind: Kind, id: RawId) -> bool {
                match kind {
                    $( Kind::$name => self.$table.get(&Id::new(id)) == other.$table.get(&Id::new(id)), )+
                }
            }

            /// Returns whether both workspaces share the very same table, record by record.
            #[must_use]
            pub fn same_table(&self, other: &Self, kind: Kind) -> bool {
                match kind { $( Kind::$name => self.$table.ptr_eq(&other.$table), )+ }
            }

            /// Returns the records of a kind that are not the very same in both, in the order of identities.
            #[must_use]
            pub fn changed(&self, other: &Self, kind: Kind) -> Vec<RawId> {
                match kind {
                    $( Kind::$name => self.$table.changed(&other.$table), )+
                }
            }

            fn add_with<R>(&mut self, kind: Kind, id: RawId, fill: impl FnOnce(&mut dyn Record) -> R) -> R {
                match kind {
                    $( Kind::$name => {
                        let mut record = super::$name::blank(Id::new(id));
                        let outcome = fill(&mut record);
                        self.$table.insert(Id::new(id), Shared::new(record));
                        outcome
                    } )+
                }
            }

            fn drop_record(&mut self, kind: Kind, id: RawId) {
                match kind { $( Kind::$name => { self.$table.remove(&Id::new(id)); } )+ }
            }

            fn with_mut<R>(&mut self, kind: Kind, id: RawId, edit: impl FnOnce(&mut dyn Record) -> R) -> Option<R> {
                match kind {
                    $( Kind::$name => {
                        let mut copy = super::$name::clone(self.$table.get(&Id::new(id))?);
                        let outcome = edit(&mut copy);
                        self.$table.insert(Id::new(id), Shared::new(copy));
                        Some(outcome)
                    } )+
                }
            }
        }
    };
}
kinds!(declare_workspace);

impl Workspace {
    /// Adds an empty record; does nothing where it exists.
    pub fn insert(&mut self, kind: Kind, id: RawId) {
        if self.record(kind, id).is_none() {
            self.add_with(kind, id, |_| ());
            self.touch(id);
        }
    }

    /// Adds an empty record and gives it many values at once, as a file or an import does.
    ///
    /// # Errors
    /// The first value that does not fit, with its key; the others are kept.
    pub fn insert_with(
        &mut self,
        kind: Kind,
        id: RawId,
        values: impl IntoIterator<Item = (super::Text, Value)>,
    ) -> Result<(), (super::Text, ValueError)> {
        let fill = |record: &mut dyn Record| {
            let mut first = Ok(());
            for (key, value) in values {
                if let Err(error) = record.put(&key, Some(value)) {
                    first = first.and(Err((key, error)));
                }
            }
            first
        };
        let outcome = if self.record(kind, id).is_none() {
            self.add_with(kind, id, fill)
        } else {
            self.unlink(kind, id);
            self.with_mut(kind, id, fill).unwrap_or(Ok(()))
        };
        self.link(kind, id);
        self.touch_family(kind, id);
        outcome
    }

    /// Removes a record; does nothing where there is none. References to it stay as they are.
    pub fn remove(&mut self, kind: Kind, id: RawId) {
        self.touch_family(kind, id);
        self.unlink(kind, id);
        self.drop_record(kind, id);
        self.stamps.remove(&id);
    }

    /// Changes one field; does nothing where there is no such record.
    ///
    /// # Errors
    /// [`ValueError`] when the value does not fit; nothing is changed then.
    pub fn set(
        &mut self,
        kind: Kind,
        id: RawId,
        key: &str,
        value: Option<Value>,
    ) -> Result<(), ValueError> {
        let is_reference = kind
            .field(key)
            .is_some_and(|spec| matches!(spec.ty, FieldType::Ref(_) | FieldType::Refs(_)));
        if is_reference {
            // The record may leave one owner for another: both change.
            self.touch_family(kind, id);
            self.unlink(kind, id);
        }
        let outcome = self.with_mut(kind, id, |record| record.put(key, value));
        if is_reference {
            self.link(kind, id);
        }
        self.touch_family(kind, id);
        outcome.unwrap_or(Ok(()))
    }

    /// Returns who refers to a record: kind, identity and field of each referrer.
    pub fn referrers(&self, id: RawId) -> impl Iterator<Item = (Kind, RawId, &'static str)> + '_ {
        let low = (id, Kind::Portfolio, RawId(0), 0);
        self.backlinks
            .range(low..)
            .take_while(move |link| link.0 == id)
            .filter_map(|(_, kind, source, field)| {
                Some((*kind, *source, kind.fields().get(usize::from(*field))?.key))
            })
    }

    /// Returns the records of one kind that refer to a record, each once, in the order of identities.
    pub fn referring(&self, id: RawId, kind: Kind) -> impl Iterator<Item = RawId> + '_ {
        let mut last = None;
        self.backlinks
            .range((id, kind, RawId(0), 0)..)
            .take_while(move |link| link.0 == id && link.1 == kind)
            .map(|link| link.2)
            .filter(move |source| last.replace(*source) != Some(*source))
    }

    /// Returns a stamp that changes whenever the record or anything it owns does.
    ///
    /// Two workspaces with the same stamp hold the same record with the same belongings.
    #[must_use]
    pub fn stamp(&self, id: RawId) -> Option<&Shared<()>> {
        self.stamps.get(&id)
    }

    /// Returns the stamps of all records, for comparing two workspaces.
    #[must_use]
    pub fn stamps(&self) -> &OrdMap<RawId, Shared<()>> {
        &self.stamps
    }

    /// Returns the settings record.
    #[must_use]
    pub fn portfolio(&self) -> Option<&Shared<Portfolio>> {
        self.portfolios.values().next()
    }

    /// Returns the currency of new amounts: that of the settings, or the euro.
    #[must_use]
    pub fn currency(&self) -> Currency {
        self.portfolio()
            .and_then(|p| Currency::parse(&p.currency))
            .unwrap_or(Currency::EUR)
    }

    /// Returns the company calendar of the settings, holidays included, from 2000 to 2100.
    #[must_use]
    pub fn calendar(&self) -> Calendar {
        super::records::company_calendar(
            self.portfolio().map(|p| &**p),
            self.holidays.values().filter_map(|holiday| holiday.date),
        )
    }

    /// Returns the project with this code.
    #[must_use]
    pub fn project_by_code(&self, code: &str) -> Option<&Shared<Project>> {
        self.projects
            .values()
            .find(|project| &*project.code == code)
    }

    fn references(&self, kind: Kind, id: RawId) -> Vec<(RawId, u8)> {
        let Some(record) = self.record(kind, id) else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (index, spec) in kind.fields().iter().enumerate() {
            if !matches!(spec.ty, FieldType::Ref(_) | FieldType::Refs(_)) {
                continue;
            }
            let field = u8::try_from(index).unwrap_or(u8::MAX);
            match record.value(index) {
                Some(Value::Ref(target)) => found.push((target, field)),
                Some(Value::Refs(targets)) => found.extend(targets.into_iter().map(|t| (t, field))),
                _ => {}
            }
        }
        found
    }

    fn link(&mut self, kind: Kind, id: RawId) {
        for (target, field) in self.references(kind, id) {
            self.backlinks.insert((target, kind, id, field));
        }
    }

    fn unlink(&mut self, kind: Kind, id: RawId) {
        for (target, field) in self.references(kind, id) {
            self.backlinks.remove(&(target, kind, id, field));
        }
    }

    fn touch(&mut self, id: RawId) {
        self.stamps.insert(id, Shared::new(()));
    }

    /// Stamps a record and the records that own it.
    fn touch_family(&mut self, kind: Kind, id: RawId) {
        let mut owners = Vec::new();
        if let Some(record) = self.record(kind, id) {
            for (index, spec) in kind.fields().iter().enumerate() {
                if let (true, Some(Value::Ref(owner))) = (spec.owner, record.value(index)) {
                    owners.push(owner);
                }
            }
            owners.push(id);
        }
        for owner in owners {
            self.touch(owner);
        }
    }
}
