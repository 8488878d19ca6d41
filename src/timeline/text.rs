//! Widths of text without a browser to measure it: close enough to place labels and shorten names.

/// About how wide a line of text is in a sans-serif face, in pixels.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// Shortens a text with an ellipsis so that it fits a width.
pub fn fitted(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room / size - advance('…');
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            left -= advance(*letter);
            left >= 0.0
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Width of a character against the type size.
fn advance(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' | '\u{a0}'
        | '\u{202f}' => 0.28,
        'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.39,
        'm' | 'w' | 'M' | 'W' | '…' | '—' => 0.92,
        'A'..='Z' | '&' | '%' | '+' | '\u{2212}' => 0.7,
        '0'..='9' => 0.62,
        // Ideographs and other wide scripts fill their square.
        '\u{1100}'..='\u{11ff}'
        | '\u{2e80}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}'
        | '\u{ff00}'..='\u{ffef}' => 1.0,
        _ => 0.59,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_fits_is_left_alone_and_another_ends_in_an_ellipsis() {
        assert_eq!(fitted("Edge PoPs Iberia", 12.0, 200.0), "Edge PoPs Iberia");
        let short = fitted(
            "Customer-managed keys for the whole of the group",
            12.0,
            120.0,
        );
        assert!(
            short.ends_with('…') && width(&short, 12.0) <= 120.0,
            "{short}"
        );
        assert_eq!(fitted("Données souveraines", 12.0, 0.0), "…");
    }
}
