//! What the cells of a plan say.

use super::columns::Field;
use super::needs::Needs;
use super::rows::Basis;
use super::wish::{Fact, Look, RowOdds};
use crate::analysis::odds::{DayOdds, OddsDay};
use crate::analysis::wbs::{self, Line};
use crate::model::*;
use crate::session::roadmap::initials;
use crate::timeline::{Cell, Tone};
use crate::words::{Lang, Plan as Words, choice_label, format, odds_chance, odds_share};
use std::sync::{Mutex, PoisonError};

/// What cells are made from.
#[derive(Debug)]
pub(super) struct Makings {
    pub basis: Basis,
    calendar: Calendar,
    /// What the tasks of a project wait for, where a column tells it; of the project asked last.
    needs: Mutex<Option<(Id<Project>, Needs)>>,
    /// Initials of each person, and the tint of the badge.
    people: SmallMap<Id<Person>, (String, u8)>,
}

impl Makings {
    pub fn new(basis: Basis) -> Self {
        let tints = [0, 1, 2, 3].into_iter().cycle();
        let people = basis.workspace.people.values().zip(tints);
        let badge =
            |(person, tint): (&Shared<Person>, u8)| (person.id, (initials(&person.name), tint));
        Self {
            calendar: basis.workspace.calendar(),
            needs: Mutex::default(),
            people: people.map(badge).collect(),
            basis,
        }
    }

    /// What a task waits for. The tasks of a project are asked one after the other: its needs are read once.
    fn needs(&self, lines: &[Line], task: &Task) -> Option<String> {
        let workspace = &self.basis.workspace;
        let project = task.project?;
        let mut kept = self.needs.lock().unwrap_or_else(PoisonError::into_inner);
        let (_, needs) = match kept.take().filter(|kept| kept.0 == project) {
            Some(known) => kept.insert(known),
            None => kept.insert((project, Needs::of(workspace, lines))),
        };
        Some(needs.text(workspace, task.id, self.basis.wish.look.lang))
    }
}

/// What a row tells of.
pub(super) struct Told<'a> {
    /// The task; `None` for a project.
    pub task: Option<&'a Task>,
    pub owner: Option<Id<Person>>,
    pub line: &'a Line,
    pub fact: Fact,
    /// Its odds, where they are known and lie ahead.
    pub odds: Option<&'a DayOdds>,
}

/// The cells of a row among the lines of its project.
pub(super) fn cells(makings: &Makings, lines: &[Line], told: &Told) -> Vec<Cell> {
    let columns = makings.basis.wish.look.columns.iter();
    columns
        .map(|field| cell(makings, lines, told, *field))
        .collect()
}

fn cell(makings: &Makings, lines: &[Line], told: &Told, field: Field) -> Cell {
    let look = &makings.basis.wish.look;
    let lang = look.lang;
    let Told {
        task, line, fact, ..
    } = told;
    let is_finished = task.is_some_and(|task| task.actual_finish.is_some());
    let day = |date: Option<Date>| {
        Cell::new(
            date.map_or(String::new(), |d| short(lang, d, look.today)),
            Tone::Plain,
        )
    };
    let slip = || {
        let days = line.days?.1.days_since(line.baseline?.1);
        Some(days).filter(|days| *days != 0)
    };
    match field {
        Field::Owner => {
            let badge = told.owner.and_then(|id| makings.people.get(&id));
            badge.map_or_else(Cell::default, |(initials, tint)| {
                Cell::new(initials.as_str(), Tone::Badge(*tint))
            })
        }
        Field::Length => Cell::new(length(makings, *task, line), Tone::Plain),
        Field::Start => day(line.days.map(|days| days.0)),
        Field::Finish => {
            let late = slip().is_some_and(|days| days > 0) && !is_finished;
            let tone = if late && !line.is_summary {
                Tone::Late
            } else {
                Tone::Plain
            };
            Cell {
                tone,
                ..day(line.days.map(|days| days.1))
            }
        }
        Field::Done => Cell::new(format::percent(lang, whole(line.progress)), Tone::Plain),
        Field::Float if line.is_summary => Cell::default(),
        Field::Float if is_finished => Cell::new(Words::FloatDone.text(lang), Tone::Quiet),
        Field::Float => fact.float_days.map_or_else(Cell::default, |days| {
            let tone = if days < 0 { Tone::Late } else { Tone::Plain };
            Cell::new(format::whole(lang, days.into()), tone)
        }),
        Field::Needs => {
            let text = task.and_then(|task| makings.needs(lines, task));
            Cell::new(text.unwrap_or_default(), Tone::Quiet)
        }
        Field::Baseline => day(line.baseline.map(|days| days.1)),
        Field::Slip => slip().map_or_else(Cell::default, |days| {
            let tone = if days > 0 { Tone::Late } else { Tone::Early };
            Cell::new(format::days_signed(lang, days), tone)
        }),
        Field::Constraint => {
            let Some((task, kind)) = task.and_then(|task| Some((task, task.constraint.as_ref()?)))
            else {
                return Cell::default();
            };
            let name = choice_label(Kind::Task, "constraint", kind.key(), lang);
            let date = task
                .constraint_date
                .map(|date| short(lang, date, look.today));
            Cell::new(
                format!("{name} {}", date.unwrap_or_default())
                    .trim()
                    .to_owned(),
                Tone::Quiet,
            )
        }
        Field::Deadline => day(task.and_then(|task| task.deadline)),
        Field::P50 | Field::P80 | Field::P90 | Field::Chance | Field::Criticality => {
            odds_cell(look, told, field)
        }
    }
}

/// What the odds say; an ellipsis while they are drawn again, and nothing of what lies behind.
fn odds_cell(look: &Look, told: &Told, field: Field) -> Cell {
    let lang = look.lang;
    let known = match &look.odds {
        RowOdds::Off => return Cell::default(),
        RowOdds::Drawing => return Cell::new("…", Tone::Quiet),
        RowOdds::Known(known) => known,
    };
    let Some(odds) = told.odds else {
        return Cell::default();
    };
    let day = |odds: OddsDay| Cell::new(short(lang, odds.day, look.today), Tone::Plain);
    match field {
        Field::P50 => day(odds.p50),
        Field::P80 => day(odds.p80),
        Field::P90 => day(odds.p90),
        Field::Chance => odds.promise.map_or_else(Cell::default, |(_, chance)| {
            let tone = match chance.share() < 0.5 {
                true => Tone::Late,
                false => Tone::Plain,
            };
            Cell::new(odds_chance(chance, lang), tone)
        }),
        _ => {
            let of_task = told.task.and_then(|task| known.tasks.get(&task.id));
            of_task.map_or_else(Cell::default, |of| {
                Cell::new(odds_share(of.criticality, lang), Tone::Plain)
            })
        }
    }
}

/// The duration as it is said, else the working days between first and last day.
fn length(makings: &Makings, task: Option<&Task>, line: &Line) -> String {
    let lang = makings.basis.wish.look.lang;
    let duration = task.and_then(|task| task.duration);
    if let Some(span) = duration.filter(|_| !line.is_summary) {
        return format::span(lang, span);
    }
    if task.is_some_and(wbs::is_event) && !line.is_summary {
        return format::span(lang, Span::minutes(0));
    }
    line.days
        .and_then(|(first, last)| {
            let end = last.plus_days(1)?;
            Span::days(makings.calendar.working_days(first, end))
        })
        .map_or(String::new(), |span| format::span(lang, span))
}

/// A day with its month; with its year where that is not this one.
fn short(lang: Lang, date: Date, today: Date) -> String {
    let text = format::day_month(lang, date);
    if date.year() == today.year() {
        return text;
    }
    format!("{text} \u{2019}{:02}", date.year().rem_euclid(100))
}

/// Whole percent, rounded down, so that only the whole is 100.
fn whole(share: Percent) -> Percent {
    Percent(share.0 / 100 * 100)
}
