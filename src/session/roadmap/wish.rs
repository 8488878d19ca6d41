//! What a person wants to see on the roadmap: grouping, colours, filters, columns.

use crate::analysis::ProjectAnswers;
use crate::model::index::fnv_1a;
use crate::model::*;
use crate::timeline as tl;
use crate::words::{Lang, Roadmap, choice_label};
use std::collections::BTreeSet;

/// A way of looking: itself, its key in the address, its name.
pub type Way<T> = (T, &'static str, Roadmap);

/// Finds a way by its key in the address.
pub fn by_key<T: Copy>(all: &[Way<T>], key: &str) -> Option<T> {
    all.iter().find(|(_, k, _)| *k == key).map(|(one, ..)| *one)
}

/// The named zooms.
pub const ZOOMS: [Way<tl::Zoom>; 4] = [
    (tl::Zoom::Week, "week", Roadmap::Week),
    (tl::Zoom::Month, "month", Roadmap::Month),
    (tl::Zoom::Quarter, "quarter", Roadmap::Quarter),
    (tl::Zoom::Year, "year", Roadmap::Year),
];

/// Returns the zoom of an address; months by default.
#[must_use]
pub fn zoom_of(key: &str) -> tl::Zoom {
    by_key(&ZOOMS, key).unwrap_or(tl::Zoom::Month)
}

/// Returns how an address names a zoom.
#[must_use]
pub fn zoom_key(zoom: tl::Zoom) -> &'static str {
    let found = ZOOMS.iter().find(|(one, ..)| *one == zoom);
    found.map_or("month", |(_, key, _)| *key)
}

/// Adds a name to a list in an address, or takes it out.
#[must_use]
pub fn toggled(list: &str, key: &str) -> String {
    let mut all: Vec<&str> = list.split(',').filter(|one| !one.is_empty()).collect();
    match all.iter().position(|one| *one == key) {
        Some(place) => drop(all.remove(place)),
        None => all.push(key),
    }
    all.join(",")
}

/// What the rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupBy {
    Programme,
    Unit,
    Objective,
    Manager,
    Nothing,
    /// A choice that the organisation added: [`Wish::group_field`].
    Own,
}

impl GroupBy {
    pub const ALL: [Way<Self>; 5] = [
        (Self::Programme, "programme", Roadmap::ByProgramme),
        (Self::Unit, "unit", Roadmap::ByUnit),
        (Self::Objective, "objective", Roadmap::ByObjective),
        (Self::Manager, "manager", Roadmap::ByManager),
        (Self::Nothing, "none", Roadmap::ByNothing),
    ];

    /// Returns the grouping of an address; programmes by default, units where there are no programmes.
    pub fn read(key: &str, workspace: &Workspace) -> Self {
        if own_choice(workspace, key).is_some() {
            return Self::Own;
        }
        by_key(&Self::ALL, key).unwrap_or(
            match (workspace.programmes.is_empty(), workspace.units.is_empty()) {
                (false, _) => Self::Programme,
                (true, false) => Self::Unit,
                (true, true) => Self::Nothing,
            },
        )
    }
}

/// What the bars are coloured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColourBy {
    Programme,
    Unit,
    Status,
    Phase,
    /// A choice that the organisation added: [`Wish::colour_field`].
    Own,
}

impl ColourBy {
    pub const ALL: [Way<Self>; 4] = [
        (Self::Programme, "programme", Roadmap::ByProgramme),
        (Self::Unit, "unit", Roadmap::ByUnit),
        (Self::Status, "status", Roadmap::ByStatus),
        (Self::Phase, "phase", Roadmap::ByPhase),
    ];

    pub fn read(key: &str, workspace: &Workspace) -> Self {
        match own_choice(workspace, key) {
            Some(_) => Self::Own,
            None => by_key(&Self::ALL, key).unwrap_or(Self::Programme),
        }
    }
}

/// A choice that the organisation added to its projects.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnChoice {
    /// Under which projects keep it, and its name in the address.
    pub key: Text,
    /// What people call it.
    pub name: Text,
    /// What can be chosen.
    pub options: Vec<Text>,
}

impl OwnChoice {
    /// What a project has chosen; nothing where it chose nothing.
    fn of<'p>(&self, project: &'p Project) -> Option<&'p str> {
        project
            .extra
            .get(&self.key)?
            .as_str()
            .filter(|text| !text.is_empty())
    }

    /// Place of what was chosen among the options; after all of them what is no longer one.
    fn place(&self, chosen: &str) -> usize {
        let found = self.options.iter().position(|option| &**option == chosen);
        found.unwrap_or(self.options.len())
    }

    /// Colour number of what a project has chosen; `None` where it chose nothing.
    pub(super) fn colour(&self, project: &Project) -> Option<u8> {
        u8::try_from(self.place(self.of(project)?) % 8 + 1).ok()
    }
}

/// Returns the choices that the organisation added to its projects, in their order.
#[must_use]
pub fn own_choices(workspace: &Workspace) -> Vec<OwnChoice> {
    let is_choice = |field: &Shared<CustomField>| {
        field.holds.as_ref().and_then(Choice::known) == Some(CustomType::Choice)
    };
    let choice = |field: Shared<CustomField>| OwnChoice {
        key: field.key.clone(),
        name: field.name.clone(),
        options: field.options.to_vec(),
    };
    let fields = workspace.own_fields().into_iter();
    fields.filter(is_choice).map(choice).collect()
}

/// Returns the own choice of a key in the address.
#[must_use]
pub fn own_choice(workspace: &Workspace, key: &str) -> Option<OwnChoice> {
    own_choices(workspace)
        .into_iter()
        .find(|choice| &*choice.key == key)
}

/// The settings of the view that decide which rows there are.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    pub group: GroupBy,
    pub colour: ColourBy,
    pub unit: Option<RawId>,
    pub programme: Option<RawId>,
    pub status: Option<Rag>,
    pub phase: Option<String>,
    /// The choice grouped by, for [`GroupBy::Own`].
    pub group_field: Option<OwnChoice>,
    /// The choice coloured by, for [`ColourBy::Own`].
    pub colour_field: Option<OwnChoice>,
    /// Own choices with what they are to be.
    pub own: Vec<(OwnChoice, String)>,
    pub find: String,
    pub collapsed: BTreeSet<u128>,
    /// Parts and columns that are not shown.
    pub hidden: BTreeSet<String>,
    pub lang: Lang,
}

/// The columns after the name: key in the address, head, width, side.
pub const COLUMNS: [(&str, Roadmap, u16, tl::Align); 5] = [
    ("unit", Roadmap::FilterUnit, 52, tl::Align::Start),
    ("lead", Roadmap::HeadLead, 46, tl::Align::Start),
    ("done", Roadmap::HeadDone, 52, tl::Align::End),
    ("finish", Roadmap::Finish, 64, tl::Align::End),
    ("days", Roadmap::HeadSlip, 52, tl::Align::End),
];

/// Of one thing for each column, those of the columns shown.
pub fn shown<T>(all: [T; 5], wish: &Wish) -> Vec<T> {
    all.into_iter()
        .zip(COLUMNS)
        .filter(|(_, (key, ..))| !wish.hidden.contains(*key))
        .map(|(one, _)| one)
        .collect()
}

/// Does the view show the project?
pub fn keeps(project: &Project, answers: &ProjectAnswers, wish: &Wish) -> bool {
    let unit = wish
        .unit
        .is_none_or(|u| project.unit.map(Id::raw) == Some(u));
    let programme = wish
        .programme
        .is_none_or(|p| project.programme.map(Id::raw) == Some(p));
    let status = wish
        .status
        .is_none_or(|s| answers.status.overall.in_force == s);
    let phase = wish
        .phase
        .as_ref()
        .is_none_or(|p| project.phase.as_ref().is_some_and(|c| c.key() == p));
    let own = wish
        .own
        .iter()
        .all(|(choice, asked)| choice.of(project) == Some(asked));
    let text = wish.find.is_empty()
        || project.name.to_lowercase().contains(&wish.find)
        || project.code.to_lowercase().contains(&wish.find);
    unit && programme && status && phase && own && text
}

/// The group of a project. Of several objectives the first.
pub fn group_of(workspace: &Workspace, project: &Project, wish: &Wish) -> Option<Heading> {
    if wish.group != GroupBy::Own {
        return heading(workspace, project, wish.group);
    }
    let choice = wish.group_field.as_ref()?;
    let chosen = choice.of(project)?;
    let place = choice.place(chosen);
    // No record stands behind such a group: its row is named by the text.
    let key = fnv_1a(chosen.bytes());
    Some((format!("{place:04}{chosen}"), key, chosen.to_owned(), 0))
}

/// What heads a group: order, key, title, colour number.
pub type Heading = (String, u128, String, u8);

/// The group that a project belongs to by itself; none by a choice of the organisation's own.
pub fn heading(workspace: &Workspace, project: &Project, by: GroupBy) -> Option<Heading> {
    let name = |text: &Text| text.to_string();
    match by {
        GroupBy::Programme => {
            let p = workspace.programmes.get(&project.programme?)?;
            let colour = programme_colour(workspace, p.id);
            Some((
                format!("{}{}", p.order, p.name),
                p.id.raw().0,
                name(&p.name),
                colour,
            ))
        }
        GroupBy::Unit => {
            let u = workspace.units.get(&project.unit?)?;
            Some((
                format!("{}{}", u.order, u.name),
                u.id.raw().0,
                name(&u.name),
                0,
            ))
        }
        GroupBy::Manager => {
            let p = workspace.people.get(&project.manager?)?;
            Some((name(&p.name), p.id.raw().0, name(&p.name), 0))
        }
        GroupBy::Objective => workspace
            .referring(project.id.raw(), Kind::Alignment)
            .filter_map(|a| workspace.alignments.get(&Id::new(a))?.objective)
            .find_map(|id| workspace.objectives.get(&id))
            .map(|o| {
                (
                    format!("{}{}", o.order, o.name),
                    o.id.raw().0,
                    name(&o.name),
                    0,
                )
            }),
        GroupBy::Own | GroupBy::Nothing => None,
    }
}

/// Returns the phases for a filter: key and label.
pub fn phases(lang: Lang) -> Vec<(String, String)> {
    Phase::KEYS
        .iter()
        .map(|key| {
            (
                (*key).to_owned(),
                choice_label(Kind::Project, "phase", key, lang).to_owned(),
            )
        })
        .collect()
}

/// Colour number of a programme, 1 to 8: its own, else by its place.
#[must_use]
pub fn programme_colour(workspace: &Workspace, id: Id<Programme>) -> u8 {
    let own = workspace.programmes.get(&id).and_then(|p| p.colour);
    let place = || {
        workspace
            .programmes
            .keys()
            .position(|k| *k == id)
            .map(|n| n % 8 + 1)
    };
    own.and_then(|c| u8::try_from(c).ok())
        .or_else(|| place().and_then(|n| u8::try_from(n).ok()))
        .unwrap_or(8)
}
