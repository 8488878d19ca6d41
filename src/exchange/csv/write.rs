//! Writing a table that a spreadsheet opens as text, never as a formula.

use super::needs_a_guard;

/// A cell to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Text: guarded.
    Text(String),
    /// A number or a date in plain form: never guarded, so that `-12.5` stays a number.
    Plain(String),
    /// Nothing.
    Empty,
}

/// Writes a table as RFC 4180 has it: UTF-8 with a mark (spreadsheets need it), every text quoted, CRLF.
#[must_use]
pub fn write(headings: &[String], rows: &[Vec<Cell>]) -> String {
    let mut out = String::from("\u{feff}");
    let quoted = |out: &mut String, text: &str| {
        out.push('"');
        if needs_a_guard(text) {
            out.push('\'');
        }
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    };
    for (place, heading) in headings.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        quoted(&mut out, heading);
    }
    out.push_str("\r\n");
    for row in rows {
        for (place, cell) in row.iter().enumerate() {
            if place > 0 {
                out.push(',');
            }
            match cell {
                Cell::Text(text) => quoted(&mut out, text),
                Cell::Plain(text) => out.push_str(text),
                Cell::Empty => {}
            }
        }
        out.push_str("\r\n");
    }
    out
}
