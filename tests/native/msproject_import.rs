//! MS Project files as projects of a portfolio and back: taken once, taken again, written, read again.

use super::msproject_read::{files, plan_of};
use baton::edit::{Row, apply};
use baton::exchange::msproject::file::Plan;
use baton::exchange::msproject::{
    Choices, LossClass, Outcome, Tally, can_split, dry_run, give, read, write,
};
use baton::model::{
    Choice, ChoiceSet, ConstraintKind, Date, Id, Kind, LinkType, Percent, RawId, Record, Span,
    TaskKind, Value, Workspace,
};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn ids(from: u128) -> impl FnMut() -> RawId {
    let mut next = from;
    move || {
        next += 1;
        RawId(next << 64 | 0xABCD)
    }
}

fn empty() -> Workspace {
    let mut workspace = Workspace::default();
    let values = [
        ("name".into(), Value::Text("Test".into())),
        ("currency".into(), Value::Text("EUR".into())),
    ];
    workspace
        .insert_with(Kind::Portfolio, RawId(1 << 64), values)
        .unwrap();
    workspace
}

fn take(plan: &Plan, name: &str, split: bool, workspace: &mut Workspace) -> Outcome {
    let from = 1000 * (workspace.tasks.len() as u128 + 1);
    let outcome = dry_run(plan, name, Choices { split }, workspace, &mut ids(from));
    apply(workspace, &outcome.patch);
    outcome
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

fn is_clean(outcome: &Outcome, what: &str) {
    let rows: Vec<&Row> = outcome.patch.rows.iter().take(5).collect();
    assert!(rows.is_empty(), "{what}: {rows:#?}");
}

#[test]
fn every_real_file_becomes_a_project_and_the_same_file_again_changes_nothing() {
    for path in files() {
        let plan = plan_of(&path);
        let mut workspace = empty();
        let outcome = take(&plan, &name(&path), false, &mut workspace);
        assert_eq!(workspace.projects.len(), 1, "{}", path.display());
        let tasks = plan
            .tasks
            .iter()
            .filter(|t| !t.is_null && t.level > 0)
            .count();
        assert_eq!(workspace.tasks.len(), tasks, "{}", path.display());
        let links: usize = plan.tasks.iter().map(|t| t.links.len()).sum();
        assert_eq!(workspace.links.len(), links, "{}", path.display());
        assert_eq!(workspace.dangling(), 0);
        let made = outcome
            .tallies
            .get(&Kind::Task)
            .copied()
            .unwrap_or_default();
        assert_eq!(
            made,
            Tally {
                created: tasks,
                ..Tally::default()
            }
        );
        is_clean(
            &take(&plan, &name(&path), false, &mut workspace),
            &name(&path),
        );
        // Every task has the day that the file says.
        for task in plan.tasks.iter().filter(|t| !t.is_null && t.level > 0) {
            let uid = task.uid.to_string();
            let record = workspace
                .tasks
                .values()
                .find(|t| &*t.source_id == uid.as_str())
                .unwrap();
            assert_eq!(record.forecast_start, task.start.and_then(|m| m.day()));
            assert_eq!(
                record.name.trim(),
                if task.name.is_empty() {
                    format!("#{uid}")
                } else {
                    task.name.clone()
                }
            );
        }
    }
}

#[test]
fn what_was_written_is_what_is_read_again() {
    for path in files() {
        for split in [false, true] {
            let plan = plan_of(&path);
            let mut workspace = empty();
            take(&plan, &name(&path), split, &mut workspace);
            let projects: Vec<RawId> = workspace.projects.keys().map(|id| id.raw()).collect();
            let given = give(&workspace, &projects);
            let again = read(write(&given.plan).as_bytes()).unwrap();
            assert_eq!(again.notices, [], "{}", path.display());
            // Into the portfolio it came from: nothing to change.
            let outcome = dry_run(
                &again,
                "again.xml",
                Choices {
                    split: projects.len() > 1,
                },
                &workspace,
                &mut ids(9_000_000),
            );
            is_clean(&outcome, &name(&path));
            // Into an empty one: the same plan.
            let mut other = empty();
            take(&again, "again.xml", projects.len() > 1, &mut other);
            let (back, there) = (told(&other), told(&workspace));
            let lost: Vec<_> = there
                .iter()
                .filter(|line| !back.contains(line))
                .take(3)
                .collect();
            let new: Vec<_> = back
                .iter()
                .filter(|line| !there.contains(line))
                .take(3)
                .collect();
            assert!(
                lost.is_empty() && new.is_empty(),
                "{}: {lost:#?} {new:#?}",
                path.display()
            );
            assert_eq!(back.len(), there.len(), "{}", path.display());
        }
    }
}

/// Everything of the plans but identities: records as texts, references by names.
fn told(workspace: &Workspace) -> Vec<String> {
    let mut lines = Vec::new();
    let kinds = [
        Kind::Project,
        Kind::Task,
        Kind::Link,
        Kind::Person,
        Kind::WorkCalendar,
        Kind::Holiday,
        Kind::Baseline,
        Kind::BaselineDate,
    ];
    for kind in kinds {
        for record in workspace.records(kind) {
            // A file of some projects has the people who work in them, and their calendars.
            let works = |id: RawId| workspace.referring(id, Kind::Task).next().is_some();
            let works = match kind {
                Kind::Person => works(record.raw_id()),
                Kind::WorkCalendar => {
                    let mut people = workspace.referring(record.raw_id(), Kind::Person);
                    works(record.raw_id()) || people.any(works)
                }
                _ => true,
            };
            if !works {
                continue;
            }
            let mut line = format!("{}:", kind.key());
            for spec in kind.fields() {
                let skipped = matches!(spec.key, "source" | "source_id" | "order" | "email");
                let value = record.get(spec.key).filter(|_| !skipped);
                match value {
                    None => {}
                    Some(Value::Ref(id)) => {
                        line += &format!(" {}={}", spec.key, label(workspace, id))
                    }
                    Some(value) => line += &format!(" {}={}", spec.key, value.to_json()),
                }
            }
            lines.push(line);
        }
    }
    lines.sort();
    lines
}

fn label(workspace: &Workspace, id: RawId) -> String {
    let named = |kind: &Kind| {
        let record = workspace.record(*kind, id)?;
        Some(
            record
                .get("name")
                .map(|v| v.to_json().to_string())
                .unwrap_or_default(),
        )
    };
    Kind::ALL.iter().find_map(named).unwrap_or_default()
}

#[test]
fn a_plan_of_several_projects_may_become_several() {
    let Some(path) = files()
        .into_iter()
        .find(|f| name(f).starts_with("mp_j30_a2_nr2"))
    else {
        return;
    };
    let plan = plan_of(&path);
    let mut workspace = empty();
    let split = can_split(&plan);
    println!("{}: can be split: {split}", name(&path));
    let outcome = take(&plan, &name(&path), true, &mut workspace);
    assert_eq!(outcome.projects.len(), workspace.projects.len());
}

const SPLIT: &str = r#"<Project><Title>Move</Title><Tasks>
<Task><UID>0</UID><Name>Move</Name><OutlineLevel>0</OutlineLevel></Task>
<Task><UID>1</UID><Name>House</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary></Task>
<Task><UID>2</UID><Name>Pack</Name><OutlineLevel>2</OutlineLevel><Start>2026-03-02T09:00:00</Start><Finish>2026-03-06T18:00:00</Finish><Duration>PT40H0M0S</Duration></Task>
<Task><UID>3</UID><Name>Garden</Name><OutlineLevel>1</OutlineLevel><Summary>1</Summary></Task>
<Task><UID>4</UID><Name>Dig</Name><OutlineLevel>2</OutlineLevel><Start>2026-03-09T09:00:00</Start><Finish>2026-03-10T18:00:00</Finish><Duration>PT16H0M0S</Duration>
 <PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type><LinkLag>4800</LinkLag><LagFormat>7</LagFormat></PredecessorLink>
 <PredecessorLink><PredecessorUID>99</PredecessorUID><CrossProject>1</CrossProject><CrossProjectName>other.mpp</CrossProjectName></PredecessorLink></Task>
<Task><UID>5</UID><Name>Over</Name><OutlineLevel>1</OutlineLevel><Milestone>1</Milestone><Duration>PT0H0M0S</Duration><Start>2026-03-11T00:00:00</Start><Finish>2026-03-11T00:00:00</Finish></Task>
</Tasks></Project>"#;

#[test]
fn each_summary_of_the_first_level_may_become_a_project() {
    let plan = read(SPLIT.as_bytes()).unwrap();
    assert!(can_split(&plan));
    let mut workspace = empty();
    let outcome = take(&plan, "move.xml", true, &mut workspace);
    assert_eq!(outcome.projects, ["Move", "House", "Garden"]);
    let link = workspace.links.values().next().unwrap().clone();
    assert_ne!(link.giver, link.taker, "a link between two projects");
    assert_eq!(link.lag, Span::days(1));
    let outside = outcome
        .losses
        .iter()
        .find(|l| l.class == LossClass::OutsideLinks)
        .unwrap();
    assert_eq!(
        (outside.count, outside.names.clone()),
        (1, vec!["other.mpp".to_owned()])
    );
    let over = workspace
        .tasks
        .values()
        .find(|t| &*t.name == "Over")
        .unwrap();
    assert_eq!(over.forecast_finish, Date::new(2026, 3, 11));
    is_clean(&take(&plan, "move.xml", true, &mut workspace), "again");
}

#[test]
fn a_file_that_changed_changes_only_that() {
    let plan = read(SPLIT.as_bytes()).unwrap();
    let mut workspace = empty();
    take(&plan, "move.xml", false, &mut workspace);
    let later = SPLIT
        .replace("2026-03-10T18:00:00", "2026-03-12T18:00:00")
        .replace("<Task><UID>5</UID>", "<Task><UID>6</UID>");
    let outcome = take(
        &read(later.as_bytes()).unwrap(),
        "move.xml",
        false,
        &mut workspace,
    );
    let tasks = outcome.tallies[&Kind::Task];
    assert_eq!(
        tasks,
        Tally {
            created: 1,
            updated: 1,
            unchanged: 3
        }
    );
    assert_eq!(
        outcome.gone, 1,
        "what is no longer in the file is kept and told"
    );
    assert_eq!(workspace.tasks.len(), 6);
    let dig = workspace
        .tasks
        .values()
        .find(|t| &*t.name == "Dig")
        .unwrap();
    assert_eq!(dig.forecast_finish, Date::new(2026, 3, 12));
}

#[test]
fn many_siblings_have_short_keys_in_the_order_of_the_file() {
    let mut text = "<Project><Tasks>".to_owned();
    for uid in 1..=5_000 {
        text += &format!(
            "<Task><UID>{uid}</UID><Name>{uid}</Name><OutlineLevel>1</OutlineLevel></Task>"
        );
    }
    text += "</Tasks></Project>";
    let mut workspace = empty();
    take(
        &read(text.as_bytes()).unwrap(),
        "many.xml",
        false,
        &mut workspace,
    );
    let mut tasks: Vec<_> = workspace.tasks.values().collect();
    tasks.sort_by(|a, b| a.order.cmp(&b.order));
    let names: Vec<String> = tasks.iter().map(|t| t.name.to_string()).collect();
    let wanted: Vec<String> = (1..=5_000).map(|n| n.to_string()).collect();
    assert_eq!(names, wanted);
    assert!(tasks.iter().all(|t| t.order.len() <= 6));
}

#[derive(Clone, Debug)]
struct Made {
    name: String,
    depth: usize,
    kind: usize,
    days: (i64, i64),
    duration: Option<i64>,
    constraint: usize,
    flags: u8,
    progress: Option<i32>,
    link: Option<(usize, usize, i64, u8)>,
}

fn made() -> impl Strategy<Value = Made> {
    (
        "[A-Za-zéß &<>\"'0-9]{1,12}",
        0_usize..3,
        0_usize..3,
        (0_i64..400, 0_i64..60),
        proptest::option::of(0_i64..5_000),
        0_usize..8,
        any::<u8>(),
        proptest::option::of(0_i32..=10_000),
        proptest::option::of((0_usize..20, 0_usize..4, -5_000_i64..5_000, 0_u8..3)),
    )
        .prop_map(
            |(name, depth, kind, days, duration, constraint, flags, progress, link)| Made {
                name,
                depth,
                kind,
                days,
                duration,
                constraint,
                flags,
                progress,
                link,
            },
        )
}

fn workspace_of(tasks: &[Made]) -> Workspace {
    let mut workspace = empty();
    let project = RawId(2 << 64);
    let named = |name: &str| [("name".into(), Value::Text(name.into()))];
    workspace
        .insert_with(Kind::Project, project, named("Plan"))
        .unwrap();
    let first = Date::new(2026, 1, 5).unwrap();
    let task_id = |at: usize| RawId((100 + at as u128) << 64);
    let mut open: Vec<usize> = Vec::new();
    for (at, made) in tasks.iter().enumerate() {
        open.truncate(made.depth.min(open.len()));
        let parent = open.last().copied();
        let has_children = tasks
            .get(at + 1)
            .is_some_and(|next| next.depth.min(open.len() + 1) > open.len());
        let kind = match (has_children, made.kind) {
            (true, _) => TaskKind::Summary,
            (_, 0) => TaskKind::Task,
            (_, 1) => TaskKind::Milestone,
            _ => TaskKind::Gate,
        };
        let mut values: Vec<(baton::model::Text, Value)> = vec![
            ("project".into(), Value::Ref(project)),
            ("name".into(), Value::Text(made.name.trim().into())),
            (
                "task_kind".into(),
                Value::Choice(Choice::Known(kind).key().into()),
            ),
            (
                "order".into(),
                Value::Text(format!("{at:04}i").as_str().into()),
            ),
        ];
        if made.name.trim().is_empty() {
            values[1].1 = Value::Text("Task".into());
        }
        let mut put = |key: &str, value: Value| values.push((key.into(), value));
        if let Some(parent) = parent {
            put("parent", Value::Ref(task_id(parent)));
        }
        let start = first.plus_days(made.days.0).unwrap();
        let finish = start.plus_days(made.days.1).unwrap();
        let flag = |bit: u8| made.flags & (1 << bit) != 0;
        if flag(0) {
            put("forecast_start", Value::Date(start));
        }
        if flag(1) {
            put("forecast_finish", Value::Date(finish));
        }
        if flag(2) {
            put("baseline_start", Value::Date(start));
            put("committed", Value::Flag);
        }
        if flag(3) {
            put("manual", Value::Flag);
            put("deadline", Value::Date(finish));
        }
        if flag(4) {
            put("note", Value::Text("line one\nline <two>".into()));
            put("actual_start", Value::Date(start));
        }
        if flag(5) {
            put("shortest", Value::Span(Span::minutes(made.days.0)));
            put("factor", Value::Text("supplier A".into()));
        }
        if flag(6) {
            put("progress_method", Value::Choice("steps".into()));
        }
        if let Some(minutes) = made.duration {
            let span = if flag(7) {
                Span::elapsed(minutes)
            } else {
                Span::minutes(minutes)
            };
            put("duration", Value::Span(span));
        }
        if let Some(progress) = made.progress {
            put("progress", Value::Percent(Percent(progress)));
        }
        let kinds = ConstraintKind::ALL;
        if made.constraint > 0 {
            put(
                "constraint",
                Value::Choice(Choice::Known(kinds[made.constraint]).key().into()),
            );
            if made.constraint > 1 {
                put("constraint_date", Value::Date(finish));
            }
        }
        workspace
            .insert_with(Kind::Task, task_id(at), values)
            .unwrap();
        open.push(at);
    }
    for (at, made) in tasks.iter().enumerate() {
        let Some((other, kind, minutes, measure)) = made.link else {
            continue;
        };
        if other >= tasks.len() || other == at {
            continue;
        }
        let lag = match measure {
            0 => Span::minutes(minutes),
            1 => Span::elapsed(minutes),
            _ => Span::share(minutes / 100 * 100),
        };
        let mut values: Vec<(baton::model::Text, Value)> = vec![
            ("giver".into(), Value::Ref(project)),
            ("giver_task".into(), Value::Ref(task_id(other))),
            ("taker".into(), Value::Ref(project)),
            ("taker_task".into(), Value::Ref(task_id(at))),
        ];
        if lag.amount != 0 {
            values.push(("lag".into(), Value::Span(lag)));
        }
        let kinds = [
            LinkType::FinishStart,
            LinkType::StartStart,
            LinkType::FinishFinish,
            LinkType::StartFinish,
        ];
        if kind > 0 {
            values.push((
                "link_type".into(),
                Value::Choice(Choice::Known(kinds[kind]).key().into()),
            ));
        }
        workspace
            .insert_with(Kind::Link, RawId((500 + at as u128) << 64), values)
            .unwrap();
    }
    workspace
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn export_then_import_is_the_identity(tasks in proptest::collection::vec(made(), 1..12)) {
        let workspace = workspace_of(&tasks);
        let projects: Vec<RawId> = workspace.projects.keys().map(|id| id.raw()).collect();
        let given = give(&workspace, &projects);
        let text = write(&given.plan);
        let plan = read(text.as_bytes()).unwrap();
        prop_assert_eq!(&plan.notices, &[]);
        let mut other = empty();
        take(&plan, "x.xml", false, &mut other);
        let project = Kind::Project.key().to_owned() + ":";
        let tasks = |w: &Workspace| -> Vec<String> {
            told(w).into_iter().filter(|line| !line.starts_with(&project)).collect()
        };
        prop_assert_eq!(tasks(&other), tasks(&workspace));
        // Taken back where it came from it changes no task and no link.
        let outcome = dry_run(&plan, "x.xml", Choices::default(), &workspace, &mut ids(77_000));
        for row in &outcome.patch.rows {
            prop_assert_eq!(row.target().0, Kind::Project, "{:?}", row);
        }
    }
}

#[test]
fn what_does_not_fit_the_format_is_told_before_it_is_written() {
    let mut workspace = workspace_of(&[]);
    let project = RawId(2 << 64);
    let other = RawId(3 << 64);
    workspace
        .insert_with(
            Kind::Project,
            other,
            [("name".into(), Value::Text("Other".into()))],
        )
        .unwrap();
    let values = [
        ("giver".into(), Value::Ref(project)),
        ("taker".into(), Value::Ref(other)),
        ("promise".into(), Value::Text("Maps".into())),
    ];
    workspace
        .insert_with(Kind::Link, RawId(4 << 64), values)
        .unwrap();
    let values = [
        ("project".into(), Value::Ref(project)),
        ("title".into(), Value::Text("Rain".into())),
    ];
    let _ = workspace.insert_with(Kind::Risk, RawId(5 << 64), values);
    let given = give(&workspace, &[project]);
    let classes: BTreeMap<LossClass, usize> =
        given.losses.iter().map(|l| (l.class, l.count)).collect();
    assert_eq!(classes.get(&LossClass::OutsideLinks), Some(&1));
    assert!(classes.contains_key(&LossClass::BesidesPlan));
    let both = give(&workspace, &[project, other]);
    assert!(
        both.losses
            .iter()
            .all(|l| l.class != LossClass::OutsideLinks)
    );
    assert!(both.losses.iter().any(|l| l.class == LossClass::Promises));
}

#[test]
fn calendars_and_people_come_along() {
    let text = r#"<Project><Title>P</Title><CalendarUID>1</CalendarUID><Calendars>
<Calendar><UID>1</UID><Name>Four days</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays>
 <Exceptions><Exception><TimePeriod><FromDate>2026-05-01T00:00:00</FromDate><ToDate>2026-05-03T23:59:00</ToDate></TimePeriod><Name>May</Name><DayWorking>0</DayWorking></Exception></Exceptions></Calendar>
<Calendar><UID>2</UID><Name>Ana</Name><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar>
</Calendars><Tasks><Task><UID>1</UID><Name>A</Name><Start>2026-04-27T08:00:00</Start><Finish>2026-05-29T17:00:00</Finish></Task><Task><UID>2</UID><Name>B</Name></Task></Tasks>
<Resources><Resource><UID>1</UID><Name>Ana</Name><CalendarUID>2</CalendarUID><EmailAddress>a@b.c</EmailAddress></Resource><Resource><UID>2</UID><Name>Crane</Name><Type>0</Type></Resource></Resources>
<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment><Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>2</ResourceUID></Assignment></Assignments></Project>"#;
    let plan = read(text.as_bytes()).unwrap();
    let mut workspace = empty();
    let outcome = take(&plan, "p.xml", false, &mut workspace);
    let four = workspace
        .calendars
        .values()
        .find(|c| &*c.name == "Four days")
        .unwrap();
    assert_eq!(
        (&*four.working_days, &*four.hours),
        ("mon tue wed thu", "08:00-12:00 13:00-17:00")
    );
    let own = |id: RawId| workspace.referring(id, Kind::Holiday).count();
    assert_eq!(
        own(four.id.raw()),
        0,
        "1 to 3 May 2026 are no working days there anyway"
    );
    let ana = workspace.people.values().next().unwrap();
    let hers = workspace.calendars.get(&ana.calendar.unwrap()).unwrap();
    assert_eq!(&*hers.working_days, "tue wed thu");
    let task = |name: &str| {
        workspace
            .tasks
            .values()
            .find(|t| &*t.name == name)
            .unwrap()
            .clone()
    };
    assert_eq!(task("A").owner.map(Id::raw), Some(ana.id.raw()));
    assert_eq!(task("A").calendar, None, "works as its owner does");
    assert_eq!(task("B").calendar, Some(four.id));
    assert!(
        outcome
            .losses
            .iter()
            .any(|l| l.class == LossClass::Resources && l.names == ["Crane"])
    );
    assert_eq!(ana.get("email"), Some(Value::Text("a@b.c".into())));
}
