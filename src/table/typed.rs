//! What a person types, read kindly: `16 oct`, `+2w`, `fri`, `4.1m`, `450k`, `=3900*1.05`, a name for a record.

use super::{Column, Source};
use crate::model::{
    CustomType, Date, Decimal, FieldType, Kind, Money, Percent, RawId, Record, Tags, Text, Value,
    ValueError, Workspace,
};
use crate::words::{Lang, choice_label, format};
use serde_json::Value as Json;

/// Reads a typed text as the value of a field; an empty text is no value.
///
/// `today` is the day that `fri` and, without a date before, `+2w` count from.
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
) -> Result<Option<Value>, ValueError> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let value = match &column.source {
        Source::Computed(_) => Err(ValueError::WrongType(FieldType::Raw)),
        Source::Declared(key, ty) => {
            let read = declared(workspace, kind, key, *ty, before, text, today);
            return match read {
                Some(Value::Flag) if is_no(text) => Ok(None),
                Some(value) => Ok(Some(value)),
                None => Err(ValueError::WrongType(*ty)),
            };
        }
        Source::Custom(holds, options) => match holds {
            CustomType::Text => Ok(Json::from(text)),
            CustomType::Number => number(text, 4)
                .map(|n| Json::from(Decimal(n).to_string()))
                .ok_or(ValueError::WrongType(FieldType::Number)),
            CustomType::Date => date(text, None, today)
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
) -> Option<Value> {
    Some(match ty {
        FieldType::Text | FieldType::Markdown => Value::Text(text.into()),
        FieldType::Tags => Value::Tags(Tags::new(text.split([',', ';']).map(Text::from))),
        FieldType::Date => {
            let from = match before {
                Some(Value::Date(date)) => Some(*date),
                _ => None,
            };
            Value::Date(date(text, from, today)?)
        }
        FieldType::Money => {
            let currency = match before {
                Some(Value::Money(money)) => money.currency,
                _ => workspace.currency(),
            };
            Value::Money(Money::new(number(text, currency.digits())?, currency))
        }
        FieldType::Percent => Value::Percent(Percent(i32::try_from(number(text, 2)?).ok()?)),
        FieldType::Number => Value::Number(Decimal(number(text, 4)?)),
        FieldType::Whole => Value::Whole(number(text, 0)?),
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

/// Reads a number with `places` digits behind the point, scaled: `4.1m`, `450 k`, `1 234,5`, `=3900*1.05`.
fn number(text: &str, places: u32) -> Option<i64> {
    if let Some(sum) = text.strip_prefix('=') {
        // Two terms are what people type into a cell; more belongs in a spreadsheet.
        let sign = sum
            .char_indices()
            .skip(1)
            .find(|(_, c)| "+-*/".contains(*c));
        let Some((place, sign)) = sign else {
            return number(sum, places);
        };
        let (left, right) = (sum.get(..place)?, sum.get(place + 1..)?);
        let left = i128::from(number(left.trim(), 4)?);
        let right = i128::from(number(right.trim(), 4)?);
        let scaled = match sign {
            '+' => left + right,
            '-' => left - right,
            '*' => left * right / 10_000,
            _ if right != 0 => left * 10_000 / right,
            _ => return None,
        };
        let scaled = if places <= 4 {
            scaled / 10_i128.pow(4 - places)
        } else {
            scaled
        };
        return i64::try_from(scaled).ok();
    }
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !"€$£%'_".contains(*c))
        .map(|c| if c == '−' { '-' } else { c })
        .collect();
    let lower = plain.to_lowercase();
    let (digits, power) = match lower.as_bytes().last()? {
        b'k' => (lower.get(..lower.len() - 1)?, 3),
        b'm' => (lower.get(..lower.len() - 1)?, 6),
        _ => (lower.as_str(), 0),
    };
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    let (whole, part) = split_decimals(digits, power == 0);
    if whole.is_empty() && part.is_empty() {
        return None;
    }
    if !whole
        .bytes()
        .chain(part.bytes())
        .all(|b| b.is_ascii_digit())
    {
        return None;
    }
    let keep = usize::try_from(places + power).ok()?;
    if part.trim_end_matches('0').len() > keep {
        return None;
    }
    let padded: String = part
        .chars()
        .chain(std::iter::repeat('0'))
        .take(keep)
        .collect();
    let size: i64 = format!("0{whole}{padded}").parse().ok()?;
    Some(if negative { -size } else { size })
}

/// Splits at the decimal sign; `1,234` and `1.234.567` are thousands where nothing else is said.
fn split_decimals(digits: &str, thousands: bool) -> (String, String) {
    let strip = |text: &str| text.replace([',', '.'], "");
    match digits.rfind([',', '.']) {
        None => (digits.to_owned(), String::new()),
        Some(place) => {
            let (whole, part) = digits.split_at(place);
            let part = part.get(1..).unwrap_or_default();
            let sign = digits.get(place..=place).unwrap_or_default();
            let grouped = whole.contains(sign)
                || (sign == ","
                    && part.len() == 3
                    && thousands
                    && !whole.is_empty()
                    && whole != "0");
            if grouped {
                (strip(digits), String::new())
            } else {
                (strip(whole), part.to_owned())
            }
        }
    }
}

/// Reads a day: `2026-10-16`, `16/10/2026`, `16 oct`, `16 octobre 2026`, `+2w`, `-3d`, `fri`, `today`.
fn date(text: &str, from: Option<Date>, today: Date) -> Option<Date> {
    let lower = text.to_lowercase();
    if let Some(date) = Date::parse(&lower) {
        return Some(date);
    }
    if ["today", "aujourd’hui", "aujourd'hui"].contains(&lower.as_str()) {
        return Some(today);
    }
    if let Some(step) = lower.strip_prefix(['+', '-']) {
        let unit = step.chars().last()?;
        let count: i64 = step
            .trim_end_matches(char::is_alphabetic)
            .trim()
            .parse()
            .ok()?;
        let count = if lower.starts_with('-') {
            -count
        } else {
            count
        };
        let from = from.unwrap_or(today);
        return match unit {
            'w' | 's' => from.plus_days(count.checked_mul(7)?),
            'm' => from.plus_months(i32::try_from(count).ok()?),
            'y' | 'a' => from.plus_months(i32::try_from(count.checked_mul(12)?).ok()?),
            'd' | 'j' | '0'..='9' => from.plus_days(count),
            _ => None,
        };
    }
    const DAYS: [[&str; 2]; 7] = [
        ["mon", "lun"],
        ["tue", "mar"],
        ["wed", "mer"],
        ["thu", "jeu"],
        ["fri", "ven"],
        ["sat", "sam"],
        ["sun", "dim"],
    ];
    let weekday = DAYS
        .iter()
        .position(|names| names.contains(&lower.as_str()));
    if let Some(weekday) = weekday.and_then(|place| i64::try_from(place).ok()) {
        let ahead = (weekday - i64::from(today.weekday())).rem_euclid(7);
        return today.plus_days(if ahead == 0 { 7 } else { ahead });
    }
    let parts: Vec<&str> = lower
        .split(['/', '.', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let (day, month, year) = match parts.as_slice() {
        [day, month] => (*day, *month, None),
        [day, month, year] => (*day, *month, Some(*year)),
        _ => return None,
    };
    let day: u32 = day.parse().ok()?;
    let month = month.parse().ok().or_else(|| month_number(month))?;
    let year = match year {
        Some(year) if year.len() == 2 => 2000 + year.parse::<i32>().ok()?,
        Some(year) => year.parse().ok()?,
        None => from.unwrap_or(today).year(),
    };
    Date::new(year, month, day)
}

fn month_number(name: &str) -> Option<u32> {
    (1..=12).find(|month| {
        [Lang::En, Lang::Fr].into_iter().any(|lang| {
            let short = format::month(lang, *month).to_lowercase();
            let long = format::month_long(lang, *month).to_lowercase();
            name == short || name == short.trim_end_matches('.') || name == long
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Date> {
        date(
            text,
            Date::parse("2026-09-01"),
            Date::parse("2026-05-18").unwrap(),
        )
    }

    #[test]
    fn days_are_read_as_people_write_them() {
        for (typed, meant) in [
            ("2026-10-16", "2026-10-16"),
            ("16 oct", "2026-10-16"),
            ("16 octobre 2027", "2027-10-16"),
            ("16/10/26", "2026-10-16"),
            ("3 févr.", "2026-02-03"),
            ("+2w", "2026-09-15"),
            ("-3d", "2026-08-29"),
            ("+1m", "2026-10-01"),
            ("fri", "2026-05-22"),
            ("lun", "2026-05-25"),
            ("today", "2026-05-18"),
        ] {
            assert_eq!(day(typed), Date::parse(meant), "{typed}");
        }
        for wrong in ["soon", "31 feb", "+w", "16", "1/2/3/4", "16 smarch"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (typed, cents) in [
            ("450k", 45_000_000),
            ("4.1m", 410_000_000),
            ("4,1 M", 410_000_000),
            ("1 234,50", 123_450),
            ("1,234", 123_400),
            ("1.234.567", 123_456_700),
            ("€ 12.5", 1_250),
            ("−3", -300),
            ("=3900*1.05", 409_500),
            ("=100-0.5", 9_950),
        ] {
            assert_eq!(number(typed, 2), Some(cents), "{typed}");
        }
        for wrong in [
            "",
            "k",
            "12x",
            "1.234",
            "=1/0",
            "12,3456",
            "99999999999999999999",
        ] {
            assert_eq!(number(wrong, 2), None, "{wrong}");
        }
        assert_eq!(number("45%", 2), Some(4500));
        assert_eq!(number("12.5", 0), None);
    }
}
