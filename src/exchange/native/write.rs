//! Writing the native file.

use super::{MIN_READER, VERSION};
use crate::model::{Kind, Record, Value, Workspace};
use std::fmt::Write as _;

/// Writes a workspace; the same workspace always gives the same bytes.
#[must_use]
pub fn write(workspace: &Workspace) -> String {
    let total: usize = Kind::ALL.iter().map(|kind| workspace.count(*kind)).sum();
    let mut out = String::with_capacity(512 + total * 256);
    head(workspace, &mut out);
    let mut first = true;
    let mut open = |out: &mut String, kind: &str, id: &str| {
        out.push_str(if first { "\n" } else { ",\n" });
        first = false;
        out.push_str("{\"kind\":");
        text(out, kind);
        out.push_str(",\"id\":");
        text(out, id);
    };
    for kind in Kind::ALL {
        for record in workspace.records(*kind) {
            open(&mut out, kind.key(), &record.raw_id().to_string());
            fields(record, &mut out);
            out.push('}');
        }
    }
    for ((kind, id), rest) in &workspace.unknown {
        open(&mut out, kind, id);
        for (key, json) in rest.iter() {
            name(&mut out, key);
            let _ = write!(out, "{json}");
        }
        out.push('}');
    }
    out.push_str("\n]}\n");
    out
}

fn head(workspace: &Workspace, out: &mut String) {
    let app = env!("CARGO_PKG_VERSION");
    let _ = write!(
        out,
        "{{\"format\":\"baton\",\"version\":{VERSION},\"min_reader\":{MIN_READER},\"app\":\"{app}\",\"counts\":{{"
    );
    let counts = Kind::ALL
        .iter()
        .map(|kind| (kind.key(), workspace.count(*kind)));
    for (place, (kind, count)) in counts.filter(|(_, count)| *count > 0).enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\"{kind}\":{count}");
    }
    out.push_str("},\"records\":[");
}

fn fields(record: &dyn Record, out: &mut String) {
    for (index, spec) in record.kind().fields().iter().enumerate() {
        if let Some(value) = record.value(index) {
            name(out, spec.key);
            stored(out, &value);
        }
    }
    for (key, json) in record.extra() {
        // These two name the record itself and are written already.
        if !matches!(&**key, "kind" | "id") {
            name(out, key);
            let _ = write!(out, "{json}");
        }
    }
}

/// Writes the stored form, as [`Value::to_json`] has it, without building it.
fn stored(out: &mut String, value: &Value) {
    let _ = match value {
        Value::Text(line) | Value::Choice(line) => {
            text(out, line);
            Ok(())
        }
        Value::Date(date) => write!(out, "\"{date}\""),
        Value::Money(money) => write!(out, "\"{money}\""),
        Value::Percent(percent) => write!(out, "\"{percent}\""),
        Value::Number(number) => write!(out, "\"{number}\""),
        Value::Whole(number) => write!(out, "{number}"),
        Value::Ref(id) => write!(out, "\"{id}\""),
        Value::Flag => write!(out, "true"),
        Value::Tags(_) | Value::Refs(_) | Value::Raw(_) => write!(out, "{}", value.to_json()),
    };
}

fn name(out: &mut String, key: &str) {
    out.push(',');
    text(out, key);
    out.push(':');
}

/// Writes a JSON string: quotes, backslashes and control characters escaped, the rest as it is.
fn text(out: &mut String, line: &str) {
    out.push('"');
    let mut rest = line;
    while let Some(place) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
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
