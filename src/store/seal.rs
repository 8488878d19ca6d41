//! Checksums: every stored text carries one, so that damage is seen and never taken for data.

use std::sync::OnceLock;

/// For a byte that still has 0, 1, 2 or 3 bytes behind it, what it adds to the sum: four bytes a step.
type Tables = [[u32; 256]; 4];

/// The tables of the reflected CRC-32 (polynomial 0xEDB88320, as in zip and png), made at the first use:
/// that is quicker than fetching them with the program.
fn tables() -> &'static Tables {
    static TABLES: OnceLock<Tables> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = [[0; 256]; 4];
        for (byte, entry) in (0..).zip(&mut tables[0]) {
            *entry = (0..8).fold(byte, |crc: u32, _| match crc & 1 {
                1 => (crc >> 1) ^ 0xEDB8_8320,
                _ => crc >> 1,
            });
        }
        for behind in 1..4 {
            for byte in 0..=255 {
                let before = at(&tables, behind - 1, byte);
                let next = (before >> 8) ^ at(&tables, 0, before.to_le_bytes()[0]);
                if let Some(entry) = tables
                    .get_mut(behind)
                    .and_then(|t| t.get_mut(usize::from(byte)))
                {
                    *entry = next;
                }
            }
        }
        tables
    })
}

fn at(tables: &Tables, behind: usize, byte: u8) -> u32 {
    let table = tables.get(behind);
    table
        .and_then(|table| table.get(usize::from(byte)))
        .copied()
        .unwrap_or(0)
}

/// Returns the CRC-32 of the bytes.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    let tables = tables();
    let mut crc = !0_u32;
    let (fours, rest) = bytes.as_chunks::<4>();
    for four in fours {
        let [a, b, c, d] = (crc ^ u32::from_le_bytes(*four)).to_le_bytes();
        crc = at(tables, 3, a) ^ at(tables, 2, b) ^ at(tables, 1, c) ^ at(tables, 0, d);
    }
    for byte in rest {
        crc = (crc >> 8) ^ at(tables, 0, crc.to_le_bytes()[0] ^ byte);
    }
    !crc
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
        assert_eq!(
            crc32(b"The quick brown fox jumps over the lazy dog"),
            0x414F_A339
        );
        assert_eq!(crc32(&[0; 32]), 0x190A_55AD);
        assert_eq!((crc32(b""), crc32(b"a")), (0, 0xE8B7_BE43));
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
