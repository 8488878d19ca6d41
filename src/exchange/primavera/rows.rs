//! Rows of the tables that a plan needs.

use super::calendar;
use crate::exchange::msproject::file::{
    Assignment, Calendar, Constraint, Lag, Link, LinkKind, Resource, ResourceKind, Task, Unfit,
};
use crate::exchange::msproject::value::scaled_signed;
use crate::exchange::msproject::xml::Met;
use crate::exchange::msproject::{
    MOST_ASSIGNMENTS, MOST_CALENDARS, MOST_RESOURCES, MOST_TASKS, Moment, Seconds, Why,
};

/// The most links of a file.
const MOST_LINKS: usize = 1_000_000;
/// The longest text of a field.
const LONGEST_TEXT: usize = 10_000;
/// The longest duration in hours: 300 years.
const MOST_HOURS: i64 = 300 * 366 * 24;

/// A row with the fields of its table.
pub(super) struct Row<'a> {
    table: &'a str,
    fields: &'a [String],
    cells: Vec<&'a str>,
    pub line: usize,
}

impl<'a> Row<'a> {
    pub fn new(table: &'a str, fields: &'a [String], cells: &'a str, line: usize) -> Self {
        Self {
            table,
            fields,
            cells: cells.split('\t').collect(),
            line,
        }
    }

    /// A cell; empty where the table has no such field.
    pub fn cell(&self, field: &str) -> &'a str {
        let place = self.fields.iter().position(|name| name == field);
        let cell = place.and_then(|place| self.cells.get(place));
        cell.map_or("", |cell| cell.trim())
    }

    fn text(&self, field: &str) -> String {
        self.cell(field).chars().take(LONGEST_TEXT).collect()
    }

    fn value<T>(
        &self,
        field: &str,
        why: Unfit,
        met: &mut Met,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let cell = self.cell(field);
        if cell.is_empty() {
            return None;
        }
        let value = read(cell);
        if value.is_none() {
            met.notice(self.line, &format!("{}/{field}", self.table), why, cell);
        }
        value
    }

    pub fn number(&self, field: &str, met: &mut Met) -> Option<i64> {
        self.value(field, Unfit::Number, met, |cell| {
            cell.parse()
                .ok()
                .filter(|n: &i64| n.abs() < 1_000_000_000_000)
        })
    }

    fn moment(&self, field: &str, met: &mut Met) -> Option<Moment> {
        self.value(field, Unfit::Moment, met, Moment::parse)
    }

    /// Hours, with a point or a comma before their parts.
    fn hours(&self, field: &str, met: &mut Met) -> Option<Seconds> {
        self.value(field, Unfit::Duration, met, |cell| {
            let seconds = scaled_signed(&cell.replace(',', "."), 3600)?;
            (seconds.abs() <= MOST_HOURS * 3600).then_some(Seconds(seconds))
        })
    }

    /// A share in percent, rounded down.
    fn percent(&self, field: &str, met: &mut Met) -> Option<i64> {
        self.value(field, Unfit::Number, met, |cell| {
            let share = scaled_signed(&cell.replace(',', "."), 100)?;
            (0..=10_000).contains(&share).then_some(share / 100)
        })
    }
}

/// A project of the file.
#[derive(Debug)]
pub(super) struct Project {
    pub id: i64,
    pub name: String,
    pub calendar: Option<i64>,
    pub start: Option<Moment>,
    pub finish: Option<Moment>,
    pub data_date: Option<Moment>,
}

/// A node of the breakdown.
#[derive(Debug)]
pub(super) struct Node {
    pub id: i64,
    pub parent: Option<i64>,
    pub name: String,
    pub code: String,
    pub order: i64,
    pub line: usize,
}

/// What the rows say.
#[derive(Debug, Default)]
pub(super) struct Tables {
    pub projects: Vec<Project>,
    pub calendars: Vec<Calendar>,
    /// Working hours of a day and of a week by calendar, as the file has them.
    pub lengths: Vec<(i64, Option<Seconds>, Option<Seconds>)>,
    pub nodes: Vec<Node>,
    /// Tasks with the node that they are part of.
    pub tasks: Vec<(Option<i64>, Task)>,
    /// Links with the task that waits.
    pub links: Vec<(i64, Link)>,
    pub resources: Vec<Resource>,
    pub assignments: Vec<Assignment>,
}

impl Tables {
    /// Takes a row; false for a table that a plan does not need.
    ///
    /// # Errors
    /// Where there are too many, or a task has no identity.
    pub fn take(&mut self, row: &Row<'_>, met: &mut Met) -> Result<bool, Why> {
        let room = |count: usize, most: usize| {
            let is_full = count >= most;
            if is_full {
                Err(Why::TooMany { most })
            } else {
                Ok(())
            }
        };
        match row.table {
            "PROJECT" => {
                room(self.projects.len(), MOST_TASKS)?;
                self.projects.push(Project {
                    id: row.number("proj_id", met).unwrap_or(-1),
                    name: row.text("proj_short_name"),
                    calendar: row.number("clndr_id", met),
                    start: row.moment("plan_start_date", met),
                    finish: row.moment("scd_end_date", met),
                    data_date: row.moment("last_recalc_date", met),
                });
            }
            "CALENDAR" => {
                room(self.calendars.len(), MOST_CALENDARS)?;
                let calendar = calendar::read(row, met)?;
                let lengths = (row.hours("day_hr_cnt", met), row.hours("week_hr_cnt", met));
                self.lengths.push((calendar.uid, lengths.0, lengths.1));
                self.calendars.push(calendar);
            }
            "PROJWBS" => {
                room(self.nodes.len(), MOST_TASKS)?;
                self.nodes.push(Node {
                    id: row.number("wbs_id", met).unwrap_or(-1),
                    parent: row.number("parent_wbs_id", met),
                    name: row.text("wbs_name"),
                    code: row.text("wbs_short_name"),
                    order: row.number("seq_num", met).unwrap_or(0),
                    line: row.line,
                });
            }
            "TASK" => {
                room(self.tasks.len(), MOST_TASKS)?;
                self.tasks
                    .push((row.number("wbs_id", met), task(row, met)?));
            }
            "TASKPRED" => {
                room(self.links.len(), MOST_LINKS)?;
                if let Some(after) = row.number("task_id", met) {
                    self.links.push((after, link(row, met)));
                }
            }
            "RSRC" => {
                room(self.resources.len(), MOST_RESOURCES)?;
                self.resources.push(resource(row, met));
            }
            "TASKRSRC" => {
                room(self.assignments.len(), MOST_ASSIGNMENTS)?;
                self.assignments.push(assignment(row, met));
            }
            _ => return Ok(false),
        }
        Ok(true)
    }
}

/// Fields of a task that people fill in and that have no place here.
const UNTAKEN: [&str; 4] = [
    "cstr_type2",
    "expect_end_date",
    "suspend_date",
    "external_early_start_date",
];

fn task(row: &Row<'_>, met: &mut Met) -> Result<Task, Why> {
    let uid = row.number("task_id", met).ok_or(Why::NoUid)?;
    for field in UNTAKEN {
        if !row.cell(field).is_empty() {
            met.leave_one(&format!("TASK/{field}"), row.line);
        }
    }
    let kind = row.cell("task_type");
    let milestone = matches!(kind, "TT_Mile" | "TT_FinMile");
    let planned = row.hours("target_drtn_hr_cnt", met);
    let left = row.hours("remain_drtn_hr_cnt", met);
    let (actual_start, actual_finish) = (
        row.moment("act_start_date", met),
        row.moment("act_end_date", met),
    );
    let first =
        |fields: [&str; 3], met: &mut Met| fields.iter().find_map(|field| row.moment(field, met));
    let start = actual_start.or_else(|| {
        first(
            ["early_start_date", "restart_date", "target_start_date"],
            met,
        )
    });
    let finish =
        actual_finish.or_else(|| first(["early_end_date", "reend_date", "target_end_date"], met));
    let is_done = row.cell("status_code") == "TK_Complete" || actual_finish.is_some();
    let share = |done: i64, whole: i64| {
        let percent = i128::from(done.max(0)) * 100 / i128::from(whole.max(1));
        i64::try_from(percent.min(100)).unwrap_or(0)
    };
    let by_time = match (planned, left) {
        (Some(planned), Some(left)) if planned.0 > 0 => share(planned.0 - left.0, planned.0),
        _ => 0,
    };
    let (worked, to_work) = (
        row.hours("act_work_qty", met).unwrap_or_default().0,
        row.hours("remain_work_qty", met).unwrap_or_default().0,
    );
    let percent = match row.cell("complete_pct_type") {
        _ if is_done => 100,
        _ if actual_start.is_none() => 0,
        "CP_Units" => share(worked, worked.saturating_add(to_work)),
        _ => by_time,
    };
    // What spans others, or sums them up, has dates that follow from theirs: they stand as they are.
    let spans = matches!(kind, "TT_LOE" | "TT_WBS");
    let duration = if milestone { Some(Seconds(0)) } else { planned };
    let constraint = constraint(row, met);
    Ok(Task {
        uid,
        line: row.line,
        active: true,
        name: row.text("task_name"),
        wbs: row.text("task_code"),
        manual: spans,
        milestone,
        start,
        finish,
        duration,
        duration_format: 7,
        work: row.hours("target_work_qty", met).filter(|work| work.0 > 0),
        constraint,
        constraint_date: row
            .moment("cstr_date", met)
            .filter(|_| constraint != Constraint::Asap),
        calendar: row.number("clndr_id", met),
        // Only a task that depends on its people follows their calendars.
        ignores_resource_calendars: kind != "TT_Rsrc",
        percent: Some(percent),
        percent_physical: row.percent("phys_complete_pct", met),
        earned_value_method: i64::from(row.cell("complete_pct_type") == "CP_Phys"),
        actual_start,
        actual_finish,
        remaining_duration: left,
        early_start: row.moment("early_start_date", met),
        early_finish: row.moment("early_end_date", met),
        late_start: row.moment("late_start_date", met),
        late_finish: row.moment("late_end_date", met),
        total_slack: row.hours("total_float_hr_cnt", met),
        free_slack: row.hours("free_float_hr_cnt", met),
        ..Task::default()
    })
}

fn constraint(row: &Row<'_>, met: &mut Met) -> Constraint {
    match row.cell("cstr_type") {
        "" => Constraint::Asap,
        "CS_ALAP" => Constraint::Alap,
        "CS_MSO" | "CS_MANDSTART" => Constraint::MustStart,
        "CS_MEO" | "CS_MANDFIN" => Constraint::MustFinish,
        "CS_MSOA" => Constraint::StartNoEarlier,
        "CS_MSOB" => Constraint::StartNoLater,
        "CS_MEOA" => Constraint::FinishNoEarlier,
        "CS_MEOB" => Constraint::FinishNoLater,
        other => {
            met.notice(row.line, "TASK/cstr_type", Unfit::Choice, other);
            Constraint::Asap
        }
    }
}

fn link(row: &Row<'_>, met: &mut Met) -> Link {
    let kind = match row.cell("pred_type") {
        "PR_SS" => LinkKind::StartStart,
        "PR_FF" => LinkKind::FinishFinish,
        "PR_SF" => LinkKind::StartFinish,
        "PR_FS" | "" => LinkKind::FinishStart,
        other => {
            met.notice(row.line, "TASKPRED/pred_type", Unfit::Choice, other);
            LinkKind::FinishStart
        }
    };
    Link {
        before: row.number("pred_task_id", met).unwrap_or(-1),
        kind,
        lag: Lag::Working(row.hours("lag_hr_cnt", met).unwrap_or_default()),
        lag_format: 7,
        line: row.line,
        ..Link::default()
    }
}

fn resource(row: &Row<'_>, met: &mut Met) -> Resource {
    Resource {
        uid: row.number("rsrc_id", met).unwrap_or(-1),
        line: row.line,
        name: row.text("rsrc_name"),
        initials: row.text("rsrc_short_name"),
        email: row.text("email_addr"),
        kind: match row.cell("rsrc_type") {
            "RT_Mat" => ResourceKind::Material,
            _ => ResourceKind::Work,
        },
        calendar: row.number("clndr_id", met),
        ..Resource::default()
    }
}

fn assignment(row: &Row<'_>, met: &mut Met) -> Assignment {
    Assignment {
        uid: row.number("taskrsrc_id", met).unwrap_or(-1),
        task: row.number("task_id", met).unwrap_or(-1),
        resource: row.number("rsrc_id", met),
        line: row.line,
        work: row.hours("target_qty", met),
        ..Assignment::default()
    }
}
