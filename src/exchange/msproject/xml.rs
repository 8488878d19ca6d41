//! A walk through the elements of a file, one at a time: nothing is built but what is asked for.

use super::fault::{ReadError, Why};
use super::file::{Left, Notice, Unfit};
use super::value::{Moment, Seconds, scaled_signed};
use super::{DEEPEST, MOST_NOTICES};
use crate::model::Text;
use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::Event;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// What was met besides what was asked for.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Met {
    pub(in crate::exchange) left: BTreeMap<String, Left>,
    pub(in crate::exchange) notices: Vec<Notice>,
    pub(in crate::exchange) notice_count: usize,
}

impl Met {
    /// Counts something that says more than nothing and is not taken.
    pub(in crate::exchange) fn leave_one(&mut self, path: &str, line: usize) {
        let left = self.left.entry(path.to_owned()).or_insert(Left {
            line,
            ..Left::default()
        });
        left.count += 1;
        left.filled += 1;
    }

    pub(in crate::exchange) fn notice(
        &mut self,
        line: usize,
        element: &str,
        why: Unfit,
        value: &str,
    ) {
        self.notice_count += 1;
        if self.notices.len() < MOST_NOTICES {
            self.notices.push(Notice {
                line,
                element: element.to_owned(),
                why,
                value: value.chars().take(60).collect(),
            });
        }
    }
}

/// The place in the text.
pub(in crate::exchange) struct Cursor<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    /// Byte that the reader began at.
    base: usize,
    /// Names of the open elements, outermost first.
    stack: Vec<Cow<'a, str>>,
    /// Up to where lines are counted, and the line there.
    counted: (usize, usize),
    /// Attributes of the element opened last, where they are asked for.
    attributes: Option<Vec<(String, String)>>,
    pub(in crate::exchange) met: Met,
}

/// Where a reading paused: between two elements, never within.
#[derive(Debug, Default)]
pub(in crate::exchange) struct Place {
    at: usize,
    stack: Vec<String>,
    counted: (usize, usize),
    pub(in crate::exchange) met: Met,
}

impl Place {
    /// How many bytes are read.
    pub(in crate::exchange) const fn at(&self) -> usize {
        self.at
    }
}

type Read<T> = Result<T, ReadError>;

impl<'a> Cursor<'a> {
    /// Goes on from where a reading paused.
    pub(in crate::exchange) fn resume(text: &'a str, place: Place) -> Self {
        let mut reader = Reader::from_str(text.get(place.at..).unwrap_or_default());
        let config = reader.config_mut();
        // Names are checked here, against a stack that outlives a pause.
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.expand_empty_elements = true;
        Self {
            text,
            reader,
            base: place.at,
            stack: place.stack.into_iter().map(Cow::Owned).collect(),
            counted: place.counted,
            attributes: None,
            met: place.met,
        }
    }

    /// Keeps the attributes of each element that is opened from now on.
    pub(in crate::exchange) fn with_attributes(self) -> Self {
        Self {
            attributes: Some(Vec::new()),
            ..self
        }
    }

    /// An attribute of the element opened last; empty where it has none of this name.
    pub(in crate::exchange) fn attribute(&self, name: &str) -> &str {
        let all = self.attributes.iter().flatten();
        let mut found = all.filter(|(key, _)| key == name);
        found.next().map_or("", |(_, value)| value.trim())
    }

    /// Pauses, between two elements.
    pub(in crate::exchange) fn pause(self) -> Place {
        Place {
            at: self.at(),
            stack: self.stack.into_iter().map(Cow::into_owned).collect(),
            counted: self.counted,
            met: self.met,
        }
    }

    /// How many bytes are read.
    pub(in crate::exchange) fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX - self.base)
    }

    /// How many elements are open.
    pub(in crate::exchange) fn depth(&self) -> usize {
        self.stack.len()
    }

    /// The innermost open element.
    pub(in crate::exchange) fn name(&self) -> &str {
        self.stack.last().map_or("", |name| name)
    }

    /// The line that is being read, from 1.
    pub(in crate::exchange) fn line(&mut self) -> usize {
        self.line_at(self.at())
    }

    fn line_at(&mut self, at: usize) -> usize {
        let (from, line) = self.counted;
        let passed = self.text.as_bytes().get(from..at).unwrap_or_default();
        let lines = line + passed.iter().filter(|byte| **byte == b'\n').count();
        self.counted = (at.max(from), lines);
        lines + 1
    }

    /// A fault at the place that is being read.
    pub(in crate::exchange) fn fault(&mut self, why: Why) -> ReadError {
        let at = self.at();
        self.fault_at(at, why)
    }

    fn fault_at(&mut self, at: usize, why: Why) -> ReadError {
        ReadError {
            line: self.line_at(at),
            element: self.stack.join("/"),
            why,
        }
    }

    /// What the end of the text or a broken tag means.
    fn broken(&mut self, error: &Error) -> ReadError {
        let at = self.base + usize::try_from(self.reader.error_position()).unwrap_or(0);
        let why = match error {
            Error::Syntax(_) => Why::CutOff,
            _ => Why::Syntax,
        };
        self.fault_at(at, why)
    }

    /// Goes to the next element within the innermost open one and opens it; closes that one when there
    /// is no further. Nothing at its end.
    pub(in crate::exchange) fn child(&mut self) -> Read<bool> {
        loop {
            match self.event()? {
                Step::Open => return Ok(true),
                Step::Close => return Ok(false),
                Step::Text(_) => {}
                Step::End if self.stack.is_empty() => return Ok(false),
                Step::End => return Err(self.fault(Why::CutOff)),
            }
        }
    }

    /// Reads the text of the innermost open element and closes it; elements within it are passed over.
    pub(in crate::exchange) fn string(&mut self) -> Read<Cow<'a, str>> {
        let mut all = Cow::Borrowed("");
        loop {
            match self.event()? {
                Step::Open => {
                    self.skip()?;
                }
                Step::Close => return Ok(all),
                Step::Text(more) if all.is_empty() => all = more,
                Step::Text(more) => all.to_mut().push_str(&more),
                Step::End => return Err(self.fault(Why::CutOff)),
            }
        }
    }

    /// Passes over the innermost open element; says whether there is more in it than nothing, zero or no.
    pub(in crate::exchange) fn skip(&mut self) -> Read<bool> {
        let (depth, mut says) = (self.depth(), false);
        while self.depth() >= depth {
            match self.event()? {
                Step::Open | Step::Close => {}
                Step::Text(text) => says |= says_something(text.trim()),
                Step::End => return Err(self.fault(Why::CutOff)),
            }
        }
        Ok(says)
    }

    /// Passes over the innermost open element and counts it as not taken.
    pub(in crate::exchange) fn leave(&mut self) -> Read<()> {
        let path = self.path();
        let line = self.line();
        let says = self.skip()?;
        self.left(path, line, says);
        Ok(())
    }

    /// Where the innermost open element is, to be counted as not taken once it has been read.
    pub(super) fn place(&mut self) -> (String, usize) {
        (self.path(), self.line())
    }

    /// Counts an element as not taken.
    pub(super) fn left(&mut self, path: String, line: usize, says: bool) {
        let left = self.met.left.entry(path).or_default();
        left.count += 1;
        if left.line == 0 || (says && left.filled == 0) {
            left.line = line;
        }
        left.filled += usize::from(says);
    }

    /// The innermost open element with the one around it (`Task/Start`).
    fn path(&self) -> String {
        let names = self.stack.get(self.stack.len().saturating_sub(2)..);
        names.unwrap_or_default().join("/")
    }

    fn event(&mut self) -> Read<Step<'a>> {
        loop {
            let event = match self.reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(self.broken(&error)),
            };
            return Ok(match event {
                Event::Start(start) => {
                    // The name lives as long as the text where the reader borrows it.
                    let name = start.name().local_name().as_ref().to_owned();
                    self.stack.push(Cow::Owned(name));
                    if self.depth() > DEEPEST {
                        return Err(self.fault(Why::TooDeep));
                    }
                    if let Some(kept) = &mut self.attributes {
                        kept.clear();
                        let read = start.attributes().try_for_each(|one| {
                            let one = one.map_err(|_| Why::Syntax)?;
                            let name = one.key.local_name().as_ref().to_owned();
                            kept.push((name, plain(&one.value)?));
                            Ok(())
                        });
                        if let Err(why) = read {
                            return Err(self.fault(why));
                        }
                    }
                    Step::Open
                }
                Event::End(end) => {
                    let name = end.name();
                    let name = name.local_name();
                    if self.stack.last().is_none_or(|open| *open != name.as_ref()) {
                        let found = name.as_ref().chars().take(60).collect();
                        return Err(self.fault(Why::Mismatch { found }));
                    }
                    self.stack.pop();
                    Step::Close
                }
                Event::Text(text) => Step::Text(text.into_inner()),
                Event::CData(text) => Step::Text(text.into_inner()),
                Event::GeneralRef(entity) => {
                    let letter = match entity.resolve_char_ref() {
                        Ok(Some(letter)) => Ok(letter),
                        Ok(None) => letter_of(&entity.borrow().into_inner()),
                        Err(_) => Err(Why::Syntax),
                    };
                    match letter {
                        Ok(letter) => Step::Text(Cow::Owned(letter.to_string())),
                        Err(why) => return Err(self.fault(why)),
                    }
                }
                Event::DocType(_) => return Err(self.fault(Why::Doctype)),
                Event::Eof => Step::End,
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
            });
        }
    }
}

enum Step<'a> {
    Open,
    Close,
    Text(Cow<'a, str>),
    End,
}

/// The text of an attribute: the five entities and numbered letters, no others.
fn plain(text: &str) -> Result<String, Why> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        let (entity, tail) = after.split_once(';').ok_or(Why::Syntax)?;
        out.push_str(before);
        out.push(match entity.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix('x') {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32).ok_or(Why::Syntax)?
            }
            None => letter_of(entity)?,
        });
        rest = tail;
    }
    out.push_str(rest);
    Ok(out)
}

fn letter_of(entity: &str) -> Result<char, Why> {
    Ok(match entity {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => {
            return Err(Why::Entity {
                name: entity.chars().take(60).collect(),
            });
        }
    })
}

/// Whether a value says more than the format says by leaving it out.
fn says_something(text: &str) -> bool {
    let nothing = matches!(text, "" | "false" | "-1" | "PT0H0M0S");
    !nothing && !text.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'))
}

/// Values of the innermost open element; what cannot be read is noted and left out.
impl Cursor<'_> {
    fn value<T>(&mut self, why: Unfit, read: impl FnOnce(&str) -> Option<T>) -> Read<Option<T>> {
        let path = self.path();
        let text = self.string()?;
        let text = text.trim();
        if text.is_empty() {
            return Ok(None);
        }
        let value = read(text);
        if value.is_none() {
            let line = self.line();
            self.met.notice(line, &path, why, text);
        }
        Ok(value)
    }

    /// A text, without the blanks around it.
    pub(in crate::exchange) fn text(&mut self) -> Read<String> {
        let fits = |text: &str| (text.len() <= Text::LONGEST).then(|| text.to_owned());
        Ok(self.value(Unfit::TooLong, fits)?.unwrap_or_default())
    }

    /// A date and time.
    pub(in crate::exchange) fn moment(&mut self) -> Read<Option<Moment>> {
        self.value(Unfit::Moment, Moment::parse)
    }

    /// A duration as ISO 8601 writes it.
    pub(in crate::exchange) fn duration(&mut self) -> Read<Option<Seconds>> {
        self.value(Unfit::Duration, Seconds::parse)
    }

    /// A duration in tenths of a minute.
    pub(in crate::exchange) fn tenths(&mut self) -> Read<Option<Seconds>> {
        self.value(Unfit::Duration, Seconds::from_tenths)
    }

    /// A whole number within ±2^53, as every program can hold.
    pub(in crate::exchange) fn number(&mut self) -> Read<Option<i64>> {
        const MOST: u64 = 1 << 53;
        self.value(Unfit::Number, |text| {
            let number: i64 = text.parse().ok()?;
            (number.unsigned_abs() <= MOST).then_some(number)
        })
    }

    /// A whole number from 0 to `most`.
    pub(in crate::exchange) fn choice(&mut self, most: i64) -> Read<Option<i64>> {
        self.value(Unfit::Choice, |text| {
            let number: i64 = text.parse().ok()?;
            (0..=most).contains(&number).then_some(number)
        })
    }

    /// A share of one, in ten-thousandths: `0.5` is 5,000.
    pub(in crate::exchange) fn units(&mut self) -> Read<Option<i64>> {
        self.value(Unfit::Number, |text| {
            scaled_signed(text, 10_000).filter(|units| units.abs() <= 10_000_000_000)
        })
    }

    /// Yes or no; no when empty.
    pub(in crate::exchange) fn yes(&mut self) -> Read<bool> {
        let read = |text: &str| match text {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        };
        Ok(self.value(Unfit::Choice, read)?.unwrap_or(false))
    }

    /// A time of day, in seconds from midnight.
    pub(in crate::exchange) fn clock(&mut self) -> Read<Option<u32>> {
        self.value(Unfit::Time, |text| {
            // Some programs write a whole moment.
            let time = text.split_once('T').map_or(text, |(_, time)| time);
            u32::try_from(super::value::clock(time)?).ok()
        })
    }
}
