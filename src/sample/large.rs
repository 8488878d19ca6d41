//! Portfolios of any size, for benches and for trying the screens with many projects.

use super::book::{Book, Dice, id, one, thousand};
use crate::model::{
    BudgetLine, Choice, Date, Expenditure, Link, LinkType, Percent, Person, Phase, Portfolio,
    Priority, Programme, Project, Rag, Report, Tags, Task, TaskKind, Text, Unit, Workspace,
};

/// Builds a portfolio of `count` projects with people, milestones, budget lines, links and reports.
///
/// The same count gives the same records.
#[must_use]
pub fn large(count: usize) -> Workspace {
    let mut book = Book::default();
    let mut dice = Dice(count as u64);
    let today = Date::new(2026, 5, 18);
    let mut portfolio = Portfolio::blank(id("portfolio", "large"));
    portfolio.name = format!("{count} projects").into();
    portfolio.currency = "EUR".into();
    portfolio.status_date = today;
    portfolio.sample = true;
    book.put(&portfolio);
    let groups = (count / 25).clamp(1, 60);
    for n in 0..groups {
        let mut unit = Unit::blank(id("unit", &n.to_string()));
        unit.code = format!("U{n:02}").into();
        unit.name = format!("Unit {n}").into();
        unit.order = book.next_place().into();
        book.put(&unit);
        let mut programme = Programme::blank(id("programme", &n.to_string()));
        programme.code = format!("P{n:02}").into();
        programme.name = format!("Programme {n}").into();
        programme.colour = i64::try_from(n % 8 + 1).ok();
        programme.order = unit.order.clone();
        book.put(&programme);
        let mut person = Person::blank(id("person", &n.to_string()));
        person.name = format!("Person {n}").into();
        book.put(&person);
    }
    for n in 0..count {
        write_project(&mut book, &mut dice, n, groups, today);
    }
    book.workspace
}

fn write_project(book: &mut Book, dice: &mut Dice, n: usize, groups: usize, today: Option<Date>) {
    let mut pick = |below: u64| i64::try_from(dice.roll(below)).unwrap_or(0);
    let group = |number: i64| number.to_string();
    let (unit, programme, lead) = (
        pick(groups as u64),
        pick(groups as u64),
        pick(groups as u64),
    );
    let begin = Date::new(2024, 9, 1).and_then(|day| day.plus_days(pick(700)));
    let length = 90 + pick(600);
    let slip = (pick(120) - 60).max(0);
    let at = |share: i64, late: i64| begin.and_then(|b| b.plus_days(length * share / 100 + late));
    let mut project = Project::blank(id("project", &n.to_string()));
    project.code = format!("L-{n:05}").into();
    project.name = format!("Project {n:05}").into();
    project.unit = Some(id("unit", &group(unit)));
    project.programme = Some(id("programme", &group(programme)));
    project.manager = Some(id("person", &group(lead)));
    project.phase = pick_of(
        &[Phase::Definition, Phase::Delivery, Phase::Closing],
        pick(3),
    );
    project.priority = pick_of(&[Priority::High, Priority::Medium, Priority::Low], pick(3));
    project.tags = Tags::new([Text::from(format!("wave {}", pick(6)))]);
    (project.baseline_start, project.baseline_finish) = (begin, at(100, 0));
    (project.forecast_start, project.forecast_finish) = (begin, at(100, slip));
    project.actual_start = begin.filter(|day| Some(*day) <= today);
    project.progress = Percent::whole(i32::try_from(pick(101)).unwrap_or(0));
    book.put(&project);
    for (place, share) in [25, 50, 75, 100].into_iter().enumerate() {
        let mut task = Task::blank(id("task", &format!("{n}/{place}")));
        task.project = Some(project.id);
        task.task_kind = one(if place == 3 {
            TaskKind::Gate
        } else {
            TaskKind::Milestone
        });
        task.name = format!("Milestone {}", place + 1).into();
        task.order = format!("{}", place + 1).into();
        (task.baseline_start, task.baseline_finish) = (at(share, 0), at(share, 0));
        (task.forecast_start, task.forecast_finish) = (at(share, slip), at(share, slip));
        task.actual_finish = at(share, slip).filter(|day| Some(*day) <= today);
        book.put(&task);
        let mut line = BudgetLine::blank(id("budget_line", &format!("{n}/{place}")));
        let amount = 50 + pick(900);
        line.project = Some(project.id);
        line.category = "Total".into();
        line.expenditure = one(Expenditure::Opex);
        line.period_start = at(share - 25, i64::from(share > 25));
        line.period_end = at(share, 0);
        line.approved = Some(thousand(amount));
        line.forecast = Some(thousand(amount * (95 + pick(20)) / 100));
        if line.period_end <= today {
            line.committed = line.forecast;
            line.consumed = line.forecast;
        }
        book.put(&line);
    }
    if n % 10 == 9 {
        let mut link = Link::blank(id("link", &n.to_string()));
        link.giver = Some(id("project", &(n - 1).to_string()));
        link.taker = Some(project.id);
        link.link_type = one(LinkType::FinishStart);
        link.promised = at(40, 0);
        link.needed = at(50, 0);
        book.put(&link);
    }
    let mut report = Report::blank(id("report", &n.to_string()));
    report.project = Some(project.id);
    report.date = today.and_then(|day| day.plus_days(-pick(50)));
    report.overall = pick_of(&[Rag::Green, Rag::Green, Rag::Amber, Rag::Red], pick(4));
    report.time = report.overall.clone();
    report.summary = format!("Report of project {n:05}").as_str().into();
    book.put(&report);
}

fn pick_of<E: crate::model::ChoiceSet>(choices: &[E], place: i64) -> Option<Choice<E>> {
    let choice = choices.get(usize::try_from(place).ok()?)?;
    one(*choice)
}
