//! Writing a file, in the order of elements that MS Project expects.

use super::file::{
    Baseline, Calendar, Constraint, Exception, Lag, Link, LinkKind, Plan, ResourceKind, Task, Times,
};
use super::value::{Moment, Seconds};
use crate::model::Date;
use std::fmt::Write as _;

/// Writes a plan as an MS Project XML file.
#[must_use]
pub fn write(plan: &Plan) -> String {
    let mut out = Out {
        text: String::with_capacity(4096 + plan.tasks.len() * 1200),
    };
    out.text
        .push_str("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    out.text
        .push_str("<Project xmlns=\"http://schemas.microsoft.com/project\">\n");
    header(&mut out, plan);
    out.list(
        "ExtendedAttributes",
        plan.custom.iter(),
        |out, (number, name)| {
            out.open("ExtendedAttribute");
            out.number("FieldID", *number);
            out.text("FieldName", field_name(*number));
            out.text("Alias", name);
            out.close("ExtendedAttribute");
        },
    );
    out.list("Calendars", plan.calendars.iter(), calendar);
    out.list("Tasks", plan.tasks.iter(), task);
    out.list("Resources", plan.resources.iter(), |out, one| {
        out.open("Resource");
        out.number("UID", one.uid);
        out.number("ID", one.id);
        out.text("Name", &one.name);
        let kind = match one.kind {
            ResourceKind::Material => 0,
            ResourceKind::Work => 1,
            ResourceKind::Cost => 2,
        };
        out.number("Type", kind);
        out.number("IsNull", i64::from(one.is_null));
        out.text("Initials", &one.initials);
        out.text("Code", &one.code);
        out.text("Group", &one.group);
        out.text("EmailAddress", &one.email);
        if let Some(units) = one.max_units {
            out.text("MaxUnits", &share(units));
        }
        if let Some(calendar) = one.calendar {
            out.number("CalendarUID", calendar);
        }
        out.text("Notes", &one.notes);
        out.number("IsGeneric", i64::from(one.generic));
        out.close("Resource");
    });
    out.list("Assignments", plan.assignments.iter(), |out, one| {
        out.open("Assignment");
        out.number("UID", one.uid);
        out.number("TaskUID", one.task);
        out.number("ResourceUID", one.resource.unwrap_or(-65_535));
        out.tenths("Delay", one.delay);
        out.moment("Finish", one.finish);
        out.tenths("LevelingDelay", one.levelling_delay);
        out.moment("Start", one.start);
        if let Some(units) = one.units {
            out.text("Units", &share(units));
        }
        out.duration("Work", one.work);
        out.close("Assignment");
    });
    out.text.push_str("</Project>\n");
    out.text
}

fn header(out: &mut Out, plan: &Plan) {
    out.number("SaveVersion", 14);
    out.text("Name", &plan.name);
    out.text("Title", &plan.title);
    out.text("Manager", &plan.manager);
    out.text("Author", &plan.author);
    out.number("ScheduleFromStart", i64::from(plan.from_start));
    out.moment("StartDate", plan.start);
    out.moment("FinishDate", plan.finish);
    out.number("CriticalSlackLimit", plan.critical_slack_days);
    out.text("CurrencyCode", &plan.currency);
    if let Some(calendar) = plan.calendar {
        out.number("CalendarUID", calendar);
    }
    let times = plan
        .worked(plan.calendar)
        .week
        .iter()
        .find(|t| !t.is_empty())
        .cloned();
    if let Some((first, last)) = times.and_then(|t| Some((t.first()?.0, t.last()?.1))) {
        out.text("DefaultStartTime", &clock(first));
        out.text("DefaultFinishTime", &clock(last));
    }
    out.number("MinutesPerDay", plan.minutes_per_day);
    out.number("MinutesPerWeek", plan.minutes_per_week);
    out.number("DaysPerMonth", plan.days_per_month);
    out.number("DurationFormat", 7);
    out.number("WorkFormat", 2);
    out.number("HonorConstraints", i64::from(plan.honour_constraints));
    out.number("MultipleCriticalPaths", i64::from(plan.many_critical_paths));
    out.number("WeekStartDay", 1);
    out.moment("StatusDate", plan.status_date);
}

fn calendar(out: &mut Out, one: &Calendar) {
    out.open("Calendar");
    out.number("UID", one.uid);
    out.text("Name", &one.name);
    out.number("IsBaseCalendar", i64::from(one.is_base));
    out.number("BaseCalendarUID", one.base.unwrap_or(-1));
    week(out, &one.week);
    out.list("Exceptions", one.exceptions.iter(), exception);
    out.list("WorkWeeks", one.weeks.iter(), |out, other| {
        out.open("WorkWeek");
        period(out, other.from, other.to);
        out.text("Name", &other.name);
        week(out, &other.week);
        out.close("WorkWeek");
    });
    out.close("Calendar");
}

fn week(out: &mut Out, week: &[Option<Times>; 7]) {
    // Sunday first, as the format numbers them.
    let days = (1..=7_i64).zip(week.iter().cycle().skip(6).take(7));
    let days = days.filter_map(|(number, times)| Some((number, times.as_ref()?)));
    out.list("WeekDays", days, |out, (number, times)| {
        out.open("WeekDay");
        out.number("DayType", number);
        hours(out, times);
        out.close("WeekDay");
    });
}

fn hours(out: &mut Out, times: &Times) {
    out.number("DayWorking", i64::from(!times.is_empty()));
    out.list("WorkingTimes", times.iter(), |out, (from, to)| {
        out.open("WorkingTime");
        out.text("FromTime", &clock(*from));
        out.text("ToTime", &clock(*to % 86_400));
        out.close("WorkingTime");
    });
}

fn exception(out: &mut Out, one: &Exception) {
    out.open("Exception");
    out.number("EnteredByOccurrences", i64::from(one.by_occurrences));
    period(out, one.from, one.to);
    let days = one.days().len();
    let days = i64::try_from(days).unwrap_or(1);
    out.number("Occurrences", one.occurrences.unwrap_or(days));
    out.text("Name", &one.name);
    out.number("Type", one.rule);
    if one.rule != 1 {
        out.number("Period", one.period);
        out.number("DaysOfWeek", one.days_of_week);
        out.number("MonthItem", one.month_item);
        out.number("MonthPosition", one.month_position);
        out.number("Month", one.month);
        out.number("MonthDay", one.month_day);
    }
    hours(out, &one.times);
    out.close("Exception");
}

fn period(out: &mut Out, from: Option<Date>, to: Option<Date>) {
    out.open("TimePeriod");
    out.moment("FromDate", from.map(|day| Moment::new(day, 0)));
    out.moment("ToDate", to.map(|day| Moment::new(day, 86_340)));
    out.close("TimePeriod");
}

fn task(out: &mut Out, one: &Task) {
    let flag = |yes: bool| i64::from(yes);
    out.open("Task");
    out.number("UID", one.uid);
    out.number("ID", one.id);
    out.text("Name", &one.name);
    out.number("Active", flag(one.active));
    out.number("Manual", flag(one.manual));
    out.number("IsNull", flag(one.is_null));
    out.text("WBS", &one.wbs);
    out.number("OutlineLevel", one.level);
    out.moment("Start", one.start);
    out.moment("Finish", one.finish);
    out.duration("Duration", one.duration);
    out.moment("ManualStart", one.manual_start);
    out.moment("ManualFinish", one.manual_finish);
    out.duration("ManualDuration", one.manual_duration);
    out.number("DurationFormat", one.duration_format);
    out.duration("Work", one.work);
    out.moment("Stop", one.stop);
    out.moment("Resume", one.resume);
    out.number("Recurring", flag(one.recurring));
    out.number("Estimated", flag(one.estimated));
    out.number("Milestone", flag(one.milestone));
    out.number("Summary", flag(one.summary));
    if let Some(critical) = one.critical {
        out.number("Critical", flag(critical));
    }
    out.number("IsSubproject", flag(one.subproject));
    out.number("ExternalTask", flag(one.external));
    if !one.outside_name.is_empty() {
        out.text("ExternalTaskProject", &one.outside_name);
    }
    out.moment("EarlyStart", one.early_start);
    out.moment("EarlyFinish", one.early_finish);
    out.moment("LateStart", one.late_start);
    out.moment("LateFinish", one.late_finish);
    out.tenths("FreeSlack", one.free_slack);
    out.tenths("TotalSlack", one.total_slack);
    out.tenths("StartSlack", one.start_slack);
    out.tenths("FinishSlack", one.finish_slack);
    out.some("PercentComplete", one.percent);
    out.some("PercentWorkComplete", one.percent_work);
    out.moment("ActualStart", one.actual_start);
    out.moment("ActualFinish", one.actual_finish);
    out.duration("ActualDuration", one.actual_duration);
    out.duration("RemainingDuration", one.remaining_duration);
    out.number("ConstraintType", one.constraint.number());
    out.number("CalendarUID", one.calendar.unwrap_or(-1));
    out.moment("ConstraintDate", one.constraint_date);
    out.moment("Deadline", one.deadline);
    out.tenths("LevelingDelay", one.levelling_delay);
    out.moment("PreLeveledStart", one.prelevelled_start);
    out.moment("PreLeveledFinish", one.prelevelled_finish);
    out.number(
        "IgnoreResourceCalendar",
        flag(one.ignores_resource_calendars),
    );
    out.text("Notes", &one.notes);
    out.some("PhysicalPercentComplete", one.percent_physical);
    out.number("EarnedValueMethod", one.earned_value_method);
    for one in &one.links {
        link(out, one);
    }
    for (number, value) in &one.custom {
        out.open("ExtendedAttribute");
        out.number("FieldID", *number);
        out.text("Value", value);
        out.close("ExtendedAttribute");
    }
    for one in &one.baselines {
        baseline(out, one);
    }
    out.close("Task");
}

fn link(out: &mut Out, one: &Link) {
    out.open("PredecessorLink");
    out.number("PredecessorUID", one.before);
    let kind = match one.kind {
        LinkKind::FinishFinish => 0,
        LinkKind::FinishStart => 1,
        LinkKind::StartFinish => 2,
        LinkKind::StartStart => 3,
    };
    out.number("Type", kind);
    out.number("CrossProject", i64::from(one.cross_project));
    if !one.cross_project_name.is_empty() {
        out.text("CrossProjectName", &one.cross_project_name);
    }
    let lag = match one.lag {
        Lag::Working(time) | Lag::Elapsed(time) => time.0 / 6,
        Lag::Share(share) => share / 100,
    };
    out.number("LinkLag", lag);
    out.number("LagFormat", one.lag_format);
    out.close("PredecessorLink");
}

fn baseline(out: &mut Out, one: &Baseline) {
    out.open("Baseline");
    out.number("Number", one.number);
    out.moment("Start", one.start);
    out.moment("Finish", one.finish);
    out.duration("Duration", one.duration);
    out.duration("Work", one.work);
    out.close("Baseline");
}

impl Constraint {
    /// The number of the format.
    #[must_use]
    pub const fn number(self) -> i64 {
        match self {
            Self::Asap => 0,
            Self::Alap => 1,
            Self::MustStart => 2,
            Self::MustFinish => 3,
            Self::StartNoEarlier => 4,
            Self::StartNoLater => 5,
            Self::FinishNoEarlier => 6,
            Self::FinishNoLater => 7,
        }
    }
}

/// The numbers of the format for the texts 11 to 30 of a task, which people use least.
pub(super) fn custom_number(place: usize) -> Option<i64> {
    let place = i64::try_from(place).ok()?;
    (place < 20).then_some(FIRST_TEXT + place)
}

/// The number of Text11.
const FIRST_TEXT: i64 = 188_743_997;

fn field_name(number: i64) -> &'static str {
    const NAMES: [&str; 20] = [
        "Text11", "Text12", "Text13", "Text14", "Text15", "Text16", "Text17", "Text18", "Text19",
        "Text20", "Text21", "Text22", "Text23", "Text24", "Text25", "Text26", "Text27", "Text28",
        "Text29", "Text30",
    ];
    let place = usize::try_from(number - FIRST_TEXT).ok();
    place
        .and_then(|place| NAMES.get(place))
        .copied()
        .unwrap_or("")
}

/// Ten-thousandths as a decimal of one.
fn share(units: i64) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let units = units.abs();
    format!("{sign}{}.{:04}", units / 10_000, units % 10_000)
}

fn clock(seconds: u32) -> String {
    format!(
        "{:02}:{:02}:{:02}",
        seconds / 3600,
        seconds / 60 % 60,
        seconds % 60
    )
}

/// The text so far.
struct Out {
    text: String,
}

impl Out {
    fn open(&mut self, name: &str) {
        let _ = writeln!(self.text, "<{name}>");
    }

    fn close(&mut self, name: &str) {
        let _ = writeln!(self.text, "</{name}>");
    }

    /// A list with an element around it; nothing where it is empty.
    fn list<T>(&mut self, name: &str, all: impl Iterator<Item = T>, one: fn(&mut Self, T)) {
        let mut all = all.peekable();
        if all.peek().is_none() {
            return;
        }
        self.open(name);
        for item in all {
            one(self, item);
        }
        self.close(name);
    }

    /// A text; nothing where it is empty and its absence says the same.
    fn text(&mut self, name: &str, text: &str) {
        if text.is_empty() && name != "Value" {
            return;
        }
        let _ = write!(self.text, "<{name}>");
        for letter in text.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                // Readers make a line feed of a bare carriage return.
                '\r' => self.text.push_str("&#13;"),
                '\t' | '\n' => self.text.push(letter),
                // Letters that XML has no way to write.
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.text.push('\u{fffd}'),
                _ => self.text.push(letter),
            }
        }
        let _ = writeln!(self.text, "</{name}>");
    }

    fn number(&mut self, name: &str, number: i64) {
        let _ = writeln!(self.text, "<{name}>{number}</{name}>");
    }

    fn some(&mut self, name: &str, number: Option<i64>) {
        if let Some(number) = number {
            self.number(name, number);
        }
    }

    fn moment(&mut self, name: &str, moment: Option<Moment>) {
        if let Some(moment) = moment {
            let _ = writeln!(self.text, "<{name}>{moment}</{name}>");
        }
    }

    fn duration(&mut self, name: &str, time: Option<Seconds>) {
        if let Some(time) = time {
            let _ = writeln!(self.text, "<{name}>{}</{name}>", time.iso());
        }
    }

    fn tenths(&mut self, name: &str, time: Option<Seconds>) {
        if let Some(time) = time {
            self.number(name, time.0 / 6);
        }
    }
}
