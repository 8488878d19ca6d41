//! From bytes to text.

/// How the bytes of a text file stand for letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// Unicode in bytes, the usual one.
    Utf8,
    /// Unicode in pairs of bytes, low byte first.
    Utf16Le,
    /// Unicode in pairs of bytes, high byte first.
    Utf16Be,
    /// Western European Windows, a superset of Latin-1.
    Windows1252,
}

/// Letters of Windows-1252 from 0x80 to 0x9F; the five unused places stand for themselves, as browsers do.
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

impl Encoding {
    /// Every encoding, in the order of a list to choose from.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Windows1252, Self::Utf16Le, Self::Utf16Be];

    /// Returns a stable key.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Windows1252 => "windows-1252",
        }
    }

    /// Returns the encoding with this key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|encoding| encoding.key() == key)
    }

    /// Tells by the first bytes, then by trying.
    #[must_use]
    pub fn detect(bytes: &[u8]) -> Self {
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => return Self::Utf8,
            [0xFF, 0xFE, ..] => return Self::Utf16Le,
            [0xFE, 0xFF, ..] => return Self::Utf16Be,
            _ => {}
        }
        // Western text in pairs of bytes has a zero in every pair.
        let pairs = bytes.chunks_exact(2).take(200);
        let (mut low_first, mut high_first, mut all) = (0, 0, 0);
        for pair in pairs {
            all += 1;
            low_first += usize::from(pair.last() == Some(&0));
            high_first += usize::from(pair.first() == Some(&0));
        }
        if all > 4 && low_first * 2 > all {
            Self::Utf16Le
        } else if all > 4 && high_first * 2 > all {
            Self::Utf16Be
        } else if std::str::from_utf8(bytes).is_ok() {
            Self::Utf8
        } else {
            Self::Windows1252
        }
    }

    /// Decodes; letters that do not exist become `\u{FFFD}` and are counted.
    #[must_use]
    pub fn decode(self, bytes: &[u8]) -> (String, usize) {
        let pairs = |join: fn([u8; 2]) -> u16| {
            let units = bytes
                .chunks_exact(2)
                .filter_map(|pair| pair.try_into().ok().map(join));
            char::decode_utf16(units)
                .map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect::<String>()
        };
        let text = match self {
            Self::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Self::Utf16Le => pairs(u16::from_le_bytes),
            Self::Utf16Be => pairs(u16::from_be_bytes),
            Self::Windows1252 => bytes
                .iter()
                .map(|byte| match byte {
                    0x80..=0x9F => {
                        let place = usize::from(byte - 0x80);
                        HIGH.get(place)
                            .copied()
                            .unwrap_or(char::REPLACEMENT_CHARACTER)
                    }
                    _ => char::from(*byte),
                })
                .collect(),
        };
        let text = text
            .strip_prefix('\u{feff}')
            .map(str::to_owned)
            .unwrap_or(text);
        let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
        (text, lost)
    }
}

#[cfg(test)]
mod tests {
    use super::Encoding;

    #[test]
    fn each_encoding_is_recognised_and_read() {
        let text = "nom;coût\nÉté;12 €\n";
        let wide: Vec<u16> = text.encode_utf16().collect();
        let le: Vec<u8> = wide.iter().flat_map(|u| u.to_le_bytes()).collect();
        let be: Vec<u8> = wide.iter().flat_map(|u| u.to_be_bytes()).collect();
        let marked: Vec<u8> = [&[0xFF, 0xFE], le.as_slice()].concat();
        let windows = b"nom;co\xfbt\n\xc9t\xe9;12 \x80\n".to_vec();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (le, Encoding::Utf16Le),
            (marked, Encoding::Utf16Le),
            (be, Encoding::Utf16Be),
            (windows, Encoding::Windows1252),
        ] {
            assert_eq!(Encoding::detect(&bytes), encoding);
            assert_eq!(encoding.decode(&bytes), (text.to_owned(), 0));
        }
    }
}
