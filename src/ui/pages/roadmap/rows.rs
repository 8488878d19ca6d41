//! From projects and answers to the rows of the timeline.

use super::wish::{COLUMNS, ColourBy, GroupBy, Wish, group_of, keeps, shown};
use crate::analysis::{Answers, Distribution, ProjectAnswers};
use crate::model::*;
use crate::timeline as tl;
use crate::ui::parts::programme_colour;
use crate::words::{Common, Roadmap, format};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rows, and what the counts line says.
pub struct Rows {
    pub data: Arc<tl::TimelineData>,
    pub projects: usize,
    pub links: usize,
    pub undated: usize,
}

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
fn initials(name: &str) -> String {
    let mut letters = name.split_whitespace().filter_map(|w| w.chars().next());
    let first = letters.next();
    first.into_iter().chain(letters.next_back()).collect()
}

fn item(
    workspace: &Workspace,
    project: &Project,
    answers: &ProjectAnswers,
    wish: &Wish,
    depth: u8,
) -> tl::Item {
    let slip = &answers.slip;
    let half_open = |first: Option<Date>, last: Option<Date>| match (first, last) {
        (Some(first), Some(last)) => Some((first.number().min(last.number()), last.number() + 1)),
        (None, Some(last)) => Some((last.number(), last.number() + 1)),
        (Some(first), None) => Some((first.number(), first.number() + 1)),
        (None, None) => None,
    };
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
        title: project.name.to_string(),
        status: Some(status_of(overall.in_force)),
        colour,
        shape: tl::BarShape::Bar,
        span: half_open(slip.start, finish),
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
    }
}

/// Builds the rows.
pub fn build(workspace: &Workspace, answers: &Answers, wish: &Wish) -> Rows {
    let by = wish.group;
    let lang = wish.lang;
    let mut lanes: BTreeMap<(bool, String, u128), (String, u8, Vec<(&Project, &ProjectAnswers)>)> =
        BTreeMap::new();
    let (mut projects, mut undated) = (0, 0);
    for (id, record) in &workspace.projects {
        let Some(found) = answers.project(*id) else {
            continue;
        };
        if !keeps(record, found, wish) {
            continue;
        }
        projects += 1;
        undated += usize::from(found.slip.start.is_none() && found.slip.finish.is_none());
        match group_of(workspace, record, by) {
            Some((order, key, title, colour)) => {
                let lane = lanes
                    .entry((false, order, key))
                    .or_insert_with(|| (title, colour, Vec::new()));
                lane.2.push((record, found));
            }
            None => {
                let title = Roadmap::NoGroup.text(lang).to_owned();
                lanes
                    .entry((true, String::new(), 0))
                    .or_insert_with(|| (title, 0, Vec::new()))
                    .2
                    .push((record, found));
            }
        }
    }
    let mut rows = Vec::with_capacity(projects + lanes.len());
    for ((_, _, key), (title, colour, mut members)) in lanes {
        members.sort_by(|a, b| {
            natural(&a.0.code)
                .cmp(&natural(&b.0.code))
                .then_with(|| a.0.name.cmp(&b.0.name))
        });
        let items: Vec<tl::Item> = members
            .iter()
            .map(|(p, a)| item(workspace, p, a, wish, u8::from(by != GroupBy::Nothing)))
            .collect();
        if by == GroupBy::Nothing {
            rows.extend(items.into_iter().map(|i| tl::Row::Item(Arc::new(i))));
            continue;
        }
        let collapsed = wish.collapsed.contains(&key);
        rows.push(tl::Row::Lane(Arc::new(lane(
            key, title, colour, &members, &items, collapsed, wish,
        ))));
        if !collapsed {
            rows.extend(items.into_iter().map(|i| tl::Row::Item(Arc::new(i))));
        }
    }
    let links: Vec<tl::Link> = answers
        .promises
        .iter()
        .map(|p| {
            let mut link = tl::Link::new(p.giver.raw().0, p.taker.raw().0);
            link.is_broken = p.broken();
            link.from_day = p.expected.map(|d| d.number() + 1);
            link.to_day = p.needed.map(Date::number);
            link
        })
        .collect();
    let columns = COLUMNS.map(|(_, head, width, align)| tl::Column {
        title: head.text(lang).to_owned(),
        width,
        align,
    });
    let data = tl::TimelineData::new(
        Common::Project.text(lang),
        shown(columns, wish),
        rows,
        &links,
    );
    Rows {
        links: data.links().len(),
        data: Arc::new(data),
        projects,
        undated,
    }
}

fn lane(
    key: u128,
    title: String,
    colour: u8,
    members: &[(&Project, &ProjectAnswers)],
    items: &[tl::Item],
    is_collapsed: bool,
    wish: &Wish,
) -> tl::Lane {
    let lang = wish.lang;
    let mut counts = Distribution::default();
    for (_, answers) in members {
        counts.add(answers.status.overall.in_force, 0);
    }
    let spans = || items.iter().filter_map(|i| i.span);
    let span = spans().map(|s| s.0).min().zip(spans().map(|s| s.1).max());
    let weight = |a: &ProjectAnswers| i128::from(a.money.sums.map_or(1, |s| s.revised.max(1)));
    let known = || {
        members
            .iter()
            .filter_map(|(_, a)| Some((weight(a), a.progress.actual?)))
    };
    let whole: i128 = known().map(|k| k.0).sum();
    let done: i128 = known().map(|k| k.0 * i128::from(k.1.0)).sum();
    let progress = u16::try_from(done / whole.max(1) / 10)
        .unwrap_or(0)
        .min(1000);
    let largest = members
        .iter()
        .filter_map(|(_, a)| a.slip.calendar_days)
        .max();
    let finish = members
        .iter()
        .filter_map(|(_, a)| a.slip.finish.map(|f| f.0))
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
        title,
        colour: if colour == 0 {
            tl::Colour::Neutral
        } else {
            tl::Colour::Category(colour)
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
        span,
        progress,
        cells: shown(cells, wish),
        is_collapsed,
        marks: if is_collapsed {
            items
                .iter()
                .filter_map(|i| Some((i.span?.1, i.status?)))
                .collect()
        } else {
            Vec::new()
        },
    }
}

/// Sorts `A-9` before `A-10`.
fn natural(code: &str) -> (String, u64) {
    let head = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let tail = code
        .get(head.len()..)
        .and_then(|t| t.parse().ok())
        .unwrap_or(0);
    (head.to_owned(), tail)
}
