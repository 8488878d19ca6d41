//! Identities: random 128-bit numbers in a short text form.

use std::fmt;
use std::marker::PhantomData;

/// Letters of the text form: no `i`, `l`, `o`, `u`, so that it can be read aloud.
const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The identity of a record of any kind.
///
/// Packed, because records and indexes hold many of them: a number of 128 bits would be laid at addresses
/// divisible by 16, and an identity that may be absent would take 32 bytes instead of 20.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(Rust, packed(4))]
pub struct RawId(pub u128);

impl RawId {
    /// Reads the text form: 26 letters of Crockford's base 32.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 26 {
            return None;
        }
        let mut number: u128 = 0;
        for byte in text.bytes() {
            let digit = match byte {
                b'0'..=b'9' => byte - b'0',
                b'a'..=b'h' => byte - b'a' + 10,
                b'j' | b'k' => byte - b'j' + 18,
                b'm' | b'n' => byte - b'm' + 20,
                b'p'..=b't' => byte - b'p' + 22,
                b'v'..=b'z' => byte - b'v' + 27,
                _ => return None,
            };
            // 26 letters carry 130 bits: the two highest must be clear.
            if number >> 123 != 0 {
                return None;
            }
            number = (number << 5) | u128::from(digit);
        }
        Some(Self(number))
    }
}

impl fmt::Display for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [b'0'; 26];
        let mut rest = self.0;
        for letter in text.iter_mut().rev() {
            let digit = usize::try_from(rest & 31).unwrap_or(0);
            *letter = LETTERS.get(digit).copied().unwrap_or(b'0');
            rest >>= 5;
        }
        f.write_str(std::str::from_utf8(&text).unwrap_or_default())
    }
}

impl fmt::Debug for RawId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// The identity of a record of kind `K`; a task's cannot be passed for a project's.
pub struct Id<K> {
    raw: RawId,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// Claims that a raw identity belongs to kind `K`; lookups with a wrong claim find nothing.
    #[must_use]
    pub const fn new(raw: RawId) -> Self {
        Self {
            raw,
            kind: PhantomData,
        }
    }

    /// Returns the identity without its kind.
    #[must_use]
    pub const fn raw(self) -> RawId {
        self.raw
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<K> std::hash::Hash for Id<K> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.raw.fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.raw, f)
    }
}
impl<K> From<RawId> for Id<K> {
    fn from(raw: RawId) -> Self {
        Self::new(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::RawId;

    #[test]
    fn the_text_form_reads_back() {
        for number in [0, 1, 31, 32, u128::MAX, u128::MAX / 3] {
            assert_eq!(
                RawId::parse(&RawId(number).to_string()),
                Some(RawId(number))
            );
        }
        for (digit, letter) in super::LETTERS.iter().enumerate() {
            let text = format!("{:0>26}", char::from(*letter));
            assert_eq!(RawId::parse(&text), Some(RawId(digit as u128)));
        }
        for letter in ["I", "i", "l", "o", "u", "A", "é", "-", "{", "`"] {
            assert_eq!(RawId::parse(&format!("{letter:0>26}")), None, "{letter}");
        }
        assert_eq!(RawId::parse("zzzzzzzzzzzzzzzzzzzzzzzzzz"), None);
        assert_eq!(RawId::parse("0"), None);
    }
}
