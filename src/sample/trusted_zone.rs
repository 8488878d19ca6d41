//! The detailed plan of Trusted Zone Paris.

use super::book::{Book, day, one};
use super::people::person;
use super::plan::event;
use super::projects::project;
use crate::model::{Percent, Task, TaskKind};

/// Number, name, owner, first day, last day, done in percent, days by which it slipped.
#[rustfmt::skip]
const TASKS: &[(&str, &str, &str, &str, &str, i32, i64)] = &[
    ("1", "Requirements and design", "", "2025-09-01", "2025-12-12", 100, 0),
    ("1.1", "Zoning model", "ZM", "2025-09-01", "2025-10-17", 100, 0),
    ("1.2", "Regulatory file v1", "HD", "2025-09-22", "2025-11-28", 100, 0),
    ("1.3", "Target architecture", "IB", "2025-10-06", "2025-12-12", 100, 0),
    ("2", "Zones", "", "2025-12-01", "2026-10-16", 58, 49),
    ("2.1", "Zone 1 hall and network", "TO", "2025-12-01", "2026-04-24", 100, 0),
    ("2.2", "Zone 2 hall", "ZM", "2026-02-16", "2026-06-12", 82, 0),
    ("2.3", "Zone 2 link to the core ring", "TO", "2026-06-15", "2026-10-02", 0, 42),
    ("2.4", "Zone 3 racks and power", "ZM", "2026-04-06", "2026-09-11", 28, 49),
    ("2.5", "Zone 3 network", "TO", "2026-09-14", "2026-10-16", 0, 49),
    ("3", "Security", "", "2026-02-02", "2026-10-30", 41, 49),
    ("3.1", "Admin bastion", "IB", "2026-02-02", "2026-05-08", 100, 0),
    ("3.2", "Keys held by customers", "LF", "2026-05-11", "2026-09-11", 10, 14),
    ("3.3", "Log sealing", "IB", "2026-05-04", "2026-07-31", 15, 0),
    ("3.4", "Penetration test", "IB", "2026-10-19", "2026-10-30", 0, 49),
    ("4", "Qualification", "", "2026-06-15", "2026-11-27", 6, 49),
    ("4.1", "Auditor pre-visit", "HD", "2026-06-22", "2026-06-26", 0, 0),
    ("4.2", "Evidence pack", "HD", "2026-06-15", "2026-10-23", 0, 49),
    ("4.3", "Qualification audit", "HD", "2026-11-02", "2026-11-27", 0, 49),
    ("5", "Launch", "", "2026-09-14", "2026-12-18", 0, 49),
    ("5.1", "Prices and contracts", "OL", "2026-09-14", "2026-10-30", 0, 0),
    ("5.2", "Pilot with three ministries", "ML", "2026-11-30", "2026-12-17", 0, 49),
];

pub(super) fn write(book: &mut Book) {
    book.restart_places();
    for (number, name, owner, first, last, done, slip) in TASKS {
        let group = number.split('.').next().unwrap_or_default();
        let parent = TASKS
            .iter()
            .find(|task| task.0 == group && task.0 != *number)
            .map(|task| event("SOV-1", task.1));
        let (first, last) = (day(first), day(last));
        let planned_last = last.and_then(|date| date.plus_days(-slip));
        let planned_first = first.and_then(|date| {
            // What had not begun when the slip became known moved as a whole.
            if *done == 0 {
                date.plus_days(-slip)
            } else {
                Some(date)
            }
        });
        let mut task = Task::blank(event("SOV-1", name));
        task.project = Some(project("SOV-1"));
        task.task_kind = one(if parent.is_none() {
            TaskKind::Summary
        } else {
            TaskKind::Task
        });
        task.name = (*name).into();
        task.parent = parent;
        task.order = book.next_place().into();
        task.baseline_start = planned_first.min(planned_last);
        task.baseline_finish = planned_last;
        task.forecast_start = first;
        task.forecast_finish = last;
        task.actual_start = first.filter(|_| *done > 0);
        task.actual_finish = last.filter(|_| *done == 100);
        task.progress = Percent::whole(*done);
        task.owner = person(owner);
        book.put(&task);
    }
}
