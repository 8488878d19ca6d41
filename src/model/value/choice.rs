//! Choices from a closed list that stays open to newer files.

use super::Text;

/// A closed list of choices with their stored keys.
pub trait ChoiceSet: Copy + PartialEq + std::fmt::Debug + 'static {
    /// The stored keys, in the order a person sees them.
    const KEYS: &'static [&'static str];
    /// Every choice, in the order of the keys.
    const ALL: &'static [Self];
    /// Returns the stored key.
    fn key(self) -> &'static str;
    /// Returns the choice with this key.
    fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|choice| choice.key() == key)
    }
}

/// One choice, or the text of one that a newer version knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice<E> {
    /// A choice of this build.
    Known(E),
    /// A choice that this build does not know: kept and written back as it is. There is hardly ever one: apart, it
    /// makes no record longer.
    Unknown(Box<Text>),
}

impl<E: ChoiceSet> Choice<E> {
    /// Returns the stored key.
    pub fn key(&self) -> &str {
        match self {
            Self::Known(choice) => choice.key(),
            Self::Unknown(text) => text,
        }
    }

    /// Returns the choice if this build knows it.
    pub fn known(&self) -> Option<E> {
        match self {
            Self::Known(choice) => Some(*choice),
            Self::Unknown(_) => None,
        }
    }

    /// Reads a stored key.
    pub fn from_key(key: &str) -> Self {
        E::from_key(key).map_or_else(|| Self::Unknown(Box::new(key.into())), Self::Known)
    }
}

/// Declares a list of choices: variant and stored key.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $key:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $crate::model::ChoiceSet for $name {
            const KEYS: &'static [&'static str] = &[$($key),+];
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }
        }
    };
}
pub(crate) use choice;
