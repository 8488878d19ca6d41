//! Milestone trend: what each frozen report said of a date, against the day of the report (the 45° chart).
//!
//! A milestone that is kept runs level until it meets the line of days that have come; one that slips climbs,
//! and one that climbs as fast as the days go by comes no nearer.

use crate::model::*;
use std::collections::BTreeMap;

/// Whose dates a line shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TrendOf {
    /// A milestone or gate.
    Stone(Id<Task>),
    /// The finish of a project as a whole.
    Finish(Id<Project>),
}

/// The dates that were said of one milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// Whose they are.
    pub of: TrendOf,
    /// Its project.
    pub project: Id<Project>,
    /// Day of the report and the date that it said, oldest first; the last is what is said now.
    pub points: Vec<(Date, Date)>,
    /// The day it was passed.
    pub passed: Option<Date>,
    /// Calendar days from the first date to the last; positive is later.
    pub moved: i64,
    /// The last reports, now included, that each said a later date than the one before.
    pub slips_in_a_row: usize,
    /// Calendar days of those slips together.
    pub slipped: i64,
}

impl Trend {
    /// It slips at report after report: twice in a row at least, and it is still ahead.
    #[must_use]
    pub fn climbs(&self) -> bool {
        self.passed.is_none() && self.slips_in_a_row >= 2
    }
}

/// Returns the dates said of the milestones and of the finish of a project: by its frozen reports, and now.
///
/// What no report spoke of has one point, which is no trend, and is left out.
#[must_use]
pub fn of_project(workspace: &Workspace, project: Id<Project>, today: Date) -> Vec<Trend> {
    let mut reports: Vec<(Date, &Report)> = workspace
        .referring(project.raw(), Kind::Report)
        .filter_map(|id| workspace.reports.get(&Id::new(id)))
        .filter(|report| report.frozen && report.project == Some(project))
        .filter_map(|report| Some((report.date.filter(|day| *day <= today)?, &**report)))
        .collect();
    reports.sort_by_key(|(day, report)| (*day, report.id));
    let mut lines: BTreeMap<TrendOf, Vec<(Date, Date)>> = BTreeMap::new();
    for (day, report) in reports {
        let stones = report
            .stones()
            .map(|(task, date)| (TrendOf::Stone(task), date));
        let finish = report
            .forecast_finish
            .map(|date| (TrendOf::Finish(project), date));
        for (of, date) in stones.chain(finish) {
            lines.entry(of).or_default().push((day, date));
        }
    }
    lines
        .into_iter()
        .filter_map(|(of, points)| line(workspace, project, of, points, today))
        .collect()
}

/// A line with what is said now behind what was said; nothing for what is gone.
fn line(
    workspace: &Workspace,
    project: Id<Project>,
    of: TrendOf,
    mut points: Vec<(Date, Date)>,
    today: Date,
) -> Option<Trend> {
    let (now, passed) = match of {
        TrendOf::Stone(task) => {
            let task = workspace.tasks.get(&task)?;
            let passed = task.actual_finish.or(task.actual_start);
            let forecast = task.forecast_finish.or(task.forecast_start);
            (passed.or(forecast), passed)
        }
        TrendOf::Finish(project) => {
            let project = workspace.projects.get(&project)?;
            let passed = project.actual_finish;
            (passed.or(project.forecast_finish), passed)
        }
    };
    // What was passed has come: reports behind it repeat its day.
    if let Some(passed) = passed {
        points.retain(|(report, _)| *report < passed);
    }
    let at = passed.map_or(today, |passed| passed.min(today));
    if let Some(now) = now {
        points.retain(|(report, _)| *report < at);
        points.push((at, now));
    }
    let (first, last) = (points.first()?.1, points.last()?.1);
    if points.len() < 2 {
        return None;
    }
    let steps = || {
        let later = points.iter().skip(1).rev();
        later
            .zip(points.iter().rev().skip(1))
            .map(|(now, before)| now.1.days_since(before.1))
    };
    let in_a_row = steps().take_while(|days| *days > 0);
    Some(Trend {
        of,
        project,
        moved: last.days_since(first),
        slips_in_a_row: in_a_row.clone().count(),
        slipped: in_a_row.sum(),
        passed,
        points,
    })
}

/// Returns the lines that are worth a look first: those that climb, then those that moved most, then by date.
pub fn in_order(lines: &mut [Trend]) {
    lines.sort_by_key(|line| {
        let last = line.points.last().map(|point| point.1);
        (
            !line.climbs(),
            line.passed.is_some(),
            std::cmp::Reverse(line.moved),
            last,
            line.of,
        )
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    const PROJECT: Id<Project> = Id::new(RawId(100));

    fn put(w: &mut Workspace, kind: Kind, id: u128, values: &[(&str, Value)]) {
        let values = values
            .iter()
            .map(|(key, value)| ((*key).into(), value.clone()));
        w.insert_with(kind, RawId(id), values).unwrap();
    }

    /// Reports of January to March say 1, 11 and 25 June of milestone 1, always 1 May of milestone 2 and
    /// 1 July of the whole; now 1 is said for 30 June, and 2 was passed on 20 March.
    fn world() -> Workspace {
        let mut w = Workspace::default();
        let day = |text: &str| Value::Date(date(text));
        let finish = ("forecast_finish", day("2026-07-01"));
        let name = |text: &str| ("name", Value::Text(text.into()));
        put(&mut w, Kind::Project, 100, &[name("P"), finish.clone()]);
        for (id, key, now) in [
            (1, "forecast_finish", "2026-06-30"),
            (2, "actual_finish", "2026-03-20"),
        ] {
            let kind = ("task_kind", Value::Choice("milestone".into()));
            let of = ("project", Value::Ref(RawId(100)));
            put(
                &mut w,
                Kind::Task,
                id,
                &[of, kind, name("M"), (key, day(now))],
            );
        }
        for (id, report, said) in [
            (301, "2026-01-31", "2026-06-01"),
            (302, "2026-02-28", "2026-06-11"),
            (303, "2026-03-31", "2026-06-25"),
        ] {
            let stones = Report::stones_text(
                [
                    (Id::new(RawId(1)), date(said)),
                    (Id::new(RawId(2)), date("2026-05-01")),
                ]
                .into_iter(),
            );
            let values = [
                ("project", Value::Ref(RawId(100))),
                ("date", day(report)),
                ("frozen", Value::Flag),
                ("milestones", Value::Text(stones)),
                finish.clone(),
            ];
            put(&mut w, Kind::Report, id, &values);
        }
        w
    }

    #[test]
    fn dates_of_reports_and_of_now_make_a_line_and_slips_in_a_row_are_counted() {
        let lines = of_project(&world(), PROJECT, date("2026-04-15"));
        let of = |of| lines.iter().find(|line| line.of == of).unwrap();
        let first = of(TrendOf::Stone(Id::new(RawId(1))));
        let said: Vec<_> = first.points.iter().map(|p| p.1.to_string()).collect();
        assert_eq!(
            said,
            ["2026-06-01", "2026-06-11", "2026-06-25", "2026-06-30"]
        );
        assert_eq!(
            (first.moved, first.slips_in_a_row, first.slipped),
            (29, 3, 29)
        );
        assert!(first.climbs());
        // Passed before the third report: it ends on the line, six weeks early.
        let second = of(TrendOf::Stone(Id::new(RawId(2))));
        assert_eq!(
            second.points.last(),
            Some(&(date("2026-03-20"), date("2026-03-20")))
        );
        assert_eq!((second.points.len(), second.moved), (3, -42));
        assert!(!second.climbs());
        let whole = of(TrendOf::Finish(PROJECT));
        assert_eq!((whole.moved, whole.slips_in_a_row), (0, 0));
    }

    #[test]
    fn what_slips_again_and_again_stands_first_and_earlier_days_know_nothing_later() {
        let w = world();
        let mut lines = of_project(&w, PROJECT, date("2026-04-15"));
        in_order(&mut lines);
        let order: Vec<_> = lines.iter().map(|line| line.of).collect();
        let stone = |id| TrendOf::Stone(Id::new(RawId(id)));
        assert_eq!(order, [stone(1), TrendOf::Finish(PROJECT), stone(2)]);
        assert!(of_project(&w, PROJECT, date("2026-01-30")).is_empty());
        assert!(of_project(&w, Id::new(RawId(7)), date("2026-04-15")).is_empty());
    }
}
