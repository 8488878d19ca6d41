//! What can be wrong with a native file, as codes and data; `words` has the sentences.

use super::Read;
use crate::model::ValueError;

/// Why a file was not read. Nothing of it was taken over.
#[derive(Clone, Debug)]
pub enum ReadError {
    /// Larger than [`super::LARGEST`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// Some bytes are not UTF-8 text.
    NotUtf8 {
        /// Line of the first such byte, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
    },
    /// Not JSON: cut off, damaged, or another kind of file.
    NotJson {
        /// Line where reading stopped, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// What is wrong there.
        why: Malformed,
    },
    /// JSON, but not a portfolio of this app: `format`, `version` or `records` is missing or wrong.
    NotBaton {
        /// The key of the envelope that is missing or wrong.
        key: &'static str,
    },
    /// Written by a newer version that older ones must not edit.
    Newer {
        /// The version of the file's format.
        version: u32,
        /// The oldest version that may edit it.
        min_reader: u32,
        /// The version of the app that wrote it.
        app: String,
        /// What this version understands of it, to look at only.
        readable: Box<Read>,
    },
    /// More than [`super::MOST_PROJECTS`] projects.
    TooManyProjects {
        /// How many there are.
        count: usize,
    },
    /// Records are wrong.
    Faults {
        /// The first of them, in the order of the file.
        faults: Vec<Fault>,
        /// How many there are in all.
        count: usize,
    },
}

/// What kind of damage stopped the JSON reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// The text ends too early.
    CutOff,
    /// A character that cannot stand there.
    Syntax,
    /// The same key twice in the envelope.
    RepeatedKey,
    /// An envelope entry of another type.
    WrongType,
}

/// One wrong record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Line in the file, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// The kind as written.
    pub kind: Option<String>,
    /// The identity as written.
    pub id: Option<String>,
    /// People's own code of the record, else its name.
    pub label: Option<String>,
    /// The field.
    pub field: Option<String>,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Not a JSON object.
    NotAnObject,
    /// `kind` is missing, empty or not text.
    NoKind,
    /// `id` is missing or not text.
    NoId,
    /// `id` is not of the form of an identity.
    BadId,
    /// Another record has this identity.
    RepeatedId {
        /// The line of the other record.
        first_line: usize,
    },
    /// The same key twice in one object.
    RepeatedKey,
    /// A field that must have a value has none.
    Missing,
    /// The value does not fit the field.
    Unfit(ValueError),
    /// Nested deeper than [`super::DEEPEST`].
    TooDeep,
    /// Not JSON, such as a number beyond every range.
    Syntax,
}
