//! The tutorial project of TaskJuggler with the dates that TaskJuggler computed, in both scenarios.
//!
//! TaskJuggler derives durations from effort and the days its people are free; that is no matter of the
//! network, so the working time of each task is taken from its result. When a task starts, what the
//! groups span and when milestones fall has to follow from the ties.

use super::data;
use baton::analysis::schedule::*;
use std::collections::HashMap;

#[derive(Default)]
struct Task {
    path: String,
    depends: Vec<String>,
    /// `start`, `delayed:end` and so on.
    dates: HashMap<String, Minute>,
    group: bool,
}

/// `2002-01-24-14:00-+0000` in the time of Paris, where the project is.
fn paris(text: &str) -> Minute {
    let utc = super::moment(&format!("{}T{}", &text[..10], &text[11..16]));
    let summer = utc >= super::moment("2002-03-31T01:00");
    utc + if summer { 120 } else { 60 }
}

fn tasks(text: &str) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for line in text
        .lines()
        .map(str::trim)
        .skip_while(|line| !line.starts_with("task "))
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["supplement", ..] => break,
            ["task", id, ..] => {
                let parent = open.last().copied();
                let path = parent.map_or_else(
                    || (*id).to_owned(),
                    |parent| format!("{}.{id}", tasks[parent].path),
                );
                if let Some(parent) = parent {
                    tasks[parent].group = true;
                }
                tasks.push(Task {
                    path,
                    ..Task::default()
                });
                open.push(tasks.len() - 1);
            }
            ["}"] => {
                open.pop();
            }
            ["depends", ..] => {
                let list = line.trim_start_matches("depends ").split(", ");
                tasks[*open.last().unwrap()].depends = list.map(str::to_owned).collect();
            }
            [name, date] if name.ends_with("start") || name.ends_with("end") => {
                let own = &mut tasks[*open.last().unwrap()];
                own.dates.insert((*name).to_owned(), paris(date));
            }
            _ => {}
        }
    }
    tasks
}

#[test]
fn every_task_of_the_tutorial_starts_and_ends_when_taskjuggler_says() {
    let Some(text) = data("schedule-other/tutorial.scheduled-export.tjp") else {
        return;
    };
    let tasks = tasks(&text);
    assert_eq!(tasks.len(), 15);
    let week: [Spans; 7] =
        std::array::from_fn(|day| if day < 5 { vec![(540, 1_020)] } else { vec![] });
    let good_friday = super::moment("2002-03-29T00:00") / DAY;
    let office = WorkTime::new(&week, [(good_friday, vec![])]);
    for scenario in ["", "delayed:"] {
        let date = |task: &Task, end: &str| task.dates.get(&format!("{scenario}{end}")).copied();
        let start = tasks
            .iter()
            .filter_map(|task| date(task, "start"))
            .min()
            .unwrap();
        let mut builder = NetworkBuilder::new(start);
        let calendar = builder.calendar(office.clone());
        let number: HashMap<&str, u32> = tasks.iter().map(|t| t.path.as_str()).zip(0..).collect();
        for task in &tasks {
            let span = date(task, "start").zip(date(task, "end"));
            let duration = span.map_or(0, |(start, end)| office.between(start, end));
            let mut activity = Activity::new(calendar, duration);
            let parent = task.path.rsplit_once('.').map(|(parent, _)| parent);
            activity.parent = parent.map(|parent| number[parent]);
            builder.activity(activity);
            for giver in &task.depends {
                let (from, to) = (number[giver.as_str()], number[task.path.as_str()]);
                builder.tie(Tie {
                    from,
                    to,
                    kind: TieKind::FinishStart,
                    lag: Lag::NONE,
                });
            }
        }
        let network = builder.build();
        let schedule = compute(&network, &Options::default());
        for task in &tasks {
            let own = number[task.path.as_str()];
            let (from, to) = schedule.early(&network, own);
            let Some(stored) = date(task, "start") else {
                assert!(task.group);
                continue;
            };
            assert_eq!(
                office.between(stored, from),
                0,
                "{scenario}{} start",
                task.path
            );
            let end = date(task, "end").unwrap_or(stored);
            assert_eq!(office.between(end, to), 0, "{scenario}{} end", task.path);
        }
    }
}
