//! Checksums: every stored text carries one, so that damage is seen and never taken for data.

/// The table of the reflected CRC-32 (polynomial 0xEDB88320, as in zip and png).
const TABLE: [u32; 256] = table();

const fn table() -> [u32; 256] {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            };
            bit += 1;
        }
        #[allow(clippy::indexing_slicing)] // Computed while compiling: out of range does not build.
        {
            table[byte] = crc;
        }
        byte += 1;
    }
    table
}

/// Returns the CRC-32 of the bytes.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        let place = usize::from((crc ^ u32::from(*byte)).to_le_bytes()[0]);
        (crc >> 8) ^ TABLE.get(place).copied().unwrap_or(0)
    };
    !bytes.iter().fold(!0, step)
}

/// Puts the checksum in front of a text.
#[must_use]
pub fn seal(body: &str) -> String {
    format!("{:08x} {body}", crc32(body.as_bytes()))
}

/// Returns the text behind its checksum; `None` when it was damaged.
#[must_use]
pub fn unseal(text: &str) -> Option<&str> {
    let (sum, body) = text.split_once(' ')?;
    let sum = (sum.len() == 8).then(|| u32::from_str_radix(sum, 16).ok())??;
    (sum == crc32(body.as_bytes())).then_some(body)
}

#[cfg(test)]
mod tests {
    use super::{crc32, seal, unseal};

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn no_changed_byte_goes_unnoticed() {
        let sealed = seal("{\"name\":\"Bridge\"}");
        assert_eq!(unseal(&sealed), Some("{\"name\":\"Bridge\"}"));
        for place in 0..sealed.len() {
            let mut bytes = sealed.clone().into_bytes();
            bytes[place] ^= 1;
            let damaged = String::from_utf8(bytes).unwrap();
            assert_eq!(unseal(&damaged), None, "{damaged}");
        }
        assert_eq!(unseal(&sealed[..sealed.len() - 1]), None);
        assert_eq!(unseal(""), None);
    }
}
