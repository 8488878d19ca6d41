//! The row of a project.

use super::wish::{ColourBy, Wish, programme_colour, shown};
use crate::analysis::{ProjectAnswers, slip::Slip};
use crate::model::*;
use crate::timeline as tl;
use crate::words::format;

/// Returns the mark of a status.
#[must_use]
pub const fn status_of(rag: Rag) -> tl::Status {
    match rag {
        Rag::Green => tl::Status::Green,
        Rag::Amber => tl::Status::Amber,
        Rag::Red => tl::Status::Red,
        Rag::NotAssessed => tl::Status::NotReported,
        Rag::Closed => tl::Status::Complete,
    }
}

/// Initials of a person, for the badge.
pub(in crate::session) fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|w| w.chars().next());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).collect()
}

/// First day and the day after the last; a single known date is a span of one day.
fn half_open(first: Option<Date>, last: Option<Date>) -> Option<(tl::Day, tl::Day)> {
    match (first.map(Date::number), last.map(Date::number)) {
        (Some(first), Some(last)) => Some((first.min(last), last + 1)),
        (Some(day), None) | (None, Some(day)) => Some((day, day + 1)),
        (None, None) => None,
    }
}

/// Where the bar of a project lies.
pub(super) fn span(slip: &Slip) -> Option<(tl::Day, tl::Day)> {
    half_open(slip.start, slip.finish.map(|f| f.0))
}

/// The row of a project.
pub(super) fn item(
    workspace: &Workspace,
    project: &Project,
    answers: &ProjectAnswers,
    wish: &Wish,
    depth: u8,
) -> tl::Item {
    let slip = &answers.slip;
    let finish = slip.finish.map(|f| f.0);
    let overall = &answers.status.overall;
    let colour = match wish.colour {
        ColourBy::Programme => project.programme.map_or(tl::Colour::Neutral, |p| {
            tl::Colour::Category(programme_colour(workspace, p))
        }),
        ColourBy::Unit => project
            .unit
            .and_then(|u| workspace.units.keys().position(|k| *k == u))
            .and_then(|n| u8::try_from(n % 8 + 1).ok())
            .map_or(tl::Colour::Neutral, tl::Colour::Category),
        ColourBy::Status => tl::Colour::Status(status_of(overall.in_force)),
        ColourBy::Own => wish
            .colour_field
            .as_ref()
            .and_then(|choice| choice.colour(project))
            .map_or(tl::Colour::Neutral, tl::Colour::Category),
        ColourBy::Phase => project
            .phase
            .as_ref()
            .and_then(|p| Phase::KEYS.iter().position(|k| *k == p.key()))
            .and_then(|n| u8::try_from(n + 1).ok())
            .map_or(tl::Colour::Neutral, tl::Colour::Category),
    };
    let unit = project.unit.and_then(|u| workspace.units.get(&u));
    let lead = project.manager.and_then(|m| workspace.people.get(&m));
    let progress = answers.progress.actual;
    let days = slip.calendar_days;
    let tone = match days {
        Some(d)
            if d > 0
                && answers
                    .status
                    .axis(Axis::Time)
                    .is_some_and(|a| a.computed == Some(Rag::Red)) =>
        {
            tl::Tone::Late
        }
        Some(d) if d < 0 => tl::Tone::Early,
        _ => tl::Tone::Plain,
    };
    let cells = [
        tl::Cell::new(
            unit.map(|u| {
                if u.code.is_empty() {
                    u.name.to_string()
                } else {
                    u.code.to_string()
                }
            })
            .unwrap_or_default(),
            tl::Tone::Quiet,
        ),
        lead.map(|p| {
            let tint = u8::try_from(p.id.raw().0 % 4).unwrap_or(0);
            tl::Cell::new(initials(&p.name), tl::Tone::Badge(tint))
        })
        .unwrap_or_default(),
        tl::Cell::new(
            progress
                .map(|p| format::percent(wish.lang, Percent(p.0 / 100 * 100)))
                .unwrap_or_default(),
            tl::Tone::Plain,
        ),
        tl::Cell::new(
            finish
                .map(|d| format::day_month(wish.lang, d))
                .unwrap_or_default(),
            tl::Tone::Plain,
        ),
        tl::Cell::new(
            days.map(|d| format::signed(d > 0, format::whole(wish.lang, d)))
                .unwrap_or_default(),
            tone,
        ),
    ];
    let milestones = answers
        .milestones
        .iter()
        .map(|m| tl::Milestone {
            day: m.date.number(),
            kind: if m.gate {
                tl::MilestoneKind::Gate
            } else {
                tl::MilestoneKind::Milestone
            },
            is_passed: m.passed,
            baseline: m.baseline.map(Date::number),
            label: m.name.to_string(),
        })
        .collect();
    tl::Item {
        key: project.id.raw().0,
        title: (&project.name).into(),
        status: Some(status_of(overall.in_force)),
        colour,
        shape: tl::BarShape::Bar,
        span: span(slip),
        baseline: half_open(slip.baseline_start, slip.baseline_finish)
            .filter(|_| slip.baseline_finish.is_some()),
        progress: progress
            .and_then(|p| u16::try_from(p.0 / 10).ok())
            .unwrap_or(0)
            .min(1000),
        slip: days.and_then(|d| i32::try_from(d).ok()),
        is_slip_red: tone == tl::Tone::Late,
        float_days: None,
        is_movable: project.actual_finish.is_none(),
        is_begun: project.actual_start.is_some(),
        depth,
        cells: shown(cells, wish),
        milestones,
        ..tl::Item::default()
    }
}
