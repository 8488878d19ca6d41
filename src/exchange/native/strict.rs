//! Strict JSON values: repeated keys, deep nesting and huge texts are refused, not mended in silence.

use super::Why;
use crate::model::{Text, ValueError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use std::cell::RefCell;
use std::fmt;

/// The first refusal: the field of the record it happened in, and why.
pub(super) type Refused = RefCell<Option<(Option<String>, Why)>>;

/// The fields of one record, in the order of the file.
pub(super) type Fields = Vec<(String, Json)>;

/// How deep a record lies in the file: document, list, record.
const RECORD_DEPTH: usize = 3;

/// Reads one record.
///
/// # Errors
/// The field and the reason, with the place inside `raw` where reading stopped (line and column from 1).
pub(super) fn fields(raw: &str) -> Result<Fields, (Option<String>, Why, usize, usize)> {
    let refused = Refused::default();
    let mut reader = serde_json::Deserializer::from_str(raw);
    Record(&refused)
        .deserialize(&mut reader)
        .map_err(|error: serde_json::Error| {
            let (field, why) = refused.take().unwrap_or((None, Why::Syntax));
            (field, why, error.line(), error.column())
        })
}

struct Record<'r>(&'r Refused);

impl<'de> DeserializeSeed<'de> for Record<'_> {
    type Value = Fields;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Fields, D::Error> {
        if self.0.borrow().is_none() {
            // Replaced by a better reason below; stands when the value is no object at all.
            self.0.replace(Some((None, Why::NotAnObject)));
        }
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Fields;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        self.0.replace(None);
        let mut fields = Fields::new();
        while let Some(key) = map.next_key::<String>()? {
            let refuse = |why| {
                self.0.replace(Some((Some(key.clone()), why)));
                A::Error::custom("")
            };
            if fields.iter().any(|(known, _)| *known == key) {
                return Err(refuse(Why::RepeatedKey));
            }
            let seed = Strict {
                refused: self.0,
                depth: RECORD_DEPTH + 1,
            };
            let value = map.next_value_seed(seed).inspect_err(|_| {
                let why = self.0.take().map_or(Why::Syntax, |(_, why)| why);
                self.0.replace(Some((Some(key.clone()), why)));
            })?;
            fields.push((key, value));
        }
        Ok(fields)
    }
}

struct Strict<'r> {
    refused: &'r Refused,
    depth: usize,
}

impl Strict<'_> {
    fn refuse<E: Error>(&self, why: Why) -> E {
        self.refused.replace(Some((None, why)));
        E::custom("")
    }
    fn deeper<E: Error>(&self) -> Result<Self, E> {
        if self.depth >= super::DEEPEST {
            return Err(self.refuse(Why::TooDeep));
        }
        Ok(Self {
            refused: self.refused,
            depth: self.depth + 1,
        })
    }
    fn text<E: Error>(&self, text: String) -> Result<Json, E> {
        if text.len() > Text::LONGEST {
            return Err(self.refuse(Why::Unfit(ValueError::TooLong)));
        }
        Ok(Json::String(text))
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Json;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Json, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Json;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::from(value))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::from(value))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::from(value))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::from(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Json, E> {
        self.text(value.to_owned())
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Json, E> {
        self.text(value)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.deeper()?)? {
            values.push(value);
        }
        Ok(Json::Array(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if values.contains_key(&key) {
                return Err(self.refuse(Why::RepeatedKey));
            }
            values.insert(key, map.next_value_seed(self.deeper()?)?);
        }
        Ok(Json::Object(values))
    }
}
