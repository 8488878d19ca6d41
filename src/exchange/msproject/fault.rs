//! Why a file of a planner was not read, as codes and data; `words` has the sentences.

/// Why a file was not read, and where. Nothing of it was taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    /// Line in the file, from 1; 0 where the file as a whole is meant.
    pub line: usize,
    /// The element that was being read, from the outermost (`Project/Tasks/Task`).
    pub element: String,
    /// What is wrong.
    pub why: Why,
}

impl ReadError {
    /// A fault outside of any element: of a line, or of the file as a whole where that is 0.
    pub(in crate::exchange) fn outside(line: usize, why: Why) -> Self {
        Self {
            line,
            element: String::new(),
            why,
        }
    }

    /// Refuses a file that is larger than any reader takes.
    pub(in crate::exchange) fn unless_fits(bytes: &[u8]) -> Result<(), Self> {
        match bytes.len() > super::LARGEST {
            true => Err(Self::outside(0, Why::TooLarge { bytes: bytes.len() })),
            false => Ok(()),
        }
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Larger than [`super::LARGEST`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// Bytes that are no letters of the encoding that it names.
    Encoding {
        /// The encoding, as named; `UTF-8` where none is.
        name: String,
    },
    /// Not XML at all.
    NotXml,
    /// XML of another kind: the outermost element.
    WrongRoot {
        /// Its name.
        found: String,
    },
    /// Not a file of the program that its name says.
    NotA {
        /// What the program is called.
        program: &'static str,
    },
    /// A line of a table file that is no row of a table.
    Row,
    /// A document type: it could hide other files or endless text, so it is refused.
    Doctype,
    /// An entity other than the five of XML: it is not expanded.
    Entity {
        /// Its name.
        name: String,
    },
    /// Nested deeper than [`super::DEEPEST`].
    TooDeep,
    /// More elements of a kind than [`super::MOST_TASKS`] and its like.
    TooMany {
        /// The largest number taken.
        most: usize,
    },
    /// The text ends too early: the file is cut off.
    CutOff,
    /// A character that cannot stand there.
    Syntax,
    /// Another element is closed than was opened.
    Mismatch {
        /// The name that closes.
        found: String,
    },
    /// A task without identity: links would go astray.
    NoUid,
    /// Two tasks with the same identity: links would go astray.
    Repeated {
        /// The identity.
        uid: i64,
        /// Line of the other one.
        first_line: usize,
    },
}
