//! The plan of a portfolio: records in, civil days out.

use baton::analysis::schedule::*;
use baton::model::*;

pub fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A Monday.
pub fn today() -> Date {
    day("2026-06-01")
}

pub fn task(number: u128) -> Id<Task> {
    Id::new(RawId(number))
}

/// A portfolio under construction; fields in their stored form.
pub struct Book(pub Workspace);

impl Book {
    pub fn new() -> Self {
        let mut book = Self(Workspace::default());
        book.put(Kind::Portfolio, 1, &[("name", "Test"), ("currency", "EUR")]);
        book.put(Kind::Project, 100, &[("code", "A"), ("name", "A")]);
        book.put(Kind::Project, 200, &[("code", "B"), ("name", "B")]);
        book
    }

    pub fn put(&mut self, kind: Kind, id: u128, fields: &[(&str, &str)]) {
        self.0.insert(kind, RawId(id));
        for (key, text) in fields {
            self.set(kind, id, key, text);
        }
    }

    /// An empty text clears a field.
    pub fn set(&mut self, kind: Kind, id: u128, key: &str, text: &str) {
        let spec = kind.field(key).unwrap();
        if text.is_empty() && !matches!(spec.ty, FieldType::Flag) {
            self.0.set(kind, RawId(id), key, None).unwrap();
            return;
        }
        let value = match spec.ty {
            FieldType::Text | FieldType::Markdown => Value::Text(text.into()),
            FieldType::Date => Value::Date(day(text)),
            FieldType::Money => Value::Money(Money::parse(text).unwrap()),
            FieldType::Percent => Value::Percent(Percent::parse(text).unwrap()),
            FieldType::Span => Value::Span(Span::parse(text).unwrap()),
            FieldType::Choice(_) => Value::Choice(text.into()),
            FieldType::Ref(_) => Value::Ref(RawId(text.parse().unwrap())),
            FieldType::Flag => Value::Flag,
            other => panic!("{key}: {other:?}"),
        };
        self.0.set(kind, RawId(id), key, Some(value)).unwrap();
    }

    /// A task of project A with its forecast days.
    pub fn task(&mut self, id: u128, start: &str, finish: &str, more: &[(&str, &str)]) {
        let fields = [
            ("project", "100"),
            ("task_kind", "task"),
            ("name", "Task"),
            ("forecast_start", start),
            ("forecast_finish", finish),
        ];
        self.put(Kind::Task, id, &fields);
        for (key, text) in more {
            self.set(Kind::Task, id, key, text);
        }
    }

    pub fn link(&mut self, id: u128, giver: u128, taker: u128, more: &[(&str, &str)]) {
        let (giver, taker) = (giver.to_string(), taker.to_string());
        let fields = [
            ("giver", "100"),
            ("giver_task", giver.as_str()),
            ("taker", "100"),
            ("taker_task", taker.as_str()),
        ];
        self.put(Kind::Link, id, &fields);
        for (key, text) in more {
            self.set(Kind::Link, id, key, text);
        }
    }

    pub fn outcome(&self, number: u128) -> Outcome {
        let plan = PlanNetwork::of(&self.0, today());
        plan.outcome_of(&plan.schedule(), task(number)).unwrap()
    }

    /// First and last day, as text.
    fn days(&self, number: u128) -> String {
        let (first, last) = self.outcome(number).days;
        format!("{first} {last}")
    }
}

#[test]
fn a_task_without_links_starts_as_planned_and_one_with_links_follows_them() {
    let mut book = Book::new();
    book.task(1, "2026-06-08", "2026-06-12", &[]);
    book.task(2, "2026-06-08", "2026-06-09", &[]);
    book.link(9, 1, 2, &[("lag", "2d")]);
    assert_eq!(book.days(1), "2026-06-08 2026-06-12");
    assert_eq!(book.days(2), "2026-06-17 2026-06-18");
    assert_eq!(book.outcome(2).driver, Some(Id::new(RawId(9))));
    let found = consequences(&book.0, today());
    assert_eq!(found, [(task(2), day("2026-06-17"), day("2026-06-18"))]);
}

#[test]
fn what_has_not_begun_starts_today_at_the_earliest_and_a_constraint_replaces_the_planned_start() {
    let mut book = Book::new();
    book.task(1, "2026-05-11", "2026-05-15", &[]);
    let from = [("constraint", "snet"), ("constraint_date", "2026-06-03")];
    book.task(2, "2026-07-06", "2026-07-07", &from);
    assert_eq!(book.days(1), "2026-06-01 2026-06-05");
    assert_eq!(book.days(2), "2026-06-03 2026-06-04");
}

#[test]
fn holidays_half_days_and_the_calendar_of_the_owner_count() {
    let mut book = Book::new();
    book.set(Kind::Portfolio, 1, "holidays", "fr");
    book.put(
        Kind::WorkCalendar,
        50,
        &[
            ("name", "Mornings"),
            ("hours", "09:00-13:00"),
            ("working_days", "mon tue wed thu"),
        ],
    );
    book.put(Kind::Person, 60, &[("name", "Half"), ("calendar", "50")]);
    book.task(1, "2026-07-13", "2026-07-13", &[("duration", "2d")]);
    book.task(
        2,
        "2026-06-01",
        "2026-06-01",
        &[("duration", "2d"), ("owner", "60")],
    );
    book.task(3, "2026-06-04", "2026-06-04", &[("duration", "3ed")]);
    // 14 July is a holiday.
    assert_eq!(book.days(1), "2026-07-13 2026-07-15");
    // Sixteen hours at four a day.
    assert_eq!(book.days(2), "2026-06-01 2026-06-04");
    // By the clock, over the weekend.
    assert_eq!(book.days(3), "2026-06-04 2026-06-06");
}

#[test]
fn a_milestone_keeps_its_day_without_links_and_stands_at_the_end_of_what_it_waits_for() {
    let mut book = Book::new();
    for (id, date) in [(1, "2026-06-07"), (2, "2026-06-30"), (3, "2026-06-10")] {
        book.task(id, date, date, &[("task_kind", "milestone")]);
    }
    book.task(4, "2026-06-08", "2026-06-12", &[]);
    book.task(5, "2026-06-02", "2026-06-02", &[]);
    book.link(8, 4, 2, &[]);
    book.link(9, 3, 5, &[]);
    // A Sunday.
    assert_eq!(book.days(1), "2026-06-07 2026-06-07");
    assert_eq!(book.days(2), "2026-06-12 2026-06-12");
    // What waits for a milestone begins on its day.
    assert_eq!(book.days(3), "2026-06-10 2026-06-10");
    assert_eq!(book.days(5), "2026-06-10 2026-06-10");
}

#[test]
fn what_is_under_way_goes_on_today_by_what_is_left_of_it() {
    let mut book = Book::new();
    let begun = [
        ("actual_start", "2026-05-25"),
        ("progress", "50%"),
        ("duration", "10d"),
    ];
    book.task(1, "2026-05-25", "2026-06-05", &begun);
    // Without a duration the recorded last day says what is left.
    book.task(
        2,
        "2026-05-25",
        "2026-06-11",
        &[("actual_start", "2026-05-25")],
    );
    book.task(3, "2026-05-04", "2026-05-08", &[("progress", "100%")]);
    book.task(4, "2026-06-30", "2026-06-30", &[]);
    book.link(9, 3, 4, &[]);
    assert_eq!(book.days(1), "2026-05-25 2026-06-05");
    assert_eq!(book.days(2), "2026-05-25 2026-06-11");
    assert_eq!(book.days(3), "2026-05-04 2026-05-08");
    assert_eq!(book.days(4), "2026-06-01 2026-06-01");
}

#[test]
fn floats_are_measured_against_the_end_of_the_own_project_and_links_cross_projects() {
    let mut book = Book::new();
    book.task(1, "2026-06-01", "2026-06-05", &[]);
    book.task(2, "2026-06-01", "2026-06-12", &[]);
    book.task(3, "2026-06-01", "2026-06-30", &[("project", "200")]);
    book.task(4, "2026-06-01", "2026-06-03", &[("project", "200")]);
    book.link(9, 1, 4, &[("taker", "200")]);
    assert_eq!(book.outcome(1).total_float, 5);
    assert_eq!(book.outcome(1).free_float, 0);
    assert!(book.outcome(2).is_critical);
    assert!(book.outcome(3).is_critical);
    assert_eq!(book.days(4), "2026-06-08 2026-06-10");
    assert_eq!(book.outcome(4).total_float, 14);
}

#[test]
fn tasks_by_hand_and_summaries_are_left_where_they_are_said() {
    let mut book = Book::new();
    book.task(1, "2026-06-01", "2026-06-05", &[]);
    book.task(2, "2026-06-02", "2026-06-03", &[("manual", "")]);
    book.task(3, "2026-01-01", "2026-01-02", &[("task_kind", "summary")]);
    book.task(4, "2026-06-01", "2026-06-02", &[("parent", "3")]);
    book.task(5, "2026-06-08", "2026-06-09", &[("parent", "3")]);
    book.link(9, 1, 2, &[]);
    assert_eq!(book.days(2), "2026-06-02 2026-06-03");
    assert_eq!(book.days(3), "2026-06-01 2026-06-09");
    assert!(consequences(&book.0, today()).is_empty());
    let plan = PlanNetwork::of(&book.0, today());
    let said = plan.said(&plan.schedule());
    let early = said
        .iter()
        .find(|finding| finding.code == PlanCode::BeforeLinks)
        .unwrap();
    assert_eq!(
        (early.tasks.as_slice(), early.days),
        ([task(2)].as_slice(), 4)
    );
    assert_eq!(early.link, Some(Id::new(RawId(9))));
}

#[test]
fn a_circle_is_said_task_by_task_with_the_link_that_was_added_last() {
    let mut book = Book::new();
    for id in 1..=3 {
        book.task(id, "2026-06-01", "2026-06-05", &[]);
    }
    book.link(7, 1, 2, &[]);
    book.link(8, 2, 3, &[]);
    book.link(9, 3, 1, &[]);
    let plan = PlanNetwork::of(&book.0, today());
    let said = plan.said(&plan.schedule());
    let circle = said
        .iter()
        .find(|finding| finding.code == PlanCode::Circle)
        .unwrap();
    assert_eq!(circle.tasks, [task(1), task(2), task(3)]);
    assert_eq!(circle.link, Some(Id::new(RawId(9))));
    assert_eq!(book.days(3), "2026-06-15 2026-06-19");
}

#[test]
fn what_was_interrupted_goes_on_from_its_day() {
    let mut book = Book::new();
    let begun = [
        ("actual_start", "2026-05-25"),
        ("duration", "10d"),
        ("progress", "40%"),
    ];
    book.task(1, "2026-05-25", "2026-06-12", &begun);
    book.task(2, "2026-06-15", "2026-06-16", &[]);
    book.link(9, 1, 2, &[]);
    assert_eq!(book.days(1), "2026-05-25 2026-06-08");
    book.set(Kind::Task, 1, "resume", "2026-06-04");
    assert_eq!(book.days(1), "2026-05-25 2026-06-11");
    assert_eq!(book.days(2), "2026-06-12 2026-06-15");
    // Once past, today says when it goes on.
    book.set(Kind::Task, 1, "resume", "2026-05-28");
    assert_eq!(book.days(1), "2026-05-25 2026-06-08");
}

#[test]
fn reading_one_task_again_gives_what_building_anew_gives() {
    let mut book = Book::new();
    book.task(1, "2026-06-01", "2026-06-05", &[]);
    book.task(2, "2026-06-08", "2026-06-12", &[]);
    book.task(3, "2026-06-08", "2026-06-12", &[]);
    book.link(8, 1, 2, &[("lag", "50%")]);
    book.link(9, 2, 3, &[]);
    let mut plan = PlanNetwork::of(&book.0, today());
    let mut schedule = plan.schedule();
    for (key, text) in [
        ("duration", "8d"),
        ("forecast_start", "2026-06-10"),
        ("progress", "20%"),
    ] {
        book.set(Kind::Task, 1, key, text);
        assert!(plan.read_again(&book.0, task(1)));
        plan.schedule_into(&mut schedule);
        for number in 1..=3 {
            let now = plan.outcome_of(&schedule, task(number)).unwrap();
            assert_eq!(now, book.outcome(number), "{key} {number}");
        }
    }
    book.set(Kind::Task, 1, "duration", "3ed");
    assert!(!plan.read_again(&book.0, task(1)));
}

#[test]
fn the_chain_of_the_portfolio_crosses_projects_and_tells_who_consumes_its_float() {
    let mut book = Book::new();
    book.put(Kind::Unit, 300, &[("code", "U"), ("name", "U")]);
    book.set(Kind::Project, 200, "unit", "300");
    let base = [
        ("baseline_start", "2026-06-01"),
        ("baseline_finish", "2026-06-03"),
    ];
    book.task(1, "2026-06-01", "2026-06-05", &base);
    let base = [
        ("project", "200"),
        ("baseline_start", "2026-06-04"),
        ("baseline_finish", "2026-06-10"),
    ];
    book.task(2, "2026-06-08", "2026-06-12", &base);
    book.set(Kind::Task, 2, "duration", "6d");
    book.task(3, "2026-06-01", "2026-06-10", &[]);
    book.link(9, 1, 2, &[("taker", "200")]);
    let plan = PlanNetwork::of(&book.0, today());
    let chain = portfolio_chain(&book.0, &plan, today());
    let steps: Vec<_> = chain
        .steps
        .iter()
        .map(|s| (s.task, s.working_days, s.consumed))
        .collect();
    assert_eq!(steps, [(task(1), 5, Some(2)), (task(2), 6, Some(1))]);
    let share = chain.units[&Some(Id::new(RawId(300)))];
    assert_eq!(
        share,
        ChainShare {
            tasks: 1,
            working_days: 6,
            consumed: 1
        }
    );
}

#[test]
fn the_cheapest_days_are_won_first_and_side_by_side_where_paths_are_equally_long() {
    let mut book = Book::new();
    let money = |to, cost| [("duration", "5d"), ("crash_to", to), ("crash_cost", cost)];
    book.task(1, "2026-06-01", "2026-06-05", &money("4d", "100.00 EUR"));
    book.task(2, "2026-06-08", "2026-06-12", &money("3d", "300.00 EUR"));
    book.task(3, "2026-06-08", "2026-06-12", &money("4d", "150.00 EUR"));
    book.link(8, 1, 2, &[]);
    book.link(9, 1, 3, &[]);
    let plan = PlanNetwork::of(&book.0, today());
    let project = Id::new(RawId(100));
    let steps = cheapest_days(&book.0, &plan, project, 10);
    let told: Vec<_> = steps
        .iter()
        .map(|step| (step.tasks.clone(), step.cost.minor))
        .collect();
    assert_eq!(
        told,
        [(vec![task(1)], 10_000), (vec![task(2), task(3)], 45_000)]
    );
    let lead = overlaps(&book.0, &plan, &plan.schedule(), project);
    // Both followers would have to begin earlier: no single overlap wins a day.
    assert!(lead.is_empty());
}

#[test]
fn an_overlap_on_a_single_path_wins_its_lead() {
    let mut book = Book::new();
    book.task(1, "2026-06-01", "2026-06-05", &[]);
    book.task(2, "2026-06-08", "2026-06-11", &[]);
    book.link(9, 1, 2, &[]);
    let plan = PlanNetwork::of(&book.0, today());
    let found = overlaps(&book.0, &plan, &plan.schedule(), Id::new(RawId(100)));
    assert_eq!(
        found,
        [Overlap {
            link: Id::new(RawId(9)),
            lead: 2,
            won: 2
        }]
    );
}

#[test]
fn the_large_portfolio_is_scheduled_without_a_circle() {
    let workspace = baton::sample::large(200);
    let plan = PlanNetwork::of(&workspace, today());
    let schedule = plan.schedule();
    assert_eq!(plan.outcomes(&schedule).count(), workspace.tasks.len());
    assert!(
        plan.said(&schedule)
            .iter()
            .all(|finding| finding.code != PlanCode::Circle)
    );
}

#[test]
fn a_kept_network_follows_random_edits_and_equals_one_that_is_built_anew() {
    let mut book = Book::new();
    let mut state = 1_u64;
    let mut random = move |below: u64| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    book.put(
        Kind::WorkCalendar,
        400,
        &[("name", "Half"), ("hours", "09:00-13:00")],
    );
    book.put(Kind::Person, 500, &[("name", "P")]);
    for number in 1..=24_u128 {
        book.task(number, "2026-06-01", "2026-06-05", &[]);
        if number > 1 && number % 4 != 1 {
            book.link(600 + number, number - 1, number, &[]);
        }
    }
    let mut plan = PlanNetwork::of(&book.0, today());
    let mut schedule = plan.schedule();
    let mut ways = [0; 3];
    let mut kept = KeptPlan::default();
    for step in 0..400 {
        let before = schedule.clone();
        let stood: Vec<_> = plan
            .outcomes(&before)
            .map(|(id, out)| (id, out.days))
            .collect();
        let number = 1 + u128::from(random(24));
        let text = |value: u64| value.to_string();
        match random(14) {
            0..=3 => {
                let day = 1 + random(28);
                book.set(
                    Kind::Task,
                    number,
                    "forecast_start",
                    &format!("2026-06-{day:02}"),
                );
                book.set(Kind::Task, number, "forecast_finish", "2026-06-30");
            }
            4 | 5 => book.set(Kind::Task, number, "duration", &(text(1 + random(9)) + "d")),
            6 => book.set(Kind::Task, number, "progress", &(text(random(101)) + "%")),
            7 => {
                book.set(Kind::Task, number, "constraint", "snet");
                book.set(Kind::Task, number, "constraint_date", "2026-06-15");
            }
            8 => book.set(Kind::Task, number, "name", &text(random(9))),
            9 => book.set(Kind::Task, number, "deadline", "2026-06-12"),
            10 => book.set(
                Kind::Task,
                number,
                "calendar",
                ["", "400"][random(2) as usize],
            ),
            11 => {
                let parent = if number > 12 {
                    text(random(13))
                } else {
                    String::new()
                };
                book.set(Kind::Task, number, "parent", parent.trim_matches('0'));
            }
            12 => {
                book.set(Kind::Task, number, "owner", "500");
                book.set(
                    Kind::Person,
                    500,
                    "calendar",
                    ["", "400"][random(2) as usize],
                );
            }
            _ => book.set(Kind::Link, 602, "lag", &(text(random(5)) + "d")),
        }
        let way = plan.follow(&book.0, today());
        match way {
            Followed::Unchanged => ways[0] += 1,
            Followed::Read(_) => ways[1] += 1,
            Followed::Anew => ways[2] += 1,
        }
        plan.schedule_into(&mut schedule);
        let fresh = PlanNetwork::of(&book.0, today());
        let anew = fresh.schedule();
        let (own, at) = kept.of(&book.0, today());
        assert!(own.outcomes(at).eq(fresh.outcomes(&anew)), "step {step}");
        let all: Vec<_> = plan.outcomes(&schedule).collect();
        assert_eq!(
            all,
            fresh.outcomes(&anew).collect::<Vec<_>>(),
            "step {step}"
        );
        assert_eq!(plan.said(&schedule), fresh.said(&anew), "step {step}");
        if way != Followed::Anew {
            let moved: Vec<_> = plan.moved(&schedule, &before).collect();
            let now = all.iter().map(|(id, out)| (*id, out.days));
            let expected: Vec<_> = now.filter(|own| !stood.contains(own)).collect();
            assert_eq!(moved, expected, "step {step}");
        }
    }
    assert!(ways[1] > 50 && ways[2] > 20, "{ways:?}");
}
