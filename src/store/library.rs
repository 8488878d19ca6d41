//! The library: what is known of each portfolio without reading it.

use crate::edit::{Command, Patch, plan};
use crate::model::record::Extra;
use crate::model::{Kind, RawId, Record, Told, Value, Workspace, quote};
use std::fmt::{self, Write as _};

/// The identity of a portfolio in the library of this browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortfolioId(pub RawId);

impl PortfolioId {
    /// Reads the text form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        RawId::parse(text).map(Self)
    }
}

impl fmt::Display for PortfolioId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Where a portfolio came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Begun blank.
    Blank,
    /// The sample that ships with the app.
    Sample,
    /// Read from a file.
    Imported,
    /// A sandbox copied from another one.
    Copy,
    /// The portfolio that is published beside the app.
    Published,
    /// Something that a newer version knows.
    Other,
}

impl Origin {
    const ALL: [Self; 6] = [
        Self::Blank,
        Self::Sample,
        Self::Imported,
        Self::Copy,
        Self::Published,
        Self::Other,
    ];

    /// Returns the stored word.
    const fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::Sample => "sample",
            Self::Imported => "imported",
            Self::Copy => "copy",
            Self::Published => "published",
            Self::Other => "other",
        }
    }

    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.key() == key)
    }
}

/// One line of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioInfo {
    /// Its identity.
    pub id: PortfolioId,
    /// What people call it.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// When it was made or brought in, in UTC milliseconds.
    pub created_ms: i64,
    /// The last edit, in UTC milliseconds.
    pub last_edit_ms: i64,
    /// How many edits were made in this browser.
    pub edits: u64,
    /// The size of its snapshot in bytes.
    pub bytes: u64,
    /// Deleted, and kept until it is purged.
    pub deleted: bool,
}

/// What is stored of a library line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What people call it.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// When it was made, UTC milliseconds.
    pub created_ms: i64,
    /// When it was deleted, UTC milliseconds.
    pub deleted_ms: Option<i64>,
    /// What a newer version keeps besides, the word for an origin that only it knows included.
    pub extra: Extra,
}

impl Entry {
    /// Returns the stored text.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::from("{\"name\":");
        quote(&mut text, &self.name);
        let mut more = |key: &str, value: &dyn fmt::Display| {
            text.push(',');
            quote(&mut text, key);
            // A text takes whatever is written to it.
            let _ = write!(text, ":{value}");
        };
        if !self.extra.contains_key(ORIGIN) {
            more(ORIGIN, &format_args!("\"{}\"", self.origin.key()));
        }
        more(CREATED, &self.created_ms);
        if let Some(at_ms) = self.deleted_ms {
            more(DELETED, &at_ms);
        }
        for (key, json) in &self.extra {
            more(key, json);
        }
        text.push('}');
        super::seal(&text)
    }

    /// Reads the stored text; a damaged line keeps the portfolio reachable, without its name.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let told = super::unseal(text).and_then(Told::read);
        let mut entry = Self {
            name: String::new(),
            origin: Origin::Other,
            created_ms: 0,
            deleted_ms: None,
            extra: Extra::default(),
        };
        let Some(Told::Map(fields)) = told else {
            return entry;
        };
        for (key, value) in fields {
            let known = value.text().and_then(Origin::from_key);
            match (&*key, value.text(), value.whole()) {
                ("name", Some(name), _) => name.clone_into(&mut entry.name),
                (CREATED, _, Some(at_ms)) => entry.created_ms = at_ms,
                (DELETED, _, Some(at_ms)) => entry.deleted_ms = Some(at_ms),
                (ORIGIN, ..) if known.is_some() => entry.origin = known.unwrap_or(Origin::Other),
                // One that is there under a key of ours and of another form would be there twice.
                ("name" | CREATED | DELETED, ..) => {}
                _ => {
                    entry.extra.insert((*key).into(), value.to_json());
                }
            }
        }
        entry
    }
}

const ORIGIN: &str = "origin";
const CREATED: &str = "created_ms";
const DELETED: &str = "deleted_ms";

/// Returns the edit that gives a portfolio this name: its settings record is where the name lives, and the
/// library shows it.
///
/// `None` when it has that name, or when there is no such record.
#[must_use]
pub fn naming(workspace: &Workspace, name: &str) -> Option<Patch> {
    let set = Command::Set {
        kind: Kind::Portfolio,
        id: workspace.portfolio()?.raw_id(),
        key: "name".into(),
        value: Some(Value::Text(name.into())),
    };
    plan(workspace, &set).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::apply;

    #[test]
    fn a_portfolio_is_named_in_its_settings_by_a_step_that_undo_takes_back() {
        let mut workspace = Workspace::default();
        assert_eq!(naming(&workspace, "Two"), None);
        let one = [("name".into(), Value::Text("One".into()))];
        workspace
            .insert_with(Kind::Portfolio, RawId(1), one)
            .unwrap();
        assert_eq!(naming(&workspace, "One"), None);
        let patch = naming(&workspace, "Two").unwrap();
        apply(&mut workspace, &patch);
        assert_eq!(&*workspace.portfolio().unwrap().name, "Two");
        apply(&mut workspace, &patch.inverse());
        assert_eq!(&*workspace.portfolio().unwrap().name, "One");
    }
}
