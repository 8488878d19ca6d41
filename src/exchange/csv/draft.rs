//! What one record of the file says, before it is known whether the project exists.

use super::import::choice;
use super::target::Amount;
use crate::model::{Confidence, ConfidenceScale, Money, Text, Value};
use std::collections::BTreeMap;

/// The values of a record by key.
pub(super) type Values = BTreeMap<Text, Value>;

/// What the file says of one project.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    /// Its fields.
    pub values: Values,
    /// The heading that each field came from.
    pub places: BTreeMap<&'static str, usize>,
    /// The file has no name: the code stands for it.
    pub code_as_name: bool,
    /// Amounts: heading, fiscal year, state, money.
    pub amounts: Vec<(usize, Option<i32>, Amount, Money)>,
    /// Why amounts differ.
    pub amount_note: Text,
    /// Ratings: rater and fields.
    pub ratings: Vec<(Text, Values)>,
    /// The comment of the rating.
    pub rating_comment: Text,
    /// The status report.
    pub report: BTreeMap<&'static str, Value>,
    /// Its row or column in the file.
    pub place: usize,
}

impl Draft {
    pub(super) fn set(&mut self, key: &'static str, value: Value, place: usize) {
        self.values.insert(key.into(), value);
        self.places.insert(key, place);
    }

    pub(super) fn rate(
        &mut self,
        rater: &Text,
        scale: ConfidenceScale,
        point: Option<Confidence>,
        stated: &str,
    ) {
        let mut rating = Values::new();
        rating.insert("rater".into(), Value::Text(rater.clone()));
        rating.insert("scale".into(), choice(scale));
        if let Some(point) = point {
            rating.insert("confidence".into(), choice(point));
        }
        if !stated.is_empty() {
            rating.insert("stated".into(), Value::Text(stated.into()));
            // The same sentence under two raters is one statement of the publisher.
            let same = |(_, other): &(Text, Values)| other.get("stated") == rating.get("stated");
            if self.ratings.iter().any(same) {
                return;
            }
        }
        self.ratings.push((rater.clone(), rating));
    }

    pub(super) fn code(&self) -> Option<&Text> {
        match self.values.get("code") {
            Some(Value::Text(code)) => Some(code),
            _ => None,
        }
    }

    pub(super) fn name(&self) -> Option<&Text> {
        match self.values.get("name") {
            Some(Value::Text(name)) => Some(name),
            _ => None,
        }
    }
}

impl Draft {
    /// Takes over what a later record of the same project says.
    pub(super) fn take(&mut self, later: Self) {
        self.values.extend(later.values);
        self.places.extend(later.places);
        self.amounts.extend(later.amounts);
        for (rater, rating) in later.ratings {
            self.ratings.retain(|(known, _)| *known != rater);
            self.ratings.push((rater, rating));
        }
        self.report.extend(later.report);
        if !later.amount_note.is_empty() {
            self.amount_note = later.amount_note;
        }
        if !later.rating_comment.is_empty() {
            self.rating_comment = later.rating_comment;
        }
        self.place = later.place;
    }
}
