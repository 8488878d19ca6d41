//! What a person types, read kindly: `16 oct`, `+2w`, `fri`, `4.1m`, `450k`, `=3900*1.05`, a name for a record.

use super::{Column, Source};
use crate::model::{
    CustomType, Date, FieldType, Kind, RawId, Record, Tags, Text, Value, ValueError, Workspace,
};
use crate::words::{Lang, choice_label, parse as words};
use serde_json::Value as Json;

/// Reads a typed text as the value of a field; an empty text is no value.
///
/// `today` is the day that `fri` and, without a date before, `+2w` count from. Numbers are read as `lang`
/// writes them and, where that makes no sense, as the other language does: sheets travel.
///
/// # Errors
/// [`ValueError::WrongType`] when it cannot be read so.
pub fn parse(
    workspace: &Workspace,
    kind: Kind,
    column: &Column,
    before: Option<&Value>,
    text: &str,
    today: Date,
    lang: Lang,
) -> Result<Option<Value>, ValueError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match &column.source {
        Source::Computed(_) => Err(ValueError::WrongType(FieldType::Raw)),
        Source::Declared(key, ty) => {
            let read = declared(workspace, kind, key, *ty, before, text, today, lang);
            return match read {
                Some(Value::Flag) if is_no(text) => Ok(None),
                Some(value) => Ok(Some(value)),
                None => Err(ValueError::WrongType(*ty)),
            };
        }
        Source::Custom(holds, options) => match holds {
            CustomType::Text => Ok(Json::from(text)),
            CustomType::Number => either(lang, |lang| words::decimal(lang, text))
                .map(|n| Json::from(n.to_string()))
                .ok_or(ValueError::WrongType(FieldType::Number)),
            CustomType::Date => words::date(text, today, None)
                .map(|d| Json::from(d.to_string()))
                .ok_or(ValueError::WrongType(FieldType::Date)),
            CustomType::Choice => options
                .iter()
                .find(|option| alike(option, text))
                .map(|option| Json::from(&**option))
                .ok_or(ValueError::WrongType(FieldType::Choice(&[]))),
            CustomType::Flag if is_no(text) => return Ok(None),
            CustomType::Flag => Ok(Json::from(true)),
        },
    };
    value.map(|json| Some(Value::Raw(json)))
}

fn declared(
    workspace: &Workspace,
    kind: Kind,
    key: &str,
    ty: FieldType,
    before: Option<&Value>,
    text: &str,
    today: Date,
    lang: Lang,
) -> Option<Value> {
    Some(match ty {
        FieldType::Text | FieldType::Markdown => Value::Text(text.into()),
        FieldType::Tags => Value::Tags(Tags::new(text.split([',', ';']).map(Text::from))),
        FieldType::Date => {
            let from = match before {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            };
            Value::Date(words::date(text, today, from)?)
        }
        FieldType::Money => {
            let currency = match before {
                Some(Value::Money(money)) => money.currency,
                _ => workspace.currency(),
            };
            Value::Money(either(lang, |lang| words::money(lang, text, currency))?)
        }
        FieldType::Percent => Value::Percent(either(lang, |lang| words::percent(lang, text))?),
        FieldType::Number => Value::Number(either(lang, |lang| words::decimal(lang, text))?),
        FieldType::Whole => {
            let number = either(lang, |lang| words::decimal(lang, text))?.0;
            Value::Whole((number % 10_000 == 0).then_some(number / 10_000)?)
        }
        FieldType::Span => Value::Span(either(lang, |lang| words::span(lang, text))?),
        FieldType::Choice(keys) => {
            let found = keys.iter().find(|choice| {
                let called = |lang| alike(choice_label(kind, key, choice, lang), text);
                alike(choice, text) || called(Lang::En) || called(Lang::Fr)
            });
            Value::Choice((*found?).into())
        }
        FieldType::Ref(to) => Value::Ref(find(workspace, to, text)?),
        FieldType::Refs(to) => {
            let ids: Option<Vec<RawId>> = text
                .split([',', ';'])
                .map(|part| find(workspace, to, part.trim()))
                .collect();
            Value::Refs(ids?)
        }
        FieldType::Flag if is_no(text) || is_yes(text) => Value::Flag,
        FieldType::Flag => return None,
        FieldType::Raw => Value::Raw(Json::from(text)),
    })
}

/// Reads in the language of the person, else in the other one.
fn either<T>(lang: Lang, read: impl Fn(Lang) -> Option<T>) -> Option<T> {
    read(lang).or_else(|| {
        read(match lang {
            Lang::En => Lang::Fr,
            Lang::Fr => Lang::En,
        })
    })
}

fn alike(a: &str, b: &str) -> bool {
    a.trim().to_lowercase() == b.trim().to_lowercase()
}

fn is_no(text: &str) -> bool {
    ["no", "non", "false", "0", "n", "–", "-"]
        .iter()
        .any(|no| alike(no, text))
}

fn is_yes(text: &str) -> bool {
    ["yes", "oui", "true", "1", "y", "o", "x", "✓"]
        .iter()
        .any(|yes| alike(yes, text))
}

/// Finds a record by name, code, identity or initials, if only one is called so.
fn find(workspace: &Workspace, kind: Kind, text: &str) -> Option<RawId> {
    if let Some(id) = RawId::parse(text)
        && workspace.record(kind, id).is_some()
    {
        return Some(id);
    }
    let called = |record: &dyn Record, key: &str| match record.get(key) {
        Some(Value::Text(own)) => alike(&own, text),
        _ => false,
    };
    let mut named = workspace
        .records(kind)
        .filter(|record| called(*record, "name") || called(*record, "code"));
    let first = named.next()?;
    named.next().is_none().then(|| first.raw_id())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::table::column;

    fn read(key: &str, text: &str, lang: Lang) -> Option<Value> {
        let workspace = crate::sample::arvenne();
        let column = column(&workspace, Kind::Project, key, lang).unwrap();
        let before = Value::Date(Date::parse("2026-09-01").unwrap());
        let today = Date::parse("2026-05-18").unwrap();
        parse(
            &workspace,
            Kind::Project,
            &column,
            Some(&before),
            text,
            today,
            lang,
        )
        .unwrap_or(None)
    }

    #[test]
    fn a_step_counts_from_the_date_before() {
        for (typed, meant) in [
            ("+2w", "2026-09-15"),
            ("fri", "2026-05-22"),
            ("16 oct", "2026-10-16"),
        ] {
            let day = read("forecast_finish", typed, Lang::En);
            assert_eq!(day, Date::parse(meant).map(Value::Date), "{typed}");
        }
        assert_eq!(read("forecast_finish", "soon", Lang::En), None);
    }

    #[test]
    fn amounts_of_the_other_language_are_read_where_the_own_makes_no_sense() {
        for (typed, lang, cents) in [
            ("4.1m", Lang::En, 410_000_000),
            ("4,1 M", Lang::En, 410_000_000),
            ("1,234", Lang::En, 123_400),
            ("1,234", Lang::Fr, 123),
            ("1,234.50", Lang::Fr, 123_450),
            ("=3900*1.05", Lang::Fr, 409_500),
        ] {
            let amount = Money::new(cents, crate::model::Currency::EUR);
            assert_eq!(
                read("whole_life_cost", typed, lang),
                Some(Value::Money(amount)),
                "{typed}"
            );
        }
        assert_eq!(read("whole_life_cost", "12x", Lang::En), None);
    }

    #[test]
    fn names_and_labels_find_what_they_name_in_both_languages() {
        let phase = Some(Value::Choice("delivery".into()));
        assert_eq!(read("phase", "Delivery", Lang::Fr), phase);
        assert_eq!(read("pinned", "oui", Lang::En), Some(Value::Flag));
        assert_eq!(read("programme", "Nobody's programme", Lang::En), None);
    }
}
