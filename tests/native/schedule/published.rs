//! Networks of textbooks and benchmark libraries.

use super::{data, files, moment, weekdays};
use baton::analysis::schedule::*;
use std::collections::HashMap;

fn after(from: u32, to: u32) -> Tie {
    Tie {
        from,
        to,
        kind: TieKind::FinishStart,
        lag: Lag::NONE,
    }
}

#[test]
fn textbook_networks_have_their_printed_dates_slacks_and_critical_paths() {
    let Some(text) = data("evm/pmcontrols-validation-cases.json") else {
        return;
    };
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let cases = all["cases"].as_array().unwrap();
    let cases: Vec<_> = cases
        .iter()
        .filter(|case| case["method"] == "cpm")
        .collect();
    assert_eq!(cases.len(), 2);
    for case in cases {
        let mut builder = NetworkBuilder::new(0);
        let mut known = HashMap::new();
        for activity in case["inputs"]["activities"].as_array().unwrap() {
            let id = activity["id"].as_str().unwrap();
            let duration = activity["duration"].as_i64().unwrap() as i32;
            let own = builder.activity(Activity::new(CONTINUOUS, duration));
            for giver in activity["predecessors"].as_array().unwrap() {
                builder.tie(after(known[giver.as_str().unwrap()], own));
            }
            known.insert(id, own);
        }
        let network = builder.build();
        let schedule = compute(&network, &Options::default());
        let expected = &case["expected"];
        assert_eq!(
            i64::from(schedule.finish()),
            expected["project_duration"].as_i64().unwrap()
        );
        for (id, own) in &known {
            let of = |key: &str| expected["schedule"][id][key].as_i64().unwrap() as i32;
            assert_eq!(schedule.early(&network, *own), (of("es"), of("ef")), "{id}");
            assert_eq!(schedule.late(&network, *own), (of("ls"), of("lf")), "{id}");
            assert_eq!(schedule.total_float(&network, *own), of("slack"), "{id}");
            let path = expected["critical_path"].as_array().unwrap();
            let critical = path.iter().any(|on_it| on_it == id);
            assert_eq!(schedule.is_critical(&network, *own), critical, "{id}");
            assert_eq!(schedule.on_longest_path(&network, *own), critical, "{id}");
        }
    }
}

#[test]
fn every_psplib_project_is_as_long_as_its_file_says() {
    let mut seen = 0;
    for folder in ["j30", "j60", "j90", "j120"] {
        for path in files(&format!("rcpsp-psplib/{folder}"), ".sm") {
            let text = data(&path).unwrap();
            let lines: Vec<Vec<i64>> = text
                .lines()
                .map(|line| {
                    line.split_whitespace()
                        .map_while(|word| word.parse().ok())
                        .collect()
                })
                .collect();
            let at = |head: &str| {
                text.lines()
                    .position(|line| line.starts_with(head))
                    .unwrap()
            };
            let mpm = lines[at("pronr.") + 1][5];
            let mut builder = NetworkBuilder::new(0);
            let durations = &lines[at("jobnr. mode") + 2..];
            for line in durations.iter().take_while(|line| line.len() > 2) {
                builder.activity(Activity::new(CONTINUOUS, line[2] as i32));
            }
            for line in lines[at("jobnr.    #modes") + 1..]
                .iter()
                .take_while(|l| l.len() > 2)
            {
                for taker in &line[3..] {
                    builder.tie(after(line[0] as u32 - 1, *taker as u32 - 1));
                }
            }
            let network = builder.build();
            let schedule = compute(&network, &Options::default());
            assert_eq!(i64::from(schedule.finish()), mpm, "{path}");
            seen += 1;
        }
    }
    assert!(seen == 90 || seen == 0, "{seen}");
}

/// One row of an oracle table beside the XML file it was read from.
struct Row {
    summary: bool,
    duration: i32,
    predecessors: String,
    early: (Minute, Minute),
    late: (Minute, Minute),
    total: i32,
    free: i32,
    critical: bool,
}

fn rows(text: &str) -> Vec<(u32, Row)> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let heads = reader.headers().unwrap().clone();
    let column = |name: &str| heads.iter().position(|head| head == name).unwrap();
    let read = |record: csv::StringRecord| {
        let text = |name: &str| record[column(name)].to_owned();
        let days = |name: &str| (text(name).parse::<f64>().unwrap() * 480.0).round() as i32;
        let row = Row {
            summary: text("summary") == "True",
            duration: days("duration_days"),
            predecessors: text("predecessors"),
            early: (moment(&text("early_start")), moment(&text("early_finish"))),
            late: (moment(&text("late_start")), moment(&text("late_finish"))),
            total: days("total_slack_days"),
            free: days("free_slack_days"),
            critical: text("critical") == "True",
        };
        (text("id").parse().unwrap(), row)
    };
    reader
        .records()
        .map(|record| read(record.unwrap()))
        .collect()
}

/// `12FS+4d` as MS Project writes it.
fn predecessor(text: &str, to: u32) -> Tie {
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap();
    let (kind, lag) = text[digits..].split_at(2);
    let kind = match kind {
        "FS" => TieKind::FinishStart,
        "SS" => TieKind::StartStart,
        "FF" => TieKind::FinishFinish,
        "SF" => TieKind::StartFinish,
        other => panic!("{other}"),
    };
    let days: f64 = lag.trim_end_matches('d').parse().unwrap_or(0.0);
    let lag = Lag::Working((days * 480.0) as i32);
    Tie {
        from: text[..digits].parse().unwrap(),
        to,
        kind,
        lag,
    }
}

#[test]
fn all_tasks_of_mpsplib_have_the_dates_slacks_and_critical_flags_that_ms_project_stored() {
    let mut tasks = 0;
    for path in files("schedule-mpsplib", ".oracle.csv") {
        let rows = rows(&data(&path).unwrap());
        let office = weekdays(&[(540, 780), (900, 1_140)]);
        let start = rows.iter().map(|(_, row)| row.early.0).min().unwrap();
        let mut builder = NetworkBuilder::new(start);
        let calendar = builder.calendar(office.clone());
        for (place, (id, row)) in rows.iter().enumerate() {
            assert_eq!(place, *id as usize);
            let mut activity = Activity::new(calendar, row.duration);
            activity.parent = (*id > 0).then_some(0);
            builder.activity(activity);
            for text in row.predecessors.split("; ").filter(|text| !text.is_empty()) {
                builder.tie(predecessor(text, *id));
            }
        }
        let network = builder.build();
        let schedule = compute(&network, &Options::default());
        for (id, row) in &rows {
            // Project stores some moments at the other side of a break: 08:00 for 09:00.
            let same = |one: Minute, other: Minute| office.between(one, other) == 0;
            let (early, late) = (schedule.early(&network, *id), schedule.late(&network, *id));
            assert!(same(early.0, row.early.0), "{path} {id} early start");
            assert!(same(early.1, row.early.1), "{path} {id} early finish");
            assert!(same(late.0, row.late.0), "{path} {id} late start");
            assert!(same(late.1, row.late.1), "{path} {id} late finish");
            assert_eq!(
                schedule.total_float(&network, *id),
                row.total,
                "{path} {id}"
            );
            assert_eq!(
                schedule.is_critical(&network, *id),
                row.critical,
                "{path} {id}"
            );
            if !row.summary {
                assert_eq!(schedule.free_float(&network, *id), row.free, "{path} {id}");
            }
            if row.duration > 0 && !row.summary {
                assert_eq!(
                    (early, late),
                    (row.early, row.late),
                    "{path} {id} to the minute"
                );
            }
            tasks += 1;
        }
    }
    println!("{tasks} tasks as stored");
    assert!(tasks == 1_042 || tasks == 0, "{tasks}");
}
