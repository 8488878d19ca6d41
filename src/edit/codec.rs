//! The stored form of a patch: one JSON object, read strictly.
//!
//! Rows are arrays: `["+", kind, id, [[key, value], …]]`, `["-", kind, id, [[key, value], …]]` and
//! `["=", kind, id, key, before, after]`. What is not exactly that is an error, never a guess.

use super::{Label, Patch, Row};
use crate::model::{FieldType, Kind, RawId, Text, Told, Value, ValueError, quote};
use std::fmt::Write as _;

/// Why a stored patch cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatchError {
    /// A part is missing or has another form.
    #[error("the patch has no valid `{0}`")]
    Form(&'static str),
    /// The kind is not known to this build.
    #[error("unknown kind `{0}`")]
    Kind(String),
    /// A value does not fit its field.
    #[error("the value of `{0}` does not fit: {1:?}")]
    Value(String, ValueError),
}

impl Row {
    /// Writes the stored form.
    pub fn write(&self, out: &mut String) {
        let (kind, id) = self.target();
        let sign = match self {
            Self::Create(..) => '+',
            Self::Delete(..) => '-',
            Self::Set { .. } => '=',
        };
        let _ = write!(out, "[\"{sign}\",\"{}\",\"{id}\",", kind.key());
        let optional = |out: &mut String, value: &Option<Value>| match value {
            Some(value) => value.write(out),
            None => out.push_str("null"),
        };
        match self {
            Self::Create(_, _, values) | Self::Delete(_, _, values) => {
                list(out, values, |out, (key, value)| {
                    out.push('[');
                    quote(out, key);
                    out.push(',');
                    value.write(out);
                    out.push(']');
                });
            }
            Self::Set {
                key, before, after, ..
            } => {
                quote(out, key);
                out.push(',');
                optional(out, before);
                out.push(',');
                optional(out, after);
            }
        }
        out.push(']');
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PatchError`] when it is not as [`Row::write`] has it.
    pub fn from_told(told: &Told) -> Result<Self, PatchError> {
        read_row(told)
    }
}

impl Patch {
    /// Writes the stored form.
    pub fn write(&self, out: &mut String) {
        out.push('{');
        let named = |out: &mut String, name: &str, text: &str| {
            quote(out, name);
            out.push(':');
            quote(out, text);
        };
        if !self.author.is_empty() {
            named(out, "author", &self.author);
            out.push(',');
        }
        let label = &self.label;
        let _ = write!(out, "\"label\":{{\"count\":{}", label.count);
        if let Ok(deed) = serde_json::to_string(&label.deed) {
            let _ = write!(out, ",\"deed\":{deed}");
        }
        let name = Some(&*label.name).filter(|name| !name.is_empty());
        for (key, text) in [
            ("key", label.key.as_deref()),
            ("kind", label.kind.map(Kind::key)),
            ("name", name),
        ] {
            if let Some(text) = text {
                out.push(',');
                named(out, key, text);
            }
        }
        out.push_str("},\"rows\":");
        list(out, &self.rows, |out, row| row.write(out));
        out.push('}');
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PatchError`] when any part of it is not as [`Patch::write`] has it.
    pub fn from_told(told: &Told) -> Result<Self, PatchError> {
        let label = told.get("label").ok_or(PatchError::Form("label"))?;
        let deed = label.get("deed").and_then(Told::text);
        let deed = deed.ok_or(PatchError::Form("deed"))?;
        let deed = serde_json::from_value(deed.into()).map_err(|_| PatchError::Form("deed"))?;
        let kind = optional_text(label, "kind")?.map(kind_of).transpose()?;
        let count = label.get("count").and_then(Told::number);
        let count = count.and_then(|count| usize::try_from(count).ok());
        let rows = told.get("rows").and_then(Told::list);
        Ok(Self {
            label: Label {
                deed,
                kind,
                key: optional_text(label, "key")?.map(Text::from),
                count: count.ok_or(PatchError::Form("count"))?,
                name: optional_text(label, "name")?.unwrap_or("").into(),
            },
            author: optional_text(told, "author")?.unwrap_or("").into(),
            rows: rows
                .ok_or(PatchError::Form("rows"))?
                .iter()
                .map(read_row)
                .collect::<Result<_, _>>()?,
        })
    }
}

fn list<T>(out: &mut String, items: &[T], mut one: impl FnMut(&mut String, &T)) {
    out.push('[');
    for (place, item) in items.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        one(out, item);
    }
    out.push(']');
}

fn read_row(told: &Told) -> Result<Row, PatchError> {
    let [sign, kind, id, rest @ ..] = told.list().ok_or(PatchError::Form("row"))? else {
        return Err(PatchError::Form("row"));
    };
    let kind = kind_of(kind.text().ok_or(PatchError::Form("kind"))?)?;
    let id = id.text().and_then(RawId::parse);
    let id = id.ok_or(PatchError::Form("id"))?;
    match (sign.text(), rest) {
        (Some("+"), [values]) => Ok(Row::Create(kind, id, read_values(kind, values)?)),
        (Some("-"), [values]) => Ok(Row::Delete(kind, id, read_values(kind, values)?)),
        (Some("="), [key, before, after]) => {
            let key = key.text().ok_or(PatchError::Form("key"))?;
            Ok(Row::Set {
                kind,
                id,
                key: key.into(),
                before: read_value(kind, key, before)?,
                after: read_value(kind, key, after)?,
            })
        }
        _ => Err(PatchError::Form("row")),
    }
}

fn read_values(kind: Kind, told: &Told) -> Result<Vec<(Text, Value)>, PatchError> {
    let list = told.list().ok_or(PatchError::Form("values"))?;
    let mut values = Vec::with_capacity(list.len());
    for pair in list {
        let Some([key, value]) = pair.list() else {
            return Err(PatchError::Form("values"));
        };
        let key = key.text().ok_or(PatchError::Form("key"))?;
        if let Some(value) = read_value(kind, key, value)? {
            values.push((key.into(), value));
        }
    }
    Ok(values)
}

fn read_value(kind: Kind, key: &str, told: &Told) -> Result<Option<Value>, PatchError> {
    let ty = kind.field(key).map_or(FieldType::Raw, |spec| spec.ty);
    Value::from_told(ty, told).map_err(|error| PatchError::Value(key.to_owned(), error))
}

fn kind_of(key: &str) -> Result<Kind, PatchError> {
    Kind::from_key(key).ok_or_else(|| PatchError::Kind(key.to_owned()))
}

fn optional_text<'a>(told: &'a Told, key: &'static str) -> Result<Option<&'a str>, PatchError> {
    match told.get(key) {
        None => Ok(None),
        Some(value) => value.text().map(Some).ok_or(PatchError::Form(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Deed;
    use crate::model::{Date, Money, Percent};
    use serde_json::Value as Json;

    fn patch() -> Patch {
        let id = RawId(7);
        let text = |text: &str| Value::Text(text.into());
        let set = |key: &str, before, after| Row::Set {
            kind: Kind::Project,
            id,
            key: key.into(),
            before,
            after,
        };
        Patch {
            label: Label {
                deed: Deed::Paste,
                kind: Some(Kind::Project),
                key: Some("name".into()),
                count: 3,
                name: "Bridge « é »".into(),
            },
            author: "PMO".into(),
            rows: vec![
                Row::Create(
                    Kind::Project,
                    id,
                    vec![
                        ("name".into(), text("Bridge")),
                        ("code".into(), text("B-1")),
                    ],
                ),
                set("name", Some(text("Bridge")), Some(text("Viaduct \u{0}\n"))),
                set(
                    "forecast_finish",
                    None,
                    Date::parse("2026-05-18").map(Value::Date),
                ),
                set("progress", Some(Value::Percent(Percent(1250))), None),
                set(
                    "from_elsewhere",
                    None,
                    Some(Value::Raw(serde_json::json!([1, {"a": null}]))),
                ),
                Row::Delete(
                    Kind::BudgetLine,
                    RawId(u128::MAX),
                    vec![(
                        "approved".into(),
                        Value::Money(Money::parse("12.50 EUR").unwrap()),
                    )],
                ),
            ],
        }
    }

    fn tree() -> Json {
        let mut text = String::new();
        patch().write(&mut text);
        serde_json::from_str(&text).unwrap()
    }

    fn read(json: &Json) -> Result<Patch, PatchError> {
        Patch::from_told(&Told::read(&json.to_string()).unwrap())
    }

    #[test]
    fn a_patch_reads_back_as_it_was_written() {
        assert_eq!(read(&tree()), Ok(patch()));
        // Keys in order and nothing between them: the text that stores of earlier builds hold.
        let mut text = String::new();
        patch().write(&mut text);
        assert_eq!(text, tree().to_string());
    }

    #[test]
    fn a_damaged_patch_is_an_error_and_never_a_guess() {
        let whole = tree();
        let mut damaged = 0;
        for key in ["label", "rows"] {
            let mut json = whole.clone();
            json.as_object_mut().unwrap().remove(key);
            assert!(read(&json).is_err(), "without {key}");
        }
        let rows = whole["rows"].as_array().unwrap().len();
        for row in 0..rows {
            for part in 0..whole["rows"][row].as_array().unwrap().len() {
                let mut json = whole.clone();
                json["rows"][row][part] = serde_json::json!({"odd": 1});
                // Fields that this build does not know may hold anything.
                if json["rows"][row][3] != "from_elsewhere" || part < 4 {
                    assert!(read(&json).is_err(), "row {row} part {part}");
                    damaged += 1;
                }
            }
        }
        assert!(damaged > 20);
    }
}
