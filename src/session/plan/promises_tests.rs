//! The map of dependencies, on four projects of three units worked out by hand.

use super::*;

fn date(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// Projects 1 and 2 are of unit 101, 3 of 102, 4 of 103. 1 gives to 3 (late by 9 days) and 2 to 3 (in time), 3
/// gives to 4, and 1 to 2 inside its unit.
fn world() -> Workspace {
    let mut w = Workspace::default();
    let text = |text: &str| Value::Text(text.into());
    let mut put = |kind, id, values: Vec<(&str, Value)>| {
        let values = values.into_iter().map(|(key, value)| (key.into(), value));
        w.insert_with(kind, RawId(id), values).unwrap();
    };
    for (id, name) in [(101, "North"), (102, "East"), (103, "South")] {
        put(
            Kind::Unit,
            id,
            vec![("code", text(name)), ("name", text(name))],
        );
    }
    for (id, unit, start, finish) in [
        (1, 101, "2026-01-01", "2026-06-10"),
        (2, 101, "2026-02-01", "2026-05-20"),
        (3, 102, "2026-06-01", "2026-08-31"),
        (4, 103, "2026-10-01", "2026-12-31"),
    ] {
        let days = [("forecast_start", start), ("forecast_finish", finish)];
        let days = days.map(|(key, day)| (key, Value::Date(date(day))));
        let name = text(&format!("P{id}"));
        let mut values = vec![("name", name), ("unit", Value::Ref(RawId(unit)))];
        values.extend(days);
        put(Kind::Project, id, values);
    }
    for (id, giver, taker) in [(201, 1, 3), (202, 2, 3), (203, 3, 4), (204, 1, 2)] {
        let ends = [("giver", giver), ("taker", taker)];
        let ends = ends.map(|(key, id)| (key, Value::Ref(RawId(id))));
        put(Kind::Link, id, ends.to_vec());
    }
    w
}

fn told(w: &Workspace, wish: &MapWish) -> (PromiseMap, Vec<PromiseLine>) {
    let lines = lines(w, &Promises::of(w), wish);
    (map(w, &lines, wish), lines)
}

fn nodes(map: &PromiseMap) -> Vec<(u128, usize)> {
    let id = |of| match of {
        NodeOf::Group(id) => id.map_or(0, |id| id.0),
        NodeOf::Project(id) => id.raw().0,
    };
    map.nodes
        .iter()
        .map(|node| (id(node.of), node.place.layer))
        .collect()
}

#[test]
fn units_stand_from_giver_to_taker_and_lines_sum_up_what_is_late() {
    let w = world();
    let (map, lines) = told(&w, &MapWish::default());
    assert_eq!(nodes(&map), [(101, 0), (102, 1), (103, 2)]);
    // 10 June for what begins on 1 June.
    let first = map.edges.first().unwrap();
    assert_eq!(
        (first.from, first.to, first.count, first.late, first.worst),
        (0, 1, 2, 1, 9)
    );
    assert_eq!(map.edges.len(), 2);
    // Of 1 for 2, inside the unit: late by 10 June − 1 February.
    assert_eq!(map.inside, 1);
    let north = map.nodes.first().unwrap();
    assert_eq!((north.gives, north.takes), ((2, 1), (0, 0)));
    assert_eq!(
        (map.beside(0, true), map.beside(2, false)),
        (vec![1], vec![1])
    );
    let order: Vec<_> = lines.iter().map(|line| line.promise.link.raw().0).collect();
    assert_eq!(order, [204, 201, 202, 203]);
}

#[test]
fn an_open_unit_shows_its_projects_and_filters_leave_what_is_asked_for() {
    let w = world();
    let wish = MapWish {
        open: BTreeSet::from([RawId(101)]),
        ..MapWish::default()
    };
    let (open, _) = told(&w, &wish);
    assert_eq!(nodes(&open), [(1, 0), (2, 1), (102, 2), (103, 3)]);
    assert_eq!(open.inside, 0);
    let late = MapWish {
        late: true,
        taker: Some(Id::new(RawId(102))),
        ..MapWish::default()
    };
    let (map, lines) = told(&w, &late);
    assert_eq!((map.edges.len(), lines.len()), (1, 1));
    let giver = MapWish {
        giver: Some(Id::new(RawId(102))),
        ..MapWish::default()
    };
    assert_eq!(told(&w, &giver).1.len(), 1);
    let own = MapWish {
        project: Some(Id::new(RawId(2))),
        ..MapWish::default()
    };
    let (map, _) = told(&w, &own);
    assert_eq!(nodes(&map), [(1, 0), (2, 1), (3, 2)]);
    let east = MapWish {
        scope: Scope::Unit(Id::new(RawId(103))),
        ..MapWish::default()
    };
    assert_eq!(told(&w, &east).1.len(), 1);
    let by = MapWish {
        by: GroupBy::Programme,
        ..MapWish::default()
    };
    // Without programmes all are one group: nothing to draw.
    let (map, _) = told(&w, &by);
    assert_eq!((map.nodes.len(), map.inside), (0, 4));
    let all = super::lines(&w, &Promises::of(&w), &MapWish::default());
    let open: Vec<u128> = groups(&w, &all, GroupBy::Unit)
        .iter()
        .map(|id| id.0)
        .collect();
    assert_eq!(open, [101, 102, 103]);
}

#[test]
fn a_unit_is_as_reliable_as_the_share_of_due_promises_it_kept_and_few_tell_nothing() {
    let mut w = world();
    // What 1 gives was promised for 1 June and handed over on 3 June; what 2 gives is needed on 1 June and
    // was there on 20 May.
    for (kind, id, key, day) in [
        (Kind::Link, 201, "promised", "2026-06-01"),
        (Kind::Project, 1, "actual_finish", "2026-06-03"),
        (Kind::Project, 2, "actual_finish", "2026-05-20"),
    ] {
        w.set(kind, RawId(id), key, Some(Value::Date(date(day))))
            .unwrap();
    }
    let all = lines(&w, &Promises::of(&w), &MapWish::default());
    let at = |day: &str| -> Vec<_> {
        reliability(&w, &all, date(day))
            .iter()
            .map(|one| (one.due, one.kept))
            .collect()
    };
    // East has promised for October, South nothing.
    assert_eq!(at("2026-06-30"), [(0, 0), (2, 1)]);
    assert_eq!(at("2026-05-31"), [(0, 0), (0, 0)]);
    let few = Reliability {
        unit: None,
        due: 4,
        kept: 3,
    };
    let enough = Reliability {
        due: 5,
        kept: 4,
        ..few
    };
    assert_eq!((few.share(), enough.share()), (None, Some(Percent(8_000))));
}
