//! Calendars: nested text in one cell, `(0||CalendarData()((0||DaysOfWeek()(…))(0||Exceptions()(…))))`.

use super::rows::Row;
use crate::exchange::msproject::file::{Calendar, Exception, Times, Unfit};
use crate::exchange::msproject::value::clock;
use crate::exchange::msproject::xml::Met;
use crate::exchange::msproject::{MOST_EXCEPTIONS, Why};
use crate::model::Date;

/// How deep nodes may be nested: a real file has six.
const DEEPEST: usize = 12;
/// Days of exceptions are counted from 30 December 1899, as spreadsheets count: so many before 1970.
const FIRST_DAY: i32 = 25_569;

/// Reads a row of the table of calendars.
///
/// # Errors
/// Where a calendar has too many exceptions.
pub(super) fn read(row: &Row<'_>, met: &mut Met) -> Result<Calendar, Why> {
    let mut calendar = Calendar {
        uid: row.number("clndr_id", met).unwrap_or(-1),
        line: row.line,
        name: row.cell("clndr_name").chars().take(200).collect(),
        is_base: row.cell("clndr_type") != "CA_Rsrc",
        base: row.number("base_clndr_id", met),
        ..Calendar::default()
    };
    let text = row.cell("clndr_data");
    if text.is_empty() {
        return Ok(calendar);
    }
    let Some(root) = Nodes { rest: text }.node(0) else {
        met.notice(row.line, "CALENDAR/clndr_data", Unfit::Time, text);
        return Ok(calendar);
    };
    for part in &root.children {
        match part.name {
            "DaysOfWeek" => {
                for day in &part.children {
                    // 1 is Sunday.
                    let place = day
                        .name
                        .parse::<usize>()
                        .ok()
                        .filter(|n| (1..=7).contains(n));
                    let slot = place.and_then(|n| calendar.week.get_mut((n + 5) % 7));
                    if let Some(slot) = slot {
                        *slot = Some(times(day));
                    }
                }
            }
            "Exceptions" => {
                if part.children.len() > MOST_EXCEPTIONS {
                    let most = MOST_EXCEPTIONS;
                    return Err(Why::TooMany { most });
                }
                let all = part.children.iter();
                calendar
                    .exceptions
                    .extend(all.filter_map(|one| exception(one, row.line)));
            }
            _ => {}
        }
    }
    Ok(calendar)
}

fn exception(node: &Node<'_>, line: usize) -> Option<Exception> {
    let days: i64 = node.value("d")?.parse().ok()?;
    let on = Date::from_number(i32::try_from(days).ok()?.checked_sub(FIRST_DAY)?)?;
    Some(Exception {
        line,
        from: Some(on),
        to: Some(on),
        rule: 1,
        times: times(node),
        ..Exception::default()
    })
}

/// The working times of a day, in order.
fn times(node: &Node<'_>) -> Times {
    let second = |text: Option<&str>| u32::try_from(clock(text?)?).ok();
    let span = |part: &Node<'_>| {
        let (from, to) = (second(part.value("s"))?, second(part.value("f"))?);
        // Work up to midnight ends at 00:00 in a file.
        let to = if to == 0 { 86_400 } else { to };
        (from < to).then_some((from, to))
    };
    let mut all: Times = node.children.iter().filter_map(span).collect();
    all.sort_unstable();
    // What overlaps would be worked twice.
    let mut apart = Times::new();
    for (from, to) in all {
        match apart.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => apart.push((from, to)),
        }
    }
    apart
}

/// `(0||name(key|value|key|value)(children))`.
struct Node<'a> {
    name: &'a str,
    values: Vec<&'a str>,
    children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    fn value(&self, key: &str) -> Option<&'a str> {
        let place = self.values.iter().step_by(2).position(|one| *one == key)?;
        self.values.get(place * 2 + 1).copied()
    }
}

struct Nodes<'a> {
    rest: &'a str,
}

impl<'a> Nodes<'a> {
    /// Passes over blanks and what files write for a new line.
    fn blank(&mut self) {
        let is_blank = |c: char| c.is_whitespace() || c == '\u{7f}' || c == '\u{0}';
        self.rest = self.rest.trim_start_matches(is_blank);
    }

    fn sign(&mut self, sign: &str) -> Option<()> {
        self.blank();
        self.rest = self.rest.strip_prefix(sign)?;
        Some(())
    }

    fn until(&mut self, signs: &[char]) -> Option<&'a str> {
        let end = self.rest.find(signs)?;
        let (text, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        Some(text.trim())
    }

    /// The node that begins here; nothing where it is not one.
    fn node(&mut self, depth: usize) -> Option<Node<'a>> {
        if depth > DEEPEST {
            return None;
        }
        self.sign("(")?;
        self.until(&['|', '(', ')'])?;
        self.sign("||")?;
        let name = self.until(&['(', ')'])?;
        self.sign("(")?;
        let values = self.until(&['(', ')'])?;
        self.sign(")")?;
        let values = values.split('|').collect();
        let mut children = Vec::new();
        // Some programs leave the brackets of no children out.
        self.blank();
        if self.rest.starts_with('(') {
            self.sign("(")?;
            loop {
                self.blank();
                if self.rest.starts_with(')') {
                    break;
                }
                children.push(self.node(depth + 1)?);
            }
            self.sign(")")?;
        }
        self.sign(")")?;
        Some(Node {
            name,
            values,
            children,
        })
    }
}
