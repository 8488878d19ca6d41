//! The record kinds, each declared once.

mod calendar;
mod governance;
mod holidays;
mod money;
mod organisation;
mod plan;
mod project;
mod settings;
mod status;
mod strategy;
mod template;

pub use calendar::*;
pub use governance::*;
pub use money::*;
pub use organisation::*;
pub use plan::*;
pub use project::*;
pub use settings::*;
pub use status::*;
pub use strategy::*;
pub use template::*;

pub(crate) use calendar::{company_calendar, own_calendar};

use super::{FieldSpec, Id};

/// A record type whose kind is known at compile time.
pub trait KindTag: Send + Sync + Sized + 'static {
    /// The kind.
    const KIND: Kind;
    /// Returns the identity.
    fn id(&self) -> &Id<Self>;
}

/// Lists the kinds: struct, key in files, name of its table in the workspace.
///
/// The order is that of the file: what others refer to comes first.
macro_rules! kinds {
    ($with:ident) => {
        $with! {
            Portfolio "portfolio" portfolios,
            WorkCalendar "calendar" calendars,
            Holiday "holiday" holidays,
            CustomField "custom_field" custom_fields,
            Rule "rule" rules,
            TemplateItem "template_item" template_items,
            View "view" views,
            Person "person" people,
            Unit "unit" units,
            Freeze "freeze" freezes,
            Programme "programme" programmes,
            Objective "objective" objectives,
            Project "project" projects,
            Sprint "sprint" sprints,
            Baseline "baseline" baselines,
            Task "task" tasks,
            BaselineDate "baseline_date" baseline_dates,
            Link "link" links,
            Alignment "alignment" alignments,
            BudgetLine "budget_line" budget_lines,
            Kpi "kpi" kpis,
            Reading "reading" readings,
            Risk "risk" risks,
            Round "round" rounds,
            Report "report" reports,
            Override "override" overrides,
            Rating "rating" ratings,
        }
    };
}
pub(crate) use kinds;

macro_rules! declare_kinds {
    ($($name:ident $key:literal $table:ident,)+) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Kind { $($name),+ }

        impl Kind {
            /// Every kind, in the order of the file.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Returns the key in files.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Returns the declared fields.
            #[must_use]
            pub const fn fields(self) -> &'static [FieldSpec] {
                match self { $(Self::$name => $name::FIELDS),+ }
            }
        }
    };
}
kinds!(declare_kinds);

impl Kind {
    /// Returns the kind with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }

    /// Returns the place of a declared field, asked for by its key or by one that it had before.
    #[must_use]
    pub fn field_index(self, key: &str) -> Option<usize> {
        self.fields().iter().position(|spec| spec.is_called(key))
    }

    /// Returns a declared field, asked for by its key or by one that it had before.
    #[must_use]
    pub fn field(self, key: &str) -> Option<&'static FieldSpec> {
        self.fields().iter().find(|spec| spec.is_called(key))
    }
}
