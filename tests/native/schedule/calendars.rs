//! The arithmetic of working time against walking through the days one by one.

use baton::analysis::schedule::{DAY, Minute, Spans, WorkTime};
use proptest::prelude::*;

/// A calendar as it was described.
#[derive(Clone, Debug)]
struct Described {
    week: [Spans; 7],
    exceptions: Vec<(i32, Spans)>,
}

/// 1 January 2026, a Thursday.
const FIRST: i32 = 20_454;

impl Described {
    fn works(&self, at: Minute) -> bool {
        let day = at.div_euclid(DAY);
        let own = self
            .exceptions
            .iter()
            .rev()
            .find(|(exception, _)| *exception == day);
        // Day 4 of 1970 was a Monday.
        let spans = own.map_or(
            &self.week[(day - 4).rem_euclid(7) as usize],
            |(_, spans)| spans,
        );
        let minute = at.rem_euclid(DAY) as u16;
        spans
            .iter()
            .any(|(from, to)| (*from..*to).contains(&minute))
    }
}

fn spans() -> impl Strategy<Value = Spans> {
    let hours = |(from, length): (u16, u16)| (from * 60, ((from + length) * 60).min(1_440));
    prop::collection::vec((0u16..24, 0u16..10).prop_map(hours), 0..3)
}

fn described() -> impl Strategy<Value = Described> {
    let week = prop::array::uniform7(spans());
    let exceptions = prop::collection::vec((FIRST..FIRST + 40, spans()), 0..8);
    (week, exceptions)
        .prop_filter("a week without work is another one", |(week, _)| {
            week.iter().flatten().any(|(from, to)| from < to)
        })
        .prop_map(|(week, exceptions)| Described { week, exceptions })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn counting_by_offsets_equals_counting_minute_by_minute(
        calendar in described(),
        from in 0i32..30 * DAY,
        length in 0i32..10 * DAY,
    ) {
        let time = WorkTime::new(&calendar.week, calendar.exceptions.clone());
        let (from, to) = (FIRST * DAY + from, FIRST * DAY + from + length);
        let slow = (from..to).filter(|at| calendar.works(*at)).count();
        prop_assert_eq!(time.between(from, to), slow as i32);
        prop_assert_eq!(time.works(from), calendar.works(from));

        let offset = time.offset(from);
        let start = (from..from + 400 * DAY).find(|at| calendar.works(*at));
        prop_assert_eq!(Some(time.start_at(offset)), start);
        let finish = (from - 400 * DAY..from).rev().find(|at| calendar.works(*at));
        prop_assert_eq!(Some(time.finish_at(offset) - 1), finish);
    }

    #[test]
    fn adding_working_time_equals_walking_until_it_has_passed(
        calendar in described(),
        from in 0i32..30 * DAY,
        minutes in 1i32..3_000,
    ) {
        let time = WorkTime::new(&calendar.week, calendar.exceptions.clone());
        let from = FIRST * DAY + from;
        let passed = (from..).filter(|at| calendar.works(*at)).nth(minutes as usize - 1);
        prop_assert_eq!(Some(time.add(from, minutes) - 1), passed);
        prop_assert_eq!(time.between(from, time.add(from, minutes)), minutes);
    }

    #[test]
    fn a_shared_calendar_works_whenever_one_of_its_parts_does(
        one in described(),
        other in described(),
        at in 0i32..45 * DAY,
    ) {
        let time = |of: &Described| WorkTime::new(&of.week, of.exceptions.clone());
        let both = WorkTime::union(&[&time(&one), &time(&other)]);
        let at = FIRST * DAY + at;
        prop_assert_eq!(both.works(at), one.works(at) || other.works(at));
    }
}

#[test]
fn a_calendar_without_any_work_counts_as_monday_to_friday() {
    let time = WorkTime::new(&Default::default(), [(FIRST, vec![])]);
    assert_eq!(time.per_week(), 5 * 480);
}

#[test]
fn overlapping_and_backward_spans_count_once() {
    let day = vec![(600, 660), (540, 720), (800, 700), (1_400, 2_000)];
    let time = WorkTime::new(&std::array::from_fn(|_| day.clone()), []);
    assert_eq!(time.per_week(), 7 * (180 + 40));
}
