//! Links between tasks, and which of them cannot be.

use super::{Command, Refusal, apply, plan};
use crate::model::tree::above;
use crate::model::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Returns the link from one task to another, if there is one.
#[must_use]
pub fn link_between(workspace: &Workspace, giver: Id<Task>, taker: Id<Task>) -> Option<Id<Link>> {
    let links = workspace.referring(giver.raw(), Kind::Link).map(Id::new);
    let mut links = links.filter(|link| {
        let link = workspace.links.get(link);
        link.is_some_and(|link| link.giver_task == Some(giver) && link.taker_task == Some(taker))
    });
    links.next()
}

/// Returns the command that lets one task wait for another.
///
/// # Errors
/// [`Refusal`] where the link would lead to the task itself, to what it is part of or what is part of it, where it
/// is there already, or where the tasks would wait for each other in a circle.
pub fn link_tasks(
    workspace: &Workspace,
    giver: Id<Task>,
    taker: Id<Task>,
    link_type: LinkType,
    lag: Option<Span>,
    id: RawId,
) -> Result<Command, Refusal> {
    let project = |id: Id<Task>| {
        let project = workspace.tasks.get(&id).and_then(|task| task.project);
        project.ok_or(Refusal::Unknown(Kind::Task, id.raw()))
    };
    let (from, to) = (project(giver)?, project(taker)?);
    if giver == taker {
        return Err(Refusal::TieToItself(giver.raw()));
    }
    if above(workspace, giver).contains(&taker) || above(workspace, taker).contains(&giver) {
        return Err(Refusal::TieToFamily(giver.raw(), taker.raw()));
    }
    if link_between(workspace, giver, taker).is_some() {
        return Err(Refusal::Tied(giver.raw(), taker.raw()));
    }
    if let Some(way) = way(workspace, taker, giver) {
        let way = way.into_iter().map(Id::raw).collect();
        return Err(Refusal::TieCircle(Kind::Task, way));
    }
    let mut values: Vec<(Text, Value)> = vec![
        ("giver".into(), Value::Ref(from.raw())),
        ("giver_task".into(), Value::Ref(giver.raw())),
        ("taker".into(), Value::Ref(to.raw())),
        ("taker_task".into(), Value::Ref(taker.raw())),
        ("link_type".into(), Value::Choice(link_type.key().into())),
    ];
    values.extend(lag.map(|lag| ("lag".into(), Value::Span(lag))));
    let kind = Kind::Link;
    Ok(Command::Create { kind, id, values })
}

/// Returns the commands that tie each pair, the giver first, from finish to start; a pair that cannot be tied any
/// more, or would lead round with those before it, is left out.
pub fn link_in_turn(
    workspace: &Workspace,
    pairs: impl IntoIterator<Item = (Id<Task>, Id<Task>)>,
    fresh: &mut dyn FnMut() -> RawId,
) -> Vec<Command> {
    let mut after = workspace.clone();
    let mut commands = Vec::new();
    for (giver, taker) in pairs {
        let how = LinkType::FinishStart;
        let link = link_tasks(&after, giver, taker, how, None, fresh());
        let made = link.and_then(|link| Ok((plan(&after, &link)?, link)));
        if let Ok((patch, link)) = made {
            apply(&mut after, &patch);
            commands.push(link);
        }
    }
    commands
}

/// Returns a shortest way along which one task waits for another: from the first to the last, both included.
///
/// What waits for a summary waits for its parts; what a summary waits for, its parts wait for.
fn way(workspace: &Workspace, first: Id<Task>, last: Id<Task>) -> Option<Vec<Id<Task>>> {
    let mut from: BTreeMap<Id<Task>, Id<Task>> = BTreeMap::new();
    let mut seen = BTreeSet::from([first]);
    let mut queue = VecDeque::from([(first, false)]);
    let is_end = |id: Id<Task>| id == last || above(workspace, last).contains(&id);
    while let Some((id, is_above)) = queue.pop_front() {
        if is_end(id) && !is_above {
            let mut all = vec![id];
            while let Some(before) = all.last().and_then(|id| from.get(id)) {
                all.push(*before);
            }
            all.reverse();
            if all.last() != Some(&last) {
                all.push(last);
            }
            return Some(all);
        }
        let mut next: Vec<(Id<Task>, bool)> = Vec::new();
        // Links from a task, and from what it is part of: that ends no earlier.
        for link in workspace.referring(id.raw(), Kind::Link) {
            let link = workspace.links.get(&Id::new(link));
            let link = link.filter(|link| link.giver_task == Some(id));
            next.extend(
                link.and_then(|link| link.taker_task)
                    .map(|task| (task, false)),
            );
        }
        let parent = workspace.tasks.get(&id).and_then(|task| task.parent);
        next.extend(parent.map(|parent| (parent, true)));
        if !is_above {
            let below = workspace.referring(id.raw(), Kind::Task).map(Id::new);
            let is_part = |part: &Id<Task>| {
                workspace
                    .tasks
                    .get(part)
                    .is_some_and(|task| task.parent == Some(id))
            };
            next.extend(below.filter(is_part).map(|part| (part, false)));
        }
        for (task, is_above) in next {
            if seen.insert(task) {
                from.insert(task, id);
                queue.push_back((task, is_above));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Deed;
    use crate::words::{Lang, refusal};

    fn id(number: u128) -> Id<Task> {
        Id::new(RawId(number))
    }

    /// Tasks `id parent` and links `from to` of one project.
    fn project(tasks: &[(u128, u128)], links: &[(u128, u128)]) -> Workspace {
        let mut workspace = Workspace::default();
        workspace.insert(Kind::Project, RawId(100));
        for (own, parent) in tasks {
            let mut values = vec![
                ("project".into(), Value::Ref(RawId(100))),
                ("name".into(), Value::Text(format!("T{own}").into())),
            ];
            if *parent > 0 {
                values.push(("parent".into(), Value::Ref(RawId(*parent))));
            }
            workspace
                .insert_with(Kind::Task, RawId(*own), values)
                .unwrap();
        }
        for (place, (from, to)) in (200..).zip(links) {
            let command = link_tasks(
                &workspace,
                id(*from),
                id(*to),
                LinkType::FinishStart,
                None,
                RawId(place),
            );
            let patch = plan(&workspace, &command.unwrap()).unwrap();
            apply(&mut workspace, &patch);
        }
        workspace
    }

    fn tie(w: &Workspace, from: u128, to: u128) -> Result<Command, Refusal> {
        link_tasks(
            w,
            id(from),
            id(to),
            LinkType::FinishStart,
            Span::days(2),
            RawId(999),
        )
    }

    #[test]
    fn a_link_that_cannot_be_is_refused_with_the_tasks_that_say_why() {
        let w = project(&[(1, 0), (2, 1), (3, 1), (4, 0), (5, 0)], &[(1, 4), (4, 5)]);
        assert_eq!(tie(&w, 4, 4), Err(Refusal::TieToItself(RawId(4))));
        assert_eq!(tie(&w, 2, 1), Err(Refusal::TieToFamily(RawId(2), RawId(1))));
        assert_eq!(tie(&w, 1, 3), Err(Refusal::TieToFamily(RawId(1), RawId(3))));
        assert_eq!(tie(&w, 4, 5), Err(Refusal::Tied(RawId(4), RawId(5))));
        assert_eq!(tie(&w, 4, 77), Err(Refusal::Unknown(Kind::Task, RawId(77))));
        let circle = |from, to| match tie(&w, from, to) {
            Err(Refusal::TieCircle(Kind::Task, way)) => {
                way.iter().map(|id| id.0).collect::<Vec<_>>()
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(circle(5, 4), [4, 5]);
        // The summary ends no earlier than its part, and the others wait for it.
        assert_eq!(circle(5, 2), [2, 1, 4, 5]);
        assert_eq!(circle(4, 1), [1, 4]);
        let reason = tie(&w, 5, 2).unwrap_err();
        assert_eq!(
            refusal(&reason, &w, Lang::En),
            "These tasks would wait for each other: T2 → T1 → T4 → T5 → T2. Remove one of the links first."
        );
    }

    #[test]
    fn a_link_that_can_be_is_made_with_its_lag() {
        let w = project(&[(1, 0), (2, 1), (3, 1), (4, 0), (5, 0)], &[(1, 4)]);
        for (from, to) in [(2, 3), (3, 5), (5, 4), (2, 4), (5, 1)] {
            let command = tie(&w, from, to).unwrap();
            let mut after = w.clone();
            apply(&mut after, &plan(&w, &command).unwrap());
            let link = link_between(&after, id(from), id(to)).unwrap();
            assert_eq!(after.links.get(&link).unwrap().lag, Span::days(2));
        }
    }

    #[test]
    fn of_many_ties_the_one_that_leads_round_is_left_out_and_all_are_one_step() {
        let before = project(&[(1, 0), (2, 0), (3, 0)], &[(1, 2)]);
        let mut next = 900;
        let mut fresh = || {
            next += 1;
            RawId(next)
        };
        // Alone each of them could be; 3 before 1 leads round with 2 before 3.
        let pairs = [(2, 3), (3, 1), (1, 2), (1, 3), (9, 1)].map(|(from, to)| (id(from), id(to)));
        let commands = link_in_turn(&before, pairs, &mut fresh);
        let deed = Deed::Set;
        let step = plan(&before, &Command::Group { deed, commands }).unwrap();
        let mut after = before.clone();
        apply(&mut after, &step);
        let ties = |w: &Workspace| -> BTreeSet<_> {
            let links = w.links.values();
            links
                .filter_map(|link| Some((link.giver_task?.raw().0, link.taker_task?.raw().0)))
                .collect()
        };
        assert_eq!(ties(&after), BTreeSet::from([(1, 2), (2, 3), (1, 3)]));
        apply(&mut after, &step.inverse());
        assert_eq!(ties(&after), BTreeSet::from([(1, 2)]));
    }
}
