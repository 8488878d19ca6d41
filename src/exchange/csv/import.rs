//! What an import would change, and every cell that was not understood.

use super::cells::{self, Said};
use super::draft::Draft;
use super::inspect::{Inspection, Line};
use super::mapping::{Column, Mapping};
use super::outcome::{Outcome, Problem, ProblemCode, problem};
use super::pending::Pending;
use super::target::Target;
use crate::model::{
    Choice, ChoiceSet, Confidence, ConfidenceScale, Date, FieldType, Kind, Money, RawId, Tags,
    Text, Value, Workspace,
};

/// Works out what an import would change. Nothing is applied; the same arguments give the same outcome.
pub fn dry_run(
    inspection: &Inspection,
    mapping: &Mapping,
    workspace: &Workspace,
    fresh_ids: &mut dyn FnMut() -> RawId,
) -> Outcome {
    let mut reader = Reader {
        inspection,
        mapping,
        scales: scales(inspection, mapping),
        fractions: fractions(inspection, mapping),
        problems: Vec::new(),
        skipped: 0,
        pending: Pending::new(inspection, mapping, workspace, fresh_ids),
    };
    for line in &inspection.lines {
        reader.line(line);
    }
    let Reader {
        problems,
        skipped,
        pending,
        ..
    } = reader;
    pending.finish(problems, skipped)
}

/// The scale of each rating column: five points when one between the colours occurs.
fn scales(inspection: &Inspection, mapping: &Mapping) -> Vec<ConfidenceScale> {
    let between = |cell: &str| {
        matches!(
            cells::confidence(cell),
            Said::Value(Confidence::AmberGreen | Confidence::AmberRed)
        )
    };
    let rated = mapping
        .columns
        .iter()
        .enumerate()
        .filter(|(_, c)| matches!(c.target, Target::Rating(_)));
    // One file has one scale, however many raters there are.
    let five = rated
        .clone()
        .any(|(place, _)| inspection.column(place).any(between));
    let scale = if five {
        ConfidenceScale::Five
    } else {
        ConfidenceScale::Three
    };
    mapping.columns.iter().map(|_| scale).collect()
}

/// Whether 1 stands for the whole in a column of shares.
fn fractions(inspection: &Inspection, mapping: &Mapping) -> Vec<bool> {
    let column = |(place, column): (usize, &Column)| {
        let one = 10_000;
        column.target == Target::Field("progress")
            && inspection
                .column(place)
                .all(|cell| match cells::percent(cell, column.mark, true) {
                    Said::Value(share) | Said::About(share) => {
                        share.0.abs() <= one && !cell.contains('%')
                    }
                    _ => true,
                })
    };
    mapping.columns.iter().enumerate().map(column).collect()
}

struct Reader<'a> {
    inspection: &'a Inspection,
    mapping: &'a Mapping,
    scales: Vec<ConfidenceScale>,
    fractions: Vec<bool>,
    problems: Vec<Problem>,
    skipped: usize,
    pending: Pending<'a>,
}

impl Reader<'_> {
    fn line(&mut self, line: &Line) {
        let cell = |place: usize| line.cells.get(place).map_or("", |c| c.trim());
        let of = |target: &Target| {
            let place = self
                .mapping
                .columns
                .iter()
                .position(|c| c.target == *target);
            place.map_or("", cell)
        };
        let (code, name) = (of(&Target::Field("code")), of(&Target::Field("name")));
        if code.is_empty() && name.is_empty() {
            self.skipped += 1;
            return self.problem(line.place, None, ProblemCode::NoName, "");
        }
        let mut draft = Draft::default();
        let mut year = self.mapping.fiscal_year;
        let year_place = self
            .mapping
            .columns
            .iter()
            .position(|c| c.target == Target::FiscalYear);
        if let Some(place) = year_place.filter(|place| !cell(*place).is_empty()) {
            match whole_year(cell(place)) {
                Some(found) => year = Some(found),
                None => self.problem(
                    line.place,
                    Some(place),
                    ProblemCode::NotANumber,
                    cell(place),
                ),
            }
        }
        let mapping = self.mapping;
        for (place, column) in mapping.columns.iter().enumerate() {
            let text = cell(place);
            if !text.is_empty() {
                self.cell(line, place, column, text, year, &mut draft);
            }
        }
        if draft.name().is_none() {
            if draft.code().is_none() {
                // A name that was not taken is none.
                self.skipped += 1;
                return self.problem(line.place, None, ProblemCode::NoName, "");
            }
            draft.code_as_name = true;
        }
        draft.place = line.place;
        if self.pending.add(draft) {
            let place = mapping
                .columns
                .iter()
                .position(|c| c.target == Target::Field("code"));
            self.problem(line.place, place, ProblemCode::Repeated, code);
        }
        for (place, text) in self.pending.take_alike() {
            self.problem(line.place, Some(place), ProblemCode::Alike, &text);
        }
    }

    fn cell(
        &mut self,
        line: &Line,
        place: usize,
        column: &Column,
        text: &str,
        year: Option<i32>,
        draft: &mut Draft,
    ) {
        let mut note = |code| self.problem(line.place, Some(place), code, text);
        if text.len() > Text::LONGEST {
            return note(ProblemCode::TooLong);
        }
        match &column.target {
            Target::Ignore | Target::FiscalYear => {}
            Target::Field(key) => self.field(line, place, column, key, text, draft),
            Target::Custom(key) => {
                draft.values.insert(key.clone(), Value::Raw(text.into()));
            }
            Target::NewCustom => {
                if let Some(key) = self.pending.new_field(place) {
                    draft.values.insert(key, Value::Raw(text.into()));
                }
            }
            Target::Rating(rater) => {
                let said = cells::confidence(text);
                let (point, stated) = match said {
                    Said::Value(Confidence::Exempt) => (Some(Confidence::Exempt), text),
                    Said::Value(point) => (Some(point), ""),
                    _ => {
                        note(ProblemCode::Stated);
                        (None, text)
                    }
                };
                let scale = self
                    .scales
                    .get(place)
                    .copied()
                    .unwrap_or(ConfidenceScale::Three);
                draft.rate(rater, scale, point, stated);
            }
            Target::RatingComment => draft.rating_comment = text.into(),
            Target::Status(axis) => match cells::status(text) {
                Said::Value(rag) => {
                    let key = axis.map_or("overall", ChoiceSet::key);
                    draft.report.insert(key, Value::Choice(rag.key().into()));
                }
                _ => note(ProblemCode::NotAColour),
            },
            Target::StatusComment => {
                draft.report.insert("summary", Value::Text(text.into()));
            }
            Target::Amount(amount) => {
                let said = cells::money(text, column.scale, column.mark, column.currency);
                if let Some(money) = self.money(line, place, text, said) {
                    let year = column.fiscal_year.or(year);
                    draft.amounts.push((place, year, *amount, money));
                }
            }
            Target::AmountNote => draft.amount_note = text.into(),
        }
    }

    fn money(&mut self, line: &Line, place: usize, text: &str, said: Said<Money>) -> Option<Money> {
        let mut note = |code| self.problem(line.place, Some(place), code, text);
        match said {
            Said::Value(money) => return Some(money),
            Said::About(money) => {
                note(ProblemCode::Rounded);
                return Some(money);
            }
            Said::Empty => {}
            Said::Nothing => note(ProblemCode::NoValue),
            Said::Withheld => note(ProblemCode::Withheld),
            Said::TooLarge => note(ProblemCode::TooLarge),
            Said::Unclear => note(ProblemCode::NotMoney),
        }
        None
    }

    fn field(
        &mut self,
        line: &Line,
        place: usize,
        column: &Column,
        key: &'static str,
        text: &str,
        draft: &mut Draft,
    ) {
        let Some(spec) = Kind::Project.field(key) else {
            return;
        };
        let (said, unclear): (Said<Value>, _) = match spec.ty {
            FieldType::Date => {
                let day = cells::date(text, column.dates, key.ends_with("_finish"));
                (map(day, Value::Date), ProblemCode::NotADate)
            }
            FieldType::Money => {
                let money = cells::money(text, column.scale, column.mark, column.currency);
                (map(money, Value::Money), ProblemCode::NotMoney)
            }
            FieldType::Percent => {
                let fraction = self.fractions.get(place).copied().unwrap_or(false);
                let share = match cells::percent(text, column.mark, fraction) {
                    Said::Value(p) | Said::About(p) if !(0..=10_000).contains(&p.0) => {
                        Said::TooLarge
                    }
                    said => said,
                };
                (map(share, Value::Percent), ProblemCode::NotPercent)
            }
            FieldType::Choice(_) => {
                let choice = cells::choice(key, text);
                (
                    map(choice, |key| Value::Choice(key.into())),
                    ProblemCode::NotAChoice,
                )
            }
            FieldType::Ref(kind) => {
                let target = self.pending.refer(kind, text, place);
                (Said::Value(Value::Ref(target)), ProblemCode::NotAChoice)
            }
            FieldType::Tags => {
                let tags = Tags::new(text.split([',', ';', '|']).map(Text::from));
                let said = if tags.is_empty() {
                    Said::Empty
                } else {
                    Said::Value(Value::Tags(tags))
                };
                (said, ProblemCode::NotAChoice)
            }
            FieldType::Flag => {
                let yes = matches!(
                    cells::plain(text).as_str(),
                    "yes" | "y" | "true" | "1" | "x" | "oui" | "vrai"
                );
                (
                    if yes {
                        Said::Value(Value::Flag)
                    } else {
                        Said::Empty
                    },
                    ProblemCode::NotAChoice,
                )
            }
            _ => (Said::Value(Value::Text(text.into())), ProblemCode::TooLong),
        };
        let mut note = |code| self.problem(line.place, Some(place), code, text);
        match said {
            Said::Value(value) => {
                draft.set(key, value, place);
            }
            Said::About(value) => {
                note(ProblemCode::Rounded);
                draft.set(key, value, place);
            }
            Said::Empty => {}
            Said::Nothing => note(ProblemCode::NoValue),
            Said::Withheld => note(ProblemCode::Withheld),
            Said::TooLarge => note(ProblemCode::TooLarge),
            Said::Unclear => note(unclear),
        }
    }

    fn problem(&mut self, place: usize, heading: Option<usize>, code: ProblemCode, cell: &str) {
        self.problems
            .push(problem(self.inspection, place, heading, code, cell));
    }
}

/// Reads the year that a fiscal year ends in: `2022`, `2021/22`, `FY22`.
fn whole_year(text: &str) -> Option<i32> {
    if let Some((year, _)) = super::headings::fiscal_year(text) {
        return Some(year);
    }
    let digits = text
        .trim()
        .trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let year: i32 = digits.trim().parse().ok()?;
    (0..100).contains(&year).then_some(year + 2000)
}

fn map<T>(said: Said<T>, make: impl FnOnce(T) -> Value) -> Said<Value> {
    match said {
        Said::Value(value) => Said::Value(make(value)),
        Said::About(value) => Said::About(make(value)),
        Said::Empty => Said::Empty,
        Said::Nothing => Said::Nothing,
        Said::Withheld => Said::Withheld,
        Said::Unclear => Said::Unclear,
        Said::TooLarge => Said::TooLarge,
    }
}

/// Returns the first and last day of the fiscal year that ends in `year`.
pub(super) fn fiscal_span(year: i32, first_month: u32) -> Option<(Date, Date)> {
    let begins = if first_month == 1 { year } else { year - 1 };
    let first = Date::new(begins, first_month, 1)?;
    Some((first, first.plus_months(12)?.plus_days(-1)?))
}

/// Returns the choice value of a key.
pub(super) fn choice<E: ChoiceSet>(choice: E) -> Value {
    Value::Choice(Choice::Known(choice).key().into())
}
