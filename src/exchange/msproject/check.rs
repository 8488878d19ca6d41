//! What only the whole file shows: identities met twice and references to nothing.

use super::fault::{ReadError, Why};
use super::file::{Plan, Unfit};
use super::xml::Met;
use std::collections::{HashMap, HashSet};

impl Met {
    /// Ends a reading: checks the plan as a whole and hands it what was met besides.
    ///
    /// # Errors
    /// Where two tasks have one identity.
    pub(in crate::exchange) fn into_plan(mut self, mut plan: Plan) -> Result<Plan, ReadError> {
        check(&mut plan, &mut self)?;
        plan.left = self.left;
        plan.notices = self.notices;
        plan.notices.sort_by_key(|notice| notice.line);
        plan.notice_count = self.notice_count;
        Ok(plan)
    }
}

/// Takes out what refers to nothing, each with a notice.
///
/// # Errors
/// Where two tasks have one identity.
fn check(plan: &mut Plan, met: &mut Met) -> Result<(), ReadError> {
    let mut tasks: HashMap<i64, usize> = HashMap::with_capacity(plan.tasks.len());
    for task in &plan.tasks {
        if let Some(first_line) = tasks.insert(task.uid, task.line) {
            return Err(ReadError {
                line: task.line,
                element: "Project/Tasks/Task/UID".to_owned(),
                why: Why::Repeated {
                    uid: task.uid,
                    first_line,
                },
            });
        }
    }
    let mut gone = |line: usize, element: &str, why: Unfit, uid: i64| {
        met.notice(line, element, why, &uid.to_string());
    };
    let mut calendars = HashSet::new();
    plan.calendars.retain(|calendar| {
        let new = calendars.insert(calendar.uid);
        if !new {
            gone(calendar.line, "Calendar/UID", Unfit::Repeated, calendar.uid);
        }
        new
    });
    let mut resources = HashSet::new();
    plan.resources.retain(|resource| {
        let new = resources.insert(resource.uid);
        if !new {
            gone(resource.line, "Resource/UID", Unfit::Repeated, resource.uid);
        }
        new
    });
    let mut known = |uid: &mut Option<i64>, line: usize, element: &str| {
        if let Some(missing) = uid.filter(|uid| !calendars.contains(uid)) {
            // Empty rows have 0 everywhere.
            if missing != 0 {
                gone(line, element, Unfit::Dangling, missing);
            }
            *uid = None;
        }
    };
    known(&mut plan.calendar, 1, "Project/CalendarUID");
    for calendar in &mut plan.calendars {
        // Later versions write 0 for no base.
        if calendar.base == Some(0) && calendar.is_base {
            calendar.base = None;
        }
        known(
            &mut calendar.base,
            calendar.line,
            "Calendar/BaseCalendarUID",
        );
    }
    for resource in &mut plan.resources {
        known(
            &mut resource.calendar,
            resource.line,
            "Resource/CalendarUID",
        );
    }
    for task in &mut plan.tasks {
        known(&mut task.calendar, task.line, "Task/CalendarUID");
    }
    for task in &mut plan.tasks {
        task.links.retain(|link| {
            let here = link.cross_project || tasks.contains_key(&link.before);
            if !here {
                gone(
                    link.line,
                    "PredecessorLink/PredecessorUID",
                    Unfit::Dangling,
                    link.before,
                );
            }
            here
        });
    }
    plan.assignments.retain(|one| {
        let here = tasks.contains_key(&one.task);
        if !here {
            gone(one.line, "Assignment/TaskUID", Unfit::Dangling, one.task);
        }
        here
    });
    for one in &mut plan.assignments {
        if let Some(missing) = one.resource.filter(|uid| !resources.contains(uid)) {
            gone(one.line, "Assignment/ResourceUID", Unfit::Dangling, missing);
            one.resource = None;
        }
    }
    Ok(())
}
