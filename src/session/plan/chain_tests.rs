//! The chain to the end and the cheapest days, on two small projects worked out by hand.

use super::*;
use crate::edit::{Deed, apply, plan};

const TODAY: &str = "2026-06-01";

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

const P: Id<Project> = Id::new(RawId(100));
const Q: Id<Project> = Id::new(RawId(200));

/// Monday 1 June: A (5 days, project P) is followed by B (5 days, project Q); C (3 days, P) begins with B and
/// has two days of float to the end of B.
fn small() -> Workspace {
    let mut w = Workspace::default();
    let text = |text: &str| Value::Text(text.into());
    let mut put = |kind, id, values: Vec<(&str, Value)>| {
        let values = values.into_iter().map(|(key, value)| (key.into(), value));
        w.insert_with(kind, RawId(id), values).unwrap();
    };
    for (id, name) in [(501, "Network"), (502, "Power")] {
        put(
            Kind::Unit,
            id,
            vec![("code", text(name)), ("name", text(name))],
        );
    }
    for (id, name, unit) in [(100, "P", 501), (200, "Q", 502)] {
        let unit = ("unit", Value::Ref(RawId(unit)));
        put(
            Kind::Project,
            id,
            vec![("code", text(name)), ("name", text(name)), unit],
        );
    }
    for (id, name, project, start, finish, days) in [
        (1, "A", 100, "2026-06-01", "2026-06-05", 5),
        (2, "B", 200, "2026-06-08", "2026-06-12", 5),
        (3, "C", 100, "2026-06-08", "2026-06-10", 3),
    ] {
        put(
            Kind::Task,
            id,
            vec![
                ("project", Value::Ref(RawId(project))),
                ("task_kind", Value::Choice("task".into())),
                ("name", text(name)),
                ("forecast_start", Value::Date(date(start))),
                ("forecast_finish", Value::Date(date(finish))),
                ("duration", Value::Span(Span::days(days).unwrap())),
            ],
        );
    }
    for (id, giver, taker, project) in [(401, 1, 2, 200), (402, 1, 3, 100)] {
        put(
            Kind::Link,
            id,
            vec![
                ("giver", Value::Ref(RawId(100))),
                ("giver_task", Value::Ref(RawId(giver))),
                ("taker", Value::Ref(RawId(project))),
                ("taker_task", Value::Ref(RawId(taker))),
                ("link_type", Value::Choice("fs".into())),
            ],
        );
    }
    w
}

fn price(w: &mut Workspace, id: u128, to: i64, cost: &str) {
    for (key, value) in [
        ("crash_to", Value::Span(Span::days(to).unwrap())),
        ("crash_cost", Value::Money(Money::parse(cost).unwrap())),
    ] {
        w.set(Kind::Task, RawId(id), key, Some(value)).unwrap();
    }
}

fn done(w: &Workspace, commands: Vec<Command>) -> Workspace {
    let deed = Deed::Set;
    let patch = plan(w, &Command::Group { deed, commands }).unwrap();
    let mut w = w.clone();
    apply(&mut w, &patch);
    w
}

#[test]
fn the_chain_leads_to_the_end_that_is_looked_at_and_names_what_is_nearly_on_it() {
    let w = small();
    let all = to_end(&w, None, Scope::All, date(TODAY));
    let steps: Vec<_> = all
        .chain
        .steps
        .iter()
        .map(|s| (s.task, s.working_days))
        .collect();
    assert_eq!(steps, [(task(1), 5), (task(2), 5)]);
    assert_eq!(all.days(), Some((date(TODAY), date("2026-06-12"))));
    assert_eq!(all.project, Some(Q));
    let near: Vec<_> = all.near.iter().map(|n| (n.task, n.float)).collect();
    assert_eq!(near, [(task(3), 2)]);
    let units: Vec<_> = all
        .units()
        .iter()
        .map(|(_, s)| (s.tasks, s.working_days))
        .collect();
    assert_eq!(units, [(1, 5), (1, 5)]);
    assert_eq!(all.now(date("2026-06-08")), Some(1));
    // The end of P is that of C, which waits for A.
    let own = to_end(&w, Some(P), Scope::All, date(TODAY));
    let steps: Vec<_> = own.chain.steps.iter().map(|s| s.task).collect();
    assert_eq!(steps, [task(1), task(3)]);
    let unit = to_end(&w, None, Scope::Unit(Id::new(RawId(502))), date(TODAY));
    assert_eq!(unit.project, Some(Q));
    assert_eq!(
        to_end(&Workspace::default(), None, Scope::All, date(TODAY)),
        ToEnd::default()
    );
}

#[test]
fn days_are_won_where_they_cost_least_until_nothing_more_helps() {
    let mut w = small();
    let none = winning(&w, Q, 3, date(TODAY));
    assert_eq!((none.won, none.short), (0, Some(NoMore::NothingPriced)));
    assert_eq!(none.end, Some(date("2026-06-12")));
    price(&mut w, 2, 3, "50.00 EUR");
    let two = winning(&w, Q, 5, date(TODAY));
    assert_eq!((two.won, two.short), (2, Some(NoMore::AllShortest)));
    assert_eq!(two.cost, Money::parse("100.00 EUR"));
    let line = two.lines.first().unwrap();
    assert_eq!((line.days, line.end), (2, date("2026-06-10")));
    assert_eq!(shortened(&w, &two.lines), [(task(2), 5, 3)]);
    // Asked for less: the cheapest of them and no reason.
    assert_eq!(winning(&w, Q, 1, date(TODAY)).short, None);
    let after = done(&w, shorten(&w, &two.lines));
    let record = after.tasks.get(&task(2)).unwrap();
    assert_eq!(record.duration, Span::days(3));
    assert_eq!(record.forecast_finish, Some(date("2026-06-10")));
    assert_eq!(
        winning(&after, Q, 1, date(TODAY)).end,
        Some(date("2026-06-10"))
    );
}

#[test]
fn what_is_not_decisive_wins_nothing_and_that_is_told() {
    let mut w = small();
    // A lies on the way to C, but C itself may begin no earlier than it is held to.
    price(&mut w, 1, 3, "50.00 EUR");
    for (key, value) in [
        ("constraint", Value::Choice("snet".into())),
        ("constraint_date", Value::Date(date("2026-06-08"))),
    ] {
        w.set(Kind::Task, RawId(3), key, Some(value)).unwrap();
    }
    let held = winning(&w, P, 2, date(TODAY));
    assert_eq!((held.won, held.short), (0, Some(NoMore::OthersDecide)));
}

#[test]
fn an_overlap_gives_its_link_a_lead() {
    let w = small();
    let found = winning(&w, Q, 1, date(TODAY));
    let lead = found.overlaps.first().unwrap();
    assert_eq!((lead.lead, lead.won), (2, 2));
    let after = done(&w, vec![overlap(&w, lead).unwrap()]);
    let link = after.links.get(&lead.link).unwrap();
    assert_eq!(link.lag, Some(Span::minutes(-2 * Span::DAY)));
    assert_eq!(
        winning(&after, Q, 1, date(TODAY)).end,
        Some(date("2026-06-10"))
    );
}
