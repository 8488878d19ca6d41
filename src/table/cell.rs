//! Cells: what is shown, what is typed, and how cells sort.

use super::{Column, Derived, Source};
use crate::analysis::Answers;
use crate::model::{
    ChoiceSet, CustomType, Date, Decimal, FieldType, Id, Kind, Money, Rag, RawId, Record, Text,
    Value, Workspace,
};
use crate::words::{Common, Lang, choice_label, format, rag_label, record_name};
use std::cmp::Ordering;

/// How a cell compares with others of its column; cells without a value come last in both directions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// By size.
    Number(i64),
    /// By letters, without case.
    Text(String),
}

impl Order {
    /// Compares two cells of a column.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Number(_), Self::Text(_)) => Ordering::Less,
            (Self::Text(_), Self::Number(_)) => Ordering::Greater,
        }
    }
}

/// What a cell means beyond its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing more.
    #[default]
    Plain,
    /// Outside the plan.
    Bad,
    /// Better than the plan.
    Good,
    /// A status: drawn as a mark.
    Status(Rag),
}

/// One cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The text; empty where there is no value.
    pub text: String,
    /// The value of a computed sum, for subtotals: minor units.
    pub sum: Option<i64>,
    /// How it sorts; `None` where there is no value.
    pub order: Option<Order>,
    /// What it means.
    pub tone: Tone,
}

/// Returns a cell of a record.
#[must_use]
pub fn cell(
    workspace: &Workspace,
    answers: &Answers,
    record: &dyn Record,
    column: &Column,
    lang: Lang,
) -> Cell {
    match &column.source {
        Source::Declared(key, _) => match record.get(key) {
            Some(value) => of_value(workspace, record.kind(), key, &value, lang),
            None => Cell::default(),
        },
        Source::Custom(holds, options) => match record.get(&column.key) {
            Some(value) => of_custom(*holds, options, &value, lang),
            None => Cell::default(),
        },
        Source::Computed(derived) => {
            computed(answers, record.raw_id(), *derived, lang).unwrap_or_default()
        }
    }
}

/// Returns a value as a cell shows it.
#[must_use]
pub fn value_text(
    workspace: &Workspace,
    kind: Kind,
    key: &str,
    value: &Value,
    lang: Lang,
) -> String {
    of_value(workspace, kind, key, value, lang).text
}

fn text_cell(text: String) -> Cell {
    let order = (!text.is_empty()).then(|| Order::Text(text.to_lowercase()));
    Cell {
        text,
        order,
        ..Cell::default()
    }
}

fn number_cell(text: String, number: i64) -> Cell {
    Cell {
        text,
        order: Some(Order::Number(number)),
        ..Cell::default()
    }
}

fn of_value(workspace: &Workspace, kind: Kind, key: &str, value: &Value, lang: Lang) -> Cell {
    match value {
        Value::Text(text) => text_cell(text.lines().next().unwrap_or_default().to_owned()),
        Value::Tags(tags) => text_cell(tags.join(", ")),
        Value::Date(date) => number_cell(format::date(lang, *date), i64::from(date.number())),
        Value::Money(money) => number_cell(format::money(lang, *money), money.minor),
        Value::Percent(share) => number_cell(format::percent(lang, *share), i64::from(share.0)),
        Value::Number(number) => number_cell(format::decimal(lang, *number), number.0),
        Value::Whole(number) => number_cell(format::whole(lang, *number), *number),
        Value::Span(span) => number_cell(format::span(lang, *span), span.size()),
        Value::Choice(choice) => Cell {
            order: choice_place(kind, key, choice).map(Order::Number),
            ..text_cell(choice_label(kind, key, choice, lang).to_owned())
        },
        Value::Ref(id) => text_cell(reference(workspace, kind, key, *id, lang)),
        Value::Refs(ids) => {
            let names: Vec<String> = ids
                .iter()
                .map(|id| reference(workspace, kind, key, *id, lang))
                .collect();
            text_cell(names.join(", "))
        }
        Value::Flag => text_cell(Common::Yes.text(lang).to_owned()),
        Value::Raw(json) => text_cell(
            json.as_str()
                .map_or_else(|| json.to_string(), str::to_owned),
        ),
    }
}

/// The place of a choice in its list: lists are in the order that people see, not in that of letters.
fn choice_place(kind: Kind, key: &str, choice: &str) -> Option<i64> {
    match kind.field(key)?.ty {
        FieldType::Choice(keys) => {
            let place = keys.iter().position(|k| *k == choice).unwrap_or(keys.len());
            i64::try_from(place).ok()
        }
        _ => None,
    }
}

fn reference(workspace: &Workspace, kind: Kind, key: &str, id: RawId, lang: Lang) -> String {
    match kind.field(key).map(|spec| spec.ty) {
        Some(FieldType::Ref(to) | FieldType::Refs(to)) if workspace.record(to, id).is_some() => {
            record_name(workspace, to, id, lang).to_string()
        }
        _ => String::new(),
    }
}

fn of_custom(holds: CustomType, options: &[Text], value: &Value, lang: Lang) -> Cell {
    let json = value.to_json();
    let text = json.as_str().unwrap_or_default();
    match holds {
        CustomType::Number => match Decimal::parse(text) {
            Some(number) => number_cell(format::decimal(lang, number), number.0),
            None => text_cell(text.to_owned()),
        },
        CustomType::Date => match Date::parse(text) {
            Some(date) => number_cell(format::date(lang, date), i64::from(date.number())),
            None => text_cell(text.to_owned()),
        },
        CustomType::Flag if json.as_bool() == Some(true) => {
            text_cell(Common::Yes.text(lang).to_owned())
        }
        // A list is in the order that its owner gave it, as declared ones are; what is not in it comes last.
        CustomType::Choice if json.is_string() => {
            let place = options.iter().position(|option| &**option == text);
            let place = i64::try_from(place.unwrap_or(options.len())).ok();
            Cell {
                order: place.map(Order::Number),
                ..text_cell(text.to_owned())
            }
        }
        CustomType::Text | CustomType::Choice | CustomType::Flag => {
            text_cell(if json.is_string() {
                text.to_owned()
            } else {
                String::new()
            })
        }
    }
}

fn computed(answers: &Answers, id: RawId, derived: Derived, lang: Lang) -> Option<Cell> {
    let answers = answers.project(Id::new(id))?;
    let status = |rag: Rag| Cell {
        text: rag_label(rag, lang).to_owned(),
        order: Rag::ALL
            .iter()
            .position(|r| *r == rag)
            .and_then(|p| i64::try_from(p).ok())
            .map(Order::Number),
        tone: Tone::Status(rag),
        sum: None,
    };
    let money = |pick: fn(&crate::analysis::money::Sums) -> i64| {
        let minor = pick(&answers.money.sums?);
        let text = format::money(lang, Money::new(minor, answers.money.currency));
        Some(Cell {
            sum: Some(minor),
            ..number_cell(text, minor)
        })
    };
    match derived {
        Derived::Status => Some(status(answers.status.overall.in_force)),
        Derived::Computed => Some(status(answers.status.overall.computed?)),
        Derived::Approved => money(|sums| sums.approved),
        Derived::Landing => money(|sums| sums.landing),
        Derived::Committed => money(|sums| sums.committed),
        Derived::Consumed => money(|sums| sums.consumed),
        Derived::Gap => {
            let share = answers.money.sums?.overrun_share()?;
            let tone = if share.0 > 500 {
                Tone::Bad
            } else {
                Tone::Plain
            };
            Some(Cell {
                tone,
                ..number_cell(format::percent_signed(lang, share), i64::from(share.0))
            })
        }
        Derived::Slip => {
            let days = answers.slip.working_days?;
            let tone = match days {
                1.. => Tone::Bad,
                0 => Tone::Plain,
                _ => Tone::Good,
            };
            Some(Cell {
                tone,
                ..number_cell(format::days_signed(lang, days), days)
            })
        }
        Derived::Next => {
            let next = answers.next_milestone()?;
            let text = format!("{}, {}", next.name, format::day_month(lang, next.date));
            Some(number_cell(text, i64::from(next.date.number())))
        }
    }
}

/// A number with the decimal sign of the language.
fn comma(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Fr => text.replace('.', ","),
    }
}

/// Returns a number or a day as other programs read it, `-12.5` or `2026-10-16`; `None` for texts.
#[must_use]
pub fn plain(answers: &Answers, record: &dyn Record, column: &Column) -> Option<String> {
    let amount = |minor: i64, currency: crate::model::Currency| {
        let text = Money::new(minor, currency).to_string();
        text.split(' ').next().unwrap_or_default().to_owned()
    };
    match (&column.source, record.get(&column.key)) {
        (Source::Computed(derived), _) => {
            let own = answers.project(Id::new(record.raw_id()))?;
            let cell = computed(answers, record.raw_id(), *derived, Lang::En)?;
            match (derived, cell.order?) {
                _ if cell.sum.is_some() => Some(amount(cell.sum?, own.money.currency)),
                (Derived::Gap, Order::Number(share)) => {
                    Some(Decimal(share.saturating_mul(100)).to_string())
                }
                (Derived::Slip, Order::Number(days)) => Some(days.to_string()),
                _ => None,
            }
        }
        (Source::Declared(..), Some(value)) => match value {
            Value::Date(date) => Some(date.to_string()),
            Value::Money(money) => Some(amount(money.minor, money.currency)),
            Value::Percent(share) => Some(share.to_string().replace('%', "")),
            Value::Number(number) => Some(number.to_string()),
            Value::Whole(number) => Some(number.to_string()),
            Value::Span(span) => Some(span.to_string()),
            _ => None,
        },
        (Source::Custom(CustomType::Number | CustomType::Date, _), Some(value)) => {
            value.to_json().as_str().map(str::to_owned)
        }
        _ => None,
    }
}

/// Returns a value as a person would type it again.
#[must_use]
pub fn typed_text(
    workspace: &Workspace,
    record: &dyn Record,
    column: &Column,
    lang: Lang,
) -> String {
    let Some(value) = record.get(&column.key) else {
        return String::new();
    };
    match (&column.source, &value) {
        (Source::Computed(_), _) => String::new(),
        (_, Value::Text(text)) => text.to_string(),
        (_, Value::Money(money)) => {
            let text = money.to_string();
            comma(text.split(' ').next().unwrap_or_default(), lang)
        }
        (_, Value::Percent(share)) => comma(&share.to_string().replace('%', ""), lang),
        (_, Value::Number(number)) => comma(&number.to_string(), lang),
        (_, Value::Whole(number)) => number.to_string(),
        (Source::Custom(CustomType::Number, _), Value::Raw(json)) => {
            comma(json.as_str().unwrap_or_default(), lang)
        }
        (Source::Custom(holds, options), value) => of_custom(*holds, options, value, lang).text,
        (Source::Declared(key, _), value) => {
            of_value(workspace, record.kind(), key, value, lang).text
        }
    }
}
