//! The words the timeline shows, handed over by the page in the language of the person.

use super::day::{self, Day};
use super::row::{Item, Lane, MilestoneKind, Status};

/// Words and patterns. In a pattern `{…}` is replaced by what its field's description names.
///
/// The default is English: it serves tests and the bench page. Pages fill it from the catalogue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineWords {
    /// Short month names, January first.
    pub months: [String; 12],
    /// Quarter: `{q}` its number.
    pub quarter: String,
    /// Week: `{w}` its number.
    pub week: String,
    /// A number of days, short: `{n}`.
    pub days_short: String,
    /// A span: `{from}`, `{to}`, both dates.
    pub range: String,
    /// Share done: `{n}` in percent.
    pub done: String,
    /// Late by one day; `{n}` is 1.
    pub late_one: String,
    /// Late by several days: `{n}`.
    pub late_many: String,
    /// Early by one day; `{n}` is 1.
    pub early_one: String,
    /// Early by several days: `{n}`.
    pub early_many: String,
    /// Said of a row without dates.
    pub no_dates: String,
    /// Names of the statuses in the order green, amber, red, not reported, complete.
    pub statuses: [String; 5],
    /// Letters of the statuses, same order.
    pub letters: [String; 5],
    /// A group head: `{name}` and `{n}`, how many rows.
    pub lane: String,
    /// How late it may well become: `{p50}`, `{p80}`, both dates.
    pub likely: String,
    /// Name of the table.
    pub table: String,
    /// Name of the column that speaks the bars.
    pub bar_column: String,
    /// Today.
    pub today: String,
    /// Said before a gate's name in a description: `{name}`, `{date}`.
    pub gate: String,
    /// The same for a milestone.
    pub milestone: String,
    /// A page of a print-out: `{n}`, `{count}`.
    pub page: String,
    /// The rows of a page: `{from}`, `{to}`, `{count}`.
    pub page_rows: String,
    /// Legend: done and to do.
    pub legend_progress: String,
    /// Legend: a task without float.
    pub legend_critical: String,
    /// Legend: a task of another project.
    pub legend_foreign: String,
    /// Legend: float.
    pub legend_float: String,
    /// Legend: deadline.
    pub legend_deadline: String,
    /// Legend: the finish that four draws in five keep.
    pub legend_likely: String,
    /// Legend: slip.
    pub legend_slip: String,
    /// Legend: baseline.
    pub legend_baseline: String,
    /// Legend: gate passed.
    pub legend_passed: String,
    /// Legend: gate ahead.
    pub legend_ahead: String,
    /// Legend: dependency.
    pub legend_link: String,
    /// Legend: dependency broken by slip.
    pub legend_broken: String,
}

impl Default for TimelineWords {
    fn default() -> Self {
        let months = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        Self {
            months: months.map(str::to_owned),
            quarter: "Q{q}".into(),
            week: "W{w}".into(),
            days_short: "{n} d".into(),
            range: "{from} to {to}".into(),
            done: "{n}% done".into(),
            late_one: "{n} day after baseline".into(),
            late_many: "{n} days after baseline".into(),
            early_one: "{n} day before baseline".into(),
            early_many: "{n} days before baseline".into(),
            no_dates: "no dates".into(),
            statuses: ["Green", "Amber", "Red", "Not reported", "Complete"].map(str::to_owned),
            letters: ["G", "A", "R", "N", "C"].map(str::to_owned),
            lane: "{name}, {n}".into(),
            likely: "P50 {p50}, P80 {p80}".into(),
            table: "Timeline".into(),
            bar_column: "Bar".into(),
            today: "Today".into(),
            gate: "gate {name} {date}".into(),
            milestone: "milestone {name} {date}".into(),
            page: "Page {n} of {count}".into(),
            page_rows: "rows {from} to {to} of {count}".into(),
            legend_progress: "done, to do".into(),
            legend_critical: "critical, no float".into(),
            legend_foreign: "task from another project".into(),
            legend_float: "float".into(),
            legend_deadline: "deadline".into(),
            legend_likely: "finish by odds: P50, P80".into(),
            legend_slip: "slip".into(),
            legend_baseline: "baseline".into(),
            legend_passed: "gate passed".into(),
            legend_ahead: "gate ahead".into(),
            legend_link: "dependency".into(),
            legend_broken: "dependency broken by slip".into(),
        }
    }
}

impl TimelineWords {
    /// Name of a status.
    pub fn status(&self, status: Status) -> &str {
        let [green, amber, red, not_reported, complete] = &self.statuses;
        pick(status, [green, amber, red, not_reported, complete])
    }

    /// Letter of a status.
    pub fn letter(&self, status: Status) -> &str {
        let [green, amber, red, not_reported, complete] = &self.letters;
        pick(status, [green, amber, red, not_reported, complete])
    }

    /// Short name of the month that holds a day.
    pub fn month_name(&self, day: Day) -> &str {
        let month = day::civil(day).month;
        usize::try_from(month)
            .ok()
            .and_then(|month| self.months.get(month - 1))
            .map_or("", String::as_str)
    }

    /// Month and year: `Jun 2026`.
    pub fn month_of(&self, day: Day) -> String {
        format!("{} {}", self.month_name(day), day::civil(day).year)
    }

    /// Quarter alone: `Q2`.
    pub fn quarter_name(&self, day: Day) -> String {
        self.quarter
            .replace("{q}", &((day::civil(day).month - 1) / 3 + 1).to_string())
    }

    /// Quarter and year: `Q2 2026`.
    pub fn quarter_of(&self, day: Day) -> String {
        format!("{} {}", self.quarter_name(day), day::civil(day).year)
    }

    /// Week: `W24`.
    pub fn week_of(&self, day: Day) -> String {
        self.week.replace("{w}", &day::iso_week(day).to_string())
    }

    /// Day and month: `18 May`.
    pub fn day_month(&self, day: Day) -> String {
        format!("{} {}", day::civil(day).day, self.month_name(day))
    }

    /// A full date: `18 May 2026`.
    pub fn date(&self, day: Day) -> String {
        format!("{} {}", self.day_month(day), day::civil(day).year)
    }

    /// A slip with its sign: `+49 d`.
    pub fn slip(&self, days: i32) -> String {
        let sign = match days {
            0 => "",
            1.. => "+",
            // The minus sign, not the hyphen.
            _ => "\u{2212}",
        };
        format!(
            "{sign}{}",
            self.days_short
                .replace("{n}", &days.unsigned_abs().to_string())
        )
    }

    /// A span in words, both ends included. `finish` is the day after the last.
    pub fn span(&self, (start, finish): (Day, Day)) -> String {
        let last = (finish - 1).max(start);
        let one_year = day::civil(start).year == day::civil(last).year;
        let from = if one_year {
            self.day_month(start)
        } else {
            self.date(start)
        };
        self.range
            .replace("{from}", &from)
            .replace("{to}", &self.date(last))
    }

    /// The number of a page, from 1: `Page 3 of 12`.
    pub fn page_of(&self, number: usize, count: usize) -> String {
        self.page
            .replace("{n}", &number.to_string())
            .replace("{count}", &count.to_string())
    }

    /// The rows of a page from the first to before the last, counted from 1: `rows 1 to 32 of 70`.
    pub fn rows_of(&self, (from, to): (usize, usize), count: usize) -> String {
        self.page_rows
            .replace("{from}", &(from + 1).min(to).to_string())
            .replace("{to}", &to.to_string())
            .replace("{count}", &count.to_string())
    }

    /// One sentence that says what a bar shows to the eye.
    pub fn describe(&self, item: &Item) -> String {
        let mut parts = vec![item.title.to_string()];
        parts.push(
            item.span
                .map_or_else(|| self.no_dates.clone(), |span| self.span(span)),
        );
        parts.push(
            self.done
                .replace("{n}", &percent(item.progress).to_string()),
        );
        parts.extend(item.slip.and_then(|slip| self.slip_in_words(slip)));
        parts.extend(item.likely.map(|likely| {
            let pattern = self.likely.replace("{p50}", &self.date(likely.p50 - 1));
            pattern.replace("{p80}", &self.date(likely.p80 - 1))
        }));
        parts.extend(item.status.map(|status| self.status(status).to_lowercase()));
        parts.extend(
            item.milestones
                .iter()
                .filter(|milestone| !milestone.is_passed)
                .take(1)
                .map(|milestone| {
                    let pattern = if milestone.kind == MilestoneKind::Gate {
                        &self.gate
                    } else {
                        &self.milestone
                    };
                    pattern
                        .replace("{name}", &milestone.label)
                        .replace("{date}", &self.date(milestone.day))
                }),
        );
        parts.join(", ")
    }

    /// The same for a group head.
    pub fn describe_lane(&self, lane: &Lane) -> String {
        let mut parts = vec![
            self.lane
                .replace("{name}", &lane.title)
                .replace("{n}", &lane.count.to_string()),
        ];
        parts.extend(lane.span.map(|span| self.span(span)));
        parts.push(
            self.done
                .replace("{n}", &percent(lane.progress).to_string()),
        );
        parts.extend(
            lane.statuses
                .iter()
                .map(|(status, count)| format!("{count} {}", self.status(*status).to_lowercase())),
        );
        parts.join(", ")
    }

    fn slip_in_words(&self, days: i32) -> Option<String> {
        let pattern = match days {
            0 => return None,
            1 => &self.late_one,
            2.. => &self.late_many,
            -1 => &self.early_one,
            _ => &self.early_many,
        };
        Some(pattern.replace("{n}", &days.unsigned_abs().to_string()))
    }
}

/// Thousandths as whole percent, rounded down so that only the whole is 100.
pub fn percent(thousandths: u16) -> u16 {
    thousandths.min(1000) / 10
}

fn pick(status: Status, [green, amber, red, not_reported, complete]: [&str; 5]) -> &str {
    match status {
        Status::Green => green,
        Status::Amber => amber,
        Status::Red => red,
        Status::NotReported => not_reported,
        Status::Complete => complete,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;

    #[test]
    fn a_bar_is_described_as_it_is_seen() {
        let mut item = Item::bar(
            1,
            "Trusted Zone Paris",
            day_of(2026, 2, 3),
            day_of(2026, 12, 19),
        );
        item.progress = 520;
        item.slip = Some(49);
        item.status = Some(Status::Red);
        assert_eq!(
            TimelineWords::default().describe(&item),
            "Trusted Zone Paris, 3 Feb to 18 Dec 2026, 52% done, 49 days after baseline, red"
        );
    }

    #[test]
    fn a_span_over_two_years_names_both() {
        let words = TimelineWords::default();
        assert_eq!(
            words.span((day_of(2025, 12, 1), day_of(2026, 2, 1))),
            "1 Dec 2025 to 31 Jan 2026"
        );
        assert_eq!(
            words.span((day_of(2026, 2, 1), day_of(2026, 2, 1))),
            "1 Feb to 1 Feb 2026"
        );
    }

    #[test]
    fn a_slip_carries_its_sign() {
        let words = TimelineWords::default();
        assert_eq!(
            [49, 0, -7].map(|days| words.slip(days)),
            ["+49 d", "0 d", "\u{2212}7 d"]
        );
    }

    #[test]
    fn nearly_done_is_not_done() {
        assert_eq!([0, 999, 1000, 2000].map(percent), [0, 99, 100, 100]);
    }
}
