//! Twelve closed reporting rounds and the open one of May 2026, overrides and confidence ratings.

use super::book::{Book, day, id, keyed, one, s_curve, thousand};
use super::people::name;
use super::projects::{LINES, Line, project};
use crate::model::{
    Axis, Choice, ConfidenceScale, Date, Id, Override, Percent, Rag, Rating, Report, Round, Shared,
    Task, Text,
};

/// Code; declared May status of schedule, cost, scope, quality, resources, risk and benefits; overall
/// from December to May; comment; day of the May report.
#[rustfmt::skip]
const MAY: &[(&str, &str, &str, &str, &str)] = &[
    ("SOV-1", "AAGGAAG", "GGGAAA", "Zone 3 racks late; supplier penalty under review", "2026-05-15"),
    ("BBN-1", "RAGGAAG", "GGAAAR", "Frankfurt to Milan span waits for a permit", "2026-05-15"),
    ("DAI-2", "RRAGRAA", "GGGAAR", "GPU lots 2 and 3 confirmed for 12 June and 3 July", "2026-05-13"),
    ("GRN-2", "AAGGGAG", "GGAAAA", "Grid connection moved to 30 June", "2026-05-13"),
    ("CXP-2", "AAGAGAG", "AAARRA", "Price-freeze window still open with Sales", "2026-05-13"),
    ("STO-1", "AAGGGGG", "GGGAAA", "Wave 4 paused 6 days after a latency incident", "2026-05-15"),
    ("SOV-2", "GAGAAAG", "GGGGAA", "Two controls need evidence before the audit", "2026-05-13"),
    ("SOV-3", "AGGGAGG", "NGGGGA", "HSM firmware approved on 7 May", "2026-05-15"),
    ("BBN-4", "AGGGAGG", "NNGGGA", "One engineer lent to the core ring", "2026-05-13"),
    ("RES-1", "AGGGGGG", "GGAAAA", "Drill with the authority on 16 June", "2026-05-15"),
    ("RES-3", "GGGGGGG", "NNGGGN", "Second site shortlisted", ""),
    ("STO-3", "GGGGGGG", "NNNNNN", "", ""),
    ("CXP-1", "GGGAGGG", "GAAAAG", "Rollout at 70% of customers", "2026-05-15"),
    ("BBN-3", "GGGGAGG", "NGGGGG", "Lisbon and Porto sites signed", "2026-05-15"),
    ("GRN-3", "GGGGGAG", "NGGGGG", "Municipal partner chosen", "2026-05-15"),
    ("GRN-1", "GGGGGGG", "AAGGGG", "Hall 2 converted a week early", "2026-05-15"),
    ("STO-2", "GGGGGGG", "GGGGGG", "Benchmarks 12% above target", "2026-05-13"),
    ("DAI-1", "GGGGGGG", "GGGGGG", "General availability on 30 June", "2026-05-15"),
    ("BBN-2", "GGGGGGG", "GAGGGG", "Frankfurt goes live on 21 May", "2026-05-13"),
    ("CXP-3", "GGGGGGG", "NGGGGG", "Regulator interface accepted", "2026-05-15"),
    ("DAI-3", "GGGGGGG", "NNNNGG", "Discovery under way", "2026-05-15"),
    ("SOV-4", "GGGGGGG", "NNNGGG", "Catalogue scope signed with two ministries", "2026-05-13"),
    ("RES-2", "GGGGGGG", "GGGGGG", "Templates used by 14 of 25 customers", "2026-05-13"),
    ("GRN-4", "CCCCCCG", "GGGGGC", "Closed on 24 April, benefits review in October", "2026-04-24"),
];

pub(super) fn write(book: &mut Book, today: Date) {
    // Round 12 is May 2026, round 0 May 2025.
    for month in 0..=12 {
        let Some(first) = Date::new(2025, 5, 1).and_then(|day| day.plus_months(month)) else {
            continue;
        };
        let open = month == 12;
        let date = if open {
            Some(today)
        } else {
            working_twentieth(first)
        };
        let Some(date) = date else { continue };
        let mut round = Round::blank(id("round", &first.to_string()));
        round.name = format!(
            "{} {}",
            MONTHS.get(first.month() as usize - 1).unwrap_or(&""),
            first.year()
        )
        .into();
        round.date = Some(date);
        round.due = date.plus_days(if open { 4 } else { 2 });
        round.closed = date.plus_days(3).filter(|_| !open);
        if open {
            round.note = "Reports close on Friday 22 May.".into();
        }
        book.put(&round);
        for row in MAY {
            if let Some(line) = LINES.iter().find(|line| line.code == row.0) {
                write_report(book, line, row, month, (round.id, date), open);
            }
        }
    }
    write_overrides(book);
    write_ratings(book);
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The 20th, or the Monday after a weekend.
fn working_twentieth(first: Date) -> Option<Date> {
    let day = Date::new(first.year(), first.month(), 20)?;
    match day.weekday() {
        5 => day.plus_days(2),
        6 => day.plus_days(1),
        _ => Some(day),
    }
}

/// Returns the overall letter declared in a round; `None` where nothing was reported.
fn letter(line: &Line, trend: &str, month: i32, date: Date) -> Option<char> {
    let place = usize::try_from(month - 7).ok();
    let letter = match place {
        Some(place) => trend.chars().nth(place)?,
        // Before December: green from the start, if the project was reporting by then.
        None if line.start()? <= date && !trend.starts_with('N') => trend
            .chars()
            .next()
            .map(|l| if l == 'R' { 'A' } else { l })?,
        None => return None,
    };
    (letter != 'N').then_some(letter)
}

fn write_report(
    book: &mut Book,
    line: &Line,
    (_, axes, trend, comment, reported): &(&str, &str, &str, &str, &str),
    month: i32,
    (round, round_date): (Id<Round>, Date),
    open: bool,
) {
    let Some(letter) = letter(line, trend, month, round_date) else {
        return;
    };
    let date = if open {
        day(reported)
    } else {
        round_date.plus_days(if line.code == "RES-3" { -6 } else { -4 })
    };
    let mut report = Report::blank(id("report", &format!("{}/{month}", line.code)));
    report.project = Some(line.id());
    report.round = Some(round);
    report.date = date;
    report.author = name(line.lead).into();
    report.overall = rag(letter);
    for (axis, may) in Axis::SHOWN.into_iter().zip(axes.chars()) {
        // An axis was never worse than the overall status of its round.
        let of_axis = match (open, axis) {
            (true, _) => may,
            (false, Axis::Time) => letter,
            (false, _) if severity(may) > severity(letter) => letter,
            (false, _) if may == 'C' => 'G',
            (false, _) => may,
        };
        *slot(&mut report, axis) = rag(of_axis);
    }
    report.summary = if open {
        (*comment).into()
    } else {
        past_comment(letter, month).into()
    };
    if open {
        report.time_comment = axis_comment(line.code).into();
    } else {
        freeze(book, line, &mut report, letter, month);
    }
    book.put(&report);
}

fn slot(report: &mut Report, axis: Axis) -> &mut Option<Choice<Rag>> {
    match axis {
        Axis::Time => &mut report.time,
        Axis::Cost => &mut report.cost,
        Axis::Scope => &mut report.scope,
        Axis::Resources => &mut report.resources,
        Axis::Risk => &mut report.risk,
        Axis::Quality => &mut report.quality,
        Axis::Benefits => &mut report.benefits,
    }
}

fn rag(letter: char) -> Option<Choice<Rag>> {
    one(match letter {
        'G' => Rag::Green,
        'A' => Rag::Amber,
        'R' => Rag::Red,
        'C' => Rag::Closed,
        _ => Rag::NotAssessed,
    })
}

fn severity(letter: char) -> u8 {
    match letter {
        'R' => 2,
        'A' => 1,
        _ => 0,
    }
}

fn past_comment(letter: char, month: i32) -> &'static str {
    let texts: [&str; 3] = match letter {
        'R' => [
            "Recovery plan under way, decision needed",
            "Dates and cost under review",
            "Recovery plan agreed, not yet effective",
        ],
        'A' => [
            "Slip contained, next milestone holds",
            "One supplier behind schedule",
            "Forecast under review with the unit",
        ],
        _ => [
            "On plan",
            "Milestones met, budget as planned",
            "No point to raise",
        ],
    };
    let place = usize::try_from(month).unwrap_or(0) % 3;
    texts.get(place).copied().unwrap_or_default()
}

fn axis_comment(code: &str) -> &'static str {
    match code {
        "SOV-1" => "G3 moves to 27 November with the zone 3 racks",
        "BBN-1" => "Ring closes on 25 September if the permit comes by 26 May",
        "DAI-2" => "Preview moves to 28 August",
        "CXP-2" => "Parallel run needs a freeze window of 4 weeks",
        _ => "",
    }
}

/// Writes what was computed when the round was closed: slip and overrun grew towards those of today.
fn freeze(book: &Book, line: &Line, report: &mut Report, letter: char, month: i32) {
    let (Some(start), Some(baseline), Some(finish), Some(date)) =
        (line.start(), line.baseline(), line.finish(), report.date)
    else {
        return;
    };
    let [approved, forecast, _, consumed] = line.money;
    // In twentieths of today's slip, by the colour declared then.
    let share = i64::from(match letter {
        'R' => 18,
        'A' => 8 + (month - 7).max(0),
        _ => 2,
    });
    let then = baseline.plus_days(finish.days_since(baseline) * share / 20);
    let slip = then.map(|then| book.workspace.calendar().working_days(baseline, then));
    let landing = approved + (forecast - approved) * share / 20;
    let today = finish.min(Date::new(2026, 5, 18).unwrap_or(finish));
    let so_far = |amount: i64| {
        let whole = finish.days_since(start);
        let now = s_curve(10_000, today.days_since(start), whole).max(1);
        amount * s_curve(10_000, date.days_since(start), whole).min(now) / now
    };
    let time = slip.map_or(Rag::NotAssessed, |slip| limit(slip, 5, 20));
    let cost = limit((landing - approved) * 1000 / approved.max(1), 50, 100);
    let worse = |a: Rag, b: Rag| if a > b && a != Rag::NotAssessed { a } else { b };
    report.frozen = true;
    report.computed_time = one(time);
    report.computed_cost = one(cost);
    report.computed_overall = one(worse(time, cost));
    report.forecast_finish = then;
    report.slip_days = slip;
    report.landing = Some(thousand(landing));
    report.revised = Some(thousand(approved));
    report.consumed = Some(thousand(so_far(consumed)));
    report.progress = i32::try_from(so_far(i64::from(line.done)))
        .ok()
        .and_then(Percent::whole);
    report.milestones = stones(book, line, date, share);
}

/// The days of the milestones as they were said then: they slipped with their project.
fn stones(book: &Book, line: &Line, date: Date, share: i64) -> Text {
    let day = |task: &Shared<Task>| {
        if !crate::model::tree::is_event(task) {
            return None;
        }
        let planned = task.baseline_finish?;
        let now = task.actual_finish.or(task.forecast_finish)?;
        let passed = task.actual_finish.filter(|day| *day <= date);
        let said = planned.plus_days(now.days_since(planned) * share / 20)?;
        Some((task.id, passed.unwrap_or(said.max(date))))
    };
    let tasks = book.workspace.tasks.values();
    let own = tasks.filter(|task| task.project == Some(line.id()));
    Report::stones_text(own.filter_map(day))
}

fn limit(measure: i64, green: i64, amber: i64) -> Rag {
    if measure <= green {
        Rag::Green
    } else if measure <= amber {
        Rag::Amber
    } else {
        Rag::Red
    }
}

fn write_overrides(book: &mut Book) {
    for (code, axis, status, reason, author, set_on, expires) in [
        (
            "SOV-2",
            Some(Axis::Cost),
            Rag::Amber,
            "The second audit visit is insured; the amount is confirmed on 26 May",
            "Étienne Roussel",
            "2026-04-20",
            "2026-06-15",
        ),
        (
            "CXP-2",
            None,
            Rag::Red,
            "No freeze window, no date",
            "Marco Bellini",
            "2026-03-18",
            "2026-04-30",
        ),
    ] {
        let mut record = Override::blank(id("override", code));
        record.project = Some(project(code));
        record.axis = axis.and_then(one);
        record.status = one(status);
        record.reason = reason.into();
        record.author = author.into();
        record.set_on = day(set_on);
        record.expires = day(expires);
        book.put(&record);
    }
}

fn write_ratings(book: &mut Book) {
    let scale = one(ConfidenceScale::Five);
    for (code, date, confidence, comment) in [
        (
            "SOV-1",
            "2025-11-24",
            "amber_green",
            "Well led; depends on two deliveries from others.",
        ),
        (
            "SOV-1",
            "2026-05-06",
            "amber_red",
            "Delivery in doubt unless zone 3 is decided in May.",
        ),
        (
            "BBN-1",
            "2026-05-06",
            "amber",
            "Feasible if the permit is granted in May.",
        ),
        (
            "GRN-2",
            "2026-05-06",
            "amber",
            "Grid connection is outside our control.",
        ),
        (
            "DAI-2",
            "2026-05-06",
            "amber_red",
            "Supplier has missed two dates.",
        ),
        (
            "STO-1",
            "2026-05-06",
            "amber_green",
            "Migration method is proved.",
        ),
        ("CXP-2", "2025-11-24", "amber", "Scope still moving."),
        ("CXP-2", "2026-05-06", "amber", "Needs the freeze window."),
        (
            "SOV-2",
            "2026-05-06",
            "amber_green",
            "Two controls to evidence.",
        ),
        ("CXP-1", "2026-05-06", "green", "Rollout ahead of plan."),
    ] {
        let mut rating = Rating::blank(id("rating", &format!("{code}/{date}")));
        rating.project = Some(project(code));
        rating.rater = "Review board".into();
        rating.date = day(date);
        rating.scale = scale.clone();
        rating.confidence = keyed(confidence);
        rating.comment = comment.into();
        book.put(&rating);
    }
}
