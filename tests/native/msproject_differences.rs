//! Recorded dates beside calculated ones: the file's own dates come out again, or the difference has a cause.

use super::msproject_read::{files, plan_of};
use baton::exchange::msproject::{Cause, differences, read, recalculate};
use std::collections::BTreeMap;

#[test]
fn every_date_of_a_real_file_comes_out_again_or_its_difference_has_a_cause() {
    let mut all: BTreeMap<String, BTreeMap<Cause, usize>> = BTreeMap::new();
    let mut tasks = 0;
    for path in files() {
        let plan = plan_of(&path);
        let new = recalculate(&plan);
        tasks += plan.tasks.len();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for one in differences(&plan, &new) {
            let task = &plan.tasks[one.task];
            println!("{name} {} {}: {one:?}", task.uid, task.name);
            *all.entry(name.clone())
                .or_default()
                .entry(one.cause)
                .or_default() += 1;
        }
    }
    println!("{tasks} tasks: {all:#?}");
    let unknown: Vec<_> = all
        .iter()
        .filter(|(_, causes)| causes.contains_key(&Cause::Unknown))
        .collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(tasks == 0 || all.is_empty(), "{all:#?}");
}

#[test]
fn a_difference_says_its_cause() {
    let plan = |what: &str| {
        let text = format!(
            "<Project><StartDate>2026-03-02T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>A</Name><Start>2026-03-02T08:00:00</Start><Finish>2026-03-03T17:00:00</Finish><Duration>PT16H0M0S</Duration></Task>\
             <Task><UID>2</UID><Name>B</Name><Start>2026-03-09T08:00:00</Start><Finish>2026-03-09T17:00:00</Finish><Duration>PT8H0M0S</Duration>{what}<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink></Task>\
             <Task><UID>3</UID><Name>C</Name><Start>2026-03-10T08:00:00</Start><Finish>2026-03-10T17:00:00</Finish><Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink></Task></Tasks></Project>"
        );
        let plan = read(text.as_bytes()).unwrap();
        let new = recalculate(&plan);
        differences(&plan, &new)
            .into_iter()
            .map(|d| (plan.tasks[d.task].uid, d.cause))
            .collect::<Vec<_>>()
    };
    assert_eq!(plan(""), [(2, Cause::Unknown), (3, Cause::Before)]);
    assert_eq!(
        plan("<LevelingDelay>19200</LevelingDelay>"),
        [(2, Cause::Levelling), (3, Cause::Before)]
    );
    let held =
        "<ConstraintType>4</ConstraintType><ConstraintDate>2026-03-09T08:00:00</ConstraintDate>";
    assert_eq!(
        plan(held),
        [],
        "a date that its restriction gives is no difference"
    );
    assert_eq!(plan("<Manual>1</Manual>"), []);
}
