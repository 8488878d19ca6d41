//! What belongs to a project of the file: budget lines, ratings, a report; and the settings of a first import.

use super::Pending;
use crate::edit::Row;
use crate::exchange::csv::draft::{Draft, Values};
use crate::exchange::csv::import::fiscal_span;
use crate::exchange::csv::outcome::{Problem, ProblemCode, problem};
use crate::exchange::csv::rows::{change, create};
use crate::model::*;
use std::collections::BTreeMap;

impl Pending<'_> {
    pub(super) fn amounts(
        &mut self,
        id: RawId,
        draft: &Draft,
        rows: &mut Vec<Row>,
        problems: &mut Vec<Problem>,
    ) {
        let mut lines: BTreeMap<(Date, Date), Values> = BTreeMap::new();
        for (heading, year, amount, money) in &draft.amounts {
            let span = match year {
                Some(year) => fiscal_span(*year, self.mapping.fiscal_start),
                None => self.span(id, draft),
            };
            let Some(span) = span else {
                let code = ProblemCode::NoPeriod;
                problems.push(problem(
                    self.inspection,
                    draft.place,
                    Some(*heading),
                    code,
                    &money.to_string(),
                ));
                continue;
            };
            lines
                .entry(span)
                .or_default()
                .insert(amount.key().into(), Value::Money(*money));
        }
        let single = lines.len() == 1;
        for ((first, last), mut values) in lines {
            if single && !draft.amount_note.is_empty() {
                values.insert("note".into(), Value::Text(draft.amount_note.clone()));
            }
            let existing = self.workspace.referring(id, Kind::BudgetLine).find(|line| {
                self.workspace
                    .budget_lines
                    .get(&Id::new(*line))
                    .is_some_and(|line| {
                        line.period_start == Some(first)
                            && line.period_end == Some(last)
                            && line.category.is_empty()
                            && line.expenditure.is_none()
                            && line.origin.is_none()
                    })
            });
            values.insert("project".into(), Value::Ref(id));
            values.insert("period_start".into(), Value::Date(first));
            values.insert("period_end".into(), Value::Date(last));
            self.put(Kind::BudgetLine, existing, values, rows);
        }
    }

    /// The days between which a project runs, for amounts without a year.
    fn span(&self, id: RawId, draft: &Draft) -> Option<(Date, Date)> {
        let record = self.workspace.record(Kind::Project, id);
        let day = |key: &str| {
            let now = draft.values.get(key).cloned();
            match now.or_else(|| record?.get(key)) {
                Some(Value::Date(day)) => Some(day),
                _ => None,
            }
        };
        let any = |end: &str| {
            let kinds = ["forecast", "planned", "baseline", "actual"];
            kinds.iter().find_map(|kind| day(&format!("{kind}_{end}")))
        };
        let (first, last) = (any("start")?, any("finish")?);
        (first <= last).then_some((first, last))
    }

    pub(super) fn ratings(&mut self, id: RawId, draft: &Draft, rows: &mut Vec<Row>) {
        let date = self.mapping.date;
        let mut ratings = draft.ratings.clone();
        // A comment belongs to the first rater of the row.
        if let (false, Some((_, rating))) = (draft.rating_comment.is_empty(), ratings.first_mut()) {
            rating.insert("comment".into(), Value::Text(draft.rating_comment.clone()));
        }
        for (rater, mut values) in ratings {
            let existing = self.workspace.referring(id, Kind::Rating).find(|rating| {
                let rating = self.workspace.ratings.get(&Id::new(*rating));
                rating.is_some_and(|rating| rating.rater == rater && rating.date == date)
            });
            values.insert("project".into(), Value::Ref(id));
            values.extend(date.map(|date| (Text::from("date"), Value::Date(date))));
            if let Some(rating) = existing {
                // A point replaces the words that stood for it, and the other way round.
                let record = self.workspace.record(Kind::Rating, rating);
                for key in ["confidence", "stated"].map(Text::from) {
                    let before = record.and_then(|record| record.get(&key));
                    if before.is_some() && !values.contains_key(&key) {
                        rows.push(Row::Set {
                            kind: Kind::Rating,
                            id: rating,
                            key,
                            before,
                            after: None,
                        });
                    }
                }
            }
            self.put(Kind::Rating, existing, values, rows);
        }
    }

    pub(super) fn report(
        &mut self,
        id: RawId,
        draft: &Draft,
        rows: &mut Vec<Row>,
        problems: &mut Vec<Problem>,
    ) {
        if draft.report.is_empty() {
            return;
        }
        let Some(date) = self.mapping.date else {
            problems.push(problem(
                self.inspection,
                draft.place,
                None,
                ProblemCode::NoDate,
                "",
            ));
            return;
        };
        let existing = self.workspace.referring(id, Kind::Report).find(|report| {
            let report = self.workspace.reports.get(&Id::new(*report));
            report.is_some_and(|r| r.date == Some(date) && r.round.is_none() && !r.frozen)
        });
        let values = draft
            .report
            .iter()
            .map(|(key, value)| (Text::from(*key), value.clone()));
        let mut values: Values = values.collect();
        values.insert("project".into(), Value::Ref(id));
        values.insert("date".into(), Value::Date(date));
        self.put(Kind::Report, existing, values, rows);
    }

    /// Changes a record or adds one.
    fn put(&mut self, kind: Kind, existing: Option<RawId>, values: Values, rows: &mut Vec<Row>) {
        match existing {
            Some(id) => change(self.workspace.record(kind, id), &values, rows),
            None => {
                let id = self.fresh_id();
                rows.push(create(kind, id, values));
            }
        }
    }

    /// Takes currency and fiscal year of the file into the settings of an empty portfolio.
    pub(super) fn settings(&self, rows: &mut Vec<Row>) {
        let Some(portfolio) = self.workspace.portfolio().filter(|_| self.mapping.adopt) else {
            return;
        };
        let mut values = Values::new();
        let money = self
            .mapping
            .columns
            .iter()
            .find(|column| column.target.is_money());
        if let Some(column) = money {
            values.insert(
                "currency".into(),
                Value::Text(column.currency.code().into()),
            );
            let month = i64::from(self.mapping.fiscal_start);
            if portfolio.fiscal_year_start.unwrap_or(1) != month {
                values.insert("fiscal_year_start".into(), Value::Whole(month));
            }
        }
        change(Some(&**portfolio), &values, rows);
    }
}
