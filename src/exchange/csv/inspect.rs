//! What a file is: encoding, delimiter, layout and header row.

use super::encoding::Encoding;
use super::headings::{Guess, guess};
use super::needs_a_guard;
use crate::exchange::LARGEST;
use crate::exchange::native::MOST_PROJECTS;
use std::collections::BTreeMap;

/// Which way the records run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One project per row, names of the fields in a row at the top.
    Rows,
    /// One project per column, names of the fields in a column at the left.
    Columns,
}

/// The name of one field in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// As written.
    pub text: String,
    /// As written, with `#2` behind the second of the same name.
    pub label: String,
    /// Its row or column in the file, from 1.
    pub place: usize,
}

/// One record of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its row or column in the file, from 1.
    pub place: usize,
    /// One cell per heading.
    pub cells: Vec<String>,
}

/// What a person may choose instead of what was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The delimiter.
    pub delimiter: Option<u8>,
    /// The layout.
    pub layout: Option<Layout>,
    /// The row (or column) of the headings, from 1.
    pub header: Option<usize>,
}

/// A file, cut into headings and records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inspection {
    /// The name of the file.
    pub file_name: String,
    /// How its bytes stand for letters.
    pub encoding: Encoding,
    /// What stands between cells.
    pub delimiter: u8,
    /// Which way the records run.
    pub layout: Layout,
    /// The row (or column) of the headings, from 1.
    pub header: usize,
    /// The names of the fields.
    pub headings: Vec<Heading>,
    /// The records, without empty ones.
    pub lines: Vec<Line>,
    /// Letters that could not be read in this encoding.
    pub unreadable: usize,
    /// Records with fewer or more cells than there are headings.
    pub ragged: usize,
    /// Most headings were understood, so layout and delimiter are very likely right.
    pub sure: bool,
}

/// Why a file is no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InspectError {
    /// Larger than [`LARGEST`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// Nothing in it but perhaps headings.
    Empty,
    /// More records than [`MOST_PROJECTS`].
    TooMany {
        /// How many.
        count: usize,
    },
}

/// What may stand between cells.
pub const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Finds out what a file is.
///
/// # Errors
/// [`InspectError`] when it is no table.
pub fn inspect(bytes: &[u8], file_name: &str) -> Result<Inspection, InspectError> {
    inspect_as(bytes, file_name, Options::default())
}

/// Cuts a file up as a person chose; what was not chosen is found out.
///
/// # Errors
/// [`InspectError`] when it is no table.
pub fn inspect_as(
    bytes: &[u8],
    file_name: &str,
    options: Options,
) -> Result<Inspection, InspectError> {
    if bytes.len() > LARGEST {
        return Err(InspectError::TooLarge { bytes: bytes.len() });
    }
    let encoding = options.encoding.unwrap_or_else(|| Encoding::detect(bytes));
    let (text, unreadable) = encoding.decode(bytes);
    let delimiter = options.delimiter.unwrap_or_else(|| sniff(&text));
    let table = records(&text, delimiter, usize::MAX);
    let width = table.iter().map(Vec::len).max().unwrap_or(0);
    let turned;
    let (layout, table) = match options.layout.unwrap_or_else(|| layout_of(&table)) {
        Layout::Rows => (Layout::Rows, &table),
        Layout::Columns => {
            turned = turn(&table, width);
            (Layout::Columns, &turned)
        }
    };
    let header = options.header.unwrap_or_else(|| header_of(table)).max(1);
    let named = table.get(header - 1).ok_or(InspectError::Empty)?;
    let headings = headings(named);
    let mut ragged = 0;
    let mut lines = Vec::new();
    for (place, row) in table.iter().enumerate().skip(header) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        ragged += usize::from(row.len() != named.len());
        let cell = |heading: &Heading| unguarded(row.get(heading.place - 1).map_or("", |c| c));
        lines.push(Line {
            place: place + 1,
            cells: headings.iter().map(cell).collect(),
        });
    }
    if lines.is_empty() || headings.is_empty() {
        return Err(InspectError::Empty);
    }
    if lines.len() > MOST_PROJECTS {
        return Err(InspectError::TooMany { count: lines.len() });
    }
    let known = understood(named);
    Ok(Inspection {
        file_name: file_name.to_owned(),
        encoding,
        delimiter,
        layout,
        header,
        sure: known * 2 >= headings.len() && known >= 2,
        headings,
        lines,
        unreadable,
        ragged,
    })
}

impl Inspection {
    /// Returns the first different, filled cells under a heading.
    #[must_use]
    pub fn samples(&self, heading: usize, most: usize) -> Vec<&str> {
        let mut found: Vec<&str> = Vec::new();
        for cell in self.column(heading) {
            if !found.contains(&cell) {
                found.push(cell);
            }
            if found.len() >= most {
                break;
            }
        }
        found
    }

    /// Returns the filled cells under a heading.
    pub fn column(&self, heading: usize) -> impl Iterator<Item = &str> {
        self.lines
            .iter()
            .filter_map(move |line| line.cells.get(heading))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }
}

/// Cuts text into rows of cells.
fn records(text: &str, delimiter: u8, most: usize) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
        .records()
        // The text is valid Unicode and rows may differ in length: there is nothing left that can fail.
        .filter_map(Result::ok)
        .take(most)
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// Finds the delimiter under which most rows have the same number of cells.
fn sniff(text: &str) -> u8 {
    const ROWS: usize = 60;
    let mut best = (0, b',');
    for delimiter in DELIMITERS {
        let mut rows = records(text, delimiter, ROWS);
        rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let mut widths: BTreeMap<usize, usize> = BTreeMap::new();
        for row in &rows {
            *widths.entry(row.len()).or_default() += 1;
        }
        let usual = widths
            .iter()
            .filter(|(width, _)| **width > 1)
            .max_by_key(|(_, count)| **count);
        let Some((width, count)) = usual else {
            continue;
        };
        let even = count * 1000 / rows.len().max(1);
        let score = even * even * (*width).min(12);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// Counts headings whose meaning is known.
fn understood<S: AsRef<str>>(names: &[S]) -> usize {
    let names = names
        .iter()
        .map(AsRef::as_ref)
        .filter(|name| name.len() <= 250);
    names
        .filter(|name| !matches!(guess(name), Guess::Unknown))
        .count()
}

fn layout_of(table: &[Vec<String>]) -> Layout {
    // Different meanings among the filled cells, of a thousand: names of projects sound like one or two headings.
    let share = |cells: &[&str]| {
        let filled = cells.iter().filter(|cell| !cell.trim().is_empty()).count();
        let mut meanings: Vec<Guess> = Vec::new();
        for meaning in cells
            .iter()
            .filter(|cell| cell.len() <= 250)
            .map(|cell| guess(cell))
        {
            if meaning != Guess::Unknown && !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
        (meanings.len(), meanings.len() * 1000 / filled.max(1))
    };
    let across: Vec<&str> = table
        .first()
        .map(|row| row.iter().map(String::as_str).collect())
        .unwrap_or_default();
    let down: Vec<&str> = table
        .iter()
        .take(200)
        .filter_map(|row| row.first().map(String::as_str))
        .collect();
    let (across, (known, down)) = (share(&across).1, share(&down));
    if known >= 3 && down > across * 3 / 2 {
        Layout::Columns
    } else {
        Layout::Rows
    }
}

/// Finds the row of the headings: the first of the top rows with the most headings that are understood.
fn header_of(table: &[Vec<String>]) -> usize {
    let mut best = (0, 1);
    for (place, row) in table.iter().take(10).enumerate() {
        let known = understood(row);
        if known > best.0 && (best.0 == 0 || known > best.0 * 2) {
            best = (known, place + 1);
        }
    }
    if best.0 < 2 { 1 } else { best.1 }
}

fn turn(table: &[Vec<String>], width: usize) -> Vec<Vec<String>> {
    (0..width)
        .map(|column| {
            let cells = table
                .iter()
                .map(|row| row.get(column).cloned().unwrap_or_default());
            cells.collect()
        })
        .collect()
}

fn headings(row: &[String]) -> Vec<Heading> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, text) in row.iter().enumerate() {
        let text = unguarded(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        if text.is_empty() {
            continue;
        }
        let count = seen.entry(text.to_lowercase()).or_default();
        *count += 1;
        let label = if *count > 1 {
            format!("{text} #{count}")
        } else {
            text.clone()
        };
        found.push(Heading {
            text,
            label,
            place: place + 1,
        });
    }
    found
}

/// Takes the guard off that [`super::write`] and other careful programs put before texts like formulas.
fn unguarded(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if needs_a_guard(rest) => rest.to_owned(),
        _ => cell.to_owned(),
    }
}
