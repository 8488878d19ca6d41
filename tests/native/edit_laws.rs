//! Laws of edits: every step can be taken back, repeated and computed again.

use crate::edits::{contents, ideas, perform, read_anew, rebuilt, references, unique_values};
use baton::edit::{Command, History, Refusal, Row, apply, diff, plan};
use baton::model::{Kind, Value, Workspace};
use baton::sample;
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn a_step_taken_back_leaves_no_trace(first in ideas(40), second in ideas(12)) {
        let mut workspace = Workspace::default();
        perform(&mut workspace, &first);
        let before = workspace.clone();
        let steps = perform(&mut workspace, &second);
        for step in steps.iter().rev() {
            apply(&mut workspace, &step.inverse());
        }
        prop_assert_eq!(contents(&workspace), contents(&before));
        prop_assert_eq!(references(&workspace), references(&before));
    }

    #[test]
    fn a_patch_applied_twice_is_applied_once(first in ideas(40), second in ideas(6)) {
        let mut workspace = Workspace::default();
        perform(&mut workspace, &first);
        for step in perform(&mut workspace, &second) {
            let mut again = workspace.clone();
            // The last step is the newest state: repeating any step after its own must change nothing.
            apply(&mut again, &step);
            let mut twice = again.clone();
            apply(&mut twice, &step);
            prop_assert_eq!(contents(&twice), contents(&again));
        }
    }

    #[test]
    fn a_journal_replayed_from_the_start_or_from_the_middle_gives_the_same(all in ideas(40)) {
        let mut live = Workspace::default();
        let steps = perform(&mut live, &all);
        let mut replayed = Workspace::default();
        for step in &steps {
            apply(&mut replayed, step);
        }
        prop_assert_eq!(contents(&replayed), contents(&live));
        // A checkpoint taken late and a journal that begins early overlap.
        let mut late = live.clone();
        for step in &steps {
            apply(&mut late, step);
        }
        prop_assert_eq!(contents(&late), contents(&live));
    }

    #[test]
    fn the_difference_applied_is_the_target(first in ideas(40), mine in ideas(20), other in ideas(20)) {
        let mut base = Workspace::default();
        perform(&mut base, &first);
        let (mut one, mut two) = (base.clone(), base);
        perform(&mut one, &mine);
        perform(&mut two, &other);
        let patch = diff(&one, &two);
        let mut target = one.clone();
        apply(&mut target, &patch);
        prop_assert_eq!(contents(&target), contents(&two));
        apply(&mut target, &patch.inverse());
        prop_assert_eq!(contents(&target), contents(&one));
        prop_assert!(diff(&two, &rebuilt(&two)).rows.is_empty());
    }

    #[test]
    fn indexes_kept_by_edits_are_those_made_from_nothing(all in ideas(60)) {
        let mut workspace = Workspace::default();
        perform(&mut workspace, &all);
        prop_assert_eq!(references(&workspace), references(&rebuilt(&workspace)));
    }

    #[test]
    fn indexes_of_what_was_read_and_edited_are_those_made_from_nothing(first in ideas(60), second in ideas(40)) {
        let mut workspace = Workspace::default();
        perform(&mut workspace, &first);
        let mut workspace = read_anew(&workspace);
        prop_assert_eq!(references(&workspace), references(&rebuilt(&workspace)));
        let steps = perform(&mut workspace, &second);
        for round in 0..2 {
            let made = rebuilt(&workspace);
            prop_assert_eq!(references(&workspace), references(&made), "round {}", round);
            prop_assert_eq!(workspace.dangling(), made.dangling());
            let (kept, walked) = unique_values(&workspace);
            prop_assert_eq!(kept, walked);
            // And with what was taken out back in.
            for step in steps.iter().rev() {
                apply(&mut workspace, &step.inverse());
            }
        }
    }

    #[test]
    fn what_differs_is_touched_with_its_owners(
        first in ideas(40), mine in ideas(12), other in ideas(12), apart: bool,
    ) {
        let mut base = Workspace::default();
        perform(&mut base, &first);
        let base = read_anew(&base);
        prop_assert!(base.touched(&base.clone()).is_empty());
        let (mut one, mut two) = (base.clone(), if apart { read_anew(&base) } else { base });
        perform(&mut one, &mine);
        perform(&mut two, &other);
        let touched = one.touched(&two);
        prop_assert!(touched.is_sorted_by(|a, b| a < b));
        for (here, there) in [(&one, &two), (&two, &one)] {
            for kind in Kind::ALL {
                for record in here.records(*kind) {
                    let id = record.raw_id();
                    let twin = there.record(*kind, id);
                    if twin.is_some_and(|twin| twin.values() == record.values()) {
                        continue;
                    }
                    prop_assert!(touched.contains(&id), "{:?}", record);
                    for (place, spec) in kind.fields().iter().enumerate().filter(|(_, spec)| spec.owner) {
                        if let Some(Value::Ref(owner)) = record.value(place) {
                            prop_assert!(touched.contains(&owner), "{} of {:?}", spec.key, record);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_code_finds_the_records_that_a_walk_over_all_finds(all in ideas(60), forced in ideas(30)) {
        let mut workspace = Workspace::default();
        let steps = perform(&mut workspace, &all);
        let (kept, walked) = unique_values(&workspace);
        prop_assert_eq!(kept, walked);
        // Whatever the plans refuse, such as a code that another record has, arrives with other copies.
        for idea in &forced {
            match crate::edits::command(idea) {
                Command::Set { kind, id, key, value } => {
                    let _ = workspace.set(kind, id, &key, value);
                }
                Command::Create { kind, id, values } => {
                    let _ = workspace.insert_with(kind, id, values);
                }
                Command::Delete { kind, ids } => ids.iter().for_each(|id| workspace.remove(kind, *id)),
                _ => {}
            }
        }
        for step in steps.iter().rev().step_by(2) {
            apply(&mut workspace, &step.inverse());
        }
        let (kept, walked) = unique_values(&workspace);
        prop_assert_eq!(kept, walked);
        prop_assert_eq!(references(&workspace), references(&rebuilt(&workspace)));
    }

    #[test]
    fn a_plan_touches_nothing_and_is_repeatable(first in ideas(30), second in ideas(8)) {
        let mut workspace = Workspace::default();
        perform(&mut workspace, &first);
        let before = contents(&workspace);
        for idea in &second {
            let command = crate::edits::command(idea);
            prop_assert_eq!(plan(&workspace, &command), plan(&workspace, &command));
        }
        prop_assert_eq!(contents(&workspace), before);
    }

    #[test]
    fn no_accepted_step_leaves_a_reference_to_what_it_removed(first in ideas(60)) {
        let mut workspace = Workspace::default();
        for step in perform(&mut workspace, &first) {
            let _ = step;
        }
        let mut rest = workspace.clone();
        let people: Vec<_> = workspace.people.keys().map(|id| id.raw()).collect();
        let Ok(patch) = plan(&workspace, &baton::edit::Command::Delete { kind: Kind::Person, ids: people.clone() }) else {
            return Ok(());
        };
        apply(&mut rest, &patch);
        for person in people {
            prop_assert_eq!(rest.referrers(person).count(), 0);
        }
    }

    #[test]
    fn undo_and_redo_walk_the_same_path(all in ideas(20)) {
        let mut workspace = Workspace::default();
        let mut history = History::default();
        let mut path = vec![contents(&workspace)];
        for step in perform(&mut workspace, &all) {
            history.record(step, None);
        }
        let mut walk = workspace.clone();
        let mut back = vec![contents(&walk)];
        while let Some(patch) = history.undo() {
            apply(&mut walk, &patch);
            back.push(contents(&walk));
        }
        prop_assert_eq!(back.last(), path.last());
        path = back.clone();
        path.reverse();
        let mut forth = vec![contents(&walk)];
        while let Some(patch) = history.redo() {
            apply(&mut walk, &patch);
            forth.push(contents(&walk));
        }
        prop_assert_eq!(forth, path);
    }
}

#[test]
fn deleting_a_project_of_the_sample_takes_its_belongings_and_undo_brings_them_back() {
    let before = sample::arvenne();
    let project = before.project_by_code("BBN-1").unwrap().id;
    let command = baton::edit::Command::Delete {
        kind: Kind::Project,
        ids: vec![project.raw()],
    };
    let patch = plan(&before, &command).unwrap();
    let mut after = before.clone();
    apply(&mut after, &patch);
    assert!(
        after
            .tasks
            .values()
            .all(|task| task.project != Some(project))
    );
    assert!(
        after
            .links
            .values()
            .all(|link| link.giver != Some(project) && link.taker != Some(project))
    );
    let deleted = patch
        .rows
        .iter()
        .filter(|row| matches!(row, Row::Delete(..)))
        .count();
    assert!(deleted > 80, "{deleted}");
    apply(&mut after, &patch.inverse());
    assert_eq!(contents(&after), contents(&before));
}

#[test]
fn a_frozen_report_is_not_changed() {
    let sample = sample::arvenne();
    let report = sample
        .reports
        .values()
        .find(|report| report.frozen)
        .unwrap();
    let command = baton::edit::Command::Set {
        kind: Kind::Report,
        id: report.id.raw(),
        key: "summary".into(),
        value: None,
    };
    assert_eq!(
        plan(&sample, &command),
        Err(Refusal::Frozen(report.id.raw()))
    );
}
