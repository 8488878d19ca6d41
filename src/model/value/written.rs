//! The stored form as text, without building it as a tree first.

use super::Value;
use std::fmt::Write as _;

impl Value {
    /// Writes the stored form, the same text that [`Value::to_json`] has.
    pub fn write(&self, out: &mut String) {
        let _ = match self {
            Self::Text(line) | Self::Choice(line) => {
                quote(out, line);
                Ok(())
            }
            Self::Date(date) => write!(out, "\"{date}\""),
            Self::Money(money) => write!(out, "\"{money}\""),
            Self::Percent(percent) => write!(out, "\"{percent}\""),
            Self::Number(number) => write!(out, "\"{number}\""),
            Self::Whole(number) => write!(out, "{number}"),
            Self::Span(span) => write!(out, "\"{span}\""),
            Self::Ref(id) => write!(out, "\"{id}\""),
            Self::Flag => write!(out, "true"),
            Self::Tags(_) | Self::Refs(_) | Self::Raw(_) => write!(out, "{}", self.to_json()),
        };
    }
}

/// Writes a JSON string: quotes, backslashes and control characters escaped, the rest as it is.
pub fn quote(out: &mut String, line: &str) {
    out.push('"');
    let mut rest = line;
    // All of them are single bytes.
    let odd = |byte: &u8| matches!(byte, 0..b' ' | b'"' | b'\\');
    while let Some(place) = rest.as_bytes().iter().position(odd) {
        let (plain, tail) = rest.split_at(place);
        out.push_str(plain);
        let mut letters = tail.chars();
        match letters.next() {
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some('\u{8}') => out.push_str("\\b"),
            Some('\u{c}') => out.push_str("\\f"),
            Some(other) => {
                let _ = write!(out, "\\u{:04x}", u32::from(other));
            }
            None => {}
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::quote;
    use crate::model::{Tags, Value};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_text_is_that_of_the_tree(line in "\\PC{0,12}|[\\x00-\\x7f\"\\\\é]{0,12}") {
            let mut out = String::new();
            quote(&mut out, &line);
            prop_assert_eq!(&out, &serde_json::Value::from(line.as_str()).to_string());
            let tags = Tags::new([line.as_str().into(), "b".into()]);
            for value in [Value::Text(line.as_str().into()), Value::Tags(tags), Value::Whole(-3), Value::Flag] {
                out.clear();
                value.write(&mut out);
                prop_assert_eq!(&out, &value.to_json().to_string());
            }
        }
    }
}
