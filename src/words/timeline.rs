//! The words of the timeline, ready for the renderer.

use super::{Lang, Plan, Print, Timeline, format};
use crate::timeline::{BarShape, Day, Row, Status, TimelineData, TimelineWords};

/// Everything the timeline says, in a language.
#[must_use]
pub fn timeline_words(lang: Lang) -> TimelineWords {
    let text = |key: Timeline| key.text(lang).to_owned();
    TimelineWords {
        months: std::array::from_fn(|place| {
            format::month(lang, u32::try_from(place).unwrap_or(0) + 1).to_owned()
        }),
        quarter: text(Timeline::Quarter),
        week: text(Timeline::Week),
        days_short: text(Timeline::DaysShort),
        range: text(Timeline::Range),
        done: text(Timeline::Done),
        late_one: text(Timeline::LateOne),
        late_many: text(Timeline::LateMany),
        early_one: text(Timeline::EarlyOne),
        early_many: text(Timeline::EarlyMany),
        no_dates: text(Timeline::NoDates),
        statuses: [
            Timeline::Green,
            Timeline::Amber,
            Timeline::Red,
            Timeline::NotReported,
            Timeline::Complete,
        ]
        .map(text),
        letters: [
            Timeline::GreenLetter,
            Timeline::AmberLetter,
            Timeline::RedLetter,
            Timeline::NotReportedLetter,
            Timeline::CompleteLetter,
        ]
        .map(text),
        lane: text(Timeline::Lane),
        likely: text(Timeline::Likely),
        table: text(Timeline::Table),
        bar_column: text(Timeline::BarColumn),
        today: text(Timeline::Today),
        gate: text(Timeline::Gate),
        milestone: text(Timeline::Milestone),
        page: text(Timeline::Page),
        page_rows: text(Timeline::PageRows),
        legend_critical: Plan::LegendCritical.text(lang).to_owned(),
        legend_foreign: Plan::LegendForeign.text(lang).to_owned(),
        legend_float: Plan::LegendFloat.text(lang).to_owned(),
        legend_deadline: Plan::LegendDeadline.text(lang).to_owned(),
        legend_likely: text(Timeline::LegendLikely),
        legend_progress: text(Timeline::LegendProgress),
        legend_slip: text(Timeline::LegendSlip),
        legend_baseline: text(Timeline::LegendBaseline),
        legend_passed: text(Timeline::LegendPassed),
        legend_ahead: text(Timeline::LegendAhead),
        legend_link: text(Timeline::LegendLink),
        legend_broken: text(Timeline::LegendBroken),
    }
}

/// What a timeline says of its baseline, as the first line of a print-out; nothing where no open
/// bar has one.
#[must_use]
pub fn conclusion(lang: Lang, data: &TimelineData) -> Option<String> {
    let shape = |row: &Row| row.item().map(|item| item.shape);
    let is_work = |row: &Row| shape(row).is_some_and(|shape| shape != BarShape::Summary);
    // Where nothing but summaries is shown, they are what is looked at.
    let has_work = data.rows(0, data.len()).any(|(_, row)| is_work(row));
    let open = data.rows(0, data.len()).filter_map(|(_, row)| {
        let item = row.item()?;
        let is_own = item.shape != BarShape::Foreign && (is_work(row) || !has_work);
        let is_open = item.progress < 1000 && item.status != Some(Status::Complete);
        let (promised, span) = (item.baseline?.1, item.span?);
        let late: Day = item.slip.unwrap_or(span.1 - promised);
        (is_own && is_open).then_some((late, row))
    });
    let open: Vec<(Day, &Row)> = open.collect();
    let late = open.iter().filter(|(days, _)| *days > 0).count();
    // The first of equals: the order of the rows is that of the reader.
    let worst = open.iter().rev().max_by_key(|(days, _)| *days);
    let (days, row) = worst?;
    let count = open.len().to_string();
    Some(if late == 0 {
        Print::NoneLate.fill(lang, &[&count])
    } else {
        let days = timeline_words(lang).slip(*days);
        Print::SomeLate.fill(lang, &[&late.to_string(), &count, row.title(), &days])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::day::day_of;

    #[test]
    fn english_is_what_the_renderer_falls_back_to() {
        assert_eq!(timeline_words(Lang::En), TimelineWords::default());
    }

    #[test]
    fn a_print_out_begins_with_how_many_are_late_and_which_most() {
        use crate::timeline::{Item, Status};
        use std::sync::Arc;
        let bar = |key, title, promised| {
            let mut item = Item::bar(key, title, 0, 100);
            item.baseline = Some((0, promised));
            item
        };
        let rows = |items: Vec<Item>| {
            let rows = items.into_iter().map(|item| Row::Item(Arc::new(item)));
            TimelineData::new("Project", Vec::new(), rows.collect(), &[])
        };
        let mut done = bar(4, "Done", 10);
        done.status = Some(Status::Complete);
        let bars = vec![
            bar(1, "Even", 100),
            bar(2, "Late", 93),
            bar(3, "Later", 51),
            done,
        ];
        assert_eq!(
            conclusion(Lang::En, &rows(bars)).as_deref(),
            Some("2 of 3 end after the baseline, Later most: +49 d")
        );
        assert_eq!(
            conclusion(Lang::Fr, &rows(vec![bar(1, "Even", 100)])).as_deref(),
            Some("aucune des barres (1) ne finit après sa référence")
        );
        let mut whole = bar(1, "Project", 90);
        whole.shape = BarShape::Summary;
        assert_eq!(
            conclusion(Lang::En, &rows(vec![whole])).as_deref(),
            Some("1 of 1 ends after the baseline, Project most: +10 d")
        );
        assert_eq!(
            conclusion(Lang::En, &rows(vec![Item::bar(1, "New", 0, 9)])),
            None
        );
    }

    #[test]
    fn french_dates_quarters_and_slips_read_as_a_french_reader_writes_them() {
        let words = timeline_words(Lang::Fr);
        assert_eq!(words.date(day_of(2026, 5, 18)), "18 mai 2026");
        assert_eq!(words.quarter_of(day_of(2026, 5, 18)), "T2 2026");
        assert_eq!(words.slip(49), "+49 j");
    }
}
