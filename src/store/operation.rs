//! Operations: one stored edit each, with what orders it among those of other tabs.

use super::seal::{seal, unseal};
use crate::edit::Patch;
use crate::model::Told;
use std::fmt::Write as _;
use std::rc::Rc;

/// One edit as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// The page load that made it: random, never stored, so a number is never used twice.
    pub session: u128,
    /// Its number in that session, from 1.
    pub n: u64,
    /// Its place in the common order; raised when it is stored after a checkpoint that went further.
    pub lamport: u64,
    /// The logical clock when it was made; says whether it knew of a deletion.
    pub made: u64,
    /// The wall clock when it was made, UTC milliseconds: for display and pruning, never for ordering.
    pub wall_ms: i64,
    /// What it changes.
    pub patch: Rc<Patch>,
}

/// The common order of operations: every tab sorts by it.
pub type Order = (u64, u128, u64);

/// Why a stored operation cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// The checksum does not match: set it aside.
    Damaged,
    /// It is whole, but this build does not understand it: leave it alone.
    Newer,
}

impl Operation {
    /// Returns its place in the common order.
    #[must_use]
    pub const fn order(&self) -> Order {
        (self.lamport, self.session, self.n)
    }

    /// Returns its identity.
    #[must_use]
    pub const fn id(&self) -> (u128, u64) {
        (self.session, self.n)
    }

    /// Returns its key in the database and the end of its key in the journal.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{:032x}/{:012}", self.session, self.n)
    }

    /// Returns the identity that a key stands for.
    #[must_use]
    pub fn id_of(key: &str) -> Option<(u128, u64)> {
        let (session, n) = key.split_once('/')?;
        Some((u128::from_str_radix(session, 16).ok()?, n.parse().ok()?))
    }

    /// Returns the stored text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Self {
            n, lamport, made, ..
        } = self;
        let (session, wall) = (self.session, self.wall_ms);
        let mut body = format!("{{\"lamport\":{lamport},\"made\":{made},\"n\":{n},\"patch\":");
        self.patch.write(&mut body);
        let _ = write!(body, ",\"session\":\"{session:032x}\",\"wall\":{wall}}}");
        seal(&body)
    }

    /// Reads the stored text.
    ///
    /// # Errors
    /// [`Unusable`], which says what to do with it.
    pub fn from_text(text: &str) -> Result<Self, Unusable> {
        let body = unseal(text).ok_or(Unusable::Damaged)?;
        let told = Told::read(body).ok_or(Unusable::Newer)?;
        // What a newer version says besides would be lost when the operation is folded.
        let known = ["lamport", "made", "n", "patch", "session", "wall"];
        let all_known = match &told {
            Told::Map(pairs) => pairs.iter().all(|(key, _)| known.contains(&&**key)),
            _ => false,
        };
        if !all_known {
            return Err(Unusable::Newer);
        }
        let number = |key: &str| told.get(key).and_then(Told::number).ok_or(Unusable::Newer);
        let session = told.get("session").and_then(Told::text);
        let session = session.and_then(|hex| u128::from_str_radix(hex, 16).ok());
        let patch = told.get("patch").ok_or(Unusable::Newer)?;
        Ok(Self {
            session: session.ok_or(Unusable::Newer)?,
            n: number("n")?,
            lamport: number("lamport")?,
            made: number("made")?,
            wall_ms: told.get("wall").and_then(Told::whole).unwrap_or(0),
            patch: Rc::new(Patch::from_told(patch).map_err(|_| Unusable::Newer)?),
        })
    }
}
