//! What the rows of a plan are made for: what a person wants to see, and what the schedule and the odds say.

use super::columns::Field;
use crate::analysis::Scope;
use crate::analysis::odds::PlanOdds;
use crate::analysis::wbs::{Days, Line};
use crate::model::*;
use crate::session::roadmap::wish::GroupBy;
use crate::words::Lang;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the schedule says of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// First and last day as calculated.
    pub days: Option<Days>,
    /// The last day it may have without moving the end.
    pub late_finish: Option<Date>,
    /// Working days it may be late without moving the end; negative where a date cannot be met.
    pub float_days: Option<i32>,
    /// Nothing may be late here.
    pub is_critical: bool,
    /// The link that decides when it starts.
    pub driver: Option<Id<Link>>,
}

/// The odds as rows tell them.
#[derive(Clone, Debug, Default)]
pub enum RowOdds {
    /// Nobody asked.
    #[default]
    Off,
    /// They are being drawn: what was known before an edit is not said any more.
    Drawing,
    /// Those of the plan as it is.
    Known(Arc<PlanOdds>),
}

/// The same draws, not draws that came out alike.
impl PartialEq for RowOdds {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Off, Self::Off) | (Self::Drawing, Self::Drawing) => true,
            (Self::Known(was), Self::Known(is)) => Arc::ptr_eq(was, is),
            _ => false,
        }
    }
}

/// What a row says of its task.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// The columns.
    pub columns: Vec<Field>,
    /// The baseline compared with; the current one when absent.
    pub baseline: Option<Id<Baseline>>,
    /// The critical path is marked.
    pub critical: bool,
    /// Float is drawn.
    pub float: bool,
    /// How late each bar may well become is drawn, where the odds are known.
    pub whiskers: bool,
    /// The odds.
    pub odds: RowOdds,
    /// The language.
    pub lang: Lang,
    /// The now of every figure.
    pub today: Date,
}

/// What a person wants to see.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanWish {
    /// The project; all of the scope when absent.
    pub project: Option<Id<Project>>,
    /// Which projects, where there are several.
    pub scope: Scope,
    /// What several projects are grouped by.
    pub group: GroupBy,
    /// What each row says.
    pub look: Look,
    /// Rows whose parts are shown where the level hides them, or hidden where it shows them.
    pub turned: BTreeSet<u128>,
    /// How many levels are shown; all when absent.
    pub level: Option<u8>,
    /// Only what is critical.
    pub critical_only: bool,
    /// Part of the names looked for, in lower case.
    pub find: String,
}

impl PlanWish {
    /// Only some of the tasks are wanted, wherever they stand.
    pub(super) fn is_narrowed(&self) -> bool {
        self.critical_only || !self.find.is_empty()
    }

    /// Groups have heads.
    pub(super) fn is_grouped(&self) -> bool {
        self.project.is_none() && self.group != GroupBy::Nothing
    }

    /// How deep the tasks at the top of a project stand.
    pub(super) fn depth(&self) -> u8 {
        match self.project {
            Some(_) => 0,
            None => 1 + u8::from(self.is_grouped()),
        }
    }

    /// The parts of a row are hidden.
    pub(super) fn hides(&self, key: u128, depth: u8) -> bool {
        // What is opened at the level shows all that is below it.
        let by_level = self.level.is_some_and(|level| depth + 1 == level);
        by_level != self.turned.contains(&key)
    }

    /// The parts of a task are hidden.
    pub(super) fn is_closed(&self, line: &Line) -> bool {
        self.hides(line.task.raw().0, line.depth.saturating_add(self.depth()))
    }
}
