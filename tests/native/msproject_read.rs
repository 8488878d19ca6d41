//! MS Project XML as real files have it, field by field against tables made by another reader, and files
//! meant to do harm.

use baton::exchange::msproject::file::{Constraint, Lag, LinkKind, Plan, ResourceKind, Unfit};
use baton::exchange::msproject::{DEEPEST, LARGEST, Moment, Reading, Seconds, Why, read};
use baton::model::Date;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Every file of the format in the data beside the repository.
pub fn files() -> Vec<PathBuf> {
    let data = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data"));
    let mut files = Vec::new();
    for folder in ["schedule-mspdi", "schedule-mpsplib", "schedule-mpp-mpxj"] {
        for entry in fs::read_dir(data.join(folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "xml") {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        println!("skipped: no ../shared/data");
    }
    files
}

pub fn plan_of(path: &Path) -> Plan {
    match read(&fs::read(path).unwrap()) {
        Ok(plan) => plan,
        Err(error) => panic!("{}: {error:?}", path.display()),
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The rows of a table by heading.
fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    let text = fs::read_to_string(path).unwrap();
    let mut lines = csv_lines(&text).into_iter();
    let heads = lines.next().unwrap();
    lines
        .map(|cells| heads.iter().cloned().zip(cells).collect())
        .collect()
}

fn csv_lines(text: &str) -> Vec<Vec<String>> {
    let split = |line: &str| {
        let (mut cells, mut cell, mut quoted) = (Vec::new(), String::new(), false);
        for letter in line.chars() {
            match letter {
                '"' => quoted = !quoted,
                ',' if !quoted => cells.push(std::mem::take(&mut cell)),
                _ => cell.push(letter),
            }
        }
        cells.push(cell);
        cells
    };
    text.lines().map(split).collect()
}

fn moment(text: &str) -> Option<Moment> {
    Moment::parse(text)
}

/// Days as the table writes them, with eight hours each and rounded as it does.
fn days(seconds: Option<Seconds>) -> f64 {
    seconds.map_or(0.0, |s| s.0 as f64 / 28_800.0)
}

#[test]
fn every_real_file_is_read_to_the_counts_of_another_reader() {
    let files = files();
    let Some(first) = files.iter().find(|f| file_name(f) == "sample1.xml") else {
        return;
    };
    let rows = table(&first.with_file_name("mspdi-oracle.csv"));
    assert_eq!(rows.len(), 17);
    for row in rows {
        let path = first.with_file_name(&row["file"]);
        let plan = plan_of(&path);
        let count = |key: &str| row[key].parse::<usize>().unwrap();
        let name = &row["file"];
        let summaries = plan.tasks.iter().filter(|t| t.summary).count();
        let links: Vec<_> = plan.tasks.iter().flat_map(|t| &t.links).collect();
        assert_eq!(
            plan.tasks.len(),
            count("tasks_incl_project_summary"),
            "{name}"
        );
        assert_eq!(summaries, count("summary_tasks"), "{name}");
        assert_eq!(links.len(), count("links"), "{name}");
        let zero = Lag::Working(Seconds(0));
        let lagged = links.iter().filter(|l| l.lag != zero).count();
        assert_eq!(lagged, count("links_with_lag"), "{name}");
        let critical = plan
            .tasks
            .iter()
            .filter(|t| t.critical == Some(true))
            .count();
        assert_eq!(critical, count("critical_tasks"), "{name}");
        let slack = plan
            .tasks
            .iter()
            .filter(|t| t.total_slack.is_some())
            .count();
        assert_eq!(slack, count("tasks_with_stored_total_slack"), "{name}");
        let based = plan
            .tasks
            .iter()
            .filter(|t| !t.baselines.is_empty())
            .count();
        assert_eq!(based, count("tasks_with_baseline"), "{name}");
        let manual = plan.tasks.iter().filter(|t| t.manual).count();
        assert_eq!(manual, count("manual_tasks"), "{name}");
        assert_eq!(
            plan.resources.len(),
            count("resources_incl_unassigned"),
            "{name}"
        );
        assert_eq!(plan.assignments.len(), count("assignments"), "{name}");
        assert_eq!(plan.calendars.len(), count("calendars"), "{name}");
        assert_eq!(plan.start, moment(&row["project_start"]), "{name}");
        assert_eq!(plan.finish, moment(&row["project_finish"]), "{name}");
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for link in &links {
            *kinds.entry(kind(link.kind)).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(k, n)| format!("{k}:{n}")).collect();
        assert_eq!(kinds.join(" "), row["links_by_type"], "{name}");
    }
}

fn kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::FinishFinish => "FF",
        LinkKind::FinishStart => "FS",
        LinkKind::StartFinish => "SF",
        LinkKind::StartStart => "SS",
    }
}

#[test]
fn every_task_of_the_converted_plans_agrees_with_the_table_field_by_field() {
    let mut compared = 0;
    for path in files() {
        let oracle = path.with_file_name(file_name(&path).replace(".mspdi.xml", ".oracle.csv"));
        if !file_name(&path).ends_with(".mspdi.xml") || !oracle.exists() {
            continue;
        }
        let plan = plan_of(&path);
        let ids: BTreeMap<i64, i64> = plan.tasks.iter().map(|t| (t.uid, t.id)).collect();
        let rows = table(&oracle);
        assert_eq!(rows.len(), plan.tasks.len(), "{}", path.display());
        for (row, task) in rows.iter().zip(&plan.tasks) {
            let at = format!("{}: task {}", file_name(&path), task.uid);
            assert_eq!(row["uid"], task.uid.to_string(), "{at}");
            assert_eq!(row["id"], task.id.to_string(), "{at}");
            assert_eq!(row["outline_level"], task.level.to_string(), "{at}");
            assert_eq!(row["name"], task.name, "{at}");
            assert_eq!(row["summary"] == "True", task.summary, "{at}");
            let close = |key: &str, value: Option<Seconds>| {
                let told: f64 = row[key].parse().unwrap();
                assert!(
                    (told - days(value)).abs() < 0.006,
                    "{at} {key}: {told} {}",
                    days(value)
                );
            };
            close("duration_days", task.duration);
            close("total_slack_days", task.total_slack);
            close("free_slack_days", task.free_slack);
            let same = |key: &str, value: Option<Moment>| {
                // The table has minutes only.
                let told = moment(&row[key]).map(|m| m.0 / 60);
                assert_eq!(told, value.map(|m| m.0 / 60), "{at} {key}");
            };
            same("start", task.start);
            same("finish", task.finish);
            same("early_start", task.early_start);
            same("early_finish", task.early_finish);
            same("late_start", task.late_start);
            same("late_finish", task.late_finish);
            assert_eq!(
                row["critical"] == "True",
                task.critical == Some(true),
                "{at}"
            );
            let constraint = match task.constraint {
                Constraint::Asap => "AS_SOON_AS_POSSIBLE",
                Constraint::Alap => "AS_LATE_AS_POSSIBLE",
                Constraint::MustStart => "MUST_START_ON",
                Constraint::MustFinish => "MUST_FINISH_ON",
                Constraint::StartNoEarlier => "START_NO_EARLIER_THAN",
                Constraint::StartNoLater => "START_NO_LATER_THAN",
                Constraint::FinishNoEarlier => "FINISH_NO_EARLIER_THAN",
                Constraint::FinishNoLater => "FINISH_NO_LATER_THAN",
            };
            assert_eq!(row["constraint_type"], constraint, "{at}");
            let mut before: Vec<String> = task
                .links
                .iter()
                .map(|link| {
                    let Lag::Working(lag) = link.lag else {
                        panic!("{at}: {link:?}")
                    };
                    let days = lag.0 / 28_800;
                    let lag = if days == 0 {
                        String::new()
                    } else {
                        format!("{days:+}d")
                    };
                    format!("{}{}{lag}", ids[&link.before], kind(link.kind))
                })
                .collect();
            before.sort();
            let mut told: Vec<String> = row["predecessors"]
                .split([';', ' ', ','])
                .filter(|p| !p.is_empty())
                .map(|p| p.replace(".0d", "d"))
                .collect();
            told.sort();
            assert_eq!(told, before, "{at}");
            compared += 1;
        }
    }
    println!("{compared} tasks compared");
    assert!(compared == 0 || compared > 1000);
}

#[test]
fn nothing_of_a_real_file_is_unreadable() {
    for path in files() {
        let plan = plan_of(&path);
        for notice in &plan.notices {
            // Some files name a calendar of the resource that stands for nobody, and do not have it.
            assert_eq!(
                (notice.element.as_str(), notice.why),
                ("Resource/CalendarUID", Unfit::Dangling),
                "{}: {notice:?}",
                path.display()
            );
        }
    }
}

#[test]
fn a_file_read_in_slices_is_the_file_read_at_once() {
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        let mut reading = Reading::new(&bytes).unwrap();
        let (mut steps, mut before) = (0, 0);
        while !reading.step().unwrap() {
            assert!(reading.percent() >= before && reading.percent() <= 100);
            (steps, before) = (steps + 1, reading.percent());
        }
        assert!(reading.percent() >= 99);
        assert!(bytes.len() < 600_000 || steps > 1);
        let plan = reading.finish().unwrap();
        // Lines name the element's own place, whichever slice it fell into.
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        for task in &plan.tasks {
            assert!(
                lines[task.line - 1].contains("<Task>"),
                "{}: {}",
                path.display(),
                task.line
            );
        }
    }
}

#[test]
fn repeating_exceptions_end_on_the_day_that_ms_project_worked_out() {
    let Some(path) = files()
        .into_iter()
        .find(|f| file_name(f).starts_with("calendar-recurring"))
    else {
        return;
    };
    let plan = plan_of(&path);
    let exceptions = &plan.calendars[0].exceptions;
    assert_eq!(exceptions.len(), 27);
    for exception in exceptions {
        let days = exception.days();
        assert_eq!(days.last().copied(), exception.to, "{exception:?}");
        assert!(exception.from.unwrap() <= days[0], "{exception:?}");
        if exception.by_occurrences {
            let times = exception.occurrences.unwrap();
            assert_eq!(days.len(), usize::try_from(times).unwrap(), "{exception:?}");
        }
    }
}

#[test]
fn a_calendar_takes_from_its_base_what_it_does_not_say() {
    let text = r#"<?xml version="1.0"?><Project xmlns="http://schemas.microsoft.com/project">
    <Calendars>
     <Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>
      <WeekDay><DayType>7</DayType><DayWorking>1</DayWorking><WorkingTimes>
       <WorkingTime><FromTime>22:00:00</FromTime><ToTime>00:00:00</ToTime></WorkingTime></WorkingTimes></WeekDay>
      <WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2024-05-01T00:00:00</FromDate><ToDate>2024-05-02T23:59:00</ToDate></TimePeriod></WeekDay>
     </WeekDays></Calendar>
     <Calendar><UID>2</UID><Name>Ana</Name><BaseCalendarUID>1</BaseCalendarUID>
      <WeekDays><WeekDay><DayType>5</DayType><DayWorking>1</DayWorking></WeekDay></WeekDays>
      <Exceptions><Exception><TimePeriod><FromDate>2024-05-06T00:00:00</FromDate><ToDate>2024-05-06T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception></Exceptions>
      <WorkWeeks><WorkWeek><TimePeriod><FromDate>2024-06-03T00:00:00</FromDate><ToDate>2024-06-09T23:59:00</ToDate></TimePeriod><Name>Short</Name>
       <WeekDays><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></WorkWeek></WorkWeeks>
     </Calendar>
    </Calendars></Project>"#;
    let plan = read(text.as_bytes()).unwrap();
    let day = |text| Date::parse(text).unwrap();
    let base = plan.worked(Some(1));
    assert_eq!(base.week[5], [(79_200, 86_400)]);
    assert_eq!(base.week[6], []);
    assert_eq!(
        base.special,
        [(day("2024-05-01"), vec![]), (day("2024-05-02"), vec![])]
    );
    let ana = plan.worked(Some(2));
    // The second of May is a Thursday, for which she has times of her own.
    let off = [
        (day("2024-05-01"), vec![]),
        (day("2024-05-06"), vec![]),
        (day("2024-06-03"), vec![]),
    ];
    assert_eq!(ana.special, off);
    assert_eq!(plan.worked(None).week[0].len(), 2);
}

#[test]
fn links_say_their_measure() {
    let link = |lag: &str, format: &str| {
        let text = format!(
            "<Project><Tasks><Task><UID>1</UID></Task><Task><UID>2</UID><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>3</Type><LinkLag>{lag}</LinkLag><LagFormat>{format}</LagFormat></PredecessorLink></Task></Tasks></Project>"
        );
        let plan = read(text.as_bytes()).unwrap();
        plan.tasks[1].links[0].clone()
    };
    assert_eq!(link("4800", "7").lag, Lag::Working(Seconds(28_800)));
    assert_eq!(link("-14400", "8").lag, Lag::Elapsed(Seconds(-86_400)));
    assert_eq!(link("25", "19").lag, Lag::Share(2_500));
    assert_eq!(link("0", "7").kind, LinkKind::StartStart);
}

#[test]
fn what_is_not_taken_is_counted_by_name() {
    let text = "<Project><Views><View><Name>Gantt</Name></View></Views><Tasks><Task><UID>1</UID><FixedCost>0</FixedCost></Task>\n<Task><UID>2</UID><FixedCost>12.5</FixedCost><Start>soon</Start></Task></Tasks></Project>";
    let plan = read(text.as_bytes()).unwrap();
    let cost = plan.left["Task/FixedCost"];
    assert_eq!((cost.count, cost.filled, cost.line), (2, 1, 2));
    assert_eq!(plan.left["Project/Views"].filled, 1);
    assert_eq!(plan.notices.len(), 1);
    let notice = &plan.notices[0];
    assert_eq!(
        (
            notice.line,
            notice.element.as_str(),
            notice.why,
            notice.value.as_str()
        ),
        (2, "Task/Start", Unfit::Moment, "soon")
    );
}

#[test]
fn texts_keep_their_letters() {
    let text = "<Project><Tasks><Task><UID>1</UID><Name>R&amp;D &lt;phase 1&gt; &#233;t&#xe9; <![CDATA[<b>]]></Name></Task></Tasks><Resources><Resource><UID>1</UID><Name/><Type>2</Type></Resource></Resources></Project>";
    let plan = read(text.as_bytes()).unwrap();
    assert_eq!(plan.tasks[0].name, "R&D <phase 1> été <b>");
    assert_eq!(plan.resources[0].kind, ResourceKind::Cost);
    for (declared, bytes) in [
        ("windows-1252", &b"\xe9t\xe9 \x80"[..]),
        ("UTF-8", "été €".as_bytes()),
    ] {
        let mut file = format!("<?xml version=\"1.0\" encoding=\"{declared}\"?>\n<Project><Title>")
            .into_bytes();
        file.extend_from_slice(bytes);
        file.extend_from_slice(b"</Title></Project>");
        assert_eq!(read(&file).unwrap().title, "été €");
    }
    let wide =
        "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?><Project><Title>été</Title></Project>";
    let wide: Vec<u8> = wide.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(&wide).unwrap().title, "été");
}

fn refused(text: &str) -> (usize, String, Why) {
    let error = read(text.as_bytes()).expect_err(text);
    (error.line, error.element, error.why)
}

#[test]
fn an_entity_is_never_expanded() {
    let bomb = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<Project><Title>&b;</Title></Project>";
    assert!(matches!(refused(bomb), (2, _, Why::Doctype)));
    let outside = "<!DOCTYPE p SYSTEM \"file:///etc/passwd\"><Project/>";
    assert!(matches!(refused(outside).2, Why::Doctype));
    let (line, element, why) = refused("<Project>\n<Title>&boom;</Title></Project>");
    assert_eq!((line, element.as_str()), (2, "Project/Title"));
    assert_eq!(
        why,
        Why::Entity {
            name: "boom".into()
        }
    );
}

#[test]
fn deep_nesting_is_refused_not_followed() {
    let deep = format!("<Project>\n{}", "<a>".repeat(100_000));
    let (line, _, why) = refused(&deep);
    assert_eq!((line, why), (2, Why::TooDeep));
    let fine = format!(
        "<Project>{}{}</Project>",
        "<a>".repeat(DEEPEST - 1),
        "</a>".repeat(DEEPEST - 1)
    );
    assert!(read(fine.as_bytes()).is_ok());
}

#[test]
fn what_is_no_plan_is_named() {
    assert!(matches!(refused("").2, Why::NotXml));
    assert!(matches!(refused("PK\u{3}\u{4}").2, Why::NotXml));
    assert_eq!(
        refused("<html><body/></html>").2,
        Why::WrongRoot {
            found: "html".into()
        }
    );
    let (line, element, why) =
        refused("<Project>\n<Tasks><Task><UID>1</Uid></Task></Tasks></Project>");
    assert_eq!((line, element.as_str()), (2, "Project/Tasks/Task/UID"));
    assert_eq!(
        why,
        Why::Mismatch {
            found: "Uid".into()
        }
    );
    assert_eq!(
        refused("<Project><Tasks>\n<Task><Name>x</Name></Task></Tasks></Project>").2,
        Why::NoUid
    );
    let (line, _, why) = refused(
        "<Project><Tasks><Task><UID>1</UID></Task>\n<Task><UID>1</UID></Task></Tasks></Project>",
    );
    assert_eq!(
        (line, why),
        (
            2,
            Why::Repeated {
                uid: 1,
                first_line: 1
            }
        )
    );
    assert_eq!(refused("<Project/><Project/>").2, Why::Syntax);
    let too_large = vec![b' '; LARGEST + 1];
    assert_eq!(
        read(&too_large).unwrap_err().why,
        Why::TooLarge { bytes: LARGEST + 1 }
    );
    let wrong =
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<Project><Title>\xff\xfe</Title></Project>";
    let error = read(wrong).unwrap_err();
    assert_eq!(
        (error.line, error.why),
        (
            3,
            Why::Encoding {
                name: "UTF-8".into()
            }
        )
    );
    let other = b"<?xml version=\"1.0\" encoding='Shift_JIS'?><Project/>";
    assert_eq!(
        read(other).unwrap_err().why,
        Why::Encoding {
            name: "Shift_JIS".into()
        }
    );
}

#[test]
fn numbers_beyond_every_plan_are_noted_and_left_out() {
    let text = "<Project><MinutesPerDay>99999999999999999999</MinutesPerDay><Tasks><Task><UID>1</UID><OutlineLevel>9007199254740993</OutlineLevel><Duration>PT99999999999999H0M0S</Duration><TotalSlack>-9e99</TotalSlack><PercentComplete>250</PercentComplete><Start>99999-01-01T00:00:00</Start><ConstraintType>12</ConstraintType></Task></Tasks><Calendars><Calendar><UID>1</UID><Exceptions><Exception><EnteredByOccurrences>1</EnteredByOccurrences><Occurrences>9000000000000</Occurrences><TimePeriod><FromDate>2000-01-01</FromDate></TimePeriod><Type>7</Type><Period>900000</Period></Exception></Exceptions></Calendar></Calendars></Project>";
    let plan = read(text.as_bytes()).unwrap();
    let whys: Vec<Unfit> = plan.notices.iter().map(|n| n.why).collect();
    use Unfit::{Choice, Duration, Moment, Number};
    assert_eq!(
        whys,
        [Number, Number, Duration, Duration, Choice, Moment, Choice]
    );
    assert_eq!(plan.minutes_per_day, 480);
    assert!(plan.worked(Some(1)).special.len() < 30_000);
}

#[test]
fn a_file_cut_off_anywhere_is_refused_with_its_line() {
    let mut cuts = 0;
    for path in files() {
        let bytes = fs::read(&path).unwrap();
        if bytes.len() > 400_000 {
            continue;
        }
        for length in (0..bytes.len() - 20).step_by(1024) {
            let cut = &bytes[..length];
            let error = read(cut).expect_err("a part is no whole");
            let line = cut.iter().filter(|b| **b == b'\n').count() + 1;
            match error.why {
                Why::NotXml | Why::Encoding { .. } => assert_eq!(length, 0, "{}", path.display()),
                Why::CutOff => {
                    assert!(
                        error.line.abs_diff(line) <= 1,
                        "{} {length}: {error:?}",
                        path.display()
                    );
                }
                why => panic!("{} {length}: {why:?}", path.display()),
            }
            cuts += 1;
        }
    }
    println!("{cuts} cuts");
}

#[test]
fn damaged_bytes_are_an_answer_never_a_panic() {
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = move || {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).unwrap()
    };
    let Some(path) = files()
        .into_iter()
        .find(|f| file_name(f) == "baselines.xml")
    else {
        return;
    };
    let good = fs::read(path).unwrap();
    let (mut fine, mut refused) = (0, 0);
    for _ in 0..400 {
        let mut bytes = good.clone();
        for _ in 0..1 + random() % 4 {
            let (at, byte) = (random() % bytes.len(), random());
            bytes[at] = b"<>&/;0\"\xff A"[byte % 10];
        }
        match read(&bytes) {
            Ok(plan) => {
                fine += 1;
                for calendar in &plan.calendars {
                    let _ = plan.worked(Some(calendar.uid));
                }
            }
            Err(_) => refused += 1,
        }
    }
    assert!(fine > 0 && refused > 0, "{fine} {refused}");
}
