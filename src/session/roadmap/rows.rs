//! The rows of the roadmap, and the same rows after an edit.

use super::item::{item, span};
use super::lane::lane;
use super::wish::{COLUMNS, GroupBy, Wish, group_of, keeps, shown};
use crate::analysis::{Answers, ProjectAnswers, Promises};
use crate::model::table::changed;
use crate::model::*;
use crate::timeline as tl;
use crate::words::{Common, Roadmap};
use imbl::OrdMap;
use std::collections::BTreeMap;
use std::sync::Arc;

type Projects = OrdMap<Id<Project>, Shared<ProjectAnswers>>;

/// A group of projects as it is headed.
#[derive(Clone, Debug)]
pub(super) struct Group {
    pub title: String,
    /// One of the eight category colours; zero for none.
    pub colour: u8,
    /// In the order shown.
    members: Vec<Id<Project>>,
}

/// The rows, and what the counts line says.
pub struct Rows {
    /// What the timeline draws.
    pub data: Arc<tl::TimelineData>,
    /// How many projects are shown or lie in a collapsed group.
    pub projects: usize,
    /// How many of them have neither start nor finish.
    pub undated: usize,
    /// By key of their row; empty where nothing is grouped.
    groups: Arc<BTreeMap<u128, Group>>,
    basis: Basis,
}

/// What the rows were made from.
struct Basis {
    wish: Wish,
    workspace: Workspace,
    projects: Projects,
    promises: Promises,
}

impl Basis {
    fn find(&self, id: Id<Project>) -> Option<(&Project, &ProjectAnswers)> {
        let found = self.projects.get(&id)?;
        Some((self.workspace.projects.get(&id)?, found))
    }

    /// A project that the view shows, with its answers.
    fn shown(&self, id: Id<Project>) -> Option<(&Project, &ProjectAnswers)> {
        self.find(id)
            .filter(|(record, found)| keeps(record, found, &self.wish))
    }

    fn is_grouped(&self) -> bool {
        self.wish.group != GroupBy::Nothing
    }

    fn item(&self, record: &Project, found: &ProjectAnswers) -> tl::Row {
        let depth = u8::from(self.is_grouped());
        tl::Row::Item(Arc::new(item(
            &self.workspace,
            record,
            found,
            &self.wish,
            depth,
        )))
    }

    fn lane(&self, key: u128, group: &Group) -> tl::Row {
        let members = group.members.iter().filter_map(|id| self.find(*id));
        let members: Vec<&ProjectAnswers> = members.map(|(_, found)| found).collect();
        tl::Row::Lane(Arc::new(lane(key, group, &members, &self.wish)))
    }

    fn links(&self) -> Vec<tl::Link> {
        let link = |p: &crate::analysis::Promise| {
            let mut link = tl::Link::new(p.giver.raw().0, p.taker.raw().0);
            link.is_broken = p.broken();
            link.from_day = p.expected.map(|d| d.number() + 1);
            link.to_day = p.needed.map(Date::number);
            link
        };
        self.promises.iter().map(link).collect()
    }

    /// Returns the projects whose records or answers are not the very same.
    fn changed(&self, now: &Self) -> SmallSet<Id<Project>> {
        let answers = changed(&self.projects, &now.projects).into_iter();
        let records = self.workspace.projects.changed(&now.workspace.projects);
        SmallSet::from_iter(answers.chain(records.into_iter().map(Id::new)))
    }
}

/// Everything beside the projects themselves that names, groups or colours their rows.
const AROUND: [Kind; 5] = [
    Kind::Programme,
    Kind::Unit,
    Kind::Person,
    Kind::Objective,
    Kind::Alignment,
];

impl Rows {
    /// Returns the rows of a portfolio. Rows known from before an edit are shared as far as they
    /// stand, so that the work is that of the edit.
    #[must_use]
    pub fn new(
        before: Option<&Self>,
        workspace: &Workspace,
        answers: &Answers,
        wish: &Wish,
    ) -> Self {
        let basis = Basis {
            wish: wish.clone(),
            workspace: workspace.clone(),
            projects: answers.projects.clone(),
            promises: answers.promises.clone(),
        };
        let known = before.and_then(|before| Some((before, before.after(&basis)?)));
        match known {
            Some((before, (data, undated))) => Self {
                data: Arc::new(data),
                projects: before.projects,
                undated,
                groups: Arc::clone(&before.groups),
                basis,
            },
            None => Self::from_scratch(basis),
        }
    }

    /// Returns how many links are drawn.
    #[must_use]
    pub fn links(&self) -> usize {
        self.data.links().len()
    }

    /// The same rows with those of changed projects made anew, and how many projects are undated;
    /// `None` where rows come, go or change their places.
    fn after(&self, now: &Basis) -> Option<(tl::TimelineData, usize)> {
        let before = &self.basis;
        let stands = |kind: &Kind| before.workspace.same_table(&now.workspace, *kind);
        if before.wish != now.wish || !AROUND.iter().all(stands) {
            return None;
        }
        let mut data = (*self.data).clone();
        let mut undated = self.undated;
        let mut groups = SmallSet::new();
        for id in before.changed(now).iter().copied() {
            let (old, new) = (before.shown(id), now.shown(id));
            let place = |basis: &Basis, record: &Project| {
                let group = group_of(&basis.workspace, record, &basis.wish);
                group.map_or(0, |(_, key, ..)| key)
            };
            match (old, new) {
                (None, None) => {}
                (Some((was, had)), Some((is, has))) => {
                    let group = place(now, is);
                    if (&was.code, &was.name, place(before, was)) != (&is.code, &is.name, group) {
                        return None;
                    }
                    data = data.with_row(now.item(is, has));
                    undated = undated + usize::from(is_undated(has)) - usize::from(is_undated(had));
                    groups.insert(group);
                }
                _ => return None,
            }
        }
        for key in groups.iter() {
            if let Some(group) = self.groups.get(key) {
                data = data.with_row(now.lane(*key, group));
            }
        }
        if !before.promises.same(&now.promises) {
            data = data.with_links(&now.links());
        }
        Some((data, undated))
    }

    fn from_scratch(basis: Basis) -> Self {
        let lang = basis.wish.lang;
        let mut lanes: BTreeMap<(bool, String, u128), Group> = BTreeMap::new();
        let (mut projects, mut undated) = (0, 0);
        for id in basis.workspace.projects.keys() {
            let Some((record, found)) = basis.shown(*id) else {
                continue;
            };
            projects += 1;
            undated += usize::from(is_undated(found));
            // What belongs to no group comes last.
            let (place, title, colour) = group_of(&basis.workspace, record, &basis.wish)
                .map_or_else(
                    || {
                        let title = Roadmap::NoGroup.text(lang).to_owned();
                        ((true, String::new(), 0), title, 0)
                    },
                    |(order, key, title, colour)| ((false, order, key), title, colour),
                );
            let lane = lanes.entry(place).or_insert_with(|| Group {
                title,
                colour,
                members: Vec::new(),
            });
            lane.members.push(*id);
        }
        let mut rows = Vec::with_capacity(projects + lanes.len());
        let mut groups = BTreeMap::new();
        for ((_, _, key), mut group) in lanes {
            let mut members: Vec<_> = group
                .members
                .iter()
                .filter_map(|id| basis.find(*id))
                .collect();
            members.sort_by_cached_key(|(record, _)| (natural(&record.code), record.name.clone()));
            group.members = members.iter().map(|(record, _)| record.id).collect();
            if basis.is_grouped() {
                rows.push(basis.lane(key, &group));
            }
            if !basis.wish.collapsed.contains(&key) || !basis.is_grouped() {
                rows.extend(
                    members
                        .iter()
                        .map(|(record, found)| basis.item(record, found)),
                );
            }
            if basis.is_grouped() {
                groups.insert(key, group);
            }
        }
        let columns = COLUMNS.map(|(_, head, width, align)| tl::Column {
            title: head.text(lang).to_owned(),
            width,
            align,
        });
        let data = tl::TimelineData::new(
            Common::Project.text(lang),
            shown(columns, &basis.wish),
            rows,
            &basis.links(),
        );
        Self {
            data: Arc::new(data),
            projects,
            undated,
            groups: Arc::new(groups),
            basis,
        }
    }
}

fn is_undated(found: &ProjectAnswers) -> bool {
    span(&found.slip).is_none()
}

/// Sorts `A-9` before `A-10`.
pub(in crate::session) fn natural(code: &str) -> (String, u64) {
    let head = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let tail = code
        .get(head.len()..)
        .and_then(|t| t.parse().ok())
        .unwrap_or(0);
    (head.to_owned(), tail)
}
