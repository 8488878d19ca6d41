//! Strict JSON values: repeated keys, deep nesting and huge texts are refused, not mended in silence.

use super::Why;
use crate::model::{InOrder, Text, ValueError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value as Json};
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

/// The first refusal: the field of the record it happened in, and why.
pub(super) type Refused = RefCell<Option<(Option<String>, Why)>>;

/// A value as the file tells it. Texts, which most values are, stay where they stand.
pub(super) enum Told<'t> {
    /// A text.
    Text(Cow<'t, str>),
    /// Anything else.
    Other(Json),
}

impl Told<'_> {
    /// Returns it as JSON.
    pub fn into_json(self) -> Json {
        match self {
            Self::Text(text) => Json::String(text.into_owned()),
            Self::Other(json) => json,
        }
    }

    /// Returns the text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Other(_) => None,
        }
    }
}

/// The fields of one record, in the order of the file.
pub(super) type Fields<'t> = Vec<(Cow<'t, str>, Told<'t>)>;

/// Among so many keys a repeated one is found at once; in a record of more, at its end.
const LOOKED_AT: usize = 64;

/// How deep a record lies in the file: document, list, record.
const RECORD_DEPTH: usize = 3;

/// Reads one record.
///
/// # Errors
/// The field and the reason, with the place inside `raw` where reading stopped (line and column from 1).
pub(super) fn fields(raw: &str) -> Result<Fields<'_>, (Option<String>, Why, usize, usize)> {
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
    type Value = Fields<'de>;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Fields<'de>, D::Error> {
        if self.0.borrow().is_none() {
            // Replaced by a better reason below; stands when the value is no object at all.
            self.0.replace(Some((None, Why::NotAnObject)));
        }
        reader.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Record<'_> {
    type Value = Fields<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        self.0.replace(None);
        let mut fields = Fields::with_capacity(12);
        while let Some(key) = map.next_key_seed(Key)? {
            if fields
                .iter()
                .take(LOOKED_AT)
                .any(|(known, _)| *known == key)
            {
                return Err(repeated(self.0, &key));
            }
            let seed = Strict {
                refused: self.0,
                depth: RECORD_DEPTH + 1,
            };
            let value = map.next_value_seed(seed).inspect_err(|_| {
                let why = self.0.take().map_or(Why::Syntax, |(_, why)| why);
                self.0.replace(Some((Some(key.to_string()), why)));
            })?;
            fields.push((key, value));
        }
        if fields.len() > LOOKED_AT {
            let mut keys: Vec<&str> = fields.iter().map(|(key, _)| &**key).collect();
            keys.order();
            let twice = keys.windows(2).find(|pair| pair.first() == pair.last());
            if let Some(key) = twice.and_then(|pair| pair.first()) {
                return Err(repeated(self.0, key));
            }
        }
        Ok(fields)
    }
}

fn repeated<E: Error>(refused: &Refused, key: &str) -> E {
    refused.replace(Some((Some(key.to_owned()), Why::RepeatedKey)));
    E::custom("")
}

/// A key, where it stands if nothing in it is escaped.
struct Key;

impl<'de> DeserializeSeed<'de> for Key {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Cow<'de, str>, D::Error> {
        reader.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Key {
    type Value = Cow<'de, str>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }
    fn visit_borrowed_str<E: Error>(self, key: &'de str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Borrowed(key))
    }
    fn visit_str<E: Error>(self, key: &str) -> Result<Cow<'de, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
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
    fn text<'t, E: Error>(&self, text: Cow<'t, str>) -> Result<Told<'t>, E> {
        if text.len() > Text::LONGEST {
            return Err(self.refuse(Why::Unfit(ValueError::TooLong)));
        }
        Ok(Told::Text(text))
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Told<'de>;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Told<'de>, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Told<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E: Error>(self) -> Result<Told<'de>, E> {
        Ok(Told::Other(Json::Null))
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Told<'de>, E> {
        Ok(Told::Other(Json::from(value)))
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Told<'de>, E> {
        Ok(Told::Other(Json::from(value)))
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Told<'de>, E> {
        Ok(Told::Other(Json::from(value)))
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Told<'de>, E> {
        Ok(Told::Other(Json::from(value)))
    }
    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Told<'de>, E> {
        self.text(Cow::Borrowed(value))
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Told<'de>, E> {
        self.text(Cow::Owned(value.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Told<'de>, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = list.next_element_seed(self.deeper()?)? {
            values.push(value.into_json());
        }
        Ok(Told::Other(Json::Array(values)))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Told<'de>, A::Error> {
        let mut values = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            if values.contains_key(&key) {
                return Err(self.refuse(Why::RepeatedKey));
            }
            let value = map.next_value_seed(self.deeper()?)?;
            values.insert(key, value.into_json());
        }
        Ok(Told::Other(Json::Object(values)))
    }
}
