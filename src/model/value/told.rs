//! A stored value as a text tells it, before anybody knows which field it is for.

use crate::model::InOrder;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

/// A value as a text tells it. Strings, which most values are, stay where they stand.
#[derive(Clone, Debug, PartialEq)]
pub enum Told<'t> {
    /// A string.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Told<'t>>),
    /// Values by key, in the order of the text.
    Map(Vec<(Cow<'t, str>, Told<'t>)>),
    /// Nothing, yes, no, or a number.
    Other(Json),
}

/// What a text may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// The same key twice in one map.
    RepeatedKey,
    /// Nested deeper than allowed.
    TooDeep,
    /// A longer string than allowed.
    TooLong,
}

/// How a value is read, and why it was not.
#[derive(Clone, Copy)]
pub struct Telling<'r> {
    /// So many levels may lie below.
    pub levels: usize,
    /// The longest string, in bytes.
    pub longest: usize,
    /// Takes the first reason to refuse.
    pub odd: &'r Cell<Option<Odd>>,
}

/// Among so many keys a repeated one is found at once; in a map of more, at its end.
const LOOKED_AT: usize = 64;

impl<'t> Told<'t> {
    /// Reads a text of our own; `None` when it is none.
    #[must_use]
    pub fn read(text: &'t str) -> Option<Self> {
        let telling = Telling {
            levels: 100,
            longest: usize::MAX,
            odd: &Cell::new(None),
        };
        let mut reader = serde_json::Deserializer::from_str(text);
        let told = telling.deserialize(&mut reader).ok()?;
        reader.end().ok()?;
        Some(told)
    }

    /// The string, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The parts, if it is a list.
    #[must_use]
    pub fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(parts) => Some(parts),
            _ => None,
        }
    }

    /// The value of a key, if it is a map that has it.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Map(pairs) => pairs
                .iter()
                .find(|(own, _)| own == key)
                .map(|(_, told)| told),
            _ => None,
        }
    }

    /// The number, if it is one that is whole and not below zero.
    #[must_use]
    pub fn number(&self) -> Option<u64> {
        match self {
            Self::Other(json) => json.as_u64(),
            _ => None,
        }
    }

    /// The number, if it is a whole one.
    #[must_use]
    pub fn whole(&self) -> Option<i64> {
        match self {
            Self::Other(json) => json.as_i64(),
            _ => None,
        }
    }

    /// The same as JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Text(text) => Json::from(&**text),
            Self::List(parts) => parts.iter().map(Self::to_json).collect(),
            Self::Map(pairs) => {
                let pairs = pairs.iter();
                Json::Object(
                    pairs
                        .map(|(key, told)| (key.to_string(), told.to_json()))
                        .collect(),
                )
            }
            Self::Other(json) => json.clone(),
        }
    }
}

/// Returns a key that stands behind the first few and is there twice.
#[must_use]
pub fn late_twin<'k, V>(pairs: &'k [(Cow<'_, str>, V)]) -> Option<&'k str> {
    if pairs.len() <= LOOKED_AT {
        return None;
    }
    let mut keys: Vec<&str> = pairs.iter().map(|(key, _)| &**key).collect();
    keys.order();
    let twins = keys.windows(2).find(|pair| pair.first() == pair.last());
    twins?.first().copied()
}

/// Tells whether a key is one of the first few.
#[must_use]
pub fn is_early_twin<V>(pairs: &[(Cow<'_, str>, V)], key: &str) -> bool {
    pairs.iter().take(LOOKED_AT).any(|(known, _)| known == key)
}

impl Telling<'_> {
    fn refuse<E: Error>(self, odd: Odd) -> E {
        self.odd.set(Some(odd));
        E::custom("")
    }

    fn below<E: Error>(self) -> Result<Self, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Self { levels, ..self }),
            None => Err(self.refuse(Odd::TooDeep)),
        }
    }

    fn text<'t, E: Error>(self, text: Cow<'t, str>) -> Result<Told<'t>, E> {
        if text.len() > self.longest {
            return Err(self.refuse(Odd::TooLong));
        }
        Ok(Told::Text(text))
    }
}

impl<'de> DeserializeSeed<'de> for Telling<'_> {
    type Value = Told<'de>;
    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Told<'de>, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Telling<'_> {
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
        let mut parts = Vec::new();
        while let Some(part) = list.next_element_seed(self.below()?)? {
            parts.push(part);
        }
        Ok(Told::List(parts))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Told<'de>, A::Error> {
        let mut pairs = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            if is_early_twin(&pairs, &key) {
                return Err(self.refuse(Odd::RepeatedKey));
            }
            pairs.push((key, map.next_value_seed(self.below()?)?));
        }
        if late_twin(&pairs).is_some() {
            return Err(self.refuse(Odd::RepeatedKey));
        }
        Ok(Told::Map(pairs))
    }
}

/// A key, where it stands if nothing in it is escaped.
pub struct Key;

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

#[cfg(test)]
mod tests {
    use super::Told;
    use serde_json::Value as Json;

    #[test]
    fn what_is_told_is_what_the_text_says() {
        for text in [
            "null",
            "-7",
            "2.5",
            "true",
            "\"a\\n\\u00e9\"",
            "[1,[\"b\",null]]",
            "{\"b\":{},\"a\":[{\"c\":\"d\"}]}",
        ] {
            let json: Json = serde_json::from_str(text).unwrap();
            assert_eq!(Told::read(text).unwrap().to_json(), json);
        }
        let many: Vec<String> = (0..200).map(|n| format!("\"k{}\":{n}", n % 150)).collect();
        for wrong in [
            "",
            "{",
            "1 2",
            "{\"a\":1,\"a\":1}",
            &format!("{{{}}}", many.join(",")),
        ] {
            assert_eq!(Told::read(wrong), None, "{wrong}");
        }
        assert_eq!(Told::read(&("[".repeat(120) + &"]".repeat(120))), None);
    }
}
