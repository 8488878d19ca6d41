//! The rows of a plan: a tree of tasks, those of other projects that it waits for, and the links between.

use super::cells::{Makings, cells};
use super::columns::Field;
use super::needs::{Needs, kind_of};
use crate::analysis::wbs::{self, Days, Line};
use crate::edit::frozen;
use crate::model::*;
use crate::timeline as tl;
use crate::words::{Lang, Plan as Words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the schedule says of a task.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fact {
    /// First and last day as calculated.
    pub days: Option<Days>,
    /// The last day it may have without moving the end.
    pub late_finish: Option<Date>,
    /// Working days it may be late without moving the end; negative where a date cannot be met.
    pub float_days: Option<i64>,
    /// Nothing may be late here.
    pub is_critical: bool,
    /// The link that decides when it starts.
    pub driver: Option<Id<Link>>,
}

/// What a person wants to see.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanWish {
    /// The columns.
    pub columns: Vec<Field>,
    /// Tasks whose parts are hidden.
    pub closed: BTreeSet<u128>,
    /// Tasks deeper than this are hidden; all are shown when absent.
    pub level: Option<u8>,
    /// The baseline compared with; the current one when absent.
    pub baseline: Option<Id<Baseline>>,
    /// Only what is critical.
    pub critical_only: bool,
    /// The critical path is marked.
    pub critical: bool,
    /// Float is drawn.
    pub float: bool,
    /// Part of the names looked for, in lower case.
    pub find: String,
    /// The language.
    pub lang: Lang,
    /// The now of every figure.
    pub today: Date,
}

impl PlanWish {
    /// Only some of the tasks are wanted, wherever they stand.
    fn is_narrowed(&self) -> bool {
        self.critical_only || !self.find.is_empty()
    }
}

/// The rows and what the line above them says.
pub struct PlanRows {
    /// What the timeline draws.
    pub data: Arc<tl::TimelineData>,
    /// The tree as a whole, what is hidden included.
    pub lines: Vec<Line>,
    /// What tasks wait for.
    pub needs: Needs,
    /// How many unfinished tasks are critical.
    pub critical: usize,
}

impl PlanRows {
    /// Makes the rows of a project.
    #[must_use]
    pub fn new(
        workspace: &Workspace,
        project: Id<Project>,
        fact: &dyn Fn(Id<Task>) -> Fact,
        wish: &PlanWish,
    ) -> Self {
        let mut lines = wbs::of_project(workspace, project);
        if let Some(baseline) = wish.baseline {
            compare_with(workspace, &mut lines, baseline);
        }
        let needs = Needs::of(workspace, &lines);
        let makings = Makings {
            workspace,
            calendar: workspace.calendar(),
            needs: &needs,
            wish,
        };
        let shown = shown(workspace, &lines, fact, wish);
        let mut rows = Vec::with_capacity(lines.len());
        let mut critical = 0;
        for line in &lines {
            let Some(task) = workspace.tasks.get(&line.task) else {
                continue;
            };
            let fact = fact(line.task);
            let is_open_work = !line.is_summary && task.actual_finish.is_none();
            critical += usize::from(fact.is_critical && is_open_work);
            if shown.contains(&line.task) {
                rows.push(tl::Row::Item(Arc::new(item(&makings, task, line, fact))));
            }
        }
        let links = links(workspace, &lines, &shown, fact, wish, &mut rows, project);
        let columns = wish.columns.iter().map(|field| field.column(wish.lang));
        let data = tl::TimelineData::new(
            Words::HeadTask.text(wish.lang),
            columns.collect(),
            rows,
            &links,
        );
        Self {
            data: Arc::new(data),
            lines,
            needs,
            critical,
        }
    }

    /// Returns the line of a task.
    #[must_use]
    pub fn line(&self, task: Id<Task>) -> Option<&Line> {
        self.lines.iter().find(|line| line.task == task)
    }
}

/// Puts the days of a named baseline in the place of the current one's; of a summary those of its parts.
fn compare_with(workspace: &Workspace, lines: &mut [Line], baseline: Id<Baseline>) {
    let mut sums: BTreeMap<Id<Task>, Days> = BTreeMap::new();
    for line in lines.iter_mut().rev() {
        let own = frozen(workspace, line.task, baseline);
        line.baseline = sums.get(&line.task).copied().or(own);
        if let (Some(parent), Some(days)) = (line.parent, line.baseline) {
            let sum = sums.entry(parent).or_insert(days);
            *sum = (sum.0.min(days.0), sum.1.max(days.1));
        }
    }
}

/// The tasks in sight. A task that is found or critical brings what it is part of.
fn shown(
    workspace: &Workspace,
    lines: &[Line],
    fact: &dyn Fn(Id<Task>) -> Fact,
    wish: &PlanWish,
) -> BTreeSet<Id<Task>> {
    let keeps = |line: &Line| {
        let name = workspace
            .tasks
            .get(&line.task)
            .map(|task| task.name.to_lowercase());
        let is_found = name.is_some_and(|name| name.contains(&wish.find));
        is_found && (!wish.critical_only || fact(line.task).is_critical && !line.is_summary)
    };
    let mut kept: BTreeSet<Id<Task>> = BTreeSet::new();
    if wish.is_narrowed() {
        for line in lines.iter().rev() {
            if kept.contains(&line.task) || keeps(line) {
                kept.insert(line.task);
                kept.extend(line.parent);
            }
        }
        return kept;
    }
    let mut hidden_below: Option<u8> = None;
    for line in lines {
        if hidden_below.is_some_and(|depth| line.depth > depth) {
            continue;
        }
        hidden_below = None;
        kept.insert(line.task);
        let is_closed = wish.closed.contains(&line.task.raw().0)
            || wish.level.is_some_and(|level| line.depth + 1 >= level);
        if is_closed {
            hidden_below = Some(line.depth);
        }
    }
    kept
}

/// First day and the day after the last.
fn half_open(days: Days) -> (tl::Day, tl::Day) {
    (days.0.number(), days.1.number() + 1)
}

fn item(makings: &Makings, task: &Task, line: &Line, fact: Fact) -> tl::Item {
    let wish = makings.wish;
    let is_event = wbs::is_event(task) && !line.is_summary;
    let is_done = task.actual_finish.is_some();
    let is_critical = wish.critical && fact.is_critical && !is_done;
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
        .filter(|_| wish.float && !line.is_summary && !is_done && !fact.is_critical);
    let is_closed = wish.closed.contains(&line.task.raw().0)
        || wish.level.is_some_and(|level| line.depth + 1 >= level);
    tl::Item {
        key: task.id.raw().0,
        title: task.name.to_string(),
        colour: tl::Colour::Neutral,
        shape,
        span: line.days.map(half_open),
        baseline: line.baseline.map(half_open),
        progress: thousandths(line.progress),
        float_days,
        is_movable: !line.is_summary && !is_done && line.days.is_some(),
        is_begun: task.actual_start.is_some(),
        is_linkable: true,
        code: line.code.clone(),
        is_open: line.is_summary.then_some(!is_closed),
        deadline: task.deadline.map(Date::number),
        depth: line.depth,
        cells: cells(makings, task, line, fact),
        ..tl::Item::default()
    }
}

fn thousandths(share: Percent) -> u16 {
    u16::try_from(share.0 / 10).unwrap_or(0).min(1000)
}

/// The links between tasks of the project, and rows for the tasks of others at the ends of the rest.
fn links(
    workspace: &Workspace,
    lines: &[Line],
    shown: &BTreeSet<Id<Task>>,
    fact: &dyn Fn(Id<Task>) -> Fact,
    wish: &PlanWish,
    rows: &mut Vec<tl::Row>,
    project: Id<Project>,
) -> Vec<tl::Link> {
    let parents: BTreeMap<Id<Task>, Option<Id<Task>>> =
        lines.iter().map(|line| (line.task, line.parent)).collect();
    // A link of a task that is hidden in its summary is drawn at the summary.
    let visible = |task: Id<Task>| {
        let mut at = Some(task);
        while let Some(id) = at {
            if shown.contains(&id) {
                return Some(id);
            }
            at = parents.get(&id).copied().flatten();
        }
        None
    };
    let mut foreign: BTreeMap<Id<Task>, tl::Row> = BTreeMap::new();
    let mut links = Vec::new();
    for id in workspace.referring(project.raw(), Kind::Link) {
        let Some(link) = workspace.links.get(&Id::new(id)) else {
            continue;
        };
        let (Some(giver), Some(taker)) = (link.giver_task, link.taker_task) else {
            continue;
        };
        let mut end = |task: Id<Task>| {
            if parents.contains_key(&task) {
                return visible(task);
            }
            let record = workspace.tasks.get(&task).filter(|_| !wish.is_narrowed())?;
            foreign
                .entry(task)
                .or_insert_with(|| tl::Row::Item(Arc::new(stranger(workspace, record, wish))));
            Some(task)
        };
        let (Some(from), Some(to)) = (end(giver), end(taker)) else {
            continue;
        };
        if from == to {
            continue;
        }
        let days = |task: Id<Task>| {
            let found = workspace.tasks.get(&task)?;
            lines
                .iter()
                .find(|line| line.task == task)
                .map_or_else(|| wbs::recorded(found), |line| line.days)
                .map(half_open)
        };
        let how = kind_of(link);
        let is_done = |task: Id<Task>| {
            let found = workspace.tasks.get(&task);
            found.is_some_and(|task| task.actual_finish.is_some())
        };
        let is_lead = link.lag.is_some_and(|lag| lag.amount < 0);
        let overlaps = |giver, taker| {
            let (giver, taker) = (workspace.tasks.get(&giver)?, workspace.tasks.get(&taker)?);
            Some(gives_on(giver)? > takes_from(taker)?)
        };
        let is_broken = how == LinkType::FinishStart
            && !is_lead
            && !is_done(taker)
            && overlaps(giver, taker) == Some(true);
        let both_critical = fact(giver).is_critical && fact(taker).is_critical;
        links.push(tl::Link {
            from_day: matches!(how, LinkType::StartStart | LinkType::StartFinish)
                .then(|| days(from).map(|days| days.0))
                .flatten(),
            to_day: matches!(how, LinkType::FinishFinish | LinkType::StartFinish)
                .then(|| days(to).map(|days| days.1))
                .flatten(),
            is_broken,
            is_critical: wish.critical && both_critical && !is_done(giver),
            is_foreign: !parents.contains_key(&giver) || !parents.contains_key(&taker),
            ..tl::Link::new(from.raw().0, to.raw().0)
        });
    }
    rows.extend(foreign.into_values());
    links
}

/// The first day on which a taker may work: the day itself after an event, the next after work.
fn gives_on(giver: &Task) -> Option<tl::Day> {
    let days = wbs::recorded(giver)?;
    Some(days.1.number() + i32::from(!wbs::is_event(giver)))
}

/// The day on which a taker begins; an event may lie on the last day of what it waits for.
fn takes_from(taker: &Task) -> Option<tl::Day> {
    let days = wbs::recorded(taker)?;
    Some(days.0.number() + i32::from(wbs::is_event(taker)))
}

/// The row of a task of another project: seen, not edited here.
fn stranger(workspace: &Workspace, task: &Task, wish: &PlanWish) -> tl::Item {
    let project = task.project.and_then(|id| workspace.projects.get(&id));
    let code = project.map_or("", |project| &*project.code);
    tl::Item {
        key: task.id.raw().0,
        title: format!("{code} · {}", task.name),
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
        code: Words::Elsewhere.text(wish.lang).to_owned(),
        ..tl::Item::default()
    }
}
