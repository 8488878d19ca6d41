//! Primavera P6 (XER): tables of a database in a text file, to the plan that other planners' files
//! become too.
//!
//! A line begins with what it is (`%T` a table, `%F` its fields, `%R` a row, `%E` the end), its cells
//! are parted by tabs. Names are those of the tables of P6.

mod calendar;
mod outline;
mod rows;

use crate::exchange::csv::Encoding;
use crate::exchange::msproject::file::Plan;
use crate::exchange::msproject::xml::Met;
use crate::exchange::msproject::{ReadError, SLICE, Why};
use rows::{Row, Tables};

/// How the first line of a file begins.
pub const HEAD: &str = "ERMHDR";
/// What the program calls itself, for faults.
const PROGRAM: &str = "Primavera P6 (XER)";

/// A file that is being read.
#[derive(Debug)]
pub struct Reading {
    text: String,
    /// Byte and line that are next.
    at: usize,
    line: usize,
    table: String,
    fields: Vec<String>,
    tables: Tables,
    met: Met,
    ended: bool,
}

/// Reads a whole file at once.
///
/// # Errors
/// [`ReadError`] with line and table; nothing of the file is taken then.
pub fn read(bytes: &[u8]) -> Result<Plan, ReadError> {
    let mut reading = Reading::new(bytes)?;
    while !reading.step()? {}
    reading.finish()
}

impl Reading {
    /// Begins with the bytes of a file: UTF-8, or Windows-1252 as older versions write.
    ///
    /// # Errors
    /// When it is too large or no such file.
    pub fn new(bytes: &[u8]) -> Result<Self, ReadError> {
        ReadError::unless_fits(bytes)?;
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => Encoding::Windows1252.decode(bytes).0,
        };
        if !text.starts_with(HEAD) {
            return Err(ReadError::outside(1, Why::NotA { program: PROGRAM }));
        }
        Ok(Self {
            text,
            at: 0,
            line: 0,
            table: String::new(),
            fields: Vec::new(),
            tables: Tables::default(),
            met: Met::default(),
            ended: false,
        })
    }

    /// How much is read, from 0 to 100.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.at.saturating_mul(100) / self.text.len().max(1)
    }

    /// Reads on for about [`SLICE`] bytes; true at the end.
    ///
    /// # Errors
    /// [`ReadError`] with line and table.
    pub fn step(&mut self) -> Result<bool, ReadError> {
        let until = self.at.saturating_add(SLICE);
        while !self.ended && self.at < until {
            let Some(rest) = self.text.get(self.at..).filter(|rest| !rest.is_empty()) else {
                return Err(self.fault(Why::CutOff));
            };
            // A cell may hold lines of its own: what begins with no sign goes on with it.
            let (mut end, mut lines) = (0, 0);
            for line in rest.split_inclusive('\n') {
                if lines > 0 && (line.starts_with('%') || line.trim().is_empty()) {
                    break;
                }
                end += line.len();
                lines += 1;
            }
            let line = rest.get(..end).unwrap_or_default();
            let line = line.trim_end_matches(['\n', '\r']);
            let number = self.line + 1;
            let (sign, cells) = line.split_once('\t').unwrap_or((line, ""));
            match sign.trim() {
                "%T" => {
                    self.table = cells.trim().chars().take(60).collect();
                    self.fields.clear();
                }
                "%F" => self.fields = cells.split('\t').map(|f| f.trim().to_owned()).collect(),
                "%R" if !self.fields.is_empty() => {
                    let row = Row::new(&self.table, &self.fields, cells, number);
                    match self.tables.take(&row, &mut self.met) {
                        Ok(true) => {}
                        Ok(false) => self.met.leave_one(&self.table, number),
                        Err(why) => return Err(at(&self.table, number, why)),
                    }
                }
                "%E" => self.ended = true,
                "" | HEAD => {}
                _ => return Err(at(&self.table, number, Why::Row)),
            }
            self.at += end;
            self.line += lines;
        }
        Ok(self.ended)
    }

    /// Ends a reading whose last [`Reading::step`] said true.
    ///
    /// # Errors
    /// [`ReadError`] where the file is not read to its end or two tasks have one identity.
    pub fn finish(mut self) -> Result<Plan, ReadError> {
        if !self.ended {
            return Err(self.fault(Why::CutOff));
        }
        let plan = outline::plan(self.tables, &mut self.met);
        self.met.into_plan(plan)
    }

    /// A fault at the end of the text: on its last line, or on the empty one behind it.
    fn fault(&self, why: Why) -> ReadError {
        let line = self.line + usize::from(self.text.ends_with('\n'));
        at(&self.table, line.max(1), why)
    }
}

fn at(table: &str, line: usize, why: Why) -> ReadError {
    ReadError {
        line,
        element: table.to_owned(),
        why,
    }
}
