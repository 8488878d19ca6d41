//! The work of a template: its tree and its links.

use super::{Found, Site, alike};
use crate::edit::{Command, Deed};
use crate::model::{
    ChoiceSet, Date, Id, Kind, LinkType, RawId, SmallMap, SmallSet, TemplateItem, Value, tree,
};

/// The items of a template in the order in which they are handled.
pub(super) struct InTurn<'w> {
    /// What an item is part of and what it waits for, all parts of that too, come before it.
    pub(super) items: Vec<&'w TemplateItem>,
    /// Items that would wait for each other in a circle, or for what they are part of, unless these wait for
    /// nothing.
    pub(super) round: SmallSet<Id<TemplateItem>>,
}

/// Puts items after what they are part of and what they wait for, and otherwise leaves them as they stand.
pub(super) fn in_turn<'w>(items: &[&'w TemplateItem]) -> InTurn<'w> {
    let mut left = items.to_vec();
    let mut turn = InTurn {
        items: Vec::with_capacity(left.len()),
        round: SmallSet::new(),
    };
    while !left.is_empty() {
        let holder = |item: &TemplateItem| left.iter().position(|one| Some(one.id) == item.parent);
        let giver = |item: &TemplateItem| {
            let after = item.after?;
            let is_of = |one: &TemplateItem| one.id == after || above(items, one).contains(&after);
            left.iter().position(|one| is_of(one))
        };
        let stands_behind = |item: &TemplateItem| holder(item).or_else(|| giver(item));
        let free = left.iter().position(|one| stands_behind(one).is_none());
        let place = free.unwrap_or_else(|| {
            // Whoever goes on far enough from one that waits for another goes round: there the first that is
            // not held up by its own place in the tree waits no longer.
            let on = |at: usize| left.get(at).and_then(|one| stands_behind(one));
            let at = left.iter().fold(0, |at, _| on(at).unwrap_or(at));
            let way = left.iter().scan(at, |at, _| {
                *at = on(*at)?;
                Some(*at)
            });
            let is_placed = |at: &usize| left.get(*at).is_some_and(|one| holder(one).is_none());
            way.filter(is_placed).min().unwrap_or(at)
        });
        let item = left.remove(place);
        if free.is_none() {
            turn.round.insert(item.id);
        }
        turn.items.push(item);
    }
    turn
}

/// What an item is part of, from the nearest to the top; a circle of parents is gone through once.
fn above(items: &[&TemplateItem], item: &TemplateItem) -> Vec<Id<TemplateItem>> {
    let mut all = Vec::new();
    let mut next = item.parent;
    while let Some(id) = next.filter(|id| *id != item.id && !all.contains(id)) {
        all.push(id);
        let holder = items.iter().find(|one| one.id == id);
        next = holder.and_then(|holder| holder.parent);
    }
    all
}

/// The plan of a template on its way into a project: what became of each item.
pub(super) struct Work<'i> {
    turn: &'i InTurn<'i>,
    /// The tasks that stand for items, and the last day of each.
    tasks: SmallMap<Id<TemplateItem>, (RawId, Option<Date>)>,
}

impl<'i> Work<'i> {
    pub(super) const fn new(turn: &'i InTurn<'i>) -> Self {
        Self {
            turn,
            tasks: SmallMap::new(),
        }
    }

    pub(super) fn has_parts(&self, id: Id<TemplateItem>) -> bool {
        self.turn.items.iter().any(|item| item.parent == Some(id))
    }

    /// What an item waits for, unless that would lead round.
    fn giver(&self, item: &TemplateItem) -> Option<Id<TemplateItem>> {
        item.after.filter(|_| !self.turn.round.contains(&item.id))
    }

    /// The last day of all that an item and what it is part of wait for.
    pub(super) fn last_before(&self, item: &TemplateItem) -> Option<Date> {
        let items = &self.turn.items;
        let holders = above(items, item);
        let waiting = items
            .iter()
            .filter(|one| one.id == item.id || holders.contains(&one.id));
        let givers: Vec<_> = waiting.filter_map(|one| self.giver(one)).collect();
        let is_given = |one: &&&TemplateItem| {
            givers.contains(&one.id) || above(items, one).iter().any(|id| givers.contains(id))
        };
        let given = items.iter().filter(is_given);
        given.filter_map(|one| self.tasks.get(&one.id)?.1).max()
    }

    /// The working day behind what an item waits for.
    pub(super) fn behind(&self, site: &Site<'_>, item: &TemplateItem) -> Option<Date> {
        site.calendar.plus_working_days(self.last_before(item)?, 1)
    }

    /// Gives what an item became its place in the tree and the link to what it waits for.
    pub(super) fn joined(
        &mut self,
        site: &Site<'_>,
        item: &TemplateItem,
        found: Found,
        fresh: &mut dyn FnMut() -> RawId,
    ) -> Found {
        let Found::New(Command::Create {
            kind,
            id,
            mut values,
        }) = found
        else {
            let mut known = site.events.iter().chain(&site.tasks);
            if let Some(task) = known.find(|task| alike(&task.name, &item.name)) {
                let last = tree::recorded(task).map(|days| days.1);
                self.tasks.insert(item.id, (task.id.raw(), last));
            }
            return found;
        };
        let day = |key: &str| {
            values.iter().find_map(|(own, value)| match value {
                Value::Date(day) if &**own == key => Some(*day),
                _ => None,
            })
        };
        let last = day("forecast_finish");
        self.tasks.insert(item.id, (id, last));
        values.push(("order".into(), Value::Text(item.order.clone())));
        let place = |of: Option<Id<TemplateItem>>| Some(self.tasks.get(&of?)?.0);
        values.extend(place(item.parent).map(|parent| ("parent".into(), Value::Ref(parent))));
        let link = place(self.giver(item)).map(|giver| {
            let project = Value::Ref(site.id);
            Command::Create {
                kind: Kind::Link,
                id: fresh(),
                values: vec![
                    ("giver".into(), project.clone()),
                    ("giver_task".into(), Value::Ref(giver)),
                    ("taker".into(), project),
                    ("taker_task".into(), Value::Ref(id)),
                    (
                        "link_type".into(),
                        Value::Choice(LinkType::FinishStart.key().into()),
                    ),
                ],
            }
        });
        let create = Command::Create { kind, id, values };
        Found::New(match link {
            None => create,
            Some(link) => Command::Group {
                deed: Deed::Create,
                commands: vec![create, link],
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::edit::{Refusal, apply, plan, template_round, with_template};
    use crate::model::*;
    use crate::words::{Lang, refusal};

    /// An item of the template: its id, part, name, and its share, length, parent and what it waits for.
    type Item<'a> = (u128, &'a str, &'a str, &'a [(&'a str, Value)]);

    fn days(days: i64) -> (&'static str, Value) {
        ("duration", Value::Span(Span::days(days).unwrap()))
    }

    fn at(share: i32) -> (&'static str, Value) {
        ("position", Value::Percent(Percent(share)))
    }

    fn parent(id: u128) -> (&'static str, Value) {
        ("parent", Value::Ref(RawId(id)))
    }

    fn after(id: u128) -> (&'static str, Value) {
        ("after", Value::Ref(RawId(id)))
    }

    /// The sample with a template for the type `Build`.
    fn world(items: &[Item<'_>]) -> Workspace {
        let mut workspace = crate::sample::arvenne();
        for (id, part, name, more) in items {
            let mut values: Vec<(Text, Value)> = vec![
                ("project_type".into(), Value::Text("Build".into())),
                ("part".into(), Value::Choice((*part).into())),
                ("name".into(), Value::Text((*name).into())),
                ("order".into(), Value::Text(format!("a{id}").into())),
            ];
            let more = more.iter();
            values.extend(more.map(|(key, value)| ((*key).into(), value.clone())));
            workspace
                .insert_with(Kind::TemplateItem, RawId(*id), values)
                .unwrap();
        }
        workspace
    }

    /// What a project from Monday 1 June to Friday 28 August 2026 gets: its tasks with their days, and the links.
    fn built(mut workspace: Workspace) -> (Vec<String>, Vec<String>) {
        let date = |text: &str| Value::Date(Date::parse(text).unwrap());
        let values: Vec<(Text, Value)> = vec![
            ("name".into(), Value::Text("Hall D".into())),
            ("project_type".into(), Value::Text("Build".into())),
            ("planned_start".into(), date("2026-06-01")),
            ("planned_finish".into(), date("2026-08-28")),
        ];
        let create = crate::edit::Command::Create {
            kind: Kind::Project,
            id: RawId(7),
            values,
        };
        let mut next = 100;
        let command = with_template(&workspace, create, &mut || {
            next += 1;
            RawId(next)
        });
        let patch = plan(&workspace, &command).unwrap();
        apply(&mut workspace, &patch);
        let lines = crate::analysis::wbs::of_project(&workspace, Id::new(RawId(7)));
        let name = |id: Option<Id<Task>>| {
            let task = id.and_then(|id| workspace.tasks.get(&id));
            task.map_or(String::new(), |task| task.name.to_string())
        };
        let tasks = lines.iter().filter_map(|line| {
            let task = workspace.tasks.get(&line.task)?;
            let day = |day: Option<Date>| day.map_or("-".to_owned(), |day| day.to_string());
            let (start, finish) = (day(task.forecast_start), day(task.forecast_finish));
            Some(format!("{} {} {start} {finish}", line.code, task.name))
        });
        let links = workspace.referring(RawId(7), Kind::Link);
        let links = links.filter_map(|id| workspace.links.get(&Id::new(id)));
        let links =
            links.map(|link| format!("{} → {}", name(link.giver_task), name(link.taker_task)));
        let mut links: Vec<String> = links.collect();
        links.sort();
        (tasks.collect(), links)
    }

    #[test]
    fn what_has_no_share_begins_behind_what_it_waits_for_wherever_that_stands() {
        // In the order of people what has no share stands first.
        let (tasks, links) = built(world(&[
            (50, "task", "Pour", &[days(3), after(52)]),
            (51, "gate", "Dry", &[after(50)]),
            (52, "task", "Dig", &[at(0), days(5)]),
            (53, "task", "Roof", &[days(2), after(51)]),
        ]));
        assert_eq!(
            tasks,
            [
                "1 Pour 2026-06-08 2026-06-10",
                "2 Dry - 2026-06-10",
                "3 Dig 2026-06-01 2026-06-05",
                "4 Roof 2026-06-11 2026-06-12",
            ]
        );
        assert_eq!(links, ["Dig → Pour", "Dry → Roof", "Pour → Dry"]);
    }

    #[test]
    fn what_waits_for_a_summary_waits_for_all_its_parts_and_the_parts_of_one_that_waits_do_too() {
        let (tasks, links) = built(world(&[
            (50, "task", "Fit out", &[after(53)]),
            (51, "task", "Paint", &[parent(50), days(1)]),
            (53, "task", "Works", &[]),
            (54, "task", "Dig", &[parent(53), at(0), days(5)]),
            (55, "task", "Pour", &[parent(53), days(3), after(54)]),
        ]));
        assert_eq!(
            tasks,
            [
                "1 Fit out - -",
                "1.1 Paint 2026-06-11 2026-06-11",
                "2 Works - -",
                "2.1 Dig 2026-06-01 2026-06-05",
                "2.2 Pour 2026-06-08 2026-06-10",
            ]
        );
        assert_eq!(links, ["Dig → Pour", "Works → Fit out"]);
    }

    #[test]
    fn items_that_go_round_are_told_and_come_without_the_link_that_closes_the_circle() {
        let round = |workspace: &Workspace| {
            let items = template_round(workspace, "Build");
            items.iter().map(|item| item.id.raw().0).collect::<Vec<_>>()
        };
        let circle = world(&[
            (50, "task", "Dig", &[days(5), after(52)]),
            (51, "task", "Pour", &[days(3), after(50)]),
            (52, "task", "Dry", &[days(2), after(51)]),
            (53, "task", "Roof", &[days(2), after(52)]),
        ]);
        assert_eq!(round(&circle), [50]);
        let (tasks, links) = built(circle);
        assert_eq!(tasks.len(), 4);
        assert_eq!(links, ["Dig → Pour", "Dry → Roof", "Pour → Dry"]);
        // Through the tree: the summary waits for what waits for its part; the tree stays.
        let mixed = world(&[
            (50, "task", "Works", &[after(52)]),
            (51, "task", "Dig", &[parent(50), days(5)]),
            (52, "task", "Pour", &[days(3), after(51)]),
        ]);
        assert_eq!(round(&mixed).len(), 1);
        let (tasks, links) = built(mixed);
        assert!(
            tasks.iter().any(|task| task.starts_with("1.1 Dig")),
            "{tasks:?}"
        );
        assert_eq!(links.len(), 1, "{links:?}");
        // For its own summary, and a tree that goes round.
        let family = world(&[
            (50, "task", "Works", &[]),
            (51, "task", "Dig", &[parent(50), days(5), after(50)]),
            (52, "task", "A", &[parent(53)]),
            (53, "task", "B", &[parent(52)]),
        ]);
        assert_eq!(round(&family).len(), 2);
        let (tasks, links) = built(family);
        assert_eq!((tasks.len(), links.len()), (4, 0), "{tasks:?} {links:?}");
    }

    #[test]
    fn an_item_that_is_made_to_wait_for_what_waits_for_it_is_refused_by_name() {
        let workspace = world(&[
            (50, "task", "Dig", &[]),
            (51, "task", "Pour", &[after(50)]),
            (52, "task", "Dry", &[after(51)]),
        ]);
        let command = crate::edit::Command::Set {
            kind: Kind::TemplateItem,
            id: RawId(50),
            key: "after".into(),
            value: Some(Value::Ref(RawId(52))),
        };
        let reason = plan(&workspace, &command).unwrap_err();
        let way = vec![RawId(50), RawId(51), RawId(52)];
        assert_eq!(reason, Refusal::TieCircle(Kind::TemplateItem, way));
        assert_eq!(
            refusal(&reason, &workspace, Lang::En),
            "These tasks would wait for each other: Dig → Pour → Dry → Dig. Remove one of the links first."
        );
    }
}
