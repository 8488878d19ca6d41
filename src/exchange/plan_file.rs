//! A plan of another planner, whichever: told by its name and its first bytes, read to one and the
//! same [`Plan`], so that preview, differences and losses are those of every format.

use super::msproject::file::Plan;
use super::msproject::{self, ReadError};
use super::{ganttproject, primavera};

/// The planners whose files are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planner {
    /// MS Project XML.
    MsProject,
    /// GanttProject.
    GanttProject,
    /// Primavera P6 XER.
    Primavera,
}

impl Planner {
    /// Tells by the name of a file and its first bytes; nothing where it is no plan.
    #[must_use]
    pub fn of(name: &str, bytes: &[u8]) -> Option<Self> {
        let name = name.to_lowercase();
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let start = String::from_utf8_lossy(bytes.get(..4_000).unwrap_or(bytes));
        if name.ends_with(".xer") || start.starts_with(primavera::HEAD) {
            return Some(Self::Primavera);
        }
        // A table may begin with `<` too: then the name decides.
        let is_xml = name.ends_with(".xml") || start.starts_with("<?xml");
        let is_gan = name.ends_with(".gan") || (is_xml && start.contains("<project "));
        match (is_gan, is_xml) {
            (true, _) => Some(Self::GanttProject),
            (_, true) => Some(Self::MsProject),
            _ => None,
        }
    }
}

/// A file that is being read, in pieces that leave a page alive.
#[derive(Debug)]
pub enum Reading {
    /// MS Project.
    MsProject(Box<msproject::Reading>),
    /// Primavera.
    Primavera(Box<primavera::Reading>),
    /// Read already: files of GanttProject are small.
    Read(Box<Plan>),
}

impl Reading {
    /// Begins with the bytes of a file.
    ///
    /// # Errors
    /// [`ReadError`] where it is no file of that planner.
    pub fn new(planner: Planner, bytes: &[u8]) -> Result<Self, ReadError> {
        Ok(match planner {
            Planner::MsProject => Self::MsProject(Box::new(msproject::Reading::new(bytes)?)),
            Planner::Primavera => Self::Primavera(Box::new(primavera::Reading::new(bytes)?)),
            Planner::GanttProject => Self::Read(Box::new(ganttproject::read(bytes)?)),
        })
    }

    /// How much is read, from 0 to 100.
    #[must_use]
    pub fn percent(&self) -> usize {
        match self {
            Self::MsProject(reading) => reading.percent(),
            Self::Primavera(reading) => reading.percent(),
            Self::Read(_) => 100,
        }
    }

    /// Reads on a piece; true at the end.
    ///
    /// # Errors
    /// [`ReadError`] with line and element.
    pub fn step(&mut self) -> Result<bool, ReadError> {
        match self {
            Self::MsProject(reading) => reading.step(),
            Self::Primavera(reading) => reading.step(),
            Self::Read(_) => Ok(true),
        }
    }

    /// Ends a reading whose last [`Reading::step`] said true.
    ///
    /// # Errors
    /// [`ReadError`] where the file is not read to its end or two tasks have one identity.
    pub fn finish(self) -> Result<Plan, ReadError> {
        match self {
            Self::MsProject(reading) => reading.finish(),
            Self::Primavera(reading) => reading.finish(),
            Self::Read(plan) => Ok(*plan),
        }
    }
}

/// Reads a whole file at once.
///
/// # Errors
/// [`ReadError`] with line and element; nothing of the file is taken then.
pub fn read(planner: Planner, bytes: &[u8]) -> Result<Plan, ReadError> {
    let mut reading = Reading::new(planner, bytes)?;
    while !reading.step()? {}
    reading.finish()
}
