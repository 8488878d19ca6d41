//! The words of the timeline, ready for the renderer.

use super::{Lang, Timeline, format};
use crate::timeline::TimelineWords;

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
        table: text(Timeline::Table),
        bar_column: text(Timeline::BarColumn),
        today: text(Timeline::Today),
        gate: text(Timeline::Gate),
        milestone: text(Timeline::Milestone),
        legend_progress: text(Timeline::LegendProgress),
        legend_slip: text(Timeline::LegendSlip),
        legend_baseline: text(Timeline::LegendBaseline),
        legend_passed: text(Timeline::LegendPassed),
        legend_ahead: text(Timeline::LegendAhead),
        legend_link: text(Timeline::LegendLink),
        legend_broken: text(Timeline::LegendBroken),
    }
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
    fn french_dates_quarters_and_slips_read_as_a_french_reader_writes_them() {
        let words = timeline_words(Lang::Fr);
        assert_eq!(words.date(day_of(2026, 5, 18)), "18 mai 2026");
        assert_eq!(words.quarter_of(day_of(2026, 5, 18)), "T2 2026");
        assert_eq!(words.slip(49), "+49 j");
    }
}
