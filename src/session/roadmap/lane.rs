//! The head of a group of projects.

use super::item::{span, status_of};
use super::rows::Group;
use super::wish::{Wish, shown};
use crate::analysis::{Distribution, ProjectAnswers};
use crate::model::*;
use crate::timeline as tl;
use crate::words::format;

/// The head of a group, from the answers of its members.
pub(super) fn lane(key: u128, group: &Group, members: &[&ProjectAnswers], wish: &Wish) -> tl::Lane {
    let lang = wish.lang;
    let is_collapsed = wish.collapsed.contains(&key);
    let mut counts = Distribution::default();
    for answers in members {
        counts.add(answers.status.overall.in_force, 0);
    }
    let spans = || members.iter().filter_map(|a| span(&a.slip));
    let whole_span = spans().map(|s| s.0).min().zip(spans().map(|s| s.1).max());
    let weight = |a: &ProjectAnswers| i128::from(a.money.sums.map_or(1, |s| s.revised.max(1)));
    let known = || {
        members
            .iter()
            .filter_map(|a| Some((weight(a), a.progress.actual?)))
    };
    let whole: i128 = known().map(|k| k.0).sum();
    let done: i128 = known().map(|k| k.0 * i128::from(k.1.0)).sum();
    let progress = u16::try_from(done / whole.max(1) / 10)
        .unwrap_or(0)
        .min(1000);
    let largest = members.iter().filter_map(|a| a.slip.calendar_days).max();
    let finish = members
        .iter()
        .filter_map(|a| a.slip.finish.map(|f| f.0))
        .max();
    let cells = [
        tl::Cell::default(),
        tl::Cell::default(),
        tl::Cell::new(
            if whole > 0 {
                format::percent(lang, Percent(i32::from(progress / 10) * 100))
            } else {
                String::new()
            },
            tl::Tone::Plain,
        ),
        tl::Cell::new(
            finish
                .map(|d| format::day_month(lang, d))
                .unwrap_or_default(),
            tl::Tone::Plain,
        ),
        tl::Cell::new(
            largest
                .map(|d| format::signed(d > 0, format::whole(lang, d)))
                .unwrap_or_default(),
            tl::Tone::Quiet,
        ),
    ];
    tl::Lane {
        key,
        title: group.title.clone(),
        colour: match group.colour {
            0 => tl::Colour::Neutral,
            number => tl::Colour::Category(number),
        },
        count: u32::try_from(members.len()).unwrap_or(u32::MAX),
        statuses: Distribution::ORDER
            .into_iter()
            .filter(|rag| counts.count(*rag) > 0)
            .map(|rag| {
                (
                    status_of(rag),
                    u32::try_from(counts.count(rag)).unwrap_or(u32::MAX),
                )
            })
            .collect(),
        span: whole_span,
        progress,
        cells: shown(cells, wish),
        is_collapsed,
        marks: if is_collapsed {
            members
                .iter()
                .filter_map(|a| Some((span(&a.slip)?.1, status_of(a.status.overall.in_force))))
                .collect()
        } else {
            Vec::new()
        },
    }
}
