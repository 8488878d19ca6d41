//! Plans of any size, for benches and for trying the plan with many tasks.

use super::book::{Book, Dice, id, one};
use super::large;
use crate::model::{
    Date, Id, Link, LinkType, Percent, Project, Span, Task, TaskKind, Workspace, order,
};

/// How many tasks a phase has.
const PHASE: usize = 10;

/// Builds a portfolio of `projects` projects as [`large`] does, each with a plan of `tasks` tasks in phases
/// of ten, linked finish to start; every twentieth plan waits for the one before. What stands is what a
/// schedule with working days from Monday to Friday computes, as nothing is finished.
#[must_use]
pub fn planned(projects: usize, tasks: usize) -> Workspace {
    let mut book = Book::default();
    book.workspace = large(projects);
    let mut dice = Dice(tasks as u64);
    let Some(today) = Date::new(2026, 5, 18) else {
        return book.workspace;
    };
    let mut before: Option<Done> = None;
    for number in 0..projects {
        let given = before.filter(|_| number % 20 == 19);
        before = write_plan(&mut book, &mut dice, number, tasks, today, given);
    }
    book.workspace
}

/// A task that gives to others: itself, its project, its last day.
type Done = (Id<Task>, Id<Project>, Date);

/// Writes a plan and returns its last task.
fn write_plan(
    book: &mut Book,
    dice: &mut Dice,
    number: usize,
    tasks: usize,
    today: Date,
    given: Option<Done>,
) -> Option<Done> {
    let calendar = book.workspace.calendar();
    let project = id("project", &number.to_string());
    let mut done: Vec<Done> = Vec::with_capacity(tasks);
    let mut place = None;
    let mut phase = None;
    for n in 0..tasks {
        let mut next = || {
            let key = order::between(place.as_deref(), None);
            place = Some(key.clone());
            key
        };
        if n % PHASE == 0 {
            let mut summary = Task::blank(id("task", &format!("{number}/phase/{n}")));
            summary.project = Some(project);
            summary.task_kind = one(TaskKind::Summary);
            summary.name = format!("Phase {}", n / PHASE + 1).into();
            summary.order = next().into();
            book.put(&summary);
            phase = Some(summary.id);
        }
        let mut task = Task::blank(id("task", &format!("{number}/plan/{n}")));
        let mut givers: Vec<Done> = Vec::new();
        for _ in 0..1 + usize::from(dice.roll(5) < 2) {
            let back = dice.roll(n.min(200) as u64);
            let at = usize::try_from(back)
                .ok()
                .and_then(|back| n.checked_sub(back + 1));
            givers.extend(at.and_then(|at| done.get(at)));
        }
        givers.extend(given.filter(|_| n == 0));
        givers.dedup_by_key(|giver| giver.0);
        let after = givers.iter().map(|giver| giver.2).max();
        let start = match after {
            Some(last) => calendar.plus_working_days(last, 1)?,
            None => today,
        };
        let days = 1 + i64::try_from(dice.roll(15)).unwrap_or(0);
        let finish = calendar.plus_working_days(start, days - 1)?;
        task.project = Some(project);
        task.parent = phase;
        task.task_kind = one(TaskKind::Task);
        task.name = format!("Task {}", n + 1).into();
        task.order = next().into();
        task.duration = Span::days(days);
        // Work takes longer more often than not.
        task.longest = Span::days(2 * days + 1);
        task.owner = Some(id("person", "0"));
        task.progress = Percent::whole(0);
        (task.forecast_start, task.forecast_finish) = (Some(start), Some(finish));
        (task.baseline_start, task.baseline_finish) = (Some(start), Some(finish));
        book.put(&task);
        for (giver, from, _) in givers {
            let mut link = Link::blank(id("link", &format!("{number}/plan/{n}/{giver}")));
            link.link_type = one(LinkType::FinishStart);
            (link.giver, link.giver_task) = (Some(from), Some(giver));
            (link.taker, link.taker_task) = (Some(project), Some(task.id));
            book.put(&link);
        }
        done.push((task.id, project, finish));
    }
    done.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::schedule::PlanNetwork;
    use crate::analysis::wbs::recorded;

    #[test]
    fn a_planned_portfolio_stands_where_its_schedule_puts_it() {
        let workspace = planned(20, 45);
        assert_eq!(workspace.tasks.len(), 20 * (45 + 5 + 4));
        let network = PlanNetwork::of(&workspace, Date::new(2026, 5, 18).unwrap());
        let schedule = network.schedule();
        let mut seen = 0;
        for (id, outcome) in network.outcomes(&schedule) {
            let task = workspace.tasks.get(&id).unwrap();
            if task.task_kind == one(TaskKind::Task) {
                assert_eq!(recorded(task), Some(outcome.days), "{}", task.name);
                seen += 1;
            }
        }
        assert_eq!(seen, 20 * 45);
    }
}
