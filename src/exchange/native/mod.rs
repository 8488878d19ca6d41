//! The native file: one JSON document, one record per line, the same bytes for the same portfolio.
//!
//! Layout: an envelope (`format`, `version`, `min_reader`, `app`, `counts`), then `records`: each with `kind`,
//! `id`, its declared fields in the order of the registry, then the others by key. LF, trailing newline, no
//! date of writing, so that writing what was read gives the same bytes and version control shows small changes.
//!
//! A reader takes any JSON layout of the same content. Fields, kinds and choices of newer versions are kept.

mod envelope;
mod fault;
mod read;
mod strict;
mod upgrade;
mod write;

pub use fault::{Fault, Malformed, ReadError, Why};
pub use read::{Read, Report, read, salvage, salvage_in_turns};
pub use write::write;

/// The version of the file that this build writes.
pub const VERSION: u32 = 1;

/// The oldest version of a reader that can edit what this build writes without losing anything.
pub const MIN_READER: u32 = 1;

/// The largest file that is read, in bytes: a portfolio of 100,000 linked tasks has some 70 MB, and what
/// Baton has saved it reads again.
pub const LARGEST: usize = 96_000_000;

/// The most projects that one portfolio holds.
pub const MOST_PROJECTS: usize = 20_000;

/// How deep values may nest, the envelope included.
pub const DEEPEST: usize = 64;
