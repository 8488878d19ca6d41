//! The work of a template: its tree and its links.

use super::{Found, Site, alike};
use crate::edit::{Command, Deed};
use crate::model::{
    ChoiceSet, Date, Id, Kind, LinkType, RawId, SmallMap, TemplateItem, Value, tree,
};

/// The plan of a template on its way into a project: what became of each item.
pub(super) struct Work<'i> {
    items: &'i [&'i TemplateItem],
    /// The tasks that stand for items, and the last day of each.
    tasks: SmallMap<Id<TemplateItem>, (RawId, Option<Date>)>,
}

impl<'i> Work<'i> {
    pub(super) const fn new(items: &'i [&'i TemplateItem]) -> Self {
        Self {
            items,
            tasks: SmallMap::new(),
        }
    }

    pub(super) fn has_parts(&self, id: Id<TemplateItem>) -> bool {
        self.items.iter().any(|item| item.parent == Some(id))
    }

    /// The working day behind what an item waits for.
    pub(super) fn behind(&self, site: &Site<'_>, item: &TemplateItem) -> Option<Date> {
        let (_, last) = self.tasks.get(&item.after?)?;
        site.calendar.plus_working_days((*last)?, 1)
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
        let link = place(item.after).map(|giver| {
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
