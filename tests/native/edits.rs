//! Random workspaces by random commands, for the laws.

use baton::edit::{Command, Patch, apply, plan};
use baton::model::{
    Currency, Date, Decimal, FieldType, Kind, Loading, Money, Percent, RawId, Record, Span, Tags,
    Text, Value, Workspace,
};
use baton::store::rows;
use proptest::prelude::*;
use serde_json::Value as Json;

/// Kinds that stand for all: owners, trees, sets of references, unique fields, choices.
pub const KINDS: [Kind; 8] = [
    Kind::Person,
    Kind::Unit,
    Kind::Project,
    Kind::Task,
    Kind::Link,
    Kind::BudgetLine,
    Kind::Risk,
    Kind::Alignment,
];

/// A command before it meets a workspace: numbers that are read as kinds, records, fields and values.
#[derive(Clone, Debug)]
pub struct Idea {
    pub what: u8,
    pub kind: usize,
    pub id: u8,
    pub field: usize,
    pub value: u16,
}

/// Up to `most` ideas for commands.
pub fn ideas(most: usize) -> impl Strategy<Value = Vec<Idea>> {
    let one = (
        any::<u8>(),
        0..KINDS.len(),
        0..6_u8,
        0..40_usize,
        any::<u16>(),
    );
    let one = one.prop_map(|(what, kind, id, field, value)| Idea {
        what,
        kind,
        id,
        field,
        value,
    });
    proptest::collection::vec(one, 0..=most)
}

fn identity(kind: Kind, number: u8) -> RawId {
    RawId(u128::from(number) + 1000 * (kind as u128 + 1))
}

fn value(ty: FieldType, number: u16) -> Option<Value> {
    let n = i64::from(number);
    let word = |n: i64| Text::from(format!("w{}", n % 7));
    if number.is_multiple_of(11) {
        return None;
    }
    Some(match ty {
        FieldType::Text | FieldType::Markdown => Value::Text(word(n)),
        FieldType::Tags => Value::Tags(Tags::new(
            (0..n % 4).map(|i| word(n / 4 + i)).chain([word(n)]),
        )),
        FieldType::Date => Value::Date(Date::from_number(i32::from(number % 300) + 20_000)?),
        FieldType::Money => Value::Money(Money::new(n, Currency::EUR)),
        FieldType::Percent => Value::Percent(Percent(i32::from(number % 10_001))),
        FieldType::Number => Value::Number(Decimal(n)),
        FieldType::Whole => Value::Whole(n % 9),
        FieldType::Span => Value::Span(Span::minutes(n * 60)),
        FieldType::Choice(keys) => Value::Choice(keys[usize::from(number) % keys.len()].into()),
        FieldType::Ref(kind) => Value::Ref(identity(kind, (number % 6) as u8)),
        FieldType::Refs(kind) => Value::Refs(vec![identity(kind, (number % 6) as u8)]),
        FieldType::Flag => Value::Flag,
        FieldType::Raw => Value::Raw(Json::from(n)),
    })
}

/// Reads an idea as a command; fields beyond the declared ones are fields that nobody declared.
pub fn command(idea: &Idea) -> Command {
    let kind = KINDS[idea.kind];
    let id = identity(kind, idea.id);
    let fields = kind.fields();
    match idea.what % 8 {
        0 | 1 => Command::Create {
            kind,
            id,
            values: fields
                .iter()
                .enumerate()
                .filter(|(place, spec)| spec.required || (idea.field + place).is_multiple_of(3))
                .filter_map(|(place, spec)| {
                    let number = idea.value.wrapping_add(place as u16 * 7);
                    let given = value(spec.ty, number).or_else(|| value(spec.ty, number + 1));
                    Some((Text::from(spec.key), given?))
                })
                .collect(),
        },
        2 => Command::Delete {
            kind,
            ids: vec![id],
        },
        3 => {
            let spec = fields[idea.field % fields.len()];
            Command::SetAll {
                kind,
                ids: (0..3).map(|n| identity(kind, idea.id / 2 + n)).collect(),
                key: spec.key.into(),
                value: value(spec.ty, idea.value),
            }
        }
        _ => {
            let (key, ty) = match fields.get(idea.field) {
                Some(spec) => (Text::from(spec.key), spec.ty),
                None => (Text::from(format!("x_{}", idea.field % 3)), FieldType::Raw),
            };
            Command::Set {
                kind,
                id,
                key,
                value: value(ty, idea.value),
            }
        }
    }
}

/// Does what of the ideas can be done; returns the steps.
pub fn perform(workspace: &mut Workspace, ideas: &[Idea]) -> Vec<Patch> {
    let mut steps = Vec::new();
    for idea in ideas {
        if let Ok(patch) = plan(workspace, &command(idea)) {
            apply(workspace, &patch);
            steps.push(patch);
        }
    }
    steps
}

/// Everything in a workspace, as text that compares.
pub fn contents(workspace: &Workspace) -> Vec<String> {
    let records = Kind::ALL.iter().flat_map(|kind| workspace.records(*kind));
    records
        .map(|record| {
            format!(
                "{:?} {:?} {:?}",
                record.kind(),
                record.raw_id(),
                record.values()
            )
        })
        .collect()
}

/// Who refers to whom, as text that compares.
pub fn references(workspace: &Workspace) -> Vec<String> {
    let records = Kind::ALL.iter().flat_map(|kind| workspace.records(*kind));
    records
        .map(|record| {
            format!(
                "{:?}",
                workspace.referrers(record.raw_id()).collect::<Vec<_>>()
            )
        })
        .collect()
}

/// The same records in a workspace made from nothing.
pub fn rebuilt(workspace: &Workspace) -> Workspace {
    let mut fresh = Workspace::default();
    for kind in Kind::ALL {
        for record in workspace.records(*kind) {
            fresh
                .insert_with(*kind, record.raw_id(), record.values())
                .unwrap();
        }
    }
    fresh
}

/// The same records in a workspace that was read.
pub fn read_anew(workspace: &Workspace) -> Workspace {
    let mut loading = Loading::default();
    rows::read(&rows::write(workspace), &mut loading).unwrap();
    loading.done()
}

/// Who holds each unique value, as the index has it and as a walk over all records finds it.
pub fn unique_values(workspace: &Workspace) -> (Vec<String>, Vec<String>) {
    let (mut kept, mut walked) = (Vec::new(), Vec::new());
    for kind in Kind::ALL {
        let Some(spec) = kind.fields().iter().find(|spec| spec.unique) else {
            continue;
        };
        let value = |record: &dyn Record| match record.get(spec.key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        };
        for text in workspace.records(*kind).filter_map(value) {
            let same = |record: &&dyn Record| value(*record).as_ref() == Some(&text);
            let found = workspace.records(*kind).filter(same).map(Record::raw_id);
            walked.push(format!("{kind:?} {text} {:?}", found.collect::<Vec<_>>()));
            let found: Vec<RawId> = workspace.holders(*kind, &text).collect();
            kept.push(format!("{kind:?} {text} {found:?}"));
        }
    }
    (kept, walked)
}
