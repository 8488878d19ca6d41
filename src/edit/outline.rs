//! Tasks in the tree of their project: where they come in, where they go, and what that makes of those above.

use super::{Command, Deed, Refusal};
use crate::model::tree::{Parts, is_event, parts, recorded};
use crate::model::*;
use std::collections::BTreeSet;

/// Returns the command that puts tasks, with all below them, under `parent` (the top for `None`), in front of
/// one of its parts or at the end.
///
/// A task that gets parts becomes a summary; a summary that loses its last becomes a task again.
///
/// # Errors
/// [`Refusal`] where a task would be part of itself, of a milestone or of another project, or where it is there
/// already.
pub fn place_tasks(
    workspace: &Workspace,
    ids: &[Id<Task>],
    parent: Option<Id<Task>>,
    before: Option<Id<Task>>,
) -> Result<Command, Refusal> {
    let mut outline = Outline::of(workspace, ids)?;
    let all = outline.moved.clone();
    outline.put(&all, parent, before)?;
    outline.finish()
}

/// Returns the command that makes tasks part of the task before them.
///
/// # Errors
/// [`Refusal::Nothing`] where none has one before it; else as [`place_tasks`].
pub fn indent_tasks(workspace: &Workspace, ids: &[Id<Task>]) -> Result<Command, Refusal> {
    let mut outline = Outline::of(workspace, ids)?;
    let mut groups: Vec<(Id<Task>, Vec<Id<Task>>)> = Vec::new();
    for id in outline.moved.clone() {
        let siblings = outline.siblings(outline.parent(id));
        let place = siblings.iter().position(|task| task.id == id).unwrap_or(0);
        let above = siblings.iter().take(place).rev();
        let above = above
            .map(|task| task.id)
            .find(|task| !outline.moved.contains(task));
        let Some(above) = above else { continue };
        match groups.last_mut().filter(|group| group.0 == above) {
            Some(group) => group.1.push(id),
            None => groups.push((above, vec![id])),
        }
    }
    for (above, members) in groups {
        outline.put(&members, Some(above), None)?;
    }
    outline.finish()
}

/// Returns the command that takes tasks out of what they are part of: each stands behind it.
///
/// # Errors
/// [`Refusal::Nothing`] where all stand at the top.
pub fn outdent_tasks(workspace: &Workspace, ids: &[Id<Task>]) -> Result<Command, Refusal> {
    let mut outline = Outline::of(workspace, ids)?;
    let mut groups: Vec<(Id<Task>, Vec<Id<Task>>)> = Vec::new();
    for id in outline.moved.clone() {
        let Some(above) = outline.parent(id) else {
            continue;
        };
        match groups.iter_mut().find(|group| group.0 == above) {
            Some(group) => group.1.push(id),
            None => groups.push((above, vec![id])),
        }
    }
    for (above, members) in groups {
        let next = outline.beside(above, 1);
        outline.put(&members, outline.parent(above), next)?;
    }
    outline.finish()
}

/// Returns the command that moves tasks that stand together one place up or down among those beside them.
///
/// # Errors
/// [`Refusal::Nothing`] at the end of the list.
pub fn step_tasks(
    workspace: &Workspace,
    ids: &[Id<Task>],
    is_up: bool,
) -> Result<Command, Refusal> {
    let mut outline = Outline::of(workspace, ids)?;
    let all = outline.moved.clone();
    let (first, last) = (all.first().copied(), all.last().copied());
    let edge = if is_up { first } else { last }.ok_or(Refusal::Nothing)?;
    let before = if is_up {
        Some(outline.beside(edge, -1).ok_or(Refusal::Nothing)?)
    } else {
        outline.beside(edge, 1).ok_or(Refusal::Nothing)?;
        outline.beside(edge, 2)
    };
    outline.put(&all, outline.parent(edge), before)?;
    outline.finish()
}

/// Returns the command that adds a task to a project: behind another, as part of the same, or at the end.
#[must_use]
pub fn insert_task(
    workspace: &Workspace,
    project: Id<Project>,
    behind: Option<Id<Task>>,
    id: RawId,
    values: Vec<(Text, Value)>,
) -> Command {
    let outline = Outline {
        workspace,
        parts: parts(workspace, project),
        moved: Vec::new(),
        commands: Vec::new(),
    };
    let parent = behind.and_then(|task| outline.parent(task));
    let siblings = outline.siblings(parent);
    let place = siblings.iter().position(|task| Some(task.id) == behind);
    let (mut keys, mut commands) = keys(&siblings, place.map_or(siblings.len(), |n| n + 1), 1);
    let mut all = vec![("project".into(), Value::Ref(project.raw()))];
    all.extend(values);
    all.extend(
        keys.pop()
            .map(|key| ("order".into(), Value::Text(key.into()))),
    );
    all.extend(parent.map(|parent| ("parent".into(), Value::Ref(parent.raw()))));
    let kind = Kind::Task;
    let values = all;
    let create = Command::Create { kind, id, values };
    if commands.is_empty() {
        return create;
    }
    commands.insert(0, create);
    Command::Group {
        deed: Deed::Create,
        commands,
    }
}

/// Returns the command that removes tasks with all below them and the links that they have in the project.
///
/// # Errors
/// [`Refusal`] where a task is not there.
pub fn delete_tasks(workspace: &Workspace, ids: &[Id<Task>]) -> Result<Command, Refusal> {
    let mut outline = Outline::of(workspace, ids)?;
    let mut doomed = outline.moved.clone();
    let mut next = 0;
    while let Some(id) = doomed.get(next).copied() {
        let below: Vec<Id<Task>> = outline.siblings(Some(id)).iter().map(|t| t.id).collect();
        doomed.extend(below);
        next += 1;
    }
    let ids = doomed.into_iter().map(Id::raw).collect();
    let kind = Kind::Task;
    outline.commands.push(Command::Delete { kind, ids });
    let left = outline.moved.clone();
    outline.leave(&left);
    match outline.commands.len() {
        1 => outline.commands.pop().ok_or(Refusal::Nothing),
        _ => Ok(Command::Group {
            deed: Deed::Delete,
            commands: outline.commands,
        }),
    }
}

/// A change of the tree in the making.
struct Outline<'w> {
    workspace: &'w Workspace,
    parts: Parts<'w>,
    /// The tasks that it is about, in the order of the tree, without those below others of them.
    moved: Vec<Id<Task>>,
    commands: Vec<Command>,
}

impl<'w> Outline<'w> {
    fn of(workspace: &'w Workspace, ids: &[Id<Task>]) -> Result<Self, Refusal> {
        let mut project = None;
        for id in ids {
            let task = workspace.tasks.get(id);
            let task = task.ok_or(Refusal::Unknown(Kind::Task, id.raw()))?;
            if project.is_some_and(|known| Some(known) != task.project) {
                return Err(Refusal::Nothing);
            }
            project = task.project;
        }
        let mut outline = Self {
            workspace,
            parts: parts(workspace, project.ok_or(Refusal::Nothing)?),
            moved: Vec::new(),
            commands: Vec::new(),
        };
        let chosen = ids.iter().copied().collect();
        let mut moved = Vec::new();
        outline.tops(None, &chosen, &mut moved, 0);
        outline.moved = moved;
        Ok(outline)
    }

    /// Collects the chosen tasks below another, leaving out what is below a chosen one.
    fn tops(
        &self,
        parent: Option<Id<Task>>,
        chosen: &BTreeSet<Id<Task>>,
        found: &mut Vec<Id<Task>>,
        depth: usize,
    ) {
        for task in self.siblings(parent) {
            if chosen.contains(&task.id) {
                found.push(task.id);
            } else if depth < 1000 {
                self.tops(Some(task.id), chosen, found, depth + 1);
            }
        }
    }

    fn siblings(&self, parent: Option<Id<Task>>) -> Vec<&'w Task> {
        let siblings = self.parts.get(&parent).into_iter().flatten();
        siblings.map(|task| &***task).collect()
    }

    /// What a task is part of, as the tree shows it.
    fn parent(&self, id: Id<Task>) -> Option<Id<Task>> {
        let parent = self.workspace.tasks.get(&id)?.parent;
        self.parts.get(&parent)?.iter().find(|task| task.id == id)?;
        parent
    }

    /// The task so many places behind another one, as part of the same.
    fn beside(&self, id: Id<Task>, by: isize) -> Option<Id<Task>> {
        let siblings = self.siblings(self.parent(id));
        let place = siblings.iter().position(|task| task.id == id)?;
        siblings
            .get(place.checked_add_signed(by)?)
            .map(|task| task.id)
    }

    fn set(&mut self, id: Id<Task>, key: &str, value: Option<Value>) {
        self.commands.push(Command::Set {
            kind: Kind::Task,
            id: id.raw(),
            key: key.into(),
            value,
        });
    }

    fn put(
        &mut self,
        members: &[Id<Task>],
        parent: Option<Id<Task>>,
        before: Option<Id<Task>>,
    ) -> Result<(), Refusal> {
        let mut above = parent;
        let mut seen = BTreeSet::new();
        while let Some(id) = above.filter(|id| seen.insert(*id)) {
            if members.contains(&id) {
                return Err(Refusal::Circle(Kind::Task, id.raw()));
            }
            above = self.parent(id);
        }
        let holder = parent.and_then(|parent| self.workspace.tasks.get(&parent));
        if let (Some(holder), Some(id)) = (holder, parent)
            && is_event(holder)
        {
            return Err(Refusal::NoParts(id.raw()));
        }
        // What stands before is found among those that stay.
        let mut before = before;
        while let Some(next) = before.filter(|next| members.contains(next)) {
            before = self.beside(next, 1);
        }
        let stay: Vec<&Task> = self.siblings(parent);
        let stay: Vec<&Task> = stay
            .into_iter()
            .filter(|task| !members.contains(&task.id))
            .collect();
        let place = stay.iter().position(|task| Some(task.id) == before);
        let (keys, others) = keys(&stay, place.unwrap_or(stay.len()), members.len());
        self.commands.extend(others);
        for (id, key) in members.iter().zip(keys) {
            self.set(*id, "parent", parent.map(|parent| Value::Ref(parent.raw())));
            self.set(*id, "order", Some(Value::Text(key.into())));
        }
        let is_task = |task: &&Shared<Task>| !is_summary(task);
        if let (Some(_), Some(id)) = (holder.filter(is_task), parent) {
            let summary = Value::Choice(TaskKind::Summary.key().into());
            self.set(id, "task_kind", Some(summary));
        }
        self.leave(members);
        Ok(())
    }

    /// Makes tasks again of the summaries whose last parts these were.
    fn leave(&mut self, members: &[Id<Task>]) {
        let above: BTreeSet<Id<Task>> = members.iter().filter_map(|id| self.parent(*id)).collect();
        for id in above {
            let siblings = self.siblings(Some(id));
            let task = self.workspace.tasks.get(&id);
            let is_left = siblings.iter().all(|task| self.moved.contains(&task.id));
            let (true, Some(task)) = (is_left, task.filter(|task| is_summary(task))) else {
                continue;
            };
            let kind = Value::Choice(TaskKind::Task.key().into());
            let undated = recorded(task).is_none();
            self.set(id, "task_kind", Some(kind));
            // It lasts as long as its parts did, where nobody said anything else.
            let days = siblings.into_iter().filter_map(recorded);
            let days = days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
            if let (true, Some((first, last))) = (undated, days) {
                self.set(id, "forecast_start", Some(Value::Date(first)));
                self.set(id, "forecast_finish", Some(Value::Date(last)));
            }
        }
    }

    fn finish(self) -> Result<Command, Refusal> {
        let changes = |command: &Command| match command {
            Command::Set {
                kind,
                id,
                key,
                value,
            } => {
                let record = self.workspace.record(*kind, *id);
                record.and_then(|record| record.get(key)) != *value
            }
            _ => true,
        };
        if !self.commands.iter().any(changes) {
            return Err(Refusal::Nothing);
        }
        Ok(Command::Group {
            deed: Deed::Move,
            commands: self.commands,
        })
    }
}

fn is_summary(task: &Task) -> bool {
    task.task_kind.as_ref().and_then(Choice::known) == Some(TaskKind::Summary)
}

/// Returns keys for `count` tasks at a place among others. Where those around leave no room, because they have no
/// keys or the same, all get new ones.
fn keys(siblings: &[&Task], place: usize, count: usize) -> (Vec<String>, Vec<Command>) {
    let low = place.checked_sub(1).and_then(|place| siblings.get(place));
    let low = low.map(|task| &*task.order);
    let high = siblings.get(place).map(|task| &*task.order);
    let is_key = |key: Option<&str>| key.is_none_or(|key| !key.is_empty());
    let has_room = match (low, high) {
        (Some(low), Some(high)) => low < high,
        _ => true,
    };
    if is_key(low) && is_key(high) && has_room {
        let mut last = low.map(str::to_owned);
        let next = |_| {
            let key = order::between(last.as_deref(), high);
            last = Some(key.clone());
            key
        };
        return ((0..count).map(next).collect(), Vec::new());
    }
    let mut all = order::spread(siblings.len() + count);
    let set = |task: &&Task, key: String| Command::Set {
        kind: Kind::Task,
        id: task.id.raw(),
        key: "order".into(),
        value: Some(Value::Text(key.into())),
    };
    let (before, behind) = siblings.split_at(place.min(siblings.len()));
    let pair = |task: &&Task, key: Option<String>| key.map(|key| set(task, key));
    let mut others: Vec<Command> = before.iter().filter_map(|t| pair(t, all.next())).collect();
    let own = all.by_ref().take(count).collect();
    others.extend(behind.iter().filter_map(|t| pair(t, all.next())));
    (own, others)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{apply, plan};

    /// Tasks as `id parent order`; 9 is a milestone.
    fn project(tasks: &[(u128, u128, &str)]) -> Workspace {
        let mut workspace = Workspace::default();
        workspace.insert(Kind::Project, RawId(100));
        for (id, parent, order) in tasks {
            let has_parts = tasks.iter().any(|other| other.1 == *id);
            let kind = match (has_parts, id) {
                (true, _) => "summary",
                (_, 9) => "milestone",
                _ => "task",
            };
            let mut values = vec![
                ("project", Value::Ref(RawId(100))),
                ("task_kind", Value::Choice(kind.into())),
                ("name", Value::Text(format!("T{id}").into())),
            ];
            if *parent > 0 {
                values.push(("parent", Value::Ref(RawId(*parent))));
            }
            if !order.is_empty() {
                values.push(("order", Value::Text((*order).into())));
            }
            let values = values.into_iter().map(|(key, value)| (key.into(), value));
            workspace
                .insert_with(Kind::Task, RawId(*id), values)
                .unwrap();
        }
        workspace
    }

    /// The tree as text: `1(2 3) 4`, summaries with `*`.
    fn shown(workspace: &Workspace) -> String {
        fn below(parts: &Parts<'_>, parent: Option<Id<Task>>) -> String {
            let one = |task: &&Shared<Task>| {
                let mark = if is_summary(task) { "*" } else { "" };
                let inner = below(parts, Some(task.id));
                let inner = if inner.is_empty() {
                    inner
                } else {
                    format!("({inner})")
                };
                format!("{}{mark}{inner}", { task.id.raw().0 })
            };
            let all = parts
                .get(&parent)
                .map(|all| all.iter().map(one).collect::<Vec<_>>());
            all.unwrap_or_default().join(" ")
        }
        below(&parts(workspace, Id::new(RawId(100))), None)
    }

    fn done(workspace: &Workspace, command: Result<Command, Refusal>) -> String {
        let mut after = workspace.clone();
        let patch = plan(workspace, &command.unwrap()).unwrap();
        apply(&mut after, &patch);
        let text = shown(&after);
        apply(&mut after, &patch.inverse());
        assert_eq!(shown(&after), shown(workspace), "undone");
        text
    }

    fn ids(all: &[u128]) -> Vec<Id<Task>> {
        all.iter().map(|id| Id::new(RawId(*id))).collect()
    }

    fn plain() -> Workspace {
        project(&[
            (1, 0, "b"),
            (2, 1, "b"),
            (3, 1, "d"),
            (4, 0, "d"),
            (5, 0, "f"),
            (9, 0, "h"),
        ])
    }

    #[test]
    fn a_task_moves_in_and_out_and_makes_summaries_and_tasks_of_those_above() {
        let w = plain();
        assert_eq!(shown(&w), "1*(2 3) 4 5 9");
        assert_eq!(done(&w, indent_tasks(&w, &ids(&[5]))), "1*(2 3) 4*(5) 9");
        assert_eq!(done(&w, indent_tasks(&w, &ids(&[4, 5]))), "1*(2 3 4 5) 9");
        assert_eq!(done(&w, outdent_tasks(&w, &ids(&[2]))), "1*(3) 2 4 5 9");
        assert_eq!(done(&w, outdent_tasks(&w, &ids(&[2, 3]))), "1 2 3 4 5 9");
        assert_eq!(indent_tasks(&w, &ids(&[1])), Err(Refusal::Nothing));
        assert_eq!(outdent_tasks(&w, &ids(&[4])), Err(Refusal::Nothing));
    }

    #[test]
    fn tasks_change_their_places_with_all_below_them() {
        let w = plain();
        assert_eq!(done(&w, step_tasks(&w, &ids(&[1]), false)), "4 1*(2 3) 5 9");
        assert_eq!(
            done(&w, step_tasks(&w, &ids(&[4, 5]), true)),
            "4 5 1*(2 3) 9"
        );
        assert_eq!(step_tasks(&w, &ids(&[9]), false), Err(Refusal::Nothing));
        let parent = Some(Id::new(RawId(1)));
        let before = Some(Id::new(RawId(3)));
        assert_eq!(
            done(&w, place_tasks(&w, &ids(&[5]), parent, before)),
            "1*(2 5 3) 4 9"
        );
        // Chosen with its summary, a part goes along and stays where it is.
        let under = Some(Id::new(RawId(4)));
        assert_eq!(
            done(&w, place_tasks(&w, &ids(&[3, 1]), under, None)),
            "4*(1*(2 3)) 5 9"
        );
    }

    #[test]
    fn what_cannot_be_is_refused() {
        let w = plain();
        let under = |id: u128| Some(Id::new(RawId(id)));
        assert_eq!(
            place_tasks(&w, &ids(&[1]), under(2), None),
            Err(Refusal::Circle(Kind::Task, RawId(1)))
        );
        assert_eq!(
            place_tasks(&w, &ids(&[5]), under(9), None),
            Err(Refusal::NoParts(RawId(9)))
        );
        assert_eq!(
            place_tasks(&w, &ids(&[77]), None, None),
            Err(Refusal::Unknown(Kind::Task, RawId(77)))
        );
    }

    #[test]
    fn tasks_without_order_get_one_when_one_of_them_moves() {
        let w = project(&[(1, 0, ""), (2, 0, ""), (3, 0, ""), (4, 0, "")]);
        assert_eq!(done(&w, step_tasks(&w, &ids(&[4]), true)), "1 2 4 3");
        let behind = Some(Id::new(RawId(2)));
        let values = vec![
            ("name".into(), Value::Text("New".into())),
            ("task_kind".into(), Value::Choice("task".into())),
        ];
        let new = insert_task(&w, Id::new(RawId(100)), behind, RawId(8), values.clone());
        assert_eq!(done(&w, Ok(new)), "1 2 8 3 4");
        let w = plain();
        let behind = Some(Id::new(RawId(2)));
        let new = insert_task(&w, Id::new(RawId(100)), behind, RawId(8), values.clone());
        assert_eq!(done(&w, Ok(new)), "1*(2 8 3) 4 5 9");
        let new = insert_task(&w, Id::new(RawId(100)), None, RawId(8), values);
        assert_eq!(done(&w, Ok(new)), "1*(2 3) 4 5 9 8");
    }

    #[test]
    fn a_summary_is_deleted_with_its_parts_and_its_links() {
        let mut w = plain();
        let link = |w: &mut Workspace, id: u128, taker: u128, from: u128, to: u128| {
            let values = [
                ("giver", Value::Ref(RawId(100))),
                ("taker", Value::Ref(RawId(taker))),
                ("giver_task", Value::Ref(RawId(from))),
                ("taker_task", Value::Ref(RawId(to))),
            ];
            let values = values.map(|(key, value)| (key.into(), value));
            w.insert_with(Kind::Link, RawId(id), values).unwrap();
        };
        w.insert(Kind::Project, RawId(101));
        link(&mut w, 50, 100, 2, 4);
        link(&mut w, 51, 100, 4, 5);
        // A promise to another project stays one, of the project as a whole.
        link(&mut w, 52, 101, 3, 77);
        let command = delete_tasks(&w, &ids(&[1])).unwrap();
        let mut after = w.clone();
        apply(&mut after, &plan(&w, &command).unwrap());
        assert_eq!(shown(&after), "4 5 9");
        let left: Vec<u128> = after.links.values().map(|link| link.id.raw().0).collect();
        assert_eq!(left, [51, 52]);
        assert_eq!(done(&w, delete_tasks(&w, &ids(&[2, 3]))), "1 4 5 9");
    }
}
