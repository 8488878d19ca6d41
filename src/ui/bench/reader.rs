//! Reads the portfolio of the benchmark: one pass over the text, straight into rows and links.

use std::borrow::Cow;
use std::sync::Arc;

use crate::timeline::day::parse_iso;
use crate::timeline::{BarShape, Colour, Item, Key, Link, Row};

/// The bars and links of a portfolio as the generator of the benchmark writes it; what no bar shows
/// is skipped.
pub(super) fn read(text: &str) -> Option<(Vec<Row>, Vec<Link>)> {
    let (mut rows, mut links) = (Vec::new(), Vec::new());
    let mut scan = Scan { text, at: 0 };
    scan.members(&mut |scan, name| match name {
        "activities" => scan.elements(&mut |scan| {
            rows.push(activity(scan)?);
            Some(())
        }),
        "links" => scan.elements(&mut |scan| {
            links.push(link(scan)?);
            Some(())
        }),
        _ => scan.skip(),
    })?;
    Some((rows, links))
}

/// The ids of the generator are short: they fit a key as they are.
pub(super) fn key(id: &str) -> Key {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(id.bytes()) {
        *place = byte;
    }
    Key::from_le_bytes(bytes)
}

fn activity(scan: &mut Scan<'_>) -> Option<Row> {
    let mut item = Item::bar(0, "", 0, 0);
    item.colour = Colour::Category(1);
    let (mut start, mut finish) = (None, None);
    scan.members(&mut |scan, name| {
        match name {
            "id" => item.key = key(&scan.string()?),
            "name" => item.title = scan.string()?.into_owned(),
            "type" if scan.string()? == "milestone" => item.shape = BarShape::Milestone,
            "type" => {}
            "start" => start = parse_iso(&scan.string()?),
            "end" => finish = parse_iso(&scan.string()?),
            "percent" => item.progress = thousandths(scan.plain()),
            _ => scan.skip()?,
        }
        Some(())
    })?;
    item.span = Some((start?, finish? + 1));
    Some(Row::Item(Arc::new(item)))
}

/// A share in percent as thousandths.
fn thousandths(percent: &str) -> u16 {
    let share = percent.parse::<f64>().unwrap_or(0.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped"
    )]
    let share = (share * 10.0).clamp(0.0, 1000.0) as u16;
    share
}

fn link(scan: &mut Scan<'_>) -> Option<Link> {
    let mut link = Link::new(0, 0);
    scan.members(&mut |scan, name| {
        match name {
            "source" => link.from = key(&scan.string()?),
            "target" => link.to = key(&scan.string()?),
            _ => scan.skip()?,
        }
        Some(())
    })?;
    Some(link)
}

/// A place in a JSON text.
struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The byte that comes next, after white space.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    /// Steps over a byte if it comes next.
    fn take(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.take(byte).then_some(())
    }

    /// Each member of the object that comes next: its name, and a turn to read its value.
    fn members(&mut self, each: &mut dyn FnMut(&mut Self, &'a str) -> Option<()>) -> Option<()> {
        self.expect(b'{')?;
        while !self.take(b'}') {
            let name = self.quoted()?;
            self.expect(b':')?;
            each(self, name)?;
            self.take(b',');
        }
        Some(())
    }

    /// Each element of the list that comes next.
    fn elements(&mut self, each: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.expect(b'[')?;
        while !self.take(b']') {
            each(self)?;
            self.take(b',');
        }
        Some(())
    }

    /// What stands between the quotes that come next, as it is written.
    fn quoted(&mut self) -> Option<&'a str> {
        self.expect(b'"')?;
        let from = self.at;
        loop {
            self.at += self.rest().find('"')?;
            let found = self.text.get(from..self.at)?;
            self.at += 1;
            // A quote after an odd number of strokes belongs to the text.
            let strokes = found
                .bytes()
                .rev()
                .take_while(|byte| *byte == b'\\')
                .count();
            if strokes % 2 == 0 {
                return Some(found);
            }
        }
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let found = self.quoted()?;
        if !found.contains('\\') {
            return Some(found.into());
        }
        serde_json::from_str(&format!("\"{found}\"")).ok()
    }

    /// A number or a word.
    fn plain(&mut self) -> &'a str {
        self.peek();
        let rest = self.rest();
        let end = rest.find([',', '}', ']']).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default().trim_end()
    }

    /// Steps over the value that comes next.
    fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'"' => self.quoted().map(|_| ()),
            b'{' => self.members(&mut |scan, _| scan.skip()),
            b'[' => self.elements(&mut Self::skip),
            _ => (!self.plain().is_empty()).then_some(()),
        }
    }
}
