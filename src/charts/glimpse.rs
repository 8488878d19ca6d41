//! A glimpse of the product for those who have opened nothing yet: key figures, a roadmap and how busy
//! the units are, as the sample portfolio has them on its day. Decoration: nothing in it can be used.

use chrono::{Months, NaiveDate};
use plotters::style::text_anchor::HPos;

use super::frame::{block, sheet, stroke, write};
use super::geometry::Rect;
use super::ink::{Role, Tone};
use super::mark::{Level, mark};
use super::text::TICK;
use super::{ChartError, Size, Svg};

/// One project of the glimpse.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub name: &'static str,
    /// The colour number of its programme, from 1.
    pub colour: u8,
    /// Start and forecast finish, in days from [`origin`].
    pub days: (i16, i16),
    /// How much is done, in percent.
    pub done: u8,
    /// Its status.
    pub level: Level,
    /// Finish against baseline in days; said where it is worth a word.
    pub slip: u8,
}

const fn line(
    name: &'static str,
    colour: u8,
    days: (i16, i16),
    done: u8,
    level: Level,
    slip: u8,
) -> Line {
    Line {
        name,
        colour,
        days,
        done,
        level,
        slip,
    }
}

/// Projects on or ahead of plan, and of how many.
pub const ON_PLAN: (u8, u8) = (15, 24);
/// Landing, consumed and whole-life cost, in tenths of a million euros.
pub const MONEY: [i64; 3] = [729, 349, 1439];
/// Mean slip in calendar days.
pub const SLIP: i64 = 19;

/// The projects, two of each programme.
pub const LINES: [Line; 14] = [
    line("Trusted Zone Paris", 1, (0, 473), 52, Level::Amber, 49),
    line("Customer-managed keys", 1, (133, 375), 46, Level::Amber, 14),
    line(
        "Liquid cooling, Lille-3",
        5,
        (-91, 326),
        79,
        Level::Green,
        0,
    ),
    line("Warsaw-2 build-out", 5, (35, 599), 41, Level::Amber, 28),
    line("Object storage v3", 3, (-28, 319), 81, Level::Amber, 21),
    line("NVMe block tier", 3, (126, 382), 44, Level::Green, 0),
    line("400G core ring", 2, (-56, 389), 63, Level::Red, 42),
    line("Anti-DDoS scrubbing v4", 2, (70, 277), 86, Level::Green, 0),
    line("Managed PostgreSQL 18", 4, (91, 302), 77, Level::Green, 0),
    line("GPU inference endpoints", 4, (140, 431), 34, Level::Red, 35),
    line("Unified control panel", 6, (7, 312), 74, Level::Green, 0),
    line(
        "Billing engine migration",
        6,
        (42, 396),
        49,
        Level::Amber,
        28,
    ),
    line(
        "NIS2 incident reporting",
        7,
        (105, 305),
        83,
        Level::Amber,
        14,
    ),
    line("Dual-site backup", 7, (203, 515), 12, Level::NotReported, 0),
];

/// Each unit and how many of its projects run in each month from [`origin`] on.
pub const UNITS: [(&str, [u8; 16]); 6] = [
    (
        "Enterprise & Public",
        [1, 1, 2, 2, 3, 3, 4, 4, 4, 4, 4, 3, 3, 2, 2, 1],
    ),
    (
        "Compute & Storage",
        [1, 1, 1, 1, 3, 3, 3, 4, 4, 4, 4, 3, 3, 1, 1, 1],
    ),
    (
        "Datacentres & Supply",
        [2, 3, 3, 3, 3, 4, 5, 5, 4, 4, 4, 3, 3, 3, 3, 3],
    ),
    (
        "Network & Edge",
        [1, 1, 2, 3, 3, 4, 5, 5, 5, 5, 4, 3, 3, 2, 1, 1],
    ),
    (
        "Data Platforms",
        [0, 0, 0, 1, 2, 2, 2, 3, 3, 3, 2, 2, 2, 2, 2, 1],
    ),
    (
        "Web & Telco",
        [1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 2, 1, 1, 0, 0],
    ),
];

/// The first day drawn.
#[must_use]
pub fn origin() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 9, 1).unwrap_or_default()
}

/// The day of the sample, in days from [`origin`].
const TODAY: f64 = 259.0;

/// What the glimpse says, in the language of the moment.
pub struct Words<'a> {
    /// Name and value of the key figures.
    pub figures: [(String, String); 5],
    /// What the numbers of the units count.
    pub counted: &'static str,
    /// The letter of a status.
    pub letter: &'a dyn Fn(Level) -> &'static str,
    /// The name of a month with its year.
    pub month: &'a dyn Fn(NaiveDate) -> String,
    /// A slip in days.
    pub slip: &'a dyn Fn(i64) -> String,
}

const SIZE: Size = Size {
    width: 900,
    height: 812,
};
const WIDE: f64 = 900.0;
/// Where the names end and time begins.
const NAMES: f64 = 200.0;
const FIGURES: f64 = 77.0;
const UNITS_TOP: f64 = 606.0;
const DAY: f64 = 1.17;

fn at(day: f64) -> f64 {
    (NAMES + 8.0 + day * DAY).clamp(NAMES + 8.0, WIDE)
}

/// Months from the first one on, with where each begins and ends.
fn months() -> impl Iterator<Item = (NaiveDate, f64, f64)> {
    let first = origin();
    let begin = move |n| first.checked_add_months(Months::new(n));
    let place = move |month: NaiveDate| at((month - first).num_days() as f64);
    (0..20).filter_map(move |n| {
        let month = begin(n)?;
        Some((month, place(month), place(begin(n + 1)?)))
    })
}

/// Draws the glimpse; the sheet is cut off at the right and below, where it has no end.
///
/// # Errors
/// [`ChartError`].
pub fn glimpse(words: &Words<'_>) -> Result<Svg, ChartError> {
    sheet(SIZE, |sheet| {
        let grid = Role::Grid.plain();
        let across = |y: f64| stroke(sheet, &[(0.0, y), (WIDE, y)], grid);
        let down = |x: f64, y: (f64, f64), ink| stroke(sheet, &[(x, y.0), (x, y.1)], ink);
        let say = |text: &str, at, ink| write(sheet, text, at, TICK, ink, HPos::Left);
        across(FIGURES)?;
        across(UNITS_TOP)?;
        down(NAMES, (FIGURES, UNITS_TOP), grid)?;
        let wide = WIDE / words.figures.len() as f64;
        for (n, (name, value)) in words.figures.iter().enumerate() {
            let x = n as f64 * wide;
            if n > 0 {
                down(x, (0.0, FIGURES), grid)?;
            }
            say(name, (x + 16.0, 25.0), Role::Tick.plain())?;
            say(value, (x + 16.0, 55.0), Role::Text.tone(Tone::Big))?;
        }
        for (month, x, _) in months().skip(1).step_by(3) {
            down(x, (FIGURES + 8.0, UNITS_TOP - 16.0), grid)?;
            say(
                &(words.month)(month),
                (x + 4.0, FIGURES + 18.0),
                Role::Tick.plain(),
            )?;
        }
        for (n, line) in LINES.iter().enumerate() {
            let middle = FIGURES + 50.0 + 33.0 * n as f64;
            let role = Role::category(usize::from(line.colour.saturating_sub(1)));
            let (start, finish) = (f64::from(line.days.0), f64::from(line.days.1));
            let bar = |from: f64, to: f64, half: f64| Rect {
                left: from,
                top: middle - half,
                right: to,
                bottom: middle + half,
            };
            block(sheet, bar(16.0, 24.0, 4.0), role.tone(Tone::Round))?;
            say(line.name, (32.0, middle + 4.0), Role::Text.plain())?;
            let done = start + (finish - start) * f64::from(line.done) / 100.0;
            block(
                sheet,
                bar(at(start), at(finish), 8.0),
                role.tone(Tone::Pale),
            )?;
            block(sheet, bar(at(start), at(done), 8.0), role.tone(Tone::Round))?;
            let end = at(finish);
            let letter = (words.letter)(line.level);
            mark(sheet, (end + 14.0, middle), 14.0, line.level, letter)?;
            if line.slip > 20 {
                let slip = (words.slip)(line.slip.into());
                say(&slip, (end + 27.0, middle + 4.0), Role::Tick.plain())?;
            }
        }
        down(
            at(TODAY),
            (FIGURES + 8.0, UNITS_TOP - 16.0),
            Role::Today.plain(),
        )?;
        say(words.counted, (16.0, UNITS_TOP + 26.0), Role::Tick.plain())?;
        let top = |n: usize| UNITS_TOP + 36.0 + 25.0 * n as f64;
        let cells = || {
            UNITS.iter().enumerate().flat_map(move |(n, (_, counts))| {
                let each = counts.iter().zip(months());
                each.map(move |(count, (_, left, right))| {
                    let cell = Rect {
                        left,
                        top: top(n),
                        right: right - 1.0,
                        bottom: top(n) + 24.0,
                    };
                    (*count, cell)
                })
            })
        };
        // One tone after the other: cells of one tone become one path.
        for (counts, tone) in [
            (1..=2, Tone::Faint),
            (3..=3, Tone::Soft),
            (4..=u8::MAX, Tone::Flat),
        ] {
            for (count, cell) in cells() {
                if counts.contains(&count) {
                    block(sheet, cell, Role::Today.tone(tone))?;
                }
            }
        }
        for (count, cell) in cells().filter(|(count, _)| *count > 0) {
            let place = ((cell.left + cell.right) / 2.0, cell.top + 16.0);
            let text = count.to_string();
            write(
                sheet,
                &text,
                place,
                TICK,
                Role::Muted.tone(Tone::Small),
                HPos::Center,
            )?;
        }
        for (n, (name, _)) in UNITS.iter().enumerate() {
            say(name, (16.0, top(n) + 16.0), Role::Text.plain())?;
        }
        Ok(())
    })
}
