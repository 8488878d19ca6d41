//! The library: what is known of each portfolio without reading it.

use crate::edit::{Command, Patch, plan};
use crate::model::{Kind, RawId, Record, Value, Workspace};
use serde::{Deserialize, Serialize};
use std::fmt;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    #[serde(other)]
    Other,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What people call it.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// When it was made, UTC milliseconds.
    #[serde(default)]
    pub created_ms: i64,
    /// When it was deleted, UTC milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_ms: Option<i64>,
}

impl Entry {
    /// Returns the stored text.
    #[must_use]
    pub fn to_text(&self) -> String {
        super::seal(&serde_json::to_string(self).unwrap_or_default())
    }

    /// Reads the stored text; a damaged line keeps the portfolio reachable, without its name.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let entry = super::unseal(text).and_then(|body| serde_json::from_str(body).ok());
        entry.unwrap_or(Self {
            name: String::new(),
            origin: Origin::Other,
            created_ms: 0,
            deleted_ms: None,
        })
    }
}

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
