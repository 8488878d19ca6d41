//! The workspace: every record of one portfolio, the only truth.

use super::index::Index;
use super::record::Record;
use super::records::{Kind, kinds};
use super::value::{Calendar, Currency, Id, RawId, Value, ValueError};
use super::{InOrder, Portfolio, Project, Shared};
use imbl::OrdMap;

pub use super::table::Table;
use super::table::{self, Row as Stamp};

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
            index: Index,
            /// Of what was edited, or lost a belonging or got one, since it was read.
            stamps: OrdMap<RawId, Stamp>,
            /// The stamp of everything else: that of the reading.
            read: Stamp,
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

            pub(super) fn add_with(&mut self, kind: Kind, id: RawId, fill: &mut dyn FnMut(&mut dyn Record)) {
                match kind {
                    $( Kind::$name => {
                        let mut record = super::$name::blank(Id::new(id));
                        fill(&mut record);
                        self.$table.insert(Shared::new(record));
                    } )+
                }
            }

            /// Moves the records together, after reading.
            pub(super) fn pack(&mut self) {
                $( self.$table.pack(); )+
            }

            fn drop_record(&mut self, kind: Kind, id: RawId) {
                match kind { $( Kind::$name => { self.$table.remove(&Id::new(id)); } )+ }
            }

            fn with_mut(&mut self, kind: Kind, id: RawId, edit: &mut dyn FnMut(&mut dyn Record)) {
                match kind {
                    $( Kind::$name => if let Some(record) = self.$table.get(&Id::new(id)) {
                        let mut copy = super::$name::clone(record);
                        edit(&mut copy);
                        self.$table.insert(Shared::new(copy));
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
            self.add_with(kind, id, &mut |_| ());
            self.touch(id);
        }
    }

    /// Adds an empty record and gives it many values at once, as an import does.
    ///
    /// # Errors
    /// The first value that does not fit, with its key; the others are kept.
    pub fn insert_with(
        &mut self,
        kind: Kind,
        id: RawId,
        values: impl IntoIterator<Item = (super::Text, Value)>,
    ) -> Result<(), (super::Text, ValueError)> {
        let mut outcome = Ok(());
        let mut values = values.into_iter();
        let fill = &mut |record: &mut dyn Record| {
            for (key, value) in &mut values {
                if let (Err(error), true) = (record.put(&key, Some(value)), outcome.is_ok()) {
                    outcome = Err((key, error));
                }
            }
        };
        if self.record(kind, id).is_none() {
            self.add_with(kind, id, fill);
        } else {
            self.unlink(kind, id);
            self.with_mut(kind, id, fill);
        }
        self.link(kind, id);
        self.touch_family(kind, id);
        outcome
    }

    /// Takes an identity that no record of any kind has: the first that `fresh` gives, and where that repeats
    /// itself, the next one up. So a new record is never put over another.
    pub fn unused_id(&self, fresh: &mut dyn FnMut() -> RawId) -> RawId {
        self.unused_besides(fresh, &|_| false)
    }

    /// The same, leaving out what is promised already to records that are not here yet.
    pub fn unused_besides(
        &self,
        fresh: &mut dyn FnMut() -> RawId,
        promised: &dyn Fn(RawId) -> bool,
    ) -> RawId {
        let known = |id: RawId| {
            let mut kinds = Kind::ALL.iter();
            kinds.any(|kind| self.record(*kind, id).is_some())
        };
        let unknown = |id: RawId| {
            let mut keys = self.unknown.keys();
            keys.any(|(_, own)| RawId::parse(own) == Some(id))
        };
        let mut id = fresh();
        while promised(id) || known(id) || unknown(id) {
            id = RawId(id.0.wrapping_add(1));
        }
        id
    }

    /// Removes a record; does nothing where there is none. References to it stay as they are.
    pub fn remove(&mut self, kind: Kind, id: RawId) {
        self.touch_family(kind, id);
        self.unlink(kind, id);
        self.drop_record(kind, id);
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
        let is_indexed = kind.field(key).is_some_and(super::index::is_indexed);
        if is_indexed {
            // The record may leave one owner for another: both change.
            self.touch_family(kind, id);
            self.unlink(kind, id);
        }
        let (mut value, mut outcome) = (value, Ok(()));
        self.with_mut(kind, id, &mut |record| {
            outcome = record.put(key, value.take());
        });
        if is_indexed {
            self.link(kind, id);
        }
        self.touch_family(kind, id);
        outcome
    }

    /// Returns who refers to a record: kind, identity and field of each referrer.
    pub fn referrers(&self, id: RawId) -> impl Iterator<Item = (Kind, RawId, &'static str)> + '_ {
        self.index.referrers(id)
    }

    /// Returns the records of one kind that refer to a record, each once, in the order of identities.
    pub fn referring(&self, id: RawId, kind: Kind) -> impl Iterator<Item = RawId> + '_ {
        let mut last = None;
        self.index
            .referring(id, kind)
            .filter(move |source| last.replace(*source) != Some(*source))
    }

    /// Returns the records of a kind whose unique field, such as the code, has this value, in the order of
    /// identities. There is more than one only where copies came together that nobody has parted yet.
    pub fn holders<'a>(&'a self, kind: Kind, value: &'a str) -> impl Iterator<Item = RawId> + 'a {
        let same = move |(id, field): &(RawId, usize)| {
            let own = self.record(kind, *id).and_then(|r| r.value(*field));
            matches!(own, Some(Value::Text(own)) if &*own == value)
        };
        let found = self.index.digests(kind, value).filter(same);
        found.map(|(id, _)| id)
    }

    /// Returns how many references name a record that is not there.
    #[must_use]
    pub fn dangling(&self) -> usize {
        // The references to one record lie side by side: it is looked for once.
        let mut last = None;
        let mut missing = 0;
        for (target, kind) in self.index.references() {
            let gone = match last {
                Some((known, gone)) if known == (target, kind) => gone,
                _ => self.record(kind, target).is_none(),
            };
            last = Some(((target, kind), gone));
            missing += usize::from(gone);
        }
        missing
    }

    /// Returns the records that are not the very same in another workspace, or whose belongings are
    /// not, in the order of their identities. Some of them may be in neither: they came and went.
    #[must_use]
    pub fn touched(&self, other: &Self) -> Vec<RawId> {
        let mut found = table::changed(&self.stamps, &other.stamps);
        if self.read != other.read {
            // Read apart from each other: no record is the very same.
            for workspace in [self, other] {
                for kind in Kind::ALL {
                    found.extend(workspace.records(*kind).map(Record::raw_id));
                }
            }
            found.order();
            found.dedup();
        }
        found
    }

    /// Returns the settings record.
    #[must_use]
    pub fn portfolio(&self) -> Option<&Shared<Portfolio>> {
        self.portfolios.first()
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
            self.holidays.values().map(|holiday| &**holiday),
        )
    }

    /// Returns a calendar that differs from the company's.
    #[must_use]
    pub fn own_calendar(&self, id: Id<super::WorkCalendar>) -> Option<Calendar> {
        let record = self.calendars.get(&id)?;
        let holidays = self.holidays.values().map(|holiday| &**holiday);
        let portfolio = self.portfolio().map(|p| &**p);
        Some(super::records::own_calendar(portfolio, record, holidays))
    }

    /// Returns the fields that the organisation added to its projects, in their order.
    #[must_use]
    pub fn own_fields(&self) -> Vec<Shared<super::CustomField>> {
        let mut fields: Vec<_> = self.custom_fields.values().cloned().collect();
        fields.order_by(|a, b| (&a.order, a.id).cmp(&(&b.order, b.id)));
        fields
    }

    /// Returns the project with this code.
    #[must_use]
    pub fn project_by_code(&self, code: &str) -> Option<&Shared<Project>> {
        let id = self.holders(Kind::Project, code).next()?;
        self.projects.get(&Id::new(id))
    }

    /// Finds out who points at what, after reading.
    pub(super) fn index_all(&mut self) {
        self.index = Index::of(self);
    }

    fn link(&mut self, kind: Kind, id: RawId) {
        // Apart for a moment, so that the record can be read while the index is written.
        let mut index = std::mem::take(&mut self.index);
        if let Some(record) = self.record(kind, id) {
            index.add(record);
        }
        self.index = index;
    }

    fn unlink(&mut self, kind: Kind, id: RawId) {
        let mut index = std::mem::take(&mut self.index);
        if let Some(record) = self.record(kind, id) {
            index.remove(record);
        }
        self.index = index;
    }

    fn touch(&mut self, id: RawId) {
        self.stamps.insert(id, Stamp::default());
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
