//! Detailed plans: tasks with durations, links and odds, in place of the phases by type.

use super::book::{Book, day, id, one};
use super::people::person;
use super::plan::event;
use super::projects::project;
use crate::model::{
    Baseline, BaselineDate, Choice, Date, Freeze, Id, Kind, Link, LinkType, Money, Percent,
    Project, RawId, Span, Spread, Sprint, Task, TaskKind, TaskState, Text, Value, Workspace,
};

/// Number in the plan, name, owner, first day, last day, done in percent, first and last day of the
/// baseline where they are others. A line with the name of a gate or milestone puts that into its place.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i32,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const TRUSTED_ZONE: &[Row] = &[
    ("1", "Requirements and design", "", "2025-09-01", "2025-12-12", 100, "", ""),
    ("1.1", "Zoning model", "ZM", "2025-09-01", "2025-10-17", 100, "", ""),
    ("1.2", "Regulatory file v1", "HD", "2025-09-22", "2025-11-28", 100, "", ""),
    ("1.3", "Target architecture", "IB", "2025-10-06", "2025-12-12", 100, "", ""),
    ("1.4", "G1 Design accepted", "", "", "", 0, "", ""),
    ("2", "Zones", "", "2025-12-01", "2026-10-16", 58, "2025-12-01", "2026-08-28"),
    ("2.1", "Zone 1 hall and network", "TO", "2025-12-01", "2026-04-24", 100, "", ""),
    ("2.2", "Zone 2 hall", "ZM", "2026-02-16", "2026-06-12", 75, "", ""),
    ("2.3", "Zone 2 link to the core ring", "TO", "2026-06-15", "2026-10-02", 0, "2026-05-04", "2026-08-21"),
    ("2.4", "Zone 3 racks and power", "ZM", "2026-04-07", "2026-09-11", 20, "2026-04-07", "2026-07-24"),
    ("2.5", "Zone 3 network", "TO", "2026-09-14", "2026-10-16", 0, "2026-07-27", "2026-08-28"),
    ("2.6", "G2 Build released", "", "", "", 0, "", ""),
    ("3", "Security", "", "2026-02-02", "2026-10-30", 41, "2026-02-02", "2026-09-11"),
    ("3.1", "Admin bastion", "IB", "2026-02-02", "2026-05-07", 100, "", ""),
    ("3.2", "Keys held by customers", "LF", "2026-05-11", "2026-09-11", 10, "2026-05-11", "2026-08-28"),
    ("3.3", "Log sealing", "IB", "2026-05-04", "2026-07-31", 20, "", ""),
    ("3.4", "Penetration test", "IB", "2026-10-19", "2026-10-30", 0, "2026-08-31", "2026-09-11"),
    ("4", "Qualification", "", "2026-06-15", "2026-11-27", 6, "2026-04-27", "2026-10-09"),
    ("4.1", "Auditor pre-visit", "HD", "2026-06-22", "2026-06-26", 0, "", ""),
    ("4.2", "Evidence pack", "HD", "2026-06-15", "2026-10-23", 0, "2026-04-27", "2026-09-04"),
    ("4.3", "Qualification audit", "HD", "2026-11-02", "2026-11-27", 0, "2026-09-14", "2026-10-09"),
    ("4.4", "G3 Qualification", "", "", "", 0, "", ""),
    ("5", "Launch", "", "2026-09-14", "2026-12-18", 0, "2026-08-24", "2026-10-30"),
    ("5.1", "Prices and contracts", "OL", "2026-09-14", "2026-10-30", 0, "2026-08-24", "2026-10-09"),
    ("5.2", "Pilot with three ministries", "ML", "2026-11-30", "2026-12-17", 0, "2026-10-12", "2026-10-29"),
    ("5.3", "G4 Launch", "", "", "", 0, "", ""),
];

#[rustfmt::skip]
const CUSTOMER_KEYS: &[Row] = &[
    ("1", "Key service", "", "2026-01-12", "2026-07-03", 70, "2026-01-12", "2026-06-19"),
    ("1.1", "Design of the key service", "LF", "2026-01-12", "2026-03-13", 100, "", ""),
    ("1.2", "Design accepted", "", "", "", 0, "", ""),
    ("1.3", "Hardware module integration", "LF", "2026-03-16", "2026-06-12", 62, "2026-03-16", "2026-05-29"),
    ("1.4", "Key service in the test region", "IB", "2026-06-15", "2026-07-03", 0, "2026-06-01", "2026-06-19"),
    ("1.5", "First customer key in use", "", "", "", 0, "", ""),
    ("2", "Services", "", "2026-07-06", "2026-09-11", 0, "2026-06-22", "2026-08-28"),
    ("2.1", "Keys for disks", "LF", "2026-07-06", "2026-08-07", 0, "2026-06-22", "2026-07-24"),
    ("2.2", "Keys for objects", "PS", "2026-07-06", "2026-08-21", 0, "2026-06-22", "2026-08-07"),
    ("2.3", "Audit of key handling", "IB", "2026-08-24", "2026-09-11", 0, "2026-08-10", "2026-08-28"),
    ("2.4", "Keys for every service", "", "", "", 0, "", ""),
];

#[rustfmt::skip]
const CORE_RING: &[Row] = &[
    ("1", "Paris to Lille", "DS", "2025-07-07", "2025-12-05", 100, "", ""),
    ("2", "Paris to Lille in service", "", "", "", 0, "", ""),
    ("3", "Lille to Frankfurt", "TO", "2025-12-08", "2026-04-10", 100, "", ""),
    ("4", "Lille to Frankfurt in service", "", "", "", 0, "", ""),
    ("5", "Frankfurt to Milan", "", "2026-04-13", "2026-07-31", 28, "2026-04-13", "2026-06-26"),
    ("5.1", "Permits on the Alpine route", "DS", "2026-04-13", "2026-06-12", 50, "2026-04-13", "2026-05-15"),
    ("5.2", "Fibre and amplifiers", "TO", "2026-06-15", "2026-07-31", 0, "2026-05-18", "2026-06-26"),
    ("5.3", "Frankfurt to Milan lit", "", "", "", 0, "", ""),
    ("6", "Milan to Paris", "", "2026-08-03", "2026-09-25", 0, "2026-06-29", "2026-08-14"),
    ("6.1", "Routers in Milan", "TO", "2026-08-03", "2026-08-28", 0, "2026-06-29", "2026-07-24"),
    ("6.2", "Ring test and switch-over", "DS", "2026-08-31", "2026-09-25", 0, "2026-07-27", "2026-08-14"),
    ("6.3", "Ring closed", "", "", "", 0, "", ""),
];

#[rustfmt::skip]
const INFERENCE: &[Row] = &[
    ("1", "Hardware", "", "2026-01-19", "2026-06-12", 78, "2026-01-19", "2026-05-19"),
    ("1.1", "GPU lot 1", "KB", "2026-01-19", "2026-03-27", 100, "", ""),
    ("1.2", "GPU lot 1 in service", "", "", "", 0, "", ""),
    ("1.3", "Delivery of GPU lot 2", "KB", "2026-03-30", "2026-06-12", 62, "2026-03-30", "2026-05-19"),
    ("1.4", "GPU lot 2 in rack", "", "", "", 0, "", ""),
    ("2", "Service", "", "2026-03-30", "2026-11-06", 16, "2026-03-30", "2026-10-02"),
    ("2.1", "Serving engine", "LB", "2026-03-30", "2026-07-10", 40, "2026-03-30", "2026-06-26"),
    ("2.2", "Billing by the token", "LB", "2026-07-15", "2026-08-14", 0, "2026-06-29", "2026-07-10"),
    ("2.3", "Load tests", "LB", "2026-08-17", "2026-08-28", 0, "2026-07-15", "2026-07-24"),
    ("2.4", "Preview open", "", "", "", 0, "", ""),
    ("2.5", "Preview with ten customers", "LB", "2026-08-31", "2026-11-06", 0, "2026-07-27", "2026-10-02"),
    ("2.6", "General availability", "", "", "", 0, "", ""),
];

#[rustfmt::skip]
const WARSAW: &[Row] = &[
    ("1", "Hall B", "", "2025-10-06", "2026-10-30", 57, "2025-10-06", "2026-10-02"),
    ("1.1", "Design and permits", "MN", "2025-10-06", "2026-01-23", 100, "", ""),
    ("1.2", "Building permit", "", "", "", 0, "", ""),
    ("1.3", "Shell of hall B", "MN", "2026-01-26", "2026-05-15", 100, "", ""),
    ("1.4", "Building services, hall B", "ID", "2026-02-23", "2026-06-09", 75, "2026-02-23", "2026-06-03"),
    ("1.5", "Hall B power-on", "", "", "", 0, "", ""),
    ("1.6", "Grid connection", "MN", "2026-03-02", "2026-06-30", 50, "2026-03-02", "2026-06-12"),
    ("1.7", "Racks and cooling, hall B", "ID", "2026-07-01", "2026-09-18", 0, "2026-06-15", "2026-09-02"),
    ("1.8", "Core network of hall B", "TO", "2026-09-28", "2026-10-16", 0, "2026-08-31", "2026-09-18"),
    ("1.9", "Acceptance of hall B", "MN", "2026-10-19", "2026-10-30", 0, "2026-09-21", "2026-10-02"),
    ("1.10", "Hall B in service", "", "", "", 0, "", ""),
    ("2", "Hall C", "", "2026-06-10", "2027-04-23", 0, "2026-06-04", "2027-03-26"),
    ("2.1", "Shell of hall C", "MN", "2026-06-10", "2026-10-09", 0, "2026-06-04", "2026-10-02"),
    ("2.2", "Power and cooling, hall C", "ID", "2026-11-02", "2027-03-05", 0, "2026-10-05", "2027-02-05"),
    ("2.3", "Core network of hall C", "TO", "2027-03-08", "2027-03-26", 0, "2027-02-08", "2027-02-26"),
    ("2.4", "Acceptance of hall C", "MN", "2027-03-30", "2027-04-23", 0, "2027-03-01", "2027-03-26"),
    ("2.5", "Hall C in service", "", "", "", 0, "", ""),
];

/// The detailed plans by project.
const PLANS: &[(&str, &[Row])] = &[
    ("SOV-1", TRUSTED_ZONE),
    ("SOV-3", CUSTOMER_KEYS),
    ("BBN-1", CORE_RING),
    ("DAI-2", INFERENCE),
    ("GRN-2", WARSAW),
];

/// Project, giver, taker (by number), type, lag.
#[rustfmt::skip]
const TIES: &[(&str, &str, &str, LinkType, &str)] = &[
    ("SOV-1", "1.1", "1.2", LinkType::StartStart, "15d"),
    ("SOV-1", "1.1", "1.3", LinkType::StartStart, "25d"),
    ("SOV-1", "1.3", "2.1", LinkType::FinishStart, "-10d"),
    ("SOV-1", "1.3", "3.1", LinkType::FinishStart, ""),
    ("SOV-1", "2.1", "2.2", LinkType::StartStart, "45d"),
    ("SOV-1", "2.2", "2.3", LinkType::FinishStart, ""),
    ("SOV-1", "2.2", "2.4", LinkType::StartStart, "36d"),
    ("SOV-1", "2.4", "2.5", LinkType::FinishStart, ""),
    ("SOV-1", "3.1", "3.2", LinkType::FinishStart, ""),
    ("SOV-1", "3.1", "3.3", LinkType::FinishStart, "-4d"),
    ("SOV-1", "2.3", "3.4", LinkType::FinishStart, ""),
    ("SOV-1", "2.5", "3.4", LinkType::FinishStart, ""),
    ("SOV-1", "3.2", "3.4", LinkType::FinishStart, ""),
    ("SOV-1", "3.3", "3.4", LinkType::FinishStart, ""),
    ("SOV-1", "2.2", "4.1", LinkType::FinishStart, "5d"),
    ("SOV-1", "2.2", "4.2", LinkType::FinishStart, ""),
    ("SOV-1", "4.1", "4.3", LinkType::FinishStart, "60d"),
    ("SOV-1", "4.2", "4.3", LinkType::FinishStart, ""),
    ("SOV-1", "3.4", "4.3", LinkType::FinishStart, ""),
    ("SOV-1", "4.3", "4.4", LinkType::FinishStart, ""),
    ("SOV-1", "2.4", "5.1", LinkType::FinishStart, ""),
    ("SOV-1", "5.1", "5.2", LinkType::FinishStart, ""),
    ("SOV-1", "4.4", "5.2", LinkType::FinishStart, ""),
    ("SOV-1", "5.2", "5.3", LinkType::FinishStart, "1d"),
    ("SOV-3", "1.1", "1.2", LinkType::FinishStart, ""),
    ("SOV-3", "1.2", "1.3", LinkType::FinishStart, ""),
    ("SOV-3", "1.3", "1.4", LinkType::FinishStart, ""),
    ("SOV-3", "1.4", "1.5", LinkType::FinishStart, ""),
    ("SOV-3", "1.5", "2.1", LinkType::FinishStart, ""),
    ("SOV-3", "1.5", "2.2", LinkType::FinishStart, ""),
    ("SOV-3", "2.1", "2.3", LinkType::FinishStart, ""),
    ("SOV-3", "2.2", "2.3", LinkType::FinishStart, ""),
    ("SOV-3", "2.3", "2.4", LinkType::FinishStart, ""),
    ("BBN-1", "1", "2", LinkType::FinishStart, ""),
    ("BBN-1", "2", "3", LinkType::FinishStart, ""),
    ("BBN-1", "3", "4", LinkType::FinishStart, ""),
    ("BBN-1", "4", "5.1", LinkType::FinishStart, ""),
    ("BBN-1", "5.1", "5.2", LinkType::FinishStart, ""),
    ("BBN-1", "5.2", "5.3", LinkType::FinishStart, ""),
    ("BBN-1", "5.3", "6.1", LinkType::FinishStart, ""),
    ("BBN-1", "6.1", "6.2", LinkType::FinishStart, ""),
    ("BBN-1", "6.2", "6.3", LinkType::FinishStart, ""),
    ("DAI-2", "1.1", "1.2", LinkType::FinishStart, ""),
    ("DAI-2", "1.2", "1.3", LinkType::FinishStart, ""),
    ("DAI-2", "1.3", "1.4", LinkType::FinishStart, ""),
    ("DAI-2", "1.2", "2.1", LinkType::FinishStart, ""),
    ("DAI-2", "2.1", "2.2", LinkType::FinishStart, ""),
    ("DAI-2", "2.2", "2.3", LinkType::FinishStart, ""),
    ("DAI-2", "1.4", "2.3", LinkType::FinishStart, ""),
    ("DAI-2", "2.3", "2.4", LinkType::FinishStart, ""),
    ("DAI-2", "2.4", "2.5", LinkType::FinishStart, ""),
    ("DAI-2", "2.5", "2.6", LinkType::FinishStart, ""),
    ("GRN-2", "1.1", "1.2", LinkType::FinishStart, ""),
    ("GRN-2", "1.2", "1.3", LinkType::FinishStart, ""),
    ("GRN-2", "1.3", "1.4", LinkType::StartStart, "20d"),
    ("GRN-2", "1.4", "1.5", LinkType::FinishStart, ""),
    ("GRN-2", "1.2", "1.6", LinkType::FinishStart, ""),
    ("GRN-2", "1.5", "1.7", LinkType::FinishStart, ""),
    ("GRN-2", "1.6", "1.7", LinkType::FinishStart, ""),
    ("GRN-2", "1.7", "1.8", LinkType::FinishStart, ""),
    ("GRN-2", "1.8", "1.9", LinkType::FinishStart, ""),
    ("GRN-2", "1.9", "1.10", LinkType::FinishStart, ""),
    ("GRN-2", "1.5", "2.1", LinkType::FinishStart, ""),
    ("GRN-2", "1.10", "2.2", LinkType::FinishStart, ""),
    ("GRN-2", "2.1", "2.2", LinkType::FinishStart, ""),
    ("GRN-2", "2.2", "2.3", LinkType::FinishStart, ""),
    ("GRN-2", "2.3", "2.4", LinkType::FinishStart, ""),
    ("GRN-2", "2.4", "2.5", LinkType::FinishStart, ""),
];

/// Project, number and length of the tasks at work. What is left of each on the status date ends on the day
/// that its manager says: the schedule finds nothing to object.
const AT_WORK: &[(&str, &str, &str)] = &[
    ("SOV-1", "2.2", "76d"),
    ("SOV-1", "2.4", "49200min"),
    ("SOV-1", "3.3", "65d"),
    ("SOV-3", "1.3", "50d"),
    ("BBN-1", "5.1", "38d"),
    ("DAI-2", "1.3", "50d"),
    ("DAI-2", "2.1", "65d"),
    ("GRN-2", "1.4", "64d"),
    ("GRN-2", "1.6", "62d"),
];

/// Project, number, shortest and longest in percent of the duration, what it shares with others, days at
/// the shortest for money and the price of a day won in euros.
#[rustfmt::skip]
const ODDS: &[(&str, &str, i64, i64, &str, i64, i64)] = &[
    ("SOV-1", "2.2", 90, 125, "Building contractor", 0, 0),
    ("SOV-1", "2.3", 85, 150, "Fibre contractor", 60, 2_400),
    ("SOV-1", "2.4", 90, 140, "Building contractor", 95, 3_200),
    ("SOV-1", "2.5", 80, 140, "Fibre contractor", 18, 1_900),
    ("SOV-1", "3.2", 85, 145, "", 0, 0),
    ("SOV-1", "3.3", 80, 130, "", 0, 0),
    ("SOV-1", "3.4", 90, 170, "", 7, 4_500),
    ("SOV-1", "4.1", 100, 120, "Auditor", 0, 0),
    ("SOV-1", "4.2", 85, 130, "", 0, 0),
    ("SOV-1", "4.3", 90, 160, "Auditor", 0, 0),
    ("SOV-1", "5.1", 70, 130, "", 0, 0),
    ("SOV-1", "5.2", 100, 140, "", 10, 5_200),
    ("BBN-1", "5.1", 80, 180, "Alpine authorities", 0, 0),
    ("BBN-1", "5.2", 85, 150, "Fibre contractor", 28, 6_000),
    ("BBN-1", "6.1", 90, 140, "", 0, 0),
    ("BBN-1", "6.2", 80, 150, "Fibre contractor", 0, 0),
    ("GRN-2", "1.6", 100, 160, "Grid operator", 0, 0),
    ("GRN-2", "1.7", 85, 135, "", 0, 0),
    ("GRN-2", "1.8", 80, 140, "Fibre contractor", 0, 0),
    ("GRN-2", "2.1", 90, 150, "Building contractor", 0, 0),
    ("GRN-2", "2.2", 85, 135, "", 0, 0),
];

/// Risk, number of the task of Trusted Zone Paris that it would hold up, and by how many working days.
const HOLDS_UP: &[(&str, &str, i64)] = &[
    ("R-14", "2.4", 25),
    ("R-22", "2.3", 15),
    ("R-27", "4.3", 10),
];

/// Says whether a project has a detailed plan.
pub(super) fn has(code: &str) -> bool {
    PLANS.iter().any(|(own, _)| *own == code)
}

/// Adds calendars, plans, links, the baseline and the periods around them; milestones are there already.
pub(super) fn write(book: &mut Book) {
    for (code, rows) in PLANS {
        book.restart_places();
        for row in *rows {
            put(book, code, rows, row);
        }
    }
    for (code, giver, taker, link_type, lag) in TIES {
        let mut link = Link::blank(id("link", &format!("{code}/{giver}/{taker}")));
        link.giver = Some(project(code));
        link.giver_task = numbered(code, giver);
        link.taker = Some(project(code));
        link.taker_task = numbered(code, taker);
        link.link_type = one(*link_type);
        link.lag = Span::parse(lag);
        book.put(&link);
    }
    for (code, number, span) in AT_WORK {
        let span = Span::parse(span).map(Value::Span);
        if let Some(task) = numbered(code, number) {
            set(book, Kind::Task, task.raw(), "duration", span);
        }
    }
    odds(book);
    board(book);
    baseline(book, "SOV-1");
    let mut freeze = Freeze::blank(id("freeze", "year end"));
    freeze.name = "Year end".into();
    freeze.start = day("2026-12-14");
    freeze.finish = day("2027-01-04");
    freeze.reason = "Nothing new goes into service while offices are empty.".into();
    book.put(&freeze);
}

/// Says which tasks the risks of the register would hold up.
pub(super) fn hold_up(book: &mut Book) {
    for (risk, task, days) in HOLDS_UP {
        let raw: Id<crate::model::Risk> = id("risk", risk);
        let task = numbered("SOV-1", task).map(|task| Value::Ref(task.raw()));
        set(book, Kind::Risk, raw.raw(), "task", task);
        set(
            book,
            Kind::Risk,
            raw.raw(),
            "delay",
            Span::days(*days).map(Value::Span),
        );
    }
}

/// Returns the task of a project with this number.
fn numbered(code: &str, number: &str) -> Option<Id<Task>> {
    let (_, rows) = PLANS.iter().find(|(own, _)| *own == code)?;
    let row = rows.iter().find(|row| row.0 == number)?;
    Some(event(code, row.1))
}

fn set(book: &mut Book, kind: Kind, id: RawId, key: &str, value: Option<Value>) {
    // The values are of the types of their fields.
    let _ = book.workspace.set(kind, id, key, value);
}

fn put(book: &mut Book, code: &str, rows: &[Row], row: &Row) {
    let (number, name, owner, first, last, done, planned_first, planned_last) = row;
    let parent = number
        .rsplit_once('.')
        .and_then(|(above, _)| numbered(code, above));
    let task = event(code, name);
    let place: Text = book.next_place().into();
    if first.is_empty() {
        // A milestone or gate: it takes its place in the plan.
        let parent = parent.map(|parent| Value::Ref(parent.raw()));
        set(book, Kind::Task, task.raw(), "parent", parent);
        set(
            book,
            Kind::Task,
            task.raw(),
            "order",
            Some(Value::Text(place)),
        );
        return;
    }
    let is_summary = rows.iter().any(|other| {
        other
            .0
            .rsplit_once('.')
            .is_some_and(|(above, _)| above == *number)
    });
    let (first, last) = (day(first), day(last));
    let mut task = Task::blank(task);
    task.project = Some(project(code));
    task.task_kind = one(if is_summary {
        TaskKind::Summary
    } else {
        TaskKind::Task
    });
    task.name = (*name).into();
    task.parent = parent;
    task.order = place;
    task.baseline_start = day(planned_first).or(first);
    task.baseline_finish = day(planned_last).or(last);
    task.forecast_start = first;
    task.forecast_finish = last;
    task.actual_start = first.filter(|_| *done > 0);
    task.actual_finish = last.filter(|_| *done == 100);
    task.progress = Percent::whole(*done);
    task.owner = person(owner);
    task.duration = length(&book.workspace, first, last).filter(|_| !is_summary);
    book.put(&task);
}

/// Working days from the first to the last, both included.
fn length(workspace: &Workspace, first: Option<Date>, last: Option<Date>) -> Option<Span> {
    let days = workspace
        .calendar()
        .working_days(first?, last?.plus_days(1)?);
    Span::days(days)
}

fn odds(book: &mut Book) {
    for (code, number, shortest, longest, factor, crash, price) in ODDS {
        let Some(task) = numbered(code, number).and_then(|task| book.workspace.tasks.get(&task))
        else {
            continue;
        };
        let mut task = Task::clone(task);
        let days = task.duration.map_or(0, |span| span.amount / Span::DAY);
        task.shortest = Span::days((days * shortest + 50) / 100);
        task.longest = Span::days((days * longest + 50) / 100);
        task.spread = one(Spread::Pert);
        task.factor = (*factor).into();
        if *crash > 0 {
            task.crash_to = Span::days(*crash);
            task.crash_cost = Some(Money::new(price * 100, crate::model::Currency::EUR));
        }
        book.put(&task);
    }
}

/// A sprint and the states of the tasks that are on the board now.
fn board(book: &mut Book) {
    let mut sprint = Sprint::blank(id("sprint", "21"));
    sprint.name = "Sprint 21".into();
    sprint.project = Some(project("SOV-3"));
    sprint.start = day("2026-05-11");
    sprint.finish = day("2026-05-29");
    sprint.goal = "A disk opens with a key from the customer's module.".into();
    book.put(&sprint);
    for (number, state) in [("1.3", TaskState::Doing), ("1.4", TaskState::Todo)] {
        let Some(task) = numbered("SOV-3", number) else {
            continue;
        };
        let state = Choice::Known(state);
        set(
            book,
            Kind::Task,
            task.raw(),
            "sprint",
            Some(Value::Ref(sprint.id.raw())),
        );
        set(
            book,
            Kind::Task,
            task.raw(),
            "state",
            Some(Value::Choice(state.key().into())),
        );
    }
    let blocked = numbered("DAI-2", "1.3").map(Id::raw);
    let state = Choice::Known(TaskState::Blocked);
    if let Some(task) = blocked {
        set(
            book,
            Kind::Task,
            task,
            "state",
            Some(Value::Choice(state.key().into())),
        );
    }
}

/// Freezes the baseline of a project under a name.
fn baseline(book: &mut Book, code: &str) {
    let of: Id<Project> = project(code);
    let mut baseline = Baseline::blank(id("baseline", &format!("{code}/April 2026")));
    baseline.name = "April 2026".into();
    baseline.project = Some(of);
    baseline.taken = day("2026-04-07");
    baseline.note = "As voted by the steering committee.".into();
    book.put(&baseline);
    let tasks: Vec<Task> = book
        .workspace
        .tasks
        .values()
        .filter(|task| task.project == Some(of))
        .map(|task| Task::clone(task))
        .collect();
    for task in tasks {
        let mut date = BaselineDate::blank(id(
            "baseline_date",
            &format!("April 2026/{code}/{}", task.name),
        ));
        date.baseline = Some(baseline.id);
        date.task = Some(task.id);
        date.start = task.baseline_start;
        date.finish = task.baseline_finish;
        let is_task = task.duration.is_some();
        date.duration = length(&book.workspace, date.start, date.finish).filter(|_| is_task);
        book.put(&date);
    }
}
