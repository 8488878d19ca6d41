//! Files that a person brings: the native file and tables.

use super::mutate::{blows, bytes, cells, corpus, tree};
use crate::edits::{contents, rebuilt, references, unique_values};
use crate::hostile_files::{in_turns, told};
use baton::edit::{apply, diff};
use baton::exchange::csv::{
    Cell, InspectError, Options, dry_run, inspect, inspect_as, propose, write as write_table,
};
use baton::exchange::msproject;
use baton::exchange::native::{Fault, Read, ReadError, read, salvage, write};
use baton::exchange::plan_file::{self, Planner};
use baton::model::{RawId, Workspace};
use proptest::prelude::*;

/// A place that a person can go to in their editor.
fn lies_in(bytes: &[u8], line: usize, column: usize) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let length = text
        .split('\n')
        .nth(line.wrapping_sub(1))
        .map(|line| line.chars().count());
    column >= 1 && length.is_some_and(|length| column <= length + 1)
}

fn check_faults(bytes: &[u8], faults: &[Fault], count: usize) {
    assert!(!faults.is_empty() && faults.len() <= count);
    for fault in faults {
        assert!(lies_in(bytes, fault.line, fault.column), "{fault:?}");
    }
}

/// What was accepted is written, read again and written the same.
fn check_read(found: &Read) {
    let text = write(&found.workspace);
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(write(&again.workspace), text);
    assert_eq!(again.report.dangling, found.report.dangling);
    check_indexes(&found.workspace);
}

fn check_indexes(workspace: &Workspace) {
    assert_eq!(references(workspace), references(&rebuilt(workspace)));
    let (kept, walked) = unique_values(workspace);
    assert_eq!(kept, walked);
}

pub fn check_native(bytes: &[u8]) {
    match read(bytes) {
        Ok(found) => {
            assert_eq!(found.report.fault_count, 0);
            check_read(&found);
        }
        Err(ReadError::NotUtf8 { line, column } | ReadError::NotJson { line, column, .. }) => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            assert!(lies_in(bytes, line, column), "{line}:{column}");
        }
        Err(ReadError::Faults { faults, count }) => check_faults(bytes, &faults, count),
        Err(ReadError::Newer { readable, .. }) => assert!(readable.report.read_only()),
        Err(ReadError::NotBaton { key }) => {
            assert!(["format", "version", "records"].contains(&key))
        }
        Err(ReadError::TooLarge { .. } | ReadError::TooManyProjects { .. }) => {
            panic!("small files only")
        }
    }
    // What can be saved of it is whole, and read in turns it is the same.
    let saved = salvage(bytes);
    assert_eq!(in_turns(bytes, usize::MAX).1, Some(told(&saved)));
    if let Ok(found) = saved {
        assert_eq!(
            found.report.fault_count > 0,
            !found.report.faults.is_empty()
        );
        check_read(&found);
    }
}

/// A file that a team publishes, taken over into another portfolio as one step.
pub fn check_published(bytes: &[u8]) {
    let Ok(found) = read(bytes) else { return };
    let mine = baton::sample::arvenne();
    let patch = diff(&mine, &found.workspace);
    let mut after = mine.clone();
    apply(&mut after, &patch);
    assert_eq!(contents(&after), contents(&found.workspace));
    check_indexes(&after);
    apply(&mut after, &patch.inverse());
    assert_eq!(contents(&after), contents(&mine));
}

fn ids() -> impl FnMut() -> RawId {
    let mut next = 1_u128 << 64;
    move || {
        next += 1;
        RawId(next)
    }
}

pub fn check_table(bytes: &[u8], options: Options, into: &Workspace) {
    let inspection = match inspect_as(bytes, "table.csv", options) {
        Ok(inspection) => inspection,
        Err(InspectError::Empty) => return,
        Err(error) => panic!("{error:?}"),
    };
    let before = contents(into);
    let mapping = propose(&inspection, into);
    assert_eq!(mapping.columns.len(), inspection.headings.len());
    let outcome = dry_run(&inspection, &mapping, into, &mut ids());
    assert_eq!(outcome, dry_run(&inspection, &mapping, into, &mut ids()));
    assert_eq!(contents(into), before);
    for problem in &outcome.problems {
        assert!(
            problem.row >= 1 && problem.column >= 1 && problem.cell.chars().count() < 200,
            "{problem:?}"
        );
    }
    let mut after = into.clone();
    apply(&mut after, &outcome.patch);
    check_indexes(&after);
    let text = write(&after);
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(write(&again.workspace), text);
    // One step, and one step back.
    apply(&mut after, &outcome.patch.inverse());
    assert_eq!(contents(&after), before);
}

/// A table for nobody's portfolio, and for a small one with its heading said to stand in the first row.
pub fn check_any_table(bytes: &[u8]) {
    check_table(bytes, Options::default(), &Workspace::default());
    let options = Options {
        header: Some(1),
        ..Options::default()
    };
    let small = read(include_bytes!("../../corpus/json/good.json"));
    check_table(bytes, options, &small.unwrap().workspace);
}

/// A plan of another planner: read, calculated and imported as one step, or refused with its place.
pub fn check_plan(bytes: &[u8]) {
    for planner in [
        Planner::MsProject,
        Planner::GanttProject,
        Planner::Primavera,
    ] {
        match plan_file::read(planner, bytes) {
            Ok(plan) => {
                let _ = msproject::differences(&plan, &msproject::recalculate(&plan));
                let mut next = 0;
                let mut fresh = || {
                    next += 1;
                    RawId(next)
                };
                let before = Workspace::default();
                let choices = msproject::Choices { split: false };
                let outcome = msproject::dry_run(&plan, "plan", choices, &before, &mut fresh);
                let mut after = before.clone();
                apply(&mut after, &outcome.patch);
                check_indexes(&after);
                apply(&mut after, &outcome.patch.inverse());
                assert_eq!(contents(&after), contents(&before));
            }
            Err(error) => {
                let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
                assert!(error.line <= lines, "{error:?}");
            }
        }
    }
}

#[test]
fn every_file_of_the_corpus_is_read_or_refused_with_its_place() {
    for file in corpus("json") {
        check_native(&file);
        check_published(&file);
    }
    corpus("plan").iter().for_each(|file| check_plan(file));
    for file in corpus("csv") {
        check_table(&file, Options::default(), &Workspace::default());
        check_table(&file, Options::default(), &baton::sample::arvenne());
    }
}

proptest! {
    #![proptest_config(super::cases(700))]

    #[test]
    fn a_damaged_native_file_is_read_or_refused_with_its_place((file, blows) in blows()) {
        let all = corpus("json");
        check_native(&bytes(&all[file % all.len()], &blows, &all));
    }

    #[test]
    fn a_native_file_of_odd_values_is_read_or_refused_with_its_place((file, blows) in blows()) {
        let all = corpus("json");
        let odd = tree(&all[file % all.len()], &blows);
        check_native(&odd);
        check_published(&odd);
    }
}

proptest! {
    #![proptest_config(super::cases(150))]

    #[test]
    fn a_damaged_table_is_imported_as_one_step_or_refused((file, blows) in blows()) {
        let all = corpus("csv");
        let bytes = bytes(&all[file % all.len()], &blows, &all);
        check_table(&bytes, Options::default(), &Workspace::default());
    }

    #[test]
    fn a_damaged_plan_is_imported_as_one_step_or_refused((file, blows) in blows()) {
        let all = corpus("plan");
        check_plan(&bytes(&all[file % all.len()], &blows, &all));
    }

    #[test]
    fn a_table_of_odd_cells_is_imported_as_one_step_or_refused((file, blows) in blows()) {
        let all = corpus("csv");
        let bytes = cells(&all[file % all.len()], &blows);
        check_table(&bytes, Options { header: Some(1 + file % 3), ..Options::default() }, &Workspace::default());
    }

    #[test]
    fn a_text_survives_our_own_table_and_never_starts_a_formula(text in "[='@+\\-\t\r\n＝\"a;,|é ]{0,8}") {
        let row = vec![Cell::Text("A".into()), Cell::Text(text.clone())];
        let table = write_table(&["Code".into(), "Name".into()], &[row]);
        let inspection = inspect(table.as_bytes(), "t.csv").unwrap();
        prop_assert_eq!(&inspection.lines[0].cells[1], &text);
        let (_, cell) = table.split_once("\"A\",\"").unwrap();
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']), "{cell}");
    }
}
