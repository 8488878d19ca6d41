//! What an MS Project XML file says, at its own precision: nothing rounded, nothing calculated.
//!
//! Names follow the elements of the format (Microsoft's "Project XML Data Interchange" schema).

use super::value::{Moment, Seconds};
use crate::model::Date;
use std::collections::BTreeMap;

/// A whole file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Title of the project, as people wrote it.
    pub title: String,
    /// Name of the file that it was saved as.
    pub name: String,
    /// Person responsible for the project.
    pub manager: String,
    /// Who wrote the file.
    pub author: String,
    /// ISO 4217 code of its money; empty when not said.
    pub currency: String,
    /// First moment of the project.
    pub start: Option<Moment>,
    /// Last moment of the project.
    pub finish: Option<Moment>,
    /// The day that progress speaks of.
    pub status_date: Option<Moment>,
    /// Whether dates are worked out forward from the start; backward from the finish otherwise.
    pub from_start: bool,
    /// UID of the calendar of the project.
    pub calendar: Option<i64>,
    /// Working minutes in a day where a duration is written in days.
    pub minutes_per_day: i64,
    /// Working minutes in a week where a duration is written in weeks.
    pub minutes_per_week: i64,
    /// Working days in a month where a duration is written in months.
    pub days_per_month: i64,
    /// Tasks with a slack of up to this many days count as critical.
    pub critical_slack_days: i64,
    /// Each chain has critical tasks of its own, measured to its own end.
    pub many_critical_paths: bool,
    /// Whether constraints win over links.
    pub honour_constraints: bool,
    /// Calendars, in the order of the file.
    pub calendars: Vec<Calendar>,
    /// Tasks, in the order of the file; the first of outline level 0 is the project as a whole.
    pub tasks: Vec<Task>,
    /// Resources.
    pub resources: Vec<Resource>,
    /// Who works on what.
    pub assignments: Vec<Assignment>,
    /// Custom fields by the number that the format gives them: what people call them.
    pub custom: BTreeMap<i64, String>,
    /// Elements that were not taken, by path (`Task/FixedCost`).
    pub left: BTreeMap<String, Left>,
    /// Values that could not be read, in the order of the file; the first [`super::MOST_NOTICES`].
    pub notices: Vec<Notice>,
    /// How many such values there are in all.
    pub notice_count: usize,
}

/// How often an element was met that is not taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// How many there are.
    pub count: usize,
    /// How many of them say more than nothing, zero or no.
    pub filled: usize,
    /// Line of the first that says something; of the first at all otherwise.
    pub line: usize,
}

/// A value that could not be read; it was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Line in the file, from 1.
    pub line: usize,
    /// The element (`Task/Start`).
    pub element: String,
    /// What is the matter.
    pub why: Unfit,
    /// The value, shortened.
    pub value: String,
}

/// Why a value could not be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unfit {
    /// Not a date and time between 1900 and 2200.
    Moment,
    /// Not a time of day.
    Time,
    /// Not a duration.
    Duration,
    /// Not a number, or one beyond every plan.
    Number,
    /// A number that is not one of the format's choices.
    Choice,
    /// A text longer than a field takes.
    TooLong,
    /// Refers to what the file does not have.
    Dangling,
    /// A second one with the same UID.
    Repeated,
}

/// How a follower waits for the task before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// Finish to finish, 0 in files.
    FinishFinish,
    /// Finish to start, 1 in files.
    #[default]
    FinishStart,
    /// Start to finish, 2 in files.
    StartFinish,
    /// Start to start, 3 in files.
    StartStart,
}

/// A lag, in the measure that the file gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lag {
    /// Working time.
    Working(Seconds),
    /// Elapsed time, weekends and nights counting.
    Elapsed(Seconds),
    /// Hundredths of a percent of the duration of the task before.
    Share(i64),
}

impl Default for Lag {
    fn default() -> Self {
        Self::Working(Seconds(0))
    }
}

/// A link, kept at the task that waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// UID of the task before.
    pub before: i64,
    /// How the follower waits.
    pub kind: LinkKind,
    /// What lies between; negative for a lead.
    pub lag: Lag,
    /// The unit in which people see the lag, as the file's number.
    pub lag_format: i64,
    /// The task before is in another file.
    pub cross_project: bool,
    /// Path and task of the other file.
    pub cross_project_name: String,
    /// Line in the file.
    pub line: usize,
}

/// What a date of a task is held by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Constraint {
    /// As soon as possible, 0 in files.
    #[default]
    Asap,
    /// As late as possible, 1.
    Alap,
    /// Must start on, 2.
    MustStart,
    /// Must finish on, 3.
    MustFinish,
    /// Start no earlier than, 4.
    StartNoEarlier,
    /// Start no later than, 5.
    StartNoLater,
    /// Finish no earlier than, 6.
    FinishNoEarlier,
    /// Finish no later than, 7.
    FinishNoLater,
}

/// Dates as they were promised at some moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Baseline {
    /// 0 for the baseline, 1 to 10 for the numbered ones.
    pub number: i64,
    /// First moment.
    pub start: Option<Moment>,
    /// Last moment.
    pub finish: Option<Moment>,
    /// Duration.
    pub duration: Option<Seconds>,
    /// Work.
    pub work: Option<Seconds>,
}

/// A task, summary or milestone.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Task {
    /// Identity in the file.
    pub uid: i64,
    /// Row on the screen.
    pub id: i64,
    /// Line in the file.
    pub line: usize,
    /// An empty row.
    pub is_null: bool,
    /// Name.
    pub name: String,
    /// Remark.
    pub notes: String,
    /// Code in the breakdown.
    pub wbs: String,
    /// Depth in the outline: 0 for the project as a whole.
    pub level: i64,
    /// Counts in the plan; an inactive task only stands there.
    pub active: bool,
    /// Dates are typed, not calculated.
    pub manual: bool,
    /// A group of tasks.
    pub summary: bool,
    /// Shown as a milestone.
    pub milestone: bool,
    /// The stored dates.
    pub start: Option<Moment>,
    /// The stored finish.
    pub finish: Option<Moment>,
    /// Duration.
    pub duration: Option<Seconds>,
    /// The unit in which people see the duration, as the file's number.
    pub duration_format: i64,
    /// The duration is a guess.
    pub estimated: bool,
    /// Work of all people.
    pub work: Option<Seconds>,
    /// What a manual task has typed.
    pub manual_start: Option<Moment>,
    /// What a manual task has typed.
    pub manual_finish: Option<Moment>,
    /// What a manual task has typed.
    pub manual_duration: Option<Seconds>,
    /// What holds its date.
    pub constraint: Constraint,
    /// The day of the constraint.
    pub constraint_date: Option<Moment>,
    /// The day it should be done by.
    pub deadline: Option<Moment>,
    /// UID of its own calendar.
    pub calendar: Option<i64>,
    /// The calendars of its people do not count.
    pub ignores_resource_calendars: bool,
    /// Share of the duration done, 0 to 100.
    pub percent: Option<i64>,
    /// Share of the work done, 0 to 100.
    pub percent_work: Option<i64>,
    /// Physical share done, 0 to 100.
    pub percent_physical: Option<i64>,
    /// 1 where earned value takes the physical share.
    pub earned_value_method: i64,
    /// The moment it began.
    pub actual_start: Option<Moment>,
    /// The moment it was done.
    pub actual_finish: Option<Moment>,
    /// Duration done.
    pub actual_duration: Option<Seconds>,
    /// Duration to go.
    pub remaining_duration: Option<Seconds>,
    /// Where the rest begins.
    pub resume: Option<Moment>,
    /// Where what is done ends.
    pub stop: Option<Moment>,
    /// Moved by levelling, by this much elapsed time.
    pub levelling_delay: Option<Seconds>,
    /// Start before levelling.
    pub prelevelled_start: Option<Moment>,
    /// Finish before levelling.
    pub prelevelled_finish: Option<Moment>,
    /// Calculated by MS Project: earliest start.
    pub early_start: Option<Moment>,
    /// Calculated by MS Project: earliest finish.
    pub early_finish: Option<Moment>,
    /// Calculated by MS Project: latest start.
    pub late_start: Option<Moment>,
    /// Calculated by MS Project: latest finish.
    pub late_finish: Option<Moment>,
    /// Calculated by MS Project.
    pub total_slack: Option<Seconds>,
    /// Calculated by MS Project.
    pub free_slack: Option<Seconds>,
    /// Calculated by MS Project.
    pub start_slack: Option<Seconds>,
    /// Calculated by MS Project.
    pub finish_slack: Option<Seconds>,
    /// Calculated by MS Project.
    pub critical: Option<bool>,
    /// Made by MS Project from a repeating rule.
    pub recurring: bool,
    /// Stands for a task of another file.
    pub external: bool,
    /// Stands for another file.
    pub subproject: bool,
    /// The other file that it stands for or comes from.
    pub outside_name: String,
    /// Links to what comes before.
    pub links: Vec<Link>,
    /// Promised dates.
    pub baselines: Vec<Baseline>,
    /// Values of custom fields, by number.
    pub custom: Vec<(i64, String)>,
}

/// What a resource is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ResourceKind {
    /// Something used up, 0 in files.
    Material,
    /// Somebody or something that works, 1.
    #[default]
    Work,
    /// An amount of money, 2.
    Cost,
}

/// Somebody or something that is needed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Resource {
    /// Identity in the file.
    pub uid: i64,
    /// Row on the screen.
    pub id: i64,
    /// Line in the file.
    pub line: usize,
    /// An empty row.
    pub is_null: bool,
    /// Name.
    pub name: String,
    /// Initials.
    pub initials: String,
    /// Address.
    pub email: String,
    /// Group.
    pub group: String,
    /// Code.
    pub code: String,
    /// Remark.
    pub notes: String,
    /// What it is.
    pub kind: ResourceKind,
    /// A role, not a person.
    pub generic: bool,
    /// How much there is at a time: 10,000 for one whole.
    pub max_units: Option<i64>,
    /// UID of its own calendar.
    pub calendar: Option<i64>,
}

/// Who works on what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Assignment {
    /// Identity in the file.
    pub uid: i64,
    /// UID of the task.
    pub task: i64,
    /// UID of the resource; nobody when absent.
    pub resource: Option<i64>,
    /// Line in the file.
    pub line: usize,
    /// How much of it: 10,000 for one whole.
    pub units: Option<i64>,
    /// Work.
    pub work: Option<Seconds>,
    /// First moment.
    pub start: Option<Moment>,
    /// Last moment.
    pub finish: Option<Moment>,
    /// Work waits for this long after the start of the task.
    pub delay: Option<Seconds>,
    /// Moved by levelling.
    pub levelling_delay: Option<Seconds>,
    /// Stretches without work between those with some, as planned: a split task.
    pub rests: Vec<(Moment, Moment)>,
}

/// Working times of one day, in seconds from midnight.
pub type Times = Vec<(u32, u32)>;

/// A working calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// Identity in the file.
    pub uid: i64,
    /// Line in the file.
    pub line: usize,
    /// Name.
    pub name: String,
    /// Stands alone; otherwise it belongs to a resource.
    pub is_base: bool,
    /// UID of the calendar that it differs from.
    pub base: Option<i64>,
    /// Monday to Sunday; nothing where the base decides.
    pub week: [Option<Times>; 7],
    /// Days that differ from the week.
    pub exceptions: Vec<Exception>,
    /// Weeks that differ for a while.
    pub weeks: Vec<WorkWeek>,
}

/// Another week for a while.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WorkWeek {
    /// Name.
    pub name: String,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// Monday to Sunday; nothing where the ordinary week holds.
    pub week: [Option<Times>; 7],
}

/// Days that differ from the ordinary week.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exception {
    /// Name.
    pub name: String,
    /// Line in the file.
    pub line: usize,
    /// First day of the range.
    pub from: Option<Date>,
    /// Last day of the range.
    pub to: Option<Date>,
    /// How often, where the number of times decides.
    pub occurrences: Option<i64>,
    /// The number of times decides, not the last day.
    pub by_occurrences: bool,
    /// 1 each day, 2 and 3 yearly, 4 and 5 monthly, 6 weekly, 7 every so many days; 1 when absent.
    pub rule: i64,
    /// Every so many days, weeks or months.
    pub period: i64,
    /// Days of the week as bits, Sunday first.
    pub days_of_week: i64,
    /// 0 any day, 1 a weekday, 2 a day of a weekend, 3 Sunday to 9 Saturday.
    pub month_item: i64,
    /// 0 first to 3 fourth, 4 last.
    pub month_position: i64,
    /// 0 January to 11 December.
    pub month: i64,
    /// Day of the month.
    pub month_day: i64,
    /// Working times; empty for a day off.
    pub times: Times,
}
