//! Strict JSON values: repeated keys, deep nesting and huge texts are refused, not mended in silence.

use super::Why;
use crate::model::told::{self, Key, Odd, Telling};
use crate::model::{Text, Told, ValueError};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Visitor};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

/// The first refusal: the field of the record it happened in, and why.
pub(super) type Refused = RefCell<Option<(Option<String>, Why)>>;

/// The fields of one record, in the order of the file.
pub(super) type Fields<'t> = Vec<(Cow<'t, str>, Told<'t>)>;

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
            if told::is_early_twin(&fields, &key) {
                return Err(repeated(self.0, &key));
            }
            let odd = Cell::new(None);
            let telling = Telling {
                levels: super::DEEPEST - RECORD_DEPTH - 1,
                longest: Text::LONGEST,
                odd: &odd,
            };
            let value = map.next_value_seed(telling).inspect_err(|_| {
                let why = match odd.get() {
                    Some(Odd::RepeatedKey) => Why::RepeatedKey,
                    Some(Odd::TooDeep) => Why::TooDeep,
                    Some(Odd::TooLong) => Why::Unfit(ValueError::TooLong),
                    None => Why::Syntax,
                };
                self.0.replace(Some((Some(key.to_string()), why)));
            })?;
            fields.push((key, value));
        }
        if let Some(key) = told::late_twin(&fields) {
            return Err(repeated(self.0, key));
        }
        Ok(fields)
    }
}

fn repeated<E: Error>(refused: &Refused, key: &str) -> E {
    refused.replace(Some((Some(key.to_owned()), Why::RepeatedKey)));
    E::custom("")
}
