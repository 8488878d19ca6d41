//! What the cells of a plan say.

use super::columns::Field;
use super::needs::Needs;
use super::rows::{Fact, PlanWish};
use crate::analysis::wbs::{self, Line};
use crate::model::*;
use crate::session::roadmap::initials;
use crate::timeline::{Cell, Tone};
use crate::words::{Lang, Plan as Words, choice_label, format};

/// What cells are made from.
pub(super) struct Makings<'a> {
    pub workspace: &'a Workspace,
    pub calendar: Calendar,
    pub needs: &'a Needs,
    pub wish: &'a PlanWish,
}

/// The cells of a task.
pub(super) fn cells(makings: &Makings, task: &Task, line: &Line, fact: Fact) -> Vec<Cell> {
    makings
        .wish
        .columns
        .iter()
        .map(|field| cell(makings, task, line, fact, *field))
        .collect()
}

fn cell(makings: &Makings, task: &Task, line: &Line, fact: Fact, field: Field) -> Cell {
    let (wish, lang) = (makings.wish, makings.wish.lang);
    let day = |date: Option<Date>| {
        Cell::new(
            date.map_or(String::new(), |d| short(lang, d, wish.today)),
            Tone::Plain,
        )
    };
    let slip = || {
        let days = line.days?.1.days_since(line.baseline?.1);
        Some(days).filter(|days| *days != 0)
    };
    match field {
        Field::Owner => {
            let owner = task.owner.and_then(|id| makings.workspace.people.get(&id));
            owner.map_or_else(Cell::default, |owner| {
                let place = makings
                    .workspace
                    .people
                    .keys()
                    .position(|id| *id == owner.id);
                let tint = place.and_then(|place| u8::try_from(place % 4).ok());
                Cell::new(initials(&owner.name), Tone::Badge(tint.unwrap_or(0)))
            })
        }
        Field::Length => Cell::new(length(makings, task, line), Tone::Plain),
        Field::Start => day(line.days.map(|days| days.0)),
        Field::Finish => {
            let late = slip().is_some_and(|days| days > 0) && task.actual_finish.is_none();
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
        Field::Float if task.actual_finish.is_some() => {
            Cell::new(Words::FloatDone.text(lang), Tone::Quiet)
        }
        Field::Float => fact.float_days.map_or_else(Cell::default, |days| {
            let tone = if days < 0 { Tone::Late } else { Tone::Plain };
            Cell::new(format::whole(lang, days), tone)
        }),
        Field::Needs => Cell::new(
            makings.needs.text(makings.workspace, task.id, lang),
            Tone::Quiet,
        ),
        Field::Baseline => day(line.baseline.map(|days| days.1)),
        Field::Slip => slip().map_or_else(Cell::default, |days| {
            let tone = if days > 0 { Tone::Late } else { Tone::Early };
            Cell::new(format::days_signed(lang, days), tone)
        }),
        Field::Constraint => {
            let Some(kind) = &task.constraint else {
                return Cell::default();
            };
            let name = choice_label(Kind::Task, "constraint", kind.key(), lang);
            let date = task
                .constraint_date
                .map(|date| short(lang, date, wish.today));
            Cell::new(
                format!("{name} {}", date.unwrap_or_default())
                    .trim()
                    .to_owned(),
                Tone::Quiet,
            )
        }
        Field::Deadline => day(task.deadline),
    }
}

/// The duration as it is said, else the working days between first and last day.
fn length(makings: &Makings, task: &Task, line: &Line) -> String {
    let lang = makings.wish.lang;
    if let Some(span) = task.duration.filter(|_| !line.is_summary) {
        return format::span(lang, span);
    }
    if wbs::is_event(task) && !line.is_summary {
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
