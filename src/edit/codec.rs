//! The stored form of a patch: one JSON object, read strictly.
//!
//! Rows are arrays: `["+", kind, id, [[key, value], …]]`, `["-", kind, id, [[key, value], …]]` and
//! `["=", kind, id, key, before, after]`. What is not exactly that is an error, never a guess.

use super::{Deed, Label, Patch, Row};
use crate::model::{FieldType, Kind, RawId, Text, Value, ValueError};
use serde_json::{Map, Value as Json};

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
    /// Returns the stored form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        row_json(self)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PatchError`] when it is not as [`Row::to_json`] writes it.
    pub fn from_json(json: &Json) -> Result<Self, PatchError> {
        read_row(json)
    }
}

impl Patch {
    /// Returns the stored form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let mut label = Map::new();
        if let Ok(deed) = serde_json::to_value(self.label.deed) {
            label.insert("deed".to_owned(), deed);
        }
        if let Some(kind) = self.label.kind {
            label.insert("kind".to_owned(), kind.key().into());
        }
        if let Some(key) = &self.label.key {
            label.insert("key".to_owned(), (&**key).into());
        }
        label.insert("count".to_owned(), self.label.count.into());
        if !self.label.name.is_empty() {
            label.insert("name".to_owned(), (&*self.label.name).into());
        }
        let mut patch = Map::new();
        if !self.author.is_empty() {
            patch.insert("author".to_owned(), (&*self.author).into());
        }
        patch.insert("label".to_owned(), Json::Object(label));
        patch.insert("rows".to_owned(), self.rows.iter().map(row_json).collect());
        Json::Object(patch)
    }

    /// Reads the stored form.
    ///
    /// # Errors
    /// [`PatchError`] when any part of it is not as [`Patch::to_json`] writes it.
    pub fn from_json(json: &Json) -> Result<Self, PatchError> {
        let label = json.get("label").ok_or(PatchError::Form("label"))?;
        let deed = label.get("deed").cloned().ok_or(PatchError::Form("deed"))?;
        let deed: Deed = serde_json::from_value(deed).map_err(|_| PatchError::Form("deed"))?;
        let kind = optional_text(label, "kind")?.map(kind_of).transpose()?;
        let count = label.get("count").and_then(Json::as_u64);
        let count = count.and_then(|count| usize::try_from(count).ok());
        let rows = json.get("rows").and_then(Json::as_array);
        Ok(Self {
            label: Label {
                deed,
                kind,
                key: optional_text(label, "key")?.map(Text::from),
                count: count.ok_or(PatchError::Form("count"))?,
                name: optional_text(label, "name")?.unwrap_or("").into(),
            },
            author: optional_text(json, "author")?.unwrap_or("").into(),
            rows: rows
                .ok_or(PatchError::Form("rows"))?
                .iter()
                .map(read_row)
                .collect::<Result<_, _>>()?,
        })
    }
}

fn row_json(row: &Row) -> Json {
    let (kind, id) = row.target();
    let head =
        |sign: &str| -> Vec<Json> { vec![sign.into(), kind.key().into(), id.to_string().into()] };
    let values = |values: &[(Text, Value)]| -> Json {
        let pair = |(key, value): &(Text, Value)| -> Json {
            vec![Json::from(&**key), value.to_json()].into()
        };
        values.iter().map(pair).collect()
    };
    let optional = |value: &Option<Value>| value.as_ref().map_or(Json::Null, Value::to_json);
    let (mut parts, rest) = match row {
        Row::Create(_, _, all) => (head("+"), vec![values(all)]),
        Row::Delete(_, _, all) => (head("-"), vec![values(all)]),
        Row::Set {
            key, before, after, ..
        } => (
            head("="),
            vec![(&**key).into(), optional(before), optional(after)],
        ),
    };
    parts.extend(rest);
    Json::Array(parts)
}

fn read_row(json: &Json) -> Result<Row, PatchError> {
    let parts = json.as_array().map(Vec::as_slice);
    let [sign, kind, id, rest @ ..] = parts.ok_or(PatchError::Form("row"))? else {
        return Err(PatchError::Form("row"));
    };
    let kind = kind_of(kind.as_str().ok_or(PatchError::Form("kind"))?)?;
    let id = id.as_str().and_then(RawId::parse);
    let id = id.ok_or(PatchError::Form("id"))?;
    match (sign.as_str(), rest) {
        (Some("+"), [values]) => Ok(Row::Create(kind, id, read_values(kind, values)?)),
        (Some("-"), [values]) => Ok(Row::Delete(kind, id, read_values(kind, values)?)),
        (Some("="), [key, before, after]) => {
            let key = key.as_str().ok_or(PatchError::Form("key"))?;
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

fn read_values(kind: Kind, json: &Json) -> Result<Vec<(Text, Value)>, PatchError> {
    let list = json.as_array().ok_or(PatchError::Form("values"))?;
    let mut values = Vec::with_capacity(list.len());
    for pair in list {
        let Some([key, value]) = pair.as_array().map(Vec::as_slice) else {
            return Err(PatchError::Form("values"));
        };
        let key = key.as_str().ok_or(PatchError::Form("key"))?;
        if let Some(value) = read_value(kind, key, value)? {
            values.push((key.into(), value));
        }
    }
    Ok(values)
}

fn read_value(kind: Kind, key: &str, json: &Json) -> Result<Option<Value>, PatchError> {
    let ty = kind.field(key).map_or(FieldType::Raw, |spec| spec.ty);
    Value::from_json(ty, json).map_err(|error| PatchError::Value(key.to_owned(), error))
}

fn kind_of(key: &str) -> Result<Kind, PatchError> {
    Kind::from_key(key).ok_or_else(|| PatchError::Kind(key.to_owned()))
}

fn optional_text<'a>(json: &'a Json, key: &'static str) -> Result<Option<&'a str>, PatchError> {
    match json.get(key) {
        None => Ok(None),
        Some(value) => value.as_str().map(Some).ok_or(PatchError::Form(key)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Date, Money, Percent};

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

    #[test]
    fn a_patch_reads_back_as_it_was_written() {
        let text = patch().to_json().to_string();
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(Patch::from_json(&json), Ok(patch()));
    }

    #[test]
    fn a_damaged_patch_is_an_error_and_never_a_guess() {
        let whole = patch().to_json();
        let mut damaged = 0;
        for key in ["label", "rows"] {
            let mut json = whole.clone();
            json.as_object_mut().unwrap().remove(key);
            assert!(Patch::from_json(&json).is_err(), "without {key}");
        }
        let rows = whole["rows"].as_array().unwrap().len();
        for row in 0..rows {
            for part in 0..whole["rows"][row].as_array().unwrap().len() {
                let mut json = whole.clone();
                json["rows"][row][part] = serde_json::json!({"odd": 1});
                // Fields that this build does not know may hold anything.
                if json["rows"][row][3] != "from_elsewhere" || part < 4 {
                    assert!(Patch::from_json(&json).is_err(), "row {row} part {part}");
                    damaged += 1;
                }
            }
        }
        assert!(damaged > 20);
    }
}
