//! Text without a browser: how wide it will be, how to shorten it, how to escape it.
//!
//! The widths are an estimate for a user interface sans serif with tabular figures, on the generous
//! side, so that the same chart comes out natively and in every browser.

/// Size of direct labels in pixels.
pub(super) const LABEL: f64 = 11.0;
/// Size of tick labels in pixels.
pub(super) const TICK: f64 = 10.0;

/// Width of a text in pixels at a font size in pixels, counted by characters.
pub(super) fn width(text: &str, size: f64) -> f64 {
    let thousandths: u32 = text.chars().map(advance).sum();
    f64::from(thousandths) * size / 1000.0
}

/// Advance of one character in thousandths of the font size.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' | '.' | ',' | ':' | ';' | '!' | 'I' | '·' => 290,
        'f' | 'r' | 't' | '(' | ')' | '[' | ']' | '/' | '-' | '"' | '’' => 400,
        ' ' | '\u{a0}' => 290,
        '\u{202f}' | '\u{2009}' => 200,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 920,
        '0'..='9' | '+' | '−' | '–' | '±' | '€' | '$' | '£' | '=' => 640,
        'a'..='z' => 600,
        'A'..='Z' => 700,
        // Combining marks sit on the letter before them.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0,
        c if u32::from(c) < 0x250 => 620,
        // CJK, emoji and everything else that may fill a whole square.
        c if u32::from(c) >= 0x1100 => 1_050,
        _ => 680,
    }
}

/// The text, or as many of its first characters as fit with an ellipsis; empty if not even one fits.
pub(super) fn fit(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut used = width("…", size);
    let mut kept = String::new();
    for c in text.chars() {
        used += f64::from(advance(c)) * size / 1000.0;
        if used > room {
            break;
        }
        kept.push(c);
    }
    if kept.is_empty() {
        return kept;
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    kept
}

/// Appends text so that it stays text in XML: markup escaped, forbidden characters replaced.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_counts_characters_not_bytes() {
        assert!(width("Échéance", LABEL) < width("Echeance", LABEL) * 1.1);
    }

    #[test]
    fn a_text_that_fits_is_left_alone_and_a_longer_one_ends_in_an_ellipsis() {
        assert_eq!(fit("Approved", LABEL, 100.0), "Approved");
        let short = fit("Sovereign Cloud and a long rest", LABEL, 80.0);
        assert!(short.ends_with('…') && width(&short, LABEL) <= 80.0);
        assert_eq!(fit("Approved", LABEL, 3.0), "");
    }

    #[test]
    fn markup_and_control_characters_come_out_as_text() {
        let mut out = String::new();
        escape(&mut out, "<b>&\"'\u{0}\n");
        assert_eq!(out, "&lt;b&gt;&amp;&quot;&#39;\u{fffd} ");
    }
}
