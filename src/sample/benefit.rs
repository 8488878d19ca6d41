//! Themes, objectives, key results, key figures with their readings, and alignments.

use super::book::{Book, Dice, day, id, keyed, number, one};
use super::people::{person, unit};
use super::projects::{LINES, project};
use crate::model::{
    Alignment, Date, Decimal, Frequency, Id, Kpi, Objective, ObjectiveLevel, Percent, Reading,
};

/// A key figure: its values are decimals as stored.
struct Figure {
    code: &'static str,
    name: &'static str,
    unit: &'static str,
    direction: &'static str,
    /// Baseline of May 2025, April 2026, target.
    values: [&'static str; 3],
    /// Lower edge of a band, or nothing.
    low: &'static str,
    /// Amber and red limits.
    limits: [&'static str; 2],
    target_date: &'static str,
    owner: &'static str,
    of_unit: &'static str,
    of_project: &'static str,
    formula: &'static str,
    source: &'static str,
}

macro_rules! figures {
    ($( $code:literal $name:literal $unit:literal $direction:literal $values:expr, $low:literal
        $limits:expr, $date:literal $owner:literal $of_unit:literal $of_project:literal,
        $formula:literal, $source:literal; )+) => {
        &[ $( Figure { code: $code, name: $name, unit: $unit, direction: $direction, values: $values,
            low: $low, limits: $limits, target_date: $date, owner: $owner, of_unit: $of_unit,
            of_project: $of_project, formula: $formula, source: $source } ),+ ]
    };
}

const FIGURES: &[Figure] = figures! {
    "K-01" "Sovereign revenue signed" "M€" "up" ["38", "74", "120"], "" ["70", "60"], "2026-12-31" "ÉR" "" "",
        "Yearly value of signed contracts in sovereign zones", "Contract register";
    "K-02" "Energy per server" "%" "down" ["0", "-11", "-18"], "" ["-9", "-6"], "2026-12-31" "KV" "" "",
        "Change of kilowatt-hours for each running server since May 2025", "Hall meters";
    "K-03" "Cost to serve" "%" "down" ["0", "-4", "-10"], "" ["-5", "-3"], "2026-12-31" "TW" "" "",
        "Change of run cost for each active service since May 2025", "Finance";
    "K-04" "Customer NPS" "points" "up" ["36", "44", "50"], "" ["42", "38"], "2026-12-31" "MB" "" "",
        "Promoters minus detractors, in percent", "Quarterly survey";
    "K-05" "Audit readiness" "%" "up" ["40", "71", "100"], "" ["75", "60"], "2026-09-30" "HG" "" "",
        "Controls with current evidence ÷ controls in force", "Control register";
    "K-06" "Days to answer a tender" "days" "down" ["31", "22", "15"], "" ["24", "28"], "2026-12-31" "SK" "ENT" "",
        "Median from notice to offer", "Sales pipeline";
    "K-07" "Cost of a stored terabyte" "€ a month" "down" ["9.4", "7.1", "5.8"], "" ["7.5", "8.5"], "2026-12-31" "IM" "CST" "",
        "Run cost of storage ÷ terabytes stored", "Finance";
    "K-08" "Power usage effectiveness" "" "down" ["1.31", "1.22", "1.14"], "" ["1.25", "1.3"], "2026-09-30" "PZ" "DCS" "",
        "Energy of the site ÷ energy of the servers", "Hall meters";
    "K-09" "Load of the halls" "%" "band" ["64", "81", "85"], "70" ["90", "95"], "2026-12-31" "PZ" "DCS" "",
        "Power in use ÷ power installed", "Hall meters";
    "K-10" "Minutes lost to attacks" "min" "down" ["420", "160", "60"], "" ["180", "300"], "2026-09-30" "RC" "NET" "",
        "Service minutes lost in the month", "Incident register";
    "K-11" "Upgrades without a stop" "%" "up" ["55", "83", "95"], "" ["80", "65"], "2026-12-31" "NE" "DAT" "",
        "Upgrades that no customer noticed ÷ upgrades", "Change register";
    "K-12" "Tickets for 1,000 customers" "tickets" "down" ["41", "29", "20"], "" ["30", "36"], "2026-12-31" "CF" "WEB" "",
        "Tickets of the month ÷ active customers × 1,000", "Ticket tool";
    "K-13" "Revenue signed for Trusted Zone" "M€" "up" ["0", "3.1", "9"], "" ["2.5", "1.5"], "2026-12-31" "ML" "" "SOV-1",
        "Yearly value of contracts signed for the zone", "Contract register";
    "K-14" "Ministries in pilot" "ministries" "up" ["0", "2", "3"], "" ["2", "1"], "2026-12-18" "ML" "" "SOV-1",
        "Ministries with a signed pilot", "Pilot list";
    "K-15" "Controls evidenced" "controls" "up" ["0", "214", "348"], "" ["220", "180"], "2026-10-23" "HD" "" "SOV-1",
        "Controls with evidence accepted by the auditor", "Control register";
};

/// Code, level, parent, name, weight in percent, figure, owner, what it means.
#[rustfmt::skip]
const TREE: &[(&str, ObjectiveLevel, &str, &str, i32, &str, &str, &str)] = &[
    ("T1", ObjectiveLevel::Theme, "", "Trusted growth", 65, "", "HG", "Grow where trust is the reason to buy."),
    ("T2", ObjectiveLevel::Theme, "", "Lean and clean", 35, "", "HG", "Need less energy and less money for the same service."),
    ("O1", ObjectiveLevel::Objective, "T1", "Sovereign revenue", 30, "K-01", "ÉR", "€120 M of sovereign contracts by the end of 2026."),
    ("O2", ObjectiveLevel::Objective, "T1", "Audit readiness", 25, "K-05", "HG", "Every control has current evidence; no finding waits longer than 60 days."),
    ("O3", ObjectiveLevel::Objective, "T2", "Energy per server", 20, "K-02", "KV", "18% less energy for each running server than in May 2025."),
    ("O4", ObjectiveLevel::Objective, "T2", "Cost to serve", 15, "K-03", "TW", "10% less run cost for each active service."),
    ("O5", ObjectiveLevel::Objective, "T1", "Customer NPS", 10, "K-04", "MB", "50 points in every country where we sell."),
    ("O1.1", ObjectiveLevel::KeyResult, "O1", "€120 M of contracts signed", 70, "K-01", "ÉR", ""),
    ("O1.2", ObjectiveLevel::KeyResult, "O1", "Tenders answered in 15 days", 30, "K-06", "SK", ""),
    ("O2.1", ObjectiveLevel::KeyResult, "O2", "All controls evidenced by September", 60, "K-05", "HG", ""),
    ("O2.2", ObjectiveLevel::KeyResult, "O2", "348 controls evidenced for Trusted Zone", 40, "K-15", "HD", ""),
    ("O3.1", ObjectiveLevel::KeyResult, "O3", "18% less energy for each server", 60, "K-02", "KV", ""),
    ("O3.2", ObjectiveLevel::KeyResult, "O3", "Power usage effectiveness of 1.14", 40, "K-08", "PZ", ""),
    ("O4.1", ObjectiveLevel::KeyResult, "O4", "10% less cost to serve", 60, "K-03", "TW", ""),
    ("O4.2", ObjectiveLevel::KeyResult, "O4", "A terabyte at €5.80 a month", 40, "K-07", "IM", ""),
    ("O5.1", ObjectiveLevel::KeyResult, "O5", "50 points in the yearly survey", 60, "K-04", "MB", ""),
    ("O5.2", ObjectiveLevel::KeyResult, "O5", "20 tickets for 1,000 customers", 40, "K-12", "CF", ""),
];

/// Objective, then the projects that serve it with their share in percent.
#[rustfmt::skip]
const ALIGNMENTS: &[(&str, &[(&str, i32)])] = &[
    ("O1", &[("SOV-1", 34), ("SOV-3", 12), ("SOV-4", 10), ("STO-2", 8), ("BBN-3", 8), ("DAI-1", 6), ("DAI-2", 16), ("DAI-3", 6)]),
    ("O2", &[("SOV-2", 45), ("RES-1", 20), ("RES-2", 15), ("RES-3", 20)]),
    ("O3", &[("GRN-1", 50), ("GRN-2", 35), ("GRN-3", 15)]),
    ("O4", &[("GRN-4", 12), ("STO-1", 34), ("STO-3", 8), ("BBN-1", 22), ("BBN-4", 6), ("CXP-2", 18)]),
    ("O5", &[("BBN-2", 30), ("CXP-1", 50), ("CXP-3", 20)]),
];

fn figure(code: &str) -> Id<Kpi> {
    id("kpi", code)
}

fn objective(code: &str) -> Id<Objective> {
    id("objective", code)
}

pub(super) fn write(book: &mut Book) {
    book.restart_places();
    for row in FIGURES {
        let place = book.next_place();
        book.put(&definition(row, &place));
        write_readings(book, row);
    }
    book.restart_places();
    for (code, level, parent, name, weight, kpi, owner, meaning) in TREE {
        let mut record = Objective::blank(objective(code));
        record.code = (*code).into();
        record.name = (*name).into();
        record.level = one(*level);
        record.parent = (!parent.is_empty()).then(|| objective(parent));
        record.description = (*meaning).into();
        record.weight = Percent::whole(*weight);
        record.horizon = day("2026-12-31");
        record.owner = person(owner);
        record.kpi = (!kpi.is_empty()).then(|| figure(kpi));
        record.order = book.next_place().into();
        if *code == "O2" {
            record.requirements = "Name a control owner\nKeep evidence in the control register\nRehearse the audit once".into();
        }
        book.put(&record);
    }
    for (code, projects) in ALIGNMENTS {
        for (serving, share) in *projects {
            let mut record = Alignment::blank(id("alignment", &format!("{serving}/{code}")));
            record.project = Some(project(serving));
            record.objective = Some(objective(code));
            record.contribution = Percent::whole(*share);
            // What a project is worth says how it contributes.
            let line = LINES.iter().find(|line| line.code == *serving);
            record.note = line.map_or("", |line| line.value).into();
            book.put(&record);
        }
    }
}

fn definition(row: &Figure, place: &str) -> Kpi {
    let [baseline, _, target] = row.values;
    let [amber, red] = row.limits;
    let mut kpi = Kpi::blank(figure(row.code));
    kpi.code = row.code.into();
    kpi.name = row.name.into();
    kpi.purpose =
        "Tells whether the money spent changes what customers, auditors and meters see.".into();
    kpi.formula = row.formula.into();
    kpi.unit = row.unit.into();
    kpi.direction = keyed(row.direction);
    kpi.baseline = number(baseline);
    kpi.baseline_date = day("2025-05-31");
    kpi.target = number(target);
    kpi.band_low = number(row.low);
    kpi.target_date = day(row.target_date);
    kpi.amber = number(amber);
    kpi.red = number(red);
    kpi.frequency = one(Frequency::Monthly);
    kpi.source = row.source.into();
    kpi.owner = person(row.owner);
    kpi.of_unit = unit(row.of_unit);
    kpi.of_project = (!row.of_project.is_empty()).then(|| project(row.of_project));
    kpi.audience = "Executive committee, units".into();
    kpi.valid_from = day("2025-05-01");
    kpi.order = place.into();
    kpi
}

/// Twelve monthly steps from the baseline to April 2026 with a little unrest, then a forecast for the target day.
fn write_readings(book: &mut Book, row: &Figure) {
    let [from, now, target] = row.values.map(|text| number(text).unwrap_or_default().0);
    let mut dice = Dice(row.code.bytes().map(u64::from).sum());
    // Whole numbers stay whole: nobody reads 1.7 ministries.
    let grain = if row.values.iter().any(|text| text.contains('.')) {
        100
    } else {
        10_000
    };
    for month in 0..12_i64 {
        let Some(end) = Date::new(2025, 5, 1)
            .and_then(|first| first.plus_months(i32::try_from(month).unwrap_or(0) + 1))
            .and_then(|next| next.plus_days(-1))
        else {
            continue;
        };
        let straight = from + (now - from) * month / 11;
        let unrest = (now - from) / 24 * (i64::try_from(dice.roll(5)).unwrap_or(2) - 2);
        let value = if month == 0 || month == 11 {
            straight
        } else {
            straight + unrest
        };
        put_reading(book, row, end, value / grain * grain, false);
    }
    if let Some(date) = day(row.target_date) {
        // Expected: what the last year's pace and the open projects bring, a little short of the target.
        put_reading(
            book,
            row,
            date,
            (target - (target - now) / 8) / grain * grain,
            true,
        );
    }
}

fn put_reading(book: &mut Book, row: &Figure, date: Date, value: i64, forecast: bool) {
    let mut reading = Reading::blank(id("reading", &format!("{}/{date}", row.code)));
    reading.kpi = Some(figure(row.code));
    reading.date = Some(date);
    reading.value = Some(Decimal(value));
    reading.forecast = forecast;
    book.put(&reading);
}
