//! The fourteen checks on plans made to offend against them.

use super::workspace::{Book, task, today};
use baton::analysis::quality::*;
use baton::analysis::schedule::PlanNetwork;
use baton::model::*;

fn assessed(book: &Book) -> Quality {
    let plan = PlanNetwork::of(&book.0, today());
    assess(&book.0, &plan, &plan.schedule(), None, today())
}

fn outcome(quality: &Quality, check: Check) -> &Outcome {
    quality
        .outcomes
        .iter()
        .find(|outcome| outcome.check == check)
        .unwrap()
}

/// Three tasks in a row and a milestone at the end, with baseline, owner and links: nothing to say.
fn sound() -> Book {
    let mut book = Book::new();
    book.put(Kind::Person, 60, &[("name", "Ada")]);
    book.set(Kind::Project, 100, "manager", "60");
    for (id, start, finish) in [
        (1, "2026-06-01", "2026-06-05"),
        (2, "2026-06-08", "2026-06-12"),
        (3, "2026-06-15", "2026-06-19"),
    ] {
        let more = [
            ("baseline_start", start),
            ("baseline_finish", finish),
            ("owner", "60"),
        ];
        book.task(id, start, finish, &more);
    }
    book.task(4, "2026-06-19", "2026-06-19", &[("task_kind", "milestone")]);
    for (id, giver, taker) in [(11, 1, 2), (12, 2, 3), (13, 3, 4)] {
        book.link(id, giver, taker, &[]);
    }
    book
}

#[test]
fn a_sound_plan_passes_what_can_be_measured() {
    let quality = assessed(&sound());
    assert_eq!(
        (quality.tasks, quality.is_small, quality.has_no_baseline),
        (3, true, false)
    );
    for outcome in &quality.outcomes {
        match outcome.check {
            // Only the first task has no predecessor; of three that is too large a share.
            Check::Logic => assert_eq!((outcome.count, outcome.of), (1, 3)),
            Check::MissedTasks | Check::BaselineExecution => {
                assert_eq!(outcome.verdict, Verdict::Nothing);
            }
            check => assert_eq!(outcome.verdict, Verdict::Pass, "{check:?} {outcome:?}"),
        }
    }
    assert_eq!(outcome(&quality, Check::CriticalPath).count, 600);
    assert_eq!(
        outcome(&quality, Check::CriticalPathLength).share,
        Some(Percent::WHOLE)
    );
}

#[test]
fn the_published_example_of_the_critical_path_length_index_comes_out() {
    assert_eq!(path_length_index(120, -10), Some(Percent(9_167)));
    assert_eq!(path_length_index(0, 5), None);
    assert!(!Check::CriticalPathLength.limit().holds(Percent(9_167)));
}

#[test]
fn each_check_finds_its_offender_and_proposes_its_repair() {
    let mut book = sound();
    book.set(Kind::Link, 12, "lag", "-2d");
    book.set(Kind::Link, 13, "link_type", "ff");
    book.set(Kind::Link, 13, "lag", "1d");
    let more = [
        ("constraint", "fnlt"),
        ("constraint_date", "2026-06-30"),
        ("baseline_start", "2026-03-02"),
        ("baseline_finish", "2026-05-29"),
        ("forecast_start", "2026-03-02"),
    ];
    book.task(5, "2026-05-18", "2026-05-29", &more);
    let quality = assessed(&book);
    let tasks = |check| -> Vec<Id<Task>> {
        outcome(&quality, check)
            .offences
            .iter()
            .map(|offence| offence.task)
            .collect()
    };
    assert_eq!(tasks(Check::Leads), [task(3)]);
    assert_eq!(tasks(Check::Lags), [task(4)]);
    assert_eq!(tasks(Check::LinkTypes), [task(4)]);
    assert_eq!(outcome(&quality, Check::LinkTypes).count, 2);
    assert_eq!(tasks(Check::HardConstraints), [task(5)]);
    assert_eq!(tasks(Check::HighDuration), [task(5)]);
    assert_eq!(tasks(Check::InvalidDates), [task(5)]);
    assert_eq!(tasks(Check::Resources), [task(5)]);
    assert_eq!(tasks(Check::MissedTasks), [task(5)]);
    assert_eq!(tasks(Check::NegativeFloat), [task(5)]);
    assert_eq!(
        outcome(&quality, Check::BaselineExecution).verdict,
        Verdict::Fail
    );
    assert_eq!(tasks(Check::Logic), [task(1), task(5)]);

    let repair =
        |check: Check, place: usize| outcome(&quality, check).offences[place].repair.clone();
    let Some(Repair::Set(changes)) = repair(Check::HardConstraints, 0) else {
        panic!()
    };
    let deadline = changes
        .iter()
        .find(|change| change.key == "deadline")
        .unwrap();
    assert_eq!(
        deadline.value,
        Some(Value::Date(super::workspace::day("2026-06-30")))
    );
    let Some(Repair::Set(changes)) = repair(Check::Resources, 0) else {
        panic!()
    };
    assert_eq!(changes[0].value, Some(Value::Ref(RawId(60))));
    // Every field that a repair names exists and takes the value.
    for offence in quality
        .outcomes
        .iter()
        .flat_map(|outcome| &outcome.offences)
    {
        if let Some(Repair::Set(changes)) = &offence.repair {
            for change in changes {
                let mut copy = book.0.clone();
                copy.set(change.kind, change.id, change.key, change.value.clone())
                    .unwrap();
            }
        }
    }
}

#[test]
fn repairing_a_hard_constraint_and_the_dates_makes_the_checks_pass() {
    let mut book = sound();
    let hard = [
        ("constraint", "mso"),
        ("constraint_date", "2026-06-02"),
        ("owner", "60"),
    ];
    book.task(5, "2026-05-20", "2026-05-22", &hard);
    book.set(Kind::Task, 5, "baseline_finish", "2026-06-22");
    for check in [Check::HardConstraints, Check::InvalidDates] {
        let before = assessed(&book);
        let found = outcome(&before, check);
        assert_eq!(found.verdict, Verdict::Fail);
        let Some(Repair::Set(changes)) = found.offences[0].repair.clone() else {
            panic!()
        };
        for change in changes {
            book.0
                .set(change.kind, change.id, change.key, change.value)
                .unwrap();
        }
        assert_eq!(
            outcome(&assessed(&book), check).verdict,
            Verdict::Pass,
            "{check:?}"
        );
    }
}

#[test]
fn a_task_that_hangs_loose_at_both_ends_is_tied_at_both_by_one_repair() {
    let mut book = sound();
    let baseline = [
        ("baseline_start", "2026-06-16"),
        ("baseline_finish", "2026-06-17"),
    ];
    book.task(5, "2026-06-16", "2026-06-17", &baseline);
    let quality = assessed(&book);
    let found = outcome(&quality, Check::Logic);
    let of_task = found.offences.iter().find(|one| one.task == task(5));
    let tie = |giver, taker| Tie {
        giver: task(giver),
        taker: task(taker),
    };
    let Some(Repair::Tie(ties)) = of_task.and_then(|one| one.repair.clone()) else {
        panic!("{of_task:?}")
    };
    assert_eq!(ties, [tie(5, 4), tie(2, 5)]);
    for (id, tie) in (21..).zip(ties) {
        book.link(id, tie.giver.raw().0, tie.taker.raw().0, &[]);
    }
    let after = assessed(&book);
    let left = outcome(&after, Check::Logic).offences.iter();
    assert!(left.map(|one| one.task).eq([task(1)]));
}

#[test]
fn a_delay_that_does_not_arrive_fails_the_critical_path_test() {
    let mut book = sound();
    // The long task waits for the start of the short one only: its delay is not passed on.
    book.set(Kind::Link, 11, "link_type", "ss");
    book.set(Kind::Task, 2, "duration", "20d");
    let quality = assessed(&book);
    let found = outcome(&quality, Check::CriticalPath);
    assert_eq!((found.verdict, found.count), (Verdict::Fail, 585 - 5));
    assert_eq!(found.offences[0].task, task(1));
}
