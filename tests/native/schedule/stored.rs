//! The dates, slacks and critical flags that MS Project stored in its XML files, against the engine's.
//!
//! The reading here is the test's own and knows only what it compares. Every difference is in
//! [`DIFFERENCES`] with its cause; one that is new, and one that has gone, fails.

use super::{data, files, moment};
use baton::analysis::schedule::*;
use std::collections::{BTreeSet, HashMap};

/// A task by hand with a follower that waits for its start (SS, SF): Project leaves that tie out of the
/// late dates of the giver. Here its float is what the follower leaves it, as for any other task: a later
/// start would move the follower.
const START_OF_MANUAL: &str = "tie from the start of a task by hand";
/// A date or the duration is given in words ("AAA"); Project calls such a placeholder never critical. Its
/// float is none in both.
const WORDS: &str = "placeholder in words";

/// What differs from the files, and why: file, task by UID, what.
const DIFFERENCES: &[(&str, u32, &str, &str)] = &[
    (
        "task-links-project2016-mspdi.xml",
        11,
        "LateStart",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mspdi.xml",
        11,
        "LateFinish",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mspdi.xml",
        11,
        "TotalSlack",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mspdi.xml",
        13,
        "LateStart",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mspdi.xml",
        13,
        "LateFinish",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mspdi.xml",
        13,
        "TotalSlack",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        11,
        "LateStart",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        11,
        "LateFinish",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        11,
        "TotalSlack",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        13,
        "LateStart",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        13,
        "LateFinish",
        START_OF_MANUAL,
    ),
    (
        "task-links-project2016-mpp14.mspdi.xml",
        13,
        "TotalSlack",
        START_OF_MANUAL,
    ),
    (
        "task-textvalues-project2013-mspdi.xml",
        1,
        "Critical",
        WORDS,
    ),
    (
        "task-textvalues-project2013-mspdi.xml",
        2,
        "Critical",
        WORDS,
    ),
    (
        "task-textvalues-project2013-mspdi.xml",
        3,
        "Critical",
        WORDS,
    ),
];

/// An element with its children; attributes are not read.
#[derive(Default)]
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn all<'a>(&'a self, name: &str) -> std::vec::IntoIter<&'a Element> {
        let named = self.children.iter().filter(|child| child.name == name);
        named.collect::<Vec<_>>().into_iter()
    }

    fn get(&self, name: &str) -> Option<&Element> {
        self.all(name).next()
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.get(name)
            .map(|child| child.text.trim())
            .filter(|text| !text.is_empty())
    }

    fn number(&self, name: &str) -> Option<i64> {
        self.text(name)?.parse().ok()
    }

    fn moment(&self, name: &str) -> Option<Minute> {
        self.text(name).map(moment)
    }
}

fn tree(xml: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = xml;
    while let Some(begin) = rest.find('<') {
        open.last_mut().unwrap().text.push_str(&rest[..begin]);
        let end = begin + rest[begin..].find('>').unwrap();
        let tag = &rest[begin + 1..end];
        rest = &rest[end + 1..];
        if tag.starts_with(['?', '!']) {
            continue;
        }
        if tag.starts_with('/') {
            let done = open.pop().unwrap();
            open.last_mut().unwrap().children.push(done);
            continue;
        }
        let name = tag
            .trim_end_matches('/')
            .split_whitespace()
            .next()
            .unwrap()
            .to_owned();
        let element = Element {
            name,
            ..Element::default()
        };
        if tag.ends_with('/') {
            open.last_mut().unwrap().children.push(element);
        } else {
            open.push(element);
        }
    }
    open.pop().unwrap().children.pop().unwrap()
}

/// `PT81H8M24S`, in whole minutes.
fn minutes(text: &str) -> i32 {
    let mut number = 0;
    let mut sum = 0;
    for letter in text.trim_start_matches("PT").chars() {
        match letter {
            'H' => (sum, number) = (sum + number * 60, 0),
            'M' => (sum, number) = (sum + number, 0),
            'S' => number = 0,
            digit => number = number * 10 + digit.to_digit(10).unwrap_or(0) as i32,
        }
    }
    sum
}

fn spans(day: &Element) -> Spans {
    let clock = |text: &str| -> u16 {
        let hours: u16 = text[0..2].parse().unwrap();
        hours * 60 + text[3..5].parse::<u16>().unwrap()
    };
    let times = day
        .get("WorkingTimes")
        .into_iter()
        .flat_map(|times| times.all("WorkingTime"));
    times
        .filter_map(|time| {
            let (from, to) = (clock(time.text("FromTime")?), clock(time.text("ToTime")?));
            Some((from, if to == 0 { 1_440 } else { to }))
        })
        .collect()
}

/// A calendar of the file: its own days over those of its base.
fn work_time(calendars: &HashMap<i64, &Element>, uid: i64) -> WorkTime {
    let mut lineage = vec![];
    let mut at = calendars.get(&uid);
    while let Some(calendar) = at {
        lineage.push(*calendar);
        at = calendars.get(&calendar.number("BaseCalendarUID").unwrap_or(-1));
    }
    let mut week: [Spans; 7] = Default::default();
    let mut exceptions = Vec::new();
    for calendar in lineage.into_iter().rev() {
        for day in calendar
            .get("WeekDays")
            .into_iter()
            .flat_map(|days| days.all("WeekDay"))
        {
            match day.number("DayType").unwrap() {
                0 => {
                    let period = day.get("TimePeriod").unwrap();
                    let from = period.moment("FromDate").unwrap().div_euclid(DAY);
                    let to = period.moment("ToDate").unwrap().div_euclid(DAY);
                    exceptions.extend((from..=to).map(|number| (number, spans(day))));
                }
                // 1 is Sunday.
                number => week[(number as usize + 5) % 7] = spans(day),
            }
        }
    }
    WorkTime::new(&week, exceptions)
}

/// When nothing is done on a split task, though it has begun and is not finished: the stretches of remaining
/// work without hours between those with some.
fn pauses(assignment: &Element) -> Vec<(Minute, Minute)> {
    let mut seen = Vec::new();
    let mut begun = false;
    let mut pending = Vec::new();
    for part in assignment.all("TimephasedData") {
        if part.number("Type") != Some(1) {
            continue;
        }
        let ends = (
            part.moment("Start").unwrap(),
            part.moment("Finish").unwrap(),
        );
        // Without a value nobody works there anyway.
        match part.text("Value") {
            Some("PT0H0M0S") if begun => pending.push(ends),
            Some("PT0H0M0S") | None => {}
            Some(_) => {
                begun = true;
                seen.append(&mut pending);
            }
        }
    }
    seen
}

struct Task<'a> {
    element: &'a Element,
    uid: u32,
    ix: ActivityIx,
}

fn build(project: &Element) -> (Network, Vec<Task<'_>>, HashMap<i64, WorkTime>) {
    let list = |outer: &'static str, inner: &'static str| {
        project
            .get(outer)
            .into_iter()
            .flat_map(move |outer| outer.all(inner))
    };
    let calendars: HashMap<i64, &Element> = list("Calendars", "Calendar")
        .map(|calendar| (calendar.number("UID").unwrap(), calendar))
        .collect();
    let times: HashMap<i64, WorkTime> = calendars
        .keys()
        .map(|uid| (*uid, work_time(&calendars, *uid)))
        .collect();
    let of_project = project.number("CalendarUID").unwrap();
    let resource_calendar: HashMap<i64, i64> = list("Resources", "Resource")
        .filter(|resource| resource.number("Type") == Some(1))
        .filter_map(|r| {
            Some((
                r.number("UID")?,
                r.number("CalendarUID").filter(|uid| *uid > 0)?,
            ))
        })
        .collect();
    let mut assigned: HashMap<i64, Vec<i64>> = HashMap::new();
    let mut rests: HashMap<i64, Vec<(Minute, Minute)>> = HashMap::new();
    for assignment in list("Assignments", "Assignment") {
        if let Some(task) = assignment.number("TaskUID") {
            rests.entry(task).or_default().extend(pauses(assignment));
        }
        let resource = assignment.number("ResourceUID").unwrap();
        if let Some(calendar) = resource_calendar.get(&resource) {
            let task = assignment.number("TaskUID").unwrap();
            assigned.entry(task).or_default().push(*calendar);
        }
    }
    let mut builder = NetworkBuilder::new(project.moment("StartDate").unwrap());
    let mut numbers = HashMap::new();
    let mut tasks: Vec<Task> = Vec::new();
    let mut levels: Vec<ActivityIx> = Vec::new();
    let elements: Vec<&Element> = list("Tasks", "Task")
        .filter(|task| task.number("IsNull") != Some(1))
        .collect();
    for element in &elements {
        let uid = element.number("UID").unwrap();
        let own = element
            .number("CalendarUID")
            .filter(|calendar| *calendar > 0);
        let staff = assigned.get(&uid).map(Vec::as_slice);
        // A task that several share goes on whenever one of them works.
        let time = match (own, staff) {
            (Some(own), _) => times[&own].clone(),
            (None, Some(staff)) => {
                WorkTime::union(&staff.iter().map(|uid| &times[uid]).collect::<Vec<_>>())
            }
            _ => times[&of_project].clone(),
        };
        let duration = element.text("Duration").map_or(0, minutes);
        let rests = rests.get(&uid).map_or(0, |pauses| {
            pauses
                .iter()
                .map(|(from, to)| time.between(*from, *to))
                .sum()
        });
        let mut activity = Activity {
            rests,
            ..Activity::new(builder.calendar(time), duration)
        };
        let level = element.number("OutlineLevel").unwrap_or(1) as usize;
        levels.truncate(level);
        activity.parent = levels.last().copied();
        let at = element.moment("ConstraintDate");
        activity.rule = match (element.number("ConstraintType").unwrap_or(0), at) {
            (1, _) => Rule::Alap,
            (2, Some(at)) => Rule::StartOn(at),
            (3, Some(at)) => Rule::FinishOn(at),
            (4, Some(at)) => Rule::StartNoEarlier(at),
            (5, Some(at)) => Rule::StartNoLater(at),
            (6, Some(at)) => Rule::FinishNoEarlier(at),
            (7, Some(at)) => Rule::FinishNoLater(at),
            _ => Rule::Asap,
        };
        activity.deadline = element.moment("Deadline");
        if element.number("Manual") == Some(1) {
            activity.manual = element.moment("Start");
        }
        let left = element.text("RemainingDuration").map_or(0, minutes);
        let begun = element.moment("ActualStart");
        activity.done = match (begun, element.moment("ActualFinish")) {
            (Some(start), Some(finish)) => Done::Finished { start, finish },
            (Some(start), None) => Done::Started {
                start,
                left,
                resume: None,
            },
            _ => Done::Nothing,
        };
        let ix = builder.activity(activity);
        levels.resize(level, ix);
        levels.push(ix);
        numbers.insert(uid, ix);
        tasks.push(Task {
            element,
            uid: uid as u32,
            ix,
        });
    }
    for task in &tasks {
        for link in task.element.all("PredecessorLink") {
            let kind = match link.number("Type").unwrap_or(1) {
                0 => TieKind::FinishFinish,
                2 => TieKind::StartFinish,
                3 => TieKind::StartStart,
                _ => TieKind::FinishStart,
            };
            let tenths = link.number("LinkLag").unwrap_or(0) as i32;
            let from = numbers[&link.number("PredecessorUID").unwrap()];
            let lag = match link.number("LagFormat").unwrap_or(7) {
                19 | 51 => Lag::Share(tenths * 100),
                20 | 52 => Lag::ElapsedShare(tenths * 100),
                4 | 6 | 8 | 10 | 12 => Lag::Elapsed(tenths / 10),
                _ => Lag::Working(tenths / 10),
            };
            builder.tie(Tie {
                from,
                to: task.ix,
                kind,
                lag,
            });
        }
    }
    (builder.build(), tasks, times)
}

#[test]
fn dates_and_slacks_stored_by_ms_project_come_out_again() {
    let mut all = files("schedule-mspdi", ".xml");
    all.extend(files("schedule-mpp-mpxj", ".xml"));
    let mut found = BTreeSet::new();
    let mut compared = 0;
    for path in &all {
        let file = path.rsplit('/').next().unwrap();
        let text = data(path).unwrap();
        let project = tree(&text);
        let (network, tasks, times) = build(&project);
        let options = Options {
            ends: Ends::Network,
            deadlines_bind: true,
            hold_constraints: project.number("HonorConstraints") == Some(1),
            ..Options::default()
        };
        let schedule = compute(&network, &options);
        let time = &times[&project.number("CalendarUID").unwrap()];
        for Task { element, uid, ix } in tasks {
            let mut differs = |what: &'static str, ours: String, stored: String| {
                found.insert((file.to_owned(), uid, what));
                println!("{file} {uid} {what}: {ours} for {stored}");
            };
            let (early, late) = (schedule.early(&network, ix), schedule.late(&network, ix));
            let own = network.work_time(network.activity(ix).unwrap().calendar);
            for (name, ours) in [
                ("Start", schedule.placed(&network, ix).0),
                ("Finish", schedule.placed(&network, ix).1),
                ("EarlyStart", early.0),
                ("EarlyFinish", early.1),
                ("LateStart", late.0),
                ("LateFinish", late.1),
            ] {
                let Some(stored) = element.moment(name) else {
                    continue;
                };
                compared += 1;
                // The two sides of a break are one moment of work, in the calendar of the task or in
                // that of the project.
                if own.between(ours, stored) != 0 && time.between(ours, stored) != 0 {
                    differs(name, told(ours), told(stored));
                }
            }
            let slack = |name| element.number(name).map(|tenths| (tenths / 10) as i32);
            if let Some(stored) = slack("TotalSlack") {
                compared += 1;
                let ours = schedule.total_float(&network, ix);
                if ours != stored {
                    differs("TotalSlack", ours.to_string(), stored.to_string());
                }
            }
            if let Some(stored) = slack("FreeSlack") {
                compared += 1;
                let ours = schedule.free_float(&network, ix);
                if ours != stored {
                    differs("FreeSlack", ours.to_string(), stored.to_string());
                }
            }
            if let (Some(stored), true) = (
                element.number("Critical"),
                element.get("EarlyStart").is_some(),
            ) {
                compared += 1;
                let ours = schedule.is_critical(&network, ix);
                if ours != (stored == 1) {
                    differs("Critical", ours.to_string(), stored.to_string());
                }
            }
        }
    }
    if all.is_empty() {
        return;
    }
    println!("{compared} values compared, {} differ", found.len());
    let told: BTreeSet<_> = DIFFERENCES
        .iter()
        .map(|(file, uid, what, _)| ((*file).to_owned(), *uid, *what))
        .collect();
    let new: Vec<_> = found.difference(&told).collect();
    let gone: Vec<_> = told.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "new: {new:#?}\ngone: {gone:#?}"
    );
}

fn told(at: Minute) -> String {
    let day = chrono::NaiveDate::from_epoch_days(at.div_euclid(DAY)).unwrap();
    format!(
        "{day}T{:02}:{:02}",
        at.rem_euclid(DAY) / 60,
        at.rem_euclid(60)
    )
}
