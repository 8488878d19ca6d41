//! Fractional order keys: a place among siblings that two people can take without a conflict.

/// Digits in the order of their bytes, so that keys sort as plain text.
const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

fn digit(byte: u8) -> usize {
    DIGITS.iter().position(|d| *d == byte).unwrap_or(0)
}

/// Returns a key that sorts after `low` and before `high`; `None` stands for the open end.
///
/// Keys never end in `0`, so there is always room below them. If `low >= high` the key follows `low`.
#[must_use]
pub fn between(low: Option<&str>, high: Option<&str>) -> String {
    let low = low.unwrap_or("").as_bytes();
    let high = high.filter(|h| h.as_bytes() > low).map(str::as_bytes);
    let Some(high) = high else {
        return behind(low);
    };
    let mut key = String::new();
    let mut bounded = true;
    for place in 0.. {
        let floor = low.get(place).map_or(0, |b| digit(*b));
        let ceiling = match bounded {
            true => high.get(place).map_or(0, |b| digit(*b)),
            false => DIGITS.len(),
        };
        let middle = (floor + ceiling) / 2;
        if middle > floor {
            key.push(char::from(DIGITS.get(middle).copied().unwrap_or(b'i')));
            return key;
        }
        key.push(char::from(DIGITS.get(floor).copied().unwrap_or(b'0')));
        // Once below the ceiling, the rest of `high` no longer binds.
        bounded = bounded && floor == ceiling;
    }
    key
}

/// Returns a key behind another one, for a list that goes on and on: as many digits as the key begins with
/// `z`, and one more, are counted up, so that keys grow by one or two letters each time the list has grown
/// thirty-six times as long.
fn behind(low: &[u8]) -> String {
    const LAST: u8 = b'z';
    if low.is_empty() {
        return "i".to_owned();
    }
    let full = low.iter().take_while(|byte| **byte == LAST).count();
    let mut key: Vec<u8> = low.iter().copied().take(2 * full + 1).collect();
    key.resize(2 * full + 1, b'0');
    loop {
        for slot in key.iter_mut().skip(full).rev() {
            let next = DIGITS.get(digit(*slot) + 1);
            *slot = next.copied().unwrap_or(b'0');
            if next.is_some() {
                break;
            }
        }
        // A key that ends in `0` leaves no room below it, unless it is a new run of `z`.
        if !key.ends_with(b"0") || key.get(full) == Some(&LAST) {
            return String::from_utf8_lossy(&key)
                .trim_end_matches('0')
                .to_owned();
        }
    }
}

/// Returns `count` keys in order, of one length and with room between them: for a list that has none yet.
pub fn spread(count: usize) -> impl Iterator<Item = String> {
    let mut width = 1;
    let mut room = DIGITS.len();
    while room / 2 <= count {
        width += 1;
        room = room.saturating_mul(DIGITS.len());
    }
    let step = room / (count + 1);
    (1..=count).map(move |place| {
        let mut rest = place * step;
        let mut key = vec![b'0'; width];
        for slot in key.iter_mut().rev() {
            *slot = DIGITS.get(rest % DIGITS.len()).copied().unwrap_or(b'0');
            rest /= DIGITS.len();
        }
        let text = String::from_utf8_lossy(&key);
        text.trim_end_matches('0').to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::{between, spread};

    #[test]
    fn a_list_gets_keys_in_order_with_room_between_them() {
        for count in [0, 1, 17, 18, 500, 20_000] {
            let keys: Vec<String> = spread(count).collect();
            assert_eq!(keys.len(), count);
            assert!(keys.iter().all(|key| key.len() < 6 && !key.ends_with('0')));
            for pair in keys.windows(2) {
                let between = between(Some(&pair[0]), Some(&pair[1]));
                assert!(pair[0] < between && between < pair[1], "{pair:?}");
            }
        }
    }

    #[test]
    fn a_key_lies_between_its_neighbours() {
        assert_eq!(between(None, None), "i");
        assert!(between(Some("i"), None).as_str() > "i");
        assert!(between(None, Some("i")).as_str() < "i");
        let key = between(Some("a"), Some("b"));
        assert!("a" < key.as_str() && key.as_str() < "b", "{key}");
    }

    #[test]
    fn a_list_that_grows_at_its_end_keeps_short_keys() {
        let mut last: Option<String> = None;
        for _ in 0..20_000 {
            let next = between(last.as_deref(), None);
            assert!(
                last.as_ref().is_none_or(|last| *last < next),
                "{last:?} {next}"
            );
            assert!(next.len() <= 5 && !next.ends_with('0'), "{next}");
            last = Some(next);
        }
        // Behind any key, however it was made.
        for low in ["zzz", "z", "yzzz", "zzyz", "i8kk2", "zz0001"] {
            assert!(between(Some(low), None).as_str() > low, "{low}");
        }
    }

    #[test]
    fn a_thousand_inserts_at_one_place_stay_ordered() {
        let mut low = between(None, None);
        let high = between(Some(&low), None);
        for _ in 0..1000 {
            let next = between(Some(&low), Some(&high));
            assert!(low < next && next < high, "{low} {next} {high}");
            low = next;
        }
        let mut high = between(None, None);
        for _ in 0..200 {
            let next = between(None, Some(&high));
            assert!(next < high && !next.ends_with('0'), "{next} {high}");
            high = next;
        }
    }
}
