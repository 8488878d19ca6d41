//! Laws of answers: reusing what is unchanged gives the same as answering from scratch.

use baton::analysis::{Answers, refresh};
use baton::model::{Date, Kind, RawId, Record, Shared, Value, Workspace};
use baton::sample;

/// A small generator with a fixed seed: the same edits on every machine.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % below.max(1)
    }
}

fn pick(workspace: &Workspace, kind: Kind, dice: &mut Dice) -> Option<RawId> {
    let place = dice.roll(workspace.count(kind));
    workspace.records(kind).nth(place).map(Record::raw_id)
}

/// One random edit: a value taken from another record of the kind or cleared, a copy, a removal.
pub fn edit(workspace: &mut Workspace, dice: &mut Dice) {
    let kind = Kind::ALL[dice.roll(Kind::ALL.len())];
    let Some(id) = pick(workspace, kind, dice) else {
        return;
    };
    let other = pick(workspace, kind, dice).unwrap();
    match dice.roll(12) {
        0 => workspace.remove(kind, id),
        1 => {
            let values = workspace.record(kind, id).unwrap().values();
            let twin = RawId(id.0 ^ ((dice.roll(1 << 20) as u128) << 100));
            workspace.insert_with(kind, twin, values).unwrap();
        }
        roll => {
            let spec = kind.fields()[dice.roll(kind.fields().len())];
            let taken = workspace.record(kind, other).unwrap().get(spec.key);
            let value = taken.filter(|_| roll > 3);
            workspace.set(kind, id, spec.key, value).unwrap();
        }
    }
}

/// Names what differs, so that a failing step says where to look.
fn difference(left: &Answers, right: &Answers) -> Option<&'static str> {
    let projects = left.projects.len() == right.projects.len()
        && left
            .projects
            .iter()
            .zip(&right.projects)
            .all(|(a, b)| a.0 == b.0 && **a.1 == **b.1);
    let kpis = left.kpis.len() == right.kpis.len()
        && left
            .kpis
            .iter()
            .zip(&right.kpis)
            .all(|(a, b)| a.0 == b.0 && **a.1 == **b.1);
    [
        ("day", left.today == right.today),
        ("projects", projects),
        ("portfolio", left.portfolio == right.portfolio),
        ("programmes", left.programmes == right.programmes),
        ("units", left.units == right.units),
        ("objectives", left.objectives == right.objectives),
        ("key figures", kpis),
        ("promises", left.promises == right.promises),
        ("calendar", left.calendar() == right.calendar()),
    ]
    .into_iter()
    .find(|(_, same)| !same)
    .map(|(what, _)| what)
}

#[test]
fn refreshed_answers_equal_answers_from_scratch() {
    let start = Date::new(2026, 5, 18).unwrap();
    for seed in 1..=4 {
        let mut dice = Dice(seed);
        let mut workspace = sample::arvenne();
        let mut today = start;
        let mut answers = refresh(None, &workspace, today);
        for step in 0..150 {
            for _ in 0..=dice.roll(3) {
                edit(&mut workspace, &mut dice);
            }
            if dice.roll(20) == 0 {
                today = start.plus_days(dice.roll(60) as i64).unwrap();
            }
            answers = refresh(Some(&answers), &workspace, today);
            let scratch = refresh(None, &workspace, today);
            assert_eq!(
                difference(&answers, &scratch),
                None,
                "seed {seed}, step {step}"
            );
        }
    }
}

#[test]
fn answers_go_back_with_an_undo() {
    let today = Date::new(2026, 5, 18).unwrap();
    let before = sample::arvenne();
    let first = refresh(None, &before, today);
    let mut after = before.clone();
    let mut dice = Dice(7);
    for _ in 0..20 {
        edit(&mut after, &mut dice);
    }
    let second = refresh(Some(&first), &after, today);
    assert!(difference(&first, &second).is_some());
    let back = refresh(Some(&second), &before, today);
    assert_eq!(difference(&back, &first), None);
}

#[test]
fn an_edit_of_one_project_answers_only_that_project_again() {
    let today = Date::new(2026, 5, 18).unwrap();
    let mut workspace = sample::arvenne();
    let before = refresh(None, &workspace, today);
    let line = workspace.budget_lines.values().next().unwrap().clone();
    workspace
        .set(Kind::BudgetLine, line.id.raw(), "forecast", None)
        .unwrap();
    let after = refresh(Some(&before), &workspace, today);
    let again: Vec<_> = after
        .projects
        .iter()
        .filter(|(id, answers)| before.projects.get(*id) != Some(*answers))
        .map(|(id, _)| *id)
        .collect();
    assert_eq!(again, Vec::from_iter(line.project));
    let kept = |a: &Answers, b: &Answers| {
        a.kpis
            .iter()
            .all(|(id, k): (_, &Shared<_>)| b.kpis.get(id) == Some(k))
    };
    assert!(kept(&before, &after));
}

#[test]
fn promises_are_read_again_only_where_a_link_its_projects_or_its_tasks_changed() {
    let today = Date::new(2026, 5, 18).unwrap();
    let mut workspace = sample::arvenne();
    let before = refresh(None, &workspace, today);
    let line = workspace.budget_lines.values().next().unwrap().clone();
    workspace
        .set(Kind::BudgetLine, line.id.raw(), "forecast", None)
        .unwrap();
    let other = refresh(Some(&before), &workspace, today);
    assert!(before.promises.same(&other.promises));
    let promise = before
        .promises
        .iter()
        .find(|promise| promise.expected.is_some())
        .unwrap()
        .clone();
    workspace
        .set(
            Kind::Link,
            promise.link.raw(),
            "needed",
            Some(Value::Date(today)),
        )
        .unwrap();
    let after = refresh(Some(&other), &workspace, today);
    let again: Vec<_> = after
        .promises
        .iter()
        .filter(|now| !before.promises.iter().any(|then| then == *now))
        .map(|now| (now.link, now.needed))
        .collect();
    assert_eq!(again, [(promise.link, Some(today))]);
}
