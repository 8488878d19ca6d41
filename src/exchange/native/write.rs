//! Writing the native file.

use super::{MIN_READER, VERSION};
use crate::model::{Kind, Record, Workspace, quote};
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
        quote(out, kind);
        out.push_str(",\"id\":");
        quote(out, id);
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
            value.write(out);
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

fn name(out: &mut String, key: &str) {
    out.push(',');
    quote(out, key);
    out.push(':');
}
