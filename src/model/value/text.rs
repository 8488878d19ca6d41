//! Texts.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A line of text; cheap to copy. Empty means "not given".
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(Arc<str>);

impl Text {
    /// The longest text that a field takes, in bytes.
    pub const LONGEST: usize = 64 * 1024;

    pub(super) fn as_text(&self) -> &Self {
        self
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Text {
    fn from(text: &str) -> Self {
        match text {
            // The one that all share: most texts of most records are not given.
            "" => Self::default(),
            text => Self(Arc::from(text)),
        }
    }
}
impl From<String> for Text {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}
impl From<&Text> for Arc<str> {
    fn from(text: &Text) -> Self {
        Self::clone(&text.0)
    }
}
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}
impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

/// Running text in a small subset of Markdown; shown as text, never as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markdown(pub Text);

impl Markdown {
    pub(super) fn as_text(&self) -> &Text {
        &self.0
    }
}

impl Deref for Markdown {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}
impl From<&str> for Markdown {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// Free labels, in the order given, without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tags(Vec<Text>);

impl Tags {
    /// Keeps the first of each label, trims, drops empty ones.
    pub fn new(labels: impl IntoIterator<Item = Text>) -> Self {
        let mut kept: Vec<Text> = Vec::new();
        for label in labels {
            let label: Text = label.trim().into();
            if !label.is_empty() && !kept.contains(&label) {
                kept.push(label);
            }
        }
        Self(kept)
    }
}
impl Deref for Tags {
    type Target = [Text];
    fn deref(&self) -> &[Text] {
        &self.0
    }
}
