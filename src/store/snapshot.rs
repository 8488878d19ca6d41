//! Snapshots: the folded state of a portfolio, with what it contains.

use super::applied::Applied;
use super::seal::{crc32, seal, unseal};
use crate::model::record::Extra;
use crate::model::{RawId, Text, Told, Workspace};
use imbl::OrdMap;
use serde_json::{Value as Json, json};

/// The version of the stored form that this build writes.
pub const SCHEMA: u64 = 1;

/// When a record was deleted: the logical clock of the deletion and the wall clock, for pruning.
pub type Gone = OrdMap<RawId, (u64, i64)>;

/// What is known of a snapshot without reading its data.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Counts checkpoints; the highest is the newest.
    pub generation: u64,
    /// The highest place in the common order that is folded in; later arrivals are placed behind it.
    pub floor: u64,
    /// The operations folded in.
    pub applied: Applied,
    /// Records deleted of late, so that an old operation cannot bring them back.
    pub gone: Gone,
    /// When it was written, UTC milliseconds.
    pub at_ms: i64,
    /// What a newer version says besides, kept as it is.
    pub later: Extra,
}

/// The entries of a head that this build knows.
const KNOWN: [&str; 7] = [
    "schema",
    "min_reader",
    "generation",
    "floor",
    "at",
    "applied",
    "gone",
];

/// Why a stored head or snapshot cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The checksum does not match, or the form is not ours.
    Damaged,
    /// A newer version wrote it and asks older ones to keep off.
    Newer(u64),
}

impl Head {
    fn to_json(&self) -> Json {
        let gone = self.gone.iter();
        let gone = gone.map(|(id, (lamport, wall))| json!([id.to_string(), lamport, wall]));
        let mut head = json!({
            "schema": SCHEMA,
            "min_reader": SCHEMA,
            "generation": self.generation,
            "floor": self.floor,
            "at": self.at_ms,
            "applied": self.applied.to_json(),
            "gone": gone.collect::<Vec<_>>(),
        });
        if let Some(all) = head.as_object_mut() {
            let later = self.later.iter();
            all.extend(later.map(|(key, value)| (key.to_string(), value.clone())));
        }
        head
    }

    fn from_json(body: &str) -> Result<Self, Unfit> {
        let told = Told::read(body).ok_or(Unfit::Damaged)?;
        let number = |key: &str| told.get(key).and_then(Told::number).ok_or(Unfit::Damaged);
        if number("min_reader")? > SCHEMA {
            return Err(Unfit::Newer(number("schema")?));
        }
        let gone = |told: &Told| match told.list()? {
            [id, lamport, wall] => Some((
                RawId::parse(id.text()?)?,
                (lamport.number()?, wall.whole()?),
            )),
            _ => None,
        };
        let list = told.get("gone").and_then(Told::list);
        let gone: Option<Gone> = list.ok_or(Unfit::Damaged)?.iter().map(gone).collect();
        let applied = told.get("applied").and_then(Applied::from_told);
        let later = match &told {
            Told::Map(pairs) => pairs.iter().filter(|(key, _)| !KNOWN.contains(&&**key)),
            _ => return Err(Unfit::Damaged),
        };
        Ok(Self {
            generation: number("generation")?,
            floor: number("floor")?,
            applied: applied.ok_or(Unfit::Damaged)?,
            gone: gone.ok_or(Unfit::Damaged)?,
            at_ms: told.get("at").and_then(Told::whole).unwrap_or(0),
            later: later
                .map(|(key, told)| (Text::from(&**key), told.to_json()))
                .collect(),
        })
    }

    /// Returns the stored text of the head alone.
    #[must_use]
    pub fn to_text(&self) -> String {
        seal(&self.to_json().to_string())
    }

    /// Reads the stored text of a head.
    ///
    /// # Errors
    /// [`Unfit`].
    pub fn from_text(text: &str) -> Result<Self, Unfit> {
        Self::from_json(unseal(text).ok_or(Unfit::Damaged)?)
    }
}

/// A whole snapshot.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    /// What it contains.
    pub head: Head,
    /// The records.
    pub workspace: Workspace,
}

/// One piece of a large snapshot, as the snapshot lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its name.
    pub name: String,
    /// The checksum of its text.
    pub crc: u32,
    /// The length of its text in bytes.
    pub bytes: usize,
}

impl Piece {
    /// Describes the text of a piece.
    pub fn of(name: &str, text: &str) -> Self {
        Self {
            name: name.to_owned(),
            crc: crc32(text.as_bytes()),
            bytes: text.len(),
        }
    }
}

/// Where the records of a snapshot are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body<'t> {
    /// In its own text.
    Rows(&'t str),
    /// In pieces beside it.
    Pieces(Vec<Piece>),
}

/// The word that stands before the list of pieces, where rows would begin with a bracket.
const PIECES: &str = "pieces\n";

/// Returns whether a stored snapshot has its records in pieces; checks nothing.
#[must_use]
pub fn is_cut(text: &str) -> bool {
    text.split_once('\n')
        .is_some_and(|(_, body)| body.starts_with(PIECES))
}

/// Returns the stored text of a snapshot: checksum, head on one line, records or pieces behind it.
#[must_use]
pub fn write(head: &Head, body: &Body) -> String {
    let mut text = format!("{}\n", head.to_json());
    match body {
        Body::Rows(rows) => text.push_str(rows),
        Body::Pieces(pieces) => {
            text.push_str(PIECES);
            for Piece { name, crc, bytes } in pieces {
                text.push_str(&format!("{name} {crc:08x} {bytes}\n"));
            }
        }
    }
    seal(&text)
}

/// Reads the stored text of a snapshot, its checksum verified; pieces are not read.
///
/// # Errors
/// [`Unfit`].
pub fn read(text: &str) -> Result<(Head, Body<'_>), Unfit> {
    let body = unseal(text).ok_or(Unfit::Damaged)?;
    let (head, data) = body.split_once('\n').ok_or(Unfit::Damaged)?;
    let head = Head::from_json(head)?;
    let Some(list) = data.strip_prefix(PIECES) else {
        return Ok((head, Body::Rows(data)));
    };
    let piece = |line: &str| {
        let mut words = line.split(' ');
        Some(Piece {
            name: words.next()?.to_owned(),
            crc: u32::from_str_radix(words.next()?, 16).ok()?,
            bytes: words.next()?.parse().ok()?,
        })
    };
    let pieces: Option<Vec<Piece>> = list.lines().map(piece).collect();
    Ok((head, Body::Pieces(pieces.ok_or(Unfit::Damaged)?)))
}
