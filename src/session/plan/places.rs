//! Which projects a plan shows, in what order, under what heads.

use super::wish::PlanWish;
use crate::model::*;
use crate::session::roadmap::natural;
use crate::session::roadmap::wish::heading;
use crate::words::Roadmap;
use std::collections::BTreeMap;

/// Some projects under one head.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Group {
    /// The row of the head; `None` where there is none.
    pub key: Option<u128>,
    pub title: String,
    /// One of the eight category colours; zero for none.
    pub colour: u8,
    /// In the order shown.
    pub projects: Vec<Id<Project>>,
}

/// The projects of a plan; in one group without a head where nothing is grouped.
pub(super) fn groups(workspace: &Workspace, wish: &PlanWish) -> Vec<Group> {
    if let Some(project) = wish.project {
        return vec![Group {
            key: None,
            title: String::new(),
            colour: 0,
            projects: vec![project],
        }];
    }
    type Place = (bool, String, u128);
    let mut found: BTreeMap<Place, (String, u8, Vec<&Project>)> = BTreeMap::new();
    let projects = workspace.projects.values();
    for project in projects.filter(|project| wish.scope.holds(project)) {
        let (place, title, colour) = match heading(workspace, project, wish.group) {
            Some((order, key, title, colour)) => ((false, order, key), title, colour),
            // What belongs to no group comes last.
            None => {
                let title = Roadmap::NoGroup.text(wish.look.lang).to_owned();
                ((true, String::new(), 0), title, 0)
            }
        };
        let group = found
            .entry(place)
            .or_insert_with(|| (title, colour, Vec::new()));
        group.2.push(project);
    }
    let sorted = |mut projects: Vec<&Project>| {
        projects.sort_by_cached_key(|project| (natural(&project.code), project.name.clone()));
        projects.iter().map(|project| project.id).collect()
    };
    let group = |((_, _, key), (title, colour, projects)): (Place, (_, _, Vec<&Project>))| Group {
        key: wish.is_grouped().then_some(key),
        title,
        colour,
        projects: sorted(projects),
    };
    found.into_iter().map(group).collect()
}
