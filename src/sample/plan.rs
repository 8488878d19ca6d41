//! Phases, milestones, gates and links between projects.

use super::book::{Book, day, id, one};
use super::people::person;
use super::projects::{LINES, Line, project};
use crate::model::{Date, Id, Link, LinkType, Percent, Task, TaskKind};

/// Project, gate or milestone, name, baseline day, day now, somebody outside relies on it.
#[rustfmt::skip]
const EVENTS: &[(&str, TaskKind, &str, &str, &str, bool)] = &[
    ("SOV-1", TaskKind::Gate, "G1 Design accepted", "2025-11-14", "2025-11-14", false),
    ("SOV-1", TaskKind::Gate, "G2 Build released", "2026-03-06", "2026-03-06", false),
    ("SOV-1", TaskKind::Gate, "G3 Qualification", "2026-10-09", "2026-11-27", true),
    ("SOV-1", TaskKind::Gate, "G4 Launch", "2026-10-30", "2026-12-18", true),
    ("SOV-2", TaskKind::Gate, "Scope agreed with the auditor", "2026-01-30", "2026-01-30", false),
    ("SOV-2", TaskKind::Milestone, "EUCS stage-1 audit", "2026-05-26", "2026-05-26", true),
    ("SOV-2", TaskKind::Milestone, "EUCS stage-2 audit", "2026-08-21", "2026-08-21", false),
    ("SOV-2", TaskKind::Gate, "Certificate issued", "2026-09-30", "2026-09-30", false),
    ("SOV-3", TaskKind::Gate, "Design accepted", "2026-03-13", "2026-03-13", false),
    ("SOV-3", TaskKind::Milestone, "First customer key in use", "2026-06-19", "2026-07-03", false),
    ("SOV-3", TaskKind::Gate, "Keys for every service", "2026-08-28", "2026-09-11", false),
    ("SOV-4", TaskKind::Gate, "Catalogue draft signed off", "2026-05-29", "2026-05-29", false),
    ("SOV-4", TaskKind::Milestone, "Purchasing body approves terms", "2026-09-18", "2026-09-18", false),
    ("SOV-4", TaskKind::Gate, "Catalogue open for orders", "2026-11-27", "2026-11-27", false),
    ("GRN-1", TaskKind::Gate, "Hall 1 converted", "2025-10-17", "2025-10-17", false),
    ("GRN-1", TaskKind::Gate, "Cooling loop accepted", "2026-02-20", "2026-02-20", false),
    ("GRN-1", TaskKind::Gate, "Hall 2 converted", "2026-06-19", "2026-06-12", false),
    ("GRN-1", TaskKind::Milestone, "Both halls handed over", "2026-07-31", "2026-07-24", true),
    ("GRN-2", TaskKind::Gate, "Building permit", "2026-01-23", "2026-01-23", false),
    ("GRN-2", TaskKind::Milestone, "Hall B power-on", "2026-06-03", "2026-06-09", false),
    ("GRN-2", TaskKind::Milestone, "Hall B in service", "2026-10-02", "2026-10-30", false),
    ("GRN-2", TaskKind::Gate, "Hall C in service", "2027-03-26", "2027-04-23", false),
    ("GRN-3", TaskKind::Gate, "Partner chosen", "2026-04-17", "2026-04-17", false),
    ("GRN-3", TaskKind::Milestone, "Heat exchanger in place", "2026-09-04", "2026-09-04", false),
    ("GRN-3", TaskKind::Gate, "First heat delivered", "2026-12-11", "2026-12-11", true),
    ("GRN-4", TaskKind::Gate, "Line set up", "2025-12-12", "2025-12-12", false),
    ("GRN-4", TaskKind::Milestone, "First 400 servers refitted", "2026-02-27", "2026-02-20", false),
    ("GRN-4", TaskKind::Gate, "Line handed over", "2026-04-30", "2026-04-24", false),
    ("STO-1", TaskKind::Milestone, "Migration wave 2 of 6", "2025-11-28", "2025-11-28", false),
    ("STO-1", TaskKind::Milestone, "Migration wave 3 of 6", "2026-03-27", "2026-03-27", false),
    ("STO-1", TaskKind::Milestone, "Migration wave 4 of 6", "2026-05-20", "2026-05-29", false),
    ("STO-1", TaskKind::Gate, "Old stack switched off", "2026-06-26", "2026-07-17", false),
    ("STO-2", TaskKind::Gate, "Prototype accepted", "2026-03-20", "2026-03-20", false),
    ("STO-2", TaskKind::Milestone, "Preview open", "2026-07-17", "2026-07-17", false),
    ("STO-2", TaskKind::Gate, "General availability", "2026-09-18", "2026-09-18", false),
    ("STO-3", TaskKind::Gate, "Tape library chosen", "2026-07-10", "2026-07-10", false),
    ("STO-3", TaskKind::Milestone, "First archive restored", "2026-11-20", "2026-11-20", false),
    ("STO-3", TaskKind::Gate, "General availability", "2027-02-26", "2027-02-26", false),
    ("BBN-1", TaskKind::Gate, "Paris to Lille in service", "2025-12-05", "2025-12-05", false),
    ("BBN-1", TaskKind::Gate, "Lille to Frankfurt in service", "2026-04-10", "2026-04-10", false),
    ("BBN-1", TaskKind::Milestone, "Frankfurt to Milan lit", "2026-06-26", "2026-07-31", true),
    ("BBN-1", TaskKind::Gate, "Ring closed", "2026-08-14", "2026-09-25", true),
    ("BBN-2", TaskKind::Gate, "Paris scrubbing live", "2026-02-13", "2026-02-13", false),
    ("BBN-2", TaskKind::Milestone, "Frankfurt scrubbing live", "2026-05-21", "2026-05-21", true),
    ("BBN-2", TaskKind::Milestone, "Anti-DDoS v4 released", "2026-06-12", "2026-06-05", false),
    ("BBN-3", TaskKind::Gate, "Sites signed", "2026-04-24", "2026-04-24", false),
    ("BBN-3", TaskKind::Milestone, "Lisbon turned up", "2026-08-07", "2026-08-07", false),
    ("BBN-3", TaskKind::Gate, "Both sites open", "2026-10-09", "2026-10-09", false),
    ("BBN-4", TaskKind::Gate, "Design accepted", "2026-06-05", "2026-06-19", false),
    ("BBN-4", TaskKind::Milestone, "First network without IPv4", "2026-09-18", "2026-10-02", false),
    ("BBN-4", TaskKind::Gate, "General availability", "2026-12-04", "2026-12-18", false),
    ("DAI-1", TaskKind::Gate, "Upgrade path proved", "2026-02-27", "2026-02-27", false),
    ("DAI-1", TaskKind::Gate, "Release candidate", "2026-05-22", "2026-05-22", false),
    ("DAI-1", TaskKind::Milestone, "General availability", "2026-06-30", "2026-06-30", true),
    ("DAI-2", TaskKind::Gate, "GPU lot 1 in service", "2026-03-27", "2026-03-27", false),
    ("DAI-2", TaskKind::Milestone, "GPU lot 2 in rack", "2026-05-19", "2026-06-12", false),
    ("DAI-2", TaskKind::Milestone, "Preview open", "2026-07-24", "2026-08-28", false),
    ("DAI-2", TaskKind::Gate, "General availability", "2026-10-02", "2026-11-06", true),
    ("DAI-3", TaskKind::Gate, "Pilot customers chosen", "2026-07-03", "2026-07-03", false),
    ("DAI-3", TaskKind::Milestone, "Preview open", "2026-10-16", "2026-10-16", false),
    ("DAI-3", TaskKind::Gate, "Decision to build", "2026-12-18", "2026-12-18", false),
    ("CXP-1", TaskKind::Gate, "Panel for new customers", "2025-12-19", "2025-12-19", false),
    ("CXP-1", TaskKind::Milestone, "70% of customers moved", "2026-05-08", "2026-05-08", false),
    ("CXP-1", TaskKind::Milestone, "Panel open to everyone", "2026-06-17", "2026-06-17", true),
    ("CXP-1", TaskKind::Gate, "Old panels closed", "2026-07-10", "2026-07-10", false),
    ("CXP-2", TaskKind::Gate, "Engine chosen", "2025-12-18", "2025-12-18", false),
    ("CXP-2", TaskKind::Milestone, "Internal accounts billed", "2026-03-02", "2026-03-16", false),
    ("CXP-2", TaskKind::Milestone, "Parallel run begins", "2026-06-29", "2026-07-27", false),
    ("CXP-2", TaskKind::Gate, "Old engine switched off", "2026-09-04", "2026-10-02", false),
    ("CXP-3", TaskKind::Gate, "Regulator interface accepted", "2026-05-07", "2026-05-07", false),
    ("CXP-3", TaskKind::Milestone, "First number moved in a day", "2026-07-09", "2026-07-09", false),
    ("CXP-3", TaskKind::Gate, "Hub in service", "2026-08-21", "2026-08-21", false),
    ("RES-1", TaskKind::Gate, "Process approved", "2026-02-20", "2026-02-20", false),
    ("RES-1", TaskKind::Milestone, "Authority reporting drill", "2026-06-09", "2026-06-16", false),
    ("RES-1", TaskKind::Gate, "Nine countries covered", "2026-06-19", "2026-07-03", false),
    ("RES-2", TaskKind::Gate, "Templates agreed", "2026-03-27", "2026-03-27", false),
    ("RES-2", TaskKind::Milestone, "First exit rehearsed", "2026-06-25", "2026-06-25", false),
    ("RES-2", TaskKind::Gate, "25 plans tested", "2026-07-31", "2026-07-31", false),
    ("RES-3", TaskKind::Gate, "Second site chosen", "2026-06-26", "2026-06-26", false),
    ("RES-3", TaskKind::Milestone, "First restore from the second site", "2026-10-23", "2026-10-23", false),
    ("RES-3", TaskKind::Gate, "Every backup copied", "2027-01-29", "2027-01-29", false),
];

/// Giver, its event, taker, its event or task, how it waits, what is handed over, day promised, day needed.
/// Work that has begun goes on until the gift is there and ends with it.
#[rustfmt::skip]
const LINKS: &[(&str, &str, &str, &str, LinkType, &str, &str, &str)] = &[
    ("SOV-3", "Keys for every service", "SOV-1", "Keys held by customers", LinkType::FinishFinish, "Customer-managed keys in zone 2", "2026-08-28", "2026-08-28"),
    ("BBN-1", "Ring closed", "SOV-1", "G3 Qualification", LinkType::FinishStart, "Zone 2 on the ring at 400G", "2026-08-14", "2026-08-14"),
    ("BBN-1", "Frankfurt to Milan lit", "BBN-3", "Lisbon turned up", LinkType::FinishStart, "Transit capacity for the edge sites", "2026-06-26", "2026-07-24"),
    ("BBN-1", "Ring closed", "GRN-2", "Core network of hall B", LinkType::FinishStart, "Warsaw-2 on the ring at 400G", "2026-08-14", "2026-08-28"),
    ("GRN-1", "Both halls handed over", "DAI-2", "Preview open", LinkType::FinishStart, "Liquid-cooled racks for GPU lot 3", "2026-07-31", "2026-08-14"),
    ("STO-2", "General availability", "SOV-4", "Purchasing body approves terms", LinkType::FinishStart, "Block tier with a service level to list", "2026-09-18", "2026-09-18"),
    ("DAI-1", "General availability", "DAI-3", "Pilot customers chosen", LinkType::FinishStart, "Release 18 as catalogue of the lakehouse", "2026-06-30", "2026-07-03"),
];

/// The phases of a project that has no detailed plan, by its type: name and end in percent of its length.
fn phases(kind: &str) -> [(&'static str, i64); 3] {
    match kind {
        "Construction" | "Infrastructure" => [
            ("Design and permits", 28),
            ("Build", 82),
            ("Hand over", 100),
        ],
        "Certification" => [
            ("Scope and gap analysis", 27),
            ("Evidence", 80),
            ("Audit", 100),
        ],
        "Migration" => [
            ("Engine and rehearsal", 34),
            ("Waves", 86),
            ("Switch off", 100),
        ],
        "Study" => [
            ("Interviews and options", 35),
            ("Preview", 80),
            ("Decision", 100),
        ],
        "Adaptation" => [("Analysis", 26), ("Change", 80), ("Hand over", 100)],
        _ => [("Design", 26), ("Build and test", 78), ("Launch", 100)],
    }
}

pub(super) fn event(code: &str, name: &str) -> Id<Task> {
    id("task", &format!("{code}/{name}"))
}

pub(super) fn write(book: &mut Book, today: Date) {
    for line in LINES {
        book.restart_places();
        if !super::detailed::has(line.code) {
            write_phases(book, line, today);
        }
        for (_, kind, name, baseline, now, committed) in EVENTS.iter().filter(|e| e.0 == line.code)
        {
            let mut task = Task::blank(event(line.code, name));
            let (baseline, now) = (day(baseline), day(now));
            let passed = now.is_some_and(|date| date <= today);
            task.project = Some(line.id());
            task.task_kind = one(*kind);
            task.name = (*name).into();
            task.order = book.next_place().into();
            task.baseline_start = baseline;
            task.baseline_finish = baseline;
            task.forecast_start = now;
            task.forecast_finish = now;
            task.actual_start = now.filter(|_| passed);
            task.actual_finish = now.filter(|_| passed);
            task.progress = Some(if passed { Percent::WHOLE } else { Percent(0) });
            task.committed = *committed;
            task.owner = person(line.lead);
            book.put(&task);
        }
    }
    for (giver, giver_event, taker, taker_event, how, promise, promised, needed) in LINKS {
        let mut link = Link::blank(id("link", &format!("{giver}/{taker}")));
        link.giver = Some(project(giver));
        link.giver_task = Some(event(giver, giver_event));
        link.taker = Some(project(taker));
        link.taker_task = Some(event(taker, taker_event));
        link.link_type = one(*how);
        link.promise = (*promise).into();
        link.promised = day(promised);
        link.needed = day(needed);
        book.put(&link);
    }
}

/// Places the phases one after the other, in the baseline and in the forecast, and spreads the progress.
fn write_phases(book: &mut Book, line: &Line, today: Date) {
    let (Some(start), Some(baseline), Some(finish)) =
        (line.start(), line.baseline(), line.finish())
    else {
        return;
    };
    let whole = finish.days_since(start);
    let planned = baseline.days_since(start);
    // The day up to which work is done, if progress were spread evenly over the length.
    let done = whole * i64::from(line.done) / 100;
    let mut from = 0;
    for (name, share) in phases(line.kind) {
        let to = whole * share / 100;
        let mut task = Task::blank(event(line.code, name));
        task.project = Some(line.id());
        task.task_kind = one(TaskKind::Task);
        task.name = name.into();
        task.order = book.next_place().into();
        task.baseline_start = start.plus_days(if whole == 0 {
            0
        } else {
            from * planned / whole
        });
        task.baseline_finish = start.plus_days(planned * share / 100);
        task.forecast_start = start.plus_days(from);
        task.forecast_finish = start.plus_days(to);
        let progress = (100 * (done - from) / (to - from).max(1)).clamp(0, 100);
        task.actual_start = task
            .forecast_start
            .filter(|day| progress > 0 && *day <= today);
        // What is done was done before today, even where the plan says later.
        task.actual_finish = task
            .forecast_finish
            .filter(|_| progress == 100)
            .map(|day| day.min(today));
        task.progress = Percent::whole(i32::try_from(progress).unwrap_or(0));
        task.owner = person(line.lead);
        book.put(&task);
        from = to + 1;
    }
}
