//! Laws of the roadmap's rows: sharing what an edit left alone gives the same as building them all.

use crate::analysis_laws::{Dice, edit};
use baton::analysis::refresh;
use baton::model::{Date, Kind, Value, Workspace};
use baton::sample;
use baton::session::roadmap::Rows;
use baton::session::roadmap::wish::{ColourBy, GroupBy, Wish};
use baton::timeline::Row;
use baton::words::Lang;
use std::collections::BTreeSet;

fn wish(dice: &mut Dice, workspace: &Workspace) -> Wish {
    let one = |dice: &mut Dice| dice.roll(3) == 0;
    let programme = workspace.programmes.keys().next().map(|id| id.raw());
    Wish {
        group: GroupBy::ALL[dice.roll(GroupBy::ALL.len())].0,
        colour: ColourBy::ALL[dice.roll(ColourBy::ALL.len())].0,
        unit: None,
        programme: programme.filter(|_| one(dice)),
        status: None,
        phase: None,
        find: if one(dice) { "a".into() } else { String::new() },
        collapsed: BTreeSet::from_iter(programme.map(|id| id.0).filter(|_| one(dice))),
        hidden: BTreeSet::new(),
        lang: Lang::En,
    }
}

fn all(rows: &Rows) -> Vec<Row> {
    rows.data
        .rows(0, usize::MAX)
        .map(|(_, row)| row.clone())
        .collect()
}

#[test]
fn rows_after_an_edit_equal_rows_from_scratch() {
    let today = Date::new(2026, 5, 18).unwrap();
    for seed in 1..=6 {
        let mut dice = Dice(seed);
        let mut workspace = sample::arvenne();
        let mut answers = refresh(None, &workspace, today);
        let mut asked = wish(&mut dice, &workspace);
        let mut rows = Rows::new(None, &workspace, &answers, &asked);
        for step in 0..150 {
            edit(&mut workspace, &mut dice);
            answers = refresh(Some(&answers), &workspace, today);
            if dice.roll(25) == 0 {
                asked = wish(&mut dice, &workspace);
            }
            rows = Rows::new(Some(&rows), &workspace, &answers, &asked);
            let scratch = Rows::new(None, &workspace, &answers, &asked);
            let place = format!("seed {seed}, step {step}");
            assert_eq!(all(&rows), all(&scratch), "{place}");
            assert_eq!(
                (rows.projects, rows.undated, rows.links()),
                (scratch.projects, scratch.undated, scratch.links()),
                "{place}"
            );
            assert_eq!(
                rows.data.links().all(),
                scratch.data.links().all(),
                "{place}"
            );
        }
    }
}

#[test]
fn moving_one_project_makes_its_row_and_the_head_of_its_group_anew() {
    let today = Date::new(2026, 5, 18).unwrap();
    let mut workspace = sample::arvenne();
    let answers = refresh(None, &workspace, today);
    let asked = Wish {
        group: GroupBy::Programme,
        programme: None,
        find: String::new(),
        collapsed: BTreeSet::new(),
        ..wish(&mut Dice(1), &workspace)
    };
    let before = Rows::new(None, &workspace, &answers, &asked);
    let project = workspace
        .projects
        .values()
        .find(|p| p.actual_finish.is_none())
        .unwrap()
        .clone();
    let later = Value::Date(Date::new(2031, 3, 3).unwrap());
    workspace
        .set(
            Kind::Project,
            project.id.raw(),
            "forecast_finish",
            Some(later),
        )
        .unwrap();
    let answers = refresh(Some(&answers), &workspace, today);
    let after = Rows::new(Some(&before), &workspace, &answers, &asked);
    let anew: Vec<u128> = all(&after)
        .iter()
        .zip(all(&before))
        .filter(|(now, was)| !now.is_same(was))
        .map(|(now, _)| now.key())
        .collect();
    assert_eq!(
        anew,
        [project.programme.unwrap().raw().0, project.id.raw().0]
    );
}
