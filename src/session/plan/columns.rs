//! The columns beside the bars.

use crate::timeline::{Align, Column};
use crate::words::{Lang, Plan as Words};

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// Who answers for it.
    Owner,
    /// Its duration.
    Length,
    /// Its first day.
    Start,
    /// Its last day.
    Finish,
    /// How much is done.
    Done,
    /// Days it may be late without moving the finish.
    Float,
    /// What it waits for.
    Needs,
    /// The last day of the baseline.
    Baseline,
    /// Last day against the baseline.
    Slip,
    /// The restriction on its dates.
    Constraint,
    /// The day by which it is wanted.
    Deadline,
    /// The last day that one draw in two keeps.
    P50,
    /// That four in five keep.
    P80,
    /// That nine in ten keep.
    P90,
    /// The chance of the day that was promised.
    Chance,
    /// The share of the draws in which it decides the end of a project.
    Criticality,
}

/// Width of a date in pixels: the widest, “30 mars ’27”, takes 73 beside a padding of 12 (DejaVu Sans, 12 px).
const DATE: u16 = 88;

/// Each column: its key in the address, its head, its width, and whether it is there unless hidden.
const ALL: [(Field, &str, Words, u16, bool); 16] = [
    (Field::Owner, "owner", Words::HeadOwner, 58, true),
    (Field::Length, "length", Words::HeadLength, 62, true),
    (Field::Start, "start", Words::HeadStart, DATE, true),
    (Field::Finish, "finish", Words::HeadFinish, DATE, true),
    (Field::Done, "done", Words::HeadDone, 50, true),
    (Field::Float, "float", Words::HeadFloat, 50, true),
    (Field::Needs, "needs", Words::HeadNeeds, 92, false),
    (
        Field::Baseline,
        "baseline",
        Words::HeadBaseline,
        DATE,
        false,
    ),
    (Field::Slip, "slip", Words::HeadSlip, 54, false),
    (
        Field::Constraint,
        "constraint",
        Words::HeadConstraint,
        120,
        false,
    ),
    (
        Field::Deadline,
        "deadline",
        Words::HeadDeadline,
        DATE,
        false,
    ),
    (Field::P50, "p50", Words::HeadP50, DATE, false),
    (Field::P80, "p80", Words::HeadP80, DATE, false),
    (Field::P90, "p90", Words::HeadP90, DATE, false),
    (Field::Chance, "chance", Words::HeadChance, 104, false),
    (
        Field::Criticality,
        "criticality",
        Words::HeadCriticality,
        74,
        false,
    ),
];

impl Field {
    /// Its head.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        ALL.iter()
            .find(|one| one.0 == self)
            .map_or("", |one| one.2.text(lang))
    }

    /// It says something of the odds: it is drawn, and explained where others are edited.
    #[must_use]
    pub const fn is_odds(self) -> bool {
        matches!(
            self,
            Self::P50 | Self::P80 | Self::P90 | Self::Chance | Self::Criticality
        )
    }

    /// Every column with its key in the address.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        ALL.iter().map(|one| (one.0, one.1))
    }

    const fn align(self) -> Align {
        match self {
            Self::Owner | Self::Needs | Self::Constraint => Align::Start,
            _ => Align::End,
        }
    }

    /// As the timeline takes it.
    pub(super) fn column(self, lang: Lang) -> Column {
        Column {
            title: match self {
                // No wider than the badges below it.
                Self::Owner => Words::HeadOwnerShort.text(lang),
                _ => self.label(lang),
            }
            .to_owned(),
            width: ALL.iter().find(|one| one.0 == self).map_or(60, |one| one.3),
            align: self.align(),
        }
    }
}

/// Returns the columns that an address asks for; an empty text is the usual ones.
#[must_use]
pub fn columns_shown(text: &str) -> Vec<Field> {
    let asked: Vec<&str> = text.split(',').filter(|key| !key.is_empty()).collect();
    let is_shown = |one: &&(Field, &str, Words, u16, bool)| match asked.is_empty() {
        true => one.4,
        false => asked.contains(&one.1),
    };
    ALL.iter().filter(is_shown).map(|one| one.0).collect()
}

/// Returns how an address asks for these columns.
#[must_use]
pub fn shown_key(fields: &[Field]) -> String {
    if fields == columns_shown("") {
        return String::new();
    }
    let keys = ALL.iter().filter(|one| fields.contains(&one.0));
    keys.map(|one| one.1).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_the_columns_that_are_not_the_usual_ones() {
        let usual = columns_shown("");
        assert_eq!(usual.len(), 6);
        assert_eq!(shown_key(&usual), "");
        let two = columns_shown("finish,needs,unknown");
        assert_eq!(two, [Field::Finish, Field::Needs]);
        assert_eq!(shown_key(&two), "finish,needs");
    }
}
