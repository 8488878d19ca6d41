//! Laws and cases of the three-way merge.

use crate::edits::{contents, ideas, perform};
use baton::edit::{Clash, Command, Merged, apply, merge, plan};
use baton::model::{Kind, RawId, Record, Text, Value, Workspace};
use baton::sample;
use proptest::prelude::*;
use std::collections::BTreeSet;

fn based(first: &[crate::edits::Idea]) -> Workspace {
    let mut base = Workspace::default();
    perform(&mut base, first);
    base
}

fn after(workspace: &Workspace, merged: &Merged) -> Workspace {
    let mut result = workspace.clone();
    apply(&mut result, &merged.patch);
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn merging_the_same_twice_changes_nothing(first in ideas(40), both in ideas(15)) {
        let base = based(&first);
        let mut same = base.clone();
        perform(&mut same, &both);
        let merged = merge(&base, &same, &same);
        prop_assert!(merged.patch.rows.is_empty() && merged.conflicts.is_empty());
    }

    #[test]
    fn a_side_without_edits_takes_the_other(first in ideas(40), edits in ideas(15)) {
        let base = based(&first);
        let mut theirs = base.clone();
        perform(&mut theirs, &edits);
        let merged = merge(&base, &base, &theirs);
        prop_assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        prop_assert_eq!(contents(&after(&base, &merged)), contents(&theirs));
        let kept = merge(&base, &theirs, &base);
        prop_assert!(kept.patch.rows.is_empty() && kept.conflicts.is_empty());
    }

    #[test]
    fn edits_without_conflict_merge_alike_in_both_orders(
        first in ideas(40), mine in ideas(8), theirs in ideas(8),
    ) {
        let base = based(&first);
        let (mut one, mut two) = (base.clone(), base.clone());
        perform(&mut one, &mine);
        perform(&mut two, &theirs);
        let (there, back) = (merge(&base, &one, &two), merge(&base, &two, &one));
        prop_assert_eq!(there.conflicts.is_empty(), back.conflicts.is_empty(), "{:?} {:?}", there.conflicts, back.conflicts);
        if there.conflicts.is_empty() {
            prop_assert_eq!(contents(&after(&one, &there)), contents(&after(&two, &back)));
        }
    }

    #[test]
    fn mine_stands_in_every_conflict_and_every_conflict_has_its_name(
        first in ideas(40), mine in ideas(15), theirs in ideas(15),
    ) {
        let base = based(&first);
        let (mut one, mut two) = (base.clone(), base.clone());
        perform(&mut one, &mine);
        perform(&mut two, &theirs);
        let merged = merge(&base, &one, &two);
        let result = after(&one, &merged);
        for conflict in &merged.conflicts {
            let now = result.record(conflict.kind, conflict.id);
            match conflict.clash {
                Clash::Field | Clash::Together => {
                    let key = conflict.key.as_ref().unwrap();
                    prop_assert_eq!(now.and_then(|r| r.get(key)), conflict.mine.clone());
                }
                Clash::RemovedByTheirs => prop_assert!(now.is_some()),
                Clash::RemovedByMine => prop_assert!(now.is_none()),
                Clash::Taken(holder) => prop_assert!(result.record(conflict.kind, holder).is_some()),
            }
        }
        // Taking theirs everywhere brings at least every field of theirs that was in conflict.
        let all: BTreeSet<usize> = (0..merged.conflicts.len()).collect();
        let mut taken = one.clone();
        apply(&mut taken, &merged.taking(&all));
        for conflict in merged.conflicts.iter().filter(|c| c.clash == Clash::Field) {
            if let (Some(key), Some(record)) = (&conflict.key, taken.record(conflict.kind, conflict.id)) {
                prop_assert_eq!(record.get(key), conflict.theirs.clone());
            }
        }
    }

    #[test]
    fn a_merge_leaves_no_belonging_without_its_owner(
        first in ideas(50), mine in ideas(15), theirs in ideas(15),
    ) {
        let base = based(&first);
        let (mut one, mut two) = (base.clone(), base.clone());
        perform(&mut one, &mine);
        perform(&mut two, &theirs);
        let result = after(&one, &merge(&base, &one, &two));
        let orphans = |workspace: &Workspace| -> BTreeSet<(Kind, RawId)> {
            let owned = Kind::ALL.iter().flat_map(|kind| workspace.records(*kind));
            owned.filter(|record| orphan(workspace, *record)).map(|r| (r.kind(), r.raw_id())).collect()
        };
        // The random commands refer to what never was: only orphans that a side had before may remain.
        let before: BTreeSet<_> = orphans(&base).into_iter().chain(orphans(&one)).chain(orphans(&two)).collect();
        prop_assert!(orphans(&result).is_subset(&before), "{:?}", orphans(&result).difference(&before));
    }
}

fn orphan(workspace: &Workspace, record: &dyn Record) -> bool {
    record
        .kind()
        .fields()
        .iter()
        .filter(|spec| spec.owner)
        .any(|spec| match (spec.ty, record.get(spec.key)) {
            (baton::model::FieldType::Ref(kind), Some(Value::Ref(id))) => {
                workspace.record(kind, id).is_none()
            }
            _ => false,
        })
}

fn edited(base: &Workspace, commands: &[Command]) -> Workspace {
    let mut workspace = base.clone();
    for command in commands {
        let patch = plan(&workspace, command).unwrap();
        apply(&mut workspace, &patch);
    }
    workspace
}

fn set(kind: Kind, id: RawId, key: &str, value: Option<Value>) -> Command {
    Command::Set {
        kind,
        id,
        key: key.into(),
        value,
    }
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.into()))
}

fn project(code: &str, base: &Workspace) -> RawId {
    base.project_by_code(code).unwrap().id.raw()
}

#[test]
fn two_people_who_change_different_fields_of_one_project_do_not_meet() {
    let base = sample::arvenne();
    let id = project("SOV-1", &base);
    let mine = edited(&base, &[set(Kind::Project, id, "goal", text("Four zones"))]);
    let theirs = edited(
        &base,
        &[set(Kind::Project, id, "customer", text("Ministries"))],
    );
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.patch.rows.len(), 1);
    let result = after(&mine, &merged);
    let record = result.project_by_code("SOV-1").unwrap();
    assert_eq!(
        (&*record.goal.0, &*record.customer),
        ("Four zones", "Ministries")
    );
}

#[test]
fn two_values_for_one_field_are_a_conflict_with_a_name_and_a_choice() {
    let base = sample::arvenne();
    let id = project("SOV-1", &base);
    let mine = edited(
        &base,
        &[set(Kind::Project, id, "name", text("Trusted Zone"))],
    );
    let theirs = edited(&base, &[set(Kind::Project, id, "name", text("Zone Paris"))]);
    let merged = merge(&base, &mine, &theirs);
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts)
    };
    assert_eq!(
        (conflict.kind, conflict.id, conflict.key.clone()),
        (Kind::Project, id, Some(Text::from("name")))
    );
    assert_eq!(conflict.base, text("Trusted Zone Paris"));
    assert_eq!(
        (conflict.mine.clone(), conflict.theirs.clone()),
        (text("Trusted Zone"), text("Zone Paris"))
    );
    let mut taken = mine;
    apply(&mut taken, &merged.taking(&BTreeSet::from([0])));
    assert_eq!(&*taken.project_by_code("SOV-1").unwrap().name, "Zone Paris");
}

#[test]
fn a_project_removed_there_and_worked_on_here_is_one_conflict_and_stays_whole() {
    let base = sample::arvenne();
    let id = project("BBN-1", &base);
    let risk = base
        .risks
        .values()
        .find(|risk| risk.project.map(|p| p.raw()) == Some(id))
        .unwrap();
    let mine = edited(
        &base,
        &[set(
            Kind::Risk,
            risk.id.raw(),
            "plan",
            text("A third route"),
        )],
    );
    let theirs = edited(
        &base,
        &[Command::Delete {
            kind: Kind::Project,
            ids: vec![id],
        }],
    );
    let merged = merge(&base, &mine, &theirs);
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("{:?}", merged.conflicts.len())
    };
    assert_eq!(
        (conflict.kind, conflict.id, conflict.clash),
        (Kind::Project, id, Clash::RemovedByTheirs)
    );
    assert_eq!(contents(&after(&mine, &merged)), contents(&mine));
    let mut gone = mine.clone();
    apply(&mut gone, &merged.taking(&BTreeSet::from([0])));
    assert_eq!(contents(&gone), contents(&theirs));
    // Seen from the other side, theirs is the one who worked on it.
    let back = merge(&base, &theirs, &mine);
    assert_eq!(back.conflicts.len(), 1);
    assert_eq!(back.conflicts[0].clash, Clash::RemovedByMine);
    let mut restored = theirs;
    apply(&mut restored, &back.taking(&BTreeSet::from([0])));
    assert!(
        restored
            .tasks
            .values()
            .any(|task| task.project.map(|p| p.raw()) == Some(id))
    );
}

#[test]
fn labels_of_both_come_together() {
    let base = sample::arvenne();
    let id = project("SOV-1", &base);
    let tags = |list: &[&str]| {
        Some(Value::Tags(baton::model::Tags::new(
            list.iter().map(|t| Text::from(*t)),
        )))
    };
    let mine = edited(
        &base,
        &[set(
            Kind::Project,
            id,
            "tags",
            tags(&["sovereign", "datacentre", "board"]),
        )],
    );
    let theirs = edited(
        &base,
        &[set(Kind::Project, id, "tags", tags(&["sovereign", "law"]))],
    );
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts, []);
    let result = after(&mine, &merged);
    assert_eq!(
        result.project_by_code("SOV-1").unwrap().tags.to_vec(),
        ["sovereign", "board", "law"].map(Text::from)
    );
}

#[test]
fn one_code_given_to_two_new_projects_is_a_conflict_and_both_projects_live() {
    let base = sample::arvenne();
    let new = |number: u128, name: &str| Command::Create {
        kind: Kind::Project,
        id: RawId(number),
        values: vec![
            ("code".into(), Value::Text("SOV-5".into())),
            ("name".into(), Value::Text(name.into())),
        ],
    };
    let mine = edited(&base, &[new(1, "Mine")]);
    let theirs = edited(&base, &[new(2, "Theirs")]);
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].clash, Clash::Taken(RawId(1)));
    let result = after(&mine, &merged);
    assert_eq!(result.projects.len(), 26);
    assert_eq!(
        result
            .projects
            .values()
            .filter(|p| &*p.code == "SOV-5")
            .count(),
        1
    );
}

#[test]
fn a_start_moved_here_behind_a_finish_moved_there_is_a_conflict() {
    let base = sample::arvenne();
    let id = project("BBN-3", &base);
    let day = |text: &str| Some(Value::Date(baton::model::Date::parse(text).unwrap()));
    let mine = edited(
        &base,
        &[set(Kind::Project, id, "forecast_start", day("2026-09-01"))],
    );
    let theirs = edited(
        &base,
        &[set(Kind::Project, id, "forecast_finish", day("2026-08-01"))],
    );
    let merged = merge(&base, &mine, &theirs);
    assert_eq!(merged.conflicts.len(), 1);
    assert_eq!(merged.conflicts[0].clash, Clash::Together);
    assert!(merged.patch.rows.is_empty());
}
