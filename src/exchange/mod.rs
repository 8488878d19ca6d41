//! Files in and out: bytes to workspace and back, with a report of everything not understood.
//!
//! Nothing here reads a file, knows a clock or applies anything: a reader hands back a workspace or a patch,
//! and the caller decides.

pub mod csv;
pub mod ganttproject;
pub mod ics;
pub mod msproject;
pub mod native;
pub mod plan_file;
pub mod primavera;

/// The largest file of another program that is read, in bytes.
pub const LARGEST: usize = 32_000_000;
