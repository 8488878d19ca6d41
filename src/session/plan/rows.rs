//! The rows of a plan: the trees of its projects, and the same rows after an edit.

use super::block::{Block, Records, Whole, sorted_by};
use super::cells::Makings;
use super::changes::Changes;
use super::edit::Facts;
use super::face::{cells_at, half_open, stranger, thousandths};
use super::links::Spot;
use super::part::Part;
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
        let block = self.part(project)?.tree.block()?;
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

/// All lines of a project, as a list.
pub struct Lines(Option<Arc<Block>>);

impl std::ops::Deref for Lines {
    type Target = [Line];
    fn deref(&self) -> &[Line] {
        self.0.as_ref().map_or(&[], |block| &block.lines)
    }
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
                let block = before.part(task.project?)?.tree.block()?;
                Some(block.shares_order(block.place(task.id)?))
            };
            Changes::between(before.basis(), &basis, |was, is| {
                sorted_by(was) != sorted_by(is) && shares(was).unwrap_or(true)
            })
        });
        let known = before.zip(changes.as_ref());
        let makings = Makings::new(basis);
        // Where nearly all is to be read, one pass over the records is less work than to look each of them up.
        let records = match wish.project.is_none() && before.is_none_or(|b| b.opens_most(wish)) {
            true => Records::by_project(workspace),
            false => SmallMap::new(),
        };
        let mut rows = Vec::new();
        let mut parts = Vec::new();
        for group in groups(workspace, wish) {
            add_group(&makings, &records, known, group, &mut rows, &mut parts);
        }
        let by_project = (0_u32..).zip(&parts).map(|(at, part)| (part.project, at));
        let mut found = Self {
            data: Arc::default(),
            critical: parts.iter().map(|part| part.tree.critical()).sum(),
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

    /// Most of what is closed here is open to that wish.
    fn opens_most(&self, wish: &PlanWish) -> bool {
        let before = &self.basis().wish;
        let closed = self
            .parts()
            .iter()
            .filter(|part| part.tree.block().is_none());
        before.project.is_some()
            || (wish.is_narrowed() || wish.level != before.level)
                && closed.count() * 2 > self.parts().len()
    }

    /// The projects of the plan, in the order shown.
    pub fn projects(&self) -> impl Iterator<Item = Id<Project>> {
        self.parts().iter().map(|part| part.project)
    }

    /// How many tasks the plan has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts().iter().map(|part| part.tree.count()).sum()
    }

    /// There is nothing to show a row for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self.basis().wish.project {
            Some(_) => self.len() == 0,
            None => self.parts().is_empty(),
        }
    }

    pub(super) fn part(&self, project: Id<Project>) -> Option<&Part> {
        self.plan.part(project)
    }

    /// All lines of a part; they are read where nobody looked into it.
    fn block(&self, part: &Part) -> Arc<Block> {
        let read = || Arc::new(Part::read(self.basis(), None, part.project));
        part.tree.block().map_or_else(read, Arc::clone)
    }

    /// The tasks of a project of the plan, what is hidden included.
    #[must_use]
    pub fn lines_of(&self, project: Id<Project>) -> Lines {
        Lines(self.part(project).map(|part| self.block(part)))
    }

    /// The line of a task of a project that is open.
    #[must_use]
    pub fn line(&self, task: Id<Task>) -> Option<&Line> {
        let project = self.basis().workspace.tasks.get(&task)?.project?;
        self.part(project)?.tree.block()?.line(task)
    }

    /// How many tasks stand elsewhere than the schedule puts them.
    #[must_use]
    pub fn differing_count(&self) -> usize {
        self.parts().iter().map(|part| part.tree.differing()).sum()
    }

    /// The lines that stand elsewhere than the schedule puts them.
    #[must_use]
    pub fn differing(&self) -> Vec<Line> {
        let mut found = Vec::with_capacity(self.differing_count());
        for part in self.parts().iter().filter(|part| part.tree.differing() > 0) {
            let block = self.block(part);
            let lines = block.differing.iter().filter_map(|at| block.lines.get(*at));
            found.extend(lines.cloned());
        }
        found
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
            let (waits, gives) = part.tree.ties();
            // What leads to a project of the plan is drawn from there.
            let is_seen = |at: Option<Id<Project>>| at.is_some_and(|at| self.part(at).is_some());
            let gives = gives.iter().filter(|tie| match &tie.taker {
                Spot::Elsewhere(taker) => !is_seen(taker.project),
                Spot::Here(_) => true,
            });
            for tie in waits.iter().chain(gives) {
                let mut end = |spot: &Spot| match spot {
                    Spot::Here(place) => part.seen(usize::try_from(*place).ok()),
                    Spot::Elsewhere(at) => {
                        match at.project.and_then(|project| self.part(project)) {
                            Some(part) => {
                                let block = part.tree.block();
                                part.seen(block.and_then(|block| block.place(at.task)))
                            }
                            None => has_strangers.then(|| {
                                strangers.insert(at.task);
                                (at.task.raw().0, true)
                            }),
                        }
                    }
                };
                let (Some((from, from_own)), Some((to, to_own))) =
                    (end(&tie.giver), end(&tie.taker))
                else {
                    continue;
                };
                // Many links fold into one between rows that are closed.
                let is_own = from_own && to_own;
                if from == to || !is_own && !folded.insert((from, to)) {
                    continue;
                }
                let link = tie.drawn(from, to);
                drawn.push(tl::Link {
                    is_critical: link.is_critical && wish.look.critical,
                    ..link
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
        let part = Part::new(makings, records.get(&project), known, project, hidden_in);
        whole.add(*part.tree.whole());
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
