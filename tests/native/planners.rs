//! Files of GanttProject and Primavera: read to the same plan as those of MS Project, with the dates that
//! the files hold; files meant to do harm are refused with their line.

use baton::exchange::msproject::file::{Constraint, Lag, LinkKind, Plan};
use baton::exchange::msproject::{
    Choices, Moment, Seconds, Why, differences, dry_run, recalculate,
};
use baton::exchange::plan_file::{Planner, read};
use baton::exchange::{ganttproject, primavera};
use baton::model::{Kind, RawId, Workspace};
use std::fs;
use std::path::Path;

/// Two weeks in the autumn: 1 November is a day off of every year, 2 November 2026 is not worked.
const GAN: &str = include_str!("../corpus/plan/kitchen.gan");

/// Six-hour days, Thursday 19 February 2026 (serial day 46072) off, a Saturday that is worked, and every
/// sort of link: digging takes three days, six hours later pouring three, testing begins with it.
fn xer() -> String {
    include_str!("../corpus/plan/hall.xer").to_owned()
}

fn named<'a>(plan: &'a Plan, name: &str) -> &'a baton::exchange::msproject::file::Task {
    plan.tasks.iter().find(|task| task.name == name).unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text).unwrap()
}

/// The tasks whose recorded dates are others than the calculated ones.
fn moved(plan: &Plan) -> Vec<String> {
    let found = differences(plan, &recalculate(plan));
    let told = found.iter().map(|one| {
        let name = &plan.tasks[one.task].name;
        format!(
            "{name}: {:?} became {:?}, {:?}",
            one.recorded, one.calculated, one.cause
        )
    });
    told.collect()
}

fn sample(name: &str) -> Option<Vec<u8>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/schedule-other");
    let bytes = fs::read(Path::new(root).join(name)).ok();
    if bytes.is_none() {
        println!("skipped: no ../shared/data");
    }
    bytes
}

#[test]
fn a_file_is_told_by_its_name_and_its_first_bytes() {
    let of = |name: &str, bytes: &str| Planner::of(name, bytes.as_bytes());
    assert_eq!(of("plan.gan", ""), Some(Planner::GanttProject));
    assert_eq!(of("plan.xml", GAN), Some(Planner::GanttProject));
    assert_eq!(of("PLAN.XER", ""), Some(Planner::Primavera));
    assert_eq!(of("plan.txt", &xer()), Some(Planner::Primavera));
    assert_eq!(of("plan.xml", "<Project>"), Some(Planner::MsProject));
    assert_eq!(of("table.csv", "<a>,b"), None);
}

#[test]
fn a_plan_of_ganttproject_has_its_tree_links_days_off_and_promises() {
    let plan = ganttproject::read(GAN.as_bytes()).unwrap();
    assert_eq!(plan.title, "Kitchen & hall");
    let levels: Vec<(&str, i64, bool)> = plan
        .tasks
        .iter()
        .map(|task| (task.name.as_str(), task.level, task.summary))
        .collect();
    assert_eq!(
        levels,
        [
            ("Fitting", 1, true),
            ("Walls", 2, false),
            ("Floor <oak>", 2, false),
            ("Handed over", 1, false),
            ("Garden", 1, false),
        ]
    );
    // Six days from Monday 26 October: 2 November is a day off, 1 November a Sunday.
    let walls = named(&plan, "Walls");
    assert_eq!(walls.finish, Some(moment("2026-11-03T17:00:00")));
    assert_eq!(
        (walls.notes.as_str(), walls.actual_finish),
        ("Two coats", walls.finish)
    );
    let floor = named(&plan, "Floor <oak>");
    assert_eq!(floor.links.len(), 1);
    assert_eq!(floor.links[0].lag, Lag::Working(Seconds(8 * 3600)));
    assert_eq!(
        floor.baselines[0].start,
        Some(moment("2026-11-03T08:00:00"))
    );
    assert!(named(&plan, "Handed over").milestone);
    assert_eq!(
        named(&plan, "Garden").constraint,
        Constraint::StartNoEarlier
    );
    assert_eq!(plan.assignments[0].resource, Some(0));
    assert_eq!((plan.notice_count, moved(&plan)), (0, Vec::<String>::new()));
}

#[test]
fn the_sample_of_ganttproject_is_calculated_to_the_dates_that_it_holds() {
    let Some(bytes) = sample("HouseBuildingSample.gan") else {
        return;
    };
    let plan = read(Planner::GanttProject, &bytes).unwrap();
    assert!(
        plan.tasks.len() > 15 && plan.notice_count == 0,
        "{:?}",
        plan.notices
    );
    assert_eq!(moved(&plan), Vec::<String>::new());
}

#[test]
fn a_plan_of_primavera_has_its_breakdown_calendar_links_and_constraints() {
    let plan = primavera::read(xer().as_bytes()).unwrap();
    let levels: Vec<(&str, i64)> = plan
        .tasks
        .iter()
        .map(|task| (task.name.as_str(), task.level))
        .collect();
    assert_eq!(
        levels,
        [
            ("Hall", 0),
            ("Done", 1),
            ("Build", 1),
            ("Dig", 2),
            ("Pour", 2),
            ("Test", 2)
        ]
    );
    assert_eq!((plan.title.as_str(), plan.minutes_per_day), ("Hall", 360));
    let worked = plan.worked(plan.calendar);
    assert_eq!(worked.week[0], [(8 * 3600, 14 * 3600)]);
    assert_eq!(worked.special.len(), 2, "{:?}", worked.special);
    let pour = named(&plan, "Pour");
    assert_eq!(pour.links[0].lag, Lag::Working(Seconds(6 * 3600)));
    let kinds: Vec<LinkKind> = named(&plan, "Done")
        .links
        .iter()
        .map(|link| link.kind)
        .collect();
    assert_eq!(kinds, [LinkKind::FinishFinish, LinkKind::FinishStart]);
    assert_eq!(named(&plan, "Test").constraint, Constraint::StartNoEarlier);
    assert_eq!(plan.left["CURRTYPE"].filled, 1);
    assert_eq!((plan.notice_count, moved(&plan)), (0, Vec::<String>::new()));
}

#[test]
fn the_samples_of_primavera_keep_their_dates() {
    for (name, tasks) in [
        ("percent-complete-8.4.xer", 12),
        ("resource-rates-test.xer", 1),
    ] {
        let Some(bytes) = sample(name) else { return };
        // Pound signs in Windows-1252.
        assert!(std::str::from_utf8(&bytes).is_err() || name.starts_with("resource"));
        let plan = read(Planner::Primavera, &bytes).unwrap();
        let own = plan.tasks.iter().filter(|task| !task.summary);
        assert!(own.count() >= tasks, "{name}");
        assert_eq!(plan.notice_count, 0, "{name}: {:?}", plan.notices);
        let begun = |told: &String| !told.ends_with("Actual") && !told.ends_with("Before");
        let odd: Vec<String> = moved(&plan).into_iter().filter(begun).collect();
        assert_eq!(odd, Vec::<String>::new(), "{name}");
    }
    if let Some(bytes) = sample("percent-complete-8.4.xer") {
        let plan = read(Planner::Primavera, &bytes).unwrap();
        let percent = |name: &str| {
            let task = named(&plan, name);
            (task.percent, task.percent_physical)
        };
        assert_eq!(percent("Duration 25%"), (Some(25), Some(0)));
        assert_eq!(percent("Physical 75%").1, Some(75));
        assert_eq!(percent("Units 75%").0, Some(75));
    }
}

#[test]
fn both_become_projects_with_tasks_links_and_people() {
    for (planner, bytes, tasks) in [
        (Planner::GanttProject, GAN.as_bytes().to_vec(), 5),
        (Planner::Primavera, xer().into_bytes(), 5),
    ] {
        let plan = read(planner, &bytes).unwrap();
        let mut next = 0;
        let mut fresh = || {
            next += 1;
            RawId(next)
        };
        let base = Workspace::default();
        let outcome = dry_run(&plan, "plan", Choices { split: false }, &base, &mut fresh);
        assert_eq!(outcome.projects.len(), 1, "{planner:?}");
        assert_eq!(outcome.tallies[&Kind::Task].created, tasks, "{planner:?}");
        assert!(outcome.tallies[&Kind::Link].created >= 2, "{planner:?}");
        assert_eq!(outcome.tallies[&Kind::Person].created, 1, "{planner:?}");
    }
}

#[test]
fn harmful_and_cut_files_are_refused_with_their_line() {
    let gan = |text: &str| ganttproject::read(text.as_bytes()).unwrap_err();
    let doctype = "<?xml version=\"1.0\"?>\n<!DOCTYPE project [<!ENTITY a \"b\">]>\n<project/>";
    assert_eq!((gan(doctype).why, gan(doctype).line), (Why::Doctype, 2));
    let entity = "<project name=\"&boom;\">";
    assert!(matches!(gan(entity).why, Why::Entity { name } if name == "boom"));
    let cut = GAN.split("id=\"3\" name=\"Handed").next().unwrap();
    assert_eq!(gan(cut).line, 19);
    let twice = GAN.replace("task id=\"4\"", "task id=\"3\"");
    assert!(matches!(gan(&twice).why, Why::Repeated { uid: 3, .. }));
    assert!(matches!(gan("<html/>").why, Why::NotA { .. }));
    assert!(matches!(gan("PK").why, Why::NotA { .. }));

    let xer_error = |text: &str| primavera::read(text.as_bytes()).unwrap_err();
    assert!(matches!(xer_error("%T\tTASK").why, Why::NotA { .. }));
    let whole = xer();
    let cut = whole.split("%T\tTASKPRED").next().unwrap();
    assert_eq!((xer_error(cut).why, xer_error(cut).line), (Why::CutOff, 21));
    let loose = "ERMHDR\t1\n%R\t1\n%E\n";
    assert_eq!((xer_error(loose).why, xer_error(loose).line), (Why::Row, 2));
    // Nodes that are part of each other end, and lose no task.
    let circle = whole.replace("\tHall\t3", "\tHall\t11");
    assert_eq!(primavera::read(circle.as_bytes()).unwrap().tasks.len(), 6);
    // A calendar nested without end is not followed.
    let deep = whole.replace(
        "CalendarData()(",
        &format!("CalendarData()({}", "(0||x()(".repeat(5_000)),
    );
    assert_eq!(primavera::read(deep.as_bytes()).unwrap().notice_count, 1);
}
