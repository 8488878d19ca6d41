//! The rows of one project of a plan, made for what is in sight and kept while that stays.

use super::block::{Block, Whole};
use super::cells::{Makings, Told, cells};
use super::part::Tree;
use super::wish::{Fact, Look, PlanWish, RowOdds};
use crate::analysis::odds::DayOdds;
use crate::analysis::wbs::{self, Days, Line};
use crate::model::*;
use crate::timeline as tl;
use std::sync::Arc;

/// The rows of a project, for each of its lines.
#[derive(Clone, Debug, Default)]
pub(super) struct Face {
    /// The row of the project itself, where there is one.
    pub head: Option<Arc<tl::Item>>,
    /// By line; `None` for what is not in sight.
    pub items: Vec<Option<Arc<tl::Item>>>,
}

/// Rows made before that are good again as far as nothing of theirs changed.
pub(super) struct Kept<'a> {
    pub block: &'a Block,
    pub face: &'a Face,
    /// The very same project: no line, fact or record differs.
    pub is_same: bool,
}

impl Kept<'_> {
    /// The row of a line, if all that it shows is what it was.
    fn item(&self, block: &Block, place: usize, line: &Line) -> Option<&Arc<tl::Item>> {
        let at = match self.is_same || self.block.has_tree_of(block) {
            true => place,
            false => self.block.place(line.task)?,
        };
        let item = self.face.items.get(at)?.as_ref()?;
        let is_same = self.is_same
            || self.block.records.get(at) == block.records.get(place)
                && self.block.lines.get(at) == Some(line);
        is_same.then_some(item)
    }
}

/// Makes the rows of the lines that are in sight.
pub(super) fn items(
    makings: &Makings,
    block: &Block,
    shown: &[bool],
    kept: Option<&Kept<'_>>,
) -> Vec<Option<Arc<tl::Item>>> {
    let lines = block.lines.iter().zip(&block.records).zip(shown);
    let one = |(place, ((line, (task, fact)), shown)): (
        usize,
        ((&Line, &(Shared<Task>, Fact)), &bool),
    )| {
        shown.then(|| {
            let is_open = line.is_summary.then(|| !makings.basis.wish.is_closed(line));
            let known = kept.and_then(|kept| kept.item(block, place, line));
            match known.filter(|item| item.is_open == is_open) {
                Some(item) => Arc::clone(item),
                None => Arc::new(item(makings, task, line, *fact, is_open)),
            }
        })
    };
    lines.enumerate().map(one).collect()
}

/// First day and the day after the last.
pub(super) fn half_open(days: Days) -> (tl::Day, tl::Day) {
    (days.0.number(), days.1.number() + 1)
}

pub(super) fn thousandths(share: Percent) -> u16 {
    u16::try_from(share.0 / 10).unwrap_or(0).min(1000)
}

/// The odds of a task that lies ahead, where they are known.
fn ahead<'a>(look: &'a Look, task: &Task) -> Option<&'a DayOdds> {
    match &look.odds {
        RowOdds::Known(odds) => odds
            .of_task(task.id)
            .filter(|_| task.actual_finish.is_none()),
        RowOdds::Off | RowOdds::Drawing => None,
    }
}

/// The cells of the row of a task.
pub(super) fn cells_at(makings: &Makings, block: &Block, place: usize) -> Option<Vec<tl::Cell>> {
    let (line, (task, fact)) = (block.lines.get(place)?, block.records.get(place)?);
    let told = Told {
        task: Some(task),
        owner: task.owner,
        line,
        fact: *fact,
        odds: ahead(&makings.basis.wish.look, task),
    };
    Some(cells(makings, &block.lines, &told))
}

fn item(
    makings: &Makings,
    task: &Task,
    line: &Line,
    fact: Fact,
    is_open: Option<bool>,
) -> tl::Item {
    let look = &makings.basis.wish.look;
    let is_event = wbs::is_event(task) && !line.is_summary;
    let is_done = task.actual_finish.is_some();
    let is_critical = look.critical && fact.is_critical && !is_done;
    let shape = match (line.is_summary, is_event, is_critical) {
        (true, ..) => tl::BarShape::Summary,
        (_, true, _) => tl::BarShape::Milestone,
        (.., true) => tl::BarShape::Critical,
        _ => tl::BarShape::Bar,
    };
    let float_days = fact
        .late_finish
        .zip(line.days)
        .and_then(|(late, days)| i32::try_from(late.days_since(days.1)).ok())
        .filter(|_| look.float && !line.is_summary && !is_done && !fact.is_critical);
    let odds = ahead(look, task);
    tl::Item {
        key: task.id.raw().0,
        title: (&task.name).into(),
        colour: tl::Colour::Neutral,
        shape,
        span: line.days.map(half_open),
        baseline: line.baseline.map(half_open),
        progress: thousandths(line.progress),
        float_days,
        likely: likely(look, odds),
        is_movable: !line.is_summary && !is_done && line.days.is_some(),
        is_begun: task.actual_start.is_some(),
        is_linkable: true,
        code: Arc::clone(&line.code),
        is_open,
        deadline: task.deadline.map(Date::number),
        depth: line.depth.saturating_add(makings.basis.wish.depth()),
        ..tl::Item::default()
    }
}

/// All of it is done.
fn is_over(line: &Line) -> bool {
    line.progress >= Percent::WHOLE
}

fn likely(look: &Look, odds: Option<&DayOdds>) -> Option<tl::Likely> {
    let odds = odds.filter(|_| look.whiskers)?;
    Some(tl::Likely {
        p50: odds.p50.day.number() + 1,
        p80: odds.p80.day.number() + 1,
    })
}

/// The row of a project over its tasks.
pub(super) fn head(makings: &Makings, project: &Project, tree: &Tree, is_open: bool) -> tl::Item {
    let Whole { days, baseline, .. } = *tree.whole();
    let line = Line {
        task: Id::new(project.id.raw()),
        code: Arc::from(&*project.code),
        depth: 0,
        parent: None,
        is_summary: true,
        days,
        baseline,
        progress: tree.whole().progress(),
    };
    let told = Told {
        task: None,
        owner: project.manager,
        line: &line,
        fact: Fact::default(),
        odds: match &makings.basis.wish.look.odds {
            RowOdds::Known(odds) => odds.of_project(project.id).filter(|_| !is_over(&line)),
            RowOdds::Off | RowOdds::Drawing => None,
        },
    };
    tl::Item {
        likely: likely(&makings.basis.wish.look, told.odds),
        key: project.id.raw().0,
        title: (&project.name).into(),
        shape: tl::BarShape::Summary,
        span: days.map(half_open),
        baseline: baseline.map(half_open),
        progress: thousandths(line.progress),
        is_movable: false,
        is_open: (tree.count() > 0).then_some(is_open),
        depth: makings.basis.wish.depth().saturating_sub(1),
        cells: cells(makings, &[], &told),
        code: Arc::clone(&line.code),
        ..tl::Item::default()
    }
}

/// The row of a task of another project: seen, not edited here.
pub(super) fn stranger(workspace: &Workspace, task: &Task, wish: &PlanWish) -> tl::Item {
    let project = task.project.and_then(|id| workspace.projects.get(&id));
    let code = project.map_or("", |project| &*project.code);
    tl::Item {
        key: task.id.raw().0,
        title: format!("{code} · {}", task.name).into(),
        colour: tl::Colour::Category(4),
        shape: match wbs::is_event(task) {
            true => tl::BarShape::Milestone,
            false => tl::BarShape::Foreign,
        },
        span: wbs::recorded(task).map(half_open),
        baseline: wbs::baseline(task).map(half_open),
        progress: thousandths(task.progress.unwrap_or_default()),
        is_movable: false,
        is_linkable: true,
        code: crate::words::Plan::Elsewhere.text(wish.look.lang).into(),
        ..tl::Item::default()
    }
}
