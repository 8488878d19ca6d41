//! Laws of the roadmap's rows: sharing what an edit left alone gives the same as building them all.

use crate::analysis_laws::{Dice, edit};
use baton::analysis::refresh;
use baton::model::{Date, Kind, Value, Workspace};
use baton::sample;
use baton::session::roadmap::Rows;
use baton::session::roadmap::wish::{ColourBy, GroupBy, Wish, own_choice};
use baton::timeline::{Colour, Row};
use baton::words::Lang;
use std::collections::BTreeSet;

fn wish(dice: &mut Dice, workspace: &Workspace) -> Wish {
    let one = |dice: &mut Dice| dice.roll(3) == 0;
    let programme = workspace.programmes.keys().next().map(|id| id.raw());
    let site = own_choice(workspace, "x_site");
    let (group, colour) = (
        dice.roll(GroupBy::ALL.len() + 1),
        dice.roll(ColourBy::ALL.len() + 1),
    );
    Wish {
        group: GroupBy::ALL.get(group).map_or(GroupBy::Own, |way| way.0),
        colour: ColourBy::ALL.get(colour).map_or(ColourBy::Own, |way| way.0),
        group_field: site.clone(),
        colour_field: site.clone(),
        own: site
            .map(|site| (site, "Paris".to_owned()))
            .filter(|_| one(dice))
            .into_iter()
            .collect(),
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
        own: Vec::new(),
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

#[test]
fn an_own_choice_groups_colours_and_filters_the_projects() {
    let today = Date::new(2026, 5, 18).unwrap();
    let workspace = sample::arvenne();
    let answers = refresh(None, &workspace, today);
    let site = own_choice(&workspace, "x_site").unwrap();
    let asked = Wish {
        group: GroupBy::Own,
        colour: ColourBy::Own,
        group_field: Some(site.clone()),
        colour_field: Some(site.clone()),
        own: Vec::new(),
        programme: None,
        find: String::new(),
        collapsed: BTreeSet::new(),
        ..wish(&mut Dice(1), &workspace)
    };
    let rows = Rows::new(None, &workspace, &answers, &asked);
    let lanes: Vec<String> = all(&rows)
        .iter()
        .filter(|row| row.item().is_none())
        .map(|row| row.title().to_owned())
        .collect();
    let chosen = |option: &str| {
        let of = |p: &&baton::model::Shared<baton::model::Project>| {
            p.extra.get("x_site").and_then(|v| v.as_str()) == Some(option)
        };
        workspace.projects.values().filter(of).count()
    };
    let expected: Vec<String> = site
        .options
        .iter()
        .filter(|option| chosen(option) > 0)
        .map(ToString::to_string)
        .collect();
    assert!(expected.len() > 2);
    assert_eq!(
        lanes, expected,
        "the groups stand in the order of the options"
    );
    // One colour for each option, by its place.
    let mut option = None;
    for row in all(&rows) {
        match row.item() {
            None => option = site.options.iter().position(|o| **o == *row.title()),
            Some(item) => {
                let number = u8::try_from(option.unwrap() % 8 + 1).unwrap();
                assert_eq!(item.colour, Colour::Category(number));
            }
        }
    }
    let first = expected[0].clone();
    let filtered = Wish {
        own: vec![(site, first.clone())],
        ..asked
    };
    let rows = Rows::new(Some(&rows), &workspace, &answers, &filtered);
    assert_eq!(rows.projects, chosen(&first));
}
