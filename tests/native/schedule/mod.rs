//! The schedule engine against answers that others published, and its own laws.

mod calendars;
mod laws;
mod published;
mod quality;
mod stored;
mod taskjuggler;
mod workspace;

use baton::analysis::schedule::{Minute, Spans, WorkTime};
use std::path::PathBuf;

/// A file of ../shared/data, if it is there.
fn data(path: &str) -> Option<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let bytes = std::fs::read(root.join(path)).ok();
    if bytes.is_none() {
        println!("skipped: no ../shared/data ({path})");
    }
    Some(String::from_utf8_lossy(&bytes?).into_owned())
}

/// The files of a folder of ../shared/data whose names end so, by name.
fn files(folder: &str, end: &str) -> Vec<String> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    let found = std::fs::read_dir(root.join(folder)).into_iter().flatten();
    let mut names: Vec<String> = found
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(end))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    names.sort();
    if names.is_empty() {
        println!("skipped: no ../shared/data ({folder})");
    }
    names
}

/// Monday to Friday in these spans.
fn weekdays(spans: &[(u16, u16)]) -> WorkTime {
    let week: [Spans; 7] =
        std::array::from_fn(|day| if day < 5 { spans.to_vec() } else { Vec::new() });
    WorkTime::new(&week, [])
}

/// Reads `2026-01-05T09:00`, with or without seconds.
fn moment(text: &str) -> Minute {
    let number = |from: usize, to: usize| text[from..to].parse::<i32>().unwrap();
    let (year, month, day) = (number(0, 4), number(5, 7) as u32, number(8, 10) as u32);
    let day = chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap();
    day.to_epoch_days() * 1_440 + number(11, 13) * 60 + number(14, 16)
}
