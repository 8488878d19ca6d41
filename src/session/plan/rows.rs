//! The rows of a plan: the trees of its projects, and the same rows after an edit.

use super::block::{Block, Records, Whole, sorted_by};
use super::cells::Makings;
use super::changes::Changes;
use super::edit::Facts;
use super::face::{Face, Kept, cells_at, half_open, head, items, stranger, thousandths};
use super::links::Spot;
use super::places::{Group, groups};
use super::wish::PlanWish;
use crate::analysis::wbs::Line;
use crate::model::*;
use crate::timeline as tl;
use crate::words::Plan as Words;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The rows and what the line above them says.
pub struct PlanRows {
    /// What the timeline draws.
    pub data: Arc<tl::TimelineData>,
    /// How many unfinished tasks are critical.
    pub critical: usize,
    links: Vec<tl::Link>,
    plan: Arc<Plan>,
}

/// The projects of the plan, and what their rows are made from: cells are made when they come in sight.
#[derive(Debug)]
struct Plan {
    makings: Makings,
    parts: Vec<Part>,
    by_project: SmallMap<Id<Project>, u32>,
}

impl tl::Teller for Plan {
    fn cells(&self, key: u128) -> Option<Vec<tl::Cell>> {
        let task = Id::new(RawId(key));
        let project = self.makings.basis.workspace.tasks.get(&task)?.project?;
        let block = &self.part(project)?.block;
        cells_at(&self.makings, block, block.place(task)?)
    }
}

impl Plan {
    fn part(&self, project: Id<Project>) -> Option<&Part> {
        let at = *self.by_project.get(&project)?;
        self.parts.get(usize::try_from(at).ok()?)
    }
}

/// What the rows were made from.
#[derive(Clone, Debug)]
pub(super) struct Basis {
    pub wish: PlanWish,
    pub workspace: Workspace,
    pub facts: Arc<Facts>,
}

/// A project of the plan.
#[derive(Debug)]
struct Part {
    block: Arc<Block>,
    face: Face,
    /// The row that stands for it where its own tasks are not in sight.
    stands_for: Option<u128>,
}

impl PlanRows {
    /// Makes the rows of a plan. Rows known from before an edit are shared as far as they stand.
    #[must_use]
    pub fn new(
        before: Option<&Self>,
        workspace: &Workspace,
        facts: Arc<Facts>,
        wish: &PlanWish,
    ) -> Self {
        let basis = Basis {
            wish: wish.clone(),
            workspace: workspace.clone(),
            facts,
        };
        let changes = before.map(|before| {
            let shares = |task: &Task| {
                let part = before.part(task.project?)?;
                Some(part.block.shares_order(part.block.place(task.id)?))
            };
            Changes::between(before.basis(), &basis, |was, is| {
                sorted_by(was) != sorted_by(is) && shares(was).unwrap_or(true)
            })
        });
        let known = before.zip(changes.as_ref());
        let makings = Makings::new(basis);
        // Where nearly all is to be read, one pass over the records is less work than to look each of them up.
        let knows_most = before.is_some_and(|before| before.basis().wish.project.is_none());
        let records = match wish.project.is_some() || knows_most {
            true => SmallMap::new(),
            false => Records::by_project(workspace),
        };
        let mut rows = Vec::new();
        let mut parts = Vec::new();
        for group in groups(workspace, wish) {
            add_group(&makings, &records, known, group, &mut rows, &mut parts);
        }
        let by_project = (0_u32..)
            .zip(&parts)
            .map(|(at, part)| (part.block.project, at));
        let mut found = Self {
            data: Arc::default(),
            critical: parts.iter().map(|part| part.block.critical).sum(),
            links: Vec::new(),
            plan: Arc::new(Plan {
                by_project: by_project.collect(),
                parts,
                makings,
            }),
        };
        found.links = found.drawn(&mut rows);
        let plan = Arc::clone(&found.plan);
        found.data = Arc::new(found.timeline(before, rows).told_by(plan));
        found
    }

    fn basis(&self) -> &Basis {
        &self.plan.makings.basis
    }

    fn parts(&self) -> &[Part] {
        &self.plan.parts
    }

    /// Every task of the plan, what is hidden included.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.parts().iter().flat_map(|part| &part.block.lines)
    }

    /// The projects of the plan, in the order shown.
    pub fn projects(&self) -> impl Iterator<Item = Id<Project>> {
        self.parts().iter().map(|part| part.block.project)
    }

    /// How many tasks the plan has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts().iter().map(|part| part.block.lines.len()).sum()
    }

    /// There is nothing to show a row for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.basis().wish.project {
            Some(_) => self.len() == 0,
            None => self.parts().is_empty(),
        }
    }

    fn part(&self, project: Id<Project>) -> Option<&Part> {
        self.plan.part(project)
    }

    /// The tasks of a project of the plan.
    #[must_use]
    pub fn lines_of(&self, project: Id<Project>) -> &[Line] {
        self.part(project).map_or(&[], |part| &part.block.lines)
    }

    /// The line of a task of the plan.
    #[must_use]
    pub fn line(&self, task: Id<Task>) -> Option<&Line> {
        let project = self.basis().workspace.tasks.get(&task)?.project?;
        self.part(project)?.block.line(task)
    }

    /// The lines that stand elsewhere than the schedule puts them.
    pub fn differing(&self) -> impl Iterator<Item = &Line> {
        self.parts().iter().flat_map(|part| {
            let places = part.block.differing.iter();
            places.filter_map(|place| part.block.lines.get(*place))
        })
    }

    /// The row at which a task of a project is seen: its own, or that of what it is hidden in.
    fn row_of(part: &Part, spot: &Spot) -> Option<u128> {
        let known = spot.place.and_then(|place| usize::try_from(place).ok());
        let mut at = known.or_else(|| part.block.place(spot.task));
        while let Some(place) = at {
            if part.face.items.get(place).is_some_and(Option::is_some) {
                return Some(part.block.lines.get(place)?.task.raw().0);
            }
            let above = part.block.lines.get(place)?.parent;
            at = above.and_then(|parent| part.block.place(parent));
        }
        part.stands_for
    }

    /// The links between rows in sight. Tasks outside of the plan of one project get rows at its end.
    fn drawn(&self, rows: &mut Vec<tl::Row>) -> Vec<tl::Link> {
        let Basis {
            wish, workspace, ..
        } = self.basis();
        let has_strangers = wish.project.is_some() && !wish.is_narrowed();
        let mut strangers = BTreeSet::new();
        let mut drawn = Vec::new();
        let mut folded = BTreeSet::new();
        for part in self.parts() {
            let gives = part.block.gives.iter();
            // What leads to a project of the plan is drawn from there.
            let gives =
                gives.filter(|tie| tie.taker.project.is_none_or(|at| self.part(at).is_none()));
            for tie in part.block.waits.iter().chain(gives) {
                let mut end = |spot: &Spot| {
                    let own = spot.project == Some(part.block.project);
                    let at = match own {
                        true => Some(part),
                        false => spot.project.and_then(|project| self.part(project)),
                    };
                    match at {
                        Some(at) => Self::row_of(
                            at,
                            &Spot {
                                place: spot.place.filter(|_| own),
                                ..*spot
                            },
                        ),
                        None => has_strangers.then(|| {
                            strangers.insert(spot.task);
                            spot.task.raw().0
                        }),
                    }
                };
                let (Some(from), Some(to)) = (end(&tie.giver), end(&tie.taker)) else {
                    continue;
                };
                let is_own = (from, to) == (tie.link.from, tie.link.to);
                // Many links fold into one between rows that are closed.
                if from == to || !is_own && !folded.insert((from, to)) {
                    continue;
                }
                drawn.push(tl::Link {
                    from,
                    to,
                    is_critical: tie.link.is_critical && wish.look.critical,
                    ..tie.link
                });
            }
        }
        let strangers = strangers
            .iter()
            .filter_map(|task| workspace.tasks.get(task));
        rows.extend(strangers.map(|task| tl::Row::Item(Arc::new(stranger(workspace, task, wish)))));
        drawn
    }

    /// The rows as the timeline takes them: those of before with what is new in them, where the rest stands.
    fn timeline(&self, before: Option<&Self>, rows: Vec<tl::Row>) -> tl::TimelineData {
        let look = &self.basis().wish.look;
        if let Some(before) = before.filter(|before| before.basis().wish.look == *look) {
            let known = before.data.rows(0, usize::MAX).map(|(_, row)| row);
            let stands = before.data.len() == rows.len()
                && known
                    .zip(&rows)
                    .all(|(was, is)| was.is_same(is) || was.key() == is.key());
            if stands {
                let mut data = (*before.data).clone();
                for (place, row) in rows.into_iter().enumerate() {
                    if !before.data.row(place).is_some_and(|was| was.is_same(&row)) {
                        data = data.with_row(row);
                    }
                }
                return match before.links == self.links {
                    true => data,
                    false => data.with_links(&self.links),
                };
            }
        }
        let columns = look.columns.iter().map(|field| field.column(look.lang));
        let head = Words::HeadTask.text(look.lang);
        tl::TimelineData::new(head, columns.collect(), rows, &self.links)
    }
}

/// Adds the rows of a group of projects.
fn add_group(
    makings: &Makings,
    records: &SmallMap<Id<Project>, Records<'_>>,
    known: Option<(&PlanRows, &Changes)>,
    group: Group,
    rows: &mut Vec<tl::Row>,
    parts: &mut Vec<Part>,
) {
    let wish = &makings.basis.wish;
    let is_closed = group.key.is_some_and(|key| wish.hides(key, 0)) && !wish.is_narrowed();
    let mut own = Vec::new();
    let mut whole = Whole::default();
    let mut count = 0;
    for project in group.projects {
        let hidden_in = group.key.filter(|_| is_closed);
        let part = part(makings, records.get(&project), known, project, hidden_in);
        whole.add(part.block.whole);
        let items = part.face.items.iter().flatten();
        let head = part.face.head.iter().chain(items);
        let before = own.len();
        own.extend(head.map(|item| tl::Row::Item(Arc::clone(item))));
        count += u32::from(is_closed || own.len() > before);
        parts.push(part);
    }
    let Some(key) = group.key else {
        rows.extend(own);
        return;
    };
    // What was looked for lies elsewhere.
    if count == 0 {
        return;
    }
    let lane = tl::Lane {
        key,
        title: group.title,
        colour: match group.colour {
            0 => tl::Colour::Neutral,
            number => tl::Colour::Category(number),
        },
        count,
        statuses: Vec::new(),
        span: whole.days.map(half_open),
        progress: thousandths(whole.progress()),
        cells: vec![tl::Cell::default(); wish.look.columns.len()],
        is_collapsed: is_closed,
        marks: Vec::new(),
    };
    let kept = known.and_then(|(before, _)| before.data.find(key));
    rows.push(match kept {
        Some(tl::Row::Lane(kept)) if **kept == lane => tl::Row::Lane(Arc::clone(kept)),
        _ => tl::Row::Lane(Arc::new(lane)),
    });
    rows.extend(own);
}

/// Makes the rows of a project, as far as they are not those of before.
fn part(
    makings: &Makings,
    records: Option<&Records<'_>>,
    known: Option<(&PlanRows, &Changes)>,
    project: Id<Project>,
    hidden_in: Option<u128>,
) -> Part {
    let Basis {
        wish,
        workspace,
        facts,
    } = &makings.basis;
    let old = known.and_then(|(before, changes)| Some((before.part(project)?, changes)));
    let stands = old.is_some_and(|(_, changes)| changes.stands(project));
    let block = match old.filter(|_| stands) {
        Some((old, ..)) => Arc::clone(&old.block),
        None => {
            let followed = old.and_then(|(old, changes)| {
                let edited = changes.in_same_tree(project)?;
                old.block.followed(workspace, facts, edited)
            });
            let read = || {
                let block =
                    |from: &_| Block::new(workspace, project, from, facts, wish.look.baseline);
                records.map_or_else(|| block(&Records::of(workspace, project)), block)
            };
            Arc::new(followed.unwrap_or_else(read))
        }
    };
    if let Some(key) = hidden_in {
        return Part {
            block,
            face: Face::default(),
            stands_for: Some(key),
        };
    }
    let kept = old.filter(|(_, changes)| stands && changes.same_look || changes.may_keep(project));
    let kept = kept.map(|(old, changes)| Kept {
        block: &old.block,
        face: &old.face,
        is_same: stands && changes.same_look,
    });
    let record = workspace.projects.get(&project);
    let is_narrowed = wish.is_narrowed();
    let is_closed = wish.project.is_none()
        && !is_narrowed
        && wish.hides(project.raw().0, wish.depth().saturating_sub(1));
    let finds = |text: &str| text.to_lowercase().contains(&wish.find);
    let keeps = |line: &Line| {
        let name = workspace.tasks.get(&line.task).map(|task| &*task.name);
        let is_critical = || facts.get(&line.task).is_some_and(|fact| fact.is_critical);
        name.is_some_and(finds) && (!wish.critical_only || is_critical() && !line.is_summary)
    };
    let own = match is_closed {
        true => Vec::new(),
        false => {
            let keeps: Option<&dyn Fn(&Line) -> bool> =
                if is_narrowed { Some(&keeps) } else { None };
            let shown = block.shown(keeps, |line| wish.is_closed(line));
            items(makings, &block, &shown, kept.as_ref())
        }
    };
    let is_found = !is_narrowed
        || own.iter().any(Option::is_some)
        || !wish.critical_only && record.is_some_and(|r| finds(&r.name) || finds(&r.code));
    let item = record
        .filter(|_| wish.project.is_none() && is_found)
        .map(|record| {
            let made = head(makings, record, &block, !is_closed);
            let old = old.and_then(|(old, ..)| old.face.head.as_ref());
            match old.filter(|old| ***old == made) {
                Some(old) => Arc::clone(old),
                None => Arc::new(made),
            }
        });
    Part {
        stands_for: item.as_ref().map(|item| item.key),
        block,
        face: Face {
            head: item,
            items: own,
        },
    }
}
