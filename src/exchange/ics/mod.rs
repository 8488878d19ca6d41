//! Milestones as a calendar that every calendar program opens (RFC 5545). Out only.

use crate::model::{Date, Id, Kind, RawId, Task, TaskKind, Workspace};

/// The most octets of a line; longer ones go on in the next.
const LINE: usize = 75;

/// Writes the milestones and gates of projects as days of a calendar. `stamp` is the day of the export;
/// a milestone keeps its identity, so that a second import moves it instead of adding it again.
#[must_use]
pub fn milestones(workspace: &Workspace, projects: &[RawId], stamp: Date) -> String {
    let mut out = String::new();
    for text in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Baton//Milestones//EN",
    ] {
        line(&mut out, text);
    }
    for project in projects {
        let name = workspace.projects.get(&Id::new(*project));
        let name = name.map_or("", |project| &*project.name);
        let mut days: Vec<(Date, &Task)> = workspace
            .referring(*project, Kind::Task)
            .filter_map(|id| workspace.tasks.get(&Id::new(id)))
            .filter_map(|task| Some((day(task)?, &**task)))
            .collect();
        days.sort_by_key(|(day, task)| (*day, task.id.raw()));
        for (day, task) in days {
            event(&mut out, name, task, day, stamp);
        }
    }
    line(&mut out, "END:VCALENDAR");
    out
}

/// The day of a milestone or gate: when it was passed, else the forecast, else the baseline.
fn day(task: &Task) -> Option<Date> {
    let kind = task.task_kind.as_ref()?.known()?;
    matches!(kind, TaskKind::Milestone | TaskKind::Gate).then_some(())?;
    let days = [
        task.actual_finish,
        task.forecast_finish,
        task.forecast_start,
        task.baseline_finish,
    ];
    days.into_iter().flatten().next()
}

fn event(out: &mut String, project: &str, task: &Task, day: Date, stamp: Date) {
    line(out, "BEGIN:VEVENT");
    line(out, &format!("UID:{}@baton", task.id.raw()));
    line(out, &format!("DTSTAMP:{}T000000Z", plain(stamp)));
    line(out, &format!("DTSTART;VALUE=DATE:{}", plain(day)));
    // The end is the first day that no longer belongs to it.
    let next = day.plus_days(1).unwrap_or(day);
    line(out, &format!("DTEND;VALUE=DATE:{}", plain(next)));
    let title = [project, &*task.name]
        .into_iter()
        .filter(|part| !part.is_empty());
    let title = title.collect::<Vec<_>>().join(": ");
    line(out, &format!("SUMMARY:{}", escaped(&title)));
    if !task.note.0.is_empty() {
        line(out, &format!("DESCRIPTION:{}", escaped(&task.note.0)));
    }
    line(out, "TRANSP:TRANSPARENT");
    line(out, "END:VEVENT");
}

fn plain(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Writes text as the format wants it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            other if other.is_control() => {}
            other => out.push(other),
        }
    }
    out
}

/// Adds a line, folded where it is too long, never within a letter.
fn line(out: &mut String, text: &str) {
    let mut room = LINE;
    for letter in text.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            // The blank that marks the rest of a line counts.
            room = LINE - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::milestones;
    use crate::model::{Date, Kind, RawId, Value, Workspace};

    #[test]
    fn milestones_are_whole_days_with_an_identity_of_their_own() {
        let mut workspace = Workspace::default();
        let project = RawId(7 << 64);
        let named = |name: &str| Value::Text(name.into());
        let _ = workspace.insert_with(Kind::Project, project, [("name".into(), named("Crane"))]);
        let name = "Handover, phase 1; «été» and a name that goes on well beyond the end of a line of the format";
        for (at, kind) in ["milestone", "task"].into_iter().enumerate() {
            let values = [
                ("project".into(), Value::Ref(project)),
                ("task_kind".into(), Value::Choice(kind.into())),
                ("name".into(), named(name)),
                ("note".into(), named("one\ntwo")),
                (
                    "forecast_finish".into(),
                    Value::Date(Date::new(2026, 12, 31).unwrap()),
                ),
            ];
            let _ = workspace.insert_with(Kind::Task, RawId((8 + at as u128) << 64), values);
        }
        let text = milestones(&workspace, &[project], Date::new(2026, 3, 1).unwrap());
        assert_eq!(
            text.matches("BEGIN:VEVENT\r\n").count(),
            1,
            "tasks are no milestones"
        );
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
        let whole = text.replace("\r\n ", "");
        for part in [
            "DTSTAMP:20260301T000000Z\r\n",
            "DTSTART;VALUE=DATE:20261231\r\n",
            "DTEND;VALUE=DATE:20270101\r\n",
            "SUMMARY:Crane: Handover\\, phase 1\\; «été» and a name that goes on well beyond the end of a line of the format\r\n",
            "DESCRIPTION:one\\ntwo\r\n",
            &format!("UID:{}@baton\r\n", RawId(8 << 64)),
        ] {
            assert!(whole.contains(part), "{part} in {whole}");
        }
    }
}
