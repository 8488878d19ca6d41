//! The envelope: what stands around the records.

use super::{Malformed, ReadError};
use crate::model::SmallMap;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::HashSet;
use std::fmt;

/// The envelope, with every record as a slice of the text.
#[derive(Default)]
pub(super) struct Envelope<'t> {
    pub format: Option<String>,
    pub version: Option<u32>,
    pub min_reader: Option<u32>,
    pub app: String,
    pub counts: Option<SmallMap<String, usize>>,
    pub records: Option<Vec<&'t RawValue>>,
    /// Keys that this build does not know.
    pub unknown: Vec<String>,
}

impl Envelope<'_> {
    /// The same for a text whose records lie elsewhere.
    pub(super) fn detached<'t>(self) -> Envelope<'t> {
        Envelope {
            format: self.format,
            version: self.version,
            min_reader: self.min_reader,
            app: self.app,
            counts: self.counts,
            records: self.records.map(|_| Vec::new()),
            unknown: self.unknown,
        }
    }
}

/// Marks the repeated key in the reader's own error.
const REPEATED: &str = "repeated key";

/// Reads the envelope of a whole text.
pub(super) fn envelope(text: &str) -> Result<Envelope<'_>, ReadError> {
    serde_json::from_str(text).map_err(|error: serde_json::Error| {
        use serde_json::error::Category;
        let why = match error.classify() {
            Category::Eof => Malformed::CutOff,
            Category::Data if error.to_string().starts_with(REPEATED) => Malformed::RepeatedKey,
            // Another JSON file: a list, a number, a text.
            Category::Data if !text.trim_start().starts_with('{') => {
                return ReadError::NotBaton { key: "format" };
            }
            Category::Data => Malformed::WrongType,
            Category::Syntax | Category::Io => Malformed::Syntax,
        };
        ReadError::NotJson {
            line: error.line().max(1),
            column: characters(text, error.line(), error.column()),
            why,
        }
    })
}

/// Turns a column in bytes into one in characters.
fn characters(text: &str, line: usize, column: usize) -> usize {
    let line = text.split('\n').nth(line.saturating_sub(1)).unwrap_or("");
    let before = line
        .char_indices()
        .take_while(|(byte, _)| byte + 1 < column);
    before.count() + 1
}

impl<'de> Deserialize<'de> for Envelope<'de> {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Envelope<'de>;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a portfolio")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Envelope<'de>, A::Error> {
        let mut envelope = Envelope::default();
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            if !seen.insert(key.clone()) {
                return Err(A::Error::custom(REPEATED));
            }
            match key.as_str() {
                "format" => envelope.format = Some(map.next_value()?),
                "version" => envelope.version = Some(map.next_value()?),
                "min_reader" => envelope.min_reader = Some(map.next_value()?),
                "app" => envelope.app = map.next_value()?,
                "counts" => envelope.counts = Some(map.next_value()?),
                "records" => envelope.records = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                    envelope.unknown.push(key);
                }
            }
        }
        Ok(envelope)
    }
}
